"""The form in a real browser, from a file, by real clicks and keys: it asks for nothing, keeps all, and hands it over."""

import base64
import hashlib
import json
import re
import zipfile
from itertools import pairwise

import pytest
import tomli

from benchmark.council.folder import CouncilFolder
from benchmark.outputs.comparison_text import number
from benchmark.outputs.form import render_form
from benchmark.outputs.zipped import zipped
from benchmark.pool.benchmark import benchmark_bytes, read_benchmark
from benchmark.pool.comparison import profile
from benchmark.pool.count import contents, count
from benchmark.pool.gather import gather
from benchmark.pool.ledger import Ledger
from benchmark.pool.own import place_own
from benchmark.pool.pool import merge
from benchmark.pool.rounds import publish_round
from benchmark.pool.rules import NETWORK
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.questions.read import parse_questionnaire
from scoring.codes import NOT_APPLICABLE
from scoring.fingerprint import fingerprint
from tests.council.small import SMALL, small_set
from tests.outputs.chromium import start_chromium, sync_api
from tests.outputs.form_pages import AXE, Opened, wrong_by_axe

PLANTED = [
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    '"><svg onload="document.title=\'ran\'">',
    "</script><script>document.title='ran'</script>",
    "</title></textarea></style><script>document.title='ran'</script>",
    '<iframe src="https://example.org/"></iframe>',
    '<meta http-equiv=refresh content="0;url=https://example.org/">',
    "<!-- <script> ",
    "{{ 7 * 7 }} {% raw %}",
    "]]> &amp; \\u003c",
]
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
FORBIDDEN = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
)
COUNTED = """
[[question]]
id = "share"
section = "buying"
text = "What share is renewed late?"
number = { least = 0, most = 100, step = 0.5, bands = [{ id = "few", title = "Few", points = 1 }, { id = "many", title = "Many", from = 10 }] }
"""

browser = pytest.fixture(scope="module")(start_chromium)


@pytest.fixture
def show(browser, tmp_path):
    contexts = []

    def open_page(questionnaire=None, *, before: str = "", **settings) -> Opened:
        file = tmp_path / "form.html"
        file.write_bytes(render_form(questionnaire or small_set(SMALL + COUNTED)).encode("utf-8"))
        contexts.append(browser.new_context(accept_downloads=True, **settings))
        if before:
            contexts[-1].add_init_script(before)
        return Opened(contexts[-1], file)

    yield open_page
    for context in contexts:
        context.close()


def answer_all(form: Opened) -> None:
    form.page.locator("#f-council-type--district").click()
    form.pick("owners", "2")
    form.say("owners", note="A note", evidence="The register", target="3", by="Head of data")
    form.pick("sharing", "not-applicable")
    form.page.locator("#q-sharing--reason").fill("We share none.")
    form.pick("uses", "plans")
    form.pick("uses", "streets")
    form.page.locator("#q-late--number").fill("12.5")
    form.pick("early", "3")
    form.pick("how-early", "0")
    form.page.locator("#q-share--number").fill("10")


ANSWERS = {
    "owners": {"answer": 2, "target": 3, "note": "A note", "evidence": "The register", "by": "Head of data"},
    "sharing": {"answer": "not-applicable", "reason": "We share none."},
    "uses": {"answer": ["plans", "streets"]},
    "late": {"answer": 12.5},
    "early": {"answer": 3},
    "how-early": {"answer": 0},
    "share": {"answer": 10},
}


# ---- what it asks for: nothing


def test_it_makes_no_request_and_says_nothing_from_opening_to_the_saved_file(show):
    form = show()
    answer_all(form)
    form.saved()
    form.page.reload()
    assert [url for url in form.requests if not url.startswith(("file:", "blob:"))] == []
    assert {url for url in form.requests if url.startswith("file:")} == {form.file.as_uri()}
    assert form.events == []


def test_the_policy_allows_this_script_and_this_style_and_no_more(show):
    html = render_form(small_set())
    policy = re.search(r'Security-Policy" content="([^"]*)"', html).group(1).replace("&#39;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.keys() == {
        "default-src",
        "script-src",
        "style-src",
        "img-src",
        "connect-src",
        "base-uri",
        "form-action",
    }
    assert {rules[name] for name in ("default-src", "connect-src", "base-uri", "form-action")} == {"'none'"}
    assert rules["img-src"] == "data:"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inside] == [
            rules[rule]
        ]
    assert html.index("Content-Security-Policy") < html.index("<title>") < html.index("<style>")


def test_what_came_through_all_the_same_neither_runs_nor_reaches_out(show, browser, tmp_path):
    extra = "<script>document.title='ran'</script><img src=https://example.org/a.png onerror=\"document.title='ran'\">"
    file = tmp_path / "more.html"
    file.write_text(render_form(small_set()).replace("</main>", extra + "</main>"), encoding="utf-8")
    context = browser.new_context()
    form = Opened(context, file)
    reach = "fetch('https://example.org/').then(() => 'reached', () => 'refused')"
    assert form.ask(reach) == "refused"
    beacon = "new Promise(r => { document.addEventListener('securitypolicyviolation', e => r(e.effectiveDirective)); navigator.sendBeacon('https://example.org/', 'x'); })"
    assert form.ask(beacon) == "connect-src"
    assert form.page.title() != "ran"
    assert sum("Content Security Policy" in said for said in form.events) >= 3
    context.close()


def planted_set(text: str):
    data = tomli.loads(SMALL)
    data["title"], data["about"], data["licence"] = f"Title {text}", f"About {text}", text
    for section in data["section"]:
        section["title"] = section["about"] = f"Section {text}"
    for band in data["band"]:
        band["title"] = f"Band {text}"
    for attribute in data["attribute"]:
        attribute["title"] = f"Fact {text}"
        for option in attribute["options"]:
            option["title"] = f"Option {text}"
    for question in data["question"]:
        question["text"], question["why"] = f"Question {text}", f"Why {text}"
        question["evidence"], question["source"] = [f"Evidence {text}"], [f"Source {text}"]
        if "levels" in question:
            question["levels"] = [f"Level {at} {text}" for at in range(4)]
        for option in question.get("options", []):
            option["title"] = f"{option['id']} {text}"
    return parse_questionnaire(data, "small.toml")


# Each alone where it could close the element that it stands in; then all together.
@pytest.mark.parametrize("text", [*PLANTED[2:5], PLANTED[7], " ".join(PLANTED)], ids=range(5))
def test_planted_markup_in_a_question_set_is_text(show, text):
    form = show(planted_set(text))
    form.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    form.pick("owners", "3")
    form.pick("early", "3")
    assert form.events == []
    assert set(form.requests) == {form.file.as_uri()}
    assert form.page.title() == " ".join(f"Title {text}".split())
    assert form.ask("document.querySelectorAll('img, svg, iframe, object, embed, link, base').length") == 0
    assert form.ask("document.querySelectorAll('script').length") == 2
    seen = " ".join(form.ask("document.body.innerText").split())
    for place in ("Title", "About", "Section", "Fact", "Option", "Question", "Why", "Evidence", "Source", "0. Level 0"):
        assert f"{place} {' '.join(text.split())}" in seen, place
    assert form.ask(
        "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !a.name.startsWith('on')))"
    )


# ---- answers, kept and handed over


def test_all_kinds_of_answers_reach_the_file(show):
    form = show()
    answer_all(form)
    assert form.text("progress") == "7 of 7 questions answered"
    saved = form.saved()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{3}Z", saved.pop("saved"))
    small = small_set(SMALL + COUNTED)
    assert saved == {
        "format": "answers-form/1",
        "questionnaire": "small",
        "version": "1.0",
        "fingerprint": fingerprint(small),
        "attributes": {"council-type": "district"},
        "answers": ANSWERS,
    }


def test_a_saved_file_opens_in_another_browser_and_saves_the_same_again(show, tmp_path):
    form = show()
    answer_all(form)
    first = form.saved()
    file = tmp_path / "small-answers.json"
    file.write_text(json.dumps(first), encoding="utf-8-sig")
    other = show()
    assert other.text("progress") == "0 of 7 questions answered"
    assert other.open(file) == "Opened: small-answers.json, with 7 answers."
    assert other.dialogs == []
    assert other.text("progress") == "7 of 7 questions answered"
    again = other.saved()
    assert {**again, "saved": ""} == {**first, "saved": ""}


def test_a_file_replaces_other_answers_only_after_a_yes(show, tmp_path):
    form = show()
    form.pick("owners", "1")
    file = tmp_path / "a.json"
    file.write_text(json.dumps({**form.saved(), "answers": {"owners": {"answer": 2}}}))
    form.agree = False
    assert form.open(file) == "Nothing was opened. Your answers are as they were."
    assert form.dialogs == [("confirm", "The file replaces what stands here. 1 answer of yours would change. Open it?")]
    assert form.saved()["answers"] == {"owners": {"answer": 1}}
    form.agree = True
    form.open(file)
    assert form.saved()["answers"] == {"owners": {"answer": 2}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "council-return/1"}, ["This is not a file of answers that this form saved."]),
        ({"questionnaire": "other"}, ["The answers belong to another question set."]),
        ({"version": "2"}, ["The answers belong to another version of this question set."]),
        ({"fingerprint": "0" * 64}, ["The answers belong to another edition of this question set."]),
        ({"answers": []}, ["The file is damaged."]),
        (
            {
                "attributes": {"council-type": "parish", "tier": "lower", "__proto__x": "a"},
                "answers": {
                    "owners": {"answer": 9, "target": 7, "note": 5},
                    "uses": {"answer": ["plans", "more"]},
                    "constructor": {"answer": 1},
                    "late": 3,
                },
            },
            [
                '"council-type": this fact about the council is not known here.',
                '"tier": this fact about the council is not known here.',
                '"__proto__x": this fact about the council is not known here.',
                '"Does key data have owners?": the answer is not one that can be given here.',
                '"Does key data have owners?": the target cannot be used here.',
                '"Does key data have owners?": "note" cannot be used.',
                '"Where is joined data used?": the answer is not one that can be given here.',
                '"constructor": there is no such question.',
                '"How many renewals were late, in per cent?": the entry is damaged.',
            ],
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_every_fault(show, tmp_path, change, said):
    form = show()
    form.pick("owners", "1")
    file = tmp_path / "a.json"
    file.write_text(json.dumps({**form.saved(), **change}))
    form.open(file)
    lines = form.ask("[...document.querySelectorAll('#opened p')].map(p => p.textContent)")
    assert lines == ["Nothing was opened.", *said]
    assert form.saved()["answers"] == {"owners": {"answer": 1}}


def test_every_answer_outlives_the_page(show):
    form = show()
    answer_all(form)
    assert form.text("kept") == "Saved in this browser. Save to a file to hand it over."
    form.page.reload()
    assert form.text("kept") == "Your answers are as this browser kept them."
    assert form.saved()["answers"] == ANSWERS
    assert form.dialogs == []
    form.page.locator("#clear").click()
    assert form.text("progress") == "0 of 7 questions answered"
    form.page.reload()
    assert form.text("progress") == "0 of 7 questions answered"


def test_a_second_tab_shows_what_the_first_one_was_told(show):
    form = show()
    other = Opened(form.page.context, form.file)
    form.pick("owners", "2")
    sync_api.expect(other.page.locator("#q-owners--o--2")).to_be_checked()
    other.pick("early", "1")
    assert other.saved()["answers"] == {"owners": {"answer": 2}, "early": {"answer": 1}}


def test_where_storage_is_forbidden_it_warns_until_there_is_a_file(show):
    form = show(before=FORBIDDEN)
    form.page.close(run_before_unload=True)
    form.page.wait_for_event("close")
    assert form.dialogs == []
    form = show(before=FORBIDDEN)
    form.pick("owners", "2")
    assert form.text("kept") == "This browser keeps nothing for this page. Save to a file before you close it."
    form.agree = False
    form.page.close(run_before_unload=True)
    form.page.wait_for_timeout(300)
    assert [kind for kind, _ in form.dialogs] == ["beforeunload"]
    assert form.saved()["answers"] == {"owners": {"answer": 2}}
    form.page.close(run_before_unload=True)
    form.page.wait_for_event("close")
    assert [kind for kind, _ in form.dialogs] == ["beforeunload"]


# ---- what is asked, and what an answer may be


def test_facts_and_answers_decide_what_is_asked_at_once(show):
    form = show()
    how_early, districts = (form.page.locator(f"fieldset[data-question='{q}']") for q in ("how-early", "districts"))
    assert not how_early.is_visible()
    assert districts.is_visible()
    form.page.locator("#f-council-type--district").click()
    assert not districts.is_visible()
    form.pick("early", "2")
    assert how_early.is_visible()
    form.pick("how-early", "3")
    form.pick("early", "1")
    assert not how_early.is_visible()
    assert form.text("progress") == "1 of 6 questions answered"
    # What was said is not lost; it does not count while it is not asked.
    assert form.saved()["answers"]["how-early"] == {"answer": 3}


def test_none_of_these_and_not_applicable_stand_alone(show):
    form = show()
    form.pick("uses", "plans")
    form.pick("uses", "none")
    assert form.saved()["answers"]["uses"] == {"answer": []}
    form.page.reload()
    assert form.page.locator("#q-uses--o--none").is_checked()
    form.pick("uses", "not-applicable")
    assert form.saved()["answers"]["uses"] == {"answer": "not-applicable"}
    form.pick("uses", "care")
    assert form.saved()["answers"]["uses"] == {"answer": ["care"]}
    form.pick("uses", "care")
    assert form.saved()["answers"] == {}


def test_dont_know_yet_takes_an_answer_back(show):
    form = show()
    form.pick("owners", "2")
    form.pick("owners", "")
    assert form.text("progress") == "0 of 7 questions answered"
    assert form.saved()["answers"] == {}


@pytest.mark.parametrize(
    ("typed", "says", "wrong"),
    [
        ("9.5", "That is: Few", False),
        ("10", "That is: Many", False),
        ("9.25", "9.25 is not a whole number of steps of 0.5. Round it to a multiple of 0.5.", True),
        ("101", "101 is not from 0 to 100.", True),
        ("1,5", '"1,5" is not a number. Write a number such as 12 or 3.5.', True),
        ("", "", False),
    ],
)
def test_a_number_is_judged_as_it_is_typed(show, typed, says, wrong):
    form = show()
    field = form.page.locator("#q-share--number")
    field.fill("3")
    field.fill(typed)
    assert form.text("q-share--number--says") == says
    assert field.get_attribute("aria-invalid") == ("true" if wrong else "false")
    assert form.text("progress").startswith("0" if wrong or not typed else "1")
    if wrong:
        assert form.saved()["answers"]["share"] == {"answer": typed}
    form.page.reload()
    assert field.input_value() == typed


def test_scores_show_once_enough_is_answered(show):
    form = show()
    assert form.text("overall") == "Overall: no score yet"
    form.pick("owners", "3")
    assert form.text("overall") == "Overall: no score yet (3 more answers needed)"
    answer_all(form)
    # By hand: data (2/3 + 2/3) / 2, buying (0.875 + 1 + 0 + 0) / 4, and the middle of the two.
    assert form.text("overall") == "Overall: 57 out of 100, High"
    assert form.page.locator("tr[data-row=data]").inner_text().split() == ["Data", "3", "of", "3", "67"]


# ---- beside others


@pytest.fixture(scope="module")
def published():
    """The published benchmark of the sample councils, and the answers of the example council."""
    return benchmark_bytes_of_the_samples(), example_assessment()


def benchmark_bytes_of_the_samples() -> bytes:
    questionnaire = find_questionnaire("quick-check")
    pool = merge(gather([shipped("sample_returns") / "quick-check"]).returns)
    counted = count(pool, questionnaire, contents(pool)[0])
    ledger = Ledger("council-ledger/1", questionnaire.id, questionnaire.version, counted.choice.round)
    return benchmark_bytes(publish_round(counted, NETWORK, ledger, "interim").benchmark)


def example_assessment():
    return CouncilFolder(shipped("sample_returns") / "example-council").read_assessment(
        find_questionnaire("quick-check")
    )


def answered_as(form: Opened, assessment) -> None:
    for attribute, option in assessment.attributes.items():
        field = form.page.locator(f"[id='f-{attribute}--{option}']")
        if field.count():
            field.click()
    for question in assessment.asked():
        code = assessment.answer(question).code
        form.pick(question.id, "not-applicable" if code is NOT_APPLICABLE else question.options[int(code)].id)


def test_a_benchmark_stands_beside_the_own_scores_as_in_compare(show, tmp_path, published):
    data, assessment = published
    (tmp_path / "a.benchmark.json").write_bytes(data)
    form = show(assessment.questionnaire)
    answered_as(form, assessment)
    form.page.locator("#benchmark").set_input_files(tmp_path / "a.benchmark.json")
    form.page.locator("#peers-rows tr").first.wait_for()
    benchmark = read_benchmark(tmp_path / "a.benchmark.json")
    rows = profile(benchmark, benchmark.group("all"), place_own(benchmark, assessment))
    wanted = [
        [row.title, str(row.councils) if row.councils else "fewer than 8"]
        + [number(value, 1) for value in (row.lower, row.median, row.upper)]
        + [number(row.you, 0)]
        for row in rows
    ]
    seen = form.ask(
        "[...document.querySelectorAll('#peers-rows tr')].map(r => [...r.children].map(c => c.textContent))"
    )
    assert seen == wanted
    assert len(seen) == 11
    said = form.text("peers-say")
    assert "half of these councils score up to 50, a quarter up to 45, three quarters up to 55. You: 50." in said
    assert "Anyone could have sent these returns" in said
    assert "not a league table" in said
    form.pick("redesigned-services", "4")
    assert form.page.locator("#peers-rows tr").first.inner_text().split()[-1] == "100"
    assert form.ask("Object.values(localStorage).join('')").count("council-benchmark/1") == 0
    assert set(form.requests) == {form.file.as_uri()}


def test_what_a_benchmark_holds_back_stays_held_back(show, tmp_path, published):
    data = json.loads(published[0])
    for cell in data["cells"]:
        if cell["item"] == "data":
            cell.update(councils=None, quartiles=[1, 2, 3])
        if cell["item"] == "overall":
            cell.update(quartiles=None)
    data["items"][1]["title"] = "<img src=x onerror=\"document.title='ran'\">"
    (tmp_path / "a.json").write_text(json.dumps(data))
    form = show(published[1].questionnaire)
    form.page.locator("#benchmark").set_input_files(tmp_path / "a.json")
    form.page.locator("#peers-rows tr").first.wait_for()
    rows = form.ask(
        "[...document.querySelectorAll('#peers-rows tr')].map(r => [...r.children].map(c => c.textContent))"
    )
    assert ["Data", "fewer than 8", "-", "-", "-", "-"] in rows
    assert ["Overall", "31", "-", "-", "-", "-"] in rows
    assert rows[0][0].startswith("<img src=x")
    assert "half of these" not in form.text("peers-say")
    assert form.events == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"fingerprint": "0" * 64},
            "The benchmark belongs to another question set, or to another version of this one.",
        ),
        ({"format": "council-return/1"}, "This is not a benchmark."),
        ({"cells": {}}, "The benchmark is damaged."),
        ({"items": [None]}, "The benchmark is damaged."),
    ],
)
def test_another_benchmark_is_refused(show, tmp_path, published, change, said):
    (tmp_path / "a.json").write_text(json.dumps({**json.loads(published[0]), **change}))
    form = show(published[1].questionnaire)
    form.page.locator("#benchmark").set_input_files(tmp_path / "a.json")
    form.page.locator("#benchmark-says p").wait_for()
    assert form.text("benchmark-says") == said
    assert not form.page.locator("#peers").is_visible()
    assert form.events == []


# ---- everybody can use it


def test_it_can_be_filled_in_with_the_keyboard_alone(show):
    form = show()
    form.page.keyboard.press("Tab")
    assert form.ask("document.activeElement.textContent") == "Skip to the questions"
    form.page.keyboard.press("Enter")
    form.page.locator("#next").focus()
    form.page.keyboard.press("Enter")
    assert form.ask("document.activeElement.id") == "q-owners--o--0"
    form.page.keyboard.press("ArrowDown")
    form.page.keyboard.press("ArrowDown")
    form.page.locator("#next").press("Space")
    form.page.keyboard.press("Space")
    form.page.locator("#next").press("Enter")
    assert form.ask("document.activeElement.id") == "q-uses--o--plans"
    form.page.keyboard.press("Space")
    form.page.locator("#next").press("Enter")
    form.page.keyboard.type("40")
    with form.page.expect_download() as waiting:
        form.page.locator("#save").press("Enter")
    saved = json.loads(waiting.value.path().read_text("utf-8"))
    assert {key: entry["answer"] for key, entry in saved["answers"].items()} == {
        "owners": 2,
        "sharing": "not",
        "uses": ["plans"],
        "late": 40,
    }


def test_tab_goes_through_everything_and_out_again(show):
    form = show()
    form.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    reached = []
    for _ in range(200):
        form.page.keyboard.press("Tab")
        here = form.ask(
            "document.activeElement === document.body ? '' : document.activeElement.outerHTML.slice(0, 200)"
        )
        if not here or (reached and here == reached[0]):
            break
        reached.append(here)
    assert len(reached) < 200
    tags = [re.match(r"<(\w+)", html).group(1) for html in reached]
    assert tags.count("textarea") == 2 * 7 + 1
    assert {"a", "button", "input", "textarea", "select", "summary"} == set(tags)


def test_focus_can_be_seen_and_is_not_hidden_behind_the_bar(show):
    form = show(viewport={"width": 1000, "height": 700})
    for _ in range(45):
        form.page.keyboard.press("Tab")
        seen = form.ask("""() => {
          const element = document.activeElement, box = element.getBoundingClientRect();
          if (element.closest('.where') || element === document.body) return true;
          const bar = document.querySelector('.where').getBoundingClientRect();
          const outline = parseFloat(getComputedStyle(element).outlineWidth) >= 2;
          return outline && (box.bottom > bar.bottom || box.top < bar.top - 1 || bar.top > 1);
        }""")
        assert seen, form.ask("document.activeElement.outerHTML")


def test_the_page_has_what_a_screen_reader_needs(show):
    form = show()
    assert form.ask("document.documentElement.lang") == "en-GB"
    assert form.ask("document.querySelectorAll('h1').length") == 1
    assert form.ask("document.querySelectorAll('main').length") == 1
    unnamed = (
        "[...document.querySelectorAll('input, select, textarea')].filter(e => !e.labels.length).map(e => e.outerHTML)"
    )
    assert form.ask(unnamed) == []
    groups = "[...document.querySelectorAll('input[type=radio], input[type=checkbox]')].every(e => e.closest('fieldset').querySelector('legend').textContent.trim())"
    assert form.ask(groups)
    ids = form.ask("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    pointed = "[...document.querySelectorAll('[aria-describedby], [aria-labelledby]')].flatMap(e => ((e.getAttribute('aria-describedby') || '') + ' ' + (e.getAttribute('aria-labelledby') || '')).split(' ')).filter(Boolean)"
    assert set(form.ask(pointed)) <= set(ids)
    links = form.ask("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert {link[1:] for link in links} <= set(ids)
    levels = [
        int(name[1]) for name in form.ask("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName)")
    ]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert form.ask(
        "[...document.querySelectorAll('#progress, #kept, #saved')].every(e => e.getAttribute('role') === 'status')"
    )


@pytest.mark.no_cover
@pytest.mark.skipif(AXE is None, reason="axe-core is not installed: pip install -e .[dev]")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(show, scheme):
    form = show(color_scheme=scheme)
    answer_all(form)
    form.page.locator("#q-share--number").fill("1000")
    form.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert wrong_by_axe(form) == []
    form.ask("document.querySelector('label').remove()")
    assert wrong_by_axe(form) != []


def test_forced_colours_leave_every_choice_visible(show):
    form = show(forced_colors="active")
    form.pick("owners", "2")
    assert form.ask("matchMedia('(forced-colors: active)').matches")
    ticked = form.page.locator("#q-owners--o--2").evaluate(
        "e => getComputedStyle(e.closest('.choice')).borderLeftStyle"
    )
    assert ticked == "solid"
    assert form.page.locator("#q-owners--o--2").evaluate("e => getComputedStyle(e).appearance") != "none"


def test_a_browser_without_scripts_says_so_and_shows_the_questions(show):
    form = show(java_script_enabled=False)
    assert "Scripts are off in this browser" in form.page.locator("header").inner_text()
    assert "has not started" in form.text("kept")
    assert "Does key data have owners?" in form.page.locator("main").inner_text()


def test_a_translated_set_is_read_aloud_in_its_language(show):
    form = show(find_questionnaire("quick-check", "cy"))
    first = form.page.locator("fieldset[data-question] legend span").first
    assert first.get_attribute("lang") == "cy"
    form.pick("redesigned-services", "2")
    saved = form.saved()
    assert saved["answers"] == {"redesigned-services": {"answer": 2}}
    assert saved["fingerprint"] == fingerprint(find_questionnaire("quick-check"))
    assert "Ddim yn berthnasol i'r cyngor hwn" in form.page.locator("main").inner_text()


@pytest.mark.parametrize("text", ["plain", LONG], ids=["plain", "long"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_screen_makes_the_page_scroll_sideways(show, width, text):
    form = show(planted_set(text), viewport={"width": width, "height": 640})
    form.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert form.ask("document.documentElement.scrollWidth") <= width


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


COLOURS = """() => [...document.querySelectorAll('h1, h2, h3, p, label, summary, button, a, td, th, legend, .quiet, input, textarea, select')]
  .filter(e => e.offsetParent && e.type !== 'file').map(element => {
    for (let e = element; e; e = e.parentElement) {
      const behind = getComputedStyle(e).backgroundColor;
      if (behind !== 'rgba(0, 0, 0, 0)') return [getComputedStyle(element).color, behind, element.outerHTML.slice(0, 90)];
    }
  })"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(show, scheme):
    form = show(color_scheme=scheme)
    answer_all(form)
    form.page.locator("#q-share--number").fill("1000")
    form.ask("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = form.ask(COLOURS)
    assert len(found) > 100
    for ink, behind, what in found:
        dark, light = sorted((luminance(ink), luminance(behind)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, behind, what)


def test_on_paper_notes_are_there_and_buttons_are_not(show):
    form = show()
    form.pick("owners", "2")
    form.say("owners", note="A note on paper")
    form.page.locator("fieldset[data-question=owners] details.more summary").click()
    form.ask("window.dispatchEvent(new Event('beforeprint'))")
    form.page.emulate_media(media="print")
    assert form.page.locator("#q-owners--note").is_visible()
    assert not form.page.locator("#save").is_visible()
    assert not form.page.locator("#title-start").is_visible()


# ---- the file itself


@pytest.mark.parametrize("name", ["quick-check", "digital-maturity", "docs/examples/samm", "docs/examples/sprs"])
def test_every_question_of_a_set_can_be_answered(show, name):
    questionnaire = find_questionnaire(name)
    form = show(questionnaire)
    assert form.events == []
    count = form.ask("document.querySelectorAll('fieldset[data-question]').length")
    assert count == len(questionnaire.questions)
    form.ask("""document.querySelectorAll('fieldset[data-question]').forEach(f => {
      const number = f.querySelector('[data-number]');
      if (number) { number.value = '1'; number.dispatchEvent(new Event('input', { bubbles: true })); }
      else f.querySelector('input').click();
    })""")
    assert form.events == []
    asked = form.ask("[...document.querySelectorAll('fieldset[data-question]')].filter(f => !f.hidden).length")
    assert form.text("progress") == f"{asked} of {asked} question{'s' if asked > 1 else ''} answered"


def test_the_same_set_makes_the_same_bytes_zipped_or_not():
    page = render_form(small_set())
    assert page == render_form(small_set())
    assert "\r" not in page
    packed = zipped({"form.html": page.encode("utf-8")})
    assert packed == zipped({"form.html": page.encode("utf-8")})
    assert packed[10:14] == b"\x00\x00\x21\x00"


def test_the_zip_file_holds_the_page(tmp_path):
    (tmp_path / "form.zip").write_bytes(zipped({"form.html": b"<p>page</p>"}))
    with zipfile.ZipFile(tmp_path / "form.zip") as archive:
        assert archive.namelist() == ["form.html"]
        assert archive.read("form.html") == b"<p>page</p>"
