"""A comparison in the terminal: your sections against peers, then where you stand out."""

from collections.abc import Sequence

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.charts.targets import TargetRow
from benchmark.outputs.text_table import text_table
from benchmark.pool.benchmark import ANYONE, Benchmark, Group, imported_words, joined_words, participation_words
from benchmark.pool.comparison import BinRow, GapRow, GroupRow, ProfileRow
from benchmark.pool.words import shown_together, why_no_groups
from scoring.shown import half_up

NOT_RESIDENTS = "This compares how councils work, not what residents need. It is not a league table."
CIRCLE = "For members of this network only."
_SHOWN_GAPS = 5


def heading(benchmark: Benchmark, group: Group, asked: int) -> str:
    """Say what is compared, with whom, and what a reader may not conclude."""
    about = "about " if benchmark.rules.base > 1 else ""
    lines = [
        f"{benchmark.title} {benchmark.version}, round {benchmark.round}, {', '.join(benchmark.networks)}",
        f"Peers: {group.title}, {about}{group.councils}",
        f"Scores here use the {len(benchmark.common)} of {asked} questions that all these councils were asked.",
        NOT_RESIDENTS,
    ]
    if not benchmark.invited_only:
        lines.append(ANYONE)
    said = (participation_words(benchmark), imported_words(benchmark), joined_words(benchmark))
    lines += [line for line in said if line]
    if benchmark.rules.setting == "circle":
        lines.append(CIRCLE)
    return "\n".join(wrap(line, console.width()) for line in lines)


def profile_table(
    rows: Sequence[ProfileRow],
    minimum: int,
    decimals: int,
    *,
    with_you: bool,
    places: int = 1,
    what: str = "Section",
    plain: bool = False,
) -> str:
    """Lay out sections with their quartiles, and you beside them; `what` is what the rows are."""
    header = [what, "Councils", "Lower", "Middle", "Upper", *(["You"] if with_you else [])]
    cells = [
        [
            row.title,
            str(row.councils) if row.councils is not None else f"fewer than {minimum}",
            *(number(value, places) for value in (row.lower, row.median, row.upper)),
            *([number(row.you, decimals)] if with_you else []),
        ]
        for row in rows
    ]
    note = "Lower, middle and upper: a quarter, half and three quarters of the peers score up to this."
    return text_table(header, cells, plain=plain) + "\n" + wrap(note, console.width())


def group_table(rows: Sequence[GroupRow], minimum: int, places: int = 1, *, plain: bool = False) -> str:
    """Lay out the median of every section in every peer group."""
    groups = list(dict.fromkeys(row.group_title for row in rows))
    items = list(dict.fromkeys(row.title for row in rows))
    medians = {(row.title, row.group_title): row.median for row in rows}
    keys = [chr(ord("A") + at) for at in range(len(groups))]
    cells = [[item, *(number(medians.get((item, group)), places) for group in groups)] for item in items]
    if plain:
        said = text_table(["Middle score", *groups], cells, plain=True)
        return f"Middle scores\n{said}\n{_held(minimum, 'None')}"
    table = text_table(["Middle score", *keys], cells)
    legend = "\n".join(f"{key}: {group}" for key, group in zip(keys, groups, strict=True))
    return f"{table}\n{legend}\n{_held(minimum, 'A dash')}"


def _held(minimum: int, sign: str) -> str:
    """Say what a figure that is not there stands for."""
    words = f"{sign}: fewer than {minimum} answered, too few for quartiles, or answers much alike."
    return wrap(words, console.width())


def withheld_lines(benchmark: Benchmark, attribute: str) -> str:
    """Say which groups of an attribute are not shown alone, and why."""
    minimum = benchmark.rules.minimum
    lines = [
        f"Shown together, because one alone has fewer than {minimum} councils: {titles}."
        for titles in shown_together(benchmark, attribute)
    ]
    if not benchmark.groups_of(attribute):
        title = next(info.title for info in benchmark.attributes if info.id == attribute)
        lines.append(f"By {title.lower()}: {why_no_groups(benchmark, attribute)}")
    return "\n".join(wrap(line, console.width()) for line in lines)


def gap_lines(rows: Sequence[GapRow]) -> str:
    """List where you stand furthest above and furthest below the middle of your peers."""
    above = [row for row in rows if row.distance > 0][:_SHOWN_GAPS]
    below = [row for row in reversed(rows) if row.distance < 0][:_SHOWN_GAPS]
    parts = []
    for title, found in (("Ahead of the middle of your peers", above), ("Behind the middle of your peers", below)):
        lines = [_gap_line(row) for row in found] or ["  none"]
        parts.append("\n".join([title, *lines]))
    return "\n\n".join(parts)


def target_lines(rows: Sequence[TargetRow]) -> str:
    """List where the middle of the peers wants to be furthest ahead of where it stands; nothing where nobody shows."""
    ahead = [row for row in rows if row.distance > 0][:_SHOWN_GAPS]
    if not ahead:
        return ""
    lines = [wrap(f"{row.note}  {row.title}", console.width(), " " * 6, "  ") for row in ahead]
    return "\n".join(["Where the middle of your peers wants to go next", *lines])


def bin_table(rows: Sequence[BinRow], minimum: int, *, plain: bool = False) -> str:
    """Lay out one item: how many of each group sit at each level."""
    if not rows:
        return f"Held back: fewer than {minimum} councils answered, or their answers are too much alike."
    cells = [[row.group, row.bin, _share(row), "you are here" if row.you else ""] for row in rows]
    return text_table(["Peers", "Level", "Share", ""], cells, plain=plain)


def number(value: float | None, decimals: int = 1) -> str:
    """Write a figure, rounded half up and without a tail of zeros, or a dash where there is none."""
    return "-" if value is None else f"{half_up(value, decimals):g}"


def _share(row: BinRow) -> str:
    return "90% or more" if row.dominant else f"{(row.share or 0) * 100:.0f}%"


def _gap_line(row: GapRow) -> str:
    text = f"you {number(row.you)}, middle {number(row.median)}  {row.title}"
    return wrap(text, console.width(), " " * 6, "  ")
