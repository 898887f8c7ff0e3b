"""An agenda for two hours: what one could teach the other, what to do together; never more than there is."""

import pytest

from benchmark.outputs.agenda_words import Names, agenda_entries, behind_levels
from benchmark.outputs.pair_text import pair_text
from benchmark.pool.agenda import MINUTES, make_agenda
from benchmark.pool.pair import compare_pair
from benchmark.pool.rules import NETWORK
from benchmark.pool.sides import Side
from scoring.answers import build_table
from scoring.codes import NOT_ASKED, UNANSWERED
from tests.outputs.pools import make
from tests.pool.build import levels, question_set

STEPS = [f"Step up from {at}" for at in range(4)]
SET = question_set(
    *(levels(f"q{at}", section="a", next=STEPS) for at in range(9)),
    levels("shared-service", section="b", next=STEPS),
    levels("sharing-deals", section="b"),
    levels("joint-team", section="b"),
    {"id": "late", "section": "b", "text": "Late?", "number": {"worst": 100, "best": 0, "step": 1}},
)
IDS = [question.id for question in SET.questions]


def side(*answers: int, **changes: object) -> Side:
    """Make a side that answered the first questions; the others are open."""
    return Side(build_table(SET, [dict(zip(IDS, answers, strict=False))]), **changes)


def agenda_of(mine: Side, theirs: Side, **changes: object):
    return make_agenda(SET, compare_pair(SET, mine.table, theirs.table), mine, theirs, **changes)


def named(agenda, kind: str) -> list[str]:
    return [topic.question for topic in agenda.of(kind)]


def test_three_of_each_the_furthest_apart_first():
    agenda = agenda_of(side(4, 3, 4, 2, 0, 1, 0, 0, 1), side(0, 1, 1, 1, 4, 4, 2, 1, 1))
    assert named(agenda, "mine helps") == ["q0", "q2", "q1"]
    assert named(agenda, "theirs helps") == ["q4", "q5", "q6"]
    # q3 and q7 lie close together and low; q8 is level.
    assert named(agenda, "together") == ["q7", "q8", "q3"]


def test_of_what_is_equally_far_apart_comes_first_what_the_one_behind_aims_at():
    agenda = agenda_of(side(3, 3, 3, 3, 3), side(1, 1, 1, 1, 1, targets={"q3": 2, "q0": 1}))
    assert named(agenda, "mine helps") == ["q3", "q0", "q1"]
    topic = agenda.of("mine helps")[0]
    assert (topic.mine.words, topic.theirs.short, topic.theirs.target) == ("Level 3 of q3", "1", "2")
    assert topic.theirs.next_step == "Step up from 1"
    # A target that is reached already is none.
    assert agenda.of("mine helps")[1].theirs.target == ""


@pytest.mark.parametrize(
    ("mine", "theirs", "changes", "reasons"),
    [
        ((1,), (1,), {}, ("both low",)),
        ((2,), (2,), {}, ("both low",)),
        ((3,), (3,), {}, None),
        ((4,), (4,), {}, None),
        ((3,), (3,), {"behind": {"q0": 3.5}}, ("both behind",)),
        ((3,), (3,), {"behind": {"q0": 3}}, None),
    ],
)
def test_why_something_is_done_together(mine, theirs, changes, reasons):
    found = agenda_of(side(*mine), side(*theirs), **changes).of("together")
    assert [topic.reasons for topic in found] == ([reasons] if reasons else [])


def test_what_both_aim_at_is_done_together():
    agenda = agenda_of(side(3, 3, targets={"q0": 4}), side(3, 3, targets={"q0": 4, "q1": 4}))
    assert [topic.reasons for topic in agenda.of("together")] == [("both aim higher",)]


def test_the_more_reasons_the_earlier():
    agenda = agenda_of(side(2, 1, 1, targets={"q2": 2}), side(2, 1, 1, targets={"q2": 3}), behind={"q1": 2})
    assert named(agenda, "together") == ["q1", "q2", "q0"]


def test_with_the_same_residents_what_is_about_working_with_others_comes_first():
    open_ones = [UNANSWERED] * 6
    mine, theirs = side(0, 1, 2, *open_ones, 3, 2, 4), side(0, 1, 2, *open_ones, 3, 2, 4)
    assert named(agenda_of(mine, theirs), "together") == ["q0", "q1", "q2"]
    shared = agenda_of(mine, theirs, same_residents=True)
    # What both have reached in full is no topic.
    assert named(shared, "together") == ["sharing-deals", "shared-service", "q0"]
    headings = [entry.heading for entry in agenda_entries(shared, Names("A", "B"))]
    assert headings == ["To begin", *["To do together"] * 3, "To end", "To end"]


@pytest.mark.parametrize("answered", range(11))
def test_the_minutes_always_add_up(answered):
    agenda = agenda_of(side(*([4, 0] * 6)[:answered]), side(*([0, 4] * 6)[:answered]))
    entries = agenda_entries(agenda, Names("A", "B"))
    assert sum(entry.minutes for entry in entries) == MINUTES
    assert len(agenda.topics) == min(answered, 6) if answered < 7 else 6


def test_nothing_in_common_makes_no_topic():
    mine, theirs = side(1, NOT_ASKED, UNANSWERED), side(NOT_ASKED, 1, 1)
    agenda = agenda_of(mine, theirs)
    assert agenda.topics == ()
    text = pair_text(compare_pair(SET, mine.table, theirs.table), agenda)
    assert "no answer in common" in " ".join(text.split())
    assert "Only you were asked\n  - About q0?" in text
    assert "min " not in text


def test_two_that_are_all_alike_and_at_the_top_have_nothing_to_teach():
    mine = side(*[4] * 12)
    agenda = agenda_of(mine, mine)
    assert agenda.topics == ()
    assert [entry.minutes for entry in agenda_entries(agenda, Names("A", "B"))] == [10, 95, 15]


def test_a_question_without_levels_has_no_target_and_no_step():
    mine, theirs = (Side(build_table(SET, [{"late": value}]), targets={"late": 1}) for value in (10.0, 80.0))
    [topic] = agenda_of(mine, theirs).topics
    assert (topic.mine.short, topic.mine.words, topic.mine.target, topic.mine.next_step) == ("10", "10", "", "")
    text = pair_text(compare_pair(SET, mine.table, theirs.table), agenda_of(mine, theirs))
    assert "You could help them" in text


def test_who_is_ahead_in_a_section_is_judged_by_what_is_shown():
    mine, theirs = side(1, 1, 1, 1, 1, 1, 1, 1, 1), side(1, 1, 1, 1, 1, 1, 1, 1, 2)
    lines = pair_text(compare_pair(SET, mine.table, theirs.table), agenda_of(mine, theirs)).splitlines()
    assert next(line for line in lines if line.startswith("a ")).split() == ["a", "9", "25", "28", "they"]
    assert next(line for line in lines if line.startswith("b ")).split() == ["b", "0", "-", "-", "-"]
    same = pair_text(compare_pair(SET, mine.table, mine.table), agenda_of(mine, mine))
    assert "25  25  level" in " ".join(same.split()).replace("25 25", "25  25").replace("25 level", "25  level")


def test_a_benchmark_says_below_which_level_a_council_is_behind():
    benchmark, _ = make(40, NETWORK)
    found = behind_levels(benchmark)
    assert found
    items = {item.id: item for item in benchmark.items}
    assert all(items[name].kind == "question" and -1 < level < 5 for name, level in found.items())
