"""Where a council's plan is kept: `SET.plan.toml` at the top of its folder, with a last good copy beside it."""

from collections.abc import Callable
from pathlib import Path

from benchmark.council.copies import good_copy_path, keep_good_copy, restore, set_aside, with_way_back
from benchmark.council.folder import CouncilFolder
from benchmark.council.plan.kept import Kept, parse_kept, render_kept
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.files import exists, read_toml, write_text
from benchmark.lock import alone_in
from scoring.questionnaire import Questionnaire


def plan_path(folder: CouncilFolder, set_id: str) -> Path:
    """Give the path of the plan on a question set. It belongs to no round: it lasts."""
    return folder.path / f"{set_id}.plan.toml"


def read_kept(folder: CouncilFolder, questionnaire: Questionnaire) -> Kept:
    """Read the plan, empty where there is none; or raise FaultsError with every fault and the way to a good copy."""
    path = plan_path(folder, questionnaire.id)
    if not exists(path):
        return {}
    try:
        return parse_kept(read_toml(path), questionnaire, str(path))
    except FaultsError as error:
        steps = _steps(good_copy_path(path), questionnaire)
        if steps is None:
            raise
        command = f"council-benchmark plan{folder.option} --set {questionnaire.id} --restore"
        way = fault("good-plan", str(good_copy_path(path)), steps=count(steps), command=command)
        raise with_way_back(error, way) from None


def change_kept(folder: CouncilFolder, questionnaire: Questionnaire, change: Callable[[Kept], Kept]) -> Kept:
    """Change the plan and write it, whole or not at all. Nobody else writes it in between."""
    path = plan_path(folder, questionnaire.id)
    with alone_in(folder.path):
        kept = change(read_kept(folder, questionnaire))
        text = render_kept(kept, questionnaire)
        if not exists(path):
            set_aside(good_copy_path(path))
        write_text(path, text)
        keep_good_copy(path, text)
    return kept


def restore_kept(folder: CouncilFolder, questionnaire: Questionnaire) -> list[str]:
    """Put the last good copy of a damaged plan back, and say what was done."""
    path = plan_path(folder, questionnaire.id)
    with alone_in(folder.path):
        if _steps(path, questionnaire) is not None:
            return [f"{path} can be read, so nothing was changed."]
        steps = _steps(good_copy_path(path), questionnaire)
        if steps is None:
            raise UsageError(f"There is no good copy of {path}.")
        told = restore(path)
    return [f"{path} has its last good copy again: {count(steps)}.", *told]


def count(steps: int) -> str:
    """Say a number of steps."""
    return "1 step" if steps == 1 else f"{steps} steps"


def _steps(path: Path, questionnaire: Questionnaire) -> int | None:
    """Count the steps of a file that holds a plan; None where it does not."""
    try:
        return len(parse_kept(read_toml(path), questionnaire, str(path)))
    except FaultsError:
        return None
