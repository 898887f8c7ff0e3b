"""What the value of a shift is worked out with: the shares, the published costs, and the prices they stand in."""

from dataclasses import dataclass
from typing import Final

from benchmark.council.channels.facts import Index, Published, read_facts
from benchmark.errors import UsageError
from scoring.channels import Range, price_factor

# An example, not a forecast: how many calls and visits in person could move.
SHIFT: Final = Range(0.1, 0.3)
LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Terms:
    """What the value of a shift is worked out with. Shares run from 0 to 1.

    `fail` is None where it follows from what is published and from the council's own figure. Published costs are
    put into prices of the year `prices`: by the index, or by a `rate` a year, as a share.
    """

    shift: Range
    fail: Range | None
    prices: int
    rate: float | None
    published: Published
    index: Index

    @property
    def factor(self) -> float:
        """Give by what published costs are multiplied."""
        return price_factor(self.index.levels, self.published.year, self.prices, self.rate)


def make_terms(
    shift: str | None = None, fail: str | None = None, prices: int | None = None, rate: float | None = None
) -> Terms:
    """Read what was typed: shares in percent, such as 10-30 or 20; a year of prices; how many percent they rose a year.

    Raises:
        UsageError: what was typed cannot be used.
    """
    published, index = read_facts()
    first, last = published.year, index.latest
    year = last if prices is None else prices
    if not first <= year <= LAST_YEAR:
        raise UsageError(f"--prices is a year from {first} on, such as {last}.")
    if rate is not None and not 0 <= rate <= 100:
        raise UsageError("--index is by how many percent prices rose a year, from 0 to 100, such as 3.")
    if rate is None and year not in index.levels:
        raise UsageError(
            f"The index of prices that comes with the program ends in {last}. "
            f"Use --prices {last}, or say by how many percent prices rose a year: --index 3."
        )
    return Terms(
        shift=SHIFT if shift is None else read_range("--shift", shift),
        fail=None if fail is None else read_range("--fail", fail),
        prices=year,
        rate=None if rate is None else rate / 100,
        published=published,
        index=index,
    )


def read_range(option: str, text: str) -> Range:
    """Read a range of percentages, such as 10-30, or one of them; give shares from 0 to 1, or raise UsageError."""
    parts = [part.strip().removesuffix("%") for part in text.split("-")]
    try:
        ends = [float(part) for part in parts]
    except ValueError:
        ends = []
    if len(ends) not in (1, 2) or not 0 <= ends[0] <= ends[-1] <= 100:
        raise UsageError(f"{option} is a range of percentages from low to high, such as 10-30, or one such as 20.")
    return Range(ends[0] / 100, ends[-1] / 100)


def fail_range(own: float | None, terms: Terms) -> Range:
    """Say which share of web contacts is reckoned to fail and come back: as given, or from published to the own one."""
    if terms.fail is not None:
        return terms.fail
    if own is None:
        return terms.published.fail
    return Range(min(own, terms.published.fail.low), max(own, terms.published.fail.low))
