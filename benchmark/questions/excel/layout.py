"""The sheets and columns in which an author writes a question set, made from the table of keys."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from benchmark.questions import keys, kinds
from benchmark.questions.kinds import Kind, Table

READ_ME: Final = "Read me"
SET: Final = "Set"
SCORING: Final = "Scoring"
OPTIONS: Final = "Options"
SCALES: Final = "Answer scales"
KIND: Final = "kind"
OWNER: Final = "belongs to"
# What a row of the sheet of options belongs to, and the sheet that holds it.
OWNERS: Final = {
    "attribute": "Attributes",
    "answer scale": SCALES,
    "question": "Questions",
    "number band": "Questions",
}
LEVELS: Final = 5
MOST_LEVELS: Final = 100


class Form(Enum):
    """How a value stands in a cell."""

    TEXT = "text"
    NUMBER = "a number"
    WEIGHT = "a number, or high, medium or low"
    FLAG = "yes or no"
    LINES = "one a line"
    CHOICES = "one a line, such as council-type: county, unitary"
    MAPPING = "one a line, such as county: upper"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the keys that lead to its value, how that stands in the cell, and what it means."""

    path: tuple[str, ...]
    form: Form
    about: str
    title: str
    choices: tuple[str, ...] = ()
    required: bool = False
    # A number for each of a list that stands side by side, such as the levels; None for all others.
    at: int | None = None
    # Whether it is the first of the columns that a table inside the entry has.
    first: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: a row an entry, or (`upright`) a row a key; `key` is where its entries stand in a question set."""

    title: str
    key: str
    about: str
    columns: tuple[Column, ...]
    upright: bool = False

    def column(self, title: str) -> Column | None:
        """Find a column by its title, however it is spaced or capitalised; numbered ones as far as they go."""
        title = " ".join(title.split()).casefold()
        for column in self.columns:
            if column.title == title:
                return column
        words, _, number = title.rpartition(" ")
        first = next((c for c in self.columns if c.at is not None and c.title.rpartition(" ")[0] == words), None)
        if first is None or not (number.isascii() and number.isdigit() and len(number) <= 3):
            return None
        return numbered(first, int(number) - int(first.title.rpartition(" ")[2]))


def numbered(column: Column, at: int) -> Column | None:
    """Give the column for another place of the same list."""
    words, _, start = column.title.rpartition(" ")
    first = int(start) - (column.at or 0)
    return replace(column, at=at, title=f"{words} {first + at}") if 0 <= at < MOST_LEVELS else None


_FORMS: Final = {
    id(kinds.NUMBER): Form.NUMBER,
    id(kinds.WHOLE): Form.NUMBER,
    id(kinds.WEIGHT): Form.WEIGHT,
    id(kinds.FLAG): Form.FLAG,
    id(kinds.TEXTS): Form.LINES,
    id(kinds.CHOICES): Form.CHOICES,
}


def _columns(table: Table, way: tuple[str, ...] = ()) -> Iterator[Column]:
    """List the columns of an entry; those of a table inside it stand beside its own."""
    for name, key in table.items():
        path = (*way, name)
        title = " ".join(path).replace("_", " ")
        if key.kind is kinds.TABLE:
            inside = {inner: value for part in key.inside for inner, value in part.items()}
            columns = enumerate(_columns(inside, path))
            yield from (replace(column, required=False, first=at == 0) for at, column in columns)
        elif key.kind is kinds.MAPPING:
            yield Column(
                (*path, "attribute"), Form.TEXT, "The id of the attribute that it follows from.", "from attribute"
            )
            about = "What each option of that attribute becomes."
            yield Column((*path, "options"), Form.MAPPING, about, "from options")
        elif key.kind is not kinds.TABLES:
            yield Column(path, _form(key.kind), key.about, title, key.kind.choices, key.required)


def _form(kind: Kind) -> Form:
    return _FORMS.get(id(kind), Form.TEXT)


def _question_columns() -> Iterator[Column]:
    """List the columns of a question; levels and next steps stand side by side."""
    for column in _columns(keys.QUESTION):
        words, start = {"levels": ("level", 0), "next": ("next step", 1)}.get(column.path[0], ("", 0))
        if not words:
            yield column
            continue
        for at in range(LEVELS - start):
            yield replace(column, title=f"{words} {start + at}", form=Form.TEXT, at=at)


_SIMPLE: Final[Table] = {name: key for name, key in keys.TOP.items() if not key.inside}
_OWNER_COLUMNS: Final = (
    Column((KIND,), Form.TEXT, "What the option belongs to.", KIND, tuple(OWNERS), required=True),
    Column((OWNER,), Form.TEXT, "The id of that question, answer scale or attribute.", OWNER, required=True),
)
_ID: Final[Table] = {"id": keys.OPTION["id"]}

PLANS: Final = (
    SheetPlan(
        SET, "", "What the question set is called. One row for each fact.", tuple(_columns(_SIMPLE)), upright=True
    ),
    SheetPlan(
        SCORING,
        "scoring",
        "How the overall score is made. Leave empty what should be as usual.",
        tuple(_columns(keys.SCORING)),
        upright=True,
    ),
    SheetPlan("Bands", "band", keys.TOP["band"].about, tuple(_columns(keys.BAND))),
    SheetPlan(
        "Attributes",
        "attribute",
        f"{keys.TOP['attribute'].about} Their options stand in the sheet Options.",
        tuple(_columns(keys.ATTRIBUTE)),
    ),
    SheetPlan(
        SCALES,
        "scales",
        "Answers that several questions use. Their options stand in the sheet Options.",
        tuple(_columns(_ID)),
    ),
    SheetPlan("Sections", "section", keys.TOP["section"].about, tuple(_columns(keys.SECTION))),
    SheetPlan("Themes", "theme", keys.TOP["theme"].about, tuple(_columns(keys.THEME))),
    SheetPlan("Questions", "question", keys.TOP["question"].about, tuple(_question_columns())),
    SheetPlan(
        OPTIONS,
        "",
        "The options of questions, answer scales and attributes, and the bands of a number, in their order.",
        (*_OWNER_COLUMNS, *_columns(keys.NUMBER_BAND)),
    ),
)


def plan(title: str) -> SheetPlan:
    """Find the plan of a sheet by its title."""
    return next(one for one in PLANS if one.title == title)


def plan_for(key: str) -> SheetPlan:
    """Find the plan of the sheet whose entries stand under a key of a question set."""
    return next(one for one in PLANS if one.key == key)
