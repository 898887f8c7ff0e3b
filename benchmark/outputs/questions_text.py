"""A question set in the terminal: what it asks, of whom, and how it scores."""

from collections.abc import Iterator

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.text_table import text_table
from scoring.questionnaire import Question, Questionnaire, Section

_METHODS = {
    "mean": "the mean of its parts",
    "sum": "the sum of its parts",
    "minimum": "the least of its parts",
    "staged": "the highest stage of which everything is met",
    "subtract": "the top of the scale, less what is not met",
    "none": "no score",
}


def list_text(sets: list[Questionnaire]) -> str:
    """List question sets with their size and the time they take."""
    rows = [
        [q.id, q.version, str(len(q.questions)), f"{q.minutes} minutes" if q.minutes else "-", q.title] for q in sets
    ]
    return text_table(["Id", "Version", "Questions", "Time", "Title"], rows, wide=4)


def set_text(questionnaire: Questionnaire, section_id: str | None = None) -> str:
    """Write out a question set, or one section of it."""
    parts = [
        f"{questionnaire.title} ({questionnaire.id} {questionnaire.version})",
        _wrapped(" ".join(questionnaire.about.split())),
        f"Licence: {questionnaire.licence or 'not said'}",
        f"Overall: {_METHODS[questionnaire.root.method]}, {_scale(questionnaire.root)}",
    ]
    parts += [
        _section(questionnaire, section) for section in questionnaire.sections if section_id in (None, section.id)
    ]
    return "\n\n".join(part for part in parts if part)


def _section(questionnaire: Questionnaire, section: Section) -> str:
    leaves = " Its answers leave only if the council says so." if section.leaves == "ask" else ""
    head = f"{section.title.upper()} ({section.id})\n" + _wrapped(f"{section.about}{leaves}".strip())
    return "\n\n".join([head, *("\n".join(_question(q)) for q in questionnaire.by_section[section.id])])


def _question(question: Question) -> Iterator[str]:
    yield _wrapped(f"{question.text} ({question.id})", "")
    for option in question.options:
        yield _wrapped(option.title, "     ", f"  {option.id}  ")
    if question.number:
        yield f"  a number: 0% at {question.number.worst:g}, 100% at {question.number.best:g}"
    for attribute, options in question.applies_to.items():
        yield _wrapped(f"Asked only where {attribute} is: {', '.join(options)}", "  ", "  ")
    for other, options in question.asked_if.items():
        yield _wrapped(f"Asked only where {other} is answered: {', '.join(options)}", "  ", "  ")


def _scale(section: Section) -> str:
    return f"from {section.scale.start:g} to {section.scale.stop:g}"


def _wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    return wrap(text, console.width(), indent, first)
