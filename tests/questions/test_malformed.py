"""Whatever a file holds, it is read or refused with a list of faults: nothing else escapes."""

import contextlib
import copy
import datetime as dt
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from benchmark.questions.read import find_faults, parse_questionnaire, read_questionnaire
from scoring.answers import build_table
from scoring.applicability import complete_attributes, pattern
from scoring.codes import NOT_APPLICABLE
from scoring.fingerprint import fingerprint
from scoring.score import score
from scoring.working import working
from tests.hostile.strategies import follow, junk, mutated

VALID = sorted((Path(__file__).parent / "valid").glob("*.toml"))
SETS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in VALID]

WORDS = st.sampled_from(
    [
        "",
        " ",
        "one",
        "lit",
        "kind",
        "shelters",
        "overall",
        "staged",
        "none",
        "zero",
        "number",
        "é",
        "{}",
        "{0}",
        "%s",
        "a.b",
    ]
)
SIMPLE = st.one_of(
    WORDS,
    st.sampled_from([0, 1, 2, -1, 5, 100, 10**15, 10**400, -(10**400), 2**63]),
    st.sampled_from([0.5, -0.0, 1e-300, 1e300, 5e-324, float("nan"), float("inf"), -float("inf")]),
    st.booleans(),
    st.just(dt.date(2026, 4, 1)),
    st.just(dt.time(9, 30)),
    st.just(dt.datetime(2026, 4, 1, tzinfo=dt.UTC)),
)
KEYS = st.sampled_from(
    ["id", "from", "to", "scale", "options", "points", "weight", "number", "levels", "parent", "stage", ""]
)
JUNK = junk(SIMPLE, KEYS | WORDS)


def use(questionnaire):
    """Do with a question set what the program does with it."""
    questions = questionnaire.questions
    first = {q.id: q.number.worst if q.number else 0 for q in questions}
    last = {
        q.id: q.number.best if q.number else (1 << len(q.options)) - 1 if q.choose == "many" else len(q.options) - 1
        for q in questions
    }
    table = build_table(questionnaire, [{}, first, last, {q.id: NOT_APPLICABLE for q in questions}])
    scores = score(questionnaire, table)
    for node in questionnaire.nodes:
        found = scores.values[node.id][~np.isnan(scores.values[node.id])]
        dust = 1e-9 * max(abs(node.scale.start), abs(node.scale.stop))
        assert ((found >= node.scale.start - dust) & (found <= node.scale.stop + dust)).all()
    working(questionnaire, table, scores, column=2)
    given_options = {a.id: a.option_ids[0] for a in questionnaire.attributes if a.option_ids}
    pattern(questionnaire, complete_attributes(questionnaire, given_options))
    assert len(fingerprint(questionnaire)) == 64


@settings(max_examples=600)
@given(mutated(SETS, JUNK, KEYS))
def test_a_broken_set_is_refused_with_faults_and_one_that_is_accepted_works(data):
    faults = find_faults(data, "broken.toml")
    if faults:
        assert all(str(fault).startswith("broken.toml, ") for fault in faults if fault.code != "no-questions")
        with pytest.raises(FaultsError):
            parse_questionnaire(data, "broken.toml")
    else:
        with np.errstate(all="raise", under="ignore"):
            use(parse_questionnaire(data, "broken.toml"))


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from([*SETS[0], *SETS[1]]) | KEYS, JUNK, max_size=12))
def test_junk_is_refused_with_faults(data):
    with pytest.raises(FaultsError):
        parse_questionnaire(data, "junk.toml")


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_file_is_refused_with_faults(tmp_path_factory, data):
    """A byte or a stretch of bytes is lost or changed, as happens to files that travel."""
    raw = bytearray(data.draw(st.sampled_from(VALID)).read_bytes())
    start = data.draw(st.integers(0, len(raw) - 1))
    length = data.draw(st.integers(1, 40))
    raw[start : start + length] = data.draw(st.binary(max_size=3))
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_bytes(raw)
    with contextlib.suppress(FaultsError):
        use(read_questionnaire(path))


REQUIRED = """
format id version title section question
band.0.from band.0.title
attribute.0.id attribute.0.title attribute.0.options attribute.0.options.0.id attribute.0.options.0.title
scales.coverage.options scales.coverage.options.0.id scales.coverage.options.0.title
section.0.id section.0.title
question.0.id question.0.section question.0.text
question.2.options.0.id question.2.options.0.title
question.3.number.worst question.3.number.best
"""


@pytest.mark.parametrize("path", REQUIRED.split())
def test_a_required_key_that_is_missing_is_asked_for_by_name(path):
    data = copy.deepcopy(next(one for one in SETS if one["id"] == "bus-stops"))
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    del follow(data, way)[last]
    rules = [fault.rule for fault in find_faults(data, "incomplete.toml") if fault.code == "missing-key"]
    assert rules == [f'"{last}" is missing.']


@pytest.mark.parametrize("wrong", [{}, {"kind": {}, "size": {}}, {"kind": "single"}, {"kind": {"district": 1}}])
def test_what_an_attribute_follows_from_is_one_other_with_its_options(wrong):
    data = copy.deepcopy(next(one for one in SETS if one["id"] == "bus-stops"))
    data["attribute"][0]["from"] = wrong
    (fault,) = find_faults(data, "wrong.toml")
    assert (fault.code, fault.place) == ("wrong-kind", 'attribute "tier"')
    assert fault.rule == '"from" should be { other-attribute = { option = option, ... } }.'


@pytest.mark.parametrize("depth", [5, 499, 500])
def test_sections_may_stand_deep_inside_each_other(depth):
    data = copy.deepcopy(next(one for one in SETS if one["id"] == "one"))
    data["section"] = [
        {"id": f"s{at}", "title": "s", **({"parent": f"s{at - 1}"} if at else {})} for at in range(depth)
    ]
    data["question"][0]["section"] = f"s{depth - 1}"
    questionnaire = parse_questionnaire(data, "deep.toml")
    assert score(questionnaire, build_table(questionnaire, [{"list": 1}])).values["overall"].tolist() == [100]


def test_a_whole_number_of_thousands_of_digits_is_of_the_wrong_kind():
    data = copy.deepcopy(next(one for one in SETS if one["id"] == "one"))
    data["minutes"] = data["question"][0]["stage"] = 16**5000
    data["question"][0]["asked_if"] = {"list": [16**5000]}
    faults = find_faults(data, "digits.toml")
    assert [(fault.code, fault.place) for fault in faults] == [
        ("wrong-kind", "top of the file"),
        ("wrong-kind", 'question "list"'),
        ("wrong-kind", 'question "list"'),
    ]


@pytest.mark.parametrize("written", ["9" * 500, "9" * 5000, "0x" + "F" * 500, "0x" + "F" * 5000, "0b" + "1" * 9000])
def test_a_file_with_a_whole_number_without_end_is_refused(tmp_path, written):
    path = tmp_path / "digits.toml"
    smallest = next(path for path in VALID if path.stem == "smallest")
    path.write_text(f"{smallest.read_text(encoding='utf-8')}stage = {written}\n", encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        read_questionnaire(path)
    assert {fault.code for fault in refused.value.faults} <= {"not-toml", "wrong-kind"}
