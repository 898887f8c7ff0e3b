"""Write what the example council publishes: its register of contracts, as England's Transparency Code asks for it.

Some contracts of its technology register as they are, two that changed since, new ones, and what is not technology.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from scoring.register import Row

FILE_NAME: Final = "example-contracts.csv"
# As many spreadsheets still write it.
ENCODING: Final = "cp1252"
CONTRACTS: Final = 12
EXTENDED, DEARER = 2, 4
_ABOVE: Final = (
    ["Merrywhistle District Council (invented): contracts register"],
    ["Every contract, supplier and sum in this file is invented."],
    [],
)
_HEADER: Final = (
    "Reference number", "Title of agreement", "Local authority department responsible",
    "Description of the goods and/or services being provided", "Supplier name and details",
    "Sum to be paid over the length of the contract (£)", "Estimated annual spending (£)", "Irrecoverable VAT",
    "Start date", "End date", "Review date", "SME", "VCSE",
)  # fmt: skip
# What its technology register does not have, or not yet.
_OTHERS: Final = """\
M-0102|Waste and recycling collection|Streets|Collection|Greengate (invented)|£18,400,000.00||01/04/2021|31/03/2029
M-0105|Resurfacing of car parks|Property|Works|Tarrow and Sons (invented)|£186,250.00||12/05/2025|30/11/2025
M-0108|Grounds maintenance|Streets|Mowing in parks|Fernhill Gardens (invented)|£940,000.00||01/03/2023|28/02/2027
M-0111|Servicing of heating systems|Property|Boilers|Warmwell (invented)|£22,800.00||01/04/2024|31/03/2027
M-0113|Temporary accommodation|Housing|Rooms|Various|£410,000.00||01/04/2025|31/03/2026
M-0116|Accessibility checker|IT|Licence for the website|Openleaf (invented)|£12,000||1 June 2026|31 May 2029
M-0117|Cyber security|IT|Monitoring|Bastion (invented)|£75,000 over three years|£25,000.00|01/08/2026|31/07/2029
M-0118|Geographic information system|IT|Map licences|Contourline (invented)|£54k||01/09/2026|to be confirmed
"""


def published(rows: Iterator[tuple[str, Row]]) -> bytes:
    """Write the register as CSV. `rows` are the titles of lines, and contracts of each."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    own = (_own(at, title, row) for at, (title, row) in enumerate(islice(rows, CONTRACTS)))
    for cells in chain(_ABOVE, [_HEADER], own, (_spread(line.split("|")) for line in _OTHERS.splitlines())):
        writer.writerow([*cells, *[""] * (len(_HEADER) - len(cells))])
    return out.getvalue().encode(ENCODING)


def _own(at: int, title: str, row: Row) -> list[str]:
    """Write a contract of its technology register as the register of contracts says it."""
    cost = float(str(row.get("yearly-cost", 0))) * (1.05 if at == DEARER else 1)
    end = _first_day(int(str(row["end"])) + 1 + 4 * (at == EXTENDED)) - dt.timedelta(days=1)
    start = _first_day(int(str(row["start"])))
    spending = f"£{cost:,.2f}" if cost else ""
    texts = (str(row["reference"]), f"{title}: software and support", "Digital", "Licences, hosting and support")
    return _spread([*texts, str(row["supplier"]), "", spending, f"{start:%d/%m/%Y}", f"{end:%d/%m/%Y}"])


def _spread(cells: list[str]) -> list[str]:
    """Put the VAT that cannot be recovered before the dates."""
    *first, start, end = cells
    return [*first, "0", start, end]


def _first_day(quarter: int) -> dt.date:
    return dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)
