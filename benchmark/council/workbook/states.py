"""What the formulas of a workbook of answers give at first, worked out here: not every program calculates them.

Excel's protected view, previewers and phones show the value that is stored beside a formula, or nothing.
"""

from benchmark.council.assessment import Assessment
from benchmark.council.workbook.asked import Asked
from benchmark.council.workbook.plan import ANSWER, NO, NOT_HERE, YES, Place, SectionPlan, option_labels, root_of
from benchmark.council.workbook.values import CellValue, Values, answer_cells
from scoring.applicability import complete_attributes
from scoring.questionnaire import Question

ANSWERED = "answered"
OPEN = "open"
NOT_ASKED = "not asked"


class States:
    """Says what the formula in each State cell gives, for the answers with which the workbook begins."""

    def __init__(self, assessment: Assessment, asked: Asked) -> None:
        self._assessment, self._asked = assessment, asked
        self._known: dict[str, str] = {}
        self._cells: dict[str, Values] = {}

    def of(self, place: Place) -> str:
        """Give the state of a question."""
        question = place.question
        if question.id not in self._known:
            here = not self._asked.condition(question) or self._is_asked(question)
            self._known[question.id] = NOT_ASKED if not here else ANSWERED if self._is_answered(question) else OPEN
        return self._known[question.id]

    def progress(self, section: SectionPlan) -> str:
        """Say how far a sheet is."""
        found = [self.of(place) for place in section.places]
        answered = found.count(ANSWERED)
        return f"{answered} of {answered + found.count(OPEN)} questions answered"

    def _values(self, question: Question) -> Values:
        if question.id not in self._cells:
            self._cells[question.id] = answer_cells(question, self._assessment.answer(question))
        return self._cells[question.id]

    def _is_answered(self, question: Question) -> bool:
        values = self._values(question)
        said = list(values.options.values())
        return (
            bool({ANSWER, NOT_HERE} & values.main.keys()) or YES in said or said.count(NO) == len(question.options) > 0
        )

    def _is_asked(self, question: Question) -> bool:
        return all(self._applies(name, allowed) for name, allowed in question.applies_to.items()) and all(
            self._follows(name, wanted) for name, wanted in question.asked_if.items()
        )

    def _applies(self, name: str, allowed: tuple[str, ...]) -> bool:
        """Say whether the fact lets the question be asked; one that is not given does."""
        questionnaire = self._assessment.questionnaire
        by_id = {attribute.id: attribute for attribute in questionnaire.attributes}
        root = root_of(by_id[name], by_id)
        given = self._assessment.attributes.get(root.id)
        if root.id not in self._asked.facts or given not in root.option_ids:
            return True
        known = complete_attributes(questionnaire, {root.id: given})
        return name not in known or known[name] in allowed

    def _follows(self, name: str, wanted: tuple[str, ...]) -> bool:
        """Say whether an earlier answer lets the question be asked; one that is not in the workbook does."""
        earlier = self._asked.places.get(name)
        if earlier is None:
            return True
        values = self._values(earlier.question)
        if self.of(earlier) == NOT_ASKED or NOT_HERE in values.main:
            return False
        return any(_chosen(earlier.question, values, option_id) for option_id in wanted)


def _chosen(question: Question, values: Values, option_id: str) -> bool:
    """Say whether an option is chosen, or a number lies in its band."""
    if question.choose == "many":
        return values.options.get(option_id) == YES
    answer = values.main.get(ANSWER)
    if answer is None:
        return False
    if question.number is not None:
        return _in_band(question, answer, option_id)
    return option_labels(question)[str(answer)] == option_id


def _in_band(question: Question, answer: CellValue, option_id: str) -> bool:
    starts = question.number.starts if question.number else ()
    at = [option.id for option in question.options].index(option_id)
    # To a spreadsheet a text is above every number. A number of 17 digits is written as one.
    value = float("inf") if isinstance(answer, str) else answer
    return (at == 0 or value >= starts[at]) and (at + 1 == len(starts) or value < starts[at + 1])
