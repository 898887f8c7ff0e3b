"""Make the sample returns: invented councils, plausible answers, the same files every time.

    python sample_returns/make_samples.py            write the returns and the example council's folder
    python sample_returns/make_samples.py --check    say whether they are what this script makes

Every return is made by the program itself, from an assessment as a council would fill it in. README.md beside this
file says what is in the folder and how the answers are drawn.
"""

import argparse
import csv
import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from card_makers import MAKERS, START, Maker
from declaration_samples import PAGES, write_pages
from declaration_samples import write_example as write_example_declaration
from draw_answers import SEED, draw_answers
from draw_published import FILE_NAME as PUBLISHED
from draw_published import published
from draw_register import draw_register

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.assessment_file import parse_assessment
from benchmark.council.contracts.own import own_contracts
from benchmark.council.copies import good_copy_path
from benchmark.council.folder import CouncilFolder
from benchmark.council.plan.change import Wanted, set_steps
from benchmark.council.plan.store import plan_path
from benchmark.council.profile import CouncilProfile
from benchmark.council.register import refresh
from benchmark.files import read_toml, write_bytes, write_text
from benchmark.questions.answer import BadAnswer, parse_answer, parse_target
from benchmark.questions.library import find_questionnaire
from benchmark.returns.contracts_card import find_offer, make_contracts_card
from benchmark.returns.contracts_card_file import write_contracts_card
from benchmark.returns.home import FORMAT as SECRET_FORMAT
from benchmark.returns.home import Home
from benchmark.returns.keys import encode
from benchmark.returns.make import asking_sections, make_return, make_withdrawal, place_of
from benchmark.returns.model import SignedReturn, digest, pretty
from scoring.applicability import complete_attributes
from scoring.questionnaire import Question, Questionnaire
from scoring.register import Entry, Row

FOLDER: Final = Path(__file__).resolve().parent
COUNCILS: Final = FOLDER / "councils.csv"
EXAMPLE_ANSWERS: Final = FOLDER / "example-answers.csv"
EXAMPLE_CHANNELS: Final = FOLDER / "example-channels.toml"
EXAMPLE_COUNCIL: Final = "example-council"
# What the example council has planned, on both sets.
EXAMPLE_PLAN: Final = {
    "data-extract": Wanted("IT manager", "2027-spring", "doing", note="Revenues first."),
    "benefits-check": Wanted("Change manager", "2027-autumn"),
    "contract-register": Wanted("Procurement manager", "2027-spring"),
}
EXAMPLE_SECRET: Final = "example-secret.toml"  # noqa: S105 - a file name
FULL_SET: Final = "digital-maturity"
FIRST_SET: Final = "quick-check"
REGISTER_SET: Final = "technology-register"
CHANNELS_SET: Final = "channels"
CARDS: Final = "contracts-cards"

NETWORK: Final = "sample-network"
ROUND: Final = "2026-autumn"

# How many answers the council that revises its return raises to their targets.
REVISED_ANSWERS: Final = 3


@dataclass(frozen=True, slots=True)
class Council:
    """An invented council. `part` says what is special about its returns, if anything is."""

    number: int
    name: str
    attributes: Mapping[str, str]
    in_first_set: bool
    part: str

    @property
    def id(self) -> str:
        """Give the id that names its secret."""
        return f"sample-{self.number:02}"

    @property
    def profile(self) -> CouncilProfile:
        """Give what its council.toml would say."""
        return CouncilProfile(self.id, self.name, NETWORK, ROUND, self.part != "guest", self.attributes)


class SampleHome(Home):
    """A home without a folder: the secret follows from the seed and the council. Public, so worthless as a secret."""

    def secret(self) -> bytes:
        """Give the council's secret."""
        return hashlib.sha256(f"council-benchmark sample {SEED} {self.council_id}".encode("ascii")).digest()


def main() -> int:
    """Write the files, or check them; the exit code says whether they are as they should be."""
    parser = argparse.ArgumentParser(description="Make the sample returns.")
    parser.add_argument("--check", action="store_true", help="say whether the folder holds what this script makes")
    if parser.parse_args().check:
        wrong = differences(FOLDER)
        print("\n".join(wrong) or "The folder holds exactly what this script makes.")
        return 1 if wrong else 0
    # Everything is made before anything is taken away.
    files = make_all()
    for stale in made_files(FOLDER):
        stale.unlink()
    for path, data in files.items():
        write_bytes(FOLDER / path, data)
    print(f"{len(files)} files in {FOLDER}")
    return 0


def made_files(folder: Path) -> list[Path]:
    """List the files in a folder that this script is the author of."""
    made = [folder / EXAMPLE_SECRET, folder / PUBLISHED]
    for name in (FULL_SET, FIRST_SET, REGISTER_SET, EXAMPLE_COUNCIL, PAGES, CARDS):
        made += (folder / name).rglob("*")
    return sorted(path for path in made if path.is_file())


def differences(folder: Path) -> list[str]:
    """Name every file that is missing, should not be there, or differs from what this script makes."""
    wanted, found = make_all(), _contents(folder)
    return (
        [f"missing: {path.as_posix()}" for path in sorted(wanted.keys() - found.keys())]
        + [f"should not be there: {path.as_posix()}" for path in sorted(found.keys() - wanted.keys())]
        + [f"differs: {path.as_posix()}" for path in sorted(wanted) if found.get(path, wanted[path]) != wanted[path]]
    )


def make_all() -> dict[Path, bytes]:
    """Make every file, and map its path in this folder to its bytes."""
    with tempfile.TemporaryDirectory() as name:
        make(Path(name))
        return _contents(Path(name))


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in made_files(folder)}


def make(folder: Path) -> None:
    """Write every return, the example council's folder and secret, and the contracts cards."""
    full, first, listed = (find_questionnaire(name) for name in (FULL_SET, FIRST_SET, REGISTER_SET))
    councils = read_councils()
    write_pages(folder, {council.number: (council.name, council.attributes) for council in councils})
    for council in councils:
        assessment = _assessment(council, full, _answers(council, full))
        for signed in _returns(council, assessment):
            _write_return(folder / FULL_SET, signed)
        shorter = _assessment(council, first, assessment.answers)
        register = _register(council, listed)
        if council.in_first_set:
            _write_return(folder / FIRST_SET, _sign(council, shorter))
            _write_return(folder / REGISTER_SET, _sign(council, register, keep_all=council.number % 2 == 0))
        if council.part == "example":
            _write_example(folder, council, [assessment, shorter], register)
        if maker := MAKERS.get(council.number):
            _write_contracts_card(folder / CARDS, council, register, maker)


def read_councils() -> list[Council]:
    """Read the list of invented councils."""
    with COUNCILS.open(encoding="utf-8", newline="") as file:
        return [
            Council(
                int(row["number"]),
                row["name"],
                {name: row[name] for name in ("council-type", "population-band")},
                row["quick-check"] == "yes",
                row["part"],
            )
            for row in csv.DictReader(file)
        ]


def _answers(council: Council, questionnaire: Questionnaire) -> dict[str, Answer]:
    if council.part == "example":
        return _example_answers(questionnaire)
    return draw_answers(council.number, council.attributes, questionnaire)


def _assessment(council: Council, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Assessment:
    """Make an assessment of the answers that belong to a question set."""
    kept = {name: answer for name, answer in answers.items() if name in questionnaire.question_index}
    return Assessment(questionnaire, complete_attributes(questionnaire, council.attributes), kept)


def _register(council: Council, questionnaire: Questionnaire) -> Assessment:
    """Make the assessment that follows from a council's register."""
    assessment = _assessment(council, questionnaire, {})
    assessment.entries = draw_register(council.number, council.attributes, questionnaire)
    refresh(assessment)
    return assessment


def _returns(council: Council, assessment: Assessment) -> Iterator[SignedReturn]:
    """Give what a council sends to the full set: one return, or two where it revises or withdraws."""
    yield _sign(council, assessment)
    if council.part == "revises":
        yield _sign(council, replace(assessment, answers=_revised(assessment.answers)), sequence=2)
    if council.part == "withdraws":
        home = SampleHome(Path(), council.id)
        yield make_withdrawal(assessment.questionnaire, place_of(council.profile), home, sequence=2)


def _sign(council: Council, assessment: Assessment, sequence: int = 1, *, keep_all: bool = False) -> SignedReturn:
    asking = [section.id for section in asking_sections(assessment.questionnaire)]
    stay_home = asking if keep_all or council.part == "security stays home" else []
    home = SampleHome(Path(), council.id)
    return make_return(assessment, place_of(council.profile), home, stay_home, sequence)


def _revised(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Raise the first few answers that have a target to it."""
    raised = {
        name: replace(answer, code=answer.target)
        for name, answer in answers.items()
        if answer.valued and answer.target is not None
    }
    return {**answers, **dict(islice(raised.items(), REVISED_ANSWERS))}


def _write_return(folder: Path, signed: SignedReturn) -> None:
    write_text(folder / f"return-{digest(signed.content)[:12]}.json", pretty(signed))


def _write_contracts_card(folder: Path, council: Council, register: Assessment, maker: Maker) -> None:
    """Write the contracts card of a council as `contracts card` would."""
    offer = find_offer(own_contracts(register), START, lines=maker.lines)
    who = {"council": council.name, "contact": maker.contact}
    card = make_contracts_card(
        register.questionnaire, ROUND, offer.first, **who, costs=maker.costs, partners=maker.partners
    )
    write_contracts_card(card, folder / f"{council.name.split()[0].lower()}-{council.number}-contracts-card.toml")


def _write_plan(example: CouncilFolder, assessment: Assessment) -> None:
    path = plan_path(example, assessment.questionnaire.id)
    path.unlink(missing_ok=True)
    for question_id, wanted in EXAMPLE_PLAN.items():
        set_steps(example, assessment, [question_id], wanted)
    good_copy_path(path).unlink(missing_ok=True)


def _write_example(folder: Path, council: Council, assessments: list[Assessment], register: Assessment) -> None:
    """Write the example council's folder as the program would, and its secret beside it."""
    example = CouncilFolder(folder / EXAMPLE_COUNCIL)
    write_example_declaration(example.path, council.profile)
    for assessment in assessments:
        example.save_assessment(assessment)
        # The program keeps a good copy of answers that people type. These can be made again.
        good_copy_path(example.assessment_path(assessment.questionnaire.id)).unlink(missing_ok=True)
        _write_plan(example, assessment)
    for assessment in (register, _example_channels(register.attributes)):
        example.save_assessment(assessment)
        good_copy_path(example.assessment_path(assessment.questionnaire.id)).unlink(missing_ok=True)
    write_bytes(folder / PUBLISHED, published(_rows_of(register)))
    secret = encode(SampleHome(Path(), council.id).secret())
    text = f"""\
# The secret of the example council, "{council.id}". It is public, and so worthless: never use it for a real council.
format = "{SECRET_FORMAT}"
secret = "{secret}"
"""
    write_text(folder / EXAMPLE_SECRET, text)


def _example_channels(attributes: Mapping[str, str]) -> Assessment:
    """Read the example council's contacts, which were written by hand."""
    questionnaire = find_questionnaire(CHANNELS_SET)
    return parse_assessment(read_toml(EXAMPLE_CHANNELS), questionnaire, attributes, str(EXAMPLE_CHANNELS))


def _rows_of(assessment: Assessment) -> Iterator[tuple[str, Row]]:
    register = assessment.questionnaire.register
    for line in register.lines if register else ():
        yield from ((line.title, row) for row in assessment.entries.get(line.id, Entry()).rows)


def _example_answers(questionnaire: Questionnaire) -> dict[str, Answer]:
    """Read the example council's answers, which were written by hand."""
    with EXAMPLE_ANSWERS.open(encoding="utf-8", newline="") as file:
        return {
            row["question"]: _example_answer(questionnaire.question(row["question"]), row)
            for row in csv.DictReader(file)
        }


def _example_answer(question: Question, row: Mapping[str, str]) -> Answer:
    code, target = parse_answer(question, row["answer"]), parse_target(question, row["target"])
    if isinstance(code, BadAnswer) or isinstance(target, BadAnswer):
        message = f"{EXAMPLE_ANSWERS.name}: {question.id} has an answer or a target that is not one of its levels"
        raise TypeError(message)
    return Answer(code, target, row["note"], row["evidence"], row["reason"], row["by"])


if __name__ == "__main__":
    raise SystemExit(main())
