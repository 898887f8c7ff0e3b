"""An index of councils' pages as a page of its own, to publish or to print."""

from typing import Final

from benchmark.outputs.declaration_index import NOT_SHOWN, Index
from benchmark.outputs.declaration_page import noun
from benchmark.outputs.page import page_environment, spoken

NOT_A_LEAGUE_TABLE: Final = (
    "Councils stand in order of their names. This is not a league table: nothing is added up, and councils differ in "
    "what they show and how strictly they judge."
)
OWN_WORDS: Final = (
    "Every level is that council's own word, from the page that it published. Nobody else has checked it, and anyone "
    "can write such a file: follow the link to the council's own page before you rely on it."
)


def index_title(index: Index) -> str:
    """Name an index."""
    count = len(index.members)
    return f"{index.questionnaire.title}: {'one council' if count == 1 else f'{count} councils'}"


def render_index(index: Index, table: str) -> str:
    """Write the page. `table` is the name of the file that holds the same as a table, in the same folder."""
    environment = page_environment()
    environment.filters["spoken"] = lambda text: spoken(text, index.questionnaire.language)
    return environment.get_template("declaration-index.html").render(
        index=index,
        title=index_title(index),
        noun=noun(index.questionnaire, 1).split()[1],
        lines=len(index.lines),
        order=NOT_A_LEAGUE_TABLE,
        own_words=OWN_WORDS,
        not_shown=NOT_SHOWN,
        table=table,
    )
