"""Issue and retire invitations, and write what each council gets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.files import write_bytes
from benchmark.network.codes import new_code, read_code
from benchmark.network.folder import CoordinatorFolder, key_of
from benchmark.network.invitation import invited_groups, make_invitation, write_invitation
from benchmark.network.invited import Candidate, InvitedCouncil, active, check_candidate, same_council
from benchmark.network.network import Network
from benchmark.network.words import letter


@dataclass(frozen=True)
class Issued:
    """What an invite did: the new invitations with their letters, and who had one already."""

    new: tuple[tuple[InvitedCouncil, str], ...]
    already: tuple[InvitedCouncil, ...]


def issue(folder: CoordinatorFolder, candidates: Sequence[Candidate]) -> Issued:
    """Issue one invitation to each council that has none, and write all files."""
    network, questionnaire = folder.network, folder.questionnaire
    network.refuse_closed()
    if not network.invitations:
        raise UsageError("This network has no invitations: network.toml says invitations = false. Anyone may send.")
    network.used(questionnaire)
    for candidate in candidates:
        check_candidate(candidate, questionnaire)
    _refuse_repeated(candidates)
    listed = folder.invited()
    holders = {same_council(council.council): council for council in active(listed)}
    number = max((council.number for council in listed), default=0)
    new: list[InvitedCouncil] = []
    already: list[InvitedCouncil] = []
    for candidate in candidates:
        holder = holders.get(same_council(candidate.council))
        if holder:
            already.append(holder)
            continue
        number += 1
        new.append(_make(number, candidate, network, listed))
    # Also where nobody is new: an invite that was cut off is mended so.
    folder.save_invited([*listed, *new])
    write_files(folder)
    return Issued(tuple((council, letter(network, questionnaire, council)) for council in new), tuple(already))


def retire(folder: CoordinatorFolder, number: int) -> InvitedCouncil:
    """Retire an invitation: what was sent with it leaves the counts, and its file is taken away."""
    listed = folder.invited()
    found = next((council for council in listed if council.number == number), None)
    if found is None:
        numbers = ", ".join(str(council.number) for council in active(listed)) or "none"
        raise UsageError(f"There is no invitation {number}. Those issued are: {numbers}.")
    folder.save_invited([replace(c, retired=True) if c.number == number else c for c in listed])
    write_files(folder)
    return replace(found, retired=True)


def write_files(folder: CoordinatorFolder) -> None:
    """Write the file and the letter of every invitation that holds; take those of the retired away."""
    network, questionnaire, listed = folder.network, folder.questionnaire, folder.invited()
    groups = invited_groups(listed, questionnaire, network)
    for council in listed:
        if council.retired:
            folder.invitation_path(council.number).unlink(missing_ok=True)
            folder.letter_path(council.number).unlink(missing_ok=True)
            continue
        write_invitation(folder.invitation_path(council.number), make_invitation(network, council.code, groups))
        text = letter(network, questionnaire, council) + "\n"
        write_bytes(folder.letter_path(council.number), text.encode("utf-8"), mode=0o600)


def _make(number: int, candidate: Candidate, network: Network, listed: Sequence[InvitedCouncil]) -> InvitedCouncil:
    """Make a council's invitation. One that is issued again keeps the facts that were given before."""
    before = next((c for c in reversed(listed) if same_council(c.council) == same_council(candidate.council)), None)
    email = candidate.email or (before.email if before else "")
    attributes = candidate.attributes or (before.attributes if before else {})
    code = new_code()
    key = key_of(read_code(code), network)
    # A spreadsheet would take "-..." for a formula.
    while key.startswith("-"):
        code = new_code()
        key = key_of(read_code(code), network)
    return InvitedCouncil(number, candidate.council, code, key, email, attributes)


def _refuse_repeated(candidates: Sequence[Candidate]) -> None:
    names = [same_council(candidate.council) for candidate in candidates]
    faults = [
        fault("repeated-council", "The options", "--council", value=candidate.council)
        for at, candidate in enumerate(candidates)
        if names[at] in names[:at]
    ]
    if faults:
        raise FaultsError(faults)
