"""Pack files into a zip file: the same bytes for the same files, whatever the day and the machine."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

# The first moment that a zip file can name, so that the same files always make the same file.
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Give a zip file of these files, by their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(member, data, compresslevel=9)
    return packed.getvalue()
