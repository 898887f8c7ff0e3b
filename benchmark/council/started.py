"""Which question set a command means: the one that is named, or under way in this round, or the one to begin with."""

from collections.abc import Callable
from typing import Final

from benchmark.council.asking import Asker, ask_option
from benchmark.council.folder import CouncilFolder
from benchmark.errors import UsageError
from benchmark.questions.library import find_languages, find_questionnaire
from scoring.questionnaire import Questionnaire

# Ten minutes: the place to begin.
FIRST: Final = "quick-check"

Decide = Callable[[list[str]], str]


def pick_set(
    folder: CouncilFolder, wanted: str | None, decide: Decide | None = None, language: str | None = None
) -> Questionnaire:
    """Give the question set that is named, else the one under way, else the one to begin with.

    `decide` is asked where several are under way; without it, the user is told to name one. Without a `language`, the
    set is in the one that the council chose, as far as there is a translation.
    """
    name = pick_name(folder, wanted, decide)
    chosen = language or choose_language(folder, name)
    return find_questionnaire(name, chosen) if chosen else find_questionnaire(name)


def choose_language(folder: CouncilFolder, name: str) -> str | None:
    """Give the language that the council chose, where the question set is translated into it; else None."""
    wanted = folder.profile.language if folder.profile_path.exists() else ""
    return wanted if wanted and wanted in find_languages(name) else None


def pick_name(folder: CouncilFolder, wanted: str | None, decide: Decide | None = None) -> str:
    """Give the id or path of the question set that is meant; where no round is begun, that of the last one."""
    if wanted is not None:
        return wanted
    started = folder.started_sets() or folder.last_sets()
    if len(started) > 1 and decide is None:
        names = " or ".join(f"--set {set_id}" for set_id in started)
        where = "this round" if folder.started_sets() else "the last round"
        raise UsageError(f"There are answers to more than one question set in {where}. Say which: {names}.")
    if len(started) > 1 and decide is not None:
        return decide(started)
    return started[0] if started else FIRST


def decide_with(asker: Asker) -> Decide:
    """Make a way to ask which of several question sets is meant."""

    def decide(set_ids: list[str]) -> str:
        return ask_option(asker, "Which question set?", [(set_id, set_id) for set_id in set_ids])

    return decide
