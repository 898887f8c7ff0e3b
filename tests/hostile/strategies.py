"""Files that nobody wrote on purpose, or somebody with ill intent: random bytes, and valid files with something changed.

Every strategy gives bytes, for one kind of file: "toml", "json", "csv", "zip", "workbook" or "text".
"""

import copy
import csv
import datetime as dt
import io
import json
import warnings
import zipfile

import tomli
import tomli_w
from hypothesis import strategies as st

HOSTILE_TEXTS = (
    "",
    " ",
    "\x00",
    "a\x1b[2J\x07",
    "a\u202eb\u2066",
    "a\nFine: all is well.",
    "\r\n",
    "\u2028",
    "\ud800",
    "\ufeffa",
    "=1+1",
    "../../etc/passwd",
    "CON",
    "{}",
    "{0}",
    "%s",
    "`",
    "a.b",
    "A B",
    "\u0661",
    "\u0130",
    "x" * 5000,
    "-0",
    "nan",
    "1e999",
    "9" * 5000,
)
NUMBERS = (0, 1, 2, 3, 50, -1, 10**6, 2**31, 2**63, -(2**63) - 1, 10**400, 0.5, -0.0, 5e-324, 1e300)
NO_NUMBERS = (float("nan"), float("inf"), -float("inf"))
TEXTS = st.sampled_from(HOSTILE_TEXTS) | st.text(st.characters(exclude_categories=()), max_size=6)
SIMPLE = st.one_of(TEXTS, st.sampled_from(NUMBERS + NO_NUMBERS), st.booleans())
DAYS = st.sampled_from([dt.date(1, 1, 1), dt.date(2026, 4, 1), dt.time(9, 30), dt.datetime(2026, 4, 1, tzinfo=dt.UTC)])


def junk(simple=SIMPLE, keys=TEXTS):
    """Give any value, and lists and tables of them."""
    return st.recursive(
        simple, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
    )


JUNK = {"toml": junk(SIMPLE | DAYS), "json": junk(SIMPLE | st.none())}


# ---- values in tables and lists


def places(data, way=()):
    """List every place in nested tables and lists, as the keys that lead to it."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*way, key)
        yield from places(value, (*way, key))


def follow(data, way):
    """Give what stands at a place."""
    for key in way:
        data = data[key]
    return data


@st.composite
def mutated(draw, trees, values, keys=TEXTS):
    """Take a valid tree and drop, replace, repeat, nest, move or add something, up to three times."""
    data = copy.deepcopy(draw(st.sampled_from(trees)))
    for _ in range(draw(st.integers(1, 3))):
        every = list(places(data))
        if not every:
            break
        *way, last = draw(st.sampled_from(every))
        target = follow(data, way)
        change = draw(st.sampled_from(["drop", "replace", "replace", "move", "wrap", "add"]))
        if change == "drop":
            del target[last]
        elif change == "replace":
            target[last] = draw(values)
        elif change == "move":
            target[last] = copy.deepcopy(follow(data, draw(st.sampled_from(every))))
        elif change == "wrap":
            target[last] = [target[last], target[last]]
        elif isinstance(target, dict):
            target[draw(keys)] = draw(values)
        else:
            target.append(copy.deepcopy(target[last]))
    return data


# ---- bytes

_BITS = (
    *(b"{}[]\",:=;\n\r\t'#`-.\0"[at : at + 1] for at in range(18)),
    *(
        b"null",
        b"true",
        b"NaN",
        b"Infinity",
        b"1e999",
        b"-0",
        b"\\u0000",
        b"\\ud800",
        b"\\u202e",
        b"9" * 400,
        b"[[a]]\n",
    ),
    *(b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b[2J", "\u202e".encode(), "\u2028".encode(), b"PK\x01\x02"),
    *(b"[" * 3000, b'{"a":' * 3000, b"{a=" * 3000, b'"' * 3, b"a." * 60, b"9" * 5000, b"x" * 70_000),
)


@st.composite
def damaged(draw, valid):
    """Flip a bit, lose or repeat a stretch, cut the end off or put something in, up to four times."""
    raw = bytearray(draw(st.sampled_from(valid)))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        part = slice(start, start + draw(st.integers(1, 60)))
        change = draw(st.sampled_from(["flip", "lose", "repeat", "cut", "insert", "insert", "replace"]))
        if change == "flip" and start < len(raw):
            raw[start] ^= 1 << draw(st.integers(0, 7))
        elif change == "lose":
            del raw[part]
        elif change == "repeat":
            raw[start:start] = raw[part]
        elif change == "cut":
            del raw[start:]
        elif change == "insert":
            raw[start:start] = draw(st.sampled_from(_BITS))
        else:
            raw[part] = draw(st.sampled_from(_BITS) | st.binary(max_size=4))
    return bytes(raw)


# ---- one kind of file after the other


def _as_toml(data):
    return tomli_w.dumps(data).encode("utf-8", "surrogatepass")


@st.composite
def _as_json(draw, trees):
    data = draw(mutated(trees, JUNK["json"]) | JUNK["json"])
    text = json.dumps(data, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from([None, 1])))
    if text.startswith("{") and draw(st.integers(0, 5)) == 0:
        text = f"{text[:-1]},{text[1:]}"
    return text.encode("utf-8", "surrogatepass")


@st.composite
def _as_csv(draw, tables):
    rows = copy.deepcopy(draw(st.sampled_from(tables)))
    for _ in range(draw(st.integers(1, 3))):
        row = draw(st.sampled_from(rows))
        at = draw(st.integers(0, len(row)))
        change = draw(st.sampled_from(["cell", "cell", "row", "column", "drop"]))
        if change == "row":
            rows.append(list(row))
        elif change == "drop" and len(rows) > 1:
            rows.remove(row)
        elif change == "column":
            value = draw(TEXTS | st.sampled_from(rows[0] or [""]))
            rows = [[*cells[:at], value, *cells[at:]] for cells in rows]
        else:
            row[at : at + 1] = [draw(TEXTS)]
    text = io.StringIO()
    csv.writer(text, escapechar="\\").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


@st.composite
def _as_zip(draw, members):
    """Pack some members under names that may be hostile; a few are packed in a zip of their own, or damaged."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for _ in range(draw(st.integers(0, 3))):
            name = draw(TEXTS.map(lambda text: text.encode("utf-8", "replace").decode()) | st.just("a.json"))
            content = draw(st.sampled_from(members) | damaged(members) | st.just(b"\0" * 100_000))
            pressed = draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))
            with warnings.catch_warnings(action="ignore", category=UserWarning):  # it complains of a repeated name
                archive.writestr(zipfile.ZipInfo(name), content, pressed)
    data = made.getvalue()
    return draw(damaged([data])) if draw(st.booleans()) else data


@st.composite
def _as_workbook(draw, books):
    """Pack a workbook again with one of its parts damaged."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(books)))) as old, zipfile.ZipFile(made, "w") as new:
        hurt = draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            new.writestr(name, draw(damaged([old.read(name)])) if name == hurt else old.read(name))
    return made.getvalue()


def _structured(kind, valid):
    """Give valid files with other values in them; nothing for a kind that has no values."""
    if kind == "toml":
        return mutated([tomli.loads(data.decode()) for data in valid], JUNK["toml"]).map(_as_toml)
    if kind == "json":
        return _as_json([json.loads(data) for data in valid])
    if kind == "csv":
        return _as_csv([list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) for data in valid])
    if kind == "zip":
        return _as_zip([zipfile.ZipFile(io.BytesIO(data)).read("a.json") for data in valid])
    if kind == "workbook":
        return _as_workbook(valid)
    return TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))


def files(kind, valid):
    """Give files of a kind: random, damaged, or with other values; now and then a valid one."""
    random = st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
    structured = _structured(kind, valid)
    return st.one_of(structured, structured, damaged(valid), damaged(valid), random, st.sampled_from(valid))
