"""The file of a benchmark: what it says, that it says nothing about any one council, and what a reader refuses."""

import json
import random
import time

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError, UsageError
from benchmark.pool.benchmark import ALL, LIMIT, Benchmark, benchmark_bytes, read_benchmark, write_benchmark
from benchmark.pool.comparison import by_group, distribution, gaps, own_group, profile, quarter
from benchmark.pool.count import Choice, count
from benchmark.pool.own import place_table
from benchmark.pool.pool import merge
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK, PUBLIC
from scoring.answers import build_table
from tests.pool.build import NETWORK_ID, ROUND, attribute, counted, levels, question_set, unsigned

SET = question_set(
    levels("one"),
    levels("two"),
    levels("three", section="b"),
    {"id": "spent", "section": "b", "text": "?", "number": {"worst": 1_000_000, "best": 0, "step": 1}},
    attributes=[attribute("tier", "lower", "single")],
)
CHOICE = Choice(SET.id, SET.version, ROUND, (NETWORK_ID,))


def returns(councils=24):
    """Make returns; each council spends an amount that nobody else does."""
    dice = random.Random(6)
    return [
        unsigned(
            SET,
            7_000_000 + at,
            {
                "one": dice.randint(0, 4),
                "two": dice.randint(0, 4),
                "three": dice.randint(0, 4),
                "spent": 123_457 + 7_919 * at,
            },
            attributes={"tier": "lower" if at % 2 else "single"},
            targets={"one": 4},
            evidenced={"a": at % 3},
        )
        for at in range(councils)
    ]


def a_benchmark(rules=NETWORK):
    return build_benchmark(count(merge(returns()), SET, CHOICE), rules)


GOOD = a_benchmark()
DATA = json.loads(benchmark_bytes(GOOD))


# ---- the file


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC], ids=lambda rules: rules.setting)
def test_a_benchmark_makes_a_round_trip(tmp_path, rules):
    path = tmp_path / "a.benchmark.json"
    write_benchmark(a_benchmark(rules), path)
    assert read_benchmark(path) == a_benchmark(rules)
    assert path.read_bytes() == benchmark_bytes(a_benchmark(rules))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_benchmark(path) == a_benchmark(rules)


def test_it_names_its_format_its_rules_and_its_question_set():
    assert DATA["format"] == "council-benchmark/1"
    assert DATA["rules"]["setting"] == "network"
    assert DATA["rules"]["minimum"] == 8
    assert (DATA["questionnaire"], DATA["version"], DATA["round"], DATA["networks"]) == (
        "test-set",
        "1",
        ROUND,
        [NETWORK_ID],
    )
    assert DATA["common"] == ["one", "two", "three", "spent"]
    assert [group["id"] for group in DATA["groups"]] == [ALL, "tier-lower", "tier-single"]


@pytest.mark.parametrize("rules", [NETWORK, PUBLIC], ids=lambda rules: rules.setting)
def test_nothing_in_it_is_about_one_council(rules):
    """No key, no signature, no amount that one council spends, no answers of one council in a row, no score of one."""
    table = count(merge(returns()), SET, CHOICE)
    text = benchmark_bytes(build_benchmark(table, rules)).decode()
    assert len(table.keys) == 24
    for at, key in enumerate(table.keys):
        assert key not in text
        assert key[-8:] not in text
        spent = int(table.table.numbers[3][at])
        assert str(spent) not in text
        assert f"{100 - spent / 10_000:g}"[:6] not in text
        row = [int(code) for code in table.table.codes[:3, at]]
        for written in (json.dumps(row), json.dumps(row, indent=1), ",".join(map(str, row))):
            assert written not in text
    assert '"A' * 2 not in text


def test_every_number_of_councils_in_it_is_of_a_group_that_is_large_enough():
    def numbers(data, inside=""):
        if isinstance(data, dict):
            for name, value in data.items():
                yield from numbers(value, name)
        elif isinstance(data, list):
            for value in data:
                yield from numbers(value, inside)
        elif inside == "councils" and data is not None:
            yield data

    without_bins = {**DATA, "cells": [{**cell, "bins": []} for cell in DATA["cells"]]}
    assert min(numbers(without_bins)) >= 8
    assert not {1, 2} & set(numbers(DATA))


# ---- what a reader refuses


def changed(*path, value=None, remove=False):
    """Write the file with one thing in it replaced, added or removed."""
    data = json.loads(json.dumps(DATA))
    inside = data
    for name in path[:-1]:
        inside = inside[name]
    if remove:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return json.dumps(data).encode()


SHOWN = next(at for at, cell in enumerate(DATA["cells"]) if len(cell["bins"]) > 1)
BINS = ("cells", SHOWN, "bins")
REFUSED = {
    "an empty file": b"",
    "no JSON": b"hello",
    "a return": b'{"return": {}, "signature": ""}',
    "a list": b"[]",
    "a later format": changed("format", value="council-benchmark/2"),
    "another format": changed("format", value="council-return/1"),
    "no format": changed("format", remove=True),
    "an unknown key": changed("note", value="hello"),
    "an unknown key in a cell": changed("cells", 0, "minimum", value=1),
    "an unknown key in a group": changed("groups", 0, "members", value=["a"]),
    "an unknown key in the rules": changed("rules", "loose", value=True),
    "an unknown setting": changed("rules", "setting", value="private"),
    "a number as text": changed("councils", value="24"),
    "true for a number": changed("councils", value=True),
    "less than nobody": changed("councils", value=-1),
    "half a council": changed("councils", value=24.5),
    "NaN": json.dumps({**DATA, "councils": float("nan")}).encode(),
    "a number beyond all bounds": json.dumps(DATA).replace('"dominant": 0.9', '"dominant": 1e400').encode(),
    "an id that is none": changed("groups", 0, "id", value="../all"),
    "a digest that is none": changed("digests", 0, value="abc"),
    "two quartiles": changed("cells", SHOWN, "quartiles", value=[1.0, 2.0]),
    "a long text": changed("title", value="a" * 4001),
    "bytes that are no UTF-8": json.dumps(DATA).encode().replace(b"Test set", b"Test \xff"),
    "a lone surrogate": json.dumps(DATA).replace("Test set", "Test \\ud800").encode(),
    "deep nesting": b"[" * 200_000,
    # What does not fit together: charts would stumble over it
    "no group of all": changed("groups", 0, "id", value="everyone"),
    "no groups": changed("groups", value=[]),
    "a cell of no group": changed("cells", 0, "group", value="tier-upper"),
    "a cell of no item": changed("cells", 0, "item", value="nine"),
    "an item without bins": changed("items", 0, "bins", value=[]),
    "an item without length": changed("items", 0, "stop", value=0),
    "an item upside down": changed("items", 0, "start", value=1000),
    "a bin that does not exist": changed(*BINS, 0, "last", value=99),
    "a bin before the first": changed(*BINS, 0, "first", value=-1),
    "a bin that ends before it starts": changed(*BINS, 1, "first", value=4)
    if DATA["cells"][SHOWN]["bins"][1]["last"] < 4
    else b"",
    "bins of nobody": changed("cells", SHOWN, "councils", value=0),
    "bins without a number of councils": changed("cells", SHOWN, "councils", value=None),
    "a common question that is not there": changed("common", 0, value="nine"),
    "a common question that is a section": changed("common", 0, value="b"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_benchmark_is_a_fault(tmp_path, name):
    path = tmp_path / "a.benchmark.json"
    path.write_bytes(REFUSED[name])
    with pytest.raises(FaultsError) as caught:
        read_benchmark(path)
    (found,) = caught.value.faults
    assert found.code == "not-a-benchmark"
    assert found.file == str(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.benchmark.json"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(FaultsError, match="limit"):
        read_benchmark(path)


def test_a_missing_file_is_a_fault(tmp_path):
    with pytest.raises(FaultsError, match="no such file"):
        read_benchmark(tmp_path / "missing.json")


def test_what_a_fault_quotes_cannot_move_a_cursor(tmp_path):
    path = tmp_path / "a.benchmark.json"
    for hostile in ("\x1b[2J", "\u202egnp"):
        path.write_bytes(changed(hostile, value=1))
        with pytest.raises(FaultsError) as caught:
            read_benchmark(path)
        assert str(caught.value.faults[0]).isprintable()


JUNK = st.none() | st.booleans() | st.integers(-5, 50) | st.floats() | st.text(max_size=4) | st.just([]) | st.just({})


@settings(max_examples=150)
@given(st.data(), JUNK)
def test_a_damaged_benchmark_is_refused_or_can_be_charted(tmp_path_factory, data, value):
    """One value anywhere is replaced by something else: a fault, or rows without a stumble."""
    path = tmp_path_factory.getbasetemp() / "damaged.benchmark.json"
    copy = json.loads(json.dumps(DATA))
    inside = copy
    while True:
        names = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        name = data.draw(st.sampled_from(names))
        if not isinstance(inside[name], dict | list) or not inside[name] or data.draw(st.integers(0, 5)) == 0:
            break
        inside = inside[name]
    inside[name] = value
    path.write_bytes(json.dumps(copy).encode("utf-8", "surrogatepass"))
    try:
        benchmark = read_benchmark(path)
    except FaultsError:
        return
    chart(benchmark)


def chart(benchmark: Benchmark):
    """Make every kind of row, as the charts do."""
    try:
        own = place_table(
            benchmark, SET, build_table(SET, [{"one": 2, "two": 4, "three": 0, "spent": 5.0}]), {"tier": "lower"}
        )
    except UsageError:
        return
    for group in (*benchmark.groups, own_group(benchmark, "tier", own)):
        profile(benchmark, group, own)
        gaps(benchmark, group, own)
        for item in benchmark.items:
            distribution(benchmark, group, item.id, own)
            quarter(benchmark, group, item.id, own)
    by_group(benchmark, "tier")


def test_a_question_that_only_the_file_knows_is_passed_over():
    ghost = msgspec.structs.replace(GOOD.items[-1], id="ghost")
    haunted = msgspec.structs.replace(GOOD, items=(*GOOD.items, ghost), common=(*GOOD.common, "ghost"))
    own = place_table(haunted, SET, build_table(SET, [{"one": 2}]), {})
    assert own.values["one"] == 2
    assert "ghost" not in own.values


def test_a_whole_country_is_written_and_read_in_a_moment(tmp_path):
    """400 councils, 60 questions, 12 groups."""
    questionnaire = question_set(
        *(levels(f"q{at}") for at in range(60)), attributes=[attribute("region", *(f"r{at}" for at in range(12)))]
    )
    codes = np.random.default_rng(1).integers(0, 5, (60, 400)).tolist()
    table = counted(questionnaire, codes, {"region": [f"r{at % 12}" for at in range(400)]})
    start = time.process_time()
    write_benchmark(build_benchmark(table, NETWORK), tmp_path / "a.benchmark.json")
    benchmark = read_benchmark(tmp_path / "a.benchmark.json")
    assert len(benchmark.groups) == 13
    assert time.process_time() - start < 10


def test_every_field_of_the_file_is_closed():
    """Nobody can add a field that a reader would silently pass on."""
    seen = [Benchmark]
    for kind in seen:
        assert kind.__struct_config__.forbid_unknown_fields
        for field in msgspec.structs.fields(kind):
            inner = [t for t in (field.type, *getattr(field.type, "__args__", ())) if isinstance(t, type)]
            seen += [t for t in inner if issubclass(t, msgspec.Struct) and t not in seen]
    assert len(seen) == 11
