"""A council's page and an index in a real browser: words of others run nothing, and everybody can read them."""

import importlib.resources
import importlib.util

import pytest

from benchmark.outputs.declaration_index import build_index
from benchmark.outputs.declaration_index_page import render_index
from benchmark.outputs.declaration_page import render_page
from benchmark.returns.declaration_gather import Gathered
from tests.outputs.chromium import start_chromium
from tests.returns.declarations import IDS, SET, page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLANTED = "<img src=x onerror=\"document.title='ran'\"></title><script>document.title='ran'</script>"
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
CONTACT = "Head of digital, digital@ambleford.example"
SIZES = [("page", 320), ("page", 1280), ("index", 320), ("index", 1280)]
LOOKS = [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 256}}]


@pytest.fixture(scope="module")
def browser():
    yield from start_chromium()


def html_of(kind, extra=""):
    links = IDS[:3]
    address = "https://ambleford.example/" + "long-" * 30
    made = page(f"Ambleford {extra}".strip(), links=links, contact=f"{CONTACT}{extra}", address=address)
    if kind == "page":
        return render_page(made, "page.csv")
    others = [page(f"{name} {extra}".strip(), level, None, "2025-autumn") for name, level in (("B", 1), ("C", 3))]
    return render_index(build_index(Gathered(SET, (made, *others))), "index.csv")


def opened(browser, path, html, **settings):
    file = path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_context(**settings).new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("kind", ["page", "index"])
def test_planted_names_are_text(browser, tmp_path, kind):
    shown = opened(browser, tmp_path, html_of(kind, PLANTED))
    assert shown.title() != "ran"
    assert shown.evaluate("document.querySelectorAll('script, img').length") == 0
    assert "onerror" in shown.inner_text("main" if kind == "index" else "header")
    shown.context.close()


@pytest.mark.parametrize(("kind", "width"), SIZES)
def test_no_screen_makes_the_page_scroll_sideways(browser, tmp_path, kind, width):
    shown = opened(browser, tmp_path, html_of(kind, LONG[:70]), viewport={"width": width, "height": 640})
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    shown.context.close()


@pytest.mark.skipif(importlib.util.find_spec("axe_playwright_python") is None, reason="axe-core is not installed")
@pytest.mark.parametrize("kind", ["page", "index"])
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_wrong(browser, tmp_path, kind, look):
    shown = opened(browser, tmp_path, html_of(kind), bypass_csp=True, **look)
    shown.evaluate((importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = shown.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    told = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found["violations"]]
    assert told == []
    shown.context.close()


@pytest.mark.parametrize("kind", ["page", "index"])
def test_every_link_of_the_page_leads_to_a_place_on_it_or_outside(browser, tmp_path, kind):
    shown = opened(browser, tmp_path, html_of(kind))
    lost = shown.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert lost == []
    shown.context.close()
