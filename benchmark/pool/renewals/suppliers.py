"""How many different suppliers serve a line of business. Their names are public facts, on cards that are named."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from benchmark.pool.renewals.windows import Renewal

# What a company's name ends in, in the United Kingdom.
_ENDINGS: Final = frozenset({"ltd", "limited", "plc", "llp", "cyf", "cyfyngedig"})


def supplier_key(name: str) -> str:
    """Give what the ways to write one supplier have in common: no capitals, no marks, no Ltd, Limited or plc."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    # A full stop inside joins letters, as in p.l.c.; other marks part words.
    words = re.sub(r"[^\w\s]|_", " ", plain.replace(".", "").replace("'", "").replace("\u2019", "")).split()
    kept = list(words)
    while kept and kept[-1] in _ENDINGS:
        kept.pop()
    return " ".join(kept or words)


def find_suppliers(renewals: Iterable[Renewal]) -> dict[str, tuple[str, ...]]:
    """Give the different suppliers of each line of business by its id, each in one of the ways it is written, sorted.

    A council that wrote its own name made the system itself.
    """
    found: dict[str, dict[str, str]] = {}
    for renewal in renewals:
        contract = renewal.contract
        key = supplier_key(contract.supplier)
        if key and key != supplier_key(renewal.council):
            names = found.setdefault(contract.line, {})
            names[key] = min(names.get(key, contract.supplier), contract.supplier)
    return {line: tuple(names[key] for key in sorted(names)) for line, names in found.items()}
