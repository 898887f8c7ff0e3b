"""After an answer: Enter for the next question, or evidence, a target, a note, who answered, another place."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.moves import GO_BACK, JUMP, MOVES, NEXT, QUIT, Move, ask_section
from benchmark.council.one_question import option_choices
from benchmark.questions.answer import brief_words
from scoring.questionnaire import Question

_GO_ON: Final = Choice("g", "Go on to the next question", ("next",))
_NO_TARGET: Final = "x"
_PROMPTS: Final = {
    "e": ("evidence", "What shows it? A document, a link, a figure. It stays with the council."),
    "o": ("note", "A note for yourselves. It stays with the council."),
    "w": ("by", "The role of whoever answered, such as Head of procurement. Never a name. It stays with the council."),
}

Keep = Callable[[Answer], None]


def follow_up(asker: Asker, assessment: Assessment, question: Question, keep: Keep, by: str, done: str) -> Move:
    """Offer to say more about an answer, until the person goes on.

    `by` is the role that was given last, `done` the word for an answer that is kept.
    """
    while True:
        answer = assessment.answer(question)
        key = asker.choose(_menu(question, answer, done, assessment.questionnaire.language))
        if key in _PROMPTS:
            name, prompt = _PROMPTS[key]
            start = getattr(answer, name) or (by if name == "by" else "")
            changed: dict[str, Any] = {name: asker.write(prompt, start)}
            keep(replace(answer, **changed))
        elif key == "t":
            keep(replace(answer, target=_ask_target(asker, question, answer)))
        elif key == JUMP.key:
            move = ask_section(asker, assessment, question)
            if move.to == "section":
                return move
        else:
            return MOVES.get(key, NEXT)


def _menu(question: Question, answer: Answer, done: str, language: str) -> Menu:
    said = brief_words(question, answer.code, language)
    choices = [
        _GO_ON,
        Choice("e", "Change the evidence" if answer.evidence else "Add evidence"),
        *([Choice("t", _target_title(question, answer, language))] if higher_levels(question, answer) else []),
        Choice("o", "Change the note" if answer.note else "Add a note"),
        Choice("w", f"Who answered: {answer.by}" if answer.by else "Say who answered"),
        GO_BACK,
        JUMP,
        QUIT,
    ]
    return Menu(f"{done}: {said}.", "", tuple(choices), _GO_ON.key, brief=True)


def _target_title(question: Question, answer: Answer, language: str) -> str:
    if answer.target is None:
        return "Set a target"
    return f"Change the target, now {brief_words(question, answer.target, language)}"


def higher_levels(question: Question, answer: Answer) -> list[int]:
    """List the positions of the options that earn more than the answer."""
    if not question.target_levels or not answer.valued:
        return []
    points = question.options[int(answer.code)].points
    return [position for position, option in enumerate(question.options) if option.points > points]


def _ask_target(asker: Asker, question: Question, answer: Answer) -> int | None:
    choices = option_choices(question)
    levels = {choices[position].key: position for position in higher_levels(question, answer)}
    offered = [choice for choice in choices if choice.key in levels]
    none = Choice(_NO_TARGET, "No target")
    start = choices[answer.target].key if answer.target in levels.values() and answer.target is not None else ""
    key = asker.choose(Menu("", "What do you want to reach?", (*offered, none), start))
    return levels.get(key)
