"""Gather contracts cards from files and folders. The newest card of a council counts; what is refused is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmark.council.profile import FILE_NAME
from benchmark.council.rounds import round_order
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault, printable
from benchmark.returns.contracts_card import ContractsCard
from benchmark.returns.contracts_card_file import read_contracts_card
from scoring.questionnaire import Questionnaire

# More files than this are not the cards of councils.
MOST_FILES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Held:
    """A card, and the file that it stands in."""

    card: ContractsCard
    file: str


@dataclass
class Gathered:
    """The newest card of each council by name, what was refused, and older cards, each with the one that counts."""

    cards: list[Held] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)
    older: list[tuple[Held, Held]] = field(default_factory=list)
    files: int = 0


def council_key(name: str) -> str:
    """Give what the names of one council have in common: capitals and spaces make no difference."""
    return " ".join(name.casefold().split())


def gather_cards(paths: Iterable[Path], questionnaire: Questionnaire) -> Gathered:
    """Read every card in these files and folders. The order in which they are given makes no difference."""
    gathered = Gathered()
    found: dict[str, list[Held]] = {}
    for path in _files(paths, gathered):
        gathered.files += 1
        name = printable(str(path))
        try:
            held = Held(_read(path, name, questionnaire), name)
            found.setdefault(council_key(held.card.council), []).append(held)
        except FaultsError as error:
            gathered.refused += [one._replace(file=name) for one in error.faults]
    for key in sorted(found):
        _newest(found[key], gathered)
    gathered.cards.sort(key=lambda held: council_key(held.card.council))
    return gathered


def _newest(cards: list[Held], gathered: Gathered) -> None:
    """Keep the card of the latest round. Where two of that round differ, neither counts: nobody can say which holds."""
    cards.sort(key=lambda held: (*round_order(held.card.round), held.file))
    newest = cards[-1]
    latest = [held for held in cards if held.card.round == newest.card.round]
    if any(held.card != newest.card for held in latest):
        for held in latest:
            others = ", ".join(other.file for other in latest if other.card != held.card)
            values = {"council": held.card.council, "round": held.card.round, "other": others}
            gathered.refused.append(fault("two-cards", held.file, **values))
        return
    gathered.cards.append(newest)
    gathered.older += [(held, newest) for held in cards if held not in latest]


def _files(paths: Iterable[Path], gathered: Gathered) -> Iterator[Path]:
    """List the files, each once; a folder stands for all in it, at any depth, links and hidden files left out."""
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir() and (path / FILE_NAME).exists():
            gathered.refused.append(fault("a-councils-folder", printable(str(path))))
            continue
        for file in _inside(path) if path.is_dir() else (path,):
            if len(seen) >= MOST_FILES:
                gathered.refused.append(fault("too-many-files", printable(str(path)), limit=MOST_FILES))
                return
            if file.absolute() not in seen:
                seen.add(file.absolute())
                yield file


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _read(path: Path, name: str, questionnaire: Questionnaire) -> ContractsCard:
    if path.suffix.lower() != ".toml" and path.exists():
        raise FaultsError([fault("not-a-contracts-card", name)])
    return read_contracts_card(path, questionnaire)
