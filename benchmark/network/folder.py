"""A coordinator's folder: the network's file, the private list of who was invited, an inbox, and the pool."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmark.errors import FaultsError
from benchmark.faults import fault
from benchmark.network.invited import InvitedCouncil, read_invited, write_invited
from benchmark.network.network import FILE_NAME, Network, read_network, with_roster, write_network
from benchmark.pool.ledger import Ledger, close_ledger, ledger_path, read_ledger, write_ledger
from benchmark.pool.open import open_pool
from benchmark.pool.pool import Pool
from benchmark.questions.library import find_version
from benchmark.returns.endorsement import invitation_key
from benchmark.returns.keys import public_text
from scoring.questionnaire import Questionnaire

PRIVATE: Final = "private"


class CoordinatorFolder:
    """Where a coordinator keeps one network's round. Reading reports every fault of a file; writing is atomic."""

    def __init__(self, path: Path, questions: str | None = None) -> None:
        self.path = path
        # Where the question set is, if it did not come with the program.
        self.questions = questions

    @property
    def network_path(self) -> Path:
        """Give the path of the network's own file."""
        return self.path / FILE_NAME

    @property
    def network(self) -> Network:
        """Give what the network agreed on, or raise FaultsError."""
        if not self.network_path.exists():
            raise FaultsError([fault("no-network", str(self.path))])
        return read_network(self.network_path)

    @property
    def questionnaire(self) -> Questionnaire:
        """Give the network's question set."""
        network = self.network
        return find_version(network.questionnaire, network.version, self.questions)

    @property
    def list_path(self) -> Path:
        """Give the path of the private list."""
        return self.path / PRIVATE / "invitations.csv"

    @property
    def inbox(self) -> Path:
        """Give the folder for what councils sent."""
        return self.path / "inbox"

    @property
    def pool_path(self) -> Path:
        """Give the path of the round's pool."""
        network = self.network
        return self.path / f"{network.id}-{network.round}.pool.jsonl"

    @property
    def benchmark_path(self) -> Path:
        """Give the path of the round's benchmark."""
        network = self.network
        return self.path / f"{network.id}-{network.round}.benchmark.json"

    def invitation_path(self, number: int) -> Path:
        """Give the path of the small file that one council gets."""
        return self.path / "invitations" / f"invitation-{number}.toml"

    def letter_path(self, number: int) -> Path:
        """Give the path of the e-mail to one council."""
        return self.path / PRIVATE / f"e-mail-{number}.txt"

    def invited(self) -> list[InvitedCouncil]:
        """Read the private list of who got which invitation; nothing where none was issued."""
        return read_invited(self.list_path, self.questionnaire, self.network) if self.list_path.exists() else []

    def save_invited(self, councils: list[InvitedCouncil]) -> None:
        """Write the private list, then the roster: a code that was never listed would be lost."""
        write_invited(self.list_path, councils, self.questionnaire)
        roster = {council.key: council.retired for council in councils}
        write_network(self.network_path, with_roster(self.network, roster))

    @property
    def ledger_path(self) -> Path:
        """Give the path of the publisher's ledger of the round."""
        network = self.network
        return ledger_path(self.pool_path, network.questionnaire, network.round)

    def ledger(self) -> Ledger:
        """Give what was published of the round."""
        network = self.network
        return read_ledger(self.ledger_path, network.questionnaire, network.version, network.round)

    def close(self) -> None:
        """Close the round: in the ledger, which decides what may be published, then in what the members get."""
        write_ledger(close_ledger(self.ledger()), self.ledger_path)
        write_network(self.network_path, replace(self.network, closed=True))

    def pool(self) -> Pool:
        """Give the round's pool; an empty one where there is none yet."""
        return open_pool(self.pool_path) if self.pool_path.exists() else Pool(())


def key_of(secret: bytes, network: Network) -> str:
    """Give the public key of an invitation to a network's round."""
    return public_text(invitation_key(secret, network.questionnaire, network.id, network.round))
