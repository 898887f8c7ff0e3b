"""Go on from the returns that a form made: their secret comes into the user's profile, unless another one is there."""

from collections.abc import Iterator

from benchmark.council.form_file import FormReturns, MadeReturn
from benchmark.council.profile import CouncilProfile
from benchmark.returns.home import Home
from benchmark.returns.keys import decode
from benchmark.returns.make import Place
from scoring.questionnaire import Questionnaire


def take_over(home: Home, questionnaire: Questionnaire, profile: CouncilProfile, returns: FormReturns) -> list[str]:
    """Keep the secret and the sequences of a form's returns, and say what that means.

    A secret that is there already is never replaced: then nothing is kept, and the form alone can go on.
    """
    secret = decode(returns.secret)
    signed = [made for made in returns.made if made.digest]
    if not secret or not signed:
        return [line for made in returns.made for line in _unsigned(made)]
    had_one = home.secret_path.exists()
    if had_one and home.secret() != secret:
        return [line for made in signed for line in _foreign(made)]
    if not had_one:
        home.keep_secret(secret)
    for made in signed:
        home.note_sequence(_slot(made, questionnaire), made.sequence)
    joined = {made for made in signed if home.invitation(_slot(made, questionnaire))}
    return [line for made in signed for line in _ours(made, profile, joined=made in joined)]


def _slot(made: MadeReturn, questionnaire: Questionnaire) -> str:
    return Place(made.network, made.round, home=True).slot(questionnaire)


def _where(made: MadeReturn) -> str:
    return f"The form made a return for {made.network}, round {made.round}"


def _ours(made: MadeReturn, profile: CouncilProfile, *, joined: bool) -> Iterator[str]:
    yield f"{_where(made)}. Its key is in your user profile now: `export` and `returns withdraw` go on from it."
    if (made.network, made.round) != (profile.network, profile.round):
        yield "This folder is for another round: join that one first, with your invitation."
    elif made.invited and not joined:
        yield "Join with the same invitation before you export: without it a corrected return is not counted."


def _foreign(made: MadeReturn) -> Iterator[str]:
    yield f"{_where(made)}, under another key than the one in your user profile, which stays."
    yield "Correct it, or take it back, with the form. Do not export another: two under one invitation do not count."


def _unsigned(made: MadeReturn) -> Iterator[str]:
    yield f"{_where(made)}, without a signature. One that you export takes its place."
