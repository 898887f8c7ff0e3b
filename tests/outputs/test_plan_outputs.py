"""The plan in the terminal, as rows, as a workbook and in the report: the same steps in the same order everywhere."""

import json

import pytest
from openpyxl import load_workbook

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.earlier import EarlierRound, Moved
from benchmark.council.plan.check import check_plan
from benchmark.council.plan.kept import PlannedStep
from benchmark.council.plan.why import why
from benchmark.council.summary import summarise
from benchmark.outputs.plan_text import check_screen, plan_screen
from benchmark.outputs.plan_view import check_data, plan_data, plan_rows, view_plan
from benchmark.outputs.plan_workbook import write_plan_workbook
from benchmark.outputs.report import build_report, render_report
from benchmark.outputs.score_workbook import write_score_workbook
from benchmark.pool.peers import find_peers
from tests.council.small import DISTRICT, council_folder, small_set
from tests.council.workbook.books import assessment as strange_assessment
from tests.outputs.pools import make, maturity
from tests.scoring.question_sets import levels, parse, question_set

ANSWERS = {
    "owners": Answer(1, 3),
    "sharing": Answer(1),
    "uses": Answer(0b001),
    "late": Answer(40.0),
    "early": Answer(1),
}
STEP = {"start": 1, "goal": 3, "round": "2026-autumn", "version": "1.0"}
KEPT = {
    "owners": PlannedStep(**STEP, owner="Head of data", due="2026-spring", status="done", note="SECRET"),
    "gone": PlannedStep(**{**STEP, "version": "0.9"}),
}


@pytest.fixture
def summary(tmp_path):
    assessment = council_folder(tmp_path, DISTRICT).new_assessment(small_set())
    assessment.answers.update(ANSWERS)
    return summarise(assessment)


@pytest.fixture
def view(summary):
    return view_plan(summary, "2026-autumn", KEPT)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_screen_fits_and_says_who_does_what(view):
    text = plan_screen(view)
    assert max(map(len, text.splitlines())) < 80
    for line in view.plan.lines:
        assert flat(f"{line.number}. {line.text} {line.question.id}, {line.section.title}: {why(line)}.") in flat(text)
    assert "Planned: Head of data, due 2026-spring (overdue), done. Marked as done, but the answer has not" in flat(
        text
    )
    assert "- gone: 1 to 3. no owner, no due round, planned. Not in this version" in flat(text)
    assert plan_screen(view, plain=True) == text


def test_the_first_ten_are_shown_and_the_rest_on_demand():
    folder_set = maturity()
    answers = {q.id: Answer(2) for q in folder_set.questions[:-9]}
    many = view_plan(summarise(Assessment(folder_set, {}, answers)), "2026-autumn", {})
    text, every = plan_screen(many), plan_screen(many, everything=True)
    assert "\n10. " in text
    assert "\n11. " not in text
    assert f"{len(many.plan.lines) - 10} more steps: --all shows them." in text
    assert f"\n{len(many.plan.lines)}. " in every
    assert "more steps" not in every
    assert "9 questions have no answer yet, and so no step: " in flat(text)
    assert "and 1 more." in flat(text)


def test_where_there_is_no_step_it_says_why(tmp_path):
    assessment = council_folder(tmp_path, DISTRICT).new_assessment(small_set())
    assert "No question is answered yet" in plan_screen(view_plan(summarise(assessment), "2026-autumn", {}))
    assessment.answers["early"] = Answer(3)
    text = plan_screen(view_plan(summarise(assessment), "2026-autumn", {}))
    assert "There is no step: every answer is at its best" in text
    assert "The order" not in text


def test_sets_of_steps_are_listed_with_how_many_are_enough():
    asked = [levels(f"q{at}", count=3, stage=1) for at in range(3)]
    scoring = {"method": "staged", "stage_share": 0.6}
    assessment = Assessment(parse(question_set(*asked, scoring=scoring)), {}, {q["id"]: Answer(0) for q in asked})
    text = plan_screen(view_plan(summarise(assessment), "2026-autumn", {}))
    assert "stage 1 of Overall (0 to 1): any 2 of q0 (Level 2), q1 (Level 2), q2 (Level 2)." in flat(text)


def test_rows_and_data_hold_what_the_screen_shows(view):
    rows = plan_rows(view)
    assert [row.question for row in rows] == [*(line.question.id for line in view.plan.lines), "gone"]
    owners = next(row for row in rows if row.question == "owners")
    assert (owners.now, owners.to, owners.target, owners.evidence) == ("Level 1", "Level 2", "Level 3", False)
    assert (owners.owner, owners.due, owners.status, owners.note) == ("Head of data", "2026-spring", "done", "SECRET")
    assert owners.state.endswith("Overdue.")
    data = json.loads(json.dumps(plan_data(view), allow_nan=False))
    assert [step["why"] for step in data["steps"]] == [why(line) for line in view.plan.lines]
    assert [step["question"] for step in data["kept_without_a_step"]] == ["gone"]
    assert data["peers"] == {"used": False, "invited_only": None, "lines": []}
    first = data["steps"][0]["moves"]["overall"]
    assert first["after"] > first["before"]


def test_the_workbook_has_the_rows_explained_frozen_and_with_statuses_to_choose(tmp_path, view):
    for name in ("a.xlsx", "b.xlsx"):
        write_plan_workbook(view, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = load_workbook(tmp_path / "a.xlsx")
    sheet = book["Plan"]
    titles = [cell.value for cell in sheet[1]]
    rows = [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [row["Id"] for row in rows] == [row.question for row in plan_rows(view)]
    assert rows[-1]["Number"] is None
    assert (rows[-1]["Overall now"], rows[0]["Overall now"]) == (
        None,
        float(view.plan.lines[0].effects.overall.before_shown),
    )
    assert "SECRET" in [row["Note"] for row in rows]
    (offer,) = sheet.data_validations.dataValidation
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "Status")
    assert (offer.formula1, str(offer.sqref)) == ('"planned,doing,done"', f"{letter}2:{letter}{len(rows) + 1}")
    assert sheet.freeze_panes == "A2"
    explained = [(row[0], row[1]) for row in book["Data dictionary"].iter_rows(min_row=2, values_only=True)]
    assert [title for name, title in explained if name == "Plan"] == titles


def test_the_workbook_of_scores_has_the_plan_where_there_is_one(tmp_path, summary):
    write_score_workbook(summary, "2026-autumn", tmp_path / "with.xlsx", KEPT)
    write_score_workbook(summary, "2026-autumn", tmp_path / "without.xlsx", {})
    assert "Plan" in load_workbook(tmp_path / "with.xlsx").sheetnames
    assert "Plan" not in load_workbook(tmp_path / "without.xlsx").sheetnames
    # It holds no note, as the rest of that workbook does not.
    plan = load_workbook(tmp_path / "with.xlsx")["Plan"]
    texts = {str(cell.value) for row in plan.iter_rows() for cell in row}
    assert ("Head of data" in texts, "SECRET" in texts) == (True, False)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path):
    summary = summarise(strange_assessment({"strange": Answer(0)}))
    kept = {"strange": PlannedStep("one", "two", "2026-autumn", "1.0", owner="=1+1")}
    write_plan_workbook(view_plan(summary, "2026-autumn", kept), tmp_path / "a.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "a.xlsx")["Plan"].iter_rows() for cell in row]
    (cell,) = [cell for cell in cells if str(cell.value).endswith("=1+1") and "Reach" not in str(cell.value)]
    assert cell.data_type == "s"


def test_a_plan_without_steps_has_no_sheet(tmp_path):
    assessment = council_folder(tmp_path, DISTRICT).new_assessment(small_set())
    write_plan_workbook(view_plan(summarise(assessment), "2026-autumn", {}), tmp_path / "a.xlsx")
    assert "Plan" not in load_workbook(tmp_path / "a.xlsx").sheetnames


def test_the_report_shows_the_plans_first_five_who_does_them_and_no_note(view, summary):
    page = flat(render_report(build_report(summary, "Ambleford", "2026-autumn", plan=view)))
    places = [page.index(f"<li>{line.text} <span") for line in view.plan.lines[:5]]
    assert places == sorted(places)
    assert page.count('<ol class="steps">') == 1
    assert "<h3>Who does what</h3>" in page
    assert "<td>Head of data</td><td>2026-spring (overdue)</td><td>done</td>" in page
    assert "SECRET" not in page
    assert "Who does what" not in flat(render_report(build_report(summary, "Ambleford", "2026-autumn")))


def test_with_a_benchmark_the_order_and_the_words_are_the_same_in_report_and_terminal():
    summary = summarise(Assessment(maturity(), {}, {q.id: Answer(2) for q in maturity().questions}))
    view = view_plan(summary, "2026-autumn", {}, find_peers(make(40)[0], summary.assessment, None))
    page, text = flat(render_report(build_report(summary, "A", "2026-autumn", plan=view))), flat(plan_screen(view))
    for line in view.plan.lines[:5]:
        assert f"{line.section.title}: {why(line)}." in page
        assert f"{line.section.title}: {why(line)}." in text
        assert line.peers.words in why(line)
    assert "Anyone could have sent" in text


def test_the_look_back_says_what_was_done_what_moved_and_what_moved_unplanned(summary):
    moved = [Moved("early", "Does planning start early?", "Buying", "Level 0", "Level 1", up=True),
             Moved("owners", "Does key data have owners?", "Data", "Level 0", "Level 1", up=True)]  # fmt: skip
    earlier = [EarlierRound("2026-spring", ""), EarlierRound("2025-autumn", "1.0", compared=5, moved=tuple(moved))]
    kept = {**KEPT, "sharing": PlannedStep("not", "files", "2025-autumn", "0.9", status="planned")}
    check = check_plan(kept, summary.assessment, "2026-autumn", earlier)
    text = check_screen(check, "A small set", "1.0")
    assert max(map(len, text.splitlines())) < 80
    assert "3 steps are planned: 1 marked as done, 1 reached. 1 overdue." in text
    assert "Reached, but not marked as done." in flat(text)
    assert "Planned with version 0.9; this is 1.0. Check that it still means the same." in flat(text)
    assert "Moved since 2025-autumn without being in the plan - early: higher." in flat(text)
    assert "- owners: higher" not in flat(text)
    data = json.loads(json.dumps(check_data(check, small_set(), "2026-autumn")))
    assert [step["outcome"] for step in data["steps"]] == ["done-not-moved", "reached-not-marked", "not-in-set"]
    assert [move["question"] for move in data["moved_without_a_plan"]] == ["early"]


def test_nothing_planned_is_said():
    assert "0 steps are planned" in check_screen(check_plan({}, strange_assessment({}), "r"), "t", "1", plain=True)
