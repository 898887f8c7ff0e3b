"""The interview, with a scripted asker: where it goes, what it saves, and that stopping anywhere loses nothing."""

import contextlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.interview import Interview
from benchmark.council.one_question import ask_question, check_number
from benchmark.council.route import Scope
from benchmark.errors import FaultsError
from benchmark.faults import fault
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.council.small import ScriptedAsker, council_folder, small_set

SET = small_set()
GO = "g"


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


def sit(folder, *script, scope=Scope(), before=None):  # noqa: B008 - a tuple, never changed
    """Hold an interview, and give the asker and what stands in the file afterwards."""
    assessment = folder.new_assessment(SET)
    assessment.answers.update(before or {})
    if before:
        folder.save_assessment(assessment)
    asker = ScriptedAsker(*script)
    try:
        Interview(assessment, asker, lambda question_id: folder.save_answer(assessment, question_id), scope).run()
    except KeyboardInterrupt:
        asker.said.append("stopped")
    path = folder.assessment_path("small")
    return asker, CouncilFolder(folder.path).read_assessment(SET).answers if path.exists() else {}


def headings(asker):
    """List the questions that were shown, by their headings."""
    return [text for text in [m.heading for m in asker.menus] + asker.prompts if " of " in text and ", " in text]


def test_every_kind_of_question_is_answered_and_saved(folder):
    script = ["2", GO, "3", GO, ["1", "3"], GO, "12.5", GO, "0", GO]
    asker, saved = sit(folder, *script)
    assert saved == {
        "owners": Answer(2),
        "sharing": Answer(2),
        "uses": Answer(0b101),
        "late": Answer(12.5),
        "early": Answer(0),
    }
    assert asker.script == []
    assert headings(asker) == ["1 of 5, Data", "2 of 5, Data", "3 of 5, Data", "5 of 5, Buying", *asker.prompts]
    assert asker.prompts[0].startswith("4 of 5, Buying\nHow many renewals")


def test_levels_are_choices_with_their_full_text_and_their_number(folder):
    asker, _ = sit(folder)
    choices = asker.menus[0].choices
    assert [choice.key for choice in choices] == ["0", "1", "2", "3", "n", "d", "m"]
    assert [choice.title for choice in choices[:4]] == [option.title for option in SET.questions[0].options]
    assert asker.menus[0].text == "Does key data have owners?"
    assert asker.menus[0].aside == "Without an owner nobody mends it."


def test_an_answer_can_open_a_question(folder):
    before = {name: Answer(0) for name in ("owners", "sharing", "uses")} | {"late": Answer(1.0)}
    asker, saved = sit(folder, "2", GO, "1", GO, before=before)
    assert headings(asker) == ["5 of 5, Buying", "6 of 6, Buying"]
    assert saved["how-early"] == Answer(1)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (["n", "No data here"], Answer(NOT_APPLICABLE, reason="No data here")),
        (["n", "", "2"], Answer(2)),
        (["m", "h", "1"], Answer(1)),
        (["m", "w", "h", "1"], Answer(1)),
        (["1", "e", "A register"], Answer(1, evidence="A register")),
        (["1", "o", "Ask Sam's team"], Answer(1, note="Ask Sam's team")),
        (["1", "w", "Head of data"], Answer(1, by="Head of data")),
        (["1", "t", "3"], Answer(1, target=3)),
        (["1", "t", "3", "t", "x"], Answer(1)),
        (["1", "e", "A", "e", ""], Answer(1)),
        (["1", "e", "A", "t", "2", "w", "B"], Answer(1, target=2, evidence="A", by="B")),
    ],
)
def test_what_is_said_about_one_question(folder, script, expected):
    _, saved = sit(folder, *script)
    assert saved == {"owners": expected}


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        (["d"], ["1 of 5", "2 of 5"]),
        (["m", "s"], ["1 of 5", "2 of 5"]),
        (["1", GO, "m", "b"], ["1 of 5", "2 of 5", "1 of 5"]),
        (["1", GO, "1", "b"], ["1 of 5", "2 of 5", "1 of 5"]),
        (["m", "b"], ["1 of 5", "1 of 5"]),
        (["m", "j", "2"], ["1 of 5", "4 of 5"]),
        (["m", "j", "0"], ["1 of 5", "1 of 5"]),
        (["1", "j", "2"], ["1 of 5", "4 of 5"]),
        (["1", "j", "0", GO], ["1 of 5", "2 of 5"]),
        (["1", "j", "2", "m", "b"], ["1 of 5", "4 of 5", "1 of 5"]),
        (["m", "q"], ["1 of 5"]),
        (["1", "q"], ["1 of 5"]),
    ],
)
def test_where_a_move_leads(folder, script, shown):
    asker = ScriptedAsker(*script)
    order = []
    for name in ("choose", "tick", "write"):
        ask = getattr(asker, name)

        def spied(first, *rest, ask=ask):
            text = first if isinstance(first, str) else first.heading
            order.extend([text[:6]] if " of " in text and ", " in text else [])
            return ask(first, *rest)

        setattr(asker, name, spied)
    assessment = folder.new_assessment(SET)
    save = lambda question_id: folder.save_answer(assessment, question_id)  # noqa: E731
    try:
        Interview(assessment, asker, save, Scope()).run()
    except KeyboardInterrupt:
        assert "q" not in script
    assert order == shown
    assert asker.script == []


def test_why_a_question_matters_is_shown_with_evidence_and_source(folder):
    asker, _ = sit(folder, "m", "w")
    text = asker.said[-2]
    assert "Without an owner nobody mends it." in text
    assert "- A list of owners" in text
    assert "- The debate" in text


def test_it_goes_on_with_the_first_open_question_and_says_so(folder):
    asker, _ = sit(folder, before={"owners": Answer(1), "uses": Answer(1)})
    assert asker.said[0] == "2 answered so far. Going on with the first open question."
    assert headings(asker) == ["2 of 5, Data"]


def test_an_earlier_answer_is_pointed_at_and_can_be_changed(folder):
    before = {
        "owners": Answer(1, evidence="Old"),
        "uses": Answer(0b10),
        "late": Answer(3.5),
        "early": Answer(NOT_APPLICABLE, reason="x"),
    }
    asker, saved = sit(folder, "d", "", GO, "4.5", GO, "", "x", before=before)
    assert asker.starts == ["", ["2"], GO, "3.5", GO, "n", "x", GO]
    assert saved == before | {"late": Answer(4.5)}


@pytest.mark.parametrize(
    ("answer", "ticked"),
    [(Answer(), []), (Answer(0b101), ["1", "3"]), (Answer(0), ["0"]), (Answer(NOT_APPLICABLE, reason="x"), ["n"])],
)
def test_what_was_chosen_before_is_ticked(folder, answer, ticked):
    assessment = folder.new_assessment(SET)
    assessment.answers["uses"] = answer
    scripted = ScriptedAsker()
    with pytest.raises(KeyboardInterrupt):
        ask_question(scripted, assessment, SET.question("uses"), "3 of 5")
    assert scripted.starts == [ticked]
    assert [choice.key for choice in scripted.menus[0].choices] == ["1", "2", "3", "0", "n", "d", "m"]


def test_none_of_the_options_is_an_answer(folder):
    _, saved = sit(folder, ["0"], before={"owners": Answer(1), "sharing": Answer(1)})
    assert saved["uses"] == Answer(0)


def test_back_without_a_past_leads_to_the_question_before(folder):
    asker, _ = sit(
        folder, "m", "b", before={"owners": Answer(1), "sharing": Answer(1), "uses": Answer(1), "late": Answer(0.0)}
    )
    assert headings(asker) == ["5 of 5, Buying", asker.prompts[0]]
    assert asker.prompts[0].startswith("4 of 5, Buying")


def test_a_jump_leads_to_the_first_open_question_of_a_section(folder):
    asker, _ = sit(folder, "m", "j", "2", before={"late": Answer(0.0)})
    assert headings(asker) == ["1 of 5, Data", "5 of 5, Buying"]


def test_a_target_can_only_be_higher_and_the_one_set_is_pointed_at(folder):
    asker, _ = sit(folder, "1", "t", "3", "t")
    first, second = (menu for menu in asker.menus if menu.text == "What do you want to reach?")
    assert [choice.key for choice in first.choices] == ["2", "3", "x"]
    assert (first.start, second.start) == ("", "3")
    asker, _ = sit(folder, "m", "b", "3")
    assert "t" not in [choice.key for choice in asker.menus[-1].choices]


def test_the_role_that_was_given_last_is_offered_again(folder):
    asker, saved = sit(folder, "1", "w", "Head of data", "g", "1", "w", "Head of IT")
    assert [start for start in asker.starts if "Head" in start] == ["Head of data"]
    assert saved["sharing"].by == "Head of IT"


def test_the_answer_is_taken_back_with_dont_know_yet(folder):
    before = {"owners": Answer(1, note="Kept")}
    _, saved = sit(folder, "m", "b", "d", before=before)
    assert saved["owners"] == Answer(UNANSWERED, note="Kept")


def test_one_section_only(folder):
    asker, saved = sit(folder, "1", GO, "0", GO, scope=Scope("buying"))
    assert headings(asker) == ["5 of 5, Buying", asker.prompts[0]]
    assert set(saved) == {"late", "early"}
    assert "stopped" not in asker.said


def test_a_jump_out_of_the_section_widens_it(folder):
    asker, _ = sit(folder, "1", "j", "1", "1", GO, scope=Scope("buying"))
    assert headings(asker)[:2] == ["1 of 5, Data", "2 of 5, Data"]


def test_only_open_questions(folder):
    before = {"owners": Answer(1), "uses": Answer(1), "late": Answer(0.0)}
    asker, saved = sit(folder, "1", GO, "d", scope=Scope(None, True), before=before)
    assert headings(asker) == ["2 of 5, Data", "5 of 5, Buying"]
    assert "stopped" not in asker.said
    assert set(saved) == {"owners", "uses", "late", "sharing"}


ALL = {"owners": Answer(1), "sharing": Answer(1), "uses": Answer(1), "late": Answer(0.0), "early": Answer(0)}


@pytest.mark.parametrize(
    ("script", "shown"),
    [(["q"], []), ([GO], ["1 of 5, Data"]), (["j", "2"], ["4 of 5, Buying"]), (["j", "0", GO], ["1 of 5, Data"])],
)
def test_where_everything_is_answered_it_asks_what_to_do(folder, script, shown):
    asker, _ = sit(folder, *script, before=ALL)
    assert asker.menus[0].heading == "All 5 questions are answered."
    assert [heading.split("\n")[0] for heading in headings(asker)] == shown


def test_everything_answered_and_only_open_wanted_ends_at_once(folder):
    asker, _ = sit(folder, scope=Scope(None, True), before=ALL)
    assert asker.menus == []
    assert asker.said == ["All 5 questions are answered."]


@pytest.mark.parametrize(("script", "shown"), [(["q"], []), ([GO], ["2 of 5, Data"])])
def test_at_the_end_open_questions_are_offered(folder, script, shown):
    before = {name: answer for name, answer in ALL.items() if name not in ("sharing", "early")}
    asker, _ = sit(folder, "d", ["1"], GO, "0", GO, "0", GO, *script, before=before)
    end = next(number for number, menu in enumerate(asker.menus) if menu.heading.startswith("That was the last"))
    assert "1 question is still open" in asker.menus[end].heading
    assert [menu.heading for menu in asker.menus[end + 1 :]] == shown


def test_no_question_applies(folder):
    nobody = small_set()
    object.__setattr__(nobody, "questions", (nobody.question("districts"),))
    assessment = folder.new_assessment(nobody)
    asker = ScriptedAsker()
    Interview(assessment, asker, lambda _: None, Scope()).run()
    assert asker.said == ["No question here applies to this council."]


class Disk:
    """Saves, but fails the first so many times."""

    def __init__(self, folder, assessment, failures):
        self.folder, self.assessment, self.failures = folder, assessment, failures

    def save(self, question_id):
        if self.failures:
            self.failures -= 1
            raise FaultsError([fault("unwritable", "small.toml", why="No space left on device")])
        self.folder.save_answer(self.assessment, question_id)


@pytest.mark.parametrize(
    ("failures", "script", "kept"), [(2, ["3", "t", "t", GO], True), (1, ["3", "q"], False), (1, ["3"], False)]
)
def test_a_full_disk_keeps_the_answer_in_hand(folder, failures, script, kept):
    assessment = folder.new_assessment(SET)
    assessment.answers["owners"] = Answer(1)
    folder.save_assessment(assessment)
    disk, asker = Disk(folder, assessment, failures), ScriptedAsker("m", "b", *script)
    with pytest.raises(KeyboardInterrupt):
        Interview(assessment, asker, disk.save, Scope()).run()
    saved = CouncilFolder(folder.path).read_assessment(SET).answers
    assert saved["owners"] == assessment.answers["owners"] == Answer(3 if kept else 1)
    assert any("No space left on device" in text for text in asker.said)


@pytest.mark.parametrize(
    ("text", "complains"),
    [
        ("", True),
        ("often", True),
        ("0.3", True),
        ("0.5", False),
        ("-2", False),
        ("n", False),
        ("NA", False),
        ("?", False),
        ("m", False),
    ],
)
def test_a_number_or_a_sign_may_be_typed(text, complains):
    assert bool(check_number(SET.question("late"), text)) == complains


class Fickle(ScriptedAsker):
    """Answers at random, stops after so many questions, and before each looks whether all that was said is saved."""

    def __init__(self, folder, seed, steps):
        super().__init__()
        self.folder, self.random, self.steps = folder, random.Random(seed), steps
        self.expected = {}
        self.question = None

    def look(self):
        path = self.folder.assessment_path("small")
        saved = self.folder.read_assessment(SET).answers if path.exists() else {}
        assert {key: answer for key, answer in saved.items() if answer != Answer()} == {
            key: answer for key, answer in self.expected.items() if answer != Answer()
        }
        self.steps -= 1
        if self.steps < 0:
            raise KeyboardInterrupt

    def set(self, **values):
        old = self.expected.get(self.question.id, Answer())
        fields = {name: getattr(old, name) for name in ("code", "target", "note", "evidence", "reason", "by")}
        self.expected[self.question.id] = Answer(**{**fields, **values})

    def choose(self, menu):
        self.look()
        if menu.text == "What do you want to reach?":
            key = self.random.choice(menu.choices).key
            self.set(target=None if key == "x" else int(key) - (not self.question.levels))
            return key
        # Stopping would be dull: the test stops by itself.
        key = self.random.choice([choice.key for choice in menu.choices if choice.key != "q"])
        self.question = next((q for q in SET.questions if q.text == menu.text), self.question)
        if menu.text == self.question.text and menu.text:
            if key.isdigit():
                self.set(code=int(key) - (not self.question.levels))
            elif key == "d":
                self.set(code=UNANSWERED)
        return key

    def tick(self, menu, ticked):
        self.look()
        self.question = next(q for q in SET.questions if q.text == menu.text)
        key = self.random.choice([choice.key for choice in menu.choices])
        if key.isdigit():
            self.set(code=1 << int(key) - 1 if key != "0" else 0)
        elif key == "d":
            self.set(code=UNANSWERED)
        return [key]

    def write(self, prompt, start="", check=None):
        self.look()
        if "Type a number" in prompt:
            self.question = SET.question("late")
            text = self.random.choice(["-1", "0", "7.5", "n", "d", "m"])
            if text not in ("n", "m"):
                self.set(code=UNANSWERED if text == "d" else float(text))
            return text
        text = self.random.choice(["", "one", "two"])
        if prompt.startswith("Why is it not applicable"):
            if text:
                self.set(code=NOT_APPLICABLE, reason=text)
            return text
        field = {"What shows": "evidence", "A note for": "note", "The role o": "by"}[prompt[:10]]
        self.set(**{field: text})
        return text


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32), steps=st.integers(0, 60))
def test_stopped_at_any_point_everything_that_was_answered_is_on_the_disk(tmp_path_factory, seed, steps):
    folder = council_folder(tmp_path_factory.mktemp("council"))
    assessment = folder.new_assessment(SET)
    asker = Fickle(folder, seed, steps)
    with contextlib.suppress(KeyboardInterrupt):
        Interview(assessment, asker, lambda question_id: folder.save_answer(assessment, question_id), Scope()).run()
    asker.steps = 1
    asker.look()
