"""Forget a council: everything that the program wrote about it on this machine. What was sent is out of reach."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from benchmark.council.folder import CouncilFolder
from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.returns.home import Home

# The names that the program gives to what it writes into the folder of a round.
_OURS = (
    "*.toml",
    "*-report.html",
    "*-paper.docx",
    "returns/return-*.json",
    "cards/*-card.toml",
    "pages/*-page.html",
    "pages/*-page.csv",
    ".*.tmp",
    "returns/.*.tmp",
    "cards/.*.tmp",
    "pages/.*.tmp",
)
_MARKS = (b'format = "assessment/1"', b'format = "hand-out/1"')
# The same at the top of the council's folder.
_PLANS = ("*.plan.toml", "*.plan.*.toml", ".*.plan.*.tmp")


@dataclass(frozen=True)
class Traces:
    """What there is of a council: in its folder, in the user's profile, and files there that are not ours."""

    in_folder: tuple[Path, ...]
    in_profile: tuple[Path, ...]
    others: tuple[Path, ...]


def find_traces(folder: CouncilFolder, home: Home) -> Traces:
    """List everything that the program wrote about the council of a folder, and what else stands in its rounds."""
    rounds = [path for path in sorted(folder.path.iterdir()) if path.is_dir() and _is_round(folder, path)]
    ours = [file for place in rounds for pattern in _OURS for file in sorted(place.glob(pattern)) if file.is_file()]
    plans = [file for pattern in _PLANS for file in sorted(folder.path.glob(pattern)) if file.is_file()]
    every = [file for place in rounds for file in sorted(place.rglob("*")) if file.is_file()]
    return Traces(
        (folder.profile_path, *plans, *ours),
        tuple(path for path in home.files() if path.exists()),
        tuple(file for file in every if file not in ours),
    )


def forget(traces: Traces) -> None:
    """Delete what was listed, the secret last: while it is there, a withdrawal can still be made."""
    for path in (*traces.in_folder, *traces.in_profile):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise FaultsError([fault("unwritable", str(path), why=error.strerror or str(error))]) from None
    for path in traces.in_folder:
        for place in (path.parent, path.parent.parent):
            # Folders that are empty now go too; the one that the user made stays.
            if place != traces.in_folder[0].parent and place.exists():
                with contextlib.suppress(OSError):
                    place.rmdir()


def _is_round(folder: CouncilFolder, path: Path) -> bool:
    """Say whether a folder is one of a round: it holds answers, or who is asked what, or it is the present one."""
    return path == folder.round_folder or any(
        any(mark in file.read_bytes()[:4096] for mark in _MARKS) for file in path.glob("*.toml") if file.is_file()
    )
