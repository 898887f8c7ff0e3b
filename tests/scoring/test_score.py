"""What each rule of scoring means, in examples that can be worked out by hand."""

import pytest

from tests.scoring.oracle import NA, NOT_ASKED
from tests.scoring.question_sets import bands, levels, number, options, parse, question_set, scores_of, shown_of

YES_NO = {"no": 0, "yes": 1}


def scoring(**rules):
    """Write the root's rules with two decimals shown."""
    scale = {"decimals": 2, **rules.pop("scale", {})}
    return {"scoring": {**rules, "scale": scale}}


# ---- methods

THREE = (levels("one"), levels("two", weight="high"), levels("three", count=3))


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("mean", 45.0),  # (1/4 + 3 x 1/2 + 1/2) / 5
        ("sum", 44.44),  # (1 + 3 x 2 + 1) of (4 + 3 x 4 + 2)
        ("minimum", 25.0),  # one: 1 of 4
        ("subtract", 90.0),  # 100 - (3 + 3 x 2 + 1)
        ("none", None),
    ],
)
def test_each_method_makes_a_section_of_its_questions(method, expected):
    data = question_set(*THREE, sections=({"id": "a", "method": method},), **scoring())
    assert shown_of(data, {"one": "1", "two": "2", "three": "1"}, node="a") == expected


def test_a_mean_renormalises_inside_the_nested_section_first():
    """Half of the inner section is missing: the inner mean is 1, and the outer mean of 1 and 0 is a half."""
    inner = {"id": "inner", "parent": "outer"}
    data = question_set(
        levels("one", "inner"), levels("two", "inner"), levels("three", "outer"), sections=("outer", inner)
    )
    assert shown_of(data, {"one": "4", "three": "0"}) == 50


def test_weights_of_sections_and_questions():
    data = question_set(
        levels("one", "a", weight=3), levels("two", "a"), levels("three", "b"), sections=({"id": "a", "weight": 3}, "b")
    )
    assert shown_of(data, {"one": "4", "two": "0", "three": "0"}, node="a") == 75
    assert shown_of(data, {"one": "4", "two": "0", "three": "0"}) == 56  # 0.75 x 3 / 4 = 56.25


def test_what_weighs_nothing_does_not_count():
    data = question_set(
        levels("one"),
        levels("two", weight=0),
        levels("three", "b"),
        sections=("a", {"id": "b", "weight": 0}),
        scoring={"method": "minimum"},
    )
    assert shown_of(data, {"one": "4", "two": "0", "three": "0"}) == 100


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ({"method": "sum"}, 71.43),  # as plain points: (0 + 10) of (4 + 10)
        ({"method": "sum", "scale": {"to": 4}}, 50.0),  # on its own scale: (0 + 4) of (4 + 4)
        ({"method": "sum", "scale": {"decimals": 1}}, 71.43),  # decimals alone are not a range
        ({"method": "mean", "scale": {"to": 12}}, 75.0),  # (0 + 12) of (4 + 12)
        ({"method": "mean"}, 96.15),  # on the scale that it inherits: (0 + 100) of (4 + 100)
        ({"method": "staged"}, 33.33),  # its stages: (0 + 2) of (4 + 2)
    ],
)
def test_a_section_inside_a_sum_counts_with_its_range(inner, expected):
    one = levels("one", "outer")
    two = options("two", {"no": 0, "yes": 10}, "inner", stage=2)
    data = question_set(
        one, two, sections=("outer", {"id": "inner", "parent": "outer", **inner}), **scoring(method="sum")
    )
    assert shown_of(data, {"one": "0", "two": "yes"}) == expected


def test_a_sum_inside_a_sum_is_as_large_as_what_counts_in_it():
    inner = {"id": "inner", "parent": "outer"}
    data = question_set(
        levels("one", "outer"),
        levels("two", "inner"),
        levels("three", "inner", count=3),
        sections=("outer", inner),
        scoring={"method": "sum"},
    )
    assert shown_of(data, {"one": "4", "two": "0", "three": "0"}) == 40  # 4 of 10
    assert shown_of(data, {"one": "4", "two": "0", "three": NA}) == 50  # 4 of 8


def test_subtract_takes_from_the_top_and_stops_at_the_start():
    data = question_set(
        options("one", {"no": 0, "yes": 5}),
        options("two", {"no": 0, "yes": 8}),
        scoring={"method": "subtract", "scale": {"to": 10}},
    )
    assert [shown_of(data, {"one": a, "two": b}) for a, b in (("yes", "yes"), ("no", "yes"), ("no", "no"))] == [
        10,
        5,
        0,
    ]


def test_a_set_without_an_overall_score_still_scores_its_sections():
    data = question_set(levels("one"), scoring={"method": "none"})
    assert (shown_of(data, {"one": "2"}), shown_of(data, {"one": "2"}, node="a")) == (None, 50)


def test_a_section_without_a_score_leaves_its_parent():
    sections = ("a", {"id": "facts", "method": "none"})
    data = question_set(levels("one"), levels("two", "facts"), sections=sections)
    assert shown_of(data, {"one": "2", "two": "4"}) == 50


# ---- stages

STAGED = {"scoring": {"method": "none"}, "sections": ({"id": "a", "method": "staged"},)}
FOUR = (
    options("one", YES_NO, stage=1),
    options("two", YES_NO, stage=2),
    levels("three", stage=2, met_from=3),
    options("four", YES_NO, stage=3),
)


@pytest.mark.parametrize(
    ("answers", "stage"),
    [
        (("no", "no", "0", "no"), 0),
        (("yes", "no", "4", "yes"), 1),
        (("yes", "yes", "2", "yes"), 1),
        (("yes", "yes", "3", "no"), 2),
        (("yes", "yes", "4", "yes"), 3),
        (("no", "yes", "4", "yes"), 0),
        (("yes", "yes", "", "yes"), 1),
        (("yes", NA, "3", "no"), 2),
        ((NOT_ASKED, "yes", "3", "no"), 2),
        (("", "", "", ""), None),
        ((NA, NA, NA, NA), None),
        ((NOT_ASKED, NOT_ASKED, NOT_ASKED, NOT_ASKED), None),
    ],
)
def test_staged_is_the_highest_stage_of_which_all_and_all_below_is_met(answers, stage):
    data = question_set(*FOUR, **STAGED)
    assert shown_of(data, dict(zip(("one", "two", "three", "four"), answers, strict=True)), node="a") == stage


@pytest.mark.parametrize(("empty_stage", "stage"), [("pass", 3), ("block", 1)])
def test_a_stage_with_nothing_left_passes_or_blocks(empty_stage, stage):
    data = question_set(*FOUR, scoring={"method": "staged", "empty_stage": empty_stage})
    assert shown_of(data, {"one": "yes", "two": NA, "three": NA, "four": "yes"}, node="a") == stage


@pytest.mark.parametrize(
    ("rules", "answers", "stage"),
    [
        ({"not_applicable": "zero"}, {"one": NA, "two": NA}, 0),
        ({"unanswered": "zero"}, {}, 0),
        ({"unanswered": "zero"}, {"one": NOT_ASKED, "two": NOT_ASKED}, None),
        ({"unanswered": "zero"}, {"one": NA, "two": NA}, None),
    ],
)
def test_a_staged_section_has_a_score_where_something_counts(rules, answers, stage):
    data = question_set(FOUR[0], FOUR[1], scoring={"method": "staged", **rules})
    assert shown_of(data, answers) == stage


def test_stages_inside_sections_belong_to_the_staged_section_above():
    sections = ("outer", {"id": "inner", "parent": "outer", "method": "mean"})
    data = question_set(
        options("one", YES_NO, "outer", stage=1),
        options("two", YES_NO, "inner", stage=2),
        sections=sections,
        scoring={"method": "staged"},
    )
    assert shown_of(data, {"one": "yes", "two": "yes"}, node="outer") == 2
    assert shown_of(data, {"one": "yes", "two": "no"}, node="outer") == 1


def test_an_unscored_question_is_no_stage():
    data = question_set(
        options("one", YES_NO, stage=1), options("two", YES_NO, stage=2, scored=False), scoring={"method": "staged"}
    )
    assert shown_of(data, {"one": "yes", "two": "no"}) == 1


@pytest.mark.parametrize(
    ("scale", "expected"), [({}, 2), ({"to": 100}, 67), ({"decimals": 1}, 2), ({"from": 1, "to": 4}, 3)]
)
def test_a_staged_section_shows_its_stages_unless_it_has_a_scale(scale, expected):
    section = {"id": "a", "method": "staged", "scale": scale}
    data = question_set(*FOUR, sections=(section,), scoring={"method": "none"})
    assert shown_of(data, {"one": "yes", "two": "yes", "three": "3", "four": "no"}, node="a") == expected


# ---- ways to answer

PICK = options("pick", {"one": 1, "two": 2, "bad": -1}, choose="many")


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (levels("pick"), "0", 0),
        (levels("pick"), "3", 75),
        (options("pick", {"worse": -1, "no": 0, "better": 3}), "no", 25),
        (options("pick", {"better": 1, "worse": 0}), "better", 100),
        (PICK, [], 25),  # from -1 to 3
        (PICK, ["one", "two"], 100),
        (PICK, ["one", "two", "bad"], 75),
        ({**PICK, "cap": 2}, ["one", "two"], 100),  # from -1 to 2
        ({**PICK, "cap": 2}, ["one", "two", "bad"], 100),  # 2 points, not 3 - 1 after a cap of each
        ({**PICK, "cap": 2}, ["one"], 67),
        (number("pick", worst=100, best=0), "30", 70),
        (number("pick", worst=100, best=0), "-5", 100),
        (number("pick", worst=100, best=0), "250", 0),
        (number("pick", worst=20, best=60), "30", 25),
    ],
)
def test_each_way_to_answer_gives_its_share_of_what_is_possible(question, answer, expected):
    assert shown_of(question_set(question), {"pick": answer}) == expected


# ---- what is missing

ONE_OF_TWO = (levels("one"), levels("two"))


@pytest.mark.parametrize(
    ("rules", "missing", "expected"),
    [
        ({}, "", 100),
        ({}, NA, 100),
        ({}, NOT_ASKED, 100),
        ({"unanswered": "zero"}, "", 50),
        ({"unanswered": "zero"}, NA, 100),
        ({"not_applicable": "zero"}, "", 100),
        ({"not_applicable": "zero"}, NA, 50),
        ({"not_applicable": "zero", "unanswered": "zero"}, NOT_ASKED, 100),
    ],
)
def test_missing_is_not_zero_unless_the_rules_say_so(rules, missing, expected):
    assert shown_of(question_set(*ONE_OF_TWO, scoring=rules), {"one": "4", "two": missing}) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (options("one", {"bad": -2, "good": 2}), 50),
        (options("one", {"low": 1, "high": 3}), 0),  # 0 points lie below what is possible
        (options("one", {"low": -3, "high": -1}), 100),  # and above it
        (options("one", {"good": 2, "bad": -2}, choose="many"), 50),
        (number("one", worst=-10, best=10), 0),
    ],
)
def test_zero_means_no_points_kept_inside_the_possible_range(question, expected):
    assert shown_of(question_set(question, scoring={"unanswered": "zero"}), {}) == expected


def test_nothing_that_counts_gives_no_score():
    data = question_set(*ONE_OF_TWO)
    for answers in ({}, {"one": NA, "two": NA}, {"one": NOT_ASKED, "two": ""}):
        assert shown_of(data, answers) is None


QUESTIONS = ("one", "two", "three", "four", "five")


def test_coverage_counts_asked_questions_equally_and_shows_what_did_not_apply():
    data = question_set(
        levels("one", weight=5), levels("two", scored=False), levels("three"), levels("four"), levels("five")
    )
    scores = scores_of(
        data, {"one": "0", "two": "1", "three": NA, "four": NOT_ASKED}, {}, dict.fromkeys(QUESTIONS, NOT_ASKED)
    )
    assert scores.asked["a"].tolist() == [4, 5, 0]
    assert scores.answered["a"].tolist() == [3, 0, 0]
    assert scores.not_applicable["a"].tolist() == [1, 0, 0]
    assert scores.coverage("a").tolist() == [0.75, 0, 1]
    assert scores.coverage("overall").tolist() == [0.75, 0, 1]


@pytest.mark.parametrize(("answered", "expected"), [(5, 100), (4, 100), (3, None)])
def test_four_of_five_reach_a_coverage_of_four_fifths(answered, expected):
    data = question_set(*(levels(name) for name in QUESTIONS), scoring={"coverage": 0.8})
    assert shown_of(data, dict.fromkeys(QUESTIONS[:answered], "4")) == expected


def test_a_section_below_its_coverage_leaves_its_parent():
    sections = ({"id": "a", "coverage": 1}, "b")
    data = question_set(levels("one"), levels("two"), levels("three", "b"), sections=sections)
    answers = {"one": "4", "three": "1"}
    assert [shown_of(data, answers, node) for node in ("a", "b", "overall")] == [None, 25, 25]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("", (None, 100, None)), (NA, (100, 100, 100)), (NOT_ASKED, (100, 100, 100)), ("0", (50, 100, 75))],
)
def test_without_a_required_answer_its_section_and_the_whole_have_no_score(answer, expected):
    data = question_set(levels("one", required=True), levels("two"), levels("three", "b"), sections=("a", "b"))
    answers = {"one": answer, "two": "4", "three": "4"}
    assert tuple(shown_of(data, answers, node) for node in ("a", "b", "overall")) == expected


# ---- what an earlier answer closes

CHAIN = (
    options("one", YES_NO),
    options("two", YES_NO, asked_if={"one": ["yes"]}),
    options("three", YES_NO, asked_if={"two": ["yes"]}),
)


@pytest.mark.parametrize(
    ("answers", "asked", "expected"),
    [
        (("yes", "yes", "no"), 3, 67),
        (("yes", "no", "yes"), 2, 50),
        (("no", "yes", "yes"), 1, 0),
        (("", "yes", "yes"), 1, None),
        ((NA, "yes", "yes"), 1, None),
    ],
)
def test_a_question_that_hangs_on_an_unasked_one_is_not_asked_either(answers, asked, expected):
    data = question_set(*CHAIN)
    given = dict(zip(("one", "two", "three"), answers, strict=True))
    assert scores_of(data, given).asked["a"].tolist() == [asked]
    assert shown_of(data, given) == expected


@pytest.mark.parametrize(
    ("chosen", "asked"), [(["tea"], True), (["milk", "water"], True), (["milk"], False), ([], False), (NA, False)]
)
def test_one_wanted_choice_of_several_opens_a_question(chosen, asked):
    first = options("one", {"milk": 1, "tea": 1, "water": 1}, choose="many")
    data = question_set(first, levels("two", asked_if={"one": ["tea", "water"]}))
    assert scores_of(data, {"one": chosen, "two": "4"}).asked["a"].tolist() == [1 + asked]


def test_all_conditions_must_be_met():
    data = question_set(
        options("one", YES_NO), levels("two"), levels("three", asked_if={"one": ["yes"], "two": [3, 4]})
    )
    rows = [{"one": one, "two": two, "three": "4"} for one, two in (("yes", "4"), ("yes", "2"), ("no", "4"))]
    assert scores_of(data, *rows).asked["a"].tolist() == [3, 2, 2]


# ---- what sections take over


def test_sections_inherit_what_they_do_not_say():
    data = question_set(
        levels("one", "inner", stage=1),
        sections=({"id": "outer", "method": "sum", "scale": {"to": 40}}, {"id": "inner", "parent": "outer"}),
        scoring={
            "method": "minimum",
            "not_applicable": "zero",
            "unanswered": "zero",
            "coverage": 0.5,
            "empty_stage": "block",
            "scale": {"from": 10, "decimals": 1},
        },
    )
    outer, inner = parse(data).sections
    assert (outer.method, inner.method, inner.not_applicable, inner.unanswered) == ("sum", "sum", "zero", "zero")
    assert (inner.coverage, inner.empty_stage, inner.leaves) == (0.5, "block", "yes")
    assert (inner.scale.start, inner.scale.stop, inner.scale.decimals) == (10, 40, 1)
    assert (outer.own_scale, inner.own_scale) == (True, False)


def test_a_section_that_stands_before_its_parent_in_the_file_inherits_too():
    sections = ({"id": "inner", "parent": "outer"}, {"id": "outer", "method": "minimum", "leaves": "ask"})
    inner, _ = parse(question_set(levels("one", "inner"), sections=sections)).sections
    assert (inner.method, inner.leaves) == ("minimum", "ask")


# ---- rounding, geometric means, themes


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (None, 62.5),
        ({"decimals": 0}, 63),
        ({"decimals": 0, "direction": "down"}, 62),
        ({"decimals": 0, "direction": "up"}, 63),
        ({"decimals": -1}, 60),
        ({"decimals": 1}, 62.5),
    ],
)
def test_a_section_is_rounded_before_the_whole_is_made_of_it(rounding, expected):
    """Of 62.5 and 0 the mean is 31.25; of the rounded 63 and 0 it is 31.5."""
    rules = {"rounding": rounding} if rounding else {}
    sections = ({"id": "a", **rules}, "b")
    data = question_set(levels("one"), levels("two"), levels("three", "b"), sections=sections)
    scores = scores_of(data, {"one": "1", "two": "4", "three": "0"})
    assert (scores.values["a"][0], scores.values["overall"][0]) == (expected, expected / 2)


def test_rounding_is_not_taken_over_from_above():
    data = question_set(levels("one", count=4), scoring={"rounding": {"decimals": 0}})
    scores = scores_of(data, {"one": "1"})
    assert (scores.values["a"][0], scores.values["overall"][0]) == (pytest.approx(100 / 3), 33)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [(("1", "4"), 50), (("0", "4"), 0), (("4", "4"), 100), (("1", NA), 25), ((NA, NA), None)],
)
def test_a_geometric_mean_is_pulled_down_by_its_weakest_part(answers, expected):
    data = question_set(levels("one"), levels("two"), scoring={"method": "geometric"})
    assert shown_of(data, dict(zip(("one", "two"), answers, strict=True))) == expected


def test_a_geometric_mean_has_weights():
    data = question_set(levels("one", weight=3), levels("two"), scoring={"method": "geometric"})
    assert scores_of(data, {"one": "1", "two": "4"}).values["overall"][0] == pytest.approx(100 * 0.25**0.75)


THEMED = question_set(
    levels("one", "a", themes=["people"]),
    levels("two", "a", themes=["people", "tools"], weight=3),
    levels("three", "inside", themes=["tools"]),
    levels("four", "b", themes=["tools"]),
    levels("five", "b"),
    sections=("a", {"id": "inside", "parent": "a"}, "b"),
    theme=[{"id": "people", "title": "People"}, {"id": "tools", "title": "Tools", "method": "minimum"}],
)


def test_themes_are_a_second_grouping_beside_the_sections():
    scores = scores_of(THEMED, {"one": "4", "two": "2", "three": "1", "four": "3", "five": "0"})
    assert {
        key: float(scores.values[key][0]) for key in scores.values if key not in ("a", "inside", "b", "overall")
    } == {
        "people": 62.5,
        "tools": 25,
        "a.people": 62.5,
        "a.tools": 25,
        "b.tools": 75,
    }


def test_themes_do_not_move_the_score():
    answers = {"one": "4", "two": "2", "three": "1", "four": "3"}
    plain = {**THEMED, "question": [{k: v for k, v in q.items() if k != "themes"} for q in THEMED["question"]]}
    del plain["theme"]
    assert shown_of(THEMED, answers) == shown_of(plain, answers)


def test_a_stage_may_pass_with_a_share_of_its_questions():
    questions = [levels(f"q{at}", count=2, stage=1) for at in range(4)]
    data = question_set(*questions, scoring={"method": "staged", "stage_share": 0.75})
    three, two = ({f"q{at}": str(int(at < met)) for at in range(4)} for met in (3, 2))
    assert scores_of(data, three, two).values["overall"].tolist() == [1, 0]


def test_a_question_may_have_its_own_rule_for_missing_answers():
    data = question_set(levels("one"), levels("two", not_applicable="zero"), levels("three", unanswered="zero"))
    assert shown_of(data, {"one": "4", "two": NA, "three": "4"}) == 67
    assert shown_of(data, {"one": "4", "two": "4"}) == 67
    assert shown_of(data, {"one": NA, "two": "4", "three": "4"}) == 100


def test_a_question_may_hang_on_the_band_of_a_number():
    data = question_set(bands("one", [0, 1]), levels("two", asked_if={"one": ["b1"]}))
    scores = scores_of(data, {"one": "-1", "two": "0"}, {"one": "5", "two": "0"})
    assert scores.asked["overall"].tolist() == [1, 2]
