"""How a text that came in a file of others is kept."""

from benchmark.console import visible
from benchmark.council.asking import clean
from benchmark.formulas import even_lines


def tidy(text: str) -> str:
    """Give a text as it is kept: nothing in it that nobody sees, one kind of line end, no space around."""
    return clean(visible(even_lines(text)))
