"""Which question set a command means: the one that is named, or the one that is under way in this round."""

from collections.abc import Callable
from typing import Final

from benchmark.council.asking import Asker, ask_option
from benchmark.council.folder import CouncilFolder
from benchmark.errors import UsageError
from benchmark.questions.library import find_questionnaire
from scoring.questionnaire import Questionnaire

# Ten minutes: the place to begin.
FIRST: Final = "quick-check"

Decide = Callable[[list[str]], str]


def pick_set(folder: CouncilFolder, wanted: str | None, decide: Decide | None = None) -> Questionnaire:
    """Give the question set that is named, else the one under way, else the one to begin with."""
    return find_questionnaire(wanted or _started(folder, decide) or FIRST)


def decide_with(asker: Asker) -> Decide:
    """Make a way to ask which of several question sets is meant."""

    def decide(set_ids: list[str]) -> str:
        return ask_option(asker, "Which question set?", [(set_id, set_id) for set_id in set_ids])

    return decide


def _started(folder: CouncilFolder, decide: Decide | None) -> str | None:
    started = folder.started_sets()
    if len(started) > 1 and decide is None:
        names = " or ".join(f"--set {set_id}" for set_id in started)
        raise UsageError(f"There are answers to more than one question set in this round. Say which: {names}.")
    if len(started) > 1 and decide is not None:
        return decide(started)
    return started[0] if started else None
