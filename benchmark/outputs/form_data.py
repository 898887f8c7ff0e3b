"""What the form's script needs of a question set, as plain data: ids and rules, and few words."""

import math
from typing import Any

from benchmark.outputs.charts.words import decimals
from scoring.fingerprint import fingerprint
from scoring.questionnaire import NumberRule, Question, Questionnaire, Section


def form_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """Give the question set as the form's script reads it."""
    row = questionnaire.question_index
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "fingerprint": fingerprint(questionnaire),
        "attributes": [
            {"id": a.id, "source": a.source, "mapping": dict(a.mapping), "options": list(a.option_ids)}
            for a in questionnaire.attributes
        ],
        "nodes": [_node(node) for node in questionnaire.nodes],
        "bottom_up": [node.id for node in questionnaire.bottom_up()],
        "below": {
            node.id: [row[question.id] for question in questionnaire.questions_below(node.id)]
            for node in questionnaire.nodes
        },
        "questions": [_question(question) for question in questionnaire.questions],
        # To how many decimals figures of peers are shown, as in `compare`.
        "places": max(decimals(questionnaire.root.scale.start, questionnaire.root.scale.stop), 1),
        "bands": [{"start": band.start, "title": band.title} for band in questionnaire.bands],
    }


def _node(node: Section) -> dict[str, Any]:
    rounding = {"decimals": node.rounding.decimals, "direction": node.rounding.direction} if node.rounding else None
    return {
        "id": node.id,
        "parent": node.parent,
        "weight": node.weight,
        "method": node.method,
        "not_applicable": node.not_applicable,
        "unanswered": node.unanswered,
        "start": node.scale.start,
        "stop": node.scale.stop,
        "decimals": node.scale.decimals,
        "own_scale": node.own_scale,
        "coverage": node.coverage,
        "rounding": rounding,
        "empty_stage": node.empty_stage,
        "stage_share": node.stage_share,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "section": question.section,
        "text": question.text,
        "kind": "number" if question.number is not None else question.choose,
        "levels": question.levels,
        "target": question.target_levels,
        "options": [
            # Only a number's band is named by the script; all other titles stand on the page.
            {"id": option.id, "points": option.points, **({"title": option.title} if question.number else {})}
            for option in question.options
        ],
        "number": _number(question.number) if question.number is not None else None,
        "lowest": question.lowest,
        "highest": question.highest,
        "weight": question.weight,
        "applies_to": {name: list(allowed) for name, allowed in question.applies_to.items()},
        "asked_if": {name: list(wanted) for name, wanted in question.asked_if.items()},
        "stage": question.stage,
        "met_from": question.met_from,
        "required": question.required,
        "scored": question.scored,
        "not_applicable": question.not_applicable,
        "unanswered": question.unanswered,
    }


def _number(rule: NumberRule) -> dict[str, Any]:
    return {
        "worst": rule.worst,
        "best": rule.best,
        "step": rule.step,
        "curve": rule.curve,
        # JSON has no infinity: the first band may begin nowhere.
        "starts": [None if math.isinf(start) else start for start in rule.starts],
        "least": rule.least,
        "most": rule.most,
        "return_step": rule.return_step,
    }
