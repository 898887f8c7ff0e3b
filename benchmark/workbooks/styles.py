"""Find the styles of a workbook that make a number a date: such a number means nothing to us."""

import re
from collections.abc import Mapping

from benchmark.workbooks.package import Package

# Numbers of formats that every Excel has; the others are written in the file.
_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_OF_DATES = re.compile("[dmyhs]", re.IGNORECASE)


def date_styles(package: Package, part: str) -> frozenset[int]:
    """List the numbers of the cell styles that show dates or times."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def number_format(attributes: Mapping[str, str]) -> None:
        formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:200]

    def cell_styles(_attributes: Mapping[str, str]) -> None:
        nonlocal inside
        inside = True

    def style(attributes: Mapping[str, str]) -> None:
        if inside:
            styles.append(attributes.get("numFmtId", "0"))

    def end() -> None:
        nonlocal inside
        inside = False

    starts = {"numFmt": number_format, "cellXfs": cell_styles, "xf": style}
    package.walk(part, starts, {"cellXfs": end})
    return frozenset(at for at, number in enumerate(styles) if _is_date(number, formats))


def _is_date(number: str, formats: Mapping[str, str]) -> bool:
    if number in formats:
        # "General" holds no letter of a date but the `e` and `a` of the word; colours and texts are set aside.
        return bool(_OF_DATES.search(_ASIDE.sub("", formats[number]).replace("General", "")))
    return number.isdigit() and int(number[:9]) in _BUILT_IN
