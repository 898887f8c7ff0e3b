"""The sheets, rows and columns of the workbook in which a council answers, for those who write one and read it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from benchmark.council.asking import shorten
from benchmark.formulas import guarded
from scoring.applicability import attributes_needed
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Attribute, Question, Questionnaire

FORMAT: Final = "answers-workbook/1"
READ_ME: Final = "Read me"
ABOUT: Final = "About"
SET: Final = "Set"
RESERVED: Final = (READ_ME, ABOUT, SET, "History")
ID: Final = "Id"
YES: Final = "yes"
NO: Final = "no"
HEAD: Final = 5
FIRST: Final = HEAD + 1
_SEPARATOR: Final = " | "
# A formula can hold no longer text, and a drop-down shows no longer one.
_LONGEST_LABEL: Final = 200
_LONGEST_TITLE: Final = 31
_NOT_IN_TITLES: Final = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f]")


class Column(NamedTuple):
    """A column of a section's sheet: its letter, its title, its width, and whether a council fills it in."""

    letter: str
    title: str
    width: int
    filled: bool = True


QUESTION: Final = Column("B", "Question", 38, filled=False)
CHOICES: Final = Column("C", "What you can answer", 56, filled=False)
ANSWER: Final = Column("D", "Answer", 17)
NOT_HERE: Final = Column("E", "Not applicable?", 11)
REASON: Final = Column("F", "Why it is not applicable", 18)
TARGET: Final = Column("G", "Target", 13)
EVIDENCE: Final = Column("H", "Evidence", 24)
NOTE: Final = Column("I", "Note", 22)
BY: Final = Column("J", "Role of who answered", 13)
STATE: Final = Column("K", "State", 11, filled=False)
COLUMNS: Final = (
    Column("A", ID, 9, filled=False),
    QUESTION,
    CHOICES,
    ANSWER,
    NOT_HERE,
    REASON,
    TARGET,
    EVIDENCE,
    NOTE,
    BY,
    STATE,
)
TEXTS: Final[Mapping[Column, str]] = {REASON: "reason", EVIDENCE: "evidence", NOTE: "note", BY: "by"}
FACT: Final = "Fact"
ABOUT_COLUMNS: Final = (Column("A", ID, 9), Column("B", FACT, 36), Column("C", "Answer", 62), Column("D", "Why", 60))
# The first of the columns that hold the words of a drop-down. They are hidden.
WORDS_FROM: Final = 13


class Stamp(NamedTuple):
    """What a sheet belongs to."""

    set_id: str
    version: str
    fingerprint: str
    language: str

    def text(self) -> str:
        """Write the stamp as it stands in the first cell of a sheet."""
        return _SEPARATOR.join((FORMAT, self.fingerprint, self.language, self.set_id, self.version))


def stamp_of(questionnaire: Questionnaire) -> Stamp:
    """Give the stamp of a question set."""
    return Stamp(questionnaire.id, questionnaire.version, fingerprint(questionnaire), questionnaire.language)


def read_stamp(text: str) -> Stamp | None:
    """Read the stamp of a sheet; None where it is none of ours."""
    parts = text.strip().split(_SEPARATOR, 4)
    if len(parts) != 5 or parts[0] != FORMAT:
        return None
    return Stamp(parts[3], parts[4], parts[1], parts[2])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its sheet, its first row, and the rows of its options where several can be chosen."""

    question: Question
    sheet: str
    row: int

    @property
    def last(self) -> int:
        """Give the last row of the question."""
        return self.row + (len(self.question.options) if self.question.choose == "many" else 0)


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One sheet of questions."""

    title: str
    heading: str
    about: str
    places: tuple[Place, ...]

    @property
    def last(self) -> int:
        """Give the last row that is used."""
        return self.places[-1].last


def plan_sections(questionnaire: Questionnaire, wanted: tuple[str, ...] = ()) -> list[SectionPlan]:
    """Lay out one sheet for each section with questions of its own; only for those that are wanted, if any are.

    What is answered from the rows of a register is not asked.
    """
    inside = {q.id for section in wanted for q in questionnaire.questions_below(section)}
    used = {title.casefold() for title in RESERVED}
    typed = {question.id for question in questionnaire.typed}
    plans = []
    for section in questionnaire.nodes:
        here = [q for q in questionnaire.by_section[section.id] if q.id in typed]
        questions = [q for q in here if not wanted or q.id in inside]
        if not questions:
            continue
        title = sheet_title(section.title, used)
        plans.append(SectionPlan(title, section.title, section.about, tuple(_places(questions, title))))
    return plans


def _places(questions: list[Question], title: str) -> Iterator[Place]:
    row = FIRST
    for question in questions:
        place = Place(question, title, row)
        yield place
        row = place.last + 1


def sheet_title(title: str, used: set[str]) -> str:
    """Make a title that a sheet may have, and that no other sheet has."""
    plain = " ".join(_NOT_IN_TITLES.sub(" ", title).split()) or "Section"
    found, number = plain[:_LONGEST_TITLE].strip(), 1
    while found.casefold() in used:
        number += 1
        end = f" ({number})"
        found = plain[: _LONGEST_TITLE - len(end)].strip() + end
    used.add(found.casefold())
    return found


def labels(options: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Give the words of a drop-down for options, each an id and a title: ids by label. No two labels are the same."""
    titles = [" ".join(title.split()) for _, title in options]
    same = [title.casefold() for title in titles]
    ids = {option_id.casefold() for option_id, _ in options}
    found: dict[str, str] = {}
    for (option_id, _), title, key in zip(options, titles, same, strict=True):
        plain = title and same.count(key) == 1 and guarded(title) == title and len(title) <= _LONGEST_LABEL
        clear = plain and (key not in ids or key == option_id.casefold())
        found[title if clear else f"{option_id}: {shorten(title, _LONGEST_LABEL - len(option_id))}"] = option_id
    return found


def option_labels(question: Question) -> dict[str, str]:
    """Give the words of a question's drop-down; levels go by their numbers."""
    if question.levels:
        return {option.id: option.id for option in question.options}
    return labels(tuple((option.id, option.title) for option in question.options))


def given_attributes(questionnaire: Questionnaire) -> list[Attribute]:
    """List the attributes that a council gives itself; the others follow from them."""
    return [attribute for attribute in questionnaire.attributes if attribute.source is None]


def deciding(questionnaire: Questionnaire) -> set[str]:
    """Give the ids of the given attributes that decide what is asked, themselves or by what follows from them."""
    by_id = {attribute.id: attribute for attribute in questionnaire.attributes}
    return {root_of(by_id[name], by_id).id for name in attributes_needed(questionnaire)}


def root_of(attribute: Attribute, by_id: Mapping[str, Attribute]) -> Attribute:
    """Give the attribute that another follows from in the end, which may be itself."""
    while attribute.source is not None:
        attribute = by_id[attribute.source]
    return attribute
