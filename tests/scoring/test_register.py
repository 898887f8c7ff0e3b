"""From the rows of a register to an answer: what is not known stays open, and the weakest speaks for the line."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.codes import NOT_APPLICABLE, UNANSWERED
from scoring.questionnaire import Option
from scoring.register import Column, Entry, Line, Measure, Register, answer_from, made_id

OPTIONS = tuple(Option(str(at), f"Option {at}", at) for at in range(4))
REGISTER = Register(
    title="Halls",
    row="hall",
    rows="halls",
    several=True,
    lines=(Line("big", "Big halls", "all"), Line("small", "Small halls", "all")),
    columns=(
        Column("state", "State", "choice", options=OPTIONS),
        Column("offers", "Offers", "choices", options=OPTIONS),
        Column("cost", "Cost", "number"),
        Column("income", "Income", "number"),
    ),
    measures=(
        Measure("lowest", "Lowest", "lowest", ("state",)),
        Measure("highest", "Highest", "highest", ("state",)),
        Measure("all", "All", "all", ("offers",)),
        Measure("any", "Any", "any", ("offers",)),
        Measure("cost", "Cost", "sum", ("cost",), starts=(float("-inf"), 10, 100)),
        Measure("share", "Share", "share", ("income",), ("cost", "income"), starts=(0, 25, 50)),
    ),
)
MEASURES = {measure.id: measure for measure in REGISTER.measures}


def answer(measure, *rows, none=False):
    return answer_from(REGISTER, MEASURES[measure], Entry(rows, none))


@pytest.mark.parametrize(
    ("measure", "rows", "expected"),
    [
        ("lowest", [{"state": 2}, {"state": 1}, {"state": 3}], 1),
        ("lowest", [{"state": 2}, {}], UNANSWERED),
        # Nothing is below the lowest, whatever the other one is.
        ("lowest", [{"state": 0}, {}], 0),
        ("highest", [{"state": 2}, {"state": 1}], 2),
        ("highest", [{"state": 3}, {}], 3),
        ("highest", [{"state": 0}, {}], UNANSWERED),
        ("all", [{"offers": frozenset({0, 2})}, {"offers": frozenset({2, 3})}], 0b100),
        ("all", [{"offers": frozenset({0})}, {"offers": frozenset({1})}], 0),
        ("all", [{"offers": frozenset({0})}, {}], UNANSWERED),
        ("any", [{"offers": frozenset({0})}, {"offers": frozenset({1})}], 0b11),
        ("cost", [{"cost": 4.0}, {"cost": 5.9}], 0),
        ("cost", [{"cost": 4.0}, {"cost": 6.0}], 1),
        ("cost", [{"cost": 100.0}], 2),
        ("cost", [{"cost": 100.0}, {}], UNANSWERED),
        ("cost", [{"cost": 0.0}], 0),
        # 0.1 + 0.2 + 9.7 is a hair below 10 in floating point.
        ("cost", [{"cost": 0.1}, {"cost": 0.2}, {"cost": 9.7}], 1),
        ("share", [{"income": 1.0, "cost": 1.0}], 2),
        ("share", [{"income": 1.0, "cost": 3.0}], 1),
        ("share", [{"income": 1.0, "cost": 3.01}], 0),
        # Of nothing there is no share.
        ("share", [{"income": 0.0, "cost": 0.0}], UNANSWERED),
        ("share", [{"income": 1.0}], UNANSWERED),
    ],
)
def test_an_answer_follows_from_the_rows(measure, rows, expected):
    found = answer(measure, *rows)
    assert (found, isinstance(found, type(UNANSWERED))) == (expected, isinstance(expected, type(UNANSWERED)))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_line_that_does_not_exist_is_not_applicable_and_one_without_rows_is_open(measure):
    assert answer(measure, none=True) is NOT_APPLICABLE
    assert answer(measure) is UNANSWERED
    assert answer(measure, {}) is UNANSWERED


ROW = st.fixed_dictionaries(
    {},
    optional={
        "state": st.integers(0, 3),
        "offers": st.frozensets(st.integers(0, 3)),
        "cost": st.floats(0, 1e6),
        "income": st.floats(0, 1e6),
    },
)
ROWS = st.lists(ROW, min_size=1, max_size=5)


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    for measure in ("lowest", "highest", "all", "any"):
        assert answer(measure, *rows) == answer(measure, *mixed)


@given(ROWS)
def test_what_is_answered_stays_so_whatever_is_learned_of_what_was_not_known(rows):
    """An answer that is made while something is not known is the one that every way of filling the gaps gives."""
    for measure, column, values in (("lowest", "state", range(4)), ("highest", "state", range(4))):
        found = answer(measure, *rows)
        gaps = [at for at, row in enumerate(rows) if column not in row]
        filled = []
        for chosen in itertools.product(values, repeat=len(gaps)):
            whole = [dict(row) for row in rows]
            for at, value in zip(gaps, chosen, strict=True):
                whole[at][column] = value
            filled.append(answer(measure, *whole))
        assert (found is not UNANSWERED) == (len(set(filled)) == 1)
        assert found is UNANSWERED or filled[0] == found


def test_each_line_and_measure_makes_one_question():
    assert list(REGISTER.made)[:2] == [made_id("big", "lowest"), "big-highest"]
    assert len(REGISTER.made) == 12
    assert REGISTER.made["small-cost"] == (REGISTER.line_index["small"], MEASURES["cost"])
