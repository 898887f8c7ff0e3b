"""Pictures: everything fits, nothing overlaps, and nothing is told by colour alone."""

from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from benchmark.outputs import figures, theme
from benchmark.outputs.charts import build_charts
from benchmark.outputs.charts.chart import Around, Chart
from benchmark.outputs.charts.pictures import engine, paint, text
from benchmark.outputs.charts.pictures.draw import draw
from benchmark.outputs.charts.pictures.page import Shape, Stroke, Words
from benchmark.pool.comparison import Own, own_group
from scoring.questionnaire import Attribute
from tests.outputs import pools
from tests.outputs.test_chart_data import CASES, case, charts, every_chart

SIZES = list(theme.SIZES.values())


def boxes(page):
    """The ink of every text, as the Agg renderer draws it, in points from the top left."""
    with paint._our_settings():
        figure = paint.figure(page)
        renderer = FigureCanvasAgg(figure).get_renderer()
        scale = 72 / page.size.dots
        found = []
        for artist in figure.findobj(Text):
            extent = artist.get_window_extent(renderer)
            top, bottom = page.y - extent.y1 * scale, page.y - extent.y0 * scale
            found.append((artist.get_text(), extent.x0 * scale, top, extent.x1 * scale, bottom))
        return found


def overlap(first, second, slack=0.4):
    _, left, top, right, bottom = first
    _, other_left, other_top, other_right, other_bottom = second
    across = min(right, other_right) - max(left, other_left)
    down = min(bottom, other_bottom) - max(top, other_top)
    return across > slack and down > slack


def diamonds(page):
    for item in page.items:
        if isinstance(item, Shape) and item.fill == theme.YOU:
            xs, ys = [x for x, _ in item.points], [y for _, y in item.points]
            # A diamond fills half of the box around it: take the box of its inner half.
            inner = (max(ys) - min(ys)) * 0.2
            yield ("◆", min(xs) + inner, min(ys) + inner, max(xs) - inner, max(ys) - inner)


HARD = ["8", "partly withheld", "long names", "other scales", "alike", "nearly alike", "400"]
# The other sections look the same.
SECTIONS = {"questions-leadership", "questions-security", "questions-data", "questions-collaboration"}


@pytest.mark.no_cover
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize(("name", "you"), [*((name, True) for name in HARD), ("8", False), ("partly withheld", False)])
def test_nothing_overlaps_or_leaves_the_page(name, you, size):
    for chart in every_chart(name, you=you):
        if not chart.name.startswith("questions-") or chart.name in SECTIONS:
            check(chart, size)


WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@cache
def long_words():
    """One word, longer than a line, before every name and question."""
    base = pools.maturity()
    options = tuple((f"r{at}", f"{WORD}{at}") for at in range(3))
    questionnaire = replace(
        base,
        sections=tuple(section._replace(title=f"{WORD} {section.title}") for section in base.sections),
        questions=tuple(replace(question, text=f"{WORD * 2} {question.text}") for question in base.questions),
        attributes=(Attribute("region", "Region", options, shared=True),),
    )
    chosen = {"region": [options[at % 3][0] for at in range(30)]}
    benchmark, own = pools.make(30, questionnaire=questionnaire, chosen=chosen)
    return build_charts(benchmark, own_group(benchmark, None, own), own)


@pytest.mark.no_cover
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_words_longer_than_a_line_fit(size):
    for chart in long_words():
        if not chart.name.startswith("questions-") or chart.name in SECTIONS:
            check(chart, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("end", ["start", "stop"])
@pytest.mark.parametrize("name", ["63", "alike", "nearly alike"])
def test_a_council_at_the_end_of_every_scale_fits_too(name, end, size):
    benchmark, own = case(name)
    own = Own({item.id: getattr(item, end) for item in benchmark.items}, own.attributes)
    group = own_group(benchmark, None, own)
    for chart in build_charts(benchmark, group, own)[:6]:
        check(chart, size)
    for name in ("data-extract", "digital-lead"):
        check(build_charts(benchmark, group, own, question=name)[0], size)


def check(chart, size):
    page = draw(chart, size)
    for x, y in (point for item in page.items if isinstance(item, Shape) for point in item.points):
        assert -0.01 <= x <= size.width + 0.01, chart.name
        assert -0.01 <= y <= page.y + 0.01, chart.name
    found = [box for box in boxes(page) if box[0].strip()]
    for box in found:
        assert box[1] >= 0, (chart.name, box)
        assert box[3] <= size.width + 0.5, (chart.name, box)
        assert box[2] >= 0, (chart.name, box)
        assert box[4] <= page.y + 0.5, (chart.name, box)
    for first, second in combinations([*found, *diamonds(page)], 2):
        assert not overlap(first, second), (chart.name, first, second)


@pytest.mark.parametrize("name", ["8", "63", "circle", "one section", "long names", "alike", "partly withheld"])
def test_a_slide_keeps_its_shape_and_uses_its_height(name):
    for chart in charts(name).values():
        page = draw(chart, theme.SLIDE)
        assert page.y == pytest.approx(theme.SLIDE.height, abs=0.5), chart.name
        lows = [item.y for item in page.items[: page.content] if isinstance(item, Words)]
        footer = min(min(item.start[1], item.end[1]) for item in page.items[page.content :] if isinstance(item, Stroke))
        # Few rows grow only so far; more of them fill the slide.
        if len(chart.table) > 8:
            assert footer - max(lows) < theme.SLIDE.height * 0.15, chart.name


def test_the_footer_of_a_slide_shares_lines():
    page = draw(charts("63")["profile"], theme.SLIDE)
    assert sum(isinstance(item, Words) for item in page.items[page.content :]) == 2


def test_a_footer_moves_down_whole():
    items = [
        Words(1, 2, "a", 9, theme.INK, bold=False, align="left"),
        Stroke((0, 1), (5, 1), theme.RULE, 1),
        Shape(((0, 0), (1, 0), (1, 1)), None, theme.RULE, 1),
    ]
    words, stroke, shape = (item.lowered(10) for item in items)
    assert (words.x, words.y) == (1, 12)
    assert (stroke.start, stroke.end) == ((0, 11), (5, 11))
    assert shape.points == ((0, 10), (1, 10), (1, 11))


def test_a_level_of_which_nothing_is_shown_says_so():
    page = draw(charts("alike", question="digital-lead")["question-digital-lead"], theme.REPORT)
    said = [item.text for item in page.items if isinstance(item, Words)]
    assert said.count("not shown") == 4
    assert "0%" not in said


def test_measured_widths_are_those_of_the_renderer():
    page = draw(charts("63")["profile"], theme.REPORT)
    drawn = {told: right - left for told, left, _, right, _ in boxes(page)}
    for item in page.items:
        if isinstance(item, Words) and len(item.text) > 8:
            assert text.width(item.text, item.size, bold=item.bold) == pytest.approx(
                drawn[item.text], rel=0.03, abs=1.5
            )


def test_you_is_told_by_shape_and_by_word_and_named_once():
    for name, chart in charts("63").items():
        page = draw(chart, theme.REPORT)
        said = [item.text for item in page.items if isinstance(item, Words)]
        if name.startswith(("profile", "questions")):
            assert said.count("You") == 1
            assert list(diamonds(page))
        if name == "distribution":
            assert len([told for told in said if told.startswith("You: ")]) == 1


def test_without_you_there_is_no_accent():
    for name in ("63", "partly withheld", "circle"):
        for chart in every_chart(name, you=False):
            for item in draw(chart, theme.REPORT).items:
                assert theme.YOU not in {getattr(item, key, None) for key in ("fill", "edge", "colour")}


def test_withheld_cells_are_hatched_and_named_in_words():
    page = draw(charts("partly withheld")["heat-map-tier"], theme.REPORT)
    said = " ".join(item.text for item in page.items if isinstance(item, Words))
    assert "fewer than 8 councils answered" in said
    assert sum(1 for item in page.items if isinstance(item, Shape) and item.fill == theme.WITHHELD) >= 4


def test_every_figure_of_a_heat_map_stands_in_its_cell():
    chart = charts("63")["heat-map-tier"]
    said = [item.text for item in draw(chart, theme.REPORT).items if isinstance(item, Words)]
    for shown in {row.shown for row in chart.rows}:
        assert said.count(shown) == [row.shown for row in chart.rows].count(shown)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_circle_pictures_say_who_may_see_them(name):
    for chart in charts(name).values():
        said = [item.text for item in draw(chart, theme.PHONE).items if isinstance(item, Words)]
        assert ("For members of this network only" in said) == (case(name)[0].rules.setting == "circle")


def test_colours_can_be_read():
    for colour in (theme.INK, theme.QUIET, theme.YOU, theme.PEERS):
        assert theme.contrast(colour, theme.PAPER) >= 4.5
    for step in range(101):
        fill = theme.shade(step / 100)
        assert theme.contrast(fill, theme.on(fill)) >= 4.5
    lights = [theme.luminance(theme.shade(step / 100)) for step in range(101)]
    assert lights == sorted(lights, reverse=True)


def test_long_texts_break_and_end_in_an_ellipsis():
    lines = text.wrap("Does the council know what it has and when that ends?", 100, 9, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert text.widest(lines, 9) <= 100
    assert all(text.width(line, 9) <= 50 for line in text.wrap("a" * 60, 50, 9))


@pytest.mark.parametrize("told", ["a\0b", "a\x1bb", "a\ufffeb", "a\nb", "a\u2028b", "a \t b"])
def test_what_xml_cannot_hold_is_left_out(told):
    assert text.clean(told) == "a b"


def test_a_folder_that_cannot_be_made_is_replaced_by_a_temporary_one(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(engine.platformdirs, "user_cache_path", lambda *args, **kwargs: tmp_path / "file")
    folder = engine._writable_folder()
    assert folder.is_dir()
    assert tmp_path not in folder.parents


def test_a_chart_without_a_picture_is_a_mistake_of_ours():
    with pytest.raises(TypeError):
        figures.page(Chart(Around("x", "t", "s", "", (), ""), "alt"))
