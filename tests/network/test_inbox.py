"""Whatever comes by e-mail is explained in a line; what is right is merged; nothing hostile does harm."""

import io
import zipfile
from pathlib import Path

import pytest

from benchmark.network import inbox
from benchmark.network.archive import MOST_MEMBERS, read_zip, shown
from benchmark.network.inbox import Looked, look
from benchmark.network.inbox_words import inbox_data, inbox_lines
from benchmark.network.invite import retire
from benchmark.pool.pool import merge, pool_bytes
from benchmark.returns.model import SignedReturn, pretty
from tests.network.made import Round, new_round, returned

BOMB = b"0" * 20_000_000


def text(signed: SignedReturn) -> bytes:
    return pretty(signed).encode("ascii")


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            # The name as it is: ZipFile itself would mend some.
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.compress_type = method
            archive.writestr(info, content)
    return data.getvalue()


@pytest.fixture
def made(tmp_path: Path) -> Round:
    return new_round(tmp_path, 4)


def looked(made: Round, **files: bytes) -> Looked:
    for name, data in files.items():
        path = made.folder.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return look(made.folder)


def verdicts(found: Looked) -> dict[str, str]:
    return {line.file: line.fault.code if line.fault else line.verdict for line in found.lines}


def test_every_kind_of_file_has_its_line(made: Round) -> None:
    code = made.council(1).code
    good = text(returned("a", code))
    workbook = zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"))
    other = text(returned("b", code, network="north-east"))
    misfit = text(returned("c", made.council(2).code, answers={"no-such-question": 1}))
    found = looked(
        made,
        **{
            "a.json": good,
            "a (1).json": good,
            "sub/a.json": good,
            "renamed.txt": text(returned("d", made.council(2).code)),
            "empty.json": b"",
            "blank.json": b"\xef\xbb\xbf \r\n",
            "answers.xlsx": workbook,
            "old.xls": b"\xd0\xcf\x11\xe0" + b"0" * 100,
            "table.csv": b"council,answer\n",
            "screenshot.png": b"\x89PNG\r\n",
            "photo.jpg": b"\xff\xd8\xff\xe0",
            "scan.pdf": b"%PDF-1.7",
            "mail.eml": b"From: x@y.example\nSubject: return\n\n",
            "words.docx": zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")),
            "changed.json": good.replace(b'"home": true', b'"home": false'),
            "cut.json": good[:200],
            "elsewhere.json": other,
            "misfit.json": misfit,
            ".DS_Store": b"\0\0",
            "~$lock.xlsx": b"x",
        },
    )
    assert verdicts(found) == {
        "a (1).json": "accepted",
        "a.json": "same",
        "sub/a.json": "same",
        "renamed.txt": "accepted",
        "empty.json": "empty-file",
        "blank.json": "empty-file",
        "answers.xlsx": "not-a-file-for-us",
        "old.xls": "not-a-file-for-us",
        "table.csv": "not-a-file-for-us",
        "screenshot.png": "not-a-file-for-us",
        "photo.jpg": "not-a-file-for-us",
        "scan.pdf": "not-a-file-for-us",
        "mail.eml": "an-email",
        "words.docx": "not-a-file-for-us",
        "changed.json": "bad-signature",
        "cut.json": "not-json",
        "elsewhere.json": "other-place",
        "misfit.json": "no-such-question",
    }
    lines = inbox_lines(found, made.folder.network)
    for name in verdicts(found):
        (line,) = [line for line in lines if line.startswith(f"{name}: ")]
        assert line.endswith(".")
    assert any("a workbook" in line for line in lines)
    assert len(found.pool.returns) == 2


def test_later_returns_replace_earlier_ones_and_the_order_makes_no_difference(made: Round) -> None:
    code = made.council(1).code
    first, second = returned("a", code), returned("a", code, sequence=2, level=3)
    conflict = returned("a", code, sequence=2, level=4)
    found = looked(made, **{"1.json": text(first), "2.json": text(second)})
    assert verdicts(found) == {"1.json": "accepted", "2.json": "replaced"}
    assert found.pool.returns == (second,)
    again = looked(made, **{"3.json": text(conflict)})
    assert verdicts(again) == {"1.json": "older", "2.json": "same", "3.json": "conflict"}
    assert len(again.pool.returns) == 2


def test_a_second_run_gives_the_same_pool_and_then_the_same_words(made: Round) -> None:
    returns = [returned(f"s{at}", council.code) for at, council in enumerate(made.holders)]
    files = {f"{at}.json": text(signed) for at, signed in enumerate(returns)}
    looked(made, **files)
    first = made.folder.pool_path.read_bytes()
    second, third = look(made.folder), look(made.folder)
    assert made.folder.pool_path.read_bytes() == first == pool_bytes(merge(reversed(returns)))
    assert inbox_lines(second, made.folder.network) == inbox_lines(third, made.folder.network)
    assert set(verdicts(third).values()) == {"same"}
    # What came earlier stays in the pool when its file is gone.
    for path in made.folder.inbox.iterdir():
        path.unlink()
    assert len(look(made.folder).pool.returns) == 4


def test_pools_and_zips_are_opened(made: Round) -> None:
    returns = [returned(f"s{at}", council.code) for at, council in enumerate(made.holders)]
    pool = pool_bytes(merge(returns[:2]))
    found = looked(
        made,
        **{
            "some.pool.jsonl": pool + b"{bad\n\n",
            "one.jsonl": pool_bytes(merge(returns[3:])),
            "more.zip": zipped(
                ("folder/", b""), ("folder/x.json", text(returns[2])), ("p.jsonl", pool), ("e.json", b"")
            ),
        },
    )
    assert verdicts(found) == {
        "more.zip, folder/x.json": "accepted",
        "more.zip, p.jsonl, line 1": "accepted",
        "more.zip, p.jsonl, line 2": "accepted",
        "more.zip, e.json": "empty-file",
        "one.jsonl": "accepted",
        "some.pool.jsonl, line 1": "same",
        "some.pool.jsonl, line 2": "same",
        "some.pool.jsonl, line 3": "not-json",
    }
    assert len(found.attendance.sent) == 4


HOSTILE = {
    "ratio": zipped(("bomb.json", BOMB)),
    "inflated": zipped(*((f"{at}.json", BOMB) for at in range(3))),
    "members": zipped(*((f"{at}.json", b"") for at in range(MOST_MEMBERS + 1))),
    "damaged": zipped(("a.json", b"{}" * 50))[:-30],
    "cut": zipped(("a.json", bytes(range(256)) * 40))[:40] + zipped(("a.json", bytes(range(256)) * 40))[60:],
    "lzma": zipped(("a.json", b"{}"), method=zipfile.ZIP_LZMA),
    "not at all": b"PK\x03\x04 and nothing else",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_in_one_line(made: Round, name: str) -> None:
    found = looked(made, **{"mail.zip": HOSTILE[name]})
    assert set(verdicts(found).values()) == {"bad-zip"}
    assert found.pool.returns == ()


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(zipped(("a.json", b"0" * 100_000)))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    found = list(read_zip(bytes(data), "mail.zip"))
    assert all(not isinstance(item, tuple) or len(item[1]) <= 11 for item in found)


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(zipped(("a.json", b"{}")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = read_zip(bytes(data), "mail.zip")
    assert "password" in str(found)


def test_a_file_of_millions_of_lines_is_not_read_to_its_end(made: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_PARTS", 10)
    found = looked(made, **{"a.jsonl": b"{}\n" * 3_000_000, "b.json": text(returned("a", made.council(1).code))})
    assert [line.fault.code if line.fault else line.verdict for line in found.lines][-2:] == [
        "too-many-parts",
        "accepted",
    ]
    assert len(found.lines) == 12


def test_a_member_without_a_name_is_like_any_other(made: Round) -> None:
    good = text(returned("a", made.council(1).code))
    found = looked(made, **{"mail.zip": zipped(("", good), ("folder/", b""), ("x.json", good))})
    assert verdicts(found) == {"mail.zip, a file without a name": "accepted", "mail.zip, x.json": "same"}
    found = looked(made, **{"mail.zip": zipped(("", zipped(("", good))))})
    assert verdicts(found) == {"mail.zip, a file without a name": "bad-zip"}


def test_a_zip_inside_a_zip_is_refused(made: Round) -> None:
    inner = zipped(("a.json", text(returned("a", made.council(1).code))))
    found = looked(made, **{"mail.zip": zipped(("inner.zip", inner), ("named.json", inner))})
    assert verdicts(found) == {"mail.zip, inner.zip": "bad-zip", "mail.zip, named.json": "bad-zip"}


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.json",
        "/etc/evil.json",
        "C:\\evil.json",
        "CON",
        "aux.json",
        "a\x1b[31mred",
        "x" * 300,
        "..\\evil",
        "\u202egnp.json",
    ],
)
def test_names_inside_a_zip_lead_nowhere_and_are_harmless_to_show(made: Round, name: str) -> None:
    before = {path for path in made.folder.path.parent.rglob("*") if made.folder.inbox not in path.parents}
    found = looked(made, **{"mail.zip": zipped((name, text(returned("a", made.council(1).code))))})
    assert list(verdicts(found).values()) == ["accepted"]
    line = inbox_lines(found, made.folder.network)[0]
    assert line.isprintable()
    assert len(line) < 200
    after = {path for path in made.folder.path.parent.rglob("*") if made.folder.inbox not in path.parents}
    assert after - before == {made.folder.pool_path}


def test_a_links_target_is_not_read(made: Round) -> None:
    outside = made.folder.path / "outside.json"
    outside.write_bytes(text(returned("a", made.council(1).code)))
    try:
        (made.folder.inbox / "link.json").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links here")
    assert look(made.folder).lines == []


def test_a_shown_name_keeps_its_end() -> None:
    assert shown("a" * 200 + ".json").endswith(".json")
    assert shown("a\nb") == "a?b"


def test_it_says_who_has_sent_who_has_not_and_who_sent_twice(made: Round) -> None:
    codes = [council.code for council in made.holders]
    returns = {
        "1.json": returned("a", codes[0]),
        "2.json": returned("b", codes[1]),
        "2b.json": returned("other", codes[1]),
        "3.json": returned("c", codes[2], withdrawn=True),
        "u.json": returned("u"),
    }
    found = looked(made, **{name: text(signed) for name, signed in returns.items()})
    names = [council.council for council in made.holders]
    data = inbox_data(found, made.folder.network)
    assert {key: data[key] for key in ("sent", "not_sent", "withdrew", "twice", "others")} == {
        "sent": [names[0]],
        "not_sent": [names[3]],
        "withdrew": [names[2]],
        "twice": [names[1]],
        "others": {"not invited": 1},
    }
    lines = "\n".join(inbox_lines(found, made.folder.network))
    assert f"1.json: accepted. From {names[0]}." in lines
    assert "1 of 4 invited councils sent." in lines
    assert f"Not yet: {names[3]} (invitation 4)." in lines
    assert "Two different senders under one invitation" in lines
    assert "In the pool but not counted, not invited: 1 return." in lines
    retire(made.folder, 1)
    again = look(made.folder)
    assert dict(again.attendance.others)["retired"] == 1
    assert names[0] not in [council.council for council in again.attendance.not_sent]
