"""Invented predecessors: two districts and their county, in folders of the small set, in two versions of it."""

import tomli
import tomli_w

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.pool.predecessors.councils import Council
from benchmark.questions.editions import edition_path
from benchmark.questions.library import find_questionnaire
from scoring.codes import NOT_ASKED, UNANSWERED
from tests.council.small import SMALL

ROUND = "2026-autumn"


def place_of_set(path):
    """Write the small set, and beside it version 0.9, which asked something else as "sharing" and had no "districts"."""
    folder = path / "small"
    folder.mkdir()
    (folder / "questionnaire.toml").write_text(SMALL, encoding="utf-8")
    older = tomli.loads(SMALL)
    older["version"] = "0.9"
    older["question"][1]["options"].pop()
    older["question"] = [question for question in older["question"] if question["id"] != "districts"]
    place = edition_path(str(folder), "0.9")
    place.parent.mkdir()
    place.write_text(tomli_w.dumps(older), encoding="utf-8")
    return folder


def answered(path, name, kind="district", set_file=None, round_id=ROUND, **answers):
    """Make a council's folder with answers: a code, or a whole answer, by the id of the question."""
    folder = CouncilFolder(path / name.lower().replace(" ", "-"))
    folder.save_profile(
        CouncilProfile(f"council-{len(name):08x}", name, "north", round_id, True, {"council-type": kind})
    )
    questionnaire = find_questionnaire(str(set_file or path / "small"))
    assessment = folder.new_assessment(questionnaire)
    for key, answer in answers.items():
        assessment.answers[key.replace("_", "-")] = answer if isinstance(answer, Answer) else Answer(answer)
    folder.save_assessment(assessment)
    return folder.path


def council(name, questionnaire, **codes):
    """Make a council without a folder. A question that is not named was not answered; None: it cannot be compared."""
    given = {question.id: UNANSWERED for question in questionnaire.questions}
    given |= {key.replace("_", "-"): code for key, code in codes.items()}
    if given["early"] not in (2, 3):
        given["how-early"] = NOT_ASKED
    found = {key: code for key, code in given.items() if code is not None}
    return Council(name, "folder", ROUND, "1.0", found, evidenced=frozenset())
