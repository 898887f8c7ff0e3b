"""The report in a real browser: nothing that is planted in it runs, and everybody can read it on any screen."""

import importlib.resources
import importlib.util
import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise

import pytest
import tomli

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.summary import summarise
from benchmark.outputs.booklet import render_booklet
from benchmark.outputs.charts.chart import Chart
from benchmark.outputs.colleagues_words import ColleaguesView
from benchmark.outputs.html_page import Picture
from benchmark.outputs.network_report import build_network_report, network_charts, render_network_report
from benchmark.outputs.report import build_report, render_report
from benchmark.outputs.report_pictures import report_pictures
from benchmark.questions.library import shipped
from benchmark.questions.read import parse_questionnaire
from tests.council.small import DISTRICT, SMALL, council_folder
from tests.outputs.chromium import start_chromium
from tests.outputs.pools import make, maturity

PLANTED = [
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    '"><svg onload="document.title=\'ran\'">',
    "'><svg/onload=document.title='ran'>",
    "<a href=\"javascript:document.title='ran'\">press</a>",
    "</title><script>document.title='ran'</script>",
    "</style><script>document.title='ran'</script>",
    '<iframe src="https://example.org/"></iframe>',
    '<link rel=stylesheet href="https://example.org/a.css">',
    '<meta http-equiv=refresh content="0;url=https://example.org/">',
    "<!-- ",
    "{{ 7 * 7 }}",
]
ALL = " ".join(PLANTED)
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3


def planted_set(text: str):
    """Put a text into every field of the question set that the report shows."""
    data = tomli.loads(SMALL)
    data["title"] = f"Title {text}"
    data["licence"] = text
    for section in data["section"]:
        section["title"] = section["about"] = f"Section {text}"
    for band in data["band"]:
        band["title"] = f"Band {text}"
    for question in data["question"]:
        question["text"] = f"Question {text}"
        if "levels" in question:
            question["levels"] = [f"Level {at} {text}" for at in range(4)]
            question["next"] = [f"Step {at} {text}" for at in range(3)]
        for option in question.get("options", []):
            option["title"] = f"{option['id']} {text}"
    return parse_questionnaire(data, "small.toml")


def page_of(tmp_path, text: str, *, pictures: bool = True) -> str:
    questionnaire = planted_set(text)
    folder = council_folder(tmp_path, DISTRICT)
    assessment = folder.new_assessment(questionnaire)
    words = {"note": f"Note {text}", "evidence": f"Evidence {text}", "by": text}
    assessment.answers = {
        "owners": Answer(1, target=3, **words),
        "sharing": Answer(1, **words),
        "uses": Answer(3, **words),
        "late": Answer(12.5, **words),
        "early": Answer(2, **words),
    }
    drawn = Picture(
        f"Chart {text}",
        f"It shows {text}",
        '<svg viewBox="0 0 800 200" width="800" role="img"></svg>',
        (text,),
        ((text,),),
    )
    report = build_report(
        summarise(assessment),
        f"Council {text}",
        "2026-autumn",
        with_notes=True,
        peers=(f"Peers {text}",),
        pictures=(drawn,) if pictures else (),
    )
    return render_report(report)


COLLEAGUES = ColleaguesView(
    lines=("Answered for the council: finance, head-of-digital-services and it.", "1 question is not agreed yet."),
    sections=(("Data", "3", "2 (67%)", "40%"), ("Procurement and market", "4", "0 (0%)", "")),
    widest=(("Can the council take out all of its data?", "Data", "Level 0 to Level 4; 3 roles, 3 answers", ""),),
    roles=("it: answered 10 questions. Of 8 agreed answers, 6 as agreed, 2 lower and 0 higher.",),
    across=("finance", "head-of-digital-services", "it"),
    single=(("Can the council take out all of its data?", "Level 0", "Level 4", "not applicable"),),
)


@cache
def full_page() -> str:
    """The report of the example council on the full set, with the charts of a comparison and what colleagues said."""
    council = CouncilFolder(shipped("sample_returns") / "example-council")
    assessment = council.read_assessment(maturity())
    benchmark, _ = make(30)
    peers, pictures = report_pictures(benchmark, assessment, None)
    summary = summarise(assessment)
    said = {"peers": peers, "pictures": pictures, "colleagues": COLLEAGUES}
    return render_report(build_report(summary, "Ambleford", "2026-autumn", **said))


@cache
def network_page() -> str:
    """A coordinator's report with groups that are held back."""
    benchmark, _ = make(40)
    return render_network_report(build_network_report(benchmark, maturity(), network_charts(benchmark), invited=60))


@pytest.mark.parametrize("width", [320, 1280])
def test_the_network_report_fits_every_screen_and_asks_for_nothing(show, width):
    opened = show(network_page(), viewport={"width": width, "height": 640})
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert opened.ask("document.documentElement.scrollWidth") <= width
    assert opened.requests == [opened.file.as_uri()]
    assert opened.events == []
    assert opened.ask("[...document.querySelectorAll('a')].every(a => document.querySelector(a.hash))")


def pages_of(opened) -> list[str]:
    """Print a page to A4, and give the text of every sheet."""
    if shutil.which("pdftotext") is None:
        pytest.skip("there is no pdftotext here: apt-get install poppler-utils")
    pdf = opened.file.with_suffix(".pdf")
    opened.page.pdf(path=str(pdf), prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.rstrip("\f").split("\f")


@pytest.fixture(scope="module")
def browser():
    yield from start_chromium()


class Opened:
    """A page from a file, and all that it asked for, said or ran."""

    def __init__(self, browser, tmp_path, html: str, **settings) -> None:
        self.file = tmp_path / "report.html"
        self.file.write_text(html, encoding="utf-8")
        self.page = browser.new_context(**settings).new_page()
        self.requests: list[str] = []
        self.events: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: (self.events.append("dialog"), dialog.dismiss()))
        self.page.on("console", lambda message: self.events.append(message.text))
        self.page.on("pageerror", lambda error: self.events.append(str(error)))
        self.page.goto(self.file.as_uri())

    def ask(self, script: str):
        return self.page.evaluate(script)


@pytest.fixture
def show(browser, tmp_path):
    opened = []

    def open_page(html: str, **settings) -> Opened:
        opened.append(Opened(browser, tmp_path, html, **settings))
        return opened[-1]

    yield open_page
    for one in opened:
        one.page.context.close()


@pytest.mark.parametrize("text", [*PLANTED, ALL], ids=[*map(str, range(len(PLANTED))), "all"])
def test_planted_markup_is_text_and_nothing_runs_or_is_asked_for(show, tmp_path, text):
    opened = show(page_of(tmp_path, text))
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    opened.page.wait_for_timeout(100)
    assert opened.requests == [opened.file.as_uri()]
    assert opened.events == []
    assert opened.page.title() == f"Council {text}: Title {text}, 2026-autumn".replace("  ", " ")
    elements = "script, img, iframe, object, embed, link, base, form, input, meta[http-equiv=refresh]"
    assert opened.ask(f"document.querySelectorAll('{elements}').length") == 0
    # The one planted as a chart, and the section profile for a wide and for a narrow screen.
    assert opened.ask("document.querySelectorAll('svg:not(.chart)').length") == 1
    assert opened.ask("document.querySelectorAll('svg.chart').length") == 2
    attributes = opened.ask("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))")
    assert [name for name in attributes if name.startswith("on")] == []
    links = opened.ask("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert [link for link in links if not link.startswith("#")] == []
    seen = " ".join(opened.ask("document.body.textContent").split())
    for place in ("Council", "Title", "Section", "Question", "Note", "Evidence", "Chart", "Peers", "Step 1", "Level 1"):
        assert f"{place} {' '.join(text.split())}" in seen, place


def test_the_policy_lets_no_script_run_even_if_markup_came_through(show, tmp_path):
    html = page_of(tmp_path, "plain")
    assert "default-src 'none'" in html
    assert "script-src" not in html
    assert html.index("Content-Security-Policy") < html.index("<title>") < html.index("<style>")
    planted = (
        "<script>document.title='ran'</script><img src=https://example.org/a.png onerror=\"document.title='ran'\">"
    )
    opened = show(html.replace("</main>", planted + "</main>"))
    opened.page.wait_for_timeout(200)
    assert opened.page.title() != "ran"
    assert [url for url in opened.requests if url.startswith("http") and "example.org" not in url] == []
    assert any("Content Security Policy" in said for said in opened.events)


def test_control_and_bidi_characters_do_not_reach_the_page(tmp_path):
    html = page_of(tmp_path, "a\x1b[2Jb\x07\u202ec\u2066d\u200fe\x85f\ufeff")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", html)
    assert "a[2Jbcdef" in html


def test_the_page_has_what_a_screen_reader_needs(show, tmp_path):
    opened = show(page_of(tmp_path, "plain"))
    assert opened.ask("document.documentElement.lang") == "en-GB"
    assert opened.ask("document.querySelectorAll('h1').length") == 1
    for landmark in ("header", "nav", "main", "footer"):
        assert opened.ask(f"document.querySelectorAll('body > {landmark}').length") == 1, landmark
    assert opened.ask("[...document.querySelectorAll('table')].filter(t => !t.caption?.textContent.trim()).length") == 0
    assert opened.ask("[...document.querySelectorAll('th')].filter(t => !t.scope).length") == 0
    levels = [int(name[1]) for name in opened.ask("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => h.tagName)")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    targets = opened.ask("[...document.querySelectorAll('a')].every(a => document.querySelector(a.hash))")
    assert targets
    regions = opened.ask("[...document.querySelectorAll('.scroll')].every(r => r.tabIndex === 0 && r.ariaLabel)")
    assert regions
    ids = opened.ask("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


AXE = None if importlib.util.find_spec("axe_playwright_python") is None else "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "high contrast": {"forced_colors": "active"},
    "phone, or zoom of 400%": {"viewport": {"width": 320, "height": 256}},
}


# axe-core looks behind each text for what colour it stands on, which takes most of its time: a long page has hundreds
# of texts that look alike. Where a page was searched whole in one look, the others search it without the repetition.
SHORTEN = """() => {
  for (const rows of document.querySelectorAll('tbody, ul, ol, dl, svg'))
    [...rows.children].slice(6).forEach(row => row.remove());
  [...document.querySelectorAll('section section')].slice(6).forEach(one => one.remove());
}"""


def violations(opened, *, shorten: bool = False) -> list[str]:
    """What axe-core, the usual checker of accessibility, finds wrong with a page."""
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    if shorten:
        opened.page.evaluate(SHORTEN)
    opened.page.evaluate((importlib.resources.files("axe_playwright_python") / AXE).read_text(encoding="utf-8"))
    found = opened.page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    assert len(found["passes"]) > 20
    return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.no_cover
@pytest.mark.skipif(AXE is None, reason="axe-core is not installed: pip install -e .[dev]")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("page", ["report", "network report"])
def test_axe_finds_nothing_wrong(show, page, look):
    html = full_page() if page == "report" else network_page()
    assert violations(show(html, bypass_csp=True, **LOOKS[look]), shorten=look != "light") == []


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed: pip install -e .[dev]")
def test_axe_would_find_something(show, tmp_path):
    broken = page_of(tmp_path, "plain").replace("<caption>", "<img src='data:,'><caption>").replace('lang="en-GB"', "")
    assert {"html-has-lang", "image-alt"} <= {one.split(":")[0] for one in violations(show(broken, bypass_csp=True))}


@pytest.mark.no_cover
@pytest.mark.parametrize("text", ["plain", LONG, ALL], ids=["plain", "long", "planted"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_screen_makes_the_page_scroll_sideways(show, tmp_path, width, text):
    opened = show(page_of(tmp_path, text), viewport={"width": width, "height": 640})
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert opened.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "seen", "hidden"), [(320, ".narrow", ".wide"), (1280, ".wide", ".narrow")])
def test_each_screen_shows_one_drawing_of_a_chart_whose_text_can_be_read(show, width, seen, hidden):
    opened = show(full_page(), viewport={"width": width, "height": 640})
    assert opened.page.locator(f"figure {hidden} svg:visible").count() == 0
    drawings = opened.page.locator(f"figure {seen} svg").all()
    assert len(drawings) == opened.page.locator("figure").count() > 2
    for drawing in drawings:
        box = drawing.evaluate("e => e.getBoundingClientRect().width / e.viewBox.baseVal.width")
        sizes = drawing.evaluate("e => [...e.querySelectorAll('text')].map(t => Number(t.getAttribute('font-size')))")
        assert min(sizes) * box >= 8


def test_your_answer_is_marked_in_words_and_by_a_frame_not_by_colour_alone(show):
    opened = show(full_page(), forced_colors="active")
    here = opened.page.locator("li.here").all()
    assert len(here) > 40
    for item in here[:5]:
        assert item.inner_text().startswith("Here:")
        assert item.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 2
    others = opened.page.locator("ul.levels li:not(.here)").first
    assert others.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") == 0


def test_the_focus_can_be_seen_on_everything_that_takes_it(show):
    opened = show(full_page())
    stops = []
    for _ in range(8):
        opened.page.keyboard.press("Tab")
        stops.append(
            opened.ask(
                "(e => [e.textContent.trim().slice(0, 30), getComputedStyle(e).outlineStyle, "
                "e.getBoundingClientRect().left >= 0])(document.activeElement)"
            )
        )
    assert stops[0][0] == "Skip to the report"
    assert {(style, seen) for _, style, seen in stops} == {("solid", True)}


def test_on_paper_the_summary_takes_one_page_and_no_heading_stands_alone(show):
    opened = show(full_page())
    pages = pages_of(opened)
    assert "best next steps" in pages[0]
    assert "Strengths to share" in pages[1]
    assert "Strengths to share" not in pages[0]
    headings = set(opened.ask("[...document.querySelectorAll('h2, h3, h4')].map(h => h.textContent)"))
    ends = [[line for line in page.splitlines() if line.strip()][-1].strip() for page in pages]
    assert headings.isdisjoint(ends)


@pytest.mark.parametrize("text", ["plain", LONG, ALL], ids=["plain", "long", "planted"])
@pytest.mark.parametrize("width", [320, 400, 1280])
def test_no_screen_makes_the_booklet_scroll_sideways_and_nothing_in_it_runs(show, tmp_path, width, text):
    opened = show(render_booklet(planted_set(text)), viewport={"width": width, "height": 640})
    assert opened.ask("document.documentElement.scrollWidth") <= width
    assert opened.requests == [opened.file.as_uri()]
    assert opened.events == []
    assert opened.ask("[...document.querySelectorAll('a')].every(a => document.getElementById(a.hash.slice(1)))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_booklet_has_contrast(show, tmp_path, scheme):
    opened = show(render_booklet(planted_set("plain")), color_scheme=scheme)
    for selector in ("h1", "main p", ".quiet", "nav a", ".answers li", ".step", ".id", "dd", "code", "footer p"):
        found = opened.page.query_selector_all(selector)
        assert found, selector
        for element in found:
            ink, behind = element.evaluate("e => getComputedStyle(e).color"), element.evaluate(BEHIND)
            assert contrast(ink, behind) >= 4.5, (selector, ink, behind)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


BEHIND = """element => {
  for (let e = element; e; e = e.parentElement) {
    const colour = getComputedStyle(e).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)') return colour;
  }
  return 'rgb(255, 255, 255)';
}"""
TEXTS = [
    "h1",
    "main p",
    ".quiet",
    "nav a",
    "td",
    "th",
    ".cards li",
    ".cards b",
    "li.here",
    "figcaption",
    "summary",
    "footer p",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(show, tmp_path, scheme):
    opened = show(page_of(tmp_path, "plain"), color_scheme=scheme)
    ground = opened.ask("getComputedStyle(document.body).backgroundColor")
    assert (luminance(ground) < 0.1) == (scheme == "dark")
    for selector in TEXTS:
        for element in opened.page.query_selector_all(selector):
            ink, behind = element.evaluate("e => getComputedStyle(e).color"), element.evaluate(BEHIND)
            assert contrast(ink, behind) >= 4.5, (selector, ink, behind)


def test_a_chart_is_what_the_report_calls_one():
    """The picture above stands in for a chart; the two must not drift apart."""
    assert {"title", "alt"} <= set(Chart.__dataclass_fields__) | set(dir(Chart))
