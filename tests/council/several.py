"""A council whose colleagues answered the small set, each in a file of their own."""

from benchmark.council.assessment import Answer
from tests.council.small import council_folder, small_set

SET = small_set()


def colleague(folder, role, **answers):
    """Let a role answer: a code, or a whole answer, by the id of the question."""
    own = folder.as_role(role)
    begun = own.assessment_path(SET.id).exists()
    assessment = own.read_assessment(SET) if begun else own.new_assessment(SET)
    for name, answer in answers.items():
        assessment.answers[name.replace("_", "-")] = answer if isinstance(answer, Answer) else Answer(answer)
    own.save_assessment(assessment)


def round_answers(folder, **answers):
    """Record answers of the council itself."""
    assessment = folder.new_assessment(SET)
    assessment.answers.update({name.replace("_", "-"): answer for name, answer in answers.items()})
    folder.save_assessment(assessment)


def recorded(folder):
    """Read the council's own answers."""
    return folder.read_assessment(SET).answers


__all__ = ["SET", "Answer", "colleague", "council_folder", "recorded", "round_answers"]
