"""The committee's paper may be published: what must not be in it is not, and what it holds is in Word's own styles."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import msgspec
import pytest
from docx.oxml.ns import qn

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.open_part import closed_sections, open_part, touched_sections
from benchmark.council.summary import summarise
from benchmark.errors import WithheldError
from benchmark.outputs.figures import svg_text
from benchmark.outputs.paper import build_paper
from benchmark.outputs.paper_comparison import MEMBERS_ONLY, TOO_FEW, PaperComparison, compare_in_public
from benchmark.outputs.word import paper_bytes
from benchmark.pool.rules import CIRCLE, NETWORK, PUBLIC
from scoring.questionnaire import Questionnaire
from tests.council.small import small_set
from tests.outputs.pools import make, maturity

SECRET = "planted-secret"


def assess(questionnaire: Questionnaire | None = None, *, security: int = 0, **levels: int) -> Assessment:
    """All answers at level 2 but those of the security section; texts of every kind are planted."""
    questionnaire = questionnaire or maturity()
    answers = {}
    for question in questionnaire.questions:
        level = security if question.section == "security" else levels.get(question.section, 2)
        answers[question.id] = Answer(
            level, target=3, note=f"{SECRET} note", evidence=f"{SECRET} evidence", reason=f"{SECRET} reason", by=SECRET
        )
    return Assessment(questionnaire, {}, answers)


def draft(assessment: Assessment, compared: PaperComparison | None = None) -> bytes:
    return paper_bytes(build_paper(open_part(assessment), "Ambleford", "2026-autumn", compared or PaperComparison()))


def words(data: bytes) -> str:
    """Every text of every part of the file, alternative texts and properties among them."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist() if ".xml" in name)


def public(councils: int = 60) -> PaperComparison:
    benchmark, _ = make(councils, PUBLIC)
    assessment = assess()
    return compare_in_public(benchmark, assessment, touched_sections(assessment.questionnaire), None)


def test_notes_evidence_reasons_and_roles_are_not_in_it():
    assert SECRET not in words(draft(assess(), public()))


@pytest.mark.parametrize("with_peers", [False, True])
def test_the_answers_of_a_closed_section_change_nothing_in_the_paper(with_peers):
    """The strongest test of a leak: whatever the council answers on security, every byte stays the same."""
    peers = public() if with_peers else None
    assert draft(assess(security=0), peers) == draft(assess(security=4), peers)


def test_a_closed_section_is_named_once_as_left_out_and_none_of_its_questions_are_there():
    questionnaire = maturity()
    text = words(draft(assess(), public()))
    assert "Security and resilience, is not reported in public" in text
    for question in questionnaire.by_section["security"]:
        for part in (question.text, *question.next_steps, *(option.title for option in question.options)):
            assert part not in text


def test_the_overall_score_is_that_of_the_sections_in_the_paper():
    part = open_part(assess(security=0))
    assert part.summary.overall.shown == "50"
    assert summarise(assess(security=0)).overall.shown != "50"
    assert part.left_out == ("Security and resilience",)


def test_no_rank_is_in_it():
    text = words(draft(assess(), public())).lower()
    for word in ("quarter", "percentile", "ranked", "ranking", "top of", "bottom of", "th place"):
        assert word not in text, word


@pytest.mark.parametrize("rules", [NETWORK, CIRCLE])
def test_from_a_benchmark_for_members_nothing_is_taken_and_the_paper_says_why(rules):
    benchmark, _ = make(60, rules)
    compared = compare_in_public(benchmark, assess(), frozenset(), None)
    assert compared == PaperComparison(method=(MEMBERS_ONLY,))
    assert MEMBERS_ONLY in words(draft(assess(), compared))


def test_too_few_councils_for_public_figures_are_not_compared():
    benchmark, _ = make(60, PUBLIC)
    silent = msgspec.structs.replace(benchmark, cells=())
    assert compare_in_public(silent, assess(), frozenset(), None) == PaperComparison(method=(TOO_FEW,))


def test_a_public_comparison_shows_open_sections_only_and_rounded_numbers():
    compared = public()
    assert compared.chart is not None
    items = {row.item for row in compared.chart.table}
    assert items == {section.id for section in maturity().sections} - {"security"}
    assert "about 60 councils" in compared.chart.alt


def nested() -> Questionnaire:
    """A set in which a closed section holds one that says it is open, and stands in an open one."""
    base = maturity()
    inner = {"data": {"parent": "security"}, "security": {"parent": "skills"}}
    return replace(base, sections=tuple(s._replace(**inner.get(s.id, {})) for s in base.sections))


def test_what_stands_in_a_closed_section_is_closed_and_what_holds_one_is_not_compared():
    assert closed_sections(nested()) == {"security", "data"}
    assert touched_sections(nested()) == {"security", "data", "skills"}


def test_a_set_of_closed_sections_only_gives_no_paper():
    base = maturity()
    closed = replace(base, sections=tuple(s._replace(leaves="ask") for s in base.sections))
    with pytest.raises(WithheldError, match="every section"):
        open_part(assess(closed))


def test_a_question_that_hangs_on_a_closed_one_keeps_its_place():
    questionnaire = small_set()
    sections = tuple(s._replace(leaves="ask") if s.id == "data" else s for s in questionnaire.sections)
    questions = tuple(
        replace(q, asked_if={"sharing": ("api",)}) if q.id == "early" else q for q in questionnaire.questions
    )
    changed = replace(questionnaire, sections=sections, questions=questions)
    answers = {"sharing": Answer(2), "early": Answer(1), "late": Answer(10.0)}
    part = open_part(Assessment(changed, {"council-type": "district"}, answers))
    assert [row.id for row in part.summary.questions] == ["late", "early"]
    without = open_part(Assessment(changed, {"council-type": "district"}, {**answers, "sharing": Answer(0)}))
    assert [row.id for row in without.summary.questions] == ["late"]


def test_the_same_paper_gives_the_same_bytes_without_a_date():
    data = draft(assess(), public())
    assert data == draft(assess(), public())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", words(data))) == {"2000-01-01T00:00:00Z"}


@pytest.fixture(scope="module")
def document():
    return docx.Document(io.BytesIO(draft(assess(skills=1, data=0), public())))


def texts(document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_its_parts_stand_under_headings_in_order(document):
    assert texts(document, "Heading 1") == ["Local digital maturity: where Ambleford stands, and what to do next"]
    assert texts(document, "Heading 2") == [
        "1. Purpose",
        "2. Summary",
        "3. What we ask you to decide",
        "4. Section by section",
        "5. Beside other councils",
        "6. Five questions that you may want to ask",
        "7. Who may help",
        "8. How this was measured, and what not to conclude",
    ]


def test_it_asks_for_the_next_steps_of_the_lowest_answers_and_for_five_answers(document):
    listed = texts(document, "List Number")
    assert len(listed) == 10
    assert listed[0].startswith("Data: ")
    assert listed[1].startswith("Skills and capacity: ")
    assert listed[5].startswith("Data is where we have furthest to go.")
    assert listed[6].startswith("In Skills and capacity a next step is")


def test_each_list_counts_from_one(document):
    numbers = [
        paragraph._p.pPr.numPr.numId.val for paragraph in document.paragraphs if paragraph.style.name == "List Number"
    ]
    assert len(set(numbers[:5])) == len(set(numbers[5:])) == 1
    assert numbers[0] != numbers[5]


def test_the_table_repeats_its_header_and_says_scores_in_words(document):
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Section", "Score", "In words", "Answers with evidence"]
    assert ["Data", "0", "Starting", "100%"] in rows
    assert len(rows) == 11
    assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows] == [True] + [False] * 10


def test_every_chart_has_its_words_and_the_text_its_language(document):
    found = [shape._inline.docPr for shape in document.inline_shapes]
    assert len(found) == 2
    for named in found:
        assert len(named.get("descr")) > 100
        assert named.get("title")
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_a_council_that_answered_little_gets_a_paper_that_says_so():
    document = docx.Document(io.BytesIO(draft(Assessment(maturity(), {}, {}))))
    assert "There is no score for all sections together." in "\n".join(texts(document, "Normal"))
    assert len(texts(document, "List Number")) == 5


def test_texts_that_word_cannot_hold_are_cleaned():
    data = paper_bytes(build_paper(open_part(assess()), "A\x07b\u202e<c> & d", "2026-autumn", PaperComparison()))
    assert "Ab<c> & d" in docx.Document(io.BytesIO(data)).paragraphs[0].text


def told(chart) -> list[str]:
    """Every text that a picture shows or has for who cannot see it."""
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", svg_text(chart, "p"), re.DOTALL)
    return [chart.title, chart.subtitle, chart.alt, *chart.around.footer, *drawn]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "levels", [{}, {"data": 4}, {"data": 0, "skills": 4}, dict.fromkeys((s.id for s in maturity().sections), 2)]
)
def test_no_picture_speaks_to_its_reader_as_if_that_were_the_council(levels):
    benchmark, _ = make(60, PUBLIC)
    assessment = assess(**levels)
    compared = compare_in_public(benchmark, assessment, touched_sections(assessment.questionnaire), None)
    paper = build_paper(open_part(assessment), "Ambleford", "2026-autumn", compared)
    charts = [chart for part in paper.parts for chart in part.charts]
    assert [chart.name for chart in charts] == ["scores", "profile"]
    said = [text for chart in charts for text in told(chart)]
    assert [text for text in said if re.search(r"\b(you|your|we|our)\b", text, re.IGNORECASE)] == []
    assert all("he council" in chart.title for chart in charts)
    assert "The council" in said
