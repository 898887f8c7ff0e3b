"""What holds for every test: the same examples in every run, and no network."""

import socket
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Helpers are imported as `tests.scoring.oracle`, whatever the folder that pytest was started in.
sys.path.append(str(Path(__file__).resolve().parents[1]))

settings.register_profile(
    "ci", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Refuse every connection and every look-up of a name: nothing in this program needs one."""

    def refuse(*args, **kwargs):
        raise AssertionError(f"A test reached for the network: {args[-1] if args else kwargs}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
