"""Bring in the file that a form saved: the part of `assess` that asks nothing but a yes."""

from pathlib import Path
from typing import TYPE_CHECKING

from benchmark import console
from benchmark.cli.bring_in import bring_in, check_answer, refuse_unknown

if TYPE_CHECKING:
    from datetime import datetime

    from benchmark.council.folder import CouncilFolder
    from benchmark.council.form_file import FormReturns
    from scoring.questionnaire import Questionnaire


def assess_from_form(
    council: "CouncilFolder", file: Path, named: tuple[str | None, str | None], *, yes: bool, keep: bool, score: str
) -> None:
    """Read a form's file into a council's answers, or a colleague's; say what changes first, and what changed.

    `named` is the question set and the language that were given; `score` is the command that comes next.
    """
    from benchmark.council.form_file import read_form, read_form_file

    check_answer(yes=yes, keep=keep)
    # A folder that is none is told so before a file is looked at.
    _ = council.profile
    found = read_form_file(file)
    questionnaire = _set_of(council, found.questionnaire, *named)
    form = read_form(found, questionnaire, str(file))
    saved = f", saved on {_day(form.saved)}" if form.saved else ""
    console.talk(f"{file}: {questionnaire.title} {questionnaire.version}{saved}.")
    if bring_in(council, questionnaire, form, "the form", yes=yes, keep=keep):
        if found.returns and found.returns.made:
            _say_returns(council, questionnaire, found.returns)
        console.talk(f"Next: {score}{_named(council, questionnaire)}")


def _say_returns(council: "CouncilFolder", questionnaire: "Questionnaire", made: "FormReturns") -> None:
    """Take over the key of the returns that the form made, where there is none yet, and say what to do with it."""
    from benchmark.cli.bring_in import say
    from benchmark.returns.form_key import take_over
    from benchmark.returns.home import Home, default_home

    for line in take_over(Home(default_home(), council.profile.id), questionnaire, council.profile, made):
        say(line)


def _set_of(council: "CouncilFolder", wanted: str, set_id: str | None, language: str | None) -> "Questionnaire":
    """Find the question set of a form: the one that is named, or the one of its id that comes with the program."""
    from benchmark.council.started import choose_language
    from benchmark.questions.library import find_questionnaire

    refuse_unknown(set_id, wanted, "form")
    name = set_id or wanted
    return find_questionnaire(name, language or choose_language(council, name))


def _day(saved: "datetime") -> str:
    return f"{saved.day} {saved:%B %Y, %H:%M}"


def _named(council: "CouncilFolder", questionnaire: "Questionnaire") -> str:
    return f" --set {questionnaire.id}" if len(council.started_sets()) > 1 else ""
