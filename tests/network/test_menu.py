"""The guided menu, line by line: it says what to do next, and a mistake leads back to it."""

import io
from datetime import date
from pathlib import Path

import pytest

from benchmark.council.asking import EndOfInput
from benchmark.council.plain import PlainAsker
from benchmark.errors import FaultsError, WithheldError
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.menu import Steps, run_menu
from benchmark.returns.model import pretty
from tests.network.made import new_round, returned


def led(folder: CoordinatorFolder, capsys: pytest.CaptureFixture[str], *lines: str, publish=None) -> str:
    """Give what the menu said to these lines."""

    def refuse(coordinator: CoordinatorFolder, *, interim: bool) -> None:
        raise WithheldError(f"Publishing was asked for, interim {interim}.")

    run_menu(
        PlainAsker(io.StringIO("".join(f"{line}\n" for line in lines))),
        folder,
        Steps(publish or refuse, "2026-autumn", date(2026, 11, 29)),
    )
    return " ".join(capsys.readouterr().err.split())


def test_a_whole_round_from_new_to_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.csv").write_text(
        "council,council-type,population-band\nAmbleford,district,100k-150k\nOakby,county,over-400k\n"
    )
    folder = CoordinatorFolder(tmp_path)
    done = []
    text = led(
        folder,
        capsys,
        *("new", "2", "North West", "north-west", "North West Digital", "", "31/31/2026", "30/11/2026", "1", "", "1"),
        *("", str(tmp_path / "list.csv")),
        "preview",
        "inbox",
        *("publish", "f"),
        *("retire", "2"),
        *("close", "n"),
        *("close", "y"),
        "leave",
        publish=lambda coordinator, *, interim: done.append(interim),
    )
    for said in (
        "There is no round in this folder yet. Next: set one up.",
        '"North West" is not an id.',
        '"31/31/2026" is not a date.',
        "Next: invite councils.",
        "The deadline, 30 November 2026, has not come yet: 1 day left.",
        "2 invitations issued",
        "Never share",
        "Next: send the invitations, save what comes back in",
        "2 councils invited",
        "The inbox is empty.",
        "Not yet: Ambleford (invitation 1), Oakby (invitation 2).",
        "Invitation 2, Oakby, is retired.",
        "The round is closed.",
        "Next: nothing.",
    ):
        assert said in text, f"{said}\n{text}"
    assert done == [False]
    network = folder.network
    assert (network.id, network.title, network.round, network.closed) == (
        "north-west",
        "North West Digital",
        "2026-autumn",
        True,
    )
    assert network.attributes == ("tier",)
    assert [entry.retired for entry in network.roster].count(True) == 1


def test_a_step_that_is_refused_is_explained_and_the_menu_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = new_round(tmp_path, 1)
    text = led(
        made.folder,
        capsys,
        "publish",
        "i",
        "invite",
        "=Oakby",
        "invite",
        "nowhere.csv",
        "retire",
        "x",
        "retire",
        "7",
        "0",
    )
    for said in (
        "Publishing was asked for, interim True.",
        "cannot be the name of a council",
        "There is no such file.",
        '"x" is not a number.',
        "There is no invitation 7.",
    ):
        assert said in text


def test_what_came_is_shown_and_the_next_step_follows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = new_round(tmp_path, 1)
    (made.folder.inbox / "a.json").write_text(pretty(returned("a", made.council(1).code)))
    text = led(made.folder, capsys, "", "0")
    assert "a.json: accepted." in text
    assert "1 of 1 invited council sent." in text
    assert "Next: look at what came. When enough have sent, or the day is over, publish." in text
    made.folder.benchmark_path.write_text("{}")
    assert "Next: send it to its readers" in led(made.folder, capsys, "0")


def test_the_steps_of_a_closed_round_and_of_one_without_invitations_are_fewer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    closed = new_round(tmp_path / "a", 1, closed=False)
    closed.folder.close()
    text = led(closed.folder, capsys, "0")
    assert "Publish the benchmark" not in text
    assert "Invite councils" not in text
    text = led(new_round(tmp_path / "b", invitations=False).folder, capsys, "inbox", "0")
    assert "Invite councils" not in text
    assert "anyone could have sent these returns" in text


def test_the_end_of_the_input_and_a_damaged_folder_stop_the_menu(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(EndOfInput):
        led(CoordinatorFolder(tmp_path), capsys, "new", "1")
    assert not (tmp_path / "network.toml").exists()
    (tmp_path / "network.toml").write_text("nonsense")
    with pytest.raises(FaultsError):
        led(CoordinatorFolder(tmp_path), capsys)
