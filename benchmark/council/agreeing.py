"""Agree: go through what colleagues answered, and record what they agree on. All is saved before the next question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from benchmark import console
from benchmark.council.asking import Asker, Choice, Menu, wrap
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.colleagues import Colleagues, read_colleagues
from benchmark.council.folder import CouncilFolder
from benchmark.council.opinions import Opinions, gather
from benchmark.council.roles import listed
from benchmark.council.spread_words import notes_of, picture, recorded_words, rows_of
from benchmark.council.typed import complain, read_signs, signs
from benchmark.questions.answer import BadAnswer, Code, answer_words, brief_words
from scoring.codes import NOT_APPLICABLE
from scoring.questionnaire import Questionnaire

_YES: Final = Choice("y", "Yes, take them over", ("yes",))
_ONE_BY_ONE: Final = Choice("n", "No, go through them one by one", ("no",))
_TAKE: Final = "y"
_BACK: Final = "b"
_STOP: Final = "q"

Wish = Literal["back", "stop", "open"]


@dataclass(frozen=True)
class Shown:
    """How it is shown: with the roles beside the answers, with the notes, in plain text, with lines between answers."""

    named: bool = False
    notes: bool = True
    plain: bool = False
    airy: bool = False


@dataclass(frozen=True)
class Progress:
    """How many questions were agreed now, how many are agreed altogether, and how many are left."""

    now: int
    agreed: int
    left: int


class Agreeing:
    """One sitting in which colleagues agree on the council's answers."""

    def __init__(self, folder: CouncilFolder, questionnaire: Questionnaire, asker: Asker, shown: Shown) -> None:
        self._folder = folder
        self._set = questionnaire
        self._asker = asker
        self._shown = shown
        self._left_open: set[str] = set()
        self._done = 0

    def run(self) -> Progress:
        """Offer what is the same, then what one role alone answered, then go through the rest one by one."""
        self._offer_same()
        self._offer_single()
        walk(self._asker, self._visit, self._following)
        return self.progress()

    def progress(self) -> Progress:
        """Say how far it is."""
        found = self._opinions()
        return Progress(self._done, sum(each.settled for each in found), len(_to_agree(found)))

    def _visit(self, question_id: str) -> Wish | None:
        """Show one question and ask for the agreed answer."""
        self._left_open.discard(question_id)
        found = self._opinions()
        opinions = next((each for each in found if each.question.id == question_id), None)
        if opinions is None:
            return None
        section = self._set.section(opinions.question.section).title
        heading = f"{section}. {len(_to_agree(found))} left to agree."
        show(self._asker, opinions, heading, self._set.language, self._shown)
        reply = ask_agreed(self._asker, opinions)
        if isinstance(reply, Answer):
            self._record(opinions, reply)
            return None
        if reply == "open":
            self._left_open.add(opinions.question.id)
        return None if reply == "open" else reply

    def _record(self, opinions: Opinions, answer: Answer) -> None:
        newer = self._folder.save_over(self._set, opinions.question.id, answer, opinions.recorded)
        if newer is not None:
            self._asker.say(newer_words(opinions, newer, self._set.language))
            return
        self._done += 1
        self._asker.say(f"Saved: {agreed_words(opinions, answer, self._set.language)}")

    def _offer_same(self) -> None:
        """Offer to take all at once on which everybody who answered said the same."""
        same = [each for each in _to_agree(self._opinions()) if is_same(each)]
        if not same:
            return
        many = "1 question everybody" if len(same) == 1 else f"{len(same)} questions everybody"
        self._list(same)
        if self._choose(f"On {many} who answered said the same.", _YES):
            self._take(same)

    def _offer_single(self) -> None:
        """Offer, role by role, what this role alone answered."""
        found = [each for each in _to_agree(self._opinions()) if is_single(each)]
        for role in dict.fromkeys(each.roles[0] for each in found):
            own = [each for each in found if each.roles == (role,)]
            many = "1 question" if len(own) == 1 else f"{len(own)} questions"
            others = sorted({other for each in own for other in each.waiting})
            waiting = f" Asked too, and not answered yet: {listed(others)}." if others else ""
            self._list(own)
            if self._choose(f'Only "{role}" answered {many}.{waiting} Is that the answer of the council?', _ONE_BY_ONE):
                self._take(own)

    def _list(self, found: Sequence[Opinions]) -> None:
        for each in found:
            code = next(iter(each.answers.values())).code
            self._asker.say(f" - {each.question.text} {brief_words(each.question, code, self._set.language)}")

    def _choose(self, heading: str, start: Choice) -> bool:
        return self._asker.choose(Menu(heading, "", (_YES, _ONE_BY_ONE), start.key, brief=True)) == _YES.key

    def _take(self, found: Sequence[Opinions]) -> None:
        told = take_over(self._folder, self._set, found)
        self._done += len(found) - len(told)
        for line in told:
            self._asker.say(line)
        self._asker.say(f"Saved: {len(found) - len(told)} agreed.")

    def _following(self) -> str | None:
        waiting = (each.question.id for each in _to_agree(self._opinions()))
        return next((question_id for question_id in waiting if question_id not in self._left_open), None)

    def _opinions(self) -> list[Opinions]:
        colleagues, agreed = read_both(self._folder, self._set)
        return gather(colleagues, agreed)


def walk(asker: Asker, visit: Callable[[str], Wish | None], following: Callable[[], str | None]) -> None:
    """Go from question to question by their ids, and back to those that were passed, until nothing follows."""
    passed: list[str] = []
    current = following()
    while current is not None:
        wish = visit(current)
        if wish == "stop":
            return
        if wish != "back":
            passed.append(current)
            current = following()
        elif passed:
            current = passed.pop()
        else:
            asker.say("This is the first question.")


def read_both(folder: CouncilFolder, questionnaire: Questionnaire) -> tuple[Colleagues, Assessment]:
    """Read what colleagues answered, and what is recorded in the round."""
    begun = folder.assessment_path(questionnaire.id).exists()
    agreed = folder.read_assessment(questionnaire) if begun else folder.new_assessment(questionnaire)
    return read_colleagues(folder, questionnaire), agreed


def is_same(opinions: Opinions) -> bool:
    """Say whether several answered, all the same, and nothing else is recorded."""
    proposal = opinions.proposal()
    return opinions.live.answered > 1 and proposal is not None and _replaces_nothing(opinions, proposal)


def is_single(opinions: Opinions) -> bool:
    """Say whether one role alone answered, and nothing else is recorded."""
    proposal = opinions.proposal()
    return opinions.live.answered == 1 and proposal is not None and _replaces_nothing(opinions, proposal)


def take_over(folder: CouncilFolder, questionnaire: Questionnaire, found: Sequence[Opinions]) -> list[str]:
    """Record the answer that all who answered gave. Give a line for each question that was answered here meanwhile."""
    told = []
    for each in found:
        proposal = each.proposal()
        newer = folder.save_over(questionnaire, each.question.id, proposal, each.recorded) if proposal else None
        told += [newer_words(each, newer, questionnaire.language)] if newer is not None else []
    return told


def show(asker: Asker, opinions: Opinions, heading: str, language: str, shown: Shown) -> None:
    """Show one question, who answered how often what, and the notes."""
    question = opinions.question
    asker.say("")
    asker.say(heading)
    asker.say(question.text)
    asker.say("")
    rows = rows_of(question, {role: answer.code for role, answer in opinions.answers.items()}, language)
    people = max(len(opinions.answers), 1)
    lines = picture(rows, console.width(), people=people, plain=shown.plain, named=shown.named, airy=shown.airy)
    for line in lines:
        console.talk(line)
    asker.say("")
    for note in notes_of(opinions, named=shown.named) if shown.notes else ():
        console.talk(wrap(f'"{note}"', console.width(), "   ", " - "))
    for line in _beside(opinions, language):
        asker.say(line)


def ask_agreed(asker: Asker, opinions: Opinions, back: str = "goes back") -> Answer | Wish:
    """Ask for the agreed answer; nothing is taken without being typed."""
    question, proposal = opinions.question, opinions.proposal()
    take = f"{_TAKE} for what all said, " if proposal is not None else ""
    stays = "as it is" if opinions.recorded.answered else "open"
    prompt = f"Agreed: {take}{signs(question)}. Enter leaves it {stays}; {_BACK} {back}, {_STOP} stops."

    def check(text: str) -> str:
        typed = text.strip().lower()
        known = ("", _BACK, _STOP, *((_TAKE,) if proposal is not None else ()))
        return "" if typed in known else complain(question, text)

    while True:
        typed = asker.write(prompt, "", check).strip().lower()
        if typed in ("", _BACK, _STOP):
            return {"": "open", _BACK: "back"}.get(typed, "stop")  # type: ignore[return-value]
        code = proposal.code if typed == _TAKE and proposal is not None else read_signs(question, typed)
        answer = None if isinstance(code, BadAnswer) else _with_reason(asker, opinions, code)
        if answer is not None:
            return answer


def agreed_words(opinions: Opinions, answer: Answer, language: str) -> str:
    """Say what was agreed and by whom."""
    return f"{brief_words(opinions.question, answer.code, language)}, agreed by {listed(opinions.roles)}."


def newer_words(opinions: Opinions, newer: Answer, language: str) -> str:
    """Say that somebody recorded another answer meanwhile, which stays."""
    said = answer_words(opinions.question, newer.code, language)
    return f'{opinions.question.id}: somebody recorded "{said}" here meanwhile. Nothing was changed.'


def _with_reason(asker: Asker, opinions: Opinions, code: Code) -> Answer | None:
    """Make the agreed answer; not applicable needs a reason."""
    answer = opinions.agree(code)
    if code is not NOT_APPLICABLE or answer.reason:
        return answer
    reason = asker.write("Why is it not applicable? (Leave it empty to go back to the question.)", "")
    return (
        Answer(code, answer.target, answer.note, answer.evidence, reason, answer.by, answer.agreed) if reason else None
    )


def _to_agree(found: Sequence[Opinions]) -> list[Opinions]:
    return [each for each in found if each.answers and not each.settled]


def _replaces_nothing(opinions: Opinions, proposal: Answer) -> bool:
    return not opinions.recorded.answered or opinions.recorded.same_code(proposal)


def _beside(opinions: Opinions, language: str) -> list[str]:
    lines = [recorded_words(opinions, language)]
    lines += [f"Not answered yet: {listed(opinions.waiting)}."] if opinions.waiting else []
    lines += [f"Not asked, after an earlier answer: {listed(opinions.closed)}."] if opinions.closed else []
    return [line for line in lines if line]
