"""Advice on the rules of a question set: what has no effect, and what nobody can reach."""

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from benchmark.questions.advice import Advice, advise
from benchmark.questions.reach import reachable_bands
from scoring.questionnaire import Question, Questionnaire, Section

_HAIR = 1e-9


def rules_advice(data: Mapping[str, Any], questionnaire: Questionnaire) -> Iterator[Advice]:
    """Give advice on bands, attributes and answer scales, and on the rules of every question."""
    yield from _band_advice(questionnaire)
    yield from _attribute_advice(questionnaire)
    yield from _scale_advice(data)
    staged = {node.id for node in (*questionnaire.nodes, *questionnaire.themes) if node.method == "staged"}
    for entry, question in zip(data["question"], questionnaire.questions, strict=True):
        place = f'question "{question.id}"'
        yield from _stage_advice(question, [at for at in _above(questionnaire, question) if at in staged], place)
        if question.scored and question.weight == 0:
            yield advise("weightless", place)
        if question.scored and "scale" not in entry:
            yield from _points_advice(question, place)
        yield from _number_advice(question, place)


def _above(questionnaire: Questionnaire, question: Question) -> list[str]:
    """List the sections that a question stands in, from the inside to the whole, and its themes."""
    sections: list[str] = []
    at: str | None = question.section
    while at is not None:
        sections.append(at)
        at = questionnaire.section(at).parent
    return [*sections, *question.themes]


def _stage_advice(question: Question, staged: list[str], place: str) -> Iterator[Advice]:
    if question.stage is not None and not staged:
        yield advise("idle-stage", place, key="stage")
    if question.met_from is not None and question.stage is None:
        yield advise("met-from-alone", place)
    if question.stage is None and question.scored:
        for name in staged:
            yield advise("no-stage", place, id=name)


def _points_advice(question: Question, place: str) -> Iterator[Advice]:
    """Give advice on options that gain nothing."""
    if question.choose == "many":
        for option in question.options:
            if not option.points:
                yield advise("earns-nothing", place, id=option.id)
        return
    for one, other in pairwise(question.options):
        if one.points == other.points:
            yield advise("no-gain", place, first=one.id, second=other.id)


def _scale_advice(data: Mapping[str, Any]) -> Iterator[Advice]:
    for name, scale in data.get("scales", {}).items():
        place = f'answer scale "{name}"'
        users = [entry for entry in data["question"] if entry.get("scale") == name]
        if not users:
            yield advise("unused-scale", place)
        if any(entry.get("scored", True) and entry.get("choose") != "many" for entry in users):
            for one, other in pairwise(scale["options"]):
                if one.get("points", 0) == other.get("points", 0):
                    yield advise("no-gain", place, first=one["id"], second=other["id"])


def _number_advice(question: Question, place: str) -> Iterator[Advice]:
    rule = question.number
    if rule is None:
        return
    if question.options:
        for option, can in zip(question.options, reachable_bands(rule), strict=True):
            if not can:
                yield advise("number-out-of-reach", place, id=option.id)
        return
    least = -math.inf if rule.least is None else rule.least
    most = math.inf if rule.most is None else rule.most
    if question.scored:
        up = rule.best > rule.worst
        if (up and most < rule.best) or (not up and least > rule.best):
            yield advise("full-points-out-of-reach", place, what="everything")
        if (up and least > rule.worst) or (not up and most < rule.worst):
            yield advise("full-points-out-of-reach", place, what="nothing")


def _attribute_advice(questionnaire: Questionnaire) -> Iterator[Advice]:
    useful = {attribute.id for attribute in questionnaire.attributes if attribute.shared}
    useful |= {name for question in questionnaire.questions for name in question.applies_to}
    sources = {attribute.id: attribute.source for attribute in questionnaire.attributes}
    waiting = list(useful)
    while waiting:
        source = sources[waiting.pop()]
        if source is not None and source not in useful:
            useful.add(source)
            waiting.append(source)
    for attribute in questionnaire.attributes:
        if attribute.id not in useful:
            yield advise("idle-attribute", f'attribute "{attribute.id}"')


def _band_advice(questionnaire: Questionnaire) -> Iterator[Advice]:
    """Give advice on the bands of the overall score, by the scores that can be shown."""
    root, bands = questionnaire.root, sorted(questionnaire.bands, key=lambda band: band.start)
    if not bands:
        return
    if root.method == "none":
        yield advise("idle-bands", "[[band]]")
        return
    lowest, highest = _shown_ends(root)
    if bands[0].start > lowest + _HAIR:
        yield advise("no-lowest-band", "[[band]]", start=f"{bands[0].start:g}", wanted=f"{lowest:g}")
    for band, end in zip(bands, [*(band.start for band in bands[1:]), math.inf], strict=True):
        first = _next_shown(max(band.start, lowest), root.scale.decimals)
        if first > highest + _HAIR or first >= end - _HAIR:
            step = f"{10.0**-root.scale.decimals:g}"
            ends = {"start": f"{lowest:g}", "stop": f"{highest:g}", "step": step}
            yield advise("band-out-of-reach", "[[band]]", title=band.title, **ends)


def _shown_ends(root: Section) -> tuple[float, float]:
    """Give the lowest and the highest score as they are shown: rounded half up, like every score."""
    from scoring.shown import half_up  # noqa: PLC0415 - it loads numpy, which reading a set need not

    return half_up(root.scale.start, root.scale.decimals), half_up(root.scale.stop, root.scale.decimals)


def _next_shown(value: float, decimals: int) -> float:
    """Give the lowest score that is shown at or above a value."""
    factor = 10.0**decimals
    return math.ceil(value * factor - _HAIR) / factor
