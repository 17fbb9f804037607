"""reportgen: a folder of validated outcome data and narratives becomes PDF, Word and HTML reports.

The same as the command, for programs::

    from reportgen import build_report, check_report, load_report

    report, findings = load_report("inputs/demo")
    findings = check_report("inputs/demo", strict=True)
    paths, findings = build_report("inputs/demo", out="out", formats=("pdf",))
    [pack] = build_packs("inputs/demo", donor="norlund", out="out")
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.build.packs import Packed
    from reportgen.findings import Finding
    from reportgen.model import Report

__all__ = ["build_packs", "build_report", "check_report", "load_report"]


def load_report(folder: str | Path) -> tuple[Report | None, tuple[Finding, ...]]:
    """Read a workspace.

    Args:
        folder: A folder with ``report.yaml``.

    Returns:
        The report, or None where it cannot be read at all, and what reading found. Not yet checked, not yet projected:
        it holds what the public may not see.
    """
    from reportgen.load import load

    loaded = load(Path(folder))
    return loaded.report, loaded.findings


def check_report(folder: str | Path, *, strict: bool = False) -> tuple[Finding, ...]:
    """Read and check a workspace; with `strict`, warnings are errors. Bad content never raises."""
    from reportgen.build.check import check_workspace

    return check_workspace(Path(folder), strict=strict).findings


def build_report(
    folder: str | Path,
    *,
    out: str | Path = "out",
    formats: Sequence[str] = ("html", "pdf", "docx"),
    languages: Sequence[str] = (),
    audience: str = "public",
    strict: bool = False,
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Build a workspace's deliverables, in this process.

    Args:
        folder: A folder with ``report.yaml``.
        out: Where ``<workspace>/<audience>/<workspace>.<language>.<format>`` is written.
        formats: Of ``html``, ``pdf``, ``docx``.
        languages: Language codes; none = all that the workspace names.
        audience: ``public``, ``internal`` or ``review``.
        strict: Whether warnings stop the build.

    Returns:
        The files, and the findings that did not stop the build.

    Raises:
        FindingsError: Errors in the inputs (its `findings`); nothing was written, what stood there stands.
        WorkspaceError: An unknown format, language or audience.
        LockedError: Another build of the workspace is under way.
        MachineError: Pango is missing, and pages were asked for.
    """
    from reportgen.build.fresh import Request
    from reportgen.build.run import build_workspace

    request = Request(Path(folder), Path(out), tuple(formats), tuple(languages), audience, strict)
    built = build_workspace(request)
    return built.paths, built.findings


def build_packs(
    folder: str | Path, *, donor: str = "", agreement: str = "", out: str | Path = "out", strict: bool = False
) -> tuple[Packed, ...]:
    """Build the packs of all donors, or of one (and of it one agreement), in this process.

    Args:
        folder: A folder with ``report.yaml``; what donors are told is written on its ``disclosure-ledger.yaml``.
        donor: Id of a partner; all that fund unless given.
        agreement: Id of one of its agreements.
        out: Where ``<workspace>/packs/<donor>/`` is written, and the office's notes beside it.
        strict: Whether warnings stop a pack.

    Returns:
        What became of each pack: its files, or the findings that stood in its way.

    Raises:
        FindingsError: Errors in the inputs (its `findings`); nothing was written.
        WorkspaceError: An unknown donor or agreement, or a ledger that cannot be read.
        LockedError: Another build of the workspace is under way.
        MachineError: Pango is missing.
    """
    from reportgen.build import packs

    return packs.build_packs(packs.PackRequest(Path(folder), Path(out), donor, agreement, strict))
