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
from scoring.questionnaire import Attribute, NumberRule, Question, Questionnaire

_HAIR: Final = 1e-9
# Maps an attribute that is asked for to those of its options with which a question can still be asked.
Possible = dict[str, frozenset[str]]
# The attribute that another one follows from in the end, and what each of its options makes of the other.
Origin = tuple[str, dict[str, str]]


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
    origins = _origins(questionnaire)
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


def _origins(questionnaire: Questionnaire) -> dict[str, Origin | None]:
    """Map each attribute by which somebody is asked to the one that it follows from in the end."""
    by_id = {attribute.id: attribute for attribute in questionnaire.attributes}
    used = {name for question in questionnaire.questions for name in question.applies_to}
    return {name: _origin(by_id, name) for name in used}


def _origin(by_id: Mapping[str, Attribute], name: str) -> Origin | None:
    """Give the attribute that is asked for from which this one follows, and what each of its options makes of it.

    None for attributes that follow from each other in a circle: they are never known, and exclude nobody.
    """
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


def _possible(question: Question, origins: Mapping[str, Origin | None], before: Mapping[str, Possible]) -> Possible:
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


def _contested(questionnaire: Questionnaire) -> dict[str, int]:
    """Map each question that not all that hang on it could share an answer of to those that do, as bits of a chain."""
    hanging: dict[str, list[int]] = {}
    for at, question in enumerate(questionnaire.questions):
        for other in question.asked_if:
            hanging.setdefault(other, []).append(at)
    return {
        other: sum(1 << at for at in places)
        for other, places in hanging.items()
        if not _can_be_met(questionnaire, other, places)
    }


def _answers_exclude(questionnaire: Questionnaire, contested: Mapping[str, int], chain: int) -> str:
    """Say which earlier question would need an answer that cannot be given, or two at once; nothing where none does."""
    for other, hanging in contested.items():
        places = _places(hanging & chain)
        if places and not _can_be_met(questionnaire, other, places):
            wanted = [" or ".join(questionnaire.questions[at].asked_if[other]) for at in places]
            return f'"{other}" cannot be answered with {" and with ".join(dict.fromkeys(wanted))}' + (
                " at once" if len(wanted) > 1 else ""
            )
    return ""


def _places(bits: int) -> list[int]:
    """List the places of the bits that are set."""
    places = []
    while bits:
        places.append((bits & -bits).bit_length() - 1)
        bits &= bits - 1
    return places


def _can_be_met(questionnaire: Questionnaire, other: str, places: Sequence[int]) -> bool:
    """Say whether one answer meets the wishes of all these questions: of several choices any can be ticked together."""
    question = questionnaire.question(other)
    choosable = _choosable(question)
    possible = [choosable.intersection(questionnaire.questions[at].asked_if[other]) for at in places]
    return all(possible) if question.choose == "many" else bool(set.intersection(*possible))


def _choosable(question: Question) -> set[str]:
    """Give the options that an answer can choose; of a number, the bands that it can lie in."""
    if question.number is None:
        return {option.id for option in question.options}
    bands = reachable_bands(question.number)
    return {option.id for option, can in zip(question.options, bands, strict=True) if can}
