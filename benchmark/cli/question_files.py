"""The commands that bring a question set into other files: workbooks for councils and for authors, a form, a schema."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark import console
from benchmark.cli.endings import to_workbook
from benchmark.cli.language import LanguageOption
from benchmark.cli.settings import SetArgument

if TYPE_CHECKING:
    from benchmark.council.assessment import Assessment

ReplaceOption = Annotated[bool, typer.Option("--replace", help="Replace a file that is there already.")]


def add_to(questions: typer.Typer) -> None:
    """Add these commands to those on question sets."""
    questions.command("to-excel")(to_excel)
    questions.command("from-excel")(from_excel)
    questions.command()(workbook)
    questions.command()(schema)
    questions.command()(form)


def to_excel(
    name: SetArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", callback=to_workbook, help="The workbook to write.", show_default=False)
    ],
    replace: ReplaceOption = False,
) -> None:
    """Write the questions of a set as an Excel workbook, for an author to edit.

    This is not a form for a council's answers. `questions from-excel` reads it back, without loss.

    \b
    Example: council-benchmark questions to-excel quick-check -o my-questions.xlsx
    """
    from benchmark.questions.excel.book import write_question_set
    from benchmark.questions.library import find_path
    from benchmark.questions.read import read_data

    path = find_path(name)
    _refuse_to_replace(output, replace)
    data = read_data(path)
    write_question_set(data, output)
    console.result(f"Written: {output}, with {_count(len(data['question']))}. Its first sheet says how to edit it.")
    console.result("To read it back:  council-benchmark questions from-excel " + f"{output} -o FOLDER")


def from_excel(
    workbook: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook of an author of questions.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FOLDER|FILE.toml", help="Where to write the question set.", show_default=False
        ),
    ],
    replace: ReplaceOption = False,
) -> None:
    """Read a question set that was edited in Excel; every mistake at once, by sheet and cell.

    It does not read a council's answers. Comments in a file that is replaced are lost.

    \b
    Example: council-benchmark questions from-excel my-questions.xlsx -o my-questions
    """
    from benchmark.files import write_text
    from benchmark.questions.excel.read import read_question_set
    from benchmark.questions.read import FILE_NAME
    from benchmark.questions.write import toml_text

    file = output if output.suffix == ".toml" else output / FILE_NAME
    _refuse_to_replace(file, replace)
    data = read_question_set(workbook)
    write_text(file, toml_text(data))
    console.result(f"Written: {file}, with {_count(len(data['question']))}, version {data['version']}.")


def workbook(
    name: SetArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.xlsx",
            callback=to_workbook,
            help="The workbook to write.",
            show_default="SET.xlsx",
        ),
    ] = None,
    section: Annotated[
        list[str] | None, typer.Option("--section", help="Only this section; once for each.", show_default=False)
    ] = None,
    language: LanguageOption = None,
    from_answers: Annotated[
        Path | None,
        typer.Option(
            "--from-answers",
            metavar="FOLDER",
            help="A council's folder: begin with its answers.",
            show_default=False,
        ),
    ] = None,
    replace: ReplaceOption = False,
) -> None:
    """Write the questions as an Excel workbook that a council fills in, without this program.

    `assess --from-workbook` brings the answers in. It is not the workbook in which an author edits questions.

    \b
    Example: council-benchmark questions workbook quick-check
    Example: council-benchmark questions workbook digital-maturity --section data -o data.xlsx --from-answers .
    """
    from benchmark.council.workbook.begin import begin_with, check_sections
    from benchmark.council.workbook.write import write_answer_book
    from benchmark.questions.library import find_questionnaire

    questionnaire = find_questionnaire(name, language)
    check_sections(questionnaire, section or [])
    path = output or Path(f"{questionnaire.id}.xlsx")
    _refuse_to_replace(path, replace)
    assessment = begin_with(questionnaire, from_answers)
    write_answer_book(path, assessment, tuple(section or ()))
    console.talk(f"Written: {path}. Its first sheet says how to fill it in.")
    if from_answers is not None:
        console.talk(_holds(assessment))
    console.talk(f"To bring it in: council-benchmark assess --from-workbook {path}")


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.", show_default="the terminal")
    ] = None,
) -> None:
    """Give the schema with which an editor completes and checks a question set as you type.

    Example:  council-benchmark questions schema -o questionnaire.schema.json
    """
    from benchmark.files import write_text
    from benchmark.questions.schema import schema_text

    if output is None:
        console.result(schema_text().rstrip("\n"))
    else:
        write_text(output, schema_text())
        console.result(f"Written: {output}")


def _refuse_to_replace(file: Path, replace: bool) -> None:
    from benchmark.errors import UsageError

    if file.exists() and not replace:
        raise UsageError(f"There is a file {file} already. Choose another name, or add --replace.")


def _count(questions: int) -> str:
    return f"{questions} question" + ("s" if questions != 1 else "")


def form(
    name: SetArgument,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file to write, .html or .zip.", show_default="named after the set"),
    ] = None,
    as_zip: Annotated[bool, typer.Option("--zip", help="In a zip file: some mail systems hold .html back.")] = False,
    language: LanguageOption = None,
) -> None:
    """Write a question set as a form: one HTML file to answer in any browser, without this program.

    The form works offline and sends nothing. It saves the answers to a file, which `assess --from-form` brings in.

    Example:  council-benchmark questions form quick-check -o quick-check.html
    """
    from benchmark.errors import UsageError
    from benchmark.files import write_bytes
    from benchmark.outputs.form import render_form
    from benchmark.outputs.zipped import zipped
    from benchmark.questions.library import find_questionnaire

    questionnaire = find_questionnaire(name, language)
    path = output or Path(f"{questionnaire.id}-form.{'zip' if as_zip else 'html'}")
    packed = path.suffix.lower() == ".zip"
    if as_zip and not packed:
        raise UsageError(f"A zip file needs a name that ends in .zip, such as -o {path.with_suffix('.zip')}")
    page = render_form(questionnaire)
    data = zipped({f"{path.stem}.html": page.encode("utf-8")}) if packed else page.encode("utf-8")
    write_bytes(path, data)
    unpack = "Whoever gets it takes the page out of the zip file, and opens it in a browser." if packed else ""
    console.talk(
        f"Written: {path}\n{unpack or 'Open it in any browser; it needs no network.'} The answers come back as a file: "
        f"council-benchmark assess --from-form {questionnaire.id}-answers.json"
    )


def _holds(assessment: "Assessment") -> str:
    """Say what a workbook holds that its reader should not pass on by mistake."""
    register = assessment.questionnaire.register
    count = sum(len(entry.rows) for entry in assessment.entries.values())
    told = []
    if register and count:
        rows = f"{count} {register.row if count == 1 else register.rows}"
        told.append(f"It holds {rows}: do not pass it on to other councils or suppliers.")
    answered = sum(assessment.answer(question).answered for question in assessment.questionnaire.typed)
    if answered or not told:
        words = f"It holds {_answers(answered)}, with their notes, evidence, reasons and roles."
        told.append(f"{words} Pass it on with that in mind.")
    return " ".join(told)


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"
