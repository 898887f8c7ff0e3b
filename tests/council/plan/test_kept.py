"""The plan is kept at the top of the council's folder: nothing is lost, every fault is told, and it lasts."""

import pytest
import tomli

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.folder import CouncilFolder
from benchmark.council.plan.asking import ask_step
from benchmark.council.plan.change import Wanted, remove_steps, set_steps
from benchmark.council.plan.check import OUTCOMES, check_plan
from benchmark.council.plan.kept import PlannedStep, parse_kept, render_kept
from benchmark.council.plan.store import change_kept, plan_path, read_kept, restore_kept
from benchmark.council.summary import summarise
from benchmark.errors import FaultsError, UserError
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.council.small import DISTRICT, ScriptedAsker, council_folder, small_set

ANSWERS = {
    "owners": Answer(1, 3),
    "sharing": Answer(1),
    "uses": Answer(0b001),
    "late": Answer(40.0),
    "early": Answer(3),
}


@pytest.fixture
def folder(tmp_path) -> CouncilFolder:
    return council_folder(tmp_path, DISTRICT)


def answered(folder, **changed) -> Assessment:
    assessment = folder.new_assessment(small_set())
    assessment.answers.update({**ANSWERS, **changed})
    return assessment


def planned(start=1, goal=2, **rest) -> PlannedStep:
    return PlannedStep(start, goal, "2026-autumn", rest.pop("version", "1.0"), **rest)


def test_a_plan_is_read_as_it_was_written_for_every_kind_of_question(folder):
    kept, added = set_steps(folder, answered(folder), ["owners", "sharing", "uses", "late"], Wanted("Head of data", "2027-spring"))  # fmt: skip
    assert added == ["owners", "sharing", "uses", "late"]
    assert {name: (step.start, step.goal) for name, step in kept.items()} == {
        "owners": (1, 3),
        "sharing": ("files", "api"),
        "uses": (["plans"], ["plans", "care"]),
        "late": (40, 20),
    }
    assert read_kept(folder, small_set()) == kept
    assert plan_path(folder, "small").parent == folder.path
    assert "Head of data" in plan_path(folder, "small").read_text()


def test_what_is_not_said_stays_as_it_was(folder):
    set_steps(folder, answered(folder), ["owners"], Wanted("A", "2027-spring", "doing", "2", "Ask in May"))
    kept, added = set_steps(folder, answered(folder, owners=Answer(2)), ["owners"], Wanted(status="done"))
    assert (kept["owners"], added) == (
        planned(1, 2, owner="A", due="2027-spring", status="done", note="Ask in May"),
        [],
    )
    kept, _ = set_steps(folder, answered(folder), ["owners"], Wanted(owner="", due="", to="3"))
    assert kept["owners"] == planned(1, 3, status="done", note="Ask in May")


@pytest.mark.parametrize(
    ("question", "wanted", "words"),
    [
        ("owner", Wanted(), 'Did you mean "owners"?'),
        ("early", Wanted(), "has its best answer"),
        ("how-early", Wanted(), "has no level to start from yet"),
        ("owners", Wanted(to="1"), "is as good as that already"),
        ("owners", Wanted(to="9"), "is not an answer"),
        ("owners", Wanted(due="Next spring"), "is not an id"),
        ("owners", Wanted(status="ready"), "planned, doing, done"),
        ("owners", Wanted(note="x" * 2001), "2,000 fit"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(folder, question, wanted, words):
    with pytest.raises(UserError, match=words):
        set_steps(folder, answered(folder), ["sharing", question], wanted)
    assert not plan_path(folder, "small").exists()


def test_steps_are_taken_out_by_name(folder):
    set_steps(folder, answered(folder), ["owners", "sharing"], Wanted())
    assert list(remove_steps(folder, small_set(), ["owners"])) == ["sharing"]
    with pytest.raises(UserError, match='Did you mean "sharing"'):
        remove_steps(folder, small_set(), ["shared"])


FAULTY = """
format = "plan/1"
questionnaire = "small"
extra = 1
[steps.owners]
from = 1
to = 9
round = "Autumn"
version = "1.0"
status = "ready"
[steps.gone]
from = 1
to = 2
round = "2026-autumn"
version = "1.0"
[steps.sharing]
from = "not-applicable"
to = {}
due = "con"
version = "1.0"
[steps."No id"]
from = 1
to = nan
round = "2026-autumn"
version = "0.9"
"""


def faults_of(text):
    with pytest.raises(FaultsError) as error:
        parse_kept(tomli.loads(text), small_set(), "small.plan.toml")
    return sorted(fault.code for fault in error.value.faults)


def test_every_fault_is_told_at_once():
    assert faults_of(FAULTY) == ["unknown-key"]
    rest = ["bad-id", "bad-id", "bad-level", "bad-level", "missing-key", "no-such-question", "reserved-id"]
    assert faults_of(FAULTY.replace("extra = 1", "")) == [*rest, *["wrong-kind"] * 4]
    assert faults_of('format = "plan/2"') == ["unknown-format"]
    assert faults_of('format = "plan/1"\nquestionnaire = "other"') == ["other-plan"]
    assert faults_of('format = "plan/1"\nquestionnaire = "small"\nsteps = {owners = 1}') == ["wrong-kind"]


def test_a_step_of_another_version_is_kept_whatever_it_says(folder):
    old = {"gone": planned(1, 2, version="0.9"), "owners": planned("some", "all", version="0.9")}
    change_kept(folder, small_set(), lambda _: old)
    set_steps(folder, answered(folder), ["sharing"], Wanted())
    kept = read_kept(folder, small_set())
    assert {name: kept[name] for name in old} == old
    # In the order of the set; what the set no longer has comes last.
    assert list(tomli.loads(render_kept(kept, small_set()))["steps"]) == ["owners", "sharing", "gone"]


def test_a_damaged_plan_says_how_to_get_the_last_good_one_back(folder):
    set_steps(folder, answered(folder), ["owners"], Wanted("A"))
    path = plan_path(folder, "small")
    good = path.read_text()
    assert restore_kept(folder, small_set()) == [f"{path} can be read, so nothing was changed."]
    path.write_text(good[:-20])
    with pytest.raises(FaultsError, match=r"a good copy, with 1 step\. .*--restore"):
        read_kept(folder, small_set())
    told = restore_kept(folder, small_set())
    assert (path.read_text(), len(told)) == (good, 2)
    path.unlink()
    set_steps(folder, answered(folder), ["sharing"], Wanted())
    assert path.with_name("small.plan.earlier-1.toml").read_text() == good


def test_without_a_good_copy_the_fault_alone_is_told(folder):
    path = plan_path(folder, "small")
    path.write_text("format = 1")
    with pytest.raises(FaultsError) as error:
        read_kept(folder, small_set())
    assert "--restore" not in str(error.value)
    with pytest.raises(UserError, match="no good copy"):
        restore_kept(folder, small_set())


# What was planned from level 1 to 2 or 3; the answer now; marked as done or not; what became of it.
BECAME = [
    (Answer(3), "done", "reached"),
    (Answer(3), "planned", "reached-not-marked"),
    (Answer(2), "done", "done-part-way"),
    (Answer(1), "done", "done-not-moved"),
    (Answer(2), "doing", "part-way"),
    (Answer(1), "planned", "not-moved"),
    (Answer(0), "doing", "fell"),
    (Answer(UNANSWERED), "planned", "no-answer"),
    (Answer(NOT_APPLICABLE), "planned", "not-applicable"),
]


@pytest.mark.parametrize(("answer", "status", "outcome"), BECAME)
def test_what_became_of_a_step(folder, answer, status, outcome):
    kept = {"owners": planned(1, 3, status=status)}
    (found,) = check_plan(kept, answered(folder, owners=answer), "2027-spring").steps
    assert (found.outcome, found.words) == (outcome, OUTCOMES[outcome])


def test_a_step_that_cannot_be_judged_says_why(folder):
    kept = {
        "how-early": planned(),
        "gone": planned(1, 2, version="0.9"),
        "sharing": planned("pigeons", ["a", "b"], version="0.9"),
    }
    found = check_plan(kept, answered(folder, early=Answer(0)), "2027-spring").steps
    assert [(each.question, each.outcome) for each in found] == [
        ("sharing", "other-answers"),
        ("how-early", "not-asked"),
        ("gone", "not-in-set"),
    ]
    assert [each.way for each in found] == ["pigeons to a, b", "Level 1 to 2", "1 to 2"]
    assert [each.other_version for each in found] == [True, False, True]


@pytest.mark.parametrize(
    ("due", "words"),
    [("2027-spring", "due now"), ("2026-autumn", "overdue"), ("2027-autumn", ""), ("", ""), ("pilot", "")],
)
def test_a_step_is_due_in_its_round_and_overdue_after_it(folder, due, words):
    (found,) = check_plan({"owners": planned(1, 3, due=due)}, answered(folder), "2027-spring").steps
    assert found.due == words
    (done,) = check_plan({"owners": planned(1, 3, due=due, status="done")}, answered(folder, owners=Answer(3)), "2027-spring").steps  # fmt: skip
    assert done.due == ""


def test_it_asks_what_was_not_given(folder):
    summary = summarise(answered(folder))
    kept = {"late": planned(40, 20, owner="Buyer", due="2027-spring", status="doing")}
    asker = ScriptedAsker("1", "Head of buying", "2027-autumn", "1")
    assert ask_step(asker, summary, kept, Wanted()) == (
        ["late"],
        Wanted("Head of buying", "2027-autumn", "doing"),
    )
    assert asker.starts[1:3] == ["Buyer", "2027-spring"]
    question, wanted = ask_step(ScriptedAsker("2"), summary, kept, Wanted("A", "2027-spring", "done"))
    assert question != ["late"]
    assert wanted == Wanted("A", "2027-spring", "done")
    with pytest.raises(AssertionError, match="Next spring"):
        ask_step(ScriptedAsker("1", "A", "Next spring"), summary, kept, Wanted())
    with pytest.raises(UserError, match="no step to plan"):
        ask_step(asker, summarise(folder.new_assessment(small_set())), {}, Wanted())
