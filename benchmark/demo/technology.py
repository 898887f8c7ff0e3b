"""What the demo shows of technology and contacts: contracts, the market, who could buy together, channels."""

import shutil
from pathlib import Path
from typing import Final

from benchmark.council.folder import CouncilFolder
from benchmark.demo.names import REGISTER
from benchmark.files import write_text
from benchmark.pool.benchmark import write_benchmark
from benchmark.pool.count import Selection
from benchmark.pool.open import build_from_pool
from benchmark.pool.pool import Pool
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.questions.value import quarter_of

# Not the day of whoever looks: the demo is the same for everybody.
START: Final = quarter_of(2026, 4)
MERGER: Final = "2028-04-01"
CARDS: Final = "contracts-cards"


def show_technology(folder: Path, council: CouncilFolder, pool: Pool) -> int:
    """Check the example's contracts, make a calendar of cards, show gaps in the market; give the number of pictures."""
    _check(folder, council)
    _calendar(folder)
    return _market(folder, pool)


def show_channels(folder: Path, council: CouncilFolder) -> int:
    """Write what the example's contacts cost, and what a shift is worth; give the number of pictures."""
    from benchmark.council.channels.figures import SET, build_channels  # noqa: PLC0415 - wait until steps are told
    from benchmark.council.channels.terms import make_terms  # noqa: PLC0415
    from benchmark.outputs.channels.data import ChannelRow, channel_rows  # noqa: PLC0415
    from benchmark.outputs.charts.channels import build_channel_charts  # noqa: PLC0415
    from benchmark.outputs.figures import write_charts  # noqa: PLC0415
    from benchmark.outputs.rows import write_csv  # noqa: PLC0415

    assessment = council.read_assessment(find_questionnaire(SET))
    file, terms = str(council.assessment_path(SET)), make_terms(None, None, None, None)
    found = build_channels(assessment, council.profile.round, terms, None, file)
    write_csv(folder / "channels.csv", list(channel_rows(found)), ChannelRow)
    return len(write_charts(build_channel_charts(found), folder / "charts" / SET))


def _check(folder: Path, council: CouncilFolder) -> None:
    """Check the contracts of the example council against the spend controls, as if it were to be merged."""
    from benchmark.council.contracts.checked import check_register  # noqa: PLC0415 - as above
    from benchmark.council.contracts.find import find_controls, find_merger, with_register  # noqa: PLC0415
    from benchmark.outputs.contracts_page import check_paper, render_contracts_paper  # noqa: PLC0415

    questionnaire, register = with_register(REGISTER)
    controls = find_controls(None, council, REGISTER, register)
    assessment = council.read_assessment(questionnaire)
    check = check_register(assessment, council.profile.round, controls, find_merger(MERGER, council.profile))
    write_text(folder / "contracts-check.html", render_contracts_paper(check_paper(check)))


def _calendar(folder: Path) -> None:
    """Put the sample cards together."""
    from benchmark.outputs.renewals_files import write_renewal_calendar  # noqa: PLC0415 - as above

    shutil.copytree(shipped("sample_returns") / CARDS, folder / CARDS, dirs_exist_ok=True)
    write_renewal_calendar(folder / CARDS, folder / "calendar.html", find_questionnaire(REGISTER), START)


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
