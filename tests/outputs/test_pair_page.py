"""The page for a pair's meeting: one sheet of A4, for everybody to read, with nothing on it that was not shared."""

import importlib.resources
import importlib.util
import io
import os
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest

from benchmark.outputs.agenda_words import SAME
from benchmark.outputs.pair_page import PairPage, build_pair_page, render_pair_page
from benchmark.outputs.pair_text import HOW
from benchmark.outputs.pair_word import pair_word_bytes
from benchmark.pool.agenda import make_agenda
from benchmark.pool.pair import compare_pair
from benchmark.pool.sides import Side, for_paper
from benchmark.questions.library import find_questionnaire
from scoring.answers import build_table
from scoring.codes import NOT_ASKED
from tests.outputs.chromium import start_chromium
from tests.pool.build import levels, question_set

FULL = find_questionnaire("digital-maturity")
LONG = "a very long text that somebody wrote for a question set of their own, with all that could be said of it " * 4
PLANTED = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
AXE = None if importlib.util.find_spec("axe_playwright_python") is None else "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sides(asked, **changes: str) -> tuple[Side, Side]:
    """Make two that differ everywhere, each ahead of the other in a third, and aim at more."""
    rows = [{q.id: (at * 3 + place) % 4 for at, q in enumerate(asked.questions)} for place in (0, 2)]
    targets = {q.id: 4 for q in asked.questions}
    mine, theirs = (build_table(asked, [row]) for row in rows)
    return (
        Side(mine, "card", targets, name="Ambleford", contact="Head of digital, 01234 567890"),
        Side(theirs, "card", targets, **{"name": "Borsetshire", "contact": "digital@borsetshire.example", **changes}),
    )


def page_of(asked, mine: Side, theirs: Side, *, same: bool = True) -> PairPage:
    found = compare_pair(asked, mine.table, theirs.table)
    agenda = make_agenda(asked, found, mine, theirs, same_residents=same)
    return build_pair_page(asked, found, agenda, mine, theirs, ["A mentoring card is not signed."])


@cache
def full_page() -> PairPage:
    return page_of(FULL, *sides(FULL))


@cache
def longest_page() -> PairPage:
    """The worst case: twenty sections, and every text as long as texts can be."""
    steps = [f"Step {LONG}"] * 4
    texts = [f"{at} {LONG}" for at in range(5)]
    asked = question_set(
        *(
            levels(f"sharing-{at}", section=f"s{at}") | {"text": LONG, "levels": texts, "next": steps}
            for at in range(20)
        ),
        section=[{"id": f"s{at}", "title": f"Section {at} " + "with a long name " * 3} for at in range(20)],
    )
    mine, theirs = sides(asked, name="N" * 200, contact="C" * 200)
    return page_of(asked, mine, theirs)


@cache
def roomy_page() -> PairPage:
    """As much as larger letters have room for: three topics of each kind, each on lines of the usual length."""
    steps = ["Name an owner for each of them, and send every owner the figures at the end of each quarter."] * 4
    texts = [
        f"{at} of the services have it, and notes show which of them did, when that was and who decided it."
        for at in range(5)
    ]
    asked = question_set(
        *(levels(f"sharing-{at}", section=f"s{at % 5}") | {"levels": texts, "next": steps} for at in range(20)),
        section=[{"id": f"s{at}", "title": f"Section {at}"} for at in range(5)],
    )
    return page_of(asked, *sides(asked))


def paragraphs(page: PairPage) -> list[str]:
    document = docx.Document(io.BytesIO(pair_word_bytes(page)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_both_say_the_same():
    page, shown = full_page(), "\n".join(paragraphs(full_page()))
    html = render_pair_page(page)
    for text in (page.title, SAME, HOW, "An agenda for 120 minutes", *page.contacts):
        assert text in shown
    for entry in page.agenda:
        assert entry.title in shown
        assert all(line in shown for line in entry.lines)
    assert html.count('<span class="minutes">') == len(page.agenda) == 12
    assert sum(entry.minutes for entry in page.agenda) == 120
    assert {"A", "B"} <= {row.ahead for row in page.sections} <= {"A", "B", "level"}


def test_the_word_file_has_words_own_styles_and_no_trace_of_when_and_who():
    data = pair_word_bytes(full_page())
    assert data == pair_word_bytes(full_page())
    document = docx.Document(io.BytesIO(data))
    assert {p.style.name for p in document.paragraphs} == {
        "Normal",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Caption",
        "List Bullet",
    }
    assert document.core_properties.author == "council-benchmark"
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_a_council_that_says_no_name_has_none():
    mine, theirs = sides(FULL)
    page = page_of(FULL, Side(mine.table), Side(theirs.table), same=False)
    assert page.title == "A: one council. B: the other council."
    assert page.contacts == ()
    assert SAME not in page.notes


def test_what_is_not_english_is_marked():
    welsh = find_questionnaire("quick-check", "cy")
    html = render_pair_page(page_of(welsh, *sides(welsh)))
    assert html.count('<th scope="row"><span lang="cy">') == len(welsh.sections) + 1  # the overall score too
    assert '<b><span lang="cy">' in html
    assert "<b>Agree who" in html


def test_what_only_one_was_asked_is_counted_and_left_out():
    mine, theirs = sides(FULL)
    codes = theirs.table.codes.copy()
    codes[:3, 0] = NOT_ASKED
    page = page_of(FULL, mine, Side(type(mine.table)(codes)))
    assert "Asked 3 only of A, and left out here." in page.notes
    assert "52 questions that both answered" in page.subtitle


def test_one_question_in_common_is_said_so():
    asked = question_set(levels("only"))
    mine, theirs = (Side(build_table(asked, [{"only": at}])) for at in (0, 1))
    assert page_of(asked, mine, theirs).subtitle.endswith("the one question that both answered")


def test_of_a_folder_nothing_on_demand_stands_on_the_page():
    security = [question.id for question in FULL.questions if question.section == "security"]
    mine, theirs = sides(FULL)
    pages = []
    for level in (0, 4):
        table = build_table(FULL, [{q.id: level if q.id in security else 2 for q in FULL.questions}])
        folder = for_paper(Side(table, "folder", dict.fromkeys(security, level), name="Ambleford"), FULL)
        page = page_of(FULL, folder, theirs)
        pages.append((render_pair_page(page), pair_word_bytes(page)))
    assert pages[0] == pages[1]
    assert "Security and resilience" not in pages[0][0]
    # A return or a card holds what its council chose.
    assert for_paper(mine, FULL) is mine


# ---- in a real browser, and in Word's place LibreOffice


@pytest.fixture(scope="module")
def browser():
    yield from start_chromium()


@pytest.fixture
def opened(browser, tmp_path, request):
    html, settings = request.param
    path = tmp_path / "pair.html"
    path.write_text(html() if callable(html) else html, encoding="utf-8")
    context = browser.new_context(bypass_csp=True, **settings)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    yield page
    context.close()


def full_html() -> str:
    return render_pair_page(full_page())


def longest_html() -> str:
    return render_pair_page(longest_page())


def roomy_html() -> str:
    assert roomy_page().roomy
    assert not full_page().roomy
    return render_pair_page(roomy_page())


def planted_html() -> str:
    mine, theirs = sides(FULL, name=PLANTED, contact=PLANTED)
    return render_pair_page(page_of(FULL, mine, theirs))


def sheets(pdf: Path) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("there is no pdftotext here: apt-get install poppler-utils")
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.rstrip("\f").split("\f")


@pytest.mark.parametrize(
    "opened", [(full_html, {}), (longest_html, {}), (roomy_html, {})], indirect=True, ids=["full", "longest", "roomy"]
)
def test_it_prints_on_one_sheet(opened, tmp_path):
    opened.pdf(path=str(tmp_path / "pair.pdf"), prefer_css_page_size=True)
    [sheet] = sheets(tmp_path / "pair.pdf")
    assert "Agree who does what by when" in sheet


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed: pip install -e .[dev]")
@pytest.mark.parametrize(
    "opened",
    [(full_html, {}), (full_html, {"color_scheme": "dark"}), (full_html, {"viewport": {"width": 320, "height": 256}})],
    indirect=True,
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing_wrong(opened):
    opened.evaluate((importlib.resources.files("axe_playwright_python") / AXE).read_text(encoding="utf-8"))
    found = opened.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    assert len(found["passes"]) > 15
    assert [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]] == []
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("opened", [(planted_html, {})], indirect=True, ids=["planted"])
def test_planted_markup_is_text(opened):
    assert opened.title().startswith("A: Ambleford")
    assert opened.locator("script, img").count() == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_word_files_take_one_sheet_each(tmp_path):
    names = []
    for name, page in (("full", full_page()), ("longest", longest_page()), ("roomy", roomy_page())):
        (tmp_path / f"{name}.docx").write_bytes(pair_word_bytes(page))
        names.append(f"{name}.docx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", *names],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        timeout=120,
        check=True,
    )
    for name in ("full", "longest", "roomy"):
        [sheet] = sheets(tmp_path / f"{name}.pdf")
        assert "Agree who does what by when" in sheet
