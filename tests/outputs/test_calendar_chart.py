"""The calendar heat map: counted as a reader would count, a title that says what was found, and everything fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.contracts.own import own_contracts
from benchmark.council.contracts.terms import Term
from benchmark.outputs import theme
from benchmark.outputs.charts.calendar import CalendarRow, build_calendar_chart
from benchmark.outputs.charts.pictures.draw import draw
from benchmark.outputs.charts.pictures.page import Words
from benchmark.outputs.figures import write_chart
from benchmark.outputs.own_contracts_text import own_chart
from benchmark.outputs.renewals_page import calendar_chart
from benchmark.questions.value import quarter_words
from tests.council.contracts.registers import NOW, SET, assessment
from tests.outputs.test_pictures import check
from tests.pool.renewals.cards import calendar, card, contract, several

LINES = [line.id for line in SET.register.lines]


def chart(*spans, quarters=20):
    terms = [Term(line, NOW + end, NOW + last) for line, end, last in spans]
    return build_calendar_chart(SET, terms, NOW, quarters, whose="of the council", footer="Own register.")


def cells(made, line):
    return [row for row in made.table if row.line == line]


@given(st.lists(st.tuples(st.sampled_from(LINES[:3]), st.integers(-4, 9), st.integers(0, 9)), max_size=9))
def test_cells_count_what_ends_and_what_can_be_extended_to_them(found):
    made = chart(*((line, end, end + more) for line, end, more in found), quarters=8)
    still = [(line, end, end + more) for line, end, more in found if end + more >= 0]
    if not still:
        assert made is None
        return
    assert {row.line for row in made.table} == {line for line, _, _ in still}
    for row in made.table:
        at = next(at for at in range(8) if quarter_words(NOW + at) == row.quarter)
        assert row.ends == len([1 for line, end, _ in still if line == row.line and end == at])
        assert row.extended == len(
            [1 for line, end, last in still if line == row.line and at in range(end + 1, last + 1)]
        )


@pytest.mark.parametrize(
    ("spans", "title"),
    [
        ([("waste", 30, 30)], "No contract ends until 2031-Q3"),
        ([("waste", 2, 9)], "One contract ends until 2031-Q3, in 2027-Q2"),
        ([("waste", 2, 2), ("finance", 2, 2), ("finance", 5, 5)], "Most end in 2027-Q2: 2 of 3 contracts"),
        ([("waste", 1, 2), ("finance", 2, 2), ("finance", 9, 9)], "Most end in 2027: 2 of 3 contracts"),
        ([("waste", 1, 1), ("finance", 6, 6)], "No two of 2 contracts end in the same quarter"),
        ([("waste", 1, 1)] * 2 + [("waste", 6, 6)] * 2, "No quarter stands out: at most 2 of 4 contracts end in one"),
    ],
)
def test_the_title_says_what_was_found(spans, title):
    assert chart(*spans).title == title


def test_what_is_not_in_the_picture_is_said():
    made = chart(("waste", -3, 2), ("waste", 25, 30), ("finance", -9, -1))
    assert made.notes == ("Ended before, and can still be extended: 1.", "After 2031-Q3: 1.")
    assert all(note in made.alt for note in made.notes)
    assert "Waste and recycling collection: none ends; extension until 2027-Q2." in made.alt
    assert chart(("finance", -9, -1)) is None


def test_lines_stand_by_section_in_the_order_of_the_register():
    made = chart(("waste", 1, 1), ("payroll", 1, 1), ("finance", 1, 1))
    assert [(title, [rows[0].line for rows in lines]) for title, lines in made.sections] == [
        ("Running the council", ["finance", "payroll"]),
        ("Streets, waste and public protection", ["waste"]),
    ]
    assert made.row_type is CalendarRow


def many():
    cards = [
        card(
            f"Council {at}",
            *(contract(LINES[(at * 7 + i * 3) % 64], (at * 5 + i * 11) % 26 - 2, i % 3 * 12) for i in range(8)),
        )
        for at in range(40)
    ]
    return calendar_chart(calendar(*cards))


CHARTS = {
    "64 lines, 40 councils": many,
    "two contracts": lambda: chart(("waste", 1, 1), ("finance", 5, 9)),
    "nothing ends": lambda: chart(("waste", 30, 30)),
    "hundreds in a quarter": lambda: chart(*[("waste", 3, 5)] * 1234),
    "a full first year": lambda: chart(("waste", 1, 1), quarters=4),
    "many quarters": lambda: chart(("waste", 1, 39), quarters=40),
    "a council": lambda: own_chart(SET, own_contracts(assessment()), NOW, 20),
}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("size", [theme.REPORT, theme.PHONE], ids=lambda size: size.name)
def test_nothing_overlaps_or_leaves_the_picture(name, size):
    check(CHARTS[name](), size)


def test_a_picture_of_64_lines_and_20_quarters_has_them_all_in_letters_that_can_be_read():
    page = draw(many(), theme.REPORT)
    words = [item for item in page.items if isinstance(item, Words)]
    assert sum(item.text == "Q1" for item in words) == 2 * 5
    assert {line.title.split()[0] for line in SET.register.lines} <= {item.text.split()[0] for item in words}
    assert min(item.size for item in words) >= 6.5


def test_every_number_stands_in_its_cell():
    made = many()
    words = [item.text for item in draw(made, theme.REPORT).items if isinstance(item, Words)]
    for shown in {row.shown for row in made.table} - {""}:
        # Two cells of the key show how to read them.
        assert words.count(shown) == [row.shown for row in made.table].count(shown) + (shown in ("2", "+1"))


def test_what_does_not_fit_a_phone_is_said():
    def said(size):
        return " ".join(item.text for item in draw(chart(("waste", 1, 1)), size).items if isinstance(item, Words))

    assert "Later quarters do not fit here" in said(theme.PHONE)
    assert "Later quarters" not in said(theme.REPORT)


def test_a_calendar_is_written_as_picture_rows_and_words(tmp_path):
    made = calendar_chart(several())
    written = write_chart(made, tmp_path, made.name)
    assert [path.name for path in written] == [f"renewal-calendar.{kind}" for kind in ("png", "svg", "csv", "txt")]
    assert "Council tax: 2027-Q1 1, 2028-Q3 1, 2028-Q4 2" in (tmp_path / "renewal-calendar.txt").read_text()
    assert (tmp_path / "renewal-calendar.csv").read_text(encoding="utf-8-sig").count("\n") == 1 + 2 * 20
