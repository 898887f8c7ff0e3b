"""Bring in the workbook that a council filled in: the part of `assess` that asks nothing but a yes."""

from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.cli.bring_in import bring_in, check_answer, refuse_unknown, say

if TYPE_CHECKING:
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.workbook.plan import Stamp
    from scoring.questionnaire import Questionnaire


def assess_from_workbook(council: "CouncilFolder", file: Path, set_id: str | None, *, yes: bool, keep: bool) -> None:
    """Read a workbook into a council's answers, or a colleague's; say what changes first, and what changed."""
    from benchmark.council.workbook.read import open_answer_book, read_answer_book

    check_answer(yes=yes, keep=keep)
    # A folder that is none is told so before a file is looked at.
    _ = council.profile
    book = open_answer_book(file)
    questionnaire = _set_of(book.stamp, set_id)
    found = read_answer_book(book, questionnaire)
    for title in found.unread:
        say(f'The sheet "{title}" is not one of ours and was not read.')
    bring_in(council, questionnaire, found.said, "the workbook", yes=yes, keep=keep)


def _set_of(stamp: "Stamp", set_id: str | None) -> "Questionnaire":
    """Find the question set of a workbook, in its language: the one that is named, or one that comes with the program.

    Without a translation the words of its lists are not known, and the ids of options still are.
    """
    from benchmark.questions.library import find_languages, find_questionnaire

    refuse_unknown(set_id, stamp.set_id, "workbook")
    name = set_id or stamp.set_id
    return find_questionnaire(name, stamp.language if stamp.language in find_languages(name) else None)
