"""The first sheet of the workbook in which a council answers: how to fill it in, and what never leaves."""

from collections.abc import Iterator

from scoring.questionnaire import Questionnaire

_HOW = (
    "Fill in the cells with a pale yellow ground. The others are locked, without a password, to keep from slips.",
    "Begin with the sheet About, if there is one: some questions are asked of some councils only.",
    "Then there is a sheet for each section. Each question has a row, with what you can answer beside it.",
    "Choose an answer from the list in the cell, or type a number.",
    "Where several things can be true, answer yes or no to each of them.",
    "Does your council not do the thing at all? Leave the answer empty, choose yes under Not applicable, and say why.",
    "Leave empty what you do not know yet. An empty cell changes nothing when the workbook is brought in.",
    "Target: where you want to be. Evidence: what you could show to an outsider. Role: a role, never a name.",
    "A row turns grey where your council is not asked the question. The column State says what is still open.",
    "You may pass on one sheet alone, or copies to several colleagues: each comes back in the same way.",
    "Do not merge cells, write formulas in the yellow cells, or change the column Id.",
)
_LEAVES = (
    "This workbook is private. Nothing in it is sent anywhere, and it works without a network.",
    "It may hold notes, evidence, reasons and roles: these never leave the council. Pass it on with that in mind.",
    "Only the command export makes a file that can be sent, and it shows every line of it first.",
)
_BACK = (
    "Save it as .xlsx. Whoever has the council's folder runs:",
    "council-benchmark assess --from-workbook FILE.xlsx",
    "That lists every mistake by its sheet and cell, and changes nothing then.",
    "Where an answer differs from the one that is there, it says so and asks first.",
)


# What is said of a workbook without questions of its own, too.
_ALWAYS = (_HOW[0], _HOW[1], *_HOW[-2:])
_ROWS = (
    "The sheet {sheet} has one row for each {row}. Choose its line from the list in the first column.",
    "A line can have several rows, in any order. You may sort, filter, copy and delete rows, and leave rows empty.",
    "Choose a cell to read what belongs there. A quarter is one of the calendar year, such as 2027-Q1; a date will do.",
    "The sheet Lines says how many rows each line has. Choose yes there where your council does not have it at all.",
    "Leave empty what you do not know. Do not delete columns, or the row of small print above their titles: hide them.",
)
_ONE_ROW = "Each line has one row, in any order. You may sort, filter and delete rows, and leave rows empty."
_ROWS_LEAVE = (
    "No row of the sheet {sheet} ever leaves the council, and none of its texts, dates and amounts.",
    "Many councils publish such lists. Whoever compares names, dates and amounts with them finds the council.",
    "So keep this workbook inside the council: do not pass it on to other councils, suppliers or the public.",
    "What can leave is what follows from the rows, for each line. {measures}.",
)


def guide_lines(questionnaire: Questionnaire) -> Iterator[tuple[bool, str]]:
    """Give the lines of the sheet, and whether each is a heading."""
    yield True, questionnaire.title
    yield False, f"Version {questionnaire.version}. {' '.join(questionnaire.about.split())}".strip()
    if questionnaire.caution:
        yield False, questionnaire.caution
    how = (*(_HOW if questionnaire.typed else _ALWAYS), *_on_rows(questionnaire, _ROWS))
    leaves = (*_LEAVES, *_on_rows(questionnaire, _ROWS_LEAVE))
    for heading, lines in (("How to fill it in", how), ("What never leaves", leaves), ("How to bring it in", _BACK)):
        yield False, ""
        yield True, heading
        for line in lines:
            yield False, line
    yield False, ""
    yield True, "How far it is"


def _on_rows(questionnaire: Questionnaire, lines: tuple[str, ...]) -> Iterator[str]:
    """Fill in the lines on rows, where the set has a register."""
    register = questionnaire.register
    if register is None:
        return
    sheet = register.rows[:1].upper() + register.rows[1:]
    for line in lines:
        if line is _ROWS[1] and not register.several:
            yield _ONE_ROW
        else:
            yield line.format(sheet=sheet, row=register.row, rows=register.rows, measures=_measures(questionnaire))


def _measures(questionnaire: Questionnaire) -> str:
    """List what is made of the rows: what leaves with a return, and what only where the council says so."""
    free: dict[str, None] = {}
    asked: dict[str, None] = {}
    for question_id, (_, measure) in (questionnaire.register.made if questionnaire.register else {}).items():
        section = questionnaire.section(questionnaire.question(question_id).section)
        (asked if section.leaves == "ask" else free)[measure.title] = None
    told = [f"In a return: {', '.join(free)}"] if free else []
    told += [f"Only if you say so then: {', '.join(asked)}"] if asked else []
    return ". ".join(told)
