"""The translations that come with the program are sound, whole enough to answer in, and honest about their review."""

import pytest

from benchmark.questions.library import find_file, find_languages, find_questionnaire, find_translations, shipped_sets
from benchmark.questions.upkeep import check_translations, translate
from scoring.fingerprint import fingerprint

SHIPPED = [(folder.name, tag) for folder in shipped_sets() for tag in find_languages(folder.name)[1:]]


def test_the_quick_check_comes_in_welsh():
    assert ("quick-check", "cy") in SHIPPED


@pytest.mark.parametrize(("name", "language"), SHIPPED)
def test_every_question_is_translated_and_nothing_is_out_of_date(name, language):
    faults, found = check_translations(name)
    progress = next(entry for entry in found if entry.language == language)
    assert faults == []
    assert progress.questions[0] == progress.questions[1]
    assert progress.changed == ()
    assert fingerprint(find_questionnaire(name, language)) == fingerprint(find_questionnaire(name))


@pytest.mark.parametrize(("name", "language"), SHIPPED)
def test_bringing_it_up_to_date_changes_nothing(name, language, tmp_path):
    file = tmp_path / find_file(name).name
    file.write_bytes(find_file(name).read_bytes())
    beside = file.with_suffix(f".{language}.toml")
    beside.write_bytes(find_file(name).with_suffix(f".{language}.toml").read_bytes())
    assert not translate(str(file), language).changed


def test_the_welsh_is_marked_as_not_reviewed_and_offered_in_wales():
    (welsh,) = find_translations("quick-check")
    assert not welsh.reviewed
    assert [kind for kind in ("wales", "unitary") if welsh.offered({"council-type": kind})] == ["wales"]
