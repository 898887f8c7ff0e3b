"""The command that shows the whole journey."""

from pathlib import Path
from typing import Annotated

import typer

from benchmark import console


def add_to(main: typer.Typer) -> None:
    """Add this family's command."""
    main.command()(demo)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write.")] = Path("demo"),
) -> None:
    """See the whole journey on invented councils, in a folder that you can delete afterwards.

    Example:  council-benchmark demo
    """
    import time

    started = time.perf_counter()

    def say(step: str) -> None:
        console.talk(f"  {step}")

    console.talk(f"Making {output} from 64 invented councils. Nothing is sent anywhere.")
    from benchmark.demo.run import run_demo
    from benchmark.outputs.terminal import score_screen

    made = run_demo(output, say)
    seconds = time.perf_counter() - started
    console.result(f"\nThe example council after ten minutes:\n\n{score_screen(made.quick, made.round)}\n")
    console.result(f"On the full set its overall score is {made.full.overall.shown}.")
    console.result(f"\nDone in {seconds:.1f} seconds: {made.files} chart files. Open these next:")
    for name, what in (
        ("quick-check-report.html", "what a senior team gets, on ten questions"),
        ("digital-maturity-report.html", "the same on all 55 questions"),
        ("meeting.html", "what two councils take to a meeting: side by side, and an agenda"),
        ("contracts-check.html", "the council's contracts for technology against spend controls"),
        ("calendar.html", "which contracts end when, who could buy together, and whom to call"),
        ("declaration.html", "what five councils have done with what they promised, and whom to ask"),
        ("charts/digital-maturity", "every chart, as a picture and as rows"),
        ("READ-ME-FIRST.txt", "what each file is, and who may have it"),
    ):
        console.result(f"  {output / name}\n      {what}")
    console.result(
        "\nThen try it yourself, in a folder of your own:\n  council-benchmark init\n  council-benchmark assess"
    )
