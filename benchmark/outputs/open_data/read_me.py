"""The README of an open data package, in plain words: what it is, what is held back and why, what not to conclude."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from benchmark.faults import printable
from benchmark.outputs.held_back import held_back
from benchmark.outputs.open_data.descriptor import AUDIENCES, network_words
from benchmark.outputs.open_data.licence import LICENCE_FILE
from benchmark.outputs.open_data.tables import Table
from benchmark.pool.benchmark import ALL, ANYONE, Benchmark, imported_words, joined_words, participation_words
from benchmark.pool.rules import NO_LEVELS

# What a reader of Markdown would take for a sign of its own.
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|!&~])")
_NOT_TO_CONCLUDE: Final = (
    "It is not a league table. No council can be made out in it.",
    "It says how councils work, not what residents need or get.",
    "Every council judged itself, some more strictly than others. Nobody has checked the answers.",
    "It speaks of the councils that sent a return. The others may be different.",
    "A difference of a few points between two groups means little. Nothing here says why it is there.",
    "A figure that is held back is not a low figure, and an empty cell is not 0.",
    "Do not put the figures of two rounds together before you know that the questions are the same.",
)

_BEGIN: Final = (
    "Begin with `summary.csv` for figures, and `counts.csv` for how many councils are where. Join them with "
    "`groups.csv` by `group`, with `items.csv` by `item`, and with `bins.csv` by `item` and `bin`."
)
_STATUSES: Final = (
    "Every column of statuses has one of the words in `statuses.csv`. Use it: drop rows by their status, never by an "
    "empty cell alone. An empty cell in a column of figures is a figure that is not shown. It is never 0."
)
_TARGETS: Final = (
    "Items of the kind target say which levels councils want to reach, where enough of them set a target. They are no "
    "answers: look at `kind` in `items.csv`."
)
_MOVES: Final = (
    "Items of the kind moved say how many councils went lower, stayed the same or went higher since the round {round}: "
    "only of those ({councils}) that linked their returns."
)
_READING: Final = (
    "The tables are CSV files in UTF-8 without a byte-order mark, with commas, and with empty cells where there is no "
    "value. A text that a spreadsheet could take for a formula has an apostrophe in front. `datapackage.json` "
    "describes every column, by the Data Package standard."
)


def read_me(benchmark: Benchmark, tables: Sequence[Table]) -> str:
    """Write the README."""
    about = "about " if benchmark.rules.base > 1 else ""
    parts = [
        f"# {plain(benchmark.title)}, {network_words(benchmark)}, round {benchmark.round}",
        f"{_first(benchmark, about)} {_senders(benchmark)}".strip(),
        f"**Who may have it:** {AUDIENCES[benchmark.rules.setting]} The terms are in `{LICENCE_FILE}`.",
        "## What is in it",
        _files(tables),
        _BEGIN,
        "## What is shown",
        _bullets(_shown(benchmark, about)),
        "## What is held back, and why",
        _bullets(plain(line) for line in _held(benchmark)),
        _STATUSES,
        "## What you may not conclude",
        _bullets(_NOT_TO_CONCLUDE),
        "## How to read the files",
        _READING,
        _made(benchmark),
    ]
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Write a text so that Markdown shows it as it is."""
    return _SIGNS.sub(r"\\\1", printable(text))


def _made(benchmark: Benchmark) -> str:
    return (
        f"Made with council-benchmark from the benchmark of question set {benchmark.questionnaire}, version "
        f"{benchmark.version}, and from nothing else."
    )


def _first(benchmark: Benchmark, about: str) -> str:
    return (
        f"Councils assessed themselves with the question set {plain(benchmark.title)}. This package holds figures "
        f"about groups of them: {about}{benchmark.councils} councils in all. It holds nothing about any one council."
    )


def _senders(benchmark: Benchmark) -> str:
    return " ".join(
        line
        for line in (
            "" if benchmark.invited_only else ANYONE,
            participation_words(benchmark),
            imported_words(benchmark),
            joined_words(benchmark),
        )
        if line
    )


def _files(tables: Sequence[Table]) -> str:
    rows = [f"| `{table.path}` | {table.about} |" for table in tables]
    return "\n".join(["| file | what it holds |", "|---|---|", *rows])


def _shown(benchmark: Benchmark, about: str) -> list[str]:
    rules, since = benchmark.rules, benchmark.since
    groups = sum(group.id != ALL for group in benchmark.groups)
    rounded = "" if rules.base == 1 else f" Numbers of councils are rounded to the nearest {rules.base}."
    steps = "" if rules.exact else " Means and quartiles are rounded to steps."
    counts = (
        "Counts are not shown, because the round had not ended."
        if rules.levels_from >= NO_LEVELS
        else f"Counts are shown where {rules.levels_from} councils or more answered."
    )
    return [
        f"All councils together ({about}{benchmark.councils}), and {groups or 'no'} groups by one attribute at a time.",
        f"Every figure rests on at least {rules.minimum} councils, and so does all outside a group.{rounded}{steps}",
        f"Quartiles where {rules.quartiles_from} councils or more answered; below that a mean. {counts}",
        f"Scores rest on the {len(benchmark.common)} questions that every council was asked.",
        *([_TARGETS] if any(item.kind == "target" for item in benchmark.items) else []),
        *([_MOVES.format(round=since.round, councils=f"{about}{since.councils}")] if since else []),
    ]


def _held(benchmark: Benchmark) -> list[str]:
    rules = benchmark.rules
    lines = [f"Everything about fewer than {rules.minimum} councils, and what subtraction would show of so few."]
    if rules.rare:
        lines.append(f"A level that {rules.rare} councils or fewer hold is only shown together with a neighbour.")
    if rules.dominant < 1:
        lines.append(f"Where more than {rules.dominant:.0%} of the councils are alike, only that is said.")
    return [*lines, *held_back(benchmark)]


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
