"""What day it is: the only place that asks. The day is for words to people; it never enters a file.

The present quarter is where a list or a calendar of contracts begins, unless --from says another one.
"""

from datetime import date, datetime


def today() -> date:
    """Give the day, where this computer is."""
    return datetime.now().astimezone().date()


def this_round() -> str:
    """Give the round that the season suggests."""
    from benchmark.council.setup import season

    return season(today())
