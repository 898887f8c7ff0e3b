"""Failures that a user can mend. One place in the program turns them into a line and an exit code.

Exit codes, as the README lists them: 0 done; 1 a bug in this program; 2 the command cannot run as typed;
3 refused, with every fault listed; 130 stopped by the user, everything answered is saved.
"""

from collections.abc import Sequence

from benchmark.faults import Fault

DONE = 0
BUG = 1
USAGE = 2
REFUSED = 3
STOPPED = 130


class UserError(Exception):
    """Something that the user can mend. The message says what is wrong and what to do."""

    exit_code = REFUSED


class UsageError(UserError):
    """The command cannot run as it was typed, or in this place."""

    exit_code = USAGE


class WithheldError(UserError):
    """Nothing may be shown, or written, under the rules that protect councils."""


class StoppedError(UserError):
    """The user stopped; all that was answered is saved."""

    exit_code = STOPPED


class FaultsError(UserError):
    """One or more faults in the user's files."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
