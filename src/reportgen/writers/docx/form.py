"""A donor's own Word form and the values of its fields become the same form, filled: nothing else of it changes."""

from __future__ import annotations

import importlib
import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, assert_never, cast

from reportgen.errors import WorkspaceError
from reportgen.limits import MAX_XML_PART

from .form_controls import accepted as accepted_by_control
from .form_controls import fill_control
from .form_fields import Bookmark, Control, Kind, Mark, Place, Xml, places
from .form_words import fill_bookmark, fill_mark
from .own.archive import open_word_file
from .own.rules import NOT_WORD, UNSAFE, Refused
from .own.tree import Node, parse
from .xml import clean

_etree: Any = importlib.import_module("lxml.etree")  # no type stubs: typed by `Xml`
_DATE = (1980, 1, 1, 0, 0, 0)
_RANKS: tuple[Kind, ...] = ("control", "bookmark", "mark")
_MAX_FIELDS = 5_000
"""Fields of one form; the longest real forms have some hundreds."""
_KINDS = ("header", "footer", "footnotes", "endnotes")
"""Relations of the document to the other parts that hold text of the form."""
_HEAD = re.compile(rb"(\xef\xbb\xbf)?<\?xml[^>]*\?>\s*")
_OTHER_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?!utf-?8["'])""", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_HAS_DOCTYPE = "has a document type (DOCTYPE) in {}, which can blow up a reader or read its files"
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, OverflowError, KeyError)  # fmt: skip
"""What `zipfile` raises on damaged input."""
_MENDS = {
    NOT_WORD.code: NOT_WORD.mend,
    UNSAFE.code: "Ask the donor for a plain form, or copy all of it into a new, empty Word document and save "
    "that as .docx.",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        name: As written in the form: tag or title of a content control, name of a bookmark, words between {{ and }}.
    """

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with its values.

    Attributes:
        data: The Word file; the donor's own bytes where nothing was filled.
        filled: Names of fields that got their value, in the order of the document, each once.
        empty: Names of fields that got none, or that could not take it; so they are as they were.
    """

    data: bytes
    filled: tuple[str, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    """A part that holds text of the form, and the fields in it."""

    path: str
    root: Xml
    found: list[Place]


def form_fields(data: bytes, name: str) -> tuple[Field, ...]:
    """Return the fields of a form, each once; `name` is that of its file.

    Raises:
        WorkspaceError: The file is not a Word file, or one that is not touched.
    """
    stories = _stories(_open(data, name), name)
    return tuple(dict.fromkeys(Field(place.name, place.kind) for story in stories for place in story.found))


def fill_form(data: bytes, name: str, value_of: Callable[[str], str | None]) -> Filled:
    """Return a form with the texts that `value_of` has for the names of its fields.

    Raises:
        WorkspaceError: The file is not a Word file, or one that is not touched.
    """
    members = _open(data, name)
    texts: dict[str, str | None] = {}
    filled: dict[str, None] = {}
    empty: dict[str, None] = {}
    changed: dict[str, bytes] = {}
    for story in _stories(members, name):
        for place in story.found:
            if place.name not in texts:
                texts[place.name] = value_of(place.name)
        taken = _taken(story.found, texts)
        for place in story.found:
            (filled if place in taken else empty)[place.name] = None
        # From the end, so that what was found of earlier fields stays true.
        for place in reversed(story.found):
            if place in taken:
                _fill(place, taken[place])
        if taken:
            changed[story.path] = _as_bytes(story.root, members[story.path])
    packed = _pack({path: changed.get(path, held) for path, held in members.items()}) if changed else data
    return Filled(packed, tuple(filled), tuple(empty))


def _taken(found: list[Place], texts: Mapping[str, str | None]) -> dict[Place, str]:
    """Return the fields to be filled: of two that share words, a control before a bookmark, and both before a mark."""
    taken: dict[Place, str] = {}
    claimed: set[Xml] = set()
    for place in sorted(found, key=lambda place: _RANKS.index(place.kind)):
        given = texts[place.name]
        text = None if given is None else _accepted(place, clean(re.sub(r"\r\n?", "\n", given)))
        if text is None or not claimed.isdisjoint(place.rewrites()):
            continue
        taken[place] = text
        if place.kind != "mark":  # marks may share a run: each is replaced alone
            claimed.update(place.rewrites())
    return taken


def _accepted(place: Place, text: str) -> str | None:
    match place:
        case Control():
            return accepted_by_control(place, text)
        case Bookmark():
            return text if place.whole else None
        case Mark():
            return text
        case _:
            assert_never(place)


def _fill(place: Place, text: str) -> None:
    match place:
        case Control():
            fill_control(place, text)
        case Bookmark():
            fill_bookmark(place, text)
        case Mark():
            fill_mark(place, text)
        case _:
            assert_never(place)


def _open(data: bytes, name: str) -> dict[str, bytes]:
    """Return all that a Word file holds, in its order, once it is known to be sound."""
    try:
        open_word_file(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # Sizes were held against the caps as declared; no entry yields more than that.
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except Refused as refused:
        raise _refusal(name, refused) from None
    except _BROKEN:
        raise _refusal(name, Refused(NOT_WORD, "is damaged: it cannot be unpacked")) from None


def _refusal(name: str, refused: Refused) -> WorkspaceError:
    return WorkspaceError(f"{name} {refused}. {_MENDS[refused.card.code]}")


def _stories(members: Mapping[str, bytes], name: str) -> list[_Story]:
    """Return the parts that hold text of the form: the document, then headers, footers and notes."""
    try:
        [document] = list(_related(members, "", ("officeDocument",)))[:1]
        paths = dict.fromkeys((document, *_related(members, document, _KINDS)))
        roots = {path: _root(members[path], path) for path in paths}
        stories = [_Story(path, root, places(root)) for path, root in roots.items()]
        count = sum(len(story.found) for story in stories)
        if count > _MAX_FIELDS:
            raise Refused(UNSAFE, f"has {count:,} fields; at most {_MAX_FIELDS:,} are filled")
    except Refused as refused:
        raise _refusal(name, refused) from None
    return stories


def _related(members: Mapping[str, bytes], source: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """Yield the parts to which `source`, or (empty) the package, has relations of these kinds, kind by kind."""
    folder, file = posixpath.split(source)
    # Names of parts are the same whatever the case of their letters (ECMA-376 Part 2, 6.2.2.3).
    names = {path.lower(): path for path in members}
    path = names.get(posixpath.join(folder, "_rels", f"{file}.rels").lower())
    relations = parse(members[path], path).children if path else ()
    for kind in kinds:
        for relation in relations:
            if relation.get("Type").endswith(f"/relationships/{kind}"):
                yield from filter(None, (names.get(_target(folder, relation).lower()),))


def _target(folder: str, relation: Node) -> str:
    target = relation.get("Target")
    return posixpath.normpath(target if target.startswith("/") else f"{folder}/{target}").lstrip("/")


def _root(data: bytes, path: str) -> Xml:
    """Return the root of a part with all that is in it, comments included, so that it can be written again."""
    if len(data) > MAX_XML_PART:
        raise Refused(UNSAFE, f"holds {path}, which is larger than {MAX_XML_PART / 2**20:.0f} MB")
    if _DOCTYPE.search(data.replace(b"\0", b"")):  # without the zeros of UTF-16
        raise Refused(UNSAFE, _HAS_DOCTYPE.format(path))
    parser = _etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        strip_cdata=False,
    )
    try:
        root = _etree.fromstring(data, parser)
    except (_etree.XMLSyntaxError, ValueError, LookupError):
        raise Refused(NOT_WORD, f"is damaged: {path} is not XML") from None
    if root.getroottree().docinfo.doctype:
        raise Refused(UNSAFE, _HAS_DOCTYPE.format(path))
    return cast(Xml, root)


def _as_bytes(root: Xml, before: bytes) -> bytes:
    """Return a part as it was written before, its declaration letter by letter."""
    tree: Any = cast(Any, root).getroottree()
    head = _HEAD.match(before)
    if head and not _OTHER_ENCODING.search(head[0]):
        return head[0] + cast(bytes, _etree.tostring(tree, encoding="UTF-8", xml_declaration=False))
    return cast(bytes, _etree.tostring(tree, encoding="UTF-8", standalone=True))


def _pack(members: Mapping[str, bytes]) -> bytes:
    """Return the same file for the same members, whenever and wherever it is packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, held in members.items():
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system = 0
            archive.writestr(
                entry, held, zipfile.ZIP_STORED if entry.is_dir() else zipfile.ZIP_DEFLATED, compresslevel=6
            )
    return stream.getvalue()
