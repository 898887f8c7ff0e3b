"""Beside every formula stands what it gives: the same as LibreOffice works out when nothing is stored."""

import random
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.workbook import asked
from benchmark.council.workbook.plan import plan_sections
from benchmark.council.workbook.write import make_answer_book, write_answer_book
from benchmark.questions.library import find_questionnaire
from benchmark.workbooks.save import save_workbook
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.council.small import LEVELS, SMALL, small_set
from tests.council.workbook.books import COUNTY, EVERY, MORE, assessment, write

# A question that hangs on one that hangs on another.
CHAIN = small_set(
    f"""{SMALL}{MORE}
[[question]]
id = "deeper"
section = "inside"
text = "And why that?"
asked_if = {{ only-mid = ["1", "2", "3"] }}
{LEVELS}
"""
)
MATURITY = find_questionnaire("digital-maturity")


def at_random(questionnaire, seed, attributes):
    """Answers of every kind to most questions, the ones that are not asked among them."""
    dice = random.Random(seed)
    found = {}
    for question in questionnaire.questions:
        last = 2 ** len(question.options) if question.choose == "many" else len(question.options)
        code = dice.choice((0.0, 9.99, 10.0, 100.0, 0.1 + 0.2, 250.5)) if question.number else dice.randrange(last)
        found[question.id] = Answer(dice.choice((code, code, code, NOT_APPLICABLE, UNANSWERED)))
    return assessment(found, attributes, questionnaire)


# A number of 17 digits is written as a text, which is above every number to a spreadsheet.
LONG = assessment({"spend": Answer(0.1 + 0.2), "uses": Answer(0b111)}, COUNTY)
NONE_OF_THESE = assessment({"uses": Answer(0), "spend": Answer(NOT_APPLICABLE)}, {})
CASES: dict[str, tuple[Assessment, tuple[str, ...]]] = {
    "empty": (assessment({}, {}), ()),
    "long": (LONG, ()),
    "none": (NONE_OF_THESE, ()),
    **{f"small-{seed}": (at_random(CHAIN, seed, COUNTY), ()) for seed in range(6)},
    "district": (at_random(EVERY, 90, {"council-type": "district"}), ()),
    # What a question hangs on is not in this workbook.
    "part": (at_random(EVERY, 91, COUNTY), ("inside",)),
    "maturity": (at_random(MATURITY, 1, {"council-type": "unitary"}), ()),
    "shire": (at_random(MATURITY, 2, {"council-type": "district"}), ()),
}


def beside_formulas(path):
    """Give what stands beside each formula, by sheet and cell."""
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_every_formula_has_its_value_beside_it(tmp_path):
    for name, (given, sections) in CASES.items():
        write_answer_book(tmp_path / f"{name}.xlsx", given, sections)
        found = beside_formulas(tmp_path / f"{name}.xlsx")
        assert len(found) > 3
        assert [place for place, value in found.items() if not value] == []
    everything = {value for name in CASES for value in beside_formulas(tmp_path / f"{name}.xlsx").values()}
    assert {"answered", "open", "not asked"} <= everything


@pytest.mark.no_cover
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_the_values_are_those_that_libreoffice_works_out(tmp_path):
    bare = tmp_path / "bare"
    bare.mkdir()
    for name, (given, sections) in CASES.items():
        write_answer_book(tmp_path / f"{name}.xlsx", given, sections)
        # Without values, so that it cannot take ours over.
        book, _ = make_answer_book(given, plan_sections(given.questionnaire, sections))
        save_workbook(book, bare / f"{name}.xlsx")
        assert set(beside_formulas(bare / f"{name}.xlsx").values()) == {None}
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out"]
    subprocess.run([*command, *sorted(bare.iterdir())], cwd=tmp_path, capture_output=True, timeout=300, check=True)
    for name in CASES:
        assert beside_formulas(tmp_path / f"{name}.xlsx") == beside_formulas(tmp_path / "out" / f"{name}.xlsx"), name


def test_what_is_too_long_for_a_formula_is_asked_of_all(tmp_path, monkeypatch):
    monkeypatch.setattr(asked, "_LONGEST", 10)
    found = beside_formulas(write(tmp_path / "a.xlsx", attributes={"council-type": "district"}))
    assert "not asked" not in found.values()
