"""A translation of a question set: a file of its own, with the words of the set in another language.

It can change words only: ids, points and rules are not in it. So the fingerprint and every score stay the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.questions.kinds import CHOICES, FLAG, TABLE, TEXT, TEXTS, Key, Kind
from benchmark.questions.languages import MARK, ORIGINAL, TRANSLATION, english_name, is_tag, words_of
from benchmark.questions.originals import Data, Tree, change, find, original_words, scale_of_questions
from benchmark.questions.shape import TOP_PLACE, check_entry, other_format
from scoring.questionnaire import Attribute, Option, Question, Questionnaire, Section

# An empty text is one that is not translated yet.
WORDS: Final = Kind("text in quotes", lambda value: isinstance(value, str))
_NOT_REVIEWED: Final = "Nobody has reviewed the {language} words of these questions yet."
ABOUT_IT: Final[Mapping[str, Key]] = {
    "format": Key(TEXT, required=True),
    "questionnaire": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "language": Key(TEXT, required=True),
    "reviewed": Key(FLAG, required=True),
    "by": Key(WORDS),
    "offer_to": Key(CHOICES),
}


@dataclass(frozen=True)
class Translation:
    """The words of a question set in another language.

    `given` holds what its file says. `words` holds every text of the set: translated, or the original with a mark.
    `offer_to` maps attributes to the options of the councils that are asked whether they want it; empty: all are.
    """

    language: str
    reviewed: bool
    by: str
    offer_to: Mapping[str, tuple[str, ...]]
    given: Tree
    words: Tree

    def offered(self, attributes: Mapping[str, str]) -> bool:
        """Say whether a council with these attributes is asked whether it wants this language."""
        return all(attributes.get(name) in options for name, options in self.offer_to.items())


def parse_translation(data: Mapping[str, Any], original: Data, file: str, named: str | None = None) -> Translation:
    """Make a translation from parsed TOML, or raise FaultsError with every fault.

    `original` is the question set as parsed TOML, without fault; `named` the language that the file's name says.
    """
    faults = list(translation_faults(data, original, file, named))
    if faults:
        raise FaultsError(faults)
    given = {key: value for key, value in data.items() if key not in ABOUT_IT}
    return Translation(
        language=data["language"],
        reviewed=data["reviewed"],
        by=data.get("by", ""),
        offer_to={key: tuple(map(str, values)) for key, values in data.get("offer_to", {}).items()},
        given=given,
        words=_every_word(given, original),
    )


def translation_faults(data: Mapping[str, Any], original: Data, file: str, named: str | None = None) -> Iterator[Fault]:
    """Report everything that is wrong with a translation of a question set."""
    if other := other_format(data, TRANSLATION, file, place=TOP_PLACE):
        yield other
        return
    yield from _check_tree(data, original_words(original), file, "", ABOUT_IT)
    yield from _check_language(data.get("language"), file, named)
    found = [data.get(key, original[name]) for key, name in (("questionnaire", "id"), ("version", "version"))]
    if found != [original["id"], original["version"]]:
        wanted = f"{original['id']} {original['version']}"
        yield fault("other-original", file, found=f"{found[0]} {found[1]}", wanted=wanted)
    yield from _check_offer(data.get("offer_to"), original, file)


def in_language(questionnaire: Questionnaire, translation: Translation) -> Questionnaire:
    """Give the same question set in other words. The fingerprint, the ids and every score stay the same."""
    words = translation.words
    order = sorted(range(len(questionnaire.bands)), key=lambda at: questionnaire.bands[at].start)
    titles = dict(zip(order, words.get("bands", []), strict=True))
    return replace(
        questionnaire,
        language=translation.language,
        caution="" if translation.reviewed else _NOT_REVIEWED.format(language=english_name(translation.language)),
        title=words["title"],
        about=words.get("about", ""),
        root=questionnaire.root._replace(title=words_of(translation.language).overall),
        bands=tuple(band._replace(title=titles[at]) for at, band in enumerate(questionnaire.bands)),
        attributes=tuple(_attribute(a, words["attribute"][a.id]) for a in questionnaire.attributes),
        themes=tuple(_section(theme, words["theme"][theme.id]) for theme in questionnaire.themes),
        sections=tuple(_section(section, words["section"][section.id]) for section in questionnaire.sections),
        questions=tuple(_question(question, words["question"][question.id]) for question in questionnaire.questions),
    )


def _every_word(given: Tree, original: Data) -> Tree:
    """Give every text: as it is translated, or as it is used in a scale of answers, or the original with a mark."""
    scales = scale_of_questions(original)

    def word(path: tuple[str, ...], text: str) -> str:
        found = find(given, path).strip()
        if not found and path[:1] == ("question",) and path[2:3] == ("options",) and path[1] in scales:
            found = find(given, ("scale", scales[path[1]], path[3])).strip()
        return found or (MARK + text if text else "")

    return change(original_words(original), word)


def _attribute(attribute: Attribute, words: Tree) -> Attribute:
    options = tuple((option_id, words["options"][option_id]) for option_id in attribute.option_ids)
    return attribute._replace(title=words["title"], options=options)


def _section(section: Section, words: Tree) -> Section:
    return section._replace(title=words["title"], about=words.get("about", ""))


def _question(question: Question, words: Tree) -> Question:
    titles = words.get("options", {})
    if question.levels:
        titles = {str(level): text for level, text in enumerate(words["levels"])}
    return replace(
        question,
        text=words["text"],
        why=words.get("why", ""),
        options=tuple(Option(option.id, titles[option.id], option.points) for option in question.options),
        next_steps=tuple(words.get("next", ())),
        evidence=tuple(words.get("evidence", ())),
    )


def _check_tree(
    given: Mapping[str, Any], original: Tree, file: str, place: str, more: Mapping[str, Key] | None = None
) -> Iterator[Fault]:
    """Report what is not where the original has a text of the same kind."""
    keys = {**(more or {}), **{key: Key(_kind(value)) for key, value in original.items()}}
    yield from check_entry(given, keys, file, place or TOP_PLACE)
    for key, value in original.items():
        found = given.get(key)
        if isinstance(value, dict) and isinstance(found, dict):
            yield from _check_tree(found, value, file, f"{place}.{key}" if place else key)
        elif isinstance(value, list) and TEXTS.accepts(found) and found and len(found) != len(value):
            yield fault("wrong-count", file, place or TOP_PLACE, key=key, count=len(found), wanted=len(value))


def _kind(value: Any) -> Kind:
    if isinstance(value, dict):
        return TABLE
    return TEXTS if isinstance(value, list) else WORDS


def _check_language(language: Any, file: str, named: str | None) -> Iterator[Fault]:
    if not isinstance(language, str):
        return
    if not is_tag(language) or language == ORIGINAL:
        yield fault("bad-language", file, "language", value=language[:60])
    elif named is not None and named != language:
        yield fault("other-language", file, "language", named=named)


def _check_offer(offer: Any, original: Data, file: str) -> Iterator[Fault]:
    if not CHOICES.accepts(offer):
        return
    known = {entry["id"]: [option["id"] for option in entry["options"]] for entry in original.get("attribute", [])}
    for name, options in offer.items():
        if name not in known:
            yield fault("unknown-attribute", file, "offer_to", id=name)
            continue
        for value in sorted(map(str, options)):
            if value not in known[name]:
                yield fault("unknown-option", file, "offer_to", id=name, value=value, choices=", ".join(known[name]))
