"""The manuscript becomes one HTML file that needs nothing else: style and pictures inside, footnotes at the end."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import lxml.html
from lxml.html import builder as e

from reportgen.document.nodes import Document
from reportgen.theme import Theme
from reportgen.writers.look import style_sheet

_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def write_html(
    html: str, document: Document, theme: Theme, pictures: Mapping[str, bytes], words: Mapping[str, str]
) -> bytes:
    """Return the HTML edition.

    Args:
        html: The manuscript.
        document: Its tree, for running title and stamp.
        theme: The look.
        pictures: ``rg:`` name -> SVG, PNG or JPEG.
        words: Interface strings: ``notes``, ``skip``, ``back``, ``contents``.
    """
    root: Any = lxml.html.document_fromstring(html)
    head, body = root.find("head"), root.find("body")
    head.append(e.META(name="viewport", content="width=device-width, initial-scale=1"))
    style = e.STYLE()
    style.text = style_sheet("screen", theme, document, inline_marks=True)
    head.append(style)
    for image in body.iter("img"):
        image.set("src", _data_uri(pictures[image.get("src")]))
    _number_notes(body, words)
    for table in list(body.iter("table")):
        _let_scroll(table)
    for nav in body.iter("nav"):
        nav.set("aria-label", words["contents"])
        nav.attrib.pop("data-kind", None)
    _wrap(body, document, words)
    text = lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return (text + "\n").encode()


def _data_uri(data: bytes) -> str:
    kind = next((name for mark, name in _TYPES.items() if data.startswith(mark)), "image/svg+xml")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _number_notes(body: Any, words: Mapping[str, str]) -> None:
    """Move footnotes to a list at the end; mark and note link to each other."""
    notes = body.find_class("footnote")
    if not notes:
        return
    listed = e.OL()
    for number, note in enumerate(notes, 1):
        mark = e.A(str(number), href=f"#note-{number}", id=f"noteref-{number}", role="doc-noteref")
        mark.set("class", "noteref")
        mark.tail = note.tail
        note.getparent().replace(note, mark)
        note.tail = None
        note.tag = "li"
        note.attrib.clear()
        note.set("id", f"note-{number}")
        back = e.A("↩", href=f"#noteref-{number}", role="doc-backlink")
        back.set("aria-label", f"{words['back']} {number}")
        if len(note):
            note[-1].tail = (note[-1].tail or "") + " "
        else:
            note.text = (note.text or "") + " "
        note.append(back)
        listed.append(note)
    section = e.SECTION(e.H2(words["notes"], id="notes"), listed, role="doc-endnotes")
    section.set("class", "footnotes")
    body.append(section)


def _let_scroll(table: Any) -> None:
    """Let a wide table scroll by itself on a phone; the region can be reached by keyboard (WCAG 2.1.1)."""
    box = e.DIV()
    box.set("class", "scroll")
    box.set("tabindex", "0")
    box.set("role", "region")
    caption = table.find("caption")
    name = " ".join("".join(caption.itertext()).split()) if caption is not None else ""
    box.set("aria-label", name or "table")
    box.tail, table.tail = table.tail, None
    table.getparent().replace(table, box)
    box.append(table)


def _wrap(body: Any, document: Document, words: Mapping[str, str]) -> None:
    main = e.MAIN(id="main")
    for child in list(body):
        main.append(child)
    main.text, body.text = body.text, None
    skip = e.A(words["skip"], href="#main")
    skip.set("class", "skip")
    body.append(skip)
    if document.stamp:
        bar = e.P(document.stamp)
        bar.set("class", "stamp-bar")
        body.append(bar)
    body.append(main)
