"""Authors of question sets, through the installed command: new, check, show, preview, diff."""

import json
import re
from pathlib import Path

import pytest

from benchmark.questions.crosswalk import read_crosswalk
from benchmark.questions.read import read_questionnaire
from tests.command import run, run_well


@pytest.fixture
def stops(tmp_path):
    """Begin a set as an author does."""
    run_well("questions", "new", "bus-stops", "--title", "Bus stops", cwd=tmp_path)
    return tmp_path / "bus-stops" / "questionnaire.toml"


def edit(path, *pairs, to=None):
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (to or path).write_text(text, encoding="utf-8")


def files(folder: Path):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_a_new_set_is_checked_and_is_never_overwritten(tmp_path, stops):
    before = stops.read_bytes()
    done = run_well("questions", "check", "bus-stops", cwd=tmp_path)
    assert done.stdout == "No fault found: 9 questions in 2 sections, version 1.\n"
    again = run("questions", "new", "bus-stops", cwd=tmp_path)
    assert (again.returncode, stops.read_bytes()) == (2, before)
    assert "is not overwritten" in again.stderr


def test_advice_alone_ends_well_and_faults_do_not(tmp_path, stops):
    edit(stops, ("Does a director read the complaints of each month?", "Complaints."))
    done = run_well("questions", "check", stops, cwd=tmp_path)
    assert '- question "complaints-read": The text is not a question.' in done.stdout
    edit(stops, ('{ tier = ["lower", "upper"] }', '{ tier = ["lower"], council-type = ["county"] }'))
    refused = run("questions", "check", stops, cwd=tmp_path)
    assert refused.returncode == 3
    assert (
        'question "joint-calls": No council can be asked this question: nothing that "council-type"' in refused.stderr
    )


def test_the_same_advice_on_many_places_is_told_once(tmp_path, stops):
    text = stops.read_text(encoding="utf-8")
    stops.write_text(re.sub(r'^(text .*)\?"$', r'\1."', text, flags=re.MULTILINE), encoding="utf-8")
    told = " ".join(run_well("questions", "check", stops, cwd=tmp_path).stdout.split())
    assert '(9 pieces): - 9 places, such as question "contact-figures", question "call-back",' in told
    assert told.count("The text is not a question.") == 1


def test_a_new_version_is_asked_for_where_scores_can_move(tmp_path, stops):
    edit(stops, ("cap     = 3", "cap     = 4"), to=tmp_path / "two.toml")
    refused = run("questions", "check", "two.toml", "--against", "bus-stops", cwd=tmp_path)
    assert refused.returncode == 3
    assert 'question "fast-ways" (cap)' in refused.stderr
    edit(tmp_path / "two.toml", ('version = "1"', 'version = "2"'))
    done = run_well("questions", "check", "two.toml", "--against", "bus-stops", cwd=tmp_path)
    assert "means something else than in version" in " ".join(done.stdout.split())
    other = run("questions", "check", "two.toml", "--against", "quick-check", cwd=tmp_path)
    assert other.returncode == 2


def test_what_changed_is_told_to_people_and_to_programs(tmp_path, stops):
    edit(stops, ('version = "1"', 'version = "2"'), ("cap     = 3", "cap     = 4"), to=tmp_path / "two.toml")
    told = run_well("questions", "diff", "bus-stops", "two.toml", cwd=tmp_path).stdout
    assert "Scores can move, so a new version is needed; there is one." in told
    assert "    cap: was 3, now 4\n" in told
    data = json.loads(run_well("questions", "diff", "bus-stops", "two.toml", "--json", cwd=tmp_path).stdout)
    assert (data["format"], data["moves"]) == ("question-set-difference/1", True)
    ((question),) = data["questions"]
    assert (question["id"], question["status"]) == ("fast-ways", "changed")
    assert question["changes"] == [{"what": "cap", "before": 3, "after": 4, "moves": True}]
    same = run_well("questions", "diff", "bus-stops", "bus-stops", cwd=tmp_path).stdout
    assert "Nothing else differs." in same


def test_a_crosswalk_is_written_once_and_can_be_read(tmp_path, stops):
    edit(stops, ('version = "1"', 'version = "2"'), ("cap     = 3", "cap     = 4"), to=tmp_path / "two.toml")
    command = ("questions", "diff", "bus-stops", "two.toml", "--crosswalk", "x.toml")
    run_well(*command, cwd=tmp_path)
    crosswalk = read_crosswalk(
        tmp_path / "x.toml", read_questionnaire(stops), read_questionnaire(tmp_path / "two.toml")
    )
    assert len(crosswalk.comparable) == 8
    completed = (tmp_path / "x.toml").read_bytes() + b"# completed\n"
    (tmp_path / "x.toml").write_bytes(completed)
    assert run(*command, cwd=tmp_path).returncode == 2
    assert (tmp_path / "x.toml").read_bytes() == completed


def test_a_booklet_is_written(tmp_path, stops):
    run_well("questions", "show", "bus-stops", "--html", "whole.html", cwd=tmp_path)
    run_well("questions", "show", "bus-stops", "--section", "speed", "--html", "part.html", cwd=tmp_path)
    whole, part = ((tmp_path / name).read_text(encoding="utf-8") for name in ("whole.html", "part.html"))
    assert whole.count('class="question"') == 9
    assert part.count('class="question"') == 4
    wrong = run("questions", "show", "bus-stops", "--section", "sped", "--html", "no.html", cwd=tmp_path)
    assert (wrong.returncode, (tmp_path / "no.html").exists()) == (2, False)


def test_a_preview_keeps_nothing_anywhere(tmp_path, stops):
    before = files(tmp_path)
    holiday = tmp_path / "tmp"
    holiday.mkdir()
    lines = ["1", "3", "", "2", "", "2", "", "4", "", "2", "", "1,2,3", "", "1", "", "1", "", "2", ""]
    done = run(
        "questions", "preview", "bus-stops", "--plain", cwd=tmp_path, text="\n".join(lines) + "\n", TMPDIR=str(holiday)
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("This is a preview: nothing that you answer is kept.")
    assert done.stderr.endswith("That was a preview: nothing was kept.\n")
    assert "Bus stops, version 1, preview" in done.stdout
    assert "Overall" in done.stdout
    assert "saved" not in done.stderr + done.stdout
    assert files(tmp_path) == before
    assert list(holiday.iterdir()) == []


def test_a_preview_that_is_broken_off_shows_what_there_is(tmp_path, stops):
    done = run("questions", "preview", "bus-stops", "--plain", cwd=tmp_path, text="1\n3\n")
    assert done.returncode == 130
    assert "No overall score yet" in done.stdout
    assert "council-benchmark assess" not in done.stdout + done.stderr
    assert done.stderr.endswith("Stopped. That was a preview: nothing was kept.\n")
    nothing = run("questions", "preview", "bus-stops", "--plain", cwd=tmp_path)
    assert (nothing.returncode, nothing.stdout) == (130, "")


def test_a_preview_without_a_terminal_says_what_to_do(tmp_path, stops):
    done = run("questions", "preview", "bus-stops", cwd=tmp_path)
    assert done.returncode == 2
    assert "Use --plain" in done.stderr
