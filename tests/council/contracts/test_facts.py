"""What quarters say of a contract: spans that hold every day on which it can begin and end, found by trying them all."""

import calendar
import datetime as dt

import pytest

from benchmark.council.contracts.facts import Facts, Merger, Span, extended, length, parse_day, runs_past
from benchmark.faults import Fault
from benchmark.questions.value import quarter_of


def days(quarter):
    """List the first and last days of each month of a quarter: the ends of what is possible."""
    year, first = quarter // 4, quarter % 4 * 3 + 1
    return [
        dt.date(year, month, day)
        for month in range(first, first + 3)
        for day in (1, 2, calendar.monthrange(year, month)[1])
    ]


def quarter(day):
    return quarter_of(day.year, (day.month + 2) // 3)


def later(day, months):
    """Give the day so many months later, or the last one of its month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def months_between(start, end):
    """Count months one by one until they hold the last day."""
    count = 0
    while later(start, count) <= end:
        count += 1
    return count


@pytest.mark.parametrize("quarters", [0, 1, 2, 7, 15, 16])
def test_a_length_holds_all_that_the_quarters_allow_and_no_more(quarters):
    start = quarter_of(2023, 2)
    possible = [
        months_between(first, last) for first in days(start) for last in days(start + quarters) if first <= last
    ]
    assert length(start, start + quarters) == (min(possible), max(possible))


def test_an_end_before_the_start_has_no_length():
    assert length(quarter_of(2024, 2), quarter_of(2024, 1)) is None


@pytest.mark.parametrize("months", [0, 1, 2, 3, 5, 12, 13, 36])
def test_the_end_of_an_extended_contract_holds_all_that_its_quarter_allows(months):
    end = quarter_of(2027, 4)
    possible = [quarter(later(day, months)) for day in days(end)]
    assert extended(Facts(end=Span(end, end), extension=months)) == (min(possible), max(possible))


@pytest.mark.parametrize("day", [dt.date(2028, 4, 1), dt.date(2028, 4, 2), dt.date(2028, 6, 30), dt.date(2027, 1, 1)])
@pytest.mark.parametrize("end", range(quarter_of(2026, 4), quarter_of(2029, 1)))
def test_a_contract_runs_past_where_every_day_of_its_end_does(day, end):
    past = {last >= day for last in days(end)}
    assert runs_past(Span(end, end), Merger(day)) is (past.pop() if len(past) == 1 else None)


def test_an_end_that_is_not_known_says_nothing():
    assert runs_past(None, Merger(dt.date(2028, 4, 1))) is None
    assert extended(Facts(extension=3)) is None
    assert extended(Facts(end=Span(8112, 8112))) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2028-04-01", dt.date(2028, 4, 1)),
        (" 2028-05-15 ", dt.date(2028, 5, 15)),
        ("2028-Q2", dt.date(2028, 4, 1)),
        ("Q4 2027", dt.date(2027, 10, 1)),
        ("April 2028", dt.date(2028, 4, 1)),
    ],
)
def test_a_merger_is_a_day_or_the_first_day_of_a_quarter(text, day):
    assert parse_day(text, "--merger") == day


@pytest.mark.parametrize("text", ["", "soon", "2028-13-01", "2028-02-30", "2028", "9999-Q1", "x" * 900])
def test_what_is_neither_is_a_fault(text):
    found = parse_day(text, "--merger")
    assert isinstance(found, Fault)
    assert (found.code, found.file) == ("not-a-quarter", "--merger")
