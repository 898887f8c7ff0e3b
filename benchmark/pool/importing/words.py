"""What an import tells a person."""

from pathlib import Path

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.pool.importing.returns import Imported
from benchmark.pool.words import PRIVATE

UNINVITED = (
    "Imported returns carry no invitation. In a network with invitations they count only with --include-uninvited; "
    "every comparison says how many were imported."
)


def import_summary(done: Imported, notes: list[str], output: Path, key_list: Path | None) -> str:
    """Say what became of the rows, what to look at, and what to keep private."""
    became = [
        (done.new, "new"),
        (done.changed, "changed, with a higher sequence"),
        (done.same, "as before"),
        (done.withdrawn, "withdrawn, because the row is empty now"),
    ]
    parts = "; ".join(f"{number} {what}" for number, what in became if number) or "none"
    lines = [f"Returns in {output}: {parts}."]
    if done.empty:
        rows = "1 row answers" if done.empty == 1 else f"{done.empty} rows answer"
        lines.append(f"{rows} nothing, and gives no return.")
    if done.others:
        several = f"{done.others} imported returns stay that belong"
        stay = "1 imported return stays that belongs" if done.others == 1 else several
        lines.append(
            f"{stay} to no row here: somebody else imported them, or a row was deleted or renamed. To take a row back, "
            "keep its name, clear its answers and import again."
        )
    lines += notes
    where = key_list or "The list above"
    lines.append(f"{where} says which key is which respondent. Keep it private: with it the pool has names.")
    return "\n".join(wrap(line, console.width()) for line in [*lines, UNINVITED, PRIVATE])
