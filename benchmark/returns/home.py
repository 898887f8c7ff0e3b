"""What lives in the user's profile and never in a shared folder: a council's secret, its invitations, its sequences."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.files import read_text, write_bytes
from benchmark.questions.ids import DEVICES
from benchmark.returns.endorsement import StoredInvitation
from benchmark.returns.keys import SECRET_BYTES, decode, encode, new_secret

FORMAT = "council-secret/1"
# Names this folder for tests, for the demo, and for a council whose profile is not kept between sessions.
VARIABLE = "COUNCIL_BENCHMARK_HOME"
_LIMIT = 1_000_000
_PRIVATE = 0o600
_NAME = re.compile(r"[a-z0-9-]{1,80}\Z")


def default_home() -> Path:
    """Give the folder in the user's profile."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    from platformdirs import user_data_path  # noqa: PLC0415 - only needed where the variable is not set

    return user_data_path("council-benchmark", appauthor=False)


@dataclass(frozen=True, slots=True)
class Home:
    """One council's part of that folder. `council_id` is the random id in its council.toml."""

    folder: Path
    council_id: str

    def __post_init__(self) -> None:
        """Refuse an id that could lead out of the folder."""
        if not _NAME.match(self.council_id) or self.council_id in DEVICES:
            raise FaultsError([fault("bad-id", "council.toml", "id", id=self.council_id)])

    @property
    def secret_path(self) -> Path:
        """Give the file with the secret."""
        return self.folder / "secrets" / f"{self.council_id}.json"

    @property
    def _sequences_path(self) -> Path:
        return self.folder / "sequences" / f"{self.council_id}.json"

    @property
    def invitations_path(self) -> Path:
        """Give the file with the invitations that this council has joined with."""
        return self.folder / "invitations" / f"{self.council_id}.json"

    def secret(self) -> bytes:
        """Give the council's secret; make it at the first need."""
        if not self.secret_path.exists():
            secret = new_secret()
            self.keep_secret(secret)
            return secret
        data = _read_object(self.secret_path)
        secret_text = data.get("secret")
        raw = decode(secret_text) if isinstance(secret_text, str) else None
        if data.get("format") != FORMAT or raw is None or len(raw) != SECRET_BYTES:
            raise FaultsError([fault("bad-secret", str(self.secret_path))])
        return raw

    def keep_secret(self, secret: bytes) -> None:
        """Keep a secret for a council that has none yet: a new one, or that of its form. None is ever replaced."""
        if self.secret_path.exists():
            raise FileExistsError(self.secret_path)
        text = json.dumps({"format": FORMAT, "secret": encode(secret)}, indent=2) + "\n"
        write_bytes(self.secret_path, text.encode("ascii"), mode=_PRIVATE)

    def files(self) -> list[Path]:
        """List every file that may be kept about the council here."""
        return [self.secret_path, self._sequences_path, self.invitations_path]

    def last_sequence(self, slot: str) -> int:
        """Give the highest sequence used in a slot (question set, network, round), or 0."""
        return self._sequences().get(slot, 0)

    def note_sequence(self, slot: str, sequence: int) -> None:
        """Remember the highest sequence used in a slot."""
        known = self._sequences()
        text = json.dumps({**known, slot: max(sequence, known.get(slot, 0))}, indent=2, sort_keys=True) + "\n"
        write_bytes(self._sequences_path, text.encode("ascii"), mode=_PRIVATE)

    def _sequences(self) -> dict[str, int]:
        """Read the sequences used. A damaged file is a fault: a sequence used twice would be a conflict in a pool."""
        if not self._sequences_path.exists():
            return {}
        known = {}
        for slot, value in _read_object(self._sequences_path).items():
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise FaultsError([fault("wrong-kind", str(self._sequences_path), key=slot, wanted="a whole number")])
            known[slot] = value
        return known

    def invitation(self, slot: str) -> StoredInvitation | None:
        """Give the invitation that was stored for a slot (question set, network, round), if there is one."""
        found = _read_object(self.invitations_path).get(slot) if self.invitations_path.exists() else None
        if found is None:
            return None
        try:
            stored = msgspec.convert(found, StoredInvitation)
        except msgspec.ValidationError:
            stored = None
        if stored is None or decode(stored.secret) is None:
            raise FaultsError([fault("bad-invitations", str(self.invitations_path))])
        return stored

    def keep_invitation(self, slot: str, invitation: StoredInvitation) -> None:
        """Store an invitation for a slot; it takes the place of an earlier one."""
        known = _read_object(self.invitations_path) if self.invitations_path.exists() else {}
        text = json.dumps({**known, slot: msgspec.to_builtins(invitation)}, indent=2, sort_keys=True) + "\n"
        write_bytes(self.invitations_path, text.encode("ascii"), mode=_PRIVATE)


def _read_object(path: Path) -> dict[str, object]:
    try:
        data = json.loads(read_text(path, _LIMIT))
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise FaultsError([fault("bad-secret", str(path))])
    return data
