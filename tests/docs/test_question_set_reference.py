"""Every example of the reference is a working question set, and scores as its table says."""

import csv
import io
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from benchmark.council.many import read_answers
from benchmark.council.many_scores import scores_csv
from benchmark.questions import keys
from benchmark.questions.read import parse_questionnaire
from benchmark.questions.register_keys import COLUMN, LINE, MEASURE, REGISTER

PAGE = Path(__file__).resolve().parents[2] / "docs" / "question-set-reference.md"
TEXT = PAGE.read_text(encoding="utf-8")
HEAD = {"format": "questionnaire/1", "id": "example", "version": "1", "title": "Example"}
TOPIC = {"section": [{"id": "topic", "title": "Topic"}]}


def examples():
    """List each block of TOML with the table that follows it and the heading that it stands under."""
    found = []
    for at, match in enumerate(re.finditer(r"```toml\n((?:(?!```).*\n)+)```\n\n((?:\|.*\n)+)", TEXT)):
        heading = re.findall(r"^#+ (.*)$", TEXT[: match.start()], re.MULTILINE)[-1]
        table = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in match[2].splitlines()]
        found.append(pytest.param(match[1], [table[0], *table[2:]], id=f"{at}: {heading}"))
    return found


def test_every_block_has_its_table():
    assert TEXT.count("```toml") == len(examples())


@pytest.mark.parametrize(("block", "table"), examples())
def test_an_example_scores_as_its_table_says(block, table, tmp_path):
    data = {**TOPIC, **tomllib.loads(block), **HEAD}
    questionnaire = parse_questionnaire(data, str(PAGE))
    header, *rows = table
    given = {*questionnaire.question_index, *(attribute.id for attribute in questionnaire.attributes)}
    answers = [at for at, name in enumerate(header) if name in given]
    lines = [["respondent", *(header[at] for at in answers)]]
    lines += [[f"r{number}", *(row[at] for at in answers)] for number, row in enumerate(rows)]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    scores = list(csv.DictReader(io.StringIO(scores_csv(read_answers(path, questionnaire), rounded=True))))
    for row, found in zip(rows, scores, strict=True):
        expected = {
            name: cell.replace("-", "") if cell == "-" else cell for name, cell in zip(header, row, strict=True)
        }
        assert {name: found[name] for name in header if name not in given} == {
            name: cell for name, cell in expected.items() if name not in given
        }


def test_the_examples_use_every_key_of_the_format():
    used = " ".join(re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)) + TEXT
    for table in (keys.TOP, keys.SCORING, keys.SECTION, keys.THEME, keys.QUESTION, keys.NUMBER_RULE, keys.BAND):
        for name in table:
            assert re.search(rf"\b{name}\b", used), name
    for table in (REGISTER, COLUMN, MEASURE, LINE):
        for name in table:
            assert re.search(rf"\b{name}\b", used), name
    for name in (*keys.BANDED_NUMBER, *keys.ROUNDING, *keys.SCALE, *keys.ATTRIBUTE):
        assert re.search(rf"\b{name}\b", used), name


def test_headings_go_down_one_step_at_a_time():
    depths = [len(marks) for marks in re.findall(r"^(#+) ", TEXT, re.MULTILINE)]
    assert all(deeper - depth <= 1 for depth, deeper in pairwise(depths))
