"""A pair in the terminal: sections side by side, then where each could help the other."""

from collections.abc import Sequence

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.comparison_text import number
from benchmark.outputs.text_table import text_table
from benchmark.pool.pair import Pair, QuestionRow

UNENDORSED = "No invitation stands behind this return: anyone could have made it. Ask the council whether it is theirs."
_SHOWN = 5


def pair_text(pair: Pair, *, anyone: bool = False) -> str:
    """Lay out everything that a pair compares. `anyone`: no invitation stands behind one of the returns."""
    cells = [
        [row.title, str(row.questions), number(row.mine, row.decimals), number(row.theirs, row.decimals)]
        for row in pair.sections
    ]
    parts = [
        wrap("Scores use only the questions that both councils answered, so they may differ from your own.", _width()),
        text_table(["Section", "Questions", "You", "They"], cells),
        _ahead("Where you are ahead and could help", pair.i_could_help),
        _ahead("Where they are ahead and could help", pair.they_could_help),
    ]
    alike = sum(row.lead == 0 for row in pair.questions)
    parts.append(f"Level with each other on {alike} of {len(pair.questions)} questions.")
    for name, found in (("you", pair.only_mine), ("they", pair.only_theirs)):
        if found:
            parts.append("\n".join([f"Only {name} were asked", *(_item(text) for text in found)]))
    if anyone:
        parts.append(wrap(UNENDORSED, _width()))
    return "\n\n".join(parts)


def _ahead(title: str, rows: Sequence[QuestionRow]) -> str:
    lines = [_item(f"{row.text} ({row.mine} against {row.theirs})") for row in rows[:_SHOWN]]
    more = [f"  and {len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
    return "\n".join([title, *(lines or ["  none"]), *more])


def _item(text: str) -> str:
    return wrap(text, _width(), "    ", "  - ")


def _width() -> int:
    return console.width()
