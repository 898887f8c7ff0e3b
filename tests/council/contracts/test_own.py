"""A council's own contracts: when each ends, how long it can be extended, and what is not known."""

import datetime as dt
from dataclasses import replace

import pytest

from benchmark.council.contracts.choose import ask_contracts, ask_partners
from benchmark.council.contracts.own import band_of, contract_register, cost_bands, group_by_section, own_contracts
from benchmark.council.contracts.terms import (
    MOST_MONTHS,
    Term,
    last_quarter,
    quarter_of_day,
    quarters_of,
    read_quarter,
)
from benchmark.errors import UsageError
from benchmark.questions.library import find_questionnaire
from benchmark.questions.value import quarter_of, quarter_words
from tests.council.contracts.registers import NOW, SET, assessment
from tests.council.small import ScriptedAsker


def named(rows):
    return {contract.system: contract for contract in own_contracts(assessment({"council-tax": rows}))}


def test_contracts_come_in_the_order_of_the_lines():
    found = own_contracts(assessment(carried=["waste"]))
    assert [contract.system for contract in found] == ["Ledger", "Own work", "Revenues", "Bailiffs", "Rounds"]
    assert [contract.carried for contract in found] == [False, False, False, False, True]
    assert found[1].term is None
    assert found[2].term == Term("council-tax", quarter_of(2027, 2), quarter_of(2029, 2))


def test_a_contract_is_named_by_what_is_known_of_it():
    assert named([{"system": "A", "supplier": "B"}])["A"].title == "A, B"
    bare = own_contracts(assessment({"waste": [{"end": "2027-Q1"}]}, hidden=False))[0]
    assert bare.title == "a contract without a name"
    assert (bare.sum, bare.extension) == (None, 0)


def test_small_sums_are_told_by_the_value_else_by_the_yearly_cost():
    assert named([{"system": "A", "value": 7, "yearly-cost": 3}])["A"].sum == 7
    only = own_contracts(assessment({"waste": [{"system": "A", "yearly-cost": 3}]}, hidden=False))
    assert only[0].sum == 3


def test_an_extension_of_more_than_a_life_is_a_slip_of_the_pen():
    assert named([{"system": "A", "extension": 1e9}])["A"].extension == MOST_MONTHS


@pytest.mark.parametrize(("months", "quarters"), [(0, 0), (2, 0), (3, 1), (11, 3), (24, 8)])
def test_months_that_fill_no_quarter_do_not_extend(months, quarters):
    assert last_quarter(NOW, months) == NOW + quarters


@pytest.mark.parametrize(("months", "quarters"), [(0, 0), (1, 1), (18, 6), (19, 7)])
def test_talks_begin_with_the_quarter_that_the_months_reach_into(months, quarters):
    assert quarters_of(months) == quarters


def test_what_ended_can_still_be_extended_or_is_over():
    term = Term("waste", NOW - 2, NOW + 2)
    assert (term.sure(NOW), term.over(NOW), term.over(NOW + 3)) == (NOW, False, True)


@pytest.mark.parametrize(
    ("day", "quarter"), [((2026, 1, 1), 1), ((2026, 3, 31), 1), ((2026, 4, 1), 2), ((2026, 12, 31), 4)]
)
def test_a_day_lies_in_its_quarter_of_the_calendar_year(day, quarter):
    assert quarter_of_day(dt.date(*day)) == quarter_of(2026, quarter)


def test_a_quarter_is_typed_as_such_or_as_a_date():
    assert quarter_words(read_quarter("2027-Q1")) == quarter_words(read_quarter("14/02/2027")) == "2027-Q1"
    for wrong in ("", "soon", "2027-Q9"):
        with pytest.raises(UsageError, match="is not a quarter"):
            read_quarter(wrong)


def test_a_set_without_ends_of_contracts_is_refused():
    with pytest.raises(UsageError, match="does not say when contracts end"):
        contract_register(find_questionnaire("quick-check"))


def test_bands_are_those_of_the_register():
    bands = cost_bands(SET)
    assert [band_of(bands, cost) for cost in (0, 24_999, 25_000, 600_000)] == [
        "under-25k", "under-25k", "25k-100k", "over-500k",
    ]  # fmt: skip
    register = replace(SET.register, measures=tuple(m for m in SET.register.measures if m.rule != "sum"))
    assert cost_bands(replace(SET, register=register)) == ()


def test_lines_are_grouped_by_section_in_the_order_of_the_set():
    found = group_by_section(SET, ["waste", "finance", "payroll"])
    assert [(title, [line.id for line in lines]) for title, lines in found] == [
        ("Running the council", ["finance", "payroll"]),
        ("Streets, waste and public protection", ["waste"]),
    ]


def test_each_contract_is_ticked_by_itself_section_by_section():
    contracts = [contract for contract in own_contracts(assessment()) if contract.term]
    asker = ScriptedAsker(["n"], ["2"], "")
    chosen = ask_contracts(asker, SET, contracts, contracts[1:2])
    assert [contract.system for contract in chosen] == ["Bailiffs"]
    assert asker.starts == [["n"], ["1"], ["n"]]
    assert asker.menus[1].choices[0].title == "Council tax: Revenues, Tallow Ltd, ends 2027-Q2"


def test_partners_are_asked_for_line_by_line():
    chosen = [contract for contract in own_contracts(assessment()) if contract.line.id != "website"]
    asker = ScriptedAsker(["n"], "", ["n"])
    assert ask_partners(asker, SET, chosen) == ["council-tax"]
    assert asker.starts == [["1"], ["1"], ["1"]]
