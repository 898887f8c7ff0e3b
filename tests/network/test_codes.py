"""A code that was copied by hand: every slip is noticed, and every usual way of writing it is understood."""

import itertools

import pytest

from benchmark.network.codes import ALPHABET, BadCode, looks_like_code, new_code, read_code, tidy_code, write_code

CODES = [write_code(0), write_code(2**130 - 1), write_code(0x1F2E3D4C5B6A79881726354453627180)]


def signs(code: str) -> str:
    return code.replace("-", "")


@pytest.mark.parametrize("code", CODES)
def test_every_single_wrong_sign_is_noticed(code: str) -> None:
    text = signs(code)
    for at, sign in itertools.product(range(len(text)), ALPHABET):
        if text[at] != sign:
            with pytest.raises(BadCode):
                read_code(text[:at] + sign + text[at + 1 :])


@pytest.mark.parametrize("code", [*CODES, new_code()], ids=["zeros", "ones", "mixed", "new"])
def test_every_two_signs_that_changed_places_are_noticed(code: str) -> None:
    text = signs(code)
    for first, second in itertools.combinations(range(len(text)), 2):
        changed = list(text)
        changed[first], changed[second] = changed[second], changed[first]
        if changed != list(text):
            with pytest.raises(BadCode):
                read_code("".join(changed))


@pytest.mark.parametrize("code", CODES)
def test_a_sign_too_few_or_too_many_is_noticed(code: str) -> None:
    text = signs(code)
    for at in range(len(text)):
        for changed in (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]):
            with pytest.raises(BadCode, match="letters and digits instead of 28"):
                read_code(changed)


def test_lower_case_spaces_and_look_alikes_are_understood() -> None:
    code = CODES[2]
    wanted = read_code(code)
    for written in (
        code.lower(),
        f"  {code}\n",
        code.replace("-", " "),
        code.replace("-", ""),
        code.replace("-", "\u2013"),
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
    ):
        assert read_code(written) == wanted
        assert tidy_code(written) == code


def test_codes_hold_130_bits_and_differ() -> None:
    assert read_code(CODES[1]) == (2**130 - 1).to_bytes(17, "big")
    assert len({new_code() for _ in range(200)}) == 200


@pytest.mark.parametrize("text", ["", "U" * 28, "7K3M", "\x1b[31m", "\u0665" * 28])
def test_what_is_no_code_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(BadCode) as caught:
        read_code(text)
    assert str(caught.value).isprintable()


def test_a_code_is_told_from_the_name_of_a_file() -> None:
    assert looks_like_code(CODES[2])
    assert looks_like_code(CODES[2].lower().replace("-", " "))
    assert not looks_like_code("invitation-3.toml")
    assert not looks_like_code("inbox/" + CODES[2])
    assert not looks_like_code("7K3M")
