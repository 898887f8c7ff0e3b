"""One sitting of an assessment: start or resume, carry answers over, ask, and say how far it got."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from benchmark.council.asking import Asker, Choice, EndOfInput, Menu, ask_option
from benchmark.council.assessment import Assessment
from benchmark.council.carry import carry_over
from benchmark.council.copies import refresh_good_copy
from benchmark.council.folder import CouncilFolder
from benchmark.council.interview import Interview
from benchmark.council.rounds import earlier_names
from benchmark.council.route import Scope
from benchmark.errors import StoppedError, UsageError
from scoring.questionnaire import Questionnaire


class Outcome(NamedTuple):
    """How far an assessment is, and whether it was broken off: with Ctrl-C, or by the end of the input.

    `carried` counts the answers that are carried over and not confirmed; they are among the answered ones. `things`
    says what is counted: questions, or lines of a register.
    """

    answered: int
    asked: int
    broken_off: bool
    carried: int = 0
    things: str = "questions"

    @property
    def complete(self) -> bool:
        """Say whether nothing is left open or unconfirmed."""
        return self.answered == self.asked and not self.carried


class Begin(NamedTuple):
    """How a round begins: from the last one, empty, or as the person says. `name` is what the set was found by."""

    from_last: bool | None = None
    name: str | None = None


def hold_sitting(
    folder: CouncilFolder, questionnaire: Questionnaire, asker: Asker, scope: Scope, begin: Begin | None = None
) -> Outcome:
    """Ask the questions of a set. Whatever stops it, what was answered is on the disk."""
    check_scope(questionnaire, scope)
    try:
        started = start_from_last(folder, questionnaire, asker, begin or Begin())
    except KeyboardInterrupt:
        raise StoppedError("Stopped. Nothing was asked yet.") from None
    assessment, told = open_assessment(folder, questionnaire)
    told = (*started, *told)
    broken_off = ended = False
    try:
        if folder.missing_attributes(questionnaire):
            assessment = _complete(folder, assessment, asker)
        asker.say(_opening(assessment, scope))
        for sentence in told:
            asker.say(sentence)
        _ask(folder, assessment, asker, scope)
    except EndOfInput:
        ended = True
    except KeyboardInterrupt:
        broken_off = True
    answered, asked, carried = _how_far(assessment, scope)
    ended = ended and asked - answered + carried > 0
    return Outcome(answered, asked, broken_off or ended, carried, _things(questionnaire))


def _ask(folder: CouncilFolder, assessment: Assessment, asker: Asker, scope: Scope) -> None:
    """Ask what people answer themselves; then, where the set has a register, go through its lines."""
    register = assessment.questionnaire.register
    questions = Interview(assessment, asker, lambda question_id: folder.save_answer(assessment, question_id), scope)
    if register is None:
        questions.run()
        return
    # Most sets have no register, and the first question should not wait for it.
    from benchmark.council.register_interview import RegisterInterview, lines_within  # noqa: PLC0415

    lines = lines_within(assessment, scope.section)
    if (questions.left() or not lines) and not questions.run():
        return
    if lines:
        save = partial(folder.save_entry, assessment)
        RegisterInterview(assessment, register, asker, save, scope).run()


def _how_far(assessment: Assessment, scope: Scope) -> tuple[int, int, int]:
    """Count what is answered, asked, and carried over but not confirmed: questions, and lines of the register."""
    asked = [question for question in assessment.asked_of_people() if scope.holds(question)]
    found = [assessment.answer(question) for question in asked]
    answered, carried = sum(a.answered for a in found), sum(a.answered and bool(a.carried) for a in found)
    if assessment.questionnaire.register is None:
        return answered, len(asked), carried
    from benchmark.council.register_interview import lines_within  # noqa: PLC0415

    lines = [assessment.entries[line.id] for line in lines_within(assessment, None) if line.id in assessment.entries]
    begun = sum(entry.begun for entry in lines)
    waiting = sum(entry.begun and bool(entry.carried) for entry in lines)
    return answered + begun, len(asked) + len(lines_within(assessment, None)), carried + waiting


def start_from_last(folder: CouncilFolder, questionnaire: Questionnaire, asker: Asker, begin: Begin) -> tuple[str, ...]:
    """Begin with the answers of the last round, where there are any and the person wants them; say what was done."""
    if folder.role or folder.assessment_path(questionnaire.id).exists():
        return _too_late(folder, begin)
    names = earlier_names(folder.path, folder.profile.round, questionnaire.id)
    if not names:
        return ("There is no earlier round with answers to this question set, so it starts empty.",) * bool(
            begin.from_last
        )
    wanted = _ask_to_start(asker, names[0]) if begin.from_last is None else begin.from_last
    return _start(folder, questionnaire, begin.name) if wanted else ()


def _too_late(folder: CouncilFolder, begin: Begin) -> tuple[str, ...]:
    why = "A colleague's own answers" if folder.role else "The answers of this round, which have begun,"
    return (f"{why} are not started from the last round.",) if begin.from_last else ()


def _ask_to_start(asker: Asker, name: str) -> bool:
    text = f"You answered these questions in {name}. Start from those answers?"
    aside = "Each is shown as carried over until you confirm it. None of them leaves in a return before that."
    choices = (Choice("y", "Yes, start from them", ("yes",)), Choice("n", "No, start empty", ("no",)))
    return asker.choose(Menu("", text, choices, start="y", aside=aside)) == "y"


def _start(folder: CouncilFolder, questionnaire: Questionnaire, name: str | None) -> tuple[str, ...]:
    # Comparing versions takes time to load, which most sittings need not wait for.
    from benchmark.council.from_last import find_start, start_lines  # noqa: PLC0415
    from benchmark.council.past import Sets  # noqa: PLC0415

    start = find_start(folder, questionnaire, Sets(name))
    if start is None:
        return ()
    assessment = folder.new_assessment(questionnaire)
    assessment.answers.update(start.answers)
    # What another set of this round has answered is newer.
    newer = carry_over(folder, assessment)
    assessment.answers.update(newer.answers)
    assessment.entries.update(start.entries)
    if start.answers and not folder.save_first(assessment):
        # A colleague has begun meanwhile.
        return ()
    return (*start_lines(start, assessment), *(newer.sentences() if start.answers else ()))


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
    folder.save_profile(folder.profile._replace(attributes=given))
    completed = folder.new_assessment(assessment.questionnaire)
    completed.answers.update(assessment.answers)
    completed.entries.update(assessment.entries)
    return completed


def _opening(assessment: Assessment, scope: Scope) -> str:
    questionnaire = assessment.questionnaire
    whole = questionnaire.minutes and scope.handed is None
    minutes = f", about {questionnaire.minutes} minutes" if whole else ""
    _, count, _ = _how_far(assessment, scope)
    questions = "1 question" if count == 1 else f"{count} {_things(questionnaire)}"
    return (
        f"{questionnaire.title}: {questions}{minutes}. Every answer is saved at once; "
        f"stop with Ctrl-C whenever you like, and go on later. {questionnaire.caution}"
    ).strip()


def _things(questionnaire: Questionnaire) -> str:
    if questionnaire.register is None:
        return "questions"
    return "questions and lines" if questionnaire.typed else "lines"
