"""What the preview command says."""

from collections.abc import Iterator, Sequence

from benchmark.network.preview import Few, Preview, TakeUp
from benchmark.network.words import many


def preview_lines(found: Preview) -> list[str]:
    """Say what could be shown, with what could be done about it."""
    if not found.invitations:
        return [
            "This network has no invitations: anyone could send returns, so nobody can say beforehand what is shown.",
            f"Fewer than {found.minimum} returns show nothing; groups need {found.groups_from}.",
        ]
    if not found.invited:
        return ["Nobody is invited yet. Invite councils first, with their facts: network invite --from FILE.csv"]
    lines = [f"{many(found.invited, 'council')} invited."]
    if found.without_facts:
        lines.append(
            f"Of {found.without_facts} of them not all facts are known. Add them to private/invitations.csv, or to the "
            "list that you invite from; they count as a group of their own here."
        )
    for take_up in found.take_ups:
        lines += ["", *_take_up_lines(take_up, found)]
    lines += ["", *_standing_out(found)]
    return lines


def _take_up_lines(take_up: TakeUp, found: Preview) -> Iterator[str]:
    yield f"If {take_up.percent}% send ({many(take_up.councils, 'council')}):"
    if not take_up.anything:
        yield f"  - Nothing can be shown: fewer than {found.minimum}."
        return
    if take_up.councils < found.groups_from:
        yield f"  - All councils as one group. Groups need {found.groups_from} returns."
        return
    yield "  - All councils as one group"
    for shown in take_up.attributes:
        if not shown.groups:
            yield f"  - By {shown.attribute.lower()}: only all together. A group, or what is left, would be too small."
            continue
        groups = "; ".join(f"{' or '.join(titles)} ({councils})" for titles, councils in shown.groups)
        yield f"  - By {shown.attribute.lower()}: {groups}"


def _standing_out(found: Preview) -> Iterator[str]:
    yield from _few(found.few_in_uk, "in the UK", "Use fewer attributes: change `attributes` in network.toml.")
    yield from _few(
        found.few_invited,
        "among the invited",
        "A return says which group its council is in. Each is told so before it sends; fewer attributes would help.",
    )
    if not found.few_in_uk and not found.few_invited:
        yield "No council stands out by what its return says besides its answers."
    yield "Groups by a second attribute may still be held back when publishing, so that subtraction shows nothing."


def _few(few: Sequence[Few], where: str, remedy: str) -> Iterator[str]:
    if few:
        yield f"Few councils alike {where}:"
        yield from (f"  - {entry.words}: {entry.councils}" for entry in few)
        yield remedy
