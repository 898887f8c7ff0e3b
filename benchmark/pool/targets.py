"""Peers' targets as items of a benchmark: for each question, the levels that councils want to reach.

A target is published like an answer, under the same rules: councils that set none have no place on it.
"""

import numpy as np

from benchmark.pool.benchmark import target_id
from benchmark.pool.items import Item, Measured
from benchmark.pool.rules import Rules
from scoring.answers import AnswerTable
from scoring.questionnaire import Question, Questionnaire


def add_targets(measured: Measured, questionnaire: Questionnaire, targets: AnswerTable, rules: Rules) -> Measured:
    """Add the targets of every question for which enough councils set one.

    Of the others there is no item at all: even that one or two councils set a target is theirs to say.

    Args:
        measured: the places of the councils on all other items.
        questionnaire: the question set.
        targets: one row a question, one column a council, the option that it wants to reach; negative for none.
        rules: the setting's rules.
    """
    set_there = (targets.codes >= 0).sum(axis=1)
    rows = [
        row
        for row, question in enumerate(questionnaire.questions)
        if question.target_levels and set_there[row] >= rules.minimum
    ]
    bins = np.where(targets.codes[rows] >= 0, targets.codes[rows], -1).astype(np.int8)
    return Measured(
        (*measured.items, *(_item(questionnaire.questions[row]) for row in rows)),
        np.concatenate([measured.bins, bins]),
        np.concatenate([measured.values, np.where(bins >= 0, bins, np.nan)]),
    )


def _item(question: Question) -> Item:
    points = [option.points for option in question.options]
    name = target_id(question.id)
    return Item(
        name,
        "target",
        question.section,
        question.text,
        tuple(option.title for option in question.options),
        0,
        len(question.options) - 1,
        ordered=points == sorted(points) and points[0] < points[-1],
        # Of its own: what a council wants to reach is another fact than where it stands.
        rests=(name,),
    )
