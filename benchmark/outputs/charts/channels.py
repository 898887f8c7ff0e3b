"""One council's contacts by service and channel, and what a shift of some to the web is worth, as a range."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.council.channels.figures import Channels, Service
from benchmark.outputs.channels import words
from benchmark.outputs.charts.chart import Around, Chart
from scoring.channels import CHANNELS, Range

# Up to so many services the largest are named in the words around the picture.
_NAMED = 3
_AVERAGES = "Costs are averages: money is saved only where staff time or offices are released. The change itself costs."


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One channel of one service: contacts a year, and their share of those of the channels that are known."""

    service: str
    title: str
    channel: str
    contacts: float | None
    share: float | None


@dataclass(frozen=True)
class ContactsChart(Chart):
    """In each row the channels of one service, in the same order. `notes` say which channels are not known."""

    rows: tuple[tuple[ContactRow, ...], ...]
    notes: tuple[str, ...]

    @property
    def table(self) -> tuple[ContactRow, ...]:
        """Give the rows as they are written to CSV."""
        return tuple(one for row in self.rows for one in row)

    @property
    def row_type(self) -> type[ContactRow]:
        """Give the type of the rows."""
        return ContactRow


@dataclass(frozen=True, slots=True)
class WorthRow:
    """What a shift is worth for one service: the least and the most, in pounds a year."""

    service: str
    title: str
    value_from: float
    value_to: float


@dataclass(frozen=True)
class WorthChart(Chart):
    """A range for each service, in the order of the register."""

    rows: tuple[WorthRow, ...]

    @property
    def table(self) -> tuple[WorthRow, ...]:
        """Give the rows as they are written to CSV."""
        return self.rows

    @property
    def row_type(self) -> type[WorthRow]:
        """Give the type of the rows."""
        return WorthRow


def build_channel_charts(found: Channels) -> list[Chart]:
    """Build the charts that there are figures for."""
    charts = [build_contacts(found), build_worth(found)]
    return [chart for chart in charts if chart is not None]


def build_contacts(found: Channels) -> ContactsChart | None:
    """Build the chart of contacts; None where no service has any."""
    services = [service for service in found.services if service.contacts]
    if not services:
        return None
    around = Around(
        name="channels",
        title=_largest(services),
        subtitle=(
            "Each bar is all contacts of a service in a year, split by channel. Their number stands beside it. "
            "A large share on the web is no aim by itself."
        ),
        axis="Share of contacts",
        footer=(words.other_half(found),),
        banner="",
    )
    rows = tuple(_contact_rows(service) for service in services)
    notes = tuple(_note(service) for service in services)
    said = [_contacts_said(service, note) for service, note in zip(services, notes, strict=True)]
    alt = " ".join([f"{around.title}.", around.subtitle, *said, around.footer[0]])
    return ContactsChart(around, alt, rows, notes)


def build_worth(found: Channels) -> WorthChart | None:
    """Build the chart of what a shift is worth; None where that is not known of any service."""
    rows = tuple(
        WorthRow(service.line.id, service.line.title, round(service.value.low, 2), round(service.value.high, 2))
        for service in found.services
        if service.value is not None
    )
    if not rows:
        return None
    below = " Left of the dark line it costs more than it saves." if any(row.value_from < 0 for row in rows) else ""
    around = Around(
        name="channel-shift",
        title=words.worth(found).removesuffix("."),
        subtitle=(
            f"Each bar runs from the least to the most that it saves for a service.{below} {words.other_half(found)}"
        ),
        axis="Pounds a year",
        footer=(f"{_AVERAGES} {_prices(found)}",),
        banner="",
    )
    said = [f"{row.title}: {words.money_range(found_range(row))}." for row in rows]
    return WorthChart(around, " ".join([f"{around.title}.", around.subtitle, *said, *around.footer]), rows)


def found_range(row: WorthRow) -> Range:
    """Give a row's range."""
    return Range(row.value_from, row.value_to)


def _prices(found: Channels) -> str:
    terms, costs = found.terms, [cost for service in found.services for cost in service.costs.values()]
    if all(cost.own for cost in costs):
        return "Costs are the council's own."
    who = "Costs are" if not any(cost.own for cost in costs) else "Where the council has no cost of its own, costs are"
    return f"{who} those published in {terms.published.year}, in prices of {terms.prices}."


def _largest(services: Sequence[Service]) -> str:
    """Say which services have the highest number of contacts."""
    if len(services) == 1:
        return f"{services[0].line.title}: {services[0].contacts:,.0f} contacts a year"
    every = sum(service.contacts for service in services)
    first = sorted(services, key=lambda service: -service.contacts)[: min(_NAMED, len(services) - 1)]
    names = [f'"{service.line.title}"' for service in first]
    named = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    verb = "have" if len(names) > 1 else "has"
    share = words.percent(sum(service.contacts for service in first) / every)
    return f"{named} {verb} {share} of {every:,.0f} contacts a year"


def _contact_rows(service: Service) -> tuple[ContactRow, ...]:
    return tuple(
        ContactRow(
            service=service.line.id,
            title=service.line.title,
            channel=words.NAMES[channel],
            contacts=service.numbers.get(channel),
            share=round(service.numbers[channel] / service.contacts, 6) if channel in service.numbers else None,
        )
        for channel in CHANNELS
    )


def _note(service: Service) -> str:
    names = ", ".join(words.NAMES[channel].lower() for channel in service.missing)
    return f"not known: {names}" if names else ""


def _contacts_said(service: Service, note: str) -> str:
    parts = [
        f"{words.NAMES[channel].lower()} {words.number(service, channel)}"
        for channel in CHANNELS
        if channel in service.numbers
    ]
    return f"{service.line.title}, {service.contacts:,.0f}: {', '.join([*parts, note] if note else parts)}."
