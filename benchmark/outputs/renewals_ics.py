"""A renewal calendar for a calendar program (iCalendar, RFC 5545): a day for each contract's end and group's talks."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Final

from benchmark.console import visible
from benchmark.outputs.renewals_words import contract_title, until_words, window_times
from benchmark.pool.renewals.calendar import Calendar
from benchmark.pool.renewals.windows import Renewal, Window

# Every event must say when it was written. The day on which it was is in no file.
_STAMP: Final = "20000101T000000Z"
# The standard's longest line, in bytes, and the two bytes of the line end that do not count.
_LONGEST: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_ics(calendar: Calendar) -> str:
    """Write the file: an event on the first day of the quarter in which talks start, or a contract ends."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//council-benchmark//renewal calendar//EN"]
    for window in calendar.windows:
        lines += _talks(calendar, window)
    for renewal in calendar.renewals:
        lines += _end(calendar, renewal)
    return "".join(f"{_folded(visible(line))}\r\n" for line in [*lines, "END:VCALENDAR"])


def _talks(calendar: Calendar, window: Window) -> Iterator[str]:
    title = f"Start to talk: {calendar.title(window.line)}, {len(window.councils)} councils"
    calls = [f"{member.renewal.council}: {member.renewal.contact}" for member in window.members]
    said = [window_times(calendar, window), *dict.fromkeys(calls)]
    yield from _event(max(window.talks, calendar.terms.start), title, said)


def _end(calendar: Calendar, renewal: Renewal) -> Iterator[str]:
    contract = renewal.contract
    until = until_words(contract)
    said = [contract_title(contract), f"Can be extended until {until}." if until else "", renewal.contact]
    title = f"Contract ends: {calendar.title(contract.line)}, {renewal.council}"
    yield from _event(contract.end, title, [line for line in said if line])


def _event(quarter: int, title: str, said: list[str]) -> Iterator[str]:
    day = dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)
    after = day + dt.timedelta(days=1)
    # The same event has the same name, so that a program that reads the file again does not double it.
    name = hashlib.sha256("\n".join([str(quarter), title, *said]).encode()).hexdigest()[:32]
    yield from ("BEGIN:VEVENT", f"UID:{name}@council-benchmark", f"DTSTAMP:{_STAMP}")
    yield from (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")
    yield from (f"SUMMARY:{_escaped(title)}", f"DESCRIPTION:{_escaped(chr(10).join(said))}")
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Break a line that is too long as the standard says, never within a character."""
    parts, size = [""], 0
    for char in line:
        wide = len(char.encode("utf-8", "replace"))
        if size + wide > _LONGEST:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += wide
    return "\r\n".join(parts)
