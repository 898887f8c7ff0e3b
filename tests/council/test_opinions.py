"""What colleagues answered, side by side: the edges of who counts, and what is found."""

import pytest

from benchmark.council.agreed import Agreed
from benchmark.council.agreeing import read_both
from benchmark.council.assessment import Answer
from benchmark.council.colleagues import read_colleagues
from benchmark.council.findings import find_differences, finding_data
from benchmark.council.hand_out import give, hand_out_path
from benchmark.council.opinions import gather
from scoring.codes import NOT_APPLICABLE
from scoring.spread import Spread, Standing, Tally
from tests.council.several import SET, colleague, council_folder, recorded, round_answers
from tests.council.small import small_set


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


def opinions(folder):
    colleagues, agreed = read_both(folder, SET)
    return {each.question.id: each for each in gather(colleagues, agreed)}


def finding(folder):
    _, agreed = read_both(folder, SET)
    return find_differences(folder, agreed)


def test_nobody_answered_nothing_is_found(folder):
    assert opinions(folder) == {}
    assert finding(folder) is None


def test_one_respondent_has_no_spread(folder):
    colleague(folder, "it", owners=1)
    found = opinions(folder)["owners"]
    assert (found.roles, found.spread, found.proposal().code) == (("it",), None, 1)
    assert finding(folder).whole == Tally(0, 0, None)


def test_all_differ(folder):
    for role, level in (("it", 0), ("housing", 3), ("finance", 1)):
        colleague(folder, role, owners=level)
    found = opinions(folder)["owners"]
    assert found.spread == Spread(3, 3, 0, 1.0, 0, 3)
    assert found.proposal() is None


@pytest.mark.parametrize(
    ("answers", "spread"),
    [
        ({"sharing": (0, 1)}, Spread(2, 2, 0, 0.5, 0, 1)),
        ({"uses": (0b011, 0b111)}, Spread(2, 2, 0, 0.3333)),
        ({"uses": (0b001, 0b010)}, Spread(2, 2, 0, 0.0)),
        ({"late": (90.5, 10.0)}, Spread(2, 2, 0, 0.805, 90.5, 10.0)),
        ({"owners": (NOT_APPLICABLE, 3)}, Spread(2, 2, 1)),
        ({"owners": (NOT_APPLICABLE, NOT_APPLICABLE)}, Spread(2, 1, 2)),
    ],
)
def test_every_kind_of_question_has_a_spread(folder, answers, spread):
    ((name, codes),) = answers.items()
    for role, code in zip(("housing", "it"), codes, strict=True):
        colleague(folder, role, **{name: code})
    assert opinions(folder)[name].spread == spread


def test_an_earlier_answer_of_ones_own_closes_a_question(folder):
    colleague(folder, "it", early=3, how_early=2)
    colleague(folder, "housing", early=0, how_early=1)
    found = opinions(folder)["how-early"]
    assert (found.roles, found.closed, found.waiting) == (("it",), ("housing",), ())


def test_an_agreed_answer_closes_a_question_for_all(folder):
    colleague(folder, "it", early=3, how_early=2)
    colleague(folder, "housing", early=0)
    round_answers(folder, early=Answer(0))
    assert list(opinions(folder)) == ["early"]


def test_who_was_handed_something_else_is_not_waited_for(folder):
    give(folder, SET, ["buying"], ["it"])
    give(folder, SET, ["data"], ["housing", "finance"])
    colleague(folder, "housing", owners=1)
    assert opinions(folder)["owners"].waiting == ("finance",)


def test_a_damaged_file_and_one_of_another_version_leave_the_others_to_go_on(folder):
    for role in ("it", "housing", "finance"):
        colleague(folder, role, owners=1)
    folder.as_role("it").assessment_path("small").write_text("answers = ")
    path = folder.as_role("finance").assessment_path("small")
    path.write_text(path.read_text().replace('version = "1.0"', 'version = "0.9"'))
    found = read_colleagues(folder, SET)
    assert [each.role for each in found.found] == ["housing"]
    assert sorted(fault.code for fault in found.faults) == ["not-toml", "other-version"]
    assert sorted(fault.code for fault in finding(folder).faults) == ["not-toml", "other-version"]


def test_a_damaged_hand_out_leaves_what_was_agreed(folder):
    agreed = Agreed(("finance", "it"), Spread(2, 2, 0, 0.5, 0, 2))
    round_answers(folder, owners=Answer(1, agreed=agreed))
    hand_out_path(folder, "small").write_text("format = ")
    found = find_differences(folder, folder.read_assessment(SET))
    assert (found.whole, found.roles) == (Tally(1, 1, 0.5), ("finance", "it"))
    assert [fault.code for fault in found.faults] == ["not-toml"]


def test_an_agreed_answer_takes_evidence_and_reasons_and_leaves_notes(folder):
    colleague(folder, "it", owners=Answer(2, 3, note="Mine", evidence="The list"))
    colleague(folder, "housing", owners=Answer(NOT_APPLICABLE, reason="None here", evidence=" The list "))
    colleague(folder, "finance", owners=Answer(1, evidence="A file"))
    found = opinions(folder)["owners"]
    assert found.agree(2) == Answer(2, 3, "", "A file; The list", "", "", Agreed(found.roles, found.live))
    assert found.agree(NOT_APPLICABLE).reason == "None here"


def test_evidence_that_has_no_room_stays_out(folder):
    colleague(folder, "a", owners=Answer(1, evidence="x" * 1_500))
    colleague(folder, "b", owners=Answer(1, evidence="y" * 1_500))
    assert opinions(folder)["owners"].agree(1).evidence == "x" * 1_500


def agree(folder, **codes):
    found = opinions(folder)
    for name, code in codes.items():
        each = found[name.replace("_", "-")]
        folder.save_over(SET, each.question.id, each.agree(code), each.recorded)


def test_what_was_agreed_is_settled_until_other_answers_come_in(folder):
    colleague(folder, "it", owners=1)
    colleague(folder, "housing", owners=3)
    agree(folder, owners=2)
    assert opinions(folder)["owners"].settled
    colleague(folder, "it", owners=2)
    found = opinions(folder)["owners"]
    assert (found.settled, found.reopened, found.spread.lowest) == (False, True, 2)
    agree(folder, owners=2)
    colleague(folder, "finance", owners=2)
    assert opinions(folder)["owners"].reopened


def test_the_finding_stays_when_the_files_of_colleagues_are_gone(folder):
    colleague(folder, "it", owners=1)
    colleague(folder, "housing", owners=3)
    agree(folder, owners=2)
    before = finding(folder)
    folder.as_role("it").assessment_path("small").unlink()
    found = opinions(folder)["owners"]
    assert (found.settled, found.spread) == (True, Spread(2, 2, 0, 0.6667, 1, 3))
    assert found.agree(3).agreed == Agreed(("housing", "it"), found.spread)
    folder.as_role("housing").assessment_path("small").unlink()
    assert (finding(folder).whole, finding(folder).roles) == (before.whole, before.roles)


def test_a_later_change_without_colleagues_keeps_the_finding_without_the_roles(folder):
    spread = Spread(2, 2, 0, 0.5, 0, 2)
    round_answers(folder, owners=Answer(1, agreed=Agreed((), spread)))
    assert (finding(folder).whole.differ, finding(folder).roles) == (1, ())
    assert recorded(folder)["owners"].agreed.spread == spread


def test_the_finding_goes_by_section_and_names_the_widest_questions(folder):
    colleague(folder, "it", owners=0, sharing=1, late=10, early=3)
    colleague(folder, "housing", owners=3, sharing=1, late=60, early=NOT_APPLICABLE)
    agree(folder, owners=1)
    found = finding(folder)
    assert found.whole == Tally(4, 3, 0.5)
    assert [(each.id, each.tally) for each in found.sections] == [
        ("data", Tally(2, 1, 0.5)),
        ("buying", Tally(2, 2, 0.5)),
    ]
    assert [(each.question.id, each.agreed) for each in found.widest] == [
        ("owners", "Level 1"),
        ("late", ""),
        ("early", ""),
    ]
    assert found.open == 3


WIDE = small_set(
    'format = "questionnaire/1"\nid = "small"\nversion = "1.0"\ntitle = "Wide"\n'
    '[[section]]\nid = "data"\ntitle = "Data"\n'
    + "".join(
        f'[[question]]\nid = "q{at}"\nsection = "data"\ntext = "Is it {at}?"\nlevels = ["No.", "Some.", "Yes."]\n'
        for at in range(6)
    )
)


@pytest.mark.parametrize(("agreed", "standing"), [(4, None), (5, Standing(5, 1, 3, 1, 0.0))])
def test_how_a_role_stands_is_said_of_five_questions_or_more(folder, agreed, standing):
    for role, levels in (("it", (0, 2, 1, 1, 1, 1)), ("housing", (1, 1, 1, 1, 1, 1))):
        own = folder.as_role(role)
        answers = own.new_assessment(WIDE)
        answers.answers.update({f"q{at}": Answer(level) for at, level in enumerate(levels)})
        own.save_assessment(answers)
    colleagues, now = read_both(folder, WIDE)
    for each in gather(colleagues, now)[:agreed]:
        folder.save_over(WIDE, each.question.id, each.agree(1), each.recorded)
    _, now = read_both(folder, WIDE)
    found = find_differences(folder, now)
    assert {each.role: each.standing for each in found.by_role}["it"] == standing
    data = finding_data(found)
    assert data["by_role"][1]["beside_agreed"] == (standing._asdict() if standing else None)
    assert data["widest"][0]["lowest"] == 0
    assert data["not_agreed_yet"] == 6 - agreed


def test_a_score_of_the_whole_set_is_that_of_the_agreed_answers(folder):
    colleague(folder, "it", owners=0)
    round_answers(folder, owners=Answer(3))
    assert folder.read_assessment(SET).codes()["owners"] == 3
