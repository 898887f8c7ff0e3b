"""Words that every chart shares: who the peers are, what may not be concluded, and how figures are written."""

from collections.abc import Sequence
from typing import Final

from benchmark.outputs.charts.chart import Around
from benchmark.pool.benchmark import ALL, ANYONE, Benchmark, Cell, Group, ItemInfo, imported_words, joined_words
from scoring.shown import half_up

NOT_RESIDENTS: Final = "Compares how councils work, not what residents need. Not a league table."
CIRCLE: Final = "For members of this network only"
# Too few at a level, or answers so alike that a figure would tell what single councils said.
PROTECTED: Final = "to protect single councils"
# More networks than this are counted, not named.
_NAMED_NETWORKS: Final = 3
# A name that takes more than a line of a title.
_LONG_NAME: Final = 60
# A scale at most this long is shown with one decimal: levels, or points out of ten.
_SHORT_SCALE: Final = 10
# On a scale from 0 to 1 a quartile is shown to an eighth: one decimal would move it.
_SHORTEST_SCALE: Final = 2


def around(benchmark: Benchmark, group: Group, *, name: str, title: str, shows: str, axis: str, scores: bool) -> Around:
    """Give the words around a chart. `shows` says what its marks are; `scores`, whether they are scores."""
    return Around(
        name=name,
        title=title,
        subtitle=" ".join(part for part in (shows, peers(benchmark, group), _setting(benchmark)) if part),
        axis=axis,
        footer=_footer(benchmark, scores=scores),
        banner=CIRCLE if benchmark.rules.setting == "circle" else "",
        invited_only=benchmark.invited_only,
    )


def alt_text(around_chart: Around, sentences: Sequence[str]) -> str:
    """Write a chart in words: who may see it, what was found, what is shown, and every figure."""
    banner = [f"{around_chart.banner}."] if around_chart.banner else []
    senders = "" if around_chart.invited_only else ANYONE
    parts = [*banner, f"{around_chart.title}.", around_chart.subtitle, *sentences, around_chart.footer[0], senders]
    return " ".join(part for part in parts if part)


def peers(benchmark: Benchmark, group: Group) -> str:
    """Say who the peers are, and how many."""
    size = councils(benchmark, group.councils)
    if group.id == ALL:
        return f"Peers: all {size}." if benchmark.rules.base == 1 else f"Peers: all councils in the round, {size}."
    return f"Peers: {group.title}, {size}."


def councils(benchmark: Benchmark, number: int) -> str:
    """Write a number of councils; a rounded one as such."""
    noun = "council" if number == 1 else "councils"
    return f"about {number} {noun}" if benchmark.rules.base > 1 else f"{number} {noun}"


def fewer(benchmark: Benchmark) -> str:
    """Say in words why something is withheld."""
    return f"fewer than {benchmark.rules.minimum}"


def most(benchmark: Benchmark) -> str:
    """Say in words how large a share is, where no more than that is shown."""
    return f"{round(benchmark.rules.dominant * 100)}% or more"


def answered_note(benchmark: Benchmark, group: Group, answered: int | None) -> str:
    """Say how many answered, where this is not the whole group."""
    if answered is None:
        return f"{fewer(benchmark)} councils answered{_or_rest(group)}"
    return "" if answered == group.councils else councils(benchmark, answered)


def not_shown(benchmark: Benchmark, group: Group, cell: Cell | None) -> str:
    """Say why an item's counts, or its middle, are not shown."""
    if cell is None or cell.councils is None:
        return f"not shown: {answered_note(benchmark, group, None)}"
    return f"not shown, {PROTECTED}"


def middle_note(benchmark: Benchmark, item: ItemInfo, cell: Cell | None) -> str:
    """Give the middle of the peers in words, where it is shown although counts are not."""
    if cell and cell.quartiles:
        low, median, high = (number(value, item) for value in cell.quartiles)
        return f"median {median}, middle half {low} to {high}"
    if cell and cell.mean is not None:
        rough = "" if benchmark.rules.exact else "roughly "
        return f"average {rough}{number(cell.mean, item)}"
    return ""


def sentence(text: str) -> str:
    """Make a sentence of a phrase."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}" if text else ""


def number(value: float, item: ItemInfo) -> str:
    """Write a figure of an item: whole on a long scale, with one decimal where needed on a short one."""
    return short(value, decimals(item.start, item.stop))


def decimals(start: float, stop: float) -> int:
    """Give how many decimals a scale is shown with."""
    length = abs(stop - start)
    return 0 if length > _SHORT_SCALE else 1 if length > _SHORTEST_SCALE else 2


def short(value: float, places: int = 1) -> str:
    """Write a number, halves up, without a useless zero."""
    text = f"{half_up(value, places):.{places}f}"
    return text.rstrip("0").rstrip(".") if places else text


def percent(share: float) -> str:
    """Write a share from 0 to 1."""
    return f"{half_up(share * 100):.0f}%"


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def some(names: Sequence[str], noun: str) -> str:
    """Name one or two, and count more."""
    return listed(names) if len(names) < 3 else f"{len(names)} {noun}s"


def brief(name: str) -> str:
    """Cut a name for use inside a title."""
    return name if len(name) <= _LONG_NAME else name[:_LONG_NAME].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def out_of(part: int, total: int, noun: str) -> str:
    """Write so many of so many: "4 of 11 sections", "all 11 sections", "the one section"."""
    if total == 1:
        return f"the one {noun}"
    return f"all {total} {noun}s" if part == total else f"{part} of {total} {noun}s"


def section_title(benchmark: Benchmark, section: str) -> str:
    """Give a section's title; a section without a score of its own is named after its id."""
    item = next((item for item in benchmark.items if item.kind == "section" and item.id == section), None)
    return item.title if item else section.replace("-", " ").capitalize()


def _or_rest(group: Group) -> str:
    """Say that a group is also withheld where too few answered outside it, as subtraction would show them."""
    return "" if group.id == ALL else ", here or in the rest"


def _setting(benchmark: Benchmark) -> str:
    rules = benchmark.rules
    if rules.setting == "public":
        return f"Setting: public, numbers of councils to the nearest {rules.base}."
    return "Setting: circle, exact figures." if rules.setting == "circle" else "Setting: network."


def _footer(benchmark: Benchmark, *, scores: bool) -> tuple[str, ...]:
    names = benchmark.networks
    networks = f"network {names[0]}" if len(names) == 1 else f"networks {listed(names)}" if names else "no network"
    if len(names) > _NAMED_NETWORKS:
        networks = f"{len(names)} networks"
    basis = f"{councils(benchmark, benchmark.councils)}, {networks}, round {benchmark.round}.".capitalize()
    used = f"Scores use the {len(benchmark.common)} questions that all these councils were asked."
    lines = (NOT_RESIDENTS, basis, used) if scores else (NOT_RESIDENTS, basis)
    lines = lines if benchmark.invited_only else (*lines, ANYONE)
    return (*lines, *(said for said in (imported_words(benchmark), joined_words(benchmark)) if said))
