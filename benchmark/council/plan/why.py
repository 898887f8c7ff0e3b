"""Why a step stands where it does, in a few words: what it moves, who is there already, how sure its answer is."""

from collections.abc import Iterator

from benchmark.council.plan.effects import Move
from benchmark.council.plan.order import Line
from benchmark.council.plan.step import goal_words, way_words
from benchmark.council.plan.together import Together


def why(line: Line) -> str:
    """Say it in one line: "level 1 to 2; lifts the lowest section from 25 to 50; 9 of 15 peers are there"."""
    return "; ".join(why_parts(line))


def why_parts(line: Line) -> tuple[str, ...]:
    """Give the parts of it, in the order in which they count."""
    moved = list(_moved(line)) or ["moves no score by itself"]
    peers = [line.peers.words] if line.peers else []
    evidence = "its answer has evidence" if line.evidenced else "no evidence yet"
    return way(line), *moved, *peers, evidence


def way(line: Line) -> str:
    """Say from where to where the step leads, and how far the target is."""
    question, target = line.question, line.target
    told = way_words(question, line.step.now, line.step.goal, line.language)
    if target is None:
        return told
    if target == line.step.goal:
        return f"{told}, the target"
    return f"{told} towards the target, {goal_words(question, line.step.now, target, line.language)}"


def together_words(found: Together) -> str:
    """Say what a set of questions lifts together."""
    if found.stage is not None:
        shown = f" ({found.move.before_shown} to {found.move.after_shown})" if found.move.visible else ""
        return f"stage {found.stage} of {found.title}{shown}"
    if found.title:
        return f"{found.title}{_from_to(found.move)}"
    return f"the lowest sections{_from_to(found.move)}"


def _moved(line: Line) -> Iterator[str]:
    effects = line.effects
    if effects.lowest and effects.lowest.lift > 0:
        yield f"lifts the lowest section{_from_to(effects.lowest)}"
    for found in line.together:
        yield _helps(found)
    if effects.overall.differs and (effects.overall.visible or not effects.section.visible):
        yield _changes("overall", effects.overall)
    elif effects.section.differs:
        yield _changes("its section", effects.section)
    if effects.opens > 0:
        yield "opens 1 more question" if effects.opens == 1 else f"opens {effects.opens} more questions"


def _helps(found: Together) -> str:
    """Say with how many others a step lifts something."""
    others = len(found.needs) - 1
    if found.enough < len(found.needs):
        return f"one of {len(found.needs)}, of which {found.enough} reach {together_words(found)}"
    if not others:
        return f"on the way to {together_words(found)}"
    some = "1 other" if others == 1 else f"{others} others"
    verb = "reaches" if found.stage is not None else "lifts"
    return f"with {some}, {verb} {together_words(found)}"


def _changes(what: str, move: Move) -> str:
    if move.after is None:
        return f"{what} has no score then, until more is answered"
    if move.before is None:
        return f"{what} gets a score, {move.after_shown}"
    if not move.visible:
        return f"{what} {'up' if move.lift > 0 else 'down'} by less than is shown"
    return f"{what} {move.before_shown} to {move.after_shown}"


def _from_to(move: Move) -> str:
    if not move.visible:
        return " by less than is shown"
    return f" from {move.before_shown} to {move.after_shown}"
