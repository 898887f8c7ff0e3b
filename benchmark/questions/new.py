"""Begin a question set, or another file that its author goes on with: nothing that is there is ever overwritten."""

from pathlib import Path

from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.files import exists, write_text
from benchmark.questions.checks import RESERVED
from benchmark.questions.ids import name_fault
from benchmark.questions.read import FILE_NAME
from benchmark.questions.template import id_from, render_template, title_from


def new_set(place: Path, title: str | None, set_id: str | None) -> Path:
    """Write a new question set into a folder, or into a file that ends in .toml; give the path of the file."""
    path = place if place.suffix.lower() == ".toml" else place / FILE_NAME
    name = path.parent.resolve().name if path.name == FILE_NAME else path.stem
    words = title.strip() if title is not None else title_from(name)
    chosen = set_id if set_id is not None else id_from(words)
    if not words or not chosen:
        raise UsageError('Give the new set a title with letters, or an id: --title "Bus stops" --id bus-stops')
    _check_id(chosen, "--id" if set_id is not None else f"the title {words}")
    write_new(path, render_template(words, chosen))
    return path


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, or raise UsageError."""
    if exists(path) or path.is_symlink():
        raise UsageError(f"{path} is there already, and is not overwritten. Choose another name.")
    write_text(path, text)


def _check_id(set_id: str, place: str) -> None:
    """Refuse an id that a question set cannot have: files are named after it."""
    found = name_fault(set_id, "The options", place)
    if found is None and set_id in RESERVED:
        found = fault("reserved-id", "The options", place, id=set_id)
    if found is not None:
        raise FaultsError([found])
