"""What a TOML file may be made of: a small one can keep a parser busy for minutes."""

import re
from typing import Final

import tomli

# Many keys, one endless number, or keys of many parts.
_MOST_PARTS: Final = 30_000
_ENDLESS_NUMBER: Final = re.compile(r"[0-9][0-9_.]{1000}|0x[0-9a-fA-F_]{10000}")
_ENDLESS_KEY: Final = re.compile(r"^[ \t\[]*(?:[\"'A-Za-z0-9_-]+[ \t]*[.][ \t]*){40}", re.MULTILINE)
_LONGEST_REASON: Final = 200


def intricate(text: str) -> str:
    """Say why a text would keep the parser busy for too long; nothing for every file that people write."""
    if any(text.count(sign) > _MOST_PARTS for sign in "\n={["):
        return f"it has more than {_MOST_PARTS:,} lines, keys or lists"
    if _ENDLESS_NUMBER.search(text):
        return "a number has thousands of digits"
    return "a key has too many parts" if _ENDLESS_KEY.search(text) else ""


def why_not_toml(error: Exception) -> str:
    """Say what the parser found wrong, shortly."""
    if isinstance(error, tomli.TOMLDecodeError):
        text = str(error).rstrip(".")
        return text if len(text) <= _LONGEST_REASON else text[:_LONGEST_REASON] + "..."
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number has thousands of digits"
