"""A council's contacts by service and channel: what they cost, and what a shift to the web is worth, as a range."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.channels.terms import Terms, fail_range
from benchmark.council.register import asked_lines
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import Fault, fault
from benchmark.questions.answer import answer_words
from scoring.channels import CHANNELS, COSTED, WEB, Range, share, spending, total, value, whole
from scoring.questionnaire import Questionnaire
from scoring.register import Entry, Line, Row

SET: Final = "channels"
# The section of the set that asks who cannot use the web.
INCLUSION: Final = "inclusion"
_FAIL: Final = "fail"


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one contact costs, in pounds; the council's own figure, or the published one in prices of another year."""

    pounds: float
    own: bool


@dataclass(frozen=True, slots=True)
class Service:
    """One service: contacts a year by channel, where they are known; costs, the failure that is reckoned with, value.

    `counts` is the id of what counts as one contact on the web, if it is said. `value` is in pounds a year.
    """

    line: Line
    numbers: Mapping[str, float]
    counts: str
    costs: Mapping[str, UnitCost]
    own_fail: float | None
    fail: Range
    value: Range | None
    figures: str
    carried: str

    @property
    def contacts(self) -> float:
        """Give the contacts a year over the channels that are known."""
        return whole(self.numbers)

    @property
    def on_the_web(self) -> float | None:
        """Give the share of contacts on the web, from 0 to 1, where all channels are known."""
        return share(self.numbers, WEB)

    @property
    def spending(self) -> float:
        """Give what its contacts on the web, by phone and face to face cost, in pounds a year."""
        return spending(self.numbers, pounds_of(self.costs))

    @property
    def missing(self) -> tuple[str, ...]:
        """List the channels whose contacts are not known."""
        return tuple(channel for channel in CHANNELS if channel not in self.numbers)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question on who cannot use the web, and what the council answered; `open` where it did not."""

    id: str
    text: str
    answer: str
    open: bool


@dataclass(frozen=True, slots=True)
class Channels:
    """All services with figures, those without, what was assumed, and who cannot use the web."""

    round: str
    terms: Terms
    services: tuple[Service, ...]
    unfilled: tuple[Line, ...]
    nowhere: tuple[Line, ...]
    inclusion: tuple[Answered, ...]

    @property
    def value(self) -> Range | None:
        """Give what the shift is worth over all services, in pounds a year; None where nothing is known."""
        known = [service.value for service in self.services if service.value is not None]
        return total(known) if known else None

    @property
    def open(self) -> int:
        """Count the questions on who cannot use the web that have no answer yet."""
        return sum(question.open for question in self.inclusion)


def build_channels(assessment: Assessment, round_id: str, terms: Terms, service_id: str | None, file: str) -> Channels:
    """Put a council's figures together, all services or one.

    Raises:
        FaultsError: shares of the file that are above 100, all of them.
        UsageError: there is no such service.
    """
    lines = _chosen(assessment, service_id)
    entries = {line.id: assessment.entries.get(line.id, Entry()) for line in lines}
    faults = list(_check(lines, entries, file))
    if faults:
        raise FaultsError(faults)
    filled = [line for line in lines if entries[line.id].rows]
    return Channels(
        round=round_id,
        terms=terms,
        services=tuple(_service(assessment.questionnaire, line, entries[line.id], terms) for line in filled),
        unfilled=tuple(line for line in lines if not entries[line.id].begun),
        nowhere=tuple(line for line in lines if entries[line.id].none),
        inclusion=tuple(_inclusion(assessment)),
    )


def pounds_of(costs: Mapping[str, UnitCost]) -> dict[str, float]:
    """Give the pounds of costs, by channel."""
    return {channel: cost.pounds for channel, cost in costs.items()}


def _chosen(assessment: Assessment, service_id: str | None) -> list[Line]:
    lines = asked_lines(assessment)
    if service_id is None:
        return lines
    found = [line for line in lines if line.id == service_id]
    if not found:
        known = ", ".join(line.id for line in lines)
        raise UsageError(f'There is no service "{service_id}" here. Use one of: {known}.')
    return found


def _check(lines: Sequence[Line], entries: Mapping[str, Entry], file: str) -> Iterator[Fault]:
    """Report shares above 100: a register takes any number."""
    for line in lines:
        for row in entries[line.id].rows:
            found = _number(row, _FAIL)
            if found is not None and found > 100:
                yield fault("over-100", file, f"[lines.{line.id}], {_FAIL}", value=f"{found:g}")


def _service(questionnaire: Questionnaire, line: Line, entry: Entry, terms: Terms) -> Service:
    row = entry.rows[0]
    numbers = {channel: found for channel in CHANNELS if (found := _number(row, channel)) is not None}
    costs = {channel: _cost(row, channel, terms) for channel in COSTED}
    percent = _number(row, _FAIL)
    own = None if percent is None else percent / 100
    fail = fail_range(own, terms)
    return Service(
        line=line,
        numbers=numbers,
        counts=_counts(questionnaire, row),
        costs=costs,
        own_fail=own,
        fail=fail,
        value=value(numbers, pounds_of(costs), terms.shift, fail),
        figures=str(row.get("figures", "")),
        carried=entry.carried,
    )


def _cost(row: Row, channel: str, terms: Terms) -> UnitCost:
    """Give the council's own cost of a contact where it has one: it always wins over the published one."""
    own = _number(row, f"{channel}-cost")
    return (
        UnitCost(terms.published.pounds[channel] * terms.factor, own=False) if own is None else UnitCost(own, own=True)
    )


def _counts(questionnaire: Questionnaire, row: Row) -> str:
    position, register = row.get("web-counts"), questionnaire.register
    if not isinstance(position, int) or register is None:
        return ""
    return register.column_index["web-counts"].options[position].id


def _number(row: Row, name: str) -> float | None:
    found = row.get(name)
    return float(found) if isinstance(found, int | float) else None


def _inclusion(assessment: Assessment) -> Iterator[Answered]:
    for question in assessment.asked():
        if question.section == INCLUSION:
            answer = assessment.answer(question)
            yield Answered(question.id, question.text, answer_words(question, answer.code), not answer.answered)
