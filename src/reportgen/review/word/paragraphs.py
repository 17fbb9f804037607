"""The XML of a body, a note or a header becomes paragraphs: one walk that knows what is open where.

What holds runs is walked through, whatever it is called: hyperlinks, fields, content controls, insertions. A second way
of showing the same (``mc:Fallback``) is left out, so that nothing is read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportgen.review.word.story import NOBODY, Cell, Mark, Paragraph, Run, Stamp

if TYPE_CHECKING:
    from reportgen.review.word.styles import Styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHANGES: Mapping[str, Mark] = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PICTURES = ("drawing", "pict", "object")
_LINK = re.compile(r'HYPERLINK\s+"([^"]*)"')
LONGEST, DEEPEST = 200, 8
"""Letters of a name that are kept, and the greatest depth of a list (17.9.3)."""
_ADDRESS = ("http://", "https://", "mailto:")


def attribute(element: Any, name: str) -> str:
    """Return an attribute of WordprocessingML, or nothing."""
    return element.get(f"{W}{name}") or ""


def truth(value: str | None) -> bool:
    """Return what an on-off value says; without a value the property is on (ECMA-376 Part 1, 17.17.4)."""
    return (value or "1").lower() not in ("0", "false", "off", "none")


@dataclass(slots=True)
class _Field:
    """A complex field that is open: its instruction, and whether its result has begun."""

    words: str = ""
    result: bool = False


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read."""

    runs: list[Run] = field(default_factory=list[Run])
    anchors: list[str] = field(default_factory=list[str])
    remarks: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])
    begun: dict[str, int] = field(default_factory=dict[str, int])
    facts: dict[str, str] = field(default_factory=dict[str, str])
    ended: set[str] = field(default_factory=set[str])
    extra: list[Paragraph] = field(default_factory=list[Paragraph])
    pictures: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a run make of it."""

    mark: Mark = ""
    by: Stamp = NOBODY
    link: str = ""
    computed: bool = False


class Reader:
    """Reads one part."""

    def __init__(self, styles: Styles, links: Mapping[str, str], *, note: str = "") -> None:
        self.styles, self.links, self.note = styles, links, note
        self.tables = 0
        self.fields: list[_Field] = []

    def read(self, parent: Any) -> Iterator[Paragraph]:
        """Yield the paragraphs of a body, a note or a header, those of tables and content controls among them."""
        if parent is not None:
            yield from self._blocks(parent, None, "")

    def _blocks(self, parent: Any, cell: Cell | None, row: Mark) -> Iterator[Paragraph]:
        for child in parent:
            name = _local(child)
            if name == "p":
                yield from self._paragraph(child, cell, row)
            elif name == "tbl":
                yield from self._table(child, row)
            elif name and name not in ("sdtPr", "sectPr", "tcPr"):
                yield from self._blocks(child, cell, row)

    def _table(self, table: Any, outer: Mark) -> Iterator[Paragraph]:
        number = self.tables
        self.tables += 1
        for index, element in enumerate(_rows(table)):
            row = outer or _row_mark(element)
            for column, cell in enumerate(_cells(element)):
                yield from self._blocks(cell, Cell(number, index, column), row)

    def _paragraph(self, element: Any, cell: Cell | None, row: Mark) -> Iterator[Paragraph]:
        held = _Open()
        properties = element.find(f"{W}pPr")
        self._inside(element, held, _Around())
        for key, start in held.begun.items():  # a remark that goes on in the next paragraph
            held.remarks.append((key, start, held.length))
        whole = frozenset(held.ended)
        runs = tuple(_with_facts(run, whole) for run in held.runs)
        mark, by = _end_mark(properties)
        style, level, item, ordered = self._kind(properties)
        yield Paragraph(
            runs, tuple(held.anchors), style, level, item, ordered, cell, self.note, mark, by, row, held.pictures,
            tuple(held.remarks),
        )  # fmt: skip
        yield from held.extra

    def _kind(self, properties: Any) -> tuple[str, int, int, bool]:
        """Return style, level of a heading, depth of a list's item and whether that is numbered."""
        if properties is None:
            return "", 0, 0, False
        style = properties.find(f"{W}pStyle")
        key = attribute(style, "val") if style is not None else ""
        item, ordered = self.styles.item(key)
        number = properties.find(f"{W}numPr/{W}numId")
        if number is not None:
            depth = properties.find(f"{W}numPr/{W}ilvl")
            level = int(attribute(depth, "val") or 0) if depth is not None else max(item - 1, 0)
            level = min(max(level, 0), DEEPEST)
            item = 0 if attribute(number, "val") == "0" else level + 1
            ordered = self.styles.lists.get((attribute(number, "val"), level), ordered)
        return self.styles.name(key), self.styles.level(key), item, ordered

    def _inside(self, parent: Any, held: _Open, around: _Around) -> None:
        for child in parent:
            name = _local(child)
            if name == "r":
                self._run(child, held, around)
            elif child.tag == f"{MATH}t":  # a formula is told by its letters
                add(held, Run(child.text or "", facts=tuple(held.facts.values()), mark=around.mark, by=around.by))
            elif name in _CHANGES:
                self._inside(child, held, _changed(around, child, _CHANGES[name]))
            elif name == "hyperlink":
                target = self.links.get(child.get(f"{R}id") or "", "")
                self._inside(child, held, replace(around, link=target) if target.startswith(_ADDRESS) else around)
            elif name == "fldSimple":
                self._inside(child, held, replace(around, computed=True))
            elif name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
                _anchor(child, name, held)
            elif name and name not in ("pPr", "sdtPr"):
                self._inside(child, held, around)

    def _run(self, element: Any, held: _Open, around: _Around) -> None:
        like = self._alike(element, held, around)
        text: list[str] = []

        def flush() -> None:
            if text:
                add(held, _said_so("".join(text), like))
                text.clear()

        for child in _unwrapped(element):
            name = _local(child)
            if name in ("t", "delText"):
                text.append(child.text or "")
            elif name in _CHARACTERS:
                text.append(_CHARACTERS[name])
            elif name == "br" and attribute(child, "type") in ("", "textWrapping"):
                text.append("\n")
            elif name == "sym":
                text.append(_symbol(child))
            elif name in ("footnoteReference", "endnoteReference"):
                flush()
                key = f"{name.removesuffix('Reference')}:{attribute(child, 'id')}"
                add(held, replace(like, text="", note=key, strong=False, emphasis=False))
            elif name in _PICTURES:
                held.pictures += 1
                held.extra.extend(self._boxes(child, around))
            elif name == "fldChar":
                flush()
                self._field(attribute(child, "fldCharType"))
                like = self._alike(element, held, around)
            elif name == "instrText" and self.fields:
                self.fields[-1].words += child.text or ""
        flush()

    def _boxes(self, picture: Any, around: _Around) -> Iterator[Paragraph]:
        """Yield what stands in text boxes: as paragraphs of their own, after the one that they hang on."""
        for box in picture.iter(f"{W}txbxContent"):
            for each in Reader(self.styles, self.links, note=self.note)._blocks(box, None, around.mark):
                yield replace(each, row=around.mark)

    def _field(self, step: str) -> None:
        if step == "begin":
            self.fields.append(_Field())
        elif step == "separate" and self.fields:
            self.fields[-1].result = True
        elif step == "end" and self.fields:
            self.fields.pop()

    def _alike(self, element: Any, held: _Open, around: _Around) -> Run:
        """Return an empty run with the properties of `element`."""
        properties = element.find(f"{W}rPr")
        strong = emphasis = False
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            key = attribute(style, "val") if style is not None else ""
            strong = _said(properties, "b", self.styles.strong(key))
            emphasis = _said(properties, "i", self.styles.emphasis(key))
        link, computed = around.link, around.computed
        for each in self.fields:
            match = _LINK.search(each.words)
            if match and match[1].startswith(_ADDRESS):
                link = match[1]
            elif each.words:
                computed = True
        facts = tuple(held.facts.values())
        by = around.by
        if properties is not None and by == NOBODY and (changed := properties.find(f"{W}rPrChange")) is not None:
            by = _stamp(changed)
        return Run("", strong, emphasis, link, facts, "", around.mark, by, computed)


def _said_so(text: str, like: Run) -> Run:
    """Return a run like another one; `dataclasses.replace` would take eight times as long, and there are many."""
    return Run(text, like.strong, like.emphasis, like.link, like.facts, "", like.mark, like.by, like.computed)


def add(held: _Open, run: Run) -> None:
    """Add a run at the end of the paragraph that is being read."""
    held.runs.append(run)
    held.length += len(run.text)


def _with_facts(run: Run, whole: frozenset[str]) -> Run:
    """Return the run with the facts alone whose bookmark ends in the same paragraph: the others are torn."""
    kept = tuple(name for name in run.facts if name in whole)
    return run if kept == run.facts else replace(run, facts=kept)


def _anchor(element: Any, name: str, held: _Open) -> None:
    key = attribute(element, "id")
    if name == "bookmarkStart":
        # LibreOffice calls the copy of a paragraph that was moved so.
        called = attribute(element, "name").partition("_Copy_")[0]
        if called.startswith("rg_"):
            held.anchors.append(called)
        elif called.startswith("rgf_"):
            held.facts[key] = called
    elif name == "bookmarkEnd" and key in held.facts:
        held.ended.add(held.facts.pop(key))
    elif name == "commentRangeStart":
        held.begun[key] = held.length
    elif name == "commentRangeEnd":
        held.remarks.append((key, held.begun.pop(key, 0), held.length))


def _changed(around: _Around, element: Any, mark: Mark) -> _Around:
    """Return what a change makes of what is in it; what was inserted and then deleted is deleted."""
    if around.mark == "del":
        return around
    return replace(around, mark=mark, by=_stamp(element))


def _stamp(element: Any) -> Stamp:
    return Stamp(attribute(element, "author")[:LONGEST], attribute(element, "date")[:LONGEST])


def _end_mark(properties: Any) -> tuple[Mark, Stamp]:
    inner = properties.find(f"{W}rPr") if properties is not None else None
    found: tuple[Mark, Stamp] = ("", NOBODY)
    for child in inner if inner is not None else ():
        mark = _CHANGES.get(_local(child))
        if mark and found[0] != "del":
            found = mark, _stamp(child)
    return found


def _row_mark(row: Any) -> Mark:
    properties = row.find(f"{W}trPr")
    for child in properties if properties is not None else ():
        if mark := _CHANGES.get(_local(child)):
            return mark
    return ""


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if _local(child) == "tr":
            yield child
        elif _local(child) in ("sdt", "sdtContent", "customXml", "ins", "del"):
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if _local(child) == "tc":
            yield child
        elif _local(child) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(child)


def _unwrapped(run: Any) -> Iterator[Any]:
    """Yield the children of a run, those of the chosen way of showing them in place of the choice."""
    for child in run:
        if child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from choice if choice is not None else ()
        else:
            yield child


def _local(element: Any) -> str:
    """Return the name of an element of WordprocessingML, or of one that is walked through; nothing for the rest."""
    tag = element.tag
    return _name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    if tag == f"{MC}Fallback":
        return ""
    return tag[len(W) :] if tag.startswith(W) else "other"


def _said(properties: Any, tag: str, otherwise: bool) -> bool:
    child = properties.find(f"{W}{tag}")
    return otherwise if child is None else truth(attribute(child, "val"))


def _symbol(element: Any) -> str:
    """Return a character of a symbol font; their code points lie in the private area (17.3.3.30)."""
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
