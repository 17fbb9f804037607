"""The bytes of a returned Word file become a story: every run with its change, every paragraph with its anchors.

The XML itself is read, never python-docx's text, which drops what was inserted and what stands in content controls.
Tracked changes are ECMA-376 Part 1, 17.13.5; bookmarks 17.13.6; comments 17.13.4; threads are [MS-DOCX] 2.5.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.review.word.paragraphs import LONGEST, Reader, W, attribute, truth
from reportgen.review.word.story import Paragraph, Remark, Story
from reportgen.review.word.styles import Styles, read_numbering, read_styles
from reportgen.writers.docx.own.archive import WordFile, read_word_file
from reportgen.writers.docx.own.rules import NOT_WORD, Refused
from reportgen.writers.docx.own.tree import parse_xml

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def read_story(data: bytes) -> Story:
    """Return what a Word file says.

    Raises:
        Refused: It is no Word file, is damaged, or holds what could do harm: macros, embedded programs, content from
            elsewhere, a document type, sizes beyond measure (`reportgen.writers.docx.own.archive`).
    """
    return read_word_file(data, _story)


def _story(file: WordFile) -> Story:
    styles = _styles(file)
    body = parse_xml(file.bytes(file.main), file.main).find(f"{W}body")
    paragraphs = tuple(Reader(styles, _links(file, file.main)).read(body))
    if not any(paragraph.runs for paragraph in paragraphs):  # else all that was sent would be taken for deleted
        raise Refused(NOT_WORD, "holds no text")
    return Story(
        paragraphs=paragraphs,
        notes=_notes(file, styles),
        margins=tuple(_margins(file, styles)),
        remarks=tuple(_remarks(file)),
        properties=_properties(file),
        editor=_editor(file),
    )


def _styles(file: WordFile) -> Styles:
    part, numbering = file.part("styles"), file.part("numbering")
    return read_styles(
        parse_xml(part[1], part[0]) if part else None,
        read_numbering(parse_xml(numbering[1], numbering[0])) if numbering else {},
    )


def _links(file: WordFile, source: str) -> Mapping[str, str]:
    return {key: target for key, (kind, target) in file.targets(source).items() if kind == "hyperlink"}


def _notes(file: WordFile, styles: Styles) -> dict[str, tuple[Paragraph, ...]]:
    """Read footnotes, and endnotes, into which some programs turn them; separators have a type (17.11.21)."""
    found: dict[str, tuple[Paragraph, ...]] = {}
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
        part = file.part(kind)
        if part is None:
            continue
        links = _links(file, part[0])
        for note in parse_xml(part[1], part[0]).iter(f"{W}{tag}"):
            if attribute(note, "type") in ("", "normal"):
                key = f"{tag}:{attribute(note, 'id')}"
                found[key] = tuple(Reader(styles, links, note=key).read(note))
    return found


def _margins(file: WordFile, styles: Styles) -> Iterator[str]:
    for kind, target in sorted(file.targets(file.main).values()):
        if kind in ("header", "footer"):
            path = f"word/{target}" if not target.startswith("/") else target.lstrip("/")
            root = parse_xml(file.bytes(path), path)
            for paragraph in Reader(styles, {}).read(root):
                yield "".join(run.text for run in paragraph.runs if run.mark != "del" and not run.computed)


def _remarks(file: WordFile) -> Iterator[Remark]:
    part, extended = file.part("comments"), file.part("commentsExtended")
    if part is None:
        return
    threads: dict[str, tuple[str, bool]] = {}
    if extended:
        for each in parse_xml(extended[1], extended[0]).iter(f"{W15}commentEx"):
            threads[each.get(f"{W15}paraId", "")] = (
                each.get(f"{W15}paraIdParent", ""),
                truth(each.get(f"{W15}done") or "0"),
            )
    comments = list(parse_xml(part[1], part[0]).iter(f"{W}comment"))
    owner = {
        paragraph.get(f"{W14}paraId", ""): attribute(comment, "id")
        for comment in comments
        for paragraph in comment.iter(f"{W}p")
    }
    for comment in comments:
        paragraphs = list(comment.iter(f"{W}p"))
        last = paragraphs[-1].get(f"{W14}paraId", "") if paragraphs else ""
        parent, done = threads.get(last, ("", False))
        yield Remark(
            key=attribute(comment, "id"),
            author=attribute(comment, "author")[:LONGEST],
            initials=attribute(comment, "initials")[:LONGEST],
            date=attribute(comment, "date")[:LONGEST],
            text="\n".join(_plain(each) for each in paragraphs).strip(),
            parent=owner.get(parent, "") if parent else "",
            done=done,
            threaded=last in threads,
        )


def _plain(paragraph: Any) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    parts = [signs.get(each.tag) or str(each.text or "") for each in paragraph.iter() if each.tag in (f"{W}t", *signs)]
    return "".join(parts)


def _properties(file: WordFile) -> dict[str, str]:
    part = file.part("custom-properties", "")
    if part is None:
        return {}
    root = parse_xml(part[1], part[0])
    return {each.get("name", ""): "".join(each.itertext()) for each in root if isinstance(each.tag, str)}


def _editor(file: WordFile) -> str:
    part = file.part("core-properties", "")
    if part is None:
        return ""
    for each in parse_xml(part[1], part[0]):
        if isinstance(each.tag, str) and each.tag.endswith("}lastModifiedBy"):
            return (each.text or "").strip()
    return ""
