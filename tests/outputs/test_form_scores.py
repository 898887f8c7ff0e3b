"""The scorer of the form says what the engine says, for thousands of random answers to random question sets."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.council.assessment import Answer, Assessment
from benchmark.outputs.form import RULES, _source
from benchmark.outputs.form_data import form_data
from benchmark.pool.items import measure
from benchmark.questions.answer import answer_words, parse_answer, write_answer
from benchmark.questions.library import find_questionnaire
from scoring.applicability import complete_attributes
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.score import score
from scoring.shown import band_of, shown_text
from tests.outputs.chromium import start_chromium
from tests.scoring.oracle import NA
from tests.scoring.oracle import NOT_ASKED as WORD_NOT_ASKED
from tests.scoring.question_sets import option_ids, parse, random_sets, table_of

WORDS = {NA: "not-applicable", WORD_NOT_ASKED: "not-asked"}
SCORE = f"""([sets, cases]) => {{
{"".join(_source(name) for name in RULES)}
  return cases.map(([at, attributes, answers]) => {{
    const set = sets[at];
    const said = new Map(Object.entries(answers).map(([id, answer]) => [id, {{ answer }}]));
    const codes = codesOf(set, new Map(Object.entries(attributes)), said);
    const found = {{}};
    for (const [id, one] of scoresOf(set, codes)) {{
      const node = [...set.nodes, ...set.themes].find((other) => other.id === id);
      found[id] = [one.asked, one.answered, one.value, shownText(one.value, node.decimals),
        bandOf(set, one.value, node.decimals)];
    }}
    return found;
  }});
}}"""

browser = pytest.fixture(scope="module")(start_chromium)


@pytest.fixture(scope="module")
def ask(browser):
    page = browser.new_page()
    return lambda sets, cases: page.evaluate(SCORE, [sets, cases])


def engine(questionnaire, table, column):
    """What the engine says of one respondent, as the form's scorer writes it."""
    scores = score(questionnaire, table)
    found = {}
    for node in (*questionnaire.nodes, *questionnaire.themes):
        value = float(scores.values[node.id][column])
        counts = int(scores.asked[node.id][column]), int(scores.answered[node.id][column])
        band = band_of(value, node.scale, questionnaire.bands) or ""
        found[node.id] = [*counts, value, shown_text(value, node.scale), band]
    return found


def alike(mine, theirs):
    assert mine.keys() == theirs.keys()
    for node_id, (asked, answered, value, shown, band) in mine.items():
        assert theirs[node_id][:2] == [asked, answered], node_id
        assert math.isclose(value, theirs[node_id][2], rel_tol=1e-9, abs_tol=1e-9) or math.isnan(value), node_id
        assert math.isnan(value) == math.isnan(theirs[node_id][2]), node_id
        assert theirs[node_id][3:] == [shown, band], node_id


@pytest.mark.no_cover
def test_random_answers_to_random_sets_score_as_in_the_engine(ask):
    sets, cases, expected = [], [], []

    @settings(max_examples=100)
    @given(st.data())
    def gather(data):
        drawn = data.draw(random_sets())
        questionnaire = parse(drawn)
        chance = random.Random(len(sets))
        rows = [typed_at_random(chance, drawn) for _ in range(30)]
        table = table_of(questionnaire, rows)
        for column, row in enumerate(rows):
            raw = {key: WORDS.get(said, said) if isinstance(said, str) else said for key, said in row.items()}
            cases.append([len(sets), {}, raw])
            expected.append(engine(questionnaire, table, column))
        sets.append(form_data(questionnaire))

    gather()
    found = ask(sets, cases)
    assert len(found) >= 3000
    for mine, theirs in zip(expected, found, strict=True):
        alike(mine, theirs)
    assert sum(not math.isnan(nodes["overall"][2]) for nodes in expected) > 500
    themes = [nodes[name][2] for nodes in expected for name in ("early", "late") if name in nodes]
    assert sum(not math.isnan(value) for value in themes) > 500


@pytest.mark.parametrize("name", ["quick-check", "digital-maturity", "tests/questions/valid/every-key.toml"])
def test_who_is_asked_what_is_decided_as_everywhere(ask, name):
    questionnaire = find_questionnaire(name)
    draw = random.Random(7)
    cases, expected = [], []
    for _ in range(150):
        attributes = {a.id: draw.choice(a.option_ids) for a in questionnaire.attributes if a.source is None}
        for left_out in [a for a in attributes if draw.random() < 0.2]:
            del attributes[left_out]
        answers = {q.id: code_for(draw, q) for q in questionnaire.questions}
        known = complete_attributes(questionnaire, attributes)
        assessment = Assessment(questionnaire, known, {key: Answer(code) for key, code in answers.items()})
        expected.append(engine(questionnaire, assessment.table(), 0))
        written = {key: as_typed(questionnaire.question(key), code) for key, code in answers.items()}
        cases.append([0, attributes, written])
        assert NOT_ASKED not in answers.values()
    for mine, theirs in zip(expected, ask([form_data(questionnaire)], cases), strict=True):
        alike(mine, theirs)
    assert len({nodes["overall"][0] for nodes in expected}) > (name != "quick-check")


def typed_at_random(chance, data):
    """One respondent's answers; what is left out is unanswered."""
    answers = {}
    for question in data["question"]:
        kind = chance.choice(["real"] * 8 + ["nothing", "nothing", NA, NA, WORD_NOT_ASKED])
        if kind == "real":
            answers[question["id"]] = a_real_one(chance, question)
        elif kind != "nothing":
            answers[question["id"]] = kind
    return answers


def a_real_one(chance, question):
    if "number" in question:
        return chance.choice(["-50", "0", "0.5", "1", "12.5", "33.3", "99.99", "100", "1000"])
    ids = option_ids(question)
    return chance.sample(ids, chance.randint(0, len(ids))) if question.get("choose") == "many" else chance.choice(ids)


def code_for(draw, question):
    if draw.random() < 0.3:
        return draw.choice([UNANSWERED, NOT_APPLICABLE])
    if question.number is not None:
        return parse_answer(question, str(draw.randint(0, 100)))
    if question.choose == "many":
        return draw.randrange(2 ** len(question.options))
    return draw.randrange(len(question.options))


def as_typed(question, code):
    written = write_answer(question, code)
    return written if isinstance(written, list) else str(written)


RESTRICTED = f"""([sets, cases]) => {{
{"".join(_source(name) for name in RULES)}
  return cases.map(([at, answers, common]) => {{
    const said = new Map(Object.entries(answers).map(([id, answer]) => [id, {{ answer }}]));
    const scores = scoresOf(restrictTo(sets[at], common), codesOf(sets[at], new Map(), said));
    return Object.fromEntries([...scores].map(([id, one]) => [id, one.value]));
  }});
}}"""


def test_scores_over_the_common_questions_are_those_that_a_benchmark_compares(browser):
    sets, cases, expected = [], [], []

    @settings(max_examples=40)
    @given(st.data())
    def gather(data):
        drawn = data.draw(random_sets())
        questionnaire = parse(drawn)
        chance = random.Random(len(sets))
        for _ in range(5):
            row = typed_at_random(chance, drawn)
            common = [question.id for question in questionnaire.questions if chance.random() < 0.7]
            table = table_of(questionnaire, [row])
            measured = measure(questionnaire, table, tuple(common))
            scores = [item for item in measured.items if item.kind != "question"]
            expected.append({item.id: float(measured.values[measured.items.index(item), 0]) for item in scores})
            raw = {key: WORDS.get(said, said) if isinstance(said, str) else said for key, said in row.items()}
            cases.append([len(sets), raw, common])
        sets.append(form_data(questionnaire))

    gather()
    for mine, theirs in zip(expected, browser.new_page().evaluate(RESTRICTED, [sets, cases]), strict=True):
        for node_id, value in mine.items():
            assert math.isclose(value, theirs[node_id], rel_tol=1e-9, abs_tol=1e-9) or (
                math.isnan(value) and math.isnan(theirs[node_id])
            )
    assert sum(not math.isnan(value) for nodes in expected for value in nodes.values()) > 200


NUMBERS = ["", "12", " 12 ", "12.5", "12.25", "-1", "0", "100", "100.0001", "1e2", "1_0", "1,5", "NaN", "inf", ".5", "5.", "+7", "1e400", "0x10", "٣", "twelve", "1e15", "99.9999999999"]  # fmt: skip


@pytest.mark.parametrize("rule", [{"step": 0.5, "least": 0, "most": 100}, {"least": 0}, {"most": 50.5}, {"step": 3}])
def test_a_number_is_right_in_the_form_where_it_is_right_for_the_parser(browser, rule):
    data = {"id": "n", "section": "a", "text": "n", "number": {"worst": 0, "best": 100, **rule}}
    questionnaire = parse(
        {
            "format": "questionnaire/1",
            "id": "t",
            "version": "1",
            "title": "T",
            "section": [{"id": "a", "title": "A"}],
            "question": [data],
        }
    )
    question = questionnaire.questions[0]
    script = f"([rule, texts]) => {{ {_source('form-asked.js')} return texts.map((text) => numberFault(rule, text)); }}"
    typed = [text for text in NUMBERS if text.strip()]
    faults = browser.new_page().evaluate(script, [form_data(questionnaire)["questions"][0]["number"], typed])
    for text, found in zip(typed, faults, strict=True):
        code = parse_answer(question, text)
        assert (found == "") == isinstance(code, float), (text, found, code)
        if isinstance(code, float):
            assert answer_words(question, code)
