"""Two versions in one pool, in a pair and beside a benchmark: only what means the same, and it is said."""

from dataclasses import replace

import numpy as np
import pytest

from benchmark.council.assessment import Answer
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.errors import UsageError
from benchmark.pool.benchmark import benchmark_bytes, joined_words, read_benchmark, write_benchmark
from benchmark.pool.comparison import Own
from benchmark.pool.count import Selection, keep_councils
from benchmark.pool.ledger import Ledger
from benchmark.pool.open import build_from_pool, count_pool, open_source
from benchmark.pool.own import place_own_version
from benchmark.pool.pair import compare_pair
from benchmark.pool.pool import merge, write_pool
from benchmark.pool.rounds import publish_round
from benchmark.pool.rules import NETWORK, PUBLIC
from benchmark.pool.sides import open_sides
from benchmark.pool.versions import translate
from benchmark.questions.editions import find_any_version, find_ways
from benchmark.returns.export import write_return
from benchmark.returns.home import Home
from benchmark.returns.make import make_return, place_of
from benchmark.returns.model import digest
from scoring.answers import build_table
from scoring.codes import NOT_ASKED
from tests.council.two_rounds import NOW, SET_ID, SETS, copy_sets, new_set, old_set

GIVEN = str(SETS)
OLD, NEW = 9, 10


def council(path, number, questionnaire, round_id=NOW, level=None):
    """A council's folder and its return; levels differ from council to council."""
    kind = "county" if number % 2 else "district"
    profile = CouncilProfile(
        f"council-{number:08d}", f"Council {number}", "north", round_id, True, {"council-type": kind}
    )
    folder = CouncilFolder(path / str(number))
    folder.save_profile(profile)
    assessment = folder.new_assessment(questionnaire)
    at = number % 3 if level is None else level
    assessment.answers = {
        q.id: Answer(float(at * 10) if q.number else at, 3 if q.id in ("owners", "fax") and at < 2 else None)
        if q.id != "helpers"
        else Answer(1)
        for q in questionnaire.questions
    }
    assessment.answers = {
        name: Answer(
            a.code, a.target if a.target is None else min(a.target, len(questionnaire.question(name).options) - 1)
        )
        for name, a in assessment.answers.items()
    }
    folder.save_assessment(assessment)
    home = Home(path / "homes", profile.id)
    return make_return(assessment, place_of(profile), home, [], 1)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A pool of one round in which some answered the earlier version."""
    path = tmp_path_factory.mktemp("mixed")
    return merge([council(path, number, old_set() if number < OLD else new_set()) for number in range(OLD + NEW)])


def test_without_the_option_it_says_how_they_can_be_counted_together(mixed):
    with pytest.raises(UsageError, match="Or count them together, on the questions that mean the same: --crosswalk"):
        count_pool(mixed, Selection(questions=GIVEN))


def test_returns_of_the_earlier_version_count_on_the_questions_that_mean_the_same(mixed):
    counted = count_pool(mixed, Selection(questions=GIVEN, crosswalk=True))
    assert counted.councils == OLD + NEW
    assert counted.keys == sorted(counted.keys)
    assert sorted(counted.digests) == sorted(digest(signed.content) for signed in mixed.returns)
    answers = {signed.content.key: signed.content for signed in mixed.returns}
    asks = {"owners": "owners", "data-list": "register", "late": "late"}
    for at, key in enumerate(counted.keys):
        content = answers[key]
        for row, question in enumerate(counted.questionnaire.questions):
            code = counted.table.codes[row, at]
            if content.version == "2026.1":
                wanted = content.answers[question.id]
            else:
                wanted = content.answers[asks[question.id]] if question.id in asks else NOT_ASKED
            found = counted.table.numbers[row][at] if question.number and code != NOT_ASKED else code
            assert found == wanted, (question.id, content.version)
        owners = counted.questionnaire.question_index["owners"]
        assert counted.targets.codes[owners, at] == content.targets.get("owners", counted.targets.codes.min())
    assert set(counted.earlier_versions.values()) == {"2025.1"}
    assert len(counted.earlier_versions) == OLD


def test_scores_rest_on_the_questions_that_everybody_was_asked_and_it_is_said(mixed, tmp_path):
    _, benchmark = build_from_pool(mixed, "network", Selection(questions=GIVEN, crosswalk=True))
    assert benchmark.common == ("owners", "data-list", "late")
    assert [(entry.version, entry.councils) for entry in benchmark.joined] == [("2025.1", OLD)]
    assert "2025.1 (9)" in joined_words(benchmark)
    write_benchmark(benchmark, tmp_path / "b.json")
    assert read_benchmark(tmp_path / "b.json") == benchmark
    assert b'"joined"' in benchmark_bytes(benchmark)


def test_a_version_with_few_returns_is_named_without_a_number(tmp_path):
    returns = [council(tmp_path, number, old_set() if number < 3 else new_set()) for number in range(12)]
    _, benchmark = build_from_pool(merge(returns), "network", Selection(questions=GIVEN, crosswalk=True))
    assert [(entry.version, entry.councils) for entry in benchmark.joined] == [("2025.1", None)]
    assert "too few to say" in joined_words(benchmark)


def test_one_version_alone_is_counted_as_without_the_option(tmp_path):
    pool = merge([council(tmp_path, number, new_set()) for number in range(9)])
    one, other = (count_pool(pool, Selection(questions=GIVEN, crosswalk=joined)) for joined in (True, False))
    assert one.keys == other.keys
    assert (one.table.codes == other.table.codes).all()
    assert build_from_pool(pool, "network", Selection(questions=GIVEN, crosswalk=True))[1].joined == ()


def test_a_pool_without_the_version_that_is_here_is_refused(tmp_path):
    pool = merge([council(tmp_path, 1, old_set())])
    with pytest.raises(UsageError, match=r'no returns of "two-versions" 2026\.1'):
        count_pool(pool, Selection(questions=GIVEN, crosswalk=True))


def test_two_rounds_still_have_to_be_told_apart(tmp_path):
    pool = merge([council(tmp_path, 1, old_set(), "2025-autumn"), council(tmp_path, 2, new_set())])
    with pytest.raises(UsageError, match="more than one question set or round"):
        count_pool(pool, Selection(questions=GIVEN, crosswalk=True))


def test_a_conflict_between_versions_is_left_out_once(tmp_path):
    one = council(tmp_path, 1, old_set())
    other = council(tmp_path, 1, new_set())
    pool = merge([one, other, *(council(tmp_path, number, new_set()) for number in range(2, 5))])
    counted = count_pool(pool, Selection(questions=GIVEN, crosswalk=True))
    assert counted.left_out == {"conflict": 1}
    assert len(counted.faults) == 1
    assert counted.councils == 3


def test_own_answers_to_another_version_stand_on_questions_only(mixed, tmp_path):
    council(tmp_path, 1, old_set())
    mine = CouncilFolder(tmp_path / "1").read_assessment(old_set())
    _, benchmark = build_from_pool(mixed, "network", Selection(questions=GIVEN, crosswalk=True))
    own = place_own_version(benchmark, new_set(), mine, GIVEN)
    assert dict(own.values) == {"owners": 1.0, "data-list": 1.0, "late": pytest.approx(90.0), "owners.target": 3.0}
    assert own.note.startswith(
        "Your answers are to version 2025.1, this benchmark is of 2026.1. 3 of 8 questions can be"
    )
    assert own.note.endswith("scores cannot.")
    assert Own({}, {}).note == ""


def test_a_benchmark_of_the_earlier_version_finds_its_questions(tmp_path):
    pool = merge([council(tmp_path, number, old_set()) for number in range(9)])
    write_pool(pool, tmp_path / "old.pool.jsonl")
    benchmark, questionnaire = open_source(tmp_path / "old.pool.jsonl", "network", Selection(questions=GIVEN))
    assert questionnaire.version == "2025.1"
    council(tmp_path, 20, new_set(), level=2)
    own = place_own_version(benchmark, questionnaire, CouncilFolder(tmp_path / "20").read_assessment(new_set()), GIVEN)
    assert own.values["register"] == 2.0
    assert "data-list" not in own.values


def test_a_pair_of_two_versions_has_questions_and_no_scores(tmp_path):
    signed = council(tmp_path, 1, old_set(), level=2)
    council(tmp_path, 2, new_set(), level=1)
    write_return(signed, tmp_path / "theirs.json", Home(tmp_path / "h", "council-00000001"))
    sides = open_sides(tmp_path / "2", tmp_path / "theirs.json", None, GIVEN)
    found = compare_pair(sides.questionnaire, sides.mine.table, sides.theirs.table, sides.note)
    assert sides.questionnaire.version == "2026.1"
    assert sides.note.startswith("You answered version 2026.1, they answered 2025.1. 3 of 8 questions can be compared")
    assert found.sections == ()
    assert [(row.id, row.mine, row.theirs) for row in found.questions] == [
        ("owners", "1", "2"),
        ("data-list", "1", "2"),
        ("late", "10", "20"),
    ]
    assert (found.only_mine, found.only_theirs) == ((), ())


def test_a_pair_of_one_version_has_scores_and_no_note(tmp_path):
    council(tmp_path, 1, new_set())
    council(tmp_path, 2, new_set())
    sides = open_sides(tmp_path / "1", tmp_path / "2", GIVEN, None)
    found = compare_pair(sides.questionnaire, sides.mine.table, sides.theirs.table, sides.note)
    assert sides.note == ""
    assert [row.id for row in found.sections] == ["data", "buying", "overall"]


def test_two_earlier_versions_are_joined_by_way_of_the_present_one(tmp_path):
    place = copy_sets(tmp_path)
    older = (place / "earlier" / "2025.1.toml").read_text(encoding="utf-8").replace('"2025.1"', '"2024.1"')
    (place / "earlier" / "2024.1.toml").write_text(older, encoding="utf-8")
    crosswalk = (
        (place / "earlier" / "2025.1.crosswalk.toml").read_text(encoding="utf-8").replace('"2025.1"', '"2024.1"')
    )
    (place / "earlier" / "2024.1.crosswalk.toml").write_text(crosswalk, encoding="utf-8")
    one, other = (find_any_version(SET_ID, version, str(place)) for version in ("2024.1", "2025.1"))
    way = find_ways(one, other, str(place))
    assert way.same == {"owners": "owners", "register": "register", "late": "late"}
    assert not way.scores
    assert find_ways(one, one, str(place)).scores


def test_what_is_translated_keeps_every_code():
    before, after = old_set(), new_set()
    table = translate(_table(before), before, after, {"owners": "owners", "register": "data-list", "late": "late"})
    kept = [after.question_index[name] for name in ("owners", "data-list", "late")]
    assert table.codes[kept].tolist() == [[1, 2], [0, 3], [0, 0]]
    assert table.numbers[kept[2]].tolist() == [20.0, 70.0]
    rest = [row for row in range(len(after.questions)) if row not in kept]
    assert (table.codes[rest] == np.array(int(NOT_ASKED))).all()


def _table(questionnaire):
    return build_table(
        questionnaire, [{"owners": 1, "register": 0, "late": 20.0}, {"owners": 2, "register": 3, "late": 70.0}]
    )


def test_how_many_answered_an_earlier_version_does_not_tell_of_a_few_who_came_between_two_publications(mixed):
    """Eight come after the interim, three of them with the earlier version: 9 and then 12 would show the three."""
    counted = count_pool(mixed, Selection(questions=GIVEN, crosswalk=True))
    ledger = Ledger("council-ledger/1", counted.questionnaire.id, counted.questionnaire.version, NOW)
    everyone = _in_versions(counted, 12, 15)
    before = keep_councils(everyone, set(everyone.keys[:9]) | set(everyone.keys[12:22]))
    interim = publish_round(before, NETWORK, ledger, "interim")
    assert [entry.councils for entry in interim.benchmark.joined] == [9]
    final = publish_round(everyone, NETWORK, interim.ledger, "final")
    assert [(entry.version, entry.councils) for entry in final.benchmark.joined] == [("2025.1", None)]
    assert final.benchmark.councils == 27
    alone = publish_round(everyone, NETWORK, ledger, "final")
    assert [entry.councils for entry in alone.benchmark.joined] == [12]
    public = publish_round(everyone, PUBLIC, alone.ledger, "final")
    assert [entry.councils for entry in public.benchmark.joined] == [10]


def _in_versions(counted, old, new):
    """So many councils that answered the earlier version, and then so many that answered this one."""
    first, second = ([at for at, k in enumerate(counted.keys) if (k in counted.earlier_versions) == e] for e in (1, 0))
    columns = [first[at % len(first)] for at in range(old)] + [second[at % len(second)] for at in range(new)]
    keys = [f"{at:043d}" for at in range(old + new)]
    return replace(
        counted,
        table=counted.table.of(columns),
        targets=counted.targets.of(columns),
        attributes={name: [values[at] for at in columns] for name, values in counted.attributes.items()},
        digests=[f"{at:064x}" for at in range(old + new)],
        keys=keys,
        earlier_versions=dict.fromkeys(keys[:old], "2025.1"),
    )
