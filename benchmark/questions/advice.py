"""Advice on a question set: what is allowed, and yet rarely meant, or hard to answer. It is no fault.

The catalogue below is the only place where the words stand; the tests read it too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from benchmark.faults import printable


@dataclass(frozen=True, slots=True, order=True)
class Advice:
    """One piece of advice: where it applies, what was seen, what could be done."""

    place: str
    code: str
    seen: str
    idea: str

    def __str__(self) -> str:
        """Write the advice on one line."""
        return printable(f"{self.place}: {self.seen} {self.idea}")


def advise(code: str, place: str, **values: object) -> Advice:
    """Make advice from the catalogue; `values` fill the gaps in its words."""
    seen, idea = CATALOGUE[code]
    return Advice(place, code, seen.format(**values), idea.format(**values))


CATALOGUE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # Words
        "long-question": (
            "The question has {words} words.",
            "Ask in at most {limit}; put the reason into `why`.",
        ),
        "long-level": ('"{id}" has {words} words.', "Describe it in at most {limit}."),
        "long-sentence": ('A sentence of {words} words begins "{start}".', "Split it: at most {limit} words each."),
        "bare-levels": (
            "Levels of at most {limit} words are labels: {ids}.",
            "Say what an outsider would see there.",
        ),
        "vague-word": (
            'The level "{id}" says "{word}", which two people may read differently.',
            "Say how many, how often, or what can be shown.",
        ),
        "alike": ('"{first}" and "{second}" say almost the same.', "Say what the higher one has that the lower lacks."),
        "no-question-mark": ("The text is not a question.", "End it with a question mark."),
        "two-negatives": ('"{first}" and "{second}" stand in one sentence.', "Ask for what is there, not what is not."),
        "says-nothing-about": ("It has no {keys}.", "Help the council to answer, and to trust the question."),
        "none-says": ("No question has `{key}`.", "Add it where it helps a council to answer, or to do better."),
        # Rules
        "idle-stage": (
            "It has `{key}`, but no section or theme that it stands in is staged, so that does nothing.",
            'Write method = "staged" in the section, or remove it.',
        ),
        "no-stage": (
            'It has no stage, so it does not count in "{id}", which is staged.',
            "Add a stage, or write scored = false.",
        ),
        "met-from-alone": ("It has `met_from` but no stage, so that does nothing.", "Add a stage, or remove it."),
        "band-out-of-reach": (
            'No score that can be shown lies in the band "{title}".',
            "The scale runs from {start} to {stop} in steps of {step}. Correct `from`, or remove the band.",
        ),
        "no-lowest-band": ("Scores below {start} are in no band.", "Let the lowest band begin at {wanted}."),
        "idle-bands": ("There is no overall score, so no band is ever shown.", "Remove the bands."),
        "number-out-of-reach": (
            'No number that may be given lies in the band "{id}".',
            "Correct the thresholds, or least, most or step.",
        ),
        "full-points-out-of-reach": (
            "The number that would earn {what} may not be given.",
            "Correct worst and best, or least and most.",
        ),
        "no-gain": (
            '"{second}" earns no more and no less than "{first}" beside it.',
            "Join the two, or change points.",
        ),
        "earns-nothing": ('Choosing "{id}" earns nothing.', "Give it points, or leave it out."),
        "idle-attribute": (
            "It is private, no question is asked by it, and nothing follows from it.",
            "Remove it: a council should not be asked in vain.",
        ),
        "unused-scale": ("No question uses it.", "Remove it, or use it."),
        "weightless": ("It weighs 0, so it counts in no score.", "Write scored = false, or give it a weight."),
        # What changed since another version
        "means-something-else": (
            "An answer to it means something else than in version {version}: {what}.",
            "A new question needs a new id; else say in a crosswalk that it changed.",
        ),
    }
)
