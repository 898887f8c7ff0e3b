"""Contracts cards for the tests of many councils."""

from benchmark.council.contracts.terms import MOST_MONTHS
from benchmark.pool.renewals.calendar import Terms, build_calendar
from benchmark.pool.renewals.gather import Held
from benchmark.returns.contracts_card import Contract, ContractsCard
from benchmark.returns.contracts_card_file import write_contracts_card
from tests.council.contracts.registers import NOW, SET

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
PLANTED = "<img src=x onerror=\"document.title='ran'\"></title><script>document.title='ran'</script>"


def contract(line="council-tax", end=2, months=0, **said):
    """Make a contract that ends so many quarters from now, with partners wanted."""
    return Contract(line, NOW + end, extension=min(months, MOST_MONTHS), **{"partners": True, **said})


def card(name, *contracts, round_id="2026-autumn", contact="Head of IT, 01632 960001"):
    return ContractsCard(name, contact, round_id, SET.id, SET.version, contracts)


def held(*cards):
    return [Held(one, f"{one.council}.toml") for one in cards]


def calendar(*cards, lines=(), **terms):
    return build_calendar(SET, held(*cards), Terms(NOW, **terms), lines)


def several(extra=""):
    """Four councils: three could buy council tax together if one extends, one of them looks for nobody."""
    said = {"system": f"Revenues {extra}".strip(), "supplier": f"Tallow Ltd {extra}".strip()}
    return calendar(
        card(f"Ambleford {extra}".strip(), contract(end=1, months=24, **said), contract("waste", 9, cost=48000.0)),
        card(f"Bexford {extra}".strip(), contract(end=7, supplier="TALLOW LIMITED", band="25k-100k")),
        card("Crowton", contract(end=8, supplier="Hexbarrow"), contract("finance", -9), contract("waste", 30)),
        card("Dunby", contract(end=8, months=12, partners=False)),
    )


def write(folder, name, made):
    folder.mkdir(exist_ok=True, parents=True)
    write_contracts_card(made, folder / name)
    return folder / name
