"""Questions that a councillor can ask: general in their words, and put to the weakest sections by a rule.

The lowest section is asked what will change, the next what the next step takes, the one with the least evidence how
anybody knows, the third from below who does it better, and all of them what residents notice.
"""

from collections.abc import Sequence

from benchmark.council.plan.order import best_steps
from benchmark.council.summary import NodeRow, Summary
from benchmark.outputs.charts.words import listed


def councillors_questions(summary: Summary, sections: Sequence[NodeRow]) -> tuple[str, ...]:
    """Give five questions. `sections` have a score, the lowest first; there may be none."""
    if not sections:
        return (
            "Why is so little of this answered, and who could answer it?",
            "Who answers for this in the senior team?",
            "What stands in the way of the first steps?",
            "Which council near us has gone further, and have we asked it how?",
            "What do residents notice of this?",
        )
    first, _, third = (sections[min(at, len(sections) - 1)].title for at in range(3))
    weakest = listed(list(dict.fromkeys(row.title for row in sections[:3])))
    return (
        f"{first} is where we have furthest to go. What will be different there in a year, and who answers for it?",
        _step_question(summary, sections),
        _evidence_question(sections),
        f"Which council like ours does better in {third}, and what have we learned from it?",
        f"What do residents, businesses or staff notice because we score low in {weakest}?",
    )


def _step_question(summary: Summary, sections: Sequence[NodeRow]) -> str:
    """Ask what a step takes: of the second lowest section, or of another that has a step."""
    steps = best_steps(summary, len(summary.questions))
    by_title = {step.section.title: step for step in reversed(steps)}
    order = [*sections[1:3], *sections[:1], *sections[3:]]
    for row in order:
        if row.title in by_title:
            step = by_title[row.title].text.rstrip(".")
            return f'In {row.title} a next step is: "{step}." What would it take and cost, and when will it be done?'
    return f"What is the next step in {order[0].title}? What would it take and cost, and when will it be done?"


def _evidence_question(sections: Sequence[NodeRow]) -> str:
    """Ask how anybody knows: of the section with the least evidence, and of equal ones the lowest."""
    row = min(sections, key=lambda row: 1.0 if row.evidence_share is None else row.evidence_share)
    valued = row.answered - row.not_applicable
    if row.evidenced >= valued:
        return "Every answer here has evidence. Has anybody from outside the service looked at it?"
    return (
        f"In {row.title}, {row.evidenced or 'none'} of {valued} answers {'has' if row.evidenced == 1 else 'have'} "
        "evidence. How do we know that the others are right?"
    )
