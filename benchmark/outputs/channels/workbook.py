"""Channels as an Excel workbook: what it rests on, a row a service, and who cannot use the web."""

from dataclasses import astuple, fields
from pathlib import Path
from typing import Final

from benchmark.council.channels.figures import Channels
from benchmark.outputs.channels import words
from benchmark.outputs.channels.data import ChannelRow, channel_rows
from benchmark.outputs.tidy_sheets import PERCENT, WHOLE, Field, Table, Value, make_book
from benchmark.workbooks.results import save_book

_POUNDS: Final = "0.00"
_COLUMNS: Final = {
    "service": Field("Id", "The id of the service, for ever the same."),
    "title": Field("Service", "The service."),
    "web": Field("Web", "Contacts a year on the web; empty where they are not known.", WHOLE),
    "web_counts": Field("Web counts", "What counts as one on the web: finished transactions, or visits."),
    "phone": Field("Phone", "Contacts a year by phone.", WHOLE),
    "face": Field("In person", "Contacts a year face to face.", WHOLE),
    "email": Field("E-mail", "Contacts a year by e-mail.", WHOLE),
    "post": Field("Post", "Contacts a year by post.", WHOLE),
    "contacts": Field("All", "Contacts a year over the channels that are known.", WHOLE),
    "web_share": Field("Share on web", "Share of contacts on the web, where all channels are known.", PERCENT),
    "web_cost": Field("Web cost", "What a contact on the web costs, in pounds.", _POUNDS),
    "web_cost_from": Field("Web cost from", "Whether that is the council's own figure, or published, with its year."),
    "phone_cost": Field("Phone cost", "What a contact by phone costs, in pounds.", _POUNDS),
    "phone_cost_from": Field("Phone cost from", "Whether that is the council's own figure, or published."),
    "face_cost": Field("In person cost", "What a contact face to face costs, in pounds.", _POUNDS),
    "face_cost_from": Field("In person cost from", "Whether that is the council's own figure, or published."),
    "cost_a_year": Field("Cost a year", "Web, phone and face to face together, in pounds a year.", WHOLE),
    "shift_from": Field("Shift from", "The least share of calls and visits in person that moves to the web.", PERCENT),
    "shift_to": Field("Shift to", "The largest such share.", PERCENT),
    "fail_from": Field("Fails from", "Of those that move, the least share that fails and comes back.", PERCENT),
    "fail_to": Field("Fails to", "The largest such share.", PERCENT),
    "value_from": Field("Least a year", "The least that the shift saves, in pounds a year.", WHOLE),
    "value_to": Field("Most a year", "The most that the shift saves, in pounds a year.", WHOLE),
    "prices_of": Field("Prices of", "The year whose prices published costs were put into.", WHOLE),
    "figures": Field("Figures from", "Where the figures come from, in the council's words."),
    "open_questions": Field("Open questions", "How many questions on who cannot use the web are open.", WHOLE),
}


def write_channels_workbook(found: Channels, path: Path) -> None:
    """Write the workbook. Nothing in it is calculated, and what is changed there is not read back."""
    names = [field.name for field in fields(ChannelRow)]
    facts: list[tuple[Value, ...]] = [
        ("Round", found.round),
        ("Worth", words.worth(found)),
        ("Who cannot use the web", words.other_half(found)),
        *(("Rests on", line) for line in words.assumptions(found)),
        ("Private", "This workbook holds exact figures and costs. In a return there are only bands."),
    ]
    asked: list[tuple[Value, ...]] = [(one.id, one.text, None if one.open else one.answer) for one in found.inclusion]
    book = make_book(
        [
            Table("Summary", (Field("What", "A fact or an assumption."), Field("Words", "What it is.")), facts),
            Table(
                "Services",
                tuple(_COLUMNS[name] for name in names),
                [tuple(value if value != "" else None for value in astuple(row)) for row in channel_rows(found)],
            ),
            Table(
                "Who cannot use the web",
                (
                    Field("Id", "The id of the question."),
                    Field("Question", "The question."),
                    Field("Answer", "The council's answer; empty where it is open."),
                ),
                asked,
            ),
        ]
    )
    save_book(book, path)
