"""The two sheets of a register in a workbook: one with its rows, and one with its lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from openpyxl.utils import get_column_letter

from benchmark.council.asking import shorten
from benchmark.council.assessment import Assessment
from benchmark.council.register import asked_lines
from benchmark.council.workbook.plan import FIRST, HEAD, ID, RESERVED, Column, SectionPlan, labels, sheet_title
from scoring.questionnaire import Option, Questionnaire
from scoring.register import Column as RegisterColumn
from scoring.register import Line, Register, Row, made_id

# The ids of the columns stand in small print above their titles. No column can have this one.
LINE: Final = "(line)"
IDS: Final = HEAD - 1
LINE_HEAD: Final = "Line"
GROUP: Final = Column("B", "Group", 26, filled=False)
NAME: Final = Column("C", LINE_HEAD, 34, filled=False)
ABOUT: Final = Column("D", "What it takes in", 52, filled=False)
NONE: Final = Column("E", "Does not exist here?", 13)
COUNT: Final = Column("F", "Rows", 11, filled=False)
STATE: Final = Column("G", "State", 22, filled=False)
LINE_COLUMNS: Final = (Column("A", ID, 9, filled=False), GROUP, NAME, ABOUT, NONE, COUNT, STATE)
# Rows that look ready to be filled in, and rows with rules and in the sums: more than anybody types.
_READY: Final = 150
_MORE: Final = 50
_RULED: Final = 1_000
_LONGEST_LABEL: Final = 200
_SHORT: Final = 6
_WIDTHS: Final = {"text": 24, "choice": 30, "choices": 15, "number": 13, "quarter": 11}
_NARROW: Final = 12
_LEVELS: Final = 44


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the sheet of rows: one of the register, or one option of a column with several choices."""

    id: str
    title: str
    letter: str
    width: int
    column: RegisterColumn
    option: Option | None = None
    position: int = -1


@dataclass(frozen=True)
class RegisterPlan:
    """What stands where: the titles of the two sheets, the lines with the words of their list, the fields, the rows."""

    register: Register
    rows_title: str
    lines_title: str
    lines: tuple[Line, ...]
    labels: dict[str, str]
    fields: tuple[Field, ...]
    rows: tuple[tuple[Line, Row], ...]

    @property
    def ready(self) -> int:
        """Give the last row that looks ready to be filled in."""
        return FIRST + max(_READY, len(self.rows) + _MORE) - 1

    @property
    def ruled(self) -> int:
        """Give the last row with rules, which the sums take in."""
        return FIRST + max(_RULED, len(self.rows) + _RULED // 2) - 1

    @property
    def last_line(self) -> int:
        """Give the last row of the sheet of lines."""
        return FIRST + len(self.lines) - 1

    @property
    def words(self) -> Iterator[tuple[str, list[str]]]:
        """Give the lists that its cells offer: an id, and the words."""
        yield LINE, [self.labels[line.id] for line in self.lines]
        for field in self.fields:
            if field.column.kind == "choice":
                yield field.id, list(choice_labels(field.column))


def plan_register(assessment: Assessment, wanted: tuple[str, ...], plans: Sequence[SectionPlan]) -> RegisterPlan | None:
    """Lay out the sheets for the lines that a council has; None where the set has no register, or no such line."""
    questionnaire = assessment.questionnaire
    register = questionnaire.register
    lines = [line for line in asked_lines(assessment) if not wanted or _inside(questionnaire, line, wanted)]
    if register is None or not lines:
        return None
    used = {title.casefold() for title in (*RESERVED, *(plan.title for plan in plans))}
    rows = [(line, row) for line in lines if line.id in assessment.entries for row in assessment.entries[line.id].rows]
    return RegisterPlan(
        register,
        sheet_title(heading(register), used),
        sheet_title("Lines", used),
        tuple(lines),
        line_labels(questionnaire),
        register_fields(register),
        # A row that says nothing is none.
        tuple((line, row) for line, row in rows if row),
    )


def heading(register: Register) -> str:
    """Name the sheet of rows, such as Contracts."""
    return register.rows[:1].upper() + register.rows[1:]


def line_labels(questionnaire: Questionnaire) -> dict[str, str]:
    """Give the words of the list of lines, each with its group before it: by the id of the line."""
    lines = questionnaire.register.lines if questionnaire.register else ()
    named = tuple((line.id, f"{questionnaire.section(line.section).title}: {line.title}") for line in lines)
    return {line_id: label for label, line_id in labels(named).items()}


@cache
def choice_labels(column: RegisterColumn) -> Mapping[str, str]:
    """Give the words of the list of a choice: the ids of options by label. A level's number stands before it."""
    if column.levels:
        return {f"{option.id}: {shorten(option.title, _LONGEST_LABEL)}": option.id for option in column.options}
    return labels(tuple((option.id, option.title) for option in column.options))


def _inside(questionnaire: Questionnaire, line: Line, wanted: tuple[str, ...]) -> bool:
    inside = {question.id for section in wanted for question in questionnaire.questions_below(section)}
    measures = questionnaire.register.measures if questionnaire.register else ()
    return any(made_id(line.id, measure.id) in inside for measure in measures)


def register_fields(register: Register) -> tuple[Field, ...]:
    """List the columns of the sheet of rows, from the second on: the line itself stands in the first."""
    return tuple(_fields(register))


def _fields(register: Register) -> Iterator[Field]:
    at = 1
    for column in register.columns:
        for position, option in enumerate(column.options) if column.kind == "choices" else ((-1, None),):
            at += 1
            name = column.id if option is None else f"{column.id}/{option.id}"
            title = f"{column.title}: {option.title}" if option else _titled(column)
            yield Field(name, title, get_column_letter(at), _width(column), column, option, position)


def _titled(column: RegisterColumn) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


def _width(column: RegisterColumn) -> int:
    if column.levels:
        return _LEVELS
    short = column.kind == "choice" and all(len(label) <= _SHORT for label in choice_labels(column))
    return _NARROW if short else _WIDTHS[column.kind]
