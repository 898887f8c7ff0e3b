"""The rules of the cells in which a council answers: drop-downs, numbers and texts that refuse anything else."""

from typing import Final, Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.council.asking import LONGEST_TEXT
from benchmark.council.workbook import plan
from benchmark.council.workbook.plan import Place
from benchmark.workbooks.look import fill
from scoring.questionnaire import NumberRule

PROMPT: Final = 255
TITLE: Final = 32
FROM_LIST: Final = "Choose one from the list, or leave the cell empty."
YES_NO: Final = "Choose yes or no, or leave the cell empty."
_LARGE: Final = 999_999_999_999_999


class Rules:
    """Gathers the rules of a sheet; those that many cells share are written once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._only_yes = list_rule('"yes"', "Choose yes, or leave the cell empty.")
        self._yes_no = list_rule('"yes,no"', YES_NO)
        self._texts = {column: _text(column.title) for column in plan.TEXTS}

    def add(self, place: Place) -> None:
        """Give the cells of a question their rules."""
        question, row = place.question, place.row
        answer = f"{plan.ANSWER.letter}{row}"
        if question.choose == "many":
            self._yes_no.add(f"{plan.ANSWER.letter}{row + 1}:{plan.ANSWER.letter}{place.last}")
        elif question.number is not None:
            self._add(_number(question.number), answer)
        else:
            targets = [f"{plan.TARGET.letter}{row}"] if question.target_levels else []
            values: list[str | int] = [int(x) if question.levels else x for x in plan.option_labels(question)]
            self.list_of(" ".join([answer, *targets]), row, values, question.text)
        self._only_yes.add(f"{plan.NOT_HERE.letter}{row}")
        for column, rule in self._texts.items():
            rule.add(f"{column.letter}{row}")

    def list_of(self, cells: str, row: int, words: "list[str] | list[str | int]", title: str) -> None:
        """Give cells a drop-down. Its words stand in hidden columns of the row, so that a sheet can go alone."""
        first = plan.WORDS_FROM
        for at, word in enumerate(words):
            fill(self._sheet.cell(row, first + at), word)
        letters = get_column_letter(first), get_column_letter(first + len(words) - 1)
        rule = list_rule(
            f"${letters[0]}${row}:${letters[1]}${row}", "Choose one from the list, or leave the cell empty."
        )
        rule.promptTitle, rule.prompt = "Choose from the list", title[:PROMPT]
        self._add(rule, cells)

    def finish(self) -> None:
        """Write the rules that many cells share."""
        for rule in (self._only_yes, self._yes_no, *self._texts.values()):
            if rule.sqref:
                self._sheet.add_data_validation(rule)

    def _add(self, rule: DataValidation, cells: str) -> None:
        self._sheet.add_data_validation(rule)
        for cell in cells.split():
            rule.add(cell)


def make_rule(
    kind: Literal["list", "whole", "decimal", "textLength"],
    operator: Literal["between", "lessThanOrEqual"] | None,
    one: str,
    two: str | None,
    error: str,
) -> DataValidation:
    """Make a rule that refuses what breaks it."""
    rule = DataValidation(type=kind, operator=operator, formula1=one, formula2=two, allow_blank=True)
    rule.showErrorMessage = rule.showInputMessage = True
    rule.errorStyle, rule.errorTitle, rule.error = "stop", "This does not fit", error[:PROMPT]
    return rule


def list_rule(words: str, error: str) -> DataValidation:
    """Make a rule that takes only words of a list."""
    return make_rule("list", None, words, None, error)


def _text(title: str) -> DataValidation:
    rule = make_rule(
        "textLength", "lessThanOrEqual", str(LONGEST_TEXT), None, f"Use at most {LONGEST_TEXT:,} characters."
    )
    rule.promptTitle, rule.prompt = title[:TITLE], _HINTS[title]
    return rule


_HINTS: Final = {
    plan.REASON.title: "Only where it is not applicable: say why.",
    plan.EVIDENCE.title: "What you could show to an outsider. It stays with the council.",
    plan.NOTE.title: "For yourself and your colleagues. It stays with the council.",
    plan.BY.title: "The role of whoever answered, never a name.",
}


def _number(rule: NumberRule) -> DataValidation:
    least = -_LARGE if rule.least is None else rule.least
    most = _LARGE if rule.most is None else rule.most
    kind: Literal["whole", "decimal"] = "whole" if rule.step == 1 else "decimal"
    words = [f"from {rule.least:g}"] if rule.least is not None else []
    words += [f"to {rule.most:g}"] if rule.most is not None else []
    words += [f"in steps of {rule.step:g}"] if rule.step is not None else []
    said = f"A number {' '.join(words)}".strip() + "."
    found = make_rule(kind, "between", f"{least:.15g}", f"{most:.15g}", f"Type {said[0].lower()}{said[1:]}")
    found.promptTitle, found.prompt = "A number", said
    return found
