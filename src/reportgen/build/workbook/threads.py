"""Texts of cells become replies in the threads that people have begun there, which Excel shows in the place of comments."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from reportgen.build.workbook.comments import AUTHOR
from reportgen.build.workbook.parts import Parts, add_kind, relate
from reportgen.ooxml.reference import Spot, letters_of
from reportgen.ooxml.xml import Xml, as_bytes, element, space

_MICROSOFT = "http://schemas.microsoft.com/office"
_THREADS = f"{_MICROSOFT}/spreadsheetml/2018/threadedcomments"
_PERSONS = f"{_MICROSOFT}/2017/10/relationships/person"
_PERSONS_KIND = "application/vnd.ms-excel.person+xml"


def add_replies(parts: Parts, book: str, sheet: str, texts: Mapping[Spot, str]) -> None:
    """Add a reply to the thread of each of these cells that has one; replies of an earlier round go.

    Args:
        parts: The parts of the workbook ([MS-XLSX] 2.1.54, 2.6.203).
        book: The path of the part that lists the sheets.
        sheet: The path of the sheet.
        texts: What is said of its cells.
    """
    path = parts.package.related(sheet, "threadedComment")
    if path is None:
        return
    before = parts.part(path) or b""
    root = parts.root(path, before)
    ours = _person_id()
    earlier = [reply for reply in root.findall("{*}threadedComment") if reply.get("personId") == ours]
    for reply in earlier:
        root.remove(reply)
    last: dict[str, Xml] = {}
    begun: dict[str, str] = {}
    for comment in root.findall("{*}threadedComment"):
        reference = comment.get("ref") or ""
        last[reference] = comment
        begun.setdefault(reference, comment.get("parentId") or comment.get("id") or "")
    added = 0
    for (row, column), text in texts.items():
        reference = f"{letters_of(column)}{row}"
        if reference in last:
            reply = _reply(space(root), reference, begun[reference], last[reference].get("dT"), text)
            last[reference].addnext(reply)
            added += 1
    if added:
        _introduce(parts, book)
    if added or earlier:
        parts.put(path, as_bytes(root, before))


def _reply(name: str, reference: str, thread: str, when: str | None, text: str) -> Xml:
    """Return a reply, of the same moment as what it follows: nothing that is written here knows the time."""
    id_ = _braced(uuid.uuid5(uuid.NAMESPACE_OID, f"{thread} {text}"))
    when_ = {"dT": when} if when else {}
    reply = element(f"{name}threadedComment", ref=reference, **when_, personId=_person_id(), id=id_, parentId=thread)
    told = element(f"{name}text")
    told.text = text
    reply.append(told)
    return reply


def _person_id() -> str:
    return _braced(uuid.uuid5(uuid.NAMESPACE_OID, AUTHOR))


def _braced(number: uuid.UUID) -> str:
    return f"{{{str(number).upper()}}}"


def _introduce(parts: Parts, book: str) -> None:
    """List who replies among the persons of the workbook."""
    path = parts.package.related(book, "person")
    empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<personList xmlns="{_THREADS}"/>'.encode()
    if path is None:
        path = parts.written("xl/persons/reportgen.xml")
        if parts.part(path) is None:
            parts.put(path, empty)
            add_kind(parts, "Override", PartName=f"/{path}", ContentType=_PERSONS_KIND)
            relate(parts, book, _PERSONS, path)
    before = parts.part(path) or empty
    root = parts.root(path, before)
    if _person_id() in {person.get("id") for person in root.iterchildren()}:
        return
    person = {"displayName": AUTHOR, "id": _person_id(), "userId": AUTHOR, "providerId": "None"}
    root.append(element(f"{space(root)}person", **person))
    parts.put(path, as_bytes(root, before))
