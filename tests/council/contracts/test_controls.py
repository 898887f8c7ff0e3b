"""Spend controls on the facts of a contract: only what is certain passes or fails."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.contracts.controls import FAILED, PASSED, UNKNOWN, check
from benchmark.council.contracts.facts import Facts, Merger, Span, facts_of
from benchmark.council.contracts.rules import TESTS
from benchmark.questions.value import quarter_of
from tests.council.contracts.made import GOOD, register, row_of, shipped_controls

CONTROLS = shipped_controls().controls
MERGER = Merger(dt.date(2028, 4, 1), ("New Ambleshire",))
MID_QUARTER = Merger(dt.date(2028, 5, 15))


def judged(merger=MERGER, **changes):
    """Check the good contract with some facts changed; None takes one away."""
    values = {**{name.replace("-", "_"): value for name, value in GOOD.items()}, **changes}
    row = row_of(**{name: value for name, value in values.items() if value is not None})
    return {finding.control.id: finding for finding in check(CONTROLS, facts_of(register(), row), merger)}


def test_a_good_contract_passes_all_that_has_something_to_say_of_it():
    found = judged(extension=0)
    assert {finding.state for finding in found.values()} == {PASSED}
    # It is no hosting, and ends before the merger for good.
    assert set(found) == {control.id for control in CONTROLS} - {
        "hosting-length", "transfer", "break-clause", "consent"
    }  # fmt: skip


# What changes in the good contract, the control that looks at it, and what that says.
TABLE = [
    ({"end": "2028-Q4"}, "length", PASSED, "43 to 48 months by its quarters, 12 of them as options to extend"),
    ({"end": "2029-Q1"}, "length", UNKNOWN, "46 to 51 months by its quarters, 12 of them as options to extend"),
    ({"end": "2030-Q1"}, "length", FAILED, "58 to 63 months by its quarters, 12 of them as options to extend"),
    ({"end": "2030-Q1", "extension": 0}, "length", UNKNOWN, "46 to 51 months by its quarters; the limit is 48."),
    ({"end": "2030-Q1", "extension": None}, "length", UNKNOWN, ""),
    ({"end": "2031-Q1", "extension": None}, "length", FAILED, "58 to 63 months by its quarters"),
    ({"end": None}, "length", UNKNOWN, ""),
    ({"start": None}, "length", UNKNOWN, ""),
    ({"end": "2025-Q1"}, "length", UNKNOWN, ""),
    ({"hosting": "data-centre", "extension": 0}, "hosting-length", PASSED, "19 to 24 months by its quarters"),
    ({"hosting": "data-centre"}, "hosting-length", FAILED, "31 to 36 months by its quarters, 12"),
    ({"hosting": None}, "hosting-length", UNKNOWN, ""),
    ({"extension": 12.5}, "extension", FAILED, "12.5 months; the limit is 12."),
    ({"extension": None}, "extension", UNKNOWN, ""),
    ({"value": 1_000_000}, "value", PASSED, "£1,000,000; the limit is £1,000,000."),
    ({"value": 1_000_001}, "value", FAILED, "£1,000,001; the limit is £1,000,000."),
    ({"value": None}, "value", UNKNOWN, ""),
    ({"value": None, "yearly_cost": 400_000}, "value", PASSED, "£633,333 to £800,000, the cost a year times its len"),
    ({"value": None, "yearly_cost": 600_000}, "value", UNKNOWN, "£950,000 to £1,200,000, the cost a year times its"),
    ({"value": None, "yearly_cost": 900_000}, "value", FAILED, "£1,425,000 to £1,800,000, the cost a year times"),
    ({"value": None, "yearly_cost": 1, "end": None}, "value", UNKNOWN, ""),
    ({"open": ["export", "standards"]}, "api", FAILED, "No."),
    ({"open": ["api"]}, "api", PASSED, "Yes."),
    ({"open": ["api"]}, "open-standards", FAILED, "No."),
    ({"open": ["api"]}, "own-data", FAILED, "No."),
    ({"open": None}, "own-data", UNKNOWN, ""),
    ({"exit_plan": "no"}, "exit-plan", FAILED, "No."),
    ({"exit_plan": None}, "exit-plan", UNKNOWN, ""),
    ({"early_talks": "no"}, "early-talks", FAILED, "No."),
    ({"end": "2028-Q1"}, "ends-before-merger", PASSED, "It ends in 2028-Q1."),
    ({"end": "2028-Q2"}, "ends-before-merger", FAILED, "It ends in 2028-Q2."),
    ({"end": None}, "ends-before-merger", UNKNOWN, ""),
    ({"end": "2028-Q2"}, "transfer", PASSED, "Yes."),
    ({"end": "2028-Q2", "transfer": "no"}, "transfer", FAILED, "No."),
    ({"end": "2028-Q2", "transfer": None}, "transfer", UNKNOWN, ""),
    ({"end": None}, "transfer", UNKNOWN, ""),
    ({"end": "2028-Q2", "break_clause": "no"}, "break-clause", FAILED, "No."),
    # Below the limit, what was agreed before with the same supplier is not in the register.
    ({"end": "2028-Q2"}, "consent", UNKNOWN, "£90,000."),
    ({"end": "2028-Q2", "value": 100_001}, "consent", FAILED, "£100,001; the limit is £100,000."),
    # Consent is needed where it can be extended past the day, too.
    ({"end": "2028-Q1", "extension": 12, "value": 200_000}, "consent", FAILED, "£200,000; the limit is £100,000."),
    ({"end": "2028-Q1", "extension": None}, "consent", UNKNOWN, ""),
    ({"end": None, "value": 200_000}, "consent", UNKNOWN, ""),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "control", "state", "found"), TABLE)
def test_each_control_says_what_the_facts_allow(changes, control, state, found):
    finding = judged(**changes)[control]
    assert finding.state == state
    assert finding.found.startswith(found)
    assert bool(finding.missing) is (state == UNKNOWN)


def test_the_table_tries_every_control_in_every_state_that_it_can_have():
    tried = {(control, state) for _, control, state, _ in TABLE}
    assert {control for control, _ in tried} == {control.id for control in CONTROLS}
    assert {control for control, state in tried if state == FAILED} == {control.id for control in CONTROLS}


@pytest.mark.parametrize(
    ("changes", "control", "missing"),
    [
        ({"end": None}, "length", ("start", "end")),
        ({"extension": None, "end": "2030-Q1"}, "length", ("extension",)),
        ({"end": "2029-Q1"}, "length", ("exact-dates",)),
        ({"hosting": None}, "hosting-length", ("hosting",)),
        ({"value": None}, "value", ("value", "yearly-cost")),
        ({"value": None, "end": None}, "value", ("value",)),
        ({"value": None, "yearly_cost": 1, "end": None}, "value", ("value", "start", "end")),
        ({"value": None, "yearly_cost": 600_000}, "value", ("value",)),
        ({"end": None, "extension": None}, "consent", ("end", "extension")),
        ({"end": "2028-Q2"}, "consent", ("earlier",)),
    ],
)
def test_what_is_missing_is_named(changes, control, missing):
    assert judged(**changes)[control].missing == missing


def test_a_day_within_a_quarter_leaves_that_quarter_open():
    assert judged(MID_QUARTER, end="2028-Q1")["ends-before-merger"].state == PASSED
    open_end = judged(MID_QUARTER, end="2028-Q2")["ends-before-merger"]
    assert (open_end.state, open_end.missing) == (UNKNOWN, ("exact-dates",))
    assert judged(MID_QUARTER, end="2028-Q3")["ends-before-merger"].state == FAILED


def test_without_a_merger_nothing_is_said_of_one():
    found = judged(None, end="2031-Q1")
    assert not {"ends-before-merger", "transfer", "break-clause", "consent"} & set(found)


@pytest.mark.parametrize(("earlier", "state"), [(None, UNKNOWN), (0, PASSED), (10_000, PASSED), (10_001, FAILED)])
def test_what_was_agreed_before_adds_up_to_the_limit_of_consent(earlier, state):
    facts = Facts(Span(48, 48), Span(*[quarter_of(2029, 1)] * 2), value=90_000, earlier=earlier)
    found = {finding.control.id: finding.state for finding in check(CONTROLS, facts, MERGER)}
    assert found["consent"] == state


def test_the_controls_that_come_with_the_program_use_every_test():
    assert {control.test for control in CONTROLS} == set(TESTS)


# Laws

MONTHS = st.integers(1, 120)
QUARTERS = st.integers(quarter_of(2026, 1), quarter_of(2032, 4))
POUNDS = st.one_of(st.none(), st.sampled_from([0, 50_000, 100_000, 100_001, 1_000_000, 1_000_001, 5_000_000]))
TICKS = [("open", name) for name in ("api", "standards", "export")]


@st.composite
def facts(draw):
    months, end = draw(st.none() | MONTHS), draw(st.none() | QUARTERS)
    slack, unsure = draw(st.integers(0, 5)), draw(st.integers(0, 1))
    said = {"hosting": st.sampled_from(["data-centre", "supplier"])}
    said |= {name: st.sampled_from(["yes", "no"]) for name in ("exit-plan", "early-talks", "transfer", "break-clause")}
    return Facts(
        None if months is None else Span(months, months + slack),
        None if end is None else Span(end, end + unsure),
        draw(st.none() | st.sampled_from([0, 3, 12, 13, 36])),
        draw(POUNDS),
        draw(POUNDS),
        draw(POUNDS),
        draw(st.fixed_dictionaries({}, optional=said)),
        draw(st.fixed_dictionaries({}, optional=dict.fromkeys(TICKS, st.booleans()))),
    )


def states(known, merger):
    return {finding.control.id: finding.state for finding in check(CONTROLS, known, merger)}


MERGERS = st.sampled_from([None, MERGER, MID_QUARTER])


@given(facts(), MERGERS, st.integers(0, 12))
def test_a_shorter_contract_never_fails_what_it_passed(known, merger, quarters):
    less = quarters * 3
    shorter = replace(
        known,
        months=known.months and Span(max(known.months.least - less, 1), max(known.months.most - less, 1)),
        end=known.end and Span(known.end.least - quarters, known.end.most - quarters),
    )
    before, after = states(known, merger), states(shorter, merger)
    assert [name for name, state in after.items() if state == FAILED and before.get(name) == PASSED] == []


def without(known, name):
    """Forget one fact. The cost a year stands in for the value, so the two are forgotten together."""
    if name in known.said:
        return replace(known, said={key: value for key, value in known.said.items() if key != name})
    if name in known.ticked:
        return replace(known, ticked={key: value for key, value in known.ticked.items() if key != name})
    return replace(known, **({"value": None, "yearly": None} if name == "value" else {name: None}))


@given(facts(), MERGERS, st.data())
def test_what_is_not_known_never_passes(known, merger, data):
    names = ["months", "end", "extension", "value", "yearly", "earlier", *known.said, *known.ticked]
    less = without(known, data.draw(st.sampled_from(names)))
    before, after = states(known, merger), states(less, merger)
    assert [name for name, state in after.items() if state == PASSED and before.get(name) != PASSED] == []


@given(MERGERS)
def test_of_nothing_nothing_passes(merger):
    found = check(CONTROLS, Facts(), merger)
    assert {finding.state for finding in found} == {UNKNOWN}
    assert all(finding.missing for finding in found)


@given(facts(), MERGERS)
def test_what_is_not_known_says_what_is_missing(known, merger):
    for finding in check(CONTROLS, known, merger):
        assert bool(finding.missing) is (finding.state == UNKNOWN)
