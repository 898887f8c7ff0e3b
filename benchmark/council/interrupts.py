"""Let Ctrl-C act only while a person is being asked.

Pressed a moment after an answer, while that answer is on its way to the disk, it would otherwise take the answer
away. Here it waits until the next question is about to be shown, when everything is saved.
"""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Self

from benchmark.council.asking import Asker, Check, Menu


class Interrupts:
    """While in use, Ctrl-C outside `asking` is kept until the next `asking`."""

    def __init__(self) -> None:
        self._asking = False
        self._pending = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._receive)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _receive(self, _signal: int, _frame: FrameType | None) -> None:
        if self._asking:
            raise KeyboardInterrupt
        self._pending = True

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Deliver Ctrl-C as KeyboardInterrupt inside, at once if it was pressed before."""
        self._asking = True
        try:
            if self._pending:
                self._pending = False
                raise KeyboardInterrupt
            yield
        finally:
            self._asking = False


class PatientAsker:
    """An asker whose questions, and nothing else, can be interrupted."""

    def __init__(self, asker: Asker, interrupts: Interrupts) -> None:
        self._asker = asker
        self._interrupts = interrupts

    def say(self, text: str = "") -> None:
        """Tell something."""
        self._asker.say(text)

    def note(self, text: str) -> None:
        """Leave a line about what was chosen."""
        self._asker.note(text)

    def choose(self, menu: Menu) -> str:
        """Ask for one choice."""
        with self._interrupts.asking():
            return self._asker.choose(menu)

    def tick(self, menu: Menu, ticked: Sequence[str]) -> list[str]:
        """Ask for one or more choices."""
        with self._interrupts.asking():
            return self._asker.tick(menu, ticked)

    def write(self, prompt: str, start: str = "", check: Check | None = None) -> str:
        """Ask for a text."""
        with self._interrupts.asking():
            return self._asker.write(prompt, start, check)
