"""A register in words, for whoever reads a question set: what is written about each row, and what is made of it."""

from collections.abc import Iterator
from typing import Final

from scoring.questionnaire import Questionnaire
from scoring.register import Column, Line, Measure, Register

KINDS: Final = {
    "text": "text",
    "choice": "one of",
    "choices": "any of",
    "number": "a number",
    "quarter": "a quarter, such as 2027-Q1",
}
_RULES: Final = {
    "lowest": "the lowest of all {rows}",
    "highest": "the highest of all {rows}",
    "all": "what all {rows} have",
    "any": "what any {row} has",
    "sum": "the sum over all {rows}, as a band",
    "share": "the share, over all {rows}, as a band",
}
STAYS: Final = "It stays with the council."


def kind_words(column: Column) -> str:
    """Say what is written in a column."""
    return f"{KINDS[column.kind]}, in {column.unit}" if column.unit else KINDS[column.kind]


def measure_words(register: Register, measure: Measure) -> str:
    """Say what a measure makes of the rows of a line."""
    columns = " and ".join(register.column_index[name].title for name in measure.columns)
    over = f" of {', '.join(register.column_index[name].title for name in measure.over)}" if measure.over else ""
    return f"{columns}{over}: {_RULES[measure.rule].format(row=register.row, rows=register.rows)}"


def used_columns(register: Register) -> frozenset[str]:
    """List the columns of which something can leave."""
    return frozenset(name for measure in register.measures for name in (*measure.columns, *measure.over))


def lines_of(questionnaire: Questionnaire, section_id: str) -> list[Line]:
    """List the lines of a section; none where the set has no register."""
    register = questionnaire.register
    return [line for line in register.lines if line.section == section_id] if register else []


def line_words(line: Line) -> str:
    """Name a line, what it takes in, and who has it."""
    who = "; ".join(f"only where {name} is {', '.join(options)}" for name, options in line.applies_to.items())
    return ". ".join(part.rstrip(".") for part in (line.title, line.about, who[:1].upper() + who[1:]) if part) + "."


def register_lines(register: Register) -> Iterator[tuple[str, list[str]]]:
    """Give the columns and the measures, each as a line and what stands below it."""
    used = used_columns(register)
    for column in register.columns:
        stays = "" if column.id in used else f" {STAYS}"
        head = f"{column.title} ({column.id}): {kind_words(column)}. {column.about}{stays}".replace(". .", ".")
        yield head.strip(), [f"{option.id}  {option.title}" for option in column.options]
    for measure in register.measures:
        yield f"Made of it: {measure.title} ({measure.id}). {measure_words(register, measure)}.", []
