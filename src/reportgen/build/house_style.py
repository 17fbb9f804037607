"""A theme, or the one that a workspace uses, becomes the house-style document, for a designer to edit in Word."""

from __future__ import annotations

from pathlib import Path

from reportgen.build.check import check_workspace
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.files import atomic_write
from reportgen.theme import load_theme


def export_style(path: Path, *, theme: str = "lagoon", workspace: Path | None = None, force: bool = False) -> None:
    """Write the document.

    Args:
        path: The file, whose name ends in ``.docx``.
        theme: A theme that ships.
        workspace: A workspace whose theme, overrides and word_style are taken instead.
        force: Whether a file that is there already, and is another, gives way: it may hold a designer's work.

    Raises:
        WorkspaceError: The file has another ending, is there already, or cannot be written.
        ThemeError: There is no such theme.
        FindingsError: The workspace cannot be loaded.
    """
    from reportgen.writers.docx.sample import write_sample

    if path.suffix.lower() != ".docx":
        raise WorkspaceError(f"{path} must end in .docx, so that Word knows it.")
    own = None
    if workspace is None:
        look = load_theme(theme)
    else:
        checked = check_workspace(workspace)
        if checked.report is None or not checked.ok:
            raise FindingsError(f"{workspace} has errors; nothing was written.", checked.findings)
        look = load_theme(checked.report.settings.theme, checked.report.settings.overrides)
        own = checked.word_style
    data = write_sample(look, own)
    try:
        if path.exists() and not force and path.read_bytes() != data:
            raise WorkspaceError(f"{path} is there already; `--force` replaces it.")
        atomic_write(path, data)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror or error}.") from None
