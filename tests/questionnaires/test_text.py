"""The shipped question sets keep the rules for their text, and the facts about councils add up."""

import csv
import difflib
import itertools
import re
import statistics
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import textstat

FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"
SETS = ("declaration", "digital-maturity", "quick-check")
# Beside its questions it has a register, whose measures are questions too; most rules are the same.
WITH_REGISTER = "channels"
WRITTEN = (*SETS, WITH_REGISTER)
ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")
# Two people would read these words as different amounts. A level says what can be counted or shown.
VAGUE = re.compile(
    r"\b(some|most|mostly|fully|partly|partially|largely|many|several|few|various|often|sometimes|usually|generally"
    r"|regularly|limited|significant|appropriate|adequate|good|robust|effective)\b",
    re.IGNORECASE,
)
# The Technology Code of Practice and the Service Standard do not bind councils.
ORDERS = re.compile(r"\b(must|mandatory|compulsory|obliged)\b|hack ?(day|athon)", re.IGNORECASE)
ALLOWED_SIGNS = frozenset(map(chr, range(0x20, 0x7F))) | {"\n", "£"}


def load(name):
    return tomllib.loads((FOLDER / name / "questionnaire.toml").read_text(encoding="utf-8"))


CONTENT = {name: load(name) for name in WRITTEN}
QUESTIONS = [pytest.param(q, id=f"{name}:{q['id']}") for name in WRITTEN for q in CONTENT[name]["question"]]


def levels_of(name):
    return [level for question in CONTENT[name]["question"] for level in question["levels"]]


def test_the_full_set_has_eleven_sections_and_at_least_52_questions():
    content = CONTENT["digital-maturity"]
    assert len(content["section"]) == 11
    assert len(content["question"]) >= 52


def test_the_quick_check_asks_ten_questions_from_ten_sections():
    questions = CONTENT["quick-check"]["question"]
    assert len(questions) == 10
    assert len({question["section"] for question in questions}) == 10


@pytest.mark.parametrize("name", WRITTEN)
def test_head_of_the_file(name):
    content = CONTENT[name]
    head = {key: content[key] for key in ("format", "id", "version", "licence")}
    assert head == {"format": "questionnaire/1", "id": name, "version": "2026.1", "licence": "OGL-UK-3.0"}
    assert content["title"].strip()
    assert content["about"].strip()


@pytest.mark.parametrize("name", SETS)
def test_every_section_has_a_question_and_every_question_a_section(name):
    content = CONTENT[name]
    assert {q["section"] for q in content["question"]} == {s["id"] for s in content["section"]}
    assert all(section["title"].strip() and section["about"].strip() for section in content["section"])


@pytest.mark.parametrize("name", SETS)
def test_security_answers_stay_unless_the_council_says_so(name):
    asks = [section["id"] for section in CONTENT[name]["section"] if section.get("leaves") == "ask"]
    assert asks == ["security"]


def test_contacts_give_bands_without_a_score_and_their_number_leaves_only_on_demand():
    content = CONTENT[WITH_REGISTER]
    measures = content["register"]["measure"]
    assert [measure["scored"] for measure in measures] == [False] * len(measures)
    assert all(len(measure["bands"]) >= 4 for measure in measures)
    asks = [section["id"] for section in content["section"] if section.get("leaves") == "ask"]
    assert asks == ["volume"]
    assert [measure["id"] for measure in measures if measure.get("section") == "volume"] == ["contacts"]


def test_contacts_are_asked_only_where_the_duty_exists():
    types = [option["id"] for option in CONTENT[WITH_REGISTER]["attribute"][0]["options"]]
    asked = {
        kind: [
            line["id"]
            for line in CONTENT[WITH_REGISTER]["register"]["line"]
            if kind in line.get("applies_to", {"council-type": types})["council-type"]
        ]
        for kind in types
    }
    assert {kind: len(lines) for kind, lines in asked.items()} == {
        "district": 8,
        "county": 6,
        "unitary": 12,
        "london-borough": 12,
        "metropolitan": 12,
        "scotland": 12,
        "wales": 12,
        "northern-ireland": 6,
    }
    assert not {"council-tax", "benefits", "school-places", "adult-care"} & set(asked["northern-ireland"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_complete(question):
    assert len(question["levels"]) == 5
    assert len(question["next"]) == 4
    assert 1 <= len(question["evidence"]) <= 4
    assert len(question["source"]) >= 1
    assert question["text"].endswith("?")
    lines = [question["why"], *question["levels"], *question["next"], *question["evidence"], *question["source"]]
    assert all(line == line.strip() and len(line) > 5 for line in lines)
    assert all(line.endswith(".") for line in (question["why"], *question["levels"]))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_source_says_of_which_kind_it_is(question):
    assert all(re.match(r"(From the debate|Guidance|Law): \S", line) for line in question["source"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_levels_can_be_told_apart(question):
    for one, other in itertools.combinations(question["levels"], 2):
        assert difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() <= 0.9


@pytest.mark.parametrize("name", WRITTEN)
def test_no_level_text_is_used_twice(name):
    assert [level for level, count in Counter(levels_of(name)).items() if count > 1] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_level_rests_on_a_vague_word(question):
    assert [(level, VAGUE.findall(level)) for level in question["levels"] if VAGUE.search(level)] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_levels_are_easy_to_read(name):
    text = " ".join(levels_of(name))
    assert textstat.flesch_kincaid_grade(text) <= 9
    assert textstat.flesch_reading_ease(text) >= 55


@pytest.mark.parametrize("name", ["digital-maturity", WITH_REGISTER])
@pytest.mark.parametrize("part", ["why", "next", "evidence"])
def test_the_words_around_the_levels_are_easy_to_read(part, name):
    values = [question[part] for question in CONTENT[name]["question"]]
    lines = [line for value in values for line in ([value] if isinstance(value, str) else value)]
    assert textstat.flesch_kincaid_grade(" ".join(line.rstrip(".") + "." for line in lines)) <= 9


@pytest.mark.parametrize("name", WRITTEN)
def test_levels_are_neither_labels_nor_essays(name):
    words = [len(level.split()) for level in levels_of(name)]
    assert 12 <= statistics.median(words) <= 30
    assert min(words) >= 10
    assert max(words) <= 30


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_orders_a_council_about(name):
    assert ORDERS.findall((FOLDER / name / "questionnaire.toml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_only_plain_signs_are_used(name):
    text = (FOLDER / name / "questionnaire.toml").read_text(encoding="utf-8")
    assert sorted(set(text) - ALLOWED_SIGNS) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_ids_are_plain_and_unique(name):
    content = CONTENT[name]
    items = [entry["id"] for kind in ("section", "question") for entry in content[kind]]
    attributes = [entry["id"] for entry in content["attribute"]]
    option_lists = [[option["id"] for option in entry["options"]] for entry in content["attribute"]]
    for ids in (items, attributes, *option_lists):
        assert [one for one in ids if not ID.match(one)] == []
        assert [one for one, count in Counter(ids).items() if count > 1] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_shared_attributes_follow_from_private_ones(name):
    attributes = {entry["id"]: entry for entry in CONTENT[name]["attribute"]}
    assert list(attributes) == ["council-type", "population-band", "tier", "population"]
    assert [key for key, entry in attributes.items() if entry.get("shared")] == ["tier", "population"]
    for key in ("tier", "population"):
        ((parent, mapping),) = attributes[key]["from"].items()
        assert list(mapping) == [option["id"] for option in attributes[parent]["options"]]
        assert set(mapping.values()) == {option["id"] for option in attributes[key]["options"]}


def test_quick_check_repeats_the_full_set_word_for_word():
    full, quick = CONTENT["digital-maturity"], CONTENT["quick-check"]
    for kind in ("section", "question"):
        known = {entry["id"]: entry for entry in full[kind]}
        assert quick[kind] == [known.get(entry["id"]) for entry in quick[kind]]
    for key in ("scoring", "band", "attribute"):
        assert quick[key] == full[key]


def test_every_type_of_council_can_answer_the_whole_quick_check():
    assert [question["id"] for question in CONTENT["quick-check"]["question"] if "applies_to" in question] == []


def test_a_question_is_left_out_only_where_the_duty_does_not_exist():
    types = [option["id"] for option in CONTENT["digital-maturity"]["attribute"][0]["options"]]
    left_out = {
        question["id"]: [name for name in types if name not in question["applies_to"]["council-type"]]
        for question in CONTENT["digital-maturity"]["question"]
        if "applies_to" in question
    }
    assert left_out == {
        "care-sharing": ["district", "northern-ireland"],
        "telecare-digital": ["northern-ireland"],
        "merger-plan": ["london-borough", "metropolitan", "scotland", "wales", "northern-ireland"],
    }


def test_minutes_of_the_full_set_are_three_times_its_reading_time():
    content = CONTENT["digital-maturity"]
    texts = levels_of("digital-maturity") + [question["text"] for question in content["question"]]
    reading = sum(len(text.split()) for text in texts) / 238
    assert content["minutes"] == 5 * round(reading * 3 / 5)


@pytest.mark.parametrize("name", WRITTEN)
def test_each_set_has_a_readme_with_licence_and_changes(name):
    readme = (FOLDER / name / "README.md").read_text(encoding="utf-8")
    assert "Open Government Licence v3.0" in readme
    assert f"**{CONTENT[name]['version']}**" in readme


def council_rows():
    with (FOLDER / "facts" / "uk-councils.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_facts_count_382_councils_once_each():
    rows = council_rows()
    keys = [(row["council-type"], row["region"], row["population-band"]) for row in rows]
    assert sum(int(row["councils"]) for row in rows) == 382
    assert keys == sorted(set(keys))
    assert all(ID.match(part) for key in keys for part in key)


def test_facts_use_the_ids_of_the_question_sets():
    attributes = {entry["id"]: entry for entry in CONTENT["digital-maturity"]["attribute"]}
    for key in ("council-type", "population-band"):
        assert {row[key] for row in council_rows()} == {option["id"] for option in attributes[key]["options"]}


def test_no_combination_of_shared_attributes_has_fewer_than_17_councils():
    attributes = {entry["id"]: entry for entry in CONTENT["digital-maturity"]["attribute"]}
    tiers, groups = attributes["tier"]["from"]["council-type"], attributes["population"]["from"]["population-band"]
    counts = Counter()
    for row in council_rows():
        counts[tiers[row["council-type"]], groups[row["population-band"]]] += int(row["councils"])
    assert len(counts) == 6
    assert min(counts.values()) >= 17
