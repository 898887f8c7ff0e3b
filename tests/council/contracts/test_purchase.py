"""A purchase before it is signed: what is asked, what can be given, and that what is left open is not known."""

import datetime as dt
from dataclasses import replace

import pytest

from benchmark.council.contracts.controls import FAILED, PASSED, UNKNOWN
from benchmark.council.contracts.facts import Merger
from benchmark.council.contracts.purchase import Given, ask_purchase, check_purchase, given_as_options
from benchmark.errors import UsageError
from tests.council.contracts.made import register, shipped_controls
from tests.council.small import ScriptedAsker

CONTROLS = shipped_controls()
MERGER = Merger(dt.date(2028, 4, 1))
# months, extension, value; then where it runs, API, standards, own data, exit plan, early talks.
ANSWERS = ["36", "12", "250,000", "4", "y", "n", "u", "2", "u"]


def states(given, merger=None):
    return {f.control.id: f.state for f in check_purchase(register(), CONTROLS, merger, given).findings}


def test_the_few_facts_that_the_controls_need_are_asked():
    asker = ScriptedAsker(*ANSWERS)
    given = ask_purchase(asker, register(), CONTROLS.controls, None)
    assert asker.script == []
    assert states(given) == {
        "length": PASSED, "extension": PASSED, "value": PASSED, "api": PASSED, "open-standards": FAILED,
        "own-data": UNKNOWN, "exit-plan": PASSED, "early-talks": UNKNOWN,
    }  # fmt: skip


def test_with_a_merger_its_facts_are_asked_too():
    asker = ScriptedAsker(*ANSWERS[:3], "2029-Q1", "£10,000", *ANSWERS[3:], "1", "2")
    given = ask_purchase(asker, register(), CONTROLS.controls, MERGER)
    assert asker.script == []
    found = states(given, MERGER)
    assert (found["ends-before-merger"], found["transfer"], found["break-clause"]) == (FAILED, FAILED, PASSED)
    assert found["consent"] == FAILED


def test_without_a_value_the_cost_of_a_year_is_asked():
    asker = ScriptedAsker("24", "0", "?", "600000", "2", *["u"] * 5)
    found = check_purchase(register(), CONTROLS, None, ask_purchase(asker, register(), CONTROLS.controls, None))
    value = next(finding for finding in found.findings if finding.control.id == "value")
    assert (value.state, value.found) == (
        FAILED, "£1,200,000, the cost a year times its length; the limit is £1,000,000."
    )  # fmt: skip


def test_whatever_is_not_known_can_be_left_open():
    asker = ScriptedAsker("", "", "", "", *["u"] * 6)
    given = ask_purchase(asker, register(), CONTROLS.controls, None)
    assert given.nothing
    assert set(states(given).values()) == {UNKNOWN}


def test_what_a_file_of_controls_does_not_look_at_is_not_asked():
    one = [control for control in CONTROLS.controls if control.id == "exit-plan"]
    asker = ScriptedAsker("1")
    assert ask_purchase(asker, register(), one, None) == Given({}, {"exit-plan": "no"}, {})
    consent = [replace(control, past_merger=True) for control in one]
    assert ask_purchase(ScriptedAsker(), register(), consent, None).nothing


def test_a_slip_is_asked_again(monkeypatch):
    complaints = []

    class Careful(ScriptedAsker):
        def write(self, prompt, start="", check=None):
            complaints.append((check("many"), check("12"), check("")))
            return super().write(prompt, start, check)

    ask_purchase(Careful(*ANSWERS), register(), CONTROLS.controls, None)
    assert complaints[0] == ("Write a number from 0 up, such as 12000; or nothing.", "", "")


def options(numbers=None, flags=None, ticks=None, facts=()):
    return given_as_options(register(), numbers or {}, flags or {}, ticks or {}, facts)


def test_facts_are_given_as_options():
    given = options(
        {"months": "48", "value": None},
        {"exit-plan": False, "transfer": None},
        {("open", "api"): True, ("open", "export"): None},
        ["hosting=data-centre", "bids=Four or more"],
    )
    assert given == Given(
        {"months": "48"}, {"exit-plan": "no", "hosting": "data-centre", "bids": "four"}, {("open", "api"): True}
    )
    assert states(given)["hosting-length"] == FAILED


def test_all_ticks_of_a_column_are_given_at_once_and_an_option_of_its_own_goes_before():
    given = options(ticks={("open", "export"): False}, facts=["open=api; export"])
    ticked = {option: flag for (_, option), flag in given.ticked.items()}
    assert ticked == {"api": True, "export": False, "standards": False, "separate": False}
    assert options(facts=["hosting=not known"]).nothing


@pytest.mark.parametrize("text", ["hosting", "value=3", "colour=red", "hosting=moon", "open=api;moon"])
def test_a_fact_that_is_none_is_refused(text):
    with pytest.raises(UsageError):
        options(facts=[text])


@pytest.mark.parametrize("numbers", [{"months": "long"}, {"end": "soon"}, {"value": "-3"}])
def test_a_number_that_is_none_is_refused(numbers):
    with pytest.raises(UsageError, match="cannot stand for"):
        states(options(numbers))


def test_an_option_on_what_the_register_does_not_have_is_refused():
    with pytest.raises(UsageError, match='no "open" with "fast"'):
        options(ticks={("open", "fast"): True})


def test_all_is_passed_only_where_nothing_is_open():
    flags = {"exit-plan": True, "early-talks": True}
    ticks = dict.fromkeys([("open", "api"), ("open", "standards"), ("open", "export")], True)
    numbers = {"months": "24", "extension": "12", "value": "1"}
    whole = options(numbers, flags, ticks, ["hosting=supplier"])
    assert check_purchase(register(), CONTROLS, None, whole).passed
    assert not check_purchase(register(), CONTROLS, None, replace(whole, said={"exit-plan": "yes"})).passed
