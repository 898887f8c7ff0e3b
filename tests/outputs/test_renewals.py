"""A renewal calendar as text, page, table, workbook and calendar file: the same facts, and nothing else runs or breaks."""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from benchmark.council.contracts.own import own_contracts
from benchmark.outputs.own_contracts_text import own_data, own_text
from benchmark.outputs.renewals_files import WRITERS, write_calendar_file, write_renewal_calendar
from benchmark.outputs.renewals_ics import calendar_ics
from benchmark.outputs.renewals_page import render_calendar
from benchmark.outputs.renewals_rows import RenewalRow, calendar_data, renewal_rows
from benchmark.outputs.renewals_text import calendar_text
from benchmark.outputs.renewals_words import count, window_times
from benchmark.outputs.renewals_workbook import write_calendar_workbook
from benchmark.outputs.rows import csv_text
from benchmark.pool.renewals.calendar import Terms, build_calendar
from benchmark.pool.renewals.gather import gather_cards
from benchmark.questions.library import shipped
from tests.council.contracts.registers import NOW, SET, assessment
from tests.pool.renewals.cards import LONG, PLANTED, calendar, card, contract, several, write


def flat(text):
    return " ".join(text.split())


def test_the_text_says_what_is_next_who_could_buy_together_and_whom_to_call():
    text = flat(calendar_text(several()))
    assert "From 2026-Q4 on: 6 contracts of 4 councils." in text
    assert "1 contract ended before, with all options to extend: not shown." in text
    assert "2027-Q1 Council tax: Ambleford, or until 2029-Q1, looks for partners" in text
    assert "2028-Q4 Council tax: Dunby, or until 2029-Q4 2029-Q1" in text
    assert "1. Council tax: 3 councils. All end from 2028-Q2 to 2028-Q4. Start to talk now." in text
    assert "Ambleford: ends 2027-Q1, extended by 15 months to 2028-Q2 (Revenues, Tallow Ltd). Call: Head of IT" in text
    assert "Options to extend are used so that all can end together" in text
    assert "Renewing then too, without looking for partners: Dunby" in text
    assert "Council tax: Hexbarrow; TALLOW LIMITED" in text
    assert text.endswith("Dunby: Head of IT, 01632 960001 (card of 2026-autumn)")


def test_plain_text_has_the_figures_as_sentences():
    text = calendar_text(several(), plain=True)
    assert "Council tax: councils 4, suppliers 2." in text
    assert "Waste and recycling collection: councils 2, suppliers none." in flat(text)


def test_long_lists_end_with_how_many_more_there_are():
    lines = [line.id for line in SET.register.lines[:14]]
    found = calendar(*(card(name, *(contract(line, months=12) for line in lines)) for name in "AB"))
    text, every = flat(calendar_text(found)), flat(calendar_text(found, everything=True))
    assert "And 16 contracts more: --all shows them" in text
    assert "And 9 groups more: --all shows them" in text
    assert "more: --all" not in every
    assert "14. Homelessness" not in text
    assert every.count("Start to talk") == 14


@pytest.mark.parametrize("found", [calendar(card("A", contract(end=-9))), calendar(card("A", contract()))])
def test_nothing_to_renew_and_nobody_to_buy_with_are_said(found):
    for text in (calendar_text(found), render_calendar(found)):
        assert ("No contract on these cards ends from here on." in flat(text)) == (not found.renewals)
        assert "No two councils that look for partners can renew together." in flat(text)
    assert calendar_data(found)["groups"] == []


def test_when_talks_start_is_said_and_now_where_that_is_past():
    def times(lead, end=8, other=8):
        found = calendar(card("A", contract(end=end)), card("B", contract(end=other)), lead=lead)
        return window_times(found, found.windows[0])

    assert times(18) == "All end in 2028-Q4. Start to talk in 2027-Q2."
    assert times(24) == "All end in 2028-Q4. Start to talk now."
    assert times(0, other=9) == "All end from 2028-Q4 to 2029-Q1. Start to talk in 2028-Q4."


def test_rows_say_of_each_contract_which_group_it_is_in():
    rows = list(csv.DictReader(io.StringIO(csv_text(renewal_rows(several()), RenewalRow))))
    assert [(row["council"], row["line"], row["ends"], row["last"]) for row in rows[:2]] == [
        ("Ambleford", "council-tax", "2027-Q1", "2029-Q1"),
        ("Bexford", "council-tax", "2028-Q3", "2028-Q3"),
    ]
    assert [row["group"] for row in rows] == ["1", "1", "1", "", "", ""]
    assert rows[0]["ends_with_group"] == "2028-Q2"
    assert [row["cost"] for row in rows] == ["", "£25,000 to £99,999", "", "", "£48,000", ""]
    assert rows[0]["contact"] == "Head of IT, 01632 960001"


def test_data_for_programs_says_the_assumptions_and_that_cards_are_not_signed():
    data = json.loads(json.dumps(calendar_data(several()), allow_nan=False))
    assert (data["from"], data["window_quarters"], data["lead_months"]) == ("2026-Q4", 4, 18)
    assert data["anyone_could_have_made"]
    assert data["groups"][0]["councils"] == ["Ambleford", "Bexford", "Crowton"]
    assert data["groups"][0]["talks_from"] == "2026-Q4"
    assert data["suppliers"] == {"council-tax": ["Hexbarrow", "TALLOW LIMITED"]}
    assert (len(data["renewals"]), data["ended_before"]) == (6, 1)


def test_the_workbook_has_contracts_groups_and_calls_and_guards_formulas(tmp_path):
    found = calendar(card("=A1", contract(cost=5.0)), card("B", contract(partners=True)), card("C", contract("waste")))
    write_calendar_workbook(found, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert dict(book["Summary"].iter_rows(values_only=True))["Councils"] == len(found.cards)
    assert book.sheetnames == ["Summary", "Contracts", "Buy together", "Whom to call", "Data dictionary"]
    cells = [[cell.value for cell in row] for row in book["Contracts"].iter_rows()]
    assert cells[1][2] == "'=A1"
    assert cells[1][8:12] == [5, "£5", "yes", 1]
    assert cells[3][11] is None
    assert [row[4].value for row in book["Buy together"].iter_rows(min_row=2)] == ["'=A1", "B"]


def events(text):
    unfolded = text.replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in event.strip().splitlines())
        for event in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", unfolded, re.DOTALL)
    ]


def test_the_calendar_file_has_a_day_for_each_end_and_each_start_of_talks():
    text = calendar_ics(several("; \\ a"))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    found = events(text)
    assert len(found) == 1 + 6
    assert len({event["UID"] for event in found}) == len(found)
    # Talks should have started before: they start at once.
    assert found[0]["DTSTART;VALUE=DATE"] == "20261001"
    assert found[0]["DTEND;VALUE=DATE"] == "20261002"
    assert found[0]["SUMMARY"] == "Start to talk: Council tax\\, 3 councils"
    assert found[1]["SUMMARY"] == "Contract ends: Council tax\\, Ambleford \\; \\\\ a"
    assert "Can be extended until 2029-Q1.\\nHead of IT\\, 01632 960001" in found[1]["DESCRIPTION"]


def test_long_names_are_folded_within_no_character():
    text = calendar_ics(calendar(card("Ŵ" * 150, contract(end=2))))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "Ŵ" * 150 in text.replace("\r\n ", "")


def test_names_of_others_are_text_in_a_page():
    page = render_calendar(several(PLANTED))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_a_page_shows_each_number_of_the_map_in_its_cell():
    page = render_calendar(calendar(*(card(f"Council {at}", contract(months=24)) for at in range(3))))
    heat = page.split('<table class="heat">')[1].split("</table>")[0]
    cells = re.findall(r'<td(?: class="([^"]*)")?>([^<]*)</td>', heat.split("<tbody>")[1])
    assert [text for _, text in cells] == ["", "", "3", *["+3"] * 8, *[""] * 9]
    assert cells[2][0].startswith("ends s3")
    assert cells[3][0].startswith("may")


def test_a_kind_of_file_for_each_end_of_a_name_and_the_demo_writes_one(tmp_path):
    for ending in WRITERS:
        write_calendar_file(several(), tmp_path / f"a{ending}")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in (tmp_path / "a.ics").read_bytes()
    made = write_renewal_calendar(shipped("sample_returns") / "contracts-cards", tmp_path / "demo.html", SET, NOW)
    assert (len(made.cards), len(made.windows) > 5) == (7, True)
    assert "(invented)" in (tmp_path / "demo.html").read_text(encoding="utf-8")
    write(tmp_path, f"{LONG}.toml", card(LONG, contract()))


def test_a_councils_own_list_says_what_ends_when_what_has_no_end_and_what_is_over():
    text = flat(own_text(own_contracts(assessment(carried=["waste"])), NOW))
    assert text.startswith("5 contracts, seen from 2026-Q4 From your own register")
    assert "End in 2027 2027-Q2 Council tax: Revenues, Tallow Ltd, or until 2029-Q2, £48,000 a year End in 2028" in text
    assert "2031-Q1 Waste and recycling collection: Rounds, Binwright, not confirmed in this round" in text
    assert "Ended, with all options - Finance and accounting: Ledger, Old plc, ended 2024-Q1" in text
    assert text.endswith("Without an end - Website: Own work, Ambleford")
    past = own_contracts(assessment({"waste": [{"system": "A", "end": "2025-Q1", "extension": 36}]}))
    assert "Ended in 2025, and can still be extended 2025-Q1" in flat(own_text(past, NOW))
    assert "1 contract, seen" in own_text(past, NOW)
    assert "No contract is written down yet" in own_text([], NOW)


def test_a_councils_own_data_has_the_same():
    data = own_data(own_contracts(assessment()), NOW)
    assert [row["ends"] for row in data["contracts"]] == ["2024-Q1", None, "2027-Q2", "2028-Q4", "2031-Q1"]
    assert data["contracts"][2]["last"] == "2029-Q2"


@pytest.mark.parametrize(("number", "words"), [(0, "0 councils"), (1, "1 council"), (1200, "1,200 councils")])
def test_numbers_have_their_noun(number, words):
    assert count(number, "council") == words


def test_the_readme_shows_what_the_sample_cards_give():
    gathered = gather_cards([shipped("sample_returns") / "contracts-cards"], SET)
    text = calendar_text(build_calendar(SET, gathered.cards, Terms(NOW), ["council-tax"]), everything=True)
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```text\n\.\.\.\n(1\. Council tax.*?)\n\.\.\.\n```", readme, re.DOTALL).group(1)
    assert f"\n{shown}\n" in text
