"""The parts of a package become those that some changes leave: changed, added, led to, and told by kind."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from reportgen.limits import MAX_UNPACKED
from reportgen.ooxml.package import Package
from reportgen.ooxml.xml import BrokenXml, Xml, as_bytes, element, parse

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
KINDS = "[Content_Types].xml"
START = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")


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


def add_kind(parts: Parts, tag: str, **attributes: str) -> None:
    """Say what kind of part a part is, or those with an ending are; where that is said, it stays."""
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


def relate(parts: Parts, source: str, kind: str, target: str) -> str:
    """Add a relation from one part to another, and return its id; `kind` is its whole name."""
    path = _relations_of(source)
    before = parts.part(path)
    empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
    root = parts.root(path, before if before is not None else empty)
    taken = {each.get("Id") for each in root.iterchildren()}
    new = next(each for n in range(1, 10**6) if (each := f"rId{n}") not in taken)
    root.append(element(f"{{{_RELATIONS}}}Relationship", Id=new, Type=kind, Target=f"/{target}"))
    parts.put(path, as_bytes(root, before if before is not None else empty))
    return new


def family(parts: Parts, sheet: str) -> str:
    """Return how the names of relations of a sheet begin: those of “Strict” workbooks are others."""
    start = START.search(parts.part(sheet) or b"")
    return STRICT if start and b"purl.oclc.org" in start[0] else OFFICE
