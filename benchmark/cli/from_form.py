"""Bring in the file that a form saved: the part of `assess` that asks nothing but a yes."""

from pathlib import Path
from typing import TYPE_CHECKING

from benchmark import console

if TYPE_CHECKING:
    from datetime import datetime

    from benchmark.council.folder import CouncilFolder
    from benchmark.council.form_merge import Merge
    from scoring.questionnaire import Questionnaire


def assess_from_form(folder: Path, file: Path, named: tuple[str | None, str | None], *, yes: bool, score: str) -> None:
    """Read a form's file into a council's folder; say what changes first, and what changed.

    `named` is the question set and the language that were given; `score` is the command that comes next.
    """
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.form_file import read_form, read_form_file
    from benchmark.council.form_merge import bring_in
    from benchmark.council.form_words import result_lines

    council = CouncilFolder(folder)
    # A folder that is none is told so before a file is looked at.
    _ = council.profile
    found = read_form_file(file)
    questionnaire = _set_of(council, found.questionnaire, *named)
    form = read_form(found, questionnaire, str(file))
    console.talk(f"{file}: {questionnaire.title} {questionnaire.version}, saved on {_day(form.saved)}.")
    done = bring_in(folder, questionnaire, form, lambda merge: _agree(merge, yes=yes))
    if done is None:
        console.talk("Nothing was changed.")
        return
    merge, aside = done
    for line in result_lines(merge, council.assessment_path(questionnaire.id), aside):
        _say(line)
    console.talk(f"Next: {score}{_named(council, questionnaire)}")


def _set_of(council: "CouncilFolder", wanted: str, set_id: str | None, language: str | None) -> "Questionnaire":
    """Find the question set of a form: the one that is named, or the one of its id that comes with the program."""
    from benchmark.council.started import choose_language
    from benchmark.errors import UsageError
    from benchmark.faults import printable
    from benchmark.questions.library import find_questionnaire, shipped_sets

    if set_id is None and wanted not in {path.name for path in shipped_sets()}:
        raise UsageError(
            f'The form is of the question set "{printable(wanted)}", which does not come with the program. '
            "Give the path of its file or folder with --set."
        )
    name = set_id or wanted
    return find_questionnaire(name, language or choose_language(council, name))


def _agree(merge: "Merge", *, yes: bool) -> bool:
    """Say what changes; ask where something recorded gives way."""
    from benchmark.cli.asking import confirm
    from benchmark.council.form_words import preview_lines

    for line in preview_lines(merge):
        _say(line)
    return yes or not merge.needs_a_yes or confirm("Replace what is recorded here by what the form says?")


def _say(line: str) -> None:
    from benchmark.council.asking import wrap
    from benchmark.faults import printable

    indent = " " * (len(line) - len(line.lstrip(" -")))
    console.talk(wrap(printable(line), console.width(), indent, ""))


def _day(saved: "datetime") -> str:
    return f"{saved.day} {saved:%B %Y, %H:%M}"


def _named(council: "CouncilFolder", questionnaire: "Questionnaire") -> str:
    return f" --set {questionnaire.id}" if len(council.started_sets()) > 1 else ""
