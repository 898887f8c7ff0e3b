"""A question set in the terminal: what it asks, of whom, and how it scores."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.register_words import line_words, lines_of, register_lines
from benchmark.outputs.scoring_words import METHODS
from benchmark.outputs.text_table import text_table
from benchmark.questions.advice import Advice
from scoring.questionnaire import NumberRule, Question, Questionnaire, Section
from scoring.register import Register

# The same advice on more places than this is told once.
_FEW = 3


def list_text(sets: list[Questionnaire], languages: list[list[str]], *, plain: bool = False) -> str:
    """List question sets with their size, the time they take and the languages they can be shown in."""
    rows = [
        [
            q.id,
            q.version,
            _asked(q),
            f"{q.minutes} minutes" if q.minutes else "-",
            ", ".join(known),
            q.title,
        ]
        for q, known in zip(sets, languages, strict=True)
    ]
    return text_table(["Id", "Version", "Questions", "Time", "Languages", "Title"], rows, wide=5, plain=plain)


def set_text(questionnaire: Questionnaire, section_id: str | None = None) -> str:
    """Write out a question set, or one section of it."""
    parts = [
        f"{questionnaire.title} ({questionnaire.id} {questionnaire.version})",
        _wrapped(" ".join(questionnaire.about.split())),
        questionnaire.caution,
        f"Licence: {questionnaire.licence or 'not said'}",
        f"Overall: {METHODS[questionnaire.root.method]}, {_scale(questionnaire.root)}",
    ]
    parts += [
        _section(questionnaire, section) for section in questionnaire.sections if section_id in (None, section.id)
    ]
    if questionnaire.register is not None and section_id is None:
        parts.append(_register(questionnaire.register))
    return "\n\n".join(part for part in parts if part)


def check_text(questionnaire: Questionnaire, advice: Sequence[Advice]) -> str:
    """Say that a set has no fault, and list the advice on it; what holds for many places stands once."""
    parts = f"{_count(questionnaire.questions, 'question')} in {_count(questionnaire.sections, 'section')}"
    lines = [f"No fault found: {parts}, version {questionnaire.version}."]
    if advice:
        lines += [f"Advice, which you may take or leave ({_count(advice, 'piece')}):"]
        grouped: dict[tuple[str, str], list[Advice]] = {}
        for one in advice:
            grouped.setdefault((one.seen, one.idea), []).append(one)
        lines += [_wrapped(line, "    ", "  - ") for alike in grouped.values() for line in _advice_lines(alike)]
    return "\n".join(lines)


def _advice_lines(alike: Sequence[Advice]) -> list[str]:
    """Write the same advice on several places: on a line each, or on one line where they are many."""
    if len(alike) <= _FEW:
        return [str(one) for one in alike]
    places = f"{len(alike)} places, such as {', '.join(one.place for one in alike[:_FEW])}"
    return [str(replace(alike[0], place=places))]


def _count(things: Sequence[object], name: str) -> str:
    return f"{len(things)} {name}" + ("" if len(things) == 1 else "s")


def _asked(questionnaire: Questionnaire) -> str:
    """Count what is asked: questions, lines of the register, or both."""
    lines = f"{len(questionnaire.register.lines)} lines" if questionnaire.register else ""
    questions = str(len(questionnaire.typed)) if questionnaire.typed else ""
    return ", ".join(part for part in (questions, lines) if part)


def _section(questionnaire: Questionnaire, section: Section) -> str:
    leaves = " Its answers leave only if the council says so." if section.leaves == "ask" else ""
    head = f"{section.title.upper()} ({section.id})\n" + _wrapped(f"{section.about}{leaves}".strip())
    typed = [question for question in questionnaire.typed if question.section == section.id]
    lines = [
        _wrapped(f"{line_words(line)} ({line.id})", "    ", "  - ") for line in lines_of(questionnaire, section.id)
    ]
    return "\n\n".join([head, *("\n".join(_question(q)) for q in typed), *(["\n".join(lines)] if lines else [])])


def _register(register: Register) -> str:
    """Write out what is asked about each row of the register, and what is made of it."""
    head = f"{register.title.upper()}\n" + _wrapped(f"{register.about} For each line above:".strip())
    entries = [
        "\n".join([_wrapped(head, "    ", "  - "), *(_wrapped(option, "        ", "      ") for option in options)])
        for head, options in register_lines(register)
    ]
    return "\n".join([head, *entries])


def _question(question: Question) -> Iterator[str]:
    yield _wrapped(f"{question.text} ({question.id})", "")
    if question.number:
        yield from _number(question.number)
    for option in question.options:
        yield _wrapped(option.title, "     ", f"  {option.id}  ")
    for attribute, options in question.applies_to.items():
        yield _wrapped(f"Asked only where {attribute} is: {', '.join(options)}", "  ", "  ")
    for other, options in question.asked_if.items():
        yield _wrapped(f"Asked only where {other} is answered: {', '.join(options)}", "  ", "  ")


def _number(rule: NumberRule) -> Iterator[str]:
    if rule.starts:
        ends = ", ".join(f"{start:g}" for start in rule.starts[1:])
        yield f"  a number, in bands that begin at {ends}:"
    else:
        curve = " on a scale of logarithms" if rule.curve == "log" else ""
        yield f"  a number: 0% at {rule.worst:g}, 100% at {rule.best:g}{curve}"


def _scale(section: Section) -> str:
    return f"from {section.scale.start:g} to {section.scale.stop:g}"


def _wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    return wrap(text, console.width(), indent, first)
