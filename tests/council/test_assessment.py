"""One council's answers: what is asked, what counts, what is aimed at."""

import pytest

from benchmark.council.assessment import Answer, Assessment
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from tests.council.small import small_set

SET = small_set()
DISTRICT = {"council-type": "district", "tier": "lower"}


def assessment(attributes=DISTRICT, **answers):
    named = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return Assessment(SET, attributes, named)


@pytest.mark.parametrize(
    ("attributes", "answers", "expected"),
    [
        (DISTRICT, {}, ["owners", "sharing", "uses", "late", "early"]),
        ({"council-type": "county"}, {}, ["owners", "sharing", "uses", "late", "early", "districts"]),
        ({}, {}, ["owners", "sharing", "uses", "late", "early", "districts"]),
        (DISTRICT, {"early": Answer(1)}, ["owners", "sharing", "uses", "late", "early"]),
        (DISTRICT, {"early": Answer(2)}, ["owners", "sharing", "uses", "late", "early", "how-early"]),
    ],
)
def test_what_is_asked_follows_from_attributes_and_answers(attributes, answers, expected):
    assert [question.id for question in assessment(attributes, **answers).asked()] == expected


def test_a_code_tells_not_asked_from_unanswered():
    found = assessment(owners=Answer(0), uses=Answer(NOT_APPLICABLE), how_early=Answer(3), districts=Answer(2))
    codes = {question.id: found.code(question) for question in SET.questions}
    assert codes == {
        "owners": 0,
        "sharing": UNANSWERED,
        "uses": NOT_APPLICABLE,
        "late": UNANSWERED,
        "early": UNANSWERED,
        "how-early": NOT_ASKED,
        "districts": NOT_ASKED,
    }
    assert found.codes() == codes
    assert [question.id for question in found.open()] == ["sharing", "late", "early"]


def test_the_table_has_one_column_with_numbers_apart():
    table = assessment(owners=Answer(3), late=Answer(-1.0), uses=Answer(0b110)).table()
    assert table.codes[:, 0].tolist() == [3, UNANSWERED, 0b110, 0, UNANSWERED, NOT_ASKED, NOT_ASKED]
    assert table.numbers[3].tolist() == [-1.0]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(1, target=3), 3),
        (Answer(1, target=1), 1),
        (Answer(3, target=1), 3),
        (Answer(1), 1),
        (Answer(UNANSWERED, target=3), UNANSWERED),
        (Answer(NOT_APPLICABLE, target=3), NOT_APPLICABLE),
    ],
)
def test_a_target_counts_where_it_is_higher_than_an_answer(answer, code):
    found = assessment(owners=answer)
    assert found.target_table().codes[0, 0] == code
    assert found.table().codes[0, 0] == answer.code


def test_a_target_can_open_a_question():
    found = assessment(early=Answer(1, target=2))
    assert found.target_codes()["how-early"] is UNANSWERED
    assert found.codes()["how-early"] is NOT_ASKED


def test_evidence_counts_for_asked_questions_with_a_real_answer():
    found = assessment(
        owners=Answer(1, evidence="The register"),
        sharing=Answer(evidence="Of nothing"),
        uses=Answer(NOT_APPLICABLE, evidence="Of nothing"),
        late=Answer(2.0, evidence=" "),
        early=Answer(1, evidence="Minutes"),
        districts=Answer(1, evidence="Not asked of a district"),
    )
    assert found.evidenced() == {"data": 1, "buying": 1}


def test_targets_of_questions_that_are_asked():
    assert assessment(owners=Answer(1, target=3), districts=Answer(0, target=2)).targets() == {"owners": 3}
