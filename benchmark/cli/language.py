"""The option --language, and what is said where a question set is not translated."""

from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console

if TYPE_CHECKING:
    from benchmark.council.folder import CouncilFolder
    from scoring.questionnaire import Questionnaire


def complete_languages(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the tag of a language, of the question set that is named or else of all that come with the program."""
    from benchmark.questions.library import find_languages, shipped_sets

    named = ctx.params.get("set_id") or ctx.params.get("name")
    names = [named] if named else [folder.name for folder in shipped_sets()]
    found = dict.fromkeys(language for name in names for language in find_languages(name))
    return [language for language in found if language.startswith(incomplete)]


LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="LANGUAGE",
        help="The language of the questions, such as cy; or the file of a translation.",
        autocompletion=complete_languages,
        show_default="the council's own, or English",
    ),
]


def choose_words(
    council: "CouncilFolder", questionnaire: "Questionnaire", name: str | None, language: str | None
) -> "Questionnaire":
    """Give a question set in the language that is meant: as given, or as the council chose."""
    from benchmark.council.started import choose_language
    from benchmark.questions.library import in_words_of

    chosen = language or choose_language(council, name or questionnaire.id)
    words = in_words_of(questionnaire, name, chosen)
    tell_of_language(council, words, language)
    return words


def tell_of_language(council: "CouncilFolder", questionnaire: "Questionnaire", given: str | None) -> None:
    """Say so where a question set is not translated into the language that the council chose."""
    from benchmark.questions.languages import english_name

    if given is not None or not council.profile_path.exists():
        return
    wanted = council.profile.language
    if wanted and wanted != questionnaire.language:
        console.talk(f'"{questionnaire.id}" is not translated into {english_name(wanted)}, so it is shown in English.')
