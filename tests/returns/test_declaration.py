"""A council's page holds what its council chose to publish and nothing else; its reader takes nothing else either."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.past import Past
from benchmark.council.row_faults import MOST_FAULTS
from benchmark.errors import FaultsError, UsageError, WithheldError
from benchmark.formulas import guarded, unguarded
from benchmark.questions.editions import Way
from benchmark.returns.address import LONGEST_ADDRESS, address_fault, find_address
from benchmark.returns.declaration import Choice, choose_questions, found_links, make_page
from benchmark.returns.declaration_file import COLUMNS, output_paths, page_rows
from benchmark.returns.declaration_gather import MOST_FILES, gather_pages
from benchmark.returns.declaration_read import read_head, read_page
from benchmark.returns.declaration_words import page_preview
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.council.small import SMALL, small_set
from tests.returns.declarations import IDS, LINK, SECRET, SET, assessment, page, past, write

FIRST = IDS[0]
PUBLIC = [
    "https://ambleford.example",
    "http://www.ambleford.example/a/b?c=d#e",
    "HTTPS://Ambleford.Example/",
    "https://ambleford.example:8443/x",
    "https://xn--bcher-kva.example/",
    "https://bücher.example/süd",
]
PRIVATE = [
    "",
    "ambleford.example",
    "javascript:alert(1)",
    "ftp://ambleford.example/",
    "file:///etc/passwd",
    "https://",
    "https://intranet/plans",
    "https://plans.local/x",
    "https://sharepoint.internal./x",
    "https://10.0.0.5/x",
    "https://127.1/x",
    "https://[::1]/x",
    "https://[::1/x",
    "https://a..example/x",
    "https://user:word@ambleford.example/",
    "https://ambleford.example:99999/",
    'https://ambleford.example/"onclick=',
    "https://ambleford.example/\u202egro",
    "https://ambleford.example/" + "x" * LONGEST_ADDRESS,
]


def cells(made):
    return {row.question: row for row in page_rows(made)}


def text_of(made):
    return "\n".join(str(row) for row in page_rows(made))


# ---- web addresses


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_that_anyone_can_open_may_be_published(address):
    assert address_fault(address) == ""
    assert find_address(f"The minutes ({address}), and more.") == address


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_gives_something_away_or_runs_something_may_not(address):
    assert address_fault(address).endswith(".")
    assert find_address(address) == ""


def test_an_address_is_one_word():
    assert "without spaces" in address_fault("https://ambleford.example/a b")
    assert find_address("https://ambleford.example/a b") == "https://ambleford.example/a"


@given(st.text(max_size=80))
def test_whatever_is_found_in_a_text_may_be_published(text):
    found = find_address(text)
    assert not found or (found in text and not address_fault(found) and found.isprintable())


@given(st.text(max_size=20))
def test_a_text_that_was_guarded_against_formulas_comes_back(text):
    assert unguarded(guarded(text)) == text or text.startswith("'")


# ---- what is chosen


def test_everything_but_what_is_on_demand_is_on_a_page():
    chosen = choose_questions(SET, (), ())
    assert set(IDS) - set(chosen) == {"cyber-practice"}
    assert set(choose_questions(SET, ("security",), ())) == set(IDS)


def test_sections_and_questions_can_be_left_out_and_the_page_says_so():
    made = page(without=("plumbing", FIRST))
    assert not {row.question for row in page_rows(made)} & {FIRST, "buying-code", "building-blocks"}
    assert made.left_out == ("1 of 2 in The signature", "Fixing the plumbing", "Cyber security")


def test_what_is_left_out_must_exist():
    with pytest.raises(UsageError, match='no section and no question "nowhere"'):
        choose_questions(SET, (), ("nowhere",))


def test_a_question_that_hangs_on_one_that_is_left_out_stays_too():
    chosen = choose_questions(small_set(), (), ("early",))
    assert "how-early" not in chosen
    assert "late" in chosen


# ---- what a page holds


def test_a_page_holds_levels_the_last_round_and_targets_and_nothing_private(tmp_path):
    made = page()
    row = cells(made)[FIRST]
    assert (row.level, row.last_level, row.target, row.evidence_link) == ("2", "1", "3", "")
    assert row.level_words.startswith("Level 2: A named officer")
    assert (row.council, row.round, row.last_round) == ("Ambleford", "2026-autumn", "2025-autumn")
    for shown in (text_of(made), page_preview(made, [tmp_path / "page.html"])):
        assert SECRET not in shown
        assert LINK not in shown


def test_only_the_addresses_that_are_chosen_are_published_and_the_preview_shows_each(tmp_path):
    made = page(links=(FIRST,))
    assert [row.evidence_link for row in page_rows(made) if row.evidence_link] == [f"{LINK}/{FIRST}"]
    shown = page_preview(made, [tmp_path / "page.html"])
    assert shown.count(LINK) == 1
    assert f"Evidence: {LINK}/{FIRST}" in shown
    assert SECRET not in shown


def test_the_preview_shows_every_word_that_the_page_has_of_a_commitment():
    made = page(links=(FIRST,), answers={IDS[1]: Answer(NOT_APPLICABLE), IDS[2]: Answer()})
    shown = " ".join(page_preview(made, []).split())
    for row in page_rows(made):
        assert f"{row.commitment} {row.level_words}" in shown
    assert "In 2025-autumn: Level 1. Aims at: Level 3." in shown


def test_an_address_can_only_be_chosen_where_there_is_one():
    with pytest.raises(UsageError, match=f'The evidence of "{FIRST}" holds no web address'):
        page(links=(FIRST,), answers={FIRST: Answer(2, evidence="On paper, at https://intranet/x")})


def test_evidence_of_a_question_that_is_not_on_the_page_is_not_offered():
    assert "cyber-practice" not in found_links(assessment(), choose_questions(SET, (), ()))


def test_an_answer_that_was_carried_over_is_not_this_rounds_word():
    made = page(answers={FIRST: Answer(3, 4, evidence=LINK, carried="2025-autumn")})
    assert made.by_id[FIRST].code is UNANSWERED
    assert made.by_id[FIRST].target is None
    assert made.by_id[FIRST].before == 1
    with pytest.raises(UsageError, match="holds no web address"):
        page(links=(FIRST,), answers={FIRST: Answer(3, evidence=LINK, carried="2025-autumn")})


def test_what_was_not_confirmed_in_the_last_round_is_not_compared_with():
    then = past(1, **{FIRST: Answer(1, carried="2024-autumn"), IDS[1]: Answer()})
    made = make_page(assessment(), "2026-autumn", then, Choice(IDS), council="A")
    assert made.by_id[FIRST].before is None
    assert made.by_id[IDS[1]].before is None
    assert made.by_id[IDS[3]].before == 1


def test_a_last_round_that_cannot_be_compared_is_not_named():
    made = make_page(assessment(), "2026-autumn", Past("2025-autumn", "", note="gone"), Choice(IDS), council="A")
    assert made.last_round == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "--name: Write something"),
        ({"name": "a\nb"}, "--name: Use one line"),
        ({"contact": "x" * 201}, "--contact: Shorten it"),
        ({"address": "https://intranet/x"}, "--address: Use an address that works outside"),
        ({"without": tuple(section.id for section in SET.sections)}, "nothing to put on a page"),
        ({"answers": dict.fromkeys(IDS, Answer())}, "nothing to put on a page"),
    ],
)
def test_what_cannot_stand_on_a_page_is_refused(given, said):
    with pytest.raises(UsageError, match=said):
        page(**given)


def test_any_question_set_can_be_a_page_and_comes_back(tmp_path):
    small = small_set(SMALL.replace("worst = 100, best = 0", "worst = 100, best = -5"))
    found = {"owners": Answer(1, 2), "sharing": Answer(2), "uses": Answer(0), "late": Answer(-1.0), "early": Answer(2)}
    way = Way({question.id: question.id for question in small.questions}, scores=True, source="same")
    before = {"uses": Answer(5), "late": Answer(-1.0)}
    then = Past("2025-autumn", "1.0", Assessment(small, {"council-type": "district"}, before), way)
    chosen = choose_questions(small, (), ())
    made = make_page(Assessment(small, {"council-type": "district"}, found), "2026", then, Choice(chosen), council="A")
    rows = cells(made)
    assert (rows["uses"].level, rows["uses"].last_level) == ("none", "plans;streets")
    assert (rows["late"].level, rows["late"].last_level) == ("-1", "-1")
    assert rows["sharing"].level == "api"
    assert "districts" not in rows
    again = read_page(write(tmp_path, made), small)
    assert again == made


# ---- reading it again


@pytest.mark.parametrize("name", ["Ambleford", "=1+1", "'quoted'", "-Ford", "Cyngor Môn", '"A", B'])
def test_a_page_comes_back_as_it_was_written(tmp_path, name):
    made = page(name, links=(FIRST,), contact="+44 1234 567890", address="https://a.example/x", without=("security",))
    path = write(tmp_path, made)
    assert not {cell[:1] for line in path.read_text("utf-8-sig").splitlines() for cell in line.split(",")} & set("=+@")
    again = read_page(path, SET)
    assert (again.council, again.contact, again.address, again.commitments) == (
        name, made.contact, made.address, made.commitments,
    )  # fmt: skip
    assert read_head(path).set == "declaration"


def changed(tmp_path, **more):
    """Write a page with the cells of its first row changed; those of the whole page in every row."""
    path = write(tmp_path, page(links=(FIRST,)))
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    for at, row in enumerate(rows):
        row.update({key: value for key, value in more.items() if at == 0 or key in COLUMNS[:9]})
    return put(path, rows)


def put(path, rows, columns=COLUMNS):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "place", "said"),
    [
        ({"format": "commitments/2"}, "row 2", 'The format is "commitments/2"'),
        ({"set": "quick-check"}, "row 2", 'belong to "quick-check"'),
        ({"version": "2025.1"}, "row 2", "version 2025.1; this is 2026.1"),
        ({"fingerprint": "sha256:0"}, "row 2", "another edition"),
        ({"council": ""}, "row 2, column council", "cannot be the name"),
        ({"council": "A\u202eB"}, "row 2, column council", "one line of plain text"),
        ({"contact": "x" * 201}, "row 2, column contact", "not one line of at most 200"),
        ({"address": "javascript:alert(1)"}, "row 2, column address", "not a web address"),
        ({"round": ""}, "row 2, column round", '"" is not an id'),
        ({"last_round": "Autumn 25"}, "row 2, column last_round", '"Autumn 25" is not an id'),
        ({"question": "nothing"}, "row 2, column question", 'no question "nothing"'),
        ({"question": IDS[1]}, "row 3, column question", "stands in row 2 too"),
        ({"level": "5"}, "row 2, column level", '"5" is not an answer'),
        ({"level": "=1+1"}, "row 2, column level", "is not an answer"),
        ({"last_level": "high"}, "row 2, column last_level", '"high" is not an answer'),
        ({"target": "9"}, "row 2, column target", '"9" cannot be a target'),
        ({"evidence_link": "https://u:p@a.example"}, "row 2, column evidence_link", "Take the user name"),
    ],
)
def test_each_fault_says_where_it_is_and_what_to_do(tmp_path, cells, place, said):
    with pytest.raises(FaultsError) as caught:
        read_page(changed(tmp_path, **cells), SET)
    (fault,) = caught.value.faults
    assert fault.place == place
    assert said in str(fault)


def test_all_faults_are_reported_at_once(tmp_path):
    with pytest.raises(FaultsError) as caught:
        read_page(changed(tmp_path, council="", level="7", target="x", evidence_link="x"), SET)
    assert [fault.code for fault in caught.value.faults] == ["bad-council", "bad-level", "bad-target", "bad-address"]


def test_the_words_in_a_file_are_not_believed(tmp_path):
    path = changed(tmp_path, commitment="<b>Other</b>", level_words="Level 4: all done", section="X")
    assert read_page(path, SET).commitments == page(links=(FIRST,)).commitments


def test_rows_of_two_councils_are_no_page(tmp_path):
    path = write(tmp_path, page())
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    rows[3]["council"] = "Bexford"
    with pytest.raises(FaultsError, match='row 5, column council: "council" is not the same in every row'):
        read_page(put(path, rows), SET)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "columns are not those"),
        ("council,level\nA,1\n", "columns are not those"),
        (",".join(COLUMNS) + "\n", "no row below the header"),
        (",".join(COLUMNS) + "\na,b\n", "The row has 2 cells"),
        (",".join(COLUMNS) + '\n"a', "not valid CSV"),
        (",".join(COLUMNS) + "\n" + "commitments/1" + "," * 16 + "\n", "cell is empty"),
    ],
)
def test_a_file_that_is_no_page_is_refused(tmp_path, text, said):
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError, match=said):
        read_head(path)


def test_a_file_with_one_mistake_many_times_over_is_read_only_so_far(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(",".join(COLUMNS) + "\n" + "a\n" * 12_000, encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        read_head(path)
    assert len(caught.value.faults) == MOST_FAULTS + 1
    assert caught.value.faults[-1].code == "more-faults"


def test_a_page_has_no_more_rows_than_the_set_has_questions(tmp_path):
    path = write(tmp_path, page())
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    with pytest.raises(FaultsError, match="There are 36 rows; the question set has 18 questions"):
        read_page(put(path, [*rows, *rows, *rows[:2]]), SET)


def test_columns_may_stand_in_any_order_and_excel_may_leave_empty_rows(tmp_path):
    path = write(tmp_path, page())
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    again = read_page(put(path, [rows[1], dict.fromkeys(COLUMNS, ""), rows[0], *rows[2:]], COLUMNS[::-1]), SET)
    assert again.commitments == page().commitments


# ---- gathering


def test_pages_are_gathered_by_name_and_what_is_refused_is_named(tmp_path):
    write(tmp_path / "in", page("Bexford"), "1.csv")
    write(tmp_path / "in", page("ambleford"), "2.csv")
    (tmp_path / "in" / "3.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "in" / ".4.csv").write_text("hidden", encoding="utf-8")
    (tmp_path / "in" / "note.txt").write_text("a note", encoding="utf-8")
    (tmp_path / "in" / "5.csv").symlink_to(tmp_path / "in" / "1.csv")
    found = gather_pages([tmp_path / "in", tmp_path / "in" / "2.csv", tmp_path / "gone.csv"])
    assert [made.council for made in found.pages] == ["ambleford", "Bexford"]
    assert [(fault.file.rsplit("/", 1)[-1], fault.code) for fault in found.refused] == [
        ("3.csv", "not-these-columns"),
        ("gone.csv", "missing-file"),
    ]


def test_the_latest_page_of_a_council_stands_for_its_older_ones(tmp_path):
    old = write(tmp_path, page("Ambleford", 1, None, "2025-autumn"), "1.csv")
    write(tmp_path, page("AMBLEFORD ", 2), "2.csv")
    found = gather_pages([tmp_path])
    assert [made.round for made in found.pages] == ["2026-autumn"]
    assert [(file, made.round) for file, made in found.older] == [(str(old), "2025-autumn")]


def test_the_same_page_twice_is_one_page(tmp_path):
    write(tmp_path, page(), "1.csv")
    write(tmp_path, page(), "2.csv")
    found = gather_pages([tmp_path])
    assert len(found.pages) == 1
    assert not found.refused


def test_of_two_pages_that_say_different_things_neither_is_shown(tmp_path):
    write(tmp_path, page("Ambleford", 1), "1.csv")
    write(tmp_path, page("Ambleford", 4), "2.csv")
    write(tmp_path, page("Bexford"), "3.csv")
    found = gather_pages([tmp_path])
    assert [made.council for made in found.pages] == ["Bexford"]
    assert [fault.code for fault in found.refused] == ["two-pages", "two-pages"]


def test_an_index_is_of_one_question_set(tmp_path):
    write(tmp_path, page(), "2.csv")
    changed(tmp_path / "x", set="quick-check").rename(tmp_path / "1.csv")
    found = gather_pages([tmp_path])
    assert found.questionnaire.id == "declaration"
    assert [fault.code for fault in found.refused] == ["other-set"]
    assert gather_pages([tmp_path / "2.csv"], "declaration").pages


def test_a_file_names_no_question_set_by_its_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "questionnaire.toml").write_text("", encoding="utf-8")
    path = changed(tmp_path / "x", set="evil")
    with pytest.raises(UsageError, match="not here"):
        gather_pages([path])


def test_nothing_to_read_is_said(tmp_path):
    with pytest.raises(WithheldError, match="no table of a page"):
        gather_pages([tmp_path])
    with pytest.raises(FaultsError, match="no such file"):
        gather_pages([tmp_path / "gone.csv"])


def test_an_index_takes_so_many_files(tmp_path):
    with pytest.raises(UsageError, match="an index takes 2,000"):
        gather_pages([tmp_path / f"{at}.csv" for at in range(MOST_FILES + 1)])


def test_an_index_that_was_made_before_is_passed_over(tmp_path):
    write(tmp_path, page(), "1.csv")
    (tmp_path / "index.csv").write_text("an index", encoding="utf-8")
    assert not gather_pages([tmp_path], skip=tmp_path / "index.csv").refused


def test_a_page_has_its_table_beside_it(tmp_path):
    assert [path.name for path in output_paths(tmp_path / "a.html")] == ["a.html", "a.csv"]
    assert [path.name for path in output_paths(tmp_path / "a.CSV")] == ["a.CSV"]
    with pytest.raises(UsageError, match="neither"):
        output_paths(tmp_path / "a.pdf")


def test_a_table_of_a_later_format_is_refused_before_anything_else_of_it_is_read(tmp_path):
    with pytest.raises(FaultsError, match='The format is "commitments/9"'):
        gather_pages([changed(tmp_path, format="commitments/9", set="")])
