"""A translator's file: the original stands above each text, and bringing it up to date loses nothing."""

import copy

import tomli
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from benchmark.questions.originals import find, original_words, walk
from benchmark.questions.progress import countable, progress
from benchmark.questions.remarks import read_remarks
from benchmark.questions.translate import changed_texts, new_translation, update_translation
from benchmark.questions.translation import parse_translation
from tests.questions.test_translation import ORIGINAL, SOUND_SETS, header, random_translations
from tests.scoring.question_sets import levels, question_set


def updated(text, original):
    return update_translation(tomli.loads(text), read_remarks(text), original)


def words_in(text, original):
    return parse_translation(tomli.loads(text), original, "test.cy.toml").given


BEFORE = question_set(
    levels("one", count=3, why="Because."),
    levels("two", count=3, next=["Begin.", "Go on."], evidence=["A plan"]),
    title="Two questions",
)
FILE = """\
## A line of the program.
# A note at the top.
format = "translation/1"
questionnaire = "test-set"
version = "1"
language = "cy"
reviewed = true
by = "Translation team"

#: Two questions
title = "Dau gwestiwn"

# Ask Branwen about this section.
[section.a]
#: a
title = "A"

[question.one]
#: one
# Not sure about this one.
text = "Un?"
#: Because.
why = '''
Oherwydd
# hyn.'''
levels = [
  #: Level 0
  "Lefel 0",
  # Look at this again.
  #: Level 1
  "Lefel 1",
  #: Level 2
  "",
]

[question.two]
#: two
text = "Dau?"
next = ["Dechrau.", "Ymlaen."]
# The end.
"""


def edition(**changes):
    """Change questions of the set: a mapping of keys for each question, or None to take it out."""
    after = copy.deepcopy(BEFORE)
    for question in list(after["question"]):
        if question["id"] in changes:
            if changes[question["id"]] is None:
                after["question"].remove(question)
            else:
                question.update(changes[question["id"]])
    return after


def test_a_new_file_has_every_text_once_below_its_original():
    text = new_translation(ORIGINAL, "cy")
    assert '#: Never\n  "",' in text
    assert '#: How often are shelters cleaned?\ntext = ""' in text
    remarks = read_remarks(text)
    assert all(remarks.at(path).original == " ".join(original.split()) for path, original in countable(ORIGINAL))
    assert words_in(text, ORIGINAL)["question"]["clean"]["levels"] == ["", "", "", ""]
    assert "lit.options" not in text


def test_the_translators_notes_stay_where_they_are():
    text = updated(FILE, BEFORE)
    for note, below in (
        ("# A note at the top.", 'format = "translation/1"'),
        ("# Ask Branwen about this section.", "[section.a]"),
        ("# Not sure about this one.", "#: one"),
        ("  # Look at this again.", "  #: Level 1"),
    ):
        assert f"{note}\n{below}\n" in text
    assert text.endswith("\n\n# The end.\n")
    assert "A line of the program." not in text
    assert words_in(text, BEFORE)["question"]["one"]["why"] == "Oherwydd\n# hyn."
    assert text.count('by = "Translation team"') == text.count("reviewed = true\n") == 1


def test_a_list_on_one_line_gets_its_originals():
    assert 'next = [\n  #: Begin.\n  "Dechrau.",\n  #: Go on.\n  "Ymlaen.",\n]' in updated(FILE, BEFORE)


def test_where_the_original_changed_both_are_shown_and_somebody_has_to_look():
    after = edition(one={"text": "One, is it?"})
    text = updated(FILE, after)
    assert '#- one\n#: One, is it?\ntext = "Un?"' in text
    assert "reviewed = false" in text
    assert changed_texts(words_in(text, after), read_remarks(text), after) == [("question", "one", "text")]
    # It changes once more before anybody looked: what the translator saw is what counts.
    assert '#- one\n#: One?\ntext = "Un?"' in updated(text, edition(one={"text": "One?"}))
    looked = text.replace("#- one\n", "")
    assert changed_texts(words_in(looked, after), read_remarks(looked), after) == []


def test_a_change_is_noticed_before_the_file_is_brought_up_to_date():
    after = edition(one={"levels": ["Level 0", "Another", "Level 2"]})
    given = words_in(FILE, after)
    assert changed_texts(given, read_remarks(FILE), after) == [("question", "one", "levels", "1")]


def test_a_level_that_moved_takes_its_translation_and_its_note_along():
    text = updated(FILE, edition(one={"levels": ["New", "Level 0", "Level 1", "Level 2"]}))
    assert '  #: New\n  "",\n  #: Level 0\n  "Lefel 0",\n  # Look at this again.\n  #: Level 1\n  "Lefel 1",' in text


def test_what_the_set_no_longer_has_is_kept_as_a_comment():
    text = updated(FILE, edition(one=None))
    assert '#~ question.one.text = "Un?"\n' in text
    assert '#~ question.one.levels.1 = "Lefel 1"\n' in text
    assert "# Not sure about this one.\n" in text
    again = updated(text, edition(one=None))
    assert again == text
    assert updated(text, BEFORE).count('#~ question.one.text = "Un?"') == 1


def test_a_level_that_was_taken_out_is_kept_as_a_comment():
    text = updated(FILE, edition(one={"levels": ["Level 1", "Level 2"]}))
    assert '#~ question.one.levels.0 = "Lefel 0"\n' in text
    assert words_in(text, edition(one={"levels": ["Level 1", "Level 2"]}))["question"]["one"]["levels"][0] == "Lefel 1"


def test_a_new_version_of_the_set_is_no_hindrance():
    text = updated(FILE, {**BEFORE, "version": "2"})
    assert 'version = "2"' in text
    assert 'title = "Dau gwestiwn"' in text


def test_progress_counts_what_is_translated():
    translation = parse_translation(tomli.loads(FILE), BEFORE, "test.cy.toml")
    lines = list(progress(translation, BEFORE).lines())
    assert lines == [
        "Welsh (cy): 2 of 2 questions, 2 of 6 levels and options, 9 of 14 texts in all; reviewed.",
        (
            "Not translated, so shown with [English] in front: question.one.levels.2, question.two.levels.0, "
            "question.two.levels.1, question.two.levels.2, question.two.evidence.0."
        ),
    ]


def test_a_scale_counts_once_however_many_questions_use_it():
    ways = [path for path, _ in countable(ORIGINAL)]
    assert ("scale", "coverage", "some") in ways
    assert ("question", "lit", "options", "some") not in ways
    assert ("question", "kinds", "options", "led") in ways


# ---- laws


@given(st.data())
def test_writing_and_reading_gives_the_same_words(data):
    original = data.draw(SOUND_SETS)
    translation = data.draw(random_translations(original))
    text = updated(tomli_text(translation), original)
    given_words = words_in(text, original)
    for path, _ in walk(original_words(original)):
        assert find(given_words, path) == find(translation, path)
    assert updated(text, original) == text
    assert changed_texts(given_words, read_remarks(text), original) == []


@given(st.data())
def test_whatever_becomes_of_the_set_no_translated_text_is_lost(data):
    original, other = data.draw(SOUND_SETS), data.draw(SOUND_SETS)
    first = updated(tomli_text(data.draw(random_translations(original))), original)
    second = updated(first, other)
    for path, text in walk(words_in(first, original)):
        if text:
            assert second.count(tomli_string(text)) >= 1, path
    assert updated(second, other) == second


def tomli_text(data):
    return tomli_w.dumps(data)


def tomli_string(text):
    return tomli_text({"x": text}).removeprefix("x = ").rstrip("\n")


def test_an_offer_to_some_councils_is_kept():
    text = updated(tomli_text(header(offer_to={"kind": ["unitary"]})), ORIGINAL)
    assert 'offer_to = { kind = ["unitary"] }\n' in text
