"""What tells columns, technology and lines of business; the words stand beside the question set, not in the program."""

import shutil
from pathlib import Path

import pytest

from benchmark.council.contracts.importing.guess import guess_lines, is_technology
from benchmark.council.contracts.importing.guide import FILE_NAME, plain, read_guide
from benchmark.council.contracts.importing.header import guess_columns, missing_targets
from benchmark.errors import FaultsError
from benchmark.questions.library import find_file
from tests.council import registers
from tests.council.contracts.importing.made import GUIDE, REGISTER, SET

LINES = list(REGISTER.line_index)


def test_names_are_compared_without_case_signs_brackets_and_plurals() -> None:
    assert plain("Contract_Start-Dates (dd/mm/yyyy)") == "contract start date"
    assert plain("CPVLabel") == "cpv label"
    assert plain("SupplierName") == plain("supplier name") == plain("Supplier  Names:")
    assert plain("Children's business") == "children business"


def test_every_line_has_words() -> None:
    assert all(len(GUIDE.lines[name]) > 1 for name in LINES)


@pytest.mark.parametrize("line", SET.register.lines, ids=lambda line: line.id)
def test_a_system_that_is_named_after_a_line_is_guessed_for_it(line) -> None:
    title = f"{line.title} software"
    assert is_technology(GUIDE, title, "")
    assert line.id in guess_lines(GUIDE, title, "", LINES)[:2]


@pytest.mark.parametrize(
    ("title", "words", "line"),
    [
        ("Revenues and Benefits System", "", "council-tax"),
        ("Microsoft Enterprise Agreement", "Licences for all staff", "office"),
        ("HR and Payroll", "Hosted software as a service", "payroll"),
        ("Public space CCTV maintenance", "", "safety"),
        ("Wide Area Network", "Fibre to all sites", "network"),
        ("Library Management System", "Leisure and culture", "libraries"),
        ("Case management", "Software for adult social care", "adult-care-records"),
    ],
)
def test_the_line_is_guessed_from_title_and_description(title: str, words: str, line: str) -> None:
    assert is_technology(GUIDE, title, words)
    assert guess_lines(GUIDE, title, words, LINES)[0] == line


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Road resurfacing", "Planned works"),
        ("Home care in the north", "Personal care"),
        ("Servicing of heating systems", "Boilers"),
        ("Dynamic purchasing system for taxis", ""),
        ("Parking enforcement services", "Civil enforcement officers"),
        ("Advice", "Code 85312310"),
    ],
)
def test_what_holds_no_word_of_technology_is_none(title: str, words: str) -> None:
    assert not is_technology(GUIDE, title, words)


def test_a_code_of_what_is_bought_tells_too() -> None:
    assert is_technology(GUIDE, "Uniform", "72212000-4")
    assert not is_technology(GUIDE, "Uniform", "18110000-3")


def test_lines_that_the_council_is_not_asked_about_are_not_guessed() -> None:
    assert "council-tax" not in guess_lines(GUIDE, "Council tax system", "", ["benefits", "finance"])


def test_columns_are_sure_by_name_and_unsure_by_likeness() -> None:
    header = ["Contract Ref No.", "Contract title heading", "Council department", "Irrecoverable VAT", "Colour", "Ref"]
    guesses = guess_columns(header, GUIDE)
    assert [(guess.to, guess.sure) for guess in guesses] == [
        ("reference", True), ("system", False), ("words", True), ("", True), ("", True), ("", False),
    ]  # fmt: skip
    assert missing_targets({guess.name: guess.to for guess in guesses}, REGISTER) == []
    assert missing_targets({}, REGISTER) == ["Reference", "System"]


def test_the_names_of_the_template_of_councils_are_known() -> None:
    header = (
        "OrganisationLabel,ContractReferenceNumber,Title,CouncilDepartment,CPVLabel,CPVURI,ProClassLabel,StartDate,EndDate,"
        "LastExtensionDate,TotalValue,EstimatedAnnualValue,IrrecoverableVAT,SupplierName,VCSEType"
    )
    guesses = guess_columns(header.split(","), GUIDE)
    assert [guess.to for guess in guesses] == [
        "", "reference", "system", "words", "words", "", "words", "start", "end", "last-end", "value", "yearly-cost", "", "supplier", "",
    ]  # fmt: skip
    assert all(guess.sure for guess in guesses)


def test_a_sum_that_is_named_otherwise_is_not_taken_for_a_cost_a_year() -> None:
    guesses = guess_columns(["Contract value", "Extended contract value", "Renewed contract value"], GUIDE)
    assert [guess.to for guess in guesses] == ["value", "", ""]


def test_nothing_but_words_is_read_from_two_columns() -> None:
    guesses = guess_columns(["Value", "Total value", "Description", "Category"], GUIDE)
    assert [guess.to for guess in guesses if guess.sure] == ["value", "words", "words"]
    assert guesses[1].to != "value"


def test_a_set_without_a_guide_goes_by_the_titles_of_its_columns_and_lines(tmp_path: Path) -> None:
    guide = read_guide(tmp_path / "questionnaire.toml", registers.REGISTER)
    assert [guess.to for guess in guess_columns(["Name", "State of repair", "Cost"], guide)] == [
        "name",
        "repair",
        "cost",
    ]
    assert is_technology(guide, "Long Lane swimming pool", "")
    assert guess_lines(guide, "Long Lane swimming pool", "", ["pool", "pitch"]) == ["pool"]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('"register-import/1"', '"register-import/9"', "unknown-format"),
        ("[columns]\nreference", "[columns]\ncolour", "unknown-key"),
        ("[lines]\nfinance", "[lines]\nfun", "unknown-key"),
        ("cpv = [", "cpw = [", "unknown-key"),
        ("absent = [", "absent = 3\nrest = [", "wrong-kind"),
    ],
)
def test_mistakes_in_a_guide_are_reported(tmp_path: Path, before: str, after: str, code: str) -> None:
    shutil.copy(find_file(SET.id).with_name(FILE_NAME), tmp_path)
    path = tmp_path / FILE_NAME
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_guide(tmp_path / "questionnaire.toml", REGISTER)
    assert code in {fault.code for fault in caught.value.faults}
