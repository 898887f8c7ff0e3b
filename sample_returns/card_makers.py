"""The invented councils that make a contracts card: of which lines of business, whom to call, and what it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from benchmark.questions.value import quarter_of
from benchmark.returns.contracts_card import Costs

# The quarter in which the cards are made.
START: Final = quarter_of(2026, 4)
LINES: Final = (
    "council-tax",
    "business-rates",
    "benefits",
    "planning-applications",
    "building-control",
    "land-charges",
    "waste",
    "licensing",
    "website",
    "customer-records",
    "finance",
    "payroll",
)


@dataclass(frozen=True, slots=True)
class Maker:
    """What stands on a council's card: which lines, whom to call, for which of them it looks for partners."""

    lines: tuple[str, ...]
    contact: str
    partners: tuple[str, ...]
    costs: Costs = "none"


# By the councils' numbers. The telephone numbers are those that the regulator keeps for plays and films.
MAKERS: Final[Mapping[int, Maker]] = {
    2: Maker(LINES[:8], "Head of revenues, 01632 960102", ("council-tax", "benefits", "waste"), "band"),
    3: Maker(LINES, "Head of procurement, 01632 960103", ("all",)),
    4: Maker(LINES[:6], "IT manager, it@foxglove-vale.example", ("council-tax", "planning-applications")),
    5: Maker(LINES[3:], "Contracts team, 01632 960105", ("waste", "website", "land-charges"), "figure"),
    6: Maker(LINES[:10], "Category lead for technology, 01632 960106", ("all",)),
    7: Maker(LINES[2:9], "Head of digital, digital@marrowfield.example", ()),
    8: Maker(LINES[:5] + LINES[8:], "Head of IT, 01632 960108", ("council-tax", "business-rates", "finance")),
}
