"""Ask in plain text, one line at a time: for screen readers, for pipes, and where arrow keys do not work."""

import re
import sys
from collections.abc import Sequence
from typing import TextIO

from benchmark import console
from benchmark.council.asking import Check, Choice, EndOfInput, Menu, check_text, check_ticks, clean, wrap

ERASE = "-"


class PlainAsker:
    """Writes numbered choices and reads lines. The end of the input stops, as Ctrl-C does."""

    def __init__(self, source: TextIO | None = None) -> None:
        self._source = source or sys.stdin
        if hasattr(self._source, "reconfigure"):
            self._source.reconfigure(errors="replace")

    def say(self, text: str = "") -> None:
        """Tell something."""
        console.talk(wrap(text, console.width()))

    def note(self, text: str) -> None:
        """Nothing is left to say: what was chosen stands on the screen."""

    def choose(self, menu: Menu) -> str:
        """Ask for the sign of one choice; Enter takes the one that is marked, where there is one."""
        self._show(menu)
        while True:
            typed = self._line()
            key = _key(menu.choices, typed or menu.start)
            if key:
                return key
            self.say(f'"{typed}" is not one of the choices. {_hint(menu)}')

    def tick(self, menu: Menu, ticked: Sequence[str]) -> list[str]:
        """Ask for the signs of one or more choices; Enter keeps those that were chosen before."""
        kept = f" Enter keeps {', '.join(ticked)}." if ticked else ""
        self._show(menu, f"Type one or more, with commas between them.{kept}")
        while True:
            typed = self._line()
            words = re.split(r"[,;\s]+", typed) if typed else list(ticked)
            keys = [_key(menu.choices, word) for word in words]
            if "" in keys:
                self.say(f'"{words[keys.index("")]}" is not one of the choices. {_signs(menu.choices)}')
                continue
            complaint = check_ticks(menu.choices, keys)
            if not complaint:
                return list(dict.fromkeys(keys))
            self.say(complaint)

    def write(self, prompt: str, start: str = "", check: Check | None = None) -> str:
        """Ask for a text; Enter keeps what is there, and a single hyphen removes it."""
        self.say(prompt)
        if start:
            self.say(f"Now: {start}")
            self.say(f"Enter keeps it; {ERASE} removes it.")
        while True:
            typed = self._line()
            text = "" if typed == ERASE else typed or start
            complaint = (check or check_text)(text)
            if not complaint:
                return text
            self.say(complaint)

    def _show(self, menu: Menu, hint: str = "") -> None:
        width = console.width()
        if menu.brief:
            first = next(choice for choice in menu.choices if choice.key == menu.start)
            others = "; ".join(f"{choice.key} {_low(choice.title)}" for choice in menu.choices if choice is not first)
            self.say(f"{menu.heading} Enter: {_low(first.title)}. Or type: {others}.")
            return
        self.say()
        for part in (menu.heading, menu.text):
            if part:
                self.say(part)
        for choice in menu.choices:
            sign = f"{choice.key:>3}  "
            console.talk(wrap(choice.title, width, " " * len(sign), sign))
        self.say(hint or _hint(menu))

    def _line(self) -> str:
        """Read a line, or raise EndOfInput."""
        line = self._source.readline()
        if not line:
            raise EndOfInput
        return clean(line)


def _key(choices: Sequence[Choice], typed: str) -> str:
    """Find the choice that was typed: by its sign, or by one of the words that mean it."""
    wanted = typed.lower()
    for choice in choices:
        if wanted and wanted in (choice.key, *choice.also):
            return choice.key
    return ""


def _low(title: str) -> str:
    """Write a title as it stands inside a sentence."""
    return title[:1].lower() + title[1:]


def _hint(menu: Menu) -> str:
    kept = f" Enter takes {menu.start}." if menu.start else ""
    return _signs(menu.choices) + kept


def _signs(choices: Sequence[Choice]) -> str:
    signs = [choice.key for choice in choices]
    return f"Type {', '.join(signs[:-1])} or {signs[-1]}." if len(signs) > 1 else f"Type {signs[0]}."
