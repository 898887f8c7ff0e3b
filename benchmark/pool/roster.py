"""Who may take part: judged when counting, never when merging, so that the order of files makes no difference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from benchmark.pool.pool import Pool
from benchmark.returns.endorsement import endorsements_fit
from benchmark.returns.model import Endorsement, Return

Verdict = Literal["invited", "not invited", "retired", "unfit", "twice"]

# How a verdict reads after "Not counted, ".
WORDS: Final[Mapping[Verdict, str]] = {
    "not invited": "not invited",
    "retired": "its invitation was retired",
    "unfit": "its endorsement does not fit",
    "twice": "two keys under one invitation",
}
# Of two returns in conflict the verdict that says more, whichever comes first.
_SAYS_MORE: Final[tuple[Verdict, ...]] = ("not invited", "unfit", "retired", "invited")


@dataclass(frozen=True, slots=True)
class Roster:
    """The invitations of one network's round, by their public keys, and whether each was retired."""

    questionnaire: str
    version: str
    network: str
    round: str
    retired: Mapping[str, bool]
    # The shared attributes that the network uses; None: all of the question set.
    attributes: tuple[str, ...] | None = None
    include_uninvited: bool = False

    def concerns(self, content: Return) -> bool:
        """Say whether a return belongs to this network's round."""
        place = (content.questionnaire, content.network, content.round)
        return place == (self.questionnaire, self.network, self.round)

    def counts(self, verdict: Verdict) -> bool:
        """Say whether a return with this verdict is counted."""
        return verdict == "invited" or (verdict == "not invited" and self.include_uninvited)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found: a verdict for each return key, and the keys that each invitation endorsed."""

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    # Invitation to the keys of its returns, those that were withdrawn left out.
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Invitation to the keys that were withdrawn.
    withdrawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def twice(self) -> dict[str, tuple[str, ...]]:
        """Give the invitations that are used by more than one key."""
        return {invitation: keys for invitation, keys in self.claims.items() if len(keys) > 1}


def judge(pool: Pool, roster: Roster) -> Judged:
    """Judge every return of this network's round by its endorsement.

    Every version of the question set is looked at: a second key under one invitation is a second key in any of them.
    """
    concerned = [row.content() for row in pool.rows if roster.concerns(row.frame)]
    verdicts: dict[str, Verdict] = {}
    claims: dict[str, set[str]] = {}
    withdrawn: dict[str, set[str]] = {}
    for content, fits in zip(concerned, endorsements_fit(concerned), strict=True):
        verdict = _alone(content, fits, roster)
        # Two different returns of one key are a conflict, and not counted; either may say who was invited.
        verdicts[content.key] = max(verdict, verdicts.get(content.key, verdict), key=_SAYS_MORE.index)
        if verdict == "invited" and isinstance(content.endorsement, Endorsement):
            # What was withdrawn leaves its invitation free: a council may then send from another computer.
            found = withdrawn if content.is_withdrawal else claims
            found.setdefault(content.endorsement.invitation, set()).add(content.key)
    for keys in claims.values():
        if len(keys) > 1:
            verdicts.update(dict.fromkeys(keys, "twice"))
    return Judged(verdicts, _sorted(claims), _sorted(withdrawn))


def judge_one(content: Return, roster: Roster) -> Verdict | None:
    """Judge one return by itself; None where it belongs to another network, round or question set."""
    return _alone(content, endorsements_fit([content])[0], roster) if roster.concerns(content) else None


def _alone(content: Return, fits: bool, roster: Roster) -> Verdict:
    if not isinstance(content.endorsement, Endorsement):
        return "not invited"
    retired = roster.retired.get(content.endorsement.invitation)
    if retired is None:
        return "not invited"
    if not fits:
        return "unfit"
    return "retired" if retired else "invited"


def _sorted(found: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {invitation: tuple(sorted(keys)) for invitation, keys in sorted(found.items())}
