"""Write a first mapping from a table: questions and answers are guessed, marked so, and left to be corrected."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import tomli_w

from benchmark.council.many import RESPONDENT
from benchmark.council.many_columns import NOT_ASKED_WORD, parse_cell
from benchmark.errors import UsageError
from benchmark.faults import printable
from benchmark.files import write_text
from benchmark.pool.importing.guesses import guess_numbers, guess_option, is_absent
from benchmark.pool.importing.mapping_file import FORMAT
from benchmark.pool.importing.names import known_words
from benchmark.pool.importing.numbers import NumberForm
from benchmark.pool.importing.sheet import Sheet
from benchmark.questions.answer import BadAnswer
from benchmark.tables.names import MOST_GUESSED, nearest, normal, words_of
from scoring.questionnaire import Attribute, Question, Questionnaire

_NAMES: Final = frozenset((RESPONDENT, "council", "name", "organisation", "authority", "borough", "district"))
# More different texts than this are no closed list.
_MOST_VALUES: Final = 40
_LONGEST_VALUE: Final = 1_000
# Below this a guess is only named, not made.
_SURE: Final = 0.5
# Names that stand twice are reported when the table is imported; a column of few texts names nobody.
_DISTINCT: Final = 0.8
_MOST_WORDS: Final = 4
# A column that shares no more than a word with a question may still be that of the names.
_ONE_WORD: Final = 0.6


def start_mapping(sheet: Sheet, questionnaire: Questionnaire, output: Path) -> int:
    """Write a mapping to start from, and give how many columns nothing could be guessed for."""
    if output.exists():
        raise UsageError(f"{output} exists already. Choose another name, or delete it first.")
    near = _nearest(sheet.header, questionnaire)
    named = _respondent(sheet, near)
    targets = _guess_targets({at: found for at, found in near.items() if at != named})
    lines = [*_head(sheet, questionnaire, named)]
    for at, name in enumerate(sheet.header):
        if at != named:
            texts = _distinct(sheet, at)
            told = near[at][0] if at in near else ""
            lines += ["", *_column(name, texts, targets.get(at), told, questionnaire)]
    write_text(output, "\n".join(lines) + "\n")
    return sum(at not in targets and at != named for at in range(len(sheet.header)))


def _nearest(header: Sequence[str], questionnaire: Questionnaire) -> dict[int, tuple[str, float]]:
    """Find what each column is nearest to, and how near."""
    known = known_words(questionnaire)
    return {at: near for at, name in enumerate(header[:MOST_GUESSED]) if (near := nearest(name, known))}


def _guess_targets(near: Mapping[int, tuple[str, float]]) -> dict[int, str]:
    """Guess what each column belongs to, the likeliest pairs first; no question is guessed twice."""
    pairs = sorted(((score, -at, target) for at, (target, score) in near.items()), reverse=True)
    found: dict[int, str] = {}
    for score, at, target in pairs:
        if score >= _SURE and target not in found.values():
            found[-at] = target
    return found


def _respondent(sheet: Sheet, near: Mapping[int, tuple[str, float]]) -> int | None:
    """Guess the column that names the respondents: by its name, and by hardly any text standing twice."""
    for at, name in enumerate(sheet.header):
        texts = [normal(cells[at]) for _, cells in sheet.rows]
        is_question = near.get(at, ("", 0))[1] > _ONE_WORD
        named = bool(words_of(name) & _NAMES) and len(words_of(name)) <= _MOST_WORDS and not is_question
        if named and all(texts) and len(set(texts)) >= _DISTINCT * len(texts):
            return at
    return None


def _head(sheet: Sheet, questionnaire: Questionnaire, named: int | None) -> Iterator[str]:
    yield f"# What each column of {_plain(sheet.file)} means, for {questionnaire.id} {questionnaire.version}."
    yield "# GUESS: worked out from names; check it. TO DO: could not be worked out; say it, or delete the column here"
    yield "# and list its name under `ignore`. Then: council-benchmark pool import ... --mapping with this file."
    yield ""
    yield f"format = {_toml(FORMAT)}"
    if named is None:
        yield '# respondent = "..."  # TO DO: the column that names the respondents. Without it rows are numbered.'
    else:
        yield f"respondent = {_toml(sheet.header[named])}  # GUESS"
    yield "ignore = []  # names of columns that are left out on purpose"
    if sheet.encoding not in ("utf-8", "utf-16"):
        yield f"encoding = {_toml(sheet.encoding)}  # GUESS"
    yield f"separator = {_toml(sheet.separator)}  # between the cells"
    yield ""
    yield "# What stands for no answer, in every column. A column may have lists of its own."
    yield 'unanswered = []      # such as "Don\'t know"'
    yield 'not_applicable = []  # "NA", "N/A" and "not applicable" are understood anyway'
    yield f'not_asked = []       # "{NOT_ASKED_WORD}" is understood anyway'
    yield 'blank = "unanswered"      # what an empty cell says: unanswered, not-asked or not-applicable'
    yield 'no_column = "unanswered"  # a question without a column: unanswered or not-asked'


def _column(
    name: str, texts: Sequence[str], target: str | None, near: str, questionnaire: Questionnaire
) -> Iterator[str]:
    yield "[[column]]"
    yield f"name = {_toml(name)}"
    question = questionnaire.question(target) if target in questionnaire.question_index else None
    attribute = next((a for a in questionnaire.attributes if a.id == target), None)
    if question:
        yield f"question = {_toml(question.id)}  # GUESS: {_plain(question.text)}"
        yield from _question_values(question, texts)
    elif attribute:
        private = "" if attribute.shared else " (does not leave; decides what is asked)"
        yield f"attribute = {_toml(attribute.id)}  # GUESS: {_plain(attribute.title)}{private}"
        yield from _attribute_values(attribute, texts)
    else:
        said = f" Nearest: {near}." if near else ""
        yield f'# question = "..."  # TO DO: or attribute = "...", or move the name to `ignore`.{said}'
        yield from (f"# holds: {_plain(text)}" for text in texts[:3])


def _question_values(question: Question, texts: Sequence[str]) -> Iterator[str]:
    if question.number is not None:
        form = guess_numbers(texts)
        said = {"decimal": form.decimal, "thousands": form.thousands, "percent": form.percent}
        yield from (f"{key} = {_toml(value)}  # GUESS" for key, value in said.items() if value not in ("", "."))
        if _too_fine(question, form, texts):
            yield "round = true  # GUESS: there are finer numbers than the steps of this question"
        return
    if question.choose == "many":
        sign = next((sign for sign in (";", "|", ",") if any(sign in text for text in texts)), ";")
        yield f"separator = {_toml(sign)}  # GUESS: between several choices"
        texts = list(dict.fromkeys(part.strip() for text in texts for part in text.split(sign) if part.strip()))
    unread = [text for text in texts if isinstance(parse_cell(question, text), BadAnswer) and not is_absent(text)]
    if unread:
        ids = [option.id for option in question.options]
        titles = [option.title for option in question.options]
        yield from (f"# {option}: {_plain(title)}" for option, title in zip(ids, titles, strict=True))
        listed = [text for text in texts if not is_absent(text)]
        yield from _values(listed, [(text, guess_option(text, ids, titles)) for text in listed])


def _too_fine(question: Question, form: NumberForm, texts: Sequence[str]) -> bool:
    """Say whether a number stands between the steps in which a question is answered."""
    written = [form.read(text, question.number) for text in texts] if question.number else []
    found = [parse_cell(question, text) for text in written if text is not None]
    return any(isinstance(bad, BadAnswer) and bad.code == "not-a-step" for bad in found)


def _attribute_values(attribute: Attribute, texts: Sequence[str]) -> Iterator[str]:
    ids, titles = list(attribute.option_ids), [title for _, title in attribute.options]
    if any(text not in ids for text in texts):
        yield from (f"# {option}: {_plain(title)}" for option, title in attribute.options)
        listed = [text for text in texts if not is_absent(text)]
        yield from _values(listed, [(text, guess_option(text, ids, titles)) for text in listed])


def _values(texts: Sequence[str], guesses: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    yield "[column.values]"
    seen: set[str] = set()
    for text, option in guesses[:_MOST_VALUES]:
        if normal(text) not in seen and len(text) <= _LONGEST_VALUE:
            told = f"{_toml(option)}  # GUESS" if option is not None else '"..."  # TO DO'
            yield f"{_toml(text)} = {told}"
        seen.add(normal(text))
    if len(texts) > _MOST_VALUES:
        yield f"# TO DO: {len(texts) - _MOST_VALUES} more different texts"


def _distinct(sheet: Sheet, at: int) -> list[str]:
    """List the different texts of a column, in order of the alphabet."""
    return sorted({" ".join(cells[at].split()) for _, cells in sheet.rows} - {""})


def _toml(text: str) -> str:
    """Write a text as TOML does, whatever stands in it."""
    return tomli_w.dumps({"x": text}).removeprefix("x = ").rstrip("\n")


def _plain(text: str) -> str:
    """Write a text for a comment: on one line, and not endless."""
    line = printable(" ".join(text.split()))
    return line if len(line) <= 100 else line[:100] + "..."
