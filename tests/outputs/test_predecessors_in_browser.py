"""The page of predecessors in a real browser: names of others run nothing, and everybody can read it."""

import importlib.resources
import importlib.util
from dataclasses import replace

import pytest

from benchmark.outputs.predecessors_page import render_predecessors
from benchmark.outputs.predecessors_words import View
from benchmark.pool.predecessors.side import lay_side_by_side
from tests.council.small import small_set
from tests.outputs.chromium import start_chromium
from tests.outputs.test_predecessors import TABLE, three

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLANTED = "<img src=x onerror=\"document.title='ran'\"></title><script>document.title='ran'</script>"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2


@pytest.fixture(scope="module")
def browser():
    yield from start_chromium()


def page_of(extra=""):
    questionnaire = small_set()
    councils = [replace(one, name=f"{one.name} {extra}".strip()) for one in three()]
    side = lay_side_by_side(questionnaire, councils)
    return render_predecessors(View(questionnaire, f"New {extra}", side, replace(TABLE, missing=(f"Crowton {extra}",))))


def opened(browser, path, html, **settings):
    file = path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_context(**settings).new_page()
    page.goto(file.as_uri())
    return page


def test_planted_names_are_text(browser, tmp_path):
    page = opened(browser, tmp_path, page_of(PLANTED))
    assert page.title() == f"A small set, version 1.0: 3 predecessors of New {PLANTED}"
    assert page.evaluate("document.querySelectorAll('script, img').length") == 0
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_screen_makes_the_page_scroll_sideways(browser, tmp_path, width):
    page = opened(browser, tmp_path, page_of(LONG), viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.skipif(importlib.util.find_spec("axe_playwright_python") is None, reason="axe-core is not installed")
@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 256}}])
def test_axe_finds_nothing_wrong(browser, tmp_path, look):
    page = opened(browser, tmp_path, page_of(), bypass_csp=True, **look)
    page.evaluate((importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    assert len(found["passes"]) > 20
    assert [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]] == []
    page.context.close()
