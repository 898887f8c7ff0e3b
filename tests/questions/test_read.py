"""What an author writes arrives whole."""

from pathlib import Path

from benchmark.questions.read import read_questionnaire
from scoring.questionnaire import Attribute, Band, NumberRule, Option, Question, Scale

VALID = Path(__file__).parent / "valid"


def bus_stops():
    return read_questionnaire(VALID / "every-key.toml")


def test_the_set():
    read = bus_stops()
    assert (read.id, read.version, read.title) == ("bus-stops", "2026.1-draft.2", "Bus stops in Lower Marling")
    assert read.about.startswith("How well the council looks after its bus stops – and")
    assert (read.licence, read.minutes) == ("OGL-UK-3.0", 20)
    assert read.bands == (Band(62.5, "Leading"), Band(-10, "Starting"))


def test_the_root():
    root = bus_stops().root
    assert (root.id, root.title, root.parent, root.method) == ("overall", "Overall", None, "mean")
    assert (root.not_applicable, root.unanswered, root.coverage, root.empty_stage) == ("exclude", "zero", 0.8, "block")
    assert root.scale == Scale(-10, 110.5, 1)


def test_attributes():
    tier, kind = bus_stops().attributes
    assert kind == Attribute("kind", "Kind of council", (("district", "District"), ("unitary", "Unitary")))
    assert (tier.shared, tier.source) == (True, "kind")
    assert tier.mapping == {"district": "lower", "unitary": "single"}
    assert tier.option_ids == ("lower", "single")
    assert bus_stops().shared_attributes == (tier,)


def test_sections():
    lights, shelters, facts = bus_stops().sections
    assert (lights.title, lights.parent, lights.weight, lights.leaves) == ("Lights", "shelters", 0.5, "ask")
    assert (shelters.about, shelters.parent, shelters.weight) == ("What people stand under.", "overall", 3)
    assert (shelters.method, shelters.not_applicable, shelters.unanswered) == ("sum", "zero", "exclude")
    assert (shelters.coverage, shelters.empty_stage, shelters.scale) == (0, "pass", Scale(-10, 40, 1))
    assert (facts.method, facts.leaves, facts.about) == ("none", "yes", "")


def test_a_question_of_levels():
    assert bus_stops().question("clean") == Question(
        id="clean",
        section="shelters",
        text="How often are shelters cleaned?",
        options=tuple(
            Option(str(at), text, at) for at, text in enumerate(("Never", "Each year", "Each month", "Each week"))
        ),
        levels=True,
        weight=2,
        why="A clean shelter is used.",
        next_steps=("Clean them once.", "Agree a contract.", "Clean them each week."),
        evidence=("The contract", "A photograph"),
        sources=("Lower Marling standard 4",),
        applies_to={"kind": ("unitary",), "tier": ("single",)},
        stage=2,
        met_from=2,
        required=True,
    )


def test_a_question_on_a_scale_that_is_used_by_many():
    lit = bus_stops().question("lit")
    assert lit.options == (Option("none", "None", 0), Option("some", "Some", 0.5), Option("all", "All", 1))
    assert (lit.levels, lit.choose, lit.weight, lit.scored, lit.required) == (False, "one", 1, True, False)
    assert (lit.stage, lit.met_from, lit.cap, lit.number) == (None, None, None, None)


def test_a_question_of_several_choices():
    kinds = bus_stops().question("kinds")
    assert (kinds.choose, kinds.cap, kinds.lowest, kinds.highest) == ("many", 2, -1, 2)
    assert kinds.asked_if == {"lit": ("some", "all"), "clean": ("2", "3")}  # levels are ids, written as text


def test_a_question_of_a_number():
    wait = bus_stops().question("wait")
    assert (wait.number, wait.options, wait.scored) == (NumberRule(60, 0.5, 0.5), (), False)


def test_what_is_left_out_has_its_usual_value():
    smallest = read_questionnaire(VALID / "smallest.toml")
    assert (smallest.about, smallest.licence, smallest.minutes, smallest.bands, smallest.attributes) == (
        "",
        "",
        None,
        (),
        (),
    )
    question = smallest.questions[0]
    assert (question.why, question.next_steps, question.evidence, question.sources) == ("", (), (), ())
    root = smallest.root
    assert (root.method, root.not_applicable, root.unanswered, root.scale) == ("mean", "exclude", "exclude", Scale())
    assert (root.coverage, root.empty_stage) == (0, "pass")
