"""A build becomes what its peers get: the very HTML, style sheet and pictures laid out, and the words of the Word file.

Usage: capture.py WORKSPACE FOLDER. The build runs through the API with its last two calls listened to, so that the
peers can never be given other work than ours does. The workspace is a copy: its charts are set to pictures.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import reportgen.writers.docx
import reportgen.writers.pdf
from reportgen import build_report
from reportgen.document import nodes

Span = tuple[str, str]
_KINDS = {b"\x89PNG": (".png", "image/png"), b"\xff\xd8\xff": (".jpg", "image/jpeg"), b"<": (".svg", "image/svg+xml")}


def main(workspace: Path, folder: Path) -> None:
    calls: dict[str, dict[str, Any]] = {}
    _listen(reportgen.writers.pdf, "lay_out", calls)
    _listen(reportgen.writers.docx, "write_docx", calls)
    # The peer knows no charts of Word's own; it gets pictures of them.
    settings = workspace / "report.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\ncharts: picture\n", encoding="utf-8")
    build_report(workspace, out=folder / "out", formats=("pdf", "docx"))
    pages, word = calls["lay_out"], calls["write_docx"]
    (folder / "report.html").write_text(pages["html"], encoding="utf-8")
    (folder / "print.css").write_text(pages["style"], encoding="utf-8")
    vector = _keep(pages["pictures"], folder)
    (folder / "vector.json").write_text(json.dumps(vector), encoding="utf-8")
    raster = _keep(word["pictures"], folder)
    content = list(_blocks(word["document"].blocks, raster))
    (folder / "content.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    print(_size(content, vector))


def _listen(module: Any, name: str, calls: dict[str, dict[str, Any]]) -> None:
    function: Callable[..., object] = getattr(module, name)

    def listening(*args: object, **options: object) -> object:
        calls[name] = dict(inspect.signature(function).bind(*args, **options).arguments)
        return function(*args, **options)

    setattr(module, name, listening)


def _keep(pictures: Mapping[str, bytes], folder: Path) -> dict[str, tuple[str, str]]:
    """Write pictures to files; return name -> (file, type)."""
    kept: dict[str, tuple[str, str]] = {}
    for name, data in pictures.items():
        end, kind = next(known for mark, known in _KINDS.items() if data.startswith(mark))
        file = hashlib.sha256(data).hexdigest()[:16] + end
        (folder / file).write_bytes(data)
        kept[name] = file, kind
    return kept


def _size(content: Sequence[Sequence[Any]], vector: Mapping[str, object]) -> str:
    tables = [item[1] for item in content if item[0] == "table"]
    counts = {
        "paragraphs": sum(item[0] not in ("table", "picture") for item in content),
        "tables": len(tables),
        "table rows": sum(len(rows) for rows in tables),
        "pictures in Word": sum(item[0] == "picture" for item in content),
        "pictures on pages": len(vector),
        "words": sum(len(text.split()) for item in content for text in _texts(item)),
    }
    return ", ".join(f"{number:,} {what}" for what, number in counts.items())


def _texts(item: Sequence[Any]) -> Iterator[str]:
    if item[0] == "heading":
        yield item[2]
    elif item[0] == "table":
        yield from (text for row in item[1] for text in row)
    elif item[0] != "picture":
        yield from (text for _, text in item[1])


def _spans(content: Sequence[nodes.Inline], look: str = "") -> Iterator[Span]:
    for inline in content:
        if isinstance(inline, nodes.Text):
            yield look, inline.text
        elif isinstance(inline, nodes.Break):
            yield look, "\n"
        elif isinstance(inline, nodes.Strong):
            yield from _spans(inline.content, "bold")
        elif isinstance(inline, nodes.Emphasis):
            yield from _spans(inline.content, "italic")
        else:
            yield from _spans(inline.content, look)


def _text(content: Sequence[nodes.Inline]) -> str:
    return "".join(text for _, text in _spans(content))


def _blocks(blocks: Sequence[nodes.Block], pictures: Mapping[str, tuple[str, str]]) -> Iterator[list[Any]]:
    for block in blocks:
        if isinstance(block, nodes.Heading):
            yield ["heading", block.level, _text(block.content)]
        elif isinstance(block, nodes.Paragraph):
            yield ["paragraph", list(_spans(block.content))]
        elif isinstance(block, nodes.List):
            for item in block.items:
                for kind, *rest in _blocks(item, pictures):
                    yield ["item" if kind == "paragraph" else kind, *rest]
        elif isinstance(block, nodes.Terms):
            for term, description in block.pairs:
                yield ["paragraph", [*_spans(term, "bold"), ("", " "), *_spans(description)]]
        elif isinstance(block, nodes.Table):
            yield ["caption", list(_spans(block.caption))]
            yield ["table", _grid(block)]
        elif isinstance(block, nodes.Figure):
            for picture in block.pictures:
                yield ["picture", pictures[picture.source][0], min(picture.width or 160, 160)]
            yield ["caption", list(_spans(block.caption))]
            yield from _blocks(block.notes, pictures)
        elif isinstance(block, nodes.Contents):
            for entry in block.entries:
                yield ["paragraph", list(_spans(entry.content))]
        else:
            yield from _blocks(block.blocks, pictures)


def _grid(table: nodes.Table) -> list[list[str]]:
    """Return a table's texts; a cell over several columns is followed by empty ones."""
    rows: list[list[str]] = []
    for row in (*table.head, *(row for body in table.bodies for row in body)):
        texts: list[str] = []
        for cell in row.cells:
            texts += [_text(cell.content)] + [""] * (cell.colspan - 1)
        rows.append((texts + [""] * table.columns)[: table.columns])
    return rows


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
