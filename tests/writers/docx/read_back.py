"""A Word file becomes the list of its blocks, from the XML alone: nothing of the writer is used.

Body order; the words of a footnote in ``[[ ]]`` at the place of its mark, as in
`reportgen.document.outline`; tables cell by cell. Left out are headers and footers, field instructions,
page numbers (the results of PAGEREF), the shapes before a status, direction marks, and paragraphs without
words.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))


@dataclass(frozen=True)
class Block:
    """One paragraph, or one cell of a table; `style` is the id of its (first) paragraph's style."""

    kind: str
    style: str
    text: str


def part(docx: bytes, path: str = "word/document.xml") -> Any:
    """Return the root of a part."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(path))


def names(docx: bytes) -> list[str]:
    """Return the names of all parts."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.namelist()


def read_blocks(docx: bytes) -> list[Block]:
    """Return every block that has words."""
    notes = {note.get(f"{W}id"): note for note in part(docx, "word/footnotes.xml")}
    return [block for block in _blocks(part(docx)[0], notes) if block.text.strip()]


def read_text(docx: bytes, *, contents: bool = False) -> list[str]:
    """Return the words of every block; those of contents and lists of figures and tables only if asked
    for.
    """
    return [
        block.text
        for block in read_blocks(docx)
        if contents
        or not ((block.style.startswith("TOC") and block.style[3:].isdigit()) or block.style == "TableofFigures")
    ]


def alternative_texts(docx: bytes) -> list[str]:
    """Return what drawings say to people who do not see them; a drawing with nothing to see says nothing."""
    targets = {each.get("Id"): f"word/{each.get('Target')}" for each in part(docx, "word/_rels/document.xml.rels")}
    return [
        frame.find(f"{WP}docPr").get("descr")
        for frame in part(docx).iter(f"{WP}inline")
        if frame.find(f"{WP}docPr").get("descr") and _shows(docx, frame, targets)
    ]


def _shows(docx: bytes, frame: Any, targets: dict[str, str]) -> bool:
    """Say whether a picture has bytes, and a chart points."""
    held = names(docx)
    pictures = [targets.get(blip.get(f"{R}embed"), "") for blip in frame.iter("{*}blip")]
    charts = [targets.get(chart.get(f"{R}id"), "") for chart in frame.iter("{*}chart")]
    return all(path in held for path in (*pictures, *charts)) and any(
        (pictures, *(list(part(docx, path).iterfind(".//{*}val//{*}pt")) for path in charts))
    )


def _blocks(parent: Any, notes: dict[str, Any]) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{W}p":
            yield Block("paragraph", _style(child), text_of(child, notes))
        elif child.tag == f"{W}sdt":
            yield from _blocks(child.find(f"{W}sdtContent"), notes)
        elif child.tag == f"{W}tbl":
            for cell in child.iter(f"{W}tc"):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None or merge.get(f"{W}val") == "restart":
                    lines = [text_of(paragraph, notes) for paragraph in cell.iter(f"{W}p")]
                    yield Block("cell", _style(next(cell.iter(f"{W}p"))), "\n".join(lines))


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") if style is not None else ""


def text_of(paragraph: Any, notes: dict[str, Any]) -> str:
    """Return the words of one paragraph."""
    words: list[str] = []
    fields: list[list[str]] = []  # instruction and phase of each open field
    for run in paragraph.iter(f"{W}r"):
        for child in run:
            if child.tag == f"{W}fldChar":
                _turn(fields, child.get(f"{W}fldCharType"), words)
            elif child.tag == f"{W}instrText":
                fields[-1][0] += child.text
            elif not _hidden(run, fields):
                words.append(_characters(child, notes))
    return "".join(words).translate(_MARKS)


def _turn(fields: list[list[str]], kind: str, words: list[str]) -> None:
    if kind == "begin":
        fields.append(["", "instruction"])
    elif kind == "end":
        # The end of a contents field stands in another paragraph than its beginning.
        if fields:
            fields.pop()
    else:
        fields[-1][1] = "result"
        if fields[-1][0].split()[0] == "PAGEREF" and words and words[-1] == "\t":
            words.pop()


def _hidden(run: Any, fields: list[list[str]]) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    if style is not None and style.get(f"{W}val").startswith("StatusMark"):
        return True
    return any(phase == "instruction" or code.split()[0] == "PAGEREF" for code, phase in fields)


def _characters(child: Any, notes: dict[str, Any]) -> str:
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag == f"{W}footnoteReference":
        note = notes[child.get(f"{W}id")]
        return f"[[{''.join(text_of(paragraph, notes) for paragraph in note).strip()}]]"
    return _SIGNS.get(child.tag, "")
