"""Keep translations in step with their question set: check those beside it, write one or bring it up to date."""

from dataclasses import dataclass
from pathlib import Path

from benchmark.errors import FaultsError, UsageError
from benchmark.faults import Fault, fault
from benchmark.files import TOML_LIMIT, read_text, read_toml, write_text
from benchmark.questions.languages import ORIGINAL, TRANSLATION, is_tag, languages_beside, translation_path
from benchmark.questions.library import find_file, shipped_sets
from benchmark.questions.progress import Progress, progress
from benchmark.questions.read import parse_questionnaire
from benchmark.questions.remarks import read_remarks
from benchmark.questions.translate import changed_texts, new_translation, update_translation
from benchmark.questions.translation import (
    parse_translation,
    translation_faults,
)


@dataclass(frozen=True)
class Written:
    """A translation's file that was written or, where nothing had changed, left alone."""

    path: Path
    new: bool
    changed: bool
    beside: bool
    progress: Progress


def check_translations(name: str) -> tuple[list[Fault], list[Progress]]:
    """Check every translation beside a question set: all faults of all files, and how far the sound ones are."""
    file = find_file(name)
    original = read_toml(file)
    faults: list[Fault] = []
    found: list[Progress] = []
    for language in languages_beside(file):
        path = translation_path(file, language)
        try:
            data = read_toml(path)
            wrong = list(translation_faults(data, original, str(path), language))
        except FaultsError as error:
            wrong = list(error.faults)
        if wrong:
            faults += wrong
        else:
            found.append(_progress(path, original))
    return faults, found


def translate(name: str, language: str, output: Path | None = None) -> Written:
    """Write a translation's file for a translator, or bring it up to date; what was translated is kept.

    It stands beside the set. A set that comes with the program is not changed: its translation is written to the
    current folder, and starts from the one that comes with the program.
    """
    if not is_tag(language) or language == ORIGINAL:
        found = fault("bad-language", "", "", value=language)
        raise UsageError(f"{found.rule} {found.remedy}")
    file = find_file(name)
    original = read_toml(file)
    parse_questionnaire(original, str(file))
    beside = translation_path(file, language)
    ours = name in {folder.name for folder in shipped_sets()}
    path = output or (Path(f"{original['id']}.{language}.toml") if ours else beside)
    base = next((found for found in (path, beside) if found.exists()), None)
    text = _brought_up_to_date(base, original, language) if base else new_translation(original, language)
    before = read_text(path, TOML_LIMIT) if path.exists() else None
    if text != before:
        write_text(path, text)
    return Written(path, before is None, text != before, path == beside, _progress(path, original))


def _brought_up_to_date(path: Path, original: dict[str, object], language: str) -> str:
    """Give the new text of a translation's file, or raise FaultsError where it is not one of this set."""
    data = read_toml(path)
    faults = []
    if data.get("format") != TRANSLATION:
        remedy = "Use a newer version of this program, or another file."
        faults.append(fault("unknown-format", str(path), found=data.get("format"), wanted=TRANSLATION, remedy=remedy))
    elif data.get("questionnaire") != original["id"]:
        faults.append(fault("other-original", str(path), found=data.get("questionnaire"), wanted=original["id"]))
    elif data.get("language") != language:
        faults.append(fault("other-language", str(path), "language", named=language))
    if faults:
        raise FaultsError(faults)
    return update_translation(data, read_remarks(read_text(path, TOML_LIMIT)), original)


def _progress(path: Path, original: dict[str, object]) -> Progress:
    translation = parse_translation(read_toml(path), original, str(path))
    remarks = read_remarks(read_text(path, TOML_LIMIT))
    return progress(translation, original, changed_texts(translation.given, remarks, original))
