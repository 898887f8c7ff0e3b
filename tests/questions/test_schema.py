"""The schema for editors says what the checker says about the shape of a question set."""

import math
from pathlib import Path

import jsonschema
import pytest
import tomli
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from benchmark.files import read_toml
from benchmark.questions import keys
from benchmark.questions.library import shipped, shipped_sets
from benchmark.questions.read import FILE_NAME, read_questionnaire
from benchmark.questions.schema import schema, schema_text
from benchmark.questions.shape import check_shape
from tests.hostile.strategies import mutated
from tests.questions.test_malformed import JUNK, KEYS
from tests.scoring.question_sets import random_sets

HERE = Path(__file__).parent
SETS = [
    *sorted((HERE / "valid").glob("*.toml")),
    *(HERE.parents[1] / "docs" / "examples").glob("*/*.toml"),
    *(folder / FILE_NAME for folder in shipped_sets()),
]
ABOUT_SHAPE = {"unknown-key", "missing-key", "wrong-kind", "bad-weight"}


def is_whole(checker, value):
    """TOML keeps 1 and 1.0 apart; JSON, for which the library is made, does not."""
    return isinstance(value, int) and not isinstance(value, bool)


TOML_TYPES = jsonschema.Draft7Validator.TYPE_CHECKER.redefine("integer", is_whole)
VALIDATOR = jsonschema.validators.extend(jsonschema.Draft7Validator, type_checker=TOML_TYPES)(schema())


def test_the_schema_that_is_shipped_is_the_one_that_is_made():
    """To renew it: council-benchmark questions schema -o questionnaires/questionnaire.schema.json."""
    assert (shipped("questionnaires") / "questionnaire.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one():
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sound_set_fits(path):
    assert list(VALIDATOR.iter_errors(read_toml(path))) == []


@pytest.mark.parametrize("path", sorted((HERE / "invalid").glob("*.toml")), ids=lambda path: path.stem)
def test_a_set_with_a_fault_of_shape_does_not_fit_and_one_with_another_fault_does(path):
    with pytest.raises(FaultsError) as refused:
        read_questionnaire(path)
    codes = {fault.code for fault in refused.value.faults}
    if "not-toml" not in codes:
        assert VALIDATOR.is_valid(tomli.loads(path.read_text(encoding="utf-8"))) == codes.isdisjoint(ABOUT_SHAPE)


def without_nan(value):
    """JSON has no such numbers; the checker refuses them."""
    if isinstance(value, dict | list):
        return all(without_nan(inner) for inner in (value.values() if isinstance(value, dict) else value))
    return not (isinstance(value, float) and math.isnan(value))


@settings(max_examples=500)
@given(mutated([read_toml(path) for path in SETS[:4]], JUNK, KEYS))
def test_the_schema_accepts_what_the_checker_accepts(data):
    assume(without_nan(data))
    assert VALIDATOR.is_valid(data) == (not list(check_shape(data, "set.toml")))


@settings(max_examples=50)
@given(random_sets())
def test_a_random_set_fits(data):
    assert VALIDATOR.is_valid(data)


@pytest.mark.parametrize("path", [("question", 0), ("section", 0), ("attribute", 0), ("scoring",), ("band", 0)])
@given(st.sampled_from(["titel", "Title", "options ", "points2"]))
def test_a_slip_in_a_key_is_seen(path, slip):
    data = read_toml(HERE / "valid" / "every-key.toml")
    entry = data
    for step in path:
        entry = entry[step]
    entry[slip] = "x"
    assert not VALIDATOR.is_valid(data)


def every_key(table, way=()):
    for name, key in table.items():
        yield (*way, name), key
        for inside in key.inside:
            yield from every_key(inside, (*way, name))


@pytest.mark.parametrize(
    ("way", "key"), [pytest.param(way, key, id=".".join(way)) for way, key in dict(every_key(keys.TOP)).items()]
)
def test_every_key_has_a_hint_in_plain_words(way, key):
    assert key.about.endswith(".")
    assert key.about[0].isupper()
    # Excel shows no more beside a cell.
    assert 15 <= len(key.about) <= 150
