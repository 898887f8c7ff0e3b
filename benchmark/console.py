"""Where words go: results to standard output, talk to standard error. Plain when plainness is wanted.

Colour is only ever an addition. It is left out for NO_COLOR, a dumb terminal, a pipe, or --plain.
"""

import codecs
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, TextIO, TypeVar

WIDEST: Final = 100
_PLAINLY: Final = "plainly"
# Signs of our own and of those who paste from a word processor, which have no letter inside.
_LIKE: Final = {
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\xab": "<", "\xbb": ">",
    "\u2022": "*", "\u25cf": "*", "\u25cb": "o", "\u2588": "#", "\u2591": ".", "\u2192": "->", "\xa3": "GBP ",
    "\u20ac": "EUR ", "\u2265": ">=", "\u2264": "<=", "\xd7": "x", "\u200d": "",
    "\u0141": "L", "\u0142": "l", "\xd8": "O", "\xf8": "o", "\u0110": "D", "\u0111": "d", "\xc6": "AE", "\xe6": "ae",
    "\u0152": "OE", "\u0153": "oe", "\xdf": "ss",
}  # fmt: skip
_STYLES: Final = {"bold": "1", "dim": "2", "accent": "1;36", "warning": "33"}

# Seconds before long work shows how far it is, and between two looks at it: quick work stays silent.
_PATIENCE: Final = 0.5
_PAUSE: Final = 0.1
_PROGRESS_BAR: Final = 20
# What a terminal itself writes after the line when somebody presses Ctrl-C.
_ECHO: Final = "^C"


class _Line:
    """The line that shows progress: since when, when last, and how long its text is; 0 where it does not show."""

    def __init__(self) -> None:
        self.what = ""
        self.since = self.last = 0.0
        self.length = 0


_line: Final = _Line()
_Item = TypeVar("_Item")


def visible(text: str, *, styles: bool = False) -> str:
    """Take out of a text what nobody sees and a terminal or browser obeys: it may come from somebody else's file."""
    if text.replace("\n", "").isprintable():
        # Nearly every text; the first question need not wait for the pattern.
        return text
    return _unseen().sub(lambda found: found[1] or "" if styles else "", text)


@cache
def _unseen() -> re.Pattern[str]:
    """Match what could move a cursor, end a line, or turn the direction of a text; first, a style of our own."""
    style = "|".join(re.escape(f"\x1b[{code}m") for code in (*_STYLES.values(), "0"))
    return re.compile(
        rf"({style})|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
    )


def result(text: str = "") -> None:
    """Write a result: what a pipe or a file should receive."""
    end_progress()
    sys.stdout.write(visible(text, styles=True) + "\n")


def talk(text: str = "") -> None:
    """Write talk: progress, explanations, faults."""
    end_progress()
    said = visible(text, styles=True)
    sys.stderr.write((folded(said) if is_terminal(sys.stderr) else said) + "\n")


def folded(text: str) -> str:
    """Break lines that are wider than the terminal at spaces: it would break them within words.

    What has no space, such as a path or a digest, stays whole, so that it can be copied.
    """
    return "\n".join(map(_folded_line, text.split("\n")))


def _folded_line(line: str) -> str:
    if len(line) <= width() or "\x1b" in line:
        return line
    import textwrap  # noqa: PLC0415 - few lines are that long

    indent = " " * (len(line) - len(line.lstrip(" -")))
    return textwrap.fill(
        line, width(), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def progress(what: str, done: int, total: int) -> None:
    """Show how far long work has come, on one line of a terminal that goes when the work ends.

    Nothing in a pipe, on a dumb terminal or with NO_COLOR, which may stand for a screen reader: a line that is
    written over and over is noise there.
    """
    if not use_colour(sys.stderr):
        return
    now = time.monotonic()
    if what != _line.what:
        end_progress()
        _line.what, _line.since = what, now
    if done >= total:
        end_progress()
    elif now - _line.since >= _PATIENCE and now - _line.last >= _PAUSE:
        said = f"{what}: {done:,} of {total:,}"
        drawn = f"{said}  {bar(done / total, _PROGRESS_BAR, sys.stderr)}"
        room = shutil.get_terminal_size((80, 24)).columns - 1 - len(_ECHO)
        text = (drawn if len(drawn) <= room else said)[:room]
        sys.stderr.write("\r" + text.ljust(_line.length))
        sys.stderr.flush()
        _line.last, _line.length = now, len(text)


def end_progress() -> None:
    """Take the line of progress away, if there is one, and leave the cursor where it began."""
    if _line.length:
        sys.stderr.write("\r" + " " * (_line.length + len(_ECHO)) + "\r")
        sys.stderr.flush()
    _line.what, _line.last, _line.length = "", 0, 0


def watched(what: str, items: Iterable[_Item], total: int) -> Iterator[_Item]:
    """Give the items one by one, and show how many of them are done."""
    if not use_colour(sys.stderr):
        # To ask for each of a hundred thousand items whether anyone watches takes seconds.
        yield from items
        return
    for done, item in enumerate(items, start=1):
        yield item
        progress(what, done, total)


def is_terminal(stream: TextIO) -> bool:
    """Say whether a stream is a terminal that a person watches."""
    return stream.isatty()


def clear() -> None:
    """Empty the screen of a terminal; nothing where there is none, or where it could not be done."""
    if is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
        sys.stderr.write("\x1b[2J\x1b[H")
        sys.stderr.flush()


def can_ask() -> bool:
    """Say whether a person can be asked with arrows and keys."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Give the columns to fill: the terminal's, at most 100, and 80 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def use_colour(stream: TextIO) -> bool:
    """Say whether colour may be used on a stream."""
    return is_terminal(stream) and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def styled(text: str, style: str, stream: TextIO | None = None) -> str:
    """Add a style to a text where the stream shows it."""
    if not use_colour(stream or sys.stdout):
        return text
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def unstyled(text: str) -> str:
    """Take every style away: a screen reader may spell it out."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def can_draw(stream: TextIO | None = None) -> bool:
    """Say whether a stream can show block characters, as an old Windows console cannot."""
    encoding = (stream or sys.stdout).encoding or "ascii"
    return encoding.lower().replace("-", "").startswith("utf")


def bar(share: float, cells: int, stream: TextIO | None = None) -> str:
    """Draw a share from 0 to 1 as a bar of so many cells."""
    filled = round(min(max(share, 0.0), 1.0) * cells)
    full, empty = ("\u2588", "\u2591") if can_draw(stream) else ("#", ".")
    return full * filled + empty * (cells - filled)


def carry_any_character() -> None:
    """Let the standard streams carry any character: one that their encoding lacks is written plainly."""
    codecs.register_error(_PLAINLY, _plainly)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_PLAINLY)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Write what an old code page lacks with the letters that it has: a Welsh name stays readable."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(plain, error.object[error.start : error.end])), error.end


def plain(sign: str) -> str:
    """Write one character in ASCII: a letter without its marks, a sign by one like it, else a question mark."""
    import unicodedata  # noqa: PLC0415 - few streams lack a character

    if sign in _LIKE:
        return _LIKE[sign]
    # A fraction comes apart into its numbers, with a slash of its own between them.
    letters = unicodedata.normalize("NFKD", sign).replace("\u2044", "/").encode("ascii", "ignore").decode("ascii")
    return letters or ("" if unicodedata.combining(sign) else "?")
