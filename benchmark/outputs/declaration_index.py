"""An index of councils' own pages: every commitment by council, and who is furthest with each, to ask them.

It is not a league table: councils stand in order of their names, and nothing is added up for any of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from benchmark.council.opinions import shares_of
from benchmark.council.rounds import round_order
from benchmark.outputs.declaration_page import moves
from benchmark.questions.answer import answer_words, brief_words
from benchmark.returns.declaration import Commitment, Page
from benchmark.returns.declaration_file import written
from benchmark.returns.declaration_gather import Gathered
from scoring.codes import UNANSWERED, Special
from scoring.questionnaire import Question, Questionnaire

FORMAT: Final = "commitments-index/1"
NOT_SHOWN: Final = "not on its page"


@dataclass(frozen=True, slots=True)
class Member:
    """One council of the index. `age` says how its round stands to the latest one here; empty where it is that."""

    name: str
    contact: str
    address: str
    round: str
    age: str
    answered: int
    shown: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one council says of one commitment, in words; `short` is for a narrow table."""

    council: str
    words: str
    short: str
    before: str
    moved: str
    target: str
    link: str
    site: str
    furthest: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment with what every council says of it. `best` are the words of those who are furthest."""

    number: int
    id: str
    section: str
    text: str
    cells: tuple[Cell, ...]
    best: str

    @property
    def ahead(self) -> tuple[Cell, ...]:
        """List those who are furthest."""
        return tuple(cell for cell in self.cells if cell.furthest)


@dataclass(frozen=True)
class Index:
    """An index of pages of one question set."""

    questionnaire: Questionnaire
    members: tuple[Member, ...]
    lines: tuple[Line, ...]
    latest: str

    @property
    def narrow(self) -> bool:
        """Say whether every answer is a level, so that a digit says it."""
        return all(question.levels for question in self.questionnaire.questions)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One commitment of one council as a row of the table beside an index."""

    format: str
    council: str
    contact: str
    address: str
    round: str
    set: str
    version: str
    section: str
    question: str
    commitment: str
    level: str
    level_words: str
    last_round: str
    last_level: str
    target: str
    evidence_link: str
    furthest: str


def build_index(gathered: Gathered) -> Index:
    """Put the pages together, in order of the councils' names."""
    pages, questionnaire = gathered.pages, gathered.questionnaire
    latest = max((page.round for page in pages), key=round_order)
    moved = [moves(page) for page in pages]
    lines: list[Line] = []
    for question in questionnaire.questions:
        found = [page.by_id.get(question.id) for page in pages]
        if not any(found):
            continue
        ahead = _furthest(questionnaire, question, found)
        cells = tuple(
            _cell(question, page, commitment, moved[at].get(question.id, ""), ahead=at in ahead)
            for at, (page, commitment) in enumerate(zip(pages, found, strict=True))
        )
        best = next((cell.words for cell in cells if cell.furthest), "")
        section = questionnaire.section(question.section).title
        lines.append(Line(len(lines) + 1, question.id, section, question.text, cells, best))
    return Index(questionnaire, tuple(_member(page, latest) for page in pages), tuple(lines), latest)


def index_rows(gathered: Gathered) -> Iterator[IndexRow]:
    """List what every council says of every commitment on its page."""
    index = build_index(gathered)
    for line in index.lines:
        question = gathered.questionnaire.question(line.id)
        for page, cell in zip(gathered.pages, line.cells, strict=True):
            commitment = page.by_id.get(line.id)
            if commitment is not None:
                yield _row(page, question, commitment, furthest=cell.furthest)


def _row(page: Page, question: Question, commitment: Commitment, *, furthest: bool) -> IndexRow:
    return IndexRow(
        FORMAT,
        page.council,
        page.contact,
        page.address,
        page.round,
        page.questionnaire.id,
        page.questionnaire.version,
        page.questionnaire.section(question.section).title,
        question.id,
        question.text,
        written(question, commitment.code),
        answer_words(question, commitment.code, page.questionnaire.language),
        page.last_round,
        "" if commitment.before is None else written(question, commitment.before),
        "" if commitment.target is None else written(question, commitment.target),
        commitment.link,
        "yes" if furthest else "",
    )


def _furthest(questionnaire: Questionnaire, question: Question, found: Sequence[Commitment | None]) -> frozenset[int]:
    """Find who is furthest with a commitment; nobody where nobody has begun."""
    answered = [(at, each.code) for at, each in enumerate(found) if each and each.code is not UNANSWERED]
    shares = shares_of(questionnaire, question, [code for _, code in answered])
    best = max((share for share in shares if share is not None), default=0.0)
    if best <= 0:
        return frozenset()
    return frozenset(at for (at, _), share in zip(answered, shares, strict=True) if share == best)


def _cell(question: Question, page: Page, commitment: Commitment | None, moved: str, *, ahead: bool) -> Cell:
    language = page.questionnaire.language
    if commitment is None:
        return Cell(page.council, NOT_SHOWN, "", "", "", "", "", "", furthest=False)
    code, before, target = commitment.code, commitment.before, commitment.target
    short = {"NOT_APPLICABLE": "n/a"}.get(code.name, "") if isinstance(code, Special) else written(question, code)
    return Cell(
        page.council,
        answer_words(question, code, language),
        short,
        "" if before is None else f"{brief_words(question, before, language)} ({page.last_round})",
        moved,
        "" if target is None else brief_words(question, target, language),
        commitment.link,
        urlsplit(commitment.link).hostname or "",
        furthest=ahead,
    )


def _member(page: Page, latest: str) -> Member:
    answered = sum(commitment.code is not UNANSWERED for commitment in page.commitments)
    age = "" if page.round == latest else f"older than the latest here, {latest}"
    return Member(page.council, page.contact, page.address, page.round, age, answered, len(page.commitments))
