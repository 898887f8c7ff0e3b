"""A council's page and a network's index, as a person reads them and as a program does."""

import csv
import io
import re
from html import unescape

import pytest

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.past import Past
from benchmark.outputs.declaration_files import write_index, write_page
from benchmark.outputs.declaration_index import NOT_SHOWN, build_index
from benchmark.outputs.declaration_index_page import NOT_A_LEAGUE_TABLE, OWN_WORDS, render_index
from benchmark.outputs.declaration_page import OWN_WORD, moved_words, noun, page_parts, render_page
from benchmark.questions.editions import Way
from benchmark.questions.library import find_questionnaire
from benchmark.returns.declaration import Choice, choose_questions, make_page
from benchmark.returns.declaration_file import output_paths
from benchmark.returns.declaration_gather import Gathered
from scoring.codes import NOT_APPLICABLE
from tests.council.small import small_set
from tests.returns.declarations import IDS, LINK, SECRET, SET, page

FIRST, SECOND = IDS[:2]


def gathered(*pages):
    return Gathered(SET, tuple(sorted(pages, key=lambda one: one.council)))


def line(index, name=FIRST):
    return next(line for line in index.lines if line.id == name)


def words(html):
    """Give what a page says, without its tags."""
    body = re.sub(r"(?s)<style>.*?</style>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


# ---- a council's page


def test_the_page_says_whose_it_is_of_which_round_and_that_it_is_its_own_word():
    said = words(render_page(page(contact="Head of digital", without=("plumbing",)), "page.csv"))
    assert "Published by Ambleford Round 2026-autumn; the round before was 2025-autumn" in said
    assert "Contact Head of digital" in said
    assert OWN_WORD in said
    assert "13 commitments shown, 13 answered in this round. Since 2025-autumn: 13 higher, 0 lower, 0 the same." in said
    assert "Not shown here: Fixing the plumbing; Cyber security." in said


def test_each_commitment_has_its_level_in_words_the_last_round_the_aim_and_its_evidence():
    html = render_page(page(links=(FIRST,)), "page.csv")
    question = SET.question(FIRST)
    said = words(html)
    assert f"{question.text} Level 2: {question.options[2].title}" in said
    assert "2025-autumn: Level 1. It is higher now." in said
    assert f"Aims at: Level 3: {question.options[3].title}" in said
    assert f'<a href="{LINK}/{FIRST}" rel="noopener noreferrer">' in html
    assert html.count(LINK) == 2
    assert SECRET not in html


def test_the_page_runs_nothing_loads_nothing_and_says_its_language():
    html = render_page(page(), "page.csv")
    assert html.startswith('<!doctype html>\n<html lang="en-GB">')
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|img|link|iframe)\b", html)
    assert 'href="page.csv"' in html


def test_what_is_open_not_applicable_or_new_is_said():
    made = page(answers={FIRST: Answer(), SECOND: Answer(NOT_APPLICABLE)})
    said = words(render_page(made, "page.csv"))
    assert "There is no answer in this round yet." in said
    assert "17 commitments shown, 16 answered" in said
    entries = {entry.id: entry for part in page_parts(made) for entry in part.entries}
    assert (entries[FIRST].moved, entries[SECOND].moved) == ("", "")
    assert entries[SECOND].now == "not applicable"


@pytest.mark.parametrize(("before", "kind"), [(1, "up"), (3, "down"), (2, "the same")])
def test_every_answer_is_laid_beside_the_last_round(before, kind):
    assert {entry.moved for part in page_parts(page(before=before)) for entry in part.entries} == {kind}


def test_a_first_round_is_compared_with_nothing():
    made = page(before=None)
    assert moved_words(made) == ""
    assert "2025" not in render_page(made, "page.csv")


def test_other_sets_have_questions_and_levels_of_their_own():
    assert noun(SET, 1) == "1 commitment"
    assert noun(find_questionnaire("quick-check"), 10) == "10 questions"
    assert noun(small_set(), 1) == "1 question"


# ---- an index


def test_councils_stand_in_order_of_their_names_and_nothing_is_added_up():
    index = build_index(gathered(page("Crowton", 4), page("Ambleford", 0), page("Bexford", 2)))
    assert [one.name for one in index.members] == ["Ambleford", "Bexford", "Crowton"]
    html = render_index(index, "index.csv")
    said = words(html)
    assert NOT_A_LEAGUE_TABLE in said
    assert OWN_WORDS in said
    assert not re.search(r"\b(rank|score|total|average|out of 100)\b", said, re.IGNORECASE)


def test_those_who_are_furthest_are_named_all_of_them_and_nobody_at_the_start():
    some = {SECOND: Answer(0)}
    index = build_index(gathered(page("A", 3, answers=some), page("B", 3, answers=some), page("C", 1, answers=some)))
    assert [cell.council for cell in line(index).ahead] == ["A", "B"]
    assert line(index).best.startswith("Level 3: ")
    assert line(index, SECOND).ahead == ()
    assert "Nobody has begun" in words(render_index(index, "index.csv"))


def test_not_applicable_and_no_answer_are_not_ahead_of_anybody():
    index = build_index(
        gathered(page("A", 1), page("B", answers={FIRST: Answer(NOT_APPLICABLE)}), page("C", answers={FIRST: Answer()}))
    )
    assert [cell.council for cell in line(index).ahead] == ["A"]
    assert [cell.short for cell in line(index).cells] == ["1", "n/a", ""]


def test_a_commitment_that_is_not_on_a_page_is_said_to_be_so():
    index = build_index(gathered(page("A"), page("B", without=(FIRST,))))
    assert [cell.words == NOT_SHOWN for cell in line(index).cells] == [False, True]
    assert "security" not in {one.section for one in index.lines}
    assert len(index.lines) == len(IDS) - 1


def test_the_age_of_each_page_is_said_and_a_link_where_there_is_an_address():
    old = page("B", 1, None, "2025-autumn")
    index = build_index(gathered(page("A", address="https://a.example/declaration"), old))
    assert [one.age for one in index.members] == ["", "older than the latest here, 2026-autumn"]
    html = render_index(index, "index.csv")
    assert '<a href="https://a.example/declaration" rel="noopener noreferrer">A</a>' in html
    assert "Level 2, higher" in words(html)
    assert words(html).count("Level 1 (2025-autumn)") == len(index.lines)


def test_a_set_with_other_answers_has_no_table_of_digits():
    small = small_set()
    way = Way({question.id: question.id for question in small.questions}, scores=True, source="the same version")
    answers = {"owners": Answer(1, 2), "sharing": Answer(2), "uses": Answer(5), "late": Answer(20.0)}
    district = {"council-type": "district"}
    then = Past("2025-autumn", "1.0", Assessment(small, district, {"late": Answer(40.0)}), way)
    choice = Choice(choose_questions(small, (), ()))
    made = make_page(Assessment(small, district, answers), "2026-autumn", then, choice, council="A")
    index = build_index(Gathered(small, (made,)))
    assert not index.narrow
    said = words(render_index(index, "index.csv"))
    assert "Every question by council" not in said
    assert "By API" in said
    assert "20, higher" in said
    assert "Levels go from" not in words(render_page(made, "page.csv"))


# ---- the tables


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_a_page_and_an_index_have_their_tables_beside_them(tmp_path):
    made = page("=cmd", links=(FIRST,), address="https://a.example/x")
    write_page(made, output_paths(tmp_path / "page.html"))
    write_index(gathered(made, page("B", 1)), output_paths(tmp_path / "index.html"))
    assert 'href="index.csv"' in (tmp_path / "index.html").read_text("utf-8")
    rows = rows_of(tmp_path / "index.csv")
    assert [row["council"] for row in rows[:2]] == ["'=cmd", "B"]
    assert [row["furthest"] for row in rows[:2]] == ["yes", ""]
    assert rows[0]["evidence_link"] == f"{LINK}/{FIRST}"
    assert rows[0]["format"] == "commitments-index/1"
    assert rows_of(tmp_path / "page.csv")[0]["council"] == "'=cmd"


def test_a_table_can_be_had_alone(tmp_path):
    write_page(page(), output_paths(tmp_path / "a.csv"))
    write_index(gathered(page()), output_paths(tmp_path / "b.csv"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]
