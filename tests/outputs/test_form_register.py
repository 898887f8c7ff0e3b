"""The rules of a register in the form's script are those of the program: the same answers, the same file, the same return."""

import json
import random

import pytest

from benchmark.council.assessment import Assessment
from benchmark.council.form_file import read_form, read_form_file
from benchmark.council.register import refresh, write_entries
from benchmark.errors import FaultsError
from benchmark.outputs.form import REGISTER_RULES, RULES, _source, render_form
from benchmark.outputs.form_data import form_data
from benchmark.questions.answer import BadAnswer, write_answer
from benchmark.questions.library import find_questionnaire
from benchmark.questions.value import parse_value, quarter_of
from benchmark.returns.home import Home
from benchmark.returns.keys import encode
from benchmark.returns.make import Place, make_return
from benchmark.returns.model import canonical
from scoring.applicability import complete_attributes
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from scoring.fingerprint import fingerprint
from scoring.register import Entry
from scoring.score import score
from tests.council.workbook.registers import ENTRIES, SPORTS
from tests.outputs.chromium import start_chromium

SOURCE = "".join(_source(name) for name in (*RULES, REGISTER_RULES))
TECHNOLOGY = find_questionnaire("technology-register")
SETS = {"sports": SPORTS, "technology": TECHNOLOGY}
SECRET = bytes(range(32))

browser = pytest.fixture(scope="module")(start_chromium)


@pytest.fixture(scope="module")
def ask(browser, tmp_path_factory):
    page = browser.new_page()
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text("<!doctype html><title>Page</title>")
    page.goto(file.as_uri())
    return page.evaluate


def random_value(draw, column):
    if column.kind == "text":
        return draw.choice(["Ledger", "  A\u00a0name ", "007"]).strip()
    if column.kind == "choice":
        return draw.randrange(len(column.options))
    if column.kind == "choices":
        return frozenset(at for at in range(len(column.options)) if draw.random() < 0.6)
    if column.kind == "number":
        return draw.choice([0.0, 5_000.0, 24_999.99, 25_000.0, 0.1, 0.2, 99_999.5, 100_000.0])
    return quarter_of(2027, draw.randint(1, 4))


def random_entry(draw, register):
    if draw.random() < 0.1:
        return Entry(none=True)
    rows = [
        {column.id: random_value(draw, column) for column in register.columns if draw.random() < 0.93}
        for _ in range(draw.choice([1, 1, 2, 3]) if register.several else 1)
    ]
    return Entry(tuple(row for row in rows if row))


def random_entries(draw, register):
    found = {line.id: random_entry(draw, register) for line in register.lines if draw.random() < 0.85}
    return {line_id: entry for line_id, entry in found.items() if entry.begun}


def saved_lines(register, entries):
    return json.loads(json.dumps(write_entries(register, entries)))


MADE = f"""([set, cases]) => {{
{SOURCE}
  return cases.map((lines) => {{
    const faults = [];
    const entries = readLines(set, lines, faults);
    const again = writeLines(set, entries);
    return [[...madeAnswers(set, entries)].map(([id, said]) => [id, said.answer, said.evidence]), again, faults];
  }});
}}"""


@pytest.mark.parametrize("name", SETS)
def test_answers_follow_from_random_rows_as_in_the_program(ask, name):
    questionnaire = SETS[name]
    draw = random.Random(3)
    cases = [random_entries(draw, questionnaire.register) for _ in range(40 if name == "sports" else 8)]
    written = [saved_lines(questionnaire.register, entries) for entries in cases]
    seen = set()
    for entries, lines, (made, again, faults) in zip(
        cases, written, ask(MADE, [form_data(questionnaire), written]), strict=True
    ):
        assert faults == []
        assert again == lines
        assessment = Assessment(questionnaire, {}, {}, entries)
        refresh(assessment)
        for question_id, answer, evidence in made:
            mine = assessment.answer(questionnaire.question(question_id))
            assert answer == as_form(questionnaire.question(question_id), mine.code), question_id
            assert " ".join(evidence.split()) == " ".join(mine.evidence.split()), question_id
            seen.add(mine.code if mine.code in (UNANSWERED, NOT_APPLICABLE) else "valued")
        assert {question_id for question_id, *_ in made} == set(questionnaire.register.made)
    assert len(seen) == 3


def as_form(question, code):
    if code is UNANSWERED:
        return ""
    if code is NOT_APPLICABLE:
        return "not-applicable"
    written = write_answer(question, code)
    return written if isinstance(written, list) else str(written)


SCORE = f"""([set, attributes, lines]) => {{
{SOURCE}
  const state = {{ attributes: new Map(Object.entries(attributes)), answers: new Map(), entries: readLines(set, lines, []) }};
  const codes = codesOf(set, state.attributes, answersOf(set, state));
  return Object.fromEntries([...scoresOf(set, codes)].map(([id, one]) => [id, [one.asked, one.answered, Number.isNaN(one.value) ? null : one.value]]));
}}"""


def test_scores_follow_from_rows(ask):
    draw = random.Random(4)
    entries = random_entries(draw, TECHNOLOGY.register)
    for kind in ("unitary", "district"):
        facts = {"council-type": kind, "population-band": "100k-150k"}
        assessment = Assessment(TECHNOLOGY, complete_attributes(TECHNOLOGY, facts), {}, entries)
        refresh(assessment)
        scores = score(TECHNOLOGY, assessment.table())
        found = ask(SCORE, [form_data(TECHNOLOGY), facts, saved_lines(TECHNOLOGY.register, entries)])
        for node in (*TECHNOLOGY.nodes, *TECHNOLOGY.themes):
            asked, answered, value = found[node.id]
            assert (asked, answered) == (scores.asked[node.id][0], scores.answered[node.id][0])
            assert value == pytest.approx(scores.values[node.id][0]) or value is None


RETURN = f"""async ([set, attributes, lines, answers, chosen, secret]) => {{
{SOURCE}
  const state = {{ attributes: new Map(Object.entries(attributes)), answers: new Map(Object.entries(answers)), entries: readLines(set, lines, []) }};
  const body = returnBody(set, state, chosen, 1);
  return canonicalText((await signReturn(fromBase64(secret), null, body)).return);
}}"""


@pytest.mark.parametrize("stay", [[], ["cost"], ["cost", "support"]])
def test_the_return_has_what_follows_from_rows_and_no_row(ask, tmp_path, stay):
    place = Place("north-west", "2026-autumn", home=True)
    facts = {"council-type": "unitary", "population-band": "100k-150k"}
    entries = random_entries(random.Random(9), TECHNOLOGY.register)
    home = Home(tmp_path, "one")
    home.keep_secret(SECRET)
    assessment = Assessment(TECHNOLOGY, complete_attributes(TECHNOLOGY, facts), {}, entries)
    refresh(assessment)
    wanted = canonical(make_return(assessment, place, home, stay, 1).content).decode()
    chosen = {"network": "north-west", "round": "2026-autumn", "home": True, "stay": stay}
    lines = saved_lines(TECHNOLOGY.register, entries)
    found = ask(RETURN, [form_data(TECHNOLOGY), facts, lines, {}, chosen, encode(SECRET)])
    assert found == wanted
    assert "Ledger" not in found
    assert "finance-fit" in found


@pytest.mark.parametrize("kind", ["number", "quarter"])
def test_values_are_read_as_in_the_program(ask, kind):
    column = next(column for column in SPORTS.register.columns if column.kind == kind)
    data = next(one for one in form_data(SPORTS)["register"]["columns"] if one["id"] == column.id)
    texts = ["", " - ", "?", "Not known", "0", "12000", "£12,000", "1e5", "1e12", "-1", "12 000", "x", "1_0", ".5", "inf", "nan",
             "2027-Q1", "2027q4", "2027-q5", "Q1 2027", "q1/2027", "31/03/2027", "31/02/2027", "2027-03", "2027-13", "2027-02-29",
             "2028-02-29", "1979-Q4", "2101-Q1", "03/2027", "2027", "soon", "1.4.2027"]  # fmt: skip
    found = ask(
        f"([column, texts]) => {{ {SOURCE} return texts.map((text) => [isKnown(text), valueFault(column, text)]); }}",
        [data, texts],
    )
    for text, (known, fault) in zip(texts, found, strict=True):
        value = parse_value(column, text)
        assert (known, bool(fault)) == (value is not None, isinstance(value, BadAnswer)), text
    assert {bool(fault) for _, fault in found} == {True, False}


def test_one_row_that_says_nothing_is_none(ask):
    entries = f"""(set) => {{ {SOURCE}
      const entries = new Map([["pool", {{ none: false, rows: [{{}}, {{ name: " ", repair: "2" }}] }}]]);
      return [writeLines(set, entries), answerFrom(set.register, set.register.measures[0], entries.get("pool"))]; }}"""
    assert ask(entries, form_data(SPORTS)) == [{"pool": {"row": [{"repair": 2}]}}, 2]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([], "The file is damaged."),
        ({"moat": {}}, '"moat": the entry is damaged.'),
        ({"pool": []}, '"Swimming pool": the entry is damaged.'),
        ({"pool": {"row": {}}}, '"Swimming pool": the entry is damaged.'),
        ({"pool": {"none": "yes"}}, '"Swimming pool": the entry is damaged.'),
        ({"pool": {"none": True, "row": [{}]}}, '"Swimming pool": the entry is damaged.'),
        ({"pool": {"row": [{}] * 51}}, '"Swimming pool": the entry is damaged.'),
        ({"pool": {"row": [{"depth": 1}]}}, '"Swimming pool": "depth" cannot be used.'),
        ({"pool": {"row": [{"repair": 3}]}}, '"Swimming pool": "State of repair" cannot be used.'),
        ({"pool": {"row": [{"offers": ["sauna"]}]}}, '"Swimming pool": "What it offers" cannot be used.'),
        ({"pool": {"row": [{"name": 5}]}}, '"Swimming pool": "Name" cannot be used.'),
        ({"pool": {"row": [5]}}, '"Swimming pool": "" cannot be used.'),
    ],
)
def test_lines_that_are_damaged_are_told(ask, lines, fault):
    assert ask(MADE, [form_data(SPORTS), [lines]])[0][2] == [fault]


def test_a_form_without_a_register_has_nothing_of_one():
    page = render_form(find_questionnaire("quick-check"))
    assert "madeAnswers(set, entries) {" not in page
    assert "data-line=" not in page


# ---- the file comes into the folder


def form_file(tmp_path, lines, questionnaire=SPORTS, **top):
    path = tmp_path / "answers.json"
    data = {
        "format": "answers-form/1",
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "fingerprint": fingerprint(questionnaire),
        "saved": "2026-11-21T22:33:00.123Z",
        "attributes": {},
        "answers": {},
        **({} if lines is None else {"lines": lines}),
        **top,
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def read(path, questionnaire=SPORTS):
    return read_form(read_form_file(path), questionnaire, "answers.json")


def faults(path, questionnaire=SPORTS):
    with pytest.raises(FaultsError) as caught:
        read(path, questionnaire)
    return [(fault.code, fault.place) for fault in caught.value.faults]


def test_lines_of_a_form_are_read(tmp_path):
    assert read(form_file(tmp_path, saved_lines(SPORTS.register, ENTRIES))).entries == ENTRIES
    assert read(form_file(tmp_path, None)).entries == {}
    carried = {"pool": {"carried": "2025-autumn", "row": [{"name": "Lido"}]}}
    assert read(form_file(tmp_path, carried)).entries == {"pool": Entry(({"name": "Lido"},))}


def test_every_fault_of_lines_is_told_at_once(tmp_path):
    lines = {"moat": {}, "pool": {"row": [{"cost": "much", "depth": 1}, {"repair": 7}]}}
    assert faults(form_file(tmp_path, lines)) == [
        ("no-such-line", "[lines.moat]"),
        ("bad-value", "[lines.pool], place 1, cost"),
        ("unknown-key", "[lines.pool], place 1"),
        ("bad-value", "[lines.pool], place 2, repair"),
    ]
    assert faults(form_file(tmp_path, [])) == [("wrong-kind", "[lines]")]
    made = {"pool-repair": {"answer": 1}}
    assert faults(form_file(tmp_path, {}, answers=made)) == [("made-answer", "answers, pool-repair")]
    check = find_questionnaire("quick-check")
    assert faults(form_file(tmp_path, {"pool": {}}, check), check) == [("no-register", "[lines]")]


def test_numbers_beyond_all_bounds_are_told(tmp_path):
    path = form_file(tmp_path, {"pool": {"row": [{"cost": 0}]}})
    path.write_text(path.read_text().replace('"cost": 0', '"cost": ' + "9" * 5_000))
    assert faults(path) == [("bad-entry", "lines")]
