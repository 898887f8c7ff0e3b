"""Seeded pools as networks could have them, and what happens to them between two publications."""

import random
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from benchmark.pool.count import Counted, keep_councils
from benchmark.pool.ledger import Kind
from benchmark.pool.rules import NETWORK, PUBLIC, Rules
from scoring.answers import AnswerTable
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import Questionnaire
from tests.pool.build import attribute, counted, levels, question_set

# Options of an attribute, and how often each is chosen: some are rare.
_OPTIONS = {"w": 10, "x": 8, "y": 5, "z": 1}
# How many options the attributes have.
_WIDTHS = ((2,), (3,), (4,), (2, 2), (3, 2), (2, 4), (3, 3), (2, 2, 2), (3, 2, 2))
# So many councils may come between two publications.
_NEWCOMERS = 12
_SECTIONS = ("a", "a", "b")


@dataclass(frozen=True)
class Step:
    """A publication: of which returns, under which rules, as what, and which keys turned out not to be councils'."""

    counted: Counted
    rules: Rules
    kind: Kind
    not_councils: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A pool, published once; and two publications of one round of it."""

    once: Step
    first: Step
    second: Step


def case(seed: int) -> Case:
    """Make a pool, and a second state of it."""
    dice = random.Random(seed)
    widths = dice.choice(_WIDTHS)
    asked = _question_set(dice.randint(1, 3), widths)
    councils = dice.randint(9, 33)
    everyone, again = (_pool(dice, asked, councils + _NEWCOMERS) for _ in range(2))
    pool = keep_councils(everyone, everyone.keys[:councils])
    changed = _changed(dice, pool, everyone, dice.choice((everyone, again)))
    rules = [dice.choice((NETWORK, NETWORK, PUBLIC)) for _ in range(2)]
    shape = dice.choice(("interim", "interim", "interim", "correction", "correction", "not a council", "other readers"))
    if shape == "interim":
        final = Step(changed, rules[1], "final")
        return Case(replace(final, rules=rules[0]), Step(pool, rules[0], "interim"), final)
    first = Step(pool, rules[0], "final")
    if shape == "correction":
        return Case(first, first, Step(changed, rules[1], "correction"))
    if shape == "not a council":
        wrong = tuple(dice.sample(pool.keys, dice.randint(1, 2)))
        later = dice.choice((pool, pool, changed))
        return Case(first, first, Step(later, rules[1], "correction", wrong))
    other = PUBLIC if rules[0] is NETWORK else NETWORK
    return Case(first, first, Step(pool, other, "final"))


@cache
def _question_set(questions: int, widths: tuple[int, ...]) -> Questionnaire:
    asked = [levels(f"q{at}", 2, _SECTIONS[at]) for at in range(questions)]
    return question_set(*asked, attributes=[attribute(f"t{at}", *list(_OPTIONS)[:w]) for at, w in enumerate(widths)])


def _pool(dice: random.Random, asked: Questionnaire, councils: int) -> Counted:
    """Answer for so many councils. Attributes lean on the one before, as tier and population do."""
    given: dict[str, list[str]] = {}
    before = None
    for found in asked.shared_attributes:
        options = list(found.option_ids)
        values = dice.choices(options, [_OPTIONS[option] for option in options], k=councils)
        if before and dice.random() < 0.6:
            alike = dict(zip(_OPTIONS, dice.choices(options, k=len(_OPTIONS)), strict=True))
            values = [alike.get(b, v) if dice.random() < 0.85 else v for b, v in zip(before, values, strict=True)]
        silent = dice.choice((0, 0, 0.05, 0.3))
        given[found.id] = before = ["" if dice.random() < silent else value for value in values]
    return counted(asked, [_answers(dice, given) for _ in asked.questions], given)


def _answers(dice: random.Random, given: dict[str, list[str]]) -> list[int]:
    """Answer one question: all of them, most, those with some option of an attribute, or not those who come later."""
    values = dice.choice(list(given.values()))
    codes = [dice.randint(0, 1) for _ in values]
    pattern = dice.choice(
        ("all", "all", "most", "few are silent", "applies to some", "asked of some", "asked at first")
    )
    if pattern == "most":
        return [code if dice.random() < 0.8 else UNANSWERED for code in codes]
    if pattern == "few are silent":
        silent = set(dice.sample(range(len(codes)), dice.randint(1, 3)))
        return [UNANSWERED if at in silent else code for at, code in enumerate(codes)]
    if pattern == "all":
        return codes
    if pattern == "asked at first":
        return codes[:-_NEWCOMERS] + [NOT_ASKED] * _NEWCOMERS
    left_out, word = dice.choice(values), NOT_APPLICABLE if pattern == "applies to some" else NOT_ASKED
    return [word if value == left_out else code for value, code in zip(values, codes, strict=True)]


def _changed(dice: random.Random, before: Counted, everyone: Counted, again: Counted) -> Counted:
    """Let councils come, withdraw and replace their returns; often only come, and often few."""
    shape = dice.random()
    known = range(before.councils)
    came = dice.randint(0 if shape > 0.5 else 1, _NEWCOMERS)
    left = dice.sample(known, dice.choice((0, 1, 1, 2, 5)) if shape > 0.6 else 0)
    revised = set(dice.sample(known, dice.choice((0, 1, 2, 6, 8)) if shape > 0.5 else 0))
    later = _with_others(everyone, again, revised)
    return keep_councils(later, set(later.keys[: before.councils + came]) - {later.keys[at] for at in left})


def _with_others(counted_first: Counted, again: Counted, revised: set[int]) -> Counted:
    """Replace some councils' returns by those of another table."""
    chosen = np.array([at in revised for at in range(counted_first.councils)])
    names = counted_first.attributes
    return replace(
        counted_first,
        table=AnswerTable(np.where(chosen, again.table.codes, counted_first.table.codes)),
        attributes={
            name: [b if c else a for a, b, c in zip(values, again.attributes[name], chosen, strict=True)]
            for name, values in names.items()
        },
        digests=[f"beef{d[4:]}" if c else d for d, c in zip(counted_first.digests, chosen, strict=True)],
    )
