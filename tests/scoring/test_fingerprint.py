"""The fingerprint: words do not move it, and everything that can move a score does."""

import copy
import re

import pytest

from scoring.fingerprint import fingerprint, question_fingerprint
from tests.scoring.question_sets import levels, number, options, parse, question_set

BASE = question_set(
    options("one", {"no": 0, "some": 1, "all": 2}, "inner", stage=1, met_from=1),
    levels("two", "outer", why="Because.", next=["a", "b", "c", "d"], evidence=["A plan"], source=["A code"]),
    options("three", {"x": 1, "y": 2}, "inner", choose="many", cap=2),
    number("four", worst=100, best=0, section="outer", step=0.5),
    levels("five", "outer", applies_to={"kind": ["small"]}, asked_if={"two": [3, 4]}),
    sections=({"id": "outer", "about": "About it"}, {"id": "inner", "parent": "outer"}),
    about="About the set",
    licence="OGL-UK-3.0",
    minutes=30,
    scoring={"coverage": 0.5},
    band=[{"from": 0, "title": "Low"}, {"from": 50, "title": "High"}],
    attribute=[
        {"id": "kind", "title": "Kind", "options": [{"id": "small", "title": "Small"}, {"id": "big", "title": "Big"}]}
    ],
)
REMOVE = object()


def changed(path, value):
    """Change one value of the base set; the path is its keys, with dots between them."""
    data = copy.deepcopy(BASE)
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    target = data
    for key in way:
        target = target[key]
    if value is REMOVE:
        del target[last]
    else:
        target[last] = value
    return data


def test_it_is_a_sha256():
    assert re.fullmatch("[0-9a-f]{64}", fingerprint(parse(BASE)))


def test_it_stays_the_same_from_one_release_to_the_next():
    """Returns carry it: if this changes, no benchmark can read the returns that are already out there."""
    plain = question_set(levels("one"), options("two", {"no": 0, "yes": 0.5}))
    assert fingerprint(parse(plain)) == "dbfb1d505b7f3e20b84cb2f4f97003568eff1e5cc463c82a7188cab681b8397b"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "Another title"),
        ("about", "Another text"),
        ("licence", "CC0-1.0"),
        ("minutes", 90),
        ("section.0.title", "Another title"),
        ("section.0.about", REMOVE),
        ("section.0.leaves", "ask"),
        ("question.0.text", "Another question?"),
        ("question.0.options.1.title", "Some of it"),
        ("question.1.levels.2", "Another level"),
        ("question.1.why", "Another reason"),
        ("question.1.next.0", "Another step"),
        ("question.1.evidence", REMOVE),
        ("question.1.source", ["Another code"]),
        ("attribute.0.title", "Another title"),
        ("band.1.title", "Another name"),
        ("attribute.0.options.0.title", "Another title"),
        # What is said another way, or said again
        ("question.0.options.2.points", 2.0),
        ("question.0.weight", 1),
        ("question.1.weight", "low"),
        ("scoring.method", "mean"),
        ("scoring.scale", {"from": 0.0, "to": 100.0, "decimals": 0}),
        ("question.4.asked_if", {"two": ["4", "3"]}),
        ("section.0.coverage", 0.5),
    ],
)
def test_words_do_not_move_it(path, value):
    assert fingerprint(parse(changed(path, value))) == fingerprint(parse(BASE))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", "another-set"),
        ("version", "2"),
        ("scoring.method", "minimum"),
        ("scoring.not_applicable", "zero"),
        ("scoring.unanswered", "zero"),
        ("scoring.coverage", 0.6),
        ("scoring.empty_stage", "block"),
        ("scoring.scale", {"from": -100}),
        ("scoring.scale", {"to": 10}),
        ("scoring.scale", {"decimals": 1}),
        ("section.1.parent", REMOVE),
        ("section.0.weight", 2),
        ("section.0.method", "sum"),
        ("section.0.not_applicable", "zero"),
        ("section.0.unanswered", "zero"),
        ("section.0.coverage", 0),
        ("section.0.scale", {"from": 0}),  # a range of its own is how it counts in a sum
        ("section.0.empty_stage", "block"),
        ("question.0.section", "outer"),
        ("question.0.options.0.id", "none"),
        ("question.0.options.0.points", 0.5),
        ("question.0.options", BASE["question"][0]["options"][::-1]),
        ("question.0.choose", "many"),
        ("question.0.weight", 2),
        ("question.0.stage", 2),
        ("question.0.stage", REMOVE),
        ("question.0.met_from", 2),
        ("question.0.met_from", REMOVE),
        ("question.0.required", True),
        ("question.0.scored", False),
        ("question.1.levels", ["0", "1", "2", "3", "4", "5"]),
        ("question.2.cap", 1),
        ("question.2.cap", REMOVE),
        ("question.3.number.worst", 90),
        ("question.3.number.best", 10),
        ("question.3.number.step", 1),
        ("question.3.number.step", REMOVE),
        ("question.4.applies_to", REMOVE),
        ("question.4.applies_to", {"kind": ["small", "big"]}),
        ("question.4.asked_if", {"two": [4]}),
        ("question.4.asked_if", REMOVE),
        ("band.1.from", 60),
        ("attribute.0.shared", True),
        ("attribute.0.options.1.id", "large"),
    ],
)
def test_what_can_move_a_score_or_what_is_asked_moves_it(path, value):
    data = changed(path, value)
    if path == "question.1.levels":
        del data["question"][1]["next"]
    assert fingerprint(parse(data)) != fingerprint(parse(BASE))


def test_a_new_or_a_moved_question_moves_it():
    for questions in ([*BASE["question"], levels("six", "outer")], BASE["question"][::-1]):
        data = {**BASE, "question": [{**question, "asked_if": {}} for question in questions]}
        same_without_conditions = {**BASE, "question": [{**question, "asked_if": {}} for question in BASE["question"]]}
        assert fingerprint(parse(data)) != fingerprint(parse(same_without_conditions))


def derived(mapping):
    tier = {"id": "tier", "title": "Tier", "options": BASE["attribute"][0]["options"], "from": mapping}
    other = {**BASE["attribute"][0], "id": "other"}
    return parse({**BASE, "attribute": [*BASE["attribute"], other, tier]})


def test_what_an_attribute_follows_from_moves_it():
    straight, crossed = {"small": "small", "big": "big"}, {"small": "big", "big": "small"}
    three = [derived({"kind": straight}), derived({"kind": crossed}), derived({"other": straight})]
    assert len({fingerprint(questionnaire) for questionnaire in three}) == 3


def test_the_meaning_of_an_answer_is_the_same_in_whatever_set_and_section():
    question = parse(BASE).question("one")
    elsewhere = {"weight": 3, "section": "b", "required": True, "text": "Other words?", "stage": 2}
    moved = parse(question_set({**BASE["question"][0], **elsewhere}, sections=("b",))).question("one")
    assert question_fingerprint(moved) == question_fingerprint(question)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("question.0.id", "another"),
        ("question.0.options.1.points", 1.5),
        ("question.0.options.1.id", "half"),
        ("question.0.choose", "many"),
    ],
)
def test_what_an_answer_means_moves_the_fingerprint_of_its_question(path, value):
    before, after = parse(BASE).questions[0], parse(changed(path, value)).questions[0]
    assert question_fingerprint(after) != question_fingerprint(before)


def test_a_cap_and_a_number_rule_are_part_of_what_an_answer_means():
    base = parse(BASE)
    for path, value, question_id in (("question.2.cap", 1, "three"), ("question.3.number.best", 5, "four")):
        after = parse(changed(path, value)).question(question_id)
        assert question_fingerprint(after) != question_fingerprint(base.question(question_id))
