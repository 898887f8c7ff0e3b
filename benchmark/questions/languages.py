"""Languages: their tags and names, and the few words of the program that stand right beside answers.

All other words of the program are English, whatever the language of the questions.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

# The language that question sets are written in.
ORIGINAL: Final = "en"
# What a file with the words of a question set in another language says of itself.
TRANSLATION: Final = "translation/1"
# A part of BCP 47: a language, then perhaps a script and a region. It becomes part of the name of a file.
TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")

# In English, and as its speakers call it.
_NAMES: Final = {
    "en": ("English", "English"),
    "cy": ("Welsh", "Cymraeg"),
    "ga": ("Irish", "Gaeilge"),
    "gd": ("Scottish Gaelic", "Gàidhlig"),
    "gv": ("Manx", "Gaelg"),
    "kw": ("Cornish", "Kernewek"),
    "sco": ("Scots", "Scots"),
}


class Words(NamedTuple):
    """The words of the program that stand right beside an answer."""

    overall: str
    of: str
    level: str
    here: str
    next: str
    target: str
    no_answer: str
    not_applicable: str
    not_asked: str
    none: str
    not_here: str
    not_known: str
    more: str


_ENGLISH: Final = Words(
    overall="Overall",
    of="of",
    level="Level",
    here="Here",
    next="Next",
    target="Target",
    no_answer="no answer",
    not_applicable="not applicable",
    not_asked="not asked",
    none="none of these",
    not_here="Not applicable to this council",
    not_known="Don't know yet: leave it open and go on",
    more="More: why this matters, go back, jump, skip, stop",
)
_WORDS: Final = {
    "en": _ENGLISH,
    "cy": Words(
        overall="Cyffredinol",
        of="o",
        level="Lefel",
        here="Yma",
        next="Nesaf",
        target="Targed",
        no_answer="dim ateb",
        not_applicable="ddim yn berthnasol",
        not_asked="heb ei ofyn",
        none="dim un o'r rhain",
        not_here="Ddim yn berthnasol i'r cyngor hwn",
        not_known="Ddim yn gwybod eto: ei adael yn agored a mynd ymlaen",
        more="Mwy: pam mae hyn yn bwysig, mynd yn ôl, neidio, hepgor, stopio",
    ),
}


def is_tag(text: str) -> bool:
    """Say whether a text is the tag of a language, such as cy or fr-CA."""
    return TAG.match(text) is not None


def words_of(language: str) -> Words:
    """Give the program's words in a language; in English where it has none."""
    return _WORDS.get(_base(language), _ENGLISH)


def english_name(language: str) -> str:
    """Name a language in English; by its tag where it has no name here."""
    return _NAMES.get(_base(language), (language, language))[0]


def own_name(language: str) -> str:
    """Name a language as its speakers do; by its tag where it has no name here."""
    return _NAMES.get(_base(language), (language, language))[1]


def translation_path(file: Path, language: str) -> Path:
    """Give the path of a translation: beside the set's own file, with the language before the ending."""
    return file.with_name(f"{file.stem}.{language}{file.suffix}")


def languages_beside(file: Path) -> list[str]:
    """List the languages that the question set of a file is translated into."""
    names = [path.name for path in file.parent.iterdir()] if file.parent.is_dir() else []
    start, end = f"{file.stem}.", file.suffix
    found = [name[len(start) : -len(end)] for name in names if name.startswith(start) and name.endswith(end)]
    return sorted(tag for tag in found if is_tag(tag) and tag != ORIGINAL)


def _base(language: str) -> str:
    return language.partition("-")[0]


# In front of every text that is not translated, so that nobody takes it for a slip.
MARK: Final = f"[{own_name(ORIGINAL)}] "
