"""Open what a comparison starts from: a pool, or a published benchmark."""

from pathlib import Path

from benchmark.errors import FaultsError, UsageError
from benchmark.pool.benchmark import Benchmark, read_benchmark
from benchmark.pool.count import Counted, Selection, choose, count
from benchmark.pool.gather import gather
from benchmark.pool.pool import SUFFIX, Pool, merge
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import SETTINGS, Rules
from benchmark.pool.versions import count_versions
from benchmark.questions.editions import find_any_version
from scoring.questionnaire import Questionnaire


def is_pool(path: Path) -> bool:
    """Say whether a file is a pool, judged by its name."""
    return path.suffix.lower() == SUFFIX


def open_pool(path: Path) -> Pool:
    """Read a pool and verify every return in it, or raise FaultsError with every line that is refused."""
    gathered = gather([path])
    if gathered.refused:
        raise FaultsError(gathered.refused)
    return merge(gathered.rows)


def count_pool(pool: Pool, selection: Selection) -> Counted:
    """Count the returns of the question set, round and network that the user means."""
    if selection.crosswalk:
        return count_versions(pool, selection)
    choice = choose(pool, selection)
    questionnaire = find_any_version(choice.questionnaire, choice.version, selection.questions)
    return count(pool, questionnaire, choice, selection.roster)


def build_from_pool(pool: Pool, setting: str, selection: Selection) -> tuple[Counted, Benchmark]:
    """Count a pool and build its benchmark under a setting."""
    counted = count_pool(pool, selection)
    return counted, build_benchmark(counted, find_rules(setting))


def find_rules(setting: str) -> Rules:
    """Give the rules of a setting by its name."""
    rules = next((rules for name, rules in SETTINGS.items() if name == setting), None)
    if rules is None:
        raise UsageError(f'There is no setting "{setting}". Use one of: {", ".join(SETTINGS)}.')
    return rules


def open_source(path: Path, setting: str, selection: Selection) -> tuple[Benchmark, Questionnaire]:
    """Give the benchmark object and its question set, from a published benchmark or built from a pool."""
    if is_pool(path):
        counted, benchmark = build_from_pool(open_pool(path), setting, selection)
        return benchmark, counted.questionnaire
    benchmark = read_benchmark(path)
    return benchmark, find_any_version(benchmark.questionnaire, benchmark.version, selection.questions)
