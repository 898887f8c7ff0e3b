"""Make contracts of the rows of a published register. What cannot be read is a fault; the rest of its row comes in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from benchmark.council.contracts.importing.cells import clean, is_absent, read_cell, read_day
from benchmark.council.contracts.importing.contract import Aside, Contract, key_of, worked_out
from benchmark.council.contracts.importing.guide import (
    END,
    LAST_END,
    START,
    SUPPLIER,
    WORDS,
    Guide,
    name_column,
    reference_column,
)
from benchmark.council.contracts.importing.table import FORMULA, Table
from benchmark.faults import Fault, fault
from benchmark.questions.answer import BadAnswer
from scoring.register import Register, Value

_A_DAY: Final = "a day such as 01/04/2023"
_LONGEST_TITLE: Final = 200


@dataclass
class Read:
    """The contracts of a file, what was set aside, and the faults that belong to no contract."""

    contracts: list[Contract] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_rows(table: Table, columns: Mapping[str, str], register: Register, guide: Guide) -> Read:
    """Read every row. `columns` maps names of the header to what they are read for."""
    read = Read(faults=list(table.faults))
    places = [(at, columns[name]) for at, name in enumerate(table.header) if columns.get(name)]
    found: dict[str, Contract] = {}
    for number, cells in table.rows:
        row = _Row(table, number, register, guide)
        for at, to in places:
            row.read(at, to, cells[at])
        contract = row.contract()
        if not contract.title:
            read.aside.append(row.aside("It has neither a reference nor a title"))
        elif contract.key in found:
            first = found[contract.key]
            twice = fault("contract-twice", table.file, contract.at, title=contract.title, first=first.at)
            found[contract.key] = replace(first, faults=(*first.faults, twice))
            read.aside.append(row.aside(f"It has the reference of {first.at}"))
        else:
            found[contract.key] = contract
    read.contracts = list(found.values())
    return read


class _Row:
    """What one row says, cell by cell."""

    def __init__(self, table: Table, number: int, register: Register, guide: Guide) -> None:
        self._faults: list[Fault] = []
        self._table, self._number = table, number
        self._register, self._guide = register, guide
        self._reference, self._name = reference_column(register), name_column(register)
        self._cells: dict[str, Value] = {}
        self._days: dict[str, dt.date] = {}
        self._words: list[str] = []

    @property
    def reference(self) -> str:
        return str(self._cells.get(self._reference, ""))

    def read(self, at: int, to: str, text: str) -> None:
        """Read one cell for what its column is read for."""
        if text == FORMULA:
            self._add("a-formula", at)
        elif to == WORDS:
            self._words.append(clean(text))
        elif to == LAST_END:
            self._read_day(at, to, text)
        else:
            self._read_column(at, to, text)

    def contract(self) -> Contract:
        more, told = worked_out(self._register, self._cells, self._days)
        # A register without titles has at least a description.
        title = str(self._cells.get(self._name, "")) or next(filter(None, self._words), "")[:_LONGEST_TITLE].rstrip()
        if title and self._name:
            self._cells[self._name] = title
        key = key_of(self.reference, title, str(self._cells.get(SUPPLIER, "")))
        words = " ".join(self._words)
        cells = {**self._cells, **more}
        return Contract(
            f"row {self._number}", key, title or self.reference, words, cells, told, faults=tuple(self._faults)
        )

    def aside(self, why: str) -> Aside:
        title = str(self._cells.get(self._name, ""))
        return Aside(f"row {self._number}", self.reference, title, str(self._cells.get(SUPPLIER, "")), why)

    def _read_column(self, at: int, to: str, text: str) -> None:
        value = read_cell(self._guide, self._register.column_index[to], text)
        if isinstance(value, BadAnswer):
            self._add(value.code, at, **value.values)
        elif value is not None:
            self._cells[to] = value
            day = read_day(clean(text), last=to == END) if to in (START, END) else None
            if day:
                self._days[to] = day

    def _read_day(self, at: int, to: str, text: str) -> None:
        said = clean(text)
        day = read_day(said, last=True)
        if day:
            self._days[to] = day
        elif not is_absent(self._guide, said):
            self._add("bad-value", at, value=said[:60], wanted=_A_DAY)

    def _add(self, code: str, at: int, **values: object) -> None:
        place = f"row {self._number}, column {self._table.header[at]}"
        self._faults.append(fault(code, self._table.file, place, **values))
