"""What the demo shows between councils: a meeting of two, who could mentor whom, and what they published."""

import shutil
from pathlib import Path
from typing import Final

from benchmark.council.folder import CouncilFolder
from benchmark.demo.names import COUNCIL, FULL, QUICK
from benchmark.files import write_text
from benchmark.pool.agenda import make_agenda
from benchmark.pool.count import Selection
from benchmark.pool.open import count_pool
from benchmark.pool.pair import compare_pair
from benchmark.pool.pool import Pool
from benchmark.pool.rules import NETWORK
from benchmark.pool.sides import for_paper, open_sides
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.returns.read import read_return

# A file has one width, whatever terminal it was made in.
WIDTH: Final = 80
PAGE_ADDRESS: Final = "https://merrywhistle.example/declaration"


def explain_types(folder: Path, pool: Pool) -> None:
    """Write how far councils of one type are like each other, on the full set."""
    from benchmark.outputs.explain_text import explain_text  # noqa: PLC0415 - heavy: wait until the first steps are told
    from benchmark.pool.explain import explain  # noqa: PLC0415

    counted = count_pool(pool, Selection(FULL))
    write_text(folder / "do-types-differ.txt", explain_text(counted, explain(counted, NETWORK), WIDTH) + "\n")


def meet(folder: Path) -> None:
    """Lay the example council beside the first of the others, on one page."""
    from benchmark.outputs.pair_page import build_pair_page, render_pair_page  # noqa: PLC0415 - heavy: wait until the first steps are told
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


def declare(folder: Path, council: CouncilFolder) -> None:
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


def match(folder: Path, pool: Pool) -> None:
    """Write the texts for who could mentor whom; those of an earlier demo go."""
    from benchmark.outputs.match_letters import write_letters  # noqa: PLC0415 - as above
    from benchmark.pool.matching import match_councils  # noqa: PLC0415

    letters = folder / "letters"
    if letters.is_dir():
        shutil.rmtree(letters)
    counted = count_pool(pool, Selection(QUICK))
    write_letters(letters, counted, match_councils(counted), {})
