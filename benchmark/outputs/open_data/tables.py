"""The tables of an open data package, each with what its columns mean. They hold what the benchmark shows, no more."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from benchmark.console import visible
from benchmark.outputs.open_data import status
from benchmark.outputs.rows import Cell, table_text
from benchmark.pool.benchmark import ALL, Benchmark

Kind = Literal["string", "integer", "number", "boolean"]


class Column(NamedTuple):
    """A column: its name, its type, what it holds, and what its values are held to."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int | None = None


class Link(NamedTuple):
    """Columns whose values stand in the key of another table, or of the same one where it is not named."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: its rows, its key, and its links to other tables."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    # Whether it holds words of the question set, which are under its own licence.
    wording: bool = False

    @property
    def path(self) -> str:
        """Give the path of its file in the package."""
        return f"data/{self.name}.csv"

    def text(self) -> str:
        """Write it as CSV. What others wrote may hold signs that nobody sees: they are taken out."""
        rows = ([visible(cell) if isinstance(cell, str) else cell for cell in row] for row in self.rows)
        return table_text([column.name for column in self.columns], rows)


_GROUP: Final = Column("group", "string", "The id of the group of councils.", required=True)
_ITEM: Final = Column(
    "item",
    "string",
    "The id of what is compared: a question, a section, a theme, the whole; or a target, or moves.",
    required=True,
)
_ATTRIBUTE: Final = Column("attribute", "string", "The id of the attribute.", required=True)
_TO_GROUPS: Final = Link(("group",), "groups", ("group",))
_TO_ITEMS: Final = Link(("item",), "items", ("item",))
_KINDS: Final = ("question", "section", "theme", "overall", "target", "moved")
# Those that say something of another item.
_ABOUT: Final = ("target", "moved")


def make_tables(benchmark: Benchmark) -> tuple[Table, ...]:
    """Make every table of the package, the dictionary of all their columns last."""
    makers: tuple[Callable[[Benchmark], Table], ...] = (
        _counts,
        _summary,
        _groups,
        _options,
        _attributes,
        _participation,
        _items,
        _bins,
        _statuses,
    )
    tables = tuple(make(benchmark) for make in makers)
    return (*tables, _dictionary(tables))


def _counts(benchmark: Benchmark) -> Table:
    about = (
        "How many councils of a group sit in which bins of an item. One row for each group, item and bin, or bins that "
        "are only shown together. Every bin stands in exactly one row of its group and item, withheld ones too."
    )
    columns = (
        _GROUP,
        _ITEM,
        Column("first_bin", "integer", "The first bin of this row.", required=True, least=0),
        Column(
            "last_bin", "integer", "The last bin of this row; the first again if it is one.", required=True, least=0
        ),
        _status("status", "Whether the number is shown, and if not, why."),
        Column("councils", "integer", "How many councils; empty if not shown. 0 is a true 0.", least=0),
    )
    links = tuple(Link(("item", end), "bins", ("item", "bin")) for end in ("first_bin", "last_bin"))
    key = ("group", "item", "first_bin")
    rows = list(_count_rows(benchmark))
    return Table(
        "counts", "Councils by group, item and bin", about, columns, rows, key, (_TO_GROUPS, *links, _TO_STATUS)
    )


def _count_rows(benchmark: Benchmark) -> Iterator[tuple[Cell, ...]]:
    cells = {(cell.group, cell.item): cell for cell in benchmark.cells}
    for group in benchmark.groups:
        for item in benchmark.items:
            for found in status.ranges(item, cells.get((group.id, item.id)), benchmark.rules):
                yield group.id, item.id, found.first, found.last, found.status, found.councils


def _summary(benchmark: Benchmark) -> Table:
    columns = (
        _GROUP,
        _ITEM,
        _status("status", "Whether anything is shown of this item in this group, and if not, why."),
        Column("councils", "integer", "How many councils of the group answered; empty if not shown.", least=0),
        _status("mean_status", "Whether the mean is shown, and if not, why."),
        Column("mean", "number", "The mean, on the scale of the item, in steps."),
        _status("quartiles_status", "Whether the quartiles are shown, and if not, why."),
        Column("lower_quartile", "number", "A quarter of the councils are at or below this (type 7, in steps)."),
        Column("median", "number", "The middle: half of the councils are at or below this."),
        Column("upper_quartile", "number", "Three quarters of the councils are at or below this."),
    )
    links = (_TO_GROUPS, _TO_ITEMS, *(_to_status(name) for name in ("status", "mean_status", "quartiles_status")))
    about = "The summary figures of each item in each group: one row for each group and item, withheld ones too."
    rows = list(_summary_rows(benchmark))
    return Table("summary", "Summary figures by group and item", about, columns, rows, ("group", "item"), links)


def _summary_rows(benchmark: Benchmark) -> Iterator[tuple[Cell, ...]]:
    cells = {(cell.group, cell.item): cell for cell in benchmark.cells}
    for group in benchmark.groups:
        for item in benchmark.items:
            cell = cells.get((group.id, item.id))
            councils = cell.councils if cell else None
            yield (
                group.id,
                item.id,
                status.TOO_FEW if councils is None else status.SHOWN,
                councils,
                status.mean_status(item, cell),
                cell.mean if cell else None,
                status.quartiles_status(item, cell, benchmark.rules),
                *((cell and cell.quartiles) or (None, None, None)),
            )


def _groups(benchmark: Benchmark) -> Table:
    rounded = "" if benchmark.rules.base == 1 else f", to the nearest {benchmark.rules.base}"
    columns = (
        _GROUP,
        Column("title", "string", "The name of the group, for people."),
        Column("attribute", "string", "By which attribute the group is formed; empty for all councils."),
        Column("councils", "integer", f"How many councils are in the group{rounded}.", required=True, least=0),
    )
    rows = [(group.id, group.title, group.attribute, group.councils) for group in benchmark.groups]
    link = Link(("attribute",), "attributes", ("attribute",))
    return Table("groups", "Groups of councils", "Each group that is shown.", columns, rows, ("group",), (link,))


def _options(benchmark: Benchmark) -> Table:
    columns = (
        _ATTRIBUTE,
        Column("option", "string", "The id of the option.", required=True),
        Column("title", "string", "The option in words."),
        _status("status", "Whether a group holds this option alone, together with others, or not at all."),
        Column("group", "string", "The group that holds it; empty if none does."),
    )
    about = "Which facts about councils stand behind which group. Options that no council has are left out."
    links = (Link(("attribute",), "attributes", ("attribute",)), _TO_GROUPS, _TO_STATUS)
    rows = list(_option_rows(benchmark))
    return Table("options", "Options of the attributes", about, columns, rows, ("attribute", "option"), links)


def _option_rows(benchmark: Benchmark) -> Iterator[tuple[Cell, ...]]:
    titles = {(found.attribute, found.option): found.title for found in benchmark.withheld}
    for attribute in benchmark.attributes:
        for group in benchmark.groups_of(attribute.id):
            for option in group.options:
                title = titles.pop((attribute.id, option), group.title)
                how = status.SHOWN if len(group.options) == 1 else status.TOGETHER
                yield attribute.id, option, title, how, group.id
    for (attribute_id, option), title in titles.items():
        yield attribute_id, option, title, status.NOT_ALONE, None


def _attributes(benchmark: Benchmark) -> Table:
    columns = (
        _ATTRIBUTE,
        Column("title", "string", "The attribute in words."),
        Column("shown", "boolean", "Whether there are groups by this attribute.", required=True),
    )
    rows = [(found.id, found.title, bool(benchmark.groups_of(found.id))) for found in benchmark.attributes]
    about = "The facts about councils by which groups are formed, one at a time."
    return Table("attributes", "Attributes", about, columns, rows, ("attribute",), wording=True)


def _participation(benchmark: Benchmark) -> Table:
    columns = (
        Column("type", "string", "The id of a type of councils; all for all councils.", required=True),
        Column("attribute", "string", "By which attribute; empty for all councils. It may be in no other table."),
        Column("attribute_title", "string", "The attribute in words."),
        Column("options", "string", "The ids of the options of this type, with ; between them."),
        Column("title", "string", "The type in words."),
        _status("status", "Whether the numbers are shown, and if not, why."),
        Column("invited", "integer", "How many were invited; empty if not shown.", least=0),
        Column("returned", "integer", "How many of them are counted here; empty if not shown.", least=0),
    )
    rows = [
        (
            "-".join([found.attribute or ALL, *found.options]),
            found.attribute,
            found.by,
            ";".join(found.options),
            found.title,
            found.status,
            found.invited,
            found.returned,
        )
        for found in benchmark.participation
    ]
    about = "How many councils were invited and how many returned, by type. Without rows where nobody knows."
    return Table("participation", "Invited and returned", about, columns, rows, ("type",), (_TO_STATUS,))


def _items(benchmark: Benchmark) -> Table:
    columns = (
        _ITEM,
        Column("kind", "string", "What it is. The whole is overall.", required=True, choices=_KINDS),
        Column(
            "about",
            "string",
            "Of a target or of moves only: the item for which it was set, or on which councils moved.",
        ),
        Column("section", "string", "The id of the section that it belongs to."),
        Column(
            "title", "string", "The text of the question, or the name of the section or theme; of what it is about."
        ),
        Column("scale_from", "number", "The low end of its scale.", required=True),
        Column("scale_to", "number", "The high end of its scale.", required=True),
        Column("ordered", "boolean", "Whether its bins run from less to more.", required=True),
        Column("everyone", "boolean", "Whether every council was asked it; scores rest on these. Questions only."),
    )
    rows = [
        (
            item.id,
            item.kind,
            item.id.partition(".")[0] if item.kind in _ABOUT else None,
            item.section,
            item.title,
            item.start,
            item.stop,
            item.ordered,
            item.id in benchmark.common if item.kind == "question" else None,
        )
        for item in benchmark.items
    ]
    about = (
        "Everything that is compared: questions, the scores of sections, themes and the whole; targets that councils "
        "set for questions; and how councils moved on any of these since an earlier round."
    )
    # What it is about stands in the same table.
    link = Link(("about",), "", ("item",))
    return Table(
        "items", "Questions, scores, targets and moves", about, columns, rows, ("item",), (link,), wording=True
    )


def _bins(benchmark: Benchmark) -> Table:
    columns = (
        _ITEM,
        Column("bin", "integer", "The number of the bin, from 0.", required=True, least=0),
        Column("kind", "string", "Whether it is an option or a range.", required=True, choices=("option", "range")),
        Column("title", "string", "The words of the option or level, or the ends of the range."),
    )
    rows = [
        (item.id, at, "option" if item.levels else "range", title)
        for item in benchmark.items
        for at, title in enumerate(item.bins)
    ]
    about = "The bins of each item: the options of a question, the lowest level as 0; or the fifths of a range."
    return Table("bins", "Levels and ranges", about, columns, rows, ("item", "bin"), (_TO_ITEMS,), wording=True)


def _statuses(benchmark: Benchmark) -> Table:
    columns = (
        Column("status", "string", "The word that stands in columns of statuses.", required=True),
        Column("meaning", "string", "What it means in this benchmark.", required=True),
    )
    rows = list(status.meanings(benchmark.rules).items())
    about = "What it means that a figure is shown, or why it is not."
    return Table("statuses", "Statuses", about, columns, rows, ("status",))


def _dictionary(tables: Sequence[Table]) -> Table:
    columns = (
        Column("table", "string", "The table.", required=True),
        Column("column", "string", "The column.", required=True),
        Column("type", "string", "Its type: a text, a whole number, a number, or true and false.", required=True),
        Column("meaning", "string", "What it holds.", required=True),
    )
    rows = [(table.name, column.name, column.kind, column.about) for table in tables for column in table.columns]
    rows += [("dictionary", column.name, column.kind, column.about) for column in columns]
    return Table("dictionary", "Data dictionary", "Every column of every table.", columns, rows, ("table", "column"))


def _status(name: str, about: str) -> Column:
    return Column(name, "string", about, required=True)


def _to_status(column: str) -> Link:
    return Link((column,), "statuses", ("status",))


_TO_STATUS: Final = _to_status("status")
