"""Progress as a person and a program see it: text, data, rows, the chart and the report's part."""

import json
import re

import pytest

from benchmark.council.assessment import Answer
from benchmark.council.earlier import earlier_rounds
from benchmark.council.open_part import open_part
from benchmark.council.past import Sets
from benchmark.council.summary import summarise
from benchmark.council.trend import build_trend
from benchmark.outputs import theme
from benchmark.outputs.charts.pictures.draw import draw
from benchmark.outputs.charts.pictures.page import Words
from benchmark.outputs.charts.trend import build_trend_chart
from benchmark.outputs.paper import build_paper
from benchmark.outputs.paper_comparison import PaperComparison
from benchmark.outputs.progress_data import progress_data, progress_rows
from benchmark.outputs.progress_text import progress_text
from benchmark.outputs.report import build_report, render_report
from benchmark.outputs.terminal import score_screen
from benchmark.outputs.trend_view import trend_view
from tests.council.two_rounds import BEFORE, NOW, SETS, THEN, answer, new_set, old_set

LATER = {"owners": Answer(2), "data-list": Answer(1), "late": Answer(20.0, carried=BEFORE), "chat": Answer(2)}
MANY = [f"20{year}-autumn" for year in range(18, 26)]


def make(path, rounds):
    for name, answers, questionnaire in rounds:
        folder = answer(path, name, answers, questionnaire)
    return build_trend(folder, folder.read_assessment(new_set()), Sets(str(SETS)))


@pytest.fixture
def trend(tmp_path):
    return make(tmp_path, [(BEFORE, THEN, old_set()), (NOW, LATER, new_set())])


@pytest.fixture
def long(tmp_path):
    """Nine rounds of one version, in which everything is answered."""
    rounds = [
        (name, {q.id: Answer(float(at) if q.number else at % 3) for q in new_set().questions}, None)
        for at, name in enumerate([*MANY, NOW])
    ]
    return make(tmp_path, rounds)


def test_the_screen_fits_80_columns_and_says_everything(trend):
    text = progress_text(trend)
    assert max(map(len, text.splitlines())) <= 80
    said = " ".join(text.split())
    for words in (
        "apart from any rank",
        "3 of its 8 questions can be compared",
        "by the crosswalk 2025.1.crosswalk.toml",
        "not the scores of the whole question set",
        "1 of the 4 answers of 2026-autumn are carried over and not confirmed yet.",
        "Buying 80 80",
        "not confirmed",
        "Of 2 answers that can be compared: 1 higher, 1 lower, none the same. 1 not confirmed yet.",
        "Higher now: - Does key data have owners? (Level 1 -> Level 2)",
        "Lower now: - Is there a list of the data that you hold? (Level 2 -> Level 1)",
        "2 targets of 2025-autumn: none reached, 1 partly, none not moved, 1 on questions that cannot be compared",
        "2 the same",
        "1 reworded, means the same",
        "1 means something else",
        "1 split - Who helps? -> Does a lawyer help? / Does a buyer help? (Lawyers and buyers are asked for one by one)",
        "1 merged",
        "1 no longer asked - Does the fax work?",
        "1 new - Can suppliers ask by chat?",
    ):
        assert words in said, words


def test_plain_text_has_no_bars_and_no_arrows(trend):
    text = progress_text(trend, plain=True)
    assert not set("\u2588\u2591\u25b2\u25bc") & set(text)
    assert re.search(r"Data: .* 50, .* 50, same", text)


def test_without_an_earlier_round_it_says_that_there_is_no_trend(tmp_path):
    trend = make(tmp_path, [(NOW, LATER, None)])
    assert "so there is no trend yet" in " ".join(progress_text(trend).split())
    assert build_trend_chart(trend) is None
    assert trend_view(trend).rows == ()


def test_nothing_confirmed_is_said_first(tmp_path):
    now = {"owners": Answer(1, carried=BEFORE)}
    text = " ".join(progress_text(make(tmp_path, [(BEFORE, {"owners": Answer(1)}, None), (NOW, now, None)])).split())
    assert "Nothing is confirmed yet in 2026-autumn: all 1 answers are carried over" in text
    assert "No answer can be compared yet. 1 not confirmed yet." in text
    assert "No target was set in 2025-autumn that was above its answer." in text


def test_an_earlier_round_that_was_never_confirmed_says_so(tmp_path):
    then = {"owners": Answer(1, carried="2024-autumn")}
    trend = make(tmp_path, [(BEFORE, then, None), (NOW, {"owners": Answer(1)}, None)])
    assert "Of round 2025-autumn, 1 of 1 answers were never confirmed." in " ".join(progress_text(trend).split())


def test_many_rounds_show_the_last_three_and_many_questions_the_first(long):
    text = progress_text(long)
    assert "2023-autumn" not in text.split("Since")[0].split("Section")[1]
    assert "6 earlier rounds are in --json" in text
    assert len(long.rounds) == 9


def test_the_data_holds_all_of_it(trend):
    data = json.loads(json.dumps(progress_data(trend), allow_nan=False))
    assert data["format"] == "council-progress/1"
    assert [column["round"] for column in data["rounds"]] == [BEFORE, NOW]
    assert data["compared"] == ["owners", "data-list", "late"]
    assert data["targets"]["partly"] == ["owners"]
    assert data["targets"]["not_comparable"] == 1
    assert {step["status"] for step in data["versions"][0]["questions"]} == {
        "same", "reworded", "changed", "split", "merged", "dropped", "new",
    }  # fmt: skip
    assert next(row for row in data["scores"] if row["id"] == "buying")["confirmed"] is False


def test_a_row_for_each_section_and_question_in_each_round(trend):
    rows = list(progress_rows(trend))
    assert len(rows) == 2 * (3 + 3)
    assert {row.kind for row in rows} == {"overall", "section", "question"}
    assert [row.change for row in rows if row.item == "owners"] == ["", "higher"]


@pytest.mark.parametrize("size", theme.SIZES.values(), ids=list(theme.SIZES))
def test_the_picture_names_every_round_and_writes_every_score(long, size):
    chart = build_trend_chart(long)
    assert chart.rounds == (*MANY[3:], NOW)
    page = draw(chart, size)
    written = [item for item in page.items if isinstance(item, Words)]
    assert [row[0].item for row in chart.rows] == ["data", "buying", "overall"]
    for row in chart.rows:
        assert {one.shown for one in row} <= {item.text for item in written}
    assert all(item.x >= 0 and item.x <= size.width for item in written)


def test_the_chart_says_what_it_rests_on(trend):
    chart = build_trend_chart(trend)
    assert chart.title == "Since 2025-autumn, none of 1 section went up and none down"
    assert "scored over the 3 of 8 questions that mean the same" in chart.subtitle
    assert "Buying: 2025-autumn 80, 2026-autumn 80 (not confirmed)." in chart.alt
    assert len(chart.table) == 6


def test_the_report_says_what_is_not_confirmed_and_what_changed(tmp_path):
    for name, answers, questionnaire in ((BEFORE, THEN, old_set()), (NOW, LATER, new_set())):
        folder = answer(tmp_path, name, answers, questionnaire)
    assessment = folder.read_assessment(new_set())
    summary = summarise(assessment)
    earlier = earlier_rounds(folder, summary, (), str(SETS))
    trend = trend_view(build_trend(folder, assessment, Sets(str(SETS))))
    page = render_report(build_report(summary, "Ambleford", NOW, earlier=earlier, trend=trend))
    for words in (
        "1 of the 4 answers is carried over from 2025-autumn and not confirmed yet.",
        "Carried over from 2025-autumn, not confirmed yet",
        "Scores then and now, over the 3 questions that mean the same in all these rounds",
        "<caption>What became of its questions</caption>",
        "Against the targets of last time",
        "Since round 2025-autumn",
    ):
        assert words in page, words
    assert earlier[0].compared == 2


def test_the_paper_and_the_screen_say_it_too(tmp_path):
    folder = answer(tmp_path, NOW, LATER)
    assessment = folder.read_assessment(new_set())
    paper = build_paper(open_part(assessment), "Ambleford", NOW, PaperComparison())
    words = "1 of the 4 answers is carried over from 2025-autumn and not confirmed yet."
    assert any(words in line for part in paper.parts for line in part.paragraphs)
    assert words in " ".join(score_screen(summarise(assessment), NOW).split())
