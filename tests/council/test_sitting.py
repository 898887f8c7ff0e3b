"""A sitting: starting, carrying answers over, asking for what the question set needs, and how far it got."""

import threading

import pytest

from benchmark.council.asking import EndOfInput
from benchmark.council.assessment import Answer
from benchmark.council.carry import carry_over
from benchmark.council.folder import CouncilFolder
from benchmark.council.route import Scope
from benchmark.council.sitting import Outcome, hold_sitting, open_assessment
from benchmark.council.started import FIRST, decide_with, pick_set
from benchmark.errors import FaultsError, UsageError
from benchmark.lock import alone_in
from tests.council.small import SMALL, ScriptedAsker, council_folder, small_set

SET = small_set()
OTHER = SMALL.replace('id = "small"', 'id = "other"').replace('"A small set"', '"Another set"')


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


@pytest.fixture
def find(monkeypatch):
    """Let question sets be found by their id."""

    def make(*texts):
        sets = {questionnaire.id: questionnaire for questionnaire in map(small_set, texts)}

        def found(name):
            if name not in sets:
                raise UsageError(f'There is no question set "{name}".')
            return sets[name]

        monkeypatch.setattr("benchmark.council.carry.find_questionnaire", found)
        monkeypatch.setattr("benchmark.council.started.find_questionnaire", found)
        return sets

    return make


def answered(folder, questionnaire, **answers):
    assessment = folder.new_assessment(questionnaire)
    assessment.answers.update({name.replace("_", "-"): answer for name, answer in answers.items()})
    folder.save_assessment(assessment)
    return assessment


def test_it_says_how_far_it_got(folder):
    asker = ScriptedAsker("1", "g")
    assert hold_sitting(folder, SET, asker, Scope()) == Outcome(1, 5, broken_off=True)
    assert asker.said[0].startswith("A small set: 5 questions, about 3 minutes.")


def test_a_chosen_stop_is_not_broken_off(folder):
    assert hold_sitting(folder, SET, ScriptedAsker("1", "q"), Scope()) == Outcome(1, 5, broken_off=False)


class Ending(ScriptedAsker):
    def _next(self):
        if not self.script:
            raise EndOfInput
        return super()._next()


@pytest.mark.parametrize(
    ("script", "broken_off"), [(["1", "g"], True), (["1", "g", "1", "g", ["1"], "g", "0", "g", "1"], False)]
)
def test_the_end_of_the_input_breaks_off_what_is_not_complete(folder, script, broken_off):
    outcome = hold_sitting(folder, SET, Ending(*script), Scope())
    assert outcome.broken_off == broken_off
    assert outcome.complete != broken_off


def test_a_section_that_does_not_exist_is_refused_with_those_that_do(folder):
    with pytest.raises(UsageError, match="data, buying"):
        hold_sitting(folder, SET, ScriptedAsker(), Scope("nope"))


def test_missing_attributes_are_asked_and_kept(tmp_path):
    folder = council_folder(tmp_path, {})
    outcome = hold_sitting(folder, SET, ScriptedAsker("2"), Scope())
    assert CouncilFolder(tmp_path).profile.attributes == {"council-type": "county"}
    assert outcome.asked == 6


def test_a_damaged_file_is_reported_before_anything_is_asked(folder):
    answered(folder, SET, owners=Answer(1))
    folder.assessment_path("small").write_text("format = 3")
    asker = ScriptedAsker("1")
    with pytest.raises(FaultsError):
        hold_sitting(folder, SET, asker, Scope())
    assert asker.menus == []


def test_answers_to_the_same_questions_are_carried_over_whole(folder, find):
    sets = find(SMALL, OTHER)
    told = Answer(2, target=3, note="n", evidence="e", by="Head of data")
    answered(
        folder, sets["other"], owners=told, sharing=Answer(note="no answer yet"), early=Answer(1), districts=Answer(1)
    )
    asker = ScriptedAsker()
    outcome = hold_sitting(folder, SET, asker, Scope())
    assert 'Your answers to "Another set" already answer 2 of these questions.' in asker.said
    assert outcome.answered == 2
    assert CouncilFolder(folder.path).read_assessment(SET).answers == {"owners": told, "early": Answer(1)}


def test_nothing_is_carried_over_into_an_assessment_that_has_begun(folder, find):
    sets = find(SMALL, OTHER)
    answered(folder, SET, early=Answer(0))
    answered(folder, sets["other"], owners=Answer(2))
    assert hold_sitting(folder, SET, ScriptedAsker(), Scope()).answered == 1


def test_of_two_who_begin_at_once_the_second_takes_nothing_from_the_first(folder, find):
    """Both find no file of answers; while one waits for the folder, the other saves a first answer."""
    sets = find(SMALL, OTHER)
    answered(folder, sets["other"], owners=Answer(2), early=Answer(1))
    opened = []
    second = threading.Thread(target=lambda: opened.append(open_assessment(CouncilFolder(folder.path), SET)))
    with alone_in(folder.round_folder):
        second.start()
        second.join(0.3)
        assert second.is_alive(), "it did not wait for the folder"
        answered(folder, SET, owners=Answer(3), early=Answer(0))
    second.join(20)
    ((assessment, told),) = opened
    assert assessment.answers == {"owners": Answer(3), "early": Answer(0)}
    assert told == ()
    assert CouncilFolder(folder.path).read_assessment(SET).answers == assessment.answers


def test_two_who_begin_at_once_lose_no_answer(folder, find):
    sets = find(SMALL, OTHER)
    answered(folder, sets["other"], early=Answer(1))
    together = threading.Barrier(2)

    def begin(question_id, level):
        mine = CouncilFolder(folder.path)
        together.wait(20)
        assessment, _ = open_assessment(mine, SET)
        assessment.answers[question_id] = Answer(level)
        mine.save_answer(assessment, question_id)

    people = [threading.Thread(target=begin, args=args) for args in (("owners", 2), ("sharing", 1))]
    for person in people:
        person.start()
    for person in people:
        person.join(20)
    kept = {"early": Answer(1), "owners": Answer(2), "sharing": Answer(1)}
    assert CouncilFolder(folder.path).read_assessment(SET).answers == kept


@pytest.mark.parametrize(
    ("old", "new", "carried"),
    [
        ("Does key data have owners?", "Has key data owners?", True),
        ('id = "owners"', 'id = "owner"', False),
        ('"All of it is there."]', '"All of it is there.", "More than all."]', False),
    ],
)
def test_only_questions_that_mean_the_same_are_carried_over(folder, find, old, new, carried):
    text = OTHER.replace(old, new, 1)
    if "More" in new:
        text = text.replace('"Finish the list."]', '"Finish the list.", "Go further."]', 1)
    other = find(SMALL, text)["other"]
    answered(folder, other, **{other.questions[0].id: Answer(1)})
    assert bool(carry_over(folder, folder.new_assessment(SET)).answers) == carried


@pytest.mark.parametrize("known", [True, False])
def test_answers_that_cannot_be_read_are_named_and_do_no_harm(folder, find, known):
    find(*([SMALL, OTHER] if known else [SMALL]))
    folder.round_folder.mkdir(parents=True)
    folder.assessment_path("other").write_text("format = " if known else 'format = "assessment/1"')
    carried = carry_over(folder, folder.new_assessment(SET))
    assert carried.sentences() == ["The answers to other could not be read, so none were carried over."]


def test_the_set_to_answer_is_the_named_one_then_the_one_under_way_then_the_first(folder, find):
    sets = find(SMALL, OTHER, SMALL.replace('id = "small"', f'id = "{FIRST}"'))
    assert pick_set(folder, None).id == FIRST
    answered(folder, sets["other"])
    assert pick_set(folder, None).id == "other"
    assert pick_set(folder, "small").id == "small"


def test_where_several_are_under_way_it_asks_or_says_what_to_add(folder, find):
    sets = find(SMALL, OTHER)
    answered(folder, sets["other"])
    answered(folder, sets["small"])
    assert pick_set(folder, None, decide_with(ScriptedAsker("2"))).id == "small"
    with pytest.raises(UsageError, match="--set other or --set small"):
        pick_set(folder, None)
