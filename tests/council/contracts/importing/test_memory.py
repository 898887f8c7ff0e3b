"""What the folder remembers of imports: it is written and read, and a person's mistakes in it are reported all at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.contracts.importing.memory import (
    FORMAT,
    NOT_HERE,
    Memory,
    read_memory,
    same_header,
    write_memory,
)
from benchmark.errors import FaultsError
from benchmark.tables.names import normal
from tests.council.contracts.importing.made import REGISTER, SET

KEYS = st.text(min_size=1, max_size=8).map(normal).filter(bool)
LINES = st.dictionaries(KEYS, st.sampled_from([NOT_HERE, "maps", "roads"]), max_size=4)


def read(path):
    return read_memory(path, SET.id, REGISTER)


@given(LINES, LINES, st.dictionaries(KEYS, st.integers(0, 10**9), max_size=3))
def test_what_is_written_is_read_again(tmp_path_factory, contracts, notices, worked) -> None:
    path = tmp_path_factory.mktemp("m") / "contracts-mapping.toml"
    memory = Memory(("Ref", "Title"), {"Ref": "reference", "Title": "words"}, contracts, notices, worked)
    write_memory(path, SET.id, memory)
    assert read(path) == memory


def test_without_a_file_nothing_is_remembered(tmp_path) -> None:
    assert read(tmp_path / "none.toml") == Memory()


def test_references_are_compared_without_case_and_spaces(tmp_path) -> None:
    path = tmp_path / "m.toml"
    path.write_text(
        f'format = "{FORMAT}"\nquestionnaire = "{SET.id}"\n[contracts]\n" C-1 " = "maps"\n', encoding="utf-8"
    )
    assert read(path).contracts == {"c-1": "maps"}


def test_a_header_is_the_same_in_other_letters_and_not_in_another_order() -> None:
    memory = Memory(("Ref", "Title"))
    assert same_header(memory, ["REF ", "title"])
    assert not same_header(memory, ["Title", "Ref"])
    assert not same_header(Memory(), [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('format = "contracts-mapping/9"', ["unknown-format"]),
        (f'format = "{FORMAT}"', ["missing-key"]),
        (f'format = "{FORMAT}"\nquestionnaire = "quick-check"', ["other-set"]),
        ('header = "x"\ncolours = 3', ["unknown-key", "wrong-kind"]),
        ('[columns]\na = "colour"\nb = 3\nc = "value"\nd = "value"\ne = "words"\nf = "words"', ["not-one-of", "not-one-of", "two-columns"]),
        ('[contracts]\na = "fun"\nb = "-"\n[notices]\nc = 3', ["no-such-line", "no-such-line"]),
        ('[worked-out]\na = "x"\nb = true\nc = nan', ["wrong-kind", "wrong-kind", "wrong-kind"]),
    ],
)  # fmt: skip
def test_mistakes_are_reported_all_at_once(tmp_path, text: str, codes: list[str]) -> None:
    path = tmp_path / "m.toml"
    top = "" if "format" in text else f'format = "{FORMAT}"\nquestionnaire = "{SET.id}"\n'
    path.write_text(top + text, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read(path)
    assert sorted(fault.code for fault in caught.value.faults) == codes
