"""The benchmark object: the narrow waist through which every comparison of councils passes, and its file.

It holds what disclosure control let through, the rules that were used, and the words and ids of the question set.
It holds nothing about any one council.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from benchmark.errors import FaultsError
from benchmark.faults import fault, printable
from benchmark.files import MEGABYTE, read_bytes, write_bytes
from benchmark.returns.model import Digest, Id, Version

FORMAT = "council-benchmark/1"
ALL = "all"
LIMIT: Final = 50 * MEGABYTE
TARGET: Final = ".target"
MOVED: Final = ".moved"

Text = Annotated[str, Meta(max_length=4000)]
Councils = Annotated[int, Meta(ge=0, le=10_000_000)]
# A question, a section or a theme; a question's target; or how councils moved. No id of a set holds a full stop.
ItemId = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*([.](target|moved))?\Z", max_length=90)]


class BinRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Neighbouring bins that are shown together."""

    first: int
    last: int
    councils: Councils


class Cell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item in one group. Without `councils`, the item is withheld there: fewer than the minimum answered."""

    group: Id
    item: ItemId
    councils: Councils | None = None
    bins: tuple[BinRange, ...] = ()
    dominant: BinRange | None = None
    quartiles: tuple[float, float, float] | None = None
    mean: float | None = None


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A peer group: all councils, or those with one of `options` of one attribute."""

    id: Id
    title: Text
    attribute: Id | None
    options: tuple[Id, ...]
    councils: Councils


class Withheld(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group that is not shown on its own, and with what it is shown together, if at all."""

    attribute: Id
    option: Id
    title: Text
    group: Id | None


class ItemInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is compared, with the words for its bins."""

    id: ItemId
    kind: Literal["question", "section", "theme", "overall", "target", "moved"]
    section: str
    title: Text
    bins: tuple[Text, ...]
    start: float
    stop: float
    ordered: bool
    levels: bool

    @property
    def is_score(self) -> bool:
        """Say whether this is a score: of a section, of a theme, or of the whole."""
        return self.kind in ("section", "theme", "overall")


class AttributeInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attribute by which councils are grouped."""

    id: Id
    title: Text


class Participation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many councils of one type were invited, and how many returned. Without numbers it is withheld.

    Without an attribute it is all councils. `by` is the title of the attribute; `not-known` says that the list of
    invitations does not say it of every council, or says something else than a return.
    """

    attribute: Id | None
    by: Text
    options: tuple[Id, ...]
    title: Text
    status: Literal["shown", "too-few-answered", "not-known"]
    invited: Councils | None = None
    returned: Councils | None = None


class RulesUsed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of disclosure control that were used."""

    setting: Literal["network", "public", "circle"]
    minimum: int
    groups_from: int
    quartiles_from: int
    levels_from: int
    rare: int
    dominant: float
    base: int
    exact: bool


class Since(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The earlier round since which councils moved, and how many linked returns the fullest figure compares."""

    round: Id
    version: Version
    councils: Councils


class Joined(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier version of the question set, and how many returns answered it; None where that is not said."""

    version: Version
    councils: Councils | None


class Benchmark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole benchmark."""

    format: Literal["council-benchmark/1"]
    questionnaire: Id
    version: Version
    fingerprint: Digest
    title: Text
    round: Id
    networks: tuple[Id, ...]
    rules: RulesUsed
    councils: Councils
    # Whether only returns of invited councils are counted; if not, anyone could have sent them.
    invited_only: bool
    common: tuple[Id, ...]
    attributes: tuple[AttributeInfo, ...]
    groups: tuple[Group, ...]
    withheld: tuple[Withheld, ...]
    items: tuple[ItemInfo, ...]
    cells: tuple[Cell, ...]
    digests: tuple[Digest, ...] = ()
    commitment: str = ""
    # How many of the returns somebody imported, in the councils' place: from a table, or without a signature.
    imported: Councils = 0
    since: Since | None = None
    # Under which terms others may use the words of the question set; nothing where its authors do not say.
    licence: Text = ""
    # Where somebody knows who was invited: all councils first, then by type.
    participation: tuple[Participation, ...] = ()
    # Earlier versions whose returns are counted too, on the questions that mean the same.
    joined: tuple[Joined, ...] = ()

    def cell(self, group_id: str, item_id: str) -> Cell | None:
        """Give one item in one group, or None where there is no such group or item."""
        return next((cell for cell in self.cells if cell.group == group_id and cell.item == item_id), None)

    def group(self, group_id: str) -> Group | None:
        """Give a group by its id."""
        return next((group for group in self.groups if group.id == group_id), None)

    def groups_of(self, attribute: str) -> tuple[Group, ...]:
        """List the groups of one attribute."""
        return tuple(group for group in self.groups if group.attribute == attribute)

    def item(self, item_id: str) -> ItemInfo | None:
        """Give an item by its id."""
        return next((item for item in self.items if item.id == item_id), None)


def target_id(question_id: str) -> str:
    """Give the id of the item that holds the targets of a question."""
    return question_id + TARGET


def moved_id(item_id: str) -> str:
    """Give the id of the item that says how councils moved on another one."""
    return item_id + MOVED


ANYONE = "Anyone could have sent these returns: no list of invitations said whose count."

_decoder = msgspec.json.Decoder(Benchmark)


def imported_words(benchmark: Benchmark) -> str:
    """Say how many of the returns were imported, or nothing where none was."""
    number, councils = benchmark.imported, benchmark.councils
    if not number:
        return ""
    if number == councils:
        return "All of these returns were imported; the councils did not sign them themselves."
    about = "about " if benchmark.rules.base > 1 else ""
    verb, them = ("was", "the council") if number == 1 else ("were", "the councils")
    return (
        f"{about}{number} of these {councils} returns {verb} imported; {them} did not sign "
        f"{'it itself' if number == 1 else 'them themselves'}."
    ).capitalize()


def participation_words(benchmark: Benchmark) -> str:
    """Say how many of the invited councils returned, or nothing where nobody knows."""
    whole = next((found for found in benchmark.participation if found.attribute is None), None)
    if whole is None or whole.invited is None:
        return ""
    about = "about " if benchmark.rules.base > 1 else ""
    return f"{about}{whole.returned} of {about}{whole.invited} invited councils sent a return.".capitalize()


def joined_words(benchmark: Benchmark) -> str:
    """Say which earlier versions are counted too, and on what; nothing where there are none."""
    if not benchmark.joined:
        return ""
    about = "about " if benchmark.rules.base > 1 else ""
    parts = [
        f"{entry.version} ({'too few to say' if entry.councils is None else f'{about}{entry.councils}'})"
        for entry in benchmark.joined
    ]
    return (
        f"Some returns answered an earlier version of the question set: {', '.join(parts)}. They count only on the "
        "questions that mean the same in both, and scores rest on the questions that everybody was asked."
    )


def benchmark_bytes(benchmark: Benchmark) -> bytes:
    """Give the file of a benchmark: indented, in a fixed order."""
    return msgspec.json.format(msgspec.json.encode(benchmark), indent=1) + b"\n"


def write_benchmark(benchmark: Benchmark, path: Path) -> None:
    """Write a benchmark's file, whole or not at all."""
    write_bytes(path, benchmark_bytes(benchmark))


def read_benchmark(path: Path) -> Benchmark:
    """Read a benchmark's file, or raise FaultsError."""
    data = read_bytes(path, LIMIT)
    try:
        benchmark = _decoder.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        why = printable(str(error).rstrip(".").replace("`", '"'))[:200]
        raise FaultsError([fault("not-a-benchmark", str(path), why=why)]) from None
    contradiction = next(_contradictions(benchmark), None)
    if contradiction:
        raise FaultsError([fault("not-a-benchmark", str(path), why=contradiction)])
    return benchmark


def _contradictions(benchmark: Benchmark) -> Iterator[str]:
    """Say what does not fit together: charts rely on it."""
    items = {item.id: item for item in benchmark.items}
    groups = {group.id for group in benchmark.groups}
    if ALL not in groups:
        yield f'there is no group "{ALL}"'
    if not {item.id for item in benchmark.items if item.kind == "question"}.issuperset(benchmark.common):
        yield "a common question is not among its questions"
    if benchmark.imported > benchmark.councils:
        yield "more returns were imported than there are councils"
    for found in benchmark.participation:
        numbers = (found.invited, found.returned)
        if (None in numbers) == (found.status == "shown") or (found.returned or 0) > (found.invited or 0):
            yield "the numbers of councils that were invited and that returned do not fit together"
    for item in benchmark.items:
        base, _, suffix = item.id.partition(".")
        about = items.get(base)
        wanted = ("target", "moved") if about and about.kind == "question" else ("moved",) if about else ()
        if (suffix or item.kind in ("target", "moved")) and not (suffix == item.kind and suffix in wanted):
            yield f'the item "{item.id}" does not fit what it is about'
        if not item.bins or not item.start < item.stop:
            yield f'the item "{item.id}" has no bins, or a scale without length'
    if sum(entry.councils or 0 for entry in benchmark.joined) > benchmark.councils:
        yield "more returns answered earlier versions than there are councils"
    for cell in benchmark.cells:
        if cell.group not in groups or cell.item not in items:
            yield f'a figure is of "{cell.item}" in "{cell.group}", which are not both listed'
            return
        shown = (*cell.bins, *([cell.dominant] if cell.dominant else []))
        outside = any(not 0 <= found.first <= found.last < len(items[cell.item].bins) for found in shown)
        if outside or (shown and not cell.councils):
            yield f'the bins of "{cell.item}" in "{cell.group}" do not exist'
