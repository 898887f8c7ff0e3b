"""Colleagues by their roles: what a role is, and which file of answers is whose."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from benchmark.errors import UsageError
from benchmark.questions.ids import ID, is_id, name_fault
from scoring.questionnaire import Questionnaire

# "." stands in no id, so no question set can have a file with such a name.
_MARK: Final = ".as-"
_STEM: Final = re.compile(rf"({ID.pattern[:-2]}){re.escape(_MARK)}({ID.pattern[:-2]})\Z")
_EXAMPLES: Final = "such as housing or head-of-it"


def check_role(text: str) -> str:
    """Give a role as it is written everywhere, or raise UsageError."""
    role = text.strip().lower()
    if name_fault(role, "") is not None:
        raise UsageError(
            f'"{text}" is not a role. Use lower-case letters, digits and single hyphens, {_EXAMPLES}: a role, never '
            "the name or the address of a person."
        )
    return role


def check_roles(text: str) -> tuple[str, ...]:
    """Read several roles with commas between them, at least two; or raise UsageError."""
    roles = tuple(dict.fromkeys(check_role(part) for part in text.split(",") if part.strip()))
    if len(roles) < 2:
        raise UsageError(f'"{text}" is too few: name two roles or more, with commas between them, {_EXAMPLES}.')
    return roles


def refuse_roles(questionnaire: Questionnaire) -> None:
    """Refuse a question set with a register to several colleagues, each alone: its rows are one list, not opinions."""
    if questionnaire.register is not None:
        raise UsageError(
            f"{questionnaire.title} is one list for the whole council, so colleagues do not answer it each alone. Hand "
            "round its workbook (questions workbook), and bring it in with assess --from-workbook, line by line."
        )


def stem_of(set_id: str, role: str = "") -> str:
    """Give the name, without its ending, of the file in which a role answers; without a role, that of the round."""
    return f"{set_id}{_MARK}{role}" if role else set_id


def owner_of(stem: str) -> tuple[str, str] | None:
    """Give the question set and the role that the name of a file says; no role for the round's own answers."""
    if is_id(stem):
        return stem, ""
    found = _STEM.match(stem)
    return (found[1], found[3]) if found else None


def roles_in(round_folder: Path, set_id: str) -> list[str]:
    """List the roles that have a file of answers to a question set, in the order of the alphabet."""
    owners = (owner_of(path.stem) for path in round_folder.glob(f"{set_id}{_MARK}*.toml"))
    return sorted(role for found_id, role in filter(None, owners) if found_id == set_id and role)


def sets_in(round_folder: Path) -> list[str]:
    """List the question sets that colleagues answer: those with a file of a role."""
    owners = [owner_of(path.stem) for path in sorted(round_folder.glob(f"*{_MARK}*.toml"))]
    return list(dict.fromkeys(owner[0] for owner in owners if owner))


def listed(roles: Iterable[str]) -> str:
    """Name roles in a sentence, such as "finance, housing and it"."""
    *others, last = roles
    return f"{', '.join(others)} and {last}" if others else last
