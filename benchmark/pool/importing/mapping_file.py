"""Read a mapping file: what its keys may be, every fault, and the mapping."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmark.council.many_columns import parse_cell
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import read_toml
from benchmark.pool.importing.mapping import ABSENT, PLAIN, ColumnMap, Mapping, Values, Words
from benchmark.pool.importing.mapping_keys import check_shape, place_of
from benchmark.pool.importing.numbers import NumberForm
from benchmark.questions.answer import BadAnswer
from benchmark.questions.shape import other_format
from benchmark.tables.names import normal
from scoring.questionnaire import Questionnaire

FORMAT: Final = "mapping/1"
# A file with more mistakes in its keys than this is no mapping.
_MOST_FAULTS: Final = 1_000
Data = Table[str, Any]


def read_mapping(path: Path, questionnaire: Questionnaire) -> tuple[Mapping, list[Fault]]:
    """Read a mapping file, with the faults that do not keep the table from being read.

    Raises:
        FaultsError: with every fault of its shape.
    """
    file = str(path)
    data = read_toml(path)
    if other := other_format(data, FORMAT, file):
        raise FaultsError([other])
    if faults := list(check_shape(data, file)):
        rest = len(faults) - _MOST_FAULTS
        raise FaultsError([*faults[:_MOST_FAULTS], *([fault("more-faults", file, count=rest)] if rest > 0 else [])])
    reader = _Reader(questionnaire, data, file)
    entries = data.get("column", [])
    read = [reader.column(entry, at) for at, entry in enumerate(entries, start=1)]
    columns = [column for column in read if column]
    reader.check_names(columns)
    # What is wrong with these is reported; that the table holds them is not another mistake.
    unread = [entry["name"] for entry, column in zip(entries, read, strict=True) if column is None]
    return Mapping(
        columns,
        " ".join(data["respondent"].split()) if "respondent" in data else None,
        frozenset(map(normal, [*data.get("ignore", []), *unread])),
        data.get("encoding"),
        data.get("separator"),
        ABSENT[data.get("no_column", "unanswered")],
    ), reader.faults


class _Reader:
    """Reads the columns of one mapping file, and keeps the faults."""

    def __init__(self, questionnaire: Questionnaire, data: Data, file: str) -> None:
        self.faults: list[Fault] = []
        self._questionnaire = questionnaire
        self._attributes = {attribute.id: attribute for attribute in questionnaire.attributes}
        self._data = data
        self._file = file
        # The lists that columns share, by name.
        self._listed: dict[str, Values] = {}

    def column(self, entry: Data, at: int) -> ColumnMap | None:
        """Read one column; None where it cannot be said what it belongs to."""
        place = place_of(entry, at)
        target = self._target(entry, place)
        if target is None:
            return None
        return ColumnMap(
            " ".join(entry["name"].split()),
            target,
            self._words(entry),
            self._values(entry, target, place),
            entry.get("separator", ";"),
            NumberForm(*(self._either(entry, key, empty) for key, empty in _NUMBER_KEYS)),
        )

    def check_names(self, columns: Sequence[ColumnMap]) -> None:
        """Report a column that stands twice, and two columns for one question."""
        names: set[str] = set(map(normal, self._data.get("ignore", [])))
        if "respondent" in self._data:
            names.add(normal(self._data["respondent"]))
        first: dict[str, str] = {}
        for column in columns:
            if normal(column.name) in names:
                self.faults.append(fault("repeated-column", self._file, column=column.name))
            names.add(normal(column.name))
            if column.target in first:
                both = {"first": first[column.target], "second": column.name}
                self.faults.append(fault("two-columns", self._file, id=column.target, **both))
            first.setdefault(column.target, column.name)

    def _target(self, entry: Data, place: str) -> str | None:
        given = [key for key in ("question", "attribute") if key in entry]
        if len(given) != 1:
            found = "both a question and an attribute" if given else "neither a question nor an attribute"
            self._add("one-target", place, found=found)
            return None
        known = self._questionnaire.question_index if given == ["question"] else self._attributes
        target: str = entry[given[0]]
        if target not in known:
            near = f"Use one of: {', '.join(list(known)[:60])}." if known else "The question set has none."
            self._add("no-such-id", place, kind=given[0], id=target, remedy=near)
            return None
        return target

    def _values(self, entry: Data, target: str, place: str) -> Values | None:
        given = entry.get("values")
        if given is None:
            return None
        if isinstance(given, dict):
            values = self._read_values(given, place)
        elif given in self._data.get("values", {}):
            if given not in self._listed:
                self._listed[given] = self._read_values(self._data["values"][given], f"[values.{given}]")
            values = self._listed[given]
        else:
            self._add("no-such-values", place, id=given)
            return None
        wrong = {
            plain
            for plain, answer in values.answers.items()
            if not self._is_answer(target, f'{place}, value "{values.written[plain]}"', answer)
        }
        # What is wrong here is reported here, and not again for each cell.
        return replace(values, answers=values.answers | dict.fromkeys(wrong, "")) if wrong else values

    def _read_values(self, given: Data, place: str) -> Values:
        answers: dict[str, str] = {}
        for text, answer in given.items():
            if answers.setdefault(normal(text), str(answer)) != str(answer):
                self._add("two-meanings", place, value=text)
        return Values(answers, {normal(text): text for text in given})

    def _is_answer(self, target: str, place: str, answer: str) -> bool:
        attribute = self._attributes.get(target)
        if attribute is None:
            found = parse_cell(self._questionnaire.question(target), answer)
            if isinstance(found, BadAnswer):
                self._add(found.code, place, **found.values)
            return not isinstance(found, BadAnswer)
        if answer not in ("", *attribute.option_ids):
            choices = ", ".join(attribute.option_ids)
            self._add("not-one-of", place, key=target, value=answer, choices=choices)
        return answer in attribute.option_ids

    def _words(self, entry: Data) -> Words:
        """Join the words of the whole file with those of one column, which come first."""
        said = dict(PLAIN.said)
        for source in (self._data, entry):
            for name, code in ABSENT.items():
                said |= {normal(text): code for text in source.get(name.replace("-", "_"), [])}
        return Words(said, ABSENT[self._either(entry, "blank", "unanswered")])

    def _either(self, entry: Data, key: str, empty: Any) -> Any:
        return entry.get(key, self._data.get(key, empty))

    def _add(self, code: str, place: str, **values: object) -> None:
        self.faults.append(fault(code, self._file, place, **values))


_NUMBER_KEYS: Final = (("decimal", "."), ("thousands", ""), ("percent", ""), ("round", False))
