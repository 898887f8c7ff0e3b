"""Notices of Find a Tender: each award, or its contract, is one contract of the register."""

import json

import pytest

from benchmark.council.contracts.importing import notice as reader
from benchmark.council.contracts.importing.notice import is_notice, read_notice
from benchmark.errors import FaultsError
from benchmark.questions.value import quarter_of
from tests.council import registers
from tests.council.contracts.importing.made import AWARD, REGISTER, RELEASE, notice_of

SIGNED = {
    "id": "9",
    "awardID": "1",
    "title": "Signed",
    "status": "active",
    "value": {"amount": 60000, "currency": "GBP"},
    "period": {"startDate": "2026-03-01T00:00:00Z", "endDate": "2028-02-29T23:59:59Z"},
}


def read(tmp_path, data, register=REGISTER):
    path = tmp_path / "notice.json"
    path.write_bytes(data if isinstance(data, bytes) else notice_of(*data))
    return read_notice(path, register)


def of_award(tmp_path, **changes):
    return read(tmp_path, [{**RELEASE, "awards": [{**AWARD, **changes}]}]).contracts[0]


def test_an_award_becomes_a_contract(tmp_path) -> None:
    (contract,) = read(tmp_path, [RELEASE]).contracts
    assert contract.cells == {
        "reference": "ocds-h6vhtk-064da6/1",
        "system": "Planning obligations software",
        "supplier": "Levy Software Ltd",
        "value": 46000,
        "start": quarter_of(2026, 1),
        "end": quarter_of(2027, 3),
        "extension": 12,
        # A notice gives the value with all options to extend: 32 months.
        "yearly-cost": 17250,
    }
    assert contract.worked == {
        "yearly-cost": "worked out: 46,000 over 2 years and 8 months",
        "extension": "worked out: to 2028-09-30",
    }
    assert contract.also == ("ocds-h6vhtk-064da6", "012311-2026")
    assert contract.note == "Buyer: Ambleford Council"
    assert "48100000 Software" in contract.words
    assert "For planners" in contract.words
    assert contract.faults == ()


@pytest.mark.parametrize(
    "data",
    [
        notice_of(RELEASE),
        notice_of(records=[{"compiledRelease": RELEASE}]),
        notice_of(records=[{"releases": [RELEASE]}]),
        json.dumps(RELEASE).encode(),
        b"\xef\xbb\xbf" + notice_of(RELEASE),
        notice_of({**RELEASE, "awards": []}, RELEASE),
    ],
)
def test_packages_records_and_single_releases_are_read(tmp_path, data: bytes) -> None:
    assert [contract.key for contract in read(tmp_path, data).contracts] == ["ocds-h6vhtk-064da6/1"]


def test_a_contract_counts_more_than_its_award_and_is_the_same_one(tmp_path) -> None:
    (contract,) = read(tmp_path, [{**RELEASE, "contracts": [SIGNED]}]).contracts
    assert contract.key == "ocds-h6vhtk-064da6/1"
    assert (contract.title, contract.cells["supplier"]) == ("Signed", "Levy Software Ltd")
    assert (contract.cells["value"], contract.cells["start"], contract.cells["end"]) == (
        60000,
        quarter_of(2026, 1),
        quarter_of(2028, 1),
    )


def test_the_last_release_of_a_process_counts(tmp_path) -> None:
    (contract,) = read(tmp_path, [RELEASE, {**RELEASE, "contracts": [SIGNED]}]).contracts
    assert contract.title == "Signed"


def test_several_awards_and_contracts_are_contracts_of_their_own(tmp_path) -> None:
    release = {**RELEASE, "awards": [AWARD, {**AWARD, "id": "2"}, {**AWARD, "id": "3"}]}
    release["contracts"] = [
        SIGNED,
        {**SIGNED, "id": "10", "awardID": "3"},
        {**SIGNED, "id": "11", "awardID": "3"},
        {"id": "12"},
    ]
    found = read(tmp_path, [release]).contracts
    assert [contract.key.removeprefix("ocds-h6vhtk-064da6/") for contract in found] == ["2", "1", "10", "11", "12"]
    assert {contract.also for contract in found} == {()}


def test_an_award_that_led_to_nothing_is_set_aside(tmp_path) -> None:
    for status in ("cancelled", "unsuccessful"):
        found = read(tmp_path, [{**RELEASE, "awards": [{**AWARD, "status": status}]}])
        assert (found.contracts, [aside.supplier for aside in found.aside]) == ([], ["Levy Software Ltd"])


@pytest.mark.parametrize(
    ("changes", "extension"),
    [
        ({"contractPeriod": {"startDate": "2026-01-01", "endDate": "2026-12-31"}, "hasRenewal": False}, 0),
        ({"contractPeriod": {"startDate": "2026-01-01", "endDate": "2026-12-31"}, "hasRenewal": True}, None),
        ({"contractPeriod": {"startDate": "2026-01-01", "endDate": "2026-12-31", "maxExtentDate": "2026-12-31"}}, 0),
        ({"contractPeriod": {"startDate": "2026-01-01", "durationInDays": 365, "maxExtentDate": "2027-12-31"}}, 12),
    ],
)
def test_options_to_extend_follow_from_the_latest_end(tmp_path, changes, extension) -> None:
    contract = of_award(tmp_path, **changes)
    assert contract.cells.get("extension") == extension
    assert contract.cells["end"] == quarter_of(2026, 4)


def test_what_an_award_does_not_say_its_lot_or_the_tender_may(tmp_path) -> None:
    bare = {"id": "1", "relatedLots": ["1"]}
    lot = {"id": "1", "title": "Lot", "value": {"amount": 5}, "contractPeriod": {"startDate": "2026-01-01"}}
    tender = {"title": "Tender", "lots": [lot, {"id": "2"}], "contractPeriod": {"startDate": "2020-01-01"}}
    contract = read(tmp_path, [{**RELEASE, "awards": [bare], "tender": tender}]).contracts[0]
    assert (contract.title, contract.cells["value"], contract.cells["start"]) == ("Tender", 5, quarter_of(2026, 1))
    contract = read(tmp_path, [{**RELEASE, "awards": [{"id": "1"}], "tender": tender}]).contracts[0]
    assert (contract.cells.get("value"), contract.cells["start"]) == (None, quarter_of(2020, 1))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": {"amountGross": 55200, "currency": "GBP"}}, "only-with-vat"),
        ({"value": {"amount": 5, "currency": "EUR"}}, "not-in-pounds"),
        ({"value": {"amount": -5}}, "bad-value"),
        ({"value": {"amount": [5]}}, "bad-value"),
        ({"contractPeriod": {"startDate": "soon"}}, "bad-value"),
        ({"contractPeriod": {"endDate": 5}}, "bad-value"),
        ({"contractPeriod": {"startDate": "2100-01-01", "durationInDays": 30000}}, "bad-value"),
    ],
)
def test_what_cannot_be_read_of_an_award_is_a_fault_and_the_rest_comes_in(tmp_path, changes, code: str) -> None:
    contract = of_award(tmp_path, **changes)
    assert [fault.code for fault in contract.faults] == [code]
    assert contract.cells["supplier"] == "Levy Software Ltd"


def test_parts_of_another_kind_are_left_out(tmp_path) -> None:
    odd = {
        "ocid": "ocds-1",
        "buyer": 5,
        "parties": "x",
        "tender": [],
        "awards": [5, {"id": True, "title": {}, "suppliers": 3, "relatedLots": 3}],
    }
    (contract,) = read(tmp_path, [odd]).contracts
    assert (contract.key, contract.title, contract.cells) == (
        "ocds-1",
        "ocds-1",
        {"reference": "ocds-1", "system": "ocds-1"},
    )


def test_texts_of_others_stand_on_one_line_and_are_not_endless(tmp_path) -> None:
    contract = of_award(tmp_path, title="A\u202e\x1b[31m\n" + "x" * 9000)
    assert contract.title.isprintable()
    assert len(contract.cells["system"]) <= 500


def test_a_register_with_other_columns_takes_what_it_has(tmp_path) -> None:
    (contract,) = read(tmp_path, notice_of(RELEASE), registers.REGISTER).contracts
    assert contract.cells == {"paper": "ocds-h6vhtk-064da6/1", "name": "Planning obligations software"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "not-json"),
        (b"\xff", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[]", "not-ocds"),
        (b'{"releases": [{"awards": []}]}', "not-ocds"),
        (notice_of({"ocid": "o-1", "tender": {"title": "T"}}), "no-award"),
        (notice_of({"ocid": "o-1", "awards": [{}] * 501}), "too-many-awards"),
        (notice_of(*[{"ocid": "o-1"}] * 201), "too-many-awards"),
    ],
)
def test_a_file_that_is_no_notice_of_an_award_is_refused(tmp_path, data: bytes, code: str) -> None:
    with pytest.raises(FaultsError) as caught:
        read(tmp_path, data)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_notice_that_is_too_large_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reader, "NOTICE_LIMIT", 10)
    with pytest.raises(FaultsError, match="the limit is 10"):
        read(tmp_path, [RELEASE])


def test_notices_are_known_by_the_name_of_their_file(tmp_path) -> None:
    assert is_notice(tmp_path / "notice.JSON")
    assert not is_notice(tmp_path / "register.csv")
