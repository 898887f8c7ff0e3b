"""Returns become rows as they come in: the quick way takes what the slow one finds no fault with, and codes it alike."""

from collections.abc import Mapping
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.pool import coding
from benchmark.pool.coding import Coder
from benchmark.pool.count import return_codes, return_misfits
from benchmark.returns.model import Return, SignedReturn
from benchmark.returns.rows import Row, row_of
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
    return unsigned(SET, 1, answers, **changes).content


def row(content: Return) -> Row:
    return row_of(SignedReturn(content, "A" * 86))


@given(st.lists(st.tuples(ANSWERS, st.dictionaries(NAMES, NUMBERS, max_size=2), SAID), max_size=5))
def test_what_fits_is_taken_and_coded_as_one_by_one(told):
    coder, kept = Coder(SET, WANTED), []
    for answers, targets, said in told:
        content = a_return(answers, targets=targets, attributes=said)
        fits = not list(return_misfits(content, SET, WANTED, "", ""))
        with mock.patch.object(coding, "_TOGETHER", 2):
            assert coder.take(row(content)) == fits
        kept += [content] if fits else []
    order = list(reversed(range(len(kept))))
    for found, name in zip(coder.tables(order), ("answers", "targets"), strict=True):
        wanted = build_table(SET, [return_codes(SET, getattr(kept[at], name)) for at in order])
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
def test_what_does_not_fit_leaves_nothing_behind(answers, changes):
    coder = Coder(SET, WANTED)
    assert not coder.take(row(a_return(answers, **changes)))
    assert coder.take(row(a_return({"one": 2, "many": 2**12 - 1, "late": -4}, targets={"two": 4})))
    table, targets = coder.tables([0])
    assert table.codes[:, 0].tolist() == [2, -1, 4095, 0, -1]
    assert table.numbers[3].tolist() == [-2.0]
    assert targets.codes[:, 0].tolist() == [-1, -1, -1, -1, 4]
