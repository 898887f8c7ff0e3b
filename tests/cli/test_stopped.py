"""Ctrl-C is answered with a word, wherever a command says nothing of its own."""

import pytest
import typer

from benchmark.cli import main as command_line
from benchmark.errors import StoppedError


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (KeyboardInterrupt(), "Stopped before it was done."),
        (StoppedError("Stopped. All is saved."), "Stopped. All is saved."),
    ],
    ids=["no word", "its own"],
)
def test_a_command_that_is_stopped_says_so_once(monkeypatch, capsys, raised, said):
    app = typer.Typer()

    @app.command()
    def ask() -> None:
        raise raised

    monkeypatch.setattr(command_line, "build_app", lambda _: app)
    monkeypatch.setattr("sys.argv", ["council-benchmark"])
    with pytest.raises(SystemExit) as end:
        command_line.main()
    assert (end.value.code, capsys.readouterr().err.split("\n")) == (130, [said, ""])
