"""Make a folder a council's folder: the few facts that are needed, asked for or given."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from benchmark.council.asking import Asker, Check, ask_option, wrap
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.errors import FaultsError, UsageError
from benchmark.faults import Fault, fault
from benchmark.questions.ids import name_fault
from benchmark.questions.languages import ORIGINAL, own_name
from benchmark.questions.translation import Translation
from scoring.questionnaire import Attribute, Questionnaire

DEFAULT_NETWORK: Final = "my-network"
_SEASONS: Final = ("winter", "spring", "summer", "autumn")
_LONGEST_NAME: Final = 200

ABOUT: Final = """\
This makes the folder your council's own. Two things to know first:

Stays here, always
 - notes, evidence, reasons why something is not applicable, and who answered
 - your exact type of council and population

Can leave, and only if you say so
 - your answers and targets, and how many answers have evidence
 - the network and the round
 - two coarse facts, such as "single tier, 100,000 to 400,000 people"
 - the council's name: in a network that agreed to be named, or where you show your answers to another council, \
or in public

Nothing is sent anywhere: this program does not use the internet. If you choose to take part in a benchmark, \
`council-benchmark export` writes one small file, shows you every line of it, and says how many councils it could \
come from. You send it yourself.
"""


@dataclass(frozen=True)
class Given:
    """What was given as options; what is missing is asked."""

    name: str | None = None
    network: str | None = None
    round: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


def season(today: date) -> str:
    """Name the round of a date, such as 2026-autumn. January and February belong to the winter before."""
    year = today.year - 1 if today.month < 3 else today.year
    return f"{year}-{_SEASONS[today.month % 12 // 3]}"


def asked_attributes(questionnaire: Questionnaire) -> list[Attribute]:
    """List the attributes that a council is asked for; the others follow from these."""
    return [attribute for attribute in questionnaire.attributes if attribute.source is None]


def read_attributes(questionnaire: Questionnaire, pairs: Sequence[str]) -> dict[str, str]:
    """Read attributes given as `council-type=district`, or raise with everything that is wrong."""
    known = {attribute.id: attribute for attribute in asked_attributes(questionnaire)}
    faults: list[Fault] = []
    found: dict[str, str] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        place = f"--attribute {pair}"
        if name not in known:
            remedy = f"Use one of: {', '.join(known)}, as in --attribute {next(iter(known), 'id')}=..."
            faults.append(fault("unknown-key", "The options", place, key=name, remedy=remedy))
        elif value not in known[name].option_ids:
            choices = ", ".join(known[name].option_ids)
            faults.append(fault("not-one-of", "The options", place, key=name, value=value, choices=choices))
        found[name] = value
    if faults:
        raise FaultsError(faults)
    return found


def refuse_second(folder: CouncilFolder) -> None:
    """Refuse to make a council's folder of one that is one already."""
    if folder.profile_path.exists():
        raise UsageError(
            f"{folder.profile_path} is there already: this is a council's folder. To change the round, the network or "
            "an attribute, edit that file in a text editor. For another council, use another folder with --folder."
        )


def is_complete(given: Given, questionnaire: Questionnaire) -> bool:
    """Say whether nothing is left to ask."""
    return given.network is not None and given.round is not None and not missing_options(given, questionnaire)


def missing_options(given: Given, questionnaire: Questionnaire) -> list[str]:
    """List the options that must be given where nobody can be asked; the others have defaults."""
    missing = [] if given.name else ['--name "Name of the council"']
    return missing + [
        f"--attribute {attribute.id}=... (one of {', '.join(attribute.option_ids)})"
        for attribute in asked_attributes(questionnaire)
        if attribute.id not in given.attributes
    ]


def make_profile(asker: Asker | None, given: Given, questionnaire: Questionnaire, default_round: str) -> CouncilProfile:
    """Ask for what is not given, and make the profile with a new random id. Without an asker the defaults are used."""
    missing = missing_options(given, questionnaire) if asker is None else []
    if missing:
        listed = "\n  ".join(missing)
        raise UsageError(f"There is no terminal to ask in. Give these options too, or use --plain:\n  {listed}")
    text = "What is the council called? The name stays here unless you choose to be named."
    name = _text(asker, given.name, text, "", check_name)
    attributes = dict(given.attributes)
    for attribute in asked_attributes(questionnaire):
        if attribute.id not in attributes and asker is not None:
            attributes[attribute.id] = ask_option(asker, attribute.title, attribute.options)
    network = "Which network are you in? Its coordinator gives the short name. Enter takes the one below for now."
    when = "Which round is this? Everyone in a network uses the same; your coordinator says which."
    return CouncilProfile(
        id=f"council-{secrets.token_hex(4)}",
        name=name,
        network=_text(asker, given.network, network, DEFAULT_NETWORK, check_id),
        round=_text(asker, given.round, when, default_round, check_id),
        attributes=attributes,
        language=given.language,
    )


def ask_language(asker: Asker, profile: CouncilProfile, translations: Sequence[Translation]) -> CouncilProfile:
    """Ask in which language the questions should be, where a translation is offered to such a council."""
    offered = [found.language for found in translations if found.offered(profile.attributes)]
    if not offered:
        return profile
    options = [(language, own_name(language)) for language in (ORIGINAL, *offered)]
    language = ask_option(asker, "In which language should the questions be?", options)
    return profile if language == ORIGINAL else profile._replace(language=language)


def check_name(text: str) -> str:
    """Complain about a name that is missing or too long."""
    if not text.strip():
        return "Type the name of the council."
    return "" if len(text) <= _LONGEST_NAME else f"Use at most {_LONGEST_NAME} characters."


def check_id(text: str) -> str:
    """Complain about what cannot name a network or a round."""
    found = name_fault(text, "")
    if found is None:
        return ""
    if found.code == "reserved-id":
        return f"{found.rule} {found.remedy}"
    return f"{found.rule} Use lower-case letters, digits and single hyphens, such as {DEFAULT_NETWORK} or 2026-autumn."


def about(width: int) -> str:
    """Explain what is private and what can ever leave, on one screen."""
    return wrap(ABOUT, width)


def _text(asker: Asker | None, given: str | None, prompt: str, default: str, check: Check) -> str:
    """Take a text as it is given, or ask for it, or use the default where nobody can be asked."""
    text = given if given is not None else default if asker is None else asker.write(prompt, default, check)
    complaint = check(text)
    if complaint:
        raise UsageError(complaint)
    return text
