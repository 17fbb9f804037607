"""The bytes of a Word file become the few parts that are read; what could do harm is refused by name.

A Word file is a zip with a list of content types and, beside each part, its relations (ECMA-376 Part 2).
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from reportgen.limits import MAX_PACKED_FILES, MAX_UNPACKED, MAX_UNPACKED_RATIO, MAX_XML_PART

from .rules import NOT_WORD, UNSAFE, Refused
from .tree import Node, parse

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (b"%PDF", "is a PDF file"),
    (b"{\\rtf", "is a Rich Text file"),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
)
_MAIN = re.compile(r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)\.main\+xml")
_OTHERS = {
    "spreadsheetml": "is a workbook",
    "presentationml": "is a presentation",
    "opendocument": "is an OpenDocument file",
}
_HARMFUL = {
    "vbaproject": "holds macros",
    "macroenabled": "holds macros",
    "vbadata": "holds macros",
    "activex": "holds ActiveX controls",
    "oleobject": "holds embedded objects",
    "afchunk": "holds embedded files (altChunk)",
    "attachedtoolbars": "holds toolbars",
    "keymapcustomizations": "holds key assignments",
}
"""Words in the names, types and relations of parts that say what they are."""
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATION = re.compile(r"/relationships/(?:metadata/)?([A-Za-z-]+)$")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, OverflowError, KeyError)  # fmt: skip
"""What `zipfile` raises on damaged input."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that are read; None where the file has none."""

    styles: Node
    theme: Node | None
    numbering: Node | None
    fonts: Node | None


T = TypeVar("T")


class WordFile:
    """A Word file, searched and found harmless, while it is open."""

    def __init__(self, archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> None:
        self._archive, self._members = archive, members
        _search(archive, members)
        main = _target(archive, members, "", "officeDocument")
        if main is None:
            raise Refused(NOT_WORD, "is packed like a Word file and holds no document")
        self.main = main

    def part(self, kind: str, source: str | None = None) -> tuple[str, bytes] | None:
        """Return name and bytes of the part that `source` (the document, or ``""`` for the package) has the relation
        `kind` to; None where there is none.
        """
        path = _target(self._archive, self._members, self.main if source is None else source, kind)
        return (path, self.bytes(path)) if path else None

    def bytes(self, path: str) -> bytes:
        """Return what the part at `path` holds."""
        return _bytes(self._archive, self._members[path.lower()])

    def targets(self, source: str) -> Mapping[str, tuple[str, str]]:
        """Return the relations of the part `source`: id -> last word of its type, and target."""
        folder, name = posixpath.split(source)
        relations = _read(self._archive, self._members, posixpath.join(folder, "_rels", f"{name}.rels"))
        return {
            each.get("Id"): (each.get("Type").rpartition("/")[2], each.get("Target"))
            for each in (relations.children if relations else ())
        }


def open_word_file(data: bytes) -> Parts:
    """Return the parts of a Word file that styles are read from.

    Raises:
        Refused: It is none, or is one that is not touched.
    """
    return read_word_file(data, _parts)


def read_word_file(data: bytes, read: Callable[[WordFile], T]) -> T:
    """Return what `read` makes of a Word file.

    Raises:
        Refused: It is none, or is one that is not touched.
    """
    _is_zip(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return read(WordFile(archive, _members(archive, len(data))))
    except _BROKEN:
        raise Refused(NOT_WORD, "is damaged: it cannot be unpacked") from None


def _is_zip(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Refused(NOT_WORD, "is protected with a password, so nothing in it can be read")
        raise Refused(NOT_WORD, "is a document of old Office programs (.doc)")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Refused(NOT_WORD, what)
    if not data:
        raise Refused(NOT_WORD, "is empty")
    if not data.startswith(b"PK"):
        raise Refused(NOT_WORD, "is not a Word file (.docx)")


def _members(archive: zipfile.ZipFile, size: int) -> Mapping[str, zipfile.ZipInfo]:
    """Return the entries by name, the whole list found sound before one of them is unpacked."""
    entries = archive.infolist()
    if len(entries) > MAX_PACKED_FILES:
        raise Refused(UNSAFE, f"holds {len(entries):,} packed files; at most {MAX_PACKED_FILES:,} are read")
    members: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or entry.orig_filename != name:
            raise Refused(UNSAFE, f"holds a packed file whose name leads elsewhere, “{_shown(name)}”")
        if entry.flag_bits & 1:
            raise Refused(NOT_WORD, "is protected with a password, so nothing in it can be read")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(name)  # ECMA-376 Part 2, annex B, allows no other way of packing
        if name.lower() in members:
            # Names of parts are the same whatever the case of their letters (ECMA-376 Part 2, 6.2.2.3).
            raise Refused(UNSAFE, f"holds two packed files with the name “{_shown(name)}”")
        members[name.lower()] = entry
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED or total > MAX_UNPACKED_RATIO * max(size, 1024):
        raise Refused(
            UNSAFE,
            f"is {size / 2**20:.1f} MB and would unpack to {total / 2**20:,.1f} MB; "
            f"at most {MAX_UNPACKED / 2**20:.0f} MB, and {MAX_UNPACKED_RATIO} times its size, are read",
        )
    if sum(entry.compress_size for entry in entries) > size:
        raise Refused(UNSAFE, "holds packed files that lie over one another")
    return members


def _parts(file: WordFile) -> Parts:
    def part(kind: str) -> Node | None:
        found = file.part(kind)
        return parse(found[1], found[0]) if found else None

    styles = part("styles")
    if styles is None:
        raise Refused(NOT_WORD, "is a Word file without styles")
    return Parts(styles, part("theme"), part("numbering"), part("fontTable"))


def _search(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> None:
    """Refuse what is not a document, what can run, and what leads elsewhere."""
    types = _read(archive, members, "[Content_Types].xml")
    if types is None:
        raise Refused(NOT_WORD, _other(archive, members))
    kinds = [child.get("ContentType") for child in types.children]
    for word, what in _HARMFUL.items():
        if any(word in kind.lower() for kind in kinds) or any(word in name for name in members):
            raise Refused(UNSAFE, what)
    for name in sorted(members):
        if name.endswith(".rels"):
            _search_relations(_read(archive, members, name))
    if not any(_MAIN.fullmatch(kind) for kind in kinds):
        found = next((what for word, what in _OTHERS.items() if any(word in kind for kind in kinds)), "")
        raise Refused(NOT_WORD, found or "is packed like a Word file and holds no document")


def _other(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> str:
    if "mimetype" in members and b"opendocument" in _bytes(archive, members["mimetype"]):
        return "is an OpenDocument file"
    return "is a packed file (zip), not a Word file"


def _search_relations(relations: Node | None) -> None:
    for relation in relations.children if relations else ():
        kind = relation.get("Type")
        word = kind.rpartition("/")[2]
        harm = next((what for name, what in _HARMFUL.items() if name in kind.lower()), "")
        if harm:
            raise Refused(UNSAFE, harm)
        if kind.startswith(_STRICT):
            raise Refused(NOT_WORD, "is saved as “Strict Open XML Document”; an ordinary Word document is expected")
        if relation.get("TargetMode") == "External" and word != "hyperlink":
            what = "a template" if word == "attachedTemplate" else f"content ({_shown(word)})"
            raise Refused(UNSAFE, f"takes {what} from elsewhere, “{_shown(relation.get('Target'))}”")


def _target(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], source: str, kind: str) -> str | None:
    """Return the part that `source`, or (empty) the package, has the relation `kind` to."""
    folder, name = posixpath.split(source)
    relations = _read(archive, members, posixpath.join(folder, "_rels", f"{name}.rels"))
    for relation in relations.children if relations else ():
        match = _RELATION.search(relation.get("Type"))
        if match and match[1] == kind:
            target = relation.get("Target")
            path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else f"{folder}/{target}")
            path = path.lstrip("/")
            if path.startswith(".."):
                raise Refused(UNSAFE, f"has a relation that leads out of the file, “{_shown(target)}”")
            return path if path.lower() in members else None
    return None


def _read(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], path: str) -> Node | None:
    entry = members.get(path.lower())
    return parse(_bytes(archive, entry), path) if entry else None


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what an entry holds; the size that it declares is not believed."""
    with archive.open(entry) as stream:
        data = stream.read(MAX_XML_PART + 1)
    if len(data) > MAX_XML_PART:
        message = f"holds {_shown(entry.filename)}, which is larger than {MAX_XML_PART / 2**20:.0f} MB"
        raise Refused(UNSAFE, message)
    return data


def _shown(text: str) -> str:
    """Return `text` so that it can stand in a sentence."""
    return "".join(character if character.isprintable() else "?" for character in text)[:80]
