"""Ask which contracts stand on a card, section by section, each ticked by itself; and where partners are wanted."""

from collections.abc import Collection, Sequence
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.contracts.own import OwnContract, group_by_section
from benchmark.questions.value import quarter_words
from scoring.questionnaire import Questionnaire

_NONE: Final = Choice("n", "None of these", ("none",), alone=True)


def ask_contracts(
    asker: Asker, questionnaire: Questionnaire, contracts: Sequence[OwnContract], first: Collection[OwnContract]
) -> list[OwnContract]:
    """Ask which contracts are shown. Those of `first` are ticked already."""
    chosen: list[OwnContract] = []
    for section, lines in group_by_section(questionnaire, [contract.line.id for contract in contracts]):
        ids = {line.id for line in lines}
        here = [contract for contract in contracts if contract.line.id in ids]
        choices = [Choice(str(at), _words(contract)) for at, contract in enumerate(here, start=1)]
        ticked = [choice.key for choice, contract in zip(choices, here, strict=True) if contract in first]
        menu = Menu(section, "Which of these may the card show?", (*choices, _NONE))
        keys = asker.tick(menu, ticked or [_NONE.key])
        chosen += [contract for choice, contract in zip(choices, here, strict=True) if choice.key in keys]
    return chosen


def ask_partners(asker: Asker, questionnaire: Questionnaire, chosen: Sequence[OwnContract]) -> list[str]:
    """Ask for which lines of business the council looks for partners: what a card is made for, so all are ticked."""
    wanted: list[str] = []
    for section, lines in group_by_section(questionnaire, [contract.line.id for contract in chosen]):
        choices = [Choice(str(at), line.title) for at, line in enumerate(lines, start=1)]
        menu = Menu(section, "For which of these do you look for others to buy with?", (*choices, _NONE))
        keys = asker.tick(menu, [choice.key for choice in choices])
        wanted += [line.id for choice, line in zip(choices, lines, strict=True) if choice.key in keys]
    return wanted


def _words(contract: OwnContract) -> str:
    return f"{contract.line.title}: {contract.title}, ends {quarter_words(contract.end or 0)}"
