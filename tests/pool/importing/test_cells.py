"""What a cell says: words, values, numbers of every country, several choices."""

import pytest

from tests.pool.importing.tables import answers, contents, faults_of, import_text

ONE = 'respondent = "who"\n[[column]]\nname = "x"\n'


def cell(tmp_path, text, keys, target="owners"):
    """Import one cell, and give what the return says of its question. Another column keeps the row from being empty."""
    table = f'who;x;y\nA;"{text}";1\n'
    mapping = f'separator = ";"\n{ONE}question = "{target}"\n{keys}\n[[column]]\nname = "y"\nquestion = "early"\n'
    return answers(import_text(tmp_path, table, mapping))[0].get(target)


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("2", "", 2),
        (" 2.0 ", "", 2),
        ("NA", "", "not-applicable"),
        ("not-asked", "", "not-asked"),
        ("", "", None),
        ("", 'blank = "not-applicable"', "not-applicable"),
        ("", 'blank = "not-asked"', "not-asked"),
        ("?", 'unanswered = ["?"]', None),
        ("weiß nicht", 'unanswered = ["WEISS NICHT"]', None),
        ("does not  Apply", 'not_applicable = ["does not apply"]', "not-applicable"),
        ("later", 'not_asked = ["Later"]', "not-asked"),
        ("Fully", 'values = { "fully" = 3 }', 3),
        ("\u00a0FULLY ", 'values = { "fully" = "3" }', 3),
        ("unsure", 'values = { "unsure" = "NA" }', "not-applicable"),
        ("NA", 'values = { "na" = 1 }', 1),
        ("'=3", 'values = { "=3" = 3 }', 3),
    ],
)
def test_a_level(tmp_path, text, keys, expected):
    assert cell(tmp_path, text, keys) == expected


@pytest.mark.parametrize(
    ("text", "keys", "steps"),
    [
        ("12.5", "", 25),
        ("-0", "", 0),
        ("12,5", 'decimal = ","', 25),
        ("1.012,5", 'decimal = ","\nthousands = "."', 2025),
        ("1,012.5", 'thousands = ","', 2025),
        ("1\u202f012,5", 'decimal = ","\nthousands = " "', 2025),
        ("1'012.5", 'thousands = "\'"', 2025),
        ("1012.5", 'thousands = ","', 2025),
        ("\u22123", "", -6),
        ("45 %", 'percent = "number"', 90),
        ("50%", 'percent = "share"', 1),
        ("5E+01", "", 100),
        ("5e1%", 'percent = "share"', 1),
        ("12.3", "round = true", 25),
        ("29,05%", 'decimal = ","\npercent = "share"\nround = true', 1),
        ("few", 'values = { "few" = "2.5" }', 5),
        ("7", 'values = { "few" = "2.5" }', 14),
    ],
)
def test_a_number_in_half_steps(tmp_path, text, keys, steps):
    assert cell(tmp_path, text, keys, "late") == steps


@pytest.mark.parametrize(
    ("text", "keys", "code"),
    [
        ("12,5", "", "other-number"),
        ("1.012", 'decimal = ","', "other-number"),
        ("1,01", 'thousands = ","', "other-number"),
        ("10,12,5", 'thousands = ","', "other-number"),
        ("45%", "", "other-number"),
        ("1_0", "", "other-number"),
        ("inf", "", "other-number"),
        ("0x10", "", "other-number"),
        ("\u0663", "", "other-number"),
        ("1e999", "", "bad-amount"),
        ("1e999", "round = true", "bad-amount"),
        ("12.3", "", "finer-number"),
    ],
)
def test_what_is_no_number_is_a_fault(tmp_path, text, keys, code):
    table = f'who;x\nA;"{text}"\n'
    found = faults_of(tmp_path, table, f'separator = ";"\n{ONE}question = "late"\n{keys}\n')
    assert found == [(code, "row 2, column x")]


VALUES = 'values = { "Plans" = "plans", "Care, of all kinds" = "care", "Streets" = "streets", "Nowhere" = "none" }'


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("plans;streets", "", 0b101),
        ("plans;streets;", "", 0b101),
        ("none", "", 0),
        ("NA", "", "not-applicable"),
        ("plans|care", 'separator = "|"', 0b011),
        ("Plans, Streets", f'{VALUES}\nseparator = ","', 0b101),
        ("Care, of all kinds, Plans", f'{VALUES}\nseparator = ","', 0b011),
        ("Nowhere", VALUES, 0),
    ],
)
def test_several_choices(tmp_path, text, keys, expected):
    assert cell(tmp_path, text, keys, "uses") == expected


@pytest.mark.parametrize(
    ("text", "keys", "code"),
    [
        ("plans;rivers", "", "bad-choice"),
        ("Plans;Rivers", VALUES, "unlisted-value"),
        ("Plans;Unsure", 'values = { "Plans" = "plans", "Unsure" = "NA" }', "mixed-choice"),
        (";".join(["Plans"] * 1000), VALUES, "unlisted-value"),
    ],
)
def test_what_is_no_choice_is_a_fault(tmp_path, text, keys, code):
    found = faults_of(tmp_path, f'who,x\nA,"{text}"\n', f'{ONE}question = "uses"\n{keys}\n')
    assert found == [(code, "row 2, column x")]


def test_attributes_by_value_leave_only_where_they_are_shared(tmp_path):
    mapping = f'{ONE}attribute = "council-type"\nvalues = {{ "Shire" = "county", "Borough" = "district" }}\n'
    mapping += '[[column]]\nname = "y"\nquestion = "owners"\n'
    done = import_text(tmp_path, "who,x,y\nA,shire,1\nB,Borough,2\nC,,3\n", mapping)
    assert [content.attributes for content in contents(done)] == [{"tier": "upper"}, {"tier": "lower"}, {}]
    # Only counties are asked the last question, and nobody answered what opens the one before it.
    closed = {"how-early": "not-asked"}
    assert answers(done) == [
        {"owners": 1, **closed},
        {"owners": 2, **closed, "districts": "not-asked"},
        {"owners": 3, **closed},
    ]


def test_an_attribute_that_contradicts_another_is_a_fault(tmp_path):
    found = faults_of(tmp_path, "respondent,council-type,tier,owners\nA,county,lower,9\n")
    assert found == [("attributes-disagree", "row 2, column tier"), ("bad-level", "row 2, column owners")]
