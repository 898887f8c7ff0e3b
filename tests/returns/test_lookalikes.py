"""How many councils a return could come from: the true count for every council of the UK, whatever the question set.

The slow count here works on the text of the question set and on a table with one row a council; it shares no code
with the program.
"""

import csv
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
import tomli

from benchmark.errors import FaultsError
from benchmark.network.invitation import invited_groups
from benchmark.network.invited import InvitedCouncil
from benchmark.network.network import Network
from benchmark.questions.library import shipped
from benchmark.questions.read import parse_questionnaire
from benchmark.returns.endorsement import StoredInvitation
from benchmark.returns.lookalikes import LookAlikes, count_look_alikes, read_councils

TABLE = shipped("questionnaires") / "facts" / "uk-councils.csv"
with TABLE.open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))
EVERYBODY = [{k: v for k, v in row.items() if k != "councils"} for row in ROWS for _ in range(int(row["councils"]))]
VALUES = {name: sorted({row[name] for row in ROWS}) for name in ("council-type", "region", "population-band")}


def attribute(name, shared=False, source=None, mapping=None):
    """Write an attribute; one that follows from another gets the options that its mapping leads to."""
    options = sorted(set(mapping.values())) if mapping else VALUES[name]
    data = {"id": name, "title": name, "shared": shared, "options": [{"id": o, "title": o} for o in options]}
    return {**data, "from": {source: mapping}} if source else data


def written(attributes, *applies_to):
    """Write a question set with these attributes, and a question for each rule of who is asked."""
    questions = [
        {"id": f"q{at}", "section": "a", "text": "?", "levels": ["No", "Yes"], **({"applies_to": rule} if rule else {})}
        for at, rule in enumerate(({}, *applies_to))
    ]
    return {
        "format": "questionnaire/1",
        "id": "set",
        "version": "1",
        "title": "Set",
        "section": [{"id": "a", "title": "A"}],
        "attribute": attributes,
        "question": questions,
    }


TIER = {t: {"district": "lower", "county": "upper"}.get(t, "single") for t in VALUES["council-type"]}
SIZE = {band: "large" if band in ("250k-400k", "over-400k") else "small" for band in VALUES["population-band"]}
NATION = {r: r if r in ("scotland", "wales", "northern-ireland") else "england" for r in VALUES["region"]}
TYPE, BAND, REGION = (attribute(name) for name in ("council-type", "population-band", "region"))
NOT_NI = {"council-type": [t for t in VALUES["council-type"] if t != "northern-ireland"]}
SCHEMES = {
    "digital-maturity": None,
    "quick-check": None,
    "nothing leaves, all are asked the same": written([TYPE]),
    "nothing leaves, but the pattern tells": written([TYPE, BAND], NOT_NI, {"population-band": ["over-400k"]}),
    "tier": written([TYPE, attribute("tier", True, "council-type", TIER)]),
    "tier and size": written(
        [TYPE, BAND, attribute("tier", True, "council-type", TIER), attribute("size", True, "population-band", SIZE)]
    ),
    "tier, and the pattern of Northern Ireland": written(
        [TYPE, attribute("tier", True, "council-type", TIER)], NOT_NI, {"council-type": ["district"]}
    ),
    "everything, as it is": written([attribute(name, True) for name in VALUES]),
    "what follows from what follows, written before it": written(
        [
            attribute(
                "home-nation",
                True,
                "nation",
                {n: "gb" if n != "northern-ireland" else "ni" for n in set(NATION.values())},
            ),
            attribute("nation", False, "region", NATION),
            REGION,
        ],
        {"nation": ["scotland", "wales"]},
    ),
    "a question for two attributes at once": written([TYPE, BAND], {**NOT_NI, "population-band": ["100k-150k"]}),
}
for name in ("digital-maturity", "quick-check"):
    SCHEMES[name] = tomli.loads((shipped("questionnaires") / name / "questionnaire.toml").read_text(encoding="utf-8"))


def outline(data, council):
    """Say what a return of this council shows besides its answers."""
    known = {a["id"]: council[a["id"]] for a in data["attribute"] if a["id"] in council}
    while True:
        more = {
            a["id"]: mapping[known[source]]
            for a in data["attribute"]
            for source, mapping in a.get("from", {}).items()
            if source in known and a["id"] not in known
        }
        if not more:
            break
        known.update(more)
    shared = tuple((a["id"], known[a["id"]]) for a in data["attribute"] if a.get("shared"))
    asked = tuple(
        all(known[name] in allowed for name, allowed in question.get("applies_to", {}).items())
        for question in data["question"]
    )
    return shared, asked


def test_the_table_has_the_382_councils():
    assert len(EVERYBODY) == 382


@pytest.mark.no_cover
@pytest.mark.parametrize("name", SCHEMES)
def test_every_council_of_the_uk_gets_its_true_count(name):
    data = SCHEMES[name]
    questionnaire = parse_questionnaire(data, "set")
    alike = Counter(outline(data, council) for council in EVERYBODY)
    assert sum(alike.values()) == 382
    councils = read_councils(TABLE, questionnaire)
    for row in ROWS:
        attributes = {key: value for key, value in row.items() if key in VALUES}
        known = {a["id"]: attributes[a["id"]] for a in data["attribute"] if a["id"] in attributes}
        assert count_look_alikes(questionnaire, known, councils) == LookAlikes(alike[outline(data, row)], 382)


# ---- every planned kind of network


def rows_where(column: str, value: str) -> list[dict[str, str]]:
    return [row for row in ROWS if row[column] == value]


def one(row: dict[str, str]) -> dict[str, str]:
    """A single council of a row that stands for several."""
    return {**row, "councils": "1"}


def one_beside(kind: str) -> list[dict[str, str]]:
    """One council of a type beside all those of another type."""
    other = "district" if kind != "district" else "metropolitan"
    return [one(rows_where("council-type", kind)[0]), *rows_where("council-type", other)]


NATIONS = {nation: [row for row in ROWS if NATION[row["region"]] == nation] for nation in sorted(set(NATION.values()))}
NETWORKS = {
    "the whole UK": ROWS,
    **{f"all of the type {kind}": rows_where("council-type", kind) for kind in VALUES["council-type"]},
    **{f"one {kind} beside all of another type": one_beside(kind) for kind in VALUES["council-type"]},
    **{f"one council alone, a {kind}": [one(rows_where("council-type", kind)[0])] for kind in VALUES["council-type"]},
    **{f"the region {region}": rows_where("region", region) for region in VALUES["region"]},
    **{f"all of {band}": rows_where("population-band", band) for band in VALUES["population-band"]},
    **{f"the nation {nation}": rows for nation, rows in NATIONS.items()},
    "one of each kind that there is": [one(row) for row in ROWS],
}


def choices(data) -> list[tuple[str, ...] | None]:
    """Every choice of attributes that a network can make: all (none named), or any of the shared ones."""
    shared = [a["id"] for a in data["attribute"] if a.get("shared")]
    return [None, *(some for number in range(len(shared) + 1) for some in combinations(shared, number))]


def seen(data, council, used) -> tuple[object, ...]:
    """Say what a return shows besides its answers, in a network that uses these attributes."""
    shared, asked = outline(data, council)
    return tuple(pair for pair in shared if used is None or pair[0] in used), asked


def test_the_networks_are_of_every_kind_and_hold_every_council():
    assert len(NETWORKS) == 1 + 8 * 3 + 12 + 5 + 4 + 1
    for prefix, total in (("all of the type ", 382), ("the region ", 382), ("all of ", 764), ("the nation ", 382)):
        rows = [row for name, rows in NETWORKS.items() if name.startswith(prefix) for row in rows]
        assert sum(int(row["councils"]) for row in rows) == total


@pytest.mark.no_cover
@pytest.mark.parametrize("name", SCHEMES)
def test_every_council_gets_its_true_count_in_every_kind_of_network(name):
    """The table that --invited takes: one row a kind of council, with how many there are."""
    data = SCHEMES[name]
    questionnaire = parse_questionnaire(data, "set")
    ids = {a["id"] for a in data["attribute"]}
    for used in choices(data):
        for network, rows in NETWORKS.items():
            kinds = [seen(data, row, used) for row in rows]
            numbers = [int(row["councils"]) for row in rows]
            for row, mine in zip(rows, kinds, strict=True):
                alike = sum(number for kind, number in zip(kinds, numbers, strict=True) if kind == mine)
                known = {key: value for key, value in row.items() if key in ids}
                found = count_look_alikes(questionnaire, known, rows, used)
                assert found == LookAlikes(alike, sum(numbers)), (network, used, row)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", SCHEMES)
def test_an_invitation_gives_the_same_counts_as_the_list_behind_it(name):
    """An invitation holds only coarse groups. What is counted from them must be what is counted from the list."""
    data = SCHEMES[name]
    questionnaire = parse_questionnaire(data, "set")
    ids = {a["id"] for a in data["attribute"]}
    for used in choices(data):
        agreed = Network("n", "N", "set", "1", "r", date(2026, 11, 30), "The network", used)
        for network, rows in NETWORKS.items():
            facts = [{key: value for key, value in row.items() if key in ids} for row in rows]
            councils = [
                InvitedCouncil(0, "", "", "", attributes=given)
                for row, given in zip(rows, facts, strict=True)
                for _ in range(int(row["councils"]))
            ]
            groups = invited_groups(councils, questionnaire, agreed)
            table = StoredInvitation("", used, invited=tuple(groups)).councils()
            kinds = Counter(seen(data, row, used) for row in rows for _ in range(int(row["councils"])))
            if not groups:
                # Nothing leaves, and all are asked the same: an invitation has nothing to say.
                assert len(kinds) == 1
                continue
            for row, given in zip(rows, facts, strict=True):
                expected = LookAlikes(kinds[seen(data, row, used)], len(councils))
                assert count_look_alikes(questionnaire, given, table, used) == expected, (network, used, row)


def test_a_table_with_one_row_a_council_gives_the_same():
    questionnaire = parse_questionnaire(SCHEMES["digital-maturity"], "set")
    councils = read_councils(TABLE, questionnaire)
    for council in EVERYBODY[::20]:
        expected = count_look_alikes(questionnaire, council, councils)
        assert count_look_alikes(questionnaire, council, EVERYBODY) == expected


def test_the_pattern_of_what_is_asked_tells_more_than_the_attributes():
    """All 11 councils of Northern Ireland are single-tier; what they are not asked sets them apart."""
    questionnaire = parse_questionnaire(SCHEMES["tier, and the pattern of Northern Ireland"], "set")
    councils = read_councils(TABLE, questionnaire)
    without = parse_questionnaire(SCHEMES["tier"], "set")
    ours = {"council-type": "northern-ireland"}
    assert count_look_alikes(questionnaire, ours, councils).alike == 11
    assert count_look_alikes(without, ours, councils).alike == 382 - 164 - 21


def test_what_the_readme_of_the_facts_promises():
    """No combination of tier and population group has fewer than 17 councils."""
    counts = Counter(outline(SCHEMES["quick-check"], council)[0] for council in EVERYBODY)
    assert min(counts.values()) == 17


def test_the_only_county_invited_is_told_so():
    questionnaire = parse_questionnaire(SCHEMES["tier"], "set")
    invited = [{"council-type": "district"}] * 9 + [{"council-type": "county", "councils": "1"}]
    assert count_look_alikes(questionnaire, {"council-type": "county"}, invited) == LookAlikes(1, 10)
    assert count_look_alikes(questionnaire, {"council-type": "unitary"}, invited) == LookAlikes(0, 10)


# ---- the table of the councils that were invited

QUESTIONNAIRE = parse_questionnaire(SCHEMES["tier"], "set")


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "invited councils.csv"
    path.write_text(text, encoding="utf-8-sig", newline="")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "council-type\ncounty\ndistrict\ndistrict\n",
        "council-type\r\ncounty\r\ndistrict\r\ndistrict\r\n",
        "council-type,councils\ncounty,1\ndistrict,2\n",
        "name,council-type,councils\nA,county,\nB,district,1\nC,district,\n",
        "council-type,councils\ncounty,1\ndistrict,2\n\n",
    ],
)
def test_a_table_may_count_and_may_hold_more_columns(tmp_path, text):
    councils = read_councils(table(tmp_path, text), QUESTIONNAIRE)
    assert count_look_alikes(QUESTIONNAIRE, {"council-type": "district"}, councils) == LookAlikes(2, 3)


def test_a_cell_of_any_length_is_a_fault_and_no_traceback(tmp_path):
    with pytest.raises(FaultsError) as caught:
        read_councils(table(tmp_path, "council-type\n" + "w" * 200_000 + "\n"), QUESTIONNAIRE)
    assert [fault.code for fault in caught.value.faults] == ["not-csv"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("council-type\ncastle\ncounty\nfort\n", ["unknown-option", "unknown-option"]),
        ("council-type,councils\ncounty,two\n", ["wrong-kind"]),
        ("council-type,councils\ncounty,-1\n", ["wrong-kind"]),
        ("council-type,councils\ncounty,1.5\n", ["wrong-kind"]),
        ("council-type,councils\ncounty,9999999\n", ["wrong-kind"]),
        ("council-type,councils\ncounty,\u0663\n", ["wrong-kind"]),
    ],
)
def test_every_fault_of_a_table_is_named_with_its_row(tmp_path, text, codes):
    with pytest.raises(FaultsError) as caught:
        read_councils(table(tmp_path, text), QUESTIONNAIRE)
    assert [fault.code for fault in caught.value.faults] == codes
    assert caught.value.faults[0].place == "row 2"
