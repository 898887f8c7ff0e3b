"""Write a text so that the XML of a workbook can hold it."""

import re
from typing import Final

_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEVER: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    """Escape what XML cannot hold as spreadsheets do: _x0007_, and a text that looks so itself as _x005F_x0007_."""
    return _NEVER.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
