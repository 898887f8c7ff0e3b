"""The descriptor of an open data package, `datapackage.json`, by the Data Package standard (version 1)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from benchmark.console import visible
from benchmark.outputs.open_data.licence import data_licence, words_licence
from benchmark.outputs.open_data.tables import Column, Link, Table
from benchmark.pool.benchmark import FORMAT, Benchmark, benchmark_bytes

NAME: Final = "datapackage.json"
# Of the tables and their columns. A change that can break a reader's program needs a new first number.
LAYOUT: Final = "1.0.0"
AUDIENCES: Final[Mapping[str, str]] = {
    "public": "Everybody: it is open data.",
    "network": "The members of the network only. It is not open data; a public benchmark shows less.",
    "circle": "Those only who hold the returns themselves: its figures are exact.",
}


def describe(benchmark: Benchmark, tables: Sequence[Table], files: Mapping[str, bytes]) -> bytes:
    """Write the descriptor; `files` are the bytes of the tables by path."""
    digest = hashlib.sha256(benchmark_bytes(benchmark)).hexdigest()
    rules = msgspec.structs.asdict(benchmark.rules)
    described = {
        "profile": "tabular-data-package",
        "name": "-".join([*_one(benchmark.networks), benchmark.questionnaire, benchmark.round]),
        "title": f"{visible(benchmark.title)}: benchmark of {network_words(benchmark)}, round {benchmark.round}",
        "description": (
            "Figures about groups of councils that assessed themselves, after disclosure control. It holds nothing "
            "about any one council. What is held back is there, with the reason as its status. README.md says more."
        ),
        # The same layout and the same benchmark give the same version; a correction gives another one.
        "version": f"{LAYOUT}+{digest[:12]}",
        "licenses": [data_licence(benchmark)],
        "sources": [
            {"title": f"Signed returns of councils to {network_words(benchmark)}, round {benchmark.round}"},
            {"title": f"Question set {benchmark.questionnaire}, version {benchmark.version}"},
        ],
        "contributors": [
            {"title": f"Publisher of the round {benchmark.round} of {network_words(benchmark)}", "role": "publisher"},
            {"title": "The councils that sent a return", "role": "contributor"},
        ],
        "keywords": ["local government", "digital maturity", "benchmark"],
        "for": AUDIENCES[rules["setting"]],
        "benchmark": {
            "format": FORMAT,
            "sha256": digest,
            "questionnaire": benchmark.questionnaire,
            "version": benchmark.version,
            "fingerprint": benchmark.fingerprint,
            "round": benchmark.round,
            "networks": list(benchmark.networks),
            "councils": benchmark.councils,
            "imported": benchmark.imported,
            "invited_only": benchmark.invited_only,
            **({"joined": [msgspec.structs.asdict(entry) for entry in benchmark.joined]} if benchmark.joined else {}),
            **({"since": msgspec.structs.asdict(benchmark.since)} if benchmark.since else {}),
            "rules": rules,
        },
        "resources": [_resource(table, files[table.path], benchmark) for table in tables],
    }
    return (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def network_words(benchmark: Benchmark) -> str:
    """Name the networks whose returns are counted."""
    networks = benchmark.networks
    return f"network {networks[0]}" if len(networks) == 1 else f"networks {', '.join(networks)}"


def _one(networks: Sequence[str]) -> list[str]:
    """Name the one network; several together would make a long name."""
    return list(networks) if len(networks) == 1 else ["networks"]


def _resource(table: Table, data: bytes, benchmark: Benchmark) -> dict[str, Any]:
    wording = {"licenses": [words_licence(benchmark)]} if table.wording else {}
    return {
        "name": table.name,
        "path": table.path,
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        **wording,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": [_link(link) for link in table.links]} if table.links else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.least is not None:
        constraints["minimum"] = column.least
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.about,
        **({"constraints": constraints} if constraints else {}),
    }


def _link(link: Link) -> dict[str, Any]:
    return {"fields": list(link.columns), "reference": {"resource": link.table, "fields": list(link.key)}}
