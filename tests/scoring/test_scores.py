"""What is held of many respondents' scores, and how: in blocks, in small numbers, each array once."""

import numpy as np
import pytest

from scoring import score as scorer
from scoring.answers import AnswerTable
from scoring.questionnaire import OVERALL
from scoring.score import score
from scoring.scores import count_type
from tests.scoring.question_sets import levels, parse, question_set

QUESTIONS, SECTIONS = 80, 16
TREE = parse(
    question_set(
        *(levels(f"q{at}", f"s{at % SECTIONS}", weight=1 + at % 3) for at in range(QUESTIONS)),
        sections=(
            *(f"area-{at}" for at in range(4)),
            *({"id": f"s{at}", "parent": f"area-{at % 4}"} for at in range(SECTIONS)),
        ),
    )
)


def table(respondents):
    """Answer at random, with every way of giving no level."""
    codes = np.random.default_rng(1).integers(-3, 5, (QUESTIONS, respondents), dtype=np.int8)
    return AnswerTable(codes)


def test_what_is_held_takes_less_than_four_bytes_for_each_answer():
    respondents = 1_000
    scores = score(TREE, table(respondents))
    held = (scores.shares, scores.rounded, scores.possible, scores.asked, scores.answered, scores.not_applicable)
    size = sum(values.nbytes for of_nodes in held for values in of_nodes.values())
    assert size / respondents / QUESTIONS < 4


def test_what_is_made_on_the_way_is_as_large_as_a_block_and_no_larger(monkeypatch):
    widest = []
    part_of = scorer.Part.earned_and_possible
    monkeypatch.setattr(
        scorer.Part, "earned_and_possible", lambda part: widest.append(len(found := part_of(part))) or found
    )
    monkeypatch.setattr(scorer, "BLOCK", 50)
    score(TREE, table(175))
    assert set(widest) == {50, 25}
    assert sum(widest) == 175 * (QUESTIONS + SECTIONS + 4)


def test_blocks_do_not_show(monkeypatch):
    answers = table(23)
    whole = score(TREE, answers)
    monkeypatch.setattr(scorer, "BLOCK", 5)
    in_blocks = score(TREE, answers)
    for node in whole.values:
        np.testing.assert_array_equal(in_blocks.values[node], whole.values[node])
        np.testing.assert_array_equal(in_blocks.answered[node], whole.answered[node])


def test_nobody_has_no_scores():
    scores = score(TREE, table(0))
    assert scores.values[OVERALL].shape == scores.asked[OVERALL].shape == scores.coverage(OVERALL).shape == (0,)


def test_scores_on_the_scale_are_made_once_and_listed_for_every_node():
    scores = score(TREE, table(3))
    assert scores.values["s1"] is scores.values["s1"]
    assert list(scores.values) == list(scores.shares)
    assert len(scores.values) == 1 + 4 + SECTIONS
    with pytest.raises(KeyError):
        scores.values["nothing"]


@pytest.mark.parametrize(
    ("questions", "kind"), [(1, np.int16), (32_767, np.int16), (32_768, np.int32), (1_000_000, np.int32)]
)
def test_counts_fit_the_questions(questions, kind):
    assert count_type(questions) is kind
    assert np.array([questions]).astype(kind) == questions
