"""One council's own place on every item of a benchmark, measured as the pool was."""

import math
from dataclasses import replace

from benchmark.council.assessment import Assessment
from benchmark.errors import UsageError
from benchmark.pool.benchmark import Benchmark, target_id
from benchmark.pool.comparison import Own
from benchmark.pool.items import measure
from benchmark.questions.editions import find_ways
from scoring.answers import AnswerTable
from scoring.applicability import shared_attributes
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire


def place_own(benchmark: Benchmark, assessment: Assessment) -> Own:
    """Place a council's assessment on the items of a benchmark of the same question set."""
    attributes = shared_attributes(assessment.questionnaire, assessment.attributes)
    placed = place_table(benchmark, assessment.questionnaire, assessment.table(), attributes)
    targets = {target_id(question_id): float(level) for question_id, level in assessment.targets().items()}
    return replace(placed, values={**placed.values, **targets})


def place_own_version(
    benchmark: Benchmark, questionnaire: Questionnaire, assessment: Assessment, given: str | None = None
) -> Own:
    """Place a council's answers to one version of a question set on the items of a benchmark of any version of it.

    Across versions only questions that mean the same are placed; scores never are. `given` is where the question set
    is, if it did not come with the program.
    """
    mine = assessment.questionnaire
    if (mine.id, mine.version) == (questionnaire.id, questionnaire.version) or mine.id != questionnaire.id:
        return place_own(benchmark, assessment)
    way = find_ways(mine, questionnaire, given)
    measured = measure(mine, assessment.table(), ())
    held = {item.id: float(value) for item, value in zip(measured.items, measured.values[:, 0], strict=True)}
    values: dict[str, float | None] = {
        new: held[old] for old, new in way.same.items() if old in held and not math.isnan(held[old])
    }
    targets = assessment.targets()
    values |= {target_id(new): float(targets[old]) for old, new in way.same.items() if old in targets}
    note = (
        f"Your answers are to version {mine.version}, this benchmark is of {questionnaire.version}. {len(way.same)} of "
        f"{len(questionnaire.questions)} questions can be compared, by {way.source}; scores cannot."
    )
    return Own(values, shared_attributes(questionnaire, assessment.attributes), note)


def place_table(
    benchmark: Benchmark, questionnaire: Questionnaire, table: AnswerTable, attributes: dict[str, str]
) -> Own:
    """Place one council's answers (a table of one column) on the items of a benchmark."""
    if fingerprint(questionnaire) != benchmark.fingerprint:
        raise UsageError(
            f'The benchmark is of "{benchmark.questionnaire}" {benchmark.version}, '
            f'your answers are to "{questionnaire.id}" {questionnaire.version}. '
            "They can be compared only where the question sets are the same."
        )
    # The file says what is common, and could say anything.
    common = tuple(name for name in benchmark.common if name in questionnaire.question_index)
    measured = measure(questionnaire, table, common)
    values = [None if math.isnan(value) else float(value) for value in measured.values[:, 0]]
    return Own({item.id: value for item, value in zip(measured.items, values, strict=True)}, attributes)
