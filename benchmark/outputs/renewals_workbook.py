"""A renewal calendar as an Excel workbook: its contracts, the groups that could buy together, whom to call."""

from pathlib import Path
from typing import Final

from benchmark.outputs.renewals_rows import renewal_rows
from benchmark.outputs.renewals_words import CHOICE, UNSIGNED, assumptions, member_words, window_times
from benchmark.outputs.tidy_sheets import WHOLE, Field, Table, Value, make_book
from benchmark.pool.renewals.calendar import Calendar
from benchmark.questions.value import quarter_words
from benchmark.workbooks.results import save_book

_MONEY: Final = "#,##0"
_CONTRACTS: Final = {
    "title": Field("Line of business", "What the contract supports."),
    "section": Field("Section", "The section of the register that the line stands in."),
    "council": Field("Council", "Whose contract it is."),
    "ends": Field("Ends", "The quarter of the calendar year in which it ends, without options to extend."),
    "extension_months": Field("Options to extend", "By how many months in all it can be extended.", WHOLE),
    "last": Field("Or until", "The last quarter, with all options to extend."),
    "system": Field("System", "What it is for, if the card says so."),
    "supplier": Field("Supplier", "Whom it is with, if the card says so."),
    "yearly_cost": Field("Pounds a year", "What it costs a year, if the card gives a figure.", _MONEY),
    "cost": Field("Cost a year", "The same in words, or a band of it, if the card gives either."),
    "partners": Field("Looks for partners", "Whether the council looks for others to buy with."),
    "group": Field("Group", "The number of the group in the sheet Buy together; empty where it is in none.", WHOLE),
    "talks_from": Field("Talk from", "The quarter in which talks of the group should start."),
    "contact": Field("Whom to call", "As the card says."),
}


def calendar_tables(calendar: Calendar) -> list[Table]:
    """Give the sheets."""
    rows = [tuple(_cell(getattr(row, name)) for name in _CONTRACTS) for row in renewal_rows(calendar)]
    facts: list[tuple[str, Value]] = [
        ("What it is", f"A renewal calendar: {calendar.questionnaire.title}"),
        ("From", quarter_words(calendar.terms.start)),
        ("Councils", len(calendar.cards)),
        ("Choice", CHOICE),
        ("Not signed", UNSIGNED),
        ("Groups", assumptions(calendar)),
    ]
    fields = (Field("What", "A fact about the calendar."), Field("Value", "What it is."))
    calls = [(held.card.council, held.card.contact, held.card.round) for held in calendar.cards]
    who = (
        Field("Council", "The council."),
        Field("Whom to call", "As its card says."),
        Field("Round", "The round of its card."),
    )
    return [
        Table("Summary", fields, facts),
        Table("Contracts", tuple(_CONTRACTS.values()), rows),
        _groups(calendar),
        Table("Whom to call", who, calls),
    ]


def write_calendar_workbook(calendar: Calendar, path: Path) -> None:
    """Write the workbook."""
    save_book(make_book(calendar_tables(calendar)), path)


def _groups(calendar: Calendar) -> Table:
    fields = (
        Field("Group", "Its number. The largest comes first.", WHOLE),
        Field("Line of business", "What they could buy together."),
        Field("Councils", "How many councils are in it.", WHOLE),
        Field("When", "When their contracts end, and when talks should start."),
        Field("Council", "One of them."),
        Field("Its contract", "When it ends, and by how much it would be extended."),
        Field("Whom to call", "As the card says."),
    )
    rows: list[tuple[Value, ...]] = [
        (
            number,
            calendar.title(window.line),
            len(window.councils),
            window_times(calendar, window),
            member.renewal.council,
            member_words(member),
            member.renewal.contact,
        )
        for number, window in enumerate(calendar.windows, start=1)
        for member in window.members
    ]
    return Table("Buy together", fields, rows)


def _cell(value: Value) -> Value:
    """Write yes or no where a program would write true or false, and nothing where nothing is said."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value == "" else value
