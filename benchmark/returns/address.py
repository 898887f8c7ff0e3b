"""Web addresses that may stand on a public page: those that anyone can open, and that give nothing away themselves."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

LONGEST_ADDRESS: Final = 500
_SCHEMES: Final = ("http://", "https://")
# Names that only work inside an organisation, and would tell how its network is built.
_INSIDE: Final = ("local", "localhost", "localdomain", "internal", "intranet", "lan", "corp", "home", "private", "arpa")
_AROUND: Final = "()[]<>\"'.,;"
_NEVER: Final = frozenset("<>\"'`\\^{}|")


def address_fault(text: str) -> str:
    """Complain about what is not a web address that anyone can open; nothing where it is one."""
    if not text.lower().startswith(_SCHEMES):
        return "Write a web address that begins with https:// or http://."
    if len(text) > LONGEST_ADDRESS:
        return f"Shorten it to {LONGEST_ADDRESS} characters."
    if not text.isprintable() or " " in text or not _NEVER.isdisjoint(text):
        return "Use a web address without spaces and quotation marks."
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "Write a web address that a browser can open."
    if "@" in parts.netloc:
        return "Take the user name and password out of the address."
    return "" if _is_public(host) else "Use an address that works outside the council's own network."


def find_address(text: str) -> str:
    """Give the first address in a text that may be public; nothing where there is none."""
    for word in text.split():
        found = word.strip(_AROUND)
        if not address_fault(found):
            return found
    return ""


def _is_public(host: str) -> bool:
    name = host.rstrip(".")
    if "." not in name or name.rsplit(".", 1)[-1] in _INSIDE or not all(name.split(".")):
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        # A number such as 127.1 is an address too, to a browser.
        return not name.rsplit(".", 1)[-1].isdigit()
    return False
