"""The sample returns are sound, are what their script makes, and hold what their README says."""

import csv
import importlib
import random
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from benchmark.council.folder import CouncilFolder
from benchmark.council.register import asked_lines
from benchmark.files import read_toml, write_text
from benchmark.pool.count import contents, count
from benchmark.pool.fit import return_misfits
from benchmark.pool.gather import gather
from benchmark.pool.pool import merge, pool_bytes
from benchmark.pool.publish import build_benchmark
from benchmark.pool.rules import NETWORK
from benchmark.questions.library import find_questionnaire, shipped
from benchmark.returns.keys import decode, public_text, signing_key
from benchmark.returns.lookalikes import read_councils
from benchmark.returns.make import make_return, place_of
from benchmark.returns.model import digest, pretty
from benchmark.returns.read import read_return
from scoring.applicability import pattern, shared_attributes
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED
from scoring.fingerprint import fingerprint
from scoring.questionnaire import OVERALL
from scoring.score import score

SAMPLES = Path(__file__).resolve().parents[2] / "sample_returns"
README = (SAMPLES / "README.md").read_text(encoding="utf-8")
# The script is run by hand and is in no package.
sys.path.append(str(SAMPLES))
make_samples = importlib.import_module("make_samples")

SETS = {name: find_questionnaire(name) for name in ("digital-maturity", "quick-check", "technology-register")}
FULL = SETS["digital-maturity"]
FILES = {name: sorted((SAMPLES / name).iterdir()) for name in SETS}
RETURNS = {name: [read_return(path) for path in files] for name, files in FILES.items()}
COUNCILS = make_samples.read_councils()
OF_KEY = {
    (
        name,
        public_text(signing_key(make_samples.SampleHome(Path(), c.id).secret(), name, "sample-network", "2026-autumn")),
    ): c
    for name in SETS
    for c in COUNCILS
}
ENDINGS = re.compile(r"( Metropolitan Borough| Borough| District| City| County)? Council\Z")


def council_of(signed):
    return OF_KEY[signed.content.questionnaire, signed.content.key]


def of_part(part):
    """Give the returns to the full set of the councils with a part, the earliest first."""
    found = [signed for signed in RETURNS["digital-maturity"] if council_of(signed).part == part]
    return sorted((signed.content for signed in found), key=lambda content: content.sequence)


def counted(name):
    pool = merge(RETURNS[name])
    (choice,) = contents(pool)
    return count(pool, SETS[name], choice)


def core(name):
    """Give the name of a place without what kind of council it is."""
    bare = name.removesuffix(" (invented)").removeprefix("London Borough of ")
    return ENDINGS.sub("", bare).casefold()


def real_names():
    """Give the names of the UK's councils by type."""
    text = (Path(__file__).parent / "real_councils.txt").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    groups = (block.split(": ", 1) for block in text.strip().split("\n\n"))
    return {kind: [name.strip() for name in names.split(",")] for kind, names in groups}


def rows_of_readme(width):
    """Give the rows of the README's tables of so many columns."""
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in README.splitlines() if line[:1] == "|"
    ]
    return {row[0]: row[1:] for row in rows if len(row) == width}


def test_the_folder_holds_what_the_script_makes():
    assert make_samples.differences(SAMPLES) == []


def test_every_difference_is_named(tmp_path):
    copy = shutil.copytree(SAMPLES, tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__"))
    missing, changed = (path.relative_to(SAMPLES) for path in FILES["quick-check"][:2])
    (copy / missing).unlink()
    write_text(copy / changed, "{}\n")
    write_text(copy / "digital-maturity" / "notes.txt", "")
    assert make_samples.differences(copy) == [
        f"missing: {missing.as_posix()}",
        "should not be there: digital-maturity/notes.txt",
        f"differs: {changed.as_posix()}",
    ]


def test_every_json_file_is_a_return_and_the_folders_hold_nothing_else():
    assert sorted(SAMPLES.rglob("*.json")) == sorted(path for files in FILES.values() for path in files)
    gathered = gather(SAMPLES / name for name in SETS)
    assert not gathered.refused
    assert len(gathered.returns) == sum(map(len, FILES.values()))


@pytest.mark.parametrize("name", SETS)
def test_every_return_fits_its_question_set_and_place(name):
    questionnaire = SETS[name]
    for path, signed in zip(FILES[name], RETURNS[name], strict=True):
        content = signed.content
        assert not list(return_misfits(content, questionnaire, fingerprint(questionnaire), path.name, ""))
        assert (content.questionnaire, content.version) == (name, "2026.1")
        assert (content.network, content.round) == ("sample-network", "2026-autumn")


@pytest.mark.parametrize("name", SETS)
def test_files_are_named_after_digests_and_written_for_people(name):
    for path, signed in zip(FILES[name], RETURNS[name], strict=True):
        assert path.name == f"return-{digest(signed.content)[:12]}.json"
        assert path.read_bytes() == pretty(signed).encode("ascii")


def test_no_return_names_a_council():
    text = "".join(path.read_text(encoding="ascii") for files in FILES.values() for path in files).casefold()
    assert not [c.name for c in COUNCILS if core(c.name) in text or core(c.name).replace(" ", "-") in text]


def test_at_least_60_councils_of_every_type_and_many_regions():
    with make_samples.COUNCILS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({council_of(signed).number for signed in RETURNS["digital-maturity"]}) == len(rows) >= 60
    assert {row["council-type"] for row in rows} == set(FULL.attributes[0].option_ids)
    assert len({row["region"] for row in rows}) == 12


def test_the_list_of_councils_can_be_read_as_a_list_of_those_invited():
    assert len(read_councils(make_samples.COUNCILS, FULL)) == len(COUNCILS)


def test_every_invented_council_is_of_a_kind_that_exists():
    columns = ("council-type", "region", "population-band")
    with (shipped("questionnaires") / "facts" / "uk-councils.csv").open(encoding="utf-8", newline="") as file:
        real = {tuple(row[name] for name in columns) for row in csv.DictReader(file)}
    with make_samples.COUNCILS.open(encoding="utf-8", newline="") as file:
        assert {tuple(row[name] for name in columns) for row in csv.DictReader(file)} <= real


def test_the_list_of_real_names_is_complete():
    with (shipped("questionnaires") / "facts" / "uk-councils.csv").open(encoding="utf-8", newline="") as file:
        wanted = Counter()
        for row in csv.DictReader(file):
            wanted[row["council-type"]] += int(row["councils"])
    assert {kind: len(set(names)) for kind, names in real_names().items()} == wanted


def test_names_are_invented_and_say_so():
    names = [council.name for council in COUNCILS]
    assert all(name.endswith(" (invented)") for name in names)
    invented = {core(name) for name in names}
    assert len(invented) == len(names)
    assert not invented & {name.casefold() for real in real_names().values() for name in real}


def test_any_order_of_merging_gives_the_same_pool():
    returns = [signed for found in RETURNS.values() for signed in found]
    wanted = pool_bytes(merge(returns))
    for seed in range(5):
        shuffled = random.Random(seed).sample(returns, len(returns))
        first, second = merge(shuffled[:40]), merge(shuffled[40:])
        assert pool_bytes(merge(shuffled)) == wanted
        assert pool_bytes(merge([*second.returns, *first.returns])) == wanted


def test_the_revised_return_takes_the_place_of_the_first():
    first, second = of_part("revises")
    assert (first.sequence, second.sequence, first.key) == (1, 2, second.key)
    changed = {name for name, answer in second.answers.items() if first.answers[name] != answer}
    assert len(changed) == 3
    assert all(second.answers[name] > first.answers[name] for name in changed)
    digests = counted("digital-maturity").digests
    assert digest(second) in digests
    assert digest(first) not in digests


def test_the_withdrawal_takes_the_council_out():
    sent, withdrawn = of_part("withdraws")
    assert sent.answers
    assert (sent.sequence, withdrawn.sequence, withdrawn.is_withdrawal) == (1, 2, True)
    result = counted("digital-maturity")
    assert result.left_out == {"withdrawn": 1}
    assert sent.key not in result.keys


def test_one_council_is_a_guest():
    (guest,) = of_part("guest")
    assert not guest.home
    others = [s.content for found in RETURNS.values() for s in found if s.content.key != guest.key]
    assert all(content.home for content in others)


def test_a_few_councils_keep_the_security_section_home():
    of_security = {q.id for q in FULL.by_section["security"]}
    for signed in (signed for found in RETURNS.values() for signed in found if not signed.content.is_withdrawal):
        content = signed.content
        said = (of_security & (content.answers.keys() | content.targets.keys())) or "security" in content.evidenced
        if council_of(signed).part == "security stays home":
            assert not said
        elif content.questionnaire == FULL.id:
            assert said
    assert len(of_part("security stays home")) == 5


def test_not_asked_is_exactly_what_the_type_says():
    for signed in RETURNS["digital-maturity"]:
        council = council_of(signed)
        if signed.content.is_withdrawal:
            continue
        asked = pattern(FULL, council.attributes)
        stays = {"security"} if council.part == "security stays home" else set()
        wanted = {
            question.id
            for question, is_asked in zip(FULL.questions, asked, strict=True)
            if not is_asked and question.section not in stays
        }
        assert {name for name, answer in signed.content.answers.items() if answer == "not-asked"} == wanted
        assert signed.content.attributes == shared_attributes(FULL, council.attributes)


def test_the_quick_check_says_what_the_full_set_says():
    full = {council_of(signed).number: signed.content for signed in RETURNS["digital-maturity"]}
    for signed in RETURNS["quick-check"]:
        same = full[council_of(signed).number]
        for name in SETS["quick-check"].question_index:
            assert signed.content.answers.get(name) == same.answers.get(name)
            assert signed.content.targets.get(name) == same.targets.get(name)


def test_answers_are_plausible():
    table = counted("digital-maturity").table
    levels = table.codes[table.codes >= 0]
    assert 0.8 < ((levels > 0) & (levels < 4)).mean() < 0.95
    assert 0.02 < (levels == 4).mean() < (levels == 0).mean() < 0.12
    assert 40 < np.nanmean(score(FULL, table).values[OVERALL]) < 50
    missing = {code: (table.codes == code).sum() for code in (UNANSWERED, NOT_APPLICABLE)}
    assert all(10 < number < 100 for number in missing.values())
    away = {q.id for q, row in zip(FULL.questions, table.codes, strict=True) if (row == NOT_APPLICABLE).any()}
    assert away == {"telecare-digital", "shared-service-governance", "merger-plan"}
    assert (table.codes == NOT_ASKED).any()


def test_answers_of_one_council_go_together():
    values = score(FULL, counted("digital-maturity").table).values
    sections = np.array([values[section.id] for section in FULL.sections])
    whole = sections[:, ~np.isnan(sections).any(axis=0)]
    related = np.corrcoef(whole)[np.triu_indices(len(whole), 1)]
    assert 0.2 < related.mean() < 0.7


def test_strengths_and_weaknesses_show():
    codes = counted("digital-maturity").table.codes
    middle = {q.id: np.median(row[row >= 0]) for q, row in zip(FULL.questions, codes, strict=True)}
    assert middle["accessibility"] == 3
    assert middle["legacy-removal"] == middle["lasting-funding"] == 1


def test_targets_are_mostly_one_or_two_levels_up_and_sometimes_not_set():
    result = counted("digital-maturity")
    answered = result.table.codes >= 0
    aimed = answered & (result.targets.codes >= 0)
    steps = Counter((result.targets.codes - result.table.codes)[aimed].tolist())
    assert set(steps) == {0, 1, 2}
    assert steps[0] <= 3 < steps[2] < steps[1]
    assert 0.6 < aimed.sum() / answered.sum() < 0.8


@pytest.mark.parametrize("name", SETS)
def test_a_benchmark_can_be_published_and_counties_are_not_shown_alone(name):
    benchmark = build_benchmark(counted(name), NETWORK)
    assert {group.attribute for group in benchmark.groups} == {None, "tier", "population"}
    with_counties = [group for group in benchmark.groups if "upper" in group.options]
    assert [group.options for group in with_counties] == [("lower", "upper")]
    assert "upper" in {withheld.option for withheld in benchmark.withheld}


@pytest.mark.parametrize("name", SETS)
def test_the_example_council_makes_the_return_that_is_among_the_samples(name):
    folder = CouncilFolder(SAMPLES / "example-council")
    secret = read_toml(SAMPLES / "example-secret.toml")["secret"]

    class ExampleHome(make_samples.SampleHome):
        def secret(self):
            return decode(secret)

    home = ExampleHome(Path(), folder.profile.id)
    signed = make_return(folder.read_assessment(SETS[name]), place_of(folder.profile), home, [], 1)
    assert signed in RETURNS[name]
    assert folder.profile.name == council_of(signed).name
    assert council_of(signed).part == "example"


def test_the_example_council_has_answered_nearly_everything():
    folder = CouncilFolder(SAMPLES / "example-council")
    assert folder.started_sets() == sorted([*SETS, "channels", "declaration"])
    full, first, register = (folder.read_assessment(questionnaire) for questionnaire in SETS.values())
    assert len(full.open()) in (2, 3)
    assert not first.open()
    assert len(register.entries) >= 40
    assert not set(register.entries) - {line.id for line in asked_lines(register)}
    scores = score(FULL, full.table())
    assert scores.coverage(OVERALL)[0] > 0.8
    assert not any(np.isnan(scores.values[node.id][0]) for node in FULL.nodes)
    kinds = ("note", "evidence", "by")
    assert all(sum(bool(getattr(a, kind)) for a in full.answers.values()) >= 10 for kind in kinds)
    assert all(a.reason for a in full.answers.values() if a.code == NOT_APPLICABLE)


def test_the_readme_gives_the_true_figures():
    kinds = Counter(council.attributes["council-type"] for council in COUNCILS)
    first = Counter(council.attributes["council-type"] for council in COUNCILS if council.in_first_set)
    parts = Counter(council.part for council in COUNCILS if council.part)
    told = {name: row for name, row in rows_of_readme(3).items() if row[0].isdigit()}
    assert {name: int(row[0]) for name, row in told.items()} == kinds + parts
    assert {name: int(told[name][1]) for name in kinds} == first


def test_the_readme_counts_files_and_councils():
    files = {name: len(found) for name, found in FILES.items()}
    told = rows_of_readme(2)
    assert told["digital-maturity/"][0].startswith(f"{files['digital-maturity']} returns")
    assert told["quick-check/"][0].startswith(f"{files['quick-check']} returns")
    assert f"by {len({council_of(s).number for s in RETURNS['quick-check']})} of the same" in told["quick-check/"][0]
    total = counted("digital-maturity").councils
    assert f"{files['digital-maturity']} files hold the returns of {len(COUNCILS)} councils, and {total} of" in README
    assert f"{len(COUNCILS)} councils that do not exist" in README
