"""A projected report and a language become one edition: composed once, drawn once, written in every format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.build.cache import Cache
from reportgen.build.layout_rules import (
    LAYOUT_WARNING,
    MISSING_GLYPH,
    MISSING_LETTER,
    NO_PAGE_NUMBERS,
    overflow,
    place_of,
)
from reportgen.build.pictures import draw_charts, encode_images, missing_characters
from reportgen.compose import DraftNote, Manuscript, Pack, compose
from reportgen.document.chart import Chart
from reportgen.errors import MachineError
from reportgen.figures import FIGURES, table_of
from reportgen.findings import Finding, Place
from reportgen.language import Words
from reportgen.model import Report
from reportgen.theme import Theme

if TYPE_CHECKING:
    from reportgen.writers.docx import Draft, Own

FORMATS = ("html", "pdf", "docx")
Progress = Callable[[str], None]


def data_mark(report: Report) -> str:
    """Return the first digits of a hash of the data, by which two prints of a draft are told apart."""
    from reportgen.build.data import data_files

    return hashlib.sha256(b"".join(each.data for each in data_files(report))).hexdigest()[:8]


def _draw(name: str, report: Report, words: Words, **options: Any) -> Chart:
    return FIGURES[name].build(report, words, **options)


class Edition:
    """One language of one audience: a manuscript, its charts, and the files that are written from both."""

    def __init__(
        self,
        report: Report,
        words: Words,
        theme: Theme,
        cache: Cache,
        folder: Path,
        *,
        extra: Path | None = None,
        own: Own | None = None,
        pack: Pack | None = None,
        attach: bool = True,
        note: DraftNote | None = None,
    ) -> None:
        """Compose the edition.

        Args:
            report: A projection.
            words: The language.
            theme: The look.
            cache: Where drawings and page numbers are kept.
            folder: The workspace, in which the places of faults are looked for.
            extra: An operator's own folder of templates.
            own: Styles of the organisation's own Word document.
            pack: For a document of a donor's pack: the donor, its profile and the agreement.
            attach: Whether the data of the report are attached to the PDF.
            note: For a draft for review: what the page before it says.
        """
        self.report, self.words, self.theme, self.cache, self.folder = report, words, theme, cache, folder
        self.own, self.attach = own, attach
        self.findings: list[Finding] = []
        self.with_pages = True
        """Whether the Word file needs page numbers."""
        self.pages = 0
        """Pages of the PDF, once it is written."""
        self.draft: Draft | None = None
        """What the Word file is given besides, as a draft for review."""
        self.mark = data_mark(report) if note or report.settings.edition != "final" else ""
        self.manuscript: Manuscript = compose(
            report,
            words,
            draw=_draw,
            table_of=table_of,
            extra=extra,
            mark=self.mark,
            pack=pack,
            anchored=note is not None,
            note=note,
        )
        build = hashlib.sha256(self.manuscript.html.encode()).hexdigest()[:16]
        self.properties = {"reportgen-build": build, "reportgen-audience": report.audience.partition(":")[0]}
        """What the Word file says of itself to programs: by its hash a file found on a desk is told from another."""
        self._place = Place("report.yaml")

    def write(self, forms: Collection[str], progress: Progress) -> dict[str, bytes]:
        """Return the deliverables by format."""
        manuscript = self.manuscript
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
        if "pdf" in forms or ("docx" in forms and self.with_pages):
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
            self.properties,
            charts=native,
            vectors={name: vector[name] for name in drawn},
            own=self.own,
            draft=self.draft,
        )

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
                attached=data_files(self.report) if write and self.attach else (),
                write=write,
            )
        except MachineError as error:
            if write:
                raise
            self.findings.append(NO_PAGE_NUMBERS.at(self._place, str(error)))
            return None, b""
        self.pages = pages.count
        for message in pages.warnings:
            self.findings.append(LAYOUT_WARNING.at(self._place, message))
        for char in pages.missing:
            message = f"No font of the theme has the character {char!r} (U+{ord(char):04X})."
            self.findings.append(MISSING_LETTER.at(place_of(char, self.folder), message))
        for each, page in pages.overflows:
            self.findings.append(overflow(each.kind, each.words, page, each.excess, self.folder))
        self.cache.put("pages", key, json.dumps(pages.labels, sort_keys=True).encode())
        return pages.labels, pages.pdf
