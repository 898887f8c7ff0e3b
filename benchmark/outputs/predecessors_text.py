"""The predecessors of a council in the terminal: who is here, scores by section, each question, and what follows."""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.outputs.comparison_text import number
from benchmark.outputs.predecessors_words import (
    NOT_A_LEAGUE_TABLE,
    RULE,
    SCORES,
    View,
    attendance_lines,
    council_line,
    grouped,
    keep_words,
    left_open,
    letter,
    mark,
    notes,
    signs,
    some_words,
)
from benchmark.outputs.text_table import text_table
from benchmark.pool.predecessors.side import Cell, Part, Row

_SHOWN: Final = 5
# So many columns of letters fit a screen beside the titles.
_ACROSS: Final = 8


def predecessors_text(view: View, *, plain: bool = False) -> str:
    """Lay out everything in the width of the terminal, or `plain` in sentences."""
    side, width = view.side, console.width()
    parts = [
        console.styled(wrap(view.title, width), "bold"),
        "\n".join(_who(view, width)),
        "\n".join(wrap(line, width) for line in (NOT_A_LEAGUE_TABLE, *notes(view))),
    ]
    parts.append(f"{wrap(SCORES, width)}\n\n{_scores(view, plain=plain)}")
    heading = console.styled("Question by question", "bold")
    parts.append(f"{heading}\n{_questions(view, plain=plain)}\n{wrap(signs(side.rows), width)}")
    if len(side.councils) > 1:
        parts.append(_listed("Where they differ most, and whose practice to keep", [_apart(row) for row in side.apart]))
    parts.append("\n".join(_start(view, width)))
    parts.append(_listed("What nobody does yet", [_nobody(row) for row in side.nobody]))
    for names, rows in side.only_some.items():
        parts.append(_listed(some_words(names), [_alone(row) for row in rows]))
    text = "\n\n".join(parts)
    return console.unstyled(text) if plain else text


def _who(view: View, width: int) -> Iterator[str]:
    for position, council in enumerate(view.side.councils):
        yield wrap(council_line(council, view.questionnaire), width, "     ", f"  {letter(position)}  ")
    if view.attendance is not None:
        yield from (wrap(line, width) for line in attendance_lines(view.attendance))


def _blocks(view: View) -> list[range]:
    """Take the councils apart into as many as fit the width."""
    count = len(view.side.councils)
    return [range(first, min(first + _ACROSS, count)) for first in range(0, count, _ACROSS)]


def _scores(view: View, *, plain: bool) -> str:
    """Write a table of scores, a line a section; more tables where there are many councils."""
    lines = [*view.side.parts, view.side.overall]
    tables = []
    for block in _blocks(view):
        rows = [_score_line(part, view.side.overall.id, block) for part in lines]
        tables.append(text_table(["Section", "Questions", *map(letter, block), "Start"], rows, plain=plain))
    return "\n\n".join(tables)


def _score_line(part: Part, overall: str, block: Sequence[int]) -> list[str]:
    title = "Overall" if part.id == overall else part.title
    shown = [number(part.scores[at], part.decimals) for at in block]
    return [title, str(part.common), *shown, number(part.start, part.decimals)]


def _questions(view: View, *, plain: bool) -> str:
    tables = []
    for block in _blocks(view):
        rows = []
        for part in view.side.parts:
            rows += [[f"{part.title}:", *[""] * len(block)]] if part.rows and not plain else []
            rows += [
                [row.text if plain else f"- {row.text}", *(mark(row.cells[at]) for at in block)] for row in part.rows
            ]
        tables.append(text_table(["", *map(letter, block)], rows, plain=plain))
    return "\n\n".join(tables)


def _apart(row: Row) -> str:
    lines = [_item(row.text)]
    for cell, names in grouped([cell for cell in row.cells if cell.state == "answered"]):
        lines.append(wrap(f"{', '.join(names)}: {shorten(cell.words, 120)}", console.width(), "        ", "      "))
    lines.append(wrap(f"Keep: {keep_words(row)}", console.width(), "        ", "      "))
    return "\n".join(lines)


def _start(view: View, width: int) -> Iterator[str]:
    yield console.styled("What the new council starts from", "bold")
    yield wrap(RULE, width)
    opened = left_open(view)
    count = len(view.side.rows) - len(opened)
    yield f"{count} of {len(view.side.rows)} questions have a start; {len(opened)} are left open."
    for row in opened[:_SHOWN]:
        yield _item(f"{row.id}: {row.start_words}")
    yield from _more(len(opened))


def _nobody(row: Row) -> str:
    return _item(f"{row.text} Nobody yet: {'; '.join(row.nobody)}")


def _alone(row: Row) -> str:
    said = "; ".join(f"{', '.join(names)}: {cell.brief}" for cell, names in grouped(_asked(row)))
    return _item(f"{row.text} ({said})")


def _asked(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.council in row.asked]


def _listed(title: str, lines: Sequence[str]) -> str:
    shown = list(lines[:_SHOWN]) or ["  none"]
    return "\n".join([console.styled(title, "bold"), *shown, *_more(len(lines))])


def _more(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield f"  and {count - _SHOWN} more"


def _item(text: str) -> str:
    return wrap(text, console.width(), "    ", "  - ")
