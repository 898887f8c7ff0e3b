"""The best next steps: from the lowest answers, one from each section first, and each says why."""

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.next_steps import best_steps, lowest_sections
from benchmark.council.summary import summarise
from benchmark.questions.library import find_questionnaire
from tests.council.small import small_set


def steps(levels: dict[str, int], targets: dict[str, int] | None = None, most: int = 5):
    """The steps of a council that answered the full set: level 3 everywhere but where `levels` says otherwise."""
    questionnaire = find_questionnaire("digital-maturity")
    targets = targets or {}
    answers = {q.id: Answer(levels.get(q.id, 3), target=targets.get(q.id)) for q in questionnaire.questions}
    return best_steps(summarise(Assessment(questionnaire, {}, answers)), most)


def chosen(*arguments, **keywords):
    return [step.row.id for step in steps(*arguments, **keywords)]


def ids_of(section: str) -> list[str]:
    return [q.id for q in find_questionnaire("digital-maturity").by_section[section]]


def test_the_lowest_answer_comes_first_and_then_another_section():
    one, other = ids_of("data")[:2]
    elsewhere = ids_of("skills")[0]
    found = chosen({one: 0, other: 0, elsewhere: 2})
    assert found[:2] == [one, elsewhere]
    assert other not in found


def test_a_second_step_from_a_section_comes_when_every_section_has_one():
    one, other = ids_of("data")[:2]
    found = chosen({one: 0, other: 0}, most=12)
    assert found[0] == one
    assert found[11] == other


def test_of_equal_answers_the_lowest_section_comes_first_then_a_target():
    data, skills, security = ids_of("data"), ids_of("skills"), ids_of("security")
    low = {data[0]: 1, skills[0]: 1, skills[1]: 1, security[0]: 1}
    assert chosen(low, {skills[1]: 3, security[0]: 2})[0] == skills[1]


def test_nothing_is_advised_at_the_top_or_without_an_answer():
    questionnaire = find_questionnaire("digital-maturity")
    assert steps({q.id: 4 for q in questionnaire.questions}) == ()
    assert best_steps(summarise(Assessment(questionnaire, {}, {}))) == ()


def test_each_step_says_its_section_where_we_are_and_what_we_aim_at():
    one = ids_of("data")[0]
    step = steps({one: 1}, {one: 3})[0]
    assert (
        step.section + step.why
        == "Data, our lowest section: now level 1 of 4, the lowest answer there. Target: level 3 of 4."
    )


def test_several_sections_can_be_the_lowest():
    step = steps({})[0]
    assert step.section + step.why == "Leadership and culture, one of our lowest sections: now level 3 of 4."


def test_a_question_with_options_is_said_in_its_own_words():
    questionnaire = small_set()
    summary = summarise(Assessment(questionnaire, {"council-type": "district"}, {"owners": Answer(0, target=1)}))
    assert [step.section + step.why for step in best_steps(summary)] == [
        "Data: now level 0 of 3. Target: level 1 of 3."
    ]
    assert lowest_sections(summary) == ()
