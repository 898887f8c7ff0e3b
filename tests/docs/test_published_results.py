"""The page of published results says what was published, and what the tests of those cases show."""

import json
import re
from pathlib import Path

import pytest

from benchmark.questions.read import read_questionnaire

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
TEXT = (ROOT / "docs" / "published-results.md").read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "docs" / "examples").glob("*/questionnaire.toml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_each_example_set_can_be_read_and_is_on_the_page_with_its_size(path):
    questions = len(read_questionnaire(path).questions)
    assert f"[{path.parent.name}](examples/{path.parent.name}/questionnaire.toml), {questions} questions" in TEXT


@pytest.mark.skipif(not CASES.is_dir(), reason="the published cases are not in ../shared/cases")
def test_the_figures_of_the_page_are_the_published_ones():
    govtech = json.loads((CASES / "gtmi" / "about.json").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| ([^|]+) \| ([0-9.]+)%? \| ([0-9.]+)%? \|$", TEXT, re.MULTILINE)
    means = [float(published) for _, published, here in rows if published == here and published.startswith("0.")]
    assert set(govtech["published_means_2022"].values()) <= set(means)
    groups = {name: int(published) for name, published, here in rows if len(name) == 1 and published == here}
    assert groups == govtech["published_group_shares_2022_pct"]
    samm = json.loads((CASES / "samm" / "samm_published_examples.json").read_text(encoding="utf-8"))
    build = {case["name"]: case for case in samm["cases"]}
    assert f"| {build['secure_build_current']['expected_practice']} |" in TEXT
    assert "0.357" in build["secure_build_current"]["published_text"]
    assert "0.55 " in build["secure_build_after_quarter"]["published_text"]
