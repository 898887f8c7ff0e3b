"""What the next stage needs, against its definition: with `enough` of the missing it is reached, with one less it is not."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from scoring.score import score
from scoring.staged import next_stage, stages
from tests.scoring.question_sets import levels, parse, question_set, random_answers, random_sets, table_of


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_there_is_a_next_stage_only_where_the_last_is_not_reached(data):
    written = data.draw(random_sets(methods=["staged"], conditions=True))
    try:
        questionnaire = parse(written)
    except FaultsError:
        assume(False)
    table = table_of(questionnaire, [data.draw(random_answers(written))])
    scores = score(questionnaire, table)
    for node in (node for node in questionnaire.nodes if node.method == "staged"):
        share = float(scores.shares[node.id][0])
        found = next_stage(questionnaire, table, node)
        if found is None:
            continue
        assert 0 < found.enough <= len(found.missing)
        assert all(question.stage == found.stage for question in found.missing)
        if node.rounding is None and not np.isnan(share):
            assert found.stage == round(share * stages(questionnaire, node)) + 1


@pytest.mark.parametrize(("rule", "stage"), [("pass", 3), ("block", None), ("follow", 3)])
def test_an_empty_stage_passes_blocks_or_follows(rule, stage):
    asked = [levels("q1", stage=1), levels("q3", stage=3)]
    questionnaire = parse(question_set(*asked, scoring={"method": "staged", "empty_stage": rule}))
    found = next_stage(questionnaire, table_of(questionnaire, [{"q1": "4", "q3": "0"}]), questionnaire.root)
    assert (found.stage if found else None) == stage


def test_nothing_is_needed_above_the_last_stage():
    questionnaire = parse(question_set(levels("q1", stage=1), scoring={"method": "staged"}))
    assert next_stage(questionnaire, table_of(questionnaire, [{"q1": "4"}]), questionnaire.root) is None
