"""One sitting of an assessment: start or resume, carry answers over, ask, and say how far it got."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from benchmark.council.asking import Asker, EndOfInput, ask_option
from benchmark.council.assessment import Assessment
from benchmark.council.carry import carry_over
from benchmark.council.copies import refresh_good_copy
from benchmark.council.folder import CouncilFolder
from benchmark.council.interview import Interview
from benchmark.council.route import Scope
from benchmark.errors import UsageError
from scoring.questionnaire import Questionnaire


class Outcome(NamedTuple):
    """How far an assessment is, and whether it was broken off: with Ctrl-C, or by the end of the input."""

    answered: int
    asked: int
    broken_off: bool

    @property
    def complete(self) -> bool:
        """Say whether nothing is left open."""
        return self.answered == self.asked


def hold_sitting(folder: CouncilFolder, questionnaire: Questionnaire, asker: Asker, scope: Scope) -> Outcome:
    """Ask the questions of a set. Whatever stops it, what was answered is on the disk."""
    check_scope(questionnaire, scope)
    assessment, told = open_assessment(folder, questionnaire)
    broken_off = ended = False
    try:
        if folder.missing_attributes(questionnaire):
            assessment = _complete(folder, assessment, asker)
        asker.say(_opening(assessment, scope))
        for sentence in told:
            asker.say(sentence)
        Interview(assessment, asker, lambda question_id: folder.save_answer(assessment, question_id), scope).run()
    except EndOfInput:
        ended = True
    except KeyboardInterrupt:
        broken_off = True
    asked, left = (sum(map(scope.holds, found)) for found in (assessment.asked(), assessment.open()))
    return Outcome(asked - left, asked, broken_off or (ended and left > 0))


def check_scope(questionnaire: Questionnaire, scope: Scope) -> None:
    """Refuse a section that does not exist, naming those that do."""
    known = [section.id for section in questionnaire.sections]
    if scope.section is not None and scope.section not in known:
        raise UsageError(
            f'There is no section "{scope.section}" in {questionnaire.id}. Use one of: {", ".join(known)}.'
        )


def open_assessment(folder: CouncilFolder, questionnaire: Questionnaire) -> tuple[Assessment, Sequence[str]]:
    """Read the answers so far; or start, with what other sets of the round have answered already, and say so."""
    if folder.assessment_path(questionnaire.id).exists():
        assessment = folder.read_assessment(questionnaire)
        # A run that was killed between a save and its copy left the copy one answer behind.
        refresh_good_copy(folder.assessment_path(questionnaire.id))
        return assessment, ()
    assessment = folder.new_assessment(questionnaire)
    carried = carry_over(folder, assessment)
    if carried.answers:
        assessment.answers.update(carried.answers)
        if not folder.save_first(assessment):
            # A colleague has begun meanwhile: nothing is carried over into an assessment that has begun.
            return open_assessment(folder, questionnaire)
    return assessment, carried.sentences()


def _complete(folder: CouncilFolder, assessment: Assessment, asker: Asker) -> Assessment:
    """Ask for the attributes that this set needs and the council has not given yet."""
    given = dict(folder.profile.attributes)
    for attribute in folder.missing_attributes(assessment.questionnaire):
        given[attribute.id] = ask_option(asker, attribute.title, attribute.options)
    folder.save_profile(replace(folder.profile, attributes=given))
    completed = folder.new_assessment(assessment.questionnaire)
    completed.answers.update(assessment.answers)
    return completed


def _opening(assessment: Assessment, scope: Scope) -> str:
    questionnaire = assessment.questionnaire
    whole = questionnaire.minutes and scope.handed is None
    minutes = f", about {questionnaire.minutes} minutes" if whole else ""
    count = sum(map(scope.holds, assessment.asked()))
    questions = "1 question" if count == 1 else f"{count} questions"
    return (
        f"{questionnaire.title}: {questions}{minutes}. Every answer is saved at once; "
        f"stop with Ctrl-C whenever you like, and go on later. {questionnaire.caution}"
    ).strip()
