"""The working behind a score: for one respondent, every part with its weight, share and contribution."""

import math
from dataclasses import dataclass

import numpy as np

from scoring.answers import AnswerTable
from scoring.conditions import close_questions
from scoring.questionnaire import Questionnaire
from scoring.score import parts
from scoring.scores import Scores


@dataclass(frozen=True, slots=True)
class WorkingRow:
    """One part of one section's score. `share` is None where the part did not count."""

    section: str
    part: str
    weight: float
    share: float | None
    contribution: float | None


def working(questionnaire: Questionnaire, table: AnswerTable, scores: Scores, column: int = 0) -> list[WorkingRow]:
    """List how each section's share came about. Contributions of a mean or a sum add up to the section's share."""
    table = close_questions(questionnaire, table)
    rows = []
    for node in questionnaire.nodes:
        if node.method in ("none", "staged"):
            continue
        found = [
            (part.id, float(np.broadcast_to(part.weight, part.share.shape)[column]), float(part.share[column]))
            for part in parts(questionnaire, table, node, scores)
        ]
        total = sum(weight for _, weight, share in found if not math.isnan(share))
        for part_id, weight, share in found:
            if math.isnan(share):
                rows.append(WorkingRow(node.id, part_id, weight, None, None))
            else:
                contribution = weight * share / total if node.method in ("mean", "sum") else None
                rows.append(WorkingRow(node.id, part_id, weight, share, contribution))
    return rows
