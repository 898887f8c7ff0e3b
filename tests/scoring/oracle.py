"""A second scorer, slow and exact: one respondent at a time, in fractions, written from the definitions alone.

It reads the question set as its author wrote it (the parsed TOML) and answers in the author's words: an option's id,
a list of ids, a number, NA, NOT_ASKED, or nothing at all for an unanswered question. It shares no code with the scorer.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

NA = "not-applicable"
NOT_ASKED = "not-asked"
OVERALL = "overall"
NUDGE = Fraction(1, 10**9)
ROOT_RULES = {
    "method": "mean",
    "not_applicable": "exclude",
    "unanswered": "exclude",
    "coverage": 0,
    "empty_stage": "pass",
    "stage_share": 1,
    "from": 0,
    "to": 100,
    "decimals": 0,
}


@dataclass(frozen=True)
class Points:
    """What a part earned, between the least and the most that it could earn."""

    least: Fraction
    earned: Fraction
    most: Fraction

    @property
    def share(self) -> Fraction:
        return (self.earned - self.least) / (self.most - self.least)


@dataclass(frozen=True)
class Result:
    """One node for one respondent. `score` and `shown` are None where no score is given."""

    score: Fraction | None
    shown: Fraction | None
    asked: int
    answered: int
    not_applicable: int

    @property
    def coverage(self) -> Fraction:
        return Fraction(self.answered, self.asked) if self.asked else Fraction(1)


def exact(number: float | str) -> Fraction:
    """Read a number as it was written: 0.1 is one tenth."""
    return Fraction({"high": 3, "medium": 2, "low": 1}.get(str(number), str(number)))


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Round to so many decimals, halves upwards."""
    return Fraction(math.floor(value * 10**decimals + Fraction(1, 2) + NUDGE), 10**decimals)


class Oracle:
    """Scores one respondent's answers to one question set."""

    def __init__(self, data: Mapping[str, Any], answers: Mapping[str, Any]) -> None:
        self.data = data
        self.sections = {section["id"]: section for section in data["section"]}
        self.themes = {theme["id"]: theme for theme in data.get("theme", [])}
        self.questions = {question["id"]: question for question in data["question"]}
        self.answers = dict(answers)
        self.close_questions()

    def results(self) -> dict[str, Result]:
        """Score the whole, every section, every theme, and every cell in which a question stands."""
        tops = [section for section in self.sections if self.parent(section) == OVERALL]
        cells = [f"{section}.{theme}" for section in tops for theme in self.themes]
        cells = [cell for cell in cells if self.inside(cell)]
        return {node: self.result(node) for node in (OVERALL, *self.sections, *self.themes, *cells)}

    def band(self) -> str | None:
        """Name the band of the shown overall score: the last that starts at it or below."""
        shown = self.result(OVERALL).shown
        bands = sorted(self.data.get("band", []), key=lambda band: exact(band["from"]))
        reached = [band["title"] for band in bands if shown is not None and exact(band["from"]) <= shown]
        return reached[-1] if reached else None

    # ---- what is asked, and what was answered

    def close_questions(self) -> None:
        """Going down the file: a question whose conditions are not all met is not asked."""
        for question in self.data["question"]:
            for other, wanted in question.get("asked_if", {}).items():
                if not set(self.chosen(other)) & {str(option) for option in wanted}:
                    self.answers[question["id"]] = NOT_ASKED

    def chosen(self, question_id: str) -> list[str]:
        answer = self.answers.get(question_id)
        if answer in (None, NA, NOT_ASKED):
            return []
        if "number" in self.questions[question_id]:
            band = self.band_of_number(self.questions[question_id], answer)
            return [band["id"]] if band else []
        return answer if isinstance(answer, list) else [str(answer)]

    def band_of_number(self, question: Mapping[str, Any], answer: str) -> Mapping[str, Any] | None:
        """Give the last band that a number has reached; the first takes whatever lies below it."""
        bands = question["number"].get("bands", [])
        reached = [band for band in bands[1:] if exact(answer) >= exact(band["from"])]
        return reached[-1] if reached else bands[0] if bands else None

    def options(self, question: Mapping[str, Any]) -> dict[str, Fraction]:
        """Map each option's id to its points; a level's number is both."""
        if "levels" in question:
            return {str(level): Fraction(level) for level in range(len(question["levels"]))}
        if question.get("scale") == "yes-no" and "yes-no" not in self.data.get("scales", {}):
            return {"no": Fraction(0), "yes": Fraction(1)}
        if "number" in question:
            listed = question["number"]["bands"]
        else:
            listed = (self.data["scales"][question["scale"]] if "scale" in question else question)["options"]
        return {option["id"]: exact(option.get("points", 0)) for option in listed}

    def possible(self, question: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
        """Give the least and the most points that an answer can earn."""
        if "bands" not in question.get("number", {"bands": 0}):
            return Fraction(0), Fraction(1)
        points = self.options(question).values()
        if question.get("choose") != "many":
            return min(points), max(points)
        most = sum((p for p in points if p > 0), Fraction(0))
        if "cap" in question:
            most = min(most, exact(question["cap"]))
        return sum((p for p in points if p < 0), Fraction(0)), most

    def earned(self, question: Mapping[str, Any]) -> Fraction:
        """Give the points of a real answer."""
        answer = self.answers[question["id"]]
        if "number" in question and "bands" not in question["number"]:
            return self.share_of_number(question["number"], answer)
        points = sum((self.options(question)[option] for option in self.chosen(question["id"])), Fraction(0))
        return min(points, self.possible(question)[1])

    def share_of_number(self, rule: Mapping[str, Any], number: str) -> Fraction:
        """Give how far a number lies from the worst (0) to the best (1)."""
        worst, best = exact(rule["worst"]), exact(rule["best"])
        held = min(max(exact(number), min(worst, best)), max(worst, best))
        if rule.get("curve") == "log":
            return Fraction(math.log(held / worst) / math.log(best / worst))
        return (held - worst) / (best - worst)

    def points(self, question: Mapping[str, Any], node: str) -> Points | None:
        """Give a question's points under the rules of its section, or None where it does not count."""
        least, most = self.possible(question)
        answer = self.answers.get(question["id"])
        if answer == NOT_ASKED:
            return None
        if answer in (None, NA):
            rule = self.missing_rule(question, node, "unanswered" if answer is None else "not_applicable")
            return Points(least, min(max(Fraction(0), least), most), most) if rule == "zero" else None
        return Points(least, self.earned(question), most)

    # ---- the tree, and the rules that hold in it

    def missing_rule(self, question: Mapping[str, Any], node: str, name: str) -> Any:
        """Give the rule for a missing answer: the question's own, or else that of the node it counts in."""
        return question.get(name) or self.rule(node, name)

    def entry(self, node: str) -> Mapping[str, Any]:
        if node == OVERALL:
            return self.data.get("scoring", {})
        return self.sections[node] if node in self.sections else self.themes[node.rsplit(".", maxsplit=1)[-1]]

    def parent(self, node: str) -> str:
        return self.sections[node].get("parent", OVERALL) if node in self.sections else OVERALL

    def children(self, node: str) -> list[str]:
        return [section for section in self.sections if self.parent(section) == node]

    def inside(self, node: str) -> list[Mapping[str, Any]]:
        """List the questions of a node and of everything inside it."""
        return self.standing(node) + [question for child in self.children(node) for question in self.inside(child)]

    def standing(self, node: str) -> list[Mapping[str, Any]]:
        """List the questions that stand in a node itself; a cell has those of a section that are of a theme."""
        if node == OVERALL or node in self.sections:
            return [question for question in self.data["question"] if question["section"] == node]
        section, _, theme = node.rpartition(".")
        among = self.inside(section) if section else self.data["question"]
        return [question for question in among if theme in question.get("themes", [])]

    def rule(self, node: str, name: str) -> Any:
        """Give a rule of a node: its own, or else its parent's."""
        entry = self.entry(node)
        said = {**entry, **entry.get("scale", {})}
        if name in said:
            return said[name]
        if node == OVERALL:
            return ROOT_RULES[name]
        inherited = self.rule(self.parent(node), name)
        # "none" says that a node has no score of its own; the sections inside it still have theirs.
        return "mean" if inherited == "none" else inherited

    def own_range(self, node: str) -> bool:
        return bool({"from", "to"} & set(self.entry(node).get("scale", {})))

    def scale(self, node: str) -> tuple[Fraction, Fraction, int]:
        """Give the two ends of a node's scale and its decimals."""
        if self.rule(node, "method") == "staged" and not self.own_range(node):
            decimals = self.entry(node).get("scale", {}).get("decimals", 0)
            return Fraction(0), Fraction(self.highest_stage(node)), decimals
        return exact(self.rule(node, "from")), exact(self.rule(node, "to")), self.rule(node, "decimals")

    # ---- scores

    def result(self, node: str) -> Result:
        inside = self.inside(node)
        answers = [self.answers.get(question["id"]) for question in inside]
        asked = [answer for answer in answers if answer != NOT_ASKED]
        answered = len([answer for answer in asked if answer is not None])
        score = self.score(node)
        shown = None if score is None else half_up(score, self.scale(node)[2])
        return Result(score, shown, len(asked), answered, asked.count(NA))

    def may_have_a_score(self, node: str) -> bool:
        """Say whether enough was answered, and all that is required."""
        asked = [question for question in self.inside(node) if self.answers.get(question["id"]) != NOT_ASKED]
        answered = [question for question in asked if self.answers.get(question["id"]) is not None]
        if any(question.get("required") and question not in answered for question in asked):
            return False
        return not asked or Fraction(len(answered), len(asked)) >= exact(self.rule(node, "coverage"))

    def score(self, node: str) -> Fraction | None:
        """Give the score of a node, rounded where the node says so, or None."""
        score, rule = self.exact_score(node), self.entry(node).get("rounding")
        if score is None or rule is None:
            return score
        unit = Fraction(10) ** -rule["decimals"]
        if rule.get("direction") == "up":
            return math.ceil(score / unit - NUDGE) * unit
        nearest = rule.get("direction", "nearest") == "nearest"
        return math.floor(score / unit + (Fraction(1, 2) if nearest else 0) + NUDGE) * unit

    def exact_score(self, node: str) -> Fraction | None:
        if not self.may_have_a_score(node):
            return None
        method = self.rule(node, "method")
        if method == "none":
            return None
        low, high, _ = self.scale(node)
        if method == "staged":
            stage = self.stage(node)
            return None if stage is None else low + (high - low) * Fraction(stage, self.highest_stage(node))
        parts = self.parts(node)
        if not parts:
            return None
        if method == "subtract":
            return max(low, high - sum(weight * (part.most - part.earned) for weight, part in parts))
        if method == "minimum":
            return low + (high - low) * min(part.share for _, part in parts)
        if method == "maximum":
            return low + (high - low) * max(part.share for _, part in parts)
        if method == "geometric":
            weights = sum(weight for weight, _ in parts)
            powers = math.prod(float(part.share) ** float(weight / weights) for weight, part in parts)
            return low + (high - low) * Fraction(powers)
        if method == "mean":
            total = sum(weight * part.share for weight, part in parts) / sum(weight for weight, _ in parts)
            return low + (high - low) * total
        return low + (high - low) * self.sum_of(node).share

    def parts(self, node: str) -> list[tuple[Fraction, Points]]:
        """List the weights and points of the questions and sections that count in a node."""
        questions = [q for q in self.standing(node) if q.get("scored", True)]
        found = [(question, self.points(question, node)) for question in questions]
        found += [(self.sections[child], self.section_points(child)) for child in self.children(node)]
        weighed = [(exact(entry.get("weight", 1)), points) for entry, points in found]
        return [(weight, points) for weight, points in weighed if weight and points is not None]

    def section_points(self, node: str) -> Points | None:
        """Give a section as a part of its parent: on its scale, or as plain points where it is a sum without one."""
        score = self.score(node)
        if score is None:
            return None
        low, high, _ = self.scale(node)
        if self.rule(node, "method") == "sum" and not self.own_range(node):
            # As many points as the score says, which may have been rounded.
            whole = self.sum_of(node)
            return Points(
                whole.least, whole.least + (score - low) / (high - low) * (whole.most - whole.least), whole.most
            )
        return Points(low, score, high)

    def sum_of(self, node: str) -> Points:
        parts = self.parts(node)
        return Points(
            sum((weight * part.least for weight, part in parts), Fraction(0)),
            sum((weight * part.earned for weight, part in parts), Fraction(0)),
            sum((weight * part.most for weight, part in parts), Fraction(0)),
        )

    # ---- stages

    def staged(self, node: str) -> list[Mapping[str, Any]]:
        return [question for question in self.inside(node) if question.get("scored", True) and "stage" in question]

    def highest_stage(self, node: str) -> int:
        return max((question["stage"] for question in self.staged(node)), default=1)

    def counts(self, question: Mapping[str, Any], node: str) -> bool:
        """Say whether a question has to be met: what is not asked or not applicable is ignored."""
        answer = self.answers.get(question["id"])
        return answer != NOT_ASKED and not (
            answer == NA and self.missing_rule(question, node, "not_applicable") == "exclude"
        )

    def met(self, question: Mapping[str, Any]) -> bool:
        if self.answers.get(question["id"]) in (None, NA):
            return False
        if "met_from" in question and "bands" not in question.get("number", {"bands": 0}):
            return self.earned(question) >= self.share_of_number(question["number"], question["met_from"])
        return self.earned(question) >= exact(question.get("met_from", self.possible(question)[1]))

    def stage(self, node: str) -> int | None:
        """Give the highest stage of which all, and all of the lower stages, is met; None where nothing counts."""
        counting = [question for question in self.staged(node) if self.counts(question, node)]
        given = [
            question
            for question in counting
            if self.answers.get(question["id"]) is not None or self.missing_rule(question, node, "unanswered") == "zero"
        ]
        if not given:
            return None
        for stage in range(1, self.highest_stage(node) + 1):
            left = [question for question in counting if question["stage"] == stage]
            below = left if self.rule(node, "empty_stage") == "block" else [q for q in counting if q["stage"] <= stage]
            blocked = not below and self.rule(node, "empty_stage") != "pass"
            met = [question for question in left if self.met(question)]
            if blocked or len(met) < exact(self.rule(node, "stage_share")) * len(left):
                return stage - 1
        return self.highest_stage(node)
