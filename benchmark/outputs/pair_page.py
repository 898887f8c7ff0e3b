"""The page that a pair takes to its meeting: one sheet of A4, as HTML or as Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from benchmark.council.asking import shorten
from benchmark.outputs.agenda_words import SAME, TITLE, Entry, Names, agenda_entries
from benchmark.outputs.comparison_text import number
from benchmark.outputs.page import page_environment, spoken
from benchmark.outputs.pair_text import HOW, who_is_ahead
from benchmark.pool.agenda import Agenda
from benchmark.pool.pair import Pair, SectionRow
from benchmark.pool.sides import Side
from scoring.questionnaire import OVERALL, Questionnaire

HEADER: Final = ("Section", "Questions")
LAST: Final = "Ahead"
PRIVATE: Final = "For these two councils only"
NOT_A_LEAGUE: Final = "It compares how two councils work, as each judged itself, not what residents get."
# Names of councils are long, and stand once, at the top.
LETTERS: Final = Names("A", "B")
# One sheet holds so many sections, and so much of one text: less where an agenda would fill more lines than these.
_SECTIONS: Final = 12
_LINES: Final = 45
# With so few lines, sections among them, the letters can be larger.
_ROOMY: Final = 54
_LONGEST_LINE: Final = 165
_ONE_LINE: Final = 115
_LONGEST_TITLE: Final = 100
_LONGEST_SECTION: Final = 60
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A row of the table of sections, as it is shown."""

    title: str
    questions: str
    mine: str
    theirs: str
    ahead: str


@dataclass(frozen=True)
class PairPage:
    """Everything that stands on the page."""

    title: str
    subtitle: str
    names: Names
    sections: tuple[ShownSection, ...]
    more_sections: int
    agenda_title: str
    agenda: tuple[Entry, ...]
    contacts: tuple[str, ...]
    notes: tuple[str, ...]
    # Of the questions and sections; all else is English.
    language: str

    @property
    def roomy(self) -> bool:
        """Say whether there is room on the sheet for larger letters."""
        return _lines(self.agenda) + len(self.sections) + 3 * len(self.contacts) + len(self.notes) <= _ROOMY


def build_pair_page(
    questionnaire: Questionnaire, pair: Pair, agenda: Agenda, mine: Side, theirs: Side, warnings: Sequence[str]
) -> PairPage:
    """Gather the page. On it the two are A and B; a council that says no name has none there."""
    called = (_name(mine, "one council"), _name(theirs, "the other council"))
    overall = [row for row in pair.sections if row.id == OVERALL]
    # Sections inside others, and those in which nothing is in common, give way.
    tops = [row for row in pair.sections if row.questions and row.id in _tops(questionnaire)]
    shown = [*tops[:_SECTIONS], *overall]
    return PairPage(
        title=f"{LETTERS.mine}: {called[0]}. {LETTERS.theirs}: {called[1]}.",
        subtitle=f"{questionnaire.title}, version {questionnaire.version}: side by side on {_questions(pair)}",
        names=LETTERS,
        sections=tuple(_section(row) for row in shown),
        more_sections=len(tops) - min(len(tops), _SECTIONS),
        agenda_title=TITLE,
        agenda=_fitting(agenda_entries(agenda, LETTERS)),
        contacts=tuple(
            f"{name}: {side.contact}" for name, side in zip(called, (mine, theirs), strict=True) if side.contact
        ),
        notes=tuple(_notes(pair, agenda, warnings)),
        language=questionnaire.language,
    )


def render_pair_page(page: PairPage) -> str:
    """Write the page as HTML."""
    groups = [(heading, list(entries)) for heading, entries in groupby(page.agenda, key=lambda entry: entry.heading)]
    environment = page_environment()
    environment.filters["spoken"] = lambda text: spoken(text, page.language)
    return environment.get_template("pair.html").render(page=page, groups=groups, private=PRIVATE)


def _name(side: Side, otherwise: str) -> str:
    return shorten(side.name, _LONGEST_NAME) if side.name else otherwise


def _tops(questionnaire: Questionnaire) -> set[str]:
    return {section.id for section in questionnaire.children[OVERALL]}


def _questions(pair: Pair) -> str:
    return (
        "the one question that both answered"
        if len(pair.questions) == 1
        else (f"the {len(pair.questions)} questions that both answered")
    )


def _section(row: SectionRow) -> ShownSection:
    shown = (number(row.mine, row.decimals), number(row.theirs, row.decimals))
    return ShownSection(shorten(row.title, _LONGEST_SECTION), str(row.questions), *shown, who_is_ahead(row, LETTERS))


def _fitting(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Cut long texts: the page is one sheet, and the terminal has them whole."""
    roomy = [_cut(entry, _LONGEST_LINE) for entry in entries]
    return tuple(roomy if _lines(roomy) <= _LINES else [_cut(entry, _ONE_LINE) for entry in entries])


def _lines(entries: Sequence[Entry]) -> int:
    """Count the lines that an agenda fills."""
    return sum(1 + sum(1 + len(line) // _ONE_LINE for line in entry.lines) for entry in entries)


def _cut(entry: Entry, most: int) -> Entry:
    lines = tuple(shorten(line, most) for line in entry.lines)
    return Entry(entry.minutes, entry.heading, shorten(entry.title, _LONGEST_TITLE), lines)


def _notes(pair: Pair, agenda: Agenda, warnings: Sequence[str]) -> list[str]:
    only = [(LETTERS.mine, len(pair.only_mine)), (LETTERS.theirs, len(pair.only_theirs))]
    asked = [f"{count} only of {name}" for name, count in only if count]
    return [
        *([SAME] if agenda.same_residents else []),
        f"{pair.note or HOW} {NOT_A_LEAGUE}",
        *([f"Asked {' and '.join(asked)}, and left out here."] if asked else []),
        *warnings,
    ]
