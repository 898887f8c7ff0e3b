"""Begin a question set, or another file that its author goes on with: nothing that is there is ever overwritten."""

from pathlib import Path

from benchmark.errors import FaultsError, UsageError
from benchmark.faults import fault
from benchmark.files import write_text
from benchmark.questions.checks import LONGEST_ID, RESERVED
from benchmark.questions.read import FILE_NAME
from benchmark.questions.shape import ID
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
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} is there already, and is not overwritten. Choose another name.")
    write_text(path, text)


def _check_id(set_id: str, place: str) -> None:
    if len(set_id) > LONGEST_ID:
        raise FaultsError([fault("long-id", "The options", place, limit=LONGEST_ID)])
    if not ID.match(set_id):
        raise FaultsError([fault("bad-id", "The options", place, id=set_id)])
    if set_id in RESERVED:
        raise FaultsError([fault("reserved-id", "The options", place, id=set_id)])
