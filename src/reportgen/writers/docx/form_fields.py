"""The XML of a part of a form becomes its fields in the order of the text: content controls, bookmarks and marks.

A place is a field with the elements that it stands in; it says which elements filling it would rewrite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

from .xml import NAMESPACES, name

Kind = Literal["control", "bookmark", "mark"]
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
P, P_PR, R, R_PR, T = name("w:p"), name("w:pPr"), name("w:r"), name("w:rPr"), name("w:t")
SDT, SDT_PR, SDT_CONTENT = name("w:sdt"), name("w:sdtPr"), name("w:sdtContent")
FIELD_CHAR, FIELD_TYPE = name("w:fldChar"), name("w:fldCharType")
VAL = name("w:val")
_START, _END, _ID = name("w:bookmarkStart"), name("w:bookmarkEnd"), name("w:id")
_TEXT_BOX = name("w:txbxContent")
_GONE = tuple(name(f"w:{tag}") for tag in "del moveFrom".split())
"""What tracked changes have taken away: it is shown struck through, and is no longer a text of the form."""
_FLOW = {name(f"w:{tag}") for tag in "hyperlink ins moveTo sdt sdtContent smartTag customXml fldSimple dir bdo".split()}
"""Elements of a paragraph whose runs are read as if they stood in the paragraph itself."""
_SILENT = {name(f"w:{tag}") for tag in "rPr lastRenderedPageBreak commentReference annotationRef".split()}
_BARRIER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what is no text (a tab, a break, a picture), so that no mark reaches across it."""
_MARK = re.compile(rf"\{{\{{([^{{}}{_BARRIER}]*)\}}\}}")
_QUOTES = str.maketrans("“”„", '"""')
_NO_FIELDS = (
    *(name(f"w:{tag}") for tag in "picture group docPartObj docPartList citation bibliography equation".split()),
    *(f"{W15}{tag}" for tag in ("repeatingSection", "repeatingSectionItem")),
)
_FRAMED = (
    *(name(f"w:{tag}") for tag in "tbl sdt drawing pict object sectPr".split()),
    f"{{{NAMESPACES['mc']}}}AlternateContent",
)
"""What makes a control a frame around parts of the form: no text may take its place."""


class Xml(Protocol):
    """What the modules of forms use of an lxml element."""

    text: str | None

    @property
    def tag(self) -> str: ...  # noqa: D102
    @property
    def attrib(self) -> dict[str, str]: ...  # noqa: D102
    def get(self, key: str) -> str | None: ...  # noqa: D102
    def set(self, key: str, value: str) -> None: ...  # noqa: D102
    def append(self, element: Xml) -> None: ...  # noqa: D102
    def insert(self, index: int, element: Xml) -> None: ...  # noqa: D102
    def remove(self, element: Xml) -> None: ...  # noqa: D102
    def addnext(self, element: Xml) -> None: ...  # noqa: D102
    def addprevious(self, element: Xml) -> None: ...  # noqa: D102
    def getparent(self) -> Xml | None: ...  # noqa: D102
    def find(self, path: str) -> Xml | None: ...  # noqa: D102
    def findall(self, path: str) -> list[Xml]: ...  # noqa: D102
    def iter(self, *tags: str) -> Iterator[Xml]: ...  # noqa: D102
    def iterancestors(self, *tags: str) -> Iterator[Xml]: ...  # noqa: D102
    def __iter__(self) -> Iterator[Xml]: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """A content control (ECMA-376 Part 1, 17.5.2): its properties, and what it shows."""

    kind: ClassVar[Kind] = "control"
    name: str
    element: Xml
    properties: Xml
    content: Xml

    def rewrites(self) -> Iterator[Xml]:
        """Yield all elements that filling it would touch."""
        return self.content.iter()

    def holds_text_alone(self) -> bool:
        """Tell whether a text can take the place of all that it holds."""
        if next(self.content.iter(*_FRAMED), None) is not None or len(self.content.findall(name("w:tc"))) > 1:
            return False
        kinds = [each.get(FIELD_TYPE) for each in self.content.iter(FIELD_CHAR)]
        return kinds.count("begin") == kinds.count("end")


@dataclass(slots=True, eq=False)
class Bookmark:
    """A bookmark (17.13.6): the runs within it, and the one paragraph that they stand in.

    Attributes:
        whole: It ends in the paragraph in which it starts, and holds text alone. False until its end is found.
    """

    kind: ClassVar[Kind] = "bookmark"
    name: str
    start: Xml
    paragraph: Xml | None
    runs: list[Xml] = field(default_factory=list[Xml])
    whole: bool = False

    def rewrites(self) -> Iterator[Xml]:
        """Yield all elements that filling it would touch."""
        yield self.start
        yield from self.runs


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """``{{ name }}`` in a text.

    Attributes:
        pieces: The texts (w:t) that it stands in, each with where it starts and ends there.
    """

    kind: ClassVar[Kind] = "mark"
    name: str
    pieces: tuple[tuple[Xml, int, int], ...]

    def rewrites(self) -> Iterator[Xml]:
        """Yield all elements that filling it would touch."""
        return (parent for text, _, _ in self.pieces if (parent := text.getparent()) is not None)


Place = Control | Bookmark | Mark


def places(root: Xml) -> list[Place]:
    """Return the fields of a part, in the order of its text."""
    found: list[Place] = []
    marks: dict[Xml, list[Mark]] = {}
    bookmarks: dict[str, Bookmark] = {}
    for element in root.iter(P, R, T, SDT, _START, _END):
        if element.tag == P:
            for mark in _marks(element):
                marks.setdefault(mark.pieces[0][0], []).append(mark)
        elif element.tag == T:
            found += marks.pop(element, [])
        elif element.tag == SDT and (control := read_control(element)) and not _holds_fields(control):
            found.append(control)
        elif element.tag == _START and (bookmark := _bookmark(element)):
            found.append(bookmark)
            bookmarks[element.get(_ID) or ""] = bookmark
        if bookmarks:
            _reach(bookmarks, element)
    return found


def paragraph_of(element: Xml) -> Xml | None:
    """Return the paragraph that an element stands in; what surrounds a text box is not its paragraph."""
    above = next(element.iterancestors(P, _TEXT_BOX), None)
    return above if above is not None and above.tag == P else None


def value(parent: Xml, tag: str) -> str:
    """Return the attribute ``w:val`` of a child, or nothing."""
    child = parent.find(tag)
    return (child.get(VAL) or "" if child is not None else "").strip()


def read_control(element: Xml) -> Control | None:
    """Return a content control if it is a field: it has a name, and is made to hold text."""
    properties, content, above = element.find(SDT_PR), element.find(SDT_CONTENT), element.getparent()
    if properties is None or content is None or _is_gone(element):
        return None
    if any(properties.find(tag) is not None for tag in _NO_FIELDS):
        return None
    if content.find(name("w:tr")) is not None or (above is not None and above.tag == name("w:tbl")):
        return None
    called = value(properties, name("w:tag")) or value(properties, name("w:alias"))
    return Control(called, element, properties, content) if called else None


def _is_gone(element: Xml) -> bool:
    return next(element.iterancestors(*_GONE), None) is not None


def _holds_fields(control: Control) -> bool:
    return any(read_control(inner) for inner in control.content.iter(SDT))


def _bookmark(start: Xml) -> Bookmark | None:
    """Return a bookmark if a person set it: Word gives its own, such as _GoBack and _Toc1234, a low line."""
    called = start.get(name("w:name")) or ""
    if not called or called.startswith("_") or _is_gone(start):
        return None
    return Bookmark(called, start, paragraph_of(start))


def _reach(bookmarks: dict[str, Bookmark], element: Xml) -> None:
    """Let the bookmarks that are open at `element` take note of it; those that reach too far are closed."""
    if element.tag == _END:
        ended = bookmarks.pop(element.get(_ID) or "", None)
        if ended is not None:
            ended.whole = ended.paragraph is not None
    elif element.tag == R and _is_choice(element):
        bookmarks.clear()
    elif element.tag == R and not _is_gone(element):
        for bookmark in bookmarks.values():
            bookmark.runs.append(element)
    elif element.tag in (P, SDT):
        for key, bookmark in list(bookmarks.items()):
            if element.tag == P and bookmark.paragraph is None:
                bookmark.paragraph = element
            elif element.tag == P or read_control(element):
                del bookmarks[key]


def _is_choice(run: Xml) -> bool:
    """Tell whether a run belongs to a tick box or a list of old forms, which Word wraps in bookmarks; they hold no text."""
    codes = (code.text or "" for code in run.findall(name("w:instrText")))
    return any(word in code for code in codes for word in ("FORMCHECKBOX", "FORMDROPDOWN"))


def _marks(paragraph: Xml) -> Iterator[Mark]:
    texts = list(_texts(paragraph))
    words = "".join(_BARRIER if text is None else text.text or "" for text in texts)
    if "{{" not in words:
        return
    for match in _MARK.finditer(words):
        called = match[1].translate(_QUOTES).strip()
        if called:
            yield Mark(called, tuple(_pieces(texts, *match.span())))


def _pieces(texts: list[Xml | None], start: int, end: int) -> Iterator[tuple[Xml, int, int]]:
    """Yield the texts that the letters from `start` to `end` stand in."""
    offset = 0
    for text in texts:
        length = 1 if text is None else len(text.text or "")
        begin, stop = max(start - offset, 0), min(end - offset, length)
        if text is not None and begin < stop:
            yield text, begin, stop
        offset += length


def _texts(parent: Xml) -> Iterator[Xml | None]:
    """Yield the texts of a paragraph, and None for what is no text; lxml refuses trees deeper than 256."""
    for child in parent:
        if child.tag == R:
            yield from (piece if piece.tag == T else None for piece in child if piece.tag not in _SILENT)
        elif child.tag in _FLOW:
            yield from _texts(child)
