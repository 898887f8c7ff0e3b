"""Review a question set: its faults, and advice on its words, its rules, and its ids since an earlier version."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmark.errors import FaultsError, UsageError
from benchmark.files import read_toml
from benchmark.questions.advice import Advice
from benchmark.questions.advice_rules import rules_advice
from benchmark.questions.advice_text import text_advice
from benchmark.questions.earlier import meaning_advice, version_faults
from benchmark.questions.expand import expand
from benchmark.questions.library import shipped_sets
from benchmark.questions.read import file_of, parse_questionnaire, read_questionnaire
from scoring.questionnaire import Questionnaire


def check_set(path: Path, against: Path | None = None) -> tuple[Questionnaire, list[Advice]]:
    """Read a set and advise on it, or raise FaultsError with every fault; `against` is an earlier version."""
    file = file_of(path)
    data = read_toml(file)
    questionnaire = parse_questionnaire(data, str(file))
    old = None if against is None else _earlier(questionnaire, against)
    faults = list(version_faults(questionnaire, old, f"in {file_of(against)}", str(file))) if against and old else []
    for folder in shipped_sets():
        if folder.name == questionnaire.id:
            where = "in the set of that id that comes with the program"
            faults += version_faults(questionnaire, read_questionnaire(folder), where, str(file))
    if faults:
        raise FaultsError(faults)
    advice = review(data, questionnaire)
    return questionnaire, _in_order([*advice, *(meaning_advice(questionnaire, old) if old else ())], questionnaire)


def review(data: Mapping[str, Any], questionnaire: Questionnaire) -> list[Advice]:
    """List all advice on a set without faults, in the order of the set."""
    found = [*rules_advice(expand(data), questionnaire), *text_advice(questionnaire)]
    alike = _alike(questionnaire)
    return _in_order([advice for advice in found if advice.place not in alike], questionnaire)


def _alike(questionnaire: Questionnaire) -> set[str]:
    """List the places of questions that a register makes for its other lines: what holds of the first holds of them."""
    made = questionnaire.register.made if questionnaire.register else {}
    first = questionnaire.register.lines[0].id if questionnaire.register else ""
    return {f'question "{question_id}"' for question_id, (line, _) in made.items() if line.id != first}


def _in_order(advice: list[Advice], questionnaire: Questionnaire) -> list[Advice]:
    """Put what concerns the whole first, then go question by question."""
    order = {f'question "{question.id}"': at for at, question in enumerate(questionnaire.questions, start=1)}
    return sorted(advice, key=lambda one: order.get(one.place, 0))


def _earlier(questionnaire: Questionnaire, path: Path) -> Questionnaire:
    old = read_questionnaire(path)
    if old.id != questionnaire.id:
        raise UsageError(
            f'"{old.id}" is not an earlier version of "{questionnaire.id}": the ids of the two sets differ. '
            "To compare different sets, use `council-benchmark questions diff`."
        )
    return old
