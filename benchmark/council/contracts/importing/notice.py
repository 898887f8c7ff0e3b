"""Read a notice of Find a Tender or Contracts Finder: OCDS 1.1 JSON, with the fields of extensions that both use.

A release package, a record package or a single release: https://standard.open-contracting.org/1.1/en/schema/
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmark.council.contracts.importing.cells import clean
from benchmark.council.contracts.importing.contract import Aside, Contract
from benchmark.council.contracts.importing.guide import SUPPLIER, name_column, reference_column
from benchmark.council.contracts.importing.notice_terms import Terms, read_terms
from benchmark.council.contracts.importing.rows import Read
from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.files import MEGABYTE, read_bytes
from benchmark.tables.names import normal
from scoring.register import Register, Value

NOTICE_LIMIT: Final = 10 * MEGABYTE
MOST_RELEASES: Final = 200
MOST_AWARDS: Final = 500
LONGEST: Final = 500
_MARK: Final = b"\xef\xbb\xbf"
# Of awards and contracts; https://standard.open-contracting.org/1.1/en/schema/codelists/#award-status
_NOTHING_CAME: Final = frozenset({"cancelled", "unsuccessful"})

Data = Mapping[str, Any]


def is_notice(path: Path) -> bool:
    """Say whether a file is JSON by its name."""
    return path.suffix.lower() == ".json"


def read_notice(path: Path, register: Register) -> Read:
    """Read the contracts of a notice, or raise FaultsError. What cannot be read of one is a fault beside it."""
    file = str(path)
    releases = list(_releases(_json(path), file))
    if len(releases) > MOST_RELEASES:
        raise FaultsError([fault("too-many-awards", file, limit=MOST_RELEASES, what="notices")])
    read = Read()
    for release in releases:
        for award in _awards(release, file):
            _Award(read, file, register, release, award).read()
    found = [entry.key for entry in read.contracts]
    if not found and not read.aside:
        raise FaultsError([fault("no-award", file)])
    # Several releases of one process follow each other: the last word counts.
    last = {contract.key: contract for contract in read.contracts}
    read.contracts = list(last.values())
    return read


def table(value: object) -> Data:
    """Give a table of a notice; an empty one where there is something else."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> list[Data]:
    """Give a list of tables; what else stands there is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """Give a text or a number on one line, and not endless."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value)[: 10 * LONGEST])[:LONGEST].rstrip()


def _json(path: Path) -> object:
    data = read_bytes(path, NOTICE_LIMIT).removeprefix(_MARK)
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else clean(str(error))[:LONGEST]
        raise FaultsError([fault("not-json", str(path), why=why)]) from None


def _releases(data: object, file: str) -> Iterator[Data]:
    top = table(data)
    found = tables(top.get("releases"))
    for record in tables(top.get("records")):
        found += [table(record.get("compiledRelease"))] if record.get("compiledRelease") else []
        found += tables(record.get("releases")) if not record.get("compiledRelease") else []
    if "ocid" in top:
        found.append(top)
    if not any("ocid" in release for release in found):
        raise FaultsError([fault("not-ocds", file)])
    yield from (release for release in found if text(release.get("ocid")))


def _awards(release: Data, file: str) -> Iterator[tuple[Data, Data, str]]:
    """Give each award with its contract, and the id that tells it apart; a contract counts more than its award."""
    awards, contracts = tables(release.get("awards")), tables(release.get("contracts"))
    if len(awards) + len(contracts) > MOST_AWARDS:
        raise FaultsError([fault("too-many-awards", file, limit=MOST_AWARDS, what="awards")])
    of_award: dict[str, list[Data]] = {}
    for contract in contracts:
        of_award.setdefault(text(contract.get("awardID")), []).append(contract)
    known = {text(award.get("id")): award for award in awards}
    for award_id, award in known.items():
        mine = of_award.get(award_id, [])
        if not mine:
            yield award, {}, award_id
    for award_id, mine in of_award.items():
        for contract in mine:
            # The same id before and after the contract was signed, where there is one for each award.
            own = award_id if award_id and len(mine) == 1 else text(contract.get("id"))
            yield known.get(award_id, {}), contract, own or award_id


class _Award:
    """One award of a release, with its contract where that was signed."""

    def __init__(self, read: Read, file: str, register: Register, release: Data, award: tuple[Data, Data, str]) -> None:
        self._read, self._file, self._register = read, file, register
        self._release = release
        self._award, self._contract, own = award
        self._ocid = text(release.get("ocid"))
        self._reference = f"{self._ocid}/{own}" if own else self._ocid
        tender = table(release.get("tender"))
        lots = self._award.get("relatedLots")
        wanted = {text(lot) for lot in lots} if isinstance(lots, list) else set()
        self._lots = [lot for lot in tables(tender.get("lots")) if text(lot.get("id")) in wanted]
        self._tender = tender

    def read(self) -> None:
        """Add the contract, and the faults of what could not be read of it; or set it aside."""
        status = {text(part.get("status")) for part in (self._award, self._contract)}
        if status & _NOTHING_CAME:
            self._read.aside.append(self._aside("It was cancelled, or awarded to nobody"))
            return
        terms = read_terms(self._award, self._contract, self._lots, self._tender, self._register)
        self._read.contracts.append(self._make(terms))

    def _make(self, terms: Terms) -> Contract:
        register = self._register
        said = {
            reference_column(register): self._reference,
            name_column(register): self._title,
            SUPPLIER: self._suppliers,
        }
        texts: dict[str, Value] = {
            name: value[:LONGEST] for name, value in said.items() if value and name in register.column_index
        }
        parts = (self._award, self._contract, self._tender, *self._lots)
        words = " ".join([*(text(part.get("description")) for part in parts), *self._classes()])
        also = (normal(self._ocid), normal(text(self._release.get("id")))) if self._alone else ()
        return Contract(
            self._reference,
            normal(self._reference),
            self._title,
            words,
            {**texts, **terms.cells},
            terms.worked,
            also,
            f"Buyer: {self._buyer}" if self._buyer else "",
            tuple(fault(code, self._file, self._reference, **values) for code, values in terms.bad),
        )

    @property
    def _alone(self) -> bool:
        """Say whether this is the one award of its notice: then the numbers of the notice mean it too."""
        return len(list(_awards(self._release, self._file))) == 1

    @property
    def _title(self) -> str:
        lot = self._lots[0] if len(self._lots) == 1 else {}
        found = (text(part.get("title")) for part in (self._contract, self._award, self._tender, lot))
        return next(filter(None, found), self._reference)

    @property
    def _suppliers(self) -> str:
        names = {text(party.get("id")): text(party.get("name")) for party in tables(self._release.get("parties"))}
        suppliers = tables(self._award.get("suppliers")) or tables(self._contract.get("suppliers"))
        found = [text(one.get("name")) or names.get(text(one.get("id")), "") for one in suppliers]
        return "; ".join(filter(None, found))

    @property
    def _buyer(self) -> str:
        buyer = table(self._release.get("buyer"))
        parties = {text(party.get("id")): text(party.get("name")) for party in tables(self._release.get("parties"))}
        return text(buyer.get("name")) or parties.get(text(buyer.get("id")), "")

    def _classes(self) -> Iterator[str]:
        """Give the codes and words of what is bought."""
        items = [item for part in (self._award, self._contract, self._tender) for item in tables(part.get("items"))]
        for holder in (self._tender, *items):
            listed = [table(holder.get("classification")), *tables(holder.get("additionalClassifications"))]
            yield from (f"{text(one.get('id'))} {text(one.get('description'))}" for one in listed[:50])

    def _aside(self, why: str) -> Aside:
        return Aside(self._reference, self._reference, self._title, self._suppliers, why)
