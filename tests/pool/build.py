"""Small question sets, tables of answers and signed returns for the tests of pools, made cheaply."""

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
import numpy as np

from benchmark.pool.benchmark import Benchmark
from benchmark.pool.count import Choice, Counted
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK, Rules
from benchmark.questions.read import parse_questionnaire
from benchmark.returns.model import Return, SignedReturn
from scoring.answers import AnswerTable
from scoring.codes import UNANSWERED
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

NETWORK_ID = "north-west"
ROUND = "2026-autumn"


def levels(question_id: str, count: int = 5, section: str = "a", **rest: object) -> dict[str, object]:
    """Write a question with levels 0 to `count` - 1."""
    texts = [f"Level {level} of {question_id}" for level in range(count)]
    return {"id": question_id, "section": section, "text": f"About {question_id}?", "levels": texts, **rest}


def attribute(attribute_id: str, *options: str, **rest: object) -> dict[str, object]:
    """Write a shared attribute."""
    listed = [{"id": option, "title": option.capitalize()} for option in options]
    return {"id": attribute_id, "title": attribute_id.capitalize(), "options": listed, "shared": True, **rest}


def question_set(
    *questions: dict[str, object], attributes: Sequence[dict[str, object]] = (), **rest: object
) -> Questionnaire:
    """Make a question set; its sections are those that the questions name."""
    sections = dict.fromkeys(str(question["section"]) for question in questions)
    data = {
        "format": "questionnaire/1",
        "id": "test-set",
        "version": "1",
        "title": "Test set",
        "attribute": list(attributes),
        "section": [{"id": section, "title": section} for section in sections],
        "question": list(questions),
        **rest,
    }
    return parse_questionnaire(data, "test.toml")


def counted(
    questionnaire: Questionnaire, codes: Sequence[Sequence[int]], attributes: Mapping[str, Sequence[str]] | None = None
) -> Counted:
    """Make counted returns: one row of codes a question, one column a council."""
    table = np.array(codes, dtype=np.int32)
    councils = table.shape[1]
    given = attributes or {}
    return Counted(
        questionnaire=questionnaire,
        choice=Choice(questionnaire.id, questionnaire.version, ROUND, (NETWORK_ID,)),
        table=AnswerTable(table),
        targets=AnswerTable(np.full_like(table, UNANSWERED)),
        attributes={a.id: list(given.get(a.id, [""] * councils)) for a in questionnaire.shared_attributes},
        digests=[f"{at:064x}" for at in range(councils)],
        keys=[f"{at:043d}" for at in range(councils)],
    )


def spread(counts: Sequence[int], size: int = 0) -> list[int]:
    """Write one council after the other: so many at level 0, so many at level 1, ...; the others did not answer."""
    codes = [level for level, number in enumerate(counts) for _ in range(number)]
    return codes + [UNANSWERED] * (size - len(codes))


Table = Mapping[str, Sequence[int]]


def publish_tables(tables: Sequence[Table], rules: Rules = NETWORK, *, sections: bool = False) -> Benchmark:
    """Publish many tables at once, each as a question of one pool: an option of the attribute to its counts a level.

    Of a table with fewer councils in an option than another one, some did not answer. With `sections`, each question
    stands in a section of its own.
    """
    sizes = {option: max(sum(table[option]) for table in tables) for option in tables[0]}
    questionnaire = plain_set(len(tables), len(next(iter(tables[0].values()))), tuple(sizes), sections=sections)
    codes = [[code for option, size in sizes.items() for code in spread(table[option], size)] for table in tables]
    members = [option for option, size in sizes.items() for _ in range(size)]
    return build_benchmark(counted(questionnaire, codes, {"kind": members}), rules)


@cache
def plain_set(count: int, width: int, options: tuple[str, ...], *, sections: bool) -> Questionnaire:
    """Make a set of so many questions of so many levels; in one section, or each in its own."""
    asked = [levels(f"q{at}", width, f"s{at}" if sections else "a") for at in range(count)]
    return question_set(*asked, attributes=[attribute("kind", *options)])


def unsigned(asked: Questionnaire, number: int, answers: Mapping[str, int | str], **changes: object) -> SignedReturn:
    """Make the return of one of many councils; its signature is not a true one, which only the reader looks at."""
    content = {
        "format": "council-return/1",
        "questionnaire": asked.id,
        "version": asked.version,
        "fingerprint": fingerprint(asked),
        "network": NETWORK_ID,
        "round": ROUND,
        "home": True,
        "sequence": 1,
        "attributes": {},
        "answers": dict(answers),
        "targets": {},
        "evidenced": {},
        "key": f"{number:043d}",
        **changes,
    }
    return SignedReturn(msgspec.convert(content, Return), "A" * 86)
