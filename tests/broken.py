"""Every case of bad input becomes a small workspace that has just that fault: a table for tests of reader, checks and command."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

from tests.helpers import MINIMAL, write_workspace

Files = dict[str, str | bytes | None]
NOTE = "narratives/en/progress-note-2024.md"
PARTNER = MINIMAL["partners.yaml"]
CONTRIBUTIONS = "partner,agreement,outcome,year,amount,currency,rate,disclosure\n"
SDG = "outcome,year,goal,target,share\n"
IMAGES = "images:\n  - id: opening\n    file: opening.png\n    alt: {en: Women at a table}\n    credit: {en: Ana Reyes}\n    consent: {who: not needed}\n"
STORY = "---\nkind: story\noutcome: D_1\nyear: 2024\ntitle: A story\nimage: opening\n---\nWords.\n"


def changed(name: str, old: str, new: str) -> str:
    assert old in MINIMAL[name], old
    return MINIMAL[name].replace(old, new, 1)


def picture(width: int = 300, height: int = 200) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(buffer, "PNG")
    return buffer.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 30,000 by 30,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    packed = zlib.compress(bytes(30_001) * 300, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pictured(images: str = IMAGES, data: bytes | None = None, **more: str | bytes | None) -> Files:
    return {"images": images, "images/opening.png": data or picture(), "narratives/en/story.md": STORY, **more}


def results(*rows: str, head: str = "indicator,period_start,period_end,value,absence,source") -> str:
    return "\n".join((head, *rows, ""))


CASES: dict[str, Files] = {
    "missing file": {"outcomes": None},
    "missing report.yaml": {"report": None},
    "wrong encoding": {"results": MINIMAL["results.csv"].encode("utf-16")},
    "byte-order mark": {"results": b"\xef\xbb\xbf" + MINIMAL["results.csv"].encode()},
    "Windows-1252": {"results": MINIMAL["results.csv"].replace("gazette", "gaceta ofici\u00e1l").encode("cp1252")},
    "unknown key": {"outcomes": changed("outcomes.yaml", "accumulation: sum", "acumulation: sum")},
    "unknown column": {"results": MINIMAL["results.csv"].replace("source", "sorce")},
    "duplicate key": {"office": MINIMAL["office.yaml"] + "code: again\n"},
    "duplicate id": {"partners": PARTNER + PARTNER.splitlines()[1] + "\n"},
    "duplicate code": {
        "outcomes": MINIMAL["outcomes.yaml"] + "\n".join(MINIMAL["outcomes.yaml"].splitlines()[1:5]) + "\n"
    },
    "wrong type": {"report": changed("report.yaml", "languages: [en]", "languages: {a: b}")},
    "impossible year": {"report": changed("report.yaml", "year: 2024\n", "year: 20244\n")},
    "impossible period": {"results": results("D_1.1.A,2024-12-31,2024-01-01,4,,x")},
    "impossible day": {"results": results("D_1.1.A,2024-02-30,2024-12-31,4,,x")},
    "unknown outcome": {"finance": changed("finance.csv", "D_1,", "D_9,")},
    "unknown outcome of a narrative": {NOTE: MINIMAL[NOTE].replace("outcome: D_1", "outcome: D_7")},
    "unknown indicator": {"results": changed("results.csv", "D_1.1.A", "D_1.1.B")},
    "unknown fact": {NOTE: MINIMAL[NOTE].replace('["D_1.1.A"]', '["D_1.1.B"]')},
    "malformed fact": {NOTE: MINIMAL[NOTE].replace('["D_1.1.A"]', '["D_1.1.A"')},
    "unknown SDG target": {"sdg": SDG + "D_1,2024,5,5.77,100\n"},
    "unknown partner": {"contributions": CONTRIBUTIONS + "norlandia,,D_1,2024,5,USD,,\n"},
    "unknown agreement": {"contributions": CONTRIBUTIONS + "norlund,A-77,D_1,2024,5,USD,,\n"},
    "unknown currency": {"contributions": CONTRIBUTIONS + "norlund,,D_1,2024,5,XQQ,2,\n"},
    "thousands separators": {"finance": changed("finance.csv", "1000000", '"1,000,000"')},
    "decimal comma": {"finance": changed("finance.csv", "950000", '"950000,5"')},
    "shares not 100": {"sdg": SDG + "D_1,2024,5,,60\nD_1,2024,16,,30\n"},
    "undeclared accumulation": {"outcomes": changed("outcomes.yaml", "            accumulation: sum\n", "")},
    "missing narrative": {NOTE: None},
    "image missing": pictured(**{"images/opening.png": None}),
    "image oversized": pictured(data=bomb()),
    "image without alternative text": pictured(IMAGES.replace("    alt: {en: Women at a table}\n", "")),
    "image without credit": pictured(IMAGES.replace("    credit: {en: Ana Reyes}\n", "")),
    "image without consent": pictured(IMAGES.replace("    consent: {who: not needed}\n", "")),
    "image with a consent that ended": pictured(
        IMAGES.replace("consent: {who: not needed}", "consent: {who: Ana Reyes, until: 2020-01-01}")
    ),
    "image that is none": pictured(data=b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "empty workspace": {**dict.fromkeys(MINIMAL), "readme.txt": "nothing here"},
    "broken YAML": {"office": "code: [unclosed\nname: {en: x}\n"},
    "YAML alias": {"office": "code: &a x\nname: *a\n"},
    "value and absence": {"results": results("D_1.1.A,2024-01-01,2024-12-31,4,withheld,x")},
    "HTML in a narrative": {NOTE: MINIMAL[NOTE] + "\n<script>alert(1)</script>\n"},
    "control character": {NOTE: MINIMAL[NOTE].replace("parliament", "parlia\x0bment")},
    "ragged row": {"results": MINIMAL["results.csv"] + "D_1.1.A,2023-01-01,2023-12-31,4,x,y,z\n"},
    "unknown plan": {"report": changed("report.yaml", "plan: SP-2022-2025", "plan: SP-2099")},
    "unknown theme": {"report": MINIMAL["report.yaml"] + "theme: lagon\n"},
    "unknown kind": {"report": changed("report.yaml", "kind: country-report", "kind: country-rapport")},
    "unknown language": {"report": changed("report.yaml", "languages: [en]", "languages: [xx]")},
    "unknown section": {"report": MINIMAL["report.yaml"] + "sections: {off: [sumary]}\n"},
    "unknown section in order": {"report": MINIMAL["report.yaml"] + "sections: {order: [cover, sumary]}\n"},
    "unknown fact among key figures": {
        "report": MINIMAL["report.yaml"] + "key_figures:\n  - {fact: counts.outcome, label: {en: x}}\n"
    },
}


def make(case: str, folder: Path) -> Path:
    """Write the workspace of a case into `folder` and return it."""
    return write_workspace(folder, **CASES[case])
