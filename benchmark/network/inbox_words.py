"""What the inbox command says: a line a file, then who has sent and who has not."""

from collections.abc import Iterator

from benchmark.network.attendance import Attendance
from benchmark.network.inbox import Line, Looked
from benchmark.network.network import Network
from benchmark.network.words import many
from benchmark.pool.roster import WORDS

_WORDS = {
    "accepted": "accepted",
    "same": "the same as before; nothing changed",
    "replaced": "accepted; it replaces an earlier one",
    "older": "not needed: a later one from the same council is here",
    "conflict": "differs from another one with the same sequence; neither counts. Ask the council to export once more",
}
_UNSIGNED = "It is unsigned, and imported on the word of the invitation code."
_GAVE_WAY = "sent a signed return of its own, so the one that was imported for it is taken back."


def inbox_lines(looked: Looked, network: Network) -> list[str]:
    """Say what became of every file, and what to do next."""
    names = dict(looked.attendance.names)
    lines = [_file_line(line, names) for line in looked.lines]
    if not lines:
        lines.append("The inbox is empty. Save the attachments that councils send you there.")
    lines += [f"{names.get(signed.content.key, 'A council')}: {_GAVE_WAY}" for signed in looked.gave_way]
    lines += ["", *_summary(looked), *_who(looked.attendance, network)]
    return lines


def inbox_data(looked: Looked, network: Network) -> dict[str, object]:
    """Give the same for programs."""
    there = looked.attendance
    return {
        "files": [
            {
                "file": line.file,
                "verdict": line.verdict,
                "unsigned": line.unsigned,
                "why": line.fault.rule if line.fault else "",
            }
            for line in looked.lines
        ],
        "returns": len(looked.pool.rows),
        "invitations": network.invitations,
        **{
            name: [council.council for council in getattr(there, name)]
            for name in ("sent", "not_sent", "withdrew", "twice")
        },
        "others": dict(there.others),
    }


def _file_line(line: Line, names: dict[str, str]) -> str:
    if line.fault:
        return f"{line.file}: refused. {line.fault.rule} {line.fault.remedy}"
    content = line.signed.content if line.signed else None
    who = names.get(content.key, "") if content else ""
    kind = " (takes an earlier one back)" if content and content.is_withdrawal else ""
    how = f" {_UNSIGNED}" if line.unsigned and line.verdict != "older" else ""
    return f"{line.file}: {_WORDS[line.verdict]}{kind}.{f' From {who}.' if who else ''}{how}"


def _summary(looked: Looked) -> Iterator[str]:
    new = sum(line.verdict in ("accepted", "replaced") for line in looked.lines)
    refused = sum(line.verdict == "refused" for line in looked.lines)
    yield f"{many(new, 'new return')}, {refused} refused. The pool holds {many(len(looked.pool.rows), 'return')}."


def _who(there: Attendance, network: Network) -> Iterator[str]:
    if not network.invitations:
        yield "There are no invitations: anyone could have sent these returns."
        return
    total = len(there.sent) + len(there.not_sent) + len(there.twice) + len(there.withdrew)
    yield f"{len(there.sent)} of {many(total, 'invited council')} sent."
    for councils, words in (
        (there.not_sent, "Not yet"),
        (there.withdrew, "Withdrew"),
        (there.twice, "Two different senders under one invitation, neither counted"),
    ):
        if councils:
            yield f"{words}: {', '.join(f'{c.council} (invitation {c.number})' for c in councils)}."
    if there.twice:
        yield "Ask them which is theirs; if one is not, `network retire NUMBER` and invite them again."
    for verdict, number in there.others:
        yield f"In the pool but not counted, {WORDS[verdict]}: {many(number, 'return')}."
