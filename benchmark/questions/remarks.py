"""The comments of a translation's file: what the original said when it was translated, and the translator's own notes.

TOML readers drop comments. They are worth keeping here: they tell when an original changed under its translation.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import tomli

from benchmark.console import visible
from benchmark.questions.originals import Path

# Lines that begin so: a word of the program, the original, the original before it changed, what is not used any more.
PROGRAM: Final = "##"
ORIGINAL: Final = "#: "
BEFORE: Final = "#- "
UNUSED: Final = "#~ "
_WIDTH: Final = 110
_TABLE: Final = re.compile(r"\[\s*([a-z0-9.-]+)\s*\]\s*(#.*)?\Z")
_KEY: Final = re.compile(r"([A-Za-z0-9_-]+)\s*=\s*(.*)\Z")
_QUOTES: Final = ('"""', "'''")


@dataclass
class Remark:
    """The comment lines that stand right above one text."""

    lines: list[str] = field(default_factory=list)

    @property
    def original(self) -> str | None:
        """Give what the original said, or None where no line says it."""
        return _joined(self.lines, ORIGINAL)

    @property
    def before(self) -> str | None:
        """Give what the original said before it changed, or None."""
        return _joined(self.lines, BEFORE)

    @property
    def own(self) -> list[str]:
        """Give the translator's own lines."""
        ours = (PROGRAM, ORIGINAL.rstrip(), BEFORE.rstrip(), UNUSED.rstrip())
        return [line for line in self.lines if not line.startswith(ours)]

    def changed(self, original: str) -> bool:
        """Say whether the original is another one than the translator saw."""
        return self.before is not None or (self.original is not None and self.original != plain(original))


@dataclass
class Remarks:
    """All comments of a file: those above a text by its way, and those at the end."""

    above: dict[Path, Remark] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)

    def at(self, path: Path) -> Remark:
        """Give the comments above a text."""
        return self.above.get(path, Remark())


def read_remarks(text: str) -> Remarks:
    """Read the comments of a translation line by line. The text must be valid TOML."""
    return _Reader().read(text.splitlines())


def quoted(lines: str, sign: str) -> Iterator[str]:
    """Write a text as comment lines."""
    for line in textwrap.wrap(plain(lines), _WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"{sign}{line}"


def plain(text: str) -> str:
    """Give a text on one line, as comments are compared."""
    return " ".join(visible(text).split())


def _joined(lines: Sequence[str], sign: str) -> str | None:
    found = [line[len(sign.rstrip()) :] for line in lines if line.startswith(sign.rstrip())]
    return plain(" ".join(found)) if found else None


class _Reader:
    """Goes through the lines of a file, and remembers where it is."""

    def __init__(self) -> None:
        self._remarks = Remarks()
        self._waiting: list[str] = []
        self._table: Path = ()
        self._list: Path | None = None
        self._items = 0
        self._inside = ""

    def read(self, lines: Sequence[str]) -> Remarks:
        for line in lines:
            self._line(line.strip())
        self._remarks.end += [line for line in self._waiting if not line.startswith(PROGRAM)]
        return self._remarks

    def _line(self, line: str) -> None:
        if self._inside:
            # A text of several lines may hold anything.
            self._inside = "" if self._inside in line else self._inside
        elif line.startswith("#"):
            self._waiting.append(line)
        elif self._list is not None:
            self._item(line)
        elif found := _TABLE.match(line):
            self._table = tuple(found[1].split("."))
            self._give(self._table)
        elif found := _KEY.match(line):
            self._entry((*self._table, found[1]), found[2])

    def _entry(self, path: Path, value: str) -> None:
        self._give(path)
        self._inside = next((sign for sign in _QUOTES if value.startswith(sign) and sign not in value[3:]), "")
        if value.startswith("[") and _items(f"x = {value}") is None:
            self._list, self._items = path, _items(f"x = {value}]") or 0

    def _item(self, line: str) -> None:
        if line.startswith("]"):
            self._list = None
        elif line and self._list is not None:
            self._give((*self._list, str(self._items)))
            self._inside = next((sign for sign in _QUOTES if line.startswith(sign) and sign not in line[3:]), "")
            last = line.rstrip(",")
            found = _items(f"x = [{line}]")
            if found is None and last.endswith("]"):
                self._list = None
            self._items += 1 if found is None else found

    def _give(self, path: Path) -> None:
        """Let the lines that wait stand above this entry."""
        if self._waiting:
            self._remarks.above.setdefault(path, Remark()).lines += self._waiting
            self._waiting = []


def _items(line: str) -> int | None:
    """Count the items of a list that stands on one line; None where the line is not the whole of it."""
    try:
        value = tomli.loads(line)["x"]
    except ValueError:
        return None
    return len(value) if isinstance(value, list) else None
