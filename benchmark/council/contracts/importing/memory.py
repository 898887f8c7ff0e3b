"""What a council's folder remembers of its imports: the meaning of columns, and the line of each contract.

It stands in `contracts-mapping.toml`. A person may correct it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import tomli_w

from benchmark.council.contracts.importing.header import targets
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import exists, read_toml, write_text
from benchmark.questions.kinds import TABLE, TEXT, TEXTS, Key, is_number
from benchmark.questions.shape import TOP_PLACE, check_entry, other_format
from benchmark.tables.names import normal
from scoring.register import Register

FORMAT: Final = "contracts-mapping/1"
FILE_NAME: Final = "contracts-mapping.toml"
# In the place of a line: the contract does not belong into the register.
NOT_HERE: Final = "-"
_KEYS: Final = {
    "format": Key(TEXT, required=True),
    "questionnaire": Key(TEXT, required=True),
    "header": Key(TEXTS),
    "columns": Key(TABLE),
    "contracts": Key(TABLE),
    "notices": Key(TABLE),
    "worked-out": Key(TABLE),
}
# What is kept by the reference of a contract.
_KEYED: Final = ("contracts", "notices", "worked-out")
_MOST_FAULTS: Final = 1_000
_HEAD: Final = """\
# How contracts were brought into the register, so that the next time asks only about what is new.
# columns: what each column is read for. contracts and notices: the line of business by reference; "-" is left out.
# worked-out: costs a year that followed from a sum and its dates, by reference.

"""


@dataclass(frozen=True)
class Memory:
    """What is remembered. `lines` maps references, as they were written, to the id of a line or NOT_HERE."""

    header: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    contracts: Mapping[str, str] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
    worked: Mapping[str, float] = field(default_factory=dict)

    def lines(self, *, notice: bool) -> Mapping[str, str]:
        """Give the lines of contracts of one source."""
        return self.notices if notice else self.contracts

    def with_lines(self, said: Mapping[str, str], *, notice: bool) -> "Memory":
        """Give the same with more lines remembered."""
        merged = {**self.lines(notice=notice), **said}
        return replace(self, notices=merged) if notice else replace(self, contracts=merged)


def read_memory(path: Path, set_id: str, register: Register) -> Memory:
    """Read what is remembered, or raise FaultsError with every fault; nothing where there is no file."""
    if not exists(path):
        return Memory()
    data, file = read_toml(path), str(path)
    if other := other_format(data, FORMAT, file):
        raise FaultsError([other])
    faults = list(check_entry(data, _KEYS, file, TOP_PLACE))
    if not faults and data["questionnaire"] != set_id:
        faults.append(fault("other-set", file, found=data["questionnaire"], wanted=set_id))
    if not faults:
        faults += _check(data, register, file)
    if faults:
        raise FaultsError(faults[:_MOST_FAULTS])
    keyed = [{normal(key): said for key, said in data.get(name, {}).items()} for name in _KEYED]
    return Memory(tuple(data.get("header", ())), data.get("columns", {}), *keyed)


def write_memory(path: Path, set_id: str, memory: Memory) -> None:
    """Write what is remembered, in an order that does not depend on how it was found out."""
    data: dict[str, Any] = {"format": FORMAT, "questionnaire": set_id}
    if memory.header:
        data |= {"header": list(memory.header), "columns": dict(memory.columns)}
    for name, found in zip(_KEYED, (memory.contracts, memory.notices, memory.worked), strict=True):
        if found:
            data[name] = {key: found[key] for key in sorted(found)}
    write_text(path, _HEAD + tomli_w.dumps(data))


def same_header(memory: Memory, header: Sequence[str]) -> bool:
    """Say whether a table has the header whose columns are remembered."""
    return bool(memory.header) and [normal(name) for name in memory.header] == [normal(name) for name in header]


def _check(data: Mapping[str, Any], register: Register, file: str) -> Iterator[Fault]:
    known = targets(register)
    seen: dict[str, str] = {}
    for name, to in data.get("columns", {}).items():
        if not isinstance(to, str) or to not in known:
            yield fault("not-one-of", file, "[columns]", key=name, value=to, choices=", ".join(known))
        elif to != "words" and seen.setdefault(to, name) != name:
            yield fault("two-columns", file, "[columns]", id=to, first=seen[to], second=name)
    for table in ("contracts", "notices"):
        for key, line in data.get(table, {}).items():
            if not isinstance(line, str) or line not in (NOT_HERE, *register.line_index):
                yield fault("no-such-line", file, f"[{table}], {key}", id=line)
    for key, value in data.get("worked-out", {}).items():
        if not is_number(value):
            yield fault("wrong-kind", file, "[worked-out]", key=key, wanted="a number")
