"""Draw what an invented council writes into its technology register: the same every time.

As with the answers: guesses that give the charts something to show, and no findings about councils or suppliers.
"""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
from draw_answers import SEED, normal

from benchmark.questions.value import quarter_of
from scoring.applicability import applies, complete_attributes
from scoring.questionnaire import Questionnaire
from scoring.register import Entry, Line, Row, Value, made_id

# Streams of random numbers beside those of the answers.
_STREAM: Final = 7
NO_LINE_SHARE: Final = 0.05
OPEN_LINE_SHARE: Final = 0.06
SECOND_ROW_SHARE: Final = 0.15
NOT_KNOWN_SHARE: Final = 0.06
# How well each group of lines is served, in levels of fit and in open features: the middle, and what pulls it.
FIT_MIDDLE: Final = 2.1
FIT_EFFECTS: Final[Mapping[str, float]] = {
    "customers": 0.7,
    "foundations": 0.5,
    "revenues": -0.3,
    "housing": -0.6,
    "adult-care": -0.7,
    "children": -0.6,
}
OPEN_SHARES: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "customers": (0.8, 0.85, 0.7, 0.9),
    "foundations": (0.8, 0.8, 0.75, 0.9),
    "planning": (0.45, 0.6, 0.7, 0.6),
    "revenues": (0.2, 0.35, 0.3, 0.4),
    "housing": (0.3, 0.45, 0.3, 0.5),
    "adult-care": (0.2, 0.3, 0.25, 0.3),
    "children": (0.2, 0.3, 0.25, 0.3),
}
OPEN_ELSEWHERE: Final = (0.5, 0.6, 0.5, 0.7)
BID_SHARES: Final[Mapping[str, tuple[float, float, float]]] = {
    "revenues": (0.55, 0.4, 0.05),
    "adult-care": (0.5, 0.45, 0.05),
    "children": (0.5, 0.45, 0.05),
    "housing": (0.4, 0.45, 0.15),
}
BIDS_ELSEWHERE: Final = (0.25, 0.4, 0.35)
SUPPORT_SHARES: Final = (0.78, 0.14, 0.08)
SIZES: Final[Mapping[str, float]] = {
    "under-100k": 0.6,
    "100k-150k": 1,
    "150k-250k": 1.5,
    "250k-400k": 2.3,
    "over-400k": 4,
}
FIRST_START: Final = quarter_of(2022, 1)
FIRST_END: Final = quarter_of(2027, 1)
COST_MIDDLE: Final = 32_000
COST_SPREAD: Final = 0.9
COUNCIL_SPREAD: Final = 0.35
FIT_NOISE: Final = 0.8
SUPPLIERS: Final = ("Alder", "Bracken", "Clover", "Dogwood", "Elder", "Foxglove", "Gorse", "Hazel", "Iris", "Juniper")


def draw_register(number: int, attributes: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, Entry]:
    """Draw a council's lines. Each council has a stream of its own, so that adding one changes no other."""
    register = questionnaire.register
    if register is None:
        message = f"{questionnaire.id} has no register"
        raise TypeError(message)
    stream = np.random.Generator(np.random.PCG64([SEED, _STREAM, number]))
    pull = COUNCIL_SPREAD * float(normal(stream, 1)[0])
    known = complete_attributes(questionnaire, attributes)
    entries = {}
    for line in register.lines:
        chance, second = stream.random(2).tolist()
        rows = [_row(stream, line, pull, known) for _ in range(2)]
        question = questionnaire.question(made_id(line.id, register.measures[0].id))
        if not applies(question, known) or chance < OPEN_LINE_SHARE:
            continue
        if chance < OPEN_LINE_SHARE + NO_LINE_SHARE:
            entries[line.id] = Entry(none=True)
        else:
            entries[line.id] = Entry(tuple(rows[: 1 + (second < SECOND_ROW_SHARE)]))
    return entries


def _row(stream: np.random.Generator, line: Line, pull: float, known: Mapping[str, str]) -> Row:
    """Draw one contract, always with the same number of draws."""
    noise = normal(stream, 2).tolist()
    fit = round(FIT_MIDDLE + FIT_EFFECTS.get(line.section, 0) + pull + FIT_NOISE * noise[0])
    chances = stream.random(4).tolist()
    shares = OPEN_SHARES.get(line.section, OPEN_ELSEWHERE)
    bids = _one_of(float(stream.random()), BID_SHARES.get(line.section, BIDS_ELSEWHERE))
    support = _one_of(float(stream.random()), SUPPORT_SHARES)
    size = SIZES[known["population-band"]]
    cost = round(COST_MIDDLE * size * math.exp(COST_SPREAD * noise[1]), -2)
    begin = FIRST_START + _number(stream, 17)
    term = 4 * (3 + _number(stream, 4))
    # What has run out by now was renewed.
    end = max(begin + term, FIRST_END + begin % 4)
    extension, supplier, reference = (_number(stream, most) for most in (3, len(SUPPLIERS), 9000))
    flags = {name: int(stream.random() < share) for name, share in _FLAGS.items()}
    unknown = stream.random(5).tolist()
    row: dict[str, Value] = {
        "system": f"{line.title} system",
        "supplier": f"{SUPPLIERS[supplier]} (invented)",
        "reference": f"C-{1000 + reference}",
        "hosting": _one_of(float(stream.random()), (0.2, 0.05, 0.15, 0.6)),
        "start": begin,
        "end": end,
        "extension": float(12 * extension),
        "yearly-cost": float(cost),
        "fit": min(max(fit, 0), 4),
        "open": frozenset(at for at, share in enumerate(shares) if chances[at] < share),
        "support": support,
        "bids": bids,
        **flags,
    }
    for name, chance in zip(("yearly-cost", "fit", "open", "bids", "exit-plan"), unknown, strict=True):
        if chance < NOT_KNOWN_SHARE:
            del row[name]
    return row


_FLAGS: Final[Mapping[str, float]] = {"exit-plan": 0.45, "early-talks": 0.35, "break-clause": 0.5, "transfer": 0.4}


def _number(stream: np.random.Generator, most: int) -> int:
    """Draw a whole number from 0 up, below `most`; see `draw_answers.normal` on why by a uniform one."""
    return int(stream.random() * most)


def _one_of(chance: float, shares: tuple[float, ...]) -> int:
    """Give the position of the share in which a chance lies."""
    for position, share in enumerate(shares):
        chance -= share
        if chance < 0:
            return position
    return len(shares) - 1
