"""How the program asks: what a menu is, and what every way of asking must be able to do.

The interview speaks only to an `Asker`, so that it is the same with arrow keys, in plain text and in a test.
An asker raises KeyboardInterrupt when the person stops with Ctrl-C, and EndOfInput when there is no more input.

Named tuples stand here and beside it: a frozen dataclass takes a millisecond to define, before the first question.
"""

import textwrap
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

# Texts are for people to read. Longer ones are documents, and belong in files of their own.
LONGEST_TEXT: Final = 2_000
_NARROWEST: Final = 20

Check = Callable[[str], str]


class EndOfInput(KeyboardInterrupt):
    """The lines that answer the questions have come to their end."""


class Choice(NamedTuple):
    """One choice: the sign that is typed for it, its words, and other words that mean it.

    `alone` marks a choice that cannot be ticked together with others.
    """

    key: str
    title: str
    also: tuple[str, ...] = ()
    alone: bool = False


class Menu(NamedTuple):
    """Something to choose from.

    `start` is the key that Enter takes. `aside` is shown where there is room. A `brief` menu comes again and again, so
    plain text writes it on few lines.
    """

    heading: str
    text: str
    choices: tuple[Choice, ...]
    start: str = ""
    aside: str = ""
    brief: bool = False


class Asker(Protocol):
    """A way of asking a person."""

    def say(self, text: str = "") -> None:
        """Tell something."""

    def note(self, text: str) -> None:
        """Leave a line about what was chosen, where the choices themselves do not stay on the screen."""

    def choose(self, menu: Menu) -> str:
        """Ask for one choice; give its key."""

    def tick(self, menu: Menu, ticked: Sequence[str]) -> list[str]:
        """Ask for one or more choices, some of them ticked already; give their keys."""

    def write(self, prompt: str, start: str = "", check: Check | None = None) -> str:
        """Ask for a text. `check` gives a complaint, or nothing where the text will do."""


def ask_option(asker: Asker, question: str, options: Sequence[tuple[str, str]]) -> str:
    """Ask for one of several options, each an id and a title; give the id."""
    choices = tuple(
        Choice(str(number), title, (option_id,)) for number, (option_id, title) in enumerate(options, start=1)
    )
    option_id, title = options[int(asker.choose(Menu(question, "", choices))) - 1]
    asker.note(f"{question.rstrip('?')}: {title}")
    return option_id


def check_text(text: str) -> str:
    """Complain about a text that is too long to be a note."""
    if len(text) > LONGEST_TEXT:
        return f"That is {len(text):,} characters; {LONGEST_TEXT:,} fit. Shorten it, or name the document that says it."
    return ""


def check_ticks(choices: Sequence[Choice], keys: Sequence[str]) -> str:
    """Complain about choices that cannot be made together, or about none."""
    if not keys:
        return "Choose at least one."
    alone = [choice for choice in choices if choice.alone and choice.key in keys]
    if alone and len(keys) > 1:
        return f'"{alone[0].title}" cannot be chosen together with others.'
    return ""


def clean(text: str) -> str:
    """Drop what cannot be saved as UTF-8, as a broken paste may bring, and the space around."""
    return text.encode("utf-8", "ignore").decode("utf-8").strip()


def wrap(text: str, width: int, indent: str = "", first: str | None = None) -> str:
    """Wrap a text to a width with a hanging indent; its own line breaks stay, and points of a list hang too."""
    before = indent if first is None else first
    lines = []
    for line in text.splitlines() or [""]:
        point = len(line) - len(line.lstrip(" -"))
        lines += textwrap.wrap(
            line,
            max(width, _NARROWEST),
            initial_indent=before,
            subsequent_indent=indent + " " * point,
            break_on_hyphens=False,
        ) or [before.rstrip()]
        before = indent
    return "\n".join(lines)


def shorten(text: str, width: int) -> str:
    """Cut a text to one line of a width."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: max(width - 3, 0)].rstrip() + "..."
