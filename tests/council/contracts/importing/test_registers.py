"""Published registers in the shapes in which they are found: each gives the same contract."""

import datetime as dt

import pytest

from benchmark.council.contracts.importing import table as reader
from benchmark.council.contracts.importing.header import guess_columns
from benchmark.council.contracts.importing.rows import read_rows
from benchmark.council.contracts.importing.table import read_table
from benchmark.errors import FaultsError
from benchmark.questions.value import quarter_of
from scoring.register import Column
from tests.council.contracts.importing.made import (
    GUIDE,
    HEADER,
    PAYROLL,
    REGISTER,
    REGISTER_CSV,
    REVENUES,
    ROADS,
    workbook_of,
)

CODE = (
    "Reference number,Title of agreement,Local authority department responsible,"
    "Description of the goods and/or services being provided,Supplier name and details,"
    "Sum to be paid over the length of the contract (£),"
    "Value Added Tax that cannot be recovered,Start date,End date,Review date,SME\n"
    'C-1,Revenues system,Resources,"Hosted software, with support",Acme Ltd,"480,000",0,01/04/2023,31/03/2027,,No\n'
)
LGA = (
    "OrganisationName,OrganisationCode,EffectiveDate,ContractReferenceNumber,ContractTitle,Description,ContractStartDate,"
    "ContractEndDate,LastExtensionDate,TotalValue,EstimatedAnnualValue,SupplierName\n"
    "Ambleford,E06000001,2026-04-01,C-1,Revenues system,Hosted software,2023-04-01,2027-03-31,2029-03-31,480000,120000,Acme Ltd\n"
)
ROW = [
    "C-1",
    "Revenues system",
    "Hosted software",
    "Acme Ltd",
    480000,
    dt.date(2023, 4, 1),
    dt.date(2027, 3, 31),
]
NAMES = HEADER.strip().split(",")
PREAMBLE = "Ambleford Council contracts register\r\nUpdated: 1 April 2026\r\n\r\n"
SEMICOLONS = (
    "Contract ref;Contract name;Supplier;Contract value;Commencement date;Expiry date\n"
    "C-1;Revenues system;Acme Ltd;£480 000.00;1 April 2023;31 March 2027\n"
)
DATES = "Ref\tTitle\tContractor\tValue\tStart\tEnd\nC-1\tRevenues system\tAcme Ltd\t£480k\t01-Apr-23\tMar-27\n"

SHAPES = {
    "Transparency Code": CODE.encode(),
    "template of the Local Government Association": LGA.encode(),
    "lines above the header": (PREAMBLE.replace("\n", ",,,,,,\n") + REGISTER_CSV).encode(),
    "lines above the header, without commas": (PREAMBLE + REGISTER_CSV).encode(),
    "the encoding of Windows": REGISTER_CSV.replace("Road", "Café road").encode("cp1252"),
    "a mark of UTF-8": REGISTER_CSV.encode("utf-8-sig"),
    "UTF-16 with tabs": DATES.encode("utf-16"),
    "semicolons": SEMICOLONS.encode("cp1252"),
    "a line for Excel": ("sep=;\n" + SEMICOLONS).encode(),
    "short dates": DATES.encode(),
    "ends of lines of old computers": REGISTER_CSV.replace("\n", "\r").encode(),
    "a workbook": workbook_of([["Contracts"], [], NAMES, ROW]),
    "a workbook of several sheets": workbook_of([["Notes"]], [NAMES, ROW], [["Total", 1]]),
    "short rows": (HEADER + REVENUES + "C-2,Payroll software\n").encode(),
}


def read(tmp_path, data: bytes, columns=None):
    path = tmp_path / ("register.xlsx" if data.startswith(b"PK") else "register.csv")
    path.write_bytes(data)
    table = read_table(path, GUIDE)
    found = columns or {guess.name: guess.to for guess in guess_columns(table.header, GUIDE) if guess.sure}
    return read_rows(table, found, REGISTER, GUIDE)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_register_is_read_in_the_shape_in_which_it_is_published(tmp_path, shape: str) -> None:
    found = read(tmp_path, SHAPES[shape])
    contract = found.contracts[0]
    assert (found.faults, contract.faults) == ([], ())
    assert contract.key == "c-1"
    assert contract.title.startswith("Revenues")
    wanted = {"reference": "C-1", "supplier": "Acme Ltd", "value": 480000, "yearly-cost": 120000}
    wanted |= {"start": quarter_of(2023, 2), "end": quarter_of(2027, 1)}
    assert {name: contract.cells[name] for name in wanted} == wanted


def test_the_cost_a_year_is_worked_out_only_where_the_file_does_not_say_it(tmp_path) -> None:
    assert read(tmp_path, SHAPES["Transparency Code"]).contracts[0].worked == {
        "yearly-cost": "worked out: 480,000 over 4 years"
    }
    told = read(tmp_path, SHAPES["template of the Local Government Association"]).contracts[0]
    assert told.worked == {"extension": "worked out: to 2029-03-31"}
    assert told.cells["extension"] == 24


@pytest.mark.parametrize(
    ("row", "cost", "how"),
    [
        ("C,T,,S,90000,01/04/2024,30/09/2026", 36000, "90,000 over 2 years and 6 months"),
        ("C,T,,S,90000,01/04/2024,30/04/2025", 83077, "90,000 over 1 year and 1 month"),
        # What is paid within half a year is what is paid in that year.
        ("C,T,,S,9000,01/04/2024,30/09/2024", 9000, "9,000 over 1 year"),
        ("C,T,,S,0,01/04/2024,31/03/2025", None, ""),
        ("C,T,,S,90000,01/04/2024,", None, ""),
        ("C,T,,S,90000,31/03/2025,01/04/2024", None, ""),
        ("C,T,,S,90000,2024-Q1,2025-Q4", None, ""),
    ],
)
def test_a_cost_a_year_is_the_value_over_the_years(tmp_path, row: str, cost: int | None, how: str) -> None:
    contract = read(tmp_path, f"{HEADER}{row}\n".encode()).contracts[0]
    assert contract.cells.get("yearly-cost") == cost
    assert contract.worked.get("yearly-cost", "worked out: ") == f"worked out: {how}"


def test_every_cell_that_cannot_be_read_is_a_fault_and_the_rest_of_its_row_comes_in(tmp_path) -> None:
    text = f"{HEADER}C-1,Revenues,Software,Acme,twelve,32/12/2026,31/03/2027\n{PAYROLL.replace('90000', '1-2')}"
    first, second = read(tmp_path, text.encode()).contracts
    assert [fault.place for fault in first.faults] == ["row 2, column Total value", "row 2, column Start date"]
    assert [fault.place for fault in second.faults] == ["row 3, column Total value"]
    assert first.cells == {"reference": "C-1", "system": "Revenues", "supplier": "Acme", "end": quarter_of(2027, 1)}


def test_a_formula_is_a_fault_and_never_worked_out(tmp_path) -> None:
    contract = read(tmp_path, workbook_of([NAMES, ROW], formula_at="E2")).contracts[0]
    assert [(fault.code, fault.place) for fault in contract.faults] == [("a-formula", "row 2, column Total value")]
    assert "value" not in contract.cells


def test_a_last_end_that_is_no_day_is_a_fault(tmp_path) -> None:
    for said, codes in (("soon", ["bad-value"]), ("n/a", []), ("", [])):
        contract = read(tmp_path, LGA.replace("2029-03-31", said).encode()).contracts[0]
        assert [fault.code for fault in contract.faults] == codes
        assert "extension" not in contract.cells


def test_a_contract_that_stands_twice_is_read_once_and_nothing_is_lost(tmp_path) -> None:
    found = read(tmp_path, (REGISTER_CSV + REVENUES.replace("Acme", "Other")).encode())
    assert [contract.key for contract in found.contracts] == ["c-1", "c-2", "c-3"]
    assert [fault.code for fault in found.contracts[0].faults] == ["contract-twice"]
    assert [(aside.at, aside.supplier, aside.why) for aside in found.aside] == [
        ("row 5", "Other Ltd", "It has the reference of row 2")
    ]


def test_rows_without_names_and_rows_that_are_too_long_do_not_come_in(tmp_path) -> None:
    text = REGISTER_CSV + ",,,,3000000,,\n" + ROADS.strip() + ",more\n\n"
    found = read(tmp_path, text.encode())
    assert [(aside.at, aside.why) for aside in found.aside] == [("row 5", "It has neither a reference nor a title")]
    assert [(fault.code, fault.place) for fault in found.faults] == [("wrong-cells", "row 6")]


def test_contracts_without_a_reference_are_told_apart_by_title_and_supplier(tmp_path) -> None:
    text = (
        "Title,Supplier,Description\nUniform,Idle Ltd,Software\nUniform,Other Ltd,Software\n,,Only described software\n"
    )
    found = read(tmp_path, text.encode())
    assert [contract.key for contract in found.contracts] == [
        "uniform / idle ltd",
        "uniform / other ltd",
        "only described software /",
    ]
    assert found.contracts[2].cells == {"system": "Only described software"}


def test_columns_without_a_name_or_with_the_same_have_names_of_their_own(tmp_path) -> None:
    (tmp_path / "r.csv").write_text("Ref,,Title,Title\nC-1,x,One,Two\n", encoding="utf-8")
    assert read_table(tmp_path / "r.csv", GUIDE).header == ("Ref", "column B", "Title", "Title (2)")


def test_empty_cells_at_the_end_of_a_header_are_no_columns(tmp_path) -> None:
    (tmp_path / "r.csv").write_text("Ref,Title,,\nC-1,x,,\n", encoding="utf-8")
    assert read_table(tmp_path / "r.csv", GUIDE).header == ("Ref", "Title")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-register-header"),
        (b"a,b\n1,2\n", "no-register-header"),
        (workbook_of([["a"]]), "no-register-header"),
        (b"PK\x03\x04nothing", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0old", "a-workbook"),
        (b'Reference,Title\n"C-1,x\n', "not-csv"),
        (("Reference,Title," + ",".join(f"c{at}" for at in range(300)) + "\nx\n").encode(), "wide-register"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_register_is_refused(tmp_path, data: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as caught:
        read(tmp_path, data)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_register_with_too_many_rows_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 2)
    with pytest.raises(FaultsError, match="more than 2 rows"):
        read(tmp_path, REGISTER_CSV.encode())


def test_cells_of_workbooks_become_texts() -> None:
    said = [
        ("number", 12.0),
        ("number", 12.5),
        ("flag", True),
        ("flag", False),
        ("date", "45017"),
        ("date", "2023-04-01"),
        ("date", "1e9"),
        ("error", "#N/A"),
    ]
    assert [reader._cell(kind, value) for kind, value in said] == [
        "12",
        "12.5",
        "yes",
        "no",
        "2023-04-01",
        "2023-04-01",
        "1e9",
        "#N/A",
    ]


def test_the_columns_of_the_register_are_those_that_the_import_looks_at() -> None:
    kinds = {"reference": "text", "system": "text", "supplier": "text", "value": "number", "yearly-cost": "number"}
    kinds |= {"start": "quarter", "end": "quarter", "extension": "number"}
    columns: dict[str, Column] = REGISTER.column_index
    assert {name: columns[name].kind for name in kinds} == kinds


def test_a_text_that_was_kept_from_being_a_formula_is_itself_again(tmp_path) -> None:
    contract = read(tmp_path, f"{HEADER}'-1,'=Uniform,,'@Home Ltd,,,\n".encode()).contracts[0]
    assert contract.cells == {"reference": "-1", "system": "=Uniform", "supplier": "@Home Ltd"}


def test_the_column_that_the_code_leaves_open_is_asked_about() -> None:
    name = "Sum to be paid over the length of the contract or the estimated annual spending or budget for the contract"
    (guess,) = guess_columns([name], GUIDE)
    assert (guess.to, guess.sure) == ("value", False)
