"""The whole journey on the sample returns: an example council, a pool, a benchmark, charts and a report.

Everything is made by the functions that the commands use; nothing here is prepared beforehand but the sample answers.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmark.council.folder import CouncilFolder
from benchmark.council.plan.store import read_kept
from benchmark.council.summary import Summary, summarise
from benchmark.errors import UsageError
from benchmark.files import write_text
from benchmark.pool.agenda import make_agenda
from benchmark.pool.benchmark import Benchmark, write_benchmark
from benchmark.pool.comparison import own_group
from benchmark.pool.count import Selection
from benchmark.pool.gather import gather
from benchmark.pool.open import build_from_pool, count_pool
from benchmark.pool.own import place_own
from benchmark.pool.pair import compare_pair
from benchmark.pool.peers import find_peers
from benchmark.pool.pool import Pool, merge, write_pool
from benchmark.pool.sides import for_paper, open_sides
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.returns.read import read_return

QUICK: Final = "quick-check"
FULL: Final = "digital-maturity"
REGISTER: Final = "technology-register"
COUNCIL: Final = "example-council"
MARKER: Final = "READ-ME-FIRST.txt"
BY: Final = "tier"
PAGE_ADDRESS: Final = "https://merrywhistle.example/declaration"

Say = Callable[[str], None]

READ_ME: Final = """\
All of this is invented: 64 councils that do not exist, and what they might answer.

example-council/                     the folder of one council: its answers, targets, plan. Such a folder stays at home
sample-network.pool.jsonl            the returns of all councils, merged. For the coordinator only
quick-check.benchmark.json           what members get: figures about groups, nothing about any one council
digital-maturity.benchmark.json      the same for the full set of questions
technology-register.benchmark.json   how well technology serves each line of business, from 31 registers
returns/                             what the councils sent, one small file each. Open one in a text editor
charts/quick-check/                  the charts of the quick check: PNG, SVG, rows as CSV, and what each says as text
charts/digital-maturity/             the charts of the full set
charts/technology-register/          how well, and how openly, each line of business is served
quick-check-report.html              the example council's report on the quick check
digital-maturity-report.html         its report on the full set
meeting.html, meeting.docx           the example council beside another one: a page for a meeting of the two
declaration.html, declaration.csv    five councils and the Declaration: how far each is by its own word, and whom to ask
declaration-pages/                   what each of the five published: the example council as a page, all as tables
letters/                             who could mentor whom: a text for each of two councils, for the coordinator

You can delete this folder at any time.
"""


@dataclass(frozen=True)
class Demo:
    """What the demo made, for the words at its end."""

    folder: Path
    quick: Summary
    full: Summary
    round: str
    files: int


def run_demo(folder: Path, say: Say) -> Demo:
    """Make the demo in a folder of its own, saying each step."""
    _prepare(folder)
    say("An example council, its answers to the quick check and to the full set")
    council = CouncilFolder(folder / COUNCIL)
    shutil.copytree(shipped("sample_returns") / COUNCIL, folder / COUNCIL, dirs_exist_ok=True)
    say("Every sample return is verified and merged into a pool")
    for set_id in (QUICK, FULL, REGISTER):
        shutil.copytree(shipped("sample_returns") / set_id, folder / "returns" / set_id, dirs_exist_ok=True)
    gathered = gather([folder / "returns"])
    pool = merge(gathered.returns)
    write_pool(pool, folder / "sample-network.pool.jsonl")
    summaries, files = {}, 0
    for set_id in (QUICK, FULL):
        say(f"The benchmark of {set_id}: groups that are too small are put together")
        _, benchmark = build_from_pool(pool, "network", Selection(set_id))
        write_benchmark(benchmark, folder / f"{set_id}.benchmark.json")
        say(f"The charts and the report of {set_id}")
        summaries[set_id] = summarise(council.read_assessment(find_questionnaire(set_id)))
        files += _draw(folder, council, benchmark, summaries[set_id])
    say("A page for a meeting of two councils, and who could mentor whom")
    _meet(folder)
    _match(folder, pool)
    say("The technology register: gaps in the market, from 31 registers")
    files += _market(folder, pool)
    say("What councils have done with what they promised: a page of one, and an index of five")
    _declare(folder, council)
    write_text(folder / MARKER, READ_ME)
    return Demo(folder, summaries[QUICK], summaries[FULL], council.profile.round, files)


def _prepare(folder: Path) -> None:
    """Use a new or empty folder, or one that an earlier demo made; never somebody's own."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise UsageError(f"{folder} already holds other files. Choose another folder with --output.")
    folder.mkdir(parents=True, exist_ok=True)
    # The mark comes first: a demo that is stopped half way can be run again.
    write_text(folder / MARKER, READ_ME)


def _draw(folder: Path, council: CouncilFolder, benchmark: Benchmark, summary: Summary) -> int:
    """Draw the charts and write the report of one question set; give the number of chart files."""
    from benchmark.outputs.charts import build_charts  # noqa: PLC0415 - heavy: wait until the first steps are told
    from benchmark.outputs.figures import write_charts  # noqa: PLC0415
    from benchmark.outputs.plan_view import view_plan  # noqa: PLC0415
    from benchmark.outputs.report import build_report, render_report  # noqa: PLC0415
    from benchmark.outputs.report_pictures import report_pictures  # noqa: PLC0415

    set_id = benchmark.questionnaire
    own = place_own(benchmark, summary.assessment)
    charts = build_charts(benchmark, own_group(benchmark, None, own), own, by=BY, section=None, question=None)
    written = write_charts(charts, folder / "charts" / set_id)
    peers, pictures = report_pictures(benchmark, summary.assessment, BY)
    profile = council.profile
    kept = read_kept(council, summary.assessment.questionnaire)
    plan = view_plan(summary, profile.round, kept, find_peers(benchmark, summary.assessment, BY))
    report = build_report(summary, profile.name, profile.round, peers=peers, pictures=pictures, plan=plan)
    write_text(folder / f"{set_id}-report.html", render_report(report))
    return len(written)


def _market(folder: Path, pool: Pool) -> int:
    """Publish the benchmark of the registers, and draw the gaps in the market; give the number of files."""
    from benchmark.outputs.charts.market import build_market  # noqa: PLC0415 - as above
    from benchmark.outputs.figures import write_charts  # noqa: PLC0415
    from benchmark.pool.market import find_market, gap_measures  # noqa: PLC0415

    counted, benchmark = build_from_pool(pool, "network", Selection(REGISTER))
    write_benchmark(benchmark, folder / f"{REGISTER}.benchmark.json")
    register, group = counted.questionnaire.register, benchmark.groups[0]
    lines = find_market(benchmark, counted.questionnaire, group)
    charts = [build_market(benchmark, group, lines, gap_measures(register))] if register else []
    return len(write_charts(charts, folder / "charts" / REGISTER))


def _meet(folder: Path) -> None:
    """Lay the example council beside the first of the others, on one page."""
    from benchmark.outputs.pair_page import build_pair_page, render_pair_page  # noqa: PLC0415 - as above
    from benchmark.outputs.pair_text import UNENDORSED  # noqa: PLC0415
    from benchmark.outputs.pair_word import write_pair_word  # noqa: PLC0415

    returns = sorted((folder / "returns" / FULL).glob("*.json"))
    other = next(path for path in returns if not read_return(path).content.is_withdrawal)
    sides = open_sides(folder / COUNCIL, other, FULL, None)
    asked, theirs = sides.questionnaire, sides.theirs
    mine = for_paper(sides.mine, asked)
    found = compare_pair(asked, mine.table, theirs.table)
    page = build_pair_page(asked, found, make_agenda(asked, found, mine, theirs), mine, theirs, [UNENDORSED])
    write_text(folder / "meeting.html", render_pair_page(page))
    write_pair_word(page, folder / "meeting.docx")


def _declare(folder: Path, council: CouncilFolder) -> None:
    """Write the example council's page on the Declaration, and an index of it and of the pages of others."""
    from benchmark.council.past import past_rounds  # noqa: PLC0415 - as above
    from benchmark.outputs.declaration_files import write_index, write_page  # noqa: PLC0415
    from benchmark.returns.declaration import SET, Choice, choose_questions, found_links, make_page  # noqa: PLC0415
    from benchmark.returns.declaration_file import output_paths  # noqa: PLC0415
    from benchmark.returns.declaration_gather import gather_pages  # noqa: PLC0415

    pages = folder / "declaration-pages"
    shutil.copytree(shipped("sample_returns") / pages.name, pages, dirs_exist_ok=True)
    questionnaire = find_questionnaire(SET)
    assessment = council.read_assessment(questionnaire)
    questions = choose_questions(questionnaire, (), ())
    choice = Choice(questions, tuple(found_links(assessment, questions)))
    (last, *_) = past_rounds(council, questionnaire)
    name, round_id = council.profile.name, council.profile.round
    contact = "Head of customer and digital, digital@merrywhistle.example"
    made = make_page(assessment, round_id, last, choice, council=name, contact=contact, address=PAGE_ADDRESS)
    write_page(made, output_paths(pages / f"{council.path.name}.html"))
    write_index(gather_pages([pages]), output_paths(folder / "declaration.html"))


def _match(folder: Path, pool: Pool) -> None:
    """Write the texts for who could mentor whom; those of an earlier demo go."""
    from benchmark.outputs.match_letters import write_letters  # noqa: PLC0415 - as above
    from benchmark.pool.matching import match_councils  # noqa: PLC0415

    letters = folder / "letters"
    if letters.is_dir():
        shutil.rmtree(letters)
    counted = count_pool(pool, Selection(QUICK))
    write_letters(letters, counted, match_councils(counted), {})
