"""The fingerprint of a question set: the digest of all that can move a score or decide what is asked.

Words may be corrected without changing it, names of bands among them; ids, points, weights, rules and applicability
may not.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from scoring.questionnaire import NumberRule, Question, Questionnaire, Section
from scoring.register import Register


def fingerprint(questionnaire: Questionnaire) -> str:
    """Give the SHA-256, in hexadecimal, of what scores."""
    return _digest(scoring_parts(questionnaire))


def rules_fingerprint(questionnaire: Questionnaire) -> str:
    """Give the SHA-256 of what scores, but for the id and the version: it says whether a new version is needed."""
    parts = scoring_parts(questionnaire)
    return _digest({key: value for key, value in parts.items() if key not in {"id", "version"}})


def question_fingerprint(question: Question) -> str:
    """Give the SHA-256 of what an answer to this question means, whatever set or section it stands in."""
    return _digest({key: value for key, value in _question(question).items() if key in _MEANING})


def same_meaning(one: Question, other: Question) -> bool:
    """Say whether an answer means the same in both questions, whatever their ids are."""
    return question_fingerprint(replace(one, id=other.id)) == question_fingerprint(other)


def scoring_parts(questionnaire: Questionnaire) -> dict[str, object]:
    """Give all that the fingerprint covers, as plain data."""
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "sections": [_section(section) for section in questionnaire.nodes],
        "questions": [_question(question) for question in questionnaire.questions],
        "bands": [band.start for band in questionnaire.bands],
        "attributes": [
            [a.id, list(a.option_ids), a.shared, a.source, dict(a.mapping)] for a in questionnaire.attributes
        ],
        **_if_said(
            themes=[_section(theme) for theme in questionnaire.themes] or None,
            register=_register(questionnaire.register) if questionnaire.register else None,
        ),
    }


_MEANING = ("id", "options", "choose", "number", "cap")


def _section(section: Section) -> dict[str, object]:
    scale = section.scale
    return {
        "id": section.id,
        "parent": section.parent,
        "weight": section.weight,
        "method": section.method,
        "not_applicable": section.not_applicable,
        "unanswered": section.unanswered,
        "scale": [scale.start, scale.stop, scale.decimals, section.own_scale],
        "coverage": section.coverage,
        "empty_stage": section.empty_stage,
        **_if_said(
            rounding=[section.rounding.decimals, section.rounding.direction] if section.rounding else None,
            stage_share=section.stage_share if section.stage_share != 1 else None,
        ),
    }


def _register(register: Register) -> dict[str, object]:
    """Give what decides how rows become answers. What the answers are worth stands with the questions."""
    return {
        "several": register.several,
        "columns": [[c.id, c.kind, [option.id for option in c.options]] for c in register.columns],
        "measures": [[m.id, m.rule, list(m.columns), list(m.over), list(m.starts[1:])] for m in register.measures],
    }


def _question(question: Question) -> dict[str, object]:
    number = question.number
    return {
        "id": question.id,
        "section": question.section,
        "options": [[option.id, option.points] for option in question.options],
        "choose": question.choose,
        "number": _number(number) if number else None,
        "cap": question.cap,
        "weight": question.weight,
        "applies_to": _sorted(question.applies_to),
        "asked_if": _sorted(question.asked_if),
        "stage": question.stage,
        "met_from": question.met_from,
        "required": question.required,
        "scored": question.scored,
        **_if_said(
            not_applicable=question.not_applicable,
            unanswered=question.unanswered,
            themes=sorted(question.themes) or None,
        ),
    }


def _number(rule: NumberRule) -> list[object]:
    more = _if_said(
        curve=rule.curve if rule.curve != "linear" else None,
        # The first band takes all that is below the second, whatever its own start says.
        starts=list(rule.starts[1:]) or None,
        least=rule.least,
        most=rule.most,
    )
    return [rule.worst, rule.best, rule.step, *([more] if more else [])]


def _if_said(**parts: object) -> dict[str, object]:
    """Leave out what is not said, so that a set that does not use a rule keeps its fingerprint when the rule is new."""
    return {key: value for key, value in parts.items() if value is not None}


def _sorted(rule: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {key: sorted(values) for key, values in rule.items()}


def _digest(data: object) -> str:
    text = json.dumps(_numbers_alike(data), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _numbers_alike(data: object) -> object:
    """Write 1 and 1.0 alike: an author who adds a decimal point has changed nothing."""
    if isinstance(data, float) and data.is_integer():
        return int(data)
    if isinstance(data, dict):
        return {key: _numbers_alike(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_numbers_alike(value) for value in data]
    return data
