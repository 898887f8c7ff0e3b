"""What `assess` does with the last round's answers without asking: start from them, and confirm many at once."""

from typing import TYPE_CHECKING

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.errors import UsageError

if TYPE_CHECKING:
    from benchmark.council.folder import CouncilFolder

ALL = "all"


def start_unasked(council: "CouncilFolder", set_id: str | None, again: str) -> None:
    """Start a round from the last one where nobody can be asked, and say what was carried over."""
    from benchmark.council.from_last import unconfirmed_words
    from benchmark.council.plain import PlainAsker
    from benchmark.council.sitting import Begin, start_from_last
    from benchmark.council.started import pick_set

    questionnaire = pick_set(council, set_id)
    if council.missing_attributes(questionnaire):
        raise UsageError("This question set asks for facts about the council first. Use --plain, or a terminal.")
    for line in start_from_last(council, questionnaire, PlainAsker(), Begin(from_last=True, name=set_id)):
        console.talk(wrap(line, console.width()))
    path = council.assessment_path(questionnaire.id)
    if path.exists():
        console.talk(wrap(unconfirmed_words(council.read_assessment(questionnaire)), console.width()))
        console.talk(f"The answers are in {path}.")
    console.talk(f"To go on: {again}")


def confirm_carried(council: "CouncilFolder", set_id: str | None, what: str, again: str) -> None:
    """Confirm the carried answers of a section, or all of them, and say how many are left."""
    from benchmark.council.from_last import confirm
    from benchmark.council.route import Scope
    from benchmark.council.sitting import check_scope
    from benchmark.council.started import pick_set

    if council.role:
        raise UsageError("Only the answers of the council are carried over. Leave out --as.")
    questionnaire = pick_set(council, set_id)
    section = None if what == ALL else what
    check_scope(questionnaire, Scope(section))
    done, left = confirm(council, questionnaire, section)
    answers = "1 answer is" if done == 1 else f"{done} answers are"
    console.talk(f"{answers} confirmed. Not confirmed yet: {left}." if done else _nothing(section, left))
    if left:
        console.talk(f"To go through them: {again}")


def _nothing(section: str | None, left: int) -> str:
    where = "here" if section is None else f"in {section}"
    return f"Nothing {where} is waiting to be confirmed." + (f" In other sections: {left}." if left else "")
