"""Find what the words of a drop-down stand for, however they are spaced or capitalised."""

from collections.abc import Mapping


def by_label(labels: Mapping[str, str]) -> dict[str, str]:
    """Give the ids of options by the words of a drop-down."""
    return {folded(label): option_id for label, option_id in labels.items()}


def folded(text: str) -> str:
    """Give a text so that spaces and capitals make no difference."""
    return " ".join(text.split()).casefold()
