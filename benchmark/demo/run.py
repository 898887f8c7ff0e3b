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
from benchmark.demo.between import declare, explain_types, match, meet
from benchmark.demo.names import COUNCIL, FULL, QUICK, REGISTER
from benchmark.demo.technology import show_channels, show_technology
from benchmark.errors import UsageError
from benchmark.files import write_text
from benchmark.pool.benchmark import Benchmark, write_benchmark
from benchmark.pool.comparison import own_group
from benchmark.pool.count import Selection
from benchmark.pool.gather import gather
from benchmark.pool.open import build_from_pool
from benchmark.pool.own import place_own
from benchmark.pool.peers import find_peers
from benchmark.pool.pool import merge, write_pool
from benchmark.questions.library import find_questionnaire, shipped

MARKER: Final = "READ-ME-FIRST.txt"
BY: Final = "tier"

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
charts/technology-register/          how well, and how openly, each line of business is served; what ends when
contracts-check.html                 the example council's contracts against voluntary spend controls, before a merger
contracts-cards/, calendar.html      the cards of seven councils, and who could buy together; whom to call
channels.csv, charts/channels/       the example council's contacts, and what a shift of some to the web is worth
do-types-differ.txt                  how much of the difference between councils goes with their type or size
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
    pool = merge(gathered.rows)
    write_pool(pool, folder / "sample-network.pool.jsonl")
    summaries, files = {}, 0
    for set_id in (QUICK, FULL):
        say(f"The benchmark of {set_id}: groups that are too small are put together")
        _, benchmark = build_from_pool(pool, "network", Selection(set_id))
        write_benchmark(benchmark, folder / f"{set_id}.benchmark.json")
        say(f"The charts and the report of {set_id}")
        summaries[set_id] = summarise(council.read_assessment(find_questionnaire(set_id)))
        files += _draw(folder, council, benchmark, summaries[set_id])
    say("Whether types of council differ")
    explain_types(folder, pool)
    say("A page for a meeting of two councils, and who could mentor whom")
    meet(folder)
    match(folder, pool)
    say("The technology register: contracts checked, who could buy together, and gaps in the market")
    files += show_technology(folder, council, pool)
    say("Contacts by channel, and what a shift to the web is worth")
    files += show_channels(folder, council)
    say("What councils have done with what they promised: a page of one, and an index of five")
    declare(folder, council)
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
