"""Write a translation's file for somebody who works in a text editor, or bring it up to date and lose nothing.

Above each text stands the original as a comment. Where the original changed since, both are shown. What the set no
longer has stays at the end, as comments.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import tomli_w

from benchmark.questions.languages import MARK, TRANSLATION, english_name
from benchmark.questions.originals import Data, Path, Tree, find, original_words, walk
from benchmark.questions.progress import is_shared, name_of
from benchmark.questions.remarks import BEFORE, ORIGINAL, UNUSED, Remarks, plain, quoted
from benchmark.questions.translation import ABOUT_IT

_HEADER: Final = """\
## {title} ({id} {version}) in {language}. Open this file in any text editor, and save it as UTF-8.
##
## Write each text between the quotes. The original stands above it, after #:
## Leave a text empty where you are not sure. The original is then shown, with {mark} in front.
## Where the original changed after you translated it, the old one stands after #-
## Look at such a text again, then delete the lines with #-
## Lines of your own that begin with # stay where they are.
##
## by: a role or a team, never a person. reviewed: true once a second reader has read it all.
"""


@dataclass
class Draft:
    """A translation while it is brought up to date: its texts by their way, and what the original said before.

    `sources` says where in the old file a text stood, and the notes above it.
    """

    about: Mapping[str, Any]
    remarks: Remarks
    texts: dict[Path, str] = field(default_factory=dict)
    before: dict[Path, str] = field(default_factory=dict)
    sources: dict[Path, Path | None] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)

    def notes(self, path: Path) -> list[str]:
        """Give the translator's own lines above a text or a table."""
        source = self.sources.get(path, path)
        return self.remarks.at(source).own if source else []


def new_translation(original: Data, language: str) -> str:
    """Write a translation's file in which every text is still empty."""
    return update_translation({"language": language}, Remarks(), original)


def update_translation(data: Mapping[str, Any], remarks: Remarks, original: Data) -> str:
    """Write a translation's file anew for the question set as it is now.

    `data` and `remarks` are those of the file as it is; it may belong to another version of the set.
    """
    draft = _draft(data, remarks, original)
    return "".join(f"{line}\n" for line in _lines(draft, original))


def changed_texts(given: Tree, remarks: Remarks, original: Data) -> list[Path]:
    """List the translated texts whose original is no longer what the file says that it was."""
    return [
        path
        for path, text in walk(original_words(original))
        if find(given, path).strip() and remarks.at(path).changed(text)
    ]


def _draft(data: Mapping[str, Any], remarks: Remarks, original: Data) -> Draft:
    """Find for each text of the set what the file says. What is left over is unused."""
    about = {key: value for key, value in data.items() if key in ABOUT_IT}
    given = dict(_leaves({key: value for key, value in data.items() if key not in ABOUT_IT}))
    draft = Draft(about, remarks)
    lists: dict[Path, dict[Path, str]] = {}
    for path, text in walk(original_words(original)):
        lists.setdefault(path[:-1], {})[path] = plain(text)
    here: dict[Path, list[Path]] = {}
    for path in given:
        here.setdefault(path[:-1], []).append(path)
    for path, text in walk(original_words(original)):
        source = _source(path, lists[path[:-1]], here.get(path[:-1], []), remarks)
        found = given.get(source) if source else None
        draft.sources[path] = source
        if source is None or not isinstance(found, str):
            continue
        draft.texts[path] = found
        remark = remarks.at(source)
        if found.strip() and remark.changed(text):
            # What the translator saw; an older one, where the words changed twice before anybody looked.
            draft.before[path] = remark.before or remark.original or ""
    taken = {draft.sources[path] for path in draft.texts}
    left = {path: value for path, value in given.items() if path not in taken and value not in ("", [])}
    draft.unused = [_unused(path, value) for path, value in left.items()]
    return draft


def _source(path: Path, originals: Mapping[Path, str], here: Sequence[Path], remarks: Remarks) -> Path | None:
    """Say where the file has the translation of a text. Entries of a list may have moved: their originals tell.

    `originals` are those of the texts beside it, `here` the ways to what the file has beside it.
    """
    if not path[-1].isdigit() or path[-2] not in ("levels", "next", "evidence", "bands"):
        return path
    moved = [other for other in here if remarks.at(other).original == originals[path]]
    if moved:
        return path if path in moved else moved[0]
    # Its own place is free, unless what stands there belongs to an entry that moved.
    return None if remarks.at(path).original in originals.values() else path


def _lines(draft: Draft, original: Data) -> Iterator[str]:
    language = draft.about["language"]
    yield _HEADER.format(
        title=plain(original["title"]),
        id=original["id"],
        version=original["version"],
        language=english_name(language),
        mark=MARK.strip(),
    )
    about: dict[str, Any] = {
        "format": TRANSLATION,
        "questionnaire": original["id"],
        "version": original["version"],
        "language": language,
        # Somebody has to look at what changed.
        "reviewed": draft.about.get("reviewed") is True and not draft.before,
        "by": draft.about.get("by", ""),
        **{key: value for key, value in draft.about.items() if key == "offer_to"},
    }
    for key, value in about.items():
        yield from draft.notes((key,))
        yield f"{key} = {_inline(value)}"
    yield from _table(original_words(original), (), draft, original)
    yield from _end(draft, original)


def _table(tree: Tree, path: Path, draft: Draft, original: Data) -> Iterator[str]:
    """Write a table: its texts first, then the tables inside it."""
    texts = {key: value for key, value in tree.items() if not isinstance(value, dict)}
    if path and texts and not _left_out((*path, next(iter(texts))), draft, original):
        yield ""
        yield from draft.notes(path)
        yield f"[{'.'.join(path)}]"
    for key, value in texts.items():
        here = (*path, key)
        if _left_out(here, draft, original):
            continue
        if isinstance(value, list):
            yield from draft.notes(here)
            yield f"{key} = ["
            for at, text in enumerate(value):
                yield from (f"  {line}" for line in _text((*here, str(at)), text, draft))
            yield "]"
        else:
            yield from _text(here, value, draft, f"{key} = ")
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _table(value, (*path, key), draft, original)


def _text(path: Path, text: str, draft: Draft, key: str = "") -> Iterator[str]:
    """Write one text with what stands above it."""
    if not path[:-1] and key:
        yield ""
    yield from draft.notes(path)
    if path in draft.before:
        yield from quoted(draft.before[path], BEFORE)
    yield from quoted(text, ORIGINAL)
    yield f"{key}{_inline(draft.texts.get(path, ''))}{'' if key else ','}"


def _left_out(path: Path, draft: Draft, original: Data) -> bool:
    """Say whether a text need not be written: that of an answer scale, in a question that has none of its own."""
    return is_shared(path, original) and not any(draft.texts.get(way) for way in draft.texts if way[:-1] == path[:-1])


def _end(draft: Draft, original: Data) -> Iterator[str]:
    """Write what has no place: texts that the set no longer has, and the notes above them."""
    ways = {path for path, _ in walk(original_words(original))}
    places = {draft.sources.get(path, path) for path in ways} | {(key,) for key in ABOUT_IT}
    places |= {path[:end] for path in ways for end in range(1, len(path))}
    lost = [line for path, remark in draft.remarks.above.items() if path not in places for line in remark.own]
    lost += [line for remark in draft.remarks.above.values() for line in remark.lines if line.startswith(UNUSED)]
    lines = list(dict.fromkeys([*draft.remarks.end, *lost, *draft.unused]))
    if lines:
        yield from ["", *lines]


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """List whatever stands in a file, with the way to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for at, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(at)))
    else:
        yield path, value


def _unused(path: Path, value: Any) -> str:
    return f"{UNUSED}{name_of(path)} = {_inline(value)}"


def _inline(value: Any) -> str:
    """Write a value of TOML on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_inline(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_inline(inner) for inner in value) + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")
