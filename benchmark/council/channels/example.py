"""The invented figures of the example council, for the demo and for tests."""

from typing import Final

from benchmark.council.assessment import Assessment
from benchmark.council.assessment_file import parse_assessment
from benchmark.council.channels.figures import SET
from benchmark.council.folder import CouncilFolder
from benchmark.files import read_toml
from benchmark.questions.library import find_questionnaire, shipped

FILE: Final = "example-channels.toml"


def write_example(council: CouncilFolder) -> Assessment:
    """Put the example's figures into a council's folder, as its answers of this round, and give them."""
    questionnaire = find_questionnaire(SET)
    path = shipped("sample_returns") / FILE
    attributes = council.new_assessment(questionnaire).attributes
    assessment = parse_assessment(read_toml(path), questionnaire, attributes, str(path))
    council.save_assessment(assessment)
    return assessment
