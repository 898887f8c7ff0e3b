"""Which question set is meant, when a command is given in a council's folder."""

from benchmark.council.folder import CouncilFolder
from benchmark.errors import UsageError
from benchmark.questions.library import find_questionnaire
from scoring.questionnaire import Questionnaire


def find_set(folder: CouncilFolder, set_id: str | None) -> Questionnaire:
    """Read the question set that the user names, or the only one that is started in this round."""
    if set_id is not None:
        return find_questionnaire(set_id)
    started = folder.started_sets()
    if not started:
        raise UsageError("Nothing is answered in this round yet. Start with: council-benchmark assess")
    if len(started) > 1:
        raise UsageError(f"More than one question set is started here. Choose with --set: {', '.join(started)}.")
    return find_questionnaire(started[0])
