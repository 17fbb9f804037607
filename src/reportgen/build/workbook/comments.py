"""Texts of cells become comments of a sheet: those of people stay and are added to, those of an earlier round go."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.build.workbook.boxes import boxes_added, boxes_without, new_boxes
from reportgen.build.workbook.parts import START, Parts, add_kind, family, relate
from reportgen.ooxml.reference import Spot, letters_of, spot_of
from reportgen.ooxml.xml import Xml, as_bytes, element, parse, space

AUTHOR = "reportgen"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_ROWS_END = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_LATER = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
          "AlternateContent"}  # fmt: skip
"""What stands after the drawing of comments in a sheet (ECMA-376 18.3.1.99)."""
_OURS = re.compile(r"\n\n[A-Z]{3}\d{3} \([a-z]+\): ")
"""How what an earlier round added to the comment of somebody else begins."""
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def add_comments(parts: Parts, sheet: str, texts: Mapping[Spot, str]) -> None:
    """Add a comment to each of these cells of a sheet; `sheet` is the path of its part.

    What an earlier round said is taken out first, also from cells that are mended.
    """
    held = parts.package.related(sheet, "comments")
    if held:
        _take_out(parts, sheet, held)
    if not texts:
        return
    boxed = {f"{letters_of(column)}{row}" for row, column in texts}
    if held:
        boxed -= _extend(parts, held, texts)
    else:
        held = parts.free("xl/comments{}.xml")
        parts.put(held, _new_comments(texts))
        add_kind(parts, "Override", PartName=f"/{held}", ContentType=_COMMENTS)
        relate(parts, sheet, f"{family(parts, sheet)}/comments", held)
    wanted = {spot: text for spot, text in texts.items() if f"{letters_of(spot[1])}{spot[0]}" in boxed}
    drawing = _drawing_of(parts, sheet)
    if drawing:
        parts.put(drawing, boxes_added(parts.part(drawing) or b"", wanted, _blocks(parts)))
        return
    drawing = parts.free("xl/drawings/vmlDrawing{}.vml")
    parts.put(drawing, new_boxes(texts, _blocks(parts)))
    add_kind(parts, "Default", Extension="vml", ContentType=_DRAWING)
    _point_to(parts, sheet, relate(parts, sheet, f"{family(parts, sheet)}/vmlDrawing", drawing))


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


def _take_out(parts: Parts, sheet: str, path: str) -> None:
    """Take out what an earlier round said: whole comments with their boxes, and what was added to those of others."""
    before = parts.part(path) or b""
    if AUTHOR.encode() not in before:
        return
    root = parts.root(path, before)
    authors, listed = root.find("{*}authors"), root.find("{*}commentList")
    names = [author.text or "" for author in authors.findall("{*}author")] if authors is not None else []
    comments = listed.findall("{*}comment") if listed is not None else []
    own = {str(number) for number, name in enumerate(names) if name == AUTHOR}
    ours = {comment.get("ref") or "": comment for comment in comments if comment.get("authorId") in own}
    drawing = _drawing_of(parts, sheet)
    spots = {spot: reference for reference in ours if (spot := spot_of(reference))}
    boxes, gone = boxes_without(parts.part(drawing) or b"" if drawing else b"", frozenset(spots))
    for spot in gone:
        assert listed is not None
        listed.remove(ours[spots[spot]])
    if gone:
        parts.put(drawing, boxes)
    if sum(map(_without_ours, comments)) or gone:
        parts.put(path, as_bytes(root, before))


def _without_ours(comment: Xml) -> int:
    """Take out of a comment what an earlier round added to it; return how many runs that were."""
    words = comment.find("{*}text")
    runs = words.findall("{*}r") if words is not None else []
    ours = [run for run in runs if (told := run.find("{*}t")) is not None and _OURS.match(told.text or "")]
    for run in ours:
        assert words is not None
        words.remove(run)
    return len(ours)


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
            if text not in _words(held[reference]):  # a program may have made one run of all words, ours among them
                _add_run(held[reference], name, f"\n\n{text}")
        else:
            listed.append(_comment(name, spot, text, names.index(AUTHOR)))
    parts.put(path, as_bytes(root, before))
    return set(held)


def _words(comment: Xml) -> str:
    return "".join(told.text or "" for told in comment.iter("{*}t"))


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


# Where their boxes are ----------------------------------------------------------------------------------------------


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
    start, ends = START.search(data), list(_ROWS_END.finditer(data))
    if start is None or not ends:
        raise parts.package.refused(f"is damaged: {sheet} holds no rows")
    end = ends[-1].end()
    return parts.root(sheet, start[0] + data[end:]), data[:end]


def _point_to(parts: Parts, sheet: str, relation: str) -> None:
    """Let a sheet say which drawing holds the boxes of its comments."""
    tail, before = _split(parts, sheet)
    new = element(f"{space(tail)}legacyDrawing", **{f"{{{family(parts, sheet)}}}id": relation})
    children = list(tail.iterchildren())
    later = (i for i, child in enumerate(children) if str(child.tag).rpartition("}")[2] in _LATER)
    tail.insert(next(later, len(children)), new)
    whole = as_bytes(tail, b'<?xml version="1.0" encoding="UTF-8"?>')
    body = whole[whole.index(b"?>") + 2 :]
    opened = START.search(body)
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
