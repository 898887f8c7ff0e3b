"""Who can be asked a question at all, whatever the councils are and whatever they answer.

Exact, without trying combinations: all conditions on a question must hold together, each attribute follows from one
other at most, and answers to different questions are free of each other. So each attribute that is asked for, and each
earlier question, can be looked at alone.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from benchmark.faults import Fault, fault
from benchmark.questions.build import build_questionnaire
from scoring.questionnaire import NumberRule, Question, Questionnaire

_HAIR: Final = 1e-9
# Maps an attribute that is asked for to those of its options with which a question can still be asked.
Possible = dict[str, frozenset[str]]


def check_reach(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """Report every question that no council can be asked. The set must have no other fault."""
    if not any("applies_to" in entry or "asked_if" in entry for entry in data["question"]):
        return
    for question_id, why in unreachable_questions(build_questionnaire(data)).items():
        yield fault("asked-of-nobody", file, f'question "{question_id}"', why=why)


def unreachable_questions(questionnaire: Questionnaire) -> dict[str, str]:
    """Map the ids of the questions that no council can be asked to the reason, in words."""
    found: dict[str, str] = {}
    possible: dict[str, Possible] = {}
    chains: dict[str, int] = {}
    origins = {attribute.id: _origin(questionnaire, attribute.id) for attribute in questionnaire.attributes}
    contested = _contested(questionnaire)
    for at, question in enumerate(questionnaire.questions):
        chains[question.id] = 1 << at
        for other in question.asked_if:
            chains[question.id] |= chains[other]
        possible[question.id] = _possible(question, origins, possible)
        why = _why_not(questionnaire, question, possible[question.id], chains[question.id], found)
        if not why and question.asked_if:
            why = _answers_exclude(questionnaire, contested, chains[question.id])
        if why:
            found[question.id] = why
    return found


def reachable_bands(rule: NumberRule) -> list[bool]:
    """Say for each band of a number whether a number that may be given lies in it."""
    starts, ends = [-math.inf, *rule.starts[1:]], [*rule.starts[1:], math.inf]
    return [_has_number(rule, start, end) for start, end in zip(starts, ends, strict=True)]


def _has_number(rule: NumberRule, start: float, end: float) -> bool:
    """Say whether a number from `start` up to, but not including, `end` may be given."""
    low = max(start, -math.inf if rule.least is None else rule.least)
    high = math.inf if rule.most is None else rule.most
    if low == -math.inf:
        return True
    if rule.step is not None:
        low = math.ceil(low / rule.step - _HAIR) * rule.step
    # A number a hair below a threshold counts as reaching it.
    return low + _HAIR < end and low <= high + _HAIR


def _origin(questionnaire: Questionnaire, name: str) -> tuple[str, dict[str, str]] | None:
    """Give the attribute that is asked for from which this one follows, and what each of its options makes of it.

    None for attributes that follow from each other in a circle: they are never known, and exclude nobody.
    """
    by_id = {attribute.id: attribute for attribute in questionnaire.attributes}
    path = [by_id[name]]
    while path[-1].source is not None:
        path.append(by_id[path[-1].source])
        if len(path) > len(by_id):
            return None
    becomes = {}
    for option in path[-1].option_ids:
        value: str | None = option
        for attribute in reversed(path[:-1]):
            value = attribute.mapping.get(value or "")
        if value is not None:
            becomes[option] = value
    return path[-1].id, becomes


def _possible(
    question: Question, origins: Mapping[str, tuple[str, dict[str, str]] | None], before: Mapping[str, Possible]
) -> Possible:
    """Narrow the attributes down to what the question and all that it hangs on allow."""
    found: Possible = {}
    parts: list[Possible] = [before[other] for other in question.asked_if]
    for name, allowed in question.applies_to.items():
        origin = origins[name]
        if origin is not None:
            source, becomes = origin
            parts.append({source: frozenset(option for option, value in becomes.items() if value in allowed)})
    for part in parts:
        for source, options in part.items():
            found[source] = found.get(source, options) & options
    return found


def _why_not(
    questionnaire: Questionnaire, question: Question, possible: Possible, chain: int, found: Mapping[str, str]
) -> str:
    """Say why, by what it hangs on and by the attributes, a question can never be asked, or nothing where it can."""
    for other in question.asked_if:
        if other in found:
            return f'it hangs on "{other}", which is itself asked of nobody'
    for source, options in possible.items():
        if not options:
            return f'nothing that "{source}" can be fits {_attributes_wanted(questionnaire, chain)}'
    return ""


def _attributes_wanted(questionnaire: Questionnaire, chain: int) -> str:
    """List in words what the questions of a chain want the attributes to be."""
    wanted = [
        f"{name} {' or '.join(options)}"
        for at, question in enumerate(questionnaire.questions)
        if chain >> at & 1
        for name, options in question.applies_to.items()
    ]
    return " with ".join(dict.fromkeys(wanted))


def _contested(questionnaire: Questionnaire) -> dict[str, list[Question]]:
    """Map each question that not all that hang on it could share an answer of to those that hang on it."""
    hanging: dict[str, list[Question]] = {}
    for question in questionnaire.questions:
        for other in question.asked_if:
            hanging.setdefault(other, []).append(question)
    return {
        other: children
        for other, children in hanging.items()
        if not _can_be_met(questionnaire.question(other), [child.asked_if[other] for child in children])
    }


def _answers_exclude(questionnaire: Questionnaire, contested: Mapping[str, list[Question]], chain: int) -> str:
    """Say which earlier question would need an answer that cannot be given, or two at once; nothing where none does."""
    for other, children in contested.items():
        inside = [child for child in children if chain >> questionnaire.question_index[child.id] & 1]
        wanted = [child.asked_if[other] for child in inside]
        if not _can_be_met(questionnaire.question(other), wanted):
            words = " and with ".join(dict.fromkeys(" or ".join(options) for options in wanted))
            return f'"{other}" cannot be answered with {words}' + " at once" * (len(wanted) > 1)
    return ""


def _can_be_met(question: Question, wanted: Sequence[tuple[str, ...]]) -> bool:
    """Say whether one answer meets every wish: of several choices any can be ticked, else one option has to fit all."""
    if not wanted:
        return True
    possible = [_choosable(question).intersection(options) for options in wanted]
    return all(possible) if question.choose == "many" else bool(set.intersection(*possible))


def _choosable(question: Question) -> set[str]:
    """Give the options that an answer can choose; of a number, the bands that it can lie in."""
    if question.number is None:
        return {option.id for option in question.options}
    bands = reachable_bands(question.number)
    return {option.id for option, can in zip(question.options, bands, strict=True) if can}
