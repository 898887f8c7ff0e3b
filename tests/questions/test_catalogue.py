"""The catalogue of faults: every message is whole, and none stands unused."""

import re
import string
from pathlib import Path

import pytest

from benchmark.faults import CATALOGUE, Fault, fault

PROGRAM = Path(__file__).resolve().parents[2] / "benchmark"
SOURCES = {path: path.read_text(encoding="utf-8") for path in PROGRAM.rglob("*.py") if path.name != "faults.py"}
EVERY_CODE = pytest.mark.parametrize("code", CATALOGUE)


def gaps(text):
    """List the names of the gaps in a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@EVERY_CODE
def test_the_words_of_a_message_can_be_filled(code):
    rule, remedy = CATALOGUE[code]
    names = gaps(rule) | gaps(remedy)
    assert all(name.isidentifier() for name in names)
    # A whole number fits every gap, but a remedy that the caller words brings its own full stop.
    found = fault(code, "file.toml", "here", **{name: "Do 7." if name == "remedy" else 7 for name in names})
    assert not gaps(found.rule) | gaps(found.remedy)
    assert [found.rule.count("7"), found.remedy.count("7")] == [rule.count("{"), remedy.count("{")]
    assert found.rule.endswith(".")
    assert found.remedy.endswith(".")


@EVERY_CODE
def test_both_parts_of_a_message_are_sentences(code):
    for part in CATALOGUE[code]:
        assert part == "{remedy}" or part.endswith("."), part
        assert not part.endswith(("..", " ."))
        assert part[0] in '"{' or part[0].isupper(), part
        assert "\n" not in part
        assert "  " not in part


@EVERY_CODE
def test_a_code_is_lower_case_with_hyphens(code):
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code)


def test_no_code_stands_unused():
    unused = {code for code in CATALOGUE if not any(f'"{code}"' in text for text in SOURCES.values())}
    assert unused == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROGRAM)))
def test_every_code_that_the_program_reports_is_in_the_catalogue(path):
    reported = re.findall(r'\b(?:fault|BadAnswer)\(\s*"([^"]+)"', SOURCES[path])
    assert set(reported) <= set(CATALOGUE)


def test_a_fault_is_one_line_with_its_place_its_rule_and_its_remedy():
    assert str(fault("bad-coverage", "set.toml", "[scoring]", value=2)) == (
        "set.toml, [scoring]: The coverage 2 cannot be used. Use a share from 0 to 1."
    )
    assert str(fault("no-questions", "set.toml")) == "set.toml: There is no question. Add at least one [[question]]."


def test_faults_stand_in_order_of_file_and_place():
    first, second = fault("no-rows", "a.csv", "line 2"), fault("no-rows", "b.csv", "line 1")
    assert sorted([second, first]) == [first, second]
    assert isinstance(first, Fault)


def test_braces_in_what_a_user_wrote_are_shown_as_they_are():
    assert '"{0} {x}"' in str(fault("bad-id", "set.toml", id="{0} {x}"))
