"""Scores of many respondents: what the CSV may hold, every fault with its row and column, exact values out."""

import csv
import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council import row_faults
from benchmark.council.many import read_alike, read_answers
from benchmark.council.many_scores import Aims, guarded, scores_csv
from benchmark.errors import FaultsError
from benchmark.questions.answer import write_answer
from scoring.answers import build_table
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED, Special
from scoring.score import score
from tests.council.small import SMALL, small_set

SET = small_set()
HEAD = "respondent,owners,sharing,uses,late,early,how-early,districts"
NAN = float("nan")


def read(tmp_path, text, questionnaire=SET):
    path = tmp_path / "answers.csv"
    path.write_bytes(text.encode("utf-8"))
    return read_answers(path, questionnaire)


def faults(tmp_path, text):
    with pytest.raises(FaultsError) as found:
        read(tmp_path, text)
    return [(fault.code, fault.place) for fault in found.value.faults]


def test_every_way_to_write_an_answer(tmp_path):
    found = read(
        tmp_path,
        f"{HEAD},council-type\nA,3,api,plans;care,12.5,2,0,1,county\nB,1.0,1,none,NA,n/a,,,\nC,,,,,,,,county\n",
    )
    assert found.respondents == ["A", "B", "C"]
    assert found.table.codes.T.tolist() == [
        [3, 2, 0b011, 0, 2, 0, 1],
        [1, 1, 0, NOT_APPLICABLE, NOT_APPLICABLE, NOT_ASKED, UNANSWERED],
        [UNANSWERED, UNANSWERED, UNANSWERED, UNANSWERED, UNANSWERED, NOT_ASKED, UNANSWERED],
    ]
    assert found.table.numbers[3].tolist() == [12.5, 0, 0]
    assert found.notes == []


def test_the_columns_may_stand_in_any_order_and_some_may_be_left_out(tmp_path):
    found = read(tmp_path, "respondent,early,owners\nA,1,2\n")
    assert found.table.codes[:, 0].tolist() == [2, UNANSWERED, UNANSWERED, UNANSWERED, 1, NOT_ASKED, UNANSWERED]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffrespondent,owners\nA,2\n",
        "respondent,owners\r\nA,2\r\n",
        "respondent,owners\n\nA,2\n,\n",
        '"respondent", owners\n"A"," 2 "\n',
    ],
)
def test_what_spreadsheets_make_of_a_file_is_read(tmp_path, text):
    found = read(tmp_path, text)
    assert found.respondents == ["A"]
    assert found.table.codes[0].tolist() == [2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("no-header", "row 1")]),
        ("name,owners\nA,1\n", [("no-header", "row 1")]),
        ("respondent,owners\n", [("no-rows", "row 2")]),
        ("respondent,owner\nA,1\n", [("unknown-column", "row 1, column owner")]),
        ("respondent,owners,owners\nA,1,1\n", [("repeated-column", "row 1, column owners")]),
        ("respondent,owners\nA,1\nA,2\n", [("repeated-respondent", "row 3")]),
        ("respondent,owners\n ,1\n", [("no-respondent", "row 2")]),
        ("respondent,owners\nA\nB,1,1\n", [("wrong-cells", "row 2"), ("wrong-cells", "row 3")]),
        ("respondent,owners\n\nA,4\n", [("bad-level", "row 3, column owners")]),
        ("respondent,uses\nA,plans;x\n", [("bad-choice", "row 2, column uses")]),
        (
            "respondent,late\nA,often\nB,0.3\n",
            [("bad-amount", "row 2, column late"), ("not-a-step", "row 3, column late")],
        ),
        ("respondent,council-type\nA,parish\n", [("not-one-of", "row 2, column council-type")]),
        ("respondent,council-type,tier\nA,county,lower\nB,county,\n", [("attributes-disagree", "row 2, column tier")]),
        ('respondent,owners\nA,"1\n', [("not-csv", "row 2")]),
        ('respondent,owners\nA,9\nB,"1"x\n', [("bad-level", "row 2, column owners"), ("not-csv", "row 3")]),
    ],
)
def test_each_mistake_is_a_fault_with_its_row_and_column(tmp_path, text, expected):
    assert faults(tmp_path, text) == expected


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_file(tmp_path):
    text = "respondent,tier,council-type,owners,late\nA,lower,county,9,x\n,,parish,9,\nA,,,9,1\nC\n"
    assert faults(tmp_path, text) == [
        ("attributes-disagree", "row 2, column tier"),
        ("bad-level", "row 2, column owners"),
        ("bad-amount", "row 2, column late"),
        ("no-respondent", "row 3"),
        ("not-one-of", "row 3, column council-type"),
        ("bad-level", "row 3, column owners"),
        ("repeated-respondent", "row 4"),
        ("bad-level", "row 4, column owners"),
        ("wrong-cells", "row 5"),
    ]


def test_one_mistake_many_times_over_is_cut_short(tmp_path, monkeypatch):
    monkeypatch.setattr(row_faults, "MOST_FAULTS", 3)
    found = faults(tmp_path, "respondent,owners\n" + "".join(f"r{n},9\n" for n in range(5)))
    assert [code for code, _ in found] == ["bad-level"] * 3 + ["more-faults"]


def test_bytes_that_are_no_text_are_a_fault(tmp_path):
    (tmp_path / "answers.csv").write_bytes(b"respondent,owners\n\xff,1\n")
    with pytest.raises(FaultsError, match="UTF-8"):
        read_answers(tmp_path / "answers.csv", SET)


def test_an_answer_to_a_question_that_is_not_asked_is_left_out_with_a_note(tmp_path):
    text = f"{HEAD},council-type\nA,1,,,,1,3,,county\nB,1,,,,3,3,2,district\nC,,,,,,,2,county\n"
    found = read(tmp_path, text)
    assert found.table.codes[5].tolist() == [NOT_ASKED, 3, NOT_ASKED]
    assert found.table.codes[6].tolist() == [UNANSWERED, NOT_ASKED, 2]
    assert found.notes == [
        "2 answers do not count, because that respondent is not asked the question; the first is in row 2, column how-early."
    ]


def test_space_around_an_attribute_does_no_harm(tmp_path):
    assert read(tmp_path, "respondent,council-type,districts\nA, county ,2\n").table.codes[6].tolist() == [2]


@pytest.mark.parametrize(("column", "noted"), [("council-type", False), ("tier", True), ("owners", True)])
def test_where_nothing_says_who_is_asked_everybody_is(tmp_path, column, noted):
    value = {"council-type": "district", "tier": "lower", "owners": "1"}[column]
    found = read(tmp_path, f"respondent,{column},districts\nA,{value},2\n")
    assert any("There is no column council-type" in note for note in found.notes) == noted
    assert found.table.codes[6, 0] == (2 if noted else NOT_ASKED)


def test_a_derived_attribute_may_be_given_instead_of_its_source(tmp_path):
    tiers = small_set(SMALL.replace('applies_to = { council-type = ["county"] }', 'applies_to = { tier = ["upper"] }'))
    for columns, value in (("tier", "lower"), ("council-type", "district")):
        found = read(tmp_path, f"respondent,{columns},districts\nA,{value},2\n", tiers)
        assert found.table.codes[6, 0] == NOT_ASKED
        assert not any("There is no column" in note for note in found.notes)


def scored(tmp_path, text, rounded=False):
    return list(csv.reader(io.StringIO(scores_csv(read(tmp_path, text), rounded))))


def test_scores_stand_in_a_row_each_with_exact_values(tmp_path):
    text = "respondent,council-type,owners,sharing,uses,late,early\nA,district,1,2,plans,NA,1\nB,district,,,,,1\n"
    header, first, second = scored(tmp_path, text)
    assert header == ["respondent", "data", "buying", "overall", "band", "coverage"]
    assert [float(cell) for cell in first[1:4]] == pytest.approx([500 / 9, 100 / 3, 400 / 9], rel=1e-15)
    assert (first[0], first[4:]) == ("A", ["Low", "1.0"])
    assert (second[:2], second[3:]) == (["B", ""], ["", "", "0.2"])


def test_rounded_scores_are_as_they_are_shown(tmp_path):
    text = "respondent,council-type,owners,sharing,uses,late,early\nA,district,1,2,plans,NA,1\nB,district,,,,,1\n"
    assert scored(tmp_path, text, rounded=True)[1:] == [
        ["A", "56", "33", "44", "Low", "1.0"],
        ["B", "", "33", "", "", "0.2"],
    ]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+A", "'+A"),
        ("-A", "'-A"),
        ("@A", "'@A"),
        ("\tA", "'\tA"),
        ("\rA", "'\rA"),
        ("-5", "-5"),
        ("+5.5", "+5.5"),
        ("A=1", "A=1"),
        ("", ""),
    ],
)
def test_a_name_cannot_become_a_formula_and_a_number_stays_one(text, safe):
    assert guarded(text) == safe


def test_names_are_guarded_on_the_way_out(tmp_path):
    rows = scored(tmp_path, "respondent,owners\n=cmd(),1\n")
    assert rows[1][0] == "'=cmd()"
    assert "\r" not in scores_csv(read(tmp_path, "respondent,owners\nA,1\n"), False)


def code(question):
    if question.number is not None:
        value = st.integers(-200, 400).map(lambda steps: steps / 2)
    else:
        value = st.integers(0, (2 ** len(question.options) if question.choose == "many" else len(question.options)) - 1)
    return st.sampled_from([UNANSWERED, NOT_APPLICABLE]) | value


ROWS = st.lists(
    st.fixed_dictionaries({question.id: code(question) for question in SET.questions}), min_size=1, max_size=8
)


@given(rows=ROWS, rounded=st.booleans())
def test_the_file_scores_as_the_answers_themselves(tmp_path_factory, rows, rounded):
    """What is written cell by cell, read and scored, agrees with the scorer given the codes."""

    def cell(question, value):
        if isinstance(value, Special):
            return "NA" if value is NOT_APPLICABLE else ""
        written = write_answer(question, value)
        return (";".join(written) or "none") if isinstance(written, list) else str(written)

    lines = [HEAD] + [
        ",".join([f"r{number}", *(cell(q, row[q.id]) for q in SET.questions)]) for number, row in enumerate(rows)
    ]
    answers = read(tmp_path_factory.mktemp("many"), "\n".join(lines))
    expected = score(SET, build_table(SET, rows)).values
    got = score(SET, answers.table).values
    for node in ("data", "buying", "overall"):
        np.testing.assert_array_equal(got[node], expected[node])
    cells = list(csv.DictReader(io.StringIO(scores_csv(answers, rounded))))
    for row, value in zip(cells, expected["overall"], strict=True):
        assert (
            row["overall"] == "" if math.isnan(value) else abs(float(row["overall"]) - value) <= (0.5 if rounded else 0)
        )


def test_a_hundred_thousand_rows_across_many_blocks(tmp_path):
    count = 100_000
    lines = [HEAD + ",council-type"]
    lines += [
        f"r{n},{n % 4},{n % 3},,{'' if n < 60_000 else n % 50},{n % 4},1,2,{('county', 'district')[n % 2]}"
        for n in range(count)
    ]
    found = read(tmp_path, "\n".join(lines))
    text = scores_csv(found, False)
    assert text.count("\n") == count + 1
    assert found.respondents[-1] == f"r{count - 1}"
    assert found.table.codes[0].tolist() == [n % 4 for n in range(count)]
    assert found.table.numbers[3][60_000:].tolist() == [n % 50 for n in range(60_000, count)]
    assert found.table.codes[6].tolist() == [2 if n % 2 == 0 else NOT_ASKED for n in range(count)]


# ---- against targets, and an earlier time


def test_scores_stand_beside_their_targets_and_the_progress_towards_them(tmp_path):
    head = "respondent,sharing,uses,owners\n"
    answers = read(tmp_path, head + "A,api,none,2\nB,api,none,1\nC,api,none,3\n")
    (tmp_path / "targets.csv").write_text(head + "B,api,none,3\nA,api,none,3\nC,api,none,3\n")
    (tmp_path / "before.csv").write_text(head + "A,api,none,1\nC,api,none,3\n")
    aims = Aims(read_alike(tmp_path / "targets.csv", answers), read_alike(tmp_path / "before.csv", answers))
    rows = list(csv.DictReader(io.StringIO(scores_csv(answers, True, aims))))
    found = [[row["data"], row["data.target"], row["data.to-target"], row["data.progress"]] for row in rows]
    # B has no earlier answers; C was there already, so that there was no way to go.
    assert found == [["56", "67", "0.833", "0.500"], ["44", "67", "0.667", ""], ["67", "67", "1.000", ""]]


def test_whoever_has_a_target_must_have_answers(tmp_path):
    answers = read(tmp_path, "respondent,owners\nA,2\n")
    (tmp_path / "targets.csv").write_text("respondent,owners\nA,3\nB,3\n")
    with pytest.raises(FaultsError) as found:
        read_alike(tmp_path / "targets.csv", answers)
    assert [(fault.code, fault.rule) for fault in found.value.faults] == [
        ("unknown-respondent", 'The respondent "B" is not in the file of answers.')
    ]
