"""What a benchmark of this network could show, before anybody has sent: from the facts about those invited.

The same function forms the groups here and when publishing; only the numbers of councils are supposed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmark.network.invited import InvitedCouncil, active
from benchmark.network.network import Network
from benchmark.pool import disclosure
from benchmark.pool.rules import SETTINGS, Rules
from benchmark.questions.library import shipped
from benchmark.returns.export import UK_COUNCILS
from benchmark.returns.lookalikes import COUNT, outline, read_councils
from benchmark.returns.words import FEW
from scoring.applicability import complete_attributes
from scoring.questionnaire import Attribute, Questionnaire

TAKE_UPS: Final = (100, 60, 30)
NOT_SAID: Final = "Not said"


@dataclass(frozen=True, slots=True)
class Shown:
    """The groups of one attribute that could be shown: the titles in each, and its number of councils."""

    attribute: str
    groups: tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True, slots=True)
class TakeUp:
    """What could be shown if this share of the invited councils sent."""

    percent: int
    councils: int
    # Whether anything at all could be shown.
    anything: bool
    attributes: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Few:
    """Councils that few others look like: what a return says of them, and how many share it."""

    words: str
    councils: int


@dataclass(frozen=True, slots=True)
class Preview:
    """All that can be said beforehand."""

    invited: int
    without_facts: int
    minimum: int
    groups_from: int
    take_ups: tuple[TakeUp, ...]
    few_in_uk: tuple[Few, ...]
    few_invited: tuple[Few, ...]
    # False: anyone's returns count.
    invitations: bool = True


def preview(network: Network, questionnaire: Questionnaire, councils: Sequence[InvitedCouncil]) -> Preview:
    """Say what could be shown, and which councils would stand out."""
    rules = SETTINGS[network.setting]
    used = network.used(questionnaire)
    holders = active(councils)
    facts = [complete_attributes(questionnaire, council.attributes) for council in holders]
    uk = read_councils(shipped("questionnaires") / "facts" / UK_COUNCILS, questionnaire)
    names = [attribute.id for attribute in used]
    known = [given for given in facts if all(name in given for name in names)]
    return Preview(
        len(holders),
        len(facts) - len(known),
        rules.minimum,
        rules.groups_from,
        tuple(_take_up(percent, facts, used, rules) for percent in TAKE_UPS),
        few_alike(questionnaire, used, uk, FEW),
        few_alike(questionnaire, used, known, rules.minimum),
        network.invitations,
    )


def few_alike(
    questionnaire: Questionnaire, used: Sequence[Attribute], councils: Sequence[Mapping[str, str]], minimum: int
) -> tuple[Few, ...]:
    """List the combinations of attributes, with what is asked, that fewer than the minimum share."""
    names = [attribute.id for attribute in used]
    found: Counter[tuple[tuple[tuple[str, str], ...], tuple[bool, ...]]] = Counter()
    for row in councils:
        given = {a.id: row[a.id] for a in questionnaire.attributes if row.get(a.id)}
        found[outline(questionnaire, given, names)] += int(row.get(COUNT) or 1)
    return tuple(
        Few(_describe(dict(facts), asked, used), number)
        for (facts, asked), number in sorted(found.items())
        if number < minimum
    )


def supposed(sizes: Sequence[int], percent: int) -> list[int]:
    """Take a share of every group, so that the whole is that share too: the largest remainders are rounded up."""
    total = (sum(sizes) * percent + 50) // 100
    kept = [size * percent // 100 for size in sizes]
    order = sorted(range(len(sizes)), key=lambda at: (-(sizes[at] * percent % 100), at))
    for at in order[: total - sum(kept)]:
        kept[at] += 1
    return kept


def _take_up(percent: int, facts: Sequence[Mapping[str, str]], used: Sequence[Attribute], rules: Rules) -> TakeUp:
    councils = sum(supposed([len(facts)], percent))
    shown = tuple(_shown(attribute, facts, percent, councils, rules) for attribute in used)
    return TakeUp(percent, councils, councils >= rules.minimum, shown)


def _shown(
    attribute: Attribute, facts: Sequence[Mapping[str, str]], percent: int, councils: int, rules: Rules
) -> Shown:
    """Form the groups of an attribute as publishing does."""
    titles = [*(title for _, title in attribute.options), NOT_SAID]
    places = {option: at for at, option in enumerate(attribute.option_ids)}
    found = Counter(places.get(given.get(attribute.id, ""), len(places)) for given in facts)
    sizes = supposed([found[at] for at in range(len(titles))], percent)
    blocks = disclosure.blocks(sizes, rules) if councils >= rules.groups_from else []
    return Shown(
        attribute.title,
        tuple((tuple(titles[at] for at in block), sum(sizes[at] for at in block)) for block in blocks),
    )


def _describe(facts: Mapping[str, str], asked: Sequence[bool], used: Sequence[Attribute]) -> str:
    titles = [dict(attribute.options)[facts[attribute.id]] for attribute in used if attribute.id in facts]
    return f"{', '.join(titles) or 'All'}; asked {sum(asked)} of {len(asked)} questions"
