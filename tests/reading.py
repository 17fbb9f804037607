"""A deliverable becomes its words in reading order, read without anything of its writer.

Every reader gives a `Reading`: the words of the text, with each footnote in ``[[ ]]`` at the place of its mark (PDF: with the
mark's number there, since pages keep footnotes apart), the footnotes in order, and the alternative texts of pictures. What is
not of the report itself is left out: page numbers, running heads, repeated table heads, list marks, the way back from a note.
"""

from __future__ import annotations

import difflib
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
from filelock import FileLock

from reportgen.document import nodes as n
from reportgen.document.outline import text_of

_IGNORED = re.compile("[\u00ad\u200b\u200e\u200f\u2060\u2066-\u2069]")


@dataclass(frozen=True)
class Reading:
    """What one format says."""

    words: tuple[str, ...]
    notes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def words_of(text: str) -> list[str]:
    """Return the words of a text; what a line may be broken at is no part of them."""
    return _IGNORED.sub("", text).split()


def tokens_of(words: Iterable[str]) -> list[str]:
    """Return runs of letters, runs of digits and single marks: print has no space where a line ends."""
    return re.findall(r"[^\W\d_]+|\d+|[^\w\s]|_", " ".join(words))


def _flat(text: str) -> str:
    return " ".join(words_of(text))


def differences(expected: Iterable[str], found: Iterable[str], *, most: int = 5) -> list[str]:
    """Return what is missing, added or changed, in words; nothing where both say the same."""
    a, b = list(expected), list(found)
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if start == len(a) == len(b):
        return []
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    before, a, b = " ".join(a[max(0, start - 6) : start]), a[start : len(a) - end], b[start : len(b) - end]
    told: list[str] = []
    # A difference that is long on both sides is told from its beginning; aligning all of it takes minutes.
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a[:1500], b[:1500], autojunk=False).get_opcodes():
        if kind != "equal":
            missing, added = " ".join(a[i:j][:40]), " ".join(b[k:m][:40])
            told.append(f"after “{before if i == 0 else ' '.join(a[max(0, i - 6) : i])}”: missing “{missing}”, added “{added}”")
    return told[:most]


# The document tree ---------------------------------------------------------------------------------------------------


def read_tree(document: n.Document) -> Reading:
    """Return what the manuscript says, as HTML and Word must say it."""
    pieces = list(_pieces(document.blocks))
    text = " ".join(text for kind, text in pieces if kind == "text")
    return Reading(
        tuple(words_of(text)),
        tuple(_flat(note) for _, piece in pieces for note in re.findall(r"\[\[(.*?)\]\]", piece, re.DOTALL)),
        tuple(_flat(text) for kind, text in pieces if kind == "picture"),
    )


def read_tree_by_pages(document: n.Document) -> Reading:
    """Return what the manuscript says, as pages must say it: a number where a footnote is."""
    reading = read_tree(document)
    text, number = " ".join(reading.words), 0

    def mark(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return str(number)

    words = tuple(re.sub(r"\[\[.*?\]\]", mark, text).split())
    return Reading(words, tuple(f"{i}. {note}" for i, note in enumerate(reading.notes, 1)), reading.pictures)


def _pieces(blocks: Iterable[n.Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        match block:
            case n.Heading() | n.Paragraph():
                yield "text", text_of(block.content)
            case n.List():
                for item in block.items:
                    yield from _pieces(item)
            case n.Terms():
                for term, description in block.pairs:
                    yield "text", text_of(term)
                    yield "text", text_of(description)
            case n.Table():
                yield "text", text_of(block.caption)
                for row in (*block.head, *(row for body in block.bodies for row in body)):
                    for cell in row.cells:
                        yield "text", text_of(cell.content)
            case n.Figure():
                for picture in block.pictures:
                    yield "picture", picture.alt
                yield "text", text_of(block.caption)
                yield from _pieces(block.notes)
            case n.Contents():
                for entry in block.entries:
                    yield "text", text_of(entry.content)
            case n.Quote() | n.Container():
                yield from _pieces(block.blocks)


# HTML ----------------------------------------------------------------------------------------------------------------

_PHRASES = frozenset("a abbr bdi cite data em small span strong sub sup time".split())


def read_html(html: bytes) -> Reading:
    """Return what the HTML edition says."""
    root: Any = lxml.html.document_fromstring(html.decode())
    return read_html_tree(root)


def read_html_tree(root: Any) -> Reading:
    """Return what a parsed HTML edition says."""
    main = root.get_element_by_id("main")
    listed = {}
    for section in main.find_class("footnotes"):
        for item in section.iter("li"):
            listed[item.get("id")] = _flat("".join(_html_text(item)))
    parts: list[str] = []
    for child in main:
        if "footnotes" not in (child.get("class") or ""):
            parts += _html_text(child, listed)
    alts = tuple(_flat(image.get("alt", "")) for image in main.iter("img"))
    return Reading(tuple(words_of("".join(parts))), tuple(listed.values()), alts)


def _html_text(element: Any, notes: dict[str, str] | None = None) -> Iterator[str]:
    role = element.get("role", "")
    if role == "doc-noteref":
        yield f"[[{(notes or {}).get(element.get('href', '#')[1:], 'NOTE MISSING')}]]"
    elif role != "doc-backlink":
        space = "" if element.tag in _PHRASES else " "
        yield space + (element.text or "")
        for child in element:
            yield from _html_text(child, notes)
            yield child.tail or ""
        yield space


# PDF -----------------------------------------------------------------------------------------------------------------


@dataclass
class Tag:
    """A tag of the PDF's structure tree; text stands in leaves, one a line of print."""

    name: str
    children: list[Tag] = field(default_factory=list)
    text: str = ""

    def iter(self) -> Iterator[Tag]:
        yield self
        for child in self.children:
            yield from child.iter()

    def words(self) -> str:
        return _joined(tag.text for tag in self.iter() if tag.text)


def structure(pdf: Path) -> Tag:
    """Return the structure tree with its text, as poppler reads it; kept beside the file, since it takes 20 s."""
    kept = pdf.with_suffix(".structure.txt")
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            done = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, check=True)
            kept.write_bytes(done.stdout)
    root = Tag("Root")
    stack: list[tuple[int, Tag]] = [(-1, root)]
    for line in kept.read_text(encoding="utf-8").split("\n"):
        stripped = line.lstrip(" ")
        depth = len(line) - len(stripped)
        if not stripped or stripped.startswith(("/", "Object ")):
            continue
        while stack[-1][0] >= depth:
            stack.pop()
        if stripped.startswith('"'):
            stack[-1][1].children.append(Tag("", text=stripped[1:-1]))
        else:
            tag = Tag(re.split(r"[ :]", stripped)[0])
            stack[-1][1].children.append(tag)
            stack.append((depth, tag))
    return root


def read_pdf(tree: Tag, pictures: tuple[str, ...] = ()) -> Reading:
    """Return what a structure tree says; alternative texts are read apart, with `pdf_pictures`."""
    document = tree.children[0]
    notes: list[str] = []
    parts: list[str] = []
    heads: list[str] = [""]
    for top in document.children:
        if top.name == "NonStruct" and (found := _page_notes(top)):
            notes += found
            continue
        for tag in top.children if top.name == "Sect" else [top]:
            parts += _pdf_text(tag, heads)
    return Reading(tuple(words_of(_joined(parts))), tuple(notes), pictures)


def _joined(lines: Iterable[str]) -> str:
    """Return lines of print as one text; a word that a line's end parted (U+2010) is whole again."""
    return re.sub("\u2010\\s+", "", " ".join(lines))


def _page_notes(area: Tag) -> list[str]:
    """Return the footnotes at the foot of one page, each with its number in front."""
    found = [_flat(note.words()) for note in area.children]
    return found if all(re.match(r"\d+\. ", note) for note in found) else []


def _pdf_text(tag: Tag, heads: list[str]) -> Iterator[str]:
    if tag.name == "Lbl":
        return
    if tag.name == "Table":
        yield from _pdf_table(tag, heads)
        return
    if tag.text:
        yield tag.text
    for child in tag.children:
        # The number of the page that a line of the contents leads to is a link within the link.
        if not (tag.name == "Link" and child.name == "Link"):
            yield from _pdf_text(child, heads)


def _pdf_table(table: Tag, heads: list[str]) -> Iterator[str]:
    """A table that goes on over the page is tagged as another one, which has no caption and repeats the head."""
    captioned = any(child.name == "Caption" for child in table.children)
    for child in table.children:
        if child.name == "THead":
            head = child.words()
            if not captioned and head == heads[-1]:
                continue
            heads.append(head)
        yield from _pdf_text(child, heads)


def pdf_pictures(pdf: Path) -> tuple[str, ...]:
    """Return the alternative texts of a PDF's figures in the order of its structure tree."""
    import pikepdf

    found: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            if element.S == "/Figure":
                found.append(_flat(str(element.get("/Alt", ""))))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(pdf) as opened:
        walk(opened.Root.StructTreeRoot.K)
    return tuple(found)


# Word ----------------------------------------------------------------------------------------------------------------


def read_docx(docx: bytes) -> Reading:
    """Return what the Word file says."""
    from tests.writers.docx.read_back import alternative_texts, read_text

    text = " ".join(read_text(docx, contents=True))
    notes = tuple(_flat(note) for note in re.findall(r"\[\[(.*?)\]\]", text, re.DOTALL))
    return Reading(tuple(words_of(text)), notes, tuple(map(_flat, alternative_texts(docx))))


# Comparing -----------------------------------------------------------------------------------------------------------


def differs(expected: Reading, found: Reading, *, printed: bool = False) -> list[str]:
    """Return what two readings say differently.

    Args:
        expected: What the document tree says.
        found: What a deliverable says.
        printed: Whether spaces are left out of account, since print has none where a line ends.
    """
    split = tokens_of if printed else list[str]
    return [
        f"{part}: {told}"
        for part, a, b in (
            ("text", split(expected.words), split(found.words)),
            ("footnotes", expected.notes, found.notes),
            ("pictures", expected.pictures, found.pictures),
        )
        for told in differences(a, b)
    ]
