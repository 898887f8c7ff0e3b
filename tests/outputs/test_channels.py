"""Channels as text, data, workbook and charts: every figure with its origin, and never without the other half."""

import csv
import io
import json
from itertools import pairwise

import pytest
from openpyxl import load_workbook

from benchmark.outputs import theme
from benchmark.outputs.channels import words
from benchmark.outputs.channels.data import ChannelRow, channel_rows, channels_data
from benchmark.outputs.channels.text import channels_text
from benchmark.outputs.channels.workbook import write_channels_workbook
from benchmark.outputs.charts.channels import WorthRow, build_channel_charts, build_contacts, build_worth
from benchmark.outputs.charts.pictures.channels import scale
from benchmark.outputs.charts.pictures.draw import draw
from benchmark.outputs.charts.pictures.page import Words
from benchmark.outputs.rows import csv_text
from scoring.channels import Range
from tests.council.contacts import build, example, twelve
from tests.outputs.test_pictures import check

SIZES = [theme.REPORT, theme.SLIDE, theme.PHONE, theme.SUMMARY]
OPEN = "All 6 questions on who cannot use the web are open. A shift without an answer to them leaves people out."
ANSWERED = "\n".join(
    f"[answers.{name}]\nanswer = 1"
    for name in (
        "who-is-left-out", "check-before-shift", "reach-a-person", "equal-service", "web-works-for-all", "help-to-use"
    )
)  # fmt: skip


def said(found, *, plain=True):
    return " ".join(channels_text(found, plain=plain).split())


def assumed(found):
    return " ".join(words.assumptions(found))


@pytest.mark.parametrize(
    ("pounds", "expected"),
    [
        (0, "£0"),
        (0.3, "£0"),
        (0.6, "£1"),
        (4.2, "£4"),
        (48.5, "£48"),
        (123, "£120"),
        (1950, "£2,000"),
        (-1250, "-£1,200"),
        (368_912, "£370,000"),
    ],
)
def test_money_has_two_figures(pounds, expected):
    assert words.money(pounds) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"), [(0.1, 0.3, "10% to 30%"), (0.2, 0.2, "20%"), (0.075, 0.29, "7.5% to 29%")]
)
def test_shares_are_written_as_they_were_typed(low, high, expected):
    assert words.percents(Range(low, high)) == expected


@pytest.mark.parametrize(
    ("text", "fail", "expected"),
    [
        ("phone = 1000", "20", "worth £310 to £940 a year."),
        ("phone = 1000", "90-100", "anything from a cost of £67 to a saving of £59 a year."),
        ("phone = 1000\nweb-cost = 9", "50", "it would cost £690 to £2,100 a year more than it saves."),
        ("web = 1000", "50", "nothing can be said, as no calls and no visits in person are known."),
    ],
)
def test_what_a_shift_is_worth_in_one_sentence(text, fail, expected):
    found = build(f"[[lines.waste.row]]\n{text}", None, fail)
    assert words.worth(found) == f"If 10% to 30% of calls and visits in person moved to the web: {expected}"


def test_every_cost_says_whether_it_is_the_councils_own_or_published_and_of_when():
    text = said(example())
    assert "Council tax: phone £4.95 own, in person £11.40 own, web £0.22 2011" in text
    assert "2011: published, of 2011, in prices of 2025" in text


def test_a_published_cost_never_stands_without_its_year_and_what_it_counts():
    text = assumed(example())
    assert "Published costs are from 2011: £8.62 face to face, £2.83 by phone, £0.15 on the web" in text
    assert "it counts a visit to the website, of which over a fifth failed" in text
    assert "prices of 2025 by the Consumer Prices Index (CPI), times 1.48" in text
    assert "by 3% a year, a rate of your own: times 1.56" in assumed(example(None, None, 2026, 3))
    assert "nothing was added for what has risen since" in assumed(example(None, None, 2011))


def test_without_published_costs_nothing_is_said_of_them():
    found = build("[[lines.waste.row]]\nphone = 9\nphone-cost = 4\nface-cost = 9\nweb-cost = 1")
    assert "Published costs" not in assumed(found)
    assert "Own costs are taken as they are written" in assumed(found)
    assert build_worth(found).around.footer[0].endswith("Costs are the council's own.")
    assert "Own costs" not in assumed(build("[[lines.waste.row]]\nphone = 9"))


def test_the_list_of_assumptions_is_complete():
    text = assumed(example())
    for part in (
        "From 10% to 30% of calls and of visits in person move to the web. That is an example, not a forecast",
        "from the published 20% (Society of IT Management, its 2011 cohort of councils, 2011",
        "to 30%, a caution of ours",
        "save money only where staff time or offices are really released",
        "not how far costs lie apart: between councils and between services they differ by several times",
        "What the change on the web costs, to build it and to run it, is not in it",
        "Phone lines and desks stay open",
        "finished transactions in some services and visits in others",
        "Food, noise and licensing: not known, so left out: post.",
        "Not a service of this council: Housing repairs.",
    ):
        assert part in text, part
    assert "example, not a forecast" not in assumed(example("5-10"))
    assert "10% to 15% fail and come back by phone: your own assumption" in assumed(example(None, "10-15"))
    assert "caution of ours" not in assumed(example(None, "10-15"))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [("finished", "One of them can take several visits"), ("visits", "Several of them can make one finished")],
)
def test_what_counts_on_the_web_is_said(counts, expected):
    found = build(f'[[lines.waste.row]]\nweb = 5\nphone = 5\nweb-counts = "{counts}"')
    assert expected in assumed(found)
    assert expected not in assumed(build(f'[[lines.waste.row]]\nphone = 5\nweb-counts = "{counts}"'))


def test_figures_that_were_carried_over_say_so():
    found = build('[lines.waste]\ncarried = "2025-autumn"\n[[lines.waste.row]]\nphone = 5')
    assert "Waste and recycling: figures carried over from 2025-autumn, not confirmed yet." in assumed(found)
    assert "Not filled in: Council tax, Benefits, Housing repairs" in assumed(found)


def test_who_cannot_use_the_web_always_stands_beside_the_money():
    found = build("[[lines.waste.row]]\nphone = 1000")
    text = said(found)
    assert OPEN in text
    assert "council-benchmark assess, with the set channels and the section inclusion" in text
    assert "council-benchmark assess --set channels --section inclusion" in said(found, plain=False)
    assert text.index("What a shift is worth") < text.index(OPEN) < text.index("What this rests on")
    data = channels_data(found)
    assert data["who_cannot_use_the_web"]["says"] == OPEN
    assert [row.open_questions for row in channel_rows(found)] == [6]
    assert all(OPEN in chart.alt for chart in build_channel_charts(found))
    assert OPEN in build_worth(found).subtitle


def test_answers_are_told_once_they_are_there():
    found = build(f"{ANSWERED}\n[[lines.waste.row]]\nphone = 1000")
    text = said(found)
    assert "All 6 questions on who cannot use the web are answered." in text
    assert "leaves people out" not in text
    assert "Level 1: Front-line staff can name people who struggle." in text
    one = build(f"{ANSWERED.rsplit('[answers', 1)[0]}\n[[lines.waste.row]]\nphone = 1000")
    assert "1 of 6 questions on who cannot use the web is open." in said(one)


@pytest.mark.parametrize("found", [example(), twelve(), build("[[lines.waste.row]]\nphone = 5")], ids=["8", "12", "1"])
def test_nothing_advises_to_close_a_channel(found):
    texts = [said(found), *(chart.alt for chart in build_channel_charts(found)), json.dumps(channels_data(found))]
    assert not [text for text in texts if "close a" in text or "should" in text or "must" in text]


def test_without_figures_it_says_how_to_write_them_down():
    text = said(build(""), plain=False)
    assert "No service has figures yet. To write them down: council-benchmark assess --set channels" in text
    assert OPEN in text
    assert build_channel_charts(build("")) == []


def test_an_unknown_figure_is_a_question_mark_and_in_words_not_known():
    found = example(service="environmental-health")
    assert "post not known, on web not known" in said(found)
    assert "?: not known, which is not the same as none." in channels_text(found)
    assert "?:" not in channels_text(found, plain=True)
    assert "?:" not in channels_text(example(service="waste"))
    assert "All" not in channels_text(found).split("Who cannot")[0]


def test_sums_over_services_leave_out_what_is_not_known():
    text = said(build("[[lines.waste.row]]\nweb = 5\n[[lines.parking.row]]\nweb = 2\nphone = 9"))
    assert "All: web 7, phone 9, in person not known, e-mail not known, post not known, on web not known." in text
    whole = "web = 6\nphone = 3\nface = 1\nemail = 0\npost = 0"
    assert "All: web 12, phone 6, in person 2, e-mail 0, post 0, on web 60%." in said(
        build(f"[[lines.waste.row]]\n{whole}\n[[lines.parking.row]]\n{whole}")
    )


def test_a_row_of_csv_holds_the_exact_figures():
    rows = list(csv.DictReader(io.StringIO(csv_text(list(channel_rows(example())), ChannelRow))))
    tax = rows[0]
    assert {name: tax[name] for name in ("service", "web", "phone", "contacts", "web_share", "prices_of")} == {
        "service": "council-tax",
        "web": "61200",
        "phone": "48300",
        "contacts": "140800",
        "web_share": "0.434659",
        "prices_of": "2025",
    }
    assert (tax["phone_cost"], tax["phone_cost_from"]) == ("4.95", "own")
    assert (tax["web_cost"], tax["web_cost_from"]) == ("0.22", "published 2011")
    assert (rows[5]["post"], rows[5]["web_share"]) == ("", "")
    assert float(tax["value_from"]) < float(tax["value_to"])


def test_data_for_programs_holds_everything_that_is_shown():
    data = channels_data(example("10", "20", 2026, 3))
    assert data["shift"] == {"from": 0.1, "to": 0.1}
    assert data["fail"] == {"from": 0.2, "to": 0.2}
    assert data["prices"] == {"year": 2026, "published_year": 2011, "factor": 1.557967, "by": "3% a year"}
    assert data["value"]["from"] == data["value"]["to"] == round(sum(s["value_from"] for s in data["services"]), 2)
    assert data["not_a_service_here"] == ["housing-repairs"]
    assert data["assumptions"] == list(words.assumptions(example("10", "20", 2026, 3)))
    assert data["who_cannot_use_the_web"]["open"] == 2
    assert channels_data(build(""))["value"] is None
    assert channels_data(example())["fail"] is None


def test_the_workbook_holds_the_rows_as_numbers_and_says_it_is_private(tmp_path):
    write_channels_workbook(example(), tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Summary", "Services", "Who cannot use the web", "Data dictionary"]
    head, tax, *_ = book["Services"].iter_rows(values_only=True)
    found = dict(zip(head, tax, strict=True))
    assert (found["Web"], found["Phone cost"], found["Phone cost from"]) == (61200, 4.95, "own")
    summary = [tuple(row) for row in book["Summary"].iter_rows(values_only=True)]
    assert ("Who cannot use the web", words.other_half(example())) in summary
    assert ("Private", "This workbook holds exact figures and costs. In a return there are only bands.") in summary
    answers = [row[2] for row in book["Who cannot use the web"].iter_rows(min_row=2, values_only=True)]
    assert answers.count(None) == 2


# Charts


def test_contacts_are_drawn_as_shares_and_named_in_words():
    chart = build_contacts(example())
    assert (
        chart.title
        == '"Council tax", "Waste and recycling" and "General enquiries" have 66% of 606,050 contacts a year'
    )
    assert all(sum(one.share or 0 for one in row) == pytest.approx(1, abs=1e-4) for row in chart.rows)
    assert chart.notes == ("", "", "", "", "", "not known: post", "")
    assert "Benefits, 67,000: web 14,300, phone 26,900, in person 12,700, e-mail 5,200, post 7,900." in chart.alt
    assert "e-mail 7,600, not known: post." in chart.alt
    assert len(chart.table) == 7 * 5
    assert chart.row_type is type(chart.table[0])


def test_the_title_of_a_chart_of_few_services():
    assert build_contacts(example(service="parking")).title == "Parking: 45,900 contacts a year"
    two = build("[[lines.waste.row]]\nphone = 30\n[[lines.parking.row]]\nphone = 10\n[[lines.general.row]]\nweb = 0")
    assert build_contacts(two).title == '"Waste and recycling" has 75% of 40 contacts a year'


def test_the_worth_is_drawn_as_a_range_and_named_in_words():
    chart = build_worth(example())
    assert chart.title == words.worth(example()).removesuffix(".")
    assert "Benefits: £24,000 to £81,000." in chart.alt
    assert "costs more" not in chart.subtitle
    assert chart.around.footer[0] in chart.alt
    assert chart.table == chart.rows
    assert chart.row_type is WorthRow
    assert (
        "Left of the dark line it costs more than it saves."
        in build_worth(build("[[lines.waste.row]]\nphone = 9", None, "100")).subtitle
    )
    assert build_worth(build("[[lines.waste.row]]\nweb = 4")) is None


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("found", [twelve(), twelve(None, "80-100"), twelve(scale=50), example(service="waste")])
def test_nothing_overlaps_or_leaves_the_page(found, size):
    charts = build_channel_charts(found)
    assert len(charts) == 2
    for chart in charts:
        check(chart, size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_the_line_at_nothing_is_always_named(size):
    page = draw(build_worth(twelve(None, "20-96")), size)
    assert "£0" in [item.text for item in page.items if isinstance(item, Words)]


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (10, 85_000), (-3, 2), (-90_000, -4), (0.1, 0.2), (123_456, 9_876_543)]
)
def test_a_scale_of_pounds_is_round_holds_nothing_and_covers_all(low, high):
    ticks = scale((WorthRow("a", "A", low, high),))
    steps = {round(later - earlier, 9) for earlier, later in pairwise(ticks)}
    assert 0 in ticks
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len(steps) <= 1
    assert len(ticks) <= 8
