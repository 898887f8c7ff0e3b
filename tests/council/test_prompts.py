"""Arrow keys: the keys that are pressed, through prompt_toolkit's own input, and what stands on the screen."""

import io
import re
from collections import Counter
from contextlib import contextmanager

import pyte
import pytest
import questionary
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.key_binding.bindings.vi import load_vi_bindings, load_vi_search_bindings
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from benchmark.council import one_question, prompts
from benchmark.council.asking import Choice, Menu
from benchmark.council.prompts import PromptAsker, _key_bindings
from tests.council.small import ScriptedAsker, small_set

DOWN, UP, ENTER, CTRL_C, CTRL_D = "\x1b[B", "\x1b[A", "\r", "\x03", "\x04"
MENU = Menu(
    "1 of 5, Data", "Owners?", (Choice("0", "None"), Choice("1", "Some"), Choice("n", "Not applicable", alone=True))
)
LONG = "Every contract over the limit is planned for, with its end date, by a named officer, and the plan is public."


@contextmanager
def pressed(keys, output=None):
    with create_pipe_input() as source, create_app_session(input=source, output=output or DummyOutput()):
        source.send_text(keys)
        yield PromptAsker()


@pytest.mark.parametrize(
    ("keys", "start", "key"),
    [
        (ENTER, "", "0"),
        (DOWN + ENTER, "", "1"),
        (UP + ENTER, "", "n"),
        ("1" + ENTER, "", "1"),
        ("n" + ENTER, "", "n"),
        (ENTER, "1", "1"),
        (CTRL_D + "1" + ENTER, "", "1"),
        ("j" + ENTER, "", "0"),
    ],
)
def test_a_choice_is_made_with_arrows_or_its_sign(keys, start, key):
    with pressed(keys) as asker:
        assert asker.choose(MENU._replace(start=start)) == key


def test_long_signs_leave_the_arrows():
    choices = tuple(Choice(str(number), f"Section {number}") for number in range(1, 13))
    with pressed(DOWN * 11 + ENTER) as asker:
        assert asker.choose(Menu("Jump", "", choices)) == "12"


@pytest.mark.parametrize(
    ("keys", "ticked", "chosen"),
    [
        (" " + ENTER, [], ["0"]),
        (" " + DOWN + " " + ENTER, [], ["0", "1"]),
        (ENTER, ["1"], ["1"]),
        (ENTER + " " + ENTER, [], ["0"]),
        (" " + UP + " " + ENTER + " " + ENTER, [], ["0"]),
    ],
)
def test_several_are_ticked_with_the_space_bar(keys, ticked, chosen):
    with pressed(keys) as asker:
        assert asker.tick(MENU, ticked) == chosen


@pytest.mark.parametrize(
    ("keys", "start", "text"),
    [("new" + ENTER, "", "new"), (ENTER, "old", "old"), ("er" + ENTER, "old", "older"), ("\x15" + ENTER, "old", "")],
)
def test_a_text_is_typed_or_changed(keys, start, text):
    with pressed(keys) as asker:
        assert asker.write("Note", start) == text


def test_a_text_is_checked_before_it_is_taken():
    with pressed("ab" + ENTER + "\x15yes" + ENTER) as asker:
        assert asker.write("Really?", check=lambda text: "" if text == "yes" else "Type yes.") == "yes"


@pytest.mark.parametrize(
    ("keys", "ask"),
    [
        (CTRL_C, lambda a: a.choose(MENU)),
        (CTRL_C, lambda a: a.tick(MENU, [])),
        (CTRL_C, lambda a: a.write("Note")),
        (CTRL_D, lambda a: a.write("Note")),
    ],
)
def test_ctrl_c_and_the_end_of_a_text_stop(keys, ask):
    with pressed(keys) as asker, pytest.raises(KeyboardInterrupt):
        ask(asker)


class Drawn(io.StringIO):
    """What was sent to a terminal, as it stood after each drawing; `then` is done once a text was drawn."""

    def __init__(self, text="", then=None):
        super().__init__()
        self.states = []
        self.text, self.then = text, then

    def flush(self):
        self.states.append(self.getvalue())
        if self.then and self.text in self.getvalue():
            then, self.then = self.then, None
            then()


def draw(ask, columns, rows, monkeypatch, keys="", until=""):
    """Ask on a terminal until Ctrl-C, and keep all that was sent to it. After `keys` it waits `until` a text shows."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(rows))
    with create_pipe_input() as source:
        drawn = Drawn(until, then=(lambda: source.send_text(CTRL_C)) if keys else None)
        output = Vt100_Output(drawn, lambda: Size(rows, columns), term="xterm")
        source.send_text(keys or CTRL_C)
        with create_app_session(input=source, output=output), pytest.raises(KeyboardInterrupt):
            ask(PromptAsker())
    return drawn


def screen_of(menu, columns, rows, monkeypatch):
    """Draw a menu on an emulated terminal; give the fullest screen before Ctrl-C took it away."""
    return fullest(draw(lambda asker: asker.choose(menu), columns, rows, monkeypatch), columns, rows)


def fullest(drawn, columns, rows):
    screens = []
    for text in drawn.states:
        screen = pyte.Screen(columns, rows)
        pyte.Stream(screen).feed(text)
        screens.append([line.rstrip() for line in screen.display])
    return max(screens, key=lambda lines: sum(map(bool, lines)))


def long_menu(aside=""):
    levels = tuple(Choice(str(level), LONG) for level in range(5))
    extra = (one_question.NOT_HERE, one_question.NOT_KNOWN, one_question.MORE)
    return Menu("12 of 52, Procurement and market", LONG, (*levels, *extra), aside=aside)


def test_five_levels_of_twenty_words_fit_a_small_terminal_with_their_question(monkeypatch):
    assert len(LONG.split()) == 21
    lines = screen_of(long_menu(), 80, 24, monkeypatch)
    text = "\n".join(lines)
    assert "12 of 52, Procurement and market" in text
    assert text.count("is public.") == 6
    assert "m) More" in text
    first = lines.index(next(line for line in lines if "0) Every" in line))
    assert lines[first + 1].startswith("      ")
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("rows", "shown"), [(24, True), (18, False)])
def test_the_reason_for_a_question_is_shown_where_there_is_room(rows, shown, monkeypatch):
    lines = screen_of(long_menu(aside="It saves money."), 80, rows, monkeypatch)
    assert any("It saves money." in line for line in lines) == shown
    assert any("12 of 52" in line for line in lines)
    assert any("m) More" in line for line in lines)


# Clears the screen, rings, begins a sequence in one sign, turns the text: nothing of it is for people.
HARM = "x\x1b[2J\x07\x9b31m\u202e\u2066\u200f\x00y"
SEEN = "x[2J31my"
HARMFUL = Menu(
    f"Heading {HARM}",
    f"Text {HARM}",
    (Choice("0", f"First {HARM}"), Choice("1", f"Second {HARM}", alone=True)),
    aside=f"Aside {HARM}",
)


@pytest.mark.parametrize(
    ("ask", "keys", "shown"),
    [
        (lambda a: a.choose(HARMFUL), "", ("Heading ", "Text ", "Aside ", "First ", "Second ")),
        (lambda a: a.choose(HARMFUL._replace(brief=True)), "", ("Heading ", "Text ", "First ", "Second ")),
        (
            lambda a: a.tick(HARMFUL, ["0", "1"]),
            "",
            ("Heading ", "Text ", "Aside ", "First ", "Second "),
        ),
        (
            lambda a: a.write(f"Prompt {HARM}", f"Start {HARM}", lambda _: f"Complaint {HARM}"),
            ENTER,
            ("Prompt ", "Start ", "Complaint "),
        ),
    ],
)
def test_nothing_in_a_prompt_can_move_the_cursor_or_turn_the_text(ask, keys, shown, monkeypatch):
    drawn = draw(ask, 80, 30, monkeypatch, keys, until=shown[-1])
    assert not re.search("[\x00\x07\x9b\u202e\u2066\u200f]", drawn.getvalue())
    text = "\n".join(fullest(drawn, 80, 30))
    for part in shown:
        assert part + SEEN in text, text
    # prompt_toolkit itself writes a control character as ^[ or so: no such sign either.
    assert "^" not in text


def test_every_kind_of_question_makes_a_menu_that_can_be_asked():
    for question in small_set().questions:
        scripted = ScriptedAsker("d" if question.choose == "one" else ["d"])
        one_question._ask_code(scripted, question, one_question.Answer(), "1 of 5", one_question.extra_choices("en"))
        for menu in scripted.menus:
            with pressed("d" + ENTER if question.choose == "one" else " " + ENTER) as asker:
                asker.choose(menu) if question.choose == "one" else asker.tick(menu, [])


def test_the_keys_are_those_of_prompt_toolkit_without_those_of_vi():
    def keys(bindings):
        return Counter((binding.keys, binding.handler.__qualname__) for binding in bindings.bindings)

    assert keys(_key_bindings()) == keys(load_key_bindings()) - keys(load_vi_bindings()) - keys(
        load_vi_search_bindings()
    )


def test_no_key_is_made_before_one_is_pressed(monkeypatch):
    """To make them would hold up the first question."""
    made = []
    monkeypatch.setattr(prompts, "_key_bindings", lambda: made.append(1) or _key_bindings())
    with pressed(ENTER) as asker:
        questionary.select("Owners?", ["None", "Some"])
        assert not made
        asker.choose(MENU)
    assert made
