"""A council's page as a table: a row for each commitment, with words for people and ids for programs."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from benchmark.errors import UsageError
from benchmark.questions.answer import NONE_CHOSEN, Code, answer_words, write_answer
from benchmark.returns.declaration import Page
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Question

FORMAT: Final = "commitments/1"


@dataclass(frozen=True, slots=True)
class PageRow:
    """One commitment as a row of the table. Up to `last_round` every row says the same."""

    format: str
    council: str
    contact: str
    address: str
    set: str
    version: str
    fingerprint: str
    round: str
    last_round: str
    section: str
    question: str
    commitment: str
    level: str
    level_words: str
    last_level: str
    target: str
    evidence_link: str


COLUMNS: Final = tuple(field.name for field in fields(PageRow))


def output_paths(output: Path) -> list[Path]:
    """List the files to write: a page and its table, or a table alone."""
    kind = output.suffix.lower()
    if kind not in (".html", ".csv"):
        raise UsageError(f"This is written as .html or .csv, and {output} is neither.")
    return [output, output.with_suffix(".csv")] if kind == ".html" else [output]


def page_rows(page: Page) -> Iterator[PageRow]:
    """List the rows of a page, in the order of the question set."""
    questionnaire = page.questionnaire
    print_of = fingerprint(questionnaire)
    for commitment in page.commitments:
        question = questionnaire.question(commitment.id)
        yield PageRow(
            FORMAT,
            page.council,
            page.contact,
            page.address,
            questionnaire.id,
            questionnaire.version,
            print_of,
            page.round,
            page.last_round,
            questionnaire.section(question.section).title,
            question.id,
            question.text,
            written(question, commitment.code),
            answer_words(question, commitment.code, questionnaire.language),
            "" if commitment.before is None else written(question, commitment.before),
            "" if commitment.target is None else written(question, commitment.target),
            commitment.link,
        )


def written(question: Question, code: Code) -> str:
    """Write an answer as a cell: a level, an option's id, ids with ; between them, or a number."""
    value = write_answer(question, code)
    return (";".join(value) or NONE_CHOSEN) if isinstance(value, list) else str(value)
