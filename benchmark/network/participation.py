"""Who was invited, from the private list, for those who publish: what is told of it is decided there."""

from collections.abc import Sequence

from benchmark.errors import UsageError
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.invited import active
from benchmark.pool.participation import Invited
from scoring.applicability import complete_attributes


def invited_types(coordinator: CoordinatorFolder, by: Sequence[str]) -> Invited | None:
    """Give the invited councils with what the list says of them; None in a network without invitations.

    Args:
        coordinator: the folder.
        by: the private attributes by which the coordinator wants participation told.
    """
    questionnaire = coordinator.questionnaire
    private = [attribute.id for attribute in questionnaire.attributes if not attribute.shared]
    known = {attribute.id for attribute in questionnaire.attributes}
    if unknown := [name for name in by if name not in known]:
        choices = ", ".join(private) or "none"
        raise UsageError(f"--participation-by {unknown[0]} is no attribute of this question set. Use: {choices}.")
    if not coordinator.network.invitations:
        return None
    holders = active(coordinator.invited())
    facts = {holder.key: complete_attributes(questionnaire, holder.attributes) for holder in holders}
    return Invited(len(holders), facts, tuple(by))
