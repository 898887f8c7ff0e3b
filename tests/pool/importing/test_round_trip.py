"""Import, export, import again: the same answers and attributes, for any question set and any answers."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.council.many import read_answers
from benchmark.pool.count import Choice, count
from benchmark.pool.exporting import answer_cell, export_lines, export_pool, table_text
from benchmark.pool.pool import merge
from benchmark.questions.answer import steps_of
from scoring.questionnaire import NumberRule, Question
from tests.pool.build import unsigned
from tests.pool.importing.tables import PLACE, SET, contents, import_text
from tests.scoring.oracle import NA, NOT_ASKED
from tests.scoring.question_sets import parse, random_answers, random_sets


@st.composite
def filled(draw):
    data = draw(random_sets(methods=("mean", "sum", "minimum")))
    return parse(data), draw(st.lists(random_answers(data), min_size=1, max_size=4))


def written(questionnaire, rows):
    """Write rows of answers in words as CSV, one that names a respondent by each of many signs."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["respondent", *questionnaire.question_index])
    words = {NA: "NA", NOT_ASKED: "not-asked"}
    for at, row in enumerate(rows):
        cells = (row.get(name, "") for name in questionnaire.question_index)
        texts = ((";".join(cell) or "none") if isinstance(cell, list) else words.get(cell, cell) for cell in cells)
        writer.writerow(["=A-'"[at] + "name", *texts])
    return out.getvalue()


@settings(max_examples=60)
@given(filled())
def test_the_answers_come_back(tmp_path_factory, case):
    questionnaire, rows = case
    folder = tmp_path_factory.mktemp("trip")
    first = import_text(folder, written(questionnaire, rows), asked=questionnaire)
    returns = contents(first)
    if not returns:
        return
    text = table_text(questionnaire, returns)
    second = contents(import_text(folder, text, asked=questionnaire))
    assert [(c.answers, c.attributes) for c in second] == [(c.answers, c.attributes) for c in returns]
    # What stands in the table is what `score --answers` reads.
    (folder / "t.csv").write_text(text)
    scored = read_answers(folder / "t.csv", questionnaire)
    assert len(scored.respondents) == len(returns)
    assert scored.notes == []


def test_attributes_and_every_kind_of_answer_come_back(tmp_path):
    rows = ["A,3,api,plans;care,12.5,2,0,1,county", "B,1,NA,none,-0.5,n/a,,,district", "C,NA,,not-asked,,,,,"]
    first = import_text(
        tmp_path, "respondent,owners,sharing,uses,late,early,how-early,districts,council-type\n" + "\n".join(rows)
    )
    text = table_text(SET, contents(first))
    assert text.splitlines()[1].split(",", 1)[1] == "upper,3,api,plans;care,12.5,2,0,1"
    second = import_text(tmp_path, text)
    assert [(c.answers, c.attributes) for c in contents(second)] == [(c.answers, c.attributes) for c in contents(first)]


@given(
    st.sampled_from(
        [NumberRule(0, 1), NumberRule(0, 1, 1e-9), NumberRule(100, 0, 0.1), NumberRule(-40, 12.5), NumberRule(7, 0, 3)]
    ),
    st.integers(-(10**12), 10**12),
)
def test_a_number_comes_back_as_the_same_steps(rule, steps):
    cell = answer_cell(Question("q", "a", "q", number=rule), steps)
    assert steps_of(rule, float(cell)) == steps
    assert "e" not in cell.lower()


def choice():
    return Choice(SET.id, SET.version, PLACE.round, (PLACE.network,))


def pool_of(*returns):
    return merge(returns)


def returned(number, answers, **changes):
    return unsigned(SET, number, answers, **{"network": PLACE.network, "round": PLACE.round, **changes})


@pytest.mark.parametrize(("every", "rows"), [(False, ["1", "2"]), (True, ["1", "2", "4", "4-2"])])
def test_what_is_not_counted_is_only_in_the_table_of_all(tmp_path, every, rows):
    pool = pool_of(
        returned(1, {"owners": 1}, targets={"owners": 2}),
        returned(2, {"owners": 2}, evidenced={"data": 1}),
        returned(3, {}, withdrawn=True),
        returned(4, {"owners": 1}),
        returned(4, {"owners": 2}),
        returned(5, {"owners": 9}),
        returned(6, {"owners": 1}, round="2024-autumn"),
    )
    done = export_pool(pool, count(pool, SET, choice()), tmp_path / "x.csv", every=every)
    lines = (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0].lstrip("0") for line in lines[1:]] == rows
    assert done.rows == len(rows)
    assert done.left_out == 6 - len(rows)
    said = " ".join(export_lines(done, tmp_path / "x.csv"))
    assert "targets of 1 return" in said
    assert "counts of evidence of 1 return" in said


def test_a_key_that_looks_like_a_formula_is_guarded_and_read_again(tmp_path):
    text = table_text(SET, [returned(1, {"owners": 1}, key="-" + "A" * 42).content])
    assert text.splitlines()[1].startswith("'-AAA")
    assert import_text(tmp_path, text).keys[0][1] == "-" + "A" * 42
