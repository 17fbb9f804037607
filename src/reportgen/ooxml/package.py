"""The bytes of a packed Office file become its parts, and changed parts become a file of which all others stay."""

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
from typing import IO

from reportgen.errors import WorkspaceError
from reportgen.files import decode, inside, read_bytes
from reportgen.limits import MAX_PACKED_FILES, MAX_UNPACKED, MAX_UNPACKED_RATIO, MAX_WORD_FILE, MAX_XML_PART
from reportgen.ooxml.xml import BrokenXml, Xml, parse

_OLE = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "Open it in a spreadsheet and save it as Excel Workbook (.xlsx)."
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, OverflowError, KeyError)  # fmt: skip
"""What `zipfile` raises on damaged input."""
_FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")


class UnreadablePackage(WorkspaceError):
    """A packed Office file that is not read; `why` goes on after its name and has no full stop, `mend` says what to do."""

    def __init__(self, name: str, why: str, mend: str = "") -> None:
        super().__init__(f"{name} {why}.")
        self.name = name
        self.why = why
        self.mend = mend

    def __reduce__(self) -> tuple[type[UnreadablePackage], tuple[str, str, str]]:
        return type(self), (self.name, self.why, self.mend)


@dataclass(frozen=True, slots=True)
class Package:
    """A packed file, such as a workbook.

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
        """Return the file with some parts changed or added; the others stay, in their order and with their dates."""
        stream = io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(stream, "w") as new:
                new.comment = old.comment
                for entry in old.infolist():
                    held = changes[entry.filename] if entry.filename in changes else old.read(entry)
                    new.writestr(_same(entry), held)
                for name in sorted(changes.keys() - set(old.namelist())):
                    new.writestr(zipfile.ZipInfo(name), changes[name], zipfile.ZIP_DEFLATED)
        except _BROKEN:
            raise self.refused("is damaged: it cannot be unpacked") from None
        return stream.getvalue()

    def stream(self, path: str, limit: int) -> Unpacking:
        """Return a part to be read while it is unpacked: worksheets are far larger than other parts."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(self.data))
            return Unpacking(self, path, archive.open(self.paths[path.lower()]), limit)
        except _BROKEN:
            raise self.refused(f"is damaged: {shown(path)} cannot be unpacked") from None

    def refused(self, why: str, mend: str = "") -> UnreadablePackage:
        """Return the error that says why it is not read."""
        return UnreadablePackage(self.name, why, mend)


@dataclass(slots=True)
class Unpacking:
    """A part that is read while it is unpacked, as lxml reads files.

    Attributes:
        limit: The most bytes that are read, whatever the package says of the part's size.
    """

    package: Package
    path: str
    source: IO[bytes]
    limit: int
    count: int = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        try:
            held = self.source.read(size)
        except _BROKEN:
            raise self.package.refused(f"is damaged: {shown(self.path)} cannot be unpacked") from None
        self.count += len(held)
        if self.count > self.limit:
            raise self.package.refused(
                f"holds {shown(self.path)}, which is larger than {self.limit / 2**20:.0f} MB",
                "Delete empty rows and columns that are formatted, and sheets that are not needed.",
            )
        return held

    def close(self) -> None:
        """Let go of the part."""
        self.source.close()


def open_package(root: Path, name: str) -> Package:
    """Return a workbook of the workspace in `root`, once its list of parts is known to be sound.

    Raises:
        WorkspaceError: It is missing, leads out of the workspace, or is none that is touched.
    """
    data, findings = read_bytes(inside(root, name), name, MAX_WORD_FILE)
    if data is None:
        raise WorkspaceError(f"{findings[0].message} {findings[0].hint}")
    return package_of(name, data)


def package_of(name: str, data: bytes) -> Package:
    """Return the packed file that `data` is, once its list of parts is known to be sound.

    Raises:
        UnreadablePackage: It is no packed file, or none that is touched.
    """
    package = Package(name, data, {})
    if data.startswith(_OLE):
        raise _old(package)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Package(name, data, _paths(package, archive.infolist()))
    except _BROKEN:
        raise _foreign(package) from None


def _old(package: Package) -> UnreadablePackage:
    """Say which of two files it is that begin alike: one behind a password (MS-OFFCRYPTO 2.3.1), or one of old programs."""
    if _ENCRYPTED in package.data:
        return package.refused(
            "is protected with a password",
            "Open it in Excel, remove the password under File, Info, Protect Workbook, and save it again.",
        )
    if any(name.encode("utf-16-le") in package.data for name in ("Workbook", "Book")):
        return package.refused("is a workbook of old Office programs (.xls)", _SAVE_AS)
    return package.refused("is protected with a password, or is a workbook of old Office programs (.xls)", _SAVE_AS)


def _foreign(package: Package) -> UnreadablePackage:
    head = package.data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PK"):
        return package.refused(
            "is no workbook (.xlsx), or a damaged one that was cut off on its way",
            "Ask for the file again, or take an earlier copy.",
        )
    if head.startswith(b"<"):
        return package.refused(
            "is no workbook but a web page or XML under the name of one",
            _SAVE_AS,
        )
    if not isinstance(decode(package.data[:65_536]), str) and head:
        return package.refused(
            "is no workbook but text, such as CSV, under the name of one",
            "Open it in a spreadsheet and save it as Excel Workbook (.xlsx), or give it back its name (.csv).",
        )
    return package.refused("is no workbook (.xlsx), or a damaged one", _SAVE_AS)


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
