"""Benchmarks for tests of pictures: random councils whose answers hang together, and the hard cases."""

from dataclasses import replace

import numpy as np

from benchmark.pool.benchmark import Benchmark
from benchmark.pool.comparison import Own
from benchmark.pool.count import Choice, Counted
from benchmark.pool.own import place_table
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK, Rules
from benchmark.questions.library import find_questionnaire
from scoring.answers import AnswerTable
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.questionnaire import Attribute, Question, Questionnaire


def maturity() -> Questionnaire:
    return find_questionnaire("digital-maturity")


def answers(questionnaire: Questionnaire, councils: int, seed: int = 1, spread: float = 1.0) -> AnswerTable:
    """Answers in which a council that does well in one question tends to do well in others."""
    random = np.random.default_rng(seed)
    skill = random.normal(0, 0.6 * spread, councils)
    hard = random.normal(0, 0.7 * min(spread, 1), len(questionnaire.questions))
    noise = random.normal(0, 0.9 * spread, (len(questionnaire.questions), councils))
    top = np.array([len(question.options) - 1 for question in questionnaire.questions])[:, None]
    codes = np.clip(np.round(top / 2 + skill + hard[:, None] + noise), 0, top).astype(np.int8)
    return AnswerTable(codes)


def attributes(questionnaire: Questionnaire, councils: int, seed: int = 2) -> dict[str, list[str]]:
    random = np.random.default_rng(seed)
    chosen = {}
    for attribute in questionnaire.shared_attributes:
        options = attribute.option_ids
        weights = np.array([3.0, 1.0, 2.0, *[1.0] * len(options)][: len(options)])
        chosen[attribute.id] = [str(o) for o in random.choice(options, councils, p=weights / weights.sum())]
    return chosen


def targets(questionnaire: Questionnaire, table: AnswerTable, seed: int = 4) -> AnswerTable:
    """Three councils of four want to be one or two levels further, where there are levels."""
    random = np.random.default_rng(seed)
    top = np.array([len(question.options) - 1 for question in questionnaire.questions])[:, None]
    codes = np.clip(table.codes + random.integers(1, 3, table.codes.shape), 0, top)
    wants = (random.random(table.codes.shape) < 0.75) & (table.codes >= 0)
    wants &= np.array([bool(question.target_levels) for question in questionnaire.questions])[:, None]
    return AnswerTable(np.where(wants, codes, UNANSWERED).astype(np.int8))


def count(questionnaire: Questionnaire, table: AnswerTable, chosen: dict[str, list[str]] | None = None) -> Counted:
    n = table.respondents
    return Counted(
        questionnaire=questionnaire,
        choice=Choice(questionnaire.id, questionnaire.version, "2026-autumn", ("north-west",)),
        table=table,
        targets=targets(questionnaire, table),
        attributes=attributes(questionnaire, n) if chosen is None else chosen,
        digests=[f"{at:064x}" for at in range(n)],
        keys=[f"{at:043d}" for at in range(n)],
    )


def make(
    councils: int,
    rules: Rules = NETWORK,
    questionnaire: Questionnaire | None = None,
    table: AnswerTable | None = None,
    chosen: dict[str, list[str]] | None = None,
    seed: int = 1,
) -> tuple[Benchmark, Own]:
    """A benchmark of random councils, and the own place of one more council like them."""
    questionnaire = questionnaire or maturity()
    table = table or answers(questionnaire, councils, seed)
    benchmark = build_benchmark(count(questionnaire, table, chosen), rules)
    return benchmark, own(benchmark, questionnaire)


def own(benchmark: Benchmark, questionnaire: Questionnaire, seed: int = 7) -> Own:
    first = {attribute.id: attribute.option_ids[0] for attribute in questionnaire.shared_attributes}
    return place_table(benchmark, questionnaire, answers(questionnaire, 1, seed), first)


def alike(councils: int = 20) -> tuple[Benchmark, Own]:
    """Every council gives the same answer to every question."""
    questionnaire = maturity()
    return make(councils, table=AnswerTable(np.full((len(questionnaire.questions), councils), 2, dtype=np.int8)))


def nearly_alike(councils: int = 60, others: int = 5) -> tuple[Benchmark, Own]:
    """All but a few councils give the same answers."""
    questionnaire = maturity()
    codes = np.full((len(questionnaire.questions), councils), 2, dtype=np.int8)
    codes[:, :others] = answers(questionnaire, others, spread=2).codes
    return make(councils, table=AnswerTable(codes))


def partly_withheld(councils: int = 40, answering: int = 5) -> tuple[Benchmark, Own]:
    """One section that districts are not asked, and one that only a few councils answered."""
    questionnaire = maturity()
    table = answers(questionnaire, councils)
    codes = table.codes.copy()
    rows = {
        s.id: [questionnaire.question_index[q.id] for q in questionnaire.by_section[s.id]]
        for s in questionnaire.sections
    }
    codes[np.ix_(rows["security"], range(answering, councils))] = UNANSWERED
    codes[np.ix_(rows["data"][:1], range(30))] = NOT_ASKED
    codes[np.ix_(rows["data"][1:2], range(10))] = NOT_APPLICABLE
    return make(councils, table=AnswerTable(codes))


def long_names(councils: int = 120, groups: int = 8) -> tuple[Benchmark, Own]:
    """Eleven sections and eight groups with long names, and long questions."""
    base = maturity()
    options = tuple(
        (f"region-{at}", f"Region number {at} of a country with a remarkably long name") for at in range(groups)
    )
    sections = tuple(
        s._replace(title=f"{s.title}, together with everything else that belongs to it in a council")
        for s in base.sections
    )
    questions = tuple(
        replace(
            q,
            text=f"{q.text.rstrip('?')}, and if it does, can the council show this to an outsider who asks for it at short notice?",
        )
        for q in base.questions
    )
    attribute = Attribute("region", "Region", options, shared=True)
    questionnaire = replace(base, sections=sections, questions=questions, attributes=(attribute,))
    chosen = {"region": [options[at % groups][0] for at in range(councils)]}
    return make(councils, questionnaire=questionnaire, chosen=chosen)


def one_section(councils: int = 30) -> tuple[Benchmark, Own]:
    base = maturity()
    keep = tuple(q for q in base.questions if q.section == "data")
    return make(
        councils,
        questionnaire=replace(base, sections=tuple(s for s in base.sections if s.id == "data"), questions=keep),
    )


def other_scales(councils: int = 30) -> tuple[Benchmark, Own]:
    """Sections on different scales, a question with several choices, and one without an order."""
    base = maturity()
    several: list[Question] = []
    for at, question in enumerate(base.questions):
        if at == 0:
            options = tuple(o._replace(id=f"o{n}", points=1) for n, o in enumerate(question.options))
            several.append(replace(question, options=options, choose="many", levels=False))
        elif at == 1:
            options = tuple(o._replace(points=p) for o, p in zip(question.options, (0, 3, 1, 4, 2), strict=True))
            several.append(replace(question, options=options))
        else:
            several.append(question)
    scale = base.root.scale._replace(stop=5, decimals=1)
    sections = tuple(
        s._replace(scale=scale, own_scale=True) if s.id in ("data", "skills") else s for s in base.sections
    )
    questionnaire = replace(base, sections=sections, questions=tuple(several))
    table = answers(questionnaire, councils)
    codes = table.codes.copy()
    codes[0] = np.random.default_rng(3).integers(0, 32, councils)
    benchmark = build_benchmark(count(questionnaire, AnswerTable(codes)), NETWORK)
    return benchmark, own(benchmark, questionnaire)
