"""What changed between two editions: everything is named once, and what can move a score is what the fingerprint covers."""

import copy
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError, UsageError
from benchmark.questions.difference import compare_editions
from benchmark.questions.library import shipped_sets
from benchmark.questions.read import parse_questionnaire
from benchmark.questions.review import check_set
from scoring.fingerprint import fingerprint
from tests.scoring.question_sets import bands, levels, number, options, parse, question_set, random_sets

KIND = {"id": "kind", "title": "Kind", "options": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]}
BASE = question_set(
    levels("one", count=3, why="Because.", next=["A.", "B."]),
    options("two", {"no": 0, "yes": 1}),
    options("many", {"a": 1, "b": 2}, "b", choose="many", cap=2),
    number("three", 10, 0, "b", step=1),
    bands("four", [3, 2, 1], "b"),
    sections=["a", {"id": "b", "about": "About b."}],
    band=[{"from": 0, "title": "Low"}, {"from": 50, "title": "High"}],
    attribute=[KIND],
)


def question(data, name):
    return next(entry for entry in data["question"] if entry["id"] == name)


def with_level(data):
    question(data, "one")["levels"].append("More")
    question(data, "one")["next"].append("C.")


# What an author does; the item that it shows in, its status, and the changes: name, was, now, can move a score.
CASES = {
    "nothing": (lambda d: None, None),
    "a word of a question": (lambda d: question(d, "one").update(text="One?"), ("questions", "one", "reworded", [("text", "one", "One?", False)])),
    "why": (lambda d: question(d, "one").pop("why"), ("questions", "one", "reworded", [("why", "Because.", "", False)])),
    "a next step": (lambda d: question(d, "one").update(next=["A.", "C."]), ("questions", "one", "reworded", [("next", ["A.", "B."], ["A.", "C."], False)])),
    "a level's words": (lambda d: question(d, "one")["levels"].__setitem__(1, "Some"), ("questions", "one", "reworded", [("title of 1", "Level 1", "Some", False)])),
    "one more level": (with_level, ("questions", "one", "changed", [("options", ["0", "1", "2"], ["0", "1", "2", "3"], True), ("next", ["A.", "B."], ["A.", "B.", "C."], False)])),
    "points": (lambda d: question(d, "two")["options"][1].update(points=2), ("questions", "two", "changed", [("points of yes", 1, 2, True)])),
    "weight": (lambda d: question(d, "two").update(weight="high"), ("questions", "two", "changed", [("weight", 1, 3, True)])),
    "a decimal point": (lambda d: question(d, "two").update(weight=1.0), None),
    "cap": (lambda d: question(d, "many").pop("cap"), ("questions", "many", "changed", [("cap", 2, None, True)])),
    "moved to another section": (lambda d: question(d, "two").update(section="b"), ("questions", "two", "changed", [("section", "a", "b", True)])),
    "who is asked": (lambda d: question(d, "two").update(applies_to={"kind": ["x"]}), ("questions", "two", "changed", [("applies_to", {}, {"kind": ["x"]}, True)])),
    "after which answer": (lambda d: question(d, "two").update(asked_if={"one": [1]}), ("questions", "two", "changed", [("asked_if", {}, {"one": ["1"]}, True)])),
    "the best number": (lambda d: question(d, "three")["number"].update(best=1), ("questions", "three", "changed", [("number: best", 0, 1, True)])),
    "the curve": (lambda d: question(d, "three")["number"].update(best=1, curve="log"), ("questions", "three", "changed", [("number: best", 0, 1, True), ("number: curve", None, "log", True)])),
    "a threshold": (lambda d: question(d, "four")["number"]["bands"][2].update({"from": 2}), ("questions", "four", "changed", [("number: starts", [0, 1], [0, 2], True)])),
    "a section's words": (lambda d: d["section"][1].update(about="More."), ("sections", "b", "reworded", [("about", "About b.", "More.", False)])),
    "what may leave": (lambda d: d["section"][1].update(leaves="ask"), ("sections", "b", "reworded", [("leaves", "yes", "ask", False)])),
    "a section's method": (lambda d: d["section"][1].update(method="minimum"), ("sections", "b", "changed", [("method", "mean", "minimum", True)])),
    "an option of an attribute": (lambda d: d["attribute"][0]["options"].append({"id": "z", "title": "Z"}), ("attributes", "kind", "changed", [("options", ["x", "y"], ["x", "y", "z"], True)])),
    "an attribute's words": (lambda d: d["attribute"][0].update(title="Type"), ("attributes", "kind", "reworded", [("title", "Kind", "Type", False)])),
    "a new question": (lambda d: d["question"].append(levels("new")), ("questions", "new", "added", [])),
    "a question less": (lambda d: d["question"].pop(1), ("questions", "two", "removed", [])),
}  # fmt: skip
WHOLE = {
    "the title": (lambda d: d.update(title="Other"), [("title", "Test set", "Other", False)]),
    "a band": (lambda d: d["band"][1].update({"from": 60}), [("bands", [0, 50], [0, 60], True)]),
    "a band's name": (lambda d: d["band"][1].update(title="Top"), [("title of the band from 50", "High", "Top", False)]),
    "coverage": (lambda d: d.update(scoring={"coverage": 0.5}), [("coverage", 0, 0.5, True)]),
    "the order": (lambda d: d["question"].reverse(), [("order of the questions", ["one", "two", "many", "three", "four"], ["four", "three", "many", "two", "one"], True)]),
    "the id": (lambda d: d.update(id="other"), [("id", "test-set", "other", False)]),
}  # fmt: skip


def changed(edit):
    after = copy.deepcopy(BASE)
    edit(after)
    return compare_editions(parse(BASE), parse(after))


def plain(changes):
    return [(change.what, change.before, change.after, change.moves) for change in changes]


def items(difference):
    kinds = ("attributes", "sections", "themes", "questions")
    return [(kind, item) for kind in kinds for item in getattr(difference, kind)]


@pytest.mark.parametrize(("edit", "wanted"), CASES.values(), ids=CASES)
def test_what_is_done_to_an_entry_is_named_and_nothing_else(edit, wanted):
    difference = changed(edit)
    assert difference.whole == ()
    found = [(kind, item.id, item.status, plain(item.changes)) for kind, item in items(difference)]
    assert found == ([wanted] if wanted else [])
    assert difference.is_empty is (wanted is None)
    assert difference.moves is (wanted is not None and wanted[2] != "reworded")


@pytest.mark.parametrize(("edit", "wanted"), WHOLE.values(), ids=WHOLE)
def test_what_is_done_to_the_whole_is_named(edit, wanted):
    found = changed(edit).whole
    assert [change for change in plain(found) if change in wanted] == wanted
    assert {change.what for change in found} == {what for what, *_ in wanted}


def test_a_question_of_other_points_has_another_meaning_and_one_of_other_weight_has_not():
    meanings = {}
    for name in ("points", "weight", "moved to another section", "a word of a question", "cap"):
        ((_, item),) = items(changed(CASES[name][0]))
        meanings[name] = item.same_meaning
    assert [name for name, same in meanings.items() if not same] == ["points", "cap"]


def test_unchanged_questions_are_listed():
    assert changed(CASES["points"][0]).unchanged == ("one", "many", "three", "four")


@settings(max_examples=25)
@given(random_sets(), random_sets(), st.data())
def test_a_change_that_can_move_a_score_is_named_exactly_where_the_fingerprints_differ(first, second, data):
    mixed = copy.deepcopy(first)
    for key in data.draw(st.sets(st.sampled_from(["scoring", "band", "title"]))):
        mixed[key] = second[key]
    for entry in mixed["question"]:
        if data.draw(st.integers(0, 3)) == 0:
            entry["weight"] = data.draw(st.sampled_from([1, 2, 5]))
        if data.draw(st.integers(0, 3)) == 0:
            entry["text"] = "Other words?"
    for before, after in ((first, mixed), (first, second)):
        try:
            old, new = parse(before), parse(after)
        except FaultsError:
            continue
        difference = compare_editions(old, new)
        named = any(c.moves for c in difference.whole) or any(item.moves for _, item in items(difference))
        # The two have the same id and version.
        assert named is difference.moves is (fingerprint(old) != fingerprint(new))


SET = """
format = "questionnaire/1"
id = "stops"
version = "1"
title = "Stops"
[[section]]
id = "a"
title = "A"
[[question]]
id = "lit"
section = "a"
text = "Is it lit?"
why = "Light helps."
source = ["Guidance"]
options = [{ id = "no", title = "No", points = 0 }, { id = "yes", title = "Yes", points = 1 }]
"""


def checked(tmp_path, new, against=SET):
    (tmp_path / "old.toml").write_text(against, encoding="utf-8")
    (tmp_path / "new.toml").write_text(new, encoding="utf-8")
    return check_set(tmp_path / "new.toml", tmp_path / "old.toml")[1]


def test_words_may_change_without_a_new_version(tmp_path):
    assert checked(tmp_path, SET.replace("Is it lit?", "Are the stops lit?")) == []


def test_a_version_that_was_not_raised_is_a_fault_that_says_what_can_move(tmp_path):
    with pytest.raises(FaultsError) as refused:
        checked(tmp_path, SET.replace("points = 1", "points = 2"))
    (fault,) = refused.value.faults
    assert (fault.code, fault.place) == ("version-not-raised", "version")
    assert fault.rule.endswith('old.toml: question "lit" (points of yes).')


def test_an_id_that_means_something_else_is_reported_with_what_changed(tmp_path):
    raised = SET.replace('version = "1"', 'version = "2"')
    assert checked(tmp_path, raised) == []
    assert checked(tmp_path, raised.replace("Is it lit?", "Is it dark?")) == []
    (advice,) = checked(tmp_path, raised.replace("points = 1", "points = 2"))
    assert (advice.code, advice.place) == ("means-something-else", 'question "lit"')
    assert advice.seen.endswith("than in version 1: points of yes was 1, now 2.")


def test_another_set_is_no_earlier_version(tmp_path):
    with pytest.raises(UsageError, match="questions diff"):
        checked(tmp_path, SET, SET.replace("stops", "shelters"))


def test_a_shipped_set_that_was_changed_needs_another_version(tmp_path):
    for folder in shipped_sets():
        text = (folder / "questionnaire.toml").read_text(encoding="utf-8")
        (tmp_path / "mine.toml").write_text(text.replace("Have services", "Were services"), encoding="utf-8")
        assert check_set(tmp_path / "mine.toml")[1] == []
        (tmp_path / "mine.toml").write_text(
            re.sub("coverage       = 0[.][58]", "coverage = 0.7", text), encoding="utf-8"
        )
        with pytest.raises(FaultsError, match="that comes with the program: coverage") as refused:
            check_set(tmp_path / "mine.toml")
        assert [fault.code for fault in refused.value.faults] == ["version-not-raised"]


def test_how_rows_become_answers_is_compared_column_by_column_and_measure_by_measure():
    text = (Path(__file__).parent / "valid" / "register.toml").read_text(encoding="utf-8")
    before = parse_questionnaire(tomllib.loads(text), "before.toml")
    changed = text.replace('rule = "lowest"', 'rule = "highest"').replace("from = 10000 ", "from = 20000 ")
    after = parse_questionnaire(tomllib.loads(changed.replace("several = true", "several = false")), "after.toml")
    difference = compare_editions(before, after)
    moved = {change.what for change in difference.whole if change.moves}
    assert moved == {"several rows a line", "measure repair", "measure cost"}
