"""A new question set: a commented example of every kind of question, which is a valid set as it stands."""

import re
import unicodedata
from pathlib import Path
from typing import Final

import tomli_w

from benchmark.questions.ids import LONGEST_ID

TEMPLATE: Final = Path(__file__).with_name("template.toml")
_ID_LINE: Final = 'id      = "my-questions"\n'
_TITLE_LINE: Final = 'title   = "My questions"\n'


def render_template(title: str, set_id: str) -> str:
    """Write the template with this title and id."""
    text = TEMPLATE.read_text(encoding="utf-8")
    # The id comes first in the file, so that no title can be taken for its line.
    text = text.replace(_TITLE_LINE, f"title   = {_quoted(title)}\n", 1)
    return text.replace(_ID_LINE, f"id      = {_quoted(set_id)}\n", 1)


def id_from(title: str) -> str:
    """Make an id of a title: "Bus stops & shelters" gives bus-stops-shelters. Nothing where no letter is left."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode("ascii")
    return re.sub("[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-")


def title_from(name: str) -> str:
    """Make a title of the name of a file or folder: bus-stops gives "Bus stops"."""
    words = re.sub(r"[\W_]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def _quoted(text: str) -> str:
    """Write a text as TOML does, with its quotes."""
    return tomli_w.dumps({"x": text}).removeprefix("x = ").rstrip("\n")
