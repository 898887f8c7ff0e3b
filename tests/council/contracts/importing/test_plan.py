"""What an import changes: what the file says of a contract, never what people typed, and nothing the second time."""

from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.contracts.importing.contract import Contract, key_of
from benchmark.council.contracts.importing.lines import find_rows, sort_contracts
from benchmark.council.contracts.importing.memory import NOT_HERE
from benchmark.council.contracts.importing.plan import find_gone, plan_import
from benchmark.council.register import MOST_ROWS
from benchmark.questions.value import quarter_of
from scoring.register import Entry, Row
from tests.council import registers
from tests.council.contracts.importing.made import GUIDE, REGISTER, assessment

START, END, LATER = quarter_of(2023, 2), quarter_of(2027, 1), quarter_of(2028, 1)
ROW: Row = {
    "system": "Our revenues",
    "supplier": "Acme",
    "reference": "C-1",
    "end": END,
    "fit": 2,
    "yearly-cost": 100.0,
}


def contract(
    reference: str = "C-1", title: str = "Revenues system", *, worked=(), words="software", **cells
) -> Contract:
    said = {name.replace("_", "-"): value for name, value in cells.items()}
    said |= {"system": title} | ({"reference": reference} if reference else {})
    key = key_of(reference, title, str(said.get("supplier", "")))
    return Contract("row 2", key, title, words, said, dict.fromkeys(worked, "worked out"))


def update(row: Row, new: Contract, worked=None, **entries):
    there = {"council-tax": Entry((row,)), **entries}
    places = find_rows(REGISTER, there)[new.key]
    return plan_import(REGISTER, there, [(new, places)], [], worked or {})


def test_what_the_file_says_is_brought_up_to_date_and_what_people_typed_stays() -> None:
    plan = update(ROW, contract(supplier="Acme plc", end=LATER, yearly_cost=120.0))
    after = plan.entries["council-tax"].rows[0]
    assert after == {**ROW, "supplier": "Acme plc", "end": LATER, "yearly-cost": 120.0}
    assert set(plan.changes[0].columns) == {"supplier", "end", "yearly-cost"}


def test_the_name_and_the_reference_are_written_once() -> None:
    plan = update({**ROW, "reference": "c-1"}, contract("C-1", "Provision of a system", supplier="Acme"))
    assert (plan.changes, plan.same) == ([], 1)


def test_a_cost_that_was_worked_out_never_replaces_one_that_a_person_typed() -> None:
    new = contract(yearly_cost=120.0, worked=["yearly-cost"])
    assert update(ROW, new).changes == []
    assert update(ROW, new, {"c-1": 90.0}).changes == []
    assert update(ROW, new, {"c-1": 100.0}).entries["council-tax"].rows[0]["yearly-cost"] == 120.0
    without = {name: value for name, value in ROW.items() if name != "yearly-cost"}
    plan = update(without, new)
    assert plan.entries["council-tax"].rows[0]["yearly-cost"] == 120.0
    assert plan.worked == {"c-1": 120.0}


def test_a_contract_in_several_lines_keeps_the_sums_that_people_split() -> None:
    plan = update(ROW, contract(end=LATER, yearly_cost=120.0), benefits=Entry((ROW,)))
    rows = [plan.entries[name].rows[0] for name in ("council-tax", "benefits")]
    assert [(row["end"], row["yearly-cost"]) for row in rows] == [(LATER, 100.0)] * 2
    assert len(plan.split) == 1


def test_a_new_contract_is_added_to_its_line_also_where_the_line_was_marked_as_not_here() -> None:
    plan = plan_import(REGISTER, {"benefits": Entry(none=True)}, [], [(contract(end=END), "benefits")], {})
    assert plan.entries["benefits"] == Entry(({"system": "Revenues system", "reference": "C-1", "end": END},))
    assert plan.changes[0].was_none


def test_a_carried_line_stays_carried_until_somebody_confirms_it() -> None:
    there = {"council-tax": Entry((ROW,), carried="2025-autumn")}
    plan = plan_import(
        REGISTER, there, [(contract(end=LATER), [("council-tax", 0)])], [(contract("C-9"), "council-tax")], {}
    )
    assert plan.entries["council-tax"].carried == "2025-autumn"
    assert len(plan.entries["council-tax"].rows) == 2


def test_a_line_that_is_full_takes_no_more() -> None:
    there = {"maps": Entry(tuple({**ROW, "reference": f"M-{at}"} for at in range(MOST_ROWS)))}
    plan = plan_import(REGISTER, there, [], [(contract("M-99"), "maps")], {})
    assert (plan.entries, plan.changes, len(plan.full)) == (there, [], 1)


def test_what_the_file_no_longer_has_is_named() -> None:
    there = {
        "maps": Entry(({**ROW, "reference": "M-1"}, {**ROW, "reference": "Typed"})),
        "roads": Entry(({**ROW, "reference": "R-1"},)),
    }
    remembered = {"m-1": "maps", "r-1": "roads", "gone-here-too": "maps", "c-7": NOT_HERE}
    gone = find_gone(REGISTER, there, remembered, [contract("R-1")])
    assert [(line, row["reference"]) for line, row in gone] == [("maps", "M-1")]


def sort(contracts, remembered=None, *, everything=False, **entries):
    return sort_contracts(assessment(**entries), contracts, remembered or {}, GUIDE, everything=everything)


def test_a_contract_goes_where_it_stands_or_was_said_to_belong_or_is_asked_about() -> None:
    standing, settled, refused, guessed, roads = (contract(f"C-{at}") for at in range(1, 6))
    roads = contract("C-5", "Road resurfacing", words="tar")
    remembered = {"c-1": "payroll", "c-2": "payroll", "c-3": NOT_HERE}
    found = sort([standing, settled, refused, guessed, roads], remembered, council_tax=Entry((ROW,)))
    assert found.standing == [(standing, [("council-tax", 0)])]
    assert found.settled == [(settled, "payroll")]
    assert [one.key for one, _ in found.open] == ["c-4"]
    assert found.open[0][1][0] == "council-tax"
    assert [one.key for one, _ in found.aside] == ["c-3", "c-5"]


def test_all_contracts_are_asked_about_where_somebody_wants_to() -> None:
    found = sort(
        [contract("C-3"), contract("C-5", "Road resurfacing", words="tar")], {"c-3": NOT_HERE}, everything=True
    )
    assert [one.key for one, _ in found.open] == ["c-3", "c-5"]
    assert found.aside == []


def test_rows_without_a_reference_are_found_by_name_and_supplier() -> None:
    there = {"pool": Entry(({"name": "Long Lane"}, {"name": "Short Lane", "paper": "P-1"}))}
    assert set(find_rows(registers.REGISTER, there)) == {"long lane /", "p-1"}


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "supplier": st.sampled_from(["Acme", "Other"]),
        "end": st.integers(START, LATER),
        "value": st.integers(1, 5).map(float),
        "yearly_cost": st.integers(1, 5).map(float),
        "worked": st.sampled_from([(), ("yearly-cost",)]),
    },
)
CONTRACTS = st.lists(
    st.builds(lambda at, cells: contract(f"C-{at}", **cells), st.integers(1, 4), CELLS), unique_by=lambda one: one.key
)
ROWS = st.lists(st.sampled_from([ROW, {**ROW, "reference": "C-2"}, {"system": "Typed"}]), max_size=3)


@given(
    CONTRACTS,
    ROWS,
    st.sampled_from(["council-tax", "maps"]),
    st.dictionaries(st.sampled_from(["c-1", "c-2"]), st.just(100.0)),
)
def test_the_same_file_changes_nothing_the_second_time(contracts, rows, line, worked) -> None:
    entries = {"council-tax": Entry(tuple(rows))} if rows else {}
    first = _import(entries, contracts, line, worked)
    second = _import(first.entries, contracts, line, {**worked, **first.worked})
    assert second.changes == []
    assert second.entries == first.entries
    typed = [row.get("fit") for entry in entries.values() for row in entry.rows]
    after = [row.get("fit") for name in entries for row in first.entries[name].rows]
    assert after[: len(typed)] == typed


def _import(entries, contracts, line, worked):
    there = find_rows(REGISTER, entries)
    standing = [(one, there[one.key]) for one in contracts if one.key in there]
    chosen = [(one, line) for one in contracts if one.key not in there]
    return plan_import(REGISTER, entries, standing, chosen, worked)
