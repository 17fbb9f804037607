"""A workspace becomes an IATI file on disk: loaded, checked, projected, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen.checks import check
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.files import atomic_write
from reportgen.findings import Finding, has_errors, raise_warnings, sort_findings
from reportgen.iati.unsaid import Unsaid
from reportgen.iati.write import write
from reportgen.load import load
from reportgen.project import project


@dataclass(frozen=True, slots=True)
class Exported:
    """What was found, and what the workspace holds and the file does not."""

    findings: tuple[Finding, ...]
    unsaid: tuple[Unsaid, ...]


def export_iati(
    folder: Path, path: Path, *, audience: str = "public", strict: bool = False, force: bool = False
) -> Exported:
    """Write the IATI file of a workspace.

    Args:
        folder: The workspace.
        path: The file, whose name ends in ``.xml``.
        audience: Who may see what it holds; IATI files are published.
        strict: Whether warnings count as errors.
        force: Whether another file of that name gives way.

    Raises:
        WorkspaceError: The file has another ending, is there already, or cannot be written.
        FindingsError: The workspace has errors, or lacks what IATI needs.
        ReportgenError: No such audience.
    """
    if path.suffix.lower() != ".xml":
        raise WorkspaceError(f"{path} must end in .xml.")
    loaded = load(folder)
    findings = loaded.findings
    if loaded.report is not None:
        findings = (*findings, *check(loaded.report, partial(project, loaded.report, "public")))
    if loaded.report is None or has_errors(findings):
        raise FindingsError(f"{folder} has errors; nothing was written.", sort_findings(findings))
    written = write(project(loaded.report, audience))
    found = raise_warnings(written.findings) if strict else written.findings
    if written.data is None or has_errors(found):
        raise FindingsError(f"{folder} lacks what IATI needs; nothing was written.", found)
    _put(path, written.data, force=force)
    return Exported(found, written.unsaid)


def _put(path: Path, data: bytes, *, force: bool) -> None:
    try:
        if path.exists() and not force and path.read_bytes() != data:
            raise WorkspaceError(f"{path} is there already; `--force` replaces it.")
        atomic_write(path, data)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror or error}.") from None
