"""A contracts card holds what its council chose of its contracts, and nothing else; its reader takes nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
import tomli

from benchmark.council.contracts.own import own_contracts
from benchmark.errors import FaultsError, UsageError
from benchmark.questions.value import quarter_of
from benchmark.returns.contracts_card import MOST_CONTRACTS, check_lines, find_offer, make_contracts_card
from benchmark.returns.contracts_card_file import contracts_card_text, read_contracts_card, write_contracts_card
from benchmark.returns.contracts_card_words import contracts_card_preview
from tests.council.contracts.registers import NOW, ROWS, SECRET, SET, assessment

WHO = {"council": "Ambleford", "contact": "Head of procurement, 01632 960001"}


def offer(rows=ROWS, *, carried=(), **options):
    return find_offer(own_contracts(assessment(rows, carried=carried)), NOW, **options)


def card(chosen=None, **options):
    found = offer().contracts if chosen is None else chosen
    return make_contracts_card(SET, "2026-autumn", found, **{**WHO, **options})


def systems(contracts):
    return [contract.system for contract in contracts]


def test_a_card_begins_with_what_ends_within_three_years():
    assert systems(offer().contracts) == ["Revenues", "Bailiffs", "Rounds"]
    assert systems(offer().first) == ["Revenues", "Bailiffs"]
    assert systems(offer(years=1).first) == ["Revenues"]
    assert systems(offer(years=5).first) == ["Revenues", "Bailiffs", "Rounds"]
    assert systems(offer(lines=["waste"]).contracts) == ["Rounds"]


def test_what_cannot_stand_on_a_card_is_counted_with_the_reason():
    assert offer().left_out == (("without an end", 1), ("ended already", 1))
    assert dict(offer(carried=["waste"]).left_out)["carried over and not confirmed"] == 1


@pytest.mark.parametrize(
    ("least", "kept"), [(0, ["Revenues", "Bailiffs"]), (1_800, ["Revenues", "Bailiffs"]), (1_801, ["Revenues"])]
)
def test_small_contracts_and_those_of_unknown_sums_may_be_left_out(least, kept):
    rows = {"council-tax": ROWS["council-tax"], "waste": ROWS["waste"]}
    contracts = [replace(c, value=None) if c.system != "Bailiffs" else c for c in own_contracts(assessment(rows))]
    found = find_offer(contracts, NOW, least=least)
    assert systems(found.first) == kept
    assert ("of a sum that is not known", 1) in found.left_out or not least
    assert least != 1_801 or ("below £1,801", 1) in found.left_out


@pytest.mark.parametrize("costs", ["none", "band", "figure"])
def test_nothing_but_what_was_chosen_is_on_a_card_or_in_its_preview(costs):
    made = card(costs=costs)
    for text in (contracts_card_text(made, "card.toml"), contracts_card_preview(SET, made, offer(), Path("card.toml"))):
        assert SECRET not in text
        assert "123" not in text
        assert "fit =" not in text
        assert ("48000" in text.replace(",", "")) == (costs == "figure")
        assert ("25k-100k" in text) == (costs == "band")
    keys = {key for entry in tomli.loads(contracts_card_text(made, "c.toml"))["contract"] for key in entry}
    shown = {"none": set(), "band": {"cost-band"}, "figure": {"yearly-cost"}}[costs]
    assert keys == {"line", "system", "supplier", "end", "extension", "partners"} | shown


def test_partners_are_looked_for_where_it_was_said():
    assert [c.partners for c in card(partners=["council-tax"]).contracts] == [True, True, False]
    assert all(c.partners for c in card(partners=["all"]).contracts)
    assert not any(c.partners for c in card().contracts)


def test_the_preview_says_what_is_shown_what_stays_and_the_file():
    chosen = offer().contracts[:2]
    made = card(chosen, costs="band", partners=["all"])
    text = " ".join(contracts_card_preview(SET, made, offer(), Path("card.toml")).split())
    assert (
        "Council tax: Revenues, Tallow Ltd, ends 2027-Q2, can be extended by 24 months, £25,000 to £99,999 a year"
        in text
    )
    assert "you look for partners" in text
    assert "1 contract that you did not choose" in text
    assert "1 contract ended already" in text
    assert "The exact costs: the card has bands" in text
    assert "What the contracts cost" in " ".join(contracts_card_preview(SET, card(), offer(), Path("c")).split())
    assert "£48,000 a year" in contracts_card_preview(SET, card(costs="figure"), offer(), Path("c"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"council": " "}, "--name: Write something"),
        ({"contact": "a\nb"}, "--contact: Use one line"),
        ({"chosen": []}, "No contract is chosen"),
        ({"chosen": [None] * (MOST_CONTRACTS + 1)}, "a card holds 1,000"),
    ],
)
def test_a_card_that_says_nothing_or_too_much_is_refused(changes, words):
    with pytest.raises(UsageError, match=words):
        card(**changes)


def test_bands_need_a_register_with_bands():
    register = replace(SET.register, measures=())
    with pytest.raises(UsageError, match="no bands"):
        make_contracts_card(replace(SET, register=register), "2026", offer().contracts, **WHO, costs="band")


def test_an_unknown_line_is_refused():
    check_lines(SET, ["waste"])
    with pytest.raises(UsageError, match='no line of business "nowhere"'):
        check_lines(SET, ["waste", "nowhere"])


@pytest.mark.parametrize("costs", ["none", "band", "figure"])
def test_a_card_comes_back_as_it_was_written(tmp_path, costs):
    made = card(costs=costs, partners=["waste"])
    write_contracts_card(made, tmp_path / "card.toml")
    assert read_contracts_card(tmp_path / "card.toml", SET) == made


def test_an_end_may_be_typed_as_a_date_and_a_card_may_be_on_another_version(tmp_path):
    path = tmp_path / "card.toml"
    text = contracts_card_text(card(), "card.toml").replace('"2027-Q2"', "2027-05-31").replace("2026.1", "2031.7")
    path.write_text(text, encoding="utf-8")
    assert read_contracts_card(path, SET).contracts[0].end == quarter_of(2027, 2)


FIRST = 'line = "council-tax"\nsystem = "Revenues"'


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ('format = "contracts-card/1"', 'format = "mentoring-card/1"', ["unknown-format"]),
        ('contact = "Head', 'conntact = "Head', ["unknown-key", "missing-key"]),
        ('council = "Ambleford"', 'council = "\\u202eAmbleford"', ["wrong-kind"]),
        ('council = "Ambleford"', f'council = "{"a" * 201}"', ["too-long"]),
        ('questionnaire = "technology-register"', 'questionnaire = "other"', ["other-register"]),
        ('round = "2026-autumn"', 'round = "../x"', ["wrong-kind"]),
        (FIRST, 'line = "nowhere"\nsystem = "Revenues"', ["no-such-line"]),
        (FIRST, f'line = "council-tax"\nsystem = "{"a" * 201}"\nowner = "x"', ["too-long", "unknown-key"]),
        ('end = "2027-Q2"', 'end = "soon"', ["bad-value"]),
        ('end = "2027-Q2"', 'end = "unknown"', ["missing-key"]),
        ('end = "2027-Q2"', "end = 2027", ["wrong-kind"]),
        ("extension = 24", "extension = -1", ["long-extension"]),
        ("extension = 24", "extension = 2400\nyearly-cost = -1", ["long-extension", "bad-value"]),
        ("extension = 24", 'yearly-cost = 1\ncost-band = "25k-100k"', ["two-costs"]),
        ("extension = 24", 'cost-band = "a lot"', ["not-one-of"]),
        ("partners = false", 'partners = "perhaps"', ["wrong-kind"]),
        ("[[contract]]\nline", "[[contract]]\n" * 1001 + "line", ["too-many-contracts"]),
    ],
)  # fmt: skip
def test_every_fault_of_a_card_is_reported_at_once(tmp_path, old, new, codes):
    path = tmp_path / "card.toml"
    text = contracts_card_text(card(), "card.toml")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_contracts_card(path, SET)
    assert sorted(fault.code for fault in caught.value.faults) == sorted(codes)
