"""Pandoc and mammoth read what we wrote, and what our own reader reads."""

from __future__ import annotations

import io
import json
import re
import subprocess
from typing import Any

import mammoth
from lxml import html

from .read_back import W, part, read_text
from .trees import LABELS, annex, arabic, chapter, chinese, document

_MARKS = re.compile("[●◐○]\u00a0|–\u00a0|\u200e")


def words(text: str) -> list[str]:
    return _MARKS.sub("", text).split()


def own(docx: bytes) -> tuple[list[str], list[str]]:
    """Return the words of the text and those of the footnotes."""
    text = "\n".join(read_text(docx))
    return words(re.sub(r"\[\[.*?\]\]", "", text)), words(" ".join(re.findall(r"\[\[(.*?)\]\]", text)))


def pandoc_words(node: Any, notes: list[str]) -> str:
    if isinstance(node, list):
        return "".join(pandoc_words(each, notes) for each in node)
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str":
            return node["c"]
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Note":
            notes.append(pandoc_words(node["c"], []))
            return ""
        case "Image":
            return ""
        case _:
            return pandoc_words(node.get("c"), notes) + ("\n" if node.get("t") in ("Para", "Plain", "Header") else "")


def test_pandoc_reads_the_same_text(write, pandoc, tmp_path):
    docx = write(document(chapter(), annex(), arabic(), chinese()), pages=LABELS)
    path = tmp_path / "report.docx"
    path.write_bytes(docx)
    done = subprocess.run([pandoc, "-f", "docx", "-t", "json", path], capture_output=True, check=True)
    notes: list[str] = []
    text = pandoc_words(json.loads(done.stdout)["blocks"], notes)
    for element in part(docx).iter(f"{W}tblPr"):  # pandoc prints what Word keeps for people who do not see the table
        hidden = "".join(element.find(f"{W}{tag}").get(f"{W}val") for tag in ("tblCaption", "tblDescription"))
        assert hidden in text
        text = text.replace(hidden, "\n", 1)
    assert (words(text), words(" ".join(notes))) == own(docx)


def test_mammoth_reads_the_same_text(write):
    docx = write(document(chapter(), annex(), arabic(), chinese()), pages=LABELS)
    page = html.fromstring(f"<div>{mammoth.convert_to_html(io.BytesIO(docx)).value}</div>")
    for mark in page.xpath(".//sup[a[starts-with(@href, '#footnote')]]|.//a[starts-with(@href, '#footnote-ref')]"):
        mark.drop_tree()
    notes = page.xpath(".//li[starts-with(@id, 'footnote')]")
    note_words = words(" ".join(note.text_content() for note in notes).replace("↑", ""))
    for note in notes:
        note.drop_tree()
    for block in page.iter("p", "h1", "h2", "h3", "h4", "li", "td", "th", "br"):
        block.tail = "\n" + (block.tail or "")
        if block.tag == "li":
            block.text = "\n" + (block.text or "")
    assert (words(page.text_content()), note_words) == own(docx)
