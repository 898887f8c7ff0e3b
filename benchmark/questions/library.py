"""Find question sets: those that come with the program, and those that a user gives."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmark.errors import UsageError
from benchmark.files import exists, read_toml
from benchmark.questions.languages import ORIGINAL, is_tag, languages_beside, translation_path
from benchmark.questions.read import FILE_NAME, parse_questionnaire
from scoring.questionnaire import Questionnaire

if TYPE_CHECKING:
    from benchmark.questions.translation import Translation


@cache
def shipped(name: str) -> Path:
    """Give a data folder that comes with the program: beside the packages, or inside an installed one."""
    inside = Path(__file__).resolve().parents[1] / "shipped" / name
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / name


def shipped_sets() -> list[Path]:
    """List the folders of the question sets that come with the program."""
    return sorted(path.parent for path in shipped("questionnaires").glob(f"*/{FILE_NAME}"))


def find_questionnaire(name: str, language: str | None = None) -> Questionnaire:
    """Read a question set by its id, or by the path of its file or folder; in a language that it is translated into.

    `language` is a tag, or the path of a translation that does not stand beside the set.
    """
    file = find_file(name)
    data = read_toml(file)
    questionnaire = parse_questionnaire(data, str(file))
    if language in (None, ORIGINAL):
        return questionnaire
    from benchmark.questions.translation import in_language, parse_translation  # noqa: PLC0415 - most sets are English

    path, named = _find_translation(file, questionnaire.id, language or "")
    return in_language(questionnaire, parse_translation(read_toml(path), data, str(path), named))


def in_words_of(questionnaire: Questionnaire, name: str | None, language: str | None) -> Questionnaire:
    """Give a question set that was read already in a language; `name` says where it came from, if not from here."""
    return questionnaire if language in (None, ORIGINAL) else find_questionnaire(name or questionnaire.id, language)


def find_translations(name: str) -> "list[Translation]":
    """Read all translations that stand beside a question set, or raise FaultsError with the faults of all."""
    from benchmark.questions.translation import parse_translation  # noqa: PLC0415 - most sets are English

    file = find_file(name)
    data = read_toml(file)
    parse_questionnaire(data, str(file))
    paths = [(translation_path(file, tag), tag) for tag in languages_beside(file)]
    return [parse_translation(read_toml(path), data, str(path), tag) for path, tag in paths]


def find_languages(name: str) -> list[str]:
    """List the languages in which a question set can be shown, the original first."""
    return [ORIGINAL, *languages_beside(find_file(name))]


def _find_translation(file: Path, set_id: str, language: str) -> tuple[Path, str | None]:
    """Give the path of a translation, and the language that its name says if it stands beside the set."""
    if is_tag(language) and translation_path(file, language).is_file():
        return translation_path(file, language), language
    if language.endswith(".toml") and exists(Path(language)):
        return Path(language), None
    known = ", ".join([ORIGINAL, *languages_beside(file)])
    raise UsageError(f'"{set_id}" is not here in the language "{language}". Use one of: {known}; or give a file.')


def find_file(name: str) -> Path:
    """Give the file of a question set, by its id or its path."""
    path = find_path(name)
    return path / FILE_NAME if path.is_dir() else path


def find_path(name: str) -> Path:
    """Give the folder or file of a question set, by its id or its path."""
    for folder in shipped_sets():
        if folder.name == name:
            return folder
    path = Path(name)
    if exists(path):
        return path
    known = ", ".join(folder.name for folder in shipped_sets())
    raise UsageError(f'There is no question set "{name}". Use one of {known}, or the path of your own.')


def find_version(set_id: str, version: str, given: str | None) -> Questionnaire:
    """Read the question set that returns were made with, by its id and version, or from where the user says."""
    if given is None and set_id not in {folder.name for folder in shipped_sets()}:
        raise UsageError(f'The question set "{set_id}" is not here. Give its folder with --questions.')
    questionnaire = find_questionnaire(given or set_id)
    if (questionnaire.id, questionnaire.version) != (set_id, version):
        raise UsageError(
            f'The returns were made with "{set_id}" {version}; this is "{questionnaire.id}" {questionnaire.version}. '
            "Give the folder of the right question set with --questions."
        )
    return questionnaire
