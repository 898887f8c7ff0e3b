"""A translation changes words and nothing else; what it does not say is shown in English, with a mark.

Each case is a file in `translations`, for the question set `valid/every-key.toml`. An invalid one begins with lines
`# expects: code at place; code at place`: every fault that it has.
"""

import copy
from pathlib import Path

import numpy as np
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from benchmark.errors import FaultsError
from benchmark.questions.languages import (
    MARK,
    TRANSLATION,
    is_tag,
    languages_beside,
    own_name,
    translation_path,
    words_of,
)
from benchmark.questions.originals import change, original_words, walk
from benchmark.questions.read import find_faults
from benchmark.questions.translation import in_language, parse_translation
from scoring.fingerprint import fingerprint, question_fingerprint
from scoring.score import score
from tests.questions.test_question_sets import expected_faults
from tests.scoring.question_sets import parse, random_answers, random_sets, table_of

HERE = Path(__file__).parent
ORIGINAL = tomli.loads((HERE / "valid" / "every-key.toml").read_text(encoding="utf-8"))
VALID = sorted((HERE / "translations" / "valid").glob("*.toml"))
INVALID = sorted((HERE / "translations" / "invalid").glob("*.toml"))


def load(path):
    return tomli.loads(path.read_text(encoding="utf-8"))


def translated(data, original=ORIGINAL):
    return in_language(parse(original), parse_translation(data, original, "test.cy.toml"))


def header(original=ORIGINAL, **rest):
    about = {"format": TRANSLATION, "questionnaire": original["id"], "version": original["version"]}
    return {**about, "language": "cy", "reviewed": False, **rest}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_translation_is_read(path):
    before, after = parse(ORIGINAL), translated(load(path))
    assert fingerprint(after) == fingerprint(before)
    assert after.title != before.title


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_translation_is_refused_with_every_fault_at_once(path):
    with pytest.raises(FaultsError) as refused:
        parse_translation(load(path), ORIGINAL, str(path))
    assert sorted((fault.code, fault.place) for fault in refused.value.faults) == expected_faults(path)
    assert {fault.file for fault in refused.value.faults} == {str(path)}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("unknown-ids", 'question: "cleen" is not known here. Did you mean "clean"?'),
        ("unknown-ids", 'attribute: "region" is not known here. Remove it. Known here: tier, kind.'),
        ("wrong-counts", 'question.clean: "levels" has 3 texts; the original has 4. Give as many, and leave ""'),
        ("not-a-language", '"../cy" cannot be the language of questions. Use a tag such as cy, ga or fr-CA.'),
        ("another-version", "It translates bus-stops 2025.1; this is bus-stops 2026.1-draft.2. Bring it up to date"),
        ("wrong-kinds", 'question.clean: "levels" should be a list of texts. Correct it.'),
        ("offered-to-nobody-that-exists", '"county" is not an option of "kind". Use one of: district, unitary.'),
    ],
)
def test_a_message_names_what_stands_in_the_file(name, message):
    path = HERE / "translations" / "invalid" / f"{name}.toml"
    with pytest.raises(FaultsError) as refused:
        parse_translation(load(path), ORIGINAL, name)
    assert message in str(refused.value)


def test_the_language_in_the_name_of_the_file_is_the_one_inside():
    with pytest.raises(FaultsError) as refused:
        parse_translation(header(), ORIGINAL, "set.ga.toml", "ga")
    assert [fault.code for fault in refused.value.faults] == ["other-language"]


def test_every_word_of_a_whole_translation_is_used():
    after = translated(load(HERE / "translations" / "valid" / "every-key.toml"))
    assert (after.language, after.caution, after.title) == ("cy", "", "Arosfannau bysiau")
    assert [(band.start, band.title) for band in after.bands] == [(62.5, "Arwain"), (-10, "Dechrau")]
    assert after.attributes[0].options == (("lower", "Haen is"), ("single", "Un haen"))
    assert after.root.title == "Cyffredinol"
    assert after.section("shelters").about == "Lle mae pobl yn sefyll."
    clean = after.question("clean")
    assert [option.title for option in clean.options] == ["Byth", "Bob blwyddyn", "Bob mis", "Bob wythnos"]
    assert (clean.why, clean.next_steps[1]) == ("Caiff lloches lân ei defnyddio.", "Cytunwch ar gontract.")
    assert (clean.evidence, clean.sources) == (("Y contract", "Ffotograff"), ("Lower Marling standard 4",))
    assert [option.title for option in after.question("kinds").options] == ["LED", "Ynni'r haul", "Nwy"]


def test_a_question_may_say_the_answers_of_a_scale_in_its_own_way():
    """Welsh has no one word for yes: it depends on the question."""
    after = translated(load(HERE / "translations" / "valid" / "every-key.toml"))
    assert [option.title for option in after.question("lit").options] == ["Dim un", "Rhai", "Pob un"]


def test_what_is_missing_is_shown_in_english_with_a_mark():
    after = translated(header(question={"clean": {"levels": ["", "Bob blwyddyn", " ", ""]}}))
    titles = [option.title for option in after.question("clean").options]
    assert titles == ["[English] Never", "Bob blwyddyn", "[English] Each month", "[English] Each week"]
    assert after.question("clean").text == "[English] How often are shelters cleaned?"
    assert after.section("facts").about == ""
    assert after.caution == "Nobody has reviewed the Welsh words of these questions yet."


def test_a_translation_is_offered_to_the_councils_that_it_is_for():
    for_welsh = parse_translation(header(offer_to={"kind": ["unitary"]}), ORIGINAL, "test.cy.toml")
    assert for_welsh.offered({"kind": "unitary"})
    assert not for_welsh.offered({"kind": "district"})
    assert not for_welsh.offered({})
    assert parse_translation(header(), ORIGINAL, "test.cy.toml").offered({})


@pytest.mark.parametrize("text", ["cy", "ga", "sco", "fr-CA", "zh-Hant", "zh-Hant-TW", "es-419"])
def test_a_tag_of_a_language(text):
    assert is_tag(text)


@pytest.mark.parametrize("text", ["", "c", "CY", "Welsh", "cy-gb", "cy_GB", "cy\n", "../cy", "cy.toml", "cy-", "ŵy"])
def test_not_the_tag_of_a_language(text):
    assert not is_tag(text)


def test_the_words_beside_answers_are_english_where_there_are_none_in_the_language():
    assert words_of("cy").level == words_of("cy-GB").level == "Lefel"
    assert words_of("ga") == words_of("en")
    assert (own_name("cy"), own_name("ta")) == ("Cymraeg", "ta")


def test_translations_stand_beside_their_set(tmp_path):
    for name in ("a.toml", "a.cy.toml", "a.fr-CA.toml", "a.en.toml", "a.old.bak.toml", "ab.ga.toml", "a.gd.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert languages_beside(tmp_path / "a.toml") == ["cy", "fr-CA"]
    assert languages_beside(tmp_path / "nowhere" / "a.toml") == []
    assert translation_path(tmp_path / "a.toml", "cy") == tmp_path / "a.cy.toml"


# ---- laws

# A random set may have a staged section without a stage, which the checker refuses.
SOUND_SETS = random_sets().filter(lambda written: not find_faults(written, "test.toml"))


@st.composite
def random_translations(draw, original):
    """Draw a translation in which any text may be missing, empty or in other words."""

    def word(path, text):
        return draw(st.sampled_from(["", f"Gair ŵŷ {text}", "Yr un gair"]))

    words = change(original_words(original), word)
    for key in draw(st.lists(st.sampled_from(sorted(words)), unique=True)):
        del words[key]
    return header(original, **words)


@given(st.data())
def test_the_fingerprint_and_every_score_are_the_same_in_any_language(data):
    original = data.draw(SOUND_SETS)
    answers = [data.draw(random_answers(original)) for _ in range(3)]
    before = parse(original)
    after = translated(data.draw(random_translations(original)), original)
    assert fingerprint(after) == fingerprint(before)
    assert [*map(question_fingerprint, after.questions)] == [*map(question_fingerprint, before.questions)]
    table = table_of(before, answers)
    one, other = score(before, table), score(after, table_of(after, answers))
    assert one.values.keys() == other.values.keys()
    for node, values in one.values.items():
        np.testing.assert_array_equal(values, other.values[node])


@given(st.data())
def test_without_its_marks_an_empty_translation_is_the_original(data):
    original = data.draw(SOUND_SETS)
    after = translated(header(original, language="ga"), original)
    words = parse_translation(header(original, language="ga"), original, "test.ga.toml").words
    assert all(text.startswith(MARK) for _, text in walk(words) if text)
    assert change(words, lambda path, text: text.removeprefix(MARK)) == original_words(original)
    assert [(q.text, [o.title for o in q.options]) for q in after.questions] == [
        (f"{MARK}{q.text}", [f"{MARK}{o.title}" for o in q.options]) for q in parse(original).questions
    ]


@given(st.data())
def test_a_translation_of_every_text_has_no_mark(data):
    original = data.draw(SOUND_SETS)
    words = change(original_words(original), lambda path, text: ".".join(path))
    after = translated(header(original, **copy.deepcopy(words)), original)
    assert MARK not in repr(after)
    assert [question.text for question in after.questions] == [f"question.{q.id}.text" for q in after.questions]
