"""The keys that a mapping file may hold, as data, and the check of their shape."""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from typing import Any, Final

from benchmark.faults import Fault, fault
from benchmark.pool.importing.mapping import ABSENT
from benchmark.questions.kinds import FLAG, TABLE, TABLES, TEXT, TEXTS, Key, Kind, one_of
from benchmark.questions.shape import check_entry
from benchmark.tables.text import ENCODINGS, SEPARATORS

Data = Table[str, Any]


def _is_values(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(answer, str | int) and not isinstance(answer, bool) for answer in value.values()
    )


VALUES: Final = Kind("a table of texts and their answers", _is_values)
VALUES_OR_NAME: Final = Kind(
    "a table of texts and their answers, or the name of one", lambda value: isinstance(value, str) or _is_values(value)
)
_CELLS: Final = {
    **{name.replace("-", "_"): Key(TEXTS) for name in ABSENT},
    "blank": Key(one_of(*ABSENT)),
    "decimal": Key(one_of(".", ",")),
    "thousands": Key(one_of("", ",", ".", " ", "'")),
    "percent": Key(one_of("number", "share")),
    "round": Key(FLAG),
}
TOP: Final = {
    "format": Key(TEXT, required=True),
    "respondent": Key(TEXT),
    "ignore": Key(TEXTS),
    "encoding": Key(one_of(*ENCODINGS)),
    "separator": Key(one_of(*SEPARATORS)),
    "no_column": Key(one_of("unanswered", "not-asked")),
    "column": Key(TABLES),
    "values": Key(TABLE),
    **_CELLS,
}
COLUMN: Final = {
    "name": Key(TEXT, required=True),
    "question": Key(TEXT),
    "attribute": Key(TEXT),
    "values": Key(VALUES_OR_NAME),
    "separator": Key(TEXT),
    **_CELLS,
}


def check_shape(data: Data, file: str) -> Iterator[Fault]:
    """Report every key that is unknown, missing or of the wrong kind."""
    yield from check_entry(data, TOP, file, "top of the file")
    tables = data.get("values")
    for name, entry in tables.items() if isinstance(tables, dict) else ():
        if not VALUES.accepts(entry):
            yield fault("wrong-kind", file, "[values]", key=name, wanted=VALUES.words)
    columns = data.get("column")
    for at, entry in enumerate(columns if isinstance(columns, list) and TABLES.accepts(columns) else [], start=1):
        yield from check_entry(entry, COLUMN, file, place_of(entry, at))


def place_of(entry: Data, at: int) -> str:
    """Say where a column stands: by its name if it has one, else by counting."""
    return f'column "{entry["name"]}"' if isinstance(entry.get("name"), str) else f"column number {at}"
