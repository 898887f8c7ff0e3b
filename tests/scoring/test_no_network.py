"""No test may reach for the network: the fixture of `tests/conftest.py` refuses it."""

import socket
import urllib.request

import pytest


def test_a_connection_is_refused():
    with socket.socket() as connection, pytest.raises(AssertionError, match="reached for the network"):
        connection.connect(("127.0.0.1", 9))


def test_a_name_is_not_looked_up():
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.getaddrinfo("council.example", 443)


def test_nor_through_a_library():
    with pytest.raises(AssertionError, match="reached for the network"):
        urllib.request.urlopen("http://council.example/")
