"""Results as Excel workbooks: tidy sheets, numbers as numbers, charts of the cells, and nothing that was withheld."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.summary import summarise
from benchmark.outputs import theme
from benchmark.outputs.comparison_view import build_view
from benchmark.outputs.score_workbook import write_score_workbook
from benchmark.outputs.tidy_sheets import Field, Table, make_book
from benchmark.outputs.workbook import write_workbook
from benchmark.workbooks.results import save_book
from scoring.codes import NOT_APPLICABLE
from tests.council.workbook.books import assessment
from tests.outputs.pools import make, maturity
from tests.scoring.question_sets import levels, parse, question_set


def rows(sheet):
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(head, values, strict=True)) for values in others]


@pytest.fixture(scope="module")
def view():
    benchmark, own = make(20)
    return build_view(benchmark, maturity(), own, by="tier", section="data")


def test_a_comparison_holds_the_rows_of_its_view_as_numbers(tmp_path, view):
    write_workbook(view, tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Summary", "Sections", "Groups", "Levels", "Targets", "Data dictionary"]
    found = [(r["Id"], r["Councils"], r["Lower"], r["Middle"], r["Upper"], r["You"]) for r in rows(book["Sections"])]
    assert found == [(r.item, r.councils, r.lower, r.median, r.upper, r.you) for r in view.profile]
    assert [r["Share"] for r in rows(book["Levels"])] == pytest.approx([r.share for r in view.bins])
    aims = [(r["Id"], r["Councils"], r["Middle now"], r["Middle target"]) for r in rows(book["Targets"])]
    assert aims == [(r.item, r.councils, r.now, r.target) for r in view.targets] != []
    sheet = book["Sections"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["E2"].number_format) == ("A2", sheet.dimensions, "0.0")
    assert book["Levels"]["F2"].number_format == "0%"


def test_what_is_withheld_stays_empty_and_is_said_in_words(tmp_path, view):
    held = replace(view.profile[0], councils=None, lower=None, median=None, upper=None)
    write_workbook(replace(view, profile=[held, *view.profile[1:]]), tmp_path / "c.xlsx")
    first = rows(load_workbook(tmp_path / "c.xlsx")["Sections"])[0]
    assert (first["Councils"], first["Middle"], first["Note"]) == (None, None, "fewer than 8")


def test_charts_are_drawn_from_the_cells(tmp_path, view):
    write_workbook(view, tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    (sections,), (levels,) = book["Sections"]._charts, book["Levels"]._charts
    last = len(view.profile) + 1
    # The axes end where the scales do: at 100 points, and at everybody.
    ends = [(axis.scaling.min, axis.scaling.max) for axis in (sections.y_axis, levels.y_axis)]
    assert ends == [(0, 100), (0, 1)]
    assert sections.x_axis.crosses == "min"
    assert [series.val.numRef.f for series in sections.series] == [
        f"Sections!${letter}$2:${letter}${last}" for letter in "EG"
    ]
    assert levels.series[0].val.numRef.f.startswith("Levels!$F$2:$F$")


def _colour(series):
    return series.graphicalProperties.solidFill.srgbClr.lower()


def test_a_chart_gives_the_accent_to_you_and_a_figure_to_every_bar(tmp_path, view):
    write_workbook(view, tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    (sections,), (levels,) = book["Sections"]._charts, book["Levels"]._charts
    middle, you = (_colour(series) for series in sections.series)
    assert (f"#{you}", f"#{middle}") == (theme.YOU, theme.COLUMN)
    assert [(series.dLbls.showVal, series.dLbls.numFmt) for series in sections.series] == [(True, "0")] * 2
    assert sections.legend.position == "t"
    assert f"#{_colour(levels.series[0])}" == theme.PEERS
    assert levels.legend is None


def test_every_column_is_explained(tmp_path, view):
    write_workbook(view, tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    explained = {(r["Sheet"], r["Column"]) for r in rows(book["Data dictionary"])}
    titles = {(s.title, c.value) for s in book.worksheets[:-1] for c in s[1]}
    assert explained == titles


def test_scores_of_one_council_hold_answers_and_no_private_text(tmp_path):
    private = {"note": "PRIVATE", "evidence": "PRIVATE", "reason": "PRIVATE", "by": "PRIVATE"}
    answers = {"owners": Answer(2, 3, **private), "late": Answer(12.5, **private)}
    answers |= {"early": Answer(NOT_APPLICABLE, **private), "sharing": Answer(1), "uses": Answer(3)}
    summary = summarise(assessment(answers))
    for name in ("s.xlsx", "again.xlsx"):
        write_score_workbook(summary, "2026-autumn", tmp_path / name)
    assert (tmp_path / "s.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    book = load_workbook(tmp_path / "s.xlsx")
    assert book.sheetnames == ["Summary", "Sections", "Questions", "Data dictionary"]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if "PRIVATE" in str(c.value)]
    sections = rows(book["Sections"])
    assert {r["Id"]: r["Score"] for r in sections} == {r.id: r.score for r in (*summary.sections, summary.overall)}
    assert [(r["Id"], r["How good"]) for r in rows(book["Questions"])] == [(q.id, q.share) for q in summary.questions]
    strange = next(c for row in book["Questions"].iter_rows() for c in row if str(c.value).endswith("=1+1"))
    assert (strange.data_type, strange.value) == ("s", "'=1+1")


@pytest.mark.parametrize(("answers", "score"), [({"q0": Answer(2)}, 50), ({}, None)])
def test_the_overall_score_is_a_number_or_nothing(tmp_path, answers, score):
    summary = summarise(Assessment(parse(question_set(levels("q0"))), {}, answers))
    write_score_workbook(summary, "2026-autumn", tmp_path / "s.xlsx")
    facts = {r["What"]: r["Value"] for r in rows(load_workbook(tmp_path / "s.xlsx")["Summary"])}
    assert facts["Overall score"] == score


@pytest.mark.parametrize("number", [1_408_000, -1_408_000, 98_765.43, 12_345_678])
@pytest.mark.parametrize("number_format", ["0", "0.0", "0.00", "#,##0", "General"])
def test_a_column_has_room_for_its_longest_number(tmp_path, number, number_format):
    table = Table("All", (Field("All", "How many.", number_format),), [(3,), (number,), (None,)])
    save_book(make_book([table]), tmp_path / "n.xlsx")
    width = load_workbook(tmp_path / "n.xlsx")["All"].column_dimensions["A"].width
    shown = {"0": f"{number:.0f}", "0.0": f"{number:.1f}", "0.00": f"{number:.2f}", "#,##0": f"{number:,.0f}"}
    # A column keeps five pixels, less than a digit, free at its sides.
    assert width - 1 >= len(shown.get(number_format, str(number)))


def test_a_scale_may_begin_below_zero_and_themes_have_a_sheet(tmp_path):
    asked = [{**levels(f"q{at}"), "themes": ["people"]} for at in range(2)]
    scoring = {"scale": {"from": -50, "to": 50}}
    questionnaire = parse(question_set(*asked, theme=[{"id": "people", "title": "People"}], scoring=scoring))
    summary = summarise(Assessment(questionnaire, {}, {"q0": Answer(0), "q1": Answer(1)}))
    write_score_workbook(summary, "2026-autumn", tmp_path / "s.xlsx")
    book = load_workbook(tmp_path / "s.xlsx")
    (chart,) = book["Sections"]._charts
    assert (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (-50, 50)
    assert [(r["Id"], r["Score"]) for r in rows(book["Themes"])] == [("people", -37.5), ("a.people", -37.5)]
