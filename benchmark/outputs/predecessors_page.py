"""The predecessors of a council as one page to read on a screen or to print."""

from benchmark.outputs.comparison_text import number
from benchmark.outputs.page import page_environment
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
    notes,
    some_words,
)

_MOST = 10


def render_predecessors(view: View) -> str:
    """Write the page."""
    environment = page_environment()
    environment.filters["number"] = number
    side = view.side
    return environment.get_template("predecessors.html").render(
        view=view,
        side=side,
        who=[(letter(at), council_line(c, view.questionnaire)) for at, c in enumerate(side.councils)],
        lead=NOT_A_LEAGUE_TABLE,
        attendance=list(attendance_lines(view.attendance)) if view.attendance else [],
        notes=list(notes(view)),
        scores=SCORES,
        rule=RULE,
        apart=side.apart[:_MOST],
        nobody=side.nobody[:_MOST],
        open=left_open(view),
        grouped=grouped,
        keep=keep_words,
        some=[(some_words(names), rows) for names, rows in side.only_some.items()],
    )
