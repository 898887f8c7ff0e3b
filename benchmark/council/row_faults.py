"""The faults of a table of many rows, each with its row (the header is row 1) and column, reported all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault

# A file with more mistakes than this has one mistake many times over.
MOST_FAULTS: Final = 10_000


@dataclass
class RowFaults:
    """The faults found so far. Each stands with its row and column, so that they can be put in order."""

    file: str
    header: Sequence[str] = ()
    found: list[tuple[int, int, Fault]] = field(default_factory=list)

    def add(self, code: str, row: int, column: int = -1, /, **values: object) -> None:
        """Add a fault of a row, or of one of its cells."""
        self.add_at(f"row {row}", code, row, column, **values)

    def add_at(self, rows: str, code: str, row: int, column: int = -1, /, **values: object) -> None:
        """Add a fault whose rows are said in words; `row` is the first of them."""
        where = f", column {self.header[column]}" if column >= 0 else ""
        self.found.append((row, column, fault(code, self.file, f"{rows}{where}", **values)))

    @property
    def in_header(self) -> bool:
        """Say whether a column has the wrong name."""
        return any(row == 1 for row, _, _ in self.found)

    @property
    def too_many(self) -> bool:
        """Say whether there are more faults than are listed."""
        return len(self.found) > MOST_FAULTS

    def stop(self, before: Sequence[Fault] = ()) -> None:
        """Raise FaultsError where there are faults. Those of another file, `before`, stand first."""
        ordered = [*before, *(entry for _, _, entry in sorted(self.found, key=lambda entry: entry[:2]))]
        if len(ordered) > MOST_FAULTS:
            rest = len(ordered) - MOST_FAULTS
            ordered = [*ordered[:MOST_FAULTS], fault("more-faults", self.file, count=rest)]
        if ordered:
            raise FaultsError(ordered)
