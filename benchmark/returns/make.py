"""Make a return from an assessment: the answers that leave, and nothing else."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import UNSET

from benchmark.council.assessment import Assessment
from benchmark.council.profile import CouncilProfile
from benchmark.errors import UsageError, WithheldError
from benchmark.questions.answer import Code, steps_of
from benchmark.returns.endorsement import StoredInvitation, endorse
from benchmark.returns.home import Home
from benchmark.returns.keys import public_text, sign, signing_key
from benchmark.returns.link import make_link
from benchmark.returns.model import HIGHEST_SEQUENCE, AnswerValue, Name, Return, SignedReturn
from scoring import codes
from scoring.applicability import shared_attributes
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Question, Questionnaire, Section

_SPECIAL: dict[codes.Special, AnswerValue] = {
    codes.NOT_ASKED: "not-asked",
    codes.NOT_APPLICABLE: "not-applicable",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a return belongs: the network and round it is for, and whether the network is the council's home."""

    network: str
    round: str
    home: bool

    def slot(self, questionnaire: Questionnaire) -> str:
        """Name what a council fills once, whatever the sequence."""
        return f"{questionnaire.id}|{self.network}|{self.round}"


def place_of(profile: CouncilProfile) -> Place:
    """Give the place that the council's profile names."""
    return Place(profile.network, profile.round, profile.home)


def asking_sections(questionnaire: Questionnaire) -> list[Section]:
    """List the sections whose answers leave only if the council says so."""
    return [section for section in questionnaire.sections if section.leaves == "ask"]


def leaving_questions(
    questionnaire: Questionnaire, stay_home: Collection[str], unconfirmed: Collection[str] = ()
) -> list[Question]:
    """List the questions whose answers leave; those that were carried over and not confirmed do not.

    A question that is asked only after an answer that stays home stays too: an answer to it, and that it was not
    asked, would both tell that other answer.
    """
    staying = {question.id for section in stay_home for question in questionnaire.questions_below(section)}
    staying.update(unconfirmed)
    # A question can only hang on one that stands before it.
    for question in questionnaire.questions:
        if not staying.isdisjoint(question.asked_if):
            staying.add(question.id)
    return [question for question in questionnaire.questions if question.id not in staying]


def make_return(
    assessment: Assessment,
    place: Place,
    home: Home,
    stay_home: Collection[str],
    sequence: int,
    name: str = "",
    *,
    previous: str | None = None,
) -> SignedReturn:
    """Make and sign a return, endorsed by the invitation that is stored for it.

    The answers of the sections in `stay_home`, and of those inside them, are left out; so are answers that were carried
    over from an earlier round and are not confirmed. `name` is empty unless the
    council agreed to be named. `previous` is the earlier round whose return this one is linked to, by choice.
    """
    questionnaire = assessment.questionnaire
    invitation = home.invitation(place.slot(questionnaire))
    leaving = leaving_questions(questionnaire, stay_home, [question.id for question in assessment.carried()])
    says = {
        "attributes": leaving_attributes(assessment, invitation),
        "answers": _answers(assessment, leaving),
        "targets": _targets(assessment, leaving),
        "evidenced": _evidenced(assessment, leaving),
        "name": name or UNSET,
    }
    return _signed(questionnaire, place, home, sequence, says, previous)


def make_withdrawal(questionnaire: Questionnaire, place: Place, home: Home, sequence: int) -> SignedReturn:
    """Make and sign the return that takes an earlier one back: a higher sequence and no answers."""
    says = {"attributes": {}, "answers": {}, "targets": {}, "evidenced": {}, "withdrawn": True}
    return _signed(questionnaire, place, home, sequence, says)


def _signed(
    questionnaire: Questionnaire,
    place: Place,
    home: Home,
    sequence: int,
    says: Mapping[str, Any],
    previous: str | None = None,
) -> SignedReturn:
    """Say in a return where it belongs; link, endorse and sign it. `says` holds everything else."""
    key = signing_key(home.secret(), questionnaire.id, place.network, place.round)
    content = Return(
        format="council-return/1",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        fingerprint=fingerprint(questionnaire),
        network=place.network,
        round=place.round,
        home=place.home,
        sequence=sequence,
        key=public_text(key),
        **says,
    )
    if previous:
        earlier = signing_key(home.secret(), questionnaire.id, place.network, previous)
        content = msgspec.structs.replace(content, previous=make_link(earlier, previous, content))
    return sign(_endorsed(content, home.invitation(place.slot(questionnaire))), key)


def leaving_attributes(assessment: Assessment, invitation: StoredInvitation | None) -> dict[str, str]:
    """Keep the shared attributes that the council's network uses."""
    shared = shared_attributes(assessment.questionnaire, assessment.attributes)
    return {name: option for name, option in shared.items() if invitation is None or invitation.uses(name)}


def returned_name(name: str) -> str:
    """Write a council's name as a return can hold it, or say why that cannot be done."""
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'").replace("\u2013", "-"))
    bare = " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
    try:
        return msgspec.convert(bare, Name)
    except msgspec.ValidationError:
        message = (
            f'The name "{name}" cannot stand in a return: use at most 100 plain letters. Correct it in council.toml.'
        )
        raise UsageError(message) from None


def _endorsed(content: Return, invitation: StoredInvitation | None) -> Return:
    """Add the invitation's word for the return's key, where there is an invitation."""
    if invitation is None:
        return content
    key = invitation.key(content.questionnaire, content.network, content.round)
    word = endorse(key, content.questionnaire, content.network, content.round, content.key)
    return msgspec.structs.replace(content, endorsement=word)


def next_sequence(used: int) -> int:
    """Give the sequence after the highest one used, or say that no more are left."""
    if used >= HIGHEST_SEQUENCE:
        message = f"This council has used all {HIGHEST_SEQUENCE} sequences of this round. Ask your coordinator."
        raise WithheldError(message)
    return used + 1


def _answers(assessment: Assessment, leaving: list[Question]) -> dict[str, AnswerValue]:
    codes_now = assessment.codes()
    written = {question.id: written_answer(question, codes_now[question.id]) for question in leaving}
    return {question_id: value for question_id, value in written.items() if value is not None}


def written_answer(question: Question, code: Code) -> AnswerValue | None:
    """Write an answer as a return holds it; None where none was given."""
    if isinstance(code, codes.Special):
        return _SPECIAL.get(code)
    return steps_of(question.number, code) if question.number else int(code)


def _evidenced(assessment: Assessment, leaving: list[Question]) -> dict[str, int]:
    """Count the answers with evidence in each section, of those that leave."""
    asked = {question.id for question in assessment.asked()}
    answers = [(question.section, assessment.answer(question)) for question in leaving if question.id in asked]
    return dict(Counter(section for section, answer in answers if answer.valued and answer.evidence.strip()))


def _targets(assessment: Assessment, leaving: list[Question]) -> dict[str, int]:
    """Keep the targets of the questions that are asked and leave."""
    targets = assessment.targets()
    return {question.id: targets[question.id] for question in leaving if question.id in targets}
