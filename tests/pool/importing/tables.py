"""Import tables in tests without a process: a mapping and a CSV file as text, the returns or the faults out."""

from pathlib import Path

import pytest

from benchmark.errors import FaultsError
from benchmark.pool.importing.collect import collect
from benchmark.pool.importing.returns import Imported, import_returns
from benchmark.pool.importing.run import open_table, read_where
from benchmark.pool.pool import Pool
from benchmark.returns.make import Place
from benchmark.returns.model import Return
from tests.council.small import SMALL as SMALL_TOML
from tests.council.small import small_set

__all__ = ["SMALL_TOML"]
SET = small_set()
SECRET = bytes(range(32))
PLACE = Place("north", "2025-autumn", home=True)


def import_text(
    folder: Path, table: str | bytes, mapping: str | None = None, *, where=(), into=None, secret=SECRET, asked=SET
) -> Imported:
    """Import a table; the mapping's first line, its format, is added."""
    (folder / "t.csv").write_bytes(table if isinstance(table, bytes) else table.encode("utf-8"))
    path = None
    if mapping is not None:
        path = folder / "m.toml"
        path.write_text(f'format = "mapping/1"\n{mapping}', encoding="utf-8")
    sheet, told, faults = open_table(folder / "t.csv", path, asked)
    collected = collect(sheet, told, asked, read_where(where), faults)
    done = import_returns(collected, PLACE, secret, into or Pool(()))
    done.notes = collected.notes
    return done


def contents(done: Imported) -> list[Return]:
    """Give the returns of an import in the order of its rows."""
    by_key = {signed.content.key: signed.content for signed in done.pool.returns}
    return [by_key[key] for _, _, key in done.keys]


def answers(done: Imported) -> list[dict[str, object]]:
    return [content.answers for content in contents(done)]


def faults_of(folder: Path, table: str | bytes, mapping: str | None = None, **rest) -> list[tuple[str, str]]:
    """Import what cannot be imported, and give the code and the place of every fault."""
    with pytest.raises(FaultsError) as found:
        import_text(folder, table, mapping, **rest)
    return [(fault.code, fault.place) for fault in found.value.faults]
