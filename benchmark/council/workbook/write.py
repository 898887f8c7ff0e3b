"""Write the workbook in which a council answers a question set without the program."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from benchmark.council.assessment import Assessment
from benchmark.council.workbook import plan
from benchmark.council.workbook.asked import Asked
from benchmark.council.workbook.formulas import Formulas
from benchmark.council.workbook.plan import COLUMNS, FIRST, HEAD, Column, Place, SectionPlan
from benchmark.council.workbook.read_me import guide_lines
from benchmark.council.workbook.rules import Rules
from benchmark.council.workbook.states import States
from benchmark.council.workbook.values import answer_cells, too_long
from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.workbooks.limits import Limits
from benchmark.workbooks.look import AS_TEXT, GENERAL, fill, set_heights
from benchmark.workbooks.save import Stored, save_workbook
from scoring.questionnaire import Question, Questionnaire

_BOLD: Final = Font(name="Calibri", size=11, bold=True)
_LARGE: Final = Font(name="Calibri", size=14, bold=True)
_SMALL: Final = Font(name="Calibri", size=7, color="FF808080")
_HEAD: Final = PatternFill("solid", start_color="FFDCE6F1")
_OPEN: Final = PatternFill("solid", start_color="FFFFFBE6")
_GREY: Final = DifferentialStyle(
    font=Font(color="FF9A9A9A"), fill=PatternFill("solid", bgColor="FFE7E7E7", fgColor="FFE7E7E7")
)
_LINE: Final = Side(style="thin", color="FFBFBFBF")
_FRAME: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP: Final = Alignment(vertical="top")
_A4: Final = 9


def write_answer_book(path: Path, assessment: Assessment, sections: tuple[str, ...] = ()) -> None:
    """Write the workbook, with the answers that there are; or raise FaultsError for what has no room in one."""
    faults = list(too_long(assessment, str(path)))
    plans = plan.plan_sections(assessment.questionnaire, sections)
    most = Limits().sheets - 3
    if len(plans) > most:
        faults.append(fault("too-many-sheets", str(path), count=len(plans), limit=most))
    if faults:
        raise FaultsError(faults)
    book, stored = make_answer_book(assessment, plans)
    save_workbook(book, path, stored)


def make_answer_book(assessment: Assessment, plans: Sequence[SectionPlan]) -> tuple[Workbook, Stored]:
    """Make the workbook: what explains it, the facts about the council, a sheet a section, and what it belongs to.

    With it come the texts that its formulas give at first.
    """
    questionnaire = assessment.questionnaire
    book = Workbook()
    book.remove(book.worksheets[0])
    facts = {attribute.id: FIRST + at for at, attribute in enumerate(plan.given_attributes(questionnaire))}
    asked = Asked(questionnaire, facts, [place for one in plans for place in one.places])
    formulas = Formulas(States(assessment, asked))
    _add_guide(book.create_sheet(plan.READ_ME), questionnaire, plans, formulas)
    if facts:
        _add_facts(book.create_sheet(plan.ABOUT), assessment)
    for one in plans:
        _SheetWriter(book.create_sheet(one.title), one, assessment, asked, formulas).write()
    _add_set(book.create_sheet(plan.SET), questionnaire)
    for sheet in book.worksheets:
        _protect(sheet)
        _set_up_page(sheet)
    return book, formulas.stored


class _SheetWriter:
    """Writes the sheet of one section."""

    def __init__(
        self, sheet: Worksheet, section: SectionPlan, assessment: Assessment, asked: Asked, formulas: Formulas
    ) -> None:
        self._sheet, self._plan, self._assessment, self._asked = sheet, section, assessment, asked
        self._formulas = formulas
        self._rules = Rules(sheet)

    def write(self) -> None:
        """Write the head and every question."""
        _top(self._sheet, self._assessment.questionnaire, self._plan.heading, self._plan.about)
        progress = self._formulas.states.progress(self._plan)
        self._formulas.put(self._sheet, "B3", f"={_progress(self._plan)}", progress)
        self._sheet["B3"].font = _BOLD
        _head(self._sheet, COLUMNS)
        widest = 0
        for place in self._plan.places:
            self._question(place)
            widest = max(widest, len(plan.option_labels(place.question)) if place.question.choose != "many" else 0)
        for at in range(widest):
            self._sheet.column_dimensions[get_column_letter(plan.WORDS_FROM + at)].hidden = True
        self._rules.finish()
        self._sheet.freeze_panes = f"C{FIRST}"
        self._sheet.print_title_rows = f"{HEAD}:{HEAD}"
        self._sheet.print_area = f"A1:{COLUMNS[-1].letter}{self._plan.last}"
        set_heights(self._sheet, 2, len(COLUMNS))

    def _question(self, place: Place) -> None:
        question, row = place.question, place.row
        self._fixed("A", row, question.id)
        self._fixed("B", row, "\n\n".join(self._words(question)))
        self._fixed("C", row, _choices(question))
        self._sheet[f"B{row}"].font = Font(name="Calibri", size=11)
        for column in COLUMNS:
            self._sheet[f"{column.letter}{row}"].border = _FRAME
        answer = self._assessment.answer(question)
        values = answer_cells(question, answer)
        for column in self._open_columns(question):
            number = column is plan.ANSWER and (question.levels or question.number is not None)
            self._open(column, row, values.main.get(column), GENERAL if number else AS_TEXT)
        for at, option in enumerate(question.options if question.choose == "many" else (), start=1):
            self._fixed("A", row + at, f"{question.id}/{option.id}")
            self._fixed("C", row + at, option.title)
            self._open(plan.ANSWER, row + at, values.options.get(option.id))
        state = f"{plan.STATE.letter}{row}"
        self._formulas.put(self._sheet, state, self._asked.state(place), self._formulas.states.of(place))
        self._sheet[state].alignment = _TOP
        self._rules.add(place)
        rule = Rule(type="expression", formula=[f'$K${row}="not asked"'], dxf=_GREY)
        self._sheet.conditional_formatting.add(f"A{row}:K{place.last}", rule)

    def _words(self, question: Question) -> Iterator[str]:
        yield question.text
        if carried := self._assessment.answer(question).carried:
            yield f"Carried over from {carried}: check it. Bringing this workbook in confirms it as it then stands."
        if question.why:
            yield question.why
        yield from self._asked.words(question)

    def _open_columns(self, question: Question) -> Iterator[Column]:
        """List the columns that a council fills in for a question."""
        for column in COLUMNS:
            if column is plan.ANSWER and question.choose == "many":
                continue
            if column.filled and (column is not plan.TARGET or question.target_levels):
                yield column

    def _fixed(self, letter: str, row: int, text: str) -> None:
        cell = self._sheet[f"{letter}{row}"]
        fill(cell, text)
        cell.border = _FRAME
        if letter == "A":
            cell.font = _SMALL

    def _open(self, column: Column, row: int, value: str | float | None, number_format: str = AS_TEXT) -> None:
        cell = self._sheet[f"{column.letter}{row}"]
        fill(cell, value, number_format)
        cell.fill, cell.border = _OPEN, _FRAME
        cell.protection = Protection(locked=False)


def _choices(question: Question) -> str:
    """Say in words what may be answered."""
    if question.number is not None:
        return _number_words(question)
    if question.choose == "many":
        return "Answer yes or no to each of these:"
    if question.levels:
        return "\n".join(f"{option.id}  {option.title}" for option in question.options)
    return "\n".join(f"\u2022 {label}" for label in plan.option_labels(question))


def _number_words(question: Question) -> str:
    rule = question.number
    if rule is None:
        return ""
    bounds = [f"at least {rule.least:g}"] if rule.least is not None else []
    bounds += [f"at most {rule.most:g}"] if rule.most is not None else []
    steps = f"in steps of {rule.step:g}" if rule.step not in (None, 1) else "whole" if rule.step == 1 else ""
    words = ", ".join(word for word in (steps, *bounds) if word)
    return f"A number{': ' + words if words else ''}."


def _progress(section: SectionPlan) -> str:
    """Write the part of a formula that says how far a sheet is. It stands alone or in the sheet that explains."""
    states = f"$K${FIRST}:$K${section.last}"
    answered, open_ = (f'COUNTIF({states},"{state}")' for state in ("answered", "open"))
    return f'{answered}&" of "&({answered}+{open_})&" questions answered"'


def _add_facts(sheet: Worksheet, assessment: Assessment) -> None:
    questionnaire = assessment.questionnaire
    rules = Rules(sheet)
    decide = plan.deciding(questionnaire)
    _top(sheet, questionnaire, "About the council", "Choose from the lists. Leave empty what you do not know.")
    _head(sheet, plan.ABOUT_COLUMNS)
    for row, attribute in enumerate(plan.given_attributes(questionnaire), start=FIRST):
        words = plan.labels(attribute.options)
        chosen = assessment.attributes.get(attribute.id)
        fill(sheet[f"A{row}"], attribute.id)
        sheet[f"A{row}"].font = _SMALL
        fill(sheet[f"B{row}"], attribute.title)
        fill(sheet[f"C{row}"], next((label for label, known in words.items() if known == chosen), None), AS_TEXT)
        why = "It decides which questions are asked." if attribute.id in decide else "It says who your peers are."
        fill(sheet[f"D{row}"], why)
        for letter in "ABCD":
            sheet[f"{letter}{row}"].border = _FRAME
        sheet[f"C{row}"].fill = _OPEN
        sheet[f"C{row}"].protection = Protection(locked=False)
        rules.list_of(f"C{row}", row, list(words), attribute.title)
        for at in range(len(words)):
            sheet.column_dimensions[get_column_letter(plan.WORDS_FROM + at)].hidden = True
    rules.finish()
    sheet.freeze_panes = f"A{FIRST}"
    sheet.print_area = f"A1:D{FIRST + len(plan.given_attributes(questionnaire)) - 1}"
    set_heights(sheet, 2, len(plan.ABOUT_COLUMNS))


def _add_guide(
    sheet: Worksheet, questionnaire: Questionnaire, plans: Sequence[SectionPlan], formulas: Formulas
) -> None:
    row = 0
    for row, (bold, text) in enumerate(guide_lines(questionnaire), start=1):
        fill(sheet[f"A{row}"], text)
        if bold:
            sheet[f"A{row}"].font = _LARGE if row == 1 else _BOLD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 100, 34
    for at, one in enumerate(plans, start=row + 1):
        fill(sheet[f"A{at}"], one.heading)
        progress = _progress(one).replace("$K$", f"'{one.title}'!$K$", 1).replace("($K$", f"('{one.title}'!$K$")
        formulas.put(sheet, f"B{at}", f"={progress}", formulas.states.progress(one))
    sheet.sheet_view.showGridLines = False
    set_heights(sheet, 1, 1)


def _add_set(sheet: Worksheet, questionnaire: Questionnaire) -> None:
    """Say which question set the workbook belongs to. The sheet is hidden, and can be shown."""
    stamp = plan.stamp_of(questionnaire)
    rows = (
        (stamp.text(), ""),
        ("Format", plan.FORMAT),
        ("Question set", stamp.set_id),
        ("Version", stamp.version),
        ("Fingerprint", stamp.fingerprint),
        ("Language", stamp.language),
    )
    for at, cells in enumerate(rows, start=1):
        for letter, text in zip("AB", cells, strict=True):
            fill(sheet[f"{letter}{at}"], text or None)
            sheet[f"{letter}{at}"].alignment = _TOP
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 70
    sheet.sheet_state = "hidden"


def _top(sheet: Worksheet, questionnaire: Questionnaire, heading: str, about: str) -> None:
    """Write what stands above the table. The sheet says itself what it belongs to: it may be passed on alone."""
    sheet["A1"].value = plan.stamp_of(questionnaire).text()
    sheet["A1"].font = Font(name="Calibri", size=1, color="FFFFFFFF")
    # The text must not run over the heading.
    sheet["A1"].alignment = Alignment(horizontal="fill")
    for place, text, font in (("B1", heading, _LARGE), ("B2", about, None)):
        fill(sheet[place], text or None)
        sheet[place].alignment = _TOP
        if font is not None:
            sheet[place].font = font


def _head(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for column in columns:
        cell = sheet[f"{column.letter}{HEAD}"]
        fill(cell, column.title)
        cell.font, cell.fill, cell.border = _BOLD, _HEAD, _FRAME
        sheet.column_dimensions[column.letter].width = column.width


def _protect(sheet: Worksheet) -> None:
    """Lock all but the cells of answers. There is no password: it keeps from slips, not from anybody."""
    sheet.protection.sheet = True
    for name in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, name, False)


def _set_up_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.page_margins.bottom = 0.75
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&A, page &P of &N"))
