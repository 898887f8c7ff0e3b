"""The crosswalk between two versions: every question of both stands in it once, and what it claims is so."""

import copy

import pytest
import tomli
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from benchmark.questions.crosswalk import parse_crosswalk, read_crosswalk
from benchmark.questions.crosswalk_draft import draft_crosswalk
from benchmark.questions.read import find_faults
from scoring.fingerprint import fingerprint
from tests.scoring.question_sets import levels, options, parse, question_set, random_sets


def of(*questions, **rest):
    return question_set(*({**question, "section": "s"} for question in questions), sections=("s",), **rest)


OLD = parse(of(levels("a"), levels("b"), levels("c"), levels("d"), levels("e")))
NEW_DATA = of(
    levels("a"), {**levels("b"), "text": "B, in other words"}, levels("c2"), levels("d1"), levels("d2"), version="2"
)
NEW = parse(NEW_DATA)
GOOD = {
    "format": "crosswalk/1",
    "from": {"questionnaire": "test-set", "version": "1", "fingerprint": fingerprint(OLD)},
    "to": {"questionnaire": "test-set", "version": "2"},
    "question": [
        {"from": "a", "to": "a", "status": "same"},
        {"from": "b", "to": ["b"], "status": "reworded", "note": "Plainer."},
        {"from": "c", "to": "c2", "status": "changed"},
        {"from": "d", "to": ["d1", "d2"], "status": "split"},
        {"from": "e", "status": "dropped"},
    ],
}


def edited(*edits):
    data = copy.deepcopy(GOOD)
    for edit in edits:
        edit(data)
    return data


def entry(at, **values):
    def edit(data):
        data["question"][at].update(values)
        for key in [key for key, value in values.items() if value is None]:
            del data["question"][at][key]

    return edit


def faults_of(data):
    with pytest.raises(FaultsError) as refused:
        parse_crosswalk(data, OLD, NEW, "x.toml")
    return sorted((fault.code, fault.place) for fault in refused.value.faults)


def test_a_whole_crosswalk_is_read():
    crosswalk = parse_crosswalk(GOOD, OLD, NEW, "x.toml")
    assert (crosswalk.before, crosswalk.after) == (("test-set", "1"), ("test-set", "2"))
    assert [(s.status, s.before, s.after) for s in crosswalk.steps[2:]] == [
        ("changed", ("c",), ("c2",)),
        ("split", ("d",), ("d1", "d2")),
        ("dropped", ("e",), ()),
    ]
    assert crosswalk.steps[1].note == "Plainer."


def test_only_what_means_the_same_can_be_compared():
    assert parse_crosswalk(GOOD, OLD, NEW, "x.toml").comparable == {"a": "a", "b": "b"}


def test_a_question_may_have_another_id_and_mean_the_same():
    data = edited(entry(2, status="same"))
    assert parse_crosswalk(data, OLD, NEW, "x.toml").comparable["c"] == "c2"


FAULTS = {
    "another format": (lambda d: d.update(format="crosswalk/2"), [("unknown-format", "top of the file")]),
    "no format": (lambda d: d.pop("format"), [("missing-key", "top of the file")]),
    "no entries": (lambda d: d.pop("question"), [("missing-key", "top of the file")]),
    "no version": (lambda d: d["to"].pop("version"), [("missing-key", "[to]")]),
    "an unknown key": (entry(0, form="a"), [("unknown-key", 'entry 1, "a"')]),
    "an unknown status": (entry(1, status="renamed"), [("wrong-kind", 'entry 2, "b"')]),
    "no status": (entry(1, status=None), [("missing-key", 'entry 2, "b"')]),
    "an id that is a number": (entry(1, to=3), [("wrong-kind", 'entry 2, "b"')]),
    "entries that are no tables": (lambda d: d.update(question=["a"]), [("wrong-kind", "top of the file")]),
    "another version": (lambda d: d["to"].update(version="3"), [("other-crosswalk", "[to]")]),
    "another set": (lambda d: d["from"].update(questionnaire="other"), [("other-crosswalk", "[from]")]),
    "another edition": (lambda d: d["to"].update(fingerprint="0" * 64), [("old-crosswalk", "[to]")]),
    "a question that is missing": (lambda d: d["question"].pop(), [("not-in-crosswalk", 'question "e"')]),
    "both sides missing": (lambda d: d["question"].pop(0), [("not-in-crosswalk", 'question "a"')] * 2),
    "a question twice": (lambda d: d["question"].append({"from": "e", "status": "dropped"}), [("twice-in-crosswalk", 'question "e"')]),
    "twice in one entry": (entry(3, to=["d1", "d2", "d2"]), [("twice-in-crosswalk", 'question "d2"')]),
    "a stranger": (lambda d: d["question"].append({"to": "f", "status": "new"}), [("stranger-in-crosswalk", 'question "f"')]),
    "a stranger that is the same": (entry(0, to="f"), [("not-in-crosswalk", 'question "a"'), ("stranger-in-crosswalk", 'question "f"')]),
    "an old id on the new side": (entry(4, to="e", status="same"), [("stranger-in-crosswalk", 'question "e"')]),
    "dropped to something": (entry(2, status="dropped"), [("wrong-crosswalk-entry", 'entry 3, "c"')]),
    "new from something": (entry(2, status="new"), [("wrong-crosswalk-entry", 'entry 3, "c"')]),
    "split into one": (entry(2, status="split"), [("wrong-crosswalk-entry", 'entry 3, "c"')]),
    "merged from one": (entry(2, status="merged"), [("wrong-crosswalk-entry", 'entry 3, "c"')]),
    "the same as two": (entry(3, status="same"), [("wrong-crosswalk-entry", 'entry 4, "d"')]),
    "nothing at all": (lambda d: d["question"].append({"status": "same"}), [("wrong-crosswalk-entry", "entry 6")]),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "wanted"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_is_named(edit, wanted):
    assert faults_of(edited(edit)) == wanted


def test_everything_that_is_wrong_is_reported_at_once():
    several = edited(
        entry(0, to="f"), entry(2, status="split"), lambda d: d["question"].pop(), lambda d: d["to"].update(version="9")
    )
    codes = {code for code, _ in faults_of(several)}
    assert codes == {"other-crosswalk", "not-in-crosswalk", "stranger-in-crosswalk", "wrong-crosswalk-entry"}


@pytest.mark.parametrize("status", ["same", "reworded"])
def test_what_means_something_else_cannot_be_called_the_same(status):
    old = parse(of(options("a", {"no": 0, "yes": 1})))
    new = parse(of(options("a", {"no": 0, "yes": 2}), version="2"))
    data = {
        **GOOD,
        "question": [{"from": "a", "to": "a", "status": status}],
        "from": {"questionnaire": "test-set", "version": "1"},
    }
    with pytest.raises(FaultsError) as refused:
        parse_crosswalk(data, old, new, "x.toml")
    assert [fault.code for fault in refused.value.faults] == ["not-the-same"]


def test_a_draft_says_what_is_sure_and_marks_what_is_guessed():
    before = parse(
        of(
            {**levels("same"), "weight": 2},
            {**levels("words"), "text": "How many shelters are lit at night?"},
            {**options("points", {"no": 0, "yes": 1}), "text": "Is there a plan?"},
            {**levels("old-name"), "text": "Who cleans the benches at each stop?"},
            {**levels("whole"), "text": "Are timetables and maps up to date?"},
        )
    )
    after = parse(
        of(
            levels("same"),
            {**levels("words"), "text": "How many of the shelters are lit?"},
            {**options("points", {"no": 0, "yes": 2}), "text": "Is there a plan?"},
            {**levels("new-name"), "text": "Who cleans the bench at each stop?"},
            {**levels("part-1"), "text": "Are timetables up to date?"},
            {**levels("part-2"), "text": "Are maps up to date?"},
            version="2",
        )
    )
    text = draft_crosswalk(before, after)
    statuses = {(entry.get("from"), entry.get("to")): entry["status"] for entry in tomli.loads(text)["question"]}
    assert statuses == {
        ("same", "same"): "same",
        ("words", "words"): "reworded",
        ("points", "points"): "changed",
        (None, "new-name"): "new",
        (None, "part-1"): "new",
        (None, "part-2"): "new",
        ("old-name", None): "dropped",
        ("whole", None): "dropped",
    }
    guesses = [line for line in text.splitlines() if "A guess:" in line]
    assert len(guesses) == 2
    assert all(line.startswith("# ") for line in guesses)
    assert 'reworded, or changed, from = "old-name", to = "new-name"' in guesses[0]
    assert 'split, from = "whole", to = ["part-1", "part-2"]' in guesses[1]


def test_questions_that_became_one_are_guessed_too():
    old = of({**levels("m1"), "text": "Are maps up to date?"}, {**levels("m2"), "text": "Are the maps up to date?"})
    new = of({**levels("m"), "text": "Are all maps up to date?"}, version="2")
    assert 'merged, from = ["m1", "m2"], to = "m"' in draft_crosswalk(parse(old), parse(new))


@settings(max_examples=20)
@given(random_sets(), st.lists(st.booleans(), min_size=20, max_size=20))
def test_every_draft_can_be_read_as_it_is(data, kept):
    """The later version has other ids, and other levels, for some of the questions."""
    assume(not find_faults(data, "test.toml"))
    later = copy.deepcopy(data)
    for entry, keep in zip(later["question"], kept, strict=False):
        if not keep and not any(entry["id"] in other.get("asked_if", {}) for other in later["question"]):
            entry["id"] += "-new"
        elif "levels" in entry:
            entry["levels"].append("One more level")
    before, after = parse(data), parse({**later, "version": "2"})
    crosswalk = parse_crosswalk(tomli.loads(draft_crosswalk(before, after)), before, after, "x.toml")
    assert set(crosswalk.comparable) <= {q.id for q in before.questions if q.id in after.question_index}


def test_it_is_read_from_a_file(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(draft_crosswalk(OLD, OLD), encoding="utf-8")
    assert set(read_crosswalk(path, OLD, OLD).comparable) == {"a", "b", "c", "d", "e"}
