"""Numbers as a spreadsheet of any country writes them, made into numbers as the parser of answers reads them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from benchmark.questions.answer import number_of, steps_of
from scoring.questionnaire import NumberRule

# A space between thousands is often one that does not break the line; a minus is often a dash of its own.
_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-"})
_TOO_LARGE: Final = 1e15


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How numbers are written: the decimal sign, what stands between thousands, what a % sign means.

    `percent` is "number" (45% is 45), "share" (45% is 0.45), or empty where a % sign is a mistake. With `rounded`
    a number goes to the nearest step of its question.
    """

    decimal: str = "."
    thousands: str = ""
    percent: str = ""
    rounded: bool = False

    def read(self, text: str, rule: NumberRule) -> str | None:
        """Give the number as the parser of answers reads it, or None where it is not written so."""
        plain = text.translate(_SPACES).strip()
        bare = plain.removesuffix("%").rstrip()
        if (bare != plain and not self.percent) or not _pattern(self.decimal, self.thousands).fullmatch(bare):
            return None
        written = (bare.replace(self.thousands, "") if self.thousands else bare).replace(self.decimal, ".")
        if bare != plain and self.percent == "share":
            written = _hundredth(written)
        return self._round(written, rule) if self.rounded else written

    def _round(self, written: str, rule: NumberRule) -> str:
        value = float(written)
        if abs(value) >= _TOO_LARGE or abs(value / rule.return_step) >= _TOO_LARGE:
            return written
        return repr(number_of(rule, steps_of(rule, value)))


def _hundredth(written: str) -> str:
    """Divide by a hundred in the writing, so that 29% is 0.29 and not a hair beside it."""
    number, sign, exponent = written.lower().partition("e")
    return f"{number}e{int(exponent or 0) - 2}" if sign else f"{number}e-2"


@cache
def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    """Accept 1234.5 and, with a sign between thousands, 1,234.5; also 5E-05, as a spreadsheet writes small numbers."""
    whole = "[0-9]{1,30}"
    if thousands:
        whole = f"(?:{whole}|[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}}){{1,9}})"
    return re.compile(f"[+-]?{whole}(?:{re.escape(decimal)}[0-9]{{1,40}})?(?:[eE][+-]?[0-9]{{1,3}})?")
