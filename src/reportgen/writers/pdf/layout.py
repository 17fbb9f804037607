"""The manuscript and its style sheet become pages: a PDF/UA-1 file, and the printed page number of every id."""

from __future__ import annotations

import gc
import hashlib
import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from reportgen.errors import MachineError, TemplateError
from reportgen.writers.look import css_string
from reportgen.writers.pdf.overflow import Overflow, overflows


@dataclass(frozen=True, slots=True)
class Pages:
    """What the layout gives.

    Attributes:
        pdf: The file; empty where only page numbers were asked for.
        labels: Printed page number ("iv", "12") of every id of the document.
        count: Number of pages.
        warnings: What the layout complained of; each is a finding.
        missing: Characters that no font has.
        overflows: What does not fit, each with the printed number of its page.
    """

    pdf: bytes
    labels: Mapping[str, str]
    count: int
    warnings: tuple[str, ...]
    missing: tuple[str, ...] = ()
    overflows: tuple[tuple[Overflow, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Attached:
    """A data file inside the PDF: its name, what it is, its bytes."""

    name: str
    about: str
    data: bytes


class _Listener(logging.Handler):
    """Keeps what the layout logs from WARNING up: a missing picture, for instance, is only logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            self.missing.append(str(record.args[0]))
        else:
            self.messages.append(record.getMessage())


def _write(document: Any, identifier: bytes, attached: Sequence[Attached], day: datetime, *, soft: bool) -> bytes:
    """Write the PDF, with its data attached (ISO 19005-3, 6.8: each file says how it relates to the document)."""
    from weasyprint import Attachment

    from reportgen.writers.pdf.mend import finish, plain_ends, recorded

    files = [
        Attachment(
            file_obj=io.BytesIO(each.data),
            name=each.name,
            description=each.about,
            created=day,
            modified=day,
            relationship="Data",
        )
        for each in attached
    ]
    with recorded() as found, plain_ends():

        def finisher(_document: Any, pdf: Any) -> None:
            finish(pdf, found, page_ranges([list(page.anchors) for page in document.pages]), soft=soft)

        return document.write_pdf(
            pdf_variant="pdf/a-3a",
            pdf_identifier=identifier,
            attachments=files,
            finisher=finisher,
        )


def _weasyprint() -> Any:
    """Load the library, which has no types of its own, and with it Pango."""
    try:
        import weasyprint
    except OSError as error:
        raise MachineError(
            f"Pages cannot be laid out: Pango is missing ({error}). "
            "`reportgen doctor` names the command that installs it."
        ) from None
    return weasyprint


def lay_out(
    html: str,
    style: str,
    pictures: Mapping[str, bytes],
    *,
    day: date,
    attached: Sequence[Attached] = (),
    write: bool = True,
) -> Pages:
    """Lay the manuscript out on pages.

    Args:
        html: The manuscript.
        style: The style sheet of the page.
        pictures: ``rg:`` name -> bytes; nothing else can be reached.
        day: Date of issue, which all dates in the file are.
        attached: Data files to carry along.
        write: Whether the PDF is wanted, or only the page numbers (half the time).

    Raises:
        MachineError: Pango is missing on this machine.
        TemplateError: A style asks for a colour profile, or anything else without which layout cannot go on.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import URLFetchingError

    from reportgen.writers.pdf.fetcher import MapFetcher

    listener, logger = _Listener(), logging.getLogger("weasyprint")
    logger.addHandler(listener)
    propagate, logger.propagate = logger.propagate, False
    threshold = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        fetcher = MapFetcher(pictures)
        source = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher)
        document = _render(source, style, fetcher)
        identifier = hashlib.sha256(html.encode() + style.encode()).digest()[:16]
        # An author's own U+2010 could not be told from the layout's; then all hyphens stay hard.
        soft = "\u2010" not in html
        pdf = _write(document, identifier, attached, datetime.combine(day, time()), soft=soft) if write else b""
    except URLFetchingError as error:  # most are only logged; a blocked @color-profile is raised
        raise TemplateError(f"pages cannot be laid out: {error}") from None
    finally:
        gc.set_threshold(*threshold)
        logger.removeHandler(listener)
        logger.propagate = propagate
    anchors = [list(page.anchors) for page in document.pages]
    messages, missing = (tuple(dict.fromkeys(each)) for each in (listener.messages, listener.missing))
    numbers = page_numbers(anchors)
    wide = tuple((each, numbers[each.page]) for each in overflows(document.pages))
    return Pages(pdf or b"", page_labels(anchors), len(document.pages), messages, missing, wide)


LOOSE = """
* { break-before: auto !important; break-inside: auto !important; break-after: auto !important; }
section.chapter, section.annex { break-before: page !important; } thead { display: table-row-group !important; }
"""
"""What a page gives up where the layout finds no way to keep together what should be."""


EVEN = """
[id=ID] { table-layout: fixed; } [id=ID] th, [id=ID] td { white-space: normal !important; }
[id=ID] thead th:first-child { width: 28%; }
"""
"""How a table is set whose columns ask for more room than there is."""


def _render(source: Any, style: str, fetcher: Any) -> Any:
    """Lay the pages out; tables with an id get columns of one width if they do not fit otherwise, whose words break.

    The layout ends in an assertion where rows that must not break are higher than a page (WeasyPrint 70,
    `make_page`); no input may end a build so.
    """
    document = _attempt(source, style, fetcher)
    wide = sorted({each.id for each in overflows(document.pages) if each.kind == "table" and each.id})
    if not wide:
        return document
    even = "".join(EVEN.replace("ID", css_string(id)) for id in wide)
    return _attempt(source, style + even, fetcher)


def _attempt(source: Any, style: str, fetcher: Any) -> Any:
    css = _weasyprint().CSS
    try:
        sheet = css(string=style, base_url=None, url_fetcher=fetcher)
        return source.render(stylesheets=[sheet], pdf_variant="pdf/a-3a")
    except AssertionError:
        sheet = css(string=style + LOOSE, base_url=None, url_fetcher=fetcher)
        return source.render(stylesheets=[sheet], pdf_variant="pdf/a-3a")


FRONT, BODY = "start-front", "start-body"
"""Ids of the first section with roman and the first with arabic page numbers."""


def page_ranges(anchors: list[list[str]]) -> list[tuple[int, str]]:
    """Return where each way of numbering pages begins: index of the page, and ``roman``, ``arabic`` or nothing.

    Args:
        anchors: For each page the ids on it; `FRONT` and `BODY` mark where roman and arabic numbers begin.
    """
    marks = ((FRONT, "roman"), (BODY, "arabic"))
    # A section that runs over several pages has its id on each of them.
    pages = {name: next((i for i, ids in enumerate(anchors) if name in ids), None) for name, _ in marks}
    found = [(page, style) for name, style in marks if (page := pages[name]) is not None]
    return found if found and found[0][0] == 0 else [(0, "" if found else "arabic"), *found]


def page_labels(anchors: list[list[str]]) -> dict[str, str]:
    """Return the printed number of the page on which each id first stands.

    Args:
        anchors: For each page the ids on it; see `page_ranges`.
    """
    labels: dict[str, str] = {}
    for ids, label in zip(anchors, page_numbers(anchors), strict=True):
        labels = {id: label for id in ids} | labels
    return labels


def page_numbers(anchors: list[list[str]]) -> list[str]:
    """Return the printed number of each page; see `page_ranges`."""
    ranges, numbers = page_ranges(anchors), list[str]()
    for index in range(len(anchors)):
        first, style = next(each for each in reversed(ranges) if each[0] <= index)
        number = index - first + 1
        numbers.append({"arabic": str(number), "roman": roman(number), "": ""}[style])
    return numbers


def roman(number: int) -> str:
    """Return a number in lower-case roman numerals."""
    pairs = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    out = ""
    for value, letters in pairs:
        count, number = divmod(number, value)
        out += letters * count
    return out
