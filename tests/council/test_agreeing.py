"""Agree: what is shown, what is asked, and that nothing is recorded unseen or lost."""

import pytest

from benchmark.council.agreed import Agreed
from benchmark.council.agreeing import Agreeing, Progress, Shown, read_both
from benchmark.council.assessment import Answer
from benchmark.council.differences import differences_data, record_one
from benchmark.council.opinions import gather
from benchmark.council.spread_words import picture, recorded_words, rows_of, spread_words
from benchmark.errors import UsageError
from scoring.codes import NOT_APPLICABLE
from scoring.spread import Spread
from tests.council.several import SET, colleague, council_folder, recorded, round_answers
from tests.council.small import ScriptedAsker


@pytest.fixture
def folder(tmp_path):
    return council_folder(tmp_path)


def hold(folder, *script, **shown):
    asker = ScriptedAsker(*script)
    return Agreeing(folder, SET, asker, Shown(**shown)).run(), asker


def opinions(folder):
    return {each.question.id: each for each in gather(*read_both(folder, SET))}


def test_what_is_the_same_is_offered_at_once(folder):
    for role in ("it", "housing"):
        colleague(folder, role, owners=1, sharing=2)
    progress, asker = hold(folder, "y")
    assert progress == Progress(2, 2, 0)
    assert asker.menus[0].heading == "On 2 questions everybody who answered said the same."
    assert recorded(folder)["owners"] == Answer(1, agreed=Agreed(("housing", "it"), Spread(2, 1, 0, 0.0, 1, 1)))


def test_without_a_yes_they_are_gone_through_one_by_one(folder):
    for role in ("it", "housing"):
        colleague(folder, role, owners=1)
    progress, asker = hold(folder, "n", "y")
    assert progress == Progress(1, 1, 0)
    assert asker.prompts == [
        "Agreed: y for what all said, 0 to 3, or n for not applicable. Enter leaves it open; b goes back, q stops."
    ]


def test_what_one_role_alone_answered_needs_a_yes(folder):
    colleague(folder, "it", owners=1, early=2)
    colleague(folder, "housing", early=0)
    progress, asker = hold(folder, "y", "q")
    assert progress == Progress(1, 1, 1)
    assert asker.menus[0].start == "n"
    assert asker.menus[0].heading == (
        'Only "it" answered 1 question. Asked too, and not answered yet: housing. Is that the answer of the council?'
    )
    assert recorded(folder)["owners"] == Answer(1, agreed=Agreed(("it",)))


def test_where_they_differ_nothing_is_taken_without_being_typed(folder):
    colleague(folder, "it", owners=1)
    colleague(folder, "housing", owners=3)
    progress, asker = hold(folder, "")
    assert (progress, asker.starts) == (Progress(0, 0, 1), [""])
    assert "y for what all said" not in asker.prompts[0]
    progress, asker = hold(folder, "2")
    assert progress == Progress(1, 1, 0)
    assert asker.said[-1] == "Saved: Level 2, agreed by housing and it."


def test_an_agreed_answer_opens_the_questions_that_hang_on_it(folder):
    colleague(folder, "it", early=3, how_early=2)
    colleague(folder, "housing", early=0)
    hold(folder, "n", "3", "2")
    assert recorded(folder)["how-early"].agreed == Agreed(("it",))
    colleague(folder, "finance", early=1)
    hold(folder, "n", "0")
    assert "how-early" not in opinions(folder)


def test_one_can_go_back_and_agree_otherwise(folder):
    for role, level in (("it", 1), ("housing", 3)):
        colleague(folder, role, owners=level, early=level)
    progress, asker = hold(folder, "b", "2", "b", "3", "1")
    assert progress == Progress(3, 2, 0)
    assert "This is the first question." in asker.said
    assert "Enter leaves it as it is" in asker.prompts[3]
    assert [recorded(folder)[name].code for name in ("owners", "early")] == [3, 1]


def test_a_question_that_is_not_asked_any_more_is_passed_by(folder):
    colleague(folder, "it", early=0)
    asker = ScriptedAsker()
    assert Agreeing(folder, SET, asker, Shown())._visit("how-early") is None
    assert asker.said == []


def test_stopping_loses_nothing(folder):
    for role, level in (("it", 1), ("housing", 3)):
        colleague(folder, role, owners=level, early=level)
    sitting = Agreeing(folder, SET, ScriptedAsker("2"), Shown())
    with pytest.raises(KeyboardInterrupt):
        sitting.run()
    assert sitting.progress() == Progress(1, 1, 1)
    assert recorded(folder)["owners"].code == 2


def test_not_applicable_needs_a_reason(folder):
    colleague(folder, "it", owners=1)
    colleague(folder, "housing", owners=3)
    hold(folder, "n", "", "n", "We have none")
    assert recorded(folder)["owners"].code is NOT_APPLICABLE
    assert recorded(folder)["owners"].reason == "We have none"


class Meddling(ScriptedAsker):
    """While somebody thinks, a colleague records another answer."""

    def __init__(self, folder, *script):
        super().__init__(*script)
        self.folder = folder

    def _next(self):
        if self.folder:
            round_answers(self.folder, owners=Answer(0, note="Newer"))
            self.folder = None
        return super()._next()


def test_a_newer_answer_is_never_overwritten_unsaid(folder):
    colleague(folder, "it", owners=1)
    colleague(folder, "housing", owners=3)
    asker = Meddling(folder, "2", "3")
    Agreeing(folder, SET, asker, Shown()).run()
    told = [line for line in asker.said if "meanwhile" in line]
    assert told == ['owners: somebody recorded "Level 0: Nothing is there." here meanwhile. Nothing was changed.']
    assert recorded(folder)["owners"].note == "Newer"
    assert recorded(folder)["owners"].code == 3


def test_what_is_the_same_is_not_taken_over_a_newer_answer(folder):
    for role in ("it", "housing"):
        colleague(folder, role, owners=1)
    asker = Meddling(folder, "y", "q")
    assert Agreeing(folder, SET, asker, Shown()).run() == Progress(0, 0, 1)
    assert recorded(folder)["owners"] == Answer(0, note="Newer")


def test_an_answer_that_is_recorded_already_is_said_before(folder):
    round_answers(folder, owners=Answer(0))
    for role in ("it", "housing"):
        colleague(folder, role, owners=1)
    _, asker = hold(folder, "q")
    assert "Recorded now, without asking colleagues: Level 0: Nothing is there." in " ".join(asker.said)


def test_notes_show_without_the_roles_unless_they_are_asked_for(folder, capsys):
    colleague(folder, "it", owners=Answer(1, note="Zero lists"))
    colleague(folder, "housing", owners=Answer(NOT_APPLICABLE, note="A list", reason="None"))
    hold(folder, "q")
    shown = capsys.readouterr().err
    assert [line for line in shown.splitlines() if '"' in line] == [' - "A list"', ' - "None"', ' - "Zero lists"']
    assert "housing" not in shown
    hold(folder, "q", named=True)
    shown = capsys.readouterr().err
    assert ' - "housing: A list"' in shown
    assert "       it\n" in shown


# ---- the picture


def drawn(question, said, **how):
    options = {"people": len(said), "plain": False, "named": False, "airy": False, **how}
    return list(picture(rows_of(SET.question(question), said, "en"), 60, **options))


def test_the_picture_has_a_bar_for_who_gave_each_answer():
    assert drawn("sharing", {"a": 0, "b": 2, "c": 2}) == [
        "  1  \u2588    1  Not at all",
        "  2          In files",
        "  3  \u2588\u2588   2  By API",
    ]


def test_in_plain_text_the_picture_counts_in_words():
    assert drawn("sharing", {"a": 0, "b": 2, "c": 2}, plain=True) == [
        "  1  Not at all (1 answer)",
        "  2  In files",
        "  3  By API (2 answers)",
    ]


def test_several_choices_numbers_and_not_applicable_are_drawn_too():
    assert drawn("uses", {"a": 0b11, "b": 0, "c": NOT_APPLICABLE}, plain=True) == [
        "  1  Plans (1 answer)",
        "  2  Care (1 answer)",
        "  3  Streets",
        "  0  none of these (1 answer)",
        "  n  not applicable (1 answer)",
    ]
    assert drawn("late", {"a": 20.0, "b": 5.5, "c": 20.0}, plain=True, airy=True) == [
        "     5.5 (1 answer)",
        "",
        "     20 (2 answers)",
        "",
    ]


def test_many_people_have_a_bar_that_fits():
    rows = drawn("sharing", {str(at): at % 12 // 11 for at in range(24)})
    assert rows[0].startswith("  1  \u2588\u2588\u2588\u2588\u2588\u2588\u2588  22  ")


@pytest.mark.parametrize(
    ("question", "spread", "words"),
    [
        ("owners", Spread(2, 1, 0, 0.0, 1, 1), "all 2 the same"),
        ("owners", Spread(3, 2, 0, 0.5, 0, 2), "Level 0 to Level 2; 3 roles, 2 different answers"),
        ("owners", Spread(2, 2, 1), "2 roles, 2 different answers, 1 not applicable"),
        ("late", Spread(2, 2, 0, 0.1, 20, 10.5), "20 to 10.5; 2 roles, 2 different answers"),
    ],
)
def test_a_spread_is_said_in_a_line(question, spread, words):
    assert spread_words(SET.question(question), spread, "en") == words


def test_what_is_recorded_says_who_agreed_and_what_came_since(folder):
    for role in ("it", "housing"):
        colleague(folder, role, owners=1)
    assert recorded_words(opinions(folder)["owners"], "en") == ""
    hold(folder, "y")
    said = "Recorded now: Level 1: Some of it is there, agreed by housing and it."
    assert recorded_words(opinions(folder)["owners"], "en") == said
    colleague(folder, "it", owners=2)
    assert recorded_words(opinions(folder)["owners"], "en") == f"{said} Other answers have come in."


# ---- for scripts


def data(folder, *, named=False):
    colleagues, agreed = read_both(folder, SET)
    return differences_data(colleagues, gather(colleagues, agreed), "2026-autumn", named=named)


def test_the_differences_are_plain_data_and_name_roles_only_where_asked(folder):
    colleague(folder, "it", owners=Answer(1, note="Mine"))
    colleague(folder, "housing", owners=Answer(NOT_APPLICABLE, reason="None"))
    (question,) = data(folder)["questions"]
    assert question["spread"] == {
        "answered": 2, "different": 2, "not_applicable": 1, "distance": None, "lowest": None, "highest": None,
    }  # fmt: skip
    assert (question["notes"], question["settled"], "answers" in question) == (["Mine", "None"], False, False)
    (question,) = data(folder, named=True)["questions"]
    assert question["answers"]["it"] == {"answer": 1, "note": "Mine", "reason": "", "evidence": ""}


def record(folder, name, answer, reason="", *, replace=False):
    return record_one(folder, SET, name, answer, reason, replace=replace)


@pytest.mark.parametrize(
    ("name", "answer", "reason", "told"),
    [
        ("gone", "1", "", "no question"),
        ("early", "1", "", "nothing to agree on"),
        ("owners", "9", "", "0 to 3, or not-applicable"),
        ("owners", "", "", "is no answer"),
        ("late", "x", "", "a number"),
        ("owners", "not-applicable", "", "needs a reason"),
    ],
)
def test_what_cannot_be_recorded_is_refused(folder, name, answer, reason, told):
    colleague(folder, "it", owners=1, late=3)
    with pytest.raises(UsageError, match=told):
        record(folder, name, answer, reason)


def test_one_answer_is_recorded_and_another_one_replaced_only_with_a_yes(folder):
    colleague(folder, "it", owners=1)
    colleague(folder, "housing", owners=3)
    record(folder, "owners", "2")
    record(folder, "owners", "2")
    with pytest.raises(UsageError, match="is recorded already"):
        record(folder, "owners", "3")
    record(folder, "owners", "not-applicable", "None", replace=True)
    assert recorded(folder)["owners"].reason == "None"


def test_one_answer_is_not_recorded_over_a_newer_one(folder, monkeypatch):
    colleague(folder, "it", owners=1)
    monkeypatch.setattr(type(folder), "save_over", lambda *_: Answer(3))
    with pytest.raises(UsageError, match="meanwhile"):
        record(folder, "owners", "2")
