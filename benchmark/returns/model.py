"""A return as typed data, and its canonical bytes: what is signed, hashed and kept in a pool.

Only whole numbers, closed vocabularies and ids. Nothing here can carry a sentence, a name of a file or a time.
"""

import hashlib
from collections.abc import Iterable
from typing import Annotated, Final, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

FORMAT = "council-return/1"
NOT_ASKED: Literal["not-asked"] = "not-asked"
NOT_APPLICABLE: Literal["not-applicable"] = "not-applicable"
HIGHEST_SEQUENCE = 999

# `\Z`, because `$` would also match before a final line end.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=80)]
Version = Annotated[str, Meta(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*\Z", max_length=40)]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
PublicKey = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}\Z")]
SignatureText = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{86}\Z")]
Name = Annotated[str, Meta(pattern=r"^[!-~]+( [!-~]+)*\Z", max_length=100)]
# What a program in any language holds exactly.
HIGHEST_WHOLE: Final = 2**53 - 1
Whole = Annotated[int, Meta(ge=-HIGHEST_WHOLE, le=HIGHEST_WHOLE)]
AnswerValue = Whole | Literal["not-asked", "not-applicable"]
MOST_EVIDENCE: Final = 10_000
Count = Annotated[int, Meta(ge=0, le=MOST_EVIDENCE)]
Sequence = Annotated[int, Meta(ge=1, le=HIGHEST_SEQUENCE)]


class Endorsement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invitation's word for a key: its public key, and its signature over the key that it admits."""

    invitation: PublicKey
    signature: SignatureText


class Previous(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link to an earlier round, by choice: the earlier key, and its signature over this return's key."""

    round: Id
    key: PublicKey
    signature: SignatureText


class Return(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one council says, once. An answer that is missing was not given, or stays home."""

    format: Literal["council-return/1"]
    questionnaire: Id
    version: Version
    fingerprint: Digest
    network: Id
    round: Id
    home: bool
    sequence: Sequence
    attributes: dict[Id, Id]
    # The ids in these are looked at below: a pattern for each would take most of the time of reading a return.
    answers: dict[str, AnswerValue]
    targets: dict[str, Whole]
    evidenced: dict[str, Count]
    key: PublicKey
    withdrawn: Literal[True] | UnsetType = UNSET
    origin: Literal["own", "imported"] | UnsetType = UNSET
    endorsement: Endorsement | UnsetType = UNSET
    previous: Previous | UnsetType = UNSET
    name: Name | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Refuse what is no id among the questions and sections that are named."""
        for named in (self.answers, self.targets, self.evidenced):
            if not named.keys() <= _sound_ids:
                _look_at(named)

    @property
    def is_withdrawal(self) -> bool:
        """Say whether this return takes an earlier one back."""
        return self.withdrawn is True

    @property
    def is_imported(self) -> bool:
        """Say whether somebody made this return in the council's place: from a table, or from an unsigned file."""
        return self.origin == "imported"

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """Give what a key may fill once: the question set, network, round and key."""
        return (self.questionnaire, self.network, self.round, self.key)


class SignedReturn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"content": "return"}):
    """A return with its signature, as it stands in a file or on a line of a pool."""

    content: Return
    signature: SignatureText


# The ids that were looked at already: returns of one question set have the same.
_sound_ids: set[str] = set()
_MOST_IDS: Final = 20_000


def _look_at(named: Iterable[str]) -> None:
    """Remember the ids among these, or raise ValueError at the first that is none."""
    found = msgspec.convert(list(named), list[Id])
    if len(_sound_ids) > _MOST_IDS:
        # Somebody sends ever new ones: they do not reach the memory.
        _sound_ids.clear()
    _sound_ids.update(found)


_encoder = msgspec.json.Encoder(order="sorted")


def canonical(value: Return | SignedReturn) -> bytes:
    """Give the canonical bytes: RFC 8785, which for ASCII and whole numbers is sorted keys without white space."""
    return _encoder.encode(value)


def digest(value: Return | SignedReturn) -> str:
    """Give the SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def pretty(value: SignedReturn) -> str:
    """Write a return for people: one answer a line, readable in any text editor."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode("ascii") + "\n"
