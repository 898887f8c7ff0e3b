"""Returns become columns: the quick way takes what the slow one finds no fault with, and codes it alike."""

from collections.abc import Mapping, Sequence
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.pool import coding
from benchmark.pool.coding import code_rows
from benchmark.pool.fit import return_codes, return_misfits
from benchmark.returns import rows as returns_rows
from benchmark.returns.model import Return, SignedReturn
from benchmark.returns.rows import Row, rows_of
from scoring.answers import build_table
from scoring.fingerprint import fingerprint
from tests.pool.build import attribute, levels, question_set, unsigned


def choices(question_id: str, count: int) -> dict[str, object]:
    options = [{"id": f"o{at}", "title": f"Option {at}", "points": 1} for at in range(count)]
    return {"id": question_id, "section": "a", "text": "?", "choose": "many", "options": options}


SET = question_set(
    levels("one", 3),
    choices("few", 3),
    choices("many", 12),
    {"id": "late", "section": "a", "text": "?", "number": {"worst": 100, "best": 0, "step": 0.5}},
    levels("two", 5),
    attributes=[attribute("tier", "lower", "upper")],
)
WANTED = fingerprint(SET)
NAMES = st.sampled_from(["one", "few", "many", "late", "two", "three"])
NUMBERS = st.integers(-2, 8) | st.sampled_from([2**12 - 1, 2**12, 2**53 - 1])
ANSWERS = st.dictionaries(NAMES, NUMBERS | st.sampled_from(["not-asked", "not-applicable"]))
SAID = st.dictionaries(st.sampled_from(["tier", "size"]), st.sampled_from(["lower", "upper", "middle"]))


def a_return(answers: Mapping[str, int | str], **changes: object) -> Return:
    # A sound key, as the reader of many lines asks.
    return unsigned(SET, 1, answers, key="0" * 42 + "A", **changes).content


def rows(contents: Sequence[Return], *, packed: bool) -> list[Row]:
    """Hold returns as they are read; or each as its whole line, as those are that cannot be packed."""
    with (
        mock.patch.object(returns_rows, "_MOST_SHAPES", 64 if packed else 0),
        mock.patch.dict(returns_rows._shapes, clear=True),
    ):
        found = rows_of(SignedReturn(content, "A" * 86) for content in contents)
    for content, row in zip(contents, found, strict=True):
        numbers = [value for value in (*content.answers.values(), *content.targets.values()) if isinstance(value, int)]
        assert bool(row.shape) == (packed and min(numbers, default=0) >= 0)
    return found


@given(st.lists(st.tuples(ANSWERS, st.dictionaries(NAMES, NUMBERS, max_size=2), SAID), max_size=5), st.booleans())
def test_what_fits_is_taken_and_coded_as_one_by_one(told, packed):
    contents = [a_return(answers, targets=targets, attributes=said) for answers, targets, said in told]
    fits = [not list(return_misfits(content, SET, WANTED, "", "")) for content in contents]
    with mock.patch.object(coding, "_TOGETHER", 2):
        coded = code_rows(rows(contents, packed=packed), SET)
    assert coded.fits == fits
    kept = [content for content, good in zip(contents, fits, strict=True) if good]
    for found, name in ((coded.answers, "answers"), (coded.targets, "targets")):
        wanted = build_table(SET, [return_codes(SET, getattr(content, name)) for content in kept])
        assert found.codes.dtype == wanted.codes.dtype
        assert np.array_equal(found.codes, wanted.codes)
        assert found.numbers.keys() == wanted.numbers.keys()
        assert all(np.array_equal(found.numbers[row], values) for row, values in wanted.numbers.items())


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ({"one": 3}, {}),
        ({"one": 2**53 - 1}, {}),
        ({"few": 8}, {}),
        ({"many": 2**12}, {}),
        ({"other": 1}, {}),
        ({"one": 1}, {"fingerprint": "0" * 64}),
        ({"one": 1}, {"targets": {"late": 1}}),
        ({"one": 1}, {"targets": {"one": -1}}),
        ({"one": 1}, {"attributes": {"tier": "middle"}}),
        ({"one": 1}, {"attributes": {"size": "lower"}}),
    ],
)
@pytest.mark.parametrize("packed", [True, False])
def test_what_does_not_fit_leaves_nothing_behind(answers, changes, packed):
    good = a_return({"one": 2, "many": 2**12 - 1, "late": 4}, targets={"two": 4})
    below = a_return({"late": -4})
    coded = code_rows(rows([a_return(answers, **changes), good, below], packed=packed), SET)
    assert coded.fits == [False, True, True]
    assert coded.answers.codes.T.tolist() == [[2, -1, 4095, 0, -1], [-1, -1, -1, 0, -1]]
    assert coded.answers.numbers[3].tolist() == [2.0, -2.0]
    assert coded.targets.codes[:, 0].tolist() == [-1, -1, -1, -1, 4]
