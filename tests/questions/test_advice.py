"""Advice on question sets: each piece is given where it is due, and only there."""

import re
import tomllib
from pathlib import Path

import pytest

from benchmark.questions import advice as words
from benchmark.questions.library import shipped_sets
from benchmark.questions.read import parse_questionnaire
from benchmark.questions.review import check_set, review
from tests.scoring.question_sets import question_set

SOURCES = [path.read_text(encoding="utf-8") for path in (Path(words.__file__).parent).glob("*.py")]
LEVELS = ["Nobody has made a list.", "A list of the main stops is there.", "The list names each stop and its owner."]
AROUND = {"why": "A list helps.", "source": ["Guidance"]}
GOOD = {
    "id": "q",
    "section": "a",
    "text": "Is there a list of stops?",
    "levels": LEVELS,
    "next": ["One.", "Two."],
    **AROUND,
}
OPTIONS = [{"id": "no", "title": "No", "points": 0}, {"id": "yes", "title": "Yes", "points": 1}]
SCALED = {"id": "s", "section": "a", "text": "Is it lit?", "scale": "yes-no", **AROUND}
KIND = {"id": "kind", "title": "Kind", "options": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]}
LONG = "word " * 31
ALMOST = "A list names each stop and its owner, and somebody looks at it once a week."
NUMBER = {"worst": 10, "best": 0}


def chosen(*options, **rest):
    return {k: v for k, v in SCALED.items() if k != "scale"} | {"options": list(options), **rest}


def numbered(rule, **rest):
    return {k: v for k, v in SCALED.items() if k != "scale"} | {"number": rule, **rest}


def band(name, points, start=None):
    return {"id": name, "title": name, "points": points} | ({} if start is None else {"from": start})


def advice_on(*questions, **rest):
    data = question_set(*questions, **rest)
    return review(data, parse_questionnaire(data, "set.toml"))


# What is given: the questions, the rest of the set, and what must be advised: codes with the words that they hold.
CASES = [
    ("a good question", [GOOD], {}, []),
    ("a long question", [{**GOOD, "text": "Is " + "very " * 25 + "long?"}], {}, [("long-question", "has 27 words")]),
    ("a long level", [{**GOOD, "levels": [*LEVELS[:2], LONG]}], {}, [("long-level", '"2" has 31 words')]),
    ("a long sentence in a level", [{**GOOD, "levels": [*LEVELS[:2], "Then " + "on " * 25 + "it ends."]}], {}, [("long-sentence", 'A sentence of 28 words begins "Then on on on"')]),
    ("two sentences", [{**GOOD, "levels": [*LEVELS[:2], ("Here is " + "an " * 12 + "end. ") * 2]}], {}, []),
    ("labels", [{**GOOD, "levels": ["None", "Half of it", "All of them here"]}], {}, [("bare-levels", "labels: 0, 1.")]),
    ("options may be labels", [chosen(*OPTIONS)], {}, []),
    ("a vague word", [{**GOOD, "levels": [LEVELS[0], "Several stops are on a list.", LEVELS[2]]}], {}, [("vague-word", '"Several"')]),
    ("a part of a word", [{**GOOD, "levels": [LEVELS[0], "Somebody has made a list.", LEVELS[2]]}], {}, []),
    ("equal levels", [{**GOOD, "levels": [LEVELS[0], LEVELS[1], LEVELS[1].upper()]}], {}, [("alike", '"1" and "2"')]),
    ("nearly equal levels", [{**GOOD, "levels": [LEVELS[0], ALMOST, ALMOST.replace("week", "month")]}], {}, [("alike", '"1" and "2"')]),
    ("levels that differ in a number", [{**GOOD, "levels": [LEVELS[0], ALMOST.replace("week", "20 days"), ALMOST.replace("week", "10 days")]}], {}, []),
    ("levels that differ in one word of a few", [{**GOOD, "levels": [LEVELS[0], "Half of the stops are lit.", "All of the stops are lit."]}], {}, []),
    ("no question mark", [{**GOOD, "text": "List the stops."}], {}, [("no-question-mark", "")]),
    ("a question and a hint", [{**GOOD, "text": "Is there a list? Count all stops."}], {}, []),
    ("two negatives", [{**GOOD, "text": "Is there no stop that does not have a roof?"}], {}, [("two-negatives", '"no" and "not"')]),
    ("one negative in each sentence", [{**GOOD, "text": "Is there no roof? And not a light?"}], {}, []),
    ("nothing around one question", [GOOD, {k: v for k, v in SCALED.items() if k not in AROUND}], {}, [("says-nothing-about", "no `why` and no `source`")]),
    ("nothing around any", [{k: v for k, v in GOOD.items() if k not in AROUND}], {}, [("none-says", "`source`"), ("none-says", "`why`")]),
    ("options need no next steps", [GOOD, SCALED], {}, []),
    ("levels without next steps", [GOOD, {k: v for k, v in GOOD.items() if k != "next"} | {"id": "r"}], {}, [("says-nothing-about", "`next`")]),
    ("a stage outside", [{**GOOD, "stage": 1}], {}, [("idle-stage", "`stage`")]),
    ("met_from alone", [{**GOOD, "met_from": 1}], {}, [("met-from-alone", "")]),
    ("a question without a stage in a staged section", [{**GOOD, "stage": 1}, SCALED], {"section": [{"id": "a", "title": "A", "method": "staged"}]}, [("no-stage", '"a"')]),
    ("inside a staged section", [{**GOOD, "stage": 1}, {**SCALED, "section": "b"}], {"section": [{"id": "a", "title": "A", "method": "staged"}, {"id": "b", "title": "B", "parent": "a", "method": "mean"}]}, [("no-stage", '"a"')]),
    ("a staged theme", [{**GOOD, "stage": 1, "themes": ["t"]}], {"theme": [{"id": "t", "title": "T", "method": "staged"}]}, []),
    ("bands in reach", [GOOD], {"band": [{"from": 0, "title": "Low"}, {"from": 100, "title": "Top"}]}, []),
    ("a band above the scale", [GOOD], {"band": [{"from": 0, "title": "Low"}, {"from": 101, "title": "Top"}]}, [("band-out-of-reach", '"Top"')]),
    ("a band between two shown scores", [GOOD], {"band": [{"from": 0, "title": "Low"}, {"from": 50.2, "title": "Gap"}, {"from": 50.8, "title": "Top"}]}, [("band-out-of-reach", '"Gap"')]),
    ("a band below the scale", [GOOD], {"band": [{"from": -9, "title": "Under"}, {"from": 0, "title": "Low"}]}, [("band-out-of-reach", '"Under"')]),
    ("no lowest band", [GOOD], {"band": [{"from": 20, "title": "Top"}]}, [("no-lowest-band", "below 20")]),
    ("bands of nothing", [GOOD], {"band": [{"from": 0, "title": "Low"}], "scoring": {"method": "none"}}, [("idle-bands", "")]),
    ("a band of a number out of reach", [numbered({"most": 9, "bands": [band("few", 1), band("more", 0, 10)]})], {}, [("number-out-of-reach", '"more"')]),
    ("the best number may not be given", [numbered({**NUMBER, "least": 1})], {}, [("full-points-out-of-reach", "everything")]),
    ("the worst number may not be given", [numbered({**NUMBER, "most": 9})], {}, [("full-points-out-of-reach", "nothing")]),
    ("the ends may be given", [numbered({**NUMBER, "least": 0, "most": 10})], {}, []),
    ("options that earn the same", [chosen(*OPTIONS, {"id": "oh", "title": "Oh", "points": 1})], {}, [("no-gain", '"oh" earns no more and no less than "yes"')]),
    ("not scored, so none earns", [chosen({"id": "a", "title": "A"}, {"id": "b", "title": "B"}, scored=False), GOOD], {}, []),
    ("a scale that earns the same", [{**SCALED, "scale": "mine"}], {"scales": {"mine": {"options": [*OPTIONS, {"id": "oh", "title": "Oh", "points": 1}]}}}, [("no-gain", '"oh"')]),
    ("bands of a number that earn the same", [numbered({"bands": [band("a", 1), band("b", 1, 2), band("c", 0, 3)]})], {}, [("no-gain", '"b"')]),
    ("a choice that earns nothing", [chosen(*OPTIONS, choose="many")], {}, [("earns-nothing", '"no"')]),
    ("an attribute in vain", [GOOD], {"attribute": [KIND]}, [("idle-attribute", "")]),
    ("an attribute that decides", [{**GOOD, "applies_to": {"kind": ["x"]}}], {"attribute": [KIND]}, []),
    ("an attribute that a shared one follows from", [GOOD], {"attribute": [KIND, {**KIND, "id": "t", "shared": True, "from": {"kind": {"x": "x", "y": "y"}}}]}, []),
    ("an unused scale", [GOOD], {"scales": {"mine": {"options": OPTIONS}}}, [("unused-scale", "")]),
    ("no weight", [GOOD, {**SCALED, "weight": 0}], {}, [("weightless", "")]),
    ("no weight and no score", [GOOD, {**SCALED, "weight": 0, "scored": False}], {}, []),
]  # fmt: skip


@pytest.mark.parametrize(("questions", "rest", "wanted"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_advice(questions, rest, wanted):
    given = advice_on(*questions, **rest)
    assert [advice.code for advice in given] == [code for code, _ in wanted]
    for advice, (_, text) in zip(given, wanted, strict=True):
        assert text in advice.seen


def test_every_piece_of_advice_has_a_case():
    from_another_version = {"means-something-else"}
    assert {code for case in CASES for code, _ in case[3]} | from_another_version == set(words.CATALOGUE)


@pytest.mark.parametrize("code", words.CATALOGUE)
def test_both_parts_are_sentences(code):
    for part in words.CATALOGUE[code]:
        assert part.endswith(".")
        assert part[0] == '"' or part[0].isupper()


def test_every_code_that_is_used_is_in_the_catalogue():
    used = {code for text in SOURCES for code in re.findall(r'advise\(\s*"([^"]+)"', text)}
    assert used == set(words.CATALOGUE)


@pytest.mark.parametrize("folder", shipped_sets(), ids=lambda folder: folder.name)
def test_the_sets_that_come_with_the_program_need_no_advice(folder):
    assert check_set(folder)[1] == []


def test_advice_on_the_whole_stands_before_that_on_questions_in_their_order():
    data = question_set({**SCALED, "id": "z", "text": "Z."}, {**SCALED, "id": "b", "text": "B."}, attribute=[KIND])
    places = [advice.place for advice in review(data, parse_questionnaire(data, "set.toml"))]
    assert places == ['attribute "kind"', 'question "z"', 'question "b"']


def test_texts_of_any_length_are_looked_at_at_once():
    """Comparing all of them word by word would take hours here."""
    entries = [{"id": f"o{at}", "title": f"{at} " + "x y " * 20_000, "points": at} for at in range(20)]
    assert {advice.code for advice in advice_on(chosen(*entries))} == {"long-level"}


def test_the_template_of_a_new_set_needs_no_advice():
    text = Path(words.__file__).with_name("template.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    assert review(data, parse_questionnaire(data, "template.toml")) == []
