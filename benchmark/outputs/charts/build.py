"""Choose the charts that make sense with what is given, and build them."""

from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.charts.distribution import build_distribution
from benchmark.outputs.charts.gaps import build_gaps
from benchmark.outputs.charts.heat_map import build_heat_map
from benchmark.outputs.charts.levels import build_levels
from benchmark.outputs.charts.profile import build_profile
from benchmark.outputs.charts.questions import build_questions
from benchmark.outputs.charts.targets import build_targets
from benchmark.pool.benchmark import Benchmark, Group
from benchmark.pool.comparison import Own

# Up to this many questions stand in one picture; more are split by section.
_ONE_PICTURE = 15


def build_charts(
    benchmark: Benchmark,
    group: Group,
    own: Own | None,
    *,
    by: str | None = None,
    section: str | None = None,
    question: str | None = None,
) -> list[Chart]:
    """Build the charts of one comparison.

    Args:
        benchmark: what may be shown.
        group: the peers.
        own: one council's own place, if it gives one.
        by: the attribute of the heat map; without it, every attribute has one.
        section: show this section only.
        question: show this question only.
    """
    if question:
        return _of_question(benchmark, group, own, question)
    if section:
        return _of_section(benchmark, group, own, section)
    return _of_all(benchmark, group, own, by)


def _of_question(benchmark: Benchmark, group: Group, own: Own | None, question: str) -> list[Chart]:
    item = benchmark.item(question)
    if item is None:
        return []
    if item.levels:
        return [build_levels(benchmark, group, own, item)]
    return [build_distribution(benchmark, group, item, own, f"question-{question}")]


def _of_section(benchmark: Benchmark, group: Group, own: Own | None, section: str) -> list[Chart]:
    charts: list[Chart] = []
    item = benchmark.item(section)
    if item is not None:
        charts.append(build_distribution(benchmark, group, item, own, f"distribution-{section}"))
    questions = build_questions(benchmark, group, own, section)
    charts += [questions] if questions.bars else []
    targets = build_targets(benchmark, group, own, section)
    return [*charts, targets] if targets else charts


def _of_all(benchmark: Benchmark, group: Group, own: Own | None, by: str | None) -> list[Chart]:
    charts: list[Chart] = []
    if any(item.is_score for item in benchmark.items):
        charts.append(build_profile(benchmark, group, own))
    if any(item.kind == "theme" for item in benchmark.items):
        charts.append(build_profile(benchmark, group, own, "theme"))
    charts += [
        build_distribution(benchmark, group, item, own, "distribution")
        for item in benchmark.items
        if item.kind == "overall"
    ]
    attributes = [by] if by else [attribute.id for attribute in benchmark.attributes]
    maps = [build_heat_map(benchmark, attribute, own) for attribute in attributes]
    charts += [chart for chart in maps if chart]
    charts += [build_questions(benchmark, group, own, section) for section in _question_sections(benchmark)]
    last = [build_gaps(benchmark, group, own) if own else None, build_targets(benchmark, group, own)]
    return [*charts, *(chart for chart in last if chart)]


def _question_sections(benchmark: Benchmark) -> list[str | None]:
    """List the sections to draw apart, in order; or none by name, where all questions fit one picture."""
    sections = [item.section for item in benchmark.items if item.kind == "question"]
    if not sections:
        return []
    return [None] if len(sections) <= _ONE_PICTURE else list(dict.fromkeys(sections))
