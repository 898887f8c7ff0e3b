"""Under which terms the figures and the words of an open data package may be used."""

from typing import Final

from benchmark.console import visible
from benchmark.pool.benchmark import Benchmark

LICENCE_FILE: Final = "LICENCE.txt"
_OGL: Final = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
# The Open Definition's name for whatever is not open.
_CLOSED: Final = {
    "name": "other-closed",
    "title": "For those only whom README.md names; no licence to pass it on",
    "path": LICENCE_FILE,
}


def data_licence(benchmark: Benchmark) -> dict[str, str]:
    """Give the licence of the figures: open where the benchmark is public."""
    return dict(_OGL if benchmark.rules.setting == "public" else _CLOSED)


def words_licence(benchmark: Benchmark) -> dict[str, str]:
    """Give the licence of the questions, as their authors say it."""
    if benchmark.licence == _OGL["name"]:
        return dict(_OGL)
    said = visible(" ".join(benchmark.licence.split()))
    return {
        "name": "notspecified",
        "title": said or "The authors of the question set do not say",
        "path": LICENCE_FILE,
    }


def licence_text(benchmark: Benchmark) -> str:
    """Write the file that says it."""
    words = words_licence(benchmark)
    terms = words["title"] + (f", {words['path']}" if words["name"] == _OGL["name"] else "")
    return "\n".join([*_figures(benchmark), "", f"The words of the questions, sections and levels: {terms}.", ""])


def _figures(benchmark: Benchmark) -> list[str]:
    if benchmark.rules.setting == "public":
        return [
            f"The figures: {_OGL['title']},",
            f"{_OGL['path']}",
            "You may use, change and pass them on, for money too. Name the source, and do not say it supports you.",
        ]
    members = benchmark.rules.setting == "network"
    whom = "the members of the network" if members else "those who hold the returns"
    return [
        f"The figures are for {whom} only. They are not open data, and nothing here lets you pass them on.",
        "What may be public is in a package that was made with the setting public.",
    ]
