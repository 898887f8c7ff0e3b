"""The command that lists a council's own contracts: what ends when."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import FolderOption, JsonOption, SetOption

if TYPE_CHECKING:
    from benchmark.council.contracts.own import OwnContract
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire

FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="QUARTER", help="Begin with this quarter, such as 2027-Q1.", show_default="now"),
]
QuartersOption = Annotated[int, typer.Option("--quarters", min=4, max=40, help="How many quarters the calendar shows.")]

LineOption = Annotated[
    list[str] | None,
    typer.Option("--line", metavar="LINE", help="Only this line of business, such as council-tax. Repeat for more."),
]


def show(
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    start: FromOption = None,
    quarters: QuartersOption = 20,
    charts: Annotated[
        Path | None, typer.Option("--charts", metavar="FOLDER", help="Also draw the calendar, into this folder.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List your own contracts: what ends when, and how long it can be extended.

    \b
    Example: council-benchmark contracts show
    Example: council-benchmark contracts show --charts charts
    """
    import json

    from benchmark.outputs.own_contracts_text import own_data, own_text

    _, questionnaire, contracts = open_contracts(folder, set_id)
    first = first_quarter(start)
    if as_json:
        console.result(json.dumps(own_data(contracts, first), indent=2, allow_nan=False))
    else:
        console.result(own_text(contracts, first))
    if charts is not None:
        _draw(questionnaire, contracts, first, quarters, charts)


def open_contracts(folder: Path, set_id: str | None) -> tuple["CouncilFolder", "Questionnaire", list["OwnContract"]]:
    """Open a council's folder and its contracts, by the register that comes with the program if none is named."""
    from benchmark.cli.asking import which_set
    from benchmark.council.contracts.own import SET, contract_register, own_contracts
    from benchmark.council.folder import CouncilFolder

    council = CouncilFolder(folder)
    questionnaire = which_set(council, set_id or SET)
    contract_register(questionnaire)
    return council, questionnaire, own_contracts(council.read_assessment(questionnaire))


def first_quarter(typed: str | None) -> int:
    """Give the quarter that was typed, or the present one."""
    from benchmark.cli.clock import today
    from benchmark.council.contracts.terms import quarter_of_day, read_quarter

    return read_quarter(typed) if typed else quarter_of_day(today())


def _draw(
    questionnaire: "Questionnaire", contracts: list["OwnContract"], start: int, quarters: int, folder: Path
) -> None:
    from benchmark.outputs.figures import write_charts
    from benchmark.outputs.own_contracts_text import own_chart

    chart = own_chart(questionnaire, contracts, start, quarters)
    if chart is None:
        console.talk("There is nothing to draw: no contract that is written down ends from here on.")
        return
    console.talk(f"{len(write_charts([chart], folder))} files written to {folder}. They are private.")
