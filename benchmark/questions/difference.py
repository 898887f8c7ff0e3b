"""What changed between two editions of a question set, as plain data: item by item, and whether it can move a score.

What the fingerprint covers can move a score, or decide who is asked what; all else is words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from scoring.fingerprint import fingerprint, question_fingerprint, rules_fingerprint, scoring_parts
from scoring.questionnaire import Attribute, Question, Questionnaire, Section

Status = Literal["added", "removed", "changed", "reworded"]

# What each kind of entry says that no score is made of: the field, and its key in the file.
_QUESTION_WORDS: Final = (
    ("text", "text"),
    ("why", "why"),
    ("next_steps", "next"),
    ("evidence", "evidence"),
    ("sources", "source"),
)
_SECTION_WORDS: Final = (("title", "title"), ("about", "about"), ("leaves", "leaves"))
_SET_WORDS: Final = (("title", "title"), ("about", "about"), ("licence", "licence"), ("minutes", "minutes"))
_NUMBER: Final = ("worst", "best", "step")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: its name as in the file, what it was and is, and whether it can move a score."""

    what: str
    before: Any
    after: Any
    moves: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A question, section, theme, attribute or the whole set that changed.

    `same_meaning` says of a question that is in both whether an answer means what it meant.
    """

    id: str
    title: str
    status: Status
    changes: tuple[Change, ...] = ()
    same_meaning: bool = True

    @property
    def moves(self) -> bool:
        """Say whether a score can move."""
        return self.status in ("added", "removed") or any(change.moves for change in self.changes)


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the two editions."""

    id: str
    version: str
    title: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs. `moves` is exact: whether the fingerprints differ by more than id and version.

    `unchanged` lists the ids of the questions that are the same in both.
    """

    before: Edition
    after: Edition
    moves: bool
    whole: tuple[Change, ...]
    attributes: tuple[Item, ...]
    sections: tuple[Item, ...]
    themes: tuple[Item, ...]
    questions: tuple[Item, ...]
    unchanged: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing but the version differs."""
        return not (self.whole or self.attributes or self.sections or self.themes or self.questions)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of an edition: its title, what scores, and its words; each by the name of its key."""

    title: str
    scored: Mapping[str, Any]
    words: Mapping[str, Any]
    meaning: str = ""


_Entries = dict[str, _Entry]


def compare_editions(before: Questionnaire, after: Questionnaire) -> Difference:
    """Compare two editions of a question set."""
    kinds = ("attributes", "sections", "themes", "questions")
    old, new = _entries(before), _entries(after)
    items = {kind: tuple(_items(old[kind], new[kind])) for kind in kinds}
    whole = [*_changes(old["whole"][before.root.id], new["whole"][after.root.id])]
    whole += [change for kind in kinds for change in _order(kind, old[kind], new[kind])]
    moves = rules_fingerprint(before) != rules_fingerprint(after)
    touched = {item.id for item in items["questions"]}
    unchanged = tuple(name for name in new["questions"] if name not in touched)
    return Difference(_edition(before), _edition(after), moves, tuple(whole), **items, unchanged=unchanged)


def status_of(item: Item | None) -> str:
    """Say what a crosswalk calls this: an item of a comparison, or a question that is the same in both."""
    if item is None:
        return "same"
    if item.status in ("added", "removed"):
        return "new" if item.status == "added" else "dropped"
    if not item.same_meaning:
        return "changed"
    return "reworded" if any(_is_asked(change.what) for change in item.changes) else "same"


def _is_asked(what: str) -> bool:
    """Say whether a change is one of the words that are asked and answered, not of those around them."""
    return what == "text" or what.startswith("title of")


def _edition(questionnaire: Questionnaire) -> Edition:
    return Edition(questionnaire.id, questionnaire.version, questionnaire.title, fingerprint(questionnaire))


def _items(before: _Entries, after: _Entries) -> Iterator[Item]:
    """Compare entries by their ids: those of the new edition in its order, then those that are gone."""
    for name, entry in after.items():
        if name not in before:
            yield Item(name, entry.title, "added")
            continue
        changes = tuple(_changes(before[name], entry))
        if changes:
            status: Status = "changed" if any(change.moves for change in changes) else "reworded"
            yield Item(name, entry.title, status, changes, before[name].meaning == entry.meaning)
    for name, entry in before.items():
        if name not in after:
            yield Item(name, entry.title, "removed")


def _changes(before: _Entry, after: _Entry) -> Iterator[Change]:
    for moves, old, new in ((True, before.scored, after.scored), (False, before.words, after.words)):
        for what in dict.fromkeys([*old, *new]):
            # Of an option that came or went the list of options tells already.
            told = what.startswith(("points of", "title of")) and (what in old) != (what in new)
            if old.get(what) != new.get(what) and not told:
                yield Change(what, old.get(what), new.get(what), moves)


def _order(kind: str, before: _Entries, after: _Entries) -> Iterator[Change]:
    """Report entries that changed places; the fingerprint covers their order."""
    old, new = [name for name in before if name in after], [name for name in after if name in before]
    if old != new:
        yield Change(f"order of the {kind}", old, new, moves=True)


def _entries(questionnaire: Questionnaire) -> dict[str, _Entries]:
    """Take an edition apart into its entries, kind by kind."""
    parts: Any = scoring_parts(questionnaire)
    scored = {kind: {part["id"]: part for part in parts.get(kind, [])} for kind in ("sections", "themes", "questions")}
    root = questionnaire.root.id
    return {
        "whole": {root: _whole(questionnaire, {**scored["sections"][root], **_register(parts)}, parts["bands"])},
        "attributes": {a.id: _attribute(a) for a in questionnaire.attributes},
        "sections": {s.id: _section(s, scored["sections"][s.id]) for s in questionnaire.sections},
        "themes": {t.id: _section(t, scored["themes"][t.id]) for t in questionnaire.themes},
        "questions": {q.id: _question(q, scored["questions"][q.id]) for q in questionnaire.questions},
    }


def _whole(questionnaire: Questionnaire, root: Mapping[str, Any], bands: Sequence[float]) -> _Entry:
    words = _words(questionnaire, _SET_WORDS)
    words |= {f"title of the band from {band.start:g}": band.title for band in questionnaire.bands}
    words["id"] = questionnaire.id
    return _Entry(questionnaire.title, {**_rules(root), "bands": list(bands)}, words)


def _register(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Say how rows of a register become answers, column by column and measure by measure."""
    register = parts.get("register")
    if register is None:
        return {}
    columns = {f"column {name}": {"kind": kind, "options": options} for name, kind, options in register["columns"]}
    measures = {
        f"measure {name}": {"rule": rule, "columns": used, "over": over, "bands": starts}
        for name, rule, used, over, starts in register["measures"]
    }
    return {"several rows a line": register["several"], **columns, **measures}


def _attribute(attribute: Attribute) -> _Entry:
    mapping = {"from": attribute.source, **attribute.mapping} if attribute.source else None
    scored = {"options": list(attribute.option_ids), "shared": attribute.shared, "from": mapping}
    words = {"title": attribute.title, **{f"title of {name}": title for name, title in attribute.options}}
    return _Entry(attribute.title, scored, words)


def _section(section: Section, scored: Mapping[str, Any]) -> _Entry:
    return _Entry(section.title, _rules(scored), _words(section, _SECTION_WORDS))


def _rules(scored: Mapping[str, Any]) -> dict[str, Any]:
    start, stop, decimals, own = scored["scale"]
    rules = {key: value for key, value in scored.items() if key not in {"id", "scale"}}
    return {**rules, "scale": {"from": start, "to": stop, "decimals": decimals}, "scale of its own": own}


def _question(question: Question, scored: Mapping[str, Any]) -> _Entry:
    rules = {key: value for key, value in scored.items() if key not in {"id", "options", "number"}}
    rules["options"] = [name for name, _ in scored["options"]]
    rules |= {f"points of {name}": points for name, points in scored["options"]}
    if scored["number"]:
        named = dict(zip(_NUMBER, scored["number"], strict=False))
        more = scored["number"][len(_NUMBER) :]
        rules |= {f"number: {key}": value for key, value in {**named, **(more[0] if more else {})}.items()}
    words = _words(question, _QUESTION_WORDS)
    words |= {f"title of {option.id}": option.title for option in question.options}
    return _Entry(question.text, rules, words, question_fingerprint(question))


def _words(entry: object, names: Sequence[tuple[str, str]]) -> dict[str, Any]:
    values = {key: getattr(entry, field) for field, key in names}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
