"""The table of what a network gets to see, by its size, is made by the program: run this file to make it again."""

import csv
from pathlib import Path

import numpy as np
import pytest

from benchmark.pool import rules
from benchmark.pool.benchmark import Benchmark, Cell
from benchmark.pool.count import Choice, Counted
from benchmark.pool.publish import build_benchmark
from benchmark.questions.library import find_questionnaire, shipped
from scoring.answers import AnswerTable, build_table
from scoring.applicability import pattern, shared_attributes
from scoring.codes import NOT_ASKED, UNANSWERED

PAGE = Path(__file__).parents[2] / "docs" / "what-is-shown.md"
SIZES = (12, 20, 40, 100, 400)
SEED = 2026


def network(councils: int) -> Counted:
    """Returns of so many councils, drawn from the councils of the UK, with answers that go together."""
    questionnaire = find_questionnaire("digital-maturity")
    path = shipped("questionnaires") / "facts" / "uk-councils.csv"
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    every = [row for row in rows for _ in range(int(row["councils"]))]
    random = np.random.default_rng([SEED, councils])
    # There are 382 councils: 400 is the UK with a few that answer for a part.
    chosen = [every[at] for at in random.permutation(len(every) * 2)[:councils] % len(every)]
    answers, attributes = [], []
    hard = random.normal(0, 0.6, len(questionnaire.questions))
    for row in chosen:
        given = {"council-type": row["council-type"], "population-band": row["population-band"]}
        along = random.normal(1.9, 0.6)
        levels = np.clip(np.rint(along + hard + random.normal(0, 0.7, len(hard))), 0, 4)
        asked = pattern(questionnaire, given)
        answers.append(
            {
                question.id: int(level) if is_asked else NOT_ASKED
                for question, level, is_asked in zip(questionnaire.questions, levels, asked, strict=True)
            }
        )
        attributes.append(shared_attributes(questionnaire, given))
    table = build_table(questionnaire, answers)
    return Counted(
        questionnaire=questionnaire,
        choice=Choice("digital-maturity", "2026.1", "2026-autumn", ("example",)),
        table=table,
        targets=AnswerTable(np.full_like(table.codes, UNANSWERED)),
        attributes={a.id: [of[a.id] for of in attributes] for a in questionnaire.shared_attributes},
        digests=[f"{at:064x}" for at in range(councils)],
        keys=[f"{at:043}" for at in range(councils)],
    )


def share(cells: list[Cell], shown) -> str:
    return f"{sum(bool(shown(cell)) for cell in cells) / len(cells):.0%}" if cells else "-"


def row(benchmark: Benchmark, councils: int) -> str:
    whole = [cell for cell in benchmark.cells if cell.group == "all"]
    parts = [cell for cell in benchmark.cells if cell.group != "all"]
    return "| " + " | ".join(
        [
            str(councils),
            str(len(benchmark.groups_of("tier")) or "-"),
            str(len(benchmark.groups_of("population")) or "-"),
            share(whole, lambda cell: cell.quartiles),
            share(whole, lambda cell: cell.bins or cell.dominant),
            share(parts, lambda cell: cell.quartiles),
            share(parts, lambda cell: cell.bins or cell.dominant),
        ]
    ) + " |"  # fmt: skip


@pytest.fixture(scope="module")
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.no_cover
@pytest.mark.parametrize("setting", ["network", "public"])
def test_the_table_is_what_the_program_shows(text: str, setting: str) -> None:
    table = text.split(f"## Setting {setting}\n", 1)[1].split("\n## ", 1)[0]
    shown = [line for line in table.splitlines() if line[:3] in {f"| {size}"[:3] for size in SIZES}]
    assert shown == [row(build_benchmark(network(size), rules.SETTINGS[setting]), size) for size in SIZES]


if __name__ == "__main__":
    for name in ("network", "public"):
        print(name)
        for size in SIZES:
            print(row(build_benchmark(network(size), rules.SETTINGS[name]), size))
