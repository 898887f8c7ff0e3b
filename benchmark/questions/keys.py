"""The keys that a question set may hold, as data: what each is, what it means, and where it is required.

One table a kind of entry. The checker, the schema for editors and the workbook of an author all walk them; nothing
else knows the spelling of a key.
"""

from typing import Final

from benchmark.questions.kinds import (
    CHOICES,
    FLAG,
    MAPPING,
    NAMED,
    NUMBER,
    SECTIONS,
    TABLE,
    TABLES,
    TEXT,
    TEXTS,
    WEIGHT,
    WHOLE,
    Key,
    Table,
    one_of,
)
from benchmark.questions.register_keys import REGISTER

FORMAT: Final = "questionnaire/1"

METHODS = one_of("mean", "geometric", "sum", "minimum", "maximum", "staged", "subtract", "none")
MISSING = one_of("exclude", "zero")
EMPTY_STAGE = one_of("pass", "block", "follow")

_ID = "Lower-case letters, digits and single hyphens, such as contract-register. For ever: never change or reuse it."
_WEIGHT = "How much it counts beside its neighbours: a number, or high, medium or low (3, 2, 1)."
_POINTS = "What this answer earns. Without it: 0."

SCALE: Table = {
    "from": Key(NUMBER, about="The score that the lowest answers give. Usually 0."),
    "to": Key(NUMBER, about="The score that the highest answers give. Usually 100."),
    "decimals": Key(WHOLE, about="How many decimals a score is shown with, from 0 to 9."),
}
ROUNDING: Table = {
    "decimals": Key(WHOLE, required=True, about="How many decimals are kept, from -9 to 9; -1 rounds to tens."),
    "direction": Key(one_of("nearest", "down", "up"), about="Which way to round. Usually nearest."),
}
_RULES: Table = {
    "method": Key(METHODS, about="How the parts become one score. Usually mean; none gives no score."),
    "not_applicable": Key(
        MISSING, about='An answer "not applicable": exclude leaves the question out, zero counts it as 0 points.'
    ),
    "unanswered": Key(
        MISSING, about="A question without an answer: exclude leaves it out, zero counts it as 0 points."
    ),
    "scale": Key(TABLE, about="The range that scores run over. Usually 0 to 100.", inside=(SCALE,)),
    "coverage": Key(NUMBER, about="No score below this share of answered questions, from 0 to 1."),
    "rounding": Key(TABLE, about="Round this score before it counts further. Usually it is not.", inside=(ROUNDING,)),
    "empty_stage": Key(
        EMPTY_STAGE,
        about="For staged: whether a stage in which nothing counts passes, blocks, or follows those below.",
    ),
    "stage_share": Key(NUMBER, about="For staged: the share of a stage that must be met, above 0, up to 1. Usually 1."),
}
BAND: Table = {
    "from": Key(NUMBER, required=True, about="The lowest overall score that has this name."),
    "title": Key(TEXT, required=True, about="The name, such as Progressing."),
}
ATTRIBUTE_OPTION: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads."),
}
ATTRIBUTE: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads, such as Type of council."),
    "options": Key(TABLES, required=True, about="What a council may choose from.", inside=(ATTRIBUTE_OPTION,)),
    "shared": Key(FLAG, about="Whether it may leave the council in a return, so that peers can be grouped by it."),
    "from": Key(MAPPING, about="The other attribute that it follows from, and what each option of that one becomes."),
}
OPTION: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads."),
    "points": Key(NUMBER, about=_POINTS),
}
ANSWER_SCALE: Table = {
    "options": Key(TABLES, required=True, about="The answers of this scale, in their order.", inside=(OPTION,)),
}
_AMOUNTS: Table = {
    "step": Key(NUMBER, about="Answers are whole multiples of this, such as 1 or 0.01."),
    "least": Key(NUMBER, about="A lower answer is refused."),
    "most": Key(NUMBER, about="A higher answer is refused."),
}
NUMBER_RULE: Table = {
    "worst": Key(NUMBER, required=True, about="The number that earns nothing. It may be higher than best."),
    "best": Key(NUMBER, required=True, about="The number that earns everything."),
    "curve": Key(
        one_of("linear", "log"), about="How points rise from worst to best: evenly (linear) or by logarithms (log)."
    ),
    **_AMOUNTS,
}
NUMBER_BAND: Table = {
    **OPTION,
    "from": Key(NUMBER, about="The lowest number of this band. The first band may leave it out."),
}
BANDED_NUMBER: Table = {
    "bands": Key(
        TABLES,
        required=True,
        about="Ranges of the number, each with its points, from low to high.",
        inside=(NUMBER_BAND,),
    ),
    **_AMOUNTS,
}
THEME: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads."),
    "about": Key(TEXT, about="A sentence on what the theme is."),
    **_RULES,
}
SECTION: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads."),
    "about": Key(TEXT, about="A sentence on what the section is."),
    "parent": Key(TEXT, about="The id of the section that this one is part of."),
    "weight": Key(WEIGHT, about=_WEIGHT),
    "leaves": Key(
        one_of("yes", "ask"), about="Whether its answers enter a return: yes, or ask, only if the council says so."
    ),
    **_RULES,
}
QUESTION: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "section": Key(TEXT, required=True, about="The id of the section that it belongs to."),
    "text": Key(TEXT, required=True, about="The question itself."),
    "why": Key(TEXT, about="A sentence or two on why it matters."),
    "levels": Key(TEXTS, about="The levels from 0 up, a sentence each. One of four ways to answer."),
    "options": Key(TABLES, about="The answers with their points. One of four ways to answer.", inside=(OPTION,)),
    "scale": Key(TEXT, about="The id of an answer scale, or yes-no. One of four ways to answer."),
    "number": Key(
        TABLE, about="How a number earns points. One of four ways to answer.", inside=(NUMBER_RULE, BANDED_NUMBER)
    ),
    "choose": Key(one_of("one", "many"), about="Whether one option may be chosen or several. Usually one."),
    "cap": Key(NUMBER, about="For many: the most points that all choices together can earn."),
    "next": Key(TEXTS, about="For each level but the last, what to do to reach the next one."),
    "evidence": Key(TEXTS, about="What a council could show to prove its answer."),
    "source": Key(TEXTS, about="Where the question comes from."),
    "weight": Key(WEIGHT, about=_WEIGHT),
    "applies_to": Key(CHOICES, about="Only councils with one of these options of an attribute are asked."),
    "asked_if": Key(CHOICES, about="It is asked only after one of these answers to an earlier question."),
    "stage": Key(WHOLE, about="For staged: the stage that it belongs to, from 1 to 100."),
    "met_from": Key(NUMBER, about="For staged: the points from which the question counts as met."),
    "required": Key(FLAG, about="Whether its section has no score while it has no answer."),
    "scored": Key(FLAG, about="Whether it counts. Usually it does."),
    "not_applicable": Key(MISSING, about='For this question only: what an answer "not applicable" does.'),
    "unanswered": Key(MISSING, about="For this question only: what no answer does."),
    "themes": Key(TEXTS, about="The ids of the themes that it counts for, beside its section."),
}
SCORING: Table = _RULES
TOP: Table = {
    "format": Key(TEXT, required=True, about=f"The kind of file: {FORMAT}."),
    "id": Key(TEXT, required=True, about=_ID),
    "version": Key(TEXT, required=True, about="Such as 2026.1. A change that can move a score needs a new one."),
    "title": Key(TEXT, required=True, about="What the council reads."),
    "about": Key(TEXT, about="What a reader should know first."),
    "licence": Key(TEXT, about="Under which terms others may use the questions, such as OGL-UK-3.0."),
    "minutes": Key(WHOLE, about="About how long it takes."),
    "scoring": Key(TABLE, about="How the overall score is made. Sections take these rules over.", inside=(SCORING,)),
    "band": Key(TABLES, about="Names for ranges of the overall score.", inside=(BAND,)),
    "attribute": Key(TABLES, about="Facts about a council, such as its type.", inside=(ATTRIBUTE,)),
    "scales": Key(NAMED, about="Answer scales that several questions use, each under its id.", inside=(ANSWER_SCALE,)),
    "theme": Key(SECTIONS, about="Scores across sections.", inside=(THEME,)),
    "section": Key(SECTIONS, required=True, about="The parts of the set. One may stand in another.", inside=(SECTION,)),
    "question": Key(TABLES, about="The questions, in the order they are asked in.", inside=(QUESTION,)),
    "register": Key(TABLE, about="Rows over a fixed list of lines, and what is made of them.", inside=(REGISTER,)),
}
