"""Workbooks made to harm: each is refused in words, as quickly and in as little memory as every other hostile file."""

import io
import random
import zipfile
import zlib

import pytest

from benchmark.errors import FaultsError
from benchmark.files import read_toml
from benchmark.questions.excel.book import write_question_set
from benchmark.questions.excel.read import read_question_set
from benchmark.questions.library import find_path
from benchmark.questions.read import FILE_NAME
from tests.hostile.test_hostile_files import refuse, sparse

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)
) + "]>"  # fmt: skip
STRANGER = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def sheet(rows, before="", after=""):
    return f"{before}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"


def row(at, cells='<c t="inlineStr"><is><t>x</t></is></c>'):
    return f'<row r="{at}">{cells}</row>'


def book(first=None, *, sheets=1, method=zipfile.ZIP_DEFLATED, extra=(), **parts):
    """Make a workbook of these parts; all sheets refer to the first one."""
    listed = "".join(f'<sheet name="Set{at or ""}" sheetId="{at + 1}" r:id="r1"/>' for at in range(sheets))
    related = f'<Relationship Id="r1" Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    related += f'<Relationship Id="r2" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/>'
    related += f'<Relationship Id="r3" Type="{RELATED}/styles" Target="styles.xml"/>'
    files = {
        "_rels/.rels": f'<Relationships {RELATIONS}><Relationship Id="r" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {RELATIONS}>{related}</Relationships>",
        "xl/worksheets/sheet1.xml": first if first is not None else sheet(row(1)),
        **{f"xl/{name.replace('_', '/')}.xml": text for name, text in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, text in [*files.items(), *extra]:
            archive.writestr(name, text)
    return out.getvalue()


def many_parts():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(60_000):
            archive.writestr(f"p{at}", b"")
    return out.getvalue()


def lying():
    """Say of a part of zeros that it is small."""
    size = 50_000_000
    data = bytearray(book(b" " * size))
    while (at := data.find(size.to_bytes(4, "little"))) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def locked():
    data = bytearray(book())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


NOISE = random.Random(1).randbytes(400_000).hex()
WORKBOOKS = {
    "far-cell": (lambda: book(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "1,048,576"),
    "far-column": (lambda: book(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')), "column 16,384"),
    "cell-beyond-all": (lambda: book(sheet('<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>')), "9,999,999"),
    "million-rows": (lambda: book(sheet("".join(map(row, range(1, 1_000_001))))), "unpacks to far more"),
    "rows-of-noise": (
        lambda: book(sheet("".join(row(at, f"<c><v>{at * 7919 % 1000003}</v></c>") for at in range(1, 100_000)))),
        "20,000 rows",
    ),
    "many-cells": (lambda: book(sheet(row(1, "<c><v>1</v></c>" * 400) * 1000)), "unpacks|cells"),
    "empty-elements": (lambda: book(sheet("<x/>" * 4_000_000)), "unpacks|elements"),
    "elements-of-noise": (lambda: book(sheet("".join(f"<x{at % 977}/>" for at in range(700_000)))), "elements"),
    "many-sheets": (lambda: book(sheets=51), "50 sheets"),
    "one-sheet-many-times": (lambda: book(sheet("<x>" + NOISE + "</x>"), sheets=50), "unpacks to far more"),
    "billion-laughs": (lambda: book(LAUGHS + "<worksheet>&a11;</worksheet>"), "document type"),
    "billion-laughs-in-strings": (lambda: book(sharedStrings=LAUGHS + "<sst>&a11;</sst>"), "document type"),
    "billion-laughs-in-styles": (lambda: book(styles=LAUGHS + "<a>&a11;</a>"), "document type"),
    "billion-laughs-in-the-book": (lambda: book(workbook=LAUGHS + "<a>&a11;</a>"), "document type"),
    "a-file-of-ours": (lambda: book(STRANGER + "<worksheet>&a;</worksheet>"), "document type"),
    "document-type-in-utf-16": (lambda: book((LAUGHS + "<a/>").encode("utf-16")), "document type"),
    "zip-bomb": (lambda: book(b" " * 100_000_000), "unpacks to far more"),
    "zip-bomb-that-lies": (lying, "damaged|unpacks"),
    "zip-bomb-of-strings": (lambda: book(sharedStrings=b" " * 100_000_000), "unpacks to far more"),
    "bzip2": (lambda: book(b" " * 10_000_000, method=zipfile.ZIP_BZIP2), "spreadsheets do not use"),
    "lzma": (lambda: book(b" " * 10_000_000, method=zipfile.ZIP_LZMA), "spreadsheets do not use"),
    "many-parts": (many_parts, "500 parts"),
    "locked": (locked, "spreadsheets do not use"),
    "old-format": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 5000, "old format"),
    "a-table": (lambda: b"respondent,one\na,1\n", "another kind"),
    "nothing": (lambda: b"", "another kind"),
    "cut": (lambda: book()[:-30], "damaged"),
    "zeros": (lambda: b"PK\x03\x04" + b"\0" * 9_000_000, "damaged"),
    "twice-the-same-name": (lambda: book(extra=[("xl/workbook.xml", "<a/>")]), "same name"),
    "long-text": (lambda: book(sheet(row(1, f'<c t="inlineStr"><is><t>{NOISE[:32768]}</t></is></c>'))), "characters"),
    "one-text-in-many-cells": (
        lambda: book(
            sheet("".join(row(at, '<c t="s"><v>0</v></c>' * 50) for at in range(1, 300))),
            sharedStrings=f"<sst {MAIN}><si><t>{NOISE[:30000]}</t></si></sst>",
        ),
        "characters",
    ),
    "text-that-is-not-there": (lambda: book(sheet(row(1, '<c t="s"><v>7</v></c>'))), "not there"),
    "number-without-end": (lambda: book(sheet(row(1, f"<c><v>{'9' * 30000}</v></c>"))), "Set"),
    "row-without-end": (lambda: book(sheet(f'<row r="{"9" * 30000}"/>')), "damaged"),
    "no-number": (lambda: book(sheet(row(1, "<c><v>one</v></c>"))), "damaged"),
    "no-cell": (lambda: book(sheet('<row><c r="1A"><v>1</v></c></row>')), "no cell 1A"),
    # A text that were kept at the end of each would be kept 100,000 times.
    "texts-within-texts": (
        lambda: book(sheet(row(1, '<c t="inlineStr"><is>' + "<t>" * 100_000 + NOISE[:30_000] + "</t>" * 100_000 + "</is></c>"))),
        "Set",
    ),
    # A hundred thousand cells of this kind are 6 GB to a reader that copies their texts.
    "one-text-many-times": (
        lambda: book(
            sheet("".join(row(at, '<c t="s"><v>0</v></c>' * 100) for at in range(1, 101))),
            sharedStrings=f"<sst {MAIN}><si><t>{'x' * 32_000}</t></si></sst>",
        ),
        "characters",
    ),
    "deep": (lambda: book(sheet("<x>" * 300_000)), "damaged|unpacks"),
    "attributes": (lambda: book("<x " + " ".join(f'a{at}="1"' for at in range(400_000)) + "/>"), "damaged|Set"),
    # A parser that knows of namespaces writes the long one out for each of these names: 4 GB for 24 KB.
    "long-namespace-of-attributes": (
        lambda: book(f'<x xmlns:a="{"u" * 200_000}" ' + " ".join(f'a:b{at}="1"' for at in range(10_000)) + "/>"), "Set",
    ),
    "long-namespace-of-elements": (
        lambda: book(f'<x xmlns:a="{"u" * 200_000}">' + "".join(f"<a:b{at}/>" for at in range(10_000)) + "</x>"), "Set",
    ),
    "styles-without-end": (lambda: book(styles="<a><cellXfs>" + "<xf/>" * 2_000_000 + "</cellXfs></a>"), "unpacks|elem"),
    "merges": (
        lambda: book(sheet(row(1), after="".join(f'<mergeCell ref="A{at}:B{at}"/>' for at in range(180_000)))),
        "merged",
    ),
    "not-xml": (lambda: book("\0\0\0"), "damaged"),
    "another-encoding": (lambda: book('<?xml version="1.0" encoding="rot13"?><a/>'), "damaged"),
    "no-sheet": (lambda: book(workbook="<a/>"), "Set"),
    "outside": (lambda: book(workbook_rels="<a/>", extra=[("../../etc/passwd", "x")]), "Set"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_is_refused(tmp_path, name):
    make, why = WORKBOOKS[name]
    data = make()
    assert len(data) < 12_000_000
    (tmp_path / "hostile.xlsx").write_bytes(data)
    said = refuse(tmp_path, "questions", "from-excel", "hostile.xlsx", "-o", "out.toml")
    assert any(part in said for part in why.split("|")), said[:500]
    assert not (tmp_path / "out.toml").exists()


def test_a_workbook_of_many_gigabytes_is_not_read(tmp_path):
    sparse(tmp_path / "hostile.xlsx", 50_000_000_000)
    assert "the limit is" in refuse(tmp_path, "questions", "from-excel", "hostile.xlsx", "-o", "out.toml")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "set.xlsx"
    write_question_set(read_toml(find_path("quick-check") / FILE_NAME), path)
    return path.read_bytes()


def outcome(path, data):
    path.write_bytes(data)
    try:
        return "questions" in read_question_set(path)
    except FaultsError as refused:
        return str(refused)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_refused_in_words(tmp_path, whole, seed):
    """A stretch of bytes is lost or changed: in the archive, or in one of its parts."""
    chance = random.Random(seed)
    data = bytearray(whole)
    if seed % 2:
        at = chance.randrange(len(data))
        data[at : at + chance.choice([1, 4, 400])] = chance.randbytes(chance.choice([0, 1, 4]))
        outcome(tmp_path / "damaged.xlsx", bytes(data))
        return
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        hurt = chance.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == hurt:
                at = chance.randrange(len(part))
                part[at : at + chance.choice([0, 1, 40])] = chance.choice(
                    [b"", b"<", b"9", b"\xff", b'"', b"A1", b"</c>"]
                )
            new.writestr(name, bytes(part))
    outcome(tmp_path / "damaged.xlsx", out.getvalue())


def test_a_part_whose_digest_is_wrong_is_refused(tmp_path, whole):
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        digest = zlib.crc32(archive.read("xl/workbook.xml")).to_bytes(4, "little")
    assert whole.count(digest) == 2
    assert "it is damaged" in outcome(tmp_path / "damaged.xlsx", whole.replace(digest, b"\1\2\3\4"))
