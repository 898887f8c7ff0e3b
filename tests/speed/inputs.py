"""Seeded inputs of any size: a question set of 80 questions and three attributes, returns, and a pool of them."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
import tomli_w
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmark.questions.read import parse_questionnaire
from benchmark.returns.keys import public_text, sign
from benchmark.returns.model import Return, SignedReturn, canonical, pretty
from scoring.fingerprint import fingerprint
from scoring.questionnaire import Questionnaire

QUESTIONS = 80
LEVELS = 5
NETWORK, ROUND = "everywhere", "2026-autumn"
# Thirty groups, one attribute at a time.
ATTRIBUTES = {"kind": 5, "region": 12, "size": 13}
AREAS, SECTIONS = 4, 16
# Of a hundred answers so many are not applicable; of the others as many as the level says.
_NOT_APPLICABLE, _MISSING = 3, 2
_SHARES = (12, 22, 30, 24, 12)


def question_set() -> dict[str, object]:
    """Write the question set: a tree of three levels, every question with five levels."""
    return {
        "format": "questionnaire/1",
        "id": "speed",
        "version": "1",
        "title": "A set to measure with",
        "attribute": [
            {
                "id": name,
                "title": name.capitalize(),
                "shared": True,
                "options": [{"id": f"{name}-{at}", "title": f"{name.capitalize()} {at}"} for at in range(count)],
            }
            for name, count in ATTRIBUTES.items()
        ],
        "section": [
            *({"id": f"area-{at}", "title": f"Area {at}"} for at in range(AREAS)),
            *(
                {"id": f"section-{at}", "title": f"Section {at}", "parent": f"area-{at % AREAS}"}
                for at in range(SECTIONS)
            ),
        ],
        "question": [
            {
                "id": f"q{at:02d}",
                "section": f"section-{at % SECTIONS}",
                "text": f"How far has the council come with matter {at}?",
                "levels": [f"Level {level} of matter {at}." for level in range(LEVELS)],
                "next": [f"Go on to level {level + 1}." for level in range(LEVELS - 1)],
                "weight": 1 + at % 3,
            }
            for at in range(QUESTIONS)
        ],
    }


@dataclass(frozen=True)
class Inputs:
    """Files of one size in a folder. What is asked for is made, and made once."""

    folder: Path
    councils: int

    @cached_property
    def set_folder(self) -> Path:
        """Give the folder of the question set."""
        folder = self.folder / "speed"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "questionnaire.toml").write_text(tomli_w.dumps(question_set()), encoding="utf-8")
        return folder

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """Give the question set."""
        return parse_questionnaire(question_set(), "questionnaire.toml")

    @cached_property
    def answers(self) -> np.ndarray:
        """Give the answers, one row a question and one column a council: a level, -2 not applicable, -1 missing."""
        rng = np.random.default_rng(self.councils)
        values = np.array([-2] * _NOT_APPLICABLE + [-1] * _MISSING, dtype=np.int8)
        values = np.concatenate([values, np.repeat(np.arange(LEVELS, dtype=np.int8), np.array(_SHARES))])
        return rng.choice(values, size=(QUESTIONS, self.councils))

    @cached_property
    def attributes(self) -> dict[str, np.ndarray]:
        """Give the option of every council, by attribute; the first options are the more frequent ones."""
        rng = np.random.default_rng([self.councils, 1])
        found = {}
        for name, count in ATTRIBUTES.items():
            shares = 1 / np.arange(2, count + 2)
            found[name] = rng.choice(count, size=self.councils, p=shares / shares.sum())
        return found

    def returns(self) -> Iterator[SignedReturn]:
        """Make and sign every return; a third of the councils set ten targets."""
        print_of_set = fingerprint(self.questionnaire)
        rng = random.Random(self.councils)
        for at in range(self.councils):
            codes = self.answers[:, at].tolist()
            key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"{self.councils} {at}".encode()).digest())
            levels = {
                f"q{row:02d}": "not-applicable" if code == -2 else code for row, code in enumerate(codes) if code != -1
            }
            aims = {f"q{row:02d}": min(codes[row] + 1, LEVELS - 1) for row in range(10) if codes[row] >= 0}
            content = {
                "format": "council-return/1",
                "questionnaire": "speed",
                "version": "1",
                "fingerprint": print_of_set,
                "network": NETWORK,
                "round": ROUND,
                "home": True,
                "sequence": 1,
                "attributes": {name: f"{name}-{values[at]}" for name, values in self.attributes.items()},
                "answers": levels,
                "targets": aims if rng.random() < 1 / 3 else {},
                "evidenced": {"section-0": rng.randrange(1, 5)},
                "key": public_text(key),
            }
            yield sign(msgspec.convert(content, Return), key)

    @cached_property
    def pool(self) -> Path:
        """Give the file of the pool of all returns."""
        path = self.folder / f"{self.councils}.pool.jsonl"
        if not path.exists():
            path.write_bytes(b"".join(sorted(canonical(signed) + b"\n" for signed in self.returns())))
        return path

    @cached_property
    def files(self) -> Path:
        """Give a folder with a file for every return, written as people read them."""
        folder = self.folder / f"{self.councils}-returns"
        if not folder.exists():
            folder.mkdir()
            decoder = msgspec.json.Decoder(SignedReturn)
            for at, line in enumerate(self.pool.read_bytes().splitlines()):
                (folder / f"return-{at:06d}.json").write_text(pretty(decoder.decode(line)), encoding="ascii")
        return folder
