"""A council's own file, `council.toml`: what it is called, and what decides what it is asked."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmark.council.changed import Changed, changed_faults, end_faults, read_changed
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import read_toml, write_text
from benchmark.questions.kinds import FLAG, TABLE, TABLES, TEXT, TEXTS, Key
from benchmark.questions.languages import is_tag
from benchmark.questions.shape import check_top, other_format

FILE_NAME: Final = "council.toml"
FORMAT: Final = "council/1"
_NONE: Final[Mapping[str, str]] = {}

TOP: Mapping[str, Key] = {
    "format": Key(TEXT, required=True),
    "id": Key(TEXT, required=True),
    "name": Key(TEXT, required=True),
    "network": Key(TEXT, required=True),
    "round": Key(TEXT, required=True),
    "home": Key(FLAG),
    "language": Key(TEXT),
    "attributes": Key(TABLE),
    "predecessors": Key(TEXTS),
    "changed": Key(TABLES),
    "ends": Key(TEXT),
    "successors": Key(TEXTS),
}

HEADER: Final = """\
# This folder belongs to one council. Everything in it is private and stays here.
# Only `council-benchmark export` makes a file to send, and it shows you every line of it first.
#
# id          names the secret, kept in your own user profile, that signs your returns. Do not change it.
# name        stays in this folder unless you choose to be named
# network     whose round you take part in; it stands in a return
# round       such as 2026-autumn; it stands in a return, and names the folder of your answers
# home        false where this network is not your home network; councils are counted at home
# language    of the questions, where they are translated, such as cy; without it they are in English
# attributes  decide which questions you are asked; only the coarse ones that follow from them can leave
# predecessors, changed  which councils this one came from, and since which round it is another one; never leave
# ends, successors       the day on which a merger ends this council, and who follows; never leave

"""


class CouncilProfile(NamedTuple):
    """What a council says about itself. Only the network, the round, `home` and coarse attributes can ever leave."""

    id: str
    name: str
    network: str
    round: str
    home: bool = True
    attributes: Mapping[str, str] = _NONE
    language: str = ""
    predecessors: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    # The day on which a merger ends the council, such as 2028-04-01; nothing where it is not known.
    ends: str = ""
    successors: tuple[str, ...] = ()


def read_profile(path: Path) -> CouncilProfile:
    """Read `council.toml`, or raise FaultsError with every fault."""
    data = read_toml(path)
    faults = list(_faults(data, str(path)))
    if faults:
        raise FaultsError(faults)
    return CouncilProfile(
        data["id"],
        data["name"],
        data["network"],
        data["round"],
        data.get("home", True),
        dict(data.get("attributes", {})),
        data.get("language", ""),
        tuple(data.get("predecessors", ())),
        read_changed(data.get("changed", ())),
        data.get("ends", ""),
        tuple(data.get("successors", ())),
    )


def write_profile(path: Path, profile: CouncilProfile) -> None:
    """Write `council.toml`, whole or not at all."""
    import tomli_w  # noqa: PLC0415 - the first question should not wait for what writes answers

    data = {
        "format": FORMAT,
        "id": profile.id,
        "name": profile.name,
        "network": profile.network,
        "round": profile.round,
        "home": profile.home,
        **({"language": profile.language} if profile.language else {}),
        **({"predecessors": list(profile.predecessors)} if profile.predecessors else {}),
        **({"ends": profile.ends} if profile.ends else {}),
        **({"successors": list(profile.successors)} if profile.successors else {}),
        "attributes": dict(profile.attributes),
        **({"changed": [change._asdict() for change in profile.changed]} if profile.changed else {}),
    }
    write_text(path, HEADER + tomli_w.dumps(data))


def _faults(data: Mapping[str, Any], file: str) -> Iterator[Fault]:
    if other := other_format(data, FORMAT, file):
        yield other
        return
    yield from check_top(data, TOP, ("id", "network", "round"), file)
    language = data.get("language")
    if isinstance(language, str) and not is_tag(language):
        yield fault("bad-language", file, "language", value=language[:40])
    yield from changed_faults(data.get("changed"), file)
    yield from end_faults(data, file)
    attributes = data.get("attributes")
    for name, value in attributes.items() if isinstance(attributes, dict) else ():
        if not isinstance(value, str):
            yield fault("wrong-kind", file, "[attributes]", key=name, wanted=TEXT.words)
