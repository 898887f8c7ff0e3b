"""The files that a renewal calendar can be written to, by the ends of their names."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from benchmark.files import write_bytes, write_text
from benchmark.outputs.renewals_ics import calendar_ics
from benchmark.outputs.renewals_page import render_calendar
from benchmark.outputs.renewals_rows import RenewalRow, renewal_rows
from benchmark.outputs.rows import write_csv
from benchmark.pool.renewals.calendar import Calendar, Terms, build_calendar
from benchmark.pool.renewals.gather import gather_cards
from scoring.questionnaire import Questionnaire


def _page(calendar: Calendar, path: Path) -> None:
    write_text(path, render_calendar(calendar))


def _table(calendar: Calendar, path: Path) -> None:
    write_csv(path, renewal_rows(calendar), RenewalRow)


def _events(calendar: Calendar, path: Path) -> None:
    # The standard wants line ends of two signs.
    write_bytes(path, calendar_ics(calendar).encode("utf-8", "replace"))


WRITERS: Final[Mapping[str, Callable[[Calendar, Path], None]]] = {".html": _page, ".csv": _table, ".ics": _events}


def write_calendar_file(calendar: Calendar, path: Path) -> None:
    """Write a calendar as the end of the file's name says, whole or not at all."""
    WRITERS[path.suffix.lower()](calendar, path)


def write_renewal_calendar(cards: Path, path: Path, questionnaire: Questionnaire, start: int) -> Calendar:
    """Make the calendar of a folder of cards, and write it: what the demo does. `start` is its first quarter."""
    calendar = build_calendar(questionnaire, gather_cards([cards], questionnaire).cards, Terms(start))
    write_calendar_file(calendar, path)
    return calendar
