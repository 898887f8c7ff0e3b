"""Make a `Questionnaire` from a question set whose keys have the right shape."""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from benchmark.questions.shape import options_of
from scoring.questionnaire import (
    OVERALL,
    Attribute,
    Band,
    NumberRule,
    Option,
    Question,
    Questionnaire,
    Rounding,
    Scale,
    Section,
)

if TYPE_CHECKING:
    from scoring.register import Register

Data = Mapping[str, Any]
_WEIGHTS = {"high": 3, "medium": 2, "low": 1}


def build_questionnaire(data: Data) -> Questionnaire:
    """Resolve shared scales, words for weights and inherited rules. The data must be checked and expanded."""
    root = _root(data.get("scoring", {}))
    questions = tuple(_question(entry, data) for entry in data["question"])
    return Questionnaire(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        about=data.get("about", ""),
        licence=data.get("licence", ""),
        minutes=data.get("minutes"),
        root=_staged_scale(root, data.get("scoring", {}), _highest_stage(questions)),
        sections=_sections(data["section"], root, questions),
        questions=questions,
        bands=tuple(Band(band["from"], band["title"]) for band in data.get("band", [])),
        attributes=tuple(_attribute(entry) for entry in data.get("attribute", [])),
        themes=_themes(data, root, questions),
        register=_register(data),
    )


def _register(data: Data) -> "Register | None":
    if "register" not in data:
        return None
    # Most sets have none, and the first question should not wait for it.
    from benchmark.questions.register_build import build_register  # noqa: PLC0415

    return build_register(data["register"])


def _root(entry: Data) -> Section:
    return Section(
        id=OVERALL,
        title="Overall",
        parent=None,
        method=entry.get("method", "mean"),
        not_applicable=entry.get("not_applicable", "exclude"),
        unanswered=entry.get("unanswered", "exclude"),
        scale=_scale(entry.get("scale", {}), Scale()),
        coverage=entry.get("coverage", 0),
        rounding=_rounding(entry),
        empty_stage=entry.get("empty_stage", "pass"),
        stage_share=entry.get("stage_share", 1),
    )


def _sections(entries: list[Data], root: Section, questions: tuple[Question, ...]) -> tuple[Section, ...]:
    """Build the sections; each takes over from its parent what it does not say itself."""
    by_id = {entry["id"]: entry for entry in entries}
    built: dict[str, Section] = {OVERALL: root}

    def build(entry: Data) -> Section:
        if entry["id"] in built:
            return built[entry["id"]]
        parent_id = entry.get("parent", OVERALL)
        parent = build(by_id[parent_id]) if parent_id in by_id else root
        section = _section(entry, parent)
        built[section.id] = section
        return section

    highest = _highest_stages(questions, by_id)
    return tuple(_staged_scale(build(entry), entry, highest.get(entry["id"], 0)) for entry in entries)


def _section(entry: Data, parent: Section) -> Section:
    """Build a section that takes over its parent's rules, all but its rounding."""
    return Section(
        id=entry["id"],
        title=entry["title"],
        parent=parent.id,
        about=entry.get("about", ""),
        weight=_weight(entry.get("weight", 1)),
        # A set without an overall score still scores its sections.
        method=entry.get("method", "mean" if parent.method == "none" else parent.method),
        not_applicable=entry.get("not_applicable", parent.not_applicable),
        unanswered=entry.get("unanswered", parent.unanswered),
        scale=_scale(entry.get("scale", {}), parent.scale),
        own_scale=_says_range(entry),
        coverage=entry.get("coverage", parent.coverage),
        rounding=_rounding(entry),
        empty_stage=entry.get("empty_stage", parent.empty_stage),
        stage_share=entry.get("stage_share", parent.stage_share),
        leaves=entry.get("leaves", parent.leaves),
    )


def _themes(data: Data, root: Section, questions: tuple[Question, ...]) -> tuple[Section, ...]:
    """Build the themes; each takes over from the whole what it does not say itself."""
    themes = []
    for entry in data.get("theme", []):
        highest = _highest_stage(question for question in questions if entry["id"] in question.themes)
        themes.append(_staged_scale(_section(entry, root), entry, highest))
    return tuple(themes)


def _rounding(entry: Data) -> Rounding | None:
    rule = entry.get("rounding")
    return Rounding(rule["decimals"], rule.get("direction", "nearest")) if rule else None


def _highest_stage(questions: Iterable[Question]) -> int:
    return max((question.stage or 0 for question in questions if question.scored), default=0)


def _highest_stages(questions: Iterable[Question], sections: Mapping[str, Data]) -> dict[str, int]:
    """Give the highest stage of any scored question in each section, or in the sections inside it."""
    highest: dict[str, int] = {}
    for question in questions:
        stage = question.stage or 0 if question.scored else 0
        section = question.section
        while section in sections and highest.get(section, 0) < stage:
            highest[section] = stage
            section = sections[section].get("parent", OVERALL)
    return highest


def _staged_scale(section: Section, entry: Data, highest: int) -> Section:
    """Let a staged section without a scale of its own show its stages: 0 to the highest stage."""
    if section.method != "staged" or _says_range(entry):
        return section
    return section._replace(scale=Scale(0, max(highest, 1), entry.get("scale", {}).get("decimals", 0)))


def _scale(entry: Data, base: Scale) -> Scale:
    return Scale(entry.get("from", base.start), entry.get("to", base.stop), entry.get("decimals", base.decimals))


def _says_range(entry: Data) -> bool:
    """Say whether an entry has a range of its own; one that only says its decimals does not."""
    return not {"from", "to"}.isdisjoint(entry.get("scale", {}))


def _weight(value: float | str) -> float:
    return _WEIGHTS[value] if isinstance(value, str) else value


def _attribute(entry: Data) -> Attribute:
    source, mapping = next(iter(entry["from"].items())) if "from" in entry else (None, {})
    return Attribute(
        id=entry["id"],
        title=entry["title"],
        options=tuple((option["id"], option["title"]) for option in entry["options"]),
        shared=entry.get("shared", False),
        source=source,
        mapping=mapping,
    )


def _question(entry: Data, data: Data) -> Question:
    return Question(
        id=entry["id"],
        section=entry["section"],
        text=entry["text"],
        options=tuple(Option(o["id"], o["title"], o.get("points", 0)) for o in options_of(entry, data)),
        choose=entry.get("choose", "one"),
        number=_number(entry["number"]) if "number" in entry else None,
        cap=entry.get("cap"),
        weight=_weight(entry.get("weight", 1)),
        why=entry.get("why", ""),
        next_steps=tuple(entry.get("next", ())),
        evidence=tuple(entry.get("evidence", ())),
        sources=tuple(entry.get("source", ())),
        levels="levels" in entry,
        applies_to=_choices(entry.get("applies_to", {})),
        asked_if=_choices(entry.get("asked_if", {})),
        stage=entry.get("stage"),
        met_from=entry.get("met_from"),
        required=entry.get("required", False),
        scored=entry.get("scored", True),
        not_applicable=entry.get("not_applicable"),
        unanswered=entry.get("unanswered"),
        themes=tuple(entry.get("themes", ())),
    )


def _number(entry: Data) -> NumberRule:
    bands = entry.get("bands", [])
    return NumberRule(
        worst=entry.get("worst", 0),
        best=entry.get("best", 1),
        step=entry.get("step"),
        curve=entry.get("curve", "linear"),
        # What lies below the first threshold is in the first band, so that one may leave its own out.
        starts=tuple(band.get("from", -math.inf) for band in bands),
        least=entry.get("least"),
        most=entry.get("most"),
    )


def _choices(entry: Data) -> dict[str, tuple[str, ...]]:
    return {key: tuple(str(value) for value in values) for key, values in entry.items()}
