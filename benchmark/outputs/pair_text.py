"""A pair in the terminal: sections side by side, where each could help the other, and an agenda for a meeting."""

from collections.abc import Sequence

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.outputs.agenda_words import SAME, TITLE, Names, agenda_entries
from benchmark.outputs.comparison_text import number
from benchmark.outputs.text_table import text_table
from benchmark.pool.agenda import Agenda
from benchmark.pool.pair import Pair, QuestionRow, SectionRow

UNENDORSED = "No invitation stands behind this return: anyone could have made it. Ask the council whether it is theirs."
UNSIGNED = "A mentoring card is not signed: anyone could have written it. Ask the council whether it is theirs."
NOTHING = (
    "The two have no answer in common: nothing that both were asked, share and answered. So there is nothing to lay "
    "side by side, and no agenda."
)
HOW = "Scores use only the questions that both councils answered, so they may differ from your own."
_SHOWN = 5


def pair_text(pair: Pair, agenda: Agenda, *, warnings: Sequence[str] = (), plain: bool = False) -> str:
    """Lay out everything that a pair compares; `plain` as sentences.

    `warnings` say what stands behind what was given, and what does not.
    """
    parts = _compared(pair, agenda, plain=plain) if pair.questions else [wrap(NOTHING, _width())]
    for name, found in (("you", pair.only_mine), ("they", pair.only_theirs)):
        if found:
            parts.append("\n".join([f"Only {name} were asked", *(_item(text) for text in found)]))
    if pair.questions:
        parts.append(_agenda(agenda))
    return "\n\n".join([*parts, *(wrap(warning, _width()) for warning in warnings)])


def who_is_ahead(row: SectionRow, names: Names) -> str:
    """Say who is ahead in a section, by the scores as they are shown."""
    lead = row.lead
    if lead is None:
        return "-"
    return names.mine if lead > 0 else names.theirs if lead < 0 else "level"


def _compared(pair: Pair, agenda: Agenda, *, plain: bool) -> list[str]:
    names = Names("You", "They")
    cells = [
        [
            row.title,
            str(row.questions),
            number(row.mine, row.decimals),
            number(row.theirs, row.decimals),
            who_is_ahead(row, names).lower(),
        ]
        for row in pair.sections
    ]
    alike = sum(row.lead == 0 for row in pair.questions)
    return [
        wrap(pair.note or HOW, _width()),
        *([wrap(SAME, _width())] if agenda.same_residents else []),
        *([] if pair.note else [text_table(["Section", "Questions", "You", "They", "Ahead"], cells, plain=plain)]),
        _ahead("Where you are ahead and could help", pair.i_could_help),
        _ahead("Where they are ahead and could help", pair.they_could_help),
        f"Level with each other on {alike} of {len(pair.questions)} questions.",
    ]


def _agenda(agenda: Agenda) -> str:
    lines, heading = [TITLE], ""
    for entry in agenda_entries(agenda, Names("You", "They")):
        if entry.heading != heading:
            heading = entry.heading
            lines.append(f"\n{heading}")
        lines.append(wrap(entry.title, _width(), " " * 8, f"{entry.minutes:>3} min "))
        lines += [wrap(line, _width(), " " * 10, " " * 8) for line in entry.lines]
    return "\n".join(lines)


def _ahead(title: str, rows: Sequence[QuestionRow]) -> str:
    lines = [_item(f"{row.text} ({row.mine} against {row.theirs})") for row in rows[:_SHOWN]]
    more = [f"  and {len(rows) - _SHOWN} more"] if len(rows) > _SHOWN else []
    return "\n".join([title, *(lines or ["  none"]), *more])


def _item(text: str) -> str:
    return wrap(text, _width(), "    ", "  - ")


def _width() -> int:
    return console.width()
