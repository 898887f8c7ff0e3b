"""Open the councils that will become one: each a folder or a mentoring card, which name it, or a return with a label.

They may have answered in different rounds, and different versions of the question set. What does not mean the same in
the newest version is not compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from msgspec import UNSET

from benchmark.council.assessment_file import parse_assessment
from benchmark.council.folder import CouncilFolder
from benchmark.council.rounds import round_order
from benchmark.council.started import FIRST
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault, printable
from benchmark.files import read_toml
from benchmark.pool.fit import return_codes, return_misfits
from benchmark.questions.answer import Code
from benchmark.questions.editions import find_edition, find_way
from benchmark.questions.ids import is_id
from benchmark.questions.library import find_questionnaire
from benchmark.returns.card_file import read_card, read_head
from benchmark.returns.read import read_return
from scoring.answers import build_table
from scoring.applicability import complete_attributes
from scoring.codes import UNANSWERED, Special
from scoring.conditions import close_questions
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

Kind = Literal["folder", "return", "card"]
CARD_SUFFIX: Final = ".toml"
# Each council is a letter in a table.
MOST: Final = 26


@dataclass(frozen=True)
class Council:
    """One predecessor. `codes` are its answers, by the ids of the questions of the newest version.

    A question that is missing there cannot be compared: its version asked something else. `evidenced` are the
    questions with evidence; None where that is not known.
    """

    name: str
    kind: Kind
    round: str
    version: str
    codes: Mapping[str, Code]
    attributes: Mapping[str, str] = field(default_factory=dict)
    evidenced: frozenset[str] | None = None
    anyone: bool = False
    note: str = ""


def open_councils(
    paths: Sequence[Path], set_id: str | None = None, questions: str | None = None, labels: Sequence[str] = ()
) -> tuple[Questionnaire, tuple[Council, ...]]:
    """Open all councils, and give the question set in which they are compared. `labels` name the returns, in order."""
    if len(paths) > MOST:
        raise UsageError(f"At most {MOST} councils can stand side by side; these are {len(paths)}.")
    name = questions or set_id or _name_of_set(paths)
    newest = find_questionnaire(name)
    names = _names(paths, labels)
    councils = [_open(path, newest, name, names) for path in paths]
    _check_different(councils)
    return newest, tuple(councils)


def _open(path: Path, newest: Questionnaire, name: str, names: Mapping[Path, str]) -> Council:
    if path.is_dir():
        return _from_folder(path, newest, name)
    return _from_card(path, newest, name) if _is_card(path) else _from_return(path, newest, name, names[path])


def _is_card(path: Path) -> bool:
    return path.suffix.lower() == CARD_SUFFIX


def _name_of_set(paths: Sequence[Path]) -> str:
    """Say which question set is meant: that of a return or a card, or the one that is under way in the folders."""
    file = next((path for path in paths if not path.is_dir()), None)
    if file is not None and _is_card(file):
        return read_head(file)[0]
    if file is not None:
        return read_return(file).content.questionnaire
    started = dict.fromkeys(set_id for path in paths for set_id in CouncilFolder(path).started_sets())
    if len(started) > 1:
        names = " or ".join(f"--set {set_id}" for set_id in started)
        raise UsageError(f"There are answers to more than one question set. Say which: {names}.")
    return next(iter(started), FIRST)


def _names(paths: Sequence[Path], labels: Sequence[str]) -> dict[Path, str]:
    """Name the returns, which name no council: by the labels in their order, then by counting."""
    returns = [path for path in paths if not path.is_dir() and not _is_card(path)]
    if len(labels) > len(returns):
        raise UsageError(
            f"There are {len(labels)} labels and {len(returns)} returns. --label names a return; a folder or "
            "a card has a name."
        )
    wrong = [label for label in labels if not label.strip() or not label.isprintable() or len(label) > 200]
    if wrong:
        raise UsageError("A label is one line of text of at most 200 characters.")
    given = [label.strip() for label in labels]
    given += [f"Return {number}" for number in range(len(given) + 1, len(returns) + 1)]
    return dict(zip(returns, given, strict=True))


def _check_different(councils: Sequence[Council]) -> None:
    """Refuse two of one name: nobody could tell them apart, and they may be one council twice."""
    seen: set[str] = set()
    for council in councils:
        plain = plain_name(council.name)
        if plain in seen:
            raise UsageError(f'Two of them are called "{printable(council.name)}". Give each council once.')
        seen.add(plain)


def plain_name(name: str) -> str:
    """Give what two spellings of one council's name have in common."""
    return " ".join(name.casefold().split())


def _from_folder(path: Path, newest: Questionnaire, name: str) -> Council:
    folder = CouncilFolder(path)
    chosen = _latest_round(folder, newest.id)
    file = path / chosen / f"{newest.id}.toml"
    data = read_toml(file)
    edition = _edition(str(data.get("version", newest.version)), newest, name, file)
    attributes = _known(edition, folder.profile.attributes)
    then = parse_assessment(data, edition, attributes, str(file))
    evidenced = frozenset(question.id for question in then.asked() if then.is_evidenced(question))
    skipped = f"It has no answers in {folder.profile.round}; these are of {chosen}."
    return _council(
        _Answers(folder.profile.name, "folder", chosen, then.codes(), evidenced),
        edition,
        newest,
        name,
        attributes=complete_attributes(newest, folder.profile.attributes),
        note="" if chosen == folder.profile.round else skipped,
    )


def _latest_round(folder: CouncilFolder, set_id: str) -> str:
    """Give the latest round with answers, up to the one that the council is in: one may have been skipped."""
    here = round_order(folder.profile.round)
    names = [path.parent.name for path in folder.path.glob(f"*/{set_id}.toml")]
    names = [name for name in names if is_id(name) and round_order(name) <= here]
    if not names:
        missing = fault("no-assessment", str(folder.assessment_path(set_id)), id=set_id, round=folder.profile.round)
        raise FaultsError([missing])
    return max(names, key=round_order)


def _known(edition: Questionnaire, given: Mapping[str, str]) -> dict[str, str]:
    """Complete the attributes for a version that may not know an option which the council has now."""
    options = {attribute.id: attribute.option_ids for attribute in edition.attributes}
    return complete_attributes(edition, {k: v for k, v in given.items() if v in options.get(k, (v,))})


def _from_card(path: Path, newest: Questionnaire, name: str) -> Council:
    """Read a card. It holds the sections that its council chose; those of other sections have no answer here."""
    set_id, version = read_head(path)
    _check_set(path, set_id, newest)
    edition = _edition(version, newest, name, path)
    card = read_card(path, edition)
    codes = {question.id: card.answers.get(question.id, UNANSWERED) for question in edition.questions}
    answers = _Answers(card.council, "card", "", _closed(codes, edition), None)
    return _council(answers, edition, newest, name, attributes=card.attributes, anyone=True)


def _check_set(path: Path, set_id: str, newest: Questionnaire) -> None:
    if set_id != newest.id:
        raise UsageError(f'{path} answers "{printable(set_id)}", and the others "{newest.id}".')


def _from_return(path: Path, newest: Questionnaire, name: str, label: str) -> Council:
    content = read_return(path).content
    _check_set(path, content.questionnaire, newest)
    if content.is_withdrawal:
        raise UsageError(f"{path} takes a return back: it holds no answers.")
    edition = _edition(content.version, newest, name, path)
    faults = list(return_misfits(content, edition, fingerprint(edition), str(path), ""))
    if faults:
        raise FaultsError(faults)
    answers = _Answers(label, "return", content.round, _closed(return_codes(edition, content.answers), edition), None)
    return _council(answers, edition, newest, name, attributes=content.attributes, anyone=content.endorsement is UNSET)


def _closed(given: Mapping[str, float], edition: Questionnaire) -> dict[str, Code]:
    """Read the answers of a file, and close what an earlier answer leaves unasked."""
    table = close_questions(edition, build_table(edition, [given]))
    codes: dict[str, Code] = {}
    for row, question in enumerate(edition.questions):
        code = int(table.codes[row, 0])
        codes[question.id] = Special(code) if code < 0 else float(table.numbers[row][0]) if question.number else code
    return codes


def _edition(version: str, newest: Questionnaire, name: str, file: Path) -> Questionnaire:
    if version == newest.version:
        return newest
    # It becomes part of the name of a file.
    if not is_id(version.replace(".", "-")):
        raise UsageError(f'{file}: "{printable(version)[:60]}" is not a version of a question set.')
    return find_edition(newest.id, version, name)


@dataclass(frozen=True)
class _Answers:
    """What a council answered, in the version that it used."""

    name: str
    kind: Kind
    round: str
    codes: Mapping[str, Code]
    evidenced: frozenset[str] | None


def _council(
    found: _Answers,
    edition: Questionnaire,
    newest: Questionnaire,
    name: str,
    *,
    attributes: Mapping[str, str],
    anyone: bool = False,
    note: str = "",
) -> Council:
    """Bring the answers of one version into the newest: only what means the same."""
    way = find_way(edition, newest, name)
    codes = {new: found.codes[old] for old, new in way.same.items()}
    evidenced = found.evidenced
    if evidenced is not None:
        evidenced = frozenset(new for old, new in way.same.items() if old in evidenced)
    if edition.version != newest.version:
        note = f"{note} {_other_version(edition, newest, len(codes), way.source)}".strip()
    return Council(
        found.name, found.kind, found.round, edition.version, codes, attributes, evidenced, anyone=anyone, note=note
    )


def _other_version(edition: Questionnaire, newest: Questionnaire, compared: int, source: str) -> str:
    return (
        f"It answered version {edition.version}. {compared} of the {len(newest.questions)} questions of version "
        f"{newest.version} mean the same there and are compared, by {source}."
    )
