"""Read the file of answers that a form saves, strictly: every fault at once, and each answer through the one parser."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
from msgspec import Meta

from benchmark.console import visible
from benchmark.council.asking import LONGEST_TEXT, clean
from benchmark.council.assessment import Answer
from benchmark.council.bring_in import Said
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault, printable
from benchmark.files import TOML_LIMIT, read_bytes
from benchmark.questions.answer import BadAnswer, parse_answer, parse_target
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Question, Questionnaire

if TYPE_CHECKING:
    from scoring.register import Entry

FORMAT: Final = "answers-form/1"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_NOTHING: Final = msgspec.Raw(b"null")

Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Name = Annotated[str, Meta(max_length=80)]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=80)]


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    answer: int | float | str | list[str | int] | None = None
    target: int | str | None = None
    note: Text = ""
    evidence: Text = ""
    reason: Text = ""
    by: Text = ""


class MadeReturn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A return that the form made: its place, its sequence, and its digest where it is signed."""

    network: Id
    round: Id
    sequence: Annotated[int, Meta(ge=1, le=999)]
    invited: bool
    digest: Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?\Z")] = ""


class FormReturns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a form keeps to correct its returns: the secret of their keys, if one is signed, and their places."""

    made: tuple[MadeReturn, ...]
    secret: Annotated[str, Meta(pattern=r"^([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])?\Z")] = ""


class FormFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands: what its answers belong to, and the answers, not read yet."""

    format: str
    questionnaire: Name
    version: Name
    fingerprint: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    saved: datetime
    attributes: dict[str, msgspec.Raw]
    answers: dict[str, msgspec.Raw]
    returns: FormReturns | None = None
    lines: msgspec.Raw = _NOTHING


_file = msgspec.json.Decoder(FormFile)
_entry = msgspec.json.Decoder(_Entry)
_option = msgspec.json.Decoder(Name)
_WRONG: Final = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)


def read_form_file(path: Path) -> FormFile:
    """Read the outside of a file of answers, or raise FaultsError."""
    data = read_bytes(path, TOML_LIMIT).removeprefix(_BYTE_ORDER_MARK)
    try:
        found = _file.decode(data)
    except _WRONG as error:
        raise FaultsError([_why_not(data, str(path), error)]) from None
    if found.format != FORMAT:
        raise FaultsError([_other_format(found.format, str(path))])
    twice = [fault("repeated-entry", str(path), key=printable(key)[:80]) for key in _repeated(data)]
    if twice:
        raise FaultsError(twice)
    return found


def read_form(found: FormFile, questionnaire: Questionnaire, file: str) -> Said:
    """Read what a form says about a question set, or raise FaultsError with every fault."""
    faults = list(_other_set(found, questionnaire, file))
    attributes: dict[str, str] = {}
    answers: dict[str, Answer] = {}
    if not faults:
        for name, raw in found.attributes.items():
            option = _attribute(questionnaire, name, raw, file)
            faults += [option] if isinstance(option, Fault) else []
            attributes.update({} if isinstance(option, Fault) else {name: option})
        for name, raw in found.answers.items():
            answer, wrong = _answer(questionnaire, name, raw, file)
            faults += wrong
            answers[name] = answer
    entries: dict[str, Entry] = {}
    if not faults:
        entries, faults = _lines(questionnaire, found.lines, file)
    if faults:
        raise FaultsError(faults)
    return Said(attributes, answers, found.saved, entries)


def _lines(questionnaire: Questionnaire, raw: msgspec.Raw, file: str) -> "tuple[dict[str, Entry], list[Fault]]":
    """Read the rows of the register as the council's own file has them."""
    try:
        data = msgspec.json.decode(raw)
    except _WRONG as error:
        return {}, [fault("bad-entry", file, "lines", why=_words(error))]
    if data is None:
        return {}, []
    from benchmark.council.register import read_entries  # noqa: PLC0415 - few sets have a register

    entries, faults = read_entries(questionnaire, data, file)
    # A form says nothing of earlier rounds.
    return {line_id: replace(entry, carried="") for line_id, entry in entries.items()}, faults


def _other_set(found: FormFile, questionnaire: Questionnaire, file: str) -> Iterator[Fault]:
    if found.questionnaire != questionnaire.id:
        yield fault("other-set", file, found=found.questionnaire, wanted=questionnaire.id)
    elif found.version != questionnaire.version:
        yield fault("other-version", file, found=found.version, id=questionnaire.id, wanted=questionnaire.version)
    elif found.fingerprint != fingerprint(questionnaire):
        yield fault("other-edition", file, id=questionnaire.id, version=questionnaire.version)


def _attribute(questionnaire: Questionnaire, name: str, raw: msgspec.Raw, file: str) -> str | Fault:
    known = {attribute.id: attribute for attribute in questionnaire.attributes if attribute.source is None}
    if name not in known:
        remedy = f"It may have: {', '.join(known)}." if known else "Remove it."
        return fault("no-such-id", file, "attributes", kind="attribute", id=printable(name)[:80], remedy=remedy)
    try:
        option = _option.decode(raw)
    except _WRONG:
        return fault("wrong-kind", file, "attributes", key=name, wanted="text in quotes")
    if option not in known[name].option_ids:
        choices = ", ".join(known[name].option_ids)
        return fault("not-one-of", file, "attributes", key=name, value=option, choices=choices)
    return option


def _answer(questionnaire: Questionnaire, name: str, raw: msgspec.Raw, file: str) -> tuple[Answer, list[Fault]]:
    """Read one entry; its faults, if any, stand beside it."""
    place = f"answers, {printable(name)[:80]}"
    if name not in questionnaire.question_index:
        return Answer(), [fault("no-such-question", file, place, id=printable(name)[:80])]
    if questionnaire.register and name in questionnaire.register.made:
        return Answer(), [fault("made-answer", file, place)]
    try:
        entry = _entry.decode(raw)
    except _WRONG as error:
        return Answer(), [fault("bad-entry", file, place, why=_words(error))]
    return _checked(questionnaire.question(name), entry, file, place)


def _checked(question: Question, entry: _Entry, file: str, place: str) -> tuple[Answer, list[Fault]]:
    code, target = parse_answer(question, entry.answer), parse_target(question, entry.target)
    if isinstance(code, BadAnswer) or isinstance(target, BadAnswer):
        bad = [value for value in (code, target) if isinstance(value, BadAnswer)]
        return Answer(), [fault(value.code, file, place, **value.values) for value in bad]
    note, evidence, reason, by = (clean(visible(text)) for text in (entry.note, entry.evidence, entry.reason, entry.by))
    return Answer(code, target, note, evidence, reason, by), []


def _repeated(data: bytes) -> list[str]:
    """List the keys that stand twice in one place, of a file that is sound otherwise."""
    twice: list[str] = []

    def pairs(found: list[tuple[str, object]]) -> None:
        counts = Counter(key for key, _ in found)
        twice.extend(key for key, count in counts.items() if count > 1)

    try:
        JSONDecoder(object_pairs_hook=pairs).decode(data.decode("utf-8"))
    except (JSONDecodeError, RecursionError, ValueError):
        # What msgspec understood and Python does not, such as a number of thousands of digits, has its own fault.
        return []
    return twice


def _why_not(data: bytes, file: str, error: Exception) -> Fault:
    """Say why it is no file of answers; name the format where it is another one."""
    try:
        loose = msgspec.json.decode(data)
    except _WRONG as json_error:
        return fault("not-json", file, why=_words(json_error))
    found = loose.get("format") if isinstance(loose, dict) else None
    if isinstance(found, str) and found != FORMAT:
        return _other_format(found, file)
    return fault("not-a-form", file, why=_words(error))


def _other_format(found: str, file: str) -> Fault:
    remedy = "Give the file that a form saved, and use the version of this program that wrote the form, or a newer one."
    return fault("unknown-format", file, found=printable(found)[:40], wanted=FORMAT, remedy=remedy)


def _words(error: Exception) -> str:
    """Give a library's reason as part of a sentence."""
    return printable(str(error).rstrip(".").replace("`", '"'))[:200] or "it is nested too deeply"
