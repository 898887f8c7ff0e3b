"""What stands in the columns of a register: every way to write it, and what is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import parse_value, quarter_of, quarter_words, value_words, write_value
from scoring.questionnaire import Option
from scoring.register import Column

LEVELS = Column(
    "fit", "Fit", "choice", options=(Option("0", "It is poor.", 0), Option("1", "It is sound.", 1)), levels=True
)
WHERE = Column("where", "Where", "choice", options=(Option("here", "Here", 0), Option("there", "Over there", 0)))
OPEN = Column("open", "Open", "choices", options=(Option("api", "API", 1), Option("export", "Export", 1)))
COST = Column("cost", "Cost", "number")
END = Column("end", "End", "quarter")
NAME = Column("name", "Name", "text")
Q1 = quarter_of(2027, 1)


@pytest.mark.parametrize(
    ("column", "raw", "value"),
    [
        (LEVELS, 1, 1),
        (LEVELS, "1", 1),
        (LEVELS, 1.0, 1),
        (LEVELS, "1: It is sound.", 1),
        (LEVELS, "it is poor.", 0),
        (WHERE, "over there", 1),
        (WHERE, "HERE", 0),
        (OPEN, ["export", "api"], frozenset({0, 1})),
        (OPEN, "API; export", frozenset({0, 1})),
        (OPEN, [], frozenset()),
        (OPEN, "None", frozenset()),
        (COST, "£1,234.50", 1234.5),
        (COST, 12, 12.0),
        (COST, "0", 0.0),
        (END, "2027-Q1", Q1),
        (END, "2027 q1", Q1),
        (END, "Q1 2027", Q1),
        (END, "q1/2027", Q1),
        (END, "2027-03-31", Q1),
        (END, "2027-03", Q1),
        (END, "2027-03-31T00:00:00", Q1),
        (END, "31/03/2027", Q1),
        (END, "1.1.2027", Q1),
        (END, "31 March 2027", Q1),
        (END, "Mar 2027", Q1),
        (END, "03/2027", Q1),
        (END, dt.date(2027, 4, 1), Q1 + 1),
        (END, dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC), Q1 - 1),
        (NAME, "  Acme \n  Tax ", "Acme Tax"),
        (NAME, 2026, "2026"),
    ],
)
def test_it_is_read(column, raw, value):
    found = parse_value(column, raw)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("raw", [None, "", "  ", "-", "?", "not known", "Don't know"])
@pytest.mark.parametrize("column", [LEVELS, OPEN, COST, END, NAME], ids=lambda column: column.kind)
def test_what_is_not_known_is_nothing(column, raw):
    assert parse_value(column, raw) is None


@pytest.mark.parametrize(
    ("column", "raw"),
    [
        (LEVELS, 2),
        (LEVELS, True),
        (WHERE, "elsewhere"),
        (WHERE, ["here"]),
        (OPEN, "api; email"),
        (OPEN, {"api": True}),
        (COST, "-1"),
        (COST, "about 5"),
        (COST, "1e12"),
        (COST, "nan"),
        (COST, "inf"),
        (COST, "1_000"),
        (COST, True),
        (END, "2027-Q5"),
        (END, "2027-13-01"),
        (END, "31/02/2027"),
        (END, "2027"),
        (END, "1815-Q2"),
        (END, "9999-Q1"),
        (END, "Q1"),
        (END, "Foo 2027"),
        (NAME, "x" * 501),
        (NAME, "a\u202eb"),
        (NAME, ["a"]),
        (NAME, True),
    ],
)
def test_it_is_refused(column, raw):
    found = parse_value(column, raw)
    assert isinstance(found, BadAnswer)
    assert found.code == "bad-value"
    assert len(found.values["value"]) <= 63


VALUES = {
    LEVELS: st.integers(0, 1),
    WHERE: st.integers(0, 1),
    OPEN: st.frozensets(st.integers(0, 1)),
    COST: st.floats(0, 1e11),
    END: st.integers(1980 * 4, 2100 * 4 + 3),
    NAME: st.sampled_from(["Acme", "Acme & Sons Ltd", "Höhe"]),
}


@pytest.mark.parametrize("column", VALUES, ids=lambda column: column.id)
@given(data=st.data())
def test_what_is_written_is_read_again(column, data):
    value = data.draw(VALUES[column])
    assert parse_value(column, write_value(column, value)) == value
    if column.kind != "number":
        # Numbers are shown with commas, and no more.
        assert parse_value(column, value_words(column, value).removeprefix("Level ")) == value


def test_words_for_people():
    assert value_words(LEVELS, 1) == "Level 1: It is sound."
    assert value_words(OPEN, frozenset()) == "none"
    assert value_words(COST, 1234567.0) == "1,234,567"
    assert value_words(COST, 0.5) == "0.5"
    assert value_words(END, None) == ""
    assert quarter_words(Q1) == "2027-Q1"
