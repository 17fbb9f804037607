"""A folder's name becomes a workspace that builds as it is: a small invented example, or an empty workbook and what it needs."""

from __future__ import annotations

import json
import re
from pathlib import Path

from reportgen.build.schemas import write_schemas
from reportgen.build.workbook.export import export_workbook
from reportgen.errors import WorkspaceError
from reportgen.files import atomic_write
from reportgen.load.workbook import WORKBOOK
from reportgen.load.workspace import TABLES
from reportgen.resources import templates

_OFFICE_NAME = re.compile(rb"^name: \{en: [^}\n]*\}", re.MULTILINE)


def scaffold(
    folder: Path, *, name: str | None = None, workbook: bool = False, example: bool = True
) -> tuple[Path, ...]:
    """Write a workspace and its schemas into `folder`, and return the paths of what was written.

    Args:
        folder: A folder that does not exist yet, or is empty.
        name: The office's name, instead of the example's.
        workbook: Whether the tables stand in a workbook, data.xlsx, instead of CSV files.
        example: Whether the workspace is the invented one; else its tables are empty, and its texts say what to write.

    Raises:
        WorkspaceError: Something stands in `folder` already, or it cannot be written to.
    """
    _make_empty(folder)
    home = templates() / ("workspace" if example else "workspace-empty")
    written: list[Path] = []
    for source in sorted(home.rglob("*")):
        inner = source.relative_to(home)
        # What a build or an editor left in the template is no part of it.
        if not source.is_file() or any(part.startswith(".") for part in inner.parts):
            continue
        if workbook and str(inner) in TABLES:
            continue
        data = source.read_bytes()
        if name and inner.name == "office.yaml":
            data = _renamed(data, name)
        written.append(_write(folder / inner, data))
    if workbook:
        written.append(_write(folder / WORKBOOK, export_workbook(home, "internal", office=name)[0]))
    return (*written, *write_schemas(folder))


def _write(path: Path, data: bytes) -> Path:
    try:
        atomic_write(path, data)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror}.") from None
    return path


def _make_empty(folder: Path) -> None:
    """Make `folder`, or see that it is empty: nothing of anybody's is ever overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = sorted((path.name for path in folder.iterdir()), key=lambda name: (name.startswith("."), name))
    except FileExistsError:
        raise WorkspaceError(f"{folder} is a file. Name a folder that does not exist yet.") from None
    except OSError as error:
        raise WorkspaceError(
            f"the folder {folder} cannot be made or read: {error.strerror}. Name another place."
        ) from None
    if names:
        raise WorkspaceError(
            f"the folder {folder} is not empty (it holds {names[0]}), and nothing in it is overwritten. "
            "Name a new folder, or empty this one."
        )


def _renamed(office: bytes, name: str) -> bytes:
    """Return office.yaml with another name; a JSON string is a YAML string, whatever stands in it."""
    value = json.dumps(" ".join(name.split()), ensure_ascii=False).encode()
    return _OFFICE_NAME.sub(lambda _: b"name: {en: " + value + b"}", office, count=1)
