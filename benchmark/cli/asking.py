"""What several commands ask before they act. Without a terminal they say which option answers instead."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from benchmark import console
from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.folder import CouncilFolder
from benchmark.council.started import decide_with, pick_set
from benchmark.errors import UsageError

if TYPE_CHECKING:
    from scoring.questionnaire import Questionnaire

_YES = Choice("y", "Yes", also=("yes",))
_NO = Choice("n", "No", also=("no",))


def make_asker() -> Asker:
    """Give the way of asking that fits this terminal."""
    if console.can_ask():
        from benchmark.council.prompts import PromptAsker

        return PromptAsker()
    from benchmark.council.plain import PlainAsker

    return PlainAsker()


def asker_for(plain: bool) -> Asker:
    """Give the way of asking that was chosen: arrow keys, which need a terminal, or line by line."""
    if not plain and not console.can_ask():
        raise UsageError("There is no terminal to ask in. Use --plain to answer line by line on standard input.")
    if plain:
        from benchmark.council.plain import PlainAsker

        return PlainAsker()
    return make_asker()


def which_set(folder: CouncilFolder, set_id: str | None, language: str | None = None) -> "Questionnaire":
    """Give the question set that is meant; ask where several are under way and somebody is there to ask."""
    return pick_set(folder, set_id, decide_with(make_asker()) if console.can_ask() else None, language)


def confirm(question: str) -> bool:
    """Ask for a yes or a no; without a terminal, say that --yes answers."""
    if not console.can_ask():
        raise UsageError(f"{question} Nobody can be asked here. Add --yes to do it.")
    return make_asker().choose(Menu("", question, (_YES, _NO), start="n")) == "y"


def ask_to_be_named(*, ask: bool) -> bool:
    """Ask whether the council's name may stand in the return; in doubt it does not."""
    if not (ask and console.can_ask()):
        return False
    text = "This network agreed to be named. May your council's name stand in the return?"
    choices = (Choice("n", "No, the name stays here"), Choice("y", "Yes, put the name in"))
    return make_asker().choose(Menu("", text, choices, start="n")) == "y"


def ask_to_link(earlier: str | None, *, ask: bool) -> bool:
    """Ask whether a return may be linked to that of an earlier round, where there is one; in doubt it is not."""
    if earlier is None or not (ask and console.can_ask()):
        return False
    text = f"You made a return in round {earlier}. May this one be linked to it?"
    aside = (
        "Linked, your network can say how its councils moved. Whoever holds both pools then sees that the two returns "
        "are one council's, and how each answer changed. Without a link your answers may still show it: few councils "
        "answer alike."
    )
    choices = (Choice("n", "No, they stay two pseudonyms"), Choice("y", "Yes, link them"))
    return make_asker().choose(Menu("", text, choices, aside=aside, start="n")) == "y"


def ask_to_keep(
    questionnaire: "Questionnaire", keep: Collection[str], send: Collection[str], *, ask: bool
) -> tuple[str, ...]:
    """Decide which sections stay home: those named, and those that ask and are not sent. In doubt they stay."""
    known = {section.id: section for section in questionnaire.sections}
    for name in (*keep, *send):
        if name not in known:
            raise UsageError(f'There is no section "{name}". Use one of: {", ".join(known)}.')
    staying = []
    for section in questionnaire.sections:
        if section.id in keep:
            staying.append(section.id)
        elif section.leaves == "ask" and section.id not in send:
            if ask and console.can_ask():
                text = f'May the answers of "{section.title}" leave?'
                choices = (Choice("n", "No, they stay here"), Choice("y", "Yes, they may leave"))
                menu = Menu("", text, choices, start="n", aside=section.about)
                if make_asker().choose(menu) == "y":
                    continue
            staying.append(section.id)
    return tuple(staying)
