"""A round through the program as its users run it: new, invite, join, export, inbox, publish, close."""

import json
import re
import shutil
from pathlib import Path

import pytest
import tomli

from benchmark.network.folder import CoordinatorFolder
from benchmark.questions.library import shipped
from benchmark.returns.model import pretty
from tests.command import run, run_well
from tests.network.made import SET, returned

EXAMPLE = shipped("sample_returns") / "example-council"
NEW = [
    "network",
    "new",
    "--folder",
    "co",
    "--id",
    "north-west",
    "--set",
    "quick-check",
    "--deadline",
    "2026-11-30",
    "--round",
    "2026-autumn",
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the example council's folder in it, and a coordinator's folder of ten invited councils."""
    shutil.copytree(EXAMPLE, tmp_path / "council")
    names = ["Merrywhistle", *(f"Council {letter}" for letter in "abcdefghi")]
    rows = "".join(f"{name},district,100k-150k\n" for name in names)
    (tmp_path / "list.csv").write_text(f"council,council-type,population-band\n{rows}", encoding="utf-8")
    run_well(*NEW, "--title", "North West Digital", cwd=tmp_path)
    run_well("network", "invite", "--folder", "co", "--from", "list.csv", cwd=tmp_path)
    return tmp_path


def flat(text: str) -> str:
    return " ".join(text.split())


def others_send(place: Path) -> None:
    """Put what the nine other councils send into the inbox."""
    for council in CoordinatorFolder(place / "co").invited()[1:]:
        signed = returned(council.council, council.code, level=council.number % 5)
        (place / "co" / "inbox" / f"{council.number}.json").write_text(pretty(signed), encoding="ascii")


def send(place: Path, *options: str) -> Path:
    """Export the example council's return, and put it into the inbox."""
    run_well("export", "--folder", "council", "--set", "quick-check", "--yes", *options, cwd=place)
    written = max((place / "council").glob("*/returns/*.json"), key=lambda path: path.stat().st_mtime_ns)
    shutil.copy(written, place / "co" / "inbox")
    return written


def test_from_new_to_closed(place: Path) -> None:
    answers = (place / "council" / "2026-autumn" / "quick-check.toml").read_bytes()
    joined = run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    assert "You are invited to North West Digital (north-west), round 2026-autumn." in flat(joined.stdout)
    assert "10 councils are invited." in flat(joined.stdout)
    assert 'network = "north-west"' in (place / "council" / "council.toml").read_text()
    assert (place / "council" / "2026-autumn" / "quick-check.toml").read_bytes() == answers
    code = CoordinatorFolder(place / "co").invited()[0].code
    assert not [
        path for path in (place / "council").rglob("*") if path.is_file() and code in path.read_text(errors="ignore")
    ]
    shown = run_well("export", "--folder", "council", "--set", "quick-check", "--show", cwd=place)
    assert "Of those invited to this network: 10 of 10 councils share these groups" in flat(shown.stdout)
    assert "Your coordinator has a list of who got which invitation" in flat(shown.stdout)
    written = send(place)
    checked = run_well("returns", "check", written, "--network", "co/network.toml", cwd=place)
    assert "The endorsement fits: a council that this network invited" in flat(checked.stdout)
    others_send(place)
    first = run_well("network", "inbox", "--folder", "co", cwd=place)
    assert "10 of 10 invited councils sent." in first.stdout
    pool = next((place / "co").glob("*.pool.jsonl"))
    before = pool.read_bytes()
    again = json.loads(run_well("network", "inbox", "--folder", "co", "--json", cwd=place).stdout)
    assert (pool.read_bytes(), len(again["sent"])) == (before, 10)
    uninvited = [returned(f"u{at}", level=0) for at in range(50)]
    for at, signed in enumerate(uninvited):
        (place / "co" / "inbox" / f"u{at}.json").write_text(pretty(signed), encoding="ascii")
    run_well("network", "inbox", "--folder", "co", cwd=place)
    told = flat(run_well("network", "publish", "--folder", "co", "--yes", cwd=place).stderr)
    assert "10 councils, setting network" in told
    assert "This benchmark closes the round: only a correction can follow, with --correct." in told
    assert "To close it for your members too: council-benchmark network close" in told
    assert "Not counted, not invited: 50 returns." in told
    assert "Anyone could have sent" not in told
    (benchmark,) = (place / "co").glob("*.benchmark.json")
    closed = run_well("network", "close", "--folder", "co", "--yes", cwd=place)
    assert "only a correction is published from it" in flat(closed.stderr)
    refused = run("network", "publish", "--folder", "co", cwd=place)
    assert (refused.returncode, "is closed" in refused.stderr) == (3, True)
    again = run("pool", "publish", pool, "-o", "x.json", "--network-file", "co/network.toml", cwd=place)
    assert (again.returncode, "its network closed it" in flat(again.stderr)) == (3, True)
    assert not (place / "x.json").exists()
    corrected = flat(run_well("network", "publish", "--folder", "co", "--correct", cwd=place).stderr)
    assert "10 councils, setting network" in corrected
    assert "To close it for your members too" not in corrected
    assert "only a correction can count it" in flat(run_well("network", "inbox", "--folder", "co", cwd=place).stdout)
    assert "is closed already" in run_well("network", "close", "--folder", "co", "--yes", cwd=place).stderr
    assert "Merrywhistle" not in benchmark.read_text()


def test_the_menu_without_a_terminal_names_the_steps_and_with_plain_it_leads(place: Path) -> None:
    done = run("network", "--folder", "co", cwd=place)
    assert done.returncode == 2
    assert "--plain" in done.stderr
    led = run("network", "--folder", "co", "--plain", cwd=place, text="inbox\n0\n")
    assert led.returncode == 0, led.stderr
    assert "0 of 10 invited councils sent." in flat(led.stderr)
    assert run("network", "--folder", "co", "--plain", cwd=place, text="").returncode == 130


def test_a_code_joins_as_the_file_does(place: Path) -> None:
    code = CoordinatorFolder(place / "co").invited()[0].code
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    by_file = send(place).read_bytes()
    shutil.rmtree(place / ".home" / "invitations")
    said = ["--network", "north-west", "--round", "2026-autumn", "--set", "quick-check", "--folder", "council", "--yes"]
    run_well("join", code.lower().replace("-", " "), *said, cwd=place)
    assert send(place).read_bytes() == by_file
    shutil.rmtree(place / ".home" / "invitations")
    run_well("join", code, "--network-file", "co/network.toml", "--folder", "council", "--yes", cwd=place)
    assert send(place).read_bytes() == by_file


def test_a_code_with_a_slip_and_one_that_is_not_listed_are_refused(place: Path) -> None:
    code = CoordinatorFolder(place / "co").invited()[0].code
    slip = code[:-1] + ("2" if code[-1] != "2" else "3")
    done = run("join", slip, "--set", "quick-check", "--folder", "council", "--yes", cwd=place)
    assert done.returncode == 3
    assert "a letter or digit is wrong" in done.stderr
    run_well("network", "retire", "1", "--folder", "co", "--yes", cwd=place)
    done = run("join", code, "--network-file", "co/network.toml", "--folder", "council", "--yes", cwd=place)
    assert (done.returncode, "it was retired" in done.stderr) == (3, True)
    done = run("join", "co/network.toml", "--folder", "council", "--yes", cwd=place)
    assert (done.returncode, "the network's own file" in done.stderr) == (2, True)
    done = run("join", code, "--folder", "council", "--yes", cwd=place)
    assert (done.returncode, "--network, --round and --set" in flat(done.stderr)) == (2, True)


def test_joining_asks_first_and_answers_of_another_round_are_kept(place: Path) -> None:
    done = run("join", "co/invitations/invitation-1.toml", "--folder", "council", cwd=place)
    assert (done.returncode, "--yes" in done.stderr) == (2, True)
    assert 'network = "sample-network"' in (place / "council" / "council.toml").read_text()
    (place / "council" / "2026-autumn").rename(place / "council" / "2026-spring")
    profile = place / "council" / "council.toml"
    profile.write_text(
        profile.read_text()
        .replace("2026-autumn", "2026-spring", 1)
        .replace('round = "2026-autumn"', 'round = "2026-spring"')
    )
    old = (place / "council" / "2026-spring" / "quick-check.toml").read_bytes()
    told = run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place).stderr
    assert "Your earlier answers stay in" in told
    assert not (place / "council" / "2026-autumn").exists()
    profile.write_text(re.sub('round = "2026-autumn"', 'round = "2026-spring"', profile.read_text()))
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", "--bring-answers", cwd=place)
    # What comes from an earlier round is to be confirmed; but for that it is the same.
    brought = (place / "council" / "2026-autumn" / "quick-check.toml").read_text(encoding="utf-8")
    assert brought.count('carried = "2026-spring"') == brought.count("[answers.")
    assert tomli.loads(brought.replace('carried = "2026-spring"\n', "")) == tomli.loads(old.decode())
    assert (place / "council" / "2026-spring" / "quick-check.toml").read_bytes() == old


def test_joining_after_a_return_was_made_gives_the_next_sequence(place: Path) -> None:
    profile = place / "council" / "council.toml"
    profile.write_text(profile.read_text().replace("sample-network", "north-west"))
    first = json.loads(send(place).read_text())["return"]
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    second = json.loads(send(place).read_text())["return"]
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert "endorsement" not in first
    assert first["key"] == second["key"]
    told = run_well("network", "inbox", "--folder", "co", cwd=place).stdout
    assert "1 of 10 invited councils sent." in told


def test_a_withdrawal_is_seen_as_the_councils(place: Path) -> None:
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    send(place)
    run_well("network", "inbox", "--folder", "co", cwd=place)
    run_well("returns", "withdraw", "--folder", "council", "--set", "quick-check", "--yes", cwd=place)
    for path in (place / "council").glob("*/returns/*.json"):
        shutil.copy(path, place / "co" / "inbox")
    told = flat(run_well("network", "inbox", "--folder", "co", cwd=place).stdout)
    assert "Withdrew: Merrywhistle (invitation 1)." in told


def test_the_name_leaves_only_where_all_agreed_and_the_council_says_so(place: Path) -> None:
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    done = run("export", "--folder", "council", "--set", "quick-check", "--yes", "--named", cwd=place)
    assert (done.returncode, "did not agree to be named" in done.stderr) == (2, True)
    shutil.rmtree(place / "co")
    run_well(*NEW, "--title", "North West Digital", "--named", cwd=place)
    run_well("network", "invite", "--folder", "co", "--from", "list.csv", cwd=place)
    joined = run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    assert "This network agreed to be named." in flat(joined.stdout)
    without = json.loads(send(place).read_text())["return"]
    assert "name" not in without
    assert "name" not in json.loads(send(place, "--not-named").read_text())["return"]
    shown = run_well("export", "--folder", "council", "--set", "quick-check", "--show", "--named", cwd=place).stdout
    assert "as you agreed" in flat(shown)
    assert "Your council's name, and everything else" not in flat(shown)
    named = json.loads(send(place, "--named").read_text())["return"]
    assert named["name"].startswith("Merrywhistle District Council")
    assert named["sequence"] == without["sequence"] + 1
    others_send(place)
    run_well("network", "inbox", "--folder", "co", cwd=place)
    run_well("network", "publish", "--folder", "co", "--yes", cwd=place)
    (benchmark,) = (place / "co").glob("*.benchmark.json")
    assert "Merrywhistle" not in benchmark.read_text()


def test_only_the_attributes_that_the_network_uses_leave(place: Path) -> None:
    shutil.rmtree(place / "co")
    run_well(*NEW, "--attribute", "tier", cwd=place)
    run_well("network", "invite", "--folder", "co", "--from", "list.csv", cwd=place)
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    shown = run_well("export", "--folder", "council", "--set", "quick-check", "--show", cwd=place).stdout
    assert "at the end of 2025: 164 of 382 councils" in flat(shown)
    assert json.loads(send(place).read_text())["return"]["attributes"] == {"tier": "lower"}


def test_forget_deletes_the_stored_code_too(place: Path) -> None:
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    assert list((place / ".home" / "invitations").iterdir())
    run_well("forget", "--folder", "council", "--yes", cwd=place)
    assert not list((place / ".home" / "invitations").iterdir())


def test_a_damaged_store_of_invitations_says_what_to_do(place: Path) -> None:
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    (path,) = (place / ".home" / "invitations").iterdir()
    path.write_text(path.read_text().replace('"secret": "', '"secret": "='))
    done = run("export", "--folder", "council", "--set", "quick-check", "--show", cwd=place)
    assert (done.returncode, "join` with your invitation again" in done.stderr) == (3, True)


def test_new_without_a_terminal_says_which_options_are_missing(tmp_path: Path) -> None:
    done = run("network", "new", cwd=tmp_path)
    assert done.returncode == 2
    assert "--id, --deadline, --set" in flat(done.stderr)
    run_well(*NEW, cwd=tmp_path)
    assert run(*NEW, cwd=tmp_path).returncode == 2
    done = run("network", "invite", "--folder", "co", cwd=tmp_path)
    assert (done.returncode, "--council NAME" in done.stderr) == (2, True)
    assert "No return has come yet" in run("network", "publish", "--folder", "co", cwd=tmp_path).stderr


def with_deadline(place: Path, day: str) -> None:
    """Set the round up anew, with another deadline."""
    shutil.rmtree(place / "co")
    run_well(*(day if word == "2026-11-30" else word for word in NEW), cwd=place)
    run_well("network", "invite", "--folder", "co", "--from", "list.csv", cwd=place)


def test_closing_a_round_closes_the_publishers_ledger_whatever_file_is_given(place: Path) -> None:
    others_send(place)
    run_well("network", "inbox", "--folder", "co", cwd=place)
    asked = run("network", "close", "--folder", "co", cwd=place)
    assert "Its final benchmark is not published, and then never will be." in flat(asked.stderr)
    run_well("network", "close", "--folder", "co", "--yes", cwd=place)
    pool = next((place / "co").glob("*.pool.jsonl"))
    for options in ([], ["--interim"], ["--setting", "public"]):
        refused = run("pool", "publish", pool, "-o", "x.json", *options, cwd=place)
        assert (refused.returncode, "its network closed it" in flat(refused.stderr)) == (3, True), options
    refused = run("pool", "publish", pool, "-o", "x.json", "--correct", cwd=place)
    assert (refused.returncode, "there is nothing to correct" in flat(refused.stderr)) == (3, True)
    assert not (place / "x.json").exists()


def test_before_the_deadline_the_final_benchmark_is_published_only_on_demand(place: Path) -> None:
    with_deadline(place, "2999-11-30")
    others_send(place)
    looked = run_well("network", "inbox", "--folder", "co", cwd=place)
    assert "The deadline, 30 November 2999, has not come yet" in flat(looked.stdout)
    data = json.loads(run_well("network", "inbox", "--folder", "co", "--json", cwd=place).stdout)
    assert (data["deadline"], data["deadline_passed"], data["closed"]) == ("2999-11-30", False, False)
    refused = run("network", "publish", "--folder", "co", cwd=place)
    assert (refused.returncode, "Add --yes" in flat(refused.stderr)) == (2, True)
    assert not list((place / "co").glob("*.benchmark.json"))
    told = flat(run_well("network", "publish", "--folder", "co", "--interim", cwd=place).stderr)
    assert "has not come yet" in told
    assert "closes the round" not in told
    run_well("network", "publish", "--folder", "co", "--yes", cwd=place)


def test_after_the_deadline_all_go_on_and_are_told(place: Path) -> None:
    with_deadline(place, "2020-01-31")
    run_well("join", "co/invitations/invitation-1.toml", "--folder", "council", "--yes", cwd=place)
    late = run_well("export", "--folder", "council", "--set", "quick-check", "--yes", cwd=place)
    assert "The deadline of this round, 31 January 2020, has passed." in flat(late.stderr)
    assert "ask your coordinator whether it will be counted" in flat(late.stderr)
    (written,) = (place / "council").glob("*/returns/*.json")
    assert "2020" not in written.name + json.dumps(json.loads(written.read_text())["return"])
    send(place)
    others_send(place)
    looked = flat(run_well("network", "inbox", "--folder", "co", cwd=place).stdout)
    assert "10 of 10 invited councils sent." in looked
    assert "The deadline, 31 January 2020, has passed. A return that comes late is treated like any other." in looked
    assert json.loads(run_well("network", "inbox", "--folder", "co", "--json", cwd=place).stdout)["deadline_passed"]
    assert "has passed" in flat(run_well("network", "publish", "--folder", "co", cwd=place).stderr)


def test_comparing_a_pool_without_a_network_says_that_anyone_could_have_sent(place: Path) -> None:
    others_send(place)
    run_well("network", "inbox", "--folder", "co", cwd=place)
    pool = next((place / "co").glob("*.pool.jsonl"))
    plain = run_well("compare", pool, "--no-charts", cwd=place)
    assert "Anyone could have sent" in flat(plain.stdout)
    judged = run_well("compare", pool, "--no-charts", "--network-file", "co/network.toml", cwd=place)
    assert "Anyone could have sent" not in flat(judged.stdout)
    assert SET.title in judged.stdout
