"""Days, sums and texts as councils publish them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.contracts.importing.cells import clean, months_between, read_cell, read_day, read_sum
from benchmark.questions.answer import BadAnswer
from benchmark.questions.value import quarter_of
from tests.council.contracts.importing.made import GUIDE, REGISTER

DAY = dt.date(2023, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "01/04/2023", "1/4/2023", "1.4.2023", "01-04-2023", "01/04/23", "2023-04-01", "2023-04-01T00:00:00Z", "2023-04-01 00:00:00",
        "01/04/2023 00:00", "1 April 2023", "1st April 2023", "1 Apr 2023", "01-Apr-2023", "01-Apr-23", "1st of April, 2023", "April 2023",
        "Apr-23", "APRIL 2023",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rolling",
        "31/02/2023",
        "04/31/2023",
        "13/13/2023",
        "2023",
        "1 Apil 2023",
        "01/01/1900",
        "1/1/9999",
        "Dec 9999",
        "45017",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_a_month_alone_may_stand_for_its_last_day() -> None:
    assert read_day("Mar-27", last=True) == dt.date(2027, 3, 31)
    assert read_day("December 2026", last=True) == dt.date(2026, 12, 31)
    assert read_day("1 March 2027", last=True) == dt.date(2027, 3, 1)


def test_years_of_two_digits_are_near() -> None:
    assert [read_day(f"01/01/{year}").year for year in ("79", "80", "00", "26")] == [2079, 1980, 2000, 2026]


@given(
    st.dates(dt.date(1980, 1, 1), dt.date(2079, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y"]),
)
def test_every_day_is_read_as_it_was_written(day: dt.date, way: str) -> None:
    assert read_day(day.strftime(way)) == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", 1234), ("£1,234.50", 1234.5), ("1 234 567", 1234567), ("£ 12,000", 12000), ("12k", 12000), ("£1.2m", 1200000),
        ("£2 million", 2000000), ("GBP 500", 500), ("500 gbp", 500), ("0", 0), ("£0.00", 0),
        ("1,23", None), ("12-15k", None), ("£", None), ("-5", None), ("1.2.3", None), ("about 5", None), ("5" * 14, None), ("٣", None),
    ],
)  # fmt: skip
def test_a_sum_is_read_however_it_is_written(text: str, value: float | None) -> None:
    assert read_sum(text) == value


@pytest.mark.parametrize("text", ["", " ", "n/a", "N/A", "TBC", "Rolling", "-", "On-going"])
@pytest.mark.parametrize("column", ["end", "value", "supplier"])
def test_what_says_that_nothing_is_known_is_nothing(text: str, column: str) -> None:
    assert read_cell(GUIDE, REGISTER.column_index[column], text) is None


def test_a_cell_is_read_as_its_column_holds_it() -> None:
    def read(name: str, text: str):
        return read_cell(GUIDE, REGISTER.column_index[name], text)

    assert read("start", "01/04/2023") == quarter_of(2023, 2)
    assert read("start", "2023-Q2") == quarter_of(2023, 2)
    assert read("value", "£1,234.50") == 1234.5
    assert read("break-clause", "Yes") == 1
    assert read("supplier", "Ac\u202eme\x07 \n Ltd") == "Acme Ltd"
    assert read("supplier", "x" * 900) == "x" * 497 + "..."
    assert isinstance(read("start", "32/12/2026"), BadAnswer)
    assert isinstance(read("value", "twelve"), BadAnswer)


def test_months_are_counted_to_the_nearest() -> None:
    assert months_between(dt.date(2023, 4, 1), dt.date(2027, 3, 31)) == 48
    assert months_between(dt.date(2023, 4, 1), dt.date(2024, 4, 1)) == 12


@given(st.text())
def test_clean_text_stands_on_one_line(text: str) -> None:
    assert clean(text).isprintable()
    assert clean(clean(text)) == clean(text)
