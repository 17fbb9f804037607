"""A workspace becomes five returned drafts of about sixty pages, each with ten paragraphs edited, as colleagues do."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

FILES = 5
EDITS = 10
SECTIONS = (
    "foreword summary context D_1 D_2 D_3 D_4 D_5 D_6 O_1 O_2 joint-work finance partners lessons-risks next-year annex-results"
).split()
"""All but the annexes of money, partners, notes and data: 60 pages of the demonstration's 88."""
_TEXT = re.compile(rb"(<w:t(?: [^>]*)?>)([^<]{60,})(</w:t>)")


def returned(demo: Path) -> list[Path]:
    """Return where the files stand, beside the workspace."""
    return [demo.parent / f"back-{number}.docx" for number in range(FILES)]


def send_and_edit(demo: Path) -> None:
    """Send a draft and edit it, once; put the workspace back to how it was sent."""
    kept = demo.parent / "sent"
    if not kept.exists():
        program = "from reportgen.cli import main; main()"
        out = demo.parent / "drafts"
        command = [sys.executable, "-c", program, "review", "send", demo, "--out", out]
        command += [part for name in SECTIONS for part in ("--section", name)]
        subprocess.run(command, check=True, capture_output=True)
        [draft] = out.rglob("*.docx")
        for number, path in enumerate(returned(demo)):
            path.write_bytes(edited(draft.read_bytes(), number))
        shutil.copytree(demo, kept)
    shutil.rmtree(demo)
    shutil.copytree(kept, demo)


def edited(draft: bytes, number: int) -> bytes:
    """Return the draft with words added to `EDITS` long paragraphs that are no other file's."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draft)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                anchored = [
                    match for match in _TEXT.finditer(data) if b'"rg_' in data[match.start() - 400 : match.start()]
                ]
                for match in reversed(anchored[number::FILES][:EDITS]):
                    at = match.end(2)
                    data = data[:at] + b" as colleagues found" + data[at:]
            new.writestr(entry, data)
    return stream.getvalue()
