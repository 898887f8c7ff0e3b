"""Write out the questions of a register: one for each line and measure, as if an author had written each.

So everything that works on questions (scores, returns, pools, charts) works on registers.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

Data = Mapping[str, Any]
PLACEHOLDER: Final = "{line}"
_SAME: Final = ("weight", "scored", "themes", "source", "why")


def expand(data: Data) -> dict[str, Any]:
    """Add the questions that a register makes to those that are written. Its shape must have been checked."""
    written = list(data.get("question", []))
    return {**data, "question": [*written, *_made(data["register"])] if "register" in data else written}


def _made(register: Data) -> Iterator[dict[str, Any]]:
    columns = {entry["id"]: entry for entry in register["column"]}
    for line in register["line"]:
        for measure in register["measure"]:
            yield _question(line, measure, columns[measure["columns"][0]])


def _question(line: Data, measure: Data, column: Data) -> dict[str, Any]:
    entry = {
        "id": f"{line['id']}-{measure['id']}",
        "section": measure.get("section", line["section"]),
        "text": measure["text"].replace(PLACEHOLDER, line["title"]),
        **{key: measure[key] for key in _SAME if key in measure},
        **_answers(measure, column),
    }
    if "next" in measure:
        entry["next"] = [text.replace(PLACEHOLDER, line["title"]) for text in measure["next"]]
    if "applies_to" in line:
        entry["applies_to"] = line["applies_to"]
    return entry


def _answers(measure: Data, column: Data) -> dict[str, Any]:
    if "bands" in measure:
        return {"options": [{key: band[key] for key in band if key != "from"} for band in measure["bands"]]}
    if "levels" in column:
        return {"levels": column["levels"]}
    many = {"choose": "many"} if column["kind"] == "choices" else {}
    return {"options": column.get("options", []), **many}
