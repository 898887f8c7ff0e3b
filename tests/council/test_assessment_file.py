"""A file of answers: everything written is read again, and every mistake is reported, all at once."""

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.assessment_file import parse_assessment, render_assessment
from benchmark.errors import FaultsError
from scoring.codes import NOT_APPLICABLE, UNANSWERED
from tests.council.small import small_set

SET = small_set()
TOP = 'format = "assessment/1"\nquestionnaire = "small"\nversion = "1.0"\n'
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def parse(text):
    return parse_assessment(tomli.loads(text), SET, {}, "small.toml").answers


def faults(text):
    with pytest.raises(FaultsError) as found:
        parse(text)
    return [(fault.code, fault.place) for fault in found.value.faults]


def codes_of(question):
    if question.number is not None:
        steps = st.integers(-(10**9), 10**9)
        return st.one_of(st.just(UNANSWERED), st.just(NOT_APPLICABLE), steps.map(lambda step: step / 2))
    most = 2 ** len(question.options) if question.choose == "many" else len(question.options)
    return st.one_of(st.just(UNANSWERED), st.just(NOT_APPLICABLE), st.integers(0, most - 1))


def answers_of(question):
    targets = st.integers(0, len(question.options) - 1) if question.target_levels else st.nothing()
    return st.builds(Answer, codes_of(question), st.none() | targets, TEXTS, TEXTS, TEXTS, TEXTS)


ANSWERS = st.fixed_dictionaries({}, optional={question.id: answers_of(question) for question in SET.questions})


@given(ANSWERS)
def test_what_is_written_is_read_again(answers):
    text = render_assessment(Assessment(SET, {}, answers))
    said = {question_id: answer for question_id, answer in answers.items() if answer != Answer()}
    assert parse(text) == said


def test_the_number_minus_one_is_an_answer():
    assert Answer(-1.0) != Answer(UNANSWERED)
    assert parse(render_assessment(Assessment(SET, {}, {"late": Answer(-1.0)}))) == {"late": Answer(-1.0)}


def test_a_file_reads_as_its_author_means_it():
    text = """
[answers.owners]
answer = 2
target = 3
evidence = "The register"
by = "Head of data"
[answers.sharing]
answer = "api"
[answers.uses]
answer = ["plans", "streets"]
[answers.late]
answer = 12.5
[answers.early]
answer = "not-applicable"
reason = "Nothing is bought"
[answers.how-early]
note = "Ask the buyers"
"""
    assert parse(TOP + text) == {
        "owners": Answer(2, target=3, evidence="The register", by="Head of data"),
        "sharing": Answer(2),
        "uses": Answer(0b101),
        "late": Answer(12.5),
        "early": Answer(NOT_APPLICABLE, reason="Nothing is bought"),
        "how-early": Answer(note="Ask the buyers"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOP.replace("assessment/1", "assessment/2"), [("unknown-format", "top of the file")]),
        (TOP.replace('"small"', '"large"'), [("other-set", "top of the file")]),
        (TOP.replace('"1.0"', '"0.9"'), [("other-version", "top of the file")]),
        (TOP + "extra = 1", [("unknown-key", "top of the file")]),
        (TOP + "answers = 3", [("wrong-kind", "top of the file")]),
        ("", [("missing-key", "top of the file")] * 3),
        (TOP + "[answers.owner]\nanswer = 1", [("no-such-question", "[answers.owner]")]),
        (TOP + "[answers]\nowners = 1", [("wrong-kind", "[answers.owners]")]),
        (TOP + "[answers.owners]\nanswer = 4", [("bad-level", "[answers.owners]")]),
        (TOP + "[answers.owners]\nanswer = true", [("bad-level", "[answers.owners]")]),
        (TOP + "[answers.owners]\nanswer = {}", [("wrong-kind", "[answers.owners]")]),
        (TOP + "[answers.owners]\nanswr = 1", [("unknown-key", "[answers.owners]")]),
        (TOP + "[answers.owners]\nanswer = 1\nnote = 3", [("wrong-kind", "[answers.owners]")]),
        (TOP + "[answers.owners]\nanswer = 1\ntarget = 9", [("bad-target", "[answers.owners]")]),
        (
            TOP + "[answers.owners]\nanswer = 9\ntarget = 9",
            [("bad-level", "[answers.owners]"), ("bad-target", "[answers.owners]")],
        ),
        (TOP + "[answers.uses]\nanswer = ['plans', 'x']", [("bad-choice", "[answers.uses]")]),
        (TOP + "[answers.uses]\nanswer = ['plans']\ntarget = 1", [("bad-target", "[answers.uses]")]),
        (TOP + "[answers.late]\nanswer = 'often'", [("bad-amount", "[answers.late]")]),
        (TOP + "[answers.late]\nanswer = 0.3", [("not-a-step", "[answers.late]")]),
        (
            TOP + "[answers.owners]\nanswer = 4\n[answers.sharing]\nanswer = 'x'\n[answers.nope]\n",
            [
                ("bad-level", "[answers.owners]"),
                ("bad-level", "[answers.sharing]"),
                ("no-such-question", "[answers.nope]"),
            ],
        ),
    ],
)
def test_each_mistake_is_a_fault_with_its_place(text, expected):
    assert faults(text) == expected


def test_the_file_says_at_its_top_what_is_private_and_stands_in_the_order_of_the_set():
    text = render_assessment(Assessment(SET, {}, {"early": Answer(1), "owners": Answer(1)}))
    assert "Private" in text.splitlines()[0]
    assert text.index("[answers.owners]") < text.index("[answers.early]")
