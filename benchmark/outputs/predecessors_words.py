"""What is said of the predecessors of a council, in the terminal and on the page alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Final

from benchmark.council.roles import listed
from benchmark.pool.predecessors.councils import Council
from benchmark.pool.predecessors.side import Cell, Row, SideBySide
from benchmark.pool.predecessors.table import Attendance
from scoring.questionnaire import Questionnaire

NOT_A_LEAGUE_TABLE: Final = (
    "This names councils, because they agreed to it. It is for these councils and their successor, and is no league "
    "table."
)
SCORES: Final = "Scores use only the questions that all of them were asked, so they may differ from each council's own."
RULE: Final = (
    "Each answer starts from the lowest of the predecessors: until services are joined, some residents have no more "
    "than that. Of several choices, it starts from what all of them chose. All of it is to be confirmed."
)
_EVIDENCE: Final = {True: "with evidence", False: "no evidence recorded", None: "evidence not known"}
_KINDS: Final = {"folder": "its folder", "return": "a return, named by a label", "card": "its mentoring card"}


@dataclass(frozen=True)
class View:
    """All that is shown: the question set, the new council's name, and what the table of predecessors says."""

    questionnaire: Questionnaire
    name: str
    side: SideBySide
    attendance: Attendance | None = None

    @property
    def title(self) -> str:
        """Say what this is."""
        count = len(self.side.councils)
        predecessors = "1 predecessor" if count == 1 else f"{count} predecessors"
        return f"{self.questionnaire.title}, version {self.questionnaire.version}: {predecessors} of {self.name}"


def letter(position: int) -> str:
    """Give the letter that stands for a council in a table."""
    return ascii_uppercase[position]


def council_line(council: Council, questionnaire: Questionnaire) -> str:
    """Say who a council is, where its answers are from, and of which round."""
    kind = next(
        (dict(a.options)[council.attributes[a.id]] for a in questionnaire.attributes if _known(a.id, a, council)), ""
    )
    parts = [kind, _KINDS[council.kind], f"round {council.round}" if council.round else ""]
    return f"{council.name}: {', '.join(part for part in parts if part)}"


def _known(name: str, attribute: object, council: Council) -> bool:
    return council.attributes.get(name) in getattr(attribute, "option_ids", ())


def notes(view: View) -> Iterator[str]:
    """Say what a reader must know before comparing."""
    councils = view.side.councils
    if len(councils) == 1:
        yield "Only one predecessor is here, so there is nothing to compare: the new council starts from its answers."
    rounds = {council.round for council in councils if council.round}
    if len(rounds) > 1:
        yield (
            f"They answered in different rounds ({', '.join(sorted(rounds))}), so a difference between councils may be "
            "one of time."
        )
    yield from (f"{council.name}: {council.note}" for council in councils if council.note)
    yield from (f"{council.name}: {_UNSURE[council.kind]}" for council in councils if council.anyone)
    opened = [f"{name} left {count} open" for name, count in _open(view.side) if count]
    if opened:
        yield f"Not all of them answered all questions that the scores rest on: {'; '.join(opened)}."
    if any(council.kind != "folder" for council in councils):
        yield "Where a council did not give its folder, no answer may also be one that it kept at home."
    if view.side.left_out:
        yield f"Left out, because its answers leave a council only if it says so: {', '.join(view.side.left_out)}."


def _open(side: SideBySide) -> Iterator[tuple[str, int]]:
    """Count for each council the questions that all were asked and it has no answer to."""
    common = [row for row in side.rows if len(row.asked) == len(side.councils)]
    for at, council in enumerate(side.councils):
        yield council.name, sum(row.cells[at].state == "unanswered" for row in common)


_UNSURE: Final = {
    "return": "no invitation stands behind this return: anyone could have made it.",
    "card": "a card is not signed: anyone could have made it.",
}


def attendance_lines(found: Attendance) -> Iterator[str]:
    """Say which predecessors are here and which are missing, by the table."""
    count = len(found.here) + len(found.missing)
    dates = listed([day(each) for each in found.dates])
    missing = f"; missing: {', '.join(found.missing)}" if found.missing else ""
    yield f"{len(found.here)} of {count} predecessors of {dates} are here{missing}."
    if found.strangers:
        yield f"Not in the table as a predecessor: {', '.join(found.strangers)}. Compare the names letter by letter."
    yield f"The table's source: {'; '.join(found.sources)}."


def day(when: date) -> str:
    """Write a date as people in the UK read it."""
    return f"{when.day} {when:%B} {when.year}"


def keep_words(row: Row) -> str:
    """Say whose practice to keep, and whether there is evidence; nothing where none is ahead."""
    if not row.keep:
        return ""
    tied = "a tie of " if len(row.keep) > 1 else ""
    return tied + listed([f"{cell.council} ({_EVIDENCE[cell.evidence]})" for cell in row.keep])


def grouped(cells: Sequence[Cell]) -> list[tuple[Cell, list[str]]]:
    """Put the councils together that gave the same answer, the lowest first; those without a share come last."""
    found: dict[tuple[str, str], tuple[Cell, list[str]]] = {}
    for cell in cells:
        found.setdefault((cell.state, cell.words), (cell, []))[1].append(cell.council)
    return sorted(found.values(), key=lambda group: (group[0].share is None, group[0].share or 0.0))


_MISSING: Final = {
    "unanswered": ("-", "no answer"),
    "not-asked": (".", "not asked"),
    "not-applicable": ("n/a", "not applicable"),
    "other-version": ("?", "not in the version that it answered"),
}


def signs(rows: Sequence[Row]) -> str:
    """Explain the signs of a table of answers: those that stand in it."""
    states = {cell.state for row in rows for cell in row.cells}
    told = [f"{sign} {words}" for state, (sign, words) in _MISSING.items() if state in states]
    if any(mark(cell).endswith("%") for row in rows for cell in row.cells):
        told.append("50% of the points that its choices can earn")
    return f"A number is a level, or what was counted. {'; '.join(told)}".strip() + ("." if told else "")


def mark(cell: Cell) -> str:
    """Give the sign of an answer in a table: a level, a number, or how much of the points it earns."""
    if cell.state == "answered":
        value = cell.value
        if isinstance(value, int | float) or cell.share is None:
            return f"{value:g}" if isinstance(value, int | float) else "*"
        return f"{cell.share:.0%}"
    return _MISSING[cell.state][0]


def some_words(names: Sequence[str]) -> str:
    """Head the questions that only some councils were asked."""
    return f"Only {listed(names)} {'was' if len(names) == 1 else 'were'} asked"


def left_open(view: View) -> list[Row]:
    """List the questions that have no start."""
    return [row for row in view.side.rows if row.start.code is None]
