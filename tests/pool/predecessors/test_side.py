"""Side by side: each row against a slow check that knows nothing of tables, and the cases that a merger brings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmark.errors import UsageError
from benchmark.pool.predecessors.side import lay_side_by_side
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED, Special
from tests.council.small import SMALL, small_set
from tests.pool.predecessors.made import council

SET = small_set()
CLOSED = small_set(SMALL.replace('title = "Buying"', 'title = "Buying"\nleaves = "ask"'))
IDS = [question.id for question in SET.questions]


def codes_of(question):
    if question.number:
        valued = st.sampled_from([0.0, 12.5, 50.0, 100.0])
    elif question.choose == "many":
        valued = st.integers(0, 7)
    else:
        valued = st.integers(0, len(question.options) - 1)
    return valued | st.sampled_from([UNANSWERED, NOT_APPLICABLE, NOT_ASKED, None])


COUNCILS = st.lists(st.fixed_dictionaries({q.id: codes_of(q) for q in SET.questions}), min_size=1, max_size=5)


def slow_share(question, code):
    """The share of an answer, from the small set's own words."""
    if code is None or isinstance(code, Special):
        return None
    if question.id == "uses":
        return code.bit_count() / 3
    if question.id == "late":
        return 1 - code / 100
    return code / (len(question.options) - 1)


def slow_mean(shares):
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None


@settings(max_examples=150)
@given(COUNCILS)
def test_every_row_is_as_a_slow_check_says(found):
    councils = [
        council(f"C{at}", SET, **{k.replace("-", "_"): v for k, v in codes.items()}) for at, codes in enumerate(found)
    ]
    side = lay_side_by_side(SET, councils)
    assert [row.id for row in side.rows] == IDS
    common, starts = [], {}
    for row in side.rows:
        question = SET.question(row.id)
        codes = [each.codes.get(row.id) for each in councils]
        shares = [slow_share(question, code) for code in codes]
        known = [share for share in shares if share is not None]
        assert [cell.share for cell in row.cells] == pytest.approx(shares)
        assert (row.distance or 0) == pytest.approx(max(known) - min(known) if known else 0, abs=1e-4)
        ahead = {f"C{at}" for at, share in enumerate(shares) if share is not None and share == max(known)}
        assert {cell.council for cell in row.keep} == (ahead if known and max(known) > min(known) else set())
        assert row.best == (pytest.approx(max(known)) if known else None)
        valued = [code for code in codes if code is not None and not isinstance(code, Special)]
        if not valued:
            expected = NOT_APPLICABLE if NOT_APPLICABLE in codes else None
        elif row.id == "uses":
            expected = sum(bit for bit in (1, 2, 4) if all(code & bit for code in valued))
        else:
            expected = min(valued, key=lambda code: slow_share(question, code))
        assert row.start.code == expected
        starts[row.id] = expected
        if all(code not in (None, NOT_ASKED) for code in codes):
            common.append(row.id)
    for part in side.parts:
        inside = [name for name in common if SET.question(name).section == part.id]
        assert part.common == len(inside)
        columns = [[each.codes[name] for name in inside] for each in councils]
        columns.append([UNANSWERED if starts[name] is None else starts[name] for name in inside])
        for shown, column in zip((*part.scores, part.start), columns, strict=True):
            mean = slow_mean([slow_share(SET.question(n), code) for n, code in zip(inside, column, strict=True)])
            if sum(code is not UNANSWERED for code in column) * 2 < len(column):
                mean = None  # the small set wants half of the questions answered
            assert shown == (None if mean is None else pytest.approx(mean * 100))


def row_of(side, name):
    return next(row for row in side.rows if row.id == name)


def test_a_merged_council_starts_from_the_lowest_and_keeps_the_highest():
    side = lay_side_by_side(
        SET, [council("A", SET, owners=0), council("B", SET, owners=3), council("C", SET, owners=3)]
    )
    row = row_of(side, "owners")
    assert (row.start.code, row.start_words) == (0, "Level 0")
    assert [cell.council for cell in row.keep] == ["B", "C"]
    assert side.apart == (row,)
    assert row.nobody == ()


def test_where_all_are_alike_no_practice_is_ahead():
    side = lay_side_by_side(SET, [council("A", SET, owners=1), council("B", SET, owners=1)])
    row = row_of(side, "owners")
    assert (row.keep, row.start.code, row.differs) == ((), 1, False)
    assert row.nobody == ("Level 2: Most of it is there.",)
    assert side.apart == ()


def test_one_council_has_nothing_to_differ_from_and_everything_to_start_from():
    side = lay_side_by_side(SET, [council("A", SET, owners=2, uses=3, late=12.5)])
    assert side.apart == ()
    assert {row.id: row.start.code for row in side.rows if row.start.code is not None} == {
        "owners": 2,
        "uses": 3,
        "late": 12.5,
    }


def test_what_only_the_county_was_asked_stands_apart_and_in_no_score():
    district = council("Ambleford", SET, owners=1, early=1, districts=NOT_ASKED)
    county = council("Ambleshire", SET, owners=3, early=1, districts=2)
    side = lay_side_by_side(SET, [district, county])
    assert {names: [row.id for row in rows] for names, rows in side.only_some.items()} == {
        ("Ambleshire",): ["districts"]
    }
    buying = next(part for part in side.parts if part.id == "buying")
    assert buying.common == 2
    assert buying.scores[0] == buying.scores[1] == pytest.approx(100 / 3)
    row = row_of(side, "districts")
    assert (row.start.code, row.distance, row.keep) == (2, None, ())


def test_a_question_of_another_version_is_not_compared_and_not_called_unasked():
    side = lay_side_by_side(SET, [council("A", SET, sharing=None, owners=1), council("B", SET, sharing=2, owners=1)])
    row = row_of(side, "sharing")
    assert [cell.state for cell in row.cells] == ["other-version", "answered"]
    assert side.only_some == {}
    assert next(part for part in side.parts if part.id == "data").common == 2


def test_not_applicable_in_all_of_them_is_where_the_new_council_starts():
    side = lay_side_by_side(SET, [council("A", SET, owners=NOT_APPLICABLE), council("B", SET, owners=NOT_APPLICABLE)])
    assert row_of(side, "owners").start.code is NOT_APPLICABLE
    mixed = lay_side_by_side(SET, [council("A", SET, owners=NOT_APPLICABLE), council("B", SET, owners=2)])
    assert row_of(mixed, "owners").start.code == 2
    assert row_of(mixed, "owners").differs


def test_answers_that_have_no_order_are_left_open():
    equal = small_set(SMALL.replace('title = "In files", points = 1', 'title = "In files", points = 0'))
    side = lay_side_by_side(equal, [council("A", equal, sharing=0), council("B", equal, sharing=1)])
    row = row_of(side, "sharing")
    assert (row.start.code, row.keep) == (None, ())
    assert "none of them is lower" in row.start_words


def test_what_nobody_chose_is_what_nobody_does():
    side = lay_side_by_side(SET, [council("A", SET, uses=1), council("B", SET, uses=3)])
    assert row_of(side, "uses").nobody == ("Streets",)
    assert row_of(side, "uses").start.code == 1
    assert side.nobody[0].id == "uses"


def test_a_section_that_leaves_on_demand_stays_out_unless_it_is_chosen():
    councils = [council("A", CLOSED, owners=1, late=50.0, early=1), council("B", CLOSED, owners=1, late=0.0, early=1)]
    side = lay_side_by_side(CLOSED, councils)
    assert {row.section for row in side.rows} == {"data"}
    assert side.left_out == ("Buying",)
    assert side.overall.common == 3
    chosen = lay_side_by_side(CLOSED, councils, ["buying"])
    assert {row.section for row in chosen.rows} == {"data", "buying"}
    assert chosen.left_out == ()


def test_a_question_that_hangs_on_one_that_stays_out_stays_out_too():
    text = SMALL.replace('title = "Buying"', 'title = "Buying"\nleaves = "ask"')
    text = text.replace('id = "how-early"\nsection = "buying"', 'id = "how-early"\nsection = "data"')
    hangs = small_set(text)
    side = lay_side_by_side(hangs, [council("A", hangs, early=3, how_early=1)])
    assert "how-early" not in {row.id for row in side.rows}


def test_a_section_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(UsageError, match=r'no section "security"\. Use one of: data, buying'):
        lay_side_by_side(SET, [council("A", SET)], ["security"])


def test_where_nothing_was_asked_of_all_there_is_no_score():
    none = dict.fromkeys([name.replace("-", "_") for name in IDS], None)
    side = lay_side_by_side(SET, [council("A", SET, **none), council("B", SET, owners=2)])
    assert side.overall.common == 0
    assert side.overall.scores == (None, None)
