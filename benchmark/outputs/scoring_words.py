"""How a question set scores, in plain words: for readers who never open its file."""

from collections.abc import Iterator
from typing import Final

from scoring.questionnaire import NumberRule, Question, Questionnaire, Section

METHODS: Final = {
    "mean": "the mean of its parts",
    "sum": "the sum of its parts",
    "geometric": "the geometric mean of its parts",
    "minimum": "the least of its parts",
    "maximum": "the greatest of its parts",
    "staged": "the highest stage of which everything is met",
    "subtract": "the top of the scale, less what is not met",
    "none": "no score",
}
_DIRECTIONS: Final = {"nearest": "to the nearest", "down": "down to", "up": "up to"}


def rules_words(questionnaire: Questionnaire, node: Section) -> list[str]:
    """Say in sentences how a section scores; briefly where it has the rules of the whole."""
    if section_words(node._replace(weight=1)) != section_words(questionnaire.root):
        return section_words(node)
    return ["It scores by the same rules as the whole.", *_weight(node)]


def section_words(node: Section) -> list[str]:
    """Say in sentences how a section, a theme or the whole scores."""
    if node.method == "none":
        return ["It gets no score."]
    scale = node.scale
    words = [f"The score is {METHODS[node.method]}, shown from {scale.start:g} to {scale.stop:g}."]
    if node.method == "staged" and node.stage_share < 1:
        words.append(f"A stage is passed when {node.stage_share:.0%} of its questions are met.")
    words += _weight(node)
    if node.coverage:
        words.append(f"There is no score until {node.coverage:.0%} of the questions asked are answered.")
    for rule, what in ((node.not_applicable, "that do not apply"), (node.unanswered, "without an answer")):
        words.append(f"Questions {what} " + ("are left out." if rule == "exclude" else "earn nothing."))
    if node.rounding is not None:
        step = f"{10.0**-node.rounding.decimals:g}"
        words.append(f"It is rounded {_DIRECTIONS[node.rounding.direction]} a multiple of {step}.")
    return words


def _weight(node: Section) -> list[str]:
    return [f"It weighs {node.weight:g} beside the other sections."] if node.weight != 1 else []


def question_words(question: Question) -> list[str]:
    """Say in sentences how an answer scores."""
    if not question.scored:
        return ["It is not scored."]
    words = [*_earns(question)]
    if question.weight != 1:
        words.append(f"It weighs {question.weight:g} beside the other questions of its section.")
    if question.stage is not None:
        met = "with the best answer" if question.met_from is None else f"from {question.met_from:g}"
        words.append(f"It belongs to stage {question.stage}, and is met {met}.")
    if question.required:
        words.append("Without an answer to it there is no score.")
    if question.not_applicable is not None:
        words.append(f"Not applicable {_missing(question.not_applicable)}.")
    if question.unanswered is not None:
        words.append(f"No answer {_missing(question.unanswered)}.")
    return words


def asked_words(questionnaire: Questionnaire, question: Question) -> list[str]:
    """Say in sentences who is asked; nothing where everybody is."""
    words = []
    attributes = {attribute.id: attribute for attribute in questionnaire.attributes}
    for name, allowed in question.applies_to.items():
        titles = [title for option, title in attributes[name].options if option in allowed]
        words.append(f"Asked only of councils with {attributes[name].title}: {'; '.join(titles)}.")
    for other_id, wanted in question.asked_if.items():
        other = questionnaire.question(other_id)
        titles = [option_label(other, at) for at, option in enumerate(other.options) if option.id in wanted]
        words.append(f"Asked only if the answer to “{other.text}” is: {'; '.join(titles)}.")
    return words


def option_label(question: Question, position: int) -> str:
    """Name an option briefly: a level by its number, another by its title."""
    option = question.options[position]
    return f"level {option.id}" if question.levels else option.title


def number_words(rule: NumberRule) -> str:
    """Say in a sentence which numbers may be given."""
    ends = [f"from {rule.least:g}"] if rule.least is not None else []
    ends += [f"up to {rule.most:g}"] if rule.most is not None else []
    steps = f", in steps of {rule.step:g}" if rule.step is not None else ""
    return f"The answer is a number{' ' if ends else ''}{' '.join(ends)}{steps}."


def _earns(question: Question) -> Iterator[str]:
    if question.number is not None and not question.options:
        rule = question.number
        between = "in equal ratios" if rule.curve == "log" else "in equal steps"
        yield f"{rule.worst:g} or worse earns nothing, {rule.best:g} or better everything; in between, {between}."
    elif question.choose == "many":
        cap = f", to at most {question.cap:g}" if question.cap is not None else ""
        yield f"Several may be chosen: their points add up{cap}."
    elif question.levels:
        yield f"Level 0 earns nothing, level {len(question.options) - 1} everything, each level between its share."
    else:
        yield f"Each answer earns its points, out of {question.highest:g}."


def _missing(rule: str) -> str:
    return "leaves the question out" if rule == "exclude" else "earns nothing"
