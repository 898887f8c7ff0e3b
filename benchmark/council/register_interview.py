"""Go through the lines of a register. Every reply is on the disk before the next question."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.council.assessment import Assessment
from benchmark.council.one_row import ask_row, change_row
from benchmark.council.register import MOST_ROWS, asked_lines, missing_columns, row_title
from benchmark.council.route import Scope
from benchmark.council.saving import save_or_ask
from scoring.register import Entry, Line, Register, Row

Save = Callable[[str], None]

_GO_ON: Final = "g"
_STOP: Final = Choice("q", "Stop for now; everything is saved", ("quit", "stop"))
_BACK: Final = Choice("b", "Go back one line", ("back",))
_JUMP: Final = Choice("j", "Jump to a group of lines", ("jump",))


class RegisterInterview:
    """One sitting over the lines. `save` writes the line with the given id."""

    def __init__(self, assessment: Assessment, register: Register, asker: Asker, save: Save, scope: Scope) -> None:
        self._assessment = assessment
        self._register = register
        self._asker = asker
        self._save = save
        self._scope = scope

    def run(self) -> None:
        """Ask until the person stops or nothing is left. KeyboardInterrupt passes through; all replies are saved."""
        at = self._begin()
        while at is not None:
            at = self._visit(at)

    def _lines(self) -> list[Line]:
        return lines_within(self._assessment, self._scope.section)

    def _entry(self, line: Line) -> Entry:
        return self._assessment.entries.get(line.id, Entry())

    def _begin(self) -> Line | None:
        lines, left = self._lines(), open_lines(self._assessment, self._scope.section)
        if not left:
            return self._all_done(lines)
        carried = sum(self._entry(line).begun for line in left)
        done = len(lines) - len(left)
        if done or carried:
            waiting = f", and {carried} carried over, to be confirmed" if carried else ""
            self._asker.say(f"{done} of {len(lines)} lines are done{waiting}. Going on with the first that is open.")
        return left[0]

    def _all_done(self, lines: list[Line]) -> Line | None:
        again = Choice(_GO_ON, "Go through the lines again")
        stop = Choice("q", "Stop here", ("stop",))
        said = f"All {len(lines)} lines are done."
        if self._scope.only_unanswered or not lines:
            self._asker.say(said)
            return None
        key = self._asker.choose(Menu(said, "", (stop, again, _JUMP), stop.key, brief=True))
        if key == _JUMP.key:
            return self._jump(lines[0])
        return lines[0] if key == again.key else None

    def _visit(self, line: Line) -> Line | None:
        """Ask about one line until the person goes elsewhere."""
        while True:
            key = self._asker.choose(self._menu(line))
            if key == "a":
                self._add(line)
            elif key.isdigit():
                self._change(line, int(key) - 1)
            elif key == "r":
                self._remove(line)
            elif key == "n":
                self._put(line, Entry(none=True))
                self._asker.note(f"{line.title}: this council does not have it")
                return self._after(line)
            elif key == _STOP.key:
                return None
            elif key == _BACK.key:
                return self._before(line)
            elif key == _JUMP.key:
                return self._jump(line)
            else:
                return self._leave(line)

    def _menu(self, line: Line) -> Menu:
        entry, row = self._entry(line), self._register.row
        listed = [
            Choice(str(number), f"Change {self._named(one)}{self._unfinished(one)}")
            for number, one in enumerate(entry.rows, start=1)
        ]
        more = self._register.several and len(entry.rows) < MOST_ROWS
        choices = [
            *([Choice(_GO_ON, "Keep this, and go on" if entry.carried else "Go on to the next line")] * entry.begun),
            *listed,
            *([Choice("a", self._add_words(entry))] * (more or not entry.rows)),
            *([Choice("r", f"Remove a {row}" if self._register.several else "Clear it")] * bool(entry.rows)),
            *([Choice("n", "This council does not have it", ("none", "na"))] * (not entry.rows)),
            *([Choice("d", "Leave it open, and go on", ("?",))] * (not entry.begun)),
            _BACK,
            _JUMP,
            _STOP,
        ]
        told = f" (carried over from {entry.carried})" if entry.carried else ""
        said = ": noted that this council does not have it" if entry.none else ""
        start = _GO_ON if entry.begun else "a"
        return Menu(self._heading(line) + told, f"{line.title}{said}", tuple(choices), start, line.about)

    def _named(self, row: Row) -> str:
        return row_title(self._register, row) if self._register.several else "it"

    def _add_words(self, entry: Entry) -> str:
        if not self._register.several:
            return "Fill it in"
        return f"Add another {self._register.row}" if entry.rows else f"Add a {self._register.row}"

    def _heading(self, line: Line) -> str:
        lines = self._lines()
        section = self._assessment.questionnaire.section(line.section).title
        return f"{lines.index(line) + 1} of {len(lines)}, {section}"

    def _unfinished(self, row: Row) -> str:
        missing = missing_columns(self._register, row)
        return f" (missing: {', '.join(missing)})" if missing else ""

    def _add(self, line: Line) -> None:
        at = len(self._entry(line).rows)
        row = ask_row(self._asker, self._register, {}, partial(self._keep, line, at), line.title)
        if row:
            said = row_title(self._register, row) if self._register.several else "filled in"
            self._asker.note(f"{line.title}: {said}")

    def _change(self, line: Line, at: int) -> None:
        row = self._entry(line).rows[at]
        change_row(self._asker, self._register, row, partial(self._keep, line, at), line.title)

    def _remove(self, line: Line) -> None:
        rows = self._entry(line).rows
        if not self._register.several:
            self._put(line, Entry())
            return
        listed = [Choice(str(number), row_title(self._register, row)) for number, row in enumerate(rows, start=1)]
        none = Choice("0", "None: keep all")
        key = self._asker.choose(Menu(line.title, "Which one should go?", (none, *listed), none.key))
        if key != none.key:
            kept = tuple(row for at, row in enumerate(rows) if at != int(key) - 1)
            self._put(line, replace(self._entry(line), rows=kept, carried="" if kept else self._entry(line).carried))

    def _keep(self, line: Line, at: int, row: Row) -> None:
        """Put a row in its place. One in which nothing is known yet is not written."""
        entry = self._entry(line)
        rows = [*entry.rows[:at], *([row] if row else []), *entry.rows[at + 1 :]]
        self._put(line, Entry(tuple(rows), carried=""))

    def _put(self, line: Line, entry: Entry) -> None:
        before = self._entry(line)
        if entry == before:
            return
        self._assessment.entries[line.id] = entry
        take_back = partial(self._assessment.entries.__setitem__, line.id, before)
        save_or_ask(self._asker, partial(self._save, line.id), take_back)

    def _leave(self, line: Line) -> Line | None:
        """Go on; what was carried over counts as confirmed by that."""
        if self._entry(line).carried:
            self._put(line, replace(self._entry(line), carried=""))
        return self._after(line)

    def _after(self, line: Line) -> Line | None:
        lines = self._lines()
        later = lines[lines.index(line) + 1 :]
        wanted = open_lines(self._assessment, self._scope.section) if self._scope.only_unanswered else later
        return next((one for one in later if one in wanted), None) or self._end(line)

    def _end(self, line: Line) -> Line | None:
        left = [one for one in open_lines(self._assessment, self._scope.section) if one is not line]
        if not left or self._scope.only_unanswered:
            return None
        go = Choice(_GO_ON, "Go to the first of them", ("go",))
        stop = Choice("q", "Stop here", ("stop",))
        said = f"That was the last line. {len(left)} still open."
        return left[0] if self._asker.choose(Menu(said, "", (stop, go), stop.key, brief=True)) == go.key else None

    def _before(self, line: Line) -> Line:
        lines = self._lines()
        at = lines.index(line)
        if not at:
            self._asker.say("This is the first line.")
        return lines[max(at - 1, 0)]

    def _jump(self, line: Line) -> Line:
        """Ask which group of lines to go to, showing how far each is; the scope widens to everything."""
        lines = lines_within(self._assessment, None)
        open_ids = {one.id for one in open_lines(self._assessment, None)}
        groups = list(dict.fromkeys(one.section for one in lines))
        choices = []
        for number, section in enumerate(groups, start=1):
            inside = [one for one in lines if one.section == section]
            done = sum(one.id not in open_ids for one in inside)
            title = self._assessment.questionnaire.section(section).title
            choices.append(Choice(f"{number:x}", f"{title} ({done} of {len(inside)} done)", (section,)))
        stay = Choice("0", "Stay here")
        key = self._asker.choose(Menu("Jump to", "", (*choices, stay), stay.key))
        if key == stay.key:
            return line
        self._scope = self._scope._replace(section=None)
        inside = [one for one in lines if one.section == groups[int(key, 16) - 1]]
        return next((one for one in inside if one.id in open_ids), inside[0])


def lines_within(assessment: Assessment, section: str | None) -> list[Line]:
    """List the lines that the council is asked about; those of one section and the ones inside it, if one is named."""
    lines = asked_lines(assessment)
    if section is None:
        return lines
    inside, pending = {section}, [section]
    while pending:
        children = [child.id for child in assessment.questionnaire.children.get(pending.pop(), ())]
        inside.update(children)
        pending += children
    return [line for line in lines if line.section in inside]


def open_lines(assessment: Assessment, section: str | None) -> list[Line]:
    """List the lines of which nothing is written yet, or only what is carried over."""
    nothing = Entry()
    found = ((line, assessment.entries.get(line.id, nothing)) for line in lines_within(assessment, section))
    return [line for line, entry in found if not entry.begun or entry.carried]
