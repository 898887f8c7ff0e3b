"""Files of spend controls: what comes with the program is right, and every fault of a file is reported at once."""

import pytest
import tomli
import tomli_w

from benchmark.council.contracts.rules import CONTROL, MOST_CONTROLS, TESTS, Control, read_controls
from benchmark.errors import FaultsError
from tests.council.contracts.made import register, shipped_controls

TOP = {"format": "spend-controls/1", "title": "Ours", "version": "1"}
WORDS = {"rule": "A rule.", "remedy": "A remedy.", "source": ["Agreed by us, 2026"]}
LENGTH = {"id": "length", "title": "Length", "test": "most_months", "limit": 36, **WORDS}
BIDS = {"id": "bids", "title": "Bids", "test": "says", "column": "bids", "options": ["four"], **WORDS}
API = {"id": "api", "title": "API", "test": "has", "column": "open", "option": "api", **WORDS}


def read(tmp_path, *controls, **top):
    path = tmp_path / "controls.toml"
    path.write_text(tomli_w.dumps({**TOP, **top, "control": list(controls)}), encoding="utf-8")
    return read_controls(path, register())


def faults(tmp_path, *controls, **top):
    with pytest.raises(FaultsError) as found:
        read(tmp_path, *controls, **top)
    assert all(fault.file == str(tmp_path / "controls.toml") for fault in found.value.faults)
    return [(fault.code, fault.place) for fault in found.value.faults]


def test_the_file_that_comes_with_the_program_says_rule_remedy_and_source_of_each():
    controls = shipped_controls().controls
    assert len(controls) == 13
    assert all(control.rule and control.remedy and control.source for control in controls)
    assert [control.id for control in controls if control.law] == ["consent"]
    assert "section" in controls[-1].source[0]


def test_a_file_of_your_own_is_read(tmp_path):
    found = read(tmp_path, {**LENGTH, "only": {"hosting": ["supplier"]}, "extension": True}, BIDS, API, about="Why.")
    assert (found.title, found.version, found.about) == ("Ours", "1", "Why.")
    length, bids, api = found.controls
    assert length == Control(
        "length", "Length", "most_months", "A rule.", "A remedy.", ("Agreed by us, 2026",), 36, extension=True,
        only={"hosting": ("supplier",)},
    )  # fmt: skip
    assert (bids.column, bids.options, api.options) == ("bids", ("four",), ("api",))


def test_levels_of_a_column_are_named_by_their_numbers(tmp_path):
    found = read(tmp_path, {**LENGTH, "only": {"fit": [0, 1]}}, {**BIDS, "column": "fit", "options": ["3", "4"]})
    assert found.controls[0].only == {"fit": ("0", "1")}
    assert found.controls[1].options == ("3", "4")


PLACE = 'control "length"'


@pytest.mark.parametrize(
    ("control", "expected"),
    [
        ({**LENGTH, "test": "eval"}, [("wrong-kind", PLACE)]),
        ({**LENGTH, "limit": "36"}, [("wrong-kind", PLACE)]),
        ({**LENGTH, "limit": -1}, [("bad-limit", PLACE)]),
        ({**LENGTH, "limit": float("nan")}, [("wrong-kind", PLACE)]),
        ({**LENGTH, "limt": 3}, [("unknown-key", PLACE)]),
        ({**LENGTH, "column": "bids"}, [("not-for-this-test", PLACE)]),
        ({**LENGTH, "only": {"price": ["low"]}}, [("not-one-of", f"{PLACE}, only")]),
        ({**LENGTH, "only": {"open": ["api"]}}, [("not-one-of", f"{PLACE}, only")]),
        ({**LENGTH, "only": {"hosting": ["moon"]}}, [("not-one-of", f"{PLACE}, only")]),
        ({**LENGTH, "only": {"hosting": []}}, [("missing-key", f"{PLACE}, only")]),
        ({**LENGTH, "only": ["hosting"]}, [("wrong-kind", PLACE)]),
        ({**LENGTH, "rule": "Two\nlines."}, [("not-one-line", f"{PLACE}, rule")]),
        ({**LENGTH, "source": ["x" * 1_001]}, [("not-one-line", f"{PLACE}, source")]),
        ({**LENGTH, "source": []}, [("missing-key", PLACE)]),
        ({**LENGTH, "id": "The length"}, [("bad-id", 'control "The length"')]),
        ({name: value for name, value in LENGTH.items() if name != "limit"}, [("missing-key", PLACE)]),
        ({name: value for name, value in LENGTH.items() if name != "remedy"}, [("missing-key", PLACE)]),
        ({**BIDS, "column": "bidders"}, [("not-one-of", 'control "bids"')]),
        ({**BIDS, "column": "open"}, [("not-one-of", 'control "bids"')]),
        ({**BIDS, "options": ["six"]}, [("not-one-of", 'control "bids"')]),
        ({**BIDS, "options": []}, [("missing-key", 'control "bids"')]),
        ({**API, "option": "apple"}, [("not-one-of", 'control "api"')]),
        ({**API, "column": "bids"}, [("not-one-of", 'control "api"')]),
    ],
)
def test_each_mistake_is_a_fault_with_its_place(tmp_path, control, expected):
    assert faults(tmp_path, control) == expected


def test_all_mistakes_are_reported_at_once(tmp_path):
    found = faults(
        tmp_path, {**LENGTH, "limit": -1}, {**LENGTH, "colour": "red"}, {**BIDS, "options": ["six"]}, title=3
    )
    assert {code for code, _ in found} == {"bad-limit", "repeated-id", "unknown-key", "not-one-of", "wrong-kind"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing-key"),
        ('format = "spend-controls/2"', "unknown-format"),
        ("control = 3", "missing-key"),
        ("format = ", "not-toml"),
    ],
)
def test_what_is_no_file_of_controls_is_refused(tmp_path, text, code):
    path = tmp_path / "controls.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as found:
        read_controls(path, register())
    assert code in {fault.code for fault in found.value.faults}


def test_there_is_a_most(tmp_path):
    many = [{**LENGTH, "id": f"length-{at}"} for at in range(MOST_CONTROLS + 1)]
    assert faults(tmp_path, *many) == [("too-many-controls", "[[control]]")]
    assert len(read(tmp_path, *many[:-1]).controls) == MOST_CONTROLS


def test_every_key_that_a_test_needs_is_a_key_of_a_control():
    assert {key for keys in TESTS.values() for key in keys} <= set(CONTROL)


def test_a_sign_that_turns_the_direction_of_a_text_is_refused(tmp_path):
    path = tmp_path / "controls.toml"
    written = tomli_w.dumps({**TOP, "control": [LENGTH]})
    path.write_text(written.replace("A rule.", "A\\u202Erule."), encoding="utf-8")
    assert tomli.loads(path.read_text(encoding="utf-8"))["control"][0]["rule"] == "A\u202erule."
    with pytest.raises(FaultsError, match="one line"):
        read_controls(path, register())
