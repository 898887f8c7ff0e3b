"""The page of a renewal calendar in a real browser: names of others run nothing, and everybody can read it."""

import importlib.resources
import importlib.util

import pytest

from benchmark.outputs.renewals_page import render_calendar
from tests.outputs.chromium import start_chromium
from tests.pool.renewals.cards import LONG, PLANTED, several

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The width of what is printed on A4 between margins of 12 mm, upright, in CSS pixels.
PAPER = round((210 - 24) / 25.4 * 96)


@pytest.fixture(scope="module")
def browser():
    yield from start_chromium()


def opened(browser, path, extra="", **settings):
    file = path / "page.html"
    file.write_text(render_calendar(several(extra)), encoding="utf-8")
    page = browser.new_context(**settings).new_page()
    page.goto(file.as_uri())
    return page


def test_planted_names_are_text(browser, tmp_path):
    page = opened(browser, tmp_path, PLANTED)
    assert page.title() == "Renewal calendar: Technology register"
    assert page.evaluate("document.querySelectorAll('script, img').length") == 0
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_screen_makes_the_page_scroll_sideways_but_the_map_in_its_region(browser, tmp_path, width):
    page = opened(browser, tmp_path, LONG, viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    scrolls = page.evaluate("(e => e.scrollWidth > e.clientWidth)(document.querySelector('.heat').parentElement)")
    assert scrolls == (width == 320)
    page.context.close()


def test_on_paper_nothing_is_cut_off(browser, tmp_path):
    page = opened(browser, tmp_path, LONG, viewport={"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    wide = "[...document.querySelectorAll('table')].filter(t => t.scrollWidth > document.body.clientWidth + 1).length"
    assert page.evaluate(wide) == 0
    page.context.close()


@pytest.mark.skipif(importlib.util.find_spec("axe_playwright_python") is None, reason="axe-core is not installed")
@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 256}}])
def test_axe_finds_nothing_wrong(browser, tmp_path, look):
    page = opened(browser, tmp_path, bypass_csp=True, **look)
    page.evaluate((importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    assert len(found["passes"]) > 20
    assert [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]] == []
    page.context.close()
