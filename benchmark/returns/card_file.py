"""A mentoring card as a TOML file that a person can read and edit. It is read as strictly as a question set."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import tomli_w

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import MEGABYTE, read_toml, write_text
from benchmark.questions.answer import BadAnswer, Code, parse_answer, parse_target, write_answer
from benchmark.questions.kinds import TABLE, TEXT, TEXTS, Key
from benchmark.questions.shape import TOP_PLACE, check_top, other_format
from benchmark.returns.card import LONGEST, Card, card_sections
from scoring.applicability import complete_attributes
from scoring.codes import NOT_ASKED
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Question, Questionnaire

FORMAT: Final = "mentoring-card/1"
_ONE_LINE: Final = ("council", "contact", "serves-inside")
_LIMIT: Final = MEGABYTE

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "council": Key(TEXT, required=True),
    "contact": Key(TEXT, required=True),
    "serves-inside": Key(TEXT),
    "questionnaire": Key(TEXT, required=True),
    "version": Key(TEXT, required=True),
    "fingerprint": Key(TEXT, required=True),
    "sections": Key(TEXTS, required=True),
    "attributes": Key(TABLE),
    "answers": Key(TABLE, required=True),
    "targets": Key(TABLE),
}

HEADER: Final = """\
# A mentoring card. It names the council, so it is not anonymous: give it only to whom you mean.
# It holds levels and targets of the sections below, and no note, evidence, reason or role. It is not signed.
# To lay it beside your own results:  council-benchmark pair . {name}
#
# serves-inside  the council whose residents this one serves too, such as the county of a district
# answers        the level, the option or the number; or "not-applicable", "not-asked"

"""


def card_text(card: Card, name: str) -> str:
    """Write the file's text. `name` is that of the file."""
    questionnaire = card.questionnaire
    data: dict[str, Any] = {
        "format": FORMAT,
        "council": card.council,
        "contact": card.contact,
        **({"serves-inside": card.serves_inside} if card.serves_inside else {}),
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "fingerprint": fingerprint(questionnaire),
        "sections": list(card.sections),
        "attributes": dict(card.attributes),
        "answers": {q: _write(questionnaire.question(q), code) for q, code in card.answers.items()},
        "targets": {q: write_answer(questionnaire.question(q), code) for q, code in card.targets.items()},
    }
    return HEADER.format(name=name) + tomli_w.dumps(data)


def write_card(card: Card, path: Path) -> None:
    """Write a card, whole or not at all."""
    write_text(path, card_text(card, path.name))


def read_head(path: Path) -> tuple[str, str]:
    """Give the id and the version of the question set that a card answers, or raise FaultsError."""
    data = read_toml(path, _LIMIT)
    faults = list(_top_faults(data, str(path)))
    if faults:
        raise FaultsError(faults)
    return data["questionnaire"], data["version"]


def read_card(path: Path, questionnaire: Questionnaire) -> Card:
    """Read a card of this question set, or raise FaultsError with every fault."""
    data = read_toml(path, _LIMIT)
    file = str(path)
    faults = list(_top_faults(data, file)) or list(_set_faults(data, questionnaire, file))
    answers: dict[str, Code] = {}
    targets: dict[str, int] = {}
    if not faults:
        known = {name for section in data["sections"] for name in _ids(questionnaire, section)}
        for name, raw in data["answers"].items():
            faults += _answer(questionnaire, known, name, raw, answers, file)
        for name, raw in data.get("targets", {}).items():
            faults += _target(questionnaire, known, name, raw, targets, file)
    if faults:
        raise FaultsError(faults)
    return Card(
        data["council"],
        data["contact"],
        questionnaire,
        tuple(data["sections"]),
        complete_attributes(questionnaire, data.get("attributes", {})),
        answers,
        targets,
        data.get("serves-inside", ""),
    )


def _write(question: Question, code: Code) -> int | float | str | list[str]:
    return "not-asked" if code is NOT_ASKED else write_answer(question, code)


def _top_faults(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    if other := other_format(data, FORMAT, file, "A card is the file that `council-benchmark card` wrote."):
        yield other
        return
    yield from check_top(data, TOP, ("questionnaire",), file)
    for name in (*_ONE_LINE, "version", "fingerprint"):
        value = data.get(name)
        if isinstance(value, str) and not value.isprintable():
            yield fault("wrong-kind", file, name, key=name, wanted="one line of text")
        elif isinstance(value, str) and len(value) > LONGEST:
            yield fault("too-long", file, name, key=name, limit=LONGEST)


def _set_faults(data: Mapping[str, Any], questionnaire: Questionnaire, file: str) -> Iterator[Fault]:
    """Report where a card and the question set do not fit each other."""
    if data["fingerprint"] != fingerprint(questionnaire):
        yield fault("other-fingerprint", file, TOP_PLACE, id=data["questionnaire"], version=data["version"])
        return
    sections = {section.id for section in card_sections(questionnaire)}
    for name in data["sections"]:
        if name not in sections:
            yield fault("unknown-section", file, "sections", id=name)
    for name, value in data.get("attributes", {}).items():
        known = {attribute.id: attribute.option_ids for attribute in questionnaire.attributes}
        if name not in known:
            yield fault("unknown-attribute", file, "[attributes]", id=name)
        elif not isinstance(value, str):
            yield fault("wrong-kind", file, "[attributes]", key=name, wanted=TEXT.words)
        elif value not in known[name]:
            yield fault("unknown-option", file, "[attributes]", id=name, value=value, choices=", ".join(known[name]))


def _ids(questionnaire: Questionnaire, section: str) -> list[str]:
    return [question.id for question in questionnaire.by_section[section]]


def _place(questionnaire: Questionnaire, known: set[str], name: str, file: str, table: str) -> list[Fault]:
    """Report a question that does not exist, or is of a section that the card does not name."""
    if name not in questionnaire.question_index:
        return [fault("no-such-question", file, table, id=name)]
    return [] if name in known else [fault("not-on-card", file, table, id=name)]


def _answer(
    questionnaire: Questionnaire, known: set[str], name: str, raw: object, answers: dict[str, Code], file: str
) -> list[Fault]:
    if wrong := _place(questionnaire, known, name, file, "[answers]"):
        return wrong
    found = NOT_ASKED if raw == "not-asked" else parse_answer(questionnaire.question(name), raw)
    if isinstance(found, BadAnswer):
        return [fault(found.code, file, f"[answers], {name}", **found.values)]
    answers[name] = found
    return []


def _target(
    questionnaire: Questionnaire, known: set[str], name: str, raw: object, targets: dict[str, int], file: str
) -> list[Fault]:
    if wrong := _place(questionnaire, known, name, file, "[targets]"):
        return wrong
    found = parse_target(questionnaire.question(name), raw)
    if isinstance(found, BadAnswer):
        return [fault(found.code, file, f"[targets], {name}", **found.values)]
    if found is not None:
        targets[name] = found
    return []
