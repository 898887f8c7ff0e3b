"""What is said of a deadline, day by day. No test asks a clock."""

from datetime import date

import pytest

from benchmark.network.deadline import deadline_data, deadline_line, is_over, late_words
from tests.network.made import network

DAYS = [
    (date(2026, 11, 28), "The deadline, 30 November 2026, has not come yet: 2 days left.", False),
    (date(2026, 11, 29), "The deadline, 30 November 2026, has not come yet: 1 day left.", False),
    (date(2026, 11, 30), "Returns are due by 30 November 2026: today is the last day.", False),
    (date(2026, 12, 1), "The deadline, 30 November 2026, has passed. A return that comes late is", True),
    (date(2027, 11, 30), "The deadline, 30 November 2026, has passed. A return that comes late is", True),
]


@pytest.mark.parametrize(("today", "said", "over"), DAYS)
def test_each_day_says_where_the_round_stands(today: date, said: str, over: bool) -> None:
    found = network()
    assert deadline_line(found, today).startswith(said)
    assert is_over(found.deadline, today) == over
    assert deadline_data(found, today) == {"deadline": "2026-11-30", "deadline_passed": over, "closed": False}
    assert ("has passed" in late_words(found.deadline, today)) == over


def test_a_closed_round_says_so_whatever_the_day() -> None:
    for today, _, _ in DAYS:
        assert deadline_line(network(closed=True), today).startswith("The round is closed.")


def test_a_council_that_only_typed_a_code_knows_of_no_deadline() -> None:
    assert late_words(None, date(2999, 1, 1)) == ""
