"""Small question sets for tests, written by hand or at random, and answers to them in the author's words."""

import copy

from hypothesis import strategies as st

from benchmark.questions.answer import BadAnswer, parse_answer
from benchmark.questions.read import parse_questionnaire
from scoring import codes
from scoring.answers import build_table
from scoring.score import score
from scoring.shown import shown
from tests.scoring.oracle import NA, NOT_ASKED

METHODS = ("mean", "geometric", "sum", "minimum", "maximum", "staged", "subtract", "none")


def question_set(*questions, sections=("a",), **rest):
    """Write a question set as a dictionary; a section may be given by its id alone."""
    return {
        "format": "questionnaire/1",
        "id": "test-set",
        "version": "1",
        "title": "Test set",
        "section": [{"id": s, "title": s} if isinstance(s, str) else {"title": s["id"], **s} for s in sections],
        "question": [dict(question) for question in questions],
        **rest,
    }


def levels(question_id, section="a", count=5, **rest):
    """Write a question of levels 0 to `count` - 1."""
    texts = [f"Level {level}" for level in range(count)]
    return {"id": question_id, "section": section, "text": question_id, "levels": texts, **rest}


def options(question_id, points, section="a", **rest):
    """Write a question with options, from a mapping of ids to points."""
    listed = [{"id": key, "title": key, "points": value} for key, value in points.items()]
    return {"id": question_id, "section": section, "text": question_id, "options": listed, **rest}


def number(question_id, worst, best, section="a", step=None, **rest):
    """Write a question that is answered with a number."""
    rule = {"worst": worst, "best": best} if step is None else {"worst": worst, "best": best, "step": step}
    return {"id": question_id, "section": section, "text": question_id, "number": rule, **rest}


def bands(question_id, points, section="a", starts=(0, 1, 12.5, 100), **rest):
    """Write a question that is answered with a number which earns the points of the band it lies in."""
    listed = [{"id": f"b{at}", "title": f"b{at}", "points": value} for at, value in enumerate(points)]
    for band, start in zip(listed[1:], starts, strict=False):
        band["from"] = start
    return {"id": question_id, "section": section, "text": question_id, "number": {"bands": listed}, **rest}


def parse(data):
    """Read a question set through the program's own checks."""
    return parse_questionnaire(copy.deepcopy(data), "test.toml")


def table_of(questionnaire, rows):
    """Make a table of answers written in words, one mapping a respondent."""
    return build_table(
        questionnaire, [{key: code_of(questionnaire.question(key), raw) for key, raw in row.items()} for row in rows]
    )


def code_of(question, raw):
    """Read one answer; the fixed word says that the question was not asked."""
    if raw == NOT_ASKED:
        return codes.NOT_ASKED
    code = parse_answer(question, raw)
    assert not isinstance(code, BadAnswer), (question.id, raw, code)
    return code


def scores_of(data, *rows):
    """Score respondents whose answers are written in words."""
    questionnaire = parse(data)
    return score(questionnaire, table_of(questionnaire, rows))


def shown_of(data, answers, node="overall"):
    """Give one respondent's score as it is shown, or None."""
    questionnaire = parse(data)
    value = score(questionnaire, table_of(questionnaire, [answers])).values[node][0]
    return shown(float(value), questionnaire.section(node).scale)


# ---- at random

WEIGHTS = st.sampled_from([1, 1, 1, 2, 3, 0.5, 0.1, 0.25, 0, "high", "medium", "low"])
POINTS = st.lists(st.sampled_from([-3, -1, -0.5, 0, 0.25, 0.5, 1, 2, 5, 10]), min_size=2, max_size=4, unique=True)


def maybe(draw, entry, key, values, chance=3):
    """Add a key once in so many times."""
    if draw(st.integers(1, chance)) == 1:
        entry[key] = draw(values)


@st.composite
def rules(draw, methods):
    """Draw the rules that a node may set; what it leaves out it inherits."""
    entry = {}
    maybe(draw, entry, "method", st.sampled_from(methods), chance=2)
    maybe(draw, entry, "not_applicable", st.sampled_from(["exclude", "zero"]))
    maybe(draw, entry, "unanswered", st.sampled_from(["exclude", "zero"]))
    maybe(draw, entry, "coverage", st.sampled_from([0, 0.5, 0.8, 1, 0.3333]))
    maybe(draw, entry, "empty_stage", st.sampled_from(["pass", "block", "follow"]))
    maybe(draw, entry, "scale", scales())
    maybe(draw, entry, "stage_share", st.sampled_from([1, 0.5, 0.75]))
    directions = st.sampled_from(["nearest", "down", "up"])
    maybe(draw, entry, "rounding", st.fixed_dictionaries({"decimals": st.integers(-1, 2), "direction": directions}))
    return entry


@st.composite
def scales(draw):
    """Draw a scale, sometimes with only some of its keys; 200 lies above every start."""
    scale = {}
    maybe(draw, scale, "from", st.sampled_from([0, 1, -20, -203, 50]), chance=2)
    maybe(draw, scale, "to", st.sampled_from([200, 110, 100, 250.5]), chance=2)
    maybe(draw, scale, "decimals", st.integers(0, 2), chance=2)
    return scale


@st.composite
def random_question(draw, position, section, earlier, conditions):
    """Draw one question that stands in a section, after the earlier ones."""
    question_id = f"q{position}"
    kind = draw(st.sampled_from(["levels", "levels", "one", "many", "scale", "yes-no", "number", "bands"]))
    if kind == "levels":
        entry = levels(question_id, section, count=draw(st.integers(2, 5)))
    elif kind in ("scale", "yes-no"):
        scale = "coverage" if kind == "scale" else kind
        entry = {"id": question_id, "section": section, "text": question_id, "scale": scale}
    elif kind == "bands":
        entry = {**bands(question_id, draw(POINTS)), "section": section}
    elif kind == "number":
        worst, best = draw(st.lists(st.sampled_from([0, 1, 12.5, 100, -40]), min_size=2, max_size=2, unique=True))
        entry = number(question_id, worst, best)
        if min(worst, best) > 0:
            maybe(draw, entry["number"], "curve", st.just("log"), chance=2)
        entry["section"] = section
    else:
        entry = options(question_id, {f"o{at}": value for at, value in enumerate(draw(POINTS))}, section)
        if kind == "many":
            entry["choose"] = "many"
            maybe(draw, entry, "cap", st.sampled_from([1, 2.5]))
    maybe(draw, entry, "weight", WEIGHTS, chance=2)
    maybe(draw, entry, "met_from", st.sampled_from(thresholds(entry)), chance=2)
    maybe(draw, entry, "required", st.just(True), chance=12)
    maybe(draw, entry, "scored", st.just(False), chance=8)
    maybe(draw, entry, "not_applicable", st.sampled_from(["exclude", "zero"]), chance=8)
    maybe(draw, entry, "unanswered", st.sampled_from(["exclude", "zero"]), chance=8)
    maybe(draw, entry, "themes", st.lists(st.sampled_from(["early", "late"]), unique=True), chance=2)
    entry["stage"] = draw(st.integers(1, 3))
    askable = [other for other in earlier if option_ids(other)]
    if conditions and askable and draw(st.integers(1, 4)) == 1:
        other = draw(st.sampled_from(askable))
        entry["asked_if"] = {other["id"]: draw(st.lists(st.sampled_from(option_ids(other)), min_size=1, max_size=3))}
    return entry


@st.composite
def random_sets(draw, methods=METHODS, conditions=True):
    """Draw a question set that the checker accepts: nested sections, every method and rule."""
    sections = []
    for position in range(draw(st.integers(1, 5))):
        section = {"id": f"s{position}", "title": f"s{position}", **draw(rules(methods))}
        maybe(draw, section, "weight", WEIGHTS)
        if sections and draw(st.booleans()):
            section["parent"] = draw(st.sampled_from(sections))["id"]
        sections.append(section)
    parents = {section.get("parent") for section in sections}
    homes = [section["id"] for section in sections if section["id"] not in parents]
    homes += draw(st.lists(st.sampled_from([section["id"] for section in sections]), max_size=5))
    questions = []
    for position, home in enumerate(homes):
        questions.append(draw(random_question(position, home, questions, conditions)))
    coverage = {"options": [{"id": "no", "title": "No"}, {"id": "all", "title": "All", "points": 0.7}]}
    bands = [{"from": at, "title": f"from {at}"} for at in (50, 0, 99.5)]
    data = question_set(scoring=draw(rules(methods)), scales={"coverage": coverage}, band=bands)
    data.update(section=sections, question=questions)
    themes = [theme for theme in ("early", "late") if any(theme in q.get("themes", ()) for q in questions)]
    data["theme"] = [{"id": theme, "title": theme, **draw(rules(methods))} for theme in themes]
    return give_weight(data)


def thresholds(entry):
    """List what a question of a stage may have as its threshold: within reach of its answers."""
    if "bands" in entry.get("number", {}):
        return [max(band["points"] for band in entry["number"]["bands"])]
    if "number" in entry:
        worst, best = entry["number"]["worst"], entry["number"]["best"]
        return [worst, best, (worst + best) / 2]
    if "levels" in entry:
        return [1, 0.5]
    if "scale" in entry:
        return [0.5, 0]
    points = [option["points"] for option in entry["options"]]
    most = sum(max(value, 0) for value in points) if entry.get("choose") == "many" else max(points)
    return [min(most, entry.get("cap", most))]


def give_weight(data):
    """Let something in every node weigh: the checker refuses a node in which nothing does."""
    nodes = [None, *(entry["id"] for kind in ("section", "theme") for entry in data[kind])]
    for node in nodes:
        sections, questions = parts_of(data, node)
        if questions and not sections and not any(question.get("scored", True) for question in questions):
            questions[0].pop("scored")
    if not any(question.get("scored", True) for question in data["question"]):
        data["question"][0].pop("scored")
    for node in nodes:
        sections, questions = parts_of(data, node)
        counting = [question for question in questions if question.get("scored", True)]
        counting += [section for section in sections if section.get("method") != "none"]
        if not any(part.get("weight") != 0 for part in counting):
            for part in (*sections, *questions):
                part.pop("weight", None)
    return data


def parts_of(data, node):
    """List the sections and the questions that stand in a node itself; None is the whole."""
    sections = [section for section in data["section"] if section.get("parent") == node]
    return sections, [q for q in data["question"] if q["section"] == node or node in q.get("themes", ())]


def option_ids(question):
    """List the ids that may be chosen in a random question."""
    if "levels" in question:
        return [str(level) for level in range(len(question["levels"]))]
    if "number" in question:
        return [band["id"] for band in question["number"].get("bands", [])]
    if "scale" in question:
        return ["no", "yes" if question["scale"] == "yes-no" else "all"]
    return [option["id"] for option in question["options"]]


def real_answers(question):
    """Draw an answer that chooses or counts something."""
    if "number" in question:
        return st.sampled_from(["-50", "0", "0.5", "1", "12.5", "33.3", "99.99", "100", "1000"])
    if question.get("choose") == "many":
        return st.lists(st.sampled_from(option_ids(question)), unique=True)
    return st.sampled_from(option_ids(question))


@st.composite
def random_answers(draw, data):
    """Draw one respondent's answers; what is left out is unanswered."""
    answers = {}
    for question in data["question"]:
        kind = draw(st.sampled_from(["real"] * 8 + ["nothing", "nothing", NA, NA, NOT_ASKED]))
        if kind == "real":
            answers[question["id"]] = draw(real_answers(question))
        elif kind != "nothing":
            answers[question["id"]] = kind
    return answers
