"""Ask with arrow keys. The only module that knows questionary; `plain` does the same without it."""

import shutil
from collections.abc import Sequence
from typing import Any, Final

import questionary
from prompt_toolkit.styles import Style

from benchmark import console
from benchmark.council.asking import Check, Menu, check_text, check_ticks, clean, shorten, wrap

# In front of a choice stand the pointer (3 signs) and, with a sign to type, that sign and ") ".
_POINTER: Final = 3
_SIGN: Final = 3
_BOX: Final = 2
# Questions, choices and a line to spare must fit the height of the terminal for an aside to be shown.
_SPARE: Final = 2
_STYLE: Final = Style([("question", ""), ("pointer", "bold"), ("highlighted", "bold"), ("selected", "bold")])


class PromptAsker:
    """Asks with arrow keys, signs to type and Enter. What was asked is replaced by one line that says the answer."""

    def say(self, text: str = "") -> None:
        """Tell something."""
        console.talk(wrap(text, console.width()))

    def choose(self, menu: Menu) -> str:
        """Ask for one choice with the arrow keys, or its sign, and Enter."""
        signs = all(len(choice.key) == 1 for choice in menu.choices)
        indent = " " * (_POINTER + _SIGN * signs)
        choices = [
            questionary.Choice(
                _hanging(choice.title, indent), value=choice.key, shortcut_key=choice.key if signs else None
            )
            for choice in menu.choices
        ]
        key: str = _ask(
            questionary.select(
                _message(menu, [str(choice.title) for choice in choices]),
                choices,
                default=menu.start or None,
                use_shortcuts=signs,
                use_jk_keys=False,
                instruction="\n",
                **_COMMON,
            )
        )
        title = next(choice.title for choice in menu.choices if choice.key == key)
        self._leave_line(menu, f"{key}) {title}" if signs else title)
        return key

    def tick(self, menu: Menu, ticked: Sequence[str]) -> list[str]:
        """Ask for one or more choices: the space bar ticks, Enter goes on."""
        indent = " " * (_POINTER + _BOX)
        choices = [
            questionary.Choice(_hanging(choice.title, indent), value=choice.key, checked=choice.key in ticked)
            for choice in menu.choices
        ]
        keys: list[str] = _ask(
            questionary.checkbox(
                _message(menu, [str(choice.title) for choice in choices]),
                choices,
                validate=lambda keys: check_ticks(menu.choices, keys) or True,
                use_jk_keys=False,
                instruction="\n Space ticks, Enter goes on.\n",
                **_COMMON,
            )
        )
        self._leave_line(menu, "; ".join(choice.title for choice in menu.choices if choice.key in keys))
        return keys

    def write(self, prompt: str, start: str = "", check: Check | None = None) -> str:
        """Ask for a text on one line."""
        complain = check or check_text
        text: str = _ask(
            questionary.text(
                wrap(prompt, console.width() - 1, " ", "") + "\n>",
                default=start,
                validate=lambda text: complain(clean(text)) or True,
                **_COMMON,
            )
        )
        return clean(text)

    def _leave_line(self, menu: Menu, answer: str) -> None:
        if not menu.brief:
            self.say(shorten(f"{menu.heading}: {answer}" if menu.heading else answer, console.width() - 1))


_COMMON: Final[dict[str, Any]] = {"qmark": "", "style": _STYLE, "erase_when_done": True}


def _hanging(title: str, indent: str) -> str:
    """Wrap a choice to the terminal, its later lines below the first."""
    return wrap(title, console.width() - 1, indent, indent)[len(indent) :]


def _message(menu: Menu, titles: Sequence[str]) -> str:
    """Put the heading and the question above the choices, with the aside where there is room for it."""
    parts = [wrap(part, console.width() - 1, " ", "") for part in (menu.heading, menu.text) if part]
    aside = wrap(menu.aside, console.width() - 1, " ")
    used = sum(part.count("\n") + 1 for part in (*parts, *titles, aside)) + _SPARE
    if menu.aside and used <= shutil.get_terminal_size((80, 24)).lines:
        parts.append(aside)
    return "\n".join(parts)


def _ask(question: questionary.Question) -> Any:
    """Ask, with the end of the input as one more way to stop."""
    try:
        return question.unsafe_ask()
    except EOFError:
        raise KeyboardInterrupt from None
