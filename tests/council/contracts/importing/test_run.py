"""An import from its file to the register: which set, which round, what is remembered, and who was quicker."""

import pytest

from benchmark.council.contracts.find import with_register
from benchmark.council.contracts.importing.columns import find_columns, refuse_nameless
from benchmark.council.contracts.importing.memory import FILE_NAME, Memory, read_memory
from benchmark.council.contracts.importing.notice import read_notice
from benchmark.council.contracts.importing.rows import read_rows
from benchmark.council.contracts.importing.run import begin, taken_guesses
from benchmark.council.contracts.importing.table import read_table
from benchmark.council.contracts.importing.words import preview_lines, result_lines
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import printable
from scoring.register import Entry
from tests.council import contacts
from tests.council.contracts.importing.made import (
    HEADER,
    PAYROLL,
    REGISTER,
    REGISTER_CSV,
    RELEASE,
    REVENUES,
    SET,
    council_folder,
    notice_of,
)

VALID_REGISTER = "tests/questions/valid/register.toml"


def bring_in(folder, data, name="register.csv", *, mapping=None, everything=False, before_writing=None):
    """Bring a file in as --yes does; give what was said, and the register afterwards."""
    path = folder.path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    work = begin(CouncilFolder(folder.path), None, path)
    said: list[str] = []
    columns = None
    if work.notice:
        read = read_notice(path, work.register)
    else:
        table = read_table(path, work.guide)
        to = find_columns(work, table, mapping, None, said.append)
        refuse_nameless(to, table, work.register)
        read, columns = read_rows(table, to, work.register, work.guide), (table.header, to)
    found = work.sort(read, everything=everything)
    lines = taken_guesses(found)
    work.remember(columns, lines)
    plan, aside = work.plan(read, found, lines)
    said += preview_lines(work.register, plan, aside)
    if before_writing:
        before_writing()
    work.write(plan, found)
    said += result_lines(work.register, plan, "the register")
    return said, aside


def entries(folder):
    return CouncilFolder(folder.path).read_assessment(SET).entries


def remembered(folder) -> Memory:
    return read_memory(folder.path / FILE_NAME, SET.id, REGISTER)


def everything_in(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.path.rglob("*.toml")}


def test_a_register_comes_in_and_roads_are_set_aside(tmp_path) -> None:
    folder = council_folder(tmp_path)
    said, aside = bring_in(folder, REGISTER_CSV)
    assert set(entries(folder)) == {"council-tax", "payroll"}
    assert [(one.reference, one.why) for one in aside] == [("C-3", "It holds no word of technology")]
    assert "What the file would change: 2 contracts new, 0 changed, 0 as before, 1 set aside." in said
    assert any(
        line.startswith("- Council tax: Revenues and benefits system, Acme Ltd. Reference: C-1;") for line in said
    )
    assert any("Cost a year: 120,000 (worked out: 480,000 over 4 years)" in line for line in said)
    assert said[-2] == "the register: 2 contracts added, 0 changed."


def test_the_answers_that_follow_from_the_rows_are_worked_out(tmp_path) -> None:
    folder = council_folder(tmp_path)
    bring_in(folder, REGISTER_CSV)
    answers = folder.read_assessment(SET).answers
    assert answers["council-tax-cost"].code == 2
    assert answers["council-tax-cost"].evidence == "C-1"


def test_the_second_time_the_same_file_asks_nothing_and_changes_nothing(tmp_path) -> None:
    folder = council_folder(tmp_path)
    bring_in(folder, REGISTER_CSV)
    before = everything_in(folder)
    said, _ = bring_in(folder, REGISTER_CSV)
    assert everything_in(folder) == before
    assert said[0].startswith("The columns are read as the last time: ")
    assert said[-1] == "the register: nothing changes."


def test_a_newer_file_brings_contracts_up_to_date_where_they_stand_now(tmp_path) -> None:
    folder = council_folder(tmp_path)
    bring_in(folder, REGISTER_CSV)
    # Somebody moves the contract to another line, names it, and says how well it fits.
    assessment = folder.read_assessment(SET)
    row = assessment.entries.pop("council-tax").rows[0]
    assessment.entries["benefits"] = Entry(({**row, "system": "Our revenues", "fit": 2},))
    folder.save_assessment(assessment)
    said, _ = bring_in(folder, (HEADER + REVENUES).replace("31/03/2027", "31/03/2028"))
    row = entries(folder)["benefits"].rows[0]
    assert (row["system"], row["fit"], row["yearly-cost"]) == ("Our revenues", 2, 96000)
    assert "council-tax" not in entries(folder)
    assert remembered(folder).contracts["c-1"] == "benefits"
    assert any("Our revenues, Acme Ltd. End: 2028-Q1, was 2027-Q1;" in line for line in said)
    assert (
        "- Human resources and payroll: Payroll software, PayWell plc"
        in said[said.index("No longer in the file; they stay in the register:") :]
    )
    assert entries(folder)["payroll"].rows


def test_a_contract_that_somebody_took_out_comes_again_unless_that_was_said(tmp_path) -> None:
    folder = council_folder(tmp_path)
    bring_in(folder, HEADER + REVENUES + PAYROLL)
    path = folder.path / FILE_NAME
    path.write_text(
        path.read_text().replace('c-1 = "council-tax"', 'c-1 = "-"').replace('c-2 = "payroll"', 'c-2 = "finance"')
    )
    folder.assessment_path(SET.id).unlink()
    _, aside = bring_in(folder, HEADER + REVENUES + PAYROLL)
    assert set(entries(folder)) == {"finance"}
    assert [one.why for one in aside] == ["You said that it does not belong into the register"]


def test_a_contract_without_a_guess_is_set_aside_and_all_can_be_asked_about(tmp_path) -> None:
    folder = council_folder(tmp_path)
    text = HEADER + "C-8,Uniform,Annual licence,Idle Ltd,,,\nC-9,Tar,Tar,Tar & Co,,,\n"
    _, aside = bring_in(folder, text)
    assert [one.why for one in aside] == ["It holds no word of technology", "No line of business was chosen for it"]
    _, aside = bring_in(folder, text, everything=True)
    assert [one.why for one in aside] == ["No line of business was chosen for it"] * 2


def test_a_notice_comes_in_once_under_whatever_reference_the_register_has_for_it(tmp_path) -> None:
    folder = council_folder(tmp_path)
    folder.save_entry(
        _with(folder, "local-plan", {"system": "Levies", "reference": "OCDS-h6vhtk-064da6"}), "local-plan"
    )
    said, _ = bring_in(folder, notice_of(RELEASE), "notice.json")
    row = entries(folder)["local-plan"].rows[0]
    assert (row["system"], row["reference"], row["value"]) == ("Levies", "OCDS-h6vhtk-064da6", 46000)
    assert remembered(folder).notices == {"ocds-h6vhtk-064da6/1": "local-plan"}
    before = everything_in(folder)
    bring_in(folder, notice_of(RELEASE), "notice.json")
    assert everything_in(folder) == before
    # A register that never had it does not say that it is gone.
    said, _ = bring_in(folder, REGISTER_CSV)
    assert not any("No longer in the file" in line for line in said)


def _with(folder, line, row):
    assessment = folder.new_assessment(SET)
    assessment.entries[line] = Entry((row,))
    return assessment


def test_who_was_quicker_is_not_overwritten(tmp_path) -> None:
    folder = council_folder(tmp_path)

    def meddle():
        folder.save_entry(_with(folder, "maps", {"system": "Maps"}), "maps")

    with pytest.raises(FaultsError, match="Somebody answered here while you were asked"):
        bring_in(folder, REGISTER_CSV, before_writing=meddle)
    assert set(entries(folder)) == {"maps"}
    bring_in(folder, REGISTER_CSV)
    assert set(entries(folder)) == {"maps", "council-tax", "payroll"}


def test_everything_that_is_said_can_be_printed(tmp_path) -> None:
    folder = council_folder(tmp_path)
    text = REGISTER_CSV.replace("Acme Ltd", "Ac\u202eme\x1b[31m Ltd").replace("90000", "ninety")
    said, _ = bring_in(folder, text)
    assert entries(folder)["council-tax"].rows[0]["supplier"] == "Acme[31m Ltd"
    assert all(line.isprintable() for line in map(printable, said))
    assert any("row 3, column Total value" in line for line in said)


def test_a_mapping_of_another_council_is_used_by_the_names_of_columns(tmp_path) -> None:
    folder = council_folder(tmp_path)
    mapping = tmp_path / "theirs.toml"
    mapping.write_text(
        f'format = "contracts-mapping/1"\nquestionnaire = "{SET.id}"\n[columns]\n"REFERENCE number" = "reference"\n'
        '"Title of agreement" = "system"\nDescription = "words"\n',
        encoding="utf-8",
    )
    bring_in(folder, REGISTER_CSV, mapping=mapping)
    assert entries(folder)["payroll"].rows == ({"system": "Payroll software", "reference": "C-2"},)
    mapping.write_text(mapping.read_text().replace("Description", "Colour"), encoding="utf-8")
    with pytest.raises(FaultsError, match="Colour"):
        bring_in(folder, REGISTER_CSV, mapping=mapping)
    with pytest.raises(FaultsError, match="no such file"):
        bring_in(folder, REGISTER_CSV, mapping=tmp_path / "none.toml")


def test_a_table_that_names_no_contract_is_refused(tmp_path) -> None:
    with pytest.raises(FaultsError) as caught:
        bring_in(council_folder(tmp_path), "Start date,End date\n01/04/2023,31/03/2027\n")
    assert [fault.code for fault in caught.value.faults] == ["no-names-in-register"]


def test_a_round_that_goes_on_from_the_last_one_has_to_begin_first(tmp_path) -> None:
    folder = council_folder(tmp_path)
    bring_in(folder, REGISTER_CSV)
    profile = CouncilProfile("council-1a", "Ambleford", "north", "2027-spring", True, folder.profile.attributes)
    CouncilFolder(tmp_path).save_profile(profile)
    with pytest.raises(UsageError, match="--start-from-last"):
        bring_in(folder, REGISTER_CSV)


def test_facts_that_decide_what_is_asked_have_to_be_known(tmp_path) -> None:
    CouncilFolder(tmp_path).save_profile(CouncilProfile("council-1a", "Ambleford", "north", "2026-autumn", True, {}))
    with pytest.raises(UsageError, match="A few facts are missing"):
        bring_in(CouncilFolder(tmp_path), REGISTER_CSV)


def test_the_register_is_the_one_that_is_named_or_comes_with_the_program() -> None:
    assert with_register(None)[0].id == SET.id
    assert with_register(VALID_REGISTER)[0].id == "sports-places"
    with pytest.raises(UsageError, match="no register"):
        with_register("quick-check")


def test_another_register_that_is_under_way_does_not_take_in_contracts(tmp_path) -> None:
    facts = {"council-type": "district", "population-band": "under-100k"}
    folder = CouncilFolder(tmp_path)
    folder.save_profile(CouncilProfile("council-1a", "Ambleford", "north", "2026-autumn", True, facts))
    contacts.write_example(folder)
    assert begin(folder, None, tmp_path / "register.csv").assessment.questionnaire.id == SET.id
