"""The words of a question set, in the shape of a translation: tables and lists, keyed by ids, without the rest.

Reading, counting and writing a translation all walk this one shape, so that none of them can know a text more.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmark.errors import UsageError
from benchmark.questions.shape import options_of, scales_of

Data = Mapping[str, Any]
Tree = dict[str, Any]
Path = tuple[str, ...]


def original_words(data: Data) -> Tree:
    """Give every text of a question set that can be translated. The shape must have been checked.

    What a question rests on is not among them: it names documents. Raises UsageError for a set with a register, whose
    questions are made of words that a translation could not put together.
    """
    if "register" in data:
        raise UsageError("A question set with a register cannot be translated yet.")
    return _said(
        {
            "title": data["title"],
            "about": data.get("about", ""),
            "bands": [band["title"] for band in sorted(data.get("band", []), key=lambda band: band["from"])],
            "attribute": {
                entry["id"]: {"title": entry["title"], "options": _titles(entry["options"])}
                for entry in data.get("attribute", [])
            },
            "scale": {key: _titles(scales_of(data)[key]["options"]) for key in _used_scales(data)},
            "theme": {entry["id"]: _said(_titled(entry)) for entry in data.get("theme", [])},
            "section": {entry["id"]: _said(_titled(entry)) for entry in data["section"]},
            "question": {entry["id"]: _said(_question(entry, data)) for entry in data["question"]},
        }
    )


def scale_of_questions(data: Data) -> dict[str, str]:
    """Map the id of each question that uses an answer scale to the scale's id."""
    return {entry["id"]: entry["scale"] for entry in data["question"] if "scale" in entry}


def walk(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """List the texts of a tree with the way to each; a place in a list is its number from 0."""
    for key, value in tree.items():
        here = (*path, key)
        if isinstance(value, dict):
            yield from walk(value, here)
        elif isinstance(value, list):
            yield from (((*here, str(at)), text) for at, text in enumerate(value))
        else:
            yield here, value


def find(tree: Tree, path: Path) -> str:
    """Give the text at the end of a way, or nothing where there is none."""
    node: Any = tree
    for step in path:
        if isinstance(node, dict):
            node = node.get(step, "")
        else:
            node = node[int(step)] if isinstance(node, list) and int(step) < len(node) else ""
    return node if isinstance(node, str) else ""


def change(tree: Tree, with_text: Callable[[Path, str], str], path: Path = ()) -> Tree:
    """Give a tree of the same shape, with each text changed."""
    changed: Tree = {}
    for key, value in tree.items():
        here = (*path, key)
        if isinstance(value, dict):
            changed[key] = change(value, with_text, here)
        elif isinstance(value, list):
            changed[key] = [with_text((*here, str(at)), text) for at, text in enumerate(value)]
        else:
            changed[key] = with_text(here, value)
    return changed


def _question(entry: Data, data: Data) -> Tree:
    words: Tree = {"text": entry["text"], "why": entry.get("why", "")}
    if "levels" in entry:
        words["levels"] = list(entry["levels"])
    words["next"], words["evidence"] = list(entry.get("next", [])), list(entry.get("evidence", []))
    if "levels" not in entry:
        words["options"] = _titles(options_of(entry, data))
    return words


def _titled(entry: Data) -> Tree:
    return {"title": entry["title"], "about": entry.get("about", "")}


def _titles(options: list[dict[str, Any]]) -> Tree:
    return {option["id"]: option["title"] for option in options}


def _used_scales(data: Data) -> list[str]:
    return list(dict.fromkeys(scale_of_questions(data).values()))


def _said(tree: Tree) -> Tree:
    """Leave out what the author left out."""
    return {key: value for key, value in tree.items() if value}
