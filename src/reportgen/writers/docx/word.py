"""What the functions of this package share while one document is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from docx.opc.part import Part

from reportgen.document.chart import Chart
from reportgen.document.nodes import Document, Node
from reportgen.theme import Theme

from .draft import Draft
from .dress import Dress
from .languages import Tongue
from .package import Package
from .survey import Survey, digits
from .xml import Element, add


@dataclass(frozen=True, slots=True)
class Flow:
    """Where blocks go, and what they inherit from the containers around them.

    Attributes:
        parent: Element that takes paragraphs and tables.
        measure: Width of the text there, in twentieths of a point.
        rtl: Whether paragraphs run right to left.
        style: Style of plain paragraphs.
        depth: Of the innermost list; 0 outside lists.
        kind: Which pages these are: instructions (of a draft), cover, front or body.
        chapter: Ordinal of the chapter, 0 before the first.
        title: The chapter's heading, for the running header.
        landscape: Whether the page lies on its side.
        columns: How many columns the text runs in.
        band: Whether the chapter opens under a band of the field's colour.
    """

    parent: Element
    measure: int
    lang: str
    rtl: bool
    style: str = "BodyText"
    depth: int = 0
    kind: str = "body"
    chapter: int = 0
    title: str = ""
    landscape: bool = False
    columns: int = 1
    band: bool = False

    def within(self, node: Node) -> Flow:
        """Return the flow inside `node`, which may have another language or direction."""
        if not node.lang and not node.dir:
            return self
        return replace(self, lang=node.lang or self.lang, rtl=node.dir == "rtl" if node.dir else self.rtl)


@dataclass(slots=True)
class Word:
    """A Word document in the making."""

    document: Document
    dress: Dress
    pictures: Mapping[str, bytes]
    pages: Mapping[str, str] | None
    package: Package
    body: Element
    survey: Survey
    tongue: Tongue
    part: Part
    notes: Element
    notes_part: Part
    numbering: Element
    charts: Mapping[str, Chart] = field(default_factory=dict[str, Chart])
    vectors: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    draft: Draft | None = None
    pending: list[str] = field(default_factory=list[str])
    section: Flow | None = None
    settled: tuple[str, int, bool] | None = None
    """Of the section that ended last: what the next shares if it goes on on the same page."""
    opened: set[object] = field(default_factory=set[object])
    headers: dict[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])
    chapters: int = 0
    facts: Counter[str] = field(default_factory=Counter[str])
    used: set[str] = field(default_factory=set[str])
    counts: Counter[str] = field(default_factory=Counter[str])

    def count(self, kind: str) -> int:
        """Return the next number of a kind of id: bookmark, drawing, note, list, part, content control,
        caption.
        """
        self.counts[kind] += 1
        return self.counts[kind]

    @property
    def theme(self) -> Theme:
        """Sizes, fonts, paper and colours."""
        return self.dress.theme

    @property
    def rtl(self) -> bool:
        """Whether the document as a whole runs right to left."""
        return self.document.dir == "rtl"

    def unique(self, wanted: str) -> str:
        """Return a bookmark name that is not used yet: names are unique in a document (ECMA-376 Part 1,
        17.13.6.2).
        """
        if wanted in self.used:
            self.facts[wanted] += 1
            wanted = f"{wanted}_{self.facts[wanted] + 1}"
        self.used.add(wanted)
        return wanted


def open_bookmark(word: Word, parent: Element, name: str) -> str:
    """Start a bookmark; return its id, which `close_bookmark` wants."""
    key = str(word.count("bookmark"))
    add(parent, "w:bookmarkStart", id=key, name=word.unique(name))
    return key


def close_bookmark(parent: Element, key: str) -> None:
    """End the bookmark `key`."""
    add(parent, "w:bookmarkEnd", id=key)


def anchor_name(origin: str) -> str:
    """Return the bookmark of the piece of a narrative that `origin` names."""
    return f"rg_{hashlib.sha256(origin.encode()).hexdigest()[:24]}"


def fact_name(ref: str) -> str:
    """Return the bookmark of the fact at the path `ref`."""
    return f"rgf_{hashlib.sha256(ref.encode()).hexdigest()[:24]}"


def bookmarks_of(word: Word, node: Node) -> tuple[str, ...]:
    """Return the bookmark names that `node` must carry: for contents, for links, and, in a draft, for its way back."""
    names = _names_of(word, node.id)
    return (*names, anchor_name(node.origin)) if node.origin else names


def _names_of(word: Word, key: str) -> tuple[str, ...]:
    if not key:
        return ()
    names: list[str] = []
    if key in word.survey.listed:
        names.append(contents_name(key))
    if key in word.survey.linked and key not in word.survey.captioned:
        names.append(reference_name(key))
    return tuple(names)


def contents_name(key: str) -> str:
    """Return the bookmark that an entry of the contents leads to; Word hides names that start with ``_``."""
    return f"_Toc{digits(key, 9)}"


def reference_name(key: str) -> str:
    """Return the bookmark that a cross-reference leads to."""
    return f"_Ref{digits(key, 9)}"


def flush_pending(word: Word, paragraph: Element) -> None:
    """Mark where the containers start that this paragraph is the first of."""
    for key in word.pending:
        for name in _names_of(word, key):
            if name not in word.used:
                close_bookmark(paragraph, open_bookmark(word, paragraph, name))
    word.pending.clear()
