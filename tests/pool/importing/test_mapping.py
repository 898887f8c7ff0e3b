"""Mappings and tables that do not fit: every fault at once, each with its place; what is only odd is a note."""

import pytest

from benchmark.council import row_faults
from benchmark.errors import FaultsError, UsageError
from benchmark.pool.importing.mapping_file import read_mapping
from tests.pool.importing.tables import SET, answers, faults_of, import_text

Q = '[[column]]\nname = "q"\nquestion = "owners"\n'
TABLE = "who,q\nA,1\n"
WHO = 'respondent = "who"\n'


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ('colum = 1\nblank = "nothing"\n', [("unknown-key", "top of the file"), ("wrong-kind", "top of the file")]),
        ("[[column]]\nquestion = 1\n", [("wrong-kind", "column number 1"), ("missing-key", "column number 1")]),
        ('[values]\na = "x"\n', [("wrong-kind", "[values]")]),
        (WHO + '[[column]]\nname = "q"\n', [("one-target", 'column "q"')]),
        (WHO + Q + 'attribute = "tier"\n', [("one-target", 'column "q"')]),
        (WHO + Q.replace("owners", "owner"), [("no-such-id", 'column "q"')]),
        (WHO + Q + 'values = "shared"\n', [("no-such-values", 'column "q"')]),
        (WHO + Q + 'values = { "1" = 9 }\n', [("bad-level", 'column "q", value "1"')]),
        (WHO + Q + 'values = { "1" = 1, " 1 " = 2 }\n', [("two-meanings", 'column "q"')]),
        (WHO + Q + '[[column]]\nname = "Q"\nquestion = "early"\n', [("repeated-column", "")]),
        ('respondent = "q"\nignore = ["who"]\n' + Q, [("repeated-column", "")]),
        (WHO + 'ignore = ["q"]\n' + Q, [("repeated-column", "")]),
        (WHO, [("unmapped-column", "row 1, column q")]),
        (WHO + Q.replace('"q"', '"p"'), [("no-such-column", "row 1"), ("unmapped-column", "row 1, column q")]),
    ],
)
def test_each_mistake_of_a_mapping(tmp_path, mapping, expected):
    assert faults_of(tmp_path, TABLE, mapping) == expected


def test_two_columns_for_one_question(tmp_path):
    mapping = WHO + Q + '[[column]]\nname = "r"\nquestion = "owners"\n'
    assert faults_of(tmp_path, "who,q,r\nA,1,2\n", mapping) == [("two-columns", "")]


def test_a_mapping_of_another_format(tmp_path):
    assert faults_of(tmp_path, TABLE, "")[0][0] == "unmapped-column"
    (tmp_path / "m.toml").write_text('format = "mapping/2"\n')
    with pytest.raises(FaultsError, match="mapping/1"):
        read_mapping(tmp_path / "m.toml", SET)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("who,q,q\nA,1,2\n", [("repeated-column", "row 1, column q")]),
        ("who,q\n", [("no-rows", "row 2")]),
        ("who,q\nA,1\nA,2\n", [("same-respondent", "row 3, column who")]),
        ("who,q\nA,1\na ,2\n", [("same-respondent", "row 3, column who")]),
        ("who,q\n,1\n", [("nameless-row", "row 2, column who")]),
        ("who,q\nA\nB,1,2\nC,1\n", [("wrong-cells", "row 2"), ("wrong-cells", "row 3")]),
        ("who,q\nA,7\nB,8\nC,7\n", [("bad-level", "rows 2, 4, column q"), ("bad-level", "row 3, column q")]),
        (
            "who,q\n" + "".join(f"r{n},7\n" for n in range(9)),
            [("bad-level", "rows 2, 3, 4, 5, 6 and 4 more, column q")],
        ),
        (",q\nA,1\n", [("no-such-column", "row 1"), ("unmapped-column", "row 1, column column A")]),
    ],
)
def test_each_mistake_of_a_table(tmp_path, table, expected):
    assert faults_of(tmp_path, table, WHO + Q) == expected


def test_all_mistakes_at_once_those_of_the_mapping_first(tmp_path):
    mapping = WHO + Q + 'values = { "Yes" = 9, "No" = 0 }\n[[column]]\nname = "l"\nquestion = "late"\n'
    table = "who,q,l,Does planning start early\nA,Perhaps,1,2\na,No,x,2\nB\n"
    assert faults_of(tmp_path, table, mapping) == [
        ("bad-level", 'column "q", value "Yes"'),
        ("unmapped-column", "row 1, column Does planning start early"),
        ("unlisted-value", "row 2, column q"),
        ("same-respondent", "row 3, column who"),
        ("other-number", "row 3, column l"),
        ("wrong-cells", "row 4"),
    ]


def test_the_nearest_question_of_an_unmapped_column_is_named(tmp_path):
    with pytest.raises(FaultsError, match='Is it "early"'):
        import_text(tmp_path, "who,Does planning start early\nA,2\n", WHO)


def test_one_mistake_many_times_over_is_cut_short(tmp_path, monkeypatch):
    monkeypatch.setattr(row_faults, "MOST_FAULTS", 3)
    table = "who,q\n" + "".join(f"r{n},bad{n}\n" for n in range(5))
    assert [code for code, _ in faults_of(tmp_path, table, WHO + Q)] == ["bad-level"] * 3 + ["more-faults"]


def test_values_that_no_row_has_are_a_note_and_shared_values_are_looked_at_together(tmp_path):
    shared = '[values.s]\n"No" = 0\n"Some" = 1\n"Al" = 3\n'
    mapping = WHO + Q + 'values = "s"\n[[column]]\nname = "r"\nquestion = "early"\nvalues = "s"\n' + shared
    done = import_text(tmp_path, "who,q,r\nA,No,Some\n", mapping)
    assert 'Listed for 2 columns, but in no row: "Al".' in done.notes


@pytest.mark.parametrize(("said", "answer"), [("", None), ('no_column = "not-asked"\n', "not-asked")])
def test_a_question_without_a_column(tmp_path, said, answer):
    done = import_text(tmp_path, TABLE, said + WHO + Q)
    assert answers(done)[0].get("early") == answer
    assert any("6 questions have no column" in note for note in done.notes)


def test_rows_are_picked_by_the_text_of_a_column(tmp_path):
    table = "who,year,q\nA,2020,1\nA,2022,2\nB,2022,3\nB,2024,x\n"
    done = import_text(tmp_path, table, WHO + Q, where=["Year=2022"])
    assert [(row, name) for row, name, _ in done.keys] == [(3, "A"), (4, "B")]
    both = import_text(
        tmp_path, "who,year,q\nA,2020,1\nB,2022,2\nC,2021,3\n", WHO + Q, where=["year=2020", "year=2022"]
    )
    assert [name for _, name, _ in both.keys] == ["A", "B"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (["year=1999"], [("no-such-rows", "row 2")]),
        (["yeer=2020"], [("no-such-column", "row 1"), ("unmapped-column", "row 1, column year")]),
    ],
)
def test_rows_that_are_not_there_are_a_fault(tmp_path, where, expected):
    assert faults_of(tmp_path, "who,year,q\nA,2020,1\n", WHO + Q, where=where) == expected


def test_what_is_no_pair_is_refused(tmp_path):
    with pytest.raises(UsageError, match="COLUMN=TEXT"):
        import_text(tmp_path, TABLE, WHO + Q, where=["year"])


def test_without_a_mapping_columns_are_ids(tmp_path):
    done = import_text(tmp_path, "owners,respondent,uses\n3,A,plans;care\nNA,B,not-asked\n")
    assert [{key: value for key, value in told.items() if key in ("owners", "uses")} for told in answers(done)] == [
        {"owners": 3, "uses": 3},
        {"owners": "not-applicable", "uses": "not-asked"},
    ]
    assert faults_of(tmp_path, "respondent,owner\nA,3\n") == [("unmapped-column", "row 1, column owner")]


def test_without_a_respondent_rows_are_numbered(tmp_path):
    done = import_text(tmp_path, "owners\n3\n\n2\n")
    assert [name for _, name, _ in done.keys] == ["row 2", "row 4"]
