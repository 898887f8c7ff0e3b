"""Read the workbook in which a council answered: its answers, or every fault by its sheet and cell."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmark.council.assessment import Answer
from benchmark.council.bring_in import Said
from benchmark.council.workbook import plan
from benchmark.council.workbook.cells import Row, SheetRows, find_rows
from benchmark.council.workbook.one_answer import read_answer
from benchmark.council.workbook.plan import Stamp, read_stamp
from benchmark.council.workbook.words import by_label, folded
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault, printable
from benchmark.workbooks.read import Sheet, read_workbook
from scoring.questionnaire import Attribute, Questionnaire

if TYPE_CHECKING:
    from benchmark.council.workbook.register.read import RegisterReader
    from scoring.register import Entry

_LONGEST_QUOTE = 80


class AnswerBook(NamedTuple):
    """A workbook whose cells are read and not understood yet, and what it belongs to."""

    file: str
    stamp: Stamp
    sheets: list[Sheet]


class BookAnswers(NamedTuple):
    """What a workbook says, and the sheets of somebody else that were not read."""

    said: Said
    unread: tuple[str, ...]


def open_answer_book(path: Path) -> AnswerBook:
    """Read the cells of a workbook and what it belongs to, or raise FaultsError."""
    sheets = read_workbook(path)
    stamps = {stamp for sheet in sheets if (stamp := _stamp(sheet)) is not None}
    if not stamps:
        raise FaultsError([fault("not-an-answer-book", str(path))])
    if len({stamp._replace(language="") for stamp in stamps}) > 1:
        raise FaultsError([fault("two-sets", str(path))])
    return AnswerBook(str(path), min(stamps), sheets)


def read_answer_book(book: AnswerBook, questionnaire: Questionnaire) -> BookAnswers:
    """Read what a workbook says about a question set, or raise FaultsError with every fault."""
    other = _other_set(book, questionnaire)
    if other is not None:
        raise FaultsError([other])
    reading = _Reading(book.file, questionnaire)
    for sheet in book.sheets:
        reading.read(sheet)
    entries = reading.finish()
    if reading.faults:
        raise FaultsError(reading.faults)
    return BookAnswers(Said(reading.attributes, reading.answers, entries=entries), tuple(reading.unread))


def _stamp(sheet: Sheet) -> Stamp | None:
    cell = sheet.cells.get((1, 1))
    return read_stamp(cell.value) if cell is not None and isinstance(cell.value, str) else None


def _other_set(book: AnswerBook, questionnaire: Questionnaire) -> Fault | None:
    found, wanted = book.stamp, plan.stamp_of(questionnaire)
    if found.set_id != wanted.set_id:
        return fault("other-set", book.file, found=_quote(found.set_id), wanted=wanted.set_id)
    if found.version != wanted.version:
        return fault("other-version", book.file, found=_quote(found.version), id=wanted.set_id, wanted=wanted.version)
    if found.fingerprint != wanted.fingerprint:
        return fault("other-edition", book.file, id=wanted.set_id, version=wanted.version)
    return None


def _register_reader(file: str, questionnaire: Questionnaire) -> "RegisterReader | None":
    if questionnaire.register is None:
        return None
    from benchmark.council.workbook.register.read import RegisterReader  # noqa: PLC0415 - few sets have a register

    return RegisterReader(file, questionnaire, questionnaire.register)


class _Reading:
    """Reads sheet after sheet, and gathers answers and faults."""

    def __init__(self, file: str, questionnaire: Questionnaire) -> None:
        self.attributes: dict[str, str] = {}
        self.answers: dict[str, Answer] = {}
        self.unread: list[str] = []
        self.faults: list[Fault] = []
        self._file, self._set = file, questionnaire
        self._facts = {attribute.id: attribute for attribute in plan.given_attributes(questionnaire)}
        self._places: dict[str, str] = {}
        self._typed = frozenset(question.id for question in questionnaire.typed)
        self._register = _register_reader(file, questionnaire)

    def finish(self) -> "dict[str, Entry]":
        """Give the lines of the register, and take over what is wrong with them."""
        if self._register is None:
            return {}
        entries = self._register.finish()
        self.faults += self._register.faults
        return entries

    def read(self, sheet: Sheet) -> None:
        """Read a sheet that is one of ours, whatever it is called."""
        if self._register is not None and self._register.read(sheet):
            return
        rows = find_rows(sheet, self._file)
        if rows is not None:
            self.faults += rows.faults
            (self._read_facts if rows.facts else self._read_answers)(rows)
        elif _stamp(sheet) is None and sheet.cells and sheet.title.casefold() != plan.READ_ME.casefold():
            self.unread.append(printable(sheet.title)[:_LONGEST_QUOTE])
        elif _stamp(sheet) is not None and sheet.title.casefold() != plan.SET.casefold():
            self.faults.append(fault("no-column", self._file, f'sheet "{sheet.title}"', column=plan.ID))

    def _read_facts(self, rows: SheetRows) -> None:
        for row in rows.rows:
            attribute = self._facts.get(row.id)
            if attribute is None:
                remedy = f"It may be one of: {', '.join(self._facts)}."
                values = {"kind": "attribute", "id": _quote(row.id), "remedy": remedy}
                self.faults.append(fault("no-such-id", self._file, row.place("Id"), **values))
                continue
            option, wrong = _fact(attribute, row)
            self.faults += wrong
            if option is not None:
                self.attributes[attribute.id] = option

    def _read_answers(self, rows: SheetRows) -> None:
        questions: dict[str, Row] = {}
        options: dict[str, dict[str, Row]] = {}
        for row in rows.rows:
            name, slash, option = row.id.partition("/")
            if not self._is_known(name, option if slash else None):
                self.faults.append(fault("no-such-question", self._file, row.place("Id"), id=_quote(row.id)))
            elif slash:
                options.setdefault(name, {})[option] = row
            else:
                questions[name] = row
        for name in dict.fromkeys([*questions, *options]):
            some = questions.get(name) or next(iter(options[name].values()))
            answer, wrong = read_answer(self._set.question(name), questions.get(name), options.get(name, {}))
            self.faults += wrong
            self._add(name, answer, some)

    def _is_known(self, name: str, option: str | None) -> bool:
        if name not in self._typed:
            return False
        question = self._set.question(name)
        return option is None or (question.choose == "many" and any(o.id == option for o in question.options))

    def _add(self, name: str, answer: Answer, row: Row) -> None:
        """Keep an answer; one that stands in two sheets must be the same in both."""
        if answer == Answer():
            return
        if self.answers.setdefault(name, answer) != answer:
            self.faults.append(fault("question-twice", self._file, row.place("Id"), id=name, other=self._places[name]))
        self._places.setdefault(name, row.place("Id"))


def _fact(attribute: Attribute, row: Row) -> tuple[str | None, list[Fault]]:
    """Read the option of an attribute: by the words of the drop-down, or by its id."""
    text, wrong = row.text("Answer")
    if wrong or not text:
        return None, wrong
    known = by_label(plan.labels(attribute.options))
    option = known.get(folded(text)) or (text if text in attribute.option_ids else None)
    if option is not None:
        return option, []
    values = {"value": _quote(text), "key": attribute.title, "choices": "; ".join(plan.labels(attribute.options))}
    return None, [fault("not-one-of", row.file, row.place("Answer"), **values)]


def _quote(text: str) -> str:
    return printable(text)[:_LONGEST_QUOTE]
