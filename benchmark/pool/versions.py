"""Two versions of a question set in one comparison: only the questions that mean the same, by what a crosswalk allows.

An answer to an earlier version counts under the later one on the questions that mean the same; all others were not
asked there. So scores rest on the questions that everybody was asked, as they do within one version.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from benchmark.errors import UsageError
from benchmark.pool.count import Choice, Counted, Selection, choose, contents, count
from benchmark.pool.pool import Pool
from benchmark.questions.editions import find_edition, find_ways
from benchmark.questions.library import find_questionnaire
from scoring.answers import AnswerTable, code_type
from scoring.codes import NOT_ASKED, UNANSWERED, Special
from scoring.conditions import close_questions
from scoring.questionnaire import Questionnaire


def translate(
    table: AnswerTable, before: Questionnaire, after: Questionnaire, same: Mapping[str, str], rest: Special = NOT_ASKED
) -> AnswerTable:
    """Put answers to one version into the questions of another; `rest` stands for all that means something else.

    `same` maps the ids of one version to those of the other.
    """
    codes = np.full((len(after.questions), table.respondents), rest, dtype=code_type(after.questions))
    numbers = {row: np.zeros(table.respondents) for row, q in enumerate(after.questions) if q.number is not None}
    for old, new in same.items():
        row, at = after.question_index[new], before.question_index[old]
        codes[row] = table.codes[at]
        if at in table.numbers:
            numbers[row] = table.numbers[at]
    return AnswerTable(codes, numbers)


def count_versions(pool: Pool, selection: Selection) -> Counted:
    """Count the returns of all versions of a question set in one round under the version that is here.

    Raises UsageError where an earlier version, or the one that is here, cannot be found.
    """
    parts = _parts(pool, selection)
    name = selection.questions or parts[0].questionnaire
    after = find_questionnaire(name)
    if after.version not in {choice.version for choice in parts}:
        raise UsageError(
            f'The pool holds no returns of "{after.id}" {after.version}, the version that is here, so there is nothing '
            "to count the others under. Give the folder of the right question set with --questions."
        )
    now = next(choice for choice in parts if choice.version == after.version)
    counted = count(pool, after, now, selection.roster)
    for choice in (choice for choice in parts if choice is not now):
        before = find_edition(choice.questionnaire, choice.version, selection.questions)
        way = find_ways(before, after, selection.questions)
        found = count(pool, before, choice, selection.roster)
        counted = _joined(counted, _moved(found, after, way.same))
    return _in_order(counted)


def _parts(pool: Pool, selection: Selection) -> list[Choice]:
    """Choose the versions of one question set in one round; networks as for a single one."""
    wanted = (selection.questionnaire or "").partition("@")[0] or None
    found = [
        choice
        for choice in contents(pool)
        if wanted in (None, choice.questionnaire)
        and selection.round in (None, choice.round)
        and (selection.network is None or selection.network in choice.networks)
    ]
    if len({(choice.questionnaire, choice.round) for choice in found}) != 1:
        # The same words as without versions to join: which sets and rounds there are to choose from.
        return [choose(pool, replace(selection, questionnaire=wanted, roster=None))]
    # Whose home is elsewhere is judged over all networks, whatever the version.
    networks = (selection.network,) if selection.network else tuple(sorted({n for c in found for n in c.networks}))
    return [replace(choice, networks=networks) for choice in found]


def _moved(counted: Counted, after: Questionnaire, same: Mapping[str, str]) -> Counted:
    """Put the returns of an earlier version into the questions and the shared attributes of the present one."""
    before = counted.questionnaire
    blank = [""] * counted.councils
    return replace(
        counted,
        table=translate(close_questions(before, counted.table), before, after, same),
        targets=translate(counted.targets, before, after, same, UNANSWERED),
        attributes={
            attribute.id: [
                value if value in attribute.option_ids else "" for value in counted.attributes.get(attribute.id, blank)
            ]
            for attribute in after.shared_attributes
        },
        earlier_versions=dict.fromkeys(counted.keys, before.version),
    )


def _joined(one: Counted, other: Counted) -> Counted:
    """Lay two tables of the same questions side by side."""
    # A conflict between returns of two versions is reported by both.
    faults = list(dict.fromkeys([*one.faults, *other.faults]))
    left_out = Counter(one.left_out) + Counter(other.left_out)
    left_out["conflict"] -= sum(found.code == "conflict" for found in other.faults if found in one.faults)
    return replace(
        one,
        table=_beside(one.table, other.table),
        targets=_beside(one.targets, other.targets),
        attributes={name: [*values, *other.attributes[name]] for name, values in one.attributes.items()},
        digests=[*one.digests, *other.digests],
        keys=[*one.keys, *other.keys],
        left_out={why: number for why, number in left_out.items() if number > 0},
        faults=faults,
        imported=one.imported | other.imported,
        previous={**one.previous, **other.previous},
        earlier_versions={**one.earlier_versions, **other.earlier_versions},
    )


def _beside(one: AnswerTable, other: AnswerTable) -> AnswerTable:
    numbers = {row: np.concatenate([values, other.numbers[row]]) for row, values in one.numbers.items()}
    return AnswerTable(np.concatenate([one.codes, other.codes], axis=1), numbers)


def _in_order(counted: Counted) -> Counted:
    """Sort by key, as one version is: the order says nothing of who answered which."""
    order = sorted(range(counted.councils), key=lambda at: counted.keys[at])
    return replace(
        counted,
        table=counted.table.of(order),
        targets=counted.targets.of(order),
        attributes={name: [values[at] for at in order] for name, values in counted.attributes.items()},
        digests=[counted.digests[at] for at in order],
        keys=[counted.keys[at] for at in order],
    )
