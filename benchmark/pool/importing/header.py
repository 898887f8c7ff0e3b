"""Check the first line of a table against its mapping."""

from benchmark.council.row_faults import RowFaults
from benchmark.pool.importing.mapping import Mapping
from benchmark.pool.importing.names import known_words
from benchmark.pool.importing.sheet import Sheet
from benchmark.tables.names import MOST_GUESSED, nearest, normal, words_of
from scoring.questionnaire import Questionnaire


def check_header(
    sheet: Sheet, mapping: Mapping, questionnaire: Questionnaire, where: frozenset[str], faults: RowFaults
) -> None:
    """Report columns that nothing is said of, that stand twice, and that are mapped but not there."""
    known = known_words(questionnaire)
    used = {normal(column.name) for column in mapping.columns}
    used |= {normal(mapping.respondent)} if mapping.respondent else set()
    seen: set[str] = set()
    for at, name in enumerate(sheet.header):
        plain = normal(name)
        if plain in seen and plain in used | where:
            faults.add("repeated-column", 1, at, column=name)
        elif plain not in used | where | mapping.ignored:
            near = nearest(name, known) if at < MOST_GUESSED else None
            guess = f'Is it "{near[0]}"? ' if near else ""
            faults.add("unmapped-column", 1, at, column=name, guess=guess)
        seen.add(plain)
    there = {normal(name): name for name in sheet.header}
    for name in (*([mapping.respondent] if mapping.respondent else []), *(column.name for column in mapping.columns)):
        if normal(name) not in there:
            near = nearest(name, {column: words_of(column) for column in there})
            remedy = f'Did you mean "{there[near[0]]}"?' if near else "Correct the mapping."
            faults.add("no-such-column", 1, column=name, remedy=remedy)
