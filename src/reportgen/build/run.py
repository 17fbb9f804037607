"""A request becomes deliverables: everything is made in memory first, then written, each file whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from reportgen.build.cache import Cache
from reportgen.build.check import check_workspace
from reportgen.build.fresh import STATE, Request, code_key, remember, request_key, unchanged
from reportgen.build.layout_rules import (
    LAYOUT_WARNING,
    MISSING_GLYPH,
    MISSING_LETTER,
    NO_PAGE_NUMBERS,
    overflow,
    place_of,
)
from reportgen.build.pictures import draw_charts, encode_images, missing_characters
from reportgen.compose import Manuscript, compose
from reportgen.document.chart import Chart
from reportgen.errors import FindingsError, LockedError, MachineError, WorkspaceError
from reportgen.figures import FIGURES, table_of
from reportgen.files import atomic_write
from reportgen.findings import Finding, Place, has_errors, sort_findings
from reportgen.language import Words, languages
from reportgen.model import Report
from reportgen.project import AUDIENCES, project
from reportgen.theme import Theme, load_theme

if TYPE_CHECKING:
    from reportgen.writers.docx import Own

FORMATS = ("html", "pdf", "docx")
Progress = Callable[[str], None]


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
    lock = _lock(request.folder, wait)
    try:
        key = request_key(request)
        held = unchanged(request, key)
        if held:
            return Built(*held, unchanged=True)
        files, findings = _make(request, progress)
        for path, data in files.items():
            _write(path, data)
        remember(request, key, files, findings)
        return Built(tuple(files), findings)
    finally:
        if lock:
            lock.release()


def _write(path: Path, data: bytes) -> None:
    try:
        atomic_write(path, data)
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be written: {error.strerror or error}.") from None


def _known(what: str, names: tuple[str, ...], known: tuple[str, ...]) -> None:
    for name in names:
        if name not in known:
            raise WorkspaceError(f"there is no {what} {name!r}; there are {', '.join(known)}.")


def _lock(folder: Path, wait: bool) -> FileLock | None:
    """Take the workspace's lock; a workspace that cannot be written to needs none, since nothing is kept in it."""
    home = folder / STATE
    if not folder.is_dir():
        return None
    try:
        home.mkdir(exist_ok=True)
        lock = FileLock(home / "lock", timeout=-1 if wait else 0)
        lock.acquire()
    except Timeout:
        raise LockedError(f"another build of {folder} is under way; `--wait` waits for it.") from None
    except OSError:
        return None
    return lock


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
        edition = _Edition(projected, language, theme, cache, request, checked.word_style)
        home = request.out / projected.name / request.audience
        for form, data in edition.write(progress).items():
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


def _data_mark(report: Report) -> str:
    """Return the first digits of a hash of the data, by which two prints of a draft are told apart."""
    if report.settings.edition == "final":
        return ""
    import hashlib

    from reportgen.build.data import data_files

    return hashlib.sha256(b"".join(each.data for each in data_files(report))).hexdigest()[:8]


def _draw(name: str, report: Report, words: Words, **options: Any) -> Chart:
    return FIGURES[name].build(report, words, **options)


class _Edition:
    """One language of one audience."""

    def __init__(
        self, report: Report, language: str, theme: Theme, cache: Cache, request: Request, own: Own | None = None
    ) -> None:
        self.report, self.theme, self.cache, self.request = report, theme, cache, request
        self.own = own
        self.words = Words(language, request.extra)
        self.findings: list[Finding] = []
        self.manuscript: Manuscript = compose(
            report,
            self.words,
            draw=_draw,
            table_of=table_of,
            extra=request.extra,
            mark=_data_mark(report),
        )
        self._place = Place("report.yaml")

    def write(self, progress: Progress) -> dict[str, bytes]:
        """Return the deliverables by format."""
        manuscript, forms = self.manuscript, self.request.formats
        for name, char in missing_characters(manuscript.charts, self.theme, self.cache):
            title = manuscript.charts[name].title
            message = f"No font of the theme has the character {char!r} (U+{ord(char):04X}) of the figure “{title}”."
            self.findings.append(MISSING_GLYPH.at(self._place, message))
        progress("Drawing figures")
        images = encode_images(manuscript.images, self.report.images)
        vector = draw_charts(manuscript.charts, self.theme, "svg", self.cache) | images
        made: dict[str, bytes] = {}
        if "html" in forms:
            from reportgen.writers.html import write_html

            names = ("notes", "skip", "back", "contents")
            strings = {name: self.words.t(f"html.{name}") for name in names}
            made["html"] = write_html(manuscript.html, manuscript.document, self.theme, vector, strings)
        labels: Mapping[str, str] | None = None
        if "pdf" in forms or "docx" in forms:
            progress("Laying out pages")
            labels, made["pdf"] = self._lay_out(vector, write="pdf" in forms)
        if "docx" in forms:
            progress("Writing Word")
            made["docx"] = self._write_word(vector, images, labels)
        return {form: made[form] for form in FORMATS if form in forms}

    def _write_word(
        self, vector: Mapping[str, bytes], images: Mapping[str, bytes], labels: Mapping[str, str] | None
    ) -> bytes:
        """Return the Word file; only charts that Word has none for, or a report that wants pictures, need drawing."""
        from reportgen.writers.docx import native_charts, write_docx

        charts = self.manuscript.charts
        native = native_charts(charts) if self.report.settings.charts == "native" else {}
        drawn = {name: chart for name, chart in charts.items() if name not in native}
        return write_docx(
            self.manuscript.document,
            self.theme,
            {**draw_charts(drawn, self.theme, "png", self.cache), **images},
            labels,
            {"reportgen-build": self._build_id(), "reportgen-audience": self.report.audience},
            charts=native,
            vectors={name: vector[name] for name in drawn},
            own=self.own,
        )

    def _build_id(self) -> str:
        """Return a hash of what this edition says, so that a file found on a desk can be told from another."""
        import hashlib

        return hashlib.sha256(self.manuscript.html.encode()).hexdigest()[:16]

    def _lay_out(self, pictures: Mapping[str, bytes], *, write: bool) -> tuple[Mapping[str, str] | None, bytes]:
        """Return page numbers, and the PDF where it is wanted; page numbers alone come from the cache where they can."""
        from reportgen.writers.look import marks, style_sheet

        style = style_sheet("print", self.theme, self.manuscript.document, inline_marks=False)
        key = self.manuscript.html + style
        held = None if write else self.cache.get("pages", key)
        if held is not None:
            return json.loads(held), b""
        from reportgen.build.data import data_files
        from reportgen.writers.pdf import lay_out

        try:
            pages = lay_out(
                self.manuscript.html,
                style,
                {**pictures, **marks(self.theme, self.manuscript.document)},
                day=self.report.settings.date,
                attached=data_files(self.report) if write else (),
                write=write,
            )
        except MachineError as error:
            if write:
                raise
            self.findings.append(NO_PAGE_NUMBERS.at(self._place, str(error)))
            return None, b""
        for message in pages.warnings:
            self.findings.append(LAYOUT_WARNING.at(self._place, message))
        for char in pages.missing:
            message = f"No font of the theme has the character {char!r} (U+{ord(char):04X})."
            self.findings.append(MISSING_LETTER.at(place_of(char, self.request.folder), message))
        for each, page in pages.overflows:
            self.findings.append(overflow(each.kind, each.words, page, each.excess, self.request.folder))
        self.cache.put("pages", key, json.dumps(pages.labels, sort_keys=True).encode())
        return pages.labels, pages.pdf
