"""Set up a network's round: what is agreed on is asked for or given, and the folder is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from benchmark.council.asking import Asker, Check, Choice, Menu, ask_option
from benchmark.council.setup import check_id
from benchmark.errors import UsageError
from benchmark.network.folder import CoordinatorFolder
from benchmark.network.network import FILE_NAME, LONGEST_TITLE, Network, check_publisher, write_network
from benchmark.questions.library import find_questionnaire, shipped_sets
from scoring.questionnaire import Questionnaire

PUBLISHER = "Network coordinator"


@dataclass(frozen=True)
class Given:
    """What was given as options; what is missing is asked."""

    id: str | None = None
    title: str | None = None
    set_id: str | None = None
    round: str | None = None
    deadline: str | None = None
    attributes: Sequence[str] = ()
    setting: str | None = None
    publisher: str | None = None
    named: bool = False
    invitations: bool = True


def make_network(asker: Asker | None, given: Given, default_round: str) -> Network:
    """Ask for what is not given, and make the network. Without an asker the defaults are used."""
    _refuse_missing(asker, given)
    questionnaire = _which_set(asker, given.set_id)
    network_id = _text(asker, given.id, "What is the short name of the network? Such as north-west.", "", check_id)
    title = _text(asker, given.title, "What is its full name, for people to read?", network_id, check_title)
    when = _text(asker, given.round, "Which round is this?", default_round, check_id)
    deadline = _text(asker, given.deadline, "By which day should returns come? Such as 30/11/2026.", "", check_day)
    setting = given.setting or _setting(asker)
    if setting not in ("network", "public"):
        raise UsageError(f'There is no setting "{setting}" for a network. Use network or public.')
    publisher = "Who publishes the benchmark? A role or the network's name, never a person."
    made = Network(
        id=network_id,
        title=title,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        round=when,
        deadline=read_day(deadline) or date.min,
        publisher=_text(asker, given.publisher, publisher, PUBLISHER, check_publisher),
        attributes=_attributes(asker, given, questionnaire),
        setting="public" if setting == "public" else "network",
        named=given.named,
        invitations=given.invitations,
    )
    made.used(questionnaire)
    return made


def refuse_second(folder: CoordinatorFolder) -> None:
    """Refuse to set up a round where there is one already."""
    if folder.network_path.exists():
        raise UsageError(f"{folder.network_path} is there already. Use a new folder for each round.")


def set_up(folder: CoordinatorFolder, network: Network) -> None:
    """Make the coordinator's folder."""
    refuse_second(folder)
    write_network(folder.network_path, network)
    for path in (folder.inbox, folder.list_path.parent):
        path.mkdir(parents=True, exist_ok=True)


def read_day(text: str) -> date | None:
    """Read a day written as 2026-11-30 or, as in the UK, 30/11/2026."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            # Only the day is taken from it; a time zone has no part in that.
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def check_day(text: str) -> str:
    """Complain about what is not a day."""
    return "" if read_day(text) else f'"{text}" is not a date. Write it as 2026-11-30 or 30/11/2026.'


def check_title(text: str) -> str:
    """Complain about a title that is missing, too long, or not one line."""
    if not text.strip() or not text.isprintable():
        return "Type the name of the network, on one line."
    return "" if len(text) <= LONGEST_TITLE else f"Use at most {LONGEST_TITLE} characters."


def _refuse_missing(asker: Asker | None, given: Given) -> None:
    wanted = (("--id", given.id), ("--deadline", given.deadline), ("--set", given.set_id))
    missing = [option for option, value in wanted if value is None]
    if asker is None and missing:
        raise UsageError(
            f"There is no terminal to ask in. Give these options too, or use --plain: {', '.join(missing)}"
        )


def _which_set(asker: Asker | None, set_id: str | None) -> Questionnaire:
    if set_id is None and asker is not None:
        found = [find_questionnaire(folder.name) for folder in shipped_sets()]
        set_id = ask_option(asker, "Which question set?", [(q.id, _about(q)) for q in found])
    return find_questionnaire(set_id or "")


def _about(questionnaire: Questionnaire) -> str:
    return f"{questionnaire.title}, {len(questionnaire.questions)} questions"


def _attributes(asker: Asker | None, given: Given, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Give the attributes that returns hold: those named, or those ticked, or all that may leave."""
    shared = questionnaire.shared_attributes
    if given.attributes:
        return tuple(dict.fromkeys(given.attributes))
    if asker is None or not shared:
        return tuple(attribute.id for attribute in shared)
    choices = [Choice(str(at), attribute.title, (attribute.id,)) for at, attribute in enumerate(shared, start=1)]
    nothing = Choice("0", "None: all councils are one group", alone=True)
    text = "Which facts may a return hold? Each makes groups that can be compared, and councils easier to tell apart."
    ticked = asker.tick(Menu("", text, (*choices, nothing)), [choice.key for choice in choices])
    return tuple(shared[int(key) - 1].id for key in ticked if key != "0")


def _setting(asker: Asker | None) -> str:
    if asker is None:
        return "network"
    options = [("network", "The members of the network"), ("public", "Everybody: less can be shown")]
    return ask_option(asker, "Who will see the benchmark?", options)


def _text(asker: Asker | None, given: str | None, prompt: str, default: str, check: Check) -> str:
    """Take a text as it is given, or ask for it, or use the default where nobody can be asked."""
    text = given if given is not None else default if asker is None else asker.write(prompt, default, check)
    complaint = check(text)
    if complaint:
        raise UsageError(complaint)
    return text


def next_steps(path: Path) -> str:
    """Name what was made."""
    return f"{path / FILE_NAME} is written, with an empty inbox beside it."
