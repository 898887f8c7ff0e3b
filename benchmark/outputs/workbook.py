"""The rows of a comparison as an Excel workbook: one tidy sheet a table, with charts that can be edited."""

from pathlib import Path

from benchmark.outputs.comparison_text import NOT_RESIDENTS
from benchmark.outputs.comparison_view import View
from benchmark.outputs.tidy_charts import Bars, add_bars
from benchmark.outputs.tidy_sheets import PERCENT, TENTHS, WHOLE, Field, Table, Value, make_book
from benchmark.pool.benchmark import ANYONE, imported_words, joined_words
from benchmark.workbooks.results import save_book

_ID = Field("Id", "The id of the section or question, for ever the same.")
_TITLE = Field("Title", "The section or question in words.")
_COUNCILS = Field("Councils", "How many councils answered; empty where it is withheld.", WHOLE)
_NOTE = Field("Note", "Why cells of this row are empty.")
_GROUP = Field("Peer group", "The councils that are compared with.")


def write_workbook(view: View, path: Path) -> None:
    """Write every table of a comparison to one workbook. It holds nothing that the benchmark does not."""
    sections, levels = _sections(view), _levels(view)
    book = make_book([_summary(view), sections, _by_group(view), levels, _gaps(view), _targets(view)])
    if sections.rows:
        values = ("Middle", "You") if view.own else ("Middle",)
        title = ("You and the" if view.own else "The") + f" middle of your peers: {view.group.title}"
        add_bars(book, sections, Bars(title, "Title", values, len(sections.rows), _ends(view)))
    # The first rows are those of your own group, of one item.
    first = [row for row in view.bins if (row.item, row.group) == (view.bins[0].item, view.bins[0].group)]
    if first and all(row.share is not None for row in first):
        bars = Bars(f"{first[0].title}. Peers: {first[0].group}", "Level", ("Share",), len(first), (0, 1), PERCENT)
        add_bars(book, levels, bars)
    save_book(book, path)


def _ends(view: View) -> tuple[float, float] | None:
    """Give the ends of the scale on which all scores of the comparison are measured, if it is one."""
    shown = {row.item for row in view.profile}
    ends = {(item.start, item.stop) for item in view.benchmark.items if item.id in shown}
    return ends.pop() if len(ends) == 1 else None


def _withheld(view: View) -> str:
    return f"fewer than {view.benchmark.rules.minimum}"


def _note(view: View, councils: int | None, median: float | None) -> Value:
    """Say why a figure is missing."""
    if councils is None:
        return _withheld(view)
    return None if median is not None else "too few for quartiles, or answers much alike"


def _sections(view: View) -> Table:
    fields = (
        _ID,
        _TITLE,
        _COUNCILS,
        Field("Lower", "A quarter of these councils score up to this.", TENTHS),
        Field("Middle", "Half of these councils score up to this: the median.", TENTHS),
        Field("Upper", "Three quarters of these councils score up to this.", TENTHS),
        Field("You", "Your own score; empty where there is none, or no answers of yours were given.", TENTHS),
        _NOTE,
    )
    rows = [
        (r.item, r.title, r.councils, r.lower, r.median, r.upper, r.you, _note(view, r.councils, r.median))
        for r in view.profile
    ]
    return Table("Sections", fields, rows)


def _by_group(view: View) -> Table:
    fields = (_ID, _TITLE, _GROUP, _COUNCILS, Field("Middle", "The median of this group.", TENTHS), _NOTE)
    rows = [
        (r.item, r.title, r.group_title, r.councils, r.median, _note(view, r.councils, r.median)) for r in view.by_group
    ]
    return Table("Groups", fields, rows)


def _levels(view: View) -> Table:
    fields = (
        _ID,
        _TITLE,
        _GROUP,
        Field("Level", "The level or range; neighbours may be shown together."),
        _COUNCILS,
        Field("Share", "The share of the councils of this row among those that are shown.", PERCENT),
        Field("You", "Yes where you are in this level."),
        _NOTE,
    )
    rows = [
        (
            r.item,
            r.title,
            r.group,
            r.bin,
            r.councils,
            r.share,
            "yes" if r.you else None,
            "90% or more are here; the others are not shown" if r.dominant else None,
        )
        for r in view.bins
    ]
    return Table("Levels", fields, rows)


def _gaps(view: View) -> Table:
    fields = (
        _ID,
        Field("Section", "The id of its section."),
        _TITLE,
        Field("You", "Your own level or place.", TENTHS),
        Field("Middle", "The median of the peers.", TENTHS),
        Field("Distance", "How far you stand above the middle; below it where it is negative.", TENTHS),
    )
    rows = [(r.item, r.section, r.title, r.you, r.median, r.distance) for r in view.gaps]
    return Table("Questions", fields, rows)


def _targets(view: View) -> Table:
    fields = (
        _ID,
        Field("Section", "Its section in words."),
        _TITLE,
        _GROUP,
        Field("Councils", "How many of these councils set a target.", WHOLE),
        Field("Middle now", "The middle of the peers' answers.", TENTHS),
        Field("Middle target", "The middle of the peers' targets.", TENTHS),
        Field("Distance", "How many levels the target lies above the answer.", TENTHS),
        Field("You", "Your own level.", TENTHS),
        Field("Your target", "The level that you want to reach.", TENTHS),
    )
    rows = [
        (r.item, r.section, r.title, r.group, r.councils, r.now, r.target, r.distance, r.you, r.your_target)
        for r in view.targets
    ]
    return Table("Targets", fields, rows)


def _summary(view: View) -> Table:
    benchmark = view.benchmark
    rows: list[tuple[str, Value]] = [
        ("Question set", f"{benchmark.title} {benchmark.version}"),
        ("Round", benchmark.round),
        ("Networks", ", ".join(benchmark.networks)),
        ("Peers", view.group.title),
        ("Councils", view.group.councils),
        ("Setting", benchmark.rules.setting),
        ("Fewest councils in any figure", benchmark.rules.minimum),
        ("An empty cell", f"withheld ({_withheld(view)} councils), or there is none"),
        ("What it compares", NOT_RESIDENTS),
        ("Who could send returns", "invited councils only" if benchmark.invited_only else ANYONE),
        ("Imported returns", imported_words(benchmark) or "none"),
        ("Earlier versions", joined_words(benchmark) or "none"),
    ]
    return Table("Summary", (Field("What", "A fact about the comparison."), Field("Value", "What it is.")), rows)
