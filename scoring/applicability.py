"""Who is asked what: by a council's attributes, and by its earlier answers."""

from collections.abc import Mapping

from scoring.questionnaire import Question, Questionnaire


def complete_attributes(questionnaire: Questionnaire, given: Mapping[str, str]) -> dict[str, str]:
    """Add the attributes that follow from others, such as the tier from the type of council."""
    known = dict(given)
    # One may follow from another that itself follows, and stand before it in the file.
    for _ in questionnaire.attributes:
        for attribute in questionnaire.attributes:
            if attribute.source and attribute.source in known:
                mapped = attribute.mapping.get(known[attribute.source])
                if mapped is not None:
                    known[attribute.id] = mapped
    return known


def shared_attributes(questionnaire: Questionnaire, given: Mapping[str, str]) -> dict[str, str]:
    """Keep what may leave in a return: the shared attributes, completed."""
    known = complete_attributes(questionnaire, given)
    return {a.id: known[a.id] for a in questionnaire.shared_attributes if a.id in known}


def attributes_needed(questionnaire: Questionnaire) -> list[str]:
    """List the attributes that decide what is asked, in the order of the question set."""
    used = {name for question in questionnaire.questions for name in question.applies_to}
    return [attribute.id for attribute in questionnaire.attributes if attribute.id in used]


def applies(question: Question, attributes: Mapping[str, str]) -> bool:
    """Say whether a council with these (completed) attributes is asked the question.

    An attribute that is not known excludes nothing: a council is asked, and may say not applicable.
    """
    return all(attributes.get(name) in allowed for name, allowed in question.applies_to.items() if name in attributes)


def pattern(questionnaire: Questionnaire, given: Mapping[str, str]) -> tuple[bool, ...]:
    """Say for each question whether it is asked of a council with these attributes."""
    known = complete_attributes(questionnaire, given)
    return tuple(applies(question, known) for question in questionnaire.questions)


def condition_met(question: Question, chosen: Mapping[str, frozenset[str]]) -> bool:
    """Say whether earlier answers open the question: `chosen` maps a question's id to its chosen option ids."""
    return all(chosen.get(name, frozenset()) & set(wanted) for name, wanted in question.asked_if.items())


def asked_questions(
    questionnaire: Questionnaire, given: Mapping[str, str], chosen: Mapping[str, frozenset[str]]
) -> list[Question]:
    """List the questions that this council is asked, given what it has answered so far.

    A question that hangs on one that is itself not asked is not asked either.
    """
    known = complete_attributes(questionnaire, given)
    open_answers: dict[str, frozenset[str]] = {}
    asked = []
    for question in questionnaire.questions:
        if applies(question, known) and condition_met(question, open_answers):
            asked.append(question)
            open_answers[question.id] = chosen.get(question.id, frozenset())
    return asked
