"""What is said before a return leaves, and when one is explained: plain, complete, without a promise we cannot keep."""

from collections.abc import Iterator

from msgspec import UNSET

from benchmark import console
from benchmark.council.asking import wrap
from benchmark.returns.export import Draft, answer_counts, file_lines
from benchmark.returns.link import links_fit
from benchmark.returns.lookalikes import LookAlikes
from benchmark.returns.make import leaving_questions
from benchmark.returns.model import Previous, Return, SignedReturn
from scoring.questionnaire import Questionnaire

# Below this many look-alikes a council is told that it stands out.
FEW = 10


def _unconfirmed(draft: Draft) -> Iterator[str]:
    """Say what is left out because nobody confirmed it in this round, and what to do about it."""
    assessment = draft.assessment
    found = [question.id for question in assessment.unconfirmed()]
    if not found:
        return
    questionnaire = assessment.questionnaire
    closed = len(questionnaire.questions) - len(leaving_questions(questionnaire, (), found)) - len(found)
    more = f", and what hangs on them ({closed} more)" if closed else ""
    yield (
        f"Answers that are carried over from an earlier round and not confirmed: {len(found)}{more}. They count as not "
        f"answered. To confirm them: council-benchmark assess, or assess --set {questionnaire.id} --confirm all"
    )


def preview(draft: Draft) -> str:
    """Say all that would leave, who could read what from it, and show the file itself."""
    parts = [
        _block("What would leave", leaving(draft.assessment.questionnaire, draft.signed)),
        _block("What stays here", _staying(draft)),
        _block("Who it could be", who_it_could_be(draft)),
        "The file, whole:\n\n" + "\n".join(f"  {line}" for line in file_lines(draft.signed)),
    ]
    return "\n\n".join(parts)


def leaving(questionnaire: Questionnaire, signed: SignedReturn) -> Iterator[str]:
    """List what a return says."""
    content = signed.content
    counts = answer_counts(signed)
    yield f"Question set: {questionnaire.title} {content.version}"
    home = "your home network" if content.home else "not your home network"
    yield f"Network and round: {content.network}, {content.round} ({home}), sequence {content.sequence}"
    if content.is_withdrawal:
        yield "A withdrawal: it takes back what this key sent before, and holds no answers"
        return
    shared = {a.id: (a.title, dict(a.options)) for a in questionnaire.shared_attributes}
    for name, option in content.attributes.items():
        title, options = shared.get(name, (name, {}))
        yield f"{title}: {options.get(option, option)}"
    yield (
        f"{counts['answers']} answers, as numbers only; {counts['not_applicable']} not applicable; "
        f"{counts['not_asked']} not asked of your type of council"
    )
    yield f"{counts['targets']} target levels"
    yield f"How many answers of each section have evidence ({counts['evidenced']} in all): numbers, not the evidence"
    yield from _pseudonym(content)
    yield from _who_says_so(content)


def who_it_could_be(draft: Draft) -> Iterator[str]:
    """Say how many councils this return could come from, and who can tell all the same."""
    yield from _alike(draft.every, draft.table, "councils")
    if draft.invited:
        yield from _alike(draft.invited, "Of those invited to this network", "councils")
    elif draft.invitation:
        yield "In your network: not known. Your invitation does not say which kinds of councils were invited."
    else:
        yield "In your network: not known. --invited FILE counts the councils that your coordinator invited."
    if draft.invitation:
        yield "Your coordinator has a list of who got which invitation, and so knows which return is yours."
    yield "Whoever opens your e-mail sees who sent it."
    yield "Anyone who knows about four of your answers can find your return in a pool. Members get benchmarks instead."
    yield (
        "Freedom of information law applies to what you hold and to what others hold. "
        "Ask your information governance officer before you send, if in doubt."
    )


def explain(questionnaire: Questionnaire | None, signed: SignedReturn, judged: str = "") -> str:
    """Explain a return that somebody received; `judged` says what the network's roster makes of it."""
    lines = ["The signature fits: nothing was changed since it was signed."]
    content = signed.content
    lines.append(
        judged
        or "Anyone can make a key. Only an invitation, or knowing who sent the e-mail, says which council this is."
    )
    if questionnaire is None:
        lines.append(
            f'The question set "{content.questionnaire}" {content.version} is not here, so answers stay numbers.'
        )
        lines += [f"{name}: {value}" for name, value in _plain(content)]
    else:
        lines += list(leaving(questionnaire, signed))
    return "\n".join(wrap(line, console.width()) for line in lines)


def _pseudonym(content: Return) -> Iterator[str]:
    if isinstance(content.previous, Previous):
        fits = links_fit([content])[0]
        which = f"linked to the return of round {content.previous.round}"
        yield (
            f"A key and a signature: a pseudonym, {which}, as the council chose. Whoever holds both pools sees that "
            "the two are one council's, and how each answer changed"
            if fits
            else f"It claims to be {which}, but the link was not made with that return's key: it does not count"
        )
    else:
        yield "A key and a signature: a pseudonym for this round, which does not link to another round"


def _who_says_so(content: Return) -> Iterator[str]:
    if content.is_imported:
        yield "Imported, from a table or without a signature: the word of whoever imported it, not the council's"
    if content.endorsement is not UNSET:
        yield "Your invitation's word for this key: it shows that you were invited, and which invitation you used"
    if content.name is not UNSET:
        yield f'The name "{content.name}", as you agreed: members who get the pool see it; no published figure does'


def _plain(content: Return) -> Iterator[tuple[str, str]]:
    yield "network", content.network
    yield "round", content.round
    yield "sequence", str(content.sequence)
    yield "attributes", ", ".join(f"{key} {value}" for key, value in content.attributes.items()) or "none"
    yield "answers", str(len(content.answers))


def _staying(draft: Draft) -> Iterator[str]:
    name = "Everything" if draft.signed.content.name is not UNSET else "Your council's name, and everything else"
    yield f"{name} in council.toml but the network, the round and the groups above"
    yield from _unconfirmed(draft)
    yield "All notes, evidence, reasons and roles; the names of your files and folders; anything about this computer"
    questionnaire = draft.assessment.questionnaire
    if questionnaire.register is not None:
        yield f"All that you wrote about each {questionnaire.register.row}: the answers above follow from it"
    for section in draft.stay_home:
        count = sum(question.section == section for question in questionnaire.questions)
        whole = "its one question" if count == 1 else f"all {count} questions"
        yield f"{questionnaire.section(section).title}: {whole}, as you chose"


def _alike(found: LookAlikes, where: str, what: str) -> Iterator[str]:
    same = "share these groups and are asked the same questions"
    if found.alike <= 1:
        yield f"{where}: you are the only one of {found.listed} {what} with these groups and questions. It is you."
    elif found.alike < FEW:
        yield f"{where}: only {found.alike} of {found.listed} {what} {same}, you among them. That is few."
    else:
        yield f"{where}: {found.alike} of {found.listed} {what} {same}, you among them."


def _block(title: str, lines: Iterator[str]) -> str:
    return "\n".join([title, *(wrap(line, console.width(), "    ", "  - ") for line in lines)])
