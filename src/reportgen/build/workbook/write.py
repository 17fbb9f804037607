"""A workbook becomes a file, never over one that somebody may have filled in."""

from __future__ import annotations

from pathlib import Path

from reportgen.build.workbook.export import exported, language_of
from reportgen.build.workbook.wording import lacking
from reportgen.errors import WorkspaceError
from reportgen.files import atomic_write
from reportgen.findings import Finding
from reportgen.load.workbook import WORKBOOK
from reportgen.load.workspace import TABLES

ENDING = ".xlsx"


def write_workbook(
    folder: Path, file: Path, *, audience: str = "public", force: bool = False, extra: Path | None = None
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Write the workbook of a workspace, and return its findings and what to do next.

    Args:
        folder: The workspace.
        file: The workbook; its name ends in .xlsx.
        audience: ``public`` or ``internal``.
        force: Whether another file of that name is replaced.
        extra: An operator's own folder of templates.

    Raises:
        FindingsError: The workspace cannot be loaded, or errors stand in the way of publishing it.
        WorkspaceError: The file is there already or open in a spreadsheet, cannot be written, or would take the place of the
            office's own.
    """
    if file.suffix.lower() != ENDING:
        raise WorkspaceError(f"{file}: the name of a workbook must end in {ENDING}.")
    if file.is_dir() or (file.exists() and not force):
        raise WorkspaceError(
            f"{file} is there already, and may have been filled in. Name another file, or say --force."
        )
    if lock := _lock(file):
        raise WorkspaceError(
            f"{file} is open in a spreadsheet, which would write over the new one: {lock} stands beside it. Save and "
            "close it there first. If it is open nowhere, delete that file."
        )
    own = file.resolve() == (folder / WORKBOOK).resolve()
    if own and audience != "internal":
        raise WorkspaceError(
            f"{file} is where the office keeps its own tables, and a public workbook may lack some of them. "
            "Say --audience internal, or name another file."
        )
    data, findings, report = exported(folder, audience, extra=extra)
    try:
        atomic_write(file, data)
    except OSError as error:
        raise WorkspaceError(f"{file} cannot be written: {error.strerror or error}.") from None
    language = language_of(report)
    return findings, (*_words_lacking(language, extra), *(_twice(folder) if own else ()))


def _lock(file: Path) -> str:
    """Return the file by which Excel or LibreOffice says that it has a workbook open; empty where there is none."""
    names = (f"~${file.name}", f".~lock.{file.name}#")
    return next((name for name in names if (file.parent / name).exists()), "") if file.exists() else ""


def _words_lacking(language: str, extra: Path | None) -> tuple[str, ...]:
    keys = [key.removeprefix("workbook.") for key in lacking(language, extra)]
    if not keys:
        return ()
    some = ", ".join(keys[:3]) + (" …" if len(keys) > 3 else "")
    what = f"{len(keys)} words of the workbook are" if len(keys) > 1 else "A word of the workbook is"
    where = f"languages/{language}/workbook.toml of your templates"
    return (f"{what} in English: {where} could give them in the language of the report ({some}).",)


def _twice(folder: Path) -> tuple[str, ...]:
    held = [name for name in TABLES if (folder / name).exists()]
    if not held:
        return ()
    return (f"Each table stands twice now. Look through {folder / WORKBOOK}, then delete {', '.join(held)}.",)
