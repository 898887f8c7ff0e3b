"""A workshop: everybody types unseen, the spread shows once all have answered, and all of it is saved."""

import os

import pytest

from benchmark.council.agreed import Agreed
from benchmark.council.agreeing import Progress
from benchmark.council.assessment import Answer
from benchmark.council.workshop import Circle, Workshop
from scoring.codes import NOT_APPLICABLE
from scoring.spread import Spread
from tests.council.several import SET, colleague, council_folder, recorded, round_answers
from tests.council.small import ScriptedAsker

ROLES = ("housing", "it")


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


class Room:
    """People who type one after the other; what was shown when each of them typed is kept."""

    def __init__(self, capsys, *typed):
        self.typed = list(typed)
        self.prompts = []
        self.shown = []
        self.capsys = capsys

    def __call__(self, prompt):
        self.prompts.append(prompt)
        self.shown.append(self.capsys.readouterr().err)
        if not self.typed:
            raise KeyboardInterrupt
        return self.typed.pop(0)


def workshop(folder, room, *script, section="data", plain=True):
    asker = ScriptedAsker(*script)
    return Workshop(folder, Circle(SET, ROLES, section, plain), asker, room), asker


def test_all_type_then_the_spread_shows_then_they_agree(folder, capsys):
    room = Room(capsys, "1", "3", "2", "2", "q")
    sitting, asker = workshop(folder, room, "2", "y")
    assert sitting.run() == Progress(2, 2, 1)
    assert room.prompts == ["housing: ", "it: "] * 2 + ["housing: "]
    # When the second types, nothing shows what the first one said.
    assert not any("answer)" in shown for shown in room.shown[:2])
    assert "(1 answer)" in room.shown[2]
    assert recorded(folder)["owners"] == Answer(2, agreed=Agreed(ROLES, Spread(2, 2, 0, 0.6667, 1, 3)))
    assert folder.as_role("it").read_assessment(SET).answers["owners"] == Answer(3)
    assert asker.said[-1].startswith("One after the other")


def test_what_was_typed_is_saved_before_the_next_one_types(folder, capsys):
    sitting, _ = workshop(folder, Room(capsys, "1"))
    with pytest.raises(KeyboardInterrupt):
        sitting.run()
    assert folder.as_role("housing").read_assessment(SET).answers == {"owners": Answer(1)}
    assert sitting.progress() == Progress(0, 0, 3)


def test_a_slip_is_asked_again_without_showing_it(folder, capsys):
    room = Room(capsys, "77", "", "1", "3", "q")
    sitting, asker = workshop(folder, room, "1")
    sitting.run()
    assert room.prompts[:3] == ["housing: "] * 3
    assert not any("77" in line for line in asker.said)


def test_an_answer_of_before_is_kept_with_enter_and_notes_stay_unseen(folder, capsys):
    colleague(folder, "housing", owners=Answer(1, note="Secret"))
    room = Room(capsys, "", "1", "q")
    sitting, _ = workshop(folder, room, "y")
    sitting.run()
    assert room.prompts[0] == "housing, Enter keeps what was answered before: "
    assert not any("Secret" in shown for shown in room.shown)
    assert folder.as_role("housing").read_assessment(SET).answers["owners"] == Answer(1, note="Secret")
    assert recorded(folder)["owners"].agreed.by == ROLES


def test_who_does_not_know_does_not_count(folder, capsys):
    room = Room(capsys, "d", "1", "d", "d", "q")
    sitting, _ = workshop(folder, room, "1")
    # Nobody knows the second question: it is left open, and the third one comes.
    assert sitting.run() == Progress(1, 1, 2)
    assert recorded(folder)["owners"] == Answer(1, agreed=Agreed(("it",)))


def test_one_can_skip_go_back_ask_again_and_stop(folder, capsys):
    room = Room(capsys, "b", "s", "b", "1", "2", "", "3", "q")
    sitting, asker = workshop(folder, room, "b", "")
    assert sitting.run() == Progress(0, 0, 3)
    assert "This is the first question." in asker.said
    # Asked again, housing kept its answer and it gave another one.
    said = [folder.as_role(role).read_assessment(SET).answers["owners"].code for role in ROLES]
    assert said == [1, 3]
    sitting, _ = workshop(folder, Room(capsys, "", ""), "q")
    assert sitting.run() == Progress(0, 0, 3)


def test_not_applicable_and_numbers_can_be_typed(folder, capsys):
    room = Room(capsys, "n", "20", "q")
    sitting, _ = workshop(folder, room, "n", "They are never late", section="buying")
    sitting.run()
    assert recorded(folder)["late"].code is NOT_APPLICABLE
    assert recorded(folder)["late"].agreed.spread == Spread(2, 2, 1)


def test_what_is_agreed_already_is_not_asked_and_the_rest_is(folder, capsys):
    round_answers(folder, owners=Answer(1, agreed=Agreed(("it",))), sharing=Answer(1))
    room = Room(capsys, "q")
    sitting, asker = workshop(folder, room, section=None)
    assert sitting.run() == Progress(0, 1, 4)
    assert SET.question("sharing").text in asker.said


def test_a_newer_answer_is_not_overwritten(folder, capsys):
    room = Room(capsys, "1", "2", "q")
    sitting, asker = workshop(folder, room)

    def meanwhile(*_):
        round_answers(folder, owners=Answer(0))
        asker.script.append("1")
        return "1"

    asker.write = meanwhile
    sitting.run()
    assert any("meanwhile" in line for line in asker.said)
    assert recorded(folder)["owners"] == Answer(0)


def test_the_spread_takes_the_place_of_the_question_on_the_screen(folder, capsys, monkeypatch):
    cleared = []
    monkeypatch.setattr("benchmark.console.clear", lambda: cleared.append(capsys.readouterr().err))
    sitting, _ = workshop(folder, Room(capsys, "1", "3", "q"), "2", plain=False)
    sitting.run()
    # Before the question, before its spread, before the next question.
    assert len(cleared) == 3
    assert "\u2588" in cleared[2]
    assert "\u2588" not in cleared[0] + cleared[1]


@pytest.mark.parametrize(("lines", "airy"), [(60, True), (12, False)])
def test_a_large_screen_has_room_between_the_answers(folder, capsys, monkeypatch, lines, airy):
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: os.terminal_size((80, lines)))
    room = Room(capsys, "q")
    sitting, _ = workshop(folder, room, plain=False)
    sitting.run()
    assert ("\n\n  1  Some of it is there." in room.shown[0]) == airy
