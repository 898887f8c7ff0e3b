"""Draft a return from a council's folder, so that it can be shown whole before it is written."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benchmark.council.assessment import Assessment
from benchmark.council.folder import CouncilFolder
from benchmark.errors import FaultsError, UsageError
from benchmark.files import write_text
from benchmark.questions.library import shipped
from benchmark.returns.endorsement import StoredInvitation
from benchmark.returns.home import Home
from benchmark.returns.link import RETURNS, linkable
from benchmark.returns.lookalikes import LookAlikes, count_look_alikes, read_councils
from benchmark.returns.make import make_return, make_withdrawal, next_sequence, place_of, returned_name
from benchmark.returns.model import SignedReturn, digest, pretty
from benchmark.returns.read import read_return
from scoring.questionnaire import Questionnaire

UK_COUNCILS = "uk-councils.csv"
# The table is a dated fact: its README has the source.
SHIPPED_TABLE = "In the UK, by the table of councils at the end of 2025"


@dataclass(frozen=True, slots=True)
class Draft:
    """A return that is not written yet, with all that a council should know before it decides."""

    assessment: Assessment
    signed: SignedReturn
    path: Path
    stay_home: tuple[str, ...]
    every: LookAlikes
    invited: LookAlikes | None
    invitation: StoredInvitation | None
    # Which table `every` was counted in, in words.
    table: str


def draft_return(
    folder: CouncilFolder,
    questionnaire: Questionnaire,
    home: Home,
    stay_home: Collection[str] = (),
    invited: Path | None = None,
    *,
    councils: Path | None = None,
    named: bool = False,
    linked: bool = False,
) -> Draft:
    """Draft the return of a council's folder. Nothing is written but the council's secret, where it has none yet.

    `councils` is a table of all councils in place of the one that comes with the program. `named` puts the council's
    name in: only in a network that agreed to be named, and only if the council says so. `linked` links it to the
    council's return of an earlier round, which must be there.
    """
    assessment = folder.read_assessment(questionnaire)
    _refuse_unconfirmed(assessment)
    place = place_of(folder.profile)
    last = last_return(folder, questionnaire)
    used = max(home.last_sequence(place.slot(questionnaire)), last.content.sequence if last else 0)
    invitation = home.invitation(place.slot(questionnaire))
    name = _name(folder, invitation) if named else ""
    previous = _previous(folder, questionnaire, home) if linked else None
    signed = make_return(assessment, place, home, stay_home, max(used, 1), name, previous=previous)
    # The same answers again are the same return: a new sequence would only say when it was looked at.
    if used and (last is None or last.content != signed.content):
        signed = make_return(assessment, place, home, stay_home, next_sequence(used), name, previous=previous)
    every = read_councils(councils or shipped("questionnaires") / "facts" / UK_COUNCILS, questionnaire)
    among = read_councils(invited, questionnaire) if invited else invitation.councils() if invitation else None
    leaving = invitation.attributes if invitation else None
    return Draft(
        assessment,
        signed,
        returns_folder(folder) / file_name(signed),
        tuple(stay_home),
        count_look_alikes(questionnaire, assessment.attributes, every, leaving),
        count_look_alikes(questionnaire, assessment.attributes, among, leaving) if among else None,
        invitation,
        f"Of the councils in {councils.name}" if councils else SHIPPED_TABLE,
    )


def stored_invitation(folder: CouncilFolder, questionnaire: Questionnaire, home: Home) -> StoredInvitation | None:
    """Give the invitation that the council joined this network's round with."""
    return home.invitation(place_of(folder.profile).slot(questionnaire))


def _refuse_unconfirmed(assessment: Assessment) -> None:
    """Refuse a return of which nothing would be left."""
    answered = sum(assessment.answer(question).answered for question in assessment.asked())
    if answered and len(assessment.unconfirmed()) == answered:
        raise UsageError(
            "Nothing is confirmed yet: every answer is carried over from an earlier round, and none of these leaves. "
            "Go through them with council-benchmark assess, or confirm them all with council-benchmark assess "
            f"--set {assessment.questionnaire.id} --confirm all."
        )


def _previous(folder: CouncilFolder, questionnaire: Questionnaire, home: Home) -> str:
    found = linkable(folder, questionnaire, home)
    if found is None:
        raise UsageError("There is no return of an earlier round here to link this one to. Leave --link out.")
    return found


def _name(folder: CouncilFolder, invitation: StoredInvitation | None) -> str:
    if invitation is None or not invitation.named:
        raise UsageError("This network did not agree to be named, so the name stays here. Leave --named out.")
    return returned_name(folder.profile.name)


def draft_withdrawal(folder: CouncilFolder, questionnaire: Questionnaire, home: Home) -> tuple[SignedReturn, Path]:
    """Draft the return that takes back what this council sent in this round."""
    place = place_of(folder.profile)
    last = last_return(folder, questionnaire)
    used = max(home.last_sequence(place.slot(questionnaire)), last.content.sequence if last else 0)
    signed = make_withdrawal(questionnaire, place, home, next_sequence(used))
    return signed, returns_folder(folder) / file_name(signed)


def write_return(signed: SignedReturn, path: Path, home: Home) -> None:
    """Write a return, and remember its sequence first: a sequence that is skipped does no harm, one used twice does."""
    content = signed.content
    home.note_sequence(f"{content.questionnaire}|{content.network}|{content.round}", content.sequence)
    write_text(path, pretty(signed))


def returns_folder(folder: CouncilFolder) -> Path:
    """Give the folder of the returns that were written in this round."""
    return folder.round_folder / RETURNS


def file_name(signed: SignedReturn) -> str:
    """Name a return by its digest: a name that says nothing, and cannot lead anywhere."""
    return f"return-{digest(signed.content)[:12]}.json"


def last_return(folder: CouncilFolder, questionnaire: Questionnaire) -> SignedReturn | None:
    """Give the return with the highest sequence that this council wrote in this round, if the folder still has it."""
    place = place_of(folder.profile)
    slot = (questionnaire.id, place.network, place.round)
    found = []
    for path in sorted(returns_folder(folder).glob("return-*.json")):
        try:
            signed = read_return(path)
        except FaultsError:
            continue  # Not ours to judge here: `returns check` explains a damaged file.
        if (signed.content.questionnaire, signed.content.network, signed.content.round) == slot:
            found.append(signed)
    return max(found, key=lambda signed: signed.content.sequence, default=None)


def file_lines(signed: SignedReturn) -> list[str]:
    """Give the file of a return, line by line, as it will stand on the disk."""
    return pretty(signed).splitlines()


def answer_counts(signed: SignedReturn) -> dict[str, int]:
    """Count what a return says: answers, not applicable, not asked, targets."""
    values = list(signed.content.answers.values())
    return {
        "answers": sum(isinstance(value, int) for value in values),
        "not_applicable": values.count("not-applicable"),
        "not_asked": values.count("not-asked"),
        "targets": len(signed.content.targets),
        "evidenced": sum(signed.content.evidenced.values()),
    }
