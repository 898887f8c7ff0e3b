"""What the commands of a network do, apart from the options that they take."""

from collections.abc import Sequence
from pathlib import Path

from benchmark import console
from benchmark.cli.asking import confirm, make_asker
from benchmark.cli.clock import this_round, today
from benchmark.council.asking import Asker
from benchmark.council.plain import PlainAsker
from benchmark.errors import StoppedError, WithheldError
from benchmark.network import setup
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.words import wrapped


def which_asker(plain: bool) -> Asker:
    """Give the way of asking that was chosen, or that fits this terminal."""
    return PlainAsker() if plain else make_asker()


def set_up(coordinator: CoordinatorFolder, given: setup.Given, *, plain: bool) -> None:
    """Ask for what is not given, where somebody can be asked, and write the network's file."""
    setup.refuse_second(coordinator)
    complete = None not in (given.id, given.set_id, given.deadline)
    try:
        asker = which_asker(plain) if (plain or console.can_ask()) and not complete else None
        made = setup.make_network(asker, given, this_round())
    except KeyboardInterrupt:
        raise StoppedError("Stopped. Nothing was written.") from None
    setup.set_up(coordinator, made)
    console.talk(setup.next_steps(coordinator.path))
    console.talk(f"Next: council-benchmark network {'invite --from FILE.csv' if made.invitations else 'inbox'}")


def issue_invitations(coordinator: CoordinatorFolder, list_file: Path | None, names: Sequence[str]) -> None:
    """Invite councils by name and from a list. Results are the e-mails, talk is what to do with them."""
    from benchmark.network.invite import issue
    from benchmark.network.invited import Candidate, read_candidates
    from benchmark.network.words import issued_lines

    candidates = [Candidate(name) for name in names]
    if list_file:
        listed, unused = read_candidates(list_file, coordinator.questionnaire)
        candidates += listed
        if unused:
            console.talk(f"Columns that are not used: {', '.join(unused)}.")
    issued = issue(coordinator, candidates)
    for _, text in issued.new:
        console.result(f"{text}\n\n{'-' * 60}")
    console.talk(wrapped(issued_lines(coordinator.path, issued)))


def look_at_inbox(coordinator: CoordinatorFolder, place: Path | None, *, as_json: bool) -> None:
    """Merge what came, and say what became of it and where the round stands."""
    import json

    from benchmark.network.deadline import deadline_data, deadline_line
    from benchmark.network.inbox import look
    from benchmark.network.inbox_words import inbox_data, inbox_lines

    looked, network = look(coordinator, place), coordinator.network
    if as_json:
        console.result(json.dumps({**inbox_data(looked, network), **deadline_data(network, today())}, indent=2))
    else:
        console.result(wrapped([*inbox_lines(looked, network), deadline_line(network, today())]))


def ask_before_the_deadline(coordinator: CoordinatorFolder, *, final: bool, yes: bool) -> bool:
    """Say where the round stands beside its deadline; ask before a final benchmark that comes too early."""
    from benchmark.network.deadline import deadline_line, is_over

    network = coordinator.network
    console.talk(deadline_line(network, today()))
    if not final or yes or network.closed or is_over(network.deadline, today()) or not coordinator.pool_path.exists():
        return True
    return confirm("Publish the final benchmark before the deadline has passed? --interim leaves the round open.")


def publish_round(
    coordinator: CoordinatorFolder,
    *,
    interim: bool,
    correct: bool = False,
    earlier: Path | None = None,
    package: Path | None = None,
    participation_by: Sequence[str] = (),
) -> None:
    """Publish as `pool publish` does, with what the network's file says."""
    from benchmark.cli.publish import publish_and_tell, stage
    from benchmark.network.participation import invited_types
    from benchmark.network.select import select
    from benchmark.pool.count import Selection
    from benchmark.pool.rounds import Issue

    kind = stage(interim=interim, correct=correct)
    network = coordinator.network
    if not coordinator.pool_path.exists():
        raise WithheldError(
            "No return has come yet, so nothing can be published. Next: council-benchmark network inbox"
        )
    selection, _ = select(coordinator.network_path, Selection(questions=coordinator.questions))
    invited = invited_types(coordinator, participation_by)
    issue = Issue(network.setting, kind, ended=network.closed, earlier=earlier, invited=invited)
    publish_and_tell(
        coordinator.pool_path, coordinator.benchmark_path, selection, issue, agreed=network, package=package
    )


def close_round(coordinator: CoordinatorFolder, *, yes: bool) -> None:
    """Close the round for its members and for its publisher, if the coordinator says so."""
    from benchmark.network.words import CLOSED, closing_question

    network = coordinator.network
    if network.closed:
        console.talk(f"The round {network.round} is closed already.")
        return
    if not (yes or confirm(closing_question(network, coordinator.ledger()))):
        console.talk("Nothing was changed.")
        return
    coordinator.close()
    console.talk(f"The round {network.round} is closed. {CLOSED}")
