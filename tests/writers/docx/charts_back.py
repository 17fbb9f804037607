"""The native charts of a Word file become what they hold, from the XML alone: cached numbers, and cells behind them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lxml import etree

from .read_back import WP, part

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CODE = re.compile(r'"[^"]*"|\\.|([#0,]*0(?:\.0+)?)(,*)')


@dataclass(frozen=True)
class Cached:
    """One series as the chart keeps it; what has no number is not there."""

    name: str
    names: dict[int, str]
    numbers: dict[int, str]
    codes: dict[int, str]
    where: tuple[str, str, str]


@dataclass(frozen=True)
class Native:
    """One chart: its words for people who do not see it, its part, its series and its workbook."""

    alt: str
    root: Any
    series: tuple[Cached, ...]
    workbook: bytes

    @property
    def cells(self) -> dict[str, str | Decimal]:
        return cells_of(self.workbook)


def native_charts(docx: bytes) -> list[Native]:
    """Return the charts of the text, in order."""
    charts: list[Native] = []
    for frame in part(docx).iter(f"{WP}inline"):
        for chart in frame.iter(f"{C}chart"):
            path = _target(docx, "word/document.xml", chart.get(f"{R}id"))
            root = part(docx, path)
            held = _target(docx, path, root.find(f"{C}externalData").get(f"{R}id"))
            with zipfile.ZipFile(io.BytesIO(docx)) as archive:
                workbook = archive.read(held)
            series = tuple(_series(each) for each in root.iter(f"{C}ser"))
            charts.append(Native(frame.find(f"{WP}docPr").get("descr"), root, series, workbook))
    return charts


def _target(docx: bytes, path: str, key: str) -> str:
    folder, _, name = path.rpartition("/")
    for relation in part(docx, f"{folder}/_rels/{name}.rels"):
        if relation.get("Id") == key:
            return posixpath.normpath(posixpath.join(folder, relation.get("Target")))
    raise KeyError(key)


def _series(ser: Any) -> Cached:
    tx, cat, val = (ser.find(f"{C}{tag}")[0] for tag in ("tx", "cat", "val"))
    usual = val.findtext(f"{C}numCache/{C}formatCode")
    points = list(val.iter(f"{C}pt"))
    return Cached(
        tx.findtext(f".//{C}v"),
        {int(point.get("idx")): point.findtext(f"{C}v") or "" for point in cat.iter(f"{C}pt")},
        {int(point.get("idx")): point.findtext(f"{C}v") for point in points},
        {int(point.get("idx")): point.get("formatCode") or usual for point in points},
        tuple(each.findtext(f"{C}f") for each in (tx, cat, val)),  # type: ignore[arg-type]
    )


def cells_of(workbook: bytes) -> dict[str, str | Decimal]:
    """Return the cells of the only sheet: texts, and numbers to the 15 digits that a spreadsheet keeps."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        [sheet] = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        texts = [
            "".join(each.itertext(f"{S}t")) for each in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]  # fmt: skip
        found: dict[str, str | Decimal] = {}
        for cell in etree.fromstring(archive.read(sheet)).iter(f"{S}c"):
            assert [child.tag for child in cell] == [f"{S}v"], "a formula, or a cell of another kind"
            value = cell.findtext(f"{S}v")
            shared = cell.get("t") == "s"
            found[cell.get("r")] = texts[int(value)] if shared else Decimal(f"{float(value):.15g}")
    return found


def printed(number: Decimal, code: str) -> str:
    """Return `number` as Word prints it under a format code, with the separators of English."""
    positive, _, negative = code.partition(';"−"')
    assert negative in ("", positive)
    match = next((match for match in _CODE.finditer(positive) if match[1]), None)

    def piece(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0][1:-1] if found[0].startswith('"') else found[0][1:]
        places = len(found[1].partition(".")[2])
        scaled = abs(number).scaleb(-3 * len(found[2]))
        rounded = scaled.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        return f"{rounded:,f}" if "#,##" in found[1] else f"{rounded:f}"

    sign = "−" if number < 0 and match else ""
    return sign + _CODE.sub(piece, positive)
