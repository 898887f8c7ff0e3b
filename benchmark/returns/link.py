"""The link from a return to the council's return of an earlier round: by choice, and only the council can make it.

It is a signature of the earlier key over the later one. Without it two rounds share no pseudonym.
"""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import UNSET

from benchmark.council.changed import why_broken
from benchmark.council.folder import CouncilFolder
from benchmark.council.rounds import round_order
from benchmark.errors import FaultsError
from benchmark.questions.ids import is_id
from benchmark.returns.home import Home
from benchmark.returns.keys import encode, public_text, signing_key, verify_many
from benchmark.returns.model import Previous, Return, SignedReturn
from benchmark.returns.read import read_return
from scoring.questionnaire import Questionnaire

_LINK: Final = "council-link/1"
RETURNS: Final = "returns"


def linkable(folder: CouncilFolder, questionnaire: Questionnaire, home: Home) -> str | None:
    """Give the latest earlier round in which this council made a return for the same network, if it can be linked to.

    It can where the folder still has that return, it was not a withdrawal, and its key comes from the secret that is
    here.
    """
    profile = folder.profile
    here = round_order(profile.round)
    rounds = sorted(
        (
            path.parent.name
            for path in folder.path.glob(f"*/{RETURNS}")
            if is_id(path.parent.name) and round_order(path.parent.name) < here
        ),
        key=round_order,
        reverse=True,
    )
    for name in rounds:
        key = public_text(signing_key(home.secret(), questionnaire.id, profile.network, name))
        mine = [signed.content for signed in _returns(folder, name) if signed.content.key == key]
        if mine and why_broken(profile.changed, name, profile.round):
            # It was another council then: a link would show its moves as this one's.
            return None
        if mine:
            last = max(mine, key=lambda content: content.sequence)
            return None if last.is_withdrawal else name
    return None


def make_link(earlier: Ed25519PrivateKey, earlier_round: str, content: Return) -> Previous:
    """Sign a return's key with the key of an earlier round."""
    key = public_text(earlier)
    return Previous(round=earlier_round, key=key, signature=encode(earlier.sign(_message(content, earlier_round))))


def links_fit(returns: list[Return]) -> list[bool]:
    """Say of each return whether it is linked, and the link was made by the earlier key for this very return's key."""
    linked = [(at, item.previous, item) for at, item in enumerate(returns) if item.previous is not UNSET]
    fits = verify_many(
        [
            (found.key, found.signature, _message(item, found.round))
            for _, found, item in linked
            if isinstance(found, Previous)
        ]
    )
    good = {at for (at, _, _), fit in zip(linked, fits, strict=True) if fit}
    return [at in good for at in range(len(returns))]


def _returns(folder: CouncilFolder, round_id: str) -> list[SignedReturn]:
    found = []
    for path in sorted((folder.path / round_id / RETURNS).glob("return-*.json")):
        try:
            found.append(read_return(path))
        except FaultsError:
            continue  # Not ours to judge here: `returns check` explains a damaged file.
    return found


def _message(content: Return, earlier_round: str) -> bytes:
    place = (content.questionnaire, content.network, earlier_round, content.round, content.key)
    return "\0".join((_LINK, *place)).encode("ascii")
