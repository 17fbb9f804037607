"""The manuscript becomes one HTML file that needs nothing else: style and pictures inside, footnotes at the end."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import lxml.html as _lxml_html

from reportgen.document.nodes import Document
from reportgen.theme import Theme
from reportgen.writers.look import style_sheet

_HTML: Any = _lxml_html
"""The library has no types of its own."""
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
    root: Any = _HTML.document_fromstring(html)
    head, body = root.find("head"), root.find("body")
    head.append(_element("meta", name="viewport", content="width=device-width, initial-scale=1"))
    head.append(_element("style", style_sheet("screen", theme, document, inline_marks=True)))
    for image in body.iter("img"):
        image.set("src", _data_uri(pictures[image.get("src")]))
    _number_notes(body, words)
    for table in list(body.iter("table")):
        _let_scroll(table)
    for nav in body.iter("nav"):
        nav.set("aria-label", words["contents"])
        nav.attrib.pop("data-kind", None)
    _wrap(body, document, words)
    text = _HTML.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return (text + "\n").encode()


def _element(tag: str, text: str = "", **attributes: str) -> Any:
    """Return a new element; the library's own types do not say what its makers return."""
    made: Any = _HTML.Element(tag, attributes)
    made.text = text or None
    return made


def _data_uri(data: bytes) -> str:
    kind = next((name for mark, name in _TYPES.items() if data.startswith(mark)), "image/svg+xml")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _number_notes(body: Any, words: Mapping[str, str]) -> None:
    """Move footnotes to a list at the end; mark and note link to each other."""
    notes = body.find_class("footnote")
    if not notes:
        return
    listed = _element("ol")
    for number, note in enumerate(notes, 1):
        mark = _element("a", str(number), href=f"#note-{number}", id=f"noteref-{number}", role="doc-noteref")
        mark.set("class", "noteref")
        mark.tail = note.tail
        note.getparent().replace(note, mark)
        note.tail = None
        note.tag = "li"
        note.attrib.clear()
        note.set("id", f"note-{number}")
        back = _element("a", "↩", href=f"#noteref-{number}", role="doc-backlink")
        back.set("aria-label", f"{words['back']} {number}")
        if len(note):
            note[-1].tail = (note[-1].tail or "") + " "
        else:
            note.text = (note.text or "") + " "
        note.append(back)
        listed.append(note)
    section = _element("section", role="doc-endnotes")
    section.append(_element("h2", words["notes"], id="notes"))
    section.append(listed)
    section.set("class", "footnotes")
    body.append(section)


def _let_scroll(table: Any) -> None:
    """Let a wide table scroll by itself on a phone; the region can be reached by keyboard (WCAG 2.1.1)."""
    box = _element("div")
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
    main = _element("main", id="main")
    for child in list(body):
        main.append(child)
    main.text, body.text = body.text, None
    skip = _element("a", words["skip"], href="#main")
    skip.set("class", "skip")
    body.append(skip)
    if document.stamp:
        bar = _element("p", document.stamp)
        bar.set("class", "stamp-bar")
        body.append(bar)
    body.append(main)
