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


def guide_lines(questionnaire: Questionnaire) -> Iterator[tuple[bool, str]]:
    """Give the lines of the sheet, and whether each is a heading."""
    yield True, questionnaire.title
    yield False, f"Version {questionnaire.version}. {' '.join(questionnaire.about.split())}".strip()
    if questionnaire.caution:
        yield False, questionnaire.caution
    for heading, lines in (("How to fill it in", _HOW), ("What never leaves", _LEAVES), ("How to bring it in", _BACK)):
        yield False, ""
        yield True, heading
        for line in lines:
            yield False, line
    yield False, ""
    yield True, "How far it is"
