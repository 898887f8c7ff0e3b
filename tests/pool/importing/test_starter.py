"""The mapping to start from: guesses are marked, what cannot be guessed must be said, what a person wrote stays."""

import pytest
import tomli

from benchmark.errors import FaultsError, UsageError
from benchmark.pool.importing.run import write_start
from tests.pool.importing.tables import SET, answers, import_text

TABLE = """Name of council;Key data has owners?;Type of council;sharing;uses;Late renewals, in per cent;Remarks
Ambleford;3 - All of it;District;By API;Plans, Streets;12,5%;"Rang \x1b[2J"
Borsetshire;Some of it is there;County;In files;Care;7%;
Casterton;No idea;District;n/a;;;"""


def start(tmp_path, table=TABLE):
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    left = write_start(tmp_path / "t.csv", SET, [], tmp_path / "m.toml")
    return left, (tmp_path / "m.toml").read_text(encoding="utf-8")


def test_columns_values_and_numbers_are_guessed_and_marked(tmp_path):
    left, text = start(tmp_path)
    data = tomli.loads(text)
    assert left == 1
    assert data["respondent"] == "Name of council"
    targets = [entry.get("question") or entry.get("attribute") for entry in data["column"]]
    assert targets == ["owners", "council-type", "sharing", "uses", "late", None]
    owners, kind, sharing, uses, late, _ = data["column"]
    assert owners["values"] == {"3 - All of it": "3", "No idea": "...", "Some of it is there": "1"}
    assert kind["values"] == {"County": "county", "District": "district"}
    assert sharing["values"] == {"By API": "api", "In files": "files"}
    assert (uses["separator"], uses["values"]) == (",", {"Care": "care", "Plans": "plans", "Streets": "streets"})
    assert (late["decimal"], late["percent"]) == (",", "number")
    guessed = [line for line in text.splitlines() if line.startswith(("question", "attribute", "respondent"))]
    assert all("# GUESS" in line for line in guessed)
    assert "\x1b" not in text


def test_what_was_not_guessed_is_a_fault_until_somebody_says_it(tmp_path):
    _, text = start(tmp_path)
    body = text.replace('format = "mapping/1"\n', "")
    with pytest.raises(FaultsError) as found:
        import_text(tmp_path, TABLE, body)
    assert [fault.place for fault in found.value.faults] == [
        'column "Key data has owners?", value "No idea"',
        'column "Remarks"',
    ]
    body = body.replace('"..."  # TO DO', '""').replace("ignore = []", 'ignore = ["Remarks"]')
    done = import_text(tmp_path, TABLE, body[: body.rindex("[[column]]")])
    assert [told.get("late") for told in answers(done)] == [25, 14, None]
    assert (done.new, done.empty) == (3, 0)


def test_a_mapping_that_is_there_is_not_overwritten(tmp_path):
    (tmp_path / "m.toml").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        start(tmp_path)
    assert (tmp_path / "m.toml").read_text() == "mine"


@pytest.mark.parametrize("name", ['a"b', "a\\b", "a = [", "\u202ea", "a\U0001f600", "#", "'", "a\u2028b", "\x7f"])
def test_whatever_a_column_is_called_the_mapping_can_be_read(tmp_path, name):
    quoted = name.replace('"', '""')
    _, text = start(tmp_path, f'respondent,"{quoted}"\nA,"{quoted}"\n')
    assert tomli.loads(text)["column"][0]["name"] == " ".join(name.split())


def test_a_column_of_names_is_known_by_its_name_and_by_hardly_any_name_standing_twice(tmp_path):
    rows = [f"Council {n}" for n in range(9)]
    _, text = start(tmp_path, "\n".join(["Council,owners", *(f"{name},1" for name in [*rows, rows[0]])]))
    assert tomli.loads(text)["respondent"] == "Council"
    (tmp_path / "m.toml").unlink()
    _, text = start(tmp_path, "\n".join(["Council,owners", *(f"{name},1" for name in ["yes", "no"] * 5)]))
    assert "respondent" not in tomli.loads(text)


def test_ids_need_no_values(tmp_path):
    _, text = start(tmp_path, "respondent,owners,uses,late,tier\nA,3,plans;care,1,lower\nB,NA,none,2.5,\n")
    assert "[column.values]" not in text
    done = import_text(
        tmp_path,
        "respondent,owners,uses,late,tier\nA,3,plans;care,1,lower\nB,NA,none,2.5,\n",
        text.replace('format = "mapping/1"\n', ""),
    )
    assert done.new == 2
