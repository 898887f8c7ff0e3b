"""The booklet of a question set: one HTML file to read on a screen, or to print and comment on in a consultation."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmark.outputs.page import page_environment
from benchmark.outputs.register_words import line_words, lines_of, register_lines
from benchmark.outputs.scoring_words import asked_words, number_words, question_words, rules_words, section_words
from scoring.fingerprint import fingerprint
from scoring.questionnaire import OVERALL, Question, Questionnaire, Section

# Headings go down to h6: sections nested deeper keep that size.
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One option: what it is called, its words, what it earns, and the next step of a council that is there."""

    mark: str
    title: str
    points: str
    next_step: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question as the booklet shows it."""

    number: str
    question: Question
    many: bool
    answers: tuple[AnswerView, ...]
    asks_number: str
    asked: tuple[str, ...]
    scoring: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section with its questions; `heading` is its level of heading, its questions stand one below."""

    number: str
    section: Section
    heading: int
    scoring: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Booklet:
    """Everything that the template needs."""

    questionnaire: Questionnaire
    fingerprint: str
    sections: tuple[SectionView, ...]
    scoring: tuple[str, ...]
    themes: tuple[tuple[Section, str], ...]
    register: tuple[tuple[str, list[str]], ...] = ()

    @property
    def questions(self) -> int:
        """Count the questions that are shown."""
        return sum(len(section.questions) for section in self.sections)


def render_booklet(questionnaire: Questionnaire, section_id: str | None = None) -> str:
    """Write the page, of the whole set or of one section and those inside it. The same set gives the same bytes."""
    return page_environment().get_template("booklet.html").render(booklet=build_booklet(questionnaire, section_id))


def build_booklet(questionnaire: Questionnaire, section_id: str | None = None) -> Booklet:
    """Gather what the booklet shows."""
    sections = tuple(_sections(questionnaire, OVERALL, "", 2))
    if section_id is not None:
        wanted = {section_id, *(inner.id for inner in _inside(questionnaire, section_id))}
        sections = tuple(view for view in sections if view.section.id in wanted)
    return Booklet(
        questionnaire=questionnaire,
        fingerprint=fingerprint(questionnaire),
        sections=sections,
        scoring=tuple(section_words(questionnaire.root)),
        themes=tuple((theme, " ".join(section_words(theme))) for theme in questionnaire.themes),
        register=tuple(register_lines(questionnaire.register)) if questionnaire.register else (),
    )


def _inside(questionnaire: Questionnaire, section_id: str) -> Iterator[Section]:
    for child in questionnaire.children[section_id]:
        yield child
        yield from _inside(questionnaire, child.id)


def _sections(questionnaire: Questionnaire, parent: str, number: str, heading: int) -> Iterator[SectionView]:
    """Walk the sections so that each comes before those inside it, and number them: 1, 1.1, 1.1.1."""
    # The questions directly in a section come first; the sections inside it go on counting.
    start = len(_typed(questionnaire, parent)) + 1
    for at, section in enumerate(questionnaire.children[parent], start=start):
        here = f"{number}{at}"
        questions = tuple(
            _question(questionnaire, question, f"{here}.{position}")
            for position, question in enumerate(_typed(questionnaire, section.id), start=1)
        )
        lines = tuple(line_words(line) for line in lines_of(questionnaire, section.id))
        rules = tuple(rules_words(questionnaire, section))
        yield SectionView(here, section, min(heading, _DEEPEST), rules, questions, lines)
        yield from _sections(questionnaire, section.id, f"{here}.", heading + 1)


def _typed(questionnaire: Questionnaire, section_id: str) -> list[Question]:
    """List the questions of a section that somebody answers; those that a register makes stand with its measures."""
    return [question for question in questionnaire.typed if question.section == section_id]


def _question(questionnaire: Questionnaire, question: Question, number: str) -> QuestionView:
    return QuestionView(
        number=number,
        question=question,
        many=question.choose == "many",
        answers=tuple(_answers(question)),
        asks_number=number_words(question.number) if question.number else "",
        asked=tuple(asked_words(questionnaire, question)),
        scoring=tuple(question_words(question)),
        themes=tuple(theme.title for theme in questionnaire.themes if theme.id in question.themes),
    )


def _answers(question: Question) -> Iterator[AnswerView]:
    for position, option in enumerate(question.options):
        steps = question.next_steps if question.levels else ()
        points = "" if question.levels or not question.scored else _points(option.points)
        step = steps[position] if position < len(steps) else ""
        yield AnswerView(f"Level {option.id}." if question.levels else "", option.title, points, step)


def _points(points: float) -> str:
    return "1 point" if points == 1 else f"{points:g} points"
