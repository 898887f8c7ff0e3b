"""Tab completion knows commands, question sets and sections."""

from pathlib import Path

import pytest

from tests.command import run


@pytest.mark.parametrize(
    ("words", "at", "wanted"),
    [
        ("council-benchmark po", 1, "pool"),
        ("council-benchmark pool pub", 2, "publish"),
        ("council-benchmark assess --set quick", 3, "quick-check"),
        ("council-benchmark assess --section proc", 3, "procurement"),
        ("council-benchmark plan set data-extract --status do", 5, "doing"),
        ("council-benchmark channels --service wa", 3, "waste"),
        ("council-benchmark questions show digital", 3, "digital-maturity"),
    ],
)
def test_completion(tmp_path: Path, words: str, at: int, wanted: str) -> None:
    settings = {
        "_COUNCIL_BENCHMARK_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(at),
    }
    assert wanted in run(cwd=tmp_path, **settings).stdout.split()
