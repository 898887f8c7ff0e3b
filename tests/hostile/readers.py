"""Every reader of a file that a person or another council may have written, in one table, with what the program does next.

The law for all of them: whatever the bytes, only the errors of `benchmark.errors` come out, in words that can be printed.
"""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import tomli

from benchmark.council.agreeing import read_both
from benchmark.council.assessment import Answer, Assessment
from benchmark.council.bring_in import bring_in, plan_merge
from benchmark.council.bring_in_words import preview_lines, result_lines
from benchmark.council.contracts.checked import check_register
from benchmark.council.contracts.facts import Merger
from benchmark.council.contracts.importing.columns import find_columns, refuse_nameless
from benchmark.council.contracts.importing.guide import read_guide
from benchmark.council.contracts.importing.memory import FILE_NAME as MEMORY
from benchmark.council.contracts.importing.memory import Memory, read_memory
from benchmark.council.contracts.importing.notice import read_notice
from benchmark.council.contracts.importing.rows import Read, read_rows
from benchmark.council.contracts.importing.run import Import, taken_guesses
from benchmark.council.contracts.importing.table import read_table as read_contracts
from benchmark.council.contracts.importing.words import preview_lines as import_lines
from benchmark.council.contracts.own import cost_bands, own_contracts
from benchmark.council.contracts.purchase import Given, check_purchase
from benchmark.council.contracts.rules import FILE_NAME as CONTROLS_FILE
from benchmark.council.contracts.rules import read_controls
from benchmark.council.differences import differences_data
from benchmark.council.findings import find_differences
from benchmark.council.folder import CouncilFolder
from benchmark.council.form_file import read_form, read_form_file
from benchmark.council.hand_out import give, hand_out_path
from benchmark.council.handed import state_lines
from benchmark.council.many import read_answers
from benchmark.council.many_scores import scores_csv
from benchmark.council.opinions import gather as gather_opinions
from benchmark.council.plan.check import check_plan
from benchmark.council.plan.kept import PlannedStep, render_kept
from benchmark.council.plan.store import change_kept, read_kept
from benchmark.council.profile import read_profile, write_profile
from benchmark.council.summary import summarise
from benchmark.council.summary_data import summary_data
from benchmark.council.workbook.read import open_answer_book, read_answer_book
from benchmark.council.workbook.write import write_answer_book
from benchmark.errors import FaultsError, StoppedError, UserError
from benchmark.faults import printable
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.inbox import look
from benchmark.network.inbox_words import inbox_lines
from benchmark.network.invited import read_candidates, read_invited
from benchmark.network.join import Place, joining_lines, read_joining
from benchmark.network.network import read_network, write_network
from benchmark.outputs.booklet import render_booklet
from benchmark.outputs.charts import build_charts
from benchmark.outputs.colleagues_words import score_lines
from benchmark.outputs.comparison_view import build_view, view_json, view_text
from benchmark.outputs.contracts_page import check_paper, render_contracts_paper
from benchmark.outputs.contracts_rows import check_data as contracts_data
from benchmark.outputs.contracts_rows import purchase_data
from benchmark.outputs.contracts_text import check_text
from benchmark.outputs.declaration_files import write_index, write_page
from benchmark.outputs.difference_text import difference_text
from benchmark.outputs.pair_page import build_pair_page, render_pair_page
from benchmark.outputs.pair_text import pair_text
from benchmark.outputs.plan_text import check_screen, plan_screen
from benchmark.outputs.plan_view import check_data, plan_data, view_plan
from benchmark.outputs.predecessors_words import attendance_lines
from benchmark.outputs.questions_text import set_text
from benchmark.outputs.renewals_ics import calendar_ics
from benchmark.outputs.renewals_page import calendar_chart, render_calendar
from benchmark.outputs.renewals_rows import calendar_data
from benchmark.outputs.renewals_text import calendar_text
from benchmark.outputs.terminal import score_screen
from benchmark.pool.agenda import make_agenda
from benchmark.pool.benchmark import benchmark_bytes, read_benchmark
from benchmark.pool.count import Counted, contents, count
from benchmark.pool.exporting import table_text
from benchmark.pool.gather import gather
from benchmark.pool.importing.collect import collect
from benchmark.pool.importing.returns import import_returns
from benchmark.pool.importing.run import open_table, write_start
from benchmark.pool.ledger import Ledger, read_ledger
from benchmark.pool.open import open_pool
from benchmark.pool.own import place_table
from benchmark.pool.pair import compare_pair
from benchmark.pool.pool import Pool, merge
from benchmark.pool.predecessors.table import find_attendance, read_table
from benchmark.pool.renewals.calendar import Terms, build_calendar
from benchmark.pool.renewals.gather import gather_cards
from benchmark.pool.rounds import publish_round
from benchmark.pool.rules import NETWORK
from benchmark.pool.sides import open_sides, same_residents
from benchmark.pool.words import pool_summary
from benchmark.questions.crosswalk import read_crosswalk
from benchmark.questions.crosswalk_draft import draft_crosswalk
from benchmark.questions.difference import compare_editions
from benchmark.questions.excel.book import write_question_set
from benchmark.questions.excel.read import read_question_set
from benchmark.questions.library import find_file, find_version, shipped
from benchmark.questions.read import parse_questionnaire, read_data
from benchmark.questions.review import check_set
from benchmark.questions.write import toml_text
from benchmark.returns.card import make_card
from benchmark.returns.card_file import card_text, read_card, write_card
from benchmark.returns.contracts_card import find_offer, make_contracts_card
from benchmark.returns.contracts_card_file import contracts_card_text, read_contracts_card, write_contracts_card
from benchmark.returns.declaration_file import output_paths
from benchmark.returns.declaration_gather import gather_pages
from benchmark.returns.declaration_words import page_preview
from benchmark.returns.endorsement import StoredInvitation
from benchmark.returns.form_key import take_over
from benchmark.returns.home import Home
from benchmark.returns.keys import encode
from benchmark.returns.lookalikes import count_look_alikes, read_councils
from benchmark.returns.make import Place as ReturnPlace
from benchmark.returns.model import canonical, pretty
from benchmark.returns.read import read_return
from scoring.answers import build_table
from scoring.codes import NOT_APPLICABLE
from scoring.fingerprint import fingerprint
from tests.council.contracts.importing import made as contracts
from tests.council.contracts.made import GOOD, assessment_with
from tests.council.contracts.made import register as contract_register
from tests.council.contracts.registers import NOW
from tests.council.contracts.registers import SET as REGISTER
from tests.council.contracts.registers import assessment as register_of_contracts
from tests.council.workbook.registers import ENTRIES, SPORTS
from tests.network.made import DISTRICT, ROUND, SET, network, new_round, returned

CODE = "0000-0000-0000-0000-0000-0000-0000"
SLOT = f"{SET.id}|north-west|{ROUND}"
VALID = Path(__file__).parents[1] / "questions" / "valid"


@dataclass(frozen=True)
class Reader:
    """One reader: its kind of file, the name that the file has, files that are right, and reading and using one."""

    kind: str
    file: str
    valid: Callable[[Path], list[bytes]]
    use: Callable[[Path], object]
    prepare: Callable[[Path], object] = lambda folder: None

    def read(self, folder: Path, data: bytes) -> UserError | None:
        """Write a file, read it and use what it says; give the user's error, if there is one. All others escape."""
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        try:
            self.use(path)
        except StoppedError:
            raise
        except UserError as error:
            return error
        return None


def complain(error: UserError) -> str:
    """Say what is wrong with the words of an error; nothing where they can be printed, a fault on each line."""
    lines = str(error).split("\n")
    strange = [line for line in lines if not line.isprintable()]
    if strange:
        return f"not printable: {strange[0][:300]!r}"
    if isinstance(error, FaultsError) and len(lines) != len(error.faults):
        return "the lines are not the faults"
    return "" if str(error).strip() else "it says nothing"


# ---- what the files are made of


@cache
def sample() -> Counted:
    """Count the sample returns."""
    pool = merge(gather([shipped("sample_returns") / SET.id]).returns)
    return count(pool, SET, contents(pool)[0])


@cache
def published() -> tuple[bytes, bytes]:
    """Publish the sample returns: the benchmark and the ledger."""
    choice = sample().choice
    done = publish_round(sample(), NETWORK, Ledger("council-ledger/1", SET.id, SET.version, choice.round), "interim")
    return benchmark_bytes(done.benchmark), msgspec.json.encode(done.ledger)


def council(folder: Path) -> CouncilFolder:
    """Make the folder of a council that has not answered yet."""
    (folder / "council.toml").write_bytes((shipped("sample_returns") / "example-council" / "council.toml").read_bytes())
    return CouncilFolder(folder)


def hand_out_of(folder: Path) -> bytes:
    """Hand the first two sections out, as the program writes it."""
    made = council(folder)
    give(made, SET, [section.id for section in SET.sections[:2]], ["housing", "it"])
    return hand_out_path(made, SET.id).read_bytes()


def answered() -> bytes:
    """Give the example council's answers."""
    return (shipped("sample_returns") / "example-council" / ROUND / f"{SET.id}.toml").read_bytes()


def of_round(file: str) -> Callable[[Path], list[bytes]]:
    """Give the way to a file that inviting councils writes."""

    def valid(folder: Path) -> list[bytes]:
        made = new_round(folder / "made", 3)
        return [(made.folder.path / file).read_bytes()]

    return valid


def zips(_: Path) -> list[bytes]:
    """Pack returns as a mail program does."""
    found = []
    for members in ([returned("a")], [returned("b", level=1), returned("c", level=3)]):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for at, signed in enumerate(members):
                archive.writestr(f"{'abc'[at]}.json", pretty(signed))
        found.append(made.getvalue())
    return found


# ---- what the program does with each


def use_benchmark(path: Path) -> None:
    benchmark = read_benchmark(path)
    questionnaire = find_version(benchmark.questionnaire, benchmark.version, None)
    own = place_table(benchmark, questionnaire, build_table(SET, [{q.id: 2 for q in SET.questions}]), {"tier": "lower"})
    for mine in (None, own):
        for by in (None, *(attribute.id for attribute in benchmark.attributes[:3])):
            view = build_view(benchmark, questionnaire, mine, by=by)
            view_text(view, rank=True)
            view_json(view)
        for chart in build_charts(benchmark, view.group, mine):
            assert chart.alt
            assert all(row is not None for row in chart.table)


def use_ledger(path: Path) -> None:
    ledger = read_ledger(path, SET.id, SET.version, sample().choice.round)
    publish_round(sample(), NETWORK, ledger, "correction")


def use_network(path: Path) -> None:
    found = read_network(path)
    found.used(SET)
    found.roster_for_counting()
    write_network(path, found)
    assert read_network(path) == found


def use_invitation(path: Path) -> None:
    joining = read_joining(str(path), CouncilFolder(path.parent), Place())
    joining_lines(joining, SET)
    assert joining.slot
    home = Home(path.parent / "home", "one")
    home.keep_invitation(joining.slot, joining.stored)
    assert home.invitation(joining.slot) == joining.stored


def cards(_: Path) -> list[bytes]:
    """Make a card with answers of every kind that a card holds."""
    answers = {question.id: Answer(at % 5, 4) for at, question in enumerate(SET.questions)}
    answers[SET.questions[0].id] = Answer(NOT_APPLICABLE)
    made = make_card(
        Assessment(SET, DISTRICT, answers),
        [section.id for section in SET.sections],
        council="Ambleford",
        contact="Head of digital, digital@ambleford.example",
        serves_inside="Borsetshire",
    )
    return [card_text(made, "card.toml").encode()]


def use_card(path: Path) -> None:
    sides = open_sides(path, path, None, None)
    mine, theirs = sides.mine, sides.theirs
    found = compare_pair(SET, mine.table, theirs.table)
    agenda = make_agenda(SET, found, mine, theirs, same_residents=same_residents(mine, theirs, said=False))
    pair_text(found, agenda)
    render_pair_page(build_pair_page(SET, found, agenda, mine, theirs, ()))
    write_card(read_card(path, SET), path.with_name("again.toml"))
    assert read_card(path.with_name("again.toml"), SET) == read_card(path, SET)


def contracts_cards(_: Path) -> list[bytes]:
    """Make a card of a register with costs of every kind."""
    offer = find_offer(own_contracts(register_of_contracts()), NOW, years=9)
    who = {"council": "Ambleford", "contact": "Head of procurement, 01632 960001"}
    made = [
        make_contracts_card(REGISTER, ROUND, offer.first, **who, costs=costs, partners=["all"])
        for costs in ("band", "figure")
    ]
    return [contracts_card_text(card, "card.toml").encode() for card in made]


def use_contracts_card(path: Path) -> None:
    (path.parent / "again.toml").unlink(missing_ok=True)
    gathered = gather_cards([path], REGISTER)
    calendar = build_calendar(REGISTER, gathered.cards, Terms(NOW))
    for shown in (calendar_text(calendar), calendar_ics(calendar), render_calendar(calendar)):
        shown.encode("utf-8")
    json.dumps(calendar_data(calendar), allow_nan=False)
    calendar_chart(calendar)
    if gathered.refused:
        raise FaultsError(gathered.refused)
    card = gathered.cards[0].card
    assert all(not one.band or one.band in {o.id for o, _ in cost_bands(REGISTER)} for one in card.contracts)
    write_contracts_card(card, path.with_name("again.toml"))
    assert read_contracts_card(path.with_name("again.toml"), REGISTER) == card


def use_line(path: Path) -> None:
    # As the command line gives it: bytes that are no UTF-8 become lone surrogates.
    text = path.read_bytes().decode("utf-8", "surrogateescape").replace("\0", "")
    joining = read_joining(text, CouncilFolder(path.parent), Place("north-west", ROUND, SET.id))
    assert joining.stored


def use_set(path: Path) -> None:
    questionnaire, advice = check_set(path)
    assert all(str(one).isprintable() for one in advice)
    set_text(questionnaire)
    render_booklet(questionnaire)
    difference_text(compare_editions(SET, questionnaire))
    draft_crosswalk(questionnaire, SET)


def workbooks(folder: Path) -> list[bytes]:
    path = folder / "made.xlsx"
    write_question_set(read_data(VALID / "every-key.toml"), path)
    return [path.read_bytes()]


def use_workbook(path: Path) -> None:
    data = read_question_set(path)
    assert tomli.loads(toml_text(data)) == data
    parse_questionnaire(data, str(path))


def answer_books(folder: Path) -> list[bytes]:
    path = folder / "answers.xlsx"
    question, *_ = SET.questions
    answers = {question.id: Answer(1, 2, "A note", "Minutes", by="Head of data")}
    write_answer_book(path, Assessment(SET, DISTRICT, answers))
    return [path.read_bytes()]


def use_answer_book(path: Path) -> None:
    found = read_answer_book(open_answer_book(path), SET)
    merge = plan_merge(path.parent, SET, found.said)
    assert all(line.isprintable() for line in map(printable, preview_lines(merge)))
    folder = CouncilFolder(path.parent)
    folder.save_assessment(merge.assessment)
    assert folder.read_assessment(SET) == merge.assessment


def register_books(folder: Path) -> list[bytes]:
    path = folder / "register.xlsx"
    write_answer_book(path, Assessment(SPORTS, {}, {}, dict(ENTRIES)))
    return [path.read_bytes()]


def use_register_book(path: Path) -> None:
    found = read_answer_book(open_answer_book(path), SPORTS)
    merge = plan_merge(path.parent, SPORTS, found.said)
    assert all(line.isprintable() for line in map(printable, preview_lines(merge)))
    folder = CouncilFolder(path.parent)
    folder.save_assessment(merge.assessment)
    assert folder.read_assessment(SPORTS) == merge.assessment


def use_council(path: Path) -> None:
    profile = read_profile(path)
    folder = CouncilFolder(path.parent)
    folder.new_assessment(SET)
    assert folder.round_folder.parent == path.parent
    write_profile(path, profile)
    assert read_profile(path) == profile


def use_colleague(path: Path) -> None:
    folder = CouncilFolder(path.parents[1])
    colleagues, agreed = read_both(folder, SET)
    found = gather_opinions(colleagues, agreed)
    json.dumps(differences_data(colleagues, found, ROUND, named=True), allow_nan=False)
    for each in found:
        assert each.settled or folder.save_over(SET, each.question.id, each.agree(2), each.recorded) is None
    finding = find_differences(folder, read_both(folder, SET)[1])
    lines = [
        *state_lines(colleagues, ROUND),
        *colleagues.strays,
        *(score_lines(finding, 79, "agree") if finding else ()),
    ]
    assert all(printable(line) for line in lines if line)
    if colleagues.faults:
        raise FaultsError(colleagues.faults)


def of_colleagues(folder: Path) -> CouncilFolder:
    """Make the folder of a council in which one colleague has answered."""
    made = council(folder)
    assessment = made.new_assessment(SET)
    assessment.answers.update({question.id: Answer(3) for question in SET.questions})
    made.as_role("it").save_assessment(assessment)
    return made


def use_assessment(path: Path) -> None:
    assessment = CouncilFolder(path.parents[1]).read_assessment(SET)
    summary = summarise(assessment)
    score_screen(summary, ROUND)
    summary_data(summary, ROUND)


def plans(_: Path) -> list[bytes]:
    """Give plans of this version of the set and of another one."""
    one, two = (question.id for question in SET.questions[:2])
    step = PlannedStep(1, 2, ROUND, SET.version, "Head of data", "2027-spring", "doing", "A note")
    old = PlannedStep("some", ["a", "b"], ROUND, "2025.1")
    return [render_kept(kept, SET).encode() for kept in ({one: step}, {one: step, two: old, "gone": old})]


def use_plan(path: Path) -> None:
    folder = CouncilFolder(path.parent)
    kept = read_kept(folder, SET)
    assessment = folder.new_assessment(SET)
    assessment.answers.update({question.id: Answer(1) for question in SET.questions})
    view = view_plan(summarise(assessment), ROUND, kept)
    plan_screen(view)
    json.dumps(plan_data(view), allow_nan=False)
    found = check_plan(kept, assessment, ROUND)
    check_screen(found, "The plan", SET.version)
    json.dumps(check_data(found, SET, ROUND), allow_nan=False)
    change_kept(folder, SET, lambda read: read)
    assert read_kept(folder, SET) == kept


def controls(_: Path) -> list[bytes]:
    """Give the controls that come with the program, and some of a network's own with every key."""
    own = """
format = "spend-controls/1"
title = "Ours"
version = "1"
about = "Why."
[[control]]
id = "a"
title = "A"
test = "most_pounds"
limit = 3.5
extension = true
earlier = true
past_merger = true
only = { fit = [0, "1"] }
law = true
rule = "R."
remedy = "M."
source = ["S"]
[[control]]
id = "b"
title = "B"
test = "says"
column = "bids"
options = ["one"]
rule = "R."
remedy = "M."
source = ["S"]
"""
    shipped_file = find_file("technology-register").parent / CONTROLS_FILE
    return [own.encode(), shipped_file.read_bytes()]


def use_controls(path: Path) -> None:
    found = read_controls(path, contract_register())
    merger = Merger(date(2028, 4, 1))
    checked = check_register(assessment_with({"finance": [GOOD, {"system": "A"}]}), ROUND, found, merger)
    for text in (check_text(checked), render_contracts_paper(check_paper(checked))):
        assert "\x1b" not in text
    json.dumps(contracts_data(checked), allow_nan=False)
    bought = check_purchase(contract_register(), found, merger, Given({"months": "48"}, {}, {}))
    json.dumps(purchase_data(bought), allow_nan=False)


def use_answers(path: Path) -> None:
    found = read_answers(path, SET)
    for rounded in (False, True):
        scores_csv(found, rounded)


def import_file(table: Path, mapping: Path | None) -> None:
    """Import a table as the command does, but for the secret."""
    sheet, told, faults = open_table(table, mapping, SET)
    collected = collect(sheet, told, SET, {}, faults)
    done = import_returns(collected, ReturnPlace("n", "r", home=True), bytes(32), Pool(()))
    table_text(SET, [signed.content for signed in done.pool.returns])


def use_table(path: Path) -> None:
    start = path.with_name("start.toml")
    start.unlink(missing_ok=True)
    write_start(path, SET, [], start)
    import_file(path, None)


def write_table(folder: Path) -> None:
    (folder / "old.csv").write_text(ANSWERS, encoding="utf-8")


def start_of_mapping(folder: Path) -> list[bytes]:
    write_table(folder)
    start = folder / "start.toml"
    start.unlink(missing_ok=True)
    write_start(folder / "old.csv", SET, [], start)
    return [start.read_bytes()]


def use_mapping(path: Path) -> None:
    import_file(path.with_name("old.csv"), path)


def use_councils(path: Path) -> None:
    count_look_alikes(SET, DISTRICT, read_councils(path, SET))


def import_contracts(path: Path, read: Callable[[Import], Read]) -> None:
    """Bring contracts in as the command does; the second time nothing changes."""
    folder = CouncilFolder(path.parent)
    shutil.rmtree(folder.round_folder, ignore_errors=True)
    for last in (False, True):
        memory = read_memory(path.with_name(MEMORY), contracts.SET.id, contracts.REGISTER)
        begun = folder.assessment_path(contracts.SET.id).exists()
        assessment = folder.read_assessment(contracts.SET) if begun else folder.new_assessment(contracts.SET)
        work = Import(folder, assessment, contracts.REGISTER, contracts.GUIDE, memory, notice=path.suffix == ".json")
        found = read(work)
        by_line = work.sort(found, everything=True)
        plan, aside = work.plan(found, by_line, taken_guesses(by_line))
        assert all(printable(line).isprintable() for line in import_lines(work.register, plan, aside))
        assert not (last and plan.changes)
        work.write(plan, by_line)
    path.with_name(MEMORY).unlink(missing_ok=True)


def use_contracts(path: Path) -> None:
    def read(work: Import) -> Read:
        table = read_contracts(path, work.guide)
        columns = find_columns(work, table, None, None, lambda line: None)
        refuse_nameless(columns, table, work.register)
        work.remember((table.header, columns), {})
        return read_rows(table, columns, work.register, work.guide)

    import_contracts(path, read)


def use_notice(path: Path) -> None:
    import_contracts(path, lambda work: read_notice(path, work.register))


def use_remembered(path: Path) -> None:
    (path.parent / "contracts.csv").write_text(contracts.REGISTER_CSV, encoding="utf-8")
    use_contracts(path.parent / "contracts.csv")


def remembered(folder: Path) -> list[bytes]:
    made = contracts.council_folder(folder / "made")
    work = Import(made, made.new_assessment(contracts.SET), contracts.REGISTER, contracts.GUIDE, Memory(), notice=False)
    work.remember((("Title", "Ref"), {"Title": "system", "Ref": "reference"}), {"c-1": "maps", "c-2": "-"})
    return [work.memory_path.read_bytes()]


def use_guide(path: Path) -> None:
    guide = read_guide(path.with_name("questionnaire.toml"), contracts.REGISTER)
    assert guide.names


def use_predecessors(path: Path) -> None:
    changes = read_table(path)
    for line in attendance_lines(find_attendance(changes, changes[0].successor, ["Ambleford"])):
        assert line.isprintable(), line


def pages(_: Path) -> list[bytes]:
    """Give tables of councils' pages on the Declaration."""
    found = sorted((shipped("sample_returns") / "declaration-pages").glob("*.csv"))
    return [path.read_bytes() for path in found]


def use_page(path: Path) -> None:
    found = gather_pages([path])
    if found.refused:
        raise FaultsError(found.refused)
    (page,) = found.pages
    assert all(line.isprintable() for line in page_preview(page, [path]).split("\n"))
    again = output_paths(path.with_name("again.html"))
    write_page(page, again)
    assert gather_pages([again[-1]]).pages == (page,)
    write_index(found, output_paths(path.with_name("index.html")))


def use_inbox(path: Path) -> None:
    folder = CoordinatorFolder(path.parents[1])
    folder.pool_path.unlink(missing_ok=True)
    home = Home(path.parents[1] / "home", "importer")
    for line in inbox_lines(look(folder, home=home), folder.network):
        # What is said of an attachment is a line of its own, whatever its sender called it.
        assert all(part.isprintable() for part in line.split("\n")), line


def use_pool(path: Path) -> None:
    pool_summary(open_pool(path))


def use_secret(path: Path) -> None:
    Home(path.parents[1], "one").secret()


def use_sequences(path: Path) -> None:
    home = Home(path.parents[1], "one")
    home.last_sequence(SLOT)
    home.note_sequence(SLOT, 2)


def use_stored(path: Path) -> None:
    Home(path.parents[1], "one").invitation(SLOT)


def stored(folder: Path) -> list[bytes]:
    home = Home(folder / "made", "one")
    home.keep_invitation(SLOT, StoredInvitation(encode(b"\1" * 17), ("tier",)))
    return [home.invitations_path.read_bytes()]


def sequences(folder: Path) -> list[bytes]:
    home = Home(folder / "made", "one")
    home.note_sequence(SLOT, 3)
    return [(folder / "made" / "sequences" / "one.json").read_bytes()]


def csv_of(text: str) -> Callable[[Path], list[bytes]]:
    return lambda _: [text.encode()]


def use_form(path: Path) -> None:
    found = read_form_file(path)
    form = read_form(found, SET, str(path))
    shutil.rmtree(path.parent / ROUND, ignore_errors=True)
    done = bring_in(path.parent, SET, form, lambda merge: bool(list(preview_lines(merge)) or True))
    if done is not None and not done[0].nothing:
        list(result_lines(done[0], path, done[1]))
        summarise(CouncilFolder(path.parent).read_assessment(SET))
    if found.returns:
        shutil.rmtree(path.parent / "home", ignore_errors=True)
        take_over(Home(path.parent / "home", "one"), SET, CouncilFolder(path.parent).profile, found.returns)


def forms(_: Path) -> list[bytes]:
    """Give files as a form saves them."""
    top = {"format": "answers-form/1", "questionnaire": SET.id, "version": SET.version}
    top.update(fingerprint=fingerprint(SET), saved="2026-11-21T22:33:00.123Z")
    one, two = (question.id for question in SET.questions[:2])
    said = {one: {"answer": 3, "target": 4, "note": "A note", "by": "A role"}, two: {"answer": "not-applicable"}}
    top.update(attributes={"council-type": "county"}, answers=said)
    made = {"network": "north-west", "round": ROUND, "sequence": 2, "invited": True, "digest": "0" * 64}
    found = [top, {**top, "returns": {"secret": encode(bytes(32)), "made": [made]}}]
    return [json.dumps(data, indent=1).encode() for data in found]


def unsigned(folder: Path) -> list[bytes]:
    """Give a return as a form makes it where it cannot sign."""
    made = new_round(folder / "made", 1)
    signed = json.loads(pretty(returned("a")))["return"]
    said = {key: value for key, value in signed.items() if key not in ("format", "key")}
    data = {"format": "unsigned-return/1", "return": said, "code": made.council(1).code}
    return [json.dumps(data, indent=2).encode()]


QUESTIONS = [question.id for question in SET.questions]
ANSWERS = (
    f"respondent,council-type,{','.join(QUESTIONS)}\nA,district,{','.join('1' * len(QUESTIONS))}\n"
    f"B,county,{','.join(['NA'] * len(QUESTIONS))}\n"
)
CANDIDATES = "council,email,council-type\nAmbleford,digital@ambleford.example,district\nBorsetshire,,county\n"

READERS = {
    "question set": Reader("toml", "set.toml", lambda _: [(VALID / "every-key.toml").read_bytes()], use_set),
    "crosswalk": Reader(
        "toml",
        "crosswalk.toml",
        lambda _: [draft_crosswalk(SET, SET).encode()],
        lambda path: read_crosswalk(path, SET, SET),
    ),
    "council": Reader("toml", "council.toml", lambda folder: [council(folder).profile_path.read_bytes()], use_council),
    "assessment": Reader("toml", f"{ROUND}/{SET.id}.toml", lambda _: [answered()], use_assessment, council),
    "answers of a colleague": Reader(
        "toml",
        f"{ROUND}/{SET.id}.as-housing.toml",
        lambda _: [answered().replace(b'version = "2026.1"', b'version = "2026.1"\nas = "housing"')],
        use_colleague,
        of_colleagues,
    ),
    "hand-out": Reader(
        "toml",
        f"{ROUND}/{SET.id}.hand-out.toml",
        lambda folder: [hand_out_of(folder)],
        use_colleague,
        of_colleagues,
    ),
    "spend controls": Reader("toml", "controls.toml", controls, use_controls),
    "plan": Reader("toml", f"{SET.id}.plan.toml", plans, use_plan, council),
    "form": Reader("json", "answers.json", forms, use_form, council),
    "network": Reader("toml", "network.toml", of_round("network.toml"), use_network),
    "invitation": Reader(
        "toml", "invitation-1.toml", of_round("invitations/invitation-1.toml"), use_invitation, council
    ),
    "contracts card": Reader("toml", "card.toml", contracts_cards, use_contracts_card),
    "mentoring card": Reader("toml", "card.toml", cards, use_card),
    "invitation line": Reader("text", "line.txt", lambda _: [CODE.encode(), CODE.lower().encode()], use_line, council),
    "return": Reader("json", "return.json", lambda _: [pretty(returned("a")).encode()], read_return),
    "pool": Reader(
        "text",
        "all.pool.jsonl",
        lambda _: [b"".join(canonical(returned(name)) + b"\n" for name in "ab")],
        use_pool,
    ),
    "benchmark": Reader("json", "a.benchmark.json", lambda _: [published()[0]], use_benchmark),
    "ledger": Reader("json", "a.ledger.json", lambda _: [published()[1]], use_ledger),
    "answers of many": Reader("csv", "answers.csv", csv_of(ANSWERS), use_answers),
    "table to import": Reader("csv", "old.csv", csv_of(ANSWERS), use_table),
    "mapping": Reader("toml", "mapping.toml", start_of_mapping, use_mapping, write_table),
    "table of councils": Reader(
        "csv",
        "councils.csv",
        csv_of("council-type,population-band,councils\ndistrict,100k-150k,3\ncounty,over-400k,1\n"),
        use_councils,
    ),
    "table of a council's page": Reader("csv", "page.csv", pages, use_page),
    "register of contracts": Reader(
        "csv", "contracts.csv", csv_of(contracts.REGISTER_CSV), use_contracts, contracts.council_folder
    ),
    "workbook of contracts": Reader(
        "workbook",
        "contracts.xlsx",
        lambda _: [contracts.workbook_of([row.split(",") for row in contracts.REGISTER_CSV.splitlines()])],
        use_contracts,
        contracts.council_folder,
    ),
    "notice": Reader(
        "json", "notice.json", lambda _: [contracts.notice_of(contracts.RELEASE)], use_notice, contracts.council_folder
    ),
    "mapping of contracts": Reader("toml", MEMORY, remembered, use_remembered, contracts.council_folder),
    "guide of imports": Reader(
        "toml",
        "import.toml",
        lambda _: [(shipped("questionnaires") / contracts.SET.id / "import.toml").read_bytes()],
        use_guide,
    ),
    "table of predecessors": Reader(
        "csv",
        "predecessors.csv",
        csv_of("council,successor,date,source\nAmbleford,New,2028-04-01,An order\nBexford,New,2028-04-01,An order\n"),
        use_predecessors,
    ),
    "councils to invite": Reader("csv", "invite.csv", csv_of(CANDIDATES), lambda path: read_candidates(path, SET)),
    "list of invitations": Reader(
        "csv",
        "invitations.csv",
        of_round("private/invitations.csv"),
        lambda path: read_invited(path, SET, network()),
    ),
    "workbook of questions": Reader("workbook", "set.xlsx", workbooks, use_workbook),
    "workbook of answers": Reader("workbook", "answers.xlsx", answer_books, use_answer_book, council),
    "workbook of a register": Reader("workbook", "register.xlsx", register_books, use_register_book, council),
    "unsigned return": Reader("json", "inbox/a.json", unsigned, use_inbox, lambda folder: new_round(folder, 2)),
    "inbox zip": Reader("zip", "inbox/a.zip", zips, use_inbox, lambda folder: new_round(folder, 2)),
    "inbox file": Reader(
        "json",
        "inbox/a.json",
        lambda _: [pretty(returned("a")).encode()],
        use_inbox,
        lambda folder: new_round(folder, 2),
    ),
    "secret": Reader(
        "json",
        "secrets/one.json",
        lambda _: [f'{{"format": "council-secret/1", "secret": "{encode(bytes(32))}"}}'.encode()],
        use_secret,
    ),
    "sequences": Reader("json", "sequences/one.json", sequences, use_sequences),
    "stored invitation": Reader("json", "invitations/one.json", stored, use_stored),
}
