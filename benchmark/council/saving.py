"""Have what was just answered on the disk before the next question shows; where that fails, ask what to do."""

from collections.abc import Callable
from typing import Final

from benchmark.council.asking import Asker, Choice, Menu
from benchmark.errors import FaultsError

_AGAIN: Final = Choice("t", "Try again to save it")
_STOP: Final = Choice("q", "Stop without this answer; all earlier ones are saved", ("stop",))


def save_or_ask(asker: Asker, save: Callable[[], None], take_back: Callable[[], None]) -> None:
    """Save until it works, or the person stops with KeyboardInterrupt; then what could not be saved is taken back."""
    saved = False
    try:
        while not saved:
            saved = _try(asker, save)
    finally:
        if not saved:
            take_back()


def _try(asker: Asker, save: Callable[[], None]) -> bool:
    try:
        save()
    except (FaultsError, OSError) as error:
        asker.say(f"This answer could not be saved. {error}")
        menu = Menu("Not saved.", "", (_AGAIN, _STOP), _AGAIN.key, brief=True)
        if asker.choose(menu) == _STOP.key:
            raise KeyboardInterrupt from None
        return False
    return True
