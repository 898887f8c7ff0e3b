"""What a contact costs as published, and an index of prices: dated facts that come with the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from benchmark.files import read_toml
from benchmark.questions.library import shipped
from scoring.channels import Range

FILE: Final = "contact-costs.toml"


@dataclass(frozen=True, slots=True)
class Published:
    """Published costs of a contact in pounds, by channel, in prices of their year; and what each of them counts.

    `fail` is the share of web contacts that fail, from 0 to 1.
    """

    year: int
    source: str
    pounds: Mapping[str, float]
    counts: Mapping[str, str]
    fail: Range
    fail_year: int
    fail_source: str


@dataclass(frozen=True, slots=True)
class Index:
    """An index of prices by year; `as_of` says when it was taken over."""

    title: str
    source: str
    as_of: str
    levels: Mapping[int, float]

    @property
    def latest(self) -> int:
        """Give the last year that it has."""
        return max(self.levels)


@cache
def read_facts() -> tuple[Published, Index]:
    """Read the published costs and the index of prices."""
    data = read_toml(shipped("questionnaires") / "facts" / FILE)
    return _published(data), _index(data["index"])


def _published(data: Mapping[str, Any]) -> Published:
    costs, fail = data["costs"], data["fail"]
    return Published(
        year=costs["year"],
        source=costs["source"],
        pounds={entry["id"]: entry["pounds"] for entry in costs["channel"]},
        counts={entry["id"]: entry["counts"] for entry in costs["channel"]},
        fail=Range(fail["from"] / 100, fail["to"] / 100),
        fail_year=fail["year"],
        fail_source=fail["source"],
    )


def _index(data: Mapping[str, Any]) -> Index:
    levels = {int(year): float(level) for year, level in data["years"].items()}
    return Index(data["title"], data["source"], data["as_of"], levels)
