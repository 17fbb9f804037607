"""The bytes of a workbook become cells, rules, notes and names, read without the code under test."""

from __future__ import annotations

import io
import os
import posixpath
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from tests.writers.docx.conftest import missing

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RECALCULATE = b"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True)
class Cell:
    kind: str
    value: str
    formula: str
    style: int


class Workbook:
    """A workbook as its XML says."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self._cells: dict[str, dict[str, Cell]] = {}
        self._roots: dict[str, etree._Element] = {}

    def xml(self, path: str) -> etree._Element:
        return etree.fromstring(self.zip.read(path))

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Return id -> kind and target."""
        folder, name = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.zip.namelist():
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in self.xml(rels)
        }

    @cached_property
    def paths(self) -> dict[str, str]:
        """Return name of a sheet -> path of its part."""
        rels = self.relations("xl/workbook.xml")
        sheets = self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")
        return {s.get("name", ""): rels[s.get(f"{REL}id", "")][1] for s in sheets}

    @cached_property
    def strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.zip.namelist():
            return []
        return ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in self.xml("xl/sharedStrings.xml")]

    def sheet(self, name: str) -> etree._Element:
        if name not in self._roots:
            self._roots[name] = self.xml(self.paths[name])
        return self._roots[name]

    def cells(self, name: str) -> dict[str, Cell]:
        """Return reference -> cell, of those that hold a value or a formula."""
        if name not in self._cells:
            self._cells[name] = self._read(name)
        return self._cells[name]

    def _read(self, name: str) -> dict[str, Cell]:
        found: dict[str, Cell] = {}
        for cell in self.sheet(name).iter(f"{MAIN}c"):
            kind = cell.get("t", "n")
            value, formula = cell.findtext(f"{MAIN}v") or "", cell.findtext(f"{MAIN}f") or ""
            if kind == "s":
                value = self.strings[int(value)]
            if kind == "inlineStr":
                value = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
            if value or formula:
                found[cell.get("r", "")] = Cell(kind, value, formula, int(cell.get("s", "0")))
        return found

    def column(self, name: str, heading: str, row: int = 2) -> str:
        """Return the letters of the column with this heading."""
        refs = [
            ref
            for ref, cell in self.cells(name).items()
            if cell.value == heading and ref.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(row)
        ]
        return refs[0].rstrip("0123456789")

    def notes(self, name: str) -> dict[str, str]:
        """Return reference -> the text of its comment."""
        path = next((target for kind, target in self.relations(self.paths[name]).values() if kind == "comments"), "")
        if not path:
            return {}
        comments = self.xml(path).iter(f"{MAIN}comment")
        return {c.get("ref", ""): "".join(t.text or "" for t in c.iter(f"{MAIN}t")) for c in comments}

    def rules(self, name: str) -> dict[str, etree._Element]:
        """Return area -> its validation."""
        return {rule.get("sqref", ""): rule for rule in self.sheet(name).iter(f"{MAIN}dataValidation")}

    @cached_property
    def names(self) -> dict[str, str]:
        return {n.get("name", ""): n.text or "" for n in self.xml("xl/workbook.xml").iter(f"{MAIN}definedName")}

    @property
    def everything(self) -> str:
        return "\n".join(self.zip.read(name).decode("utf-8", "replace") for name in self.zip.namelist())


def in_libreoffice(data: bytes, folder: Path, form: str = "xlsx") -> bytes:
    """Return a workbook as LibreOffice writes it, once it has computed every formula anew."""
    office = shutil.which("soffice")
    if not office or not (Path(os.path.realpath(office)).parent / "libsclo.so").exists():
        missing("LibreOffice Calc")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_bytes(RECALCULATE)
    (folder / "in.xlsx").write_bytes(data)
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form,
               "--outdir", folder / "out", folder / "in.xlsx"]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return (folder / "out" / f"in.{form}").read_bytes()
