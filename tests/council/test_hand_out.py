"""Sections that are handed out to colleagues: who is asked what, and how far each is."""

import pytest

from benchmark.council.colleagues import read_colleagues
from benchmark.council.hand_out import HandOut, give, hand_out_path, read_hand_out, take_back
from benchmark.council.handed import state_lines
from benchmark.council.route import Scope
from benchmark.council.sitting import Outcome, hold_sitting
from benchmark.errors import FaultsError, UsageError
from tests.council.several import SET, colleague, council_folder
from tests.council.small import SMALL, ScriptedAsker, small_set

TOP = 'format = "hand-out/1"\nquestionnaire = "small"\n'
CROSSED = SMALL.replace("asked_if = { early = [2, 3] }", "asked_if = { owners = [2, 3] }")


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


def test_without_a_file_everybody_is_asked_everything(folder):
    assert read_hand_out(folder, SET) == HandOut()
    assert HandOut().questions_for(SET, "it") is None
    assert HandOut().sections_for(SET, "it") == ()


def test_sections_are_given_one_after_the_other_and_taken_back(folder):
    give(folder, SET, ["buying"], ["it", "finance"])
    give(folder, SET, ["data", "buying"], ["it"])
    assert read_hand_out(folder, SET).sections == {"finance": ("buying",), "it": ("data", "buying")}
    take_back(folder, SET, ["buying"], ["it"])
    assert read_hand_out(folder, SET).sections == {"finance": ("buying",), "it": ("data",)}
    assert take_back(folder, SET, [], ["finance", "it"]).sections == {}


def test_nothing_is_taken_back_from_who_has_nothing(folder):
    with pytest.raises(UsageError, match="Nothing was handed out yet"):
        take_back(folder, SET, [], ["it"])
    give(folder, SET, ["data"], ["it"])
    with pytest.raises(UsageError, match="Something was handed out to: it"):
        take_back(folder, SET, [], ["housing"])


def test_a_question_on_which_a_section_hangs_comes_with_it():
    crossed = small_set(CROSSED)
    handed = HandOut({"it": ("buying",)})
    assert handed.questions_for(crossed, "it") == {"late", "early", "how-early", "districts", "owners"}
    assert handed.sections_for(crossed, "it") == ("data", "buying")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('format = "hand-out/2"', ["unknown-format"]),
        (TOP.replace("small", "other"), ["other-set"]),
        (TOP + "sections = 3", ["wrong-kind"]),
        (TOP + "who = 3", ["unknown-key"]),
        (TOP + '[sections]\n"Ann Smith" = ["data"]', ["bad-id"]),
        (TOP + '[sections]\nit = "data"\nfinance = ["data", "gone"]', ["wrong-kind", "unknown-section"]),
    ],
)
def test_what_is_wrong_in_the_file_is_a_fault(folder, text, codes):
    path = hand_out_path(folder, "small")
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(FaultsError) as found:
        read_hand_out(folder, SET)
    assert [fault.code for fault in found.value.faults] == codes


def scope(folder, role):
    return Scope(handed=read_hand_out(folder, SET).questions_for(SET, role))


def test_a_sitting_asks_what_was_handed_out_and_is_complete_with_it(folder):
    give(folder, SET, ["buying"], ["it"])
    asker = ScriptedAsker("20", "g", "0", "g")
    outcome = hold_sitting(folder.as_role("it"), SET, asker, scope(folder, "it"))
    assert outcome == Outcome(2, 2, broken_off=False)
    assert asker.said[0].startswith("A small set: 2 questions. Every answer")
    assert asker.prompts[0].startswith("1 of 2, Buying")


def test_the_way_back_stays_within_what_was_handed_out(folder):
    give(folder, SET, ["buying"], ["it"])
    asker = ScriptedAsker("m", "b")
    assert hold_sitting(folder.as_role("it"), SET, asker, scope(folder, "it")).broken_off
    assert "This is the first question." in asker.said


def test_one_question_is_said_as_one(folder):
    asker = ScriptedAsker("1", "g")
    own = folder.as_role("it")
    hold_sitting(own, SET, asker, Scope(handed=frozenset({"owners"})))
    assert asker.said[0].startswith("A small set: 1 question. Every")
    asker = ScriptedAsker("q")
    hold_sitting(own, SET, asker, Scope(handed=frozenset({"owners"})))
    assert asker.menus[0].heading == "The one question is answered."


def test_whoever_jumps_elsewhere_may_answer_more(folder):
    give(folder, SET, ["buying"], ["it"])
    asker = ScriptedAsker("m", "j", "1", "2", "q")
    hold_sitting(folder.as_role("it"), SET, asker, scope(folder, "it"))
    assert folder.as_role("it").read_assessment(SET).answers["owners"].code == 2


def state(folder):
    return list(state_lines(read_colleagues(folder, SET), "2026-autumn"))


def test_the_state_says_who_has_answered_how_much_and_what_is_open(folder):
    give(folder, SET, ["data"], ["it", "housing"])
    colleague(folder, "it", owners=1, sharing=1)
    colleague(folder, "housing", owners=1, sharing=1, uses=1)
    assert state(folder) == [
        "A small set, version 1.0, 2026-autumn: answers of colleagues",
        "",
        "  housing    3 of   3 answered, done       data",
        "  it         2 of   3 answered, 1 open     data",
        "",
        "Still open for it, 1 of 3:",
        "  - Data: Where is joined data used?",
        "  To answer: council-benchmark assess --set small --as it",
        "",
        "Handed to nobody: Buying.",
    ]


def test_who_has_not_begun_is_asked_all_of_it(folder):
    give(folder, SET, ["data"], ["it"])
    colleague(folder, "housing", owners=1)
    told = state(folder)
    assert told[3] == "  it         0 of   3 answered, not begun  data"
    assert "  all of data" in told
    # Housing was handed nothing, so it is asked everything.
    assert told[2] == "  housing    1 of   5 answered, 4 open     everything"
    assert not any(line.startswith("Handed to nobody") for line in told)
