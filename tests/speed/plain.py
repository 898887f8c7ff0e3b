"""What the library alone does with a return: decode it by its types, without looking at what the values say."""

import json

import msgspec

loads = json.loads


class Content(msgspec.Struct):
    """A return's content."""

    format: str
    questionnaire: str
    version: str
    fingerprint: str
    network: str
    round: str
    home: bool
    sequence: int
    attributes: dict[str, str]
    answers: dict[str, int | str]
    targets: dict[str, int]
    evidenced: dict[str, int]
    key: str


class Signed(msgspec.Struct, rename={"content": "return"}):
    """A return with its signature."""

    content: Content
    signature: str


decoder = msgspec.json.Decoder(Signed)
