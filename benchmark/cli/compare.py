"""The commands that compare: compare, pair."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import to_workbook
from benchmark.cli.language import LanguageOption, choose_words
from benchmark.cli.settings import (
    CrosswalkOption,
    FolderOption,
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
    from collections.abc import Sequence

    from benchmark.outputs.pair_page import PairPage
    from benchmark.pool.benchmark import Benchmark
    from benchmark.pool.comparison import Own
    from benchmark.pool.count import Selection
    from benchmark.pool.sides import Side
    from scoring.questionnaire import Questionnaire


def add_to(main: typer.Typer) -> None:
    """Add this family's commands."""
    main.command()(compare)
    main.command()(pair)


def compare(
    source: Annotated[
        Path, typer.Argument(metavar="POOL|BENCHMARK", help="A published benchmark, or a pool.", show_default=False)
    ],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="ATTRIBUTE", help="Compare the groups of one attribute, such as tier."),
    ] = None,
    section: Annotated[str | None, typer.Option("--section", help="Look at one section.")] = None,
    question: Annotated[str | None, typer.Option("--question", help="Look at one question.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the charts.")] = Path("comparison"),
    charts: Annotated[bool, typer.Option("--charts/--no-charts", help="Write the charts.")] = True,
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--workbook", metavar="FILE.xlsx", callback=to_workbook, help="Also write all rows to an Excel workbook."
        ),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Say whether your own return was counted, unchanged; nothing else.")
    ] = False,
    rank: Annotated[bool, typer.Option("--rank", help="Say in which quarter of your peers you stand.")] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="From a pool: how far councils differ by type, one attribute at a time."),
    ] = False,
    circle: Annotated[
        bool, typer.Option("--circle", help="Exact figures, from a pool, for members of the network only.")
    ] = False,
    folder: FolderOption = Path(),
    set_id: SetOption = None,
    round_id: RoundOption = None,
    network: NetworkOption = None,
    network_file: NetworkFileOption = None,
    include_uninvited: UninvitedOption = False,
    questions: QuestionsOption = None,
    language: LanguageOption = None,
    as_json: JsonOption = False,
    plain: PlainOption = False,
    crosswalk: CrosswalkOption = False,
) -> None:
    """Compare councils: peer charts, and where you stand if this is a council's folder.

    Each chart is written as PNG, SVG, a CSV of its rows, and a text that says what it shows.

    Example:  council-benchmark compare north-west.benchmark.json --by tier
    """
    from benchmark.council.folder import CouncilFolder
    from benchmark.network.select import select
    from benchmark.outputs.comparison_view import build_view, view_json, view_text
    from benchmark.pool.count import Selection
    from benchmark.pool.open import open_source
    from benchmark.pool.translated import in_words_of_set

    given = Selection(set_id, round_id, network, questions, crosswalk=crosswalk)
    selection, _ = select(network_file, given, include_uninvited=include_uninvited)
    if explain:
        explain_types(source, selection, as_json=as_json)
        return
    benchmark, questionnaire = open_source(source, "circle" if circle else "network", selection)
    if verify:
        verify_folder(folder, benchmark, questionnaire)
        return
    questionnaire = choose_words(CouncilFolder(folder), questionnaire, questions, language)
    benchmark = in_words_of_set(benchmark, questionnaire)
    own = find_own(folder, benchmark, questionnaire, questions)
    view = build_view(benchmark, questionnaire, own, by=by, section=section, question=question)
    console.result(view_json(view) if as_json else view_text(view, rank=rank, plain=plain))
    if workbook:
        from benchmark.outputs.workbook import write_workbook

        write_workbook(view, workbook)
        console.talk(f"Written: {workbook}")
    if charts:
        from functools import partial

        from benchmark.outputs.charts import build_charts
        from benchmark.outputs.figures import write_charts

        drawn = build_charts(benchmark, view.group, own, by=by, section=section, question=question)
        written = write_charts(drawn, output, progress=partial(console.progress, "Charts"))
        console.talk(f"{len(written)} files written to {output}")


def explain_types(source: Path, selection: "Selection", *, as_json: bool) -> None:
    """Say how much of the difference between the councils of a pool goes with each attribute."""
    from benchmark.errors import UsageError
    from benchmark.outputs.explain_text import explain_json, explain_text
    from benchmark.pool.explain import explain
    from benchmark.pool.open import count_pool, is_pool, open_pool
    from benchmark.pool.rules import NETWORK

    if not is_pool(source):
        raise UsageError("--explain needs a pool: a benchmark holds figures of groups, not how councils differ.")
    counted = count_pool(open_pool(source), selection)
    found = explain(counted, NETWORK)
    console.result(explain_json(counted, found) if as_json else explain_text(counted, found))


def verify_folder(folder: Path, benchmark: "Benchmark", questionnaire: "Questionnaire") -> None:
    """Say whether the return of this council's folder was counted."""
    from benchmark.council.folder import CouncilFolder
    from benchmark.errors import WithheldError
    from benchmark.pool.verify import verify_own
    from benchmark.returns.export import last_return

    counted, words = verify_own(benchmark, last_return(CouncilFolder(folder), questionnaire))
    if not counted:
        raise WithheldError(words)
    console.result(words)


def find_own(
    folder: Path, benchmark: "Benchmark", questionnaire: "Questionnaire", questions: str | None = None
) -> "Own | None":
    """Place the council of this folder in the comparison, if there is one and it has answered, in any version."""
    from benchmark.council.asking import wrap
    from benchmark.council.folder import CouncilFolder
    from benchmark.council.from_last import unconfirmed_words
    from benchmark.errors import FaultsError
    from benchmark.faults import fault
    from benchmark.pool.own import place_own_version
    from benchmark.questions.editions import find_any_version

    council = CouncilFolder(folder)
    if folder != Path() and not council.profile_path.exists():
        raise FaultsError([fault("no-council", str(folder))])
    if not council.profile_path.exists():
        return None
    if not council.assessment_path(questionnaire.id).exists():
        said = f"This council has not answered {questionnaire.id} in this round, so only its peers are shown."
        console.talk(wrap(said, console.width()))
        return None
    version = council.answered_version(questionnaire.id)
    other = version not in ("", questionnaire.version)
    mine = find_any_version(questionnaire.id, version, questions) if other else questionnaire
    assessment = council.read_assessment(mine)
    if words := unconfirmed_words(assessment):
        console.talk(wrap(f"{words} They stand here as they were then.", console.width()))
    return place_own_version(benchmark, questionnaire, assessment, questions)


def pair(
    mine: Annotated[Path, typer.Argument(help="Your council's folder, your return or your card.", show_default=False)],
    theirs: Annotated[Path, typer.Argument(help="Their return, their card or their folder.", show_default=False)],
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the page for the meeting: FILE.html or FILE.docx. Repeat it."
        ),
    ] = None,
    residents: Annotated[
        bool,
        typer.Option("--same-residents", help="One council serves inside the other, as a district does in its county."),
    ] = False,
    source: Annotated[
        Path | None,
        typer.Option(
            "--benchmark", metavar="POOL|BENCHMARK", help="Also see where both are behind the middle of their peers."
        ),
    ] = None,
    set_id: SetOption = None,
    questions: QuestionsOption = None,
    language: LanguageOption = None,
    plain: PlainOption = False,
    as_json: JsonOption = False,
) -> None:
    """Lay two councils' results side by side: where each is ahead, could help the other, and an agenda for a meeting.

    Both must have agreed to share: a return, which names no council, or a mentoring card, which does. On the terminal
    the two are called "You" and "They". With -o the same stands on one printed page.

    \b
    Example: council-benchmark pair . ambleford-card.toml -o meeting.html -o meeting.docx
    """
    import json
    from dataclasses import asdict

    from benchmark.council.folder import CouncilFolder
    from benchmark.errors import UsageError
    from benchmark.outputs.agenda_words import ASK_SAME
    from benchmark.outputs.pair_page import build_pair_page
    from benchmark.outputs.pair_text import NOTHING, pair_text
    from benchmark.pool.agenda import make_agenda
    from benchmark.pool.pair import compare_pair
    from benchmark.pool.sides import for_paper, open_sides, same_residents, two_tiers

    for path in output or []:
        if path.suffix.lower() not in (".html", ".docx"):
            raise UsageError(f"The page is written as .html or .docx, and {path} is neither.")
    opened = open_sides(mine, theirs, set_id, questions)
    sides = (opened.mine, opened.theirs)
    same = same_residents(*sides, said=residents)
    words = choose_words(CouncilFolder(mine), opened.questionnaire, questions or set_id, language)
    found = compare_pair(words, sides[0].table, sides[1].table, opened.note)
    behind = levels_behind(source, words, questions) if source else {}
    agenda = make_agenda(words, found, *sides, behind=behind, same_residents=same)
    warnings = pair_warnings(sides)
    if as_json:
        anyone = any(side.anyone for side in sides)
        told = {**asdict(found), "anyone_could_have_made": anyone, "agenda": asdict(agenda)}
        console.result(json.dumps(told, indent=2))
    else:
        console.result(pair_text(found, agenda, warnings=warnings, plain=plain))
    if output:
        shown = (for_paper(sides[0], words), for_paper(sides[1], words))
        found = compare_pair(words, shown[0].table, shown[1].table, opened.note)
        agenda = make_agenda(words, found, *shown, behind=behind, same_residents=same)
        if not found.questions:
            raise UsageError(f"{NOTHING} No page was written.")
        page = build_pair_page(words, found, agenda, *shown, warnings)
        for path in output:
            write_pair_page(path, page)
        console.talk(wrapped_line(written_words(output, words, shown)))
    if two_tiers(*sides) and not same:
        console.talk(wrapped_line(ASK_SAME))


def written_words(output: "Sequence[Path]", questionnaire: "Questionnaire", shown: "Sequence[Side]") -> str:
    """Say what was written, and what is not on it: from a folder, the sections that leave only on demand."""
    from benchmark.council.open_part import closed_sections

    said = f"Written: {', '.join(map(str, output))}. It is for these two councils."
    closed = closed_sections(questionnaire)
    titles = [section.title for section in questionnaire.sections if section.id in closed]
    if titles and any(side.kind == "folder" for side in shown):
        said += f" Left out of it: {', '.join(titles)}. To show it, put it on a card: `council-benchmark card`."
    return said


def pair_warnings(sides: "Sequence[Side]") -> list[str]:
    """Say of a return that no invitation endorsed, and of a card, that anyone could have made it."""
    from benchmark.outputs.pair_text import UNENDORSED, UNSIGNED

    words = {"return": UNENDORSED, "card": UNSIGNED}
    return [words[kind] for kind in words if any(side.anyone and side.kind == kind for side in sides)]


def levels_behind(source: Path, questionnaire: "Questionnaire", questions: str | None) -> dict[str, float]:
    """Read from a benchmark, or a pool, below which level of each question a council is behind the middle."""
    from benchmark.errors import UsageError
    from benchmark.outputs.agenda_words import behind_levels
    from benchmark.pool.count import Selection
    from benchmark.pool.open import open_source
    from scoring.fingerprint import fingerprint

    benchmark, theirs = open_source(source, "network", Selection(questionnaire.id, questions=questions))
    if fingerprint(theirs) != fingerprint(questionnaire):
        raise UsageError(f"{source} is about {theirs.id} {theirs.version}, and these two answered another set.")
    return behind_levels(benchmark)


def write_pair_page(path: Path, page: "PairPage") -> None:
    """Write the page for a meeting, as the name of the file says."""
    if path.suffix.lower() == ".docx":
        from benchmark.outputs.pair_word import write_pair_word

        write_pair_word(page, path)
        return
    from benchmark.files import write_text
    from benchmark.outputs.pair_page import render_pair_page

    write_text(path, render_pair_page(page))


def wrapped_line(text: str) -> str:
    """Wrap a text to the terminal, with an empty line before it."""
    from benchmark.council.asking import wrap

    return "\n" + wrap(text, console.width())
