"""How a value of a question set is written in a cell, and read again without loss.

An empty cell means that nothing is said. A list or table that is said to have nothing in it is (none); a text that is
said to be empty is (empty). Control characters, and a line break inside one of several lines, are written as their
signs: ⏎ for the line break, ␀ to ␡ for the others. Where a text holds one of these itself, a backslash stands before.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from benchmark.formulas import even_lines
from benchmark.questions.excel.layout import Form

NONE: Final = "(none)"
EMPTY: Final = "(empty)"

CellValue = str | int | float

# The signs for control characters; a tab and, in a cell of one text, a line break stand as they are.
_SIGN_OF: Final = {chr(code): chr(0x2400 + code) for code in range(32) if code not in (9, 10)} | {
    "\n": "\u23ce",
    "\x7f": "\u2421",
}
_CONTROL_OF: Final = {sign: control for control, sign in _SIGN_OF.items()}
_SIGNED: Final = re.compile(f"(\\\\*)([{''.join(_CONTROL_OF)}])")
_TO_SIGN: Final = re.compile(f"(\\\\*)([{''.join(_CONTROL_OF)}\x00-\x08\x0b-\x1f\x7f])")
_TO_SIGN_WITH_BREAKS: Final = re.compile(f"(\\\\*)([{''.join(_CONTROL_OF)}\x00-\x08\x0a-\x1f\x7f])")
_MARK: Final = re.compile(r"\\*\((?:none|empty)\)\s*\Z")

_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?\Z", re.ASCII)
_WHOLE: Final = re.compile(r"-?[0-9]{1,15}\Z", re.ASCII)
_EXACT: Final = 1e15
_FLAGS: Final = {"yes": True, "true": True, "no": False, "false": False}


class NotInCellError(Exception):
    """The cell holds something else than it should."""


def write_cell(form: Form, value: Any) -> CellValue:
    """Write a value of a question set as it stands in a cell."""
    if form is Form.FLAG:
        return "yes" if value else "no"
    if form is Form.LINES:
        return "\n".join(write_text(item, breaks=True) for item in value) or NONE
    if form is Form.CHOICES:
        return "\n".join(f"{name}: {', '.join(map(_choice, items))}" for name, items in value.items()) or NONE
    if form is Form.MAPPING:
        return "\n".join(f"{name}: {item}" for name, item in value.items()) or NONE
    return write_text(value) if isinstance(value, str) else _exact(value)


def read_cell(form: Form, raw: str | float | bool) -> Any:
    """Read what stands in a cell as a value of a question set, or raise NotInCellError."""
    if form is Form.FLAG:
        return _flag(raw)
    if isinstance(raw, bool):
        raise NotInCellError
    if form in (Form.NUMBER, Form.WEIGHT):
        return _number(raw, words=form is Form.WEIGHT)
    text = _as_text(raw)
    if form is Form.TEXT:
        return read_text(text)
    lines = [line for line in text.split("\n") if line.strip()]
    if lines == [NONE]:
        return [] if form is Form.LINES else {}
    if form is Form.LINES:
        return [read_text(line) for line in lines]
    pairs = list(_pairs(lines))
    if len(dict(pairs)) < len(pairs):
        raise NotInCellError
    return {name: _choices(items) if form is Form.CHOICES else items for name, items in pairs}


def write_text(text: str, *, breaks: bool = False) -> str:
    """Write a text for a cell; with `breaks` as one of several lines, in which a line break becomes a sign."""
    signed = (_TO_SIGN_WITH_BREAKS if breaks else _TO_SIGN).sub(_sign, text)
    if not signed.strip():
        return EMPTY + signed
    return f"\\{signed}" if _MARK.match(signed) else signed


def read_text(text: str) -> str:
    """Read a text from a cell, or from one of its lines."""
    if _MARK.match(text):
        text = text[1:] if text.startswith("\\") else text.removeprefix(EMPTY)
    return _SIGNED.sub(_unsign, text)


def _sign(found: re.Match[str]) -> str:
    """Write a control character as its sign, and a sign with a backslash; backslashes before either are doubled."""
    before, char = found.groups()
    return before * 2 + _SIGN_OF.get(char, f"\\{char}")


def _unsign(found: re.Match[str]) -> str:
    before, sign = found.groups()
    return "\\" * (len(before) // 2) + (sign if len(before) % 2 else _CONTROL_OF[sign])


def _exact(value: float) -> CellValue:
    """Give a number that a workbook keeps whole: it writes 16 digits, and few numbers need a 17th."""
    return value if float(f"{value:.16g}") == value else repr(value)


def _flag(raw: str | float | bool) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().casefold()
    if word not in _FLAGS:
        raise NotInCellError
    return _FLAGS[word]


def _number(raw: str | float, *, words: bool) -> float | str:
    """Read a number, also one that a spreadsheet keeps as text."""
    if isinstance(raw, str):
        text = raw.strip()
        if not _NUMBER.match(text):
            if words:
                return read_text(text)
            raise NotInCellError
        raw = int(text) if _WHOLE.match(text) else float(text)
    return int(raw) if abs(raw) < _EXACT and raw == int(raw) else raw


def _as_text(raw: str | float) -> str:
    """Take a whole number for the text that was typed; of another, 2026.10 has become 2026.1 and nobody can tell."""
    if isinstance(raw, str):
        return even_lines(raw)
    if abs(raw) < _EXACT and raw == int(raw):
        return str(int(raw))
    raise NotInCellError


def _choice(item: str | int) -> str:
    """Write one of several choices; text that looks like a whole number stands in quotes."""
    return f'"{item}"' if isinstance(item, str) and _WHOLE.match(item) else str(item)


def _choices(items: str) -> list[str | int]:
    found = [item.strip() for item in items.replace(";", ",").split(",")]
    return [int(item) if _WHOLE.match(item) else item.strip('"') for item in found if item]


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Take each line apart at its first colon."""
    for line in lines:
        name, colon, items = line.partition(":")
        if not colon:
            raise NotInCellError
        yield name.strip(), items.strip()
