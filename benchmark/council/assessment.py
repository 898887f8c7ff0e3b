"""One council's answers to one question set: what is asked, what is answered, what is aimed at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from benchmark.council.agreed import Agreed
from benchmark.questions.answer import Code, chosen_ids
from scoring.applicability import asked_questions
from scoring.codes import NOT_ASKED, UNANSWERED, Special
from scoring.questionnaire import Question, Questionnaire

if TYPE_CHECKING:
    from scoring.answers import AnswerTable
    from scoring.register import Entry


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a council says about one question. The code and the target can leave; the rest never does.

    `agreed` says which roles agreed on it, where several answered. `carried` names the round that all of this comes
    from, until somebody confirms it in this one.
    """

    code: Code = UNANSWERED
    target: int | None = None
    note: str = ""
    evidence: str = ""
    reason: str = ""
    by: str = ""
    agreed: Agreed | None = None
    carried: str = ""

    def __eq__(self, other: object) -> bool:
        """Compare; the number -1 is not the code of a missing answer, although Python holds the two equal."""
        return isinstance(other, Answer) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        texts = (self.note, self.evidence, self.reason, self.by, self.carried)
        return isinstance(self.code, Special), self.code, self.target, *texts, self.agreed

    @property
    def answered(self) -> bool:
        """Say whether there is an answer; not applicable is one."""
        return self.code is not UNANSWERED

    def same_code(self, other: "Answer") -> bool:
        """Say whether another answer is the same, whatever stands beside it."""
        return Answer(self.code) == Answer(other.code)

    def after(self, before: "Answer") -> "Answer":
        """Give this answer as it stands after another: one that was changed is no longer what roles agreed on."""
        if self.agreed is None or self.same_code(before):
            return self
        return replace(self, agreed=Agreed((), self.agreed.spread) if self.agreed.spread else None)

    def confirmed(self) -> "Answer":
        """Give this answer as one of this round, wherever it came from."""
        return replace(self, carried="") if self.carried else self

    @property
    def valued(self) -> bool:
        """Say whether there is an answer with a level, options or a number."""
        return not isinstance(self.code, Special)


@dataclass
class Assessment:
    """A council's answers to a question set. `attributes` are completed: derived ones are among them.

    `answers` may hold answers to questions that are no longer asked: they are kept, and they do not count. `entries`
    are the lines of the register, where the set has one: `benchmark.council.register` makes answers of them.
    """

    questionnaire: Questionnaire
    attributes: Mapping[str, str]
    answers: dict[str, Answer] = field(default_factory=dict)
    entries: "dict[str, Entry]" = field(default_factory=dict)

    def answer(self, question: Question) -> Answer:
        """Give what is recorded for a question, which may be nothing."""
        return self.answers.get(question.id, _NOTHING)

    def asked(self) -> list[Question]:
        """List the questions that this council is asked, given its attributes and its answers so far."""
        return self._asked({question_id: answer.code for question_id, answer in self.answers.items()})

    def asked_of_people(self) -> list[Question]:
        """List the asked questions without those whose answers are made from the rows of the register."""
        made = self.questionnaire.register.made if self.questionnaire.register else {}
        return [question for question in self.asked() if question.id not in made]

    def open(self) -> list[Question]:
        """List the asked questions that have no answer yet."""
        return [question for question in self.asked() if not self.answer(question).answered]

    def carried(self) -> list[Question]:
        """List the asked questions whose answers were carried over from an earlier round and are not confirmed yet."""
        return [question for question in self.asked() if self.answer(question).carried]

    def unconfirmed(self) -> list[Question]:
        """List those of them that have an answer."""
        return [question for question in self.carried() if self.answer(question).answered]

    def code(self, question: Question) -> Code:
        """Give the code of a question's answer, NOT_ASKED or UNANSWERED among them."""
        return self.answer(question).code if question in self.asked() else NOT_ASKED

    def codes(self) -> dict[str, Code]:
        """Map every question's id to its code, for all questions of the set."""
        return self.codes_with({})

    def codes_with(self, changed: Mapping[str, Code]) -> dict[str, Code]:
        """Map every question's id to its code as it would be with some answers changed: others may open or close."""
        return self._codes({**{question_id: answer.code for question_id, answer in self.answers.items()}, **changed})

    def target_codes(self) -> dict[str, Code]:
        """Map every question's id to its code as it would be once every target is met.

        A target counts where it earns more than the answer that there is. What is not answered, or not applicable,
        stays so: a target is no answer.
        """
        met: dict[str, Code] = {}
        for question_id, answer in self.answers.items():
            question = self._by_id.get(question_id)
            if question is not None and aims_higher(question, answer) and answer.target is not None:
                met[question_id] = answer.target
        return self.codes_with(met)

    def table(self) -> "AnswerTable":
        """Give the answers as a table of one column, for the scorer."""
        return _table(self.questionnaire, self.codes())

    def target_table(self) -> "AnswerTable":
        """Give the answers as they would be once every target is met, as a table of one column."""
        return _table(self.questionnaire, self.target_codes())

    def targets(self) -> dict[str, int]:
        """Map the ids of asked questions to their targets, where one is set."""
        found = {question.id: self.answer(question).target for question in self.asked()}
        return {question_id: target for question_id, target in found.items() if target is not None}

    def evidenced(self) -> dict[str, int]:
        """Map each section's id to how many of the questions directly in it are asked, answered and evidenced."""
        counts = {section.id: 0 for section in self.questionnaire.sections}
        for question in self.asked():
            counts[question.section] += self.is_evidenced(question)
        return counts

    def is_evidenced(self, question: Question) -> bool:
        """Say whether a question has an answer with evidence; not applicable needs none."""
        answer = self.answer(question)
        return answer.valued and bool(answer.evidence.strip())

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questionnaire.questions}

    def _asked(self, codes: Mapping[str, Code]) -> list[Question]:
        chosen = {
            question_id: chosen_ids(self._by_id[question_id], code)
            for question_id, code in codes.items()
            if question_id in self._by_id
        }
        return asked_questions(self.questionnaire, self.attributes, chosen)

    def _codes(self, codes: Mapping[str, Code]) -> dict[str, Code]:
        every: dict[str, Code] = dict.fromkeys(self._by_id, NOT_ASKED)
        every.update({question.id: codes.get(question.id, UNANSWERED) for question in self._asked(codes)})
        return every


_NOTHING = Answer()


def aims_higher(question: Question, answer: Answer) -> bool:
    """Say whether a target is set that earns more than the answer."""
    if answer.target is None or not answer.valued or not question.target_levels:
        return False
    return question.options[answer.target].points > question.options[int(answer.code)].points


def _table(questionnaire: Questionnaire, codes: Mapping[str, Code]) -> "AnswerTable":
    # An interview makes no table and must start at once: numpy waits until something is scored.
    from scoring.answers import build_table  # noqa: PLC0415

    return build_table(questionnaire, [codes])
