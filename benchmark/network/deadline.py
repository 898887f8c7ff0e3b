"""The deadline of a round beside a day: for words only. Whoever calls knows the day; nothing here asks a clock."""

from datetime import date

from benchmark.network.network import Network
from benchmark.network.words import day, many


def is_over(deadline: date, today: date) -> bool:
    """Say whether a deadline has passed; on the day itself it has not."""
    return today > deadline


def deadline_line(network: Network, today: date) -> str:
    """Say where a round stands. A late return is never refused for being late."""
    when = day(network.deadline)
    if network.closed:
        return "The round is closed. What comes now goes into the pool, and only a correction can count it."
    if is_over(network.deadline, today):
        return f"The deadline, {when}, has passed. A return that comes late is treated like any other."
    left = (network.deadline - today).days
    if not left:
        return f"Returns are due by {when}: today is the last day."
    return f"The deadline, {when}, has not come yet: {many(left, 'day')} left."


def deadline_data(network: Network, today: date) -> dict[str, object]:
    """Give the same for programs."""
    return {
        "deadline": network.deadline.isoformat(),
        "deadline_passed": is_over(network.deadline, today),
        "closed": network.closed,
    }


def late_words(deadline: date | None, today: date) -> str:
    """Tell a council that its return comes late; nothing where it does not, or where no deadline is known."""
    if deadline is None or not is_over(deadline, today):
        return ""
    return (
        f"The deadline of this round, {day(deadline)}, has passed. You can still write your return and send it: "
        "ask your coordinator whether it will be counted."
    )
