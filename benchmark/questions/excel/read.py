"""Read a question set from an author's workbook: the set as data, or every fault by its sheet and cell."""

from pathlib import Path
from typing import Any

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.questions.excel.layout import KIND, OPTIONS, OWNER, OWNERS, SCALES, SCORING, SET, plan
from benchmark.questions.excel.places import Places, for_workbook
from benchmark.questions.excel.rows import Row, SheetRows, place_in, read_rows
from benchmark.questions.read import find_faults
from benchmark.questions.shape import place_of
from benchmark.workbooks.read import Sheet, read_workbook

Data = dict[str, Any]
_NO_OWNER = {
    "attribute": "unknown-attribute",
    "answer scale": "unknown-scale",
    "question": "unknown-question",
    "number band": "unknown-question",
}


def read_question_set(path: Path) -> Data:
    """Read a question set from a workbook, or raise FaultsError with every fault."""
    data, faults = parse_sheets(read_workbook(path), str(path))
    if faults:
        raise FaultsError(faults)
    return data


def parse_sheets(sheets: list[Sheet], file: str) -> tuple[Data, list[Fault]]:
    """Make a question set from the sheets of a workbook; with it, every fault."""
    faults: list[Fault] = []
    assembled = _Assembly(read_rows(sheets, file, faults), file, faults)
    found = [assembled.places.in_workbook(one) for one in find_faults(assembled.data, file)]
    return assembled.data, faults + [one for one in found if not any(_says(read, one) for read in faults)]


def _says(read: Fault, found: Fault) -> bool:
    """Say whether a fault of reading explains one of the question set: what was not read is missing there."""
    if read.code == "no-column" and found.code == "missing-key":
        return found.rule.split('"')[1] == read.rule.split('"')[1] and found.place.startswith(read.place.split(",")[0])
    return read.place == found.place.partition(" (")[0]


class _Assembly:
    """Puts the rows of all sheets together, and remembers where each entry came from."""

    def __init__(self, read: list[SheetRows], file: str, faults: list[Fault]) -> None:
        self.data: Data = {}
        self.places = Places()
        self._file, self._faults = file, faults
        self._owners: dict[str, dict[str, Data]] = {sheet: {} for sheet in OWNERS.values()}
        by_title = {one.plan.title: one.rows for one in read}
        for row in by_title.get(SET, []):
            self.data.update(row.entry)
            self.places.add("top of the file", row)
            self.places.add("version", row)
            self.places.name(row.entry.get("id"), row)
        for row in by_title.get(SCORING, []):
            if row.entry or row.none:
                self.data["scoring"] = row.entry
            self.places.add("[scoring]", row)
        for title in ("Bands", "Attributes"):
            self._list(title, by_title.get(title, []))
        self._scales(by_title.get(SCALES, []))
        for title in ("Themes", "Sections", "Questions"):
            self._list(title, by_title.get(title, []))
        for row in by_title.get(OPTIONS, []):
            self._option(row)

    def _list(self, title: str, rows: list[Row]) -> None:
        """Add a list of entries, one a row."""
        key = plan(title).key
        if rows or key in ("section", "question"):
            self.data[key] = []
        for row in rows:
            if row.none:
                continue
            if key == "attribute" and "from" in row.entry:
                row.entry["from"] = _mapping(row.entry["from"])
            self.data[key].append(row.entry)
            self.places.add(place_of(key, row.entry, len(self.data[key])), row)
            self.places.name(row.entry.get("id"), row)
            if title in self._owners and isinstance(row.entry.get("id"), str):
                self._owners[title].setdefault(row.entry["id"], row.entry)
        self.places.add("[[band]]" if key == "band" else "", *rows)

    def _scales(self, rows: list[Row]) -> None:
        for row in rows:
            scales = self.data.setdefault("scales", {})
            name = row.entry.get("id")
            if row.none or name is None:
                continue
            place = f'answer scale "{name}"'
            if name in scales:
                where = place_in(SCALES, f"cell {row.places['id']}")
                self._faults.append(fault("repeated-id", self._file, where, id=name))
                continue
            scales[name] = self._owners[SCALES][name] = {}
            self.places.add(place, row)

    def _option(self, row: Row) -> None:
        """Add an option to what it belongs to."""
        kind, owner = row.entry.pop(KIND, None), row.entry.pop(OWNER, None)
        for key, value in ((KIND, kind), (OWNER, owner)):
            if value is None and key in row.places:
                self._fault("missing-key", row, key, key=key)
        if kind is not None and kind not in OWNERS:
            self._fault("not-one-of", row, KIND, value=kind, key=KIND, choices=", ".join(OWNERS))
        if kind not in OWNERS or owner is None:
            return
        entry = self._owners[OWNERS[kind]].get(owner)
        if entry is None:
            self._fault(_NO_OWNER[kind], row, OWNER, id=owner)
            return
        place = f'{"question" if kind == "number band" else kind} "{owner}"'
        if kind == "number band":
            entry, place = entry.setdefault("number", {}), f"{place}, number"
        options = entry.setdefault("bands" if kind == "number band" else "options", [])
        if "id" in row.entry and row.entry["id"] is None:
            return
        options.append(row.entry)
        self.places.add(f"{place}, {place_of('option', row.entry, len(options))}", row)

    def _fault(self, code: str, row: Row, column: str, **values: object) -> None:
        cell = f"cell {row.places[column]}" if column in row.places else ""
        self._faults.append(for_workbook(fault(code, self._file, place_in(row.sheet, cell), **values)))


def _mapping(said: Data) -> Data:
    """Put the attribute that another follows from, and what its options become, into one table."""
    return {said["attribute"]: said.get("options", {})} if "attribute" in said else {}
