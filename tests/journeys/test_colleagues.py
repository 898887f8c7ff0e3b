"""Several people of one council answer, agree, and the council's answers go on: through the installed command."""

import json
import sys

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.questions.library import find_questionnaire
from scoring.fingerprint import fingerprint
from tests.command import run, run_well
from tests.council.workbook.books import fill

FACTS = ("--attribute", "council-type=district", "--attribute", "population-band=100k-150k")
SET = find_questionnaire("quick-check")
SECRET = "housing wrote this for itself"


@pytest.fixture
def council(tmp_path):
    run_well("init", "--name", "Ambleford", *FACTS, "--network", "north", "--round", "2026-autumn", cwd=tmp_path)
    return tmp_path


def answer(council, role, levels, note=""):
    own = CouncilFolder(council, role)
    assessment = own.new_assessment(SET)
    assessment.answers = {q.id: Answer(int(level), note=note) for q, level in zip(SET.questions, levels, strict=False)}
    own.save_assessment(assessment)


def test_colleagues_answer_alone_agree_and_the_finding_stays(council):
    done = run_well("assess", "--plain", "--as", "Housing", cwd=council, text="1\n\n" * 10)
    assert "All 10 questions are answered. Next: council-benchmark score --as housing" in done.stderr
    answer(council, "housing", "1111111111", SECRET)
    answer(council, "it", "1111133333")
    assert "To agree on the answers of the council" in run("score", cwd=council).stderr
    alone = run_well("score", "--as", "it", "--json", cwd=council)
    assert json.loads(alone.stdout)["as"] == "it"
    assert 'The answers of "it" alone' in run_well("score", "--as", "it", cwd=council).stderr
    assert "Agreed: 5. Left to agree: 5." in run_well("agree", "--same", cwd=council).stderr
    told = run_well("agree", "--question", SET.questions[5].id, "--answer", "2", cwd=council)
    assert "agreed by housing, it." in told.stderr
    told = run_well("agree", "--plain", cwd=council, text="2\n2\n\nq\n")
    assert "8 agreed, 2 of them now; all are saved. 2 left to agree." in told.stderr
    scores = run_well("score", cwd=council).stdout
    assert "Colleagues      2 roles differed on 5 of 10 questions; mean distance 25%." in scores
    assert "2 questions are not agreed yet: council-benchmark agree" in scores
    data = json.loads(run_well("score", "--json", cwd=council).stdout)["colleagues"]
    assert (data["compared"], data["differ"], data["not_agreed_yet"]) == (10, 5, 2)
    asked = json.loads(run_well("agree", "--json", cwd=council).stdout)
    assert [question["settled"] for question in asked["questions"]] == [True] * 8 + [False] * 2


def test_individual_answers_stay_out_of_the_report_the_paper_and_the_return(council):
    answer(council, "housing", "1111111111", SECRET)
    answer(council, "it", "3333333333")
    run_well("agree", "--plain", cwd=council, text="2\n" * 10)
    run_well("report", "-o", "r.html", cwd=council)
    page = (council / "r.html").read_text(encoding="utf-8")
    assert "They differed on 10 of the 10 questions" in page
    assert "housing: answered 10 questions. Of 10 agreed answers, 0 as agreed, 10 lower and 0 higher." in page
    assert SECRET not in page
    assert "What each role answered" not in page
    run_well("report", "-o", "all.html", "--with-colleagues", cwd=council)
    page = (council / "all.html").read_text(encoding="utf-8")
    assert page.count("<td>Level 1</td><td>Level 3</td>") == 10
    refused = run("report", "--for", "committee", "--with-colleagues", cwd=council)
    assert (refused.returncode, "says nothing of colleagues" in refused.stderr) == (2, True)
    leaves = run_well("export", "--show", cwd=council)
    for word in ("housing", "agreed", "spread", SECRET):
        assert word not in leaves.stdout.replace("housing-", "")


def test_the_paper_for_a_committee_is_the_same_whatever_colleagues_said(council):
    answer(council, "housing", "1111111111")
    answer(council, "it", "3333333333")
    run_well("agree", "--plain", cwd=council, text="2\n" * 10)
    run_well("report", "--for", "committee", "-o", "one.docx", cwd=council)
    for path in (council / "2026-autumn").glob("*.as-*.toml"):
        path.unlink()
    folder = CouncilFolder(council)
    assessment = folder.read_assessment(SET)
    assessment.answers = {key: Answer(found.code) for key, found in assessment.answers.items()}
    folder.save_assessment(assessment)
    run_well("report", "--for", "committee", "-o", "two.docx", cwd=council)
    assert (council / "one.docx").read_bytes() == (council / "two.docx").read_bytes()


def test_sections_are_handed_out_answered_in_a_workbook_and_chased(council):
    section, other = (each.id for each in SET.sections[:2])
    told = run_well("colleagues", "give", "--section", section, "--to", "it", "--to", "finance", cwd=council)
    assert f"  it         0 of   1 answered, not begun  {section}" in told.stdout
    run_well("colleagues", "give", "--section", other, "--to", "finance", cwd=council)
    told = run_well("colleagues", "workbook", "--as", "it", cwd=council)
    assert "council-benchmark assess --as it --from-workbook quick-check-as-it.xlsx" in told.stderr
    assert run("colleagues", "workbook", "--as", "it", cwd=council).returncode == 2
    path = fill(council / "quick-check-as-it.xlsx", (SET.questions[0].id, "D", 3))
    run_well("assess", "--as", "it", "--from-workbook", path, cwd=council)
    told = run("assess", "--plain", "--as", "finance", cwd=council, text="1\n\n")
    assert "Quick check: 2 questions." in told.stderr
    told = run_well("colleagues", cwd=council).stdout
    assert f"  it         1 of   1 answered, done       {section}" in told
    assert "Still open for finance, 1 of 2:" in told
    told = run_well("colleagues", "take-back", "--section", other, "--from", "finance", cwd=council).stdout
    assert "Still open" not in told
    assert f"  finance    1 of   1 answered, done       {section}" in told
    assert run("colleagues", "give", "--section", "gone", "--to", "it", cwd=council).returncode == 2
    assert not (council / "2026-autumn" / "quick-check.toml").exists()


def test_a_form_of_a_colleague_goes_into_their_own_file(council):
    form = {
        "format": "answers-form/1",
        "questionnaire": SET.id,
        "version": SET.version,
        "fingerprint": fingerprint(SET),
        "saved": "2026-11-21T22:33:00.123Z",
        "attributes": {},
        "answers": {SET.questions[0].id: {"answer": 3}},
    }
    (council / "it.json").write_text(json.dumps(form), encoding="utf-8")
    told = run_well("assess", "--as", "it", "--from-form", "it.json", cwd=council)
    assert "Next: council-benchmark score --as it" in told.stderr
    assert CouncilFolder(council, "it").read_assessment(SET).answers == {SET.questions[0].id: Answer(3)}
    form["version"] = "2025.1"
    (council / "old.json").write_text(json.dumps(form), encoding="utf-8")
    refused = run("assess", "--as", "finance", "--from-form", "old.json", cwd=council)
    assert (refused.returncode, "2025.1" in refused.stderr) == (3, True)


def test_a_damaged_file_is_told_and_the_others_go_on(council):
    answer(council, "housing", "1111111111")
    answer(council, "it", "1111111111")
    CouncilFolder(council, "it").assessment_path(SET.id).write_text("format =")
    told = run_well("agree", "--single", cwd=council)
    assert "assess --set quick-check --as it --restore" in told.stderr
    assert "The answers in these files are left out until they are mended." in told.stderr
    assert "Agreed: 10." in told.stderr
    assert "quick-check.as-it.toml" in run_well("score", cwd=council).stderr
    assert "quick-check.as-it.toml" in run_well("report", cwd=council).stderr
    run_well("assess", "--as", "it", "--restore", cwd=council)
    copy = council / "2026-autumn" / "quick-check.as-it (conflicted copy).toml"
    copy.write_bytes(CouncilFolder(council, "it").assessment_path(SET.id).read_bytes())
    assert (
        "is another copy of quick-check.as-it.toml"
        in run_well("colleagues", cwd=council).stdout + run_well("agree", "--same", cwd=council).stderr
    )


def test_forget_takes_the_files_of_colleagues_too(council):
    answer(council, "housing", "1111111111")
    run_well("colleagues", "give", "--to", "housing", cwd=council)
    earlier = council / "2025-autumn"
    earlier.mkdir()
    (earlier / "quick-check.hand-out.toml").write_text('format = "hand-out/1"\nquestionnaire = "quick-check"\n')
    run_well("forget", "--yes", cwd=council)
    assert [path for path in council.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["assess", "--as", "Ann Smith"], "never the name or the address of a person"),
        (["workshop", "--roles", "it"], "two roles or more"),
        (["workshop", "--roles", "it,housing"], "assess --as ROLE for each colleague, then agree"),
        (["agree", "--question", "x"], "belong together"),
        (["agree", "--same", "--json"], "Give one of"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_use_instead(council, command, told):
    done = run(*command, cwd=council)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())


def test_the_end_of_the_input_stops_with_everything_saved(council):
    answer(council, "housing", "11")
    answer(council, "it", "33")
    assert "Use --json to see where colleagues differ" in " ".join(run("agree", cwd=council).stderr.split())
    done = run("agree", "--plain", cwd=council, text="2\n")
    assert (done.returncode, "Stopped. 1 agreed, 1 of them now; all are saved. 1 left" in done.stderr) == (130, True)


def test_nobody_has_answered(council):
    assert "No colleague has answered" in run_well("colleagues", cwd=council).stderr
    done = run("agree", "--same", cwd=council)
    assert (done.returncode, "No colleague has answered quick-check yet" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a terminal of Unix")
def test_a_workshop_in_a_terminal_echoes_nothing(council):
    pexpect = pytest.importorskip("pexpect")

    def hold(*options):
        command = ["-m", "benchmark.cli.main", "workshop", "--roles", "housing,it", "--plain", *options]
        where = {"cwd": str(council), "dimensions": (40, 100)}
        return pexpect.spawn(sys.executable, command, encoding="utf-8", timeout=30, **where)

    told = hold()
    for role, level in (("housing", "1"), ("it", "3")):
        told.expect(f"{role}: ")
        told.sendline(level)
    told.expect("Agreed: ")
    # What was typed stands nowhere; what was said does, for all at once.
    assert "(1 answer)" in told.before
    assert "housing: 1" not in told.before
    told.sendline("2")
    told.expect("housing: ")
    told.sendintr()
    told.expect("Stopped. 1 agreed, 1 of them now; all are saved. 9 left to agree.")
    told.expect(pexpect.EOF)
    told.close()
    assert told.exitstatus == 130
    assert CouncilFolder(council).read_assessment(SET).answers[SET.questions[0].id].agreed.by == ("housing", "it")
    told = hold("--section", SET.questions[0].section)
    told.expect("1 agreed, 0 of them now; all are saved. Nothing is left to agree.")
    told.expect(pexpect.EOF)
