"""The commands on spend controls: check the contracts of a register, and a purchase before it is signed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import check_endings, to_workbook
from benchmark.cli.settings import FolderOption, JsonOption, PlainOption, SetOption
from benchmark.errors import REFUSED, StoppedError, UsageError

if TYPE_CHECKING:
    from benchmark.council.contracts.checked import RegisterCheck
    from benchmark.council.contracts.facts import Merger
    from benchmark.council.contracts.purchase import CheckedPurchase, Given
    from benchmark.council.contracts.rules import Control
    from scoring.register import Register

ControlsOption = Annotated[
    Path | None,
    typer.Option("--controls", metavar="FILE", help="Controls of your own, or of your network.", show_default=False),
]
MergerOption = Annotated[
    str | None,
    typer.Option("--merger", metavar="DAY", help="The day, or quarter, on which the council is merged: 2028-04-01."),
]
_PRIVATE = "It is private: it names systems and suppliers."


def check(
    contract: Annotated[
        str | None, typer.Option("--contract", metavar="TEXT", help="Only what this names, in full.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every contract, not only the first.")] = False,
    merger: MergerOption = None,
    controls: ControlsOption = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Also write FILE.csv, FILE.html or FILE.docx. Repeat it."),
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option("--workbook", metavar="FILE.xlsx", callback=to_workbook, help="Also write an Excel workbook."),
    ] = None,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    as_json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Check each contract of your register against spend controls: passed, failed, or not known.

    The controls are voluntary: length, value, extension, API, open standards, access to your own data, exit plan,
    early talks. With the day of a merger: what runs past it, and what then becomes of it.

    \b
    Example: council-benchmark contracts check
    Example: council-benchmark contracts check --merger 2028-Q2 -o controls.html
    """
    import json

    from benchmark.council.contracts.checked import check_register, matching
    from benchmark.council.contracts.find import find_controls, find_merger, with_register
    from benchmark.council.folder import CouncilFolder
    from benchmark.outputs.contracts_rows import check_data
    from benchmark.outputs.contracts_text import check_text, contracts_text

    check_endings(output or [], (".csv", ".html", ".docx"))
    council = CouncilFolder(folder)
    profile = council.profile
    questionnaire, register = with_register(set_id)
    read = find_controls(controls, council, set_id, register)
    day = find_merger(merger, profile)
    found = check_register(council.read_assessment(questionnaire), profile.round, read, day)
    if as_json:
        console.result(json.dumps(check_data(found), indent=2))
    elif contract is None:
        console.result(check_text(found, everything=everything, plain=plain))
    else:
        chosen = matching(found, contract)
        if not chosen:
            raise UsageError(f'No contract in the register holds "{contract}".')
        console.result(contracts_text(found, chosen, plain=plain))
    _write(found, output or [], workbook)


def _write(found: "RegisterCheck", output: Sequence[Path], workbook: Path | None) -> None:
    """Write the files that are wanted."""
    for path in output:
        if path.suffix.lower() == ".csv":
            from benchmark.outputs.contracts_rows import FindingRow, finding_rows
            from benchmark.outputs.rows import write_csv

            write_csv(path, list(finding_rows(found)), FindingRow)
        else:
            from benchmark.outputs.contracts_page import check_paper, write_contracts_paper

            write_contracts_paper(check_paper(found), path)
        console.talk(f"Written: {path}. {_PRIVATE}")
    if workbook is not None:
        from benchmark.outputs.contracts_rows import write_check_workbook

        write_check_workbook(found, workbook)
        console.talk(f"Written: {workbook}. {_PRIVATE}")


def check_purchase(
    months: Annotated[str | None, typer.Option("--months", help="How many months it runs, without options.")] = None,
    extension: Annotated[str | None, typer.Option("--extension", help="By how many months it can be extended.")] = None,
    value: Annotated[str | None, typer.Option("--value", help="What it is worth over its term, in pounds.")] = None,
    yearly: Annotated[str | None, typer.Option("--yearly-cost", help="What it costs a year, in pounds.")] = None,
    end: Annotated[
        str | None, typer.Option("--end", metavar="QUARTER", help="When it ends, without options: 2029-Q1.")
    ] = None,
    earlier: Annotated[
        str | None,
        typer.Option("--earlier", help="Pounds agreed since 31 December 2006 with the supplier, or for the same."),
    ] = None,
    api: Annotated[bool | None, typer.Option("--api/--no-api", help="It has a documented, free API.")] = None,
    standards: Annotated[
        bool | None, typer.Option("--standards/--no-standards", help="It uses open standards.")
    ] = None,
    own_data: Annotated[
        bool | None, typer.Option("--own-data/--no-own-data", help="You can take out all data by yourself.")
    ] = None,
    exit_plan: Annotated[bool | None, typer.Option("--exit-plan/--no-exit-plan", help="It has an exit plan.")] = None,
    early_talks: Annotated[
        bool | None, typer.Option("--early-talks/--no-early-talks", help="You talked to the market first.")
    ] = None,
    break_clause: Annotated[
        bool | None, typer.Option("--break-clause/--no-break-clause", help="You can end it early, without paying on.")
    ] = None,
    transfer: Annotated[
        bool | None, typer.Option("--transfer/--no-transfer", help="It may pass to a successor without consent.")
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", metavar="COLUMN=VALUE", help="Any other choice of the register: hosting=supplier."),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What is bought, for the note.")] = "",
    merger: MergerOption = None,
    controls: ControlsOption = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Also write a note: FILE.html or FILE.docx. Repeat it."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 3 unless every control is passed.")] = False,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    as_json: JsonOption = False,
    plain: PlainOption = False,
) -> None:
    """Check a purchase against spend controls before it is signed. Nothing is kept.

    Asks the few facts that the controls need; or give them as options: then what is not given is not known. It needs
    no folder; in a council's folder it takes the day of the merger, and controls.toml, from there.

    \b
    Example: council-benchmark contracts check-purchase
    Example: council-benchmark contracts check-purchase --months 48 --extension 12 --value 250000 --api --no-exit-plan
    """
    from benchmark.council.contracts.find import find_controls, find_merger, with_register
    from benchmark.council.contracts.purchase import check_purchase as check_given
    from benchmark.council.contracts.purchase import given_as_options
    from benchmark.council.folder import CouncilFolder

    check_endings(output or [], (".html", ".docx"))
    council = CouncilFolder(folder)
    _, register = with_register(set_id)
    read = find_controls(controls, council, set_id, register)
    day = find_merger(merger, council.profile if council.profile_path.exists() else None)
    numbers = {"months": months, "extension": extension, "value": value, "yearly-cost": yearly, "end": end}
    flags = {"exit-plan": exit_plan, "early-talks": early_talks, "break-clause": break_clause, "transfer": transfer}
    ticks = {("open", "api"): api, ("open", "standards"): standards, ("open", "export"): own_data}
    given = given_as_options(register, {**numbers, "earlier": earlier}, flags, ticks, fact or [])
    if given.nothing and not as_json:
        given = _ask(register, read.controls, day, plain=plain)
    checked = check_given(register, read, day, given)
    _show_purchase(checked, output or [], title, as_json=as_json, plain=plain)
    if strict and not checked.passed:
        raise typer.Exit(REFUSED)


def _ask(register: "Register", controls: "Sequence[Control]", merger: "Merger | None", *, plain: bool) -> "Given":
    """Ask for the facts; without a terminal, say what to do instead."""
    from benchmark.cli.asking import asker_for
    from benchmark.council.contracts.purchase import ask_purchase

    try:
        return ask_purchase(asker_for(plain), register, controls, merger)
    except KeyboardInterrupt:
        raise StoppedError("Stopped. Nothing was written.") from None


def _show_purchase(
    checked: "CheckedPurchase", output: Sequence[Path], title: str, *, as_json: bool, plain: bool
) -> None:
    import json

    from benchmark.outputs.contracts_rows import purchase_data
    from benchmark.outputs.contracts_text import purchase_text

    if as_json:
        console.result(json.dumps(purchase_data(checked), indent=2))
    else:
        console.result(purchase_text(checked, plain=plain))
    for path in output:
        from benchmark.outputs.contracts_page import purchase_paper, write_contracts_paper

        write_contracts_paper(purchase_paper(checked, title), path)
        console.talk(f"Written: {path}.")
