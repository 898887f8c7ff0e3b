"""Ask with arrow keys. The only module that knows questionary; `plain` does the same without it."""

import shutil
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import questionary
from prompt_toolkit.application import application
from prompt_toolkit.filters import buffer_has_focus
from prompt_toolkit.key_binding import (
    ConditionalKeyBindings,
    DynamicKeyBindings,
    KeyBindingsBase,
    merge_key_bindings,
)
from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
from prompt_toolkit.key_binding.bindings.cpr import load_cpr_bindings
from prompt_toolkit.key_binding.bindings.emacs import load_emacs_bindings, load_emacs_search_bindings
from prompt_toolkit.key_binding.bindings.emacs import load_emacs_shift_selection_bindings as load_selection_bindings
from prompt_toolkit.key_binding.bindings.mouse import load_mouse_bindings
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from benchmark import console
from benchmark.council.asking import Check, Menu, check_text, check_ticks, clean, shorten, wrap

# In front of a choice stand the pointer (3 signs) and, with a sign to type, that sign and ") ".
_POINTER: Final = 3
_SIGN: Final = 3
_BOX: Final = 2
# Besides the question and its choices: the line between them, and the one that the cursor needs.
_SPARE: Final = 2
_STYLE: Final = Style([("pointer", "bold"), ("highlighted", "bold"), ("selected", "bold")])


@cache
def _key_bindings() -> KeyBindingsBase:
    """Give the key bindings that prompt_toolkit has for a prompt, without those of vi: no prompt of ours uses them."""
    typing = (load_basic_bindings, load_emacs_bindings, load_emacs_search_bindings, load_selection_bindings)
    in_a_text = ConditionalKeyBindings(merge_key_bindings([load() for load in typing]), buffer_has_focus)
    return merge_key_bindings([in_a_text, load_mouse_bindings(), load_cpr_bindings()])


# Every prompt makes three applications, and each of them all key bindings anew: 18 ms of the 24 that a prompt takes.
# They are made once, and not before the first key is pressed.
vars(application)["load_key_bindings"] = lambda: DynamicKeyBindings(_key_bindings)


class PromptAsker:
    """Asks with arrow keys, signs to type and Enter. Choices disappear once one is made; a typed text stays."""

    def say(self, text: str = "") -> None:
        """Tell something."""
        console.talk(wrap(text, console.width()))

    def note(self, text: str) -> None:
        """Leave one line of what was chosen: the choices themselves are gone."""
        self.say(shorten(text, console.width() - 1))

    def choose(self, menu: Menu) -> str:
        """Ask for one choice with the arrow keys, or its sign, and Enter."""
        menu = _seen(menu)
        signs = all(choice.key in InquirerControl.SHORTCUT_KEYS for choice in menu.choices)
        indent = " " * (_POINTER + _SIGN * signs)
        choices = [
            questionary.Choice(
                _hanging(choice.title, indent), value=choice.key, shortcut_key=choice.key if signs else None
            )
            for choice in menu.choices
        ]
        question, aside = _message(menu, [str(choice.title) for choice in choices])
        key: str = _ask(
            questionary.select(
                question,
                choices,
                default=menu.start or None,
                use_shortcuts=signs,
                use_jk_keys=False,
                instruction=aside,
                **_CHOICE,
            )
        )
        return key

    def tick(self, menu: Menu, ticked: Sequence[str]) -> list[str]:
        """Ask for one or more choices: the space bar ticks, Enter goes on."""
        menu = _seen(menu)
        indent = " " * (_POINTER + _BOX)
        choices = [
            questionary.Choice(_hanging(choice.title, indent), value=choice.key, checked=choice.key in ticked)
            for choice in menu.choices
        ]
        question, aside = _message(menu, [str(choice.title) for choice in choices])
        keys: list[str] = _ask(
            questionary.checkbox(
                question,
                choices,
                validate=lambda keys: check_ticks(menu.choices, keys) or True,
                use_jk_keys=False,
                instruction=f"{aside} Space ticks, Enter goes on.\n",
                **_CHOICE,
            )
        )
        return keys

    def write(self, prompt: str, start: str = "", check: Check | None = None) -> str:
        """Ask for a text on one line."""
        complain = check or check_text
        text: str = _ask(
            questionary.text(
                wrap(console.visible(prompt), console.width() - 1, " ")[1:] + "\n>",
                default=console.visible(start),
                validate=lambda text: console.visible(complain(clean(text))) or True,
                reserve_space_for_menu=0,
                **_COMMON,
            )
        )
        return clean(text)


_COMMON: Final[dict[str, Any]] = {"qmark": "", "style": _STYLE, "include_default_pygments_style": False}
_CHOICE: Final = {**_COMMON, "erase_when_done": True}


def _seen(menu: Menu) -> Menu:
    """Take out of a menu what nobody sees: unlike what is said, a prompt does not pass through the console."""
    choices = tuple(choice._replace(title=console.visible(choice.title)) for choice in menu.choices)
    heading, text, aside = (console.visible(part) for part in (menu.heading, menu.text, menu.aside))
    return menu._replace(heading=heading, text=text, aside=aside, choices=choices)


def _hanging(title: str, indent: str) -> str:
    """Wrap a choice to the terminal, its later lines below the first."""
    return wrap(title, console.width() - 1, indent, indent)[len(indent) :]


def _message(menu: Menu, titles: Sequence[str]) -> tuple[str, str]:
    """Give what stands above the choices: the question, and in lighter type the aside where there is room for it."""
    width = console.width() - 1
    # questionary itself puts a space before the first line.
    question = "\n".join(wrap(part, width, " ") for part in (menu.heading, menu.text) if part)
    aside = wrap(menu.aside, width, " ")
    room = shutil.get_terminal_size((80, 24)).lines - _SPARE - _lines(question, *titles)
    shown = bool(menu.aside) and _lines(aside) <= room
    above = "\n" if room > _lines(aside) * shown and not menu.brief else ""
    return f"{above}{question[1:] if not above else question}", f"\n{aside}\n" if shown else "\n"


def _lines(*texts: str) -> int:
    return sum(text.count("\n") + 1 for text in texts)


def _ask(question: questionary.Question) -> Any:
    """Ask, with the end of the input as one more way to stop."""
    try:
        return question.unsafe_ask()
    except EOFError:
        raise KeyboardInterrupt from None
