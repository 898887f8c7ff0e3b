"""A council's own page: how far it has come with each commitment, with its name on it, for everybody to read.

It holds levels, targets and web addresses that the council chose: never a note, a reason, a role or other evidence.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.past import Past
from benchmark.errors import UsageError
from benchmark.questions.answer import Code
from benchmark.returns.address import address_fault, find_address
from benchmark.returns.card import card_sections, leaving_ids, named_ids, one_line, open_ids
from scoring.codes import NOT_ASKED, UNANSWERED
from scoring.questionnaire import Question, Questionnaire

# The set that a page is made of, where nobody says another one.
SET: Final = "declaration"


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment on a page: the answer now and in the last round (None: nothing to show), the aim, the evidence."""

    id: str
    code: Code
    before: Code | None = None
    target: int | None = None
    link: str = ""


@dataclass(frozen=True)
class Page:
    """What a council's page says. `contact`, `address` and `last_round` may be empty.

    `left_out` says what the council is asked and does not show; a page that is read from its table does not know.
    """

    council: str
    contact: str
    address: str
    questionnaire: Questionnaire
    round: str
    last_round: str
    commitments: tuple[Commitment, ...]
    left_out: tuple[str, ...] = ()

    @property
    def by_id(self) -> Mapping[str, Commitment]:
        """Map the ids of the commitments on the page to them."""
        return {commitment.id: commitment for commitment in self.commitments}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the council chose: the questions on its page, and those whose address of evidence stands there too."""

    questions: tuple[str, ...]
    links: Collection[str] = ()


def choose_questions(
    questionnaire: Questionnaire, with_sections: Collection[str], without: Collection[str]
) -> tuple[str, ...]:
    """List the questions on a page: all but those on demand, with sections that are named, without what is named."""
    sections = {*open_ids(questionnaire), *named_ids(questionnaire, with_sections)}
    known = {section.id for section in card_sections(questionnaire)}
    for name in without:
        if name not in known and name not in questionnaire.question_index:
            raise UsageError(f'There is no section and no question "{name}" in {questionnaire.id}.')
    out = [name for name in without if name in questionnaire.question_index]
    return tuple(leaving_ids(questionnaire, sections - set(without), out))


def found_links(assessment: Assessment, questions: Collection[str]) -> dict[str, str]:
    """Map the questions of a page to the web address in their evidence, where it holds one that may be public."""
    found = {
        question.id: find_address(assessment.answer(question).evidence)
        for question in _shown(assessment, questions)
        if _stands(assessment, question)
    }
    return {name: link for name, link in found.items() if link}


def make_page(
    assessment: Assessment,
    round_id: str,
    past: Past | None,
    choice: Choice,
    *,
    council: str,
    contact: str = "",
    address: str = "",
) -> Page:
    """Make a council's page from its answers of this round and of the last one."""
    for what, text in (("--name", council), ("--contact", contact or "none")):
        if complaint := one_line(text):
            raise UsageError(f"{what}: {complaint}")
    if address and (complaint := address_fault(address)):
        raise UsageError(f"--address: {complaint}")
    links = found_links(assessment, choice.questions)
    for name in choice.links:
        if name not in links:
            raise UsageError(f'The evidence of "{name}" holds no web address that could be published.')
    before = _before(past)
    commitments = tuple(
        _commitment(
            assessment, question, before.get(question.id), links[question.id] if question.id in choice.links else ""
        )
        for question in _shown(assessment, choice.questions)
    )
    if not any(commitment.code is not UNANSWERED for commitment in commitments):
        raise UsageError("Nothing that is answered in this round is chosen, so there is nothing to put on a page.")
    last = past.round if past is not None and before else ""
    return Page(
        council.strip(),
        contact.strip(),
        address,
        assessment.questionnaire,
        round_id,
        last,
        commitments,
        tuple(_left_out(assessment, choice.questions)),
    )


def _commitment(assessment: Assessment, question: Question, before: Code | None, link: str) -> Commitment:
    answer = assessment.answer(question)
    if not _stands(assessment, question):
        return Commitment(question.id, UNANSWERED, before)
    return Commitment(question.id, answer.code, before, answer.target, link)


def _stands(assessment: Assessment, question: Question) -> bool:
    """Say whether an answer is the council's word of this round; what was carried over is not, until confirmed."""
    answer = assessment.answer(question)
    return answer.answered and not answer.carried


def _shown(assessment: Assessment, questions: Collection[str]) -> Iterator[Question]:
    return (question for question in assessment.asked() if question.id in questions)


def _before(past: Past | None) -> dict[str, Code]:
    """Map this round's questions to the answers of the last one, where they mean the same and were confirmed then."""
    if past is None or past.assessment is None or past.way is None:
        return {}
    codes, answers = past.assessment.codes(), past.assessment.answers
    return {
        new: codes[old]
        for old, new in past.way.same.items()
        # A number may equal the code of a missing answer; it is not the same thing.
        if codes[old] is not NOT_ASKED and codes[old] is not UNANSWERED and not answers[old].carried
    }


def _left_out(assessment: Assessment, questions: Collection[str]) -> Iterator[str]:
    """Say which sections, and how many questions of others, the council is asked and does not show."""
    for section in card_sections(assessment.questionnaire):
        asked = [question.id for question in assessment.asked() if question.section == section.id]
        missing = [name for name in asked if name not in questions]
        if missing:
            yield section.title if missing == asked else f"{len(missing)} of {len(asked)} in {section.title}"
