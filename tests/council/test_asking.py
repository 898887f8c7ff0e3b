"""What every way of asking shares: wrapping, checking, cleaning."""

import pytest

from benchmark.council.asking import LONGEST_TEXT, Choice, ask_option, check_text, check_ticks, clean, shorten, wrap
from tests.council.small import ScriptedAsker

CHOICES = (Choice("1", "Plans"), Choice("2", "Care"), Choice("0", "None of these", alone=True))


@pytest.mark.parametrize(
    ("text", "width", "indent", "first", "expected"),
    [
        ("one two three four five", 20, "", None, "one two three four\nfive"),
        ("one two three four five", 20, "    ", "  - ", "  - one two three\n    four five"),
        ("one\n\ntwo", 20, " ", None, " one\n\n two"),
        ("- one two three four five", 20, "", None, "- one two three four\n  five"),
        ("well-known well-known", 20, "", None, "well-known\nwell-known"),
        ("", 20, "", None, ""),
    ],
)
def test_wrapping_keeps_line_breaks_and_hangs(text, width, indent, first, expected):
    assert wrap(text, width, indent, first) == expected


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("short", 5, "short"), ("longer text", 9, "longer..."), ("two\nlines", 20, "two lines")],
)
def test_shortening_gives_one_line(text, width, expected):
    assert shorten(text, width) == expected


@pytest.mark.parametrize(
    ("keys", "complains"), [([], True), (["1"], False), (["1", "2"], False), (["0"], False), (["0", "1"], True)]
)
def test_some_choices_stand_alone(keys, complains):
    assert bool(check_ticks(CHOICES, keys)) == complains


def test_a_text_may_be_long_but_not_a_document():
    assert check_text("x" * LONGEST_TEXT) == ""
    assert "2,001" in check_text("x" * (LONGEST_TEXT + 1))


def test_what_cannot_be_saved_is_dropped():
    assert clean(" caf\u00e9\udcff \n") == "caf\u00e9"


def test_an_option_is_given_by_its_id():
    asker = ScriptedAsker("2")
    assert ask_option(asker, "Which?", [("a", "First"), ("b", "Second")]) == "b"
    assert asker.said == ["Which: Second"]
