"""Spend controls in the terminal, as rows, as a workbook and as a page: the same findings everywhere, and advice only."""

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.checked import check_register, matching
from benchmark.council.contracts.controls import FAILED, PASSED, UNKNOWN
from benchmark.council.contracts.facts import Merger
from benchmark.council.contracts.purchase import Given, check_purchase
from benchmark.outputs.contracts_page import check_paper, purchase_paper, render_contracts_paper, write_contracts_paper
from benchmark.outputs.contracts_rows import (
    FindingRow,
    check_data,
    finding_rows,
    purchase_data,
    write_check_workbook,
)
from benchmark.outputs.contracts_text import check_text, contracts_text, purchase_text
from benchmark.outputs.contracts_words import VOLUNTARY, commonly_missing
from benchmark.outputs.rows import csv_text
from tests.council.contracts.made import GOOD, assessment_with, register, shipped_controls
from tests.council.small import small_set

MERGER = Merger(dt.date(2028, 4, 1), ("New Ambleshire",))
LATE = {**GOOD, "system": "Late", "end": "2031-Q1", "value": 2_000_000, "reference": "=1+1"}
SOON = {**GOOD, "system": "Soon", "end": "2026-Q4", "exit-plan": "no"}
OPEN = {"system": "Open-ended", "value": 3_000_000}
LINES = {"finance": [GOOD, LATE], "council-tax": [OPEN, SOON]}


def checked(lines=LINES, merger=MERGER):
    return check_register(assessment_with(lines), "2026-autumn", shipped_controls(), merger)


def flat(text):
    return " ".join(text.split())


@pytest.fixture(params=["text", "plain", "full", "page", "purchase", "purchase page", "json", "purchase json"])
def output(request):
    """Every output, as text."""
    found, bought = checked(), purchase()
    return {
        "text": lambda: check_text(found),
        "plain": lambda: check_text(found, plain=True),
        "full": lambda: contracts_text(found, found.contracts[:1]),
        "page": lambda: render_contracts_paper(check_paper(found)),
        "purchase": lambda: purchase_text(bought),
        "purchase page": lambda: render_contracts_paper(purchase_paper(bought)),
        "json": lambda: json.dumps(check_data(found)),
        "purchase json": lambda: json.dumps(purchase_data(bought)),
    }[request.param]()


def purchase(merger=MERGER):
    numbers = {"months": "48", "extension": "12", "value": "250000", "end": "2029-Q1"}
    return check_purchase(register(), shipped_controls(), merger, Given(numbers, {"exit-plan": "no"}, {}))


def test_every_output_says_that_the_controls_are_voluntary_and_no_legal_advice(output):
    assert VOLUNTARY in flat(output)


def test_where_a_rule_is_law_it_says_so():
    for text in (check_text(checked()), purchase_text(purchase())):
        assert flat(text).count("This one is law.") == 1
    assert [row["law"] for row in check_data(checked())["contracts"][1]["findings"]].count(True) == 1


def test_a_check_counts_each_contract_under_its_line_of_business():
    lines = check_text(checked()).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("Contract "))
    assert [line.split("  ")[0] for line in lines[at + 1 : at + 7]] == [
        "Finance and accounting:", "- Ledger, Orchard", "- Late, Orchard", "Council tax:", "- Open-ended",
        "- Soon, Orchard",
    ]  # fmt: skip
    assert re.search(r"- Soon, Orchard +2026-Q4 +8 +1 +0", lines[at + 6])
    assert "4 contracts: 25 passed, 6 failed, 13 not known." in lines


def test_failures_stand_by_the_end_of_their_contract_and_an_unknown_end_comes_last():
    found = checked()
    assert [contract.title for contract in found.failing] == ["Soon, Orchard", "Late, Orchard", "Open-ended"]
    text = flat(check_text(found))
    assert text.index("1. Council tax: Soon") < text.index("2. Finance and accounting: Late") < text.index("3. Council")
    assert "Ends in 2026-Q4. - Exit plan: No." in text
    assert "Open-ended. Its end is not known. - Value: £3,000,000; the limit is £1,000,000." in text


def test_each_control_that_fails_stands_once_with_its_remedy_and_its_source():
    text = flat(check_text(checked()))
    for control, count in checked().failed_controls:
        words = f"{control.title} ({count} contract{'s' if count > 1 else ''}). {control.rule}"
        assert text.count(words) == 1
        assert f"Remedy: {control.remedy} Source: {'; '.join(control.source)}." in text


def test_the_merger_says_how_many_run_past_it_and_who_follows():
    assert (
        "The council ends on 1 April 2028. New Ambleshire will follow. 1 of 4 contracts runs past that day. Of 1 it is "
        "not known." in flat(check_text(checked()))
    )
    assert "No day of a merger is known" in flat(check_text(checked(merger=None)))


def test_what_is_missing_most_often_is_said_first():
    found = checked({"finance": [OPEN, {**GOOD, "exit-plan": "?"}], "elections": [{"system": "Rolls"}]})
    names = commonly_missing(found)
    assert names == sorted(names, key=lambda item: -item[1])
    assert ("Exit plan", 3) in names
    assert "missing for 3 contracts" in check_text(found)


def test_a_contract_in_full_has_every_control_with_rule_remedy_and_source():
    found = checked()
    late = found.contracts[1]
    text = flat(contracts_text(found, [late]))
    for finding in late.findings:
        assert f"Rule: {finding.control.rule}" in text
        assert (f"Remedy: {finding.control.remedy}" in text) is (finding.state != PASSED)
    assert "Failed: 4" in text
    assert "Passed: 8" in text


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("late", ["Late, Orchard"]),
        ("COUNCIL TAX", ["Open-ended", "Soon, Orchard"]),
        ("orchard", ["Ledger, Orchard", "Late, Orchard", "Soon, Orchard"]),
        ("=1+1", ["Late, Orchard"]),
        ("nothing", []),
    ],
)
def test_a_contract_is_found_by_any_text_of_it(text, titles):
    assert [contract.title for contract in matching(checked(), text)] == titles


def test_three_hundred_contracts_stay_readable():
    lines = ["finance", "payroll", "council-tax", "website", "elections", "payments"]
    many = {line: [{**LATE, "system": f"System {at}"} for at in range(50)] for line in lines}
    found = checked(many)
    short, long = check_text(found), check_text(found, everything=True)
    assert short.count("\n") < 120
    assert re.search(r"Finance and accounting +50 +2031-Q1 +400 +200 +0", short)
    assert "290 more contracts fail a control: --all shows them." in short
    assert long.count("System 49") == 12
    assert "more contracts" not in long


def test_an_empty_register_says_how_to_begin():
    text = check_text(checked({}))
    assert "No contract is written down yet. Begin with: council-benchmark assess" in text


def test_where_nothing_fails_it_says_so():
    found = checked({"finance": [GOOD]}, merger=None)
    assert "No contract is known to fail a control." in check_text(found)
    page = render_contracts_paper(check_paper(found))
    assert "No contract is known to fail a control." in page
    assert "what to do" not in page


def test_a_purchase_says_what_failed_first_and_what_to_do_before_signing():
    text = flat(purchase_text(purchase()))
    assert text.index("Failed: 4") < text.index("Not known:") < text.index("Passed:")
    assert "Length: 60 months, 12 of them as options to extend; the limit is 48. Rule:" in text
    assert "Consent before signing: £250,000; the limit is £100,000." in text
    assert "Exit plan: No." in text
    assert "Early talks with the market: Not known." in text


def test_a_row_stands_for_each_contract_and_control():
    found = checked()
    rows = list(csv.DictReader(io.StringIO(csv_text(list(finding_rows(found)), FindingRow))))
    assert len(rows) == sum(len(contract.findings) for contract in found.contracts)
    assert {row["state"] for row in rows} == {PASSED, FAILED, UNKNOWN}
    assert {row["reference"] for row in rows} == {"", "'=1+1"}
    late = next(row for row in rows if (row["contract"], row["control"]) == ("Late, Orchard", "value"))
    assert (late["state"], late["found"], late["law"]) == (FAILED, "£2,000,000; the limit is £1,000,000.", "false")


def test_the_data_of_a_check_holds_the_same_counts():
    found = checked()
    data = check_data(found)
    assert (data["format"], data["merger"], data["successors"]) == (
        "contract-controls/1", "2028-04-01", ["New Ambleshire"]
    )  # fmt: skip
    assert data["counts"] == {state: found.count(state) for state in (FAILED, UNKNOWN, PASSED)}
    assert [contract["ends"] for contract in data["contracts"]] == ["2027-Q4", "2031-Q1", None, "2026-Q4"]
    assert [contract["past_merger"] for contract in data["contracts"]] == [False, True, None, False]
    assert check_data(checked(merger=None))["successors"] == []


def test_the_data_of_a_purchase_says_what_is_missing():
    data = purchase_data(purchase(merger=None))
    assert (data["format"], data["merger"]) == ("purchase-controls/1", None)
    missing = {finding["control"]: finding["missing"] for finding in data["findings"]}
    assert missing["api"] == ["How open it is"]
    assert missing["length"] == []


def test_the_workbook_has_a_row_a_contract_and_a_row_a_finding(tmp_path):
    found = checked()
    write_check_workbook(found, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["About", "Contracts", "Findings", "Data dictionary"]
    assert [cell.value for cell in book["Contracts"][3]] == [
        "Finance and accounting",
        "Late, Orchard",
        "2031-Q1",
        8,
        4,
        0,
    ]
    assert book["Findings"].max_row == 1 + len(list(finding_rows(found)))
    assert VOLUNTARY in [row[1].value for row in book["About"]]


def test_the_note_on_a_purchase_is_a_page_or_a_word_file(tmp_path):
    paper = purchase_paper(purchase(), "Housing repairs")
    for name in ("note.html", "note.docx", "again.docx"):
        write_contracts_paper(paper, tmp_path / name)
    said = [paragraph.text for paragraph in Document(str(tmp_path / "note.docx")).paragraphs]
    assert "Housing repairs" in said
    assert any(text.startswith("Consent before signing: £250,000") for text in said)
    assert (tmp_path / "note.docx").read_bytes() == (tmp_path / "again.docx").read_bytes()
    assert "Housing repairs" in (tmp_path / "note.html").read_text(encoding="utf-8")


def test_what_others_wrote_runs_nothing_in_a_page():
    planted = "<img src=x onerror=alert(1)>\u202e"
    found = checked({"finance": [{**LATE, "system": planted.rstrip("\u202e")}]})
    found = replace(found, title=planted)
    page = render_contracts_paper(check_paper(found))
    assert "<img" not in page
    assert "\u202e" not in page


def test_a_question_set_without_a_register_cannot_be_checked():
    with pytest.raises(ValueError, match="needs a register"):
        check_register(Assessment(small_set(), {}), "2026-autumn", shipped_controls())
