"""A request becomes deliverables: everything is made in memory first, then written, each file whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.build.cache import Cache
from reportgen.build.check import check_workspace
from reportgen.build.edition import FORMATS, Edition, Progress
from reportgen.build.fresh import Request, code_key, remember, request_key, unchanged
from reportgen.build.locking import locked
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.files import atomic_write
from reportgen.findings import Finding, has_errors, sort_findings
from reportgen.language import Words, languages
from reportgen.project import AUDIENCES, project
from reportgen.theme import load_theme


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the files (in order of language and format), the findings, and whether nothing had to be done."""

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    unchanged: bool = False


def build_workspace(request: Request, *, wait: bool = False, progress: Progress = lambda step: None) -> Built:
    """Build what was asked for.

    Raises:
        FindingsError: Findings of severity error; nothing was written.
        WorkspaceError: Unknown format, language or audience.
        LockedError: Another build of the workspace is under way.
        MachineError: Pages cannot be laid out on this machine.
        InternalError: A PDF fails a rule of PDF/UA-1 or PDF/A-3a; nothing was written.
    """
    _known("format", request.formats, FORMATS)
    _known("audience", (request.audience,), AUDIENCES)
    if request.extra and not request.extra.is_dir():
        raise WorkspaceError(f"there is no folder of templates {request.extra}.")
    _known("language", request.languages, languages(request.extra))
    with locked(request.folder, wait):
        key = request_key(request)
        held = unchanged(request, key)
        if held:
            return Built(*held, unchanged=True)
        files, findings = _make(request, progress)
        for path, data in files.items():
            _write(path, data)
        remember(request, key, files, findings)
        return Built(tuple(files), findings)


def _write(path: Path, data: bytes) -> None:
    try:
        atomic_write(path, data)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror or error}.") from None


def _known(what: str, names: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise WorkspaceError(f"there is no {what} {name!r}; there are {', '.join(known)}.")


def _make(request: Request, progress: Progress) -> tuple[dict[Path, bytes], tuple[Finding, ...]]:
    progress("Reading and checking the workspace")
    checked = check_workspace(request.folder, strict=request.strict, extra=request.extra)
    if checked.report is None or not checked.ok:
        count = sum(f.severity == "error" for f in checked.findings)
        raise FindingsError(f"{count} error(s) in {request.folder}; nothing was written.", checked.findings)
    projected = project(checked.report, request.audience)
    settings = projected.settings
    theme = load_theme(settings.theme, settings.overrides)
    cache = Cache(request.folder, code_key())
    files: dict[Path, bytes] = {}
    findings = list(checked.findings)
    for language in request.languages or settings.languages:
        progress(f"Composing the edition in {language}")
        edition = Edition(
            projected,
            Words(language, request.extra),
            theme,
            cache,
            request.folder,
            extra=request.extra,
            own=checked.word_style,
        )
        home = request.out / projected.name / request.audience
        for form, data in edition.write(request.formats, progress).items():
            files[home / f"{projected.name}.{language}.{form}"] = data
        findings += edition.findings
    ordered = sort_findings(findings)
    if request.strict and any(f.severity == "warning" for f in ordered):
        ordered = tuple(replace(f, severity="error") if f.severity == "warning" else f for f in ordered)
    if has_errors(ordered):
        raise FindingsError(f"the layout has errors; nothing was written to {request.out}.", ordered)
    if "pdf" in request.formats:
        from reportgen.writers.pdf.validate import validate

        progress("Validating the PDF")
        for path, data in files.items():
            if path.suffix == ".pdf":
                validate(data, path)
    return files, ordered
