"""Rows become CSV files in a workspace: all of them or none, and none in the place of rows that somebody keeps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from reportgen.errors import WorkspaceError
from reportgen.files import atomic_write, inside, read_text, replace_folder
from reportgen.load.csv import read_table
from reportgen.load.fields import columns_of
from reportgen.load.workbook import WORKBOOK, plain_title, read_workbook
from reportgen.load.workspace import TABLES
from reportgen.model.base import PlacedDict


def csv_of(file: str, rows: Iterable[PlacedDict]) -> bytes:
    """Return a table's rows as CSV: its columns in their order, those by language after theirs."""
    flat = [_flat(row) for row in rows]
    used = {name for row in flat for name in row}
    names: list[str] = []
    for name in columns_of(TABLES[file][1]).names:
        by_language = sorted(each for each in used if each.startswith(f"{name}:"))
        if name in used or not by_language:
            names.append(name)
        names.extend(by_language)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue().encode()


def _flat(row: PlacedDict) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            for language, text in cast("dict[str, str]", value).items():
                flat[f"{name}:{language}" if language else name] = text
        else:
            flat[name] = str(value)
    return flat


def refuse_taken(folder: Path, files: Iterable[str], *, replace: bool) -> None:
    """Refuse to write where rows stand already.

    Raises:
        WorkspaceError: The folder is a file, a table has rows and is not to be replaced, or has rows in data.xlsx.
    """
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError(f"{folder} is a file. Name a folder: an existing workspace or a new one.")
    sheets = _filled(folder)
    for file in files:
        path = inside(folder, file) if folder.exists() else folder / file
        if file in sheets:
            raise WorkspaceError(
                f"{folder} keeps {file.removesuffix('.csv')} as a sheet of {WORKBOOK}, which has rows. Nothing was "
                "written: put the new rows there yourself, or empty the sheet and import again."
            )
        if path.exists() and not replace and _has_rows(path, file):
            raise WorkspaceError(
                f"{path} has rows already. Nothing was written; --replace puts the new rows in their place."
            )


def _filled(folder: Path) -> frozenset[str]:
    """Return the tables that have rows in the workspace's workbook; one that cannot be read may have some."""
    if not (folder / WORKBOOK).exists():
        return frozenset()
    tabled = read_workbook(folder / WORKBOOK, WORKBOOK, TABLES)
    broken = [each for each in tabled.findings if each.severity == "error"]
    whole = next((each for each in broken if not each.place.cell), None)
    if whole is not None:
        raise WorkspaceError(f"{whole.message} It stands in {folder}, and what it holds must be known first.")
    titles = {plain_title(each.place.cell.rpartition("!")[0]) for each in broken}
    return frozenset(
        file for file, rows in tabled.rows.items() if rows or plain_title(file.removesuffix(".csv")) in titles
    )


def _has_rows(path: Path, file: str) -> bool:
    """Say whether a table has rows; one that cannot be read may have some."""
    text, _ = read_text(path, file)
    if text is None:
        return True
    rows, found = read_table(text, file, columns_of(TABLES[file][1]))
    return bool(rows) or any(each.severity == "error" for each in found)


def write_all(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the files; where one cannot be written, all others are as they were.

    Raises:
        WorkspaceError: One cannot be written.
    """
    if not folder.exists():
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            return replace_folder(folder, files)
        except OSError as error:
            raise _unwritten(folder, error) from None
    before: dict[Path, bytes | None] = {}
    path = folder
    try:
        for name, data in files.items():
            path = folder / name
            before[path] = path.read_bytes() if path.exists() else None
            atomic_write(path, data)
    except OSError as error:
        _put_back(before)
        raise _unwritten(path, error) from None
    except BaseException:
        _put_back(before)
        raise
    return tuple(folder / name for name in files)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != data:
            atomic_write(path, data)


def _unwritten(path: Path, error: OSError) -> WorkspaceError:
    return WorkspaceError(f"{path} cannot be written: {error.strerror or error}. Nothing was imported.")
