"""Which part of a pool is meant, where the network's own file says it."""

from pathlib import Path

from benchmark.errors import UsageError
from benchmark.network.network import Network, read_network
from benchmark.pool.count import Selection


def select(
    network_file: Path | None, given: Selection, *, include_uninvited: bool = False
) -> tuple[Selection, Network | None]:
    """Complete a selection from the network's file; refuse what contradicts it."""
    if network_file is None:
        if include_uninvited:
            raise UsageError("--include-uninvited belongs to --network-file: without it everybody's returns count.")
        return given, None
    network = read_network(network_file)
    pairs = (
        ("--set", given.questionnaire, network.questionnaire),
        ("--round", given.round, network.round),
        ("--network", given.network, network.id),
    )
    for option, said, wanted in pairs:
        if said not in (None, wanted):
            raise UsageError(f"{option} {said} is not what {network_file} says: {wanted}. Leave {option} out.")
    roster = network.roster_for_counting(include_uninvited=include_uninvited)
    return Selection(
        network.questionnaire, network.round, network.id, given.questions, roster, given.crosswalk
    ), network
