"""A register in the form, in a real browser: rows are added, changed and removed, kept, saved, and brought in."""

import json

import pytest

from benchmark.council.form_file import read_form, read_form_file
from benchmark.council.register import write_entries
from benchmark.outputs.form import render_form
from benchmark.questions.library import find_questionnaire
from scoring.fingerprint import fingerprint
from scoring.register import Entry
from tests.council.workbook.registers import ENTRIES, SPORTS
from tests.outputs.chromium import start_chromium
from tests.outputs.form_pages import AXE, Opened, wrong_by_axe

browser = pytest.fixture(scope="module")(start_chromium)


@pytest.fixture
def show(browser, tmp_path):
    contexts = []

    def open_page(questionnaire=SPORTS, **settings) -> Opened:
        file = tmp_path / "form.html"
        file.write_bytes(render_form(questionnaire).encode("utf-8"))
        contexts.append(browser.new_context(accept_downloads=True, **settings))
        return Opened(contexts[-1], file)

    yield open_page
    for context in contexts:
        context.close()


def line(form, name):
    return form.page.locator(f"fieldset[data-line='{name}']")


def add(form, line_id, **values):
    line(form, line_id).locator("[data-add]").click()
    row = line(form, line_id).locator("details.row").last
    for column, value in values.items():
        box = row.locator(f"[data-column='{column.replace('_', '-')}']")
        if isinstance(value, list):
            for option in value:
                box.locator(f"input[value='{option}']").check()
        elif box.locator("select").count():
            box.locator("select").select_option(value)
        else:
            box.locator("input").fill(value)
    return row


def focused(form):
    return form.ask(
        "document.activeElement.closest('[data-column]')?.dataset.column || document.activeElement.outerHTML"
    )


def saved_file(tmp_path, entries, questionnaire=SPORTS):
    path = tmp_path / "before.json"
    top = {"format": "answers-form/1", "questionnaire": questionnaire.id, "version": questionnaire.version}
    more = {"fingerprint": fingerprint(questionnaire), "saved": "2026-11-21T22:33:00.123Z", "attributes": {}}
    lines = write_entries(questionnaire.register, entries)
    path.write_text(json.dumps({**top, **more, "answers": {}, "lines": lines}), encoding="utf-8")
    return path


def test_rows_reach_the_file_and_the_program(show, tmp_path):
    form = show()
    form.page.locator("#f-kind--coast").check()
    add(
        form,
        "pool",
        name="Lido",
        repair="1",
        offers=["ramp", "cafe"],
        owner="council",
        cost="£9,000",
        lease_end="31/03/2027",
    )
    add(form, "pool", name="Baths", offers=["none"])
    line(form, "pitch").locator("[data-none]").check()
    saved = form.saved()
    assert saved["lines"] == {
        "pool": {
            "row": [
                {
                    "name": "Lido",
                    "repair": 1,
                    "offers": ["ramp", "cafe"],
                    "owner": "council",
                    "cost": 9000,
                    "lease-end": "31/03/2027",
                },
                {"name": "Baths", "offers": []},
            ]
        },
        "pitch": {"none": True},
    }
    assert saved["answers"] == {}
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(saved), encoding="utf-8")
    said = read_form(read_form_file(path), SPORTS, "saved.json")
    assert (said.entries["pitch"], len(said.entries["pool"].rows)) == (Entry(none=True), 2)
    assert form.events == []
    assert [url for url in form.requests if not url.startswith(("file:", "blob:"))] == []


def test_what_follows_from_rows_shows_at_once(show):
    form = show()
    form.page.locator("#f-kind--coast").check()
    assert form.text("progress") == "0 of 16 questions answered"
    add(form, "pool", name="Lido", repair="2")
    assert form.text("l-pool--says") == "Still open: What it offers; Owner; Cost; Earned back."
    assert form.text("progress") == "1 of 16 questions answered"
    line(form, "pitch").locator("[data-none]").check()
    assert form.text("progress") == "6 of 16 questions answered"
    form.page.locator("#f-kind--town").check()
    assert line(form, "slipway").is_hidden()
    assert "This follows from what you write about each place." in form.text("s-money")


def test_rows_outlive_the_page_and_open_elsewhere(show, tmp_path):
    form = show()
    assert form.open(saved_file(tmp_path, ENTRIES)).startswith("Opened: before.json")
    assert form.saved()["lines"] == json.loads(json.dumps(write_entries(SPORTS.register, ENTRIES)))
    form.page.reload()
    assert form.saved()["lines"] == json.loads(json.dumps(write_entries(SPORTS.register, ENTRIES)))
    assert line(form, "pool").locator("summary").all_inner_texts() == [
        "Place 1: =Old & <new> pool, 007",
        "Place 2: Lido",
    ]
    # Another file replaces what stands here only after a yes.
    form.agree = False
    assert "Nothing was opened" in form.open(saved_file(tmp_path, {"pitch": Entry(none=True)}))
    assert form.dialogs[-1][1].startswith("The file replaces what stands here. 2 answers of yours would change.")
    form.agree = True
    form.page.locator("#clear").click()
    assert form.saved()["lines"] == {}
    assert line(form, "pool").locator("details.row").count() == 0


def test_the_focus_goes_where_the_work_goes_on(show):
    form = show()
    line(form, "pool").locator("[data-add]").focus()
    form.page.keyboard.press("Enter")
    assert focused(form) == "name"
    form.page.keyboard.type("Lido")
    row = line(form, "pool").locator("details.row")
    form.agree = False
    row.locator("[data-remove]").focus()
    form.page.keyboard.press("Enter")
    assert form.dialogs == [("confirm", "Remove Place 1: Lido?")]
    assert row.count() == 1
    form.agree = True
    form.page.keyboard.press("Enter")
    assert row.count() == 0
    assert "data-add" in focused(form)
    form.page.keyboard.press("Enter")
    # On to what is open next, and back to the line whose row says too little.
    for wanted in ("a-open-day", "l-pitch--none", "l-slipway--none", "summary"):
        form.page.locator("#next").click()
        assert wanted in focused(form)


def test_a_line_is_there_or_has_rows(show):
    form = show()
    none, button = (line(form, "pool").locator(f"[data-{name}]") for name in ("none", "add"))
    none.check()
    assert button.is_hidden()
    none.uncheck()
    row = add(form, "pool", offers=["ramp", "none"])
    assert none.is_hidden()
    assert row.locator("input:checked").evaluate_all("all => all.map(one => one.value)") == ["none"]
    row.locator("[data-remove]").click()
    assert none.is_visible()


def test_what_cannot_be_meant_is_told_beside_the_field(show):
    form = show()
    row = add(form, "pool", name="Lido", cost="much", lease_end="soon")
    wrong = row.locator("[aria-invalid='true']")
    assert wrong.evaluate_all("all => all.map(one => one.closest('[data-column]').dataset.column)") == [
        "cost",
        "lease-end",
    ]
    assert "Write a number from 0 up" in row.inner_text()
    assert row.locator("summary").inner_text() == "Place 1: Lido (2 to correct)"
    assert form.saved()["lines"]["pool"]["row"] == [{"name": "Lido", "cost": "much", "lease-end": "soon"}]


def test_every_field_has_a_label_and_an_id_of_its_own(show):
    form = show()
    for _ in range(2):
        add(form, "pool", name="Lido")
    fields = "fieldset[data-line] input, fieldset[data-line] select"
    assert form.ask(f"[...document.querySelectorAll('{fields}')].filter(one => !one.labels.length).length") == 0
    ids = form.ask("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    described = form.ask(
        "[...document.querySelectorAll('[aria-describedby]')].flatMap(one => one.getAttribute('aria-describedby').split(' '))"
    )
    assert set(described) <= set(ids)
    if AXE:
        assert wrong_by_axe(form) == []


@pytest.mark.parametrize("width", [320, 1200])
def test_the_whole_register_fits_every_screen(show, tmp_path, width):
    technology = find_questionnaire("technology-register")
    long = {"system": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3, "fit": 4}
    form = show(technology, viewport={"width": width, "height": 800})
    form.open(saved_file(tmp_path, {entry.id: Entry((long, long)) for entry in technology.register.lines}, technology))
    form.ask("document.querySelectorAll('details.row').forEach((row) => { row.open = true; })")
    assert form.page.locator("details.row").count() == 128
    assert form.ask("document.documentElement.scrollWidth") == width


def test_on_paper_every_row_is_there(show, tmp_path):
    form = show()
    form.open(saved_file(tmp_path, ENTRIES))
    form.ask("window.dispatchEvent(new Event('beforeprint'))")
    assert form.page.locator("details.row:not([open])").count() == 0
