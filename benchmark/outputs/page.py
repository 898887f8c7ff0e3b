"""How a page is made: every text in it is escaped and cleaned, since it may come from somebody else's file."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from benchmark.console import visible


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
