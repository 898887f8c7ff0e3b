"""How far each colleague is with what was handed out, as a text that can go into an e-mail."""

from collections.abc import Iterator
from pathlib import Path

from benchmark.council.colleagues import Colleague, Colleagues
from benchmark.council.roles import listed


def state_lines(colleagues: Colleagues, round_id: str, *, chase: bool = True) -> Iterator[str]:
    """Say who was handed what and how much of it is answered; with `chase` also what is still open, for each."""
    questionnaire = colleagues.questionnaire
    yield f"{questionnaire.title}, version {questionnaire.version}, {round_id}: answers of colleagues"
    yield ""
    width = max((len(colleague.role) for colleague in colleagues.found), default=0)
    for colleague in colleagues.found:
        yield f"  {colleague.role:<{width}}  {_state(colleague)}  {_sections(colleagues, colleague.role)}"
    for colleague in colleagues.found if chase else ():
        if colleague.open():
            yield from _chase(colleagues, colleague)
    free = _given_to_nobody(colleagues)
    if free:
        yield ""
        yield f"Handed to nobody: {listed(free)}."


def form_name(set_id: str, role: str) -> Path:
    """Name the workbook of a role."""
    return Path(f"{set_id}-as-{role}.xlsx")


def _state(colleague: Colleague) -> str:
    asked, left = len(colleague.asked()), len(colleague.open())
    done = "done" if not left else "not begun" if left == asked else f"{left} open"
    return f"{asked - left:>3} of {asked:>3} answered, {done:<9}"


def _sections(colleagues: Colleagues, role: str) -> str:
    given = colleagues.hand_out.sections.get(role)
    return ", ".join(given) if given else "everything"


def _chase(colleagues: Colleagues, colleague: Colleague) -> Iterator[str]:
    """List what is open for one colleague, and how to answer."""
    questionnaire, left = colleagues.questionnaire, colleague.open()
    yield ""
    yield f"Still open for {colleague.role}, {len(left)} of {len(colleague.asked())}:"
    if len(left) == len(colleague.asked()):
        yield f"  all of {_sections(colleagues, colleague.role)}"
    else:
        yield from (f"  - {questionnaire.section(q.section).title}: {q.text}" for q in left)
    yield f"  To answer: council-benchmark assess --set {questionnaire.id} --as {colleague.role}"


def _given_to_nobody(colleagues: Colleagues) -> list[str]:
    """List the sections of which some question is handed to nobody; none where somebody is asked everything."""
    handed = [colleague.handed for colleague in colleagues.found]
    if not colleagues.hand_out.sections or None in handed:
        return []
    given = frozenset().union(*(each for each in handed if each is not None))
    asked = {question.id for colleague in colleagues.found for question in colleague.assessment.asked()}
    return [
        section.title
        for section in colleagues.questionnaire.sections
        if any(q.id in asked and q.id not in given for q in colleagues.questionnaire.by_section[section.id])
    ]
