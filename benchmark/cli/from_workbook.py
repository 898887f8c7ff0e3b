"""Bring in the workbook that a council filled in: the part of `assess` that asks nothing but a yes."""

from pathlib import Path
from typing import TYPE_CHECKING

from benchmark import console

if TYPE_CHECKING:
    from benchmark.council.bring_in import Merge
    from benchmark.council.workbook.plan import Stamp
    from scoring.questionnaire import Questionnaire

_FILE = "the workbook"


def assess_from_workbook(folder: Path, file: Path, set_id: str | None, *, yes: bool, keep: bool) -> None:
    """Read a workbook into a council's folder; say what changes first, and what changed."""
    from benchmark.council.bring_in import bring_in
    from benchmark.council.bring_in_words import result_lines
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.workbook.read import open_answer_book, read_answer_book
    from benchmark.errors import UsageError

    if yes and keep:
        raise UsageError("--yes replaces what is recorded here, and --keep keeps it. Give one of the two.")
    council = CouncilFolder(folder)
    # A folder that is none is told so before a file is looked at.
    _ = council.profile
    book = open_answer_book(file)
    questionnaire = _set_of(book.stamp, set_id)
    found = read_answer_book(book, questionnaire)
    for title in found.unread:
        _say(f'The sheet "{title}" is not one of ours and was not read.')
    done = bring_in(folder, questionnaire, found.said, lambda merge: _agree(merge, yes=yes), keep=keep)
    if done is None:
        console.talk("Nothing was changed.")
        return
    merge, aside = done
    for line in result_lines(merge, council.assessment_path(questionnaire.id), aside, _FILE):
        _say(line)


def _set_of(stamp: "Stamp", set_id: str | None) -> "Questionnaire":
    """Find the question set of a workbook, in its language: the one that is named, or one that comes with the program.

    Without a translation the words of its lists are not known, and the ids of options still are.
    """
    from benchmark.errors import UsageError
    from benchmark.faults import printable
    from benchmark.questions.library import find_languages, find_questionnaire, shipped_sets

    if set_id is None and stamp.set_id not in {path.name for path in shipped_sets()}:
        raise UsageError(
            f'The workbook is of the question set "{printable(stamp.set_id)[:80]}", which does not come with the '
            "program. Give the path of its file or folder with --set."
        )
    name = set_id or stamp.set_id
    return find_questionnaire(name, stamp.language if stamp.language in find_languages(name) else None)


def _agree(merge: "Merge", *, yes: bool) -> bool:
    """Say what changes; ask where something recorded gives way."""
    from benchmark.cli.asking import confirm
    from benchmark.council.bring_in_words import preview_lines

    for line in preview_lines(merge, _FILE):
        _say(line)
    return yes or not merge.needs_a_yes or confirm("Replace what is recorded here by what the workbook says?")


def _say(line: str) -> None:
    from benchmark.council.asking import wrap
    from benchmark.faults import printable

    indent = " " * (len(line) - len(line.lstrip(" -")))
    console.talk(wrap(printable(line), console.width(), indent, ""))
