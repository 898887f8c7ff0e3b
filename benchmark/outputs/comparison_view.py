"""Everything that a comparison shows, gathered once; then as text for people or JSON for programs."""

import json
from dataclasses import asdict, dataclass

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.errors import UsageError
from benchmark.outputs.charts.targets import TargetRow, target_rows
from benchmark.outputs.charts.words import decimals as decimals_of
from benchmark.outputs.comparison_text import (
    bin_table,
    gap_lines,
    group_table,
    heading,
    profile_table,
    target_lines,
    withheld_lines,
)
from benchmark.pool.benchmark import Benchmark, Group
from benchmark.pool.comparison import (
    BinRow,
    GapRow,
    GroupRow,
    Own,
    ProfileRow,
    by_group,
    distribution,
    gaps,
    own_group,
    profile,
    quarter,
    questions,
)
from scoring.questionnaire import OVERALL, Questionnaire


@dataclass(frozen=True)
class View:
    """The rows of one comparison, and what they were made from."""

    benchmark: Benchmark
    questionnaire: Questionnaire
    own: Own | None
    group: Group
    profile: list[ProfileRow]
    by: str | None
    by_group: list[GroupRow]
    bins: list[BinRow]
    gaps: list[GapRow]
    targets: list[TargetRow]
    one_item: str | None


def build_view(
    benchmark: Benchmark,
    questionnaire: Questionnaire,
    own: Own | None,
    *,
    by: str | None = None,
    section: str | None = None,
    question: str | None = None,
) -> View:
    """Gather the rows that the user asked for, or say which names there are."""
    _check_name("section", section, [item.id for item in benchmark.items if item.kind == "section"])
    _check_name("question", question, [item.id for item in benchmark.items if item.kind == "question"])
    group = own_group(benchmark, by, own)
    wanted = {section, question, OVERALL} if section or question else None
    rows = [row for row in profile(benchmark, group, own) if wanted is None or row.item in wanted]
    groups = [group, *(g for g in benchmark.groups_of(by or "") if g.id != group.id)]
    if question:
        bins = _by_level(benchmark, groups, question, own)
    elif section:
        bins = questions(benchmark, group, section, own)
    else:
        bins = _by_level(benchmark, groups, OVERALL, own)
    found = gaps(benchmark, group, own) if own else []
    if section:
        found = [row for row in found if row.section == section]
    grouped = [row for row in by_group(benchmark, by) if wanted is None or row.item in wanted] if by else []
    aims = [row for row in target_rows(benchmark, group, own, section) if question in (None, row.item)]
    return View(benchmark, questionnaire, own, group, rows, by, grouped, bins, found, aims, question)


def _by_level(benchmark: Benchmark, groups: list[Group], item_id: str, own: Own | None) -> list[BinRow]:
    """Give the levels of one item in several groups; the first is your own, and you are marked only there."""
    mine, *others = groups
    rows = distribution(benchmark, mine, item_id, own)
    return rows + [row for peers in others for row in distribution(benchmark, peers, item_id, None)]


def view_text(view: View, *, rank: bool, plain: bool = False) -> str:
    """Write a comparison for the terminal. `plain` writes sentences instead of tables."""
    minimum = view.benchmark.rules.minimum
    scale = view.questionnaire.root.scale
    places = max(decimals_of(scale.start, scale.stop), 1)
    parts = [heading(view.benchmark, view.group, len(view.questionnaire.questions))]
    if view.own and view.own.note:
        parts.append(wrap(view.own.note, console.width()))
    if view.one_item:
        item = view.questionnaire.question(view.one_item)
        parts += [item.text, bin_table(view.bins, minimum, plain=plain)]
    else:
        what = "Section or theme" if view.questionnaire.themes else "Section"
        with_you = view.own is not None
        parts.append(
            profile_table(
                view.profile, minimum, scale.decimals, with_you=with_you, places=places, what=what, plain=plain
            )
        )
    if view.by_group and not view.one_item:
        parts.append(group_table(view.by_group, minimum, places, plain=plain))
    if view.by and (held := withheld_lines(view.benchmark, view.by)):
        parts.append(held)
    if view.own and not view.one_item:
        parts.append(gap_lines(view.gaps))
    if aims := target_lines(view.targets):
        parts.append(aims)
    if rank and view.own:
        place = quarter(view.benchmark, view.group, view.one_item or OVERALL, view.own)
        parts.append(f"You stand in the {place} of these peers." if place else _no_place(view.own))
    return "\n\n".join(parts)


def _no_place(own: Own) -> str:
    if own.note:
        return "Nothing is said about where you stand: scores of two versions cannot be compared."
    return "Too few peers to say where you stand."


def view_json(view: View) -> str:
    """Write a comparison for programs."""
    data = {
        "format": "council-comparison/1",
        "questionnaire": view.benchmark.questionnaire,
        "version": view.benchmark.version,
        "round": view.benchmark.round,
        "invited_only": view.benchmark.invited_only,
        "imported": view.benchmark.imported,
        "joined": [{"version": entry.version, "councils": entry.councils} for entry in view.benchmark.joined],
        "setting": view.benchmark.rules.setting,
        "own_version": view.own.note if view.own and view.own.note else None,
        "peers": {"group": view.group.id, "title": view.group.title, "councils": view.group.councils},
        "profile": [asdict(row) for row in view.profile],
        "by_group": [asdict(row) for row in view.by_group],
        "levels": [asdict(row) for row in view.bins],
        "gaps": [asdict(row) for row in view.gaps],
        "targets": [asdict(row) for row in view.targets],
    }
    return json.dumps(data, indent=2)


def _check_name(kind: str, name: str | None, known: list[str]) -> None:
    if name is not None and name not in known:
        raise UsageError(f'There is no {kind} "{name}" here. Use one of: {", ".join(known)}.')
