"""The bytes of a workbook become its parts, and parts that changed become a workbook of which all others stay."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import WorkspaceError
from reportgen.files import inside, read_bytes
from reportgen.limits import MAX_PACKED_FILES, MAX_UNPACKED, MAX_UNPACKED_RATIO, MAX_WORD_FILE, MAX_XML_PART
from reportgen.review.values.xml import BrokenXml, Xml, parse

_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, OverflowError, KeyError)  # fmt: skip
"""What `zipfile` raises on damaged input."""
_FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook.

    Attributes:
        name: Its path in the workspace, for messages.
        data: Its bytes.
        paths: Path of each part in lower case -> path as written. Names of parts are the same whatever the case of
            their letters (ECMA-376 Part 2, 6.2.2.3).
    """

    name: str
    data: bytes
    paths: Mapping[str, str]

    def part(self, path: str) -> bytes:
        """Return what a part holds."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(self.paths[path.lower()]) as stream:
                held = stream.read(MAX_XML_PART + 1)
        except _BROKEN:
            raise self.refused(f"is damaged: {shown(path)} cannot be unpacked") from None
        if len(held) > MAX_XML_PART:
            raise self.refused(f"holds {shown(path)}, which is larger than {MAX_XML_PART / 2**20:.0f} MB")
        return held

    def root(self, path: str) -> Xml:
        """Return the root of an XML part."""
        try:
            return parse(self.part(path))
        except BrokenXml as why:
            raise self.refused(f"is damaged or unsafe: {shown(path)} {why}") from None

    def relations(self, source: str) -> Iterator[tuple[str, str, str]]:
        """Yield id, kind and target of each relation of a part within the file, or (empty) of the package."""
        folder, file = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path.lower() not in self.paths:
            return
        for relation in self.root(path).iter("{*}Relationship"):
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                whole = posixpath.normpath(target if target.startswith("/") else f"{folder}/{target}").lstrip("/")
                yield relation.get("Id") or "", (relation.get("Type") or "").rpartition("/")[2], whole

    def related(self, source: str, kind: str) -> str | None:
        """Return the first part to which another has a relation of this kind."""
        targets = (target for _, each, target in self.relations(source) if each == kind)
        return next((target for target in targets if target.lower() in self.paths), None)

    def has_formulas(self, sheets: Iterator[str]) -> bool:
        """Say whether any of these sheets has a formula."""
        return any(_FORMULA.search(self.part(path).replace(b"\0", b"")) for path in sheets)

    def repacked(self, changes: Mapping[str, bytes]) -> bytes:
        """Return the workbook with some parts changed: the same parts in the same order, with the same dates."""
        stream = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(stream, "w") as new:
                new.comment = old.comment
                for entry in old.infolist():
                    held = changes[entry.filename] if entry.filename in changes else old.read(entry)
                    new.writestr(_same(entry), held)
        except _BROKEN:
            raise self.refused("is damaged: it cannot be unpacked") from None
        return stream.getvalue()

    def refused(self, why: str) -> WorkspaceError:
        """Return the error that says why nothing in the workbook is changed."""
        return WorkspaceError(f"{self.name} {why}. Nothing in it was changed: take the change over in a spreadsheet.")


def open_package(root: Path, name: str) -> Package:
    """Return a workbook of the workspace in `root`, once its list of parts is known to be sound.

    Raises:
        WorkspaceError: It is missing, leads out of the workspace, or is none that is touched.
    """
    data, findings = read_bytes(inside(root, name), name, MAX_WORD_FILE)
    if data is None:
        raise WorkspaceError(f"{findings[0].message} {findings[0].hint}")
    package = Package(name, data, {})
    if data.startswith(_OLE):
        raise package.refused("is protected with a password, or is a workbook of old Office programs (.xls)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Package(name, data, _paths(package, archive.infolist()))
    except _BROKEN:
        raise package.refused("is no workbook (.xlsx), or a damaged one") from None


def _paths(package: Package, entries: list[zipfile.ZipInfo]) -> dict[str, str]:
    size = len(package.data)
    if len(entries) > MAX_PACKED_FILES:
        raise package.refused(f"holds {len(entries):,} packed files; at most {MAX_PACKED_FILES:,} are read")
    paths: dict[str, str] = {}
    for entry in entries:
        name = entry.filename
        if (
            name.startswith("/")
            or "\\" in name
            or ":" in name
            or ".." in name.split("/")
            or entry.orig_filename != name
        ):
            raise package.refused(f"holds a packed file whose name leads elsewhere, “{shown(name)}”")
        if entry.flag_bits & 1:
            raise package.refused("is protected with a password, so nothing in it can be read")
        if name.lower() in paths:
            raise package.refused(f"holds two packed files with the name “{shown(name)}”")
        paths[name.lower()] = name
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED or total > MAX_UNPACKED_RATIO * max(size, 1024):
        raise package.refused(
            f"is {size / 2**20:.1f} MB and would unpack to {total / 2**20:,.1f} MB; "
            f"at most {MAX_UNPACKED / 2**20:.0f} MB, and {MAX_UNPACKED_RATIO} times its size, are read"
        )
    if sum(entry.compress_size for entry in entries) > size:
        raise package.refused("holds packed files that lie over one another")
    return paths


def _same(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return a new entry like this one: sizes and offsets of the old one would be believed."""
    new = zipfile.ZipInfo(entry.filename, entry.date_time)
    new.compress_type = entry.compress_type
    new.create_system = entry.create_system
    new.external_attr = entry.external_attr
    new.internal_attr = entry.internal_attr
    new.comment = entry.comment
    return new


def shown(text: str) -> str:
    """Return `text` so that it can stand in a sentence."""
    return "".join(character if character.isprintable() else "?" for character in text)[:80]
