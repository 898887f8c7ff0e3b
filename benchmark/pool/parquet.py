"""A pool's table as Parquet, for engines that read columns. It holds what the CSV holds, and nothing else.

The library that writes it is an optional extra, and looks for nothing on the network.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from benchmark.errors import UsageError
from benchmark.files import read_bytes, write_bytes
from scoring.answers import code_type
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import Questionnaire

if TYPE_CHECKING:
    import duckdb

SUFFIX: Final = ".parquet"
# The cells of a level that hold none, as the CSV writes them.
MISSING: Final = {"": int(UNANSWERED), "NA": int(NOT_APPLICABLE), "not-asked": int(NOT_ASKED)}
_REMEDY: Final = (
    "Parquet needs an extra library. Install it with: pip install 'council-benchmark[parquet]'. "
    "Or write a table that needs none: -o FILE.csv"
)
_OFFLINE: Final = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_LIMIT: Final = 10_000_000_000


def need_library() -> Any:
    """Give the library that writes Parquet, or raise UsageError."""
    try:
        import duckdb  # noqa: PLC0415 - an extra, which only this needs
    except ImportError:
        raise UsageError(_REMEDY) from None
    return duckdb


def write_parquet(
    names: Sequence[str], rows: Iterable[Sequence[str]], questionnaire: Questionnaire, path: Path
) -> None:
    """Write rows of cells, as the CSV has them, as Parquet: levels as small whole numbers, all else as text.

    Whole or not at all. Raises UsageError where the library is missing.
    """
    library = need_library()
    cells = list(zip(*rows, strict=True)) or [()] * len(names)
    # The questions stand last; one may have the id of an attribute.
    first = len(names) - len(questionnaire.questions)
    kind = code_type(questionnaire.questions)
    columns: dict[str, Any] = {name: np.array(told, object) for name, told in zip(names[:first], cells, strict=False)}
    for question, told in zip(questionnaire.questions, cells[first:], strict=True):
        name = question.id if question.id not in columns else f"{question.id}.answer"
        columns[name] = np.array([_code(cell) for cell in told], kind) if question.levels else np.array(told, object)
    # What a killed run leaves is swept away like any other temporary file.
    temporary = path.with_name(f".{path.name}.parquet.{os.getpid()}.tmp")
    connection: duckdb.DuckDBPyConnection = library.connect(config=_OFFLINE)
    try:
        connection.register("given", columns)
        connection.table("given").write_parquet(str(temporary), compression="zstd")
        write_bytes(path, read_bytes(temporary, _LIMIT))
    finally:
        connection.close()
        temporary.unlink(missing_ok=True)


def _code(cell: str) -> int:
    """Give a level's number, or the code of why there is none."""
    return MISSING[cell] if cell in MISSING else int(cell)
