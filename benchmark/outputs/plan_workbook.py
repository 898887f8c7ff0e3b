"""The plan as a sheet of an Excel workbook. It is private: it says who does what in the council."""

from pathlib import Path
from typing import Final

from benchmark.council.plan.kept import STATUSES
from benchmark.council.plan.order import RULE
from benchmark.outputs.plan_view import PlanView, plan_rows
from benchmark.outputs.tidy_sheets import WHOLE, Field, Table, Value, make_book
from benchmark.workbooks.results import Book, save_book

SHEET: Final = "Plan"
# What each column holds, and of which part of a row. Fewer than a CSV has: the reason says the rest in words.
_COLUMNS: Final = {
    "number": Field("Number", "The place in the order; empty where the step is planned and not in the list.", WHOLE),
    "question": Field("Id", "The id of the question, for ever the same."),
    "section": Field("Section", "Its section."),
    "step": Field("Step", "What to do."),
    "now": Field("Now", "Your answer."),
    "to": Field("To", "The answer that the step leads to."),
    "target": Field("Target", "What you aim at."),
    "overall_now": Field("Overall now", "The overall score as it is shown."),
    "overall_then": Field("Overall then", "The overall score once this step alone is done."),
    "why": Field("Why", "Why the step stands in this place: what it moves, how many peers are there, the evidence."),
    "owner": Field("Owner", "The role of whoever answers for the step."),
    "due": Field("Due", "The round by which it should be done."),
    "status": Field("Status", "Planned, doing or done."),
    "state": Field("What became of it", "What the answers say of it."),
    "note": Field("Note", "A note; it stays with the council."),
}


def plan_table(view: PlanView, *, notes: bool = False) -> Table:
    """Give the sheet: a row a step. Notes are the last column, where they are wanted."""
    columns = {name: field for name, field in _COLUMNS.items() if notes or name != "note"}
    rows = [tuple(_cell(name, getattr(row, name)) for name in columns) for row in plan_rows(view)]
    return Table(SHEET, tuple(columns.values()), rows)


def write_plan_workbook(view: PlanView, path: Path) -> None:
    """Write the plan to a workbook of its own."""
    questionnaire = view.summary.assessment.questionnaire
    facts: list[tuple[str, Value]] = [
        ("Question set", f"{questionnaire.title} {questionnaire.version}"),
        ("Round", view.round),
        ("Order", RULE),
        *(("Peers", line) for line in view.peers.lines),
        ("Private", "This workbook says who does what. What is changed here is not read back: use `plan set`."),
    ]
    table = plan_table(view, notes=True)
    fields = (Field("What", "A fact about the plan."), Field("Value", "What it is."))
    book = make_book([Table("Summary", fields, facts), table])
    offer_statuses(book, table)
    save_book(book, path)


def offer_statuses(book: Book, table: Table) -> None:
    """Let the status be chosen from a list, in each row of the sheet."""
    if not table.rows:
        return
    column = list(_COLUMNS).index("status")
    offer = {"validate": "list", "source": list(STATUSES), "show_input": False, "show_error": False}
    book.sheet(table.title).data_validation(1, column, len(table.rows), column, offer)


def _cell(name: str, value: Value) -> Value:
    """Leave empty texts empty, and make a score a number, as it is shown."""
    if name.startswith("overall") and isinstance(value, str):
        return as_number(value)
    return value or None


def as_number(shown: str) -> float | None:
    """Give a score as it is shown, as a number; nothing where there is none."""
    return float(shown) if shown not in ("", "-") else None
