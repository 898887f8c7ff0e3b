"""The names of what the demo shows."""

from typing import Final

QUICK: Final = "quick-check"
FULL: Final = "digital-maturity"
REGISTER: Final = "technology-register"
COUNCIL: Final = "example-council"
