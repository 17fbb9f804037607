"""python-docx alone: what `capture.py` kept becomes a plain Word file. Usage: peer_docx.py FOLDER OUT.docx.

The same words, table rows and pictures in the same order, filled row by row (`row.cells`), as its users write it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Mm, Pt


def main(folder: Path, out: Path) -> None:
    content: list[list[Any]] = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    document = Document()
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Sans", Pt(10)
    styles: dict[str, Any] = {"paragraph": None}
    styles |= {"item": document.styles["List Bullet"], "caption": document.styles["Caption"]}
    for kind, *rest in content:
        if kind == "heading":
            document.add_heading(rest[1], rest[0])
        elif kind == "picture":
            document.add_picture(str(folder / rest[0]), width=Mm(rest[1]))
        elif kind == "table":
            rows: list[list[str]] = rest[0]
            table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        else:
            paragraph = document.add_paragraph(style=styles[kind])
            for look, text in rest[0]:
                run = paragraph.add_run(text)
                if look:
                    setattr(run, look, True)
    document.save(str(out))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
