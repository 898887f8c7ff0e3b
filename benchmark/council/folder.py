"""A council's folder: `council.toml`, and one folder a round with one file of answers a question set."""

from functools import cached_property
from pathlib import Path

import tomli

from benchmark.council.assessment import Answer, Assessment
from benchmark.council.assessment_file import FORMAT, parse_assessment, render_assessment
from benchmark.council.copies import count, good_copy_path, keep_good_copy, restore, set_aside, way_back, with_way_back
from benchmark.council.profile import FILE_NAME, CouncilProfile, read_profile, write_profile
from benchmark.council.roles import owner_of, refuse_roles, stem_of
from benchmark.council.rounds import round_order
from benchmark.errors import FaultsError
from benchmark.faults import Fault, fault
from benchmark.files import TOML_LIMIT, read_text, read_toml, write_text
from benchmark.lock import alone_in
from benchmark.questions.ids import is_id, is_version
from scoring.applicability import complete_attributes
from scoring.questionnaire import Attribute, Questionnaire


class CouncilFolder:
    """Where one council keeps its answers. Reading reports every fault of a file at once; writing is atomic.

    With a `role`, the answers are those of one colleague, in a file of their own.
    """

    def __init__(self, path: Path, role: str = "") -> None:
        self.path = path
        self.role = role

    def as_role(self, role: str) -> "CouncilFolder":
        """Give the same folder as a colleague answers in it: the answers of a role, beside those of the round."""
        return CouncilFolder(self.path, role)

    def as_begun(self) -> "CouncilFolder":
        """Give what says which question sets are under way: a colleague's own answers, or else those of the round."""
        return self if not self.role or self.started_sets() else CouncilFolder(self.path)

    @property
    def profile_path(self) -> Path:
        """Give the path of the council's own file."""
        return self.path / FILE_NAME

    @cached_property
    def profile(self) -> CouncilProfile:
        """Give what the council says about itself, or raise FaultsError."""
        if not self.profile_path.exists():
            raise FaultsError([fault("no-council", str(self.path))])
        return read_profile(self.profile_path)

    @property
    def round_folder(self) -> Path:
        """Give the folder of the round that the council is in."""
        return self.path / self.profile.round

    def assessment_path(self, set_id: str) -> Path:
        """Give the path of the answers to a question set in this round."""
        return self.round_folder / f"{stem_of(set_id, self.role)}.toml"

    def started_sets(self) -> list[str]:
        """List the ids of the question sets that have a file of answers in this round."""
        owners = {path: owner_of(path.stem) for path in sorted(self.round_folder.glob("*.toml"))}
        own = {path: owner[0] for path, owner in owners.items() if owner and owner[1] == self.role}
        return [set_id for path, set_id in own.items() if _is_assessment(path, set_id)]

    def last_sets(self) -> list[str]:
        """List the ids of the question sets with answers in the latest earlier round that has any."""
        here = round_order(self.profile.round)
        found: dict[str, list[str]] = {}
        for path in sorted(self.path.glob("*/*.toml")):
            name = path.parent.name
            if is_id(name) and is_id(path.stem) and round_order(name) < here and _is_assessment(path, path.stem):
                found.setdefault(name, []).append(path.stem)
        return found[max(found, key=round_order)] if found else []

    def read_assessment(self, questionnaire: Questionnaire) -> Assessment:
        """Read the answers to a question set, or raise FaultsError with every fault and the way back to a good copy."""
        path = self.assessment_path(questionnaire.id)
        try:
            return self._parse(path, questionnaire)
        except FaultsError as error:
            way = self.find_way_back(questionnaire)
            raise (with_way_back(error, way) if way else error) from None

    @property
    def option(self) -> str:
        """Name the folder as a command takes it, with a space before it; nothing for the one that one is in."""
        if self.path == Path():
            return ""
        return f' --folder "{self.path}"' if " " in str(self.path) else f" --folder {self.path}"

    def find_way_back(self, questionnaire: Questionnaire) -> Fault | None:
        """Say what the last good copy of the answers holds and how to put it back; None where there is none."""
        path = self.assessment_path(questionnaire.id)
        try:
            answers = len(self._parse(good_copy_path(path), questionnaire).answers)
        except FaultsError:
            return None
        chosen = f" --set {questionnaire.id}" + (f" --as {self.role}" if self.role else "")
        return way_back(path, answers, f"council-benchmark assess{self.option}{chosen} --restore")

    def answered_version(self, set_id: str) -> str:
        """Say which version of a question set the answers of this round are to; empty where the file does not say."""
        version = read_toml(self.assessment_path(set_id)).get("version")
        return version if isinstance(version, str) and is_version(version) else ""

    def restore_assessment(self, questionnaire: Questionnaire) -> list[str]:
        """Put the last good copy of the answers back, and say what was done; or raise FaultsError."""
        path = self.assessment_path(questionnaire.id)
        with alone_in(self.round_folder):
            answers = len(self._parse(good_copy_path(path), questionnaire).answers)
            told = restore(path)
        return [f"{path} has its last good copy again: {count(answers)}.", *told]

    def _parse(self, path: Path, questionnaire: Questionnaire) -> Assessment:
        if not path.exists():
            raise FaultsError([fault("no-assessment", str(path), id=questionnaire.id, round=self.profile.round)])
        if self.role:
            refuse_roles(questionnaire)
        return parse_assessment(read_toml(path), questionnaire, self._attributes(questionnaire), str(path), self.role)

    def new_assessment(self, questionnaire: Questionnaire) -> Assessment:
        """Make an assessment without answers. Nothing is written yet."""
        if self.role:
            refuse_roles(questionnaire)
        return Assessment(questionnaire, self._attributes(questionnaire))

    def save_assessment(self, assessment: Assessment) -> None:
        """Write all answers, whole or not at all; then a copy of them, in case the file is damaged one day."""
        path, text = self.assessment_path(assessment.questionnaire.id), render_assessment(assessment, self.role)
        if not path.exists():
            set_aside(good_copy_path(path))
        write_text(path, text)
        keep_good_copy(path, text)

    def save_first(self, assessment: Assessment) -> bool:
        """Write all answers where there is no file of them yet. Say whether it was done: a colleague may be quicker."""
        with alone_in(self.round_folder):
            begun = self.assessment_path(assessment.questionnaire.id).exists()
            if not begun:
                self.save_assessment(assessment)
        return not begun

    def save_answer(self, assessment: Assessment, question_id: str) -> None:
        """Write one answer. What a colleague has answered in the same file meanwhile is taken over, not lost."""
        with alone_in(self.round_folder):
            if self.assessment_path(assessment.questionnaire.id).exists():
                mine = assessment.answers.get(question_id, Answer())
                there = self.read_assessment(assessment.questionnaire)
                assessment.answers.update({**there.answers, question_id: mine})
                assessment.entries.update(there.entries)
            self.save_assessment(assessment)

    def save_entry(self, assessment: Assessment, line_id: str) -> None:
        """Write one line of the register. What a colleague has written meanwhile is taken over, not lost."""
        from benchmark.council.register import refresh  # noqa: PLC0415

        with alone_in(self.round_folder):
            if self.assessment_path(assessment.questionnaire.id).exists():
                mine = assessment.entries[line_id]
                there = self.read_assessment(assessment.questionnaire)
                assessment.answers.update(there.answers)
                assessment.entries.update({**there.entries, line_id: mine})
            refresh(assessment)
            self.save_assessment(assessment)

    def save_over(self, questionnaire: Questionnaire, question_id: str, answer: Answer, seen: Answer) -> Answer | None:
        """Write one answer where what is recorded is still what was seen; else only give what is there."""
        with alone_in(self.round_folder):
            begun = self.assessment_path(questionnaire.id).exists()
            assessment = self.read_assessment(questionnaire) if begun else self.new_assessment(questionnaire)
            found = assessment.answers.get(question_id, Answer())
            if found != seen:
                return found
            assessment.answers[question_id] = answer
            self.save_assessment(assessment)
        return None

    def save_profile(self, profile: CouncilProfile) -> None:
        """Write the council's own file, and use it from now on."""
        write_profile(self.profile_path, profile)
        self.__dict__["profile"] = profile

    def missing_attributes(self, questionnaire: Questionnaire) -> list[Attribute]:
        """List the attributes that the question set asks for and the council has not given."""
        return [a for a in questionnaire.attributes if a.source is None and a.id not in self.profile.attributes]

    def _attributes(self, questionnaire: Questionnaire) -> dict[str, str]:
        """Complete the council's attributes, after checking them against the question set."""
        given = self.profile.attributes
        faults = [
            fault(
                "not-one-of",
                str(self.profile_path),
                "[attributes]",
                key=attribute.id,
                value=given[attribute.id],
                choices=", ".join(attribute.option_ids),
            )
            for attribute in questionnaire.attributes
            if attribute.id in given and given[attribute.id] not in attribute.option_ids
        ]
        if faults:
            raise FaultsError(faults)
        return complete_attributes(questionnaire, given)


def _is_assessment(path: Path, set_id: str) -> bool:
    """Say whether a file holds answers. A damaged one counts: its faults are reported when it is read."""
    try:
        data = tomli.loads(read_text(path, TOML_LIMIT))
    except (ValueError, FaultsError, RecursionError):
        return True
    # A copy that a synchronised folder made says whose copy it is.
    return data.get("format") == FORMAT and data.get("questionnaire", set_id) == set_id
