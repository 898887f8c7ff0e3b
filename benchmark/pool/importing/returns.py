"""Make the returns of a table: one key a row, signed by whoever imports it, merged into a pool."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmark import console
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.pool.importing.collect import Collected
from benchmark.pool.pool import Pool, merge
from benchmark.questions.answer import Code
from benchmark.questions.ids import is_id
from benchmark.returns.keys import import_key, public_text, sign
from benchmark.returns.make import Place, next_sequence, written_answer
from benchmark.returns.model import AnswerValue, Return, SignedReturn, canonical
from benchmark.returns.read import parse_return
from benchmark.returns.rows import Row
from benchmark.tables.names import normal
from scoring.codes import Special
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Question

# The name, in the user's profile, of the secret from which the keys of imported rows come.
IMPORTER: Final = "importer"


@dataclass
class Imported:
    """What came of an import: the pool, which key is which respondent, and what became of the rows.

    `empty` rows answered nothing and give no return. `others` are imported returns of the pool without a row here.
    """

    pool: Pool
    keys: list[tuple[int, str, str]] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    withdrawn: int = 0
    empty: int = 0
    others: int = 0


def import_returns(collected: Collected, place: Place, secret: bytes, into: Pool) -> Imported:
    """Make and sign a return for every row that answered, and merge them into a pool.

    The same row gives the same key and the same bytes. A row whose answers differ from the pool's gets a higher
    sequence; one whose answers were cleared withdraws what the pool holds.
    """
    done = Imported(into)
    made: list[SignedReturn] = []
    known = dict(into.slots())
    edition = fingerprint(collected.questionnaire)
    for at, name in enumerate(console.watched("Rows signed", collected.names, len(collected.names))):
        key = import_key(secret, collected.questionnaire.id, place.network, place.round, normal(name))
        content = _content(collected, at, place, public_text(key), edition)
        old = known.pop(content.slot, [])
        if content.is_withdrawal and (not old or old[0].frame.is_withdrawal):
            done.empty += 1
            continue
        done.keys.append((collected.rows[at], name, content.key))
        made += _newer(content, key, old, done)
    slot = (collected.questionnaire.id, place.network, place.round)
    left = [group[0].frame for other, group in known.items() if other[:3] == slot]
    done.others = sum(content.is_imported and not content.is_withdrawal for content in left)
    _check(made)
    done.pool = merge([*into.rows, *made])
    return done


def _newer(content: Return, key: Ed25519PrivateKey, old: Sequence[Row], done: Imported) -> list[SignedReturn]:
    """Sign a return with the sequence that it needs; nothing where the pool holds just this."""
    if not old:
        done.new += 1
        return [sign(content, key)]
    last = old[0].content()
    if len(old) == 1 and msgspec.structs.replace(content, sequence=last.sequence) == last:
        done.same += 1
        return []
    if content.is_withdrawal:
        done.withdrawn += 1
    else:
        done.changed += 1
    return [sign(msgspec.structs.replace(content, sequence=next_sequence(last.sequence)), key)]


def _content(collected: Collected, at: int, place: Place, key: str, edition: str) -> Return:
    questionnaire = collected.questionnaire
    answered = collected.answered(at)
    content = Return(
        format="council-return/1",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        fingerprint=edition,
        network=place.network,
        round=place.round,
        home=place.home,
        sequence=1,
        attributes=collected.attributes[at] if answered else {},
        answers=_answers(collected, at) if answered else {},
        targets={},
        evidenced={},
        key=key,
        origin="imported",
    )
    return content if answered else msgspec.structs.replace(content, withdrawn=True)


def _answers(collected: Collected, at: int) -> dict[str, AnswerValue]:
    written = {}
    for row, question in enumerate(collected.questionnaire.questions):
        value = written_answer(question, _code(collected, question, row, at))
        if value is not None:
            written[question.id] = value
    return written


def _code(collected: Collected, question: Question, row: int, at: int) -> Code:
    code = int(collected.table.codes[row, at])
    if code < 0:
        return Special(code)
    return float(collected.table.numbers[row][at]) if question.number else code


def _check(made: Sequence[SignedReturn]) -> None:
    """Read every return as whoever gets the pool will: nothing may enter that a reader refuses."""
    found = [parse_return(canonical(signed), "The import") for signed in made]
    wrong = sorted({str(entry): entry for entry in found if isinstance(entry, Fault)}.values())
    if wrong:
        raise FaultsError(wrong)


def check_place(place: Place) -> None:
    """Refuse a network or a round whose name is no id."""
    faults = [fault("bad-id", "The options", id=value) for value in (place.network, place.round) if not is_id(value)]
    if faults:
        raise FaultsError(faults)
