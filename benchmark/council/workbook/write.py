"""Write the workbook in which a council answers a question set without the program."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
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
from benchmark.council.workbook.style import (
    BOLD,
    FRAME,
    GREY,
    LARGE,
    SMALL,
    TOP,
    fixed_cell,
    open_cell,
    write_head,
    write_top,
)
from benchmark.council.workbook.values import answer_cells, too_long
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.workbooks.limits import Limits
from benchmark.workbooks.look import AS_TEXT, GENERAL, fill, set_heights
from benchmark.workbooks.save import Stored, save_workbook
from scoring.questionnaire import Question, Questionnaire

if TYPE_CHECKING:
    from benchmark.council.workbook.register.layout import RegisterPlan

_A3: Final = 8
_A4: Final = 9


def write_answer_book(path: Path, assessment: Assessment, sections: tuple[str, ...] = ()) -> None:
    """Write the workbook, with the answers that there are; or raise FaultsError for what has no room in one."""
    faults = list(too_long(assessment, str(path)))
    plans = plan.plan_sections(assessment.questionnaire, sections)
    register = _plan_register(assessment, sections, plans)
    most = Limits().sheets - (5 if register else 3)
    if len(plans) > most:
        faults.append(fault("too-many-sheets", str(path), count=len(plans), limit=most))
    if register:
        faults += _too_much(register, str(path))
    if faults:
        raise FaultsError(faults)
    book, stored = make_answer_book(assessment, plans, register)
    save_workbook(book, path, stored)


def make_answer_book(
    assessment: Assessment, plans: Sequence[SectionPlan], register: "RegisterPlan | None" = None
) -> tuple[Workbook, Stored]:
    """Make the workbook: what explains it, the facts about the council, a sheet a section, and what it belongs to.

    A register has two sheets. With the workbook comes what its formulas give at first.
    """
    questionnaire = assessment.questionnaire
    book = Workbook()
    book.remove(book.worksheets[0])
    facts = {attribute.id: FIRST + at for at, attribute in enumerate(plan.given_attributes(questionnaire))}
    asked = Asked(questionnaire, facts, [place for one in plans for place in one.places])
    formulas = Formulas(States(assessment, asked))
    guide = book.create_sheet(plan.READ_ME)
    below = _add_guide(guide, questionnaire, plans, formulas)
    if facts:
        _add_facts(book.create_sheet(plan.ABOUT), assessment)
    for one in plans:
        _SheetWriter(book.create_sheet(one.title), one, assessment, asked, formulas).write()
    _add_set(book.create_sheet(plan.SET), questionnaire)
    if register:
        _add_register(book, register, assessment, asked, formulas)
        _add_progress(guide, below, register, formulas)
    for sheet in book.worksheets:
        rows = register is not None and sheet.title == register.rows_title
        # Rows are sorted, copied in and deleted, which Excel does not let anybody do in a locked sheet.
        if not rows:
            _protect(sheet)
        _set_up_page(sheet, _A3 if rows else _A4)
    return book, formulas.stored


def _plan_register(
    assessment: Assessment, sections: tuple[str, ...], plans: Sequence[SectionPlan]
) -> "RegisterPlan | None":
    if assessment.questionnaire.register is None:
        return None
    from benchmark.council.workbook.register.layout import plan_register  # noqa: PLC0415 - few sets have a register

    return plan_register(assessment, sections, plans)


def _too_much(register: "RegisterPlan", file: str) -> Iterator[Fault]:
    from benchmark.council.workbook.register.room import too_much  # noqa: PLC0415 - few sets have a register

    return too_much(register, file)


def _add_register(
    book: Workbook, register: "RegisterPlan", assessment: Assessment, asked: Asked, formulas: Formulas
) -> None:
    from benchmark.council.workbook.register.write import write_register  # noqa: PLC0415 - few sets have a register

    write_register(book, register, assessment, asked, formulas)


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
        write_top(self._sheet, self._assessment.questionnaire, self._plan.heading, self._plan.about)
        progress = self._formulas.states.progress(self._plan)
        self._formulas.put(self._sheet, "B3", f"={_progress(self._plan)}", progress)
        self._sheet["B3"].font = BOLD
        write_head(self._sheet, COLUMNS)
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
        fixed_cell(self._sheet, f"A{row}", question.id)
        fixed_cell(self._sheet, f"B{row}", "\n\n".join(self._words(question)))
        fixed_cell(self._sheet, f"C{row}", _choices(question))
        self._sheet[f"B{row}"].font = Font(name="Calibri", size=11)
        for column in COLUMNS:
            self._sheet[f"{column.letter}{row}"].border = FRAME
        answer = self._assessment.answer(question)
        values = answer_cells(question, answer)
        for column in self._open_columns(question):
            number = column is plan.ANSWER and (question.levels or question.number is not None)
            open_cell(self._sheet, f"{column.letter}{row}", values.main.get(column), GENERAL if number else AS_TEXT)
        for at, option in enumerate(question.options if question.choose == "many" else (), start=1):
            fixed_cell(self._sheet, f"A{row + at}", f"{question.id}/{option.id}")
            fixed_cell(self._sheet, f"C{row + at}", option.title)
            open_cell(self._sheet, f"{plan.ANSWER.letter}{row + at}", values.options.get(option.id))
        state = f"{plan.STATE.letter}{row}"
        self._formulas.put(self._sheet, state, self._asked.state(place), self._formulas.states.of(place))
        self._sheet[state].alignment = TOP
        self._rules.add(place)
        rule = Rule(type="expression", formula=[f'$K${row}="not asked"'], dxf=GREY)
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
    write_top(sheet, questionnaire, "About the council", "Choose from the lists. Leave empty what you do not know.")
    write_head(sheet, plan.ABOUT_COLUMNS)
    for row, attribute in enumerate(plan.given_attributes(questionnaire), start=FIRST):
        words = plan.labels(attribute.options)
        chosen = assessment.attributes.get(attribute.id)
        fill(sheet[f"A{row}"], attribute.id)
        sheet[f"A{row}"].font = SMALL
        fill(sheet[f"B{row}"], attribute.title)
        why = "It decides which questions are asked." if attribute.id in decide else "It says who your peers are."
        fill(sheet[f"D{row}"], why)
        for letter in "ABCD":
            sheet[f"{letter}{row}"].border = FRAME
        open_cell(sheet, f"C{row}", next((label for label, known in words.items() if known == chosen), None))
        rules.list_of(f"C{row}", row, list(words), attribute.title)
        for at in range(len(words)):
            sheet.column_dimensions[get_column_letter(plan.WORDS_FROM + at)].hidden = True
    rules.finish()
    sheet.freeze_panes = f"A{FIRST}"
    sheet.print_area = f"A1:D{FIRST + len(plan.given_attributes(questionnaire)) - 1}"
    set_heights(sheet, 2, len(plan.ABOUT_COLUMNS))


def _add_guide(sheet: Worksheet, questionnaire: Questionnaire, plans: Sequence[SectionPlan], formulas: Formulas) -> int:
    """Write what explains the workbook, and how far each sheet is. Give the next free row."""
    row = 0
    for row, (bold, text) in enumerate(guide_lines(questionnaire), start=1):
        fill(sheet[f"A{row}"], text)
        if bold:
            sheet[f"A{row}"].font = LARGE if row == 1 else BOLD
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 100, 34
    for at, one in enumerate(plans, start=row + 1):
        fill(sheet[f"A{at}"], one.heading)
        progress = _progress(one).replace("$K$", f"'{one.title}'!$K$", 1).replace("($K$", f"('{one.title}'!$K$")
        formulas.put(sheet, f"B{at}", f"={progress}", formulas.states.progress(one))
    sheet.sheet_view.showGridLines = False
    set_heights(sheet, 1, 1)
    return row + 1 + len(plans)


def _add_progress(sheet: Worksheet, row: int, register: "RegisterPlan", formulas: Formulas) -> None:
    from benchmark.council.workbook.register.lines_sheet import progress  # noqa: PLC0415 - few sets have a register

    fill(sheet[f"A{row}"], register.register.title)
    formulas.put(sheet, f"B{row}", f"={progress(register)}", str(formulas.stored[register.lines_title, "B3"]))


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
            sheet[f"{letter}{at}"].alignment = TOP
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 70
    sheet.sheet_state = "hidden"


def _protect(sheet: Worksheet) -> None:
    """Lock all but the cells of answers. There is no password: it keeps from slips, not from anybody."""
    sheet.protection.sheet = True
    for name in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, name, False)


def _set_up_page(sheet: Worksheet, paper: int) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.page_margins.bottom = 0.75
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&A, page &P of &N"))
