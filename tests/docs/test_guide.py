"""The guide for authors: its blocks are one working set, and what it says of that set is so."""

import re
from pathlib import Path

import pytest

from tests.command import run, run_well

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "write-a-question-set.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "bus-stops").mkdir()
    (tmp_path / "bus-stops" / "questionnaire.toml").write_text("\n".join(blocks("toml")), encoding="utf-8")
    return tmp_path


def test_the_set_of_the_guide_has_no_fault(folder):
    done = run_well("questions", "check", "bus-stops", cwd=folder)
    assert "No fault found: 5 questions in 2 sections, version 2026.1." in done.stdout


def test_the_scores_of_the_guide_are_the_ones_that_come_out(folder):
    answers, scores = blocks("csv")
    (folder / "answers.csv").write_text(answers, encoding="utf-8")
    done = run_well("score", "--set", "bus-stops", "--answers", "answers.csv", "--rounded", cwd=folder)
    assert done.stdout.replace("\r\n", "\n") == scores


@pytest.mark.parametrize("command", sorted(set(re.findall(r"council-benchmark ([a-z]+ (?:[a-z-]+)?)", TEXT))))
def test_every_command_of_the_guide_exists(command, tmp_path):
    words = [word for word in command.split() if command.startswith("questions") or word == command.split()[0]]
    assert run(*words, "--help", cwd=tmp_path).returncode == 0
