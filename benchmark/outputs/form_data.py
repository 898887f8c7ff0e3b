"""What the form's script needs of a question set, as plain data: ids and rules, and few words."""

import math
from collections import Counter
from typing import Any

from benchmark.council.register import MOST_ROWS
from benchmark.errors import FaultsError
from benchmark.outputs.charts.words import decimals
from benchmark.questions.library import shipped
from benchmark.returns.export import UK_COUNCILS
from benchmark.returns.lookalikes import COUNT, read_councils
from benchmark.returns.make import asking_sections
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Attribute, NumberRule, Question, Questionnaire, Section
from scoring.register import Register


def form_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """Give the question set as the form's script reads it."""
    row = questionnaire.question_index
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": questionnaire.title,
        "fingerprint": fingerprint(questionnaire),
        "attributes": [_attribute(attribute) for attribute in questionnaire.attributes],
        "nodes": [_node(node) for node in questionnaire.nodes],
        "themes": [_node(theme) for theme in questionnaire.themes],
        "bottom_up": [node.id for node in questionnaire.bottom_up()],
        # The rows of the questions that stand directly in a section or a theme, and of all inside it.
        "direct": {
            node.id: [row[question.id] for question in questionnaire.by_section[node.id]]
            for node in (*questionnaire.nodes, *questionnaire.themes)
        },
        "below": {
            node.id: [row[question.id] for question in questionnaire.questions_below(node.id)]
            for node in (*questionnaire.nodes, *questionnaire.themes)
        },
        "questions": [_question(question) for question in questionnaire.questions],
        # To how many decimals figures of peers are shown, as in `compare`.
        "places": max(decimals(questionnaire.root.scale.start, questionnaire.root.scale.stop), 1),
        "bands": [{"start": band.start, "title": band.title} for band in questionnaire.bands],
        # Sections whose answers leave only if the council says so.
        "asking": [{"id": section.id, "title": section.title} for section in asking_sections(questionnaire)],
        "councils": known_councils(questionnaire),
        **({"register": _register(questionnaire.register)} if questionnaire.register else {}),
    }


def known_councils(questionnaire: Questionnaire) -> list[dict[str, str]]:
    """Give the councils of the UK by the facts that this set asks for, so that the form can count look-alikes.

    Empty where the set's own facts are other ones than those of the table.
    """
    asked = [attribute.id for attribute in questionnaire.attributes if attribute.source is None]
    try:
        rows = read_councils(shipped("questionnaires") / "facts" / UK_COUNCILS, questionnaire)
    except FaultsError:
        return []
    if not asked or not all(name in row for row in rows for name in asked):
        return []
    found: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        found[tuple(row[name] for name in asked)] += int(row[COUNT])
    return [{**dict(zip(asked, facts, strict=True)), COUNT: str(number)} for facts, number in sorted(found.items())]


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return {
        "id": attribute.id,
        "source": attribute.source,
        "mapping": dict(attribute.mapping),
        "options": list(attribute.option_ids),
        # What may leave is named by the script, where it says so before.
        **({"title": attribute.title, "titles": dict(attribute.options)} if attribute.shared else {}),
        "shared": attribute.shared,
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


def _register(register: Register) -> dict[str, Any]:
    return {
        "one": register.row[:1].upper() + register.row[1:],
        "limit": MOST_ROWS if register.several else 1,
        "evidence": register.evidence,
        "lines": [{"id": line.id, "title": line.title} for line in register.lines],
        "columns": [
            {
                "id": column.id,
                "title": column.title,
                "kind": column.kind,
                "levels": column.levels,
                "options": [{"id": option.id} for option in column.options],
            }
            for column in register.columns
        ],
        "measures": [
            {
                "id": measure.id,
                "title": measure.title,
                "rule": measure.rule,
                "columns": list(measure.columns),
                "over": list(measure.over),
                "starts": [None if math.isinf(start) else start for start in measure.starts],
            }
            for measure in register.measures
        ],
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
