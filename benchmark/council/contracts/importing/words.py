"""What is said of an import: the columns as they are read, what would change, and what was done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from benchmark.council.asking import shorten
from benchmark.council.contracts.importing.cells import clean
from benchmark.council.contracts.importing.contract import Aside, Contract
from benchmark.council.contracts.importing.guide import END, SUPPLIER, VALUE
from benchmark.council.contracts.importing.header import targets
from benchmark.council.contracts.importing.plan import Change, Plan
from benchmark.council.contracts.importing.table import FORMULA, Table
from benchmark.council.register import row_title
from benchmark.questions.value import value_words
from scoring.register import Register

# Two cells show what a column holds.
_SAMPLES: Final = 2
_LOOKED_AT: Final = 1_000
_LONGEST: Final = 40


def column_lines(table: Table, columns: Mapping[str, str], register: Register) -> Iterator[str]:
    """Say what each column is read for, with what it holds in the first rows."""
    titles = targets(register)
    yield f"The columns of {table.file}, from row {table.at}:"
    for name in table.header:
        if columns.get(name):
            yield f'- "{name}": {titles[columns[name]]}. {samples(table, name)}'
    left = [f'"{name}"' for name in table.header if not columns.get(name)]
    if left:
        yield f"- left out: {', '.join(left)}"


def samples(table: Table, name: str) -> str:
    """Say what a column holds: its first two texts."""
    at = table.header.index(name)
    held = (clean(cells[at]) for _, cells in table.rows[:_LOOKED_AT] if cells[at] not in ("", FORMULA))
    said = [shorten(text, _LONGEST) for text in islice(filter(None, held), _SAMPLES)]
    return f"Such as: {'; '.join(said)}" if said else "Empty"


def contract_words(register: Register, contract: Contract) -> str:
    """Describe a contract on one line: what tells a person which one it is."""
    column = register.column_index
    parts = [contract.title, str(contract.cells.get(SUPPLIER, ""))]
    parts += [
        f"{column[name].title.lower()} {value_words(column[name], contract.cells[name])}"
        for name in (VALUE, END)
        if name in contract.cells
    ]
    return ", ".join(filter(None, parts))


def preview_lines(register: Register, plan: Plan, aside: Sequence[Aside]) -> Iterator[str]:
    """Say everything that would change before it does, and what would not come in."""
    new = [change for change in plan.changes if not change.before]
    old = [change for change in plan.changes if change.before]
    counts = f"{len(old):,} changed, {plan.same:,} as before, {len(aside):,} set aside"
    yield f"What the file would change: {_count(register, len(new))} new, {counts}."
    yield from _part("New:", (_new_line(register, change) for change in new))
    yield from _part("Changed:", (_changed_line(register, change) for change in old))
    split = [contract.title for contract in plan.split]
    yield from _part("In more than one line; their sums stay as you split them:", split)
    gone = [f"{register.line_index[line].title}: {row_title(register, row)}" for line, row in plan.gone]
    yield from _part("No longer in the file; they stay in the register:", gone)
    full = [f"{register.line_index[line].title}: {contract.title}" for contract, line in plan.full]
    yield from _part("Set aside, because their line is full:", full)
    yield from _part("Could not be read; what else these rows hold comes in:", map(str, plan.faults))


def result_lines(register: Register, plan: Plan, path: object) -> Iterator[str]:
    """Say what was written, and what is left for a person to write."""
    new = sum(not change.before for change in plan.changes)
    changed = len(plan.changes) - new
    if not plan.changes:
        yield f"{path}: nothing changes."
        return
    yield f"{path}: {_count(register, new)} added, {changed:,} changed."
    if new:
        yield "Next: council-benchmark assess asks how well each fits, and what else no file says."


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Give a list below its title; nothing where the list is empty."""
    for at, line in enumerate(lines):
        if not at:
            yield title
        yield f"- {line}"


def _new_line(register: Register, change: Change) -> str:
    named = [column.id for column in register.columns if column.kind == "text" and column.id in change.after][:2]
    columns = [column for column in register.columns if column.id in change.after and column.id not in named]
    said = [f"{column.title}: {_value(register, change, column.id)}" for column in columns]
    said += [change.contract.note] if change.contract.note else []
    none = " This line was marked as not here." if change.was_none else ""
    return f"{register.line_index[change.line].title}: {row_title(register, change.after)}. {'; '.join(said)}.{none}"


def _changed_line(register: Register, change: Change) -> str:
    said = [
        f"{register.column_index[name].title}: {_value(register, change, name)}, {_before(register, change, name)}"
        for name in change.columns
    ]
    return f"{register.line_index[change.line].title}: {row_title(register, change.before)}. {'; '.join(said)}."


def _value(register: Register, change: Change, name: str) -> str:
    said = value_words(register.column_index[name], change.after[name])
    worked = change.contract.worked.get(name) if change.after[name] == change.contract.cells.get(name) else None
    return f"{said} ({worked})" if worked else said


def _before(register: Register, change: Change, name: str) -> str:
    said = value_words(register.column_index[name], change.before.get(name))
    return f"was {said}" if said else "was empty"


def _count(register: Register, count: int) -> str:
    return f"{count:,} {register.row if count == 1 else register.rows}"
