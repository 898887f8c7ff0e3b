"""A council's folder with the technology register, and files to bring into it."""

import io
import json

from openpyxl import Workbook

from benchmark.council.assessment import Assessment
from benchmark.council.contracts.importing.guide import read_guide
from benchmark.council.folder import CouncilFolder
from benchmark.council.profile import CouncilProfile
from benchmark.questions.library import find_file, find_questionnaire

SET = find_questionnaire("technology-register")
REGISTER = SET.register
GUIDE = read_guide(find_file(SET.id), REGISTER)
UNITARY = {"council-type": "unitary", "population-band": "100k-150k"}
HEADER = "Reference number,Title of agreement,Description,Supplier name,Total value,Start date,End date\n"
REVENUES = 'C-1,Revenues and benefits system,Hosted software,Acme Ltd,"£480,000.00",01/04/2023,31/03/2027\n'
PAYROLL = "C-2,Payroll software,Bureau and licences,PayWell plc,90000,2024-01-01,2026-12-31\n"
ROADS = "C-3,Road resurfacing,Planned works,Tar & Co,2400000,01/04/2024,31/03/2028\n"
REGISTER_CSV = HEADER + REVENUES + PAYROLL + ROADS


def council_folder(path) -> CouncilFolder:
    CouncilFolder(path).save_profile(CouncilProfile("council-1a", "Ambleford", "north", "2026-autumn", True, UNITARY))
    return CouncilFolder(path)


def assessment(**entries) -> Assessment:
    return Assessment(SET, UNITARY, entries={name.replace("_", "-"): entry for name, entry in entries.items()})


def workbook_of(*sheets, formula_at=None) -> bytes:
    """Make a workbook of rows of cells."""
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    if formula_at:
        book.worksheets[-1][formula_at] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


AWARD = {
    "id": "1",
    "status": "pending",
    "title": "Planning obligations software",
    "suppliers": [{"id": "GB-COH-1"}],
    "value": {"amount": 46000, "amountGross": 55200, "currency": "GBP"},
    "contractPeriod": {
        "startDate": "2026-02-12T00:00:00Z",
        "endDate": "2027-09-30T23:59:59+01:00",
        "maxExtentDate": "2028-09-30T23:59:59+01:00",
    },
    "hasRenewal": True,
    "relatedLots": ["1"],
    "items": [
        {"id": "1", "additionalClassifications": [{"scheme": "CPV", "id": "48100000", "description": "Software"}]}
    ],
}
RELEASE = {
    "ocid": "ocds-h6vhtk-064da6",
    "id": "012311-2026",
    "tag": ["award"],
    "buyer": {"id": "GB-1"},
    "parties": [{"id": "GB-1", "name": "Ambleford Council"}, {"id": "GB-COH-1", "name": "Levy Software Ltd"}],
    "tender": {
        "title": "Developer contributions",
        "lots": [{"id": "1", "title": "Lot 1", "description": "For planners"}],
    },
    "awards": [AWARD],
}


def notice_of(*releases, **top) -> bytes:
    return json.dumps({"version": "1.1", "releases": list(releases), **top}).encode()
