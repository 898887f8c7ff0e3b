"""Bring a file into a council's answers: what is said first, what is asked, and what is said afterwards."""

from functools import partial
from typing import TYPE_CHECKING

from benchmark import console

if TYPE_CHECKING:
    from benchmark.council.bring_in import Merge, Said
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire


def bring_in(
    council: "CouncilFolder", questionnaire: "Questionnaire", said: "Said", file: str, *, yes: bool, keep: bool
) -> bool:
    """Say what changes, ask where something recorded gives way, and say what changed. `file` is what to call it.

    False where the answer was no, and nothing was changed.
    """
    from benchmark.council import bring_in as bringing
    from benchmark.council.bring_in_words import result_lines

    agree = partial(_agree, file=file, yes=yes)
    done = bringing.bring_in(council.path, questionnaire, said, agree, keep=keep, role=council.role)
    if done is None:
        console.talk("Nothing was changed.")
        return False
    merge, aside = done
    for line in result_lines(merge, council.assessment_path(questionnaire.id), aside, file):
        say(line)
    return True


def check_answer(*, yes: bool, keep: bool) -> None:
    """Refuse two answers to one question, given beforehand."""
    from benchmark.errors import UsageError

    if yes and keep:
        raise UsageError("--yes replaces what is recorded here, and --keep keeps it. Give one of the two.")


def refuse_unknown(set_id: str | None, wanted: str, file: str) -> None:
    """Refuse a file of a question set that does not come with the program, where nobody said where it is."""
    from benchmark.errors import UsageError
    from benchmark.faults import printable
    from benchmark.questions.library import shipped_sets

    if set_id is None and wanted not in {path.name for path in shipped_sets()}:
        raise UsageError(
            f'The {file} is of the question set "{printable(wanted)[:80]}", which does not come with the program. '
            "Give the path of its file or folder with --set."
        )


def say(line: str) -> None:
    """Say one line of what happens, whatever the file holds; a list stays indented."""
    from benchmark.council.asking import wrap
    from benchmark.faults import printable

    indent = " " * (len(line) - len(line.lstrip(" -")))
    console.talk(wrap(printable(line), console.width(), indent, ""))


def _agree(merge: "Merge", file: str, *, yes: bool) -> bool:
    """Say what changes; ask where something recorded gives way."""
    from benchmark.cli.asking import confirm
    from benchmark.council.bring_in_words import preview_lines

    for line in preview_lines(merge, file):
        say(line)
    return yes or not merge.needs_a_yes or confirm(f"Replace what is recorded here by what {file} says?")
