"""An open data package: its files, and writing them as a folder or a zip file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmark.errors import UsageError
from benchmark.files import write_bytes
from benchmark.outputs.open_data.descriptor import NAME, describe
from benchmark.outputs.open_data.licence import LICENCE_FILE, licence_text
from benchmark.outputs.open_data.read_me import read_me
from benchmark.outputs.open_data.tables import make_tables
from benchmark.outputs.zipped import zipped
from benchmark.pool.benchmark import Benchmark

READ_ME: Final = "README.md"
_FOLDER: Final = "data"


def package_files(benchmark: Benchmark) -> dict[str, bytes]:
    """Give every file of the package by its path: the descriptor first, then what people read, then the tables."""
    tables = make_tables(benchmark)
    data = {table.path: table.text().encode("utf-8") for table in tables}
    return {
        NAME: describe(benchmark, tables, data),
        READ_ME: read_me(benchmark, tables).encode("utf-8"),
        LICENCE_FILE: licence_text(benchmark).encode("utf-8"),
        **data,
    }


def check_place(path: Path) -> None:
    """Refuse a place where files of somebody else would be replaced: a folder must be new, empty or a package."""
    if _is_zip(path) or not path.exists():
        return
    if not path.is_dir():
        raise UsageError(f"{path} is a file. Give a folder for the package, or a name that ends in .zip.")
    there = [found.name for found in path.iterdir() if not found.name.startswith(".")]
    if there and (NAME not in there or not {*there} <= {NAME, READ_ME, LICENCE_FILE, _FOLDER}):
        raise UsageError(f"{path} holds other files. Give a new folder for the package, or a name that ends in .zip.")


def write_package(benchmark: Benchmark, path: Path) -> int:
    """Write the package, and say how many files are in it."""
    check_place(path)
    files = package_files(benchmark)
    if _is_zip(path):
        write_bytes(path, zipped(files))
    else:
        _write_folder(files, path)
    return len(files)


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the descriptor first: what a full disk left half written may be written again."""
    for name, data in files.items():
        write_bytes(folder / name, data)
