"""A Word file becomes the plain text of its blocks, read by pandoc and by nothing of ours."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Literal

from .package import W, kind, opened

BREAKS = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
# The text of these stands in the last of their contents.
WRAPPED = "Emph Strong Underline Strikeout Superscript Subscript SmallCaps Quoted Cite Span Link".split()


def blocks_of(docx: bytes, *, changes: Literal["accept", "reject"] = "accept") -> list[str]:
    """Return the text of each block in reading order; the text of a footnote stands at its mark as [[...]]."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in.docx")
        path.write_bytes(joined(docx, ("del", "moveFrom") if changes == "accept" else ("ins", "moveTo")))
        command = ["pandoc", "-f", "docx", f"--track-changes={changes}", "-t", "json", path]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    read = json.loads(done.stdout)
    titles = [meta for name in ("title", "subtitle", "author", "date", "abstract") if (meta := read["meta"].get(name))]
    found = [text for meta in titles for text in of_meta(meta)]
    for block in read["blocks"]:
        found += of_block(block)
    return [text for each in found if (text := tidy(each))]


def joined(docx: bytes, gone: tuple[str, str]) -> bytes:
    """Join the paragraphs whose mark goes: pandoc puts a space between, and takes a footnote for the second one."""
    package = opened(docx)
    for story in package.stories():
        for p in list(story.iter(f"{W}p")):
            changes = [each for tag in gone for each in p.findall(f"{W}pPr/{W}rPr/{W}{tag}")]
            following = next(p.itersiblings(f"{W}p", f"{W}tbl", f"{W}sdt"), None)
            for change in changes:
                change.getparent().remove(change)
            if changes and following is not None and kind(following) == "p":
                at = 1 if len(following) and kind(following[0]) == "pPr" else 0
                following[at:at] = [child for child in p if kind(child) != "pPr"]
                p.getparent().remove(p)
    return package.save()


def tidy(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def of_meta(meta: dict[str, Any]) -> list[str]:
    """Return the text of a title, which pandoc takes out of the text."""
    if meta["t"] == "MetaList":
        return [text for each in meta["c"] for text in of_meta(each)]
    if meta["t"] == "MetaBlocks":
        return of_blocks(meta["c"])
    return [of_inlines(meta["c"])] if meta["t"] == "MetaInlines" else [str(meta["c"])]


def of_blocks(blocks: list[dict[str, Any]]) -> list[str]:
    return [text for block in blocks for text in of_block(block)]


def of_block(block: dict[str, Any]) -> list[str]:
    content = block.get("c")
    match block["t"]:
        case "Para" | "Plain":
            return [of_inlines(content)]
        case "Header":
            return [of_inlines(content[2])]
        case "CodeBlock":
            return content[1].splitlines()
        case "RawBlock" | "HorizontalRule" | "Null":
            return []
        case "LineBlock":
            return [of_inlines(line) for line in content]
        case "BlockQuote":
            return of_blocks(content)
        case "Div":
            return of_blocks(content[1])
        case "BulletList":
            return [text for item in content for text in of_blocks(item)]
        case "OrderedList":
            return [text for item in content[1] for text in of_blocks(item)]
        case "DefinitionList":
            return of_definitions(content)
        case "Table":
            return of_table(content)
    raise ValueError(f"a block that the reader does not know: {block['t']}")


def of_definitions(content: list[Any]) -> list[str]:
    return [
        text for term, parts in content for text in [of_inlines(term), *(t for part in parts for t in of_blocks(part))]
    ]


def of_table(content: list[Any]) -> list[str]:
    _, (_, caption), _, (_, head), bodies, (_, foot) = content
    rows = [*head, *(row for _, _, first, more in bodies for row in [*first, *more]), *foot]
    cells = [cell for _, row in rows for cell in row]
    return of_blocks(caption) + [text for *_, blocks in cells for text in of_blocks(blocks)]


def of_inlines(inlines: list[dict[str, Any]]) -> str:
    return "".join(map(of_inline, inlines))


def of_inline(inline: dict[str, Any]) -> str:
    tag, content = inline["t"], inline.get("c")
    if tag in BREAKS:
        return BREAKS[tag]
    if tag == "Str":
        return content
    if tag in ("Code", "Math", "RawInline"):
        return content[1]
    if tag == "Note":
        return f"[[{' '.join(filter(None, map(tidy, of_blocks(content))))}]]"
    if tag == "Image":
        return ""
    if tag in WRAPPED:
        inner = (
            content[0]
            if tag == "Link" and len(content) == 2
            else content[1]
            if tag in ("Quoted", "Cite", "Span", "Link")
            else content
        )
        text = of_inlines(inner)
        return f"“{text}”" if tag == "Quoted" else text
    raise ValueError(f"an inline that the reader does not know: {tag}")
