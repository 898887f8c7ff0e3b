"""The first sheet of an author's workbook: what each sheet and column is for, in plain English."""

from collections.abc import Iterator

from benchmark.questions.excel.layout import PLANS, Column, Form

_INTRODUCTION = (
    "This workbook holds a question set: the questions themselves, and how answers become scores.",
    "It is for the author of the questions. It is not the place for a council's answers.",
    "",
    "How to use it",
    "1. Fill in the sheets from left to right. Set, Sections and Questions are needed; the others may stay empty.",
    "2. Columns with an orange title need something in every row. An empty cell means: as usual.",
    "3. Give each question one way to answer: its levels, a scale, a number, or rows in the sheet Options.",
    "4. Where a cell holds several things, write one a line: Alt and Enter begin a new line in Excel.",
    "5. Do not merge cells, write formulas or rename sheets and columns. For more levels add the column level 5.",
    "6. Save it as .xlsx. Then run:  council-benchmark questions from-excel FILE.xlsx -o FOLDER",
    "   That lists every mistake with its sheet and cell. When there is none, it writes the question set.",
    "",
    "An id is for ever: never change it, and never use it for something else.",
    "A cell with (none) says that there is nothing, on purpose; (empty) is a text without a letter.",
    "The signs ⏎ and ␀ to ␡ stand for a line break inside a line, and for characters that cannot be seen.",
)


def guide_lines() -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Give the lines of the sheet: whether each is bold, and its cells."""
    yield True, ("A question set, to be edited in Excel",)
    for line in _INTRODUCTION:
        yield line == "How to use it", (line,)
    for plan in PLANS:
        yield False, ("",)
        yield True, (plan.title,)
        yield False, (plan.about,)
        yield True, ("", "Column", "What it is", "What the cell holds")
        for column in _once(plan.columns):
            yield False, ("", column.title, column.about, _holds(column))


def _once(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Leave out all but the first of the columns that stand side by side."""
    for column in columns:
        if not column.at:
            yield column


def _holds(column: Column) -> str:
    words = ", ".join(column.choices) if column.choices else column.form.value
    if column.at is not None:
        words += "; the next column holds the next one"
    return words + (" (needed)" if column.required and column.form is Form.TEXT else "")
