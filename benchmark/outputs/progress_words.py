"""Words that every way of showing progress shares: what it rests on, what moved, what became of the questions."""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmark.council.aims import Aims
from benchmark.council.trend import NodeTrend, Trend, VersionChange
from scoring.shown import shown_text

OWN: Final = (
    "Your own rounds only, apart from any rank. Both times the council answered about itself; other people may have "
    "answered, and judged more or less strictly."
)
_STATUSES: Final = (
    ("same", "the same"),
    ("reworded", "reworded, means the same"),
    ("changed", "means something else"),
    ("split", "split"),
    ("merged", "merged"),
    ("dropped", "no longer asked"),
    ("new", "new"),
)


def basis(trend: Trend) -> Iterator[str]:
    """Say what the scores rest on, what is not confirmed, and which rounds are left out."""
    yield OWN
    if len(trend.rounds) == 1 and not trend.left_out:
        yield "There is no earlier round with answers to this question set in this folder, so there is no trend yet."
    elif len(trend.rounds) > 1 and trend.whole:
        yield f"All these rounds used version {trend.questionnaire.version} of the question set."
    elif len(trend.rounds) > 1:
        yield _restricted(trend)
    for name, why in trend.left_out:
        yield f"Round {name} is left out. {why}"
    yield from _unconfirmed(trend)


def _restricted(trend: Trend) -> str:
    compared, every = len(trend.compared), len(trend.questionnaire.questions)
    sources = dict.fromkeys(change.way.source for change in trend.changes)
    only = "only this one means" if compared == 1 else "only these mean"
    return (
        f"These rounds used different versions of the question set. {compared} of its {every} questions can be "
        f"compared: {only} the same in all of them, by {' and '.join(sources)}. "
        "Every round is scored again over these alone: these are not the scores of the whole question set, and those "
        "of different versions cannot be compared."
    )


def _unconfirmed(trend: Trend) -> Iterator[str]:
    now = trend.rounds[-1]
    if trend.nothing_confirmed:
        yield (
            f"Nothing is confirmed yet in {now.round}: all {now.answered} answers are carried over, so nothing can be "
            "said to have moved. Confirm them with council-benchmark assess."
        )
    elif now.unconfirmed:
        yield (
            f"{now.unconfirmed} of the {now.answered} answers of {now.round} are carried over and not confirmed yet. "
            "They count here as they were, and are not said to have stayed the same."
        )
    for past in trend.rounds[:-1]:
        if past.unconfirmed:
            yield f"Of round {past.round}, {past.unconfirmed} of {past.answered} answers were never confirmed."


def change_words(row: NodeTrend) -> str:
    """Say how a score changed since the last round: up 4, down 3, same; or why nothing is said."""
    if row.change is None:
        return "" if row.confirmed else "not confirmed"
    if not row.change:
        return "same"
    return f"{'up' if row.change > 0 else 'down'} {abs(row.change):.{row.section.scale.decimals}f}"


def moved_words(trend: Trend) -> str:
    """Count how the answers moved since the last round."""
    counts = {how: len(trend.moved(how)) for how in ("higher", "lower", "same", "other", "not confirmed")}
    told = sum(counts.values()) - counts["not confirmed"]
    names = {"higher": "higher", "lower": "lower", "same": "the same", "other": "other, neither higher nor lower"}
    parts = [f"{counts[how] or 'none'} {words}" for how, words in names.items() if how != "other" or counts[how]]
    waiting = f" {counts['not confirmed']} not confirmed yet." if counts["not confirmed"] else ""
    if not told:
        return f"No answer can be compared yet.{waiting}"
    answers = "1 answer that can" if told == 1 else f"{told} answers that can"
    return f"Of {answers} be compared: {', '.join(parts)}.{waiting}"


def aims_words(aims: Aims) -> str:
    """Say what became of the last round's targets."""
    if not aims.set:
        return f"No target was set in {aims.round} that was above its answer."
    parts = [f"{len(aims.reached) or 'none'} reached", f"{len(aims.partly) or 'none'} partly"]
    parts.append(f"{len(aims.not_moved) or 'none'} not moved")
    parts += [f"{len(aims.unknown)} not answered or not confirmed in this round"] if aims.unknown else []
    parts += [f"{aims.gone} on questions that cannot be compared any more"] if aims.gone else []
    count = "1 target" if aims.set == 1 else f"{aims.set} targets"
    return f"{count} of {aims.round}: {', '.join(parts)}."


def way_words(row: NodeTrend, before: str) -> str:
    """Say how much of the way to the last round's targets is done; nothing where there was none to go."""
    if row.way is None or row.target is None:
        return ""
    target = shown_text(row.target, row.section.scale)
    said = f"{row.way:.0%} of the way" if row.way >= 0 else "further away than before"
    return f"{row.title}: from {row.shown[-2]} in {before} towards {target}, now {row.shown[-1]}: {said}"


def status_rows(change: VersionChange, after: dict[str, str]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Give each status of a crosswalk with its count and its questions by name; those that stayed the same unnamed."""
    before = {question.id: question.text for question in change.before.questions}
    rows = []
    for status, words in _STATUSES:
        steps = [step for step in change.way.steps if step.status == status]
        if steps:
            named = [_named(step.before, step.after, step.note, before, after) for step in steps]
            rows.append((words, len(steps), () if status == "same" else tuple(named)))
    return rows


def changes_heading(trend: Trend, change: VersionChange) -> str:
    """Say which versions are compared and what that rests on."""
    rounds = ", ".join(change.rounds)
    rests = "" if change.way.told else " What was split, merged or renamed is not known: there is no crosswalk."
    return f"From version {change.version} ({rounds}) to {trend.questionnaire.version}, by {change.way.source}.{rests}"


def texts_of(trend: Trend) -> dict[str, str]:
    """Map the questions of this version to their texts."""
    return {question.id: question.text for question in trend.questionnaire.questions}


def _named(old: Sequence[str], new: Sequence[str], note: str, before: dict[str, str], after: dict[str, str]) -> str:
    first, later = (" / ".join(texts[name] for name in names) for names, texts in ((old, before), (new, after)))
    both = f"{first} -> {later}" if first and later and first != later else first or later
    return f"{both} ({note.rstrip('.')})" if note else both
