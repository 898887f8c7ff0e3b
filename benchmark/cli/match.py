"""The command that says who could mentor whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.settings import (
    JsonOption,
    NetworkFileOption,
    NetworkOption,
    PlainOption,
    QuestionsOption,
    RoundOption,
    SetOption,
    UninvitedOption,
)

if TYPE_CHECKING:
    from benchmark.pool.count import Counted


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(match)


def match(
    pool: Annotated[Path, typer.Argument(metavar="POOL", help="The pool of a round.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="A new folder for the texts: one for each of the two to forward."
        ),
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, max=5, help="How many others one council may mentor.")] = 2,
    set_id: SetOption = None,
    round_id: RoundOption = None,
    network: NetworkOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say who could mentor whom, by strength and need: a council aims at what another has reached.

    For whoever holds the pool, and members of the network only: it speaks of single councils, under pseudonyms. Names
    are for the coordinator to tell, after both have agreed. With --network-file in the coordinator's folder the numbers
    of invitations stand beside the pseudonyms.

    \b
    Example: council-benchmark match north-west.pool.jsonl --set quick-check -o letters
    """
    import json

    from benchmark.errors import UsageError
    from benchmark.network.numbers import invitation_numbers
    from benchmark.network.select import select
    from benchmark.outputs.match_text import match_json, match_text
    from benchmark.pool.count import Selection
    from benchmark.pool.matching import match_councils
    from benchmark.pool.open import count_pool, is_pool, open_pool

    if not is_pool(pool):
        raise UsageError(f"{pool} is not a pool. A benchmark holds no single councils, so nobody can be matched by it.")
    given = Selection(set_id, round_id, network, questions)
    selection, _ = select(network_file, given, include_uninvited=include_uninvited)
    opened = open_pool(pool)
    counted = count_pool(opened, selection)
    found = match_councils(counted, most)
    numbers = invitation_numbers(opened, network_file)
    notes = match_notes(counted)
    if as_json:
        console.result(json.dumps(match_json(counted, found, notes, numbers), indent=2))
    else:
        console.result(match_text(counted, found, notes, numbers, plain=plain))
    if output:
        from benchmark.outputs.match_letters import LIST, write_letters

        written = write_letters(output, counted, found, numbers)
        console.talk(f"\n{len(written)} files written to {output}. Begin with {LIST}: it stays with you.")


def match_notes(counted: "Counted") -> list[str]:
    """Say whose returns these are, where that is not sure, and what did not count."""
    from benchmark.pool.benchmark import ANYONE

    notes = [] if counted.invited_only else [ANYONE]
    if counted.imports:
        notes.append(f"{counted.imports} of these returns were imported from a table, in the councils' place.")
    if counted.left_out:
        notes.append(f"Not counted: {', '.join(f'{number} {why}' for why, number in counted.left_out.items())}.")
    return notes
