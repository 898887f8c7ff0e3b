"""Invitation codes: 130 bits of secret, written so that a person can read them out and a slip is noticed.

Seven groups of four signs, from letters and digits that are not mistaken for each other (Crockford's base 32). The last
two signs are the remainder of the others, read as a number, divided by a prime: every wrong sign and every two signs
that changed places give another remainder.
"""

import re
import secrets
from typing import Final

# Without I, L, O and U: the first three look like 1 and 0.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS: Final = 28
_DATA: Final = 26
_BITS: Final = _DATA * 5
# The largest prime that fits two signs.
_PRIME: Final = 1021
_GROUP: Final = 4
_MEANT: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015]+")


class BadCode(ValueError):  # noqa: N818 - named like BadAnswer: what is wrong, in words for people
    """A text that is not an invitation code. The message says what is wrong, as a part of a sentence."""


def new_code() -> str:
    """Make a code that nobody can guess."""
    return write_code(secrets.randbits(_BITS))


def write_code(number: int) -> str:
    """Write a number of 130 bits as a code."""
    whole = number * len(ALPHABET) ** 2 + number % _PRIME
    signs = [ALPHABET[whole >> (5 * place) & 31] for place in reversed(range(SIGNS))]
    return "-".join("".join(signs[at : at + _GROUP]) for at in range(0, SIGNS, _GROUP))


def read_code(text: str) -> bytes:
    """Give the secret of a code, or raise BadCode. Lower case, spaces, and O for 0 are accepted."""
    signs = _BETWEEN.sub("", text).upper().translate(_MEANT)
    strange = next((sign for sign in signs if sign not in ALPHABET), None)
    if strange is not None:
        shown = strange if strange.isprintable() else "?"
        raise BadCode(f'"{shown}" does not stand in any code')
    if len(signs) != SIGNS:
        raise BadCode(f"it has {len(signs)} letters and digits instead of {SIGNS}")
    whole = 0
    for sign in signs:
        whole = whole * len(ALPHABET) + ALPHABET.index(sign)
    number, check = divmod(whole, len(ALPHABET) ** 2)
    if number % _PRIME != check:
        raise BadCode("a letter or digit is wrong, or two changed places")
    return number.to_bytes((_BITS + 7) // 8, "big")


def tidy_code(text: str) -> str:
    """Write a code in its one usual way, or raise BadCode."""
    return write_code(int.from_bytes(read_code(text), "big"))


def looks_like_code(text: str) -> bool:
    """Say whether a text is meant as a code rather than as the name of a file."""
    return len(_BETWEEN.sub("", text)) >= SIGNS // 2 and "." not in text and "/" not in text and "\\" not in text
