"""The examples in the reference of file formats are real: they are read by the program."""

import json
import re
from dataclasses import fields
from pathlib import Path

import msgspec
import tomli

from benchmark.council.contracts.importing.memory import NOT_HERE, read_memory
from benchmark.council.contracts.rules import CONTROL, TESTS, read_controls
from benchmark.council.form_file import read_form, read_form_file
from benchmark.council.register import read_entries
from benchmark.network.codes import read_code
from benchmark.outputs.declaration_index import IndexRow
from benchmark.questions import crosswalk
from benchmark.questions.library import find_questionnaire
from benchmark.questions.read import parse_questionnaire
from benchmark.questions.translation import parse_translation
from benchmark.returns import card_file, contracts_card_file
from benchmark.returns.declaration_file import COLUMNS
from benchmark.returns.declaration_read import read_page
from benchmark.returns.keys import decode
from benchmark.returns.model import SignedReturn
from benchmark.returns.unsigned import UnsignedReturn, parse_unsigned
from scoring.codes import NOT_APPLICABLE
from scoring.fingerprint import fingerprint
from tests.council.contracts.made import register as contract_register

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", TEXT, re.DOTALL).group(1)


def test_the_example_of_a_question_set_has_no_fault() -> None:
    assert len(parse_questionnaire(tomli.loads(block("toml")), "formats.md").questions) == 4


def test_the_example_of_a_page_is_read_and_every_column_is_told(tmp_path: Path) -> None:
    part = TEXT.split("## A page of commitments")[1].split("\n## ")[0]
    (tmp_path / "page.csv").write_text(re.search(r"```csv\n(.*?)```", part, re.DOTALL).group(1), encoding="utf-8")
    found = read_page(tmp_path / "page.csv", find_questionnaire("declaration"))
    assert len(found.commitments) == 1
    told = re.findall(r"^\| (`[^|]*) \|", part, re.MULTILINE)
    assert re.findall(r"`([a-z_]+)`", " ".join(told)) == list(COLUMNS)
    index = re.search(r"with the columns (.*?: )", part, re.DOTALL).group(1)
    assert re.findall(r"`([a-z_]+)`", index) == [field.name for field in fields(IndexRow)]


def test_the_example_of_a_translation_has_no_fault() -> None:
    example = re.search(r"```text\n(format +=.\"translation/1\".*?)```", TEXT, re.DOTALL).group(1)
    original = tomli.loads(block("toml"))
    found = parse_translation(tomli.loads(example), original, "formats.md")
    assert found.words["question"]["contract-register"]["next"] == ["Dechreuwch restr.", "[English] Add end dates."]
    assert found.offered({"council-type": "county"})


def test_the_example_of_spend_controls_is_read(tmp_path: Path) -> None:
    example = re.search(r"```text\n(format +=.\"spend-controls/1\".*?)```", TEXT, re.DOTALL).group(1)
    path = tmp_path / "controls.toml"
    path.write_text(example, encoding="utf-8")
    assert [control.limit for control in read_controls(path, contract_register()).controls] == [36, 0]


def test_every_test_and_key_of_a_spend_control_is_named() -> None:
    part = TEXT.split("## Spend controls")[1].split("\n## ")[0]
    assert [name for name in (*TESTS, *CONTROL) if f"`{name}`" not in part] == []


def test_the_example_of_a_return_has_exactly_the_keys_that_a_return_must_have() -> None:
    example = json.loads(block("json"))
    known = {field.encode_name for field in msgspec.structs.fields(SignedReturn)}
    assert set(example) == known
    required = {field.name for field in msgspec.structs.fields(type_of_return()) if field.required}
    assert set(example["return"]) == required


def test_every_reserved_key_is_named() -> None:
    reserved = [field.name for field in msgspec.structs.fields(type_of_return()) if not field.required]
    assert reserved
    assert all(f"`{name}`" in TEXT for name in reserved)


def test_the_example_of_a_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[1], encoding="utf-8")
    form = read_form(read_form_file(path), find_questionnaire("quick-check"), "formats.md")
    assert [answer.reason for answer in form.answers.values()] == ["", "A neighbour does this for us"]


def test_the_example_of_a_form_keeps_the_key_of_a_return(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[1], encoding="utf-8")
    found = read_form_file(path).returns
    assert found is not None
    assert decode(found.secret) == bytes(range(32))


def test_the_example_of_the_lines_of_a_form_is_read() -> None:
    (example,) = re.findall(r'```text\n"lines": (.*?)```', TEXT, re.DOTALL)
    entries, faults = read_entries(find_questionnaire("technology-register"), json.loads(example), "formats.md")
    assert (len(entries["council-tax"].rows), entries["cemeteries"].none, faults) == (1, True, [])


def test_the_example_of_an_unsigned_return_is_read() -> None:
    example = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[2].encode()
    found = parse_unsigned(example, "formats.md")
    assert isinstance(found, UnsignedReturn)
    assert read_code(found.code)
    assert {"format", "key", "name"} == {field.name for field in msgspec.structs.fields(type_of_return())} - {
        field.name for field in msgspec.structs.fields(type(found.said))
    } - {"origin", "endorsement", "previous"}


def test_the_example_of_a_card_is_read_and_every_key_is_named(tmp_path: Path) -> None:
    example = re.search(r"```text\n(format = \"mentoring-card/1\".*?)```", TEXT, re.DOTALL).group(1)
    asked = find_questionnaire("quick-check")
    assert set(tomli.loads(example)) == set(card_file.TOP)
    path = tmp_path / "card.toml"
    path.write_text(example.replace("\u2026", fingerprint(asked)), encoding="utf-8")
    card = card_file.read_card(path, asked)
    assert dict(card.answers) == {"data-extract": 1, "contract-register": NOT_APPLICABLE}


def test_the_example_of_a_contracts_card_is_read_and_every_key_is_named(tmp_path: Path) -> None:
    example = re.search(r"```text\n(format = \"contracts-card/1\".*?)```", TEXT, re.DOTALL).group(1)
    data = tomli.loads(example)
    assert set(data) == set(contracts_card_file.TOP)
    assert {key for entry in data["contract"] for key in entry} == set(contracts_card_file.CONTRACT)
    (tmp_path / "card.toml").write_text(example, encoding="utf-8")
    card = contracts_card_file.read_contracts_card(tmp_path / "card.toml", find_questionnaire("technology-register"))
    assert [contract.partners for contract in card.contracts] == [True, False]


def type_of_return() -> type:
    return next(field.type for field in msgspec.structs.fields(SignedReturn) if field.name == "content")


def test_the_crosswalk_is_described_with_all_its_keys_and_statuses() -> None:
    part = TEXT.split("## A crosswalk\n", 1)[1].split("\n## ", 1)[0]
    example = tomli.loads(re.search(r"```text\n(.*?)```", part, re.DOTALL).group(1))
    assert example["format"] == crosswalk.FORMAT
    assert set(example) == set(crosswalk.TOP)
    assert set(example["from"]) == set(crosswalk.EDITION)
    assert {key for entry in example["question"] for key in entry} == set(crosswalk.ENTRY)
    assert [status for status in crosswalk.STATUSES if f"`{status}`" not in part] == []


def test_the_example_of_a_mapping_of_contracts_is_read(tmp_path: Path) -> None:
    example = re.search(r"```text\n(format +=.\"contracts-mapping/1\".*?)```", TEXT, re.DOTALL).group(1)
    path = tmp_path / "contracts-mapping.toml"
    path.write_text(example, encoding="utf-8")
    register = find_questionnaire("technology-register").register
    found = read_memory(path, "technology-register", register)
    assert (found.contracts["c-102"], found.worked["c-101"]) == (NOT_HERE, 120000)
    assert set(found.columns) == set(found.header)
