"""Say where in a workbook a fault stands that was found in the question set which was read from it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from benchmark.faults import Fault
from benchmark.questions.excel.layout import SET, plan, plan_for
from benchmark.questions.excel.rows import Row, place_in

# The columns in which each kind of fault may lie: the first that the sheet has is named.
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "unknown-format": ("format",),
    "unknown-section": ("parent", "section"),
    "circular-section": ("parent",),
    "unknown-scale": ("scale",),
    "unknown-theme": ("themes",),
    "bad-weight": ("weight",),
    "wrong-next": ("next step 1",),
    "only-for-many": ("cap",),
    "only-for-options": ("choose",),
    "unreachable": ("met from",),
    "bad-stage": ("stage",),
    "bad-coverage": ("coverage",),
    "bad-scale": ("scale from",),
    "bad-rounding": ("rounding decimals",),
    "bad-stage-share": ("stage share",),
    "no-stages": ("method",),
    "bad-number": ("number worst",),
    "bad-band": ("from",),
    "unmapped-option": ("from options",),
    "asked-later": ("asked if",),
    "unknown-question": ("asked if",),
    "unknown-attribute": ("applies to", "from attribute"),
}
_BY_KEY: Final = frozenset({"missing-key", "wrong-kind", "unknown-key"})
_OF_IDS: Final = frozenset({"bad-id", "repeated-id", "reserved-id"})
_QUOTED: Final = re.compile(r'"([^"]*)"')
_INSIDE: Final = re.compile(r"(.*), (scale|rounding|number)\Z", re.DOTALL)
_NOWHERE: Final[Mapping[str, str]] = {"top of the file": place_in(SET, ""), "": place_in("Questions", "")}
_WORTH_SAYING: Final = re.compile("(question|section|theme|attribute|answer scale|band) ")
# What a fault says to those who write TOML, in the words of a workbook.
_TABLE: Final = re.compile(r"(?:an?|the) \[\[([a-z]+)\]\]|one \[\[([a-z]+)\]\]")
_SCALE: Final = re.compile(r"\[scales[.]([^\]]*)\]")
_FLAG: Final = re.compile(r"\b(scored|stage|choose) = \"?(\w+)\"?")


class Places:
    """Which rows each place in a question set came from."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._named: dict[str, list[Row]] = {}

    def add(self, place: str, *rows: Row) -> None:
        """Remember that these rows stand for a place, as the checker names it."""
        self._rows.setdefault(place, []).extend(rows)

    def name(self, name: Any, row: Row) -> None:
        """Remember that a row has this id."""
        if isinstance(name, str):
            self._named.setdefault(name, []).append(row)

    def in_workbook(self, fault: Fault) -> Fault:
        """Say where in the workbook a fault stands."""
        rows, column = self._find(fault)
        place = _cells(rows, column) if rows else _NOWHERE.get(fault.place, fault.place)
        if rows and _WORTH_SAYING.match(fault.place):
            place += f" ({fault.place})"
        return for_workbook(fault._replace(place=place))

    def _find(self, fault: Fault) -> tuple[list[Row], str]:
        """Find the rows of a fault, and the title of its column."""
        key = next(iter(_QUOTED.findall(fault.rule)), "").replace("_", " ")
        if fault.code in _OF_IDS:
            ids = _QUOTED.findall(fault.rule)[:1]
            for place in (f'{fault.place}, option "{name}"' for name in ids):
                if place in self._rows:
                    return self._rows[place], "id"
            for place in (f'{fault.place}, number, option "{name}"' for name in ids):
                if place in self._rows:
                    return self._rows[place], "id"
        if fault.place == "version":
            return self._rows.get("version", []), "version"
        named = [rows for name, rows in self._named.items() if _is_named(fault.place, name)]
        if named:
            return [row for rows in named for row in rows], "id"
        inside = _INSIDE.match(fault.place)
        if fault.place not in self._rows and inside:
            return self._rows.get(inside[1], []), f"{inside[2]} {key}" if fault.code in _BY_KEY else ""
        rows = self._rows.get(fault.place, [])
        return rows, key if fault.code in _BY_KEY else _column(fault, rows)


def for_workbook(fault: Fault) -> Fault:
    """Say a fault in the words of a workbook."""
    return fault._replace(rule=_plain(fault.rule), remedy=_plain(fault.remedy))


def _cells(rows: list[Row], column: str) -> str:
    """Name the cells of a column; of a row without that column the first cell, of a sheet of keys none."""
    spare = "" if plan(rows[0].sheet).upright else next(iter(rows[0].places.values()), "")
    cells = [cell for cell in (row.places.get(column, spare) for row in rows) if cell]
    if len(cells) > 1:
        return place_in(rows[0].sheet, f"cells {', '.join(cells[:-1])} and {cells[-1]}")
    return place_in(rows[0].sheet, f"cell {cells[0]}" if cells else "")


def _column(fault: Fault, rows: list[Row]) -> str:
    """Choose the column in which a fault lies."""
    if not rows:
        return ""
    row = rows[0]
    if fault.code == "unknown-option":
        name = _QUOTED.findall(fault.rule)[-1]
        column = "asked if" if name in row.entry.get("asked_if", {}) else "applies to"
        return column if column in row.places else "from options"
    if fault.code == "applies-to-nobody":
        return "applies to" if [] in row.entry.get("applies_to", {}).values() else "asked if"
    return next((column for column in _COLUMNS.get(fault.code, ()) if column in row.places), "")


def _is_named(place: str, name: str) -> bool:
    """Say whether a place is this id, which may be cut."""
    return place in (f'"{name}"', f'"{name[:60]}"', f'"{name[:60]}..."')


def _plain(text: str) -> str:
    """Say in the words of a workbook what a message says in those of TOML."""

    def sheet(found: re.Match[str]) -> str:
        one = found[1] or found[2]
        return f"a row in the sheet {plan_for(one).title}"

    text = _TABLE.sub(sheet, text).replace("text in quotes", "text")
    text = _SCALE.sub(r"\1 to the sheet Answer scales", text)
    return _FLAG.sub(r"\2 in the column \1", text)
