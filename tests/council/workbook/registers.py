"""Registers for the tests: entries of every kind, workbooks of them, and cells that somebody fills in."""

from pathlib import Path

from hypothesis import strategies as st

from benchmark.council.assessment import Assessment
from benchmark.council.workbook.read import open_answer_book, read_answer_book
from benchmark.council.workbook.write import write_answer_book
from benchmark.questions.answer import BadAnswer
from benchmark.questions.read import read_questionnaire
from benchmark.questions.value import parse_value, quarter_of
from scoring.applicability import complete_attributes
from scoring.register import Entry

SPORTS = read_questionnaire(Path(__file__).parents[2] / "questions" / "valid" / "register.toml")
REGISTER = SPORTS.register
COAST = {"kind": "coast"}
FULL = {
    "name": "=Old & <new> pool",
    "paper": "007",
    "repair": 1,
    "offers": frozenset({0, 2}),
    "owner": 1,
    "cost": 12_500.5,
    "income": 100 / 3,
    "lease-end": quarter_of(2027, 3),
}
PLAIN = {"name": "Lido", "offers": frozenset(), "cost": 9_000.0}
ENTRIES = {"pool": Entry((FULL, PLAIN)), "pitch": Entry(none=True), "slipway": Entry(({"name": "West", "repair": 2},))}
WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@'\"_x0041"), max_size=30)
ODD = st.sampled_from(["=1+1", "_x0041_", "007", "1e5", "12/03/2026", "yes", "'", "no", "Line", "(line)"])


def values(column):
    """Give whatever a column can hold."""
    if column.kind == "text":
        parsed = (WORDS | ODD).map(lambda text: parse_value(column, text))
        return parsed.filter(lambda value: value is not None and not isinstance(value, BadAnswer))
    if column.kind == "choice":
        return st.integers(0, len(column.options) - 1)
    if column.kind == "choices":
        return st.frozensets(st.integers(0, len(column.options) - 1))
    if column.kind == "number":
        return st.sampled_from([0.0, 0.1 + 0.2, 100 / 3, 12_000.0]) | st.floats(0, 1e11)
    return st.integers(quarter_of(1980, 1), quarter_of(2100, 4))


ROWS = st.fixed_dictionaries({}, optional={column.id: values(column) for column in REGISTER.columns})
A_ROW = ROWS.filter(bool)
AN_ENTRY = st.just(Entry(none=True)) | st.lists(A_ROW, min_size=1, max_size=4).map(lambda rows: Entry(tuple(rows)))
SOME_ENTRIES = st.fixed_dictionaries({}, optional={line.id: AN_ENTRY for line in REGISTER.lines})


def assessed(entries, attributes=COAST, questionnaire=SPORTS):
    return Assessment(questionnaire, complete_attributes(questionnaire, attributes), {}, dict(entries))


def write(path, entries=(), attributes=COAST, questionnaire=SPORTS, sections=()):
    write_answer_book(path, assessed(dict(entries), attributes, questionnaire), sections)
    return path


def read(path, questionnaire=SPORTS):
    return read_answer_book(open_answer_book(path), questionnaire)
