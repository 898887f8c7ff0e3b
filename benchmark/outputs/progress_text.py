"""Progress as text of at most 80 columns: for a terminal, a pipe or a screen reader."""

from collections.abc import Iterator
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.council.trend import NodeTrend, QuestionTrend, Trend
from benchmark.outputs import progress_words as words
from benchmark.outputs.terminal import WIDTH
from benchmark.questions.languages import words_of
from scoring.questionnaire import OVERALL

# So many rounds fit beside each other; all of them are in the data and in the report.
_ROUNDS: Final = 3
_TITLE: Final = 22
_COLUMN: Final = 12
_BAR: Final = 8
_MOST: Final = 12


def progress_text(trend: Trend, *, plain: bool = False) -> str:
    """Write the whole screen; `plain`, or where the terminal is narrow, in sentences."""
    title = f"{trend.questionnaire.title}: progress to {trend.rounds[-1].round}"
    parts = [
        [console.styled(shorten(title, console.width()), "bold")],
        [wrap(line, console.width()) for line in words.basis(trend)],
    ]
    if len(trend.rounds) > 1:
        sections = _said if plain or console.width() < WIDTH else _sections
        parts += [list(sections(trend)), list(_questions(trend)), list(_aims(trend))]
    parts += [list(_versions(trend))]
    text = "\n\n".join("\n".join(lines) for lines in parts if lines)
    return console.unstyled(text) if plain else text


def _ordered(trend: Trend) -> list[NodeTrend]:
    """List the sections, and the whole last."""
    return sorted(trend.nodes, key=lambda row: row.id == OVERALL)


def _said(trend: Trend) -> Iterator[str]:
    """Say one sentence a section."""
    for row in _ordered(trend):
        scores = ", ".join(f"{column.round} {shown}" for column, shown in zip(trend.rounds, row.shown, strict=True))
        yield wrap(f"{row.title}: {scores}, {words.change_words(row)}.", console.width(), "  ", "")


def _sections(trend: Trend) -> Iterator[str]:
    first = max(len(trend.rounds) - _ROUNDS, 0)
    names = "".join(f"{shorten(column.round, _COLUMN - 1):>{_COLUMN}}" for column in trend.rounds[first:])
    gap = " " * (_BAR + 2)
    yield console.styled(f"{'Section':<{_TITLE}}{names}{gap}  Change", "bold")
    for row in _ordered(trend):
        title = "  " * row.depth + shorten(row.title, _TITLE - 2 * row.depth)
        scores = "".join(f"{text:>{_COLUMN}}" for text in row.shown[first:])
        yield f"{title:<{_TITLE}}{scores}  {_bar(row)}  {_change(row)}".rstrip()
    if first:
        rounds = "1 earlier round is" if first == 1 else f"{first} earlier rounds are"
        yield f"{rounds} in --json, in -o FILE.csv and in the report."


def _bar(row: NodeTrend) -> str:
    score, scale = row.scores[-1], row.section.scale
    return " " * _BAR if score is None else console.bar((score - scale.start) / (scale.stop - scale.start), _BAR)


def _change(row: NodeTrend) -> str:
    said = words.change_words(row)
    if not row.change:
        return said
    sign = ("\u25b2", "\u25bc") if console.can_draw() else ("^", "v")
    return f"{sign[row.change < 0]} {said}"


def _questions(trend: Trend) -> Iterator[str]:
    yield console.styled(f"Since {trend.rounds[-2].round}", "bold")
    yield wrap(words.moved_words(trend), console.width())
    for how, heading in (("higher", "Higher now"), ("lower", "Lower now")):
        rows = trend.moved("higher" if how == "higher" else "lower")
        if rows:
            yield f"{heading}:"
            yield from (wrap(_answers(trend, row), console.width(), "    ", "  - ") for row in rows[:_MOST])
        if len(rows) > _MOST:
            yield f"  - and {len(rows) - _MOST} more"


def _answers(trend: Trend, row: QuestionTrend) -> str:
    level = words_of(trend.questionnaire.language).level
    then, now = (_brief(text, level) for text in row.answers[-2:])
    return f"{row.text} ({then} -> {now})"


def _brief(answer: str, level: str) -> str:
    return answer.split(":", maxsplit=1)[0] if answer.startswith(f"{level} ") else shorten(answer, 40)


def _aims(trend: Trend) -> Iterator[str]:
    if trend.aims is None:
        return
    yield console.styled("Against the targets", "bold")
    yield wrap(words.aims_words(trend.aims), console.width())
    for row in trend.nodes:
        if said := words.way_words(row, trend.rounds[-2].round):
            yield wrap(f"{said}.", console.width(), "    ", "  - ")


def _versions(trend: Trend) -> Iterator[str]:
    texts = words.texts_of(trend)
    for change in trend.changes:
        yield console.styled("What changed in the question set", "bold")
        yield wrap(words.changes_heading(trend, change), console.width())
        for status, count, named in words.status_rows(change, texts):
            yield f"  {count:>3}  {status}"
            yield from (wrap(text, console.width(), "         ", "       - ") for text in named)
