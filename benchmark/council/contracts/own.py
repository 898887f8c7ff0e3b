"""The contracts in a council's own register, as far as renewal goes: what, from whom, until when, for how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.terms import MOST_MONTHS, Term, last_quarter
from benchmark.errors import UsageError
from scoring.questionnaire import Option, Questionnaire
from scoring.register import Kind, Line, Register, Row, Value, made_id

# The register that comes with the program; the columns that are looked at here have these ids in any other one.
SET: Final = "technology-register"
SYSTEM, SUPPLIER, END, EXTENSION = "system", "supplier", "end", "extension"
COST, VALUE = "yearly-cost", "value"


@dataclass(frozen=True, slots=True)
class OwnContract:
    """One contract of the council's own. `end` is a quarter, `extension` months; None is what is not known.

    `carried` says that nobody has confirmed it in this round.
    """

    line: Line
    system: str
    supplier: str
    end: int | None
    extension: int
    cost: float | None
    value: float | None
    carried: bool

    @property
    def term(self) -> Term | None:
        """Give when it ends, if that is known."""
        return None if self.end is None else Term(self.line.id, self.end, last_quarter(self.end, self.extension))

    @property
    def sum(self) -> float | None:
        """Give what small sums are told by: what the whole contract is worth, else what it costs a year."""
        return self.cost if self.value is None else self.value

    @property
    def title(self) -> str:
        """Name the contract for people."""
        return ", ".join(part for part in (self.system, self.supplier) if part) or "a contract without a name"


def contract_register(questionnaire: Questionnaire) -> Register:
    """Give the register of a question set, or raise UsageError where it does not say when contracts end."""
    register = questionnaire.register
    end = register.column_index.get(END) if register else None
    if register is None or end is None or end.kind != "quarter":
        raise UsageError(
            f'The question set "{questionnaire.id}" does not say when contracts end. Use --set {SET}, or one with a '
            f'register that has a column "{END}".'
        )
    return register


def own_contracts(assessment: Assessment) -> list[OwnContract]:
    """List the contracts that a council wrote down, in the order of the lines."""
    register = contract_register(assessment.questionnaire)
    return [
        _own(register, line, row, carried=bool(entry.carried))
        for line in register.lines
        if (entry := assessment.entries.get(line.id))
        for row in entry.rows
    ]


def cost_bands(questionnaire: Questionnaire) -> tuple[tuple[Option, float], ...]:
    """Give the bands that the register itself puts a yearly cost into, each with where it begins; none without any."""
    register = contract_register(questionnaire)
    measure = next((m for m in register.measures if m.rule == "sum" and m.columns == (COST,)), None)
    if measure is None:
        return ()
    question = questionnaire.question(made_id(register.lines[0].id, measure.id))
    return tuple(zip(question.options, measure.starts, strict=True))


def band_of(bands: tuple[tuple[Option, float], ...], cost: float) -> str:
    """Give the id of the band that a cost lies in."""
    return [option.id for at, (option, start) in enumerate(bands) if at == 0 or start <= cost][-1]


def group_by_section(questionnaire: Questionnaire, lines: list[str]) -> Iterator[tuple[str, list[Line]]]:
    """Give the lines that are named, by the title of their section, in the order of the register."""
    register, wanted = contract_register(questionnaire), set(lines)
    for section in questionnaire.sections:
        found = [line for line in register.lines if line.section == section.id and line.id in wanted]
        if found:
            yield section.title, found


def _own(register: Register, line: Line, row: Row, *, carried: bool) -> OwnContract:
    months = _number(register, row, EXTENSION) or 0
    end = _value(register, row, END, "quarter")
    return OwnContract(
        line,
        _text(register, row, SYSTEM),
        _text(register, row, SUPPLIER),
        end if isinstance(end, int) else None,
        int(min(months, MOST_MONTHS)),
        _number(register, row, COST),
        _number(register, row, VALUE),
        carried,
    )


def _value(register: Register, row: Row, name: str, kind: Kind) -> Value | None:
    column = register.column_index.get(name)
    return row.get(name) if column and column.kind == kind else None


def _text(register: Register, row: Row, name: str) -> str:
    found = _value(register, row, name, "text")
    return found if isinstance(found, str) else ""


def _number(register: Register, row: Row, name: str) -> float | None:
    found = _value(register, row, name, "number")
    return found if isinstance(found, int | float) else None
