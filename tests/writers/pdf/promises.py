"""What a tagged PDF must keep beyond what a validator sees: each promise yields what breaks it, nothing if it is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import lxml.html
import pikepdf

from tests.writers.pdf.tagged import Box, Element, Tagged

CELLS = ("TH", "TD")


def margins_are_artifacts(file: Tagged) -> Iterator[str]:
    """What is printed outside the text, such as page headers, is no part of it."""
    reached = {mark for element in file.root.iter() for mark in element.marks}
    for page, (marked, _) in enumerate(file.printed):
        for number, text in marked.items():
            if (page, number) not in reached:
                yield f"page {page + 1}: {text!r} is neither in the tree nor an artifact"


def headers_are_right(file: Tagged) -> Iterator[str]:
    """Every header cell has a scope, and every data cell names the headers of its rows, columns and group."""
    for table in file.root.all("Table"):
        placed = list(_placed(table))
        for cell, rows, columns, group in placed:
            if cell.kind == "TH" and cell.attribute("Scope") not in ("/Row", "/Column"):
                yield f"“{file.text(cell)}” has no scope"
            if cell.kind == "TD":
                heads = [one for one in placed if one[0].kind == "TH" and _heads(one, rows, columns, group)]
                expected = {str(head.obj.get("/ID", "no id")) for head, *_ in heads}
                named = {str(name) for name in cell.attribute("Headers") or ()}
                if named != expected:
                    yield f"“{file.text(cell)}” names {sorted(named)}, not {sorted(expected)}"


def _placed(table: Element) -> Iterator[tuple[Element, range, range, int]]:
    """Yield the cells of a table with the rows and columns that they fill, and the number of their row group."""
    row = 0
    taken: set[tuple[int, int]] = set()
    for group, part in enumerate(kid for kid in table.kids if kid.kind in ("THead", "TBody", "TFoot")):
        for line in part.all("TR"):
            column = 0
            for cell in (kid for kid in line.kids if kid.kind in CELLS):
                while (row, column) in taken:
                    column += 1
                wide, deep = int(cell.attribute("ColSpan") or 1), int(cell.attribute("RowSpan") or 1)
                taken |= {(r, c) for r in range(row, row + deep) for c in range(column, column + wide)}
                yield cell, range(row, row + deep), range(column, column + wide), group
            row += 1


def _heads(head: tuple[Element, range, range, int], rows: range, columns: range, group: int) -> bool:
    cell, its_rows, its_columns, its_group = head
    if cell.attribute("Scope") == "/Column":
        return bool(set(its_columns) & set(columns)) and its_rows.start < rows.start
    line_of_its_own = len(its_columns) > 1
    if line_of_its_own and its_group == group and its_rows.start < rows.start:
        return True
    return bool(set(its_rows) & set(rows))


_KINDS = {
    "table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption",
    "figcaption": "Caption", "figure": "Div", "div": "Div", "section": "Sect", "h1": "H1", "h2": "H2", "h3": "H3",
    "h4": "H4", "p": "P", "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "LI", "img": "Figure", "a": "Link",
    "blockquote": "BlockQuote", "nav": "TOC",
}  # fmt: skip


def elements_are_whole(file: Tagged, html: str) -> Iterator[str]:
    """Each element of the document is one element of the file, however many pages it runs over."""
    root: Any = lxml.html.document_fromstring(html)
    expected: Counter[str] = Counter()
    for element in root.body.iter():
        roles = (element.get("class") or "").split()
        if element.tag == "p" and "entry" in roles:
            expected["TOCI"] += 1
        elif element.tag == "span" and "footnote" in roles:
            expected["Note"] += 1
        elif element.tag in _KINDS and not (element.tag == "p" and element.getparent().tag == "li"):
            expected[_KINDS[element.tag]] += 1
    found = Counter(element.kind for element in file.root.iter())
    found["TOC"] = sum(each.parent is None or each.parent.kind != "TOC" for each in file.root.all("TOC"))
    yield from (f"{found[kind]} {kind} for {count}" for kind, count in expected.items() if found[kind] != count)


def figures_lie_in_their_boxes(file: Tagged, every: int = 1) -> Iterator[str]:
    """A figure's box, in points from the lower left corner, holds what is drawn, and is about as large."""
    for figure in file.root.all("Figure")[::every]:
        box: Box = tuple(float(value) for value in figure.attribute("BBox"))
        drawn = file.drawn(figure.page)
        for _, number in figure.marks:
            seen = drawn[number]
            inside = all(b - 1 <= s for b, s in zip(box[:2], seen[:2], strict=True)) and all(
                s <= b + 1 for b, s in zip(box[2:], seen[2:], strict=True)
            )
            if not inside or seen[3] - seen[1] < 0.9 * (box[3] - box[1]):
                yield f"page {figure.page + 1}: {[round(v) for v in seen]} is drawn, the box is {[round(v) for v in box]}"


def notes_follow_their_marks(file: Tagged) -> Iterator[str]:
    """A footnote is a Note with a label and an id of its own, directly behind the mark that refers to it."""
    ids: list[str] = []
    for parent in file.root.iter():
        for place, note in enumerate(parent.kids):
            if note.kind != "Note":
                continue
            ids.append(str(note.obj.get("/ID", "")))
            before = parent.kids[place - 1] if place else None
            label = file.text(note.kids[0]) if note.kids and note.kids[0].kind == "Lbl" else ""
            if before is None or before.kind != "Reference" or file.text(before) != label.rstrip(". "):
                yield f"the note “{file.text(note)[:40]}” does not stand behind its mark"
    yield from (f"{count} notes have the id {name!r}" for name, count in Counter(ids).items() if count > 1 or not name)
    if not ids:
        yield "there is no note"


def contents_are_lines(file: Tagged) -> Iterator[str]:
    """Contents are a TOC of lines, each a link with a page number, and no dots that lead to it are read."""
    contents = file.root.all("TOC")
    lines = [line for each in contents for line in each.kids if line.kind != "TOC"]
    if not lines:
        yield "there are no contents"
    for line in lines:
        text = file.text(line)
        if line.kind != "TOCI" or not line.all("Link") or not re.search(r"\s[0-9ivxl]+$", text):
            yield f"“{text}” is no line of contents"
        if re.search(r"[.…·]{3}|(?:[.·] ){3}", text):
            yield f"“{text}” has leaders"


def areas_say_where_they_lead(file: Tagged) -> Iterator[str]:
    """Every link on a page belongs to a Link, says its words, and leads to a place that exists."""
    links = {area.objgen: link for link in file.root.all("Link") for area in link.areas}
    parents = pikepdf.NumberTree(file.pdf.Root.StructTreeRoot.ParentTree)
    for page in file.pdf.pages:
        for area in page.obj.get("/Annots", []):
            link = links.get(area.objgen)
            if link is None or "/StructParent" not in area:
                yield f"a link to {area.get('/Dest', '')} is not in the tree"
                continue
            if parents[int(area.StructParent)].objgen != link.obj.objgen:
                yield f"the link “{file.text(link)}” is not the parent of its area"
            said = _letters(str(area.get("/Contents", "")))
            if not said or not _letters(file.text(link)).startswith(said):
                yield f"the link “{file.text(link)}” says {area.get('/Contents', '')!s}"
            if "/Dest" in area and str(area.Dest) not in file.places:
                yield f"the link “{file.text(link)}” leads nowhere"


def _letters(text: str) -> str:
    """Return a text without spaces: print has none where a line ends, and may have one between two boxes."""
    return re.sub(r"\s", "", text)


def no_link_is_split(file: Tagged) -> Iterator[str]:
    """A link is one element, however many lines it takes, and holds no other link."""
    for parent in file.root.iter():
        for one, other in zip(parent.kids, parent.kids[1:], strict=False):
            if one.kind == other.kind == "Link" and {str(a.get("/Dest", "")) for a in one.areas} == {
                str(a.get("/Dest", "")) for a in other.areas
            } != {""}:
                yield f"the link “{file.text(one)} {file.text(other)}” is two"
        if parent.kind == "Link" and len(parent.all("Link")) > 1:
            yield f"the link “{file.text(parent)}” holds a link"


def headings_skip_no_level(file: Tagged) -> Iterator[str]:
    """The first heading is of level 1, and none is more than a level below the one before it."""
    before = 0
    for heading in file.root.all("H1", "H2", "H3", "H4", "H5", "H6"):
        level = int(heading.kind[1])
        if level > before + 1:
            yield f"“{file.text(heading)}” is of level {level} after {before}"
        before = level


def bookmarks_are_the_headings(file: Tagged) -> Iterator[str]:
    """Every heading has a bookmark of its level, which leads to its page."""
    headings = [
        (int(each.kind[1]), _letters(file.text(each)), _first_page(each))
        for each in file.root.all("H1", "H2", "H3", "H4", "H5", "H6")
    ]
    marks = [(level, _letters(title), page) for level, title, page in file.bookmarks()]
    for heading, mark in zip(headings, marks, strict=False):
        if heading != mark:
            yield f"the bookmark {mark} is not the heading {heading}"
            return
    if len(headings) != len(marks):
        yield f"{len(headings)} headings have {len(marks)} bookmarks"


def _first_page(element: Element) -> int:
    return min((page for each in element.iter() for page, _ in each.marks), default=element.page)


def contents_name_the_labels(file: Tagged) -> Iterator[str]:
    """The page number behind a line of contents is the label of the page that the line leads to."""
    for line in file.root.all("TOCI"):
        area = next(area for link in line.all("Link") for area in link.areas)
        page, _ = file.places[str(area.Dest)]
        number = file.text(line).rpartition(" ")[2]
        if file.labels[page] != number:
            yield f"“{file.text(line)}” leads to page {file.labels[page]!r}"


def words_are_whole(file: Tagged) -> Iterator[str]:
    """A word that a line's end divides has a soft hyphen."""
    for page, (marked, _) in enumerate(file.printed):
        for text in marked.values():
            if text.endswith("\u2010"):
                yield f"page {page + 1}: “{text[-40:]}”"


def items_have_bodies(file: Tagged) -> Iterator[str]:
    """An item of a list has a label and a body and nothing else, and inner lists stand in a body."""
    for listed in file.root.all("L"):
        for kid in listed.kids:
            if kid.kind != "LI":
                yield f"a {kid.kind} is an item"
            elif [each.kind for each in kid.kids] not in (["Lbl", "LBody"], ["LBody"]):
                yield f"the item “{file.text(kid)[:40]}” is {[each.kind for each in kid.kids]}"


def groups_hold_no_loose_words(file: Tagged) -> Iterator[str]:
    """Sections, tables and lists hold elements, never words or white space."""
    for element in file.root.all("Document", "Part", "Sect", "Div", "Table", "THead", "TBody", "TR", "L", "LI", "TOC"):
        yield from (f"a {element.kind} holds a Span" for kid in element.kids if kid.kind == "Span")


def languages(file: Tagged) -> list[tuple[str, str]]:
    """Return language and words of everything that is in a language of its own; lines of one element are one."""
    found: list[tuple[str, str]] = []
    for element in file.root.iter():
        if "/Lang" in element.obj:
            found.append((str(element.obj.Lang), _letters(file.text(element))))
    return found


PROMISES: tuple[Callable[[Tagged], Iterator[Any]], ...] = (
    margins_are_artifacts,
    headers_are_right,
    notes_follow_their_marks,
    contents_are_lines,
    areas_say_where_they_lead,
    no_link_is_split,
    headings_skip_no_level,
    bookmarks_are_the_headings,
    contents_name_the_labels,
    words_are_whole,
    items_have_bodies,
    groups_hold_no_loose_words,
    figures_lie_in_their_boxes,
)
"""All of them; each holds for every PDF that is written, and each fails where upstream is left as it is, or is broken."""
