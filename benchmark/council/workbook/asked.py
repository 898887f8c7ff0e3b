"""Who is asked a question, in words and as a plain formula of Excel that LibreOffice and others understand too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from benchmark.council.asking import shorten
from benchmark.council.workbook.plan import ABOUT, ANSWER, NOT_HERE, STATE, Place, labels, option_labels, root_of
from scoring.applicability import complete_attributes
from scoring.questionnaire import Attribute, Question, Questionnaire

# Excel takes formulas of 8,192 characters.
_LONGEST: Final = 6_000
_LONGEST_QUOTE: Final = 90


class Asked:
    """Knows where the facts and the questions stand on which others hang.

    Args: `facts` maps the id of a given attribute to its row in the sheet About, `places` that of a question to where
    it stands; what stands in neither decides nothing in this workbook.
    """

    def __init__(self, questionnaire: Questionnaire, facts: Mapping[str, int], places: Sequence[Place]) -> None:
        self._set = questionnaire
        self.facts = facts
        self.places = {place.question.id: place for place in places}

    def words(self, question: Question) -> Iterator[str]:
        """Say in sentences who is asked a question; nothing where everybody is."""
        attributes = {attribute.id: attribute for attribute in self._set.attributes}
        for name, allowed in question.applies_to.items():
            titles = dict(attributes[name].options)
            yield f"Asked only where this is true. {attributes[name].title}: {'; '.join(titles[a] for a in allowed)}."
        for name, wanted in question.asked_if.items():
            earlier = self._set.question(name)
            said = (
                ", ".join(wanted) if earlier.levels else "; ".join(o.title for o in earlier.options if o.id in wanted)
            )
            yield f'Asked only if the answer to "{shorten(earlier.text, _LONGEST_QUOTE)}" is: {said}.'

    def state(self, place: Place) -> str:
        """Write the formula that says whether a question is answered, open or not asked."""
        plain = f'IF({_answered(place)},"answered","open")'
        condition = self.condition(place.question)
        return f'=IF({condition}>0,{plain},"not asked")' if condition else f"={plain}"

    def condition(self, question: Question) -> str:
        """Write who is asked a question as a product above 0; nothing where all are, or where it would be too long."""
        product = "*".join(f"({condition})" for condition in self._conditions(question))
        return product if len(product) <= _LONGEST else ""

    def _conditions(self, question: Question) -> Iterator[str]:
        """Write each condition as a sum that is above 0 where it holds."""
        attributes = {attribute.id: attribute for attribute in self._set.attributes}
        for name, allowed in question.applies_to.items():
            root = root_of(attributes[name], attributes)
            if root.id in self.facts:
                yield "+".join(self._facts_that_allow(root, name, allowed))
        for name, wanted in question.asked_if.items():
            if name in self.places:
                earlier = self.places[name]
                chosen = "+".join(_chosen(earlier, option_id) for option_id in wanted)
                cell = _cell(earlier.sheet, STATE.letter, earlier.row)
                yield f'({cell}<>"not asked")*({_cell(earlier.sheet, NOT_HERE.letter, earlier.row)}="")*({chosen})'

    def _facts_that_allow(self, root: Attribute, name: str, allowed: Sequence[str]) -> Iterator[str]:
        """Compare the fact with each option that lets the question be asked; a fact that is not given lets it too."""
        cell = f"{ABOUT}!$C${self.facts[root.id]}"
        yield f'({cell}="")'
        for label, option_id in labels(root.options).items():
            known = complete_attributes(self._set, {root.id: option_id})
            if known.get(name) in allowed or name not in known:
                yield f"({cell}={quoted(label)})"


def quoted(text: str) -> str:
    """Write a text as it stands in a formula."""
    return '"' + text.replace('"', '""') + '"'


def _cell(sheet: str, letter: str, row: int) -> str:
    # No title of a sheet of ours holds an apostrophe.
    return f"'{sheet}'!${letter}${row}"


def _answered(place: Place) -> str:
    """Write the condition that there is an answer: any yes, or a no to every option, or not applicable."""
    if place.question.choose != "many":
        return f"COUNTA({ANSWER.letter}{place.row}:{NOT_HERE.letter}{place.row})>0"
    options = f"{ANSWER.letter}{place.row + 1}:{ANSWER.letter}{place.last}"
    said_no = f'IF(COUNTIF({options},"no")={len(place.question.options)},1,0)'
    return f'COUNTA({NOT_HERE.letter}{place.row})+COUNTIF({options},"yes")+{said_no}>0'


def _chosen(place: Place, option_id: str) -> str:
    """Write the condition that an option is chosen, or that a number lies in its band."""
    question = place.question
    at = next(at for at, option in enumerate(question.options) if option.id == option_id)
    cell = _cell(place.sheet, ANSWER.letter, place.row)
    if question.choose == "many":
        return f'({_cell(place.sheet, ANSWER.letter, place.row + 1 + at)}="yes")'
    if question.number is not None:
        starts = question.number.starts
        low = f"*({cell}>={starts[at]!r})" if at else ""
        high = f"*({cell}<{starts[at + 1]!r})" if at + 1 < len(starts) else ""
        return f'({cell}<>""){low}{high}'
    label = next(label for label, known in option_labels(question).items() if known == option_id)
    # A level is a number, and somebody may have typed it as text.
    return f'({cell}&""={quoted(label)})'
