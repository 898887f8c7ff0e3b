"""Whether a register has room in a workbook, as far as one is read back."""

from collections.abc import Iterator
from typing import Final

from benchmark.council.workbook.register.layout import RegisterPlan
from benchmark.council.workbook.register.values import row_cells
from benchmark.faults import Fault, fault
from benchmark.workbooks.limits import Limits

# The other sheets need some of it too.
_SHARE: Final = 0.7


def too_much(plan: RegisterPlan, file: str) -> Iterator[Fault]:
    """List what a workbook has no room for."""
    limits = Limits()
    rows = [row_cells(plan.fields, row) for _, row in plan.rows]
    texts = sum(len(str(value)) for row in rows for value in row.values())
    needs = (
        ("columns", len(plan.fields) + 1, limits.columns),
        ("cells", sum(len(row) + 1 for row in rows), int(limits.cells * _SHARE)),
        ("characters", texts, int(limits.text * _SHARE)),
    )
    for what, count, limit in needs:
        if count > limit:
            yield fault("no-room", file, rows=plan.register.rows, what=what, count=count, limit=limit)
