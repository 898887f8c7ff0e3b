"""The score screen: a council's scores as text of at most 80 columns, for a terminal, a pipe or a screen reader."""

from collections.abc import Iterator
from typing import Final

from benchmark import console
from benchmark.council.asking import shorten, wrap
from benchmark.council.summary import NodeRow, QuestionRow, Summary
from benchmark.questions.languages import Words, words_of

WIDTH: Final = 79
_TITLE: Final = 29
_BAR: Final = 16


def score_screen(summary: Summary, round_id: str, plain: bool = False, *, resume: bool = True) -> str:
    """Write the whole screen. `plain` leaves the bars out; without `resume` nobody is told how to go on."""
    questionnaire = summary.assessment.questionnaire
    words = words_of(questionnaire.language)
    parts = [
        [console.styled(shorten(f"{questionnaire.title}, version {questionnaire.version}, {round_id}", WIDTH), "bold")],
        list(_profile("Section", summary.sections, plain)),
        list(_profile("Theme", summary.themes, plain)),
        list(_whole(summary, resume=resume)),
        list(_questions("Strongest", summary.strongest, words, steps=False)),
        list(_questions("Weakest, and what to do next", summary.weakest, words, steps=True)),
        list(_targets(summary)),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _profile(kind: str, rows: tuple[NodeRow, ...], plain: bool) -> Iterator[str]:
    """Write one line a section or theme: score, bar, how much is answered, and how much of that has evidence."""
    if not rows:
        return
    aims = any(row.target is not None for row in rows)
    gap = " " * (0 if plain else _BAR + 2)
    yield f"{kind:<{_TITLE}}  Score{'  Aim' if aims else ''}{gap}  {'Answered':>9}  Evidence"
    for row in rows:
        title = "  " * row.depth + shorten(row.title, _TITLE - 2 * row.depth)
        aim = f"{row.target_shown or '':>5}" if aims else ""
        bar = " " * _BAR if row.share is None else console.bar(row.share, _BAR)
        drawn = "" if plain else f"  {bar}"
        evidence = "-" if row.evidence_share is None else f"{row.evidence_share:.0%}"
        answered = f"{row.answered} of {row.asked}"
        yield f"{title:<{_TITLE}}  {row.shown:>5}{aim}{drawn}  {answered:>9}  {evidence:>8}"


def _whole(summary: Summary, *, resume: bool) -> Iterator[str]:
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
        yield console.styled(f"Overall         {overall.shown} {of}{band}", "accent")
    if summary.lowest is not None:
        label = "Lowest section  "
        yield label + shorten(f"{summary.lowest.shown}, {summary.lowest.title}", WIDTH - len(label))
    away = overall.not_applicable
    share = f" ({away / overall.asked:.0%})" if overall.asked else ""
    yield f"Not applicable  {away} of {overall.asked} questions{share}"
    unscored = [row for row in summary.sections if row.score is None and row.needed > 0]
    if unscored and overall.score is not None:
        yield wrap(
            "No score yet for: " + "; ".join(f"{row.title} ({row.needed} more to answer)" for row in unscored), WIDTH
        )


def _missing(summary: Summary, *, resume: bool) -> Iterator[str]:
    overall = summary.overall
    coverage = summary.assessment.questionnaire.root.coverage
    answers = "1 more answer" if overall.needed == 1 else f"{overall.needed} more answers"
    if overall.needed:
        rule = f", because {coverage:.0%} of the questions must be answered" if coverage else ""
        yield wrap(
            f"No overall score yet: {overall.answered} of {overall.asked} questions are answered. It needs {answers}"
            f"{rule}.{' Go on with `council-benchmark assess`.' if resume else ''}",
            WIDTH,
        )
    else:
        yield "No overall score: nothing that was answered counts towards it."
    if summary.required:
        yield wrap(f"These must be answered for a score: {', '.join(summary.required)}.", WIDTH)


def _questions(heading: str, rows: tuple[QuestionRow, ...], words: Words, *, steps: bool) -> Iterator[str]:
    if not rows:
        return
    yield console.styled(heading, "bold")
    for row in rows:
        yield wrap(f"{row.text} ({_brief(row.answer, words.level)})", WIDTH, "    ", "  - ")
        if steps and row.next_step:
            yield wrap(f"{words.next}: {row.next_step}", WIDTH, "          ", "    ")


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
            f"{count} set. Reaching all would make the overall score {overall.target_shown}{band}.{reached}", WIDTH
        )
    elif overall.score is not None:
        yield f"{count} set. Reaching all would not move the overall score."
    else:
        yield f"{count} set."
