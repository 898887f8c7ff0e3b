"""Gather councils' pages from files and folders. What is refused is named, with its reason; the others are kept."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmark.council.rounds import round_order
from benchmark.errors import FaultsError, UsageError, WithheldError
from benchmark.faults import Fault, fault
from benchmark.questions.library import find_questionnaire, shipped_sets
from benchmark.returns.declaration import SET, Page
from benchmark.returns.declaration_read import Head, read_head, read_page
from scoring.questionnaire import Questionnaire

# Far more than there are councils; each is looked at twice.
MOST_FILES: Final = 2_000


@dataclass(frozen=True)
class Gathered:
    """The pages in order of their councils' names, what was refused, and older pages that newer ones stand for."""

    questionnaire: Questionnaire
    pages: tuple[Page, ...]
    refused: tuple[Fault, ...] = ()
    older: tuple[tuple[str, Page], ...] = ()


def gather_pages(paths: Iterable[Path], set_id: str | None = None, skip: Path | None = None) -> Gathered:
    """Read the pages in these files and folders, of one question set.

    Args:
        paths: tables beside councils' pages, or folders of them.
        set_id: the question set; without it the Declaration, where a page is of it, or else that of the first page.
        skip: a file in a folder that is not to be read, such as an index that was made before.
    """
    files = list(_files(paths, skip))
    if len(files) > MOST_FILES:
        raise UsageError(f"There are {len(files):,} files; an index takes {MOST_FILES:,}. Choose fewer of them.")
    refused: list[Fault] = []
    heads: dict[Path, Head] = {}
    for path in files:
        try:
            heads[path] = read_head(path)
        except FaultsError as error:
            refused += error.faults
    questionnaire = _which_set(list(heads.values()), set_id, refused)
    found: list[tuple[str, Page]] = []
    for path in heads:
        try:
            found.append((str(path), read_page(path, questionnaire)))
        except FaultsError as error:
            refused += error.faults
    return _settle(questionnaire, found, refused)


def _files(paths: Iterable[Path], skip: Path | None) -> Iterator[Path]:
    """List the files, each once; a folder stands for the tables in it, links and hidden files left out."""
    seen = {skip.resolve()} if skip is not None else set()
    for path in paths:
        inside = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and (file.name.startswith(".") or file.is_symlink() or not file.is_file()):
                continue
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _which_set(heads: list[Head], set_id: str | None, refused: list[Fault]) -> Questionnaire:
    if set_id is not None:
        return find_questionnaire(set_id)
    if not heads:
        raise (
            FaultsError(refused)
            if refused
            else WithheldError(
                "There is no table of a page here. Give the .csv files beside such pages, or folders of them."
            )
        )
    names = {head.set for head in heads}
    # A file from elsewhere names a set that came with the program, and no path on this machine.
    known = [folder.name for folder in shipped_sets() if folder.name in names]
    if not known:
        raise UsageError("The pages answer a question set that is not here. Give its folder with --set.")
    return find_questionnaire(SET if SET in known else known[0])


def _settle(questionnaire: Questionnaire, found: list[tuple[str, Page]], refused: list[Fault]) -> Gathered:
    """Keep one page of each council: that of its latest round, unless two of that round say different things."""
    by_council: dict[str, list[tuple[str, Page]]] = {}
    for file, page in found:
        by_council.setdefault(_plain(page.council), []).append((file, page))
    pages, older = [], []
    for several in by_council.values():
        latest = max((page.round for _, page in several), key=round_order)
        now = [(file, page) for file, page in several if page.round == latest]
        older += [(file, page) for file, page in several if page.round != latest]
        if all(page == now[0][1] for _, page in now):
            pages.append(now[0][1])
        else:
            refused += [fault("two-pages", file, council=page.council, round=latest) for file, page in now]
    pages.sort(key=lambda page: _plain(page.council))
    return Gathered(questionnaire, tuple(pages), tuple(refused), tuple(older))


def _plain(name: str) -> str:
    """Give what two spellings of one council's name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
