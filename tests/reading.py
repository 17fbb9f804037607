"""A deliverable becomes its words in reading order, read without anything of its writer.

Every reader gives a `Reading`: the words of the text, with each footnote in ``[[ ]]`` at the place of its mark,
the footnotes in order, and the alternative texts of pictures. What is not of the report itself is left out: page numbers,
running heads, repeated table heads, list marks, the way back from a note.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf

from reportgen.document import nodes as n
from reportgen.document.outline import text_of

_IGNORED = re.compile("[\u00ad\u200b\u200e\u200f\u2060\u2066-\u2069]")


@dataclass(frozen=True)
class Reading:
    """What one format says."""

    words: tuple[str, ...]
    notes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


_ARABIC = "\u0620-\u065f\u066e-\u06d3"
_TOKENS = re.compile(rf"[\u4e00-\u9fff]|[{_ARABIC}]+|[^\W\d_\u4e00-\u9fff{_ARABIC}]+|\d+|[^\w\s]|_")


def words_of(text: str) -> list[str]:
    """Return the words of a text; what a line may be broken at is no part of them."""
    return _IGNORED.sub("", text).split()


def tokens_of(words: Iterable[str]) -> list[str]:
    """Return runs of letters of one script, runs of digits and single marks: print has no space where a line ends."""
    return _TOKENS.findall(" ".join(words))


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
    a, b = a[: len(a) - end], b[start : len(b) - end]
    told: list[str] = []
    # A difference that is long on both sides is told from its beginning; aligning all of it takes minutes.
    rows = difflib.SequenceMatcher(None, a[start : start + 1500], b[:1500], autojunk=False).get_opcodes()
    for kind, i, j, k, m in rows:
        if kind != "equal":
            before = " ".join(a[max(0, start + i - 6) : start + i])[-80:]
            missing, added = " ".join(a[start + i : start + j][:40]), " ".join(b[k:m][:40])
            told.append(f"after “{before}”: missing “{missing[:400]}”, added “{added[:400]}”")
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
    """An element of the PDF's structure tree; text stands in leaves, one a line of print, each with its page's index."""

    name: str
    children: list[Tag] = field(default_factory=list)
    text: str = ""
    page: int = -1
    alt: str = ""

    def iter(self) -> Iterator[Tag]:
        yield self
        for child in self.children:
            yield from child.iter()

    def words(self) -> str:
        return _joined(tag.text for tag in self.iter() if tag.text)


def structure(pdf: Path) -> Tag:
    """Return the structure tree with its text."""
    with pikepdf.open(pdf) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        texts = [_marked_text(page) for page in opened.pages]
        root = Tag("Root")

        def read(kid: Any, parent: Tag, page: int) -> None:
            if isinstance(kid, pikepdf.Array):
                for each in kid:
                    read(each, parent, page)
            elif isinstance(kid, pikepdf.Dictionary):
                page = pages[kid.Pg.objgen] if "/Pg" in kid else page
                if "/S" in kid:
                    tag = Tag(str(kid.S)[1:], page=page, alt=str(kid.get("/Alt", "")))
                    parent.children.append(tag)
                    read(kid.get("/K", pikepdf.Array()), tag, page)
                    if "/ActualText" in kid:
                        tag.children = [Tag("", text=str(kid.ActualText), page=page)]
                elif "/MCID" in kid:
                    read(int(kid.MCID), parent, page)
            else:
                parent.children.append(Tag("", text=texts[page].pop(int(kid), ""), page=page))

        read(opened.Root.StructTreeRoot.K, root, -1)
        # What the tree does not reach no reader hears.
        left = [text for page in texts for text in page.values() if text.strip()]
        assert not left, f"marked content that stands in no tag: {left[:5]}"
        return root


_SHOWN = "BDC BMC EMC Tf Tj TJ ' \""


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each marked content of a page; of artifacts none."""
    fonts = {name: _unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    texts: dict[int, list[str]] = {}
    open_marks: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page, _SHOWN):
        match str(operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else {}
                here = int(properties["/MCID"]) if "/MCID" in properties else None
                if here is None and str(operands[0]) != "/Artifact" and open_marks:
                    here = open_marks[-1]
                open_marks.append(here)
                if here is not None:
                    texts.setdefault(here, [])
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case _:
                if open_marks and open_marks[-1] is not None:
                    texts[open_marks[-1]].append(_decode(operands[-1], font))
    return {mark: "".join(parts) for mark, parts in texts.items()}


def _decode(shown: Any, font: dict[int, str]) -> str:
    if isinstance(shown, pikepdf.Array):
        return "".join(_decode(each, font) for each in shown if isinstance(each, pikepdf.String))
    data = bytes(shown)
    return "".join(font.get(int.from_bytes(data[i : i + 2], "big"), "\ufffd") for i in range(0, len(data), 2))


def _unicode(font: Any) -> dict[int, str]:
    """Return glyph -> characters, from the font's ToUnicode map (ISO 32000-1, 9.10.3)."""
    source = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for glyph, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(start + offset)
    return found


_LIST_MARK = re.compile(r"[•◦▪–‣]|\d+[.)]|")


def read_pdf(tree: Tag) -> Reading:
    """Return what a structure tree says."""
    text = _joined(_pdf_text(tree))
    notes = tuple(_flat(note) for note in re.findall(r"\[\[(.*?)\]\]", text, re.DOTALL))
    pictures = tuple(_flat(tag.alt) for tag in tree.iter() if tag.name == "Figure")
    return Reading(tuple(words_of(text)), notes, pictures)


def _joined(lines: Iterable[str]) -> str:
    """Return lines of print as one text; a word that a line’s end parted (with a soft hyphen) is whole again."""
    return re.sub("\u00ad\\s+", "", " ".join(lines))


def _pdf_text(tag: Tag) -> Iterator[str]:
    if tag.text:
        yield tag.text
    elif tag.name == "TOCI":
        yield contents_line(tag)[0]
    elif tag.name == "Note":
        yield f"[[{re.sub(r'^[0-9]+[.] ', '', _flat(tag.words()))}]]"
    elif tag.name == "Reference" or (tag.name == "Lbl" and _LIST_MARK.fullmatch(tag.words().strip())):
        pass
    else:
        for child in tag.children:
            yield from _pdf_text(child)


def contents_line(line: Tag) -> tuple[str, str]:
    """Return the words of a line of the contents, and the page number at its end."""
    *words, number = [tag.text for tag in line.iter() if tag.text.strip()]
    return _joined(words), number.strip()


# Word ----------------------------------------------------------------------------------------------------------------


def read_docx(docx: bytes) -> Reading:
    """Return what the Word file says."""
    from tests.writers.docx.read_back import alternative_texts, read_text

    text = " ".join(read_text(docx, contents=True))
    notes = tuple(_flat(note) for note in re.findall(r"\[\[(.*?)\]\]", text, re.DOTALL))
    return Reading(tuple(words_of(text)), notes, tuple(map(_flat, alternative_texts(docx))))


# Comparing -----------------------------------------------------------------------------------------------------------


def _marks(text: str) -> str:
    return " ".join(tokens_of([text]))


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
            ("footnotes", *((map(_marks, side.notes) if printed else side.notes) for side in (expected, found))),
            ("pictures", expected.pictures, found.pictures),
        )
        for told in differences(a, b)
    ]
