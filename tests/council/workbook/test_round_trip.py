"""What a workbook of answers holds comes back: the same codes, targets, notes, evidence, reasons, roles and facts."""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from benchmark.council.assessment import Answer
from benchmark.council.tidy import tidy
from benchmark.questions.answer import BadAnswer, parse_answer
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.council.workbook.books import COUNTY, EVERY, SMALL_SET, read, write

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('=+-@\'"\n_x0041'), max_size=30
).map(tidy) | st.sampled_from(["=1+1", "_x0041_", "007", "1e5", "12/03/2026", "yes", "a\nb", "'", "(none)"])  # fmt: skip


def codes(question):
    if question.number is not None:
        amounts = st.floats(0, 100) | st.integers(-5, 10**14) | st.sampled_from([0.1 + 0.2, 100 / 3, 12.5, -0.0])
        kept = amounts.map(lambda amount: parse_answer(question, amount))
        some = kept.filter(lambda code: not isinstance(code, BadAnswer))
    else:
        some = st.integers(
            0, 2 ** len(question.options) - 1 if question.choose == "many" else len(question.options) - 1
        )
    return st.sampled_from([UNANSWERED, NOT_APPLICABLE]) | some


def answers(question):
    targets = st.none() | st.integers(0, len(question.options) - 1) if question.target_levels else st.none()
    return st.builds(Answer, codes(question), targets, TEXTS, TEXTS, TEXTS, TEXTS)


ASSESSED = st.fixed_dictionaries({}, optional={question.id: answers(question) for question in EVERY.questions})
FACTS = st.fixed_dictionaries({}, optional={"council-type": st.sampled_from(["district", "county"])})


@settings(max_examples=30, deadline=None)
@given(ASSESSED, FACTS)
def test_answers_come_back_as_they_were(tmp_path_factory, recorded, facts):
    path = write(tmp_path_factory.getbasetemp() / "round.xlsx", recorded, facts)
    found = read(path)
    assert found.said.attributes == facts
    assert found.said.answers == {key: answer for key, answer in recorded.items() if answer != Answer()}
    assert found.unread == ()


FULL = {
    "owners": Answer(2, 3, "A note\nof two lines", "=1+1", "", "Head of data"),
    "sharing": Answer(1, 2, "007"),
    "uses": Answer(0b101, evidence="Minutes, 12/03/2026"),
    "late": Answer(12.5),
    "early": Answer(3, by="1e5"),
    "how-early": Answer(0),
    "districts": Answer(NOT_APPLICABLE, reason="No districts here"),
    "spend": Answer(100 / 3),
    "strange": Answer(5, 3),
    "only-mid": Answer(note="_x0041_"),
    "upper-only": Answer(1),
}


def saved_again(path, folder):
    """Let LibreOffice open a workbook and save it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "again"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "again" / path.name


def test_answers_come_back_after_libreoffice_saved_them_and_its_sums_are_right(tmp_path):
    path = saved_again(write(tmp_path / "full.xlsx", FULL), tmp_path)
    assert (read(path).said.answers, read(path).said.attributes) == (FULL, COUNTY)
    worked_out = load_workbook(path, data_only=True)
    assert worked_out["Data"]["B3"].value == "3 of 3 questions answered"
    states = {sheet[f"A{row}"].value: sheet[f"K{row}"].value for sheet in worked_out for row in range(6, 12)}
    assert {states[question_id] for question_id in FULL if question_id != "only-mid"} == {"answered"}
    assert states["only-mid"] == "open"


def test_the_state_of_a_question_follows_from_facts_and_earlier_answers(tmp_path):
    not_here = {**FULL, "early": Answer(1), "spend": Answer(9.5), "uses": Answer(0), "owners": Answer()}
    path = saved_again(write(tmp_path / "some.xlsx", not_here, {"council-type": "district"}), tmp_path)
    worked_out = load_workbook(path, data_only=True)
    states = {sheet[f"A{row}"].value: sheet[f"K{row}"].value for sheet in worked_out for row in range(6, 12)}
    assert {question.id: states[question.id] for question in EVERY.questions} == {
        "owners": "open",
        "sharing": "answered",
        "uses": "answered",
        "late": "answered",
        "early": "answered",
        "how-early": "not asked",
        "districts": "not asked",
        "spend": "answered",
        "strange": "answered",
        "only-mid": "not asked",
        "upper-only": "not asked",
    }
    assert worked_out["Buying"]["B3"].value == "2 of 2 questions answered"


def test_the_same_answers_give_the_same_bytes(tmp_path):
    one, other = (write(tmp_path / name, FULL).read_bytes() for name in ("one.xlsx", "other.xlsx"))
    assert one == other


def test_a_sheet_that_was_passed_on_alone_comes_back_alone(tmp_path):
    path = write(tmp_path / "all.xlsx", FULL)
    book = load_workbook(path)
    for title in book.sheetnames:
        if title != "Buying":
            del book[title]
    book["Buying"].title = "Marion, please"
    book.save(path)
    found = read(path)
    assert found.said.attributes == {}
    assert found.said.answers == {key: FULL[key] for key in ("late", "early", "how-early", "districts")}


def test_one_section_is_written_with_what_is_inside_it(tmp_path):
    path = write(tmp_path / "some.xlsx", FULL, sections=("odd",))
    assert set(read(path).said.answers) == {"spend", "strange", "only-mid", "upper-only"}
    path = write(tmp_path / "buying.xlsx", {}, questionnaire=SMALL_SET, sections=("buying",))
    assert load_workbook(path).sheetnames == ["Read me", "About", "Buying", "Set"]
