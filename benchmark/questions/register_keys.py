"""The keys of a register inside a question set: its lines, its columns, and what is made of them. As in `keys.py`."""

from benchmark.questions.kinds import CHOICES, FLAG, NUMBER, TABLES, TEXT, TEXTS, WEIGHT, Key, Table, one_of

COLUMN_KINDS = one_of("text", "choice", "choices", "number", "quarter")
MEASURE_RULES = one_of("lowest", "highest", "all", "any", "sum", "share")
_ID = "Lower-case letters, digits and single hyphens, such as council-tax. For ever: never change or reuse it."

LINE: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads, such as Council tax."),
    "section": Key(TEXT, required=True, about="The id of the section that it belongs to."),
    "about": Key(TEXT, about="A sentence on what the line takes in."),
    "applies_to": Key(CHOICES, about="Only councils with one of these options of an attribute have it."),
}
COLUMN_OPTION: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads."),
    "points": Key(NUMBER, about="What it earns where a measure is made of it. Without it: 0."),
}
COLUMN: Table = {
    "id": Key(TEXT, required=True, about=_ID),
    "title": Key(TEXT, required=True, about="What the council reads, such as Supplier."),
    "kind": Key(
        COLUMN_KINDS,
        required=True,
        about="What is written. What leaves the council is only what a measure makes of choices and numbers.",
    ),
    "about": Key(TEXT, about="A sentence on what to write."),
    "levels": Key(TEXTS, about="For choice: the levels from 0 up, a sentence each."),
    "options": Key(TABLES, about="For choice and choices: what may be chosen.", inside=(COLUMN_OPTION,)),
    "unit": Key(TEXT, about="For number: what it counts, such as pounds a year."),
    "required": Key(FLAG, about="Whether a row without it is not finished."),
}
MEASURE_BAND: Table = {
    **COLUMN_OPTION,
    "from": Key(NUMBER, about="The lowest number of this band. The first band may leave it out."),
}
MEASURE: Table = {
    "id": Key(TEXT, required=True, about="The question of each line has the id LINE-MEASURE, so it is for ever too."),
    "title": Key(TEXT, required=True, about="What the council reads, such as How well it fits."),
    "text": Key(TEXT, required=True, about="The question. {line} stands for the title of the line."),
    "why": Key(TEXT, about="A sentence or two on why it matters."),
    "rule": Key(
        MEASURE_RULES,
        required=True,
        about="The lowest or highest choice; the choices of all or any rows; a sum; a share in %.",
    ),
    "columns": Key(TEXTS, required=True, about="The ids of the columns that it is made of."),
    "over": Key(TEXTS, about="For share: the ids of the columns that make up the whole."),
    "bands": Key(TABLES, about="For sum and share: ranges, from low to high.", inside=(MEASURE_BAND,)),
    "next": Key(TEXTS, about="For each level but the last, what to do to reach the next one. {line} as in text."),
    "section": Key(TEXT, about="The id of the section that its questions stand in. Usually that of each line."),
    "themes": Key(TEXTS, about="The ids of the themes that its questions count for."),
    "weight": Key(WEIGHT, about="How much each question counts: a number, or high, medium or low (3, 2, 1)."),
    "scored": Key(FLAG, about="Whether its questions count. Usually they do."),
    "source": Key(TEXTS, about="Where it comes from."),
}
REGISTER: Table = {
    "title": Key(TEXT, required=True, about="What the council reads, such as Technology register."),
    "row": Key(TEXT, required=True, about="What one row is, such as contract."),
    "rows": Key(TEXT, required=True, about="The same for several, such as contracts."),
    "about": Key(TEXT, about="What a reader should know first."),
    "several": Key(FLAG, about="Whether a line may have several rows. Usually it has one."),
    "evidence": Key(TEXT, about="The id of the column whose text counts as evidence for the line."),
    "gaps": Key(TEXTS, about="The ids of measures of which low values together show a gap in the market."),
    "line": Key(TABLES, required=True, about="The lines that every council looks at.", inside=(LINE,)),
    "column": Key(TABLES, required=True, about="What is written about each row.", inside=(COLUMN,)),
    "measure": Key(
        TABLES, required=True, about="What is made of the rows of each line: one question each.", inside=(MEASURE,)
    ),
}
