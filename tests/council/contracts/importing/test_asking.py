"""What a person is asked: columns that are not sure, then the line of business of each new contract."""

import pytest

from benchmark.council.contracts.importing.asking import ask_columns, ask_lines, ask_to_write
from benchmark.council.contracts.importing.contract import Contract
from benchmark.council.contracts.importing.header import guess_columns
from benchmark.council.contracts.importing.memory import NOT_HERE
from benchmark.council.contracts.importing.table import FORMULA, Table
from tests.council.contracts.importing.made import GUIDE, REGISTER, SET
from tests.council.small import ScriptedAsker

HEADER = ("Ref", "Contract title heading", "Supplier", "Colour", "Total value", "Value")
TABLE = Table(
    "r.csv", HEADER, 3, [(4, ["C-1", "Revenues", "Acme", "", "9", "8"]), (5, ["C-2", "Payroll", FORMULA, "", "9", "8"])]
)
LINES = [REGISTER.line_index[name] for name in ("council-tax", "benefits", "payroll")]
SECTIONS = {section.id: section.title for section in SET.sections}
OPEN = [
    (Contract("row 2", "c-1", "Revenues system", "Hosted", {"supplier": "Acme", "value": 480000.0}), ["council-tax", "benefits"]),
    (Contract("row 3", "c-2", "Payroll software"), ["payroll"]),
    (Contract("row 4", "c-3", "Software"), []),
]  # fmt: skip


def ask_about_columns(*script):
    asker = ScriptedAsker(*script)
    return ask_columns(asker, guess_columns(HEADER, GUIDE), TABLE, REGISTER), asker


def number_of(menu, title: str) -> str:
    return next(choice.key for choice in menu.choices if choice.title == title)


def test_only_columns_that_are_not_sure_are_asked_about_and_all_are_shown() -> None:
    # The second column of a value is asked about: what is it, if not that? Nothing.
    columns, asker = ask_about_columns("y", "1", "y")
    assert columns == {
        "Ref": "reference",
        "Contract title heading": "system",
        "Supplier": "supplier",
        "Colour": "",
        "Total value": "value",
        "Value": "",
    }
    assert asker.menus[0].heading == 'Column "Contract title heading": is it "System"?'
    assert asker.menus[0].text == "Such as: Revenues; Payroll"
    assert '- "Supplier": Supplier. Such as: Acme' in asker.said
    assert '- left out: "Colour", "Value"' in asker.said


def test_a_guess_may_be_refused_or_be_something_else() -> None:
    columns, asker = ask_about_columns("n", "1", "y")
    assert columns["Contract title heading"] == ""
    assert asker.menus[-1].text == "Nothing is read for System."
    columns, asker = ask_about_columns("o", "1", "1", "y")
    titles = [choice.title for choice in asker.menus[1].choices]
    assert "Reference" not in titles, "it is taken"
    assert columns["Contract title heading"] == ""


def test_a_column_can_be_corrected_until_all_are_right() -> None:
    first, asker = ask_about_columns("y", "1", "c", "4", "2", "y")
    assert number_of(asker.menus[4], "Owner") == "2"
    assert first["Colour"] == "owner"


def test_stopping_stops() -> None:
    with pytest.raises(KeyboardInterrupt):
        ask_about_columns("y", "1", "q")


def ask(*script):
    asker, said = ScriptedAsker(*script), {}
    ask_lines(asker, REGISTER, SECTIONS, LINES, OPEN, said)
    return said, asker


def test_each_contract_is_asked_about_with_its_guesses_first() -> None:
    said, asker = ask("2", "1", "n")
    assert said == {"c-1": "benefits", "c-2": "payroll", "c-3": NOT_HERE}
    assert asker.menus[0].heading == "1 of 3: Revenues system, Acme, value 480,000"
    assert [choice.key for choice in asker.menus[2].choices] == ["o", "n", "l"]
    assert asker.said == [
        "Revenues system: Housing benefit and council tax support",
        "Payroll software: Human resources and payroll",
        "Software: not in the register",
    ]


def test_another_line_is_chosen_by_its_group() -> None:
    said, asker = ask("o", "1", "1", "l", "l")
    assert said == {"c-1": "council-tax"}
    assert [choice.title for choice in asker.menus[1].choices] == ["Taxes, benefits and debts", "Running the council"]
    assert [choice.title for choice in asker.menus[2].choices] == [
        "Council tax",
        "Housing benefit and council tax support",
    ]


def test_the_first_guess_can_be_taken_for_all_that_follow() -> None:
    said, asker = ask("l", "a")
    assert said == {"c-2": "payroll"}
    assert len(asker.menus) == 2


def test_what_was_said_before_somebody_stops_is_kept() -> None:
    asker, said = ScriptedAsker("1"), {}
    with pytest.raises(KeyboardInterrupt):
        ask_lines(asker, REGISTER, SECTIONS, LINES, OPEN, said)
    assert said == {"c-1": "council-tax"}


def test_nothing_is_written_without_a_yes() -> None:
    assert ask_to_write(ScriptedAsker("y"))
    assert not ask_to_write(ScriptedAsker("n"))
