"""The score screen: a council's scores as text of at most 80 columns, for a terminal, a pipe or a screen reader."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.council.from_last import unconfirmed_words
from benchmark.council.summary import NodeRow, QuestionRow, Summary
from benchmark.questions.languages import Words, words_of
from scoring.questionnaire import Questionnaire

WIDTH: Final = 79
_TITLE: Final = 29
_BAR: Final = 16


def score_screen(summary: Summary, round_id: str, plain: bool = False, *, resume: bool = True) -> str:
    """Write the whole screen. `plain` says a sentence a row; without `resume` nobody is told how to go on."""
    questionnaire = summary.assessment.questionnaire
    words = words_of(questionnaire.language)
    # The table needs its columns.
    profile = partial(_said, questionnaire) if plain or _width() < WIDTH else _profile
    title = shorten(f"{questionnaire.title}, version {questionnaire.version}, {round_id}", _width())
    parts = [
        [_styled(title, "bold", plain=plain)],
        list(profile("Section", summary.sections)),
        list(profile("Theme", summary.themes)),
        list(_whole(summary, resume=resume, plain=plain)),
        list(_unconfirmed(summary, resume=resume)),
        list(_questions("Strongest", summary.strongest, words, steps=False, plain=plain)),
        list(_questions("Weakest, and what to do next", summary.weakest, words, steps=True, plain=plain)),
        list(_targets(summary)),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _said(questionnaire: Questionnaire, kind: str, rows: tuple[NodeRow, ...]) -> Iterator[str]:
    """Say one sentence a section or theme, for who hears it: no column has to be remembered."""
    if rows:
        yield f"{kind}s"
    for row in rows:
        scale = questionnaire.section(row.id).scale
        parts = [_score_words(row, scale.start, f"{scale.stop:.{scale.decimals}f}")]
        parts += [f"aim {row.target_shown}"] if row.target is not None else []
        parts.append(f"{row.answered} of {row.asked} answered")
        parts += [] if row.evidence_share is None else [f"{row.evidence_share:.0%} with evidence"]
        yield wrap(f"{row.title}: {', '.join(parts)}.", _width(), "  ", "")


def _score_words(row: NodeRow, start: float, stop: str) -> str:
    if row.score is None:
        return "no score"
    return f"{row.shown} of {stop}" if not start else f"{row.shown} on a scale from {start:g} to {stop}"


def _profile(kind: str, rows: tuple[NodeRow, ...]) -> Iterator[str]:
    """Write one line a section or theme: score, bar, how much is answered, and how much of that has evidence."""
    if not rows:
        return
    aims = any(row.target is not None for row in rows)
    gap = " " * (_BAR + 2)
    yield f"{kind:<{_TITLE}}  Score{'  Aim' if aims else ''}{gap}  {'Answered':>9}  Evidence"
    for row in rows:
        title = "  " * row.depth + shorten(row.title, _TITLE - 2 * row.depth)
        aim = f"{row.target_shown or '':>5}" if aims else ""
        bar = " " * _BAR if row.share is None else console.bar(row.share, _BAR)
        evidence = "-" if row.evidence_share is None else f"{row.evidence_share:.0%}"
        answered = f"{row.answered} of {row.asked}"
        yield f"{title:<{_TITLE}}  {row.shown:>5}{aim}  {bar}  {answered:>9}  {evidence:>8}"


def _whole(summary: Summary, *, resume: bool, plain: bool) -> Iterator[str]:
    """Write the overall score beside the lowest section, or say plainly what is missing for it."""
    root, overall = summary.assessment.questionnaire.root, summary.overall
    if root.method == "none":
        yield "This question set gives no overall score."
    elif overall.score is None:
        yield from _missing(summary, resume=resume)
    else:
        band = f", {overall.band}" if overall.band else ""
        start, stop = (f"{end:.{root.scale.decimals}f}" for end in (root.scale.start, root.scale.stop))
        of = f"out of {stop}" if not root.scale.start else f"on a scale from {start} to {stop}"
        yield _styled(f"{_label('Overall', plain=plain)}{overall.shown} {of}{band}", "accent", plain=plain)
    if summary.lowest is not None:
        label = _label("Lowest section", plain=plain)
        yield label + shorten(f"{summary.lowest.shown}, {summary.lowest.title}", _width() - len(label))
    away = overall.not_applicable
    share = f" ({away / overall.asked:.0%})" if overall.asked else ""
    yield f"{_label('Not applicable', plain=plain)}{away} of {overall.asked} questions{share}"
    unscored = [row for row in summary.sections if row.score is None and row.needed > 0]
    if unscored and overall.score is not None:
        yield wrap(
            "No score yet for: " + "; ".join(f"{row.title} ({row.needed} more to answer)" for row in unscored), _width()
        )


def _unconfirmed(summary: Summary, *, resume: bool) -> Iterator[str]:
    if words := unconfirmed_words(summary.assessment):
        way = " Go through them with `council-benchmark assess`." if resume else ""
        yield wrap(f"{words} They count here as they were; `export` leaves them out.{way}", WIDTH)


def _missing(summary: Summary, *, resume: bool) -> Iterator[str]:
    overall = summary.overall
    coverage = summary.assessment.questionnaire.root.coverage
    answers = "1 more answer" if overall.needed == 1 else f"{overall.needed} more answers"
    if overall.needed:
        rule = f", because {coverage:.0%} of the questions must be answered" if coverage else ""
        yield wrap(
            f"No overall score yet: {overall.answered} of {overall.asked} questions are answered. It needs {answers}"
            f"{rule}.{' Go on with `council-benchmark assess`.' if resume else ''}",
            _width(),
        )
    else:
        yield "No overall score: nothing that was answered counts towards it."
    if summary.required:
        yield wrap(f"These must be answered for a score: {', '.join(summary.required)}.", _width())


def _questions(heading: str, rows: tuple[QuestionRow, ...], words: Words, *, steps: bool, plain: bool) -> Iterator[str]:
    if not rows:
        return
    yield _styled(heading, "bold", plain=plain)
    for row in rows:
        yield wrap(f"{row.text} ({_brief(row.answer, words.level)})", _width(), "    ", "  - ")
        if steps and row.next_step:
            yield wrap(f"{words.next}: {row.next_step}", _width(), "          ", "    ")


def _brief(answer: str, level: str) -> str:
    """Say an answer in a few words: a level by its number, an option by its title."""
    return answer.split(":", maxsplit=1)[0] if answer.startswith(f"{level} ") else shorten(answer, 40)


def _targets(summary: Summary) -> Iterator[str]:
    """Say how many targets are set and where reaching all of them would lead."""
    targets = summary.assessment.targets()
    if not targets:
        return
    count = "1 target is" if len(targets) == 1 else f"{len(targets)} targets are"
    overall = summary.overall
    if overall.target is not None:
        band = f", {overall.target_band}" if overall.target_band else ""
        reached = f" You are at {overall.to_target:.0%} of it." if overall.to_target is not None else ""
        yield wrap(
            f"{count} set. Reaching all would make the overall score {overall.target_shown}{band}.{reached}", _width()
        )
    elif overall.score is not None:
        yield f"{count} set. Reaching all would not move the overall score."
    else:
        yield f"{count} set."


def _width() -> int:
    """Give the columns that the screen takes: the same in every terminal that has them, fewer where it is narrower."""
    return min(WIDTH, console.width())


def _styled(text: str, style: str, *, plain: bool) -> str:
    return text if plain else console.styled(text, style)


def _label(name: str, *, plain: bool) -> str:
    """Write a name before its figure: in a column, or as it is said."""
    return f"{name}: " if plain else f"{name:<16}"
