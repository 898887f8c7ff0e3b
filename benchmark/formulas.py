"""Keep a spreadsheet from running a text: what begins like a formula gets an apostrophe, which shows as plain text."""

import unicodedata
from typing import Final

_STARTERS: Final = "=+-@"
_CONTROLS: Final = ("\t", "\r", "\n", "\0")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula."""
    # As most texts begin; no letter and no digit is another form of what begins a formula.
    if text[:1].isalnum():
        return text
    return f"'{text}" if (text[:1] in _CONTROLS and text) or _begins_formula(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe away again that `guarded` put before a text, and no other one."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def even_lines(text: str) -> str:
    """Give all lines the same end. Python's CSV leaves a lone carriage return without quotes: a new row would begin."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _begins_formula(text: str) -> bool:
    """Look at the first character that can be seen; full-width and small forms count as the plain ones."""
    seen = next((char for char in text if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc")), "")
    return bool(seen) and unicodedata.normalize("NFKC", seen)[:1] in _STARTERS
