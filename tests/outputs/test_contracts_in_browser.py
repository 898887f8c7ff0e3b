"""The page of spend controls in a real browser: what others wrote runs nothing, and everybody can read it."""

import importlib.resources
import importlib.util

import pytest

from benchmark.outputs.contracts_page import check_paper, purchase_paper, render_contracts_paper
from tests.outputs.chromium import start_chromium
from tests.outputs.test_contracts import LATE, LINES, checked, purchase

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLANTED = "<img src=x onerror=\"document.title='ran'\"></title><script>document.title='ran'</script>"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2


@pytest.fixture(scope="module")
def browser():
    yield from start_chromium()


def pages(system):
    found = checked({**LINES, "payroll": [{**LATE, "system": system}]})
    return [render_contracts_paper(paper) for paper in (check_paper(found), purchase_paper(purchase(), system))]


def opened(browser, path, html, **settings):
    file = path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_context(**settings).new_page()
    page.goto(file.as_uri())
    return page


def test_planted_names_are_text(browser, tmp_path):
    for html in pages(PLANTED):
        page = opened(browser, tmp_path, html)
        assert page.title() != "ran"
        assert page.evaluate("document.querySelectorAll('script, img').length") == 0
        page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_screen_makes_a_page_scroll_sideways(browser, tmp_path, width):
    for html in pages(LONG):
        page = opened(browser, tmp_path, html, viewport={"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()


@pytest.mark.skipif(importlib.util.find_spec("axe_playwright_python") is None, reason="axe-core is not installed")
@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 256}}])
def test_axe_finds_nothing_wrong(browser, tmp_path, look):
    for html in pages("Ledger"):
        page = opened(browser, tmp_path, html, bypass_csp=True, **look)
        page.evaluate((importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
        assert len(found["passes"]) > 15
        assert [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]] == []
        page.context.close()
