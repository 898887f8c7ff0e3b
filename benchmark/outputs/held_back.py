"""What a benchmark holds back, in words for a report."""

from benchmark.pool.benchmark import Benchmark
from benchmark.pool.words import participation_withheld, shown_together, why_no_groups


def held_back(benchmark: Benchmark) -> tuple[str, ...]:
    """Say in words which groups and figures are not shown, and why."""
    minimum = benchmark.rules.minimum
    lines = []
    for attribute in benchmark.attributes:
        together = shown_together(benchmark, attribute.id)
        lines += [
            f"{attribute.title}: {titles.replace('; ', ' and ')} are shown together, because one alone has fewer than "
            f"{minimum} councils."
            for titles in together
        ]
        if not benchmark.groups_of(attribute.id):
            lines.append(f"{attribute.title}: {why_no_groups(benchmark, attribute.id)}")
    lines += [
        f"Participation by {found.by.lower()}: {participation_withheld(benchmark, found)}"
        for found in benchmark.participation
        if found.status != "shown"
    ]
    held = sum(cell.councils is None for cell in benchmark.cells)
    if held:
        figures = "1 figure is" if held == 1 else f"{held} figures are"
        lines.append(
            f"{figures} held back, because fewer than {minimum} councils of the group, or outside it, answered."
        )
    return tuple(lines)
