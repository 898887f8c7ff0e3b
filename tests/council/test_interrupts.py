"""Ctrl-C acts while a person is asked, and waits while an answer is on its way to the disk."""

import signal

import pytest

from benchmark.council.asking import Choice, Menu
from benchmark.council.interrupts import Interrupts, PatientAsker
from tests.council.small import ScriptedAsker

MENU = Menu("", "", (Choice("1", "One"),))


def press():
    signal.raise_signal(signal.SIGINT)


class PressedWhileAsked(ScriptedAsker):
    def choose(self, menu):
        press()
        return "1"


def test_pressed_while_asked_it_stops_at_once():
    with Interrupts() as interrupts, pytest.raises(KeyboardInterrupt):
        PatientAsker(PressedWhileAsked(), interrupts).choose(MENU)


@pytest.mark.parametrize("ask", [lambda a: a.choose(MENU), lambda a: a.tick(MENU, []), lambda a: a.write("Note")])
def test_pressed_between_questions_it_waits_for_the_next(ask):
    scripted = ScriptedAsker("1")
    with Interrupts() as interrupts:
        asker = PatientAsker(scripted, interrupts)
        press()
        with pytest.raises(KeyboardInterrupt):
            ask(asker)
        assert scripted.script == ["1"]


def test_talk_is_not_interrupted():
    with Interrupts() as interrupts:
        asker = PatientAsker(ScriptedAsker(), interrupts)
        press()
        asker.say("Saved.")
        asker.note("Level 1")


def test_afterwards_ctrl_c_means_what_it_meant_before():
    before = signal.getsignal(signal.SIGINT)
    with Interrupts():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
