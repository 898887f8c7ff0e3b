"""Plain text: what is written, what may be typed, and that wrong input is told and asked again."""

import io

import pytest

from benchmark.council.asking import Choice, EndOfInput, Menu
from benchmark.council.plain import PlainAsker

MENU = Menu(
    "1 of 5, Data",
    "Does key data have owners?",
    (
        Choice("0", "Nothing is there."),
        Choice("1", "Everything is in place " * 5),
        Choice("n", "Not applicable", ("na",), alone=True),
    ),
)


def asker(*lines):
    return PlainAsker(io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def shown(capsys):
    return lambda: capsys.readouterr().err


def test_a_menu_shows_the_heading_the_question_and_every_choice_with_its_sign(shown):
    asker("0").choose(MENU)
    lines = shown().splitlines()
    assert lines[1:4] == ["1 of 5, Data", "Does key data have owners?", "  0  Nothing is there."]
    assert lines[5].startswith("     ")
    assert "place" in lines[5]
    assert lines[-1] == "Type 0, 1 or n."
    assert all(len(line) <= 80 for line in lines)


def test_nothing_goes_to_standard_output(capsys):
    asker("0").choose(MENU)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("typed", "key"), [("1", "1"), (" N ", "n"), ("NA", "n")])
def test_a_sign_or_a_word_chooses(typed, key):
    assert asker(typed).choose(MENU) == key


def test_wrong_input_is_told_and_asked_again(shown):
    assert asker("7", "", "1").choose(MENU) == "1"
    text = shown()
    assert '"7" is not one of the choices. Type 0, 1 or n.' in text
    assert '"" is not one of the choices.' in text


def test_enter_takes_the_choice_that_is_marked(shown):
    assert asker("").choose(MENU._replace(start="1")) == "1"
    assert "Enter takes 1." in shown()


def test_a_brief_menu_is_a_sentence(shown):
    menu = Menu("Saved: Level 1.", "", (Choice("g", "Go on"), Choice("w", "Who answered: Head of IT")), "g", brief=True)
    assert asker("").choose(menu) == "g"
    assert shown() == "Saved: Level 1. Enter: go on. Or type: w who answered: Head of IT.\n"


@pytest.mark.parametrize(
    ("typed", "ticked", "keys"),
    [
        (["0,1"], [], ["0", "1"]),
        (["1 0"], [], ["1", "0"]),
        (["1;1"], [], ["1"]),
        ([""], ["1"], ["1"]),
        (["0,n", "n"], [], ["n"]),
        (["0,9", "0"], [], ["0"]),
        (["", "1"], [], ["1"]),
    ],
)
def test_several_may_be_chosen(typed, ticked, keys):
    assert asker(*typed).tick(MENU, ticked) == keys


@pytest.mark.parametrize(
    ("typed", "start", "text"),
    [
        ("new", "", "new"),
        ("new", "old", "new"),
        ("", "old", "old"),
        ("-", "old", ""),
        ("", "", ""),
        ("caf\u00e9", "", "caf\u00e9"),
    ],
)
def test_a_text_is_kept_changed_or_removed(typed, start, text):
    assert asker(typed).write("Note", start) == text


def test_a_text_is_checked(shown):
    assert asker("x", "yes").write("Really?", check=lambda text: "" if text == "yes" else "Type yes.") == "yes"
    assert "Type yes." in shown()


@pytest.mark.parametrize("ask", [lambda a: a.choose(MENU), lambda a: a.tick(MENU, []), lambda a: a.write("Note")])
def test_the_end_of_the_input_stops(ask):
    with pytest.raises(EndOfInput):
        ask(asker())


def test_broken_bytes_do_not_stop_it():
    source = io.TextIOWrapper(io.BytesIO(b"caf\xff\n"), encoding="utf-8")
    assert PlainAsker(source).write("Note").startswith("caf")
