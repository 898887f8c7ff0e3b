"""Ask one question of any kind: levels, options, several options or a number."""

from dataclasses import replace
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.moves import AGAIN, GO_BACK, JUMP, MOVES, NEXT, QUIT, Move, ask_section
from benchmark.faults import fault
from benchmark.questions.answer import NOT_APPLICABLE_WORDS, BadAnswer, Code, parse_answer, write_answer
from benchmark.questions.languages import words_of
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from scoring.questionnaire import Question

NOT_HERE: Final = Choice("n", "Not applicable to this council", tuple(sorted(NOT_APPLICABLE_WORDS)), alone=True)
NOT_KNOWN: Final = Choice("d", "Don't know yet: leave it open and go on", ("?",), alone=True)
MORE: Final = Choice("m", "More: why this matters, go back, jump, skip, stop", ("more",), alone=True)
NONE: Final = Choice("0", "None of these", ("none",), alone=True)
_EXTRA: Final = (NOT_HERE, NOT_KNOWN, MORE)
_SPECIAL: Final[dict[str, Code | None]] = {NOT_HERE.key: NOT_APPLICABLE, NOT_KNOWN.key: UNANSWERED, MORE.key: None}


def ask_question(asker: Asker, assessment: Assessment, question: Question, heading: str) -> Answer | Move:
    """Ask until there is an answer, or a wish to go somewhere else. Nothing is saved here."""
    answer = assessment.answer(question)
    code = _ask_code(asker, question, answer, heading, extra_choices(assessment.questionnaire.language))
    if code is None:
        return _more(asker, assessment, question)
    if code is NOT_APPLICABLE:
        return _ask_reason(asker, answer)
    return replace(answer, code=code)


def extra_choices(language: str) -> tuple[Choice, ...]:
    """Give what stands below the options of a question in the language of its words: none of these, and three more."""
    words = words_of(language)
    titles = (words.none[:1].upper() + words.none[1:], words.not_here, words.not_known, words.more)
    return tuple(choice._replace(title=title) for choice, title in zip((NONE, *_EXTRA), titles, strict=True))


def _ask_code(asker: Asker, question: Question, answer: Answer, heading: str, extra: tuple[Choice, ...]) -> Code | None:
    """Ask for an answer; None where the person wants more than to answer."""
    if question.number is not None:
        return _ask_number(asker, question, answer, heading)
    if question.choose == "many":
        return _ask_many(asker, question, answer, heading, extra)
    return _ask_one(asker, question, answer, heading, extra[1:])


def _ask_one(asker: Asker, question: Question, answer: Answer, heading: str, extra: tuple[Choice, ...]) -> Code | None:
    choices = option_choices(question)
    start = choices[int(answer.code)].key if answer.valued else _special_key(answer)
    key = asker.choose(Menu(heading, question.text, (*choices, *extra), start, question.why))
    keys = [choice.key for choice in choices]
    return keys.index(key) if key in keys else _SPECIAL[key]


def _ask_many(asker: Asker, question: Question, answer: Answer, heading: str, extra: tuple[Choice, ...]) -> Code | None:
    choices = option_choices(question)
    bits = int(answer.code) if answer.valued else 0
    ticked = [choice.key for position, choice in enumerate(choices) if bits >> position & 1]
    if answer.answered and not ticked:
        ticked = [NONE.key if answer.valued else NOT_HERE.key]
    keys = asker.tick(Menu(heading, question.text, (*choices, *extra), aside=question.why), ticked)
    code = sum(1 << position for position, choice in enumerate(choices) if choice.key in keys)
    return _SPECIAL.get(keys[0], code)


def _ask_number(asker: Asker, question: Question, answer: Answer, heading: str) -> Code | None:
    """Ask for a number; the signs of the other choices may be typed in its place."""
    others = f"Or {NOT_HERE.key} for not applicable, {NOT_KNOWN.key} for don't know yet, {MORE.key} for more."
    start = str(write_answer(question, answer.code)) if answer.valued else _special_key(answer)
    text = asker.write(
        f"{heading}\n{question.text}\nType a number. {others}", start, lambda text: check_number(question, text)
    )
    for choice in _EXTRA:
        if text.lower() in (choice.key, *choice.also):
            return _SPECIAL[choice.key]
    code = parse_answer(question, text)
    return UNANSWERED if isinstance(code, BadAnswer) else code


def check_number(question: Question, text: str) -> str:
    """Complain about what is neither a number that fits nor the sign of another choice."""
    typed = text.strip().lower()
    if not typed:
        return f"Type a number, or {NOT_KNOWN.key} if you do not know it yet."
    if any(typed in (choice.key, *choice.also) for choice in _EXTRA):
        return ""
    code = parse_answer(question, typed)
    if not isinstance(code, BadAnswer):
        return ""
    found = fault(code.code, "", "", **code.values)
    return f"{found.rule} {found.remedy}"


def option_choices(question: Question) -> list[Choice]:
    """Make a choice of each option. Levels are numbered from 0, as they are everywhere; other options from 1."""
    if question.levels:
        return [Choice(option.id, option.title) for option in question.options]
    return [Choice(str(number), option.title) for number, option in enumerate(question.options, start=1)]


def _special_key(answer: Answer) -> str:
    return NOT_HERE.key if answer.code is NOT_APPLICABLE else ""


def _ask_reason(asker: Asker, answer: Answer) -> Answer | Move:
    reason = asker.write("Why is it not applicable? (Leave it empty to go back to the question.)", answer.reason)
    return replace(answer, code=NOT_APPLICABLE, reason=reason) if reason else AGAIN


def _more(asker: Asker, assessment: Assessment, question: Question) -> Move:
    here = Choice("h", "Back to this question", ("here",))
    why = Choice("w", "Why this matters, and what counts as evidence", ("why",))
    skip = Choice("s", "Skip this question", ("skip",))
    choices: tuple[Choice, ...] = (here, why, skip, GO_BACK, JUMP, QUIT)
    while True:
        key = asker.choose(Menu("What would you like?", "", choices, here.key, brief=True))
        if key == JUMP.key:
            return ask_section(asker, assessment, question)
        if key != why.key:
            return NEXT if key == skip.key else MOVES.get(key, AGAIN)
        asker.say(explain(question))
        choices = (here, skip, GO_BACK, JUMP, QUIT)


def explain(question: Question) -> str:
    """Say why a question is asked, what would show the answer, and what it rests on."""
    parts = [question.why or "The question set does not say why."]
    if question.evidence:
        parts += ["Evidence could be:", *(f"- {text}" for text in question.evidence)]
    if question.sources:
        parts += ["The question rests on:", *(f"- {text}" for text in question.sources)]
    return "\n".join(["", *parts, ""])
