"""A return made in the form, in a real browser from a file: shown first, signed, corrected, taken back; or unsigned."""

import json
import re

import pytest
import tomli
from typer.testing import CliRunner

from benchmark.cli.main import build_app
from benchmark.council.bring_in import bring_in
from benchmark.council.folder import CouncilFolder
from benchmark.council.form_file import read_form, read_form_file
from benchmark.council.profile import CouncilProfile
from benchmark.network.inbox import look
from benchmark.network.inbox_words import inbox_lines
from benchmark.network.unsigned import Importer
from benchmark.outputs.form import render_form
from benchmark.pool.gather import gather
from benchmark.questions.read import parse_questionnaire
from benchmark.returns.export import draft_return
from benchmark.returns.form_key import take_over
from benchmark.returns.home import VARIABLE, Home
from benchmark.returns.keys import decode, verifies
from benchmark.returns.model import pretty
from benchmark.returns.read import read_return
from benchmark.returns.unsigned import parse_unsigned
from scoring.fingerprint import fingerprint
from tests.council.small import SMALL
from tests.network.made import ROUND, SET, new_round
from tests.outputs.chromium import start_chromium
from tests.outputs.form_pages import AXE, Opened, wrong_by_axe

NO_ED25519 = """
const whole = SubtleCrypto.prototype.importKey;
SubtleCrypto.prototype.importKey = function (format, data, rule, ...rest) {
  if (rule.name === 'Ed25519') return Promise.reject(new DOMException('no', 'NotSupportedError'));
  return whole.call(this, format, data, rule, ...rest);
};"""
LEAVE = "section[aria-labelledby=title-leave]"
NOT_TRUSTED = "Object.defineProperty(Crypto.prototype, 'subtle', { get() { return undefined; } });"

browser = pytest.fixture(scope="module")(start_chromium)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The form of the quick check."""
    file = tmp_path_factory.mktemp("form") / "form.html"
    file.write_text(render_form(SET), encoding="utf-8")
    return file


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A network's round with three invited councils."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "home"))
    return new_round(tmp_path / "network", 3)


@pytest.fixture
def show(browser, page):
    contexts = []

    def open_page(file=page, *, before: str = "", **settings) -> "Leaving":
        contexts.append(browser.new_context(accept_downloads=True, **settings))
        if before:
            contexts[-1].add_init_script(before)
        return Leaving(contexts[-1], file)

    yield open_page
    for context in contexts:
        context.close()


class Leaving(Opened):
    """A form in which a return is made."""

    def answer(self) -> None:
        """Answer as a district does; the notes and the evidence are private."""
        for fact in ("council-type--district", "population-band--100k-150k"):
            self.page.locator(f"#f-{fact}").click()
        for at, question in enumerate(SET.questions):
            self.pick(question.id, "not-applicable" if at == 4 else str(at % 4))
        one = SET.questions[0].id
        self.say(one, note="Private note", evidence="Private evidence", target="3", by="Private role")

    def answered(self, folder) -> None:
        """Open a file with the same answers, which is quicker than to click them all."""
        top = {"format": "answers-form/1", "questionnaire": SET.id, "version": SET.version}
        said = {q.id: {"answer": at % 4} for at, q in enumerate(SET.questions)}
        said[SET.questions[0].id] |= {"note": "Private note", "evidence": "Private evidence", "by": "Private role"}
        facts = {"council-type": "district", "population-band": "100k-150k"}
        file = folder / "answered.json"
        file.write_text(
            json.dumps(
                {
                    **top,
                    "fingerprint": fingerprint(SET),
                    "saved": "2026-11-21T22:33:00.123Z",
                    "attributes": facts,
                    "answers": said,
                }
            )
        )
        self.open(file)

    def type(self, **texts: str) -> None:
        """Type what an invitation says."""
        for part in ("#leave", "#leave-typed"):
            if not self.page.locator(part).evaluate("e => e.open"):
                self.page.locator(f"{part} > summary").click()
        for name, text in texts.items():
            self.page.locator(f"#leave-{name}").fill(text)

    def invite(self, file) -> str:
        if not self.page.locator("#leave").evaluate("e => e.open"):
            self.page.locator("#leave > summary").click()
        self.ask("document.getElementById('invitation-says').replaceChildren()")
        self.page.locator("#invitation").set_input_files(file)
        self.page.locator("#invitation-says p").first.wait_for()
        return self.text("invitation-says")

    def look(self, button: str = "leave-look") -> dict[str, list[str]]:
        self.page.locator(f"#{button}").click()
        self.page.locator("#leave-title").wait_for()
        lines = "id => [...document.querySelectorAll(`#${id} li, #${id} p`)].map(e => e.textContent)"
        return {name: self.ask(lines, f"leave-{name}") for name in ("first", "leaves", "stays", "who")}

    def refused(self, button: str = "leave-look") -> list[str]:
        self.ask("document.getElementById('leave-says').replaceChildren()")
        self.page.locator(f"#{button}").click()
        self.page.locator("#leave-says p").first.wait_for()
        assert not self.page.locator("#leave-preview").is_visible()
        return self.ask("[...document.querySelectorAll('#leave-says p')].map(p => p.textContent)")

    def make(self, folder):
        """Make what is shown; give the file."""
        seen = self.page.locator("#leave-file").text_content()
        with self.page.expect_download() as waiting:
            self.page.locator("#leave-make").click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert path.read_text("ascii") == seen
        return path

    def save(self, path):
        path.write_text(json.dumps(self.saved()), encoding="utf-8")
        return path


def test_a_signed_return_goes_all_the_way_and_is_corrected_and_taken_back(show, made, tmp_path):
    form = show()
    assert not form.page.locator("#invitation").is_visible()
    form.answer()
    said = form.invite(made.folder.invitation_path(2))
    assert said.startswith(
        "You are invited to North West (north-west), round 2026-autumn. Returns by 30 November 2026."
    )
    assert "3 councils are invited." in said
    shown = form.look()
    assert form.ask("document.activeElement.id") == "leave-title"
    assert "Network and round: north-west, 2026-autumn (your home network), sequence 1" in shown["leaves"]
    assert "Security and resilience: its one question, as you chose" in shown["stays"]
    assert "Of those invited to this network: only 3 of 3 councils share" in " ".join(shown["who"])
    first = form.make(tmp_path)
    assert re.fullmatch(r"return-[0-9a-f]{12}\.json", first.name)
    signed = read_return(first)
    assert pretty(signed) == first.read_text("ascii")
    assert "security" not in signed.content.answers
    assert signed.content.targets == {SET.questions[0].id: 3}
    assert sum(signed.content.evidenced.values()) == 1
    # By the commands, as with any other return.
    told = CliRunner().invoke(
        build_app("returns"), ["returns", "check", str(first), "--network", str(made.folder.network_path)]
    )
    assert "The endorsement fits" in told.output
    assert gather([first]).returns == [signed]
    (made.folder.inbox / "a.json").write_bytes(first.read_bytes())
    assert inbox_lines(look(made.folder), made.folder.network)[0] == "a.json: accepted. From Council ab."
    # The same answers are the same return; other answers the next one, under the same key.
    form.look()
    assert form.make(tmp_path) == first
    form.pick(SET.questions[1].id, "3")
    assert not form.page.locator("#leave-preview").is_visible()
    form.look()
    second = read_return(form.make(tmp_path)).content
    assert (second.sequence, second.key) == (2, signed.content.key)
    # After the page is opened again too, once the invitation is opened again.
    form.page.reload()
    form.page.locator("#leave > summary").click()
    assert form.refused("take-back") == ["Your return for this round was made with an invitation. Open it again, or type its code."]  # fmt: skip
    form.invite(made.folder.invitation_path(2))
    form.look("take-back")
    gone = form.make(tmp_path)
    assert read_return(gone).content.is_withdrawal
    (made.folder.inbox / "b.json").write_bytes(gone.read_bytes())
    looked = look(made.folder)
    assert [council.number for council in looked.attendance.withdrew] == [2]
    assert form.events == []
    assert [url for url in form.requests if not url.startswith(("file:", "blob:"))] == []


def test_nothing_private_leaves_and_no_code_is_kept(show, made, tmp_path):
    form = show()
    form.answered(tmp_path)
    form.invite(made.folder.invitation_path(1))
    form.look()
    stored = "Object.values(localStorage).join('')"
    assert "secret" not in form.ask(stored)
    text = form.make(tmp_path).read_text()
    assert "Private" not in text
    assert "district" not in text
    code = made.council(1).code
    assert code not in form.ask(stored)
    assert code not in json.dumps(form.saved())
    assert form.saved()["returns"]["made"][0] == {
        "network": "north-west",
        "round": ROUND,
        "sequence": 1,
        "invited": True,
        "digest": form.saved()["returns"]["made"][0]["digest"],
    }


def test_the_program_goes_on_with_the_key_of_the_form(show, made, tmp_path):
    form = show()
    form.answered(tmp_path)
    form.invite(made.folder.invitation_path(1))
    form.look()
    sent = read_return(form.make(tmp_path)).content
    saved = form.save(tmp_path / "answers.json")
    found = read_form_file(saved)
    folder = CouncilFolder(tmp_path / "council")
    folder.path.mkdir()
    folder.save_profile(CouncilProfile("one", "Ambleford", "north-west", ROUND))
    bring_in(folder.path, SET, read_form(found, SET, "a"), lambda _: True)
    home = Home(tmp_path / "profile", "one")
    take_over(home, SET, folder.profile, found.returns)
    assert home.secret() == decode(found.returns.secret)
    again = draft_return(folder, SET, home, ("security",)).signed.content
    assert (again.sequence, again.key, again.answers) == (2, sent.key, sent.answers)


@pytest.mark.parametrize("before", [NO_ED25519, NOT_TRUSTED], ids=["no Ed25519", "no secure place"])
def test_a_browser_that_cannot_sign_makes_a_file_that_the_coordinator_imports(show, made, tmp_path, before):
    form = show(before=before)
    form.answered(tmp_path)
    form.invite(made.folder.invitation_path(3))
    shown = form.look()
    assert "This browser cannot sign." in shown["first"][0]
    assert not any("signature" in line for line in shown["leaves"])
    assert form.text("leave-make") == "Make this unsigned return"
    first = form.make(tmp_path)
    assert re.fullmatch(r"unsigned-return-[0-9a-f]{12}\.json", first.name)
    data = json.loads(first.read_text())
    assert set(data) == {"format", "return", "code"}
    assert data["code"] == made.council(3).code
    assert "Private" not in first.read_text()
    assert parse_unsigned(first.read_bytes(), "a").said.sequence == 1
    (made.folder.inbox / "a.json").write_bytes(first.read_bytes())
    looked = look(made.folder)
    assert inbox_lines(looked, made.folder.network)[0] == (
        "a.json: accepted. From Council ac. It is unsigned, and imported on the word of the invitation code."
    )
    (signed,) = looked.pool.returns
    assert verifies(signed)
    assert (signed.content.origin, signed.content.answers) == ("imported", data["return"]["answers"])
    # A correction takes its place, and taking it back too.
    form.pick(SET.questions[0].id, "not-applicable")
    form.look()
    (made.folder.inbox / "b.json").write_bytes(form.make(tmp_path).read_bytes())
    assert [line.verdict for line in look(made.folder).lines] == ["older", "replaced"]
    form.look("take-back")
    (made.folder.inbox / "c.json").write_bytes(form.make(tmp_path).read_bytes())
    looked = look(made.folder)
    assert [line.verdict for line in looked.lines] == ["older", "older", "replaced"]
    assert [council.number for council in looked.attendance.withdrew] == [3]
    assert form.saved()["returns"] == {"made": [{"network": "north-west", "round": ROUND, "sequence": 3, "invited": True}]}  # fmt: skip
    # Without a code nobody can say whose it is.
    form.page.locator("#clear").click()
    form.answered(tmp_path)
    form.type(network="north-west", round=ROUND)
    assert "Use a newer browser, or type your code." in form.refused()[0]


def test_what_was_signed_is_not_followed_by_an_unsigned_one(show, made, tmp_path):
    form = show()
    form.answered(tmp_path)
    form.invite(made.folder.invitation_path(1))
    form.look()
    form.make(tmp_path)
    saved = form.save(tmp_path / "answers.json")
    other = show(before=NO_ED25519)
    other.open(saved)
    assert "A return for north-west, round 2026-autumn, was made" in other.text("leave-before")
    other.invite(made.folder.invitation_path(1))
    assert "You sent a signed return for this round, and this browser cannot sign." in other.refused()[0]


def test_every_fault_is_said_at_once(show):
    form = show()
    form.page.locator("#leave > summary").click()
    wanted = [
        "Open your invitation, or type its network and round.",
        "Under “Your council”, answer: Type of council.",
        "Under “Your council”, answer: Population.",
        "Nothing is answered yet. Answer some questions first.",
    ]
    assert form.refused() == wanted
    assert form.page.locator("#leave-network").get_attribute("aria-invalid") == "true"
    form.type(network="North West", round="con", code="0000-0000")
    said = form.refused()
    assert said[0].startswith("Write the network as its short name")
    assert said[1].startswith("Write the round as in your invitation")
    assert said[2] == "The invitation code cannot be right: it has 8 letters and digits instead of 28. Compare it letter by letter."  # fmt: skip
    assert said[3:] == wanted[1:]


def test_an_invitation_is_text_whatever_it_says(show, made, tmp_path):
    text = made.folder.invitation_path(1).read_text("utf-8")
    planted = "</script><img src=x onerror=document.title='ran'>"
    (tmp_path / "a.toml").write_text(text.replace('title = "North West"', f'title = "{planted}"'))
    form = show()
    form.page.locator("#leave > summary").click()
    assert planted in form.invite(tmp_path / "a.toml")
    assert form.ask("document.querySelectorAll('#leave img').length") == 0
    assert form.invite(made.folder.network_path).startswith("Nothing was opened. This is the network's own file.")
    assert form.events == []


def test_a_name_leaves_only_in_a_named_network_and_after_a_yes(show, tmp_path):
    made = new_round(tmp_path / "network", 1, named=True)
    form = show()
    form.answered(tmp_path)
    form.invite(made.folder.invitation_path(1))
    form.look()
    assert "name" not in json.loads(form.make(tmp_path).read_text())["return"]
    form.page.locator("#leave-named-yes").click()
    assert form.refused() == ["Type the council's name, in at most 100 plain letters."]
    form.page.locator("#leave-name").fill("Ynys Môn")
    shown = form.look()
    assert any(line.startswith('The name "Ynys Mon", as you agreed') for line in shown["leaves"])
    assert read_return(form.make(tmp_path)).content.name == "Ynys Mon"
    assert "Ynys" not in form.ask("Object.values(localStorage).join('')")
    # What is typed instead of the file counts for itself: no other invitation's name, or facts.
    form.type(code="0000-0000-0000-0000-0000-0000-0000")
    form.look()
    assert "name" not in json.loads(form.page.locator("#leave-file").text_content())["return"]


def test_a_key_is_never_lost_without_a_yes(show, made, tmp_path):
    form = show()
    form.answered(tmp_path)
    before = form.save(tmp_path / "before.json")
    form.invite(made.folder.invitation_path(1))
    form.look()
    form.make(tmp_path)
    mine = form.saved()["returns"]
    form.open(before)
    assert form.dialogs == []
    assert form.saved()["returns"] == mine
    other = {**form.saved(), "returns": {**mine, "secret": "A" * 43}}
    (tmp_path / "other.json").write_text(json.dumps(other))
    form.agree = False
    form.open(tmp_path / "other.json")
    assert "It holds another key for returns" in form.dialogs[-1][1]
    form.page.locator("#clear").click()
    assert "So would the key of the return that you made" in form.dialogs[-1][1]
    assert form.saved()["returns"] == mine
    damaged = {**other, "returns": {"secret": "short", "made": []}}
    (tmp_path / "damaged.json").write_text(json.dumps(damaged))
    assert "What the file says about the returns that were made is damaged." in form.open(tmp_path / "damaged.json")
    form.agree = True
    form.page.locator("#clear").click()
    assert "returns" not in form.saved()
    assert form.page.locator("#leave-code").input_value() == ""


# ---- everybody can use it


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed: pip install -e .[dev]")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_and_no_small_screen_scrolls_sideways(show, made, tmp_path, scheme):
    form = show(color_scheme=scheme, viewport={"width": 320, "height": 640})
    form.answered(tmp_path)
    form.page.locator("#leave > summary").click()
    form.page.locator("#leave-look").click()
    form.page.locator("#leave-says p").first.wait_for()
    assert wrong_by_axe(form, LEAVE) == []
    form.invite(made.folder.invitation_path(1))
    form.look()
    assert wrong_by_axe(form, LEAVE) == []
    assert form.ask("document.documentElement.scrollWidth") <= 320
    form.make(tmp_path)
    form.ask("document.querySelectorAll('#leave details').forEach(d => d.open = true)")
    assert wrong_by_axe(form, LEAVE) == []
    assert form.ask("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_alone_makes_a_return_in_the_order_of_the_page(show, made, tmp_path):
    form = show()
    form.answered(tmp_path)
    form.page.locator("#leave > summary").press("Enter")
    form.page.locator("#invitation").set_input_files(made.folder.invitation_path(1))
    form.page.locator("#invitation-says p").first.wait_for()
    form.page.locator("#invitation").focus()
    reached = []
    for _ in range(4):
        form.page.keyboard.press("Tab")
        reached.append(form.ask("document.activeElement.id || document.activeElement.textContent"))
    assert reached == ["Or type it, without the file", "leave-home-yes", "leave-section-security-no", "leave-look"]
    form.page.locator("#leave-look").press("Enter")
    form.page.locator("#leave-title").wait_for()
    for wanted in ("leave-file", "leave-make"):
        form.page.keyboard.press("Tab")
        assert form.ask("document.activeElement.id") == wanted
    with form.page.expect_download():
        form.page.keyboard.press("Enter")
    assert form.ask("document.activeElement.id") == "leave-made"
    form.page.keyboard.press("Tab")
    with form.page.expect_download() as waiting:
        form.page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "quick-check-answers.json"


# ---- themes


def test_scores_by_theme_stand_beside_those_of_sections(show, tmp_path):
    data = tomli.loads(SMALL)
    data["theme"] = [{"id": "people", "title": "People"}, {"id": "tools", "title": "Tools <b>"}]
    for question in data["question"]:
        question["themes"] = ["people"] if question["section"] == "data" else ["tools"]
    file = tmp_path / "themes.html"
    file.write_text(render_form(parse_questionnaire(data, "small.toml")), encoding="utf-8")
    form = show(file)
    form.pick("owners", "3")
    form.pick("sharing", "not")
    form.pick("uses", "none")
    row = form.page.locator("tr[data-row=people]").inner_text().split()
    section = form.page.locator("tr[data-row=data]").inner_text().split()
    assert row == ["People", *section[1:]]
    assert row[-1] != "-"
    assert form.page.locator("tr[data-row=tools] th").inner_text() == "Tools <b>"


def test_the_inbox_imports_nothing_where_there_is_nothing_unsigned(made, tmp_path):
    importer = Importer(made.folder.network, SET, made.folder.pool(), Home(tmp_path / "none", "importer"))
    assert importer.bring_in([]) == []
    assert importer.give_way() == []
    assert not (tmp_path / "none").exists()
