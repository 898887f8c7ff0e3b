"""Which invited councils have sent, and which used one invitation twice. Names come from the private list only."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmark.network.invited import InvitedCouncil, active
from benchmark.network.network import Network
from benchmark.pool.pool import Pool
from benchmark.pool.roster import Verdict, judge


@dataclass(frozen=True)
class Attendance:
    """Who has sent and who has not, by the coordinator's own list."""

    sent: tuple[InvitedCouncil, ...] = ()
    not_sent: tuple[InvitedCouncil, ...] = ()
    withdrew: tuple[InvitedCouncil, ...] = ()
    twice: tuple[InvitedCouncil, ...] = ()
    # Returns by what was found of their invitations, those of invited councils left out.
    others: tuple[tuple[Verdict, int], ...] = ()
    # Return key to the name of the council whose invitation endorsed it.
    names: tuple[tuple[str, str], ...] = ()


def attendance(pool: Pool, network: Network, councils: Sequence[InvitedCouncil]) -> Attendance:
    """Say which councils have sent. A council that withdrew and sent again, from another key, has sent."""
    roster = network.roster_for_counting()
    if roster is None:
        return Attendance()
    judged = judge(pool, roster)
    holders = active(councils)
    twice = [council for council in holders if council.key in judged.twice]
    sent = [council for council in holders if council.key in judged.claims and council not in twice]
    withdrew = [council for council in holders if council.key in judged.withdrawn and council not in [*sent, *twice]]
    verdicts = list(judged.verdicts.values())
    by_key = {council.key: council.council for council in councils}
    found = {
        key: by_key[invitation]
        for keys in (judged.withdrawn, judged.claims)
        for invitation, endorsed in keys.items()
        for key in endorsed
        if invitation in by_key
    }
    return Attendance(
        tuple(sent),
        tuple(council for council in holders if council not in [*sent, *twice, *withdrew]),
        tuple(withdrew),
        tuple(twice),
        tuple((name, verdicts.count(name)) for name in ("not invited", "retired", "unfit") if name in verdicts),
        tuple(sorted(found.items())),
    )
