"""What is brought in confirms what was carried over; what only stands beside an answer does not."""

from dataclasses import replace

from openpyxl import load_workbook

from benchmark.council.assessment import Answer
from benchmark.council.bring_in import Said, bring_in
from benchmark.council.bring_in_words import preview_lines
from benchmark.council.workbook.write import write_answer_book
from tests.council.two_rounds import BEFORE, NOW, answer, in_round, new_set

CARRIED = {"owners": Answer(1, 3, carried=BEFORE), "data-list": Answer(2, carried=BEFORE)}


def brought(path, said):
    answer(path, NOW, CARRIED)
    done, _ = bring_in(path, new_set(), Said(answers=said), lambda merge: True)
    return done, in_round(path, NOW).read_assessment(new_set()).answers


def test_the_same_answer_confirms(tmp_path):
    done, found = brought(tmp_path, {"owners": Answer(1)})
    assert found["owners"] == Answer(1, 3)
    assert found["data-list"] == CARRIED["data-list"]
    assert list(preview_lines(done)) == ["Confirmed, as carried over from an earlier round: 1 answer."]


def test_another_answer_replaces_and_confirms(tmp_path):
    done, found = brought(tmp_path, {"owners": Answer(2)})
    assert found["owners"] == Answer(2, 3)
    assert not done.confirmed


def test_a_note_alone_confirms_nothing(tmp_path):
    done, found = brought(tmp_path, {"owners": Answer(note="Ask again")})
    assert found["owners"] == replace(CARRIED["owners"], note="Ask again")
    assert not done.confirmed


def test_a_workbook_says_which_answers_are_to_be_checked(tmp_path):
    folder = answer(tmp_path, NOW, CARRIED)
    write_answer_book(tmp_path / "book.xlsx", folder.read_assessment(new_set()))
    book = load_workbook(tmp_path / "book.xlsx")
    told = [cell.value for row in book["Data"].iter_rows() for cell in row if "Carried over" in str(cell.value)]
    assert len(told) == 2
    assert "Carried over from 2025-autumn: check it." in told[0]
