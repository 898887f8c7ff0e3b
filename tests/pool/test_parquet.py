"""A pool as Parquet holds what the CSV holds and nothing else, and an engine's counts on it are ours."""

import csv
import io
import re
import sys
from pathlib import Path

import duckdb
import numpy as np
import pytest

from benchmark.errors import UsageError
from benchmark.pool.count import Choice, count
from benchmark.pool.exporting import export_pool, table_text
from benchmark.pool.parquet import MISSING
from benchmark.pool.pool import Pool, merge
from benchmark.pool.tally import tally
from tests.pool.build import NETWORK_ID, ROUND, attribute, levels, question_set, unsigned

FORMATS = Path(__file__).parents[2] / "docs" / "formats.md"
SET = question_set(
    levels("contract-register", 4),
    levels("tier", 3),
    {"id": "late", "section": "a", "text": "?", "number": {"worst": 100, "best": 0, "step": 0.5}},
    {
        "id": "helpers",
        "section": "a",
        "text": "?",
        "choose": "many",
        "options": [{"id": o, "title": o, "points": 1} for o in "xyz"],
    },
    attributes=[attribute("tier", "lower", "upper")],
)
HERE = Choice("test-set", "1", ROUND, (NETWORK_ID,))


def a_pool(councils: int = 60) -> Pool:
    rng = np.random.default_rng(5)
    returns = []
    for at in range(councils):
        answers: dict[str, int | str] = {"contract-register": int(rng.integers(0, 4)), "tier": int(rng.integers(0, 3))}
        answers |= {"late": int(rng.integers(-3, 100)), "helpers": int(rng.integers(0, 8))}
        for name in list(answers):
            match rng.integers(0, 10):
                case 0:
                    del answers[name]
                case 1:
                    answers[name] = "not-asked"
                case 2:
                    answers[name] = "not-applicable"
        said = {"tier": str(rng.choice(["lower", "upper"]))} if at % 7 else {}
        returns.append(unsigned(SET, at, answers, attributes=said, targets={"tier": 2}, evidenced={"a": 1}))
    return merge(returns)


def exported(pool: Pool, path: Path) -> list[tuple[object, ...]]:
    export_pool(pool, count(pool, SET, HERE), path, every=False)
    return duckdb.read_parquet(str(path)).fetchall()


def test_it_holds_the_cells_of_the_csv_and_nothing_else(tmp_path):
    pool = a_pool()
    found = exported(pool, tmp_path / "it's.parquet")
    told = table_text(SET, sorted((signed.content for signed in pool.returns), key=lambda content: content.key))
    _, *rows = csv.reader(io.StringIO(told))
    back = {code: cell for cell, code in MISSING.items()}
    written = [[back.get(cell, str(cell)) if isinstance(cell, int) else cell for cell in row] for row in found]
    assert written == [[cell.removeprefix("'") for cell in row] for row in rows]
    columns = duckdb.read_parquet(str(tmp_path / "it's.parquet")).columns
    assert columns == ["respondent", "tier", "contract-register", "tier.answer", "late", "helpers"]
    assert [path.name for path in tmp_path.iterdir()] == ["it's.parquet"]


def test_the_worked_query_gives_our_counts(tmp_path, monkeypatch):
    pool = a_pool()
    counted = count(pool, SET, HERE)
    exported(pool, tmp_path / "north-west.parquet")
    monkeypatch.chdir(tmp_path)
    (query,) = re.findall(r"```sql\n(.*?)```", FORMATS.read_text(encoding="utf-8"), re.DOTALL)
    found = {(tier, level): councils for tier, level, councils in duckdb.sql(query).fetchall()}
    options = ["", "lower", "upper"]
    groups = np.array([options.index(value) for value in counted.attributes["tier"]])
    codes = counted.table.codes[:1]
    ours = tally(np.where(codes >= 0, codes, -1), groups, len(options), 4)[:, 0]
    wanted = {(options[at], level): int(ours[at, level]) for at in range(3) for level in range(4) if ours[at, level]}
    assert found == wanted
    assert sum(found.values()) > 30


def test_the_same_pool_gives_the_same_bytes(tmp_path):
    for name in ("a.parquet", "b.parquet"):
        exported(a_pool(), tmp_path / name)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_nobody_gives_a_table_without_rows(tmp_path):
    assert exported(merge([]), tmp_path / "none.parquet") == []


def test_without_the_library_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    pool = a_pool(1)
    with pytest.raises(UsageError, match=r"pip install 'council-benchmark\[parquet\]'.*-o FILE.csv"):
        export_pool(pool, count(pool, SET, HERE), tmp_path / "no.parquet", every=False)
    assert list(tmp_path.iterdir()) == []
