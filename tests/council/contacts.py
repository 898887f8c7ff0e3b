"""A council's contacts for tests: the example's, and a unitary council with figures for all twelve services."""

from functools import cache

import tomli

from benchmark.council.assessment_file import parse_assessment
from benchmark.council.channels.figures import SET, build_channels
from benchmark.council.channels.terms import make_terms
from benchmark.files import read_toml
from benchmark.questions.library import find_questionnaire, shipped
from scoring.applicability import complete_attributes

HEAD = 'format = "assessment/1"\nquestionnaire = "channels"\nversion = "2026.1"\n'
WEB_COUNTS = ("finished", "visits")


@cache
def questionnaire():
    return find_questionnaire(SET)


def read(data, kind="unitary"):
    attributes = complete_attributes(questionnaire(), {"council-type": kind, "population-band": "150k-250k"})
    return parse_assessment(data, questionnaire(), attributes, "channels.toml")


def build(text, *terms, service=None, kind="unitary"):
    """What is found in a file with these lines and answers."""
    assessment = read(tomli.loads(HEAD + text), kind)
    return build_channels(assessment, "2026-autumn", make_terms(*terms), service, "channels.toml")


def example(*terms, service=None):
    """The example council's figures."""
    assessment = read(read_toml(shipped("sample_returns") / "example-channels.toml"), "district")
    return build_channels(assessment, "2026-autumn", make_terms(*terms), service, "channels.toml")


def twelve(*terms, scale=1):
    """Twelve services of very different sizes; each seventh figure is not known."""
    parts = []
    for place, line in enumerate(questionnaire().register.lines, start=1):
        names = ("web", "phone", "face", "email", "post")
        numbers = {name: scale * (place * 7919 * (at + 1) % 90_000) for at, name in enumerate(names)}
        known = [f"{name} = {number}" for at, (name, number) in enumerate(numbers.items()) if (place + at) % 7]
        extra = [f'web-counts = "{WEB_COUNTS[place % 2]}"', *([f"fail = {place * 3}"] if place % 3 else [])]
        parts.append("\n".join([f"[[lines.{line.id}.row]]", *known, *extra]))
    return build("\n".join(parts), *terms)


def write_example(council):
    """Put the contacts of the example council into a council's folder, and give them as its assessment."""
    found = read(
        read_toml(shipped("sample_returns") / "example-channels.toml"), council.profile.attributes["council-type"]
    )
    assessment = council.new_assessment(found.questionnaire)
    assessment.entries.update(found.entries)
    assessment.answers.update(found.answers)
    council.save_assessment(assessment)
    return assessment
