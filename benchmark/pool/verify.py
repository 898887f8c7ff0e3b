"""Let a council see that its own return was counted in a benchmark, unchanged."""

from benchmark.pool.benchmark import Benchmark
from benchmark.returns.model import SignedReturn, digest

COUNTED = "Your latest return (sequence {sequence}) was counted in this benchmark, unchanged."
NOT_COUNTED = (
    "Your latest return (sequence {sequence}) was not counted in this benchmark. It may have come too late, "
    "not at all, or differ from what was counted. Ask your coordinator, and tell them its digest: {digest}"
)
NO_LIST = (
    "A public benchmark holds no list of returns, so it cannot show whether yours was counted. "
    "Ask your coordinator for the members' benchmark."
)
NO_RETURN = "This folder holds no return for that question set and round, so there is nothing to look for."


def verify_own(benchmark: Benchmark, signed: SignedReturn | None) -> tuple[bool, str]:
    """Say whether a council's return is among those that a benchmark counts, and in words."""
    if not benchmark.digests:
        return False, NO_LIST
    if signed is None:
        return False, NO_RETURN
    found = digest(signed.content)
    words = COUNTED if found in benchmark.digests else NOT_COUNTED
    return found in benchmark.digests, words.format(sequence=signed.content.sequence, digest=found)
