"""Open the two sides of a pair: each a council's folder, a return, or a mentoring card."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from msgspec import UNSET

from benchmark.council.folder import CouncilFolder
from benchmark.council.started import pick_set
from benchmark.errors import FaultsError, UsageError
from benchmark.pool.fit import return_codes, return_misfits
from benchmark.pool.versions import translate
from benchmark.questions.editions import find_any_version, find_ways
from benchmark.questions.library import find_questionnaire
from benchmark.returns.card import leaving_ids, open_ids
from benchmark.returns.card_file import read_card, read_head
from benchmark.returns.read import read_return
from scoring.answers import AnswerTable, build_table
from scoring.codes import NOT_ASKED, UNANSWERED
from scoring.conditions import close_questions
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

Kind = Literal["folder", "return", "card"]
CARD_SUFFIX: Final = ".toml"


@dataclass(frozen=True)
class Side:
    """One council of a pair: its answers as a table of one column, what it aims at, and what it says of itself."""

    table: AnswerTable
    kind: Kind = "return"
    targets: Mapping[str, int] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    # Only of a folder or a card: a return names no council.
    name: str = ""
    contact: str = ""
    serves_inside: str = ""
    # A return that no invitation endorsed, or a card: anyone could have made it.
    anyone: bool = False


@dataclass(frozen=True)
class Sides:
    """The two sides, in the questions of the first one's version. `note` is empty where both answered the same one."""

    questionnaire: Questionnaire
    mine: Side
    theirs: Side
    note: str = ""


Opened = tuple[Questionnaire, Side]


def open_sides(mine: Path, theirs: Path, set_id: str | None, questions: str | None) -> Sides:
    """Open both sides. Of two versions of one question set only questions that mean the same are kept."""
    # A return and a card say which question set they answer; a folder may hold several.
    known = next((_set_of_file(path, questions) for path in (mine, theirs) if not path.is_dir()), None)
    if known and set_id and find_questionnaire(set_id).id != known.id:
        raise UsageError(f'What was sent answers "{known.id}". Leave out --set, or give what answers that set.')
    (first, my_side), (second, their_side) = (_open(path, set_id, known, questions) for path in (mine, theirs))
    if fingerprint(first) == fingerprint(second):
        return Sides(first, my_side, their_side)
    if first.id == second.id and first.version != second.version:
        return _across((first, my_side), (second, their_side), questions)
    raise UsageError(
        f'The two cannot be compared: one answers "{first.id}" {first.version}, '
        f'the other "{second.id}" {second.version}.'
    )


def _across(mine: Opened, theirs: Opened, questions: str | None) -> Sides:
    """Keep of two versions what means the same; all else counts as not asked, of either."""
    (first, my_side), (second, their_side) = mine, theirs
    way = find_ways(second, first, questions)
    kept = {new: new for new in way.same.values()}
    note = (
        f"You answered version {first.version}, they answered {second.version}. {len(kept)} of "
        f"{len(first.questions)} questions can be compared, by {way.source}; scores cannot."
    )
    return Sides(first, _moved(my_side, first, first, kept), _moved(their_side, second, first, way.same), note)


def _moved(side: Side, before: Questionnaire, after: Questionnaire, same: Mapping[str, str]) -> Side:
    """Put the answers and targets of a side into the questions of another version."""
    table = translate(close_questions(before, side.table), before, after, same)
    return replace(side, table=table, targets={same[name]: aim for name, aim in side.targets.items() if name in same})


def same_residents(mine: Side, theirs: Side, *, said: bool) -> bool:
    """Say whether one council serves inside the other, by what the user or the cards say; refuse what cannot be."""
    tiers = [side.attributes.get("tier") for side in (mine, theirs)]
    if said and None not in tiers and tiers[0] == tiers[1]:
        raise UsageError(
            "--same-residents is for two councils of which one serves inside the other, as a district does in a "
            "county. These two are of the same tier."
        )
    return said or any(
        one.serves_inside and _plain(one.serves_inside) == _plain(other.name)
        for one, other in ((mine, theirs), (theirs, mine))
    )


def for_paper(side: Side, questionnaire: Questionnaire) -> Side:
    """Give what of a side may stand on a page that the other council gets.

    A return or a card holds what its council chose. A folder holds everything: of it, what only leaves on demand stays.
    """
    if side.kind != "folder":
        return side
    leaving = set(leaving_ids(questionnaire, open_ids(questionnaire)))
    codes = side.table.codes.copy()
    for row, question in enumerate(questionnaire.questions):
        if question.id not in leaving and codes[row, 0] != NOT_ASKED:
            codes[row, 0] = UNANSWERED
    targets = {name: target for name, target in side.targets.items() if name in leaving}
    return replace(side, table=AnswerTable(codes, side.table.numbers), targets=targets)


def two_tiers(mine: Side, theirs: Side) -> bool:
    """Say whether one is a district and the other a county, so that one may serve inside the other."""
    return {side.attributes.get("tier") for side in (mine, theirs)} == {"lower", "upper"}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _open(
    path: Path, set_id: str | None, known: Questionnaire | None, questions: str | None
) -> tuple[Questionnaire, Side]:
    if path.is_dir():
        return _open_folder(path, set_id, known, questions)
    if path.suffix.lower() == CARD_SUFFIX:
        questionnaire = _set_of_file(path, questions)
        card = read_card(path, questionnaire)
        table = build_table(questionnaire, [card.answers])
        about = (card.council, card.contact, card.serves_inside)
        return questionnaire, Side(table, "card", card.targets, card.attributes, *about, anyone=True)
    content = read_return(path).content
    questionnaire = find_any_version(content.questionnaire, content.version, questions)
    faults = list(return_misfits(content, questionnaire, fingerprint(questionnaire), str(path), ""))
    if faults:
        raise FaultsError(faults)
    table = build_table(questionnaire, [return_codes(questionnaire, content.answers)])
    anyone = content.endorsement is UNSET
    return questionnaire, Side(table, "return", content.targets, content.attributes, anyone=anyone)


def _open_folder(
    path: Path, set_id: str | None, known: Questionnaire | None, questions: str | None
) -> tuple[Questionnaire, Side]:
    council = CouncilFolder(path)
    questionnaire = _own_version(council, known, questions) if known else pick_set(council, questions or set_id)
    assessment = council.read_assessment(questionnaire)
    name = council.profile.name
    return questionnaire, Side(assessment.table(), "folder", assessment.targets(), assessment.attributes, name=name)


def _set_of_file(path: Path, questions: str | None) -> Questionnaire:
    if path.suffix.lower() == CARD_SUFFIX:
        return find_any_version(*read_head(path), questions)
    content = read_return(path).content
    return find_any_version(content.questionnaire, content.version, questions)


def _own_version(council: CouncilFolder, known: Questionnaire, questions: str | None) -> Questionnaire:
    """Give the version that a council's folder has answers to, of the question set that the other side answered."""
    if not council.assessment_path(known.id).exists():
        return known
    version = council.answered_version(known.id)
    return known if version in ("", known.version) else find_any_version(known.id, version, questions)
