"""Returns as columns of codes, many at a time: those that fit the question set, and which ones do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmark.pool.fit import code_limit, return_codes, return_misfits
from benchmark.returns.rows import Row
from benchmark.returns.shape import Shape, unpack
from scoring.answers import AnswerTable, build_table, code_type
from scoring.codes import UNANSWERED
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Question, Questionnaire

# So many rows are coded together: few enough to stay close to the processor.
_TOGETHER: Final = 2_000
_NONE: Final = int(UNANSWERED)

Places = npt.NDArray[np.intp]
Right = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Coded:
    """Which returns fit, and the answers and targets of those that do, one column each in the order that was given."""

    fits: list[bool]
    answers: AnswerTable
    targets: AnswerTable


def code_rows(rows: Sequence[Row], questionnaire: Questionnaire) -> Coded:
    """Code what the returns say; a return that does not fit leaves nothing behind."""
    questions = dict(enumerate(questionnaire.questions))
    answers = _Cells(questionnaire, questions, len(rows))
    targets = _Cells(questionnaire, {at: q for at, q in questions.items() if q.target_levels}, len(rows))
    fits = np.array(_frames_fit(rows, questionnaire), dtype=np.bool_)
    for begin in range(0, len(rows), _TOGETHER):
        block = rows[begin : begin + _TOGETHER]
        shapes = [row.shape for row in block]
        here = slice(begin, begin + len(block))
        fits[here] &= answers.put([row.answers for row in block], shapes, begin)
        fits[here] &= targets.put([row.targets for row in block], shapes, begin)
    for at, row in enumerate(rows):
        if row.shape is None and fits[at]:
            fits[at] = _put_one(row, at, questionnaire, answers, targets)
    kept = np.flatnonzero(fits)
    return Coded(fits.tolist(), answers.table(kept), targets.table(kept))


def _frames_fit(rows: Sequence[Row], questionnaire: Questionnaire) -> list[bool]:
    """Say of each return whether it is of this question set, and says of itself what one can say."""
    wanted = fingerprint(questionnaire)
    options = {(a.id, option) for a in questionnaire.shared_attributes for option in a.option_ids}
    # Many rows share a frame.
    frames = {id(row.frame): row.frame for row in rows}
    fits = {name: frame.fingerprint == wanted and frame.attributes.items() <= options for name, frame in frames.items()}
    return [fits[id(row.frame)] for row in rows]


def _put_one(row: Row, at: int, questionnaire: Questionnaire, answers: "_Cells", targets: "_Cells") -> bool:
    """Code a return that is not packed; say whether it fits."""
    content = row.content()
    if any(return_misfits(content, questionnaire, content.fingerprint, "", "")):
        return False
    answers.put_one(return_codes(questionnaire, content.answers), at)
    targets.put_one(return_codes(questionnaire, content.targets), at)
    return True


class _Cells:
    """The codes of some questions of a question set; all others are unanswered."""

    def __init__(self, questionnaire: Questionnaire, chosen: Mapping[int, Question], count: int) -> None:
        self._questionnaire = questionnaire
        kind = code_type(questionnaire.questions)
        self._codes = np.full((len(questionnaire.questions), count), _NONE, dtype=kind)
        self._numbers = {at: np.zeros(count) for at, q in enumerate(questionnaire.questions) if q.number is not None}
        self._chosen = {question.id: (at, question) for at, question in chosen.items()}

    def put(self, held: Sequence[bytes], shapes: Sequence[Shape | None], begin: int) -> Right:
        """Put what is held of returns from this column on, and say which of them fit."""
        alike: dict[tuple[Shape, bytes, int], list[int]] = {}
        for at, (packed, shape) in enumerate(zip(held, shapes, strict=True)):
            if packed and shape:
                alike.setdefault((shape, packed[:1], len(packed)), []).append(at)
        fits = np.ones(len(held), dtype=np.bool_)
        for (shape, _, _), some in alike.items():
            here = np.array(some, dtype=np.intp)
            fits[here] = self._put(unpack([held[at] for at in some]).T, shape, here + begin)
        return fits

    def _put(self, said: npt.NDArray[np.signedinteger], shape: Shape, here: Places) -> Right:
        """Put what is said of each id of a shape, one row an id, into these columns; say which of them fit."""
        fits = np.ones(len(here), dtype=np.bool_)
        for name, values in zip(shape.ids, said, strict=False):
            found = self._chosen.get(name)
            if found is None:
                fits &= values == _NONE
                continue
            at, question = found
            if question.number is None:
                fits &= values < code_limit(question)
                self._codes[at, here] = values
            else:
                self._codes[at, here] = np.minimum(values, 0)
                # What `number_of` does, for all at once.
                self._numbers[at][here] = np.where(values < 0, 0.0, values * question.number.return_step)
        return fits

    def put_one(self, said: Mapping[str, float], at: int) -> None:
        """Put what one return says, by the ids of its questions, into a column."""
        one = build_table(self._questionnaire, [said])
        self._codes[:, at] = one.codes[:, 0]
        for question, values in one.numbers.items():
            self._numbers[question][at] = values[0]

    def table(self, kept: Places) -> AnswerTable:
        """Give the table of the returns that are kept."""
        table = AnswerTable(self._codes, self._numbers)
        return table if len(kept) == table.respondents else table.of(kept)
