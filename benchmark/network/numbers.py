"""Which invitation stands behind which key, for the coordinator's own eyes: numbers, never a name."""

from pathlib import Path

from benchmark.network.folder import CoordinatorFolder
from benchmark.network.network import FILE_NAME
from benchmark.pool.pool import Pool
from benchmark.pool.roster import judge


def invitation_numbers(pool: Pool, network_file: Path | None) -> dict[str, int]:
    """Map the keys of returns to the numbers of their invitations, where the private list lies beside the network's."""
    if network_file is None or network_file.name != FILE_NAME:
        return {}
    folder = CoordinatorFolder(network_file.parent)
    roster = folder.network.roster_for_counting()
    if roster is None or not folder.list_path.exists():
        return {}
    numbers = {council.key: council.number for council in folder.invited()}
    return {
        key: numbers[invitation]
        for invitation, keys in judge(pool, roster).claims.items()
        for key in keys
        if invitation in numbers
    }
