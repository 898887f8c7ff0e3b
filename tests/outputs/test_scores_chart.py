"""The chart of a council's own scores: what it says, and that every size of it can be read."""

from dataclasses import replace

import pytest

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.summary import summarise
from benchmark.outputs import theme
from benchmark.outputs.charts.pictures import text
from benchmark.outputs.charts.pictures.draw import draw
from benchmark.outputs.charts.pictures.page import Shape, Words
from benchmark.outputs.charts.scores import build_scores
from tests.council.small import small_set
from tests.outputs.pools import maturity
from tests.outputs.test_pictures import check

SIZES = [theme.REPORT, theme.SLIDE, theme.PHONE, theme.SUMMARY]


def summary(level: int = 2, target: int | None = 3, questionnaire=None, **levels: int):
    questionnaire = questionnaire or maturity()
    answers = {
        question.id: Answer(levels.get(question.section, level), target=target)
        for question in questionnaire.questions
        if levels.get(question.section, level) >= 0
    }
    return summarise(Assessment(questionnaire, {}, answers))


def full(end: int = 2):
    """Everything that the chart can show: the last round, targets, and a section without a score."""
    then = summary(1)
    before = {row.id: row for row in (*then.sections, then.overall)}
    return build_scores(summary(end, min(end + 1, 4), data=-1), earlier="2025-autumn", before=before)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("end", [0, 2, 4])
def test_nothing_overlaps_or_leaves_the_page(size, end):
    check(full(end), size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_long_titles_fit(size):
    base = maturity()
    sections = tuple(
        s._replace(title=f"{s.title}, with everything else that belongs to it here") for s in base.sections
    )
    check(build_scores(summary(questionnaire=replace(base, sections=sections))), size)


def test_the_title_names_the_ends():
    assert (
        build_scores(summary(data=1, skills=4)).title == "Our scores run from 25 in Data to 100 in Skills and capacity"
    )
    assert build_scores(summary(data=1, skills=1)).title.startswith(
        "Our scores run from 25 in Skills and capacity and Data"
    )
    assert build_scores(summary()).title == "We score 50 in every section"


def test_rows_hold_the_scores_the_last_round_and_the_targets():
    rows = {row.item: row for row in full().rows}
    assert (rows["skills"].shown, rows["skills"].before, rows["skills"].target) == ("50", 25, 75)
    assert (rows["data"].shown, rows["data"].score, rows["data"].note) == ("", None, "no score yet: 4 more to answer")
    assert rows["overall"].title == "Overall"
    assert list(rows)[-1] == "overall"


def test_its_words_say_every_figure():
    alt = full().alt
    assert "Skills and capacity: 50, round 2025-autumn 25, with every target met 75." in alt
    assert "Data: no score yet: 4 more to answer, round 2025-autumn 25." in alt


def test_without_targets_or_an_earlier_round_nothing_speaks_of_them():
    plain = build_scores(summary(target=None))
    assert "target" not in plain.alt
    assert "round" not in plain.alt
    assert "target" not in build_scores(summary(), targets=False).alt


def test_one_section_stands_without_the_whole_and_nothing_scored_gives_no_chart():
    questionnaire = small_set()
    one = summarise(
        Assessment(questionnaire, {"council-type": "district"}, {"owners": Answer(3), "sharing": Answer(1)})
    )
    assert build_scores(summarise(Assessment(questionnaire, {}, {}))) is None
    assert build_scores(one).title == "Data: 75"


def test_figures_at_the_ends_of_a_scale_keep_the_margin():
    page = draw(full(), theme.PHONE)
    for item in page.items:
        if isinstance(item, Words) and item.text in ("0", "100") and item.align == "center":
            half = text.width(item.text, item.size) / 2
            assert page.left - 0.01 <= item.x - half <= item.x + half <= page.right + 0.01


def test_the_mark_of_the_last_round_is_not_hidden_by_the_target():
    """Both stand at 25 when a council fell to 0 and wants back to where it was."""
    items = draw(full(0), theme.REPORT).items
    marks = [item.fill for item in items if isinstance(item, Shape) and item.fill in (theme.INK, theme.PAPER)]
    assert marks[-1] == theme.INK
