"""Which key is which respondent: for whoever imports, and nobody else. Names never enter a pool."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmark.files import write_bytes
from benchmark.formulas import even_lines, guarded

_PRIVATE: Final = 0o600
_MARK: Final = b"\xef\xbb\xbf"

Keys = Sequence[tuple[int, str, str]]


def write_key_list(path: Path, keys: Keys) -> None:
    """Write the list as CSV that only its owner may read."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["respondent", "key", "row"])
    writer.writerows([guarded(even_lines(name)), guarded(key), row] for row, name, key in keys)
    write_bytes(path, _MARK + out.getvalue().encode("utf-8"), mode=_PRIVATE)


def key_lines(keys: Keys) -> str:
    """Write the list for the terminal: a line a respondent."""
    return "\n".join(f"{key}  {name}" for _, name, key in keys)
