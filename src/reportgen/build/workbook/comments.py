"""Texts of cells become comments of a sheet: those that it has stay, and where a cell has one it is added to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.build.workbook.boxes import boxes_added, new_boxes
from reportgen.limits import MAX_UNPACKED
from reportgen.ooxml.package import Package
from reportgen.ooxml.reference import Spot, letters_of
from reportgen.ooxml.xml import BrokenXml, Xml, as_bytes, element, parse, space

AUTHOR = "reportgen"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_START = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_LATER = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
          "AlternateContent"}  # fmt: skip
"""What stands after the drawing of comments in a sheet (ECMA-376 18.3.1.99)."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
KINDS = "[Content_Types].xml"


@dataclass
class Parts:
    """The parts of a package, and what becomes of them.

    Attributes:
        package: The package as it was.
        changed: Path -> new bytes, of parts that were changed or added.
    """

    package: Package
    changed: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def written(self, path: str) -> str:
        """Return a path as it is written in the package."""
        return self.package.paths.get(path.lower(), path)

    def part(self, path: str) -> bytes | None:
        """Return a part as it is now; None where there is none."""
        name = self.written(path)
        if name in self.changed:
            return self.changed[name]
        if name.lower() not in self.package.paths:
            return None
        stream = self.package.stream(name, MAX_UNPACKED)
        held = stream.read()
        stream.close()
        return held

    def put(self, path: str, data: bytes) -> None:
        """Change or add a part."""
        self.changed[self.written(path)] = data

    def free(self, pattern: str) -> str:
        """Return a path that no part has: `pattern` with a number."""
        taken = {*self.package.paths, *(name.lower() for name in self.changed)}
        return next(path for n in range(1, 10**6) if (path := pattern.format(n)).lower() not in taken)

    def root(self, path: str, data: bytes) -> Xml:
        """Return the root of a part."""
        try:
            return parse(data)
        except BrokenXml as why:
            raise self.package.refused(f"is damaged or unsafe: {path} {why}") from None


def add_comments(parts: Parts, sheet: str, texts: Mapping[Spot, str]) -> None:
    """Add a comment to each of these cells of a sheet; `sheet` is the path of its part."""
    package = parts.package
    held = package.related(sheet, "comments")
    boxed = {f"{letters_of(column)}{row}" for row, column in texts}
    if held:
        boxed -= _extend(parts, held, texts)
    else:
        held = parts.free("xl/comments{}.xml")
        parts.put(held, _new_comments(texts))
        _add_kind(parts, "Override", PartName=f"/{held}", ContentType=_COMMENTS)
        _relate(parts, sheet, "comments", held)
    wanted = {spot: text for spot, text in texts.items() if f"{letters_of(spot[1])}{spot[0]}" in boxed}
    drawing = _drawing_of(parts, sheet)
    if drawing:
        parts.put(drawing, boxes_added(parts.part(drawing) or b"", wanted, _blocks(parts)))
        return
    drawing = parts.free("xl/drawings/vmlDrawing{}.vml")
    parts.put(drawing, new_boxes(texts, _blocks(parts)))
    _add_kind(parts, "Default", Extension="vml", ContentType=_DRAWING)
    _point_to(parts, sheet, _relate(parts, sheet, "vmlDrawing", drawing))


# The comments themselves ------------------------------------------------------------------------------------------


def _new_comments(texts: Mapping[Spot, str]) -> bytes:
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    empty = f'<comments xmlns="{main}"><authors><author>{AUTHOR}</author></authors><commentList/></comments>'
    root = parse(empty.encode())
    listed = root.find("{*}commentList")
    assert listed is not None
    for spot, text in texts.items():
        listed.append(_comment(space(root), spot, text, 0))
    return as_bytes(root, head)


def _extend(parts: Parts, path: str, texts: Mapping[Spot, str]) -> set[str]:
    """Add to the comments of a sheet; return the cells that had one, whose boxes stay."""
    before = parts.part(path) or b""
    root = parts.root(path, before)
    name = space(root)
    authors, listed = root.find("{*}authors"), root.find("{*}commentList")
    if authors is None or listed is None:
        raise parts.package.refused(f"is damaged: {path} lists no comments")
    names = [author.text or "" for author in authors.findall("{*}author")]
    if AUTHOR not in names:
        author = element(f"{name}author")
        author.text = AUTHOR
        authors.append(author)
        names.append(AUTHOR)
    held = {comment.get("ref") or "": comment for comment in listed.findall("{*}comment")}
    for spot, text in texts.items():
        reference = f"{letters_of(spot[1])}{spot[0]}"
        if reference in held:
            _add_run(held[reference], name, f"\n\n{text}")
        else:
            listed.append(_comment(name, spot, text, names.index(AUTHOR)))
    parts.put(path, as_bytes(root, before))
    return set(held)


def _comment(name: str, spot: Spot, text: str, author: int) -> Xml:
    comment = element(f"{name}comment", ref=f"{letters_of(spot[1])}{spot[0]}", authorId=str(author))
    comment.append(element(f"{name}text"))
    _add_run(comment, name, text)
    return comment


def _add_run(comment: Xml, name: str, text: str) -> None:
    """Add words at the end of a comment, before what says how the words before are read aloud."""
    words = comment.find("{*}text")
    if words is None:
        words = element(f"{name}text")
        comment.insert(0, words)
    run, told = element(f"{name}r"), element(f"{name}t")
    told.text = text
    told.set(_XML_SPACE, "preserve")
    run.append(told)
    before = [child for child in words.iterchildren() if child.tag.rpartition("}")[2] in ("t", "r")]
    words.insert(len(before), run)


# What leads to them -----------------------------------------------------------------------------------------------


def _add_kind(parts: Parts, tag: str, **attributes: str) -> None:
    before = parts.part(KINDS) or b""
    root = parts.root(KINDS, before)
    key = "Extension" if tag == "Default" else "PartName"
    known = {(each.get(key) or "").lower() for each in root.findall(f"{_KINDS}{tag}")}
    if attributes[key].lower() in known:
        return
    new = element(f"{_KINDS}{tag}", **attributes)
    if tag == "Default":
        root.insert(0, new)
    else:
        root.append(new)
    parts.put(KINDS, as_bytes(root, before))


def _relations_of(sheet: str) -> str:
    folder, name = posixpath.split(sheet)
    return f"{folder}/_rels/{name}.rels"


def _relate(parts: Parts, sheet: str, kind: str, target: str) -> str:
    """Add a relation from the sheet to a part, and return its id."""
    path = _relations_of(sheet)
    before = parts.part(path)
    empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
    root = parts.root(path, before if before is not None else empty)
    taken = {each.get("Id") for each in root.iterchildren()}
    new = next(each for n in range(1, 10**6) if (each := f"rId{n}") not in taken)
    family = _STRICT if _is_strict(parts, sheet) else _OFFICE
    root.append(element(f"{{{_RELATIONS}}}Relationship", Id=new, Type=f"{family}/{kind}", Target=f"/{target}"))
    parts.put(path, as_bytes(root, before if before is not None else empty))
    return new


def _is_strict(parts: Parts, sheet: str) -> bool:
    start = _START.search(parts.part(sheet) or b"")
    return bool(start and b"purl.oclc.org" in start[0])


def _drawing_of(parts: Parts, sheet: str) -> str:
    """Return the drawing in which the boxes of a sheet's comments are; empty where there is none."""
    tail, _ = _split(parts, sheet)
    here = tail.find("{*}legacyDrawing")
    wanted = next((value for key, value in here.attrib.items() if key.endswith("}id")), "") if here is not None else ""
    found = (target for id_, _, target in parts.package.relations(sheet) if id_ == wanted)
    return next(found, "") if wanted else ""


def _split(parts: Parts, sheet: str) -> tuple[Xml, bytes]:
    """Return what follows the rows of a sheet, under its root; and the bytes before it.

    Rows can be many megabytes, and nothing in them is changed.
    """
    data = parts.part(sheet) or b""
    start, ends = _START.search(data), list(_ROWS_END.finditer(data))
    if start is None or not ends:
        raise parts.package.refused(f"is damaged: {sheet} holds no rows")
    end = ends[-1].end()
    return parts.root(sheet, start[0] + data[end:]), data[:end]


def _point_to(parts: Parts, sheet: str, relation: str) -> None:
    """Let a sheet say which drawing holds the boxes of its comments."""
    tail, before = _split(parts, sheet)
    family = _STRICT if _is_strict(parts, sheet) else _OFFICE
    new = element(f"{space(tail)}legacyDrawing", **{f"{{{family}}}id": relation})
    children = list(tail.iterchildren())
    later = (i for i, child in enumerate(children) if str(child.tag).rpartition("}")[2] in _LATER)
    tail.insert(next(later, len(children)), new)
    whole = as_bytes(tail, b'<?xml version="1.0" encoding="UTF-8"?>')
    body = whole[whole.index(b"?>") + 2 :]
    opened = _START.search(body)
    assert opened is not None
    parts.put(sheet, before + body[opened.end() :])


def _blocks(parts: Parts) -> int:
    """Return the first block of 1,024 shape ids that no drawing of the workbook uses."""
    names = {*parts.package.paths.values(), *parts.changed}
    used = [0]
    for name in names:
        if name.lower().endswith(".vml"):
            for found in re.finditer(rb"idmap[^>]*\bdata\s*=\s*[\"']([\d, ]+)", parts.part(name) or b""):
                used += [int(number) for number in re.findall(rb"\d+", found[1])]
    return max(used) + 1
