"""A pool as a table: a row a return, its answers in the author's words, as `score --answers` reads them."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from benchmark import console
from benchmark.council.many import RESPONDENT
from benchmark.council.many_columns import NOT_ASKED_WORD
from benchmark.council.many_scores import guarded
from benchmark.files import write_bytes
from benchmark.pool import parquet
from benchmark.pool.count import Choice, Counted
from benchmark.pool.fit import return_misfits
from benchmark.pool.pool import Pool
from benchmark.questions.answer import NONE_CHOSEN, write_answer
from benchmark.returns.model import NOT_APPLICABLE, NOT_ASKED, AnswerValue, Return, digest
from scoring.fingerprint import fingerprint
from scoring.questionnaire import NumberRule, Question, Questionnaire

_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Exported:
    """What was written: how many rows, how many returns were left out, and how many hold what a table cannot."""

    rows: int
    left_out: int
    with_targets: int
    with_evidence: int


def export_pool(pool: Pool, counted: Counted, output: Path, *, every: bool) -> Exported:
    """Write the returns that count; with `every` also those that do not, as far as they hold answers.

    As CSV, or as Parquet where the file is named so.
    """
    chosen = [row.content() for row in pool.rows if _belongs(row.frame, counted.choice)]
    if every:
        kept = [content for content in chosen if _readable(content, counted.questionnaire)]
    else:
        counts = frozenset(counted.digests)
        kept = [content for content in chosen if digest(content) in counts]
    kept.sort(key=lambda content: content.key)
    if output.suffix.lower() == parquet.SUFFIX:
        rows = table_rows(counted.questionnaire, kept)
        parquet.write_parquet(table_names(counted.questionnaire), rows, counted.questionnaire, output)
    else:
        write_bytes(output, _MARK + table_text(counted.questionnaire, kept).encode("utf-8"))
    return Exported(
        len(kept), len(chosen) - len(kept), sum(bool(c.targets) for c in kept), sum(bool(c.evidenced) for c in kept)
    )


def table_text(questionnaire: Questionnaire, returns: Sequence[Return]) -> str:
    """Write returns as CSV: the key as the respondent, the shared attributes, the answers."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table_names(questionnaire))
    writer.writerows([guarded(name), *cells] for name, *cells in table_rows(questionnaire, returns))
    return out.getvalue()


def table_names(questionnaire: Questionnaire) -> list[str]:
    """Name the columns."""
    attributes = [attribute.id for attribute in questionnaire.shared_attributes]
    return [RESPONDENT, *attributes, *questionnaire.question_index]


def table_rows(questionnaire: Questionnaire, returns: Sequence[Return]) -> Iterator[list[str]]:
    """Give the cells of every return, in the author's words."""
    attributes = [attribute.id for attribute in questionnaire.shared_attributes]
    for name, content in zip(_names(returns), console.watched("Rows written", returns, len(returns)), strict=True):
        told = [content.attributes.get(attribute, "") for attribute in attributes]
        yield [name, *told, *(answer_cell(q, content.answers.get(q.id)) for q in questionnaire.questions)]


def answer_cell(question: Question, value: AnswerValue | None) -> str:
    """Write one answer of a return as a cell that the reader of answers takes for the same."""
    if value is None:
        return ""
    if value == NOT_ASKED:
        return NOT_ASKED_WORD
    if value == NOT_APPLICABLE:
        return "NA"
    if question.number is not None:
        return _amount(question.number, int(value))
    written = write_answer(question, int(value))
    if isinstance(written, list):
        return ";".join(written) or NONE_CHOSEN
    return str(written)


def _amount(rule: NumberRule, steps: int) -> str:
    """Write whole steps as the number that they stand for, without what a float adds at its end."""
    text = format(Decimal(repr(rule.return_step)) * steps, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _names(returns: Iterable[Return]) -> Iterator[str]:
    """Give every return's key. One that stands twice, in a conflict or in two networks, gets a number."""
    seen: Counter[str] = Counter()
    for content in returns:
        seen[content.key] += 1
        yield content.key if seen[content.key] == 1 else f"{content.key}-{seen[content.key]}"


def _belongs(content: Return, choice: Choice) -> bool:
    meant = (choice.questionnaire, choice.version, choice.round)
    return (content.questionnaire, content.version, content.round) == meant and content.network in choice.networks


def _readable(content: Return, questionnaire: Questionnaire) -> bool:
    """Say whether a return holds answers that the question set knows."""
    wrong = return_misfits(content, questionnaire, fingerprint(questionnaire), "the pool", content.key[:8])
    return not content.is_withdrawal and next(iter(wrong), None) is None


def export_lines(done: Exported, output: Path) -> list[str]:
    """Say what was written, and what a table does not hold."""
    lines = [f"{output} written: {done.rows} rows, one a return."]
    if done.left_out:
        verb = "return is" if done.left_out == 1 else "returns are"
        lines.append(f"{done.left_out} {verb} not in it: withdrawn, not counted, or not of this question set.")
    lost = [
        f"{what} of {number} {'return' if number == 1 else 'returns'}"
        for what, number in (("targets", done.with_targets), ("counts of evidence", done.with_evidence))
        if number
    ]
    if lost:
        lines.append(f"A table does not hold the {' and the '.join(lost)}: they are not in it.")
    return lines
