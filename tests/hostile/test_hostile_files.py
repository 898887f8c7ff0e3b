"""Files made to harm: each is refused in words, within two seconds of work and 300 MB, by the program as it is installed.

Time is counted as the processor's: how long the machine lets us wait says nothing about the program.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.questions.library import shipped
from tests.command import run_well

SECONDS, MEGABYTES = 2.0, 300
FACTS = ["--attribute", "council-type=unitary", "--attribute", "population-band=under-100k"]

# On a machine that takes longer than 0.15 s for a fixed sum, the bound is as much longer; asked only where it matters.
# The helper's only child is the program, so the figures of its children are the program's.
MEASURE = f"""
import json, resource, subprocess, sys, time
from pathlib import Path
from tests.command import start
done = start(*sys.argv[2:], cwd=Path(sys.argv[1]))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = used.ru_utime + used.ru_stime
pace = 1
if seconds >= {SECONDS}:
    started = time.process_time()
    sum(number * number for number in range(3_000_000))
    pace = max((time.process_time() - started) / 0.15, 1)
print(json.dumps([done.returncode, seconds / pace, used.ru_maxrss / 1024, len(done.stderr), done.stderr[-3000:]]))
"""


def refuse(folder: Path, *arguments: str) -> str:
    """Run the program; it must refuse, quickly and in little memory. Give what it said."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(folder), *arguments],
        cwd=Path(__file__).parents[2],
        # Counting which lines run would take longer than what is measured.
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        stdout=subprocess.PIPE,
        text=True,
        timeout=120,
        check=True,
    )
    code, seconds, megabytes, length, said = json.loads(done.stdout)
    assert code == 3, said
    assert "Traceback" not in said
    assert length < 6_000_000
    assert re.search(r"[.]\n\Z", said), said
    assert seconds < SECONDS, seconds
    assert megabytes < MEGABYTES, megabytes
    return said


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


TOML = {
    "nested-lists": b"a = " + b"[" * 29_000,
    "nested-tables": b"a = " + b"{a=" * 29_000,
    "many-lists": b"a = " + b"[" * 3_900_000,
    "dotted-key": b"a" + b".a" * 32_000 + b" = 1",
    "dotted-table": b"[" + b"a." * 32_000 + b"a]",
    "quoted-dots": b'"a"' + b'."a"' * 16_000 + b" = 1",
    "dotted-lines": b"\n".join(b"a" + b".a" * 500 + b".b%d = 1" % at for at in range(3000)),
    "short-dotted-lines": b"\n".join(b"a" + b".a" * 38 + b".b%d = 1" % at for at in range(29_000)),
    "digits": b"a = " + b"9" * 3_900_000,
    "digits-with-marks": b"a = " + b"9_" * 1_900_000 + b"9",
    "decimals": b"a = 1." + b"9" * 3_900_000,
    "hexadecimal": b"a = 0x" + b"f" * 3_900_000,
    "exponent": b"a = 1e999999999",
    "long-text": b"a = '" + b"x" * 3_900_000 + b"'",
    "long-key": b"x" * 3_900_000 + b" = 1",
    "comment": b"#" + b"x" * 3_900_000,
    "nul": b"a = '\0'",
    "zeros": b"\0" * 3_900_000,
    "not-utf8": b"a = '\xff'",
    "surrogate-escape": b'a = "\\ud800"',
    "surrogate-bytes": b'a = "\xed\xa0\x80"',
    "keys": b"\n".join(b"k%d=1" % at for at in range(350_000)),
    "keys-under-the-limit": b"\n".join(b"k%d=1" % at for at in range(29_000)),
    "tables": b"".join(b"[t%d]\n" % at for at in range(350_000)),
    "questions": b"[[question]]\n" * 29_000,
    "inline-questions": b"question = [" + b"{}," * 29_000 + b"]",
    "lines": b"\n" * 3_999_999,
    "quotes": b"a = " + b"'" * 3_900_000,
    "returns": b"\r" * 3_999_999,
    "utf16": "a = 1\n".encode("utf-16"),
}
TOML_READERS = {
    "question-set": (["questions", "check", "hostile.toml"], "hostile.toml"),
    "assessment": (["score", "--set", "quick-check"], "2026-autumn/quick-check.toml"),
    "council": (["score"], "council.toml"),
}


@pytest.fixture
def council(tmp_path: Path) -> Path:
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "n", "--round", "2026-autumn", cwd=tmp_path)
    (tmp_path / "2026-autumn").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", TOML)
def test_a_hostile_question_set_is_refused(tmp_path, name):
    arguments, file = TOML_READERS["question-set"]
    (tmp_path / file).write_bytes(TOML[name])
    assert file in refuse(tmp_path, *arguments)


@pytest.mark.parametrize("reader", ["assessment", "council"])
@pytest.mark.parametrize("name", ["dotted-key", "digits", "nul", "not-utf8", "nested-lists", "keys-under-the-limit"])
def test_hostile_files_of_a_council_are_refused(council, reader, name):
    arguments, file = TOML_READERS[reader]
    (council / file).write_bytes(TOML[name])
    assert Path(file).name in refuse(council, *arguments)


JSON = {
    "nested-lists": b"[" * 250_000,
    "nested-objects": b'{"a":' * 40_000,
    "digits": b"9" * 250_000,
    "a-million-zeros": b"1e1000000",
    "not-a-number": b"NaN",
    "nul": b"\0" * 1000,
    "not-utf8": b'{"format":"\xff"}',
    "surrogate-escape": b'{"format":"\\ud800"}',
    "surrogate-bytes": b'{"format":"\xed\xa0\x80"}',
    "twice": b'{"format":"a","format":"b"}',
    "long-text": b'{"return":{"format":"' + b"x" * 200_000 + b'"}}',
    "empty": b"",
    "a-list": b"[]",
    "cursor": b'{"return":{"format":"\\u001b[2J\\u202e"}}',
}
JSON_READERS = {
    "return": (["returns", "check", "hostile.json"], "hostile.json"),
    "pool": (["pool", "show", "hostile.jsonl"], "hostile.jsonl"),
    "benchmark": (["compare", "hostile.json", "--no-charts"], "hostile.json"),
    "ledger": (
        ["pool", "publish", "all.pool.jsonl", "-o", "all.json"],
        "all.quick-check.2026-autumn.ledger.json",
    ),
}


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pool")
    run_well("pool", "merge", shipped("sample_returns") / "quick-check", "-o", "all.pool.jsonl", cwd=folder)
    return folder / "all.pool.jsonl"


@pytest.mark.parametrize("reader", JSON_READERS)
@pytest.mark.parametrize("name", JSON)
def test_hostile_json_is_refused(tmp_path, pool, reader, name):
    if reader == "pool" and name == "empty":
        pytest.skip("an empty pool is one with no return")
    arguments, file = JSON_READERS[reader]
    (tmp_path / "all.pool.jsonl").write_bytes(pool.read_bytes())
    (tmp_path / file).write_bytes(JSON[name])
    said = refuse(tmp_path, *arguments)
    assert "\x1b" not in said
    assert "\u202e" not in said


@pytest.mark.parametrize("size", [2_000_000_000, 50_000_000_000])
@pytest.mark.parametrize("reader", [*TOML_READERS, *JSON_READERS, "answers"])
def test_an_oversized_file_is_refused_before_it_is_read(council, pool, reader, size):
    readers = {
        **TOML_READERS,
        **JSON_READERS,
        "answers": (["score", "--set", "quick-check", "--answers", "a.csv"], "a.csv"),
    }
    arguments, file = readers[reader]
    (council / "all.pool.jsonl").write_bytes(pool.read_bytes())
    sparse(council / file, size)
    assert f"The file is {size:,} bytes" in refuse(council, *arguments)


POOLS = {
    "bad-lines": (lambda path: path.write_bytes(b"{}\n" * 2_000_000), "so the rest was not read"),
    "long-line": (lambda path: path.write_bytes(b"x" * 200_000_000), "the limit is 256,000"),
    "zeros": (lambda path: sparse(path, 300_000_000), "the limit is 256,000"),
}


@pytest.mark.parametrize("name", POOLS)
def test_a_hostile_pool_is_refused(tmp_path, name):
    make, words = POOLS[name]
    make(tmp_path / "a.pool.jsonl")
    assert words in refuse(tmp_path, "pool", "show", "a.pool.jsonl")
    (tmp_path / "a.pool.jsonl").unlink()


CSV = {
    "columns": b"respondent," + b",".join(b"c%d" % at for at in range(100_000)),
    "same-columns": b"respondent" + b",x" * 100_000,
    "empty-columns": b"," * 100_000,
    "nul": b"respondent,redesigned-services\nA,\0",
    "not-utf8": b"respondent,redesigned-services\nA,\xff",
    "utf16": "respondent,redesigned-services\nA,1".encode("utf-16"),
    "surrogate-bytes": b"respondent\n\xed\xa0\x80",
    "long-cell": b"respondent," + b"x" * 150_000_000,
    "digits": b"respondent,redesigned-services\nA," + b"9" * 100_000,
    "endless-digits": b"respondent,redesigned-services\nA," + b"9" * 50_000_000,
    "endless-quote": b'respondent,"' + b"x\n" * 50_000_000,
    "wide-row": b"respondent,redesigned-services\nA" + b",1" * 5_000_000,
    "wrong-rows": b"respondent\n" + b"A,1\n" * 3_000_000,
    "returns": b"\r" * 3_000_000,
    "empty": b"",
}


@pytest.mark.parametrize("name", CSV)
def test_a_hostile_file_of_answers_is_refused(tmp_path, name):
    (tmp_path / "a.csv").write_bytes(CSV[name])
    assert "a.csv" in refuse(tmp_path, "score", "--set", "quick-check", "--answers", "a.csv")
    (tmp_path / "a.csv").unlink()


def test_the_byte_that_is_no_utf8_is_named_however_late_it_comes(tmp_path):
    data = b"respondent\n" + "".join(f"Zo\u00eb {at}\n" for at in range(100_000)).encode()
    (tmp_path / "a.csv").write_bytes(data + b"\xff\n")
    said = refuse(tmp_path, "score", "--set", "quick-check", "--answers", "a.csv")
    assert f"byte {len(data)})" in said


TABLES = {
    "commas": b"," * 19_000_000,
    "one-cell": b"respondent\n" + b"x" * 19_000_000,
    "a-quote": b'respondent,systems-map\n"' + b"x" * 19_000_000,
    "columns": b"respondent" + b",system" * 2_500_000,
    "wrong-cells": b"respondent,systems-map\n" + b"1\n" * 90_000,
    "wrong-answers": b"respondent,systems-map\n" + b"".join(b"c%d,x%d\n" % (at, at) for at in range(90_000)),
    "unknown-columns": b"respondent," + b",".join(b"systems maps %d" % at for at in range(1_900)) + b"\n",
    "rows": b"respondent\n" + b"1\n" * 9_000_000,
    "zeros": b"\0" * 19_000_000,
    "utf16": b"\xff\xfe" + b"\x00\xd8" * 9_000_000,
    "cursor": b"respondent,\x1b[2J\xe2\x80\xae\nA,1\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_hostile_table_is_refused(tmp_path, name):
    (tmp_path / "t.csv").write_bytes(TABLES[name])
    place = ["--network", "n", "--round", "r", "-o", "x.pool.jsonl"]
    said = refuse(tmp_path, "pool", "import", "t.csv", "--set", "quick-check", *place)
    assert "t.csv" in said
    assert "\x1b" not in said
    assert not (tmp_path / "x.pool.jsonl").exists()


@pytest.mark.parametrize("name", ["dotted-key", "digits", "nested-lists", "keys-under-the-limit", "not-utf8"])
def test_a_hostile_mapping_is_refused(tmp_path, name):
    (tmp_path / "t.csv").write_text("a\n1\n")
    (tmp_path / "m.toml").write_bytes(TOML[name])
    place = ["--network", "n", "--round", "r", "-o", "x.pool.jsonl", "--mapping", "m.toml"]
    assert "m.toml" in refuse(tmp_path, "pool", "import", "t.csv", "--set", "quick-check", *place)
