"""The predecessors of a council as JSON, and as rows for a table: a row for each question and council."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from benchmark.outputs.predecessors_words import View
from benchmark.pool.predecessors.side import Part, Row
from benchmark.pool.predecessors.start import start_value
from scoring.fingerprint import fingerprint

FORMAT: Final = "council-predecessors/1"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One council's answer to one question. `keep` says whether it is ahead; `start` where the new council starts."""

    section: str
    question: str
    text: str
    council: str
    state: str
    answer: str
    share: float | None
    evidence: str
    keep: str
    start: str


def answer_rows(view: View) -> Iterator[AnswerRow]:
    """List every answer, in the order of the question set and of the councils."""
    for part in view.side.parts:
        for row in part.rows:
            ahead = {cell.council for cell in row.keep}
            for cell in row.cells:
                yield AnswerRow(
                    part.title,
                    row.id,
                    row.text,
                    cell.council,
                    cell.state,
                    cell.words,
                    cell.share,
                    {True: "yes", False: "no", None: ""}[cell.evidence],
                    "yes" if cell.council in ahead else "",
                    row.start_words,
                )


def predecessors_data(view: View) -> dict[str, Any]:
    """Give everything for programs to read."""
    side, questionnaire = view.side, view.questionnaire
    found = view.attendance
    return {
        "format": FORMAT,
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "fingerprint": fingerprint(questionnaire),
        "name": view.name,
        "councils": [
            {
                "name": c.name,
                "from": c.kind,
                "round": c.round,
                "version": c.version,
                "attributes": dict(c.attributes),
                "anyone_could_have_made": c.anyone,
                "note": c.note,
            }
            for c in side.councils
        ],
        "table": None if found is None else {**asdict(found), "dates": [each.isoformat() for each in found.dates]},
        "left_out": list(side.left_out),
        "sections": [_section(view, part) for part in side.parts],
        "overall": {key: value for key, value in _section(view, side.overall).items() if key != "questions"},
    }


def _section(view: View, part: Part) -> dict[str, Any]:
    return {
        "id": part.id,
        "title": part.title,
        "common": part.common,
        "scores": list(part.scores),
        "start": part.start,
        "questions": [_question(view, row) for row in part.rows],
    }


def _question(view: View, row: Row) -> dict[str, Any]:
    question = view.questionnaire.question(row.id)
    return {
        "id": row.id,
        "text": row.text,
        "answers": [asdict(cell) for cell in row.cells],
        "differs": row.differs,
        "distance": row.distance,
        "keep": [cell.council for cell in row.keep],
        "start": start_value(question, row.start),
        "start_left_open": row.start.why,
        "nobody": list(row.nobody),
    }
