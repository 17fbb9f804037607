"""The rules of Word's accessibility checker that can be computed, each a function that yields what breaks it.

Word's own list of rules is followed: errors, then warnings, then tips; what it asks of a person (does an alternative
text say the right thing, is the reading order right) cannot be computed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from .looks import Looks, contrast, runs, stories, val
from .read_back import W, names, part, text_of

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
DC = "{http://purl.org/dc/elements/1.1/}"
STRUCTURE = ("SectionEnd", "TableGap")
"""Paragraphs without words that the format itself needs: after a table at the end of a section, between two tables."""
Rule = Callable[[bytes], Iterator[str]]


def drawings_have_alternative_text(docx: bytes) -> Iterator[str]:
    """Pictures, charts and shapes say what they show, or that they are decoration."""
    for name, root in stories(docx).items():
        for properties in root.iter(f"{WP}docPr"):
            decorative = any(e.tag.endswith("}decorative") and e.get("val") == "1" for e in properties.iter())
            words = (properties.get("descr") or "").strip()
            if decorative == bool(words):
                yield f"{name}: {properties.get('name')} has {'both' if decorative else 'neither'} words and the mark of decoration"
            if re.search(r"\.(png|jpe?g|svg)$|^(image|picture|chart)\b.{0,4}$", words, re.IGNORECASE):
                yield f"{name}: {words!r} says nothing"
        for shape in root.iter(f"{V}shape"):
            if shape.get("alt") is None:
                yield f"{name}: a shape without alternative text"


def tables_have_header_rows(docx: bytes) -> Iterator[str]:
    """The first row of a table is its header, repeats on each page, and the table says so; its cells are not blank."""
    for table in part(docx).iter(f"{W}tbl"):
        caption = val(table, "tblPr/tblCaption")
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        if not heads[0] or heads != sorted(heads, reverse=True):
            yield f"{caption}: header rows {heads}"
        if val(table, "tblPr/tblLook", "firstRow") != "1":
            yield f"{caption}: no part of the table is its header"
        if all(heads):
            yield f"{caption}: nothing but headers"
        for cell in rows[0].iter(f"{W}tc"):
            if not "".join(t.text or "" for t in cell.iter(f"{W}t")).strip() and val(cell, "tcPr/vMerge") is None:
                yield f"{caption}: a blank header"


def tables_are_simple(docx: bytes) -> Iterator[str]:
    """No table stands in another or lays out a page; cells are merged as headers, or where words name their columns."""
    for table in part(docx).iter(f"{W}tbl"):
        caption = val(table, "tblPr/tblCaption")
        if not caption or not val(table, "tblPr/tblDescription"):
            yield "a table without title or description"
        if next(table.iterdescendants(f"{W}tbl"), None) is not None:
            yield f"{caption}: a table in a table"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            spans = [int(val(cell, "tcPr/gridSpan") or 1) for cell in cells]
            if sum(spans) != columns:
                yield f"{caption}: a row of {sum(spans)} columns among {columns}"
            head = row.find(f"{W}trPr/{W}tblHeader") is not None
            group = val(cells[0], "p/pPr/pStyle") == "TableGroup"
            wide = [cell for cell, span in zip(cells, spans, strict=True) if span > 1]
            named = all(val(cell, "p/r/rPr/rStyle") == "Quiet" for cell in wide)
            if wide and not (head or group or named or spans[0] == columns):
                yield f"{caption}: merged cells in a row of data: {spans}"
            if not any("".join(t.text or "" for t in cell.iter(f"{W}t")).strip() for cell in cells):
                yield f"{caption}: a blank row"


def text_can_be_read(docx: bytes) -> Iterator[str]:
    """Text has a contrast of 4.5 to 1 on its ground, 3 to 1 where it is large."""
    looks = Looks(docx)
    field = looks.slots["accent1"]
    for name, root in stories(docx).items():
        for style, run in sorted({(style, run or "") for style, run, _ in runs(root)}):
            look = looks.look(style, run or None)
            large = look.size >= 18 or (look.bold and look.size >= 14)
            for ground in {look.ground, field} if look.ground != "FFFFFF" else {look.ground}:
                if contrast(look.colour, ground) < (3 if large else 4.5):
                    yield f"{name}: {style} {run}: {look.colour} on {ground}"


def headings_are_in_order(docx: bytes) -> Iterator[str]:
    """There are headings; the first is of level 1, none skips a level, none is blank or longer than a page's title."""
    looks = Looks(docx)
    levels = [0]
    for style, words in paragraphs(docx):
        level = looks.outline(style)
        if level:
            if level > levels[-1] + 1:
                yield f"{words!r} is of level {level} after {levels[-1]}"
            if not words.strip() or len(words) > 150:
                yield f"a heading of {len(words)} letters"
            levels.append(level)
    if len(levels) == 1:
        yield "no headings"


def paragraphs(docx: bytes) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs outside tables: style and words."""
    notes = {note.get(f"{W}id"): note for note in part(docx, "word/footnotes.xml")}
    for paragraph in part(docx)[0].iter(f"{W}p"):
        if paragraph.getparent().tag != f"{W}tc":
            yield val(paragraph, "pPr/pStyle") or "", text_of(paragraph, notes)


def nothing_is_blank_for_its_space(docx: bytes) -> Iterator[str]:
    """No blank paragraphs, repeated spaces, tabs or line breaks make a layout."""
    body = part(docx)[0]
    for paragraph in body.iter(f"{W}p"):
        style, words = val(paragraph, "pPr/pStyle"), "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        if (
            paragraph.getparent().tag != f"{W}tc"
            and not words.strip()
            and next(paragraph.iter(f"{W}drawing"), None) is None
        ):
            following = paragraph.getnext()
            if style not in STRUCTURE or val(following, "pPr/pStyle") in STRUCTURE:
                yield f"a blank paragraph of the style {style}"
        if re.search(r"[ \u00a0]{2}", words) or words != words.lstrip(" "):
            yield f"spaces in {words[:40]!r}"
        if len(list(paragraph.iter(f"{W}tab"))) - len(list(paragraph.iter(f"{W}tabs"))) > 1:
            yield f"tabs in {words[:40]!r}"
        breaks = [e.tag for run in paragraph.iter(f"{W}r") for e in run]
        if f"{W}br" in breaks and (breaks[-1] == f"{W}br" or f"{W}br {W}br" in " ".join(breaks)):
            yield f"line breaks in {words[:40]!r}"


def objects_stand_in_the_text(docx: bytes) -> Iterator[str]:
    """Nothing floats but what is decoration: the field of the cover, behind its words."""
    for name, root in stories(docx).items():
        for anchor in root.iter(f"{WP}anchor"):
            if not any(e.tag.endswith("}decorative") for e in anchor.iter()) or anchor.get("behindDoc") != "1":
                yield f"{name}: a floating object"
        if next(root.iter(f"{W}framePr", f"{W}txbxContent"), None) is not None:
            yield f"{name}: a frame or text box"


def links_say_where_they_lead(docx: bytes) -> Iterator[str]:
    """The words of a link are not "here"; the same words lead to the same place within a part."""
    for name, root in stories(docx).items():
        relations = f"word/_rels/{name.removeprefix('word/')}.rels"
        targets = {e.get("Id"): e.get("Target") for e in part(docx, relations)} if relations in names(docx) else {}
        web: dict[str, str] = {}
        for link in root.iter(f"{W}hyperlink"):
            words = "".join(t.text or "" for t in link.iter(f"{W}t")).strip()
            if re.fullmatch(r"|(click |see )?(here|link|more|read more|this)\.?", words, re.IGNORECASE):
                yield f"{name}: a link called {words!r}"
            target = targets.get(link.get(f"{R}id"), "")
            if target and web.setdefault(words, target) != target:
                yield f"{name}: {words!r} leads to {target} and to {web[words]}"


def watermarks_repeat_what_words_say(docx: bytes) -> Iterator[str]:
    """A stamp across the page also stands in words in the header."""
    for name, root in stories(docx).items():
        words = "".join(t.text or "" for t in root.iter(f"{W}t"))
        for path in root.iter(f"{V}textpath"):
            text = path.get("string")
            if text and text not in words and name != first_header(docx):
                yield f"{name}: only a watermark says {text!r}"


def first_header(docx: bytes) -> str:
    """Return the header of the cover, whose stamp stands on the cover itself."""
    section = next(part(docx).iter(f"{W}sectPr"))
    key = section.find(f"{W}headerReference").get(f"{R}id")
    [target] = [e.get("Target") for e in part(docx, "word/_rels/document.xml.rels") if e.get("Id") == key]
    return "word/" + target.removeprefix("/word/")


def document_has_title_and_language(docx: bytes) -> Iterator[str]:
    core = part(docx, "docProps/core.xml")
    for key in ("title", "language"):
        if not (core.findtext(f"{DC}{key}") or "").strip():
            yield f"no {key}"
    lang = part(docx, "word/styles.xml").find(f".//{W}rPrDefault/{W}rPr/{W}lang")
    if lang is None or not all(
        re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", lang.get(f"{W}{key}") or "") for key in ("val", "eastAsia", "bidi")
    ):
        yield "no language of the text"
    for style in part(docx, "word/styles.xml").iter(f"{W}style"):
        if next(style.iter(f"{W}lang"), None) is not None:
            yield "a style with a language of its own"


def anyone_may_read_it(docx: bytes) -> Iterator[str]:
    """Nothing keeps a screen reader out, and the file opens in Word's own mode."""
    settings = part(docx, "word/settings.xml")
    if settings.find(f"{W}documentProtection") is not None:
        yield "protected"
    modes = {e.get(f"{W}name"): e.get(f"{W}val") for e in settings.iter(f"{W}compatSetting")}
    if modes.get("compatibilityMode") != "15":
        yield f"mode {modes.get('compatibilityMode')}"


def nothing_is_left_of_templates_or_cameras(docx: bytes) -> Iterator[str]:
    """No revision ids, thumbnails, foreign parts or links to templates; pictures without EXIF or comments."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if re.search(r"thumbnail|customXml|vbaProject|glossary|webSettings|printerSettings|activeX", name):
                yield f"the part {name}"
            if name.endswith((".xml", ".rels")) and re.search(
                rb"rsid|attachedTemplate|python-docx|Microsoft Office Word", data
            ):
                yield f"{name}: left-overs"
            if name.endswith((".png", ".jpeg")):
                with Image.open(io.BytesIO(data)) as picture:
                    if picture.getexif() or {"exif", "comment", "XML:com.adobe.xmp", "photoshop"} & picture.info.keys():
                        yield f"{name}: metadata"


RULES: tuple[Rule, ...] = (
    drawings_have_alternative_text,
    tables_have_header_rows,
    tables_are_simple,
    text_can_be_read,
    headings_are_in_order,
    nothing_is_blank_for_its_space,
    objects_stand_in_the_text,
    links_say_where_they_lead,
    watermarks_repeat_what_words_say,
    document_has_title_and_language,
    anyone_may_read_it,
    nothing_is_left_of_templates_or_cameras,
)


def problems(docx: bytes) -> list[str]:
    """Return everything that breaks a rule."""
    return [f"{rule.__name__}: {words}" for rule in RULES for words in dict.fromkeys(rule(docx))]


__all__: list[Any] = ["RULES", "problems"]
