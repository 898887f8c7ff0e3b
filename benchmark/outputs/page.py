"""How a page is made: every text in it is escaped and cleaned, since it may come from somebody else's file."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from benchmark.console import visible
from benchmark.questions.languages import MARK, ORIGINAL


def page_environment() -> Environment:
    """Give the environment in which every page is written."""
    environment = Environment(
        loader=PackageLoader("benchmark.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        # Every text that goes into the page; drawings are marked as safe, and their writer cleans what they say.
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["percent"] = lambda share: "-" if share is None else f"{share:.0%}"
    # Other pages mark what is not English.
    environment.filters["cell"] = lambda text: text
    return environment


def spoken(text: str, language: str) -> str | Markup:
    """Mark a text with its language, so that it is read aloud in it; not one that is English, as the whole page is."""
    words, mark, original = visible(text).partition(MARK)
    if language == ORIGINAL or not words:
        return text
    return Markup('<span lang="{}">{}</span>{}').format(language, words, mark + original)
