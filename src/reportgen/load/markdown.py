"""The Markdown of a narrative becomes blocks of a closed list, each node with the span it was typed in.

What is not on the list is a finding, and its words are kept as text: nothing is lost. Spans are offsets into
the whole file; the text handed in has blanks where the front matter stood.

Of the spans: blocks and inlines come in order, and lie within what they belong to (a footnote's content
apart, which lies where the note was written). `Words` are either letter for letter what was typed, or one
thing that was typed otherwise: an escape, an entity, or a line end, which is a space.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from reportgen.findings import Finding
from reportgen.limits import MAX_LINK_MARKS, MAX_TABLE_COLUMNS, MAX_TABLE_ROWS
from reportgen.load.inlines import Reader
from reportgen.load.marks import mask
from reportgen.load.rules import narrative as rules
from reportgen.load.segments import of_cells, of_heading, of_lines
from reportgen.load.source import Segment, Text
from reportgen.load.spans import MAX_NESTING, parse
from reportgen.model.narrative import (
    Directive,
    Inline,
    ListBlock,
    NarrativeBlock,
    QuoteBlock,
    Span,
    TableBlock,
    TextBlock,
    Words,
)

HEADINGS = (2, 3)


@dataclass(frozen=True, slots=True)
class Read:
    """What a narrative's Markdown says."""

    blocks: tuple[NarrativeBlock, ...]
    directives: tuple[Directive, ...]
    findings: tuple[Finding, ...]


def read_markdown(source: str, file: str) -> Read:
    """Return the blocks, directives and findings of `source`."""
    masked = mask(source)
    text = Text(masked.text, file, masked.facts)
    for offset, found in masked.misspelt:
        expected = "<!-- reportgen: ignore RULE because REASON -->"
        message = "This directive is not understood."
        text.find(rules.DIRECTIVE, offset, message, found=found[:80], expected=expected)
    if problem := _beyond_measure(masked.text):
        offset, message = problem
        text.find(rules.PATHOLOGICAL, offset, message)
        blocks = text.paragraphs(0, len(masked.text))
    else:
        tokens = parse(masked.text)
        _deep(tokens, text)
        blocks = _Blocks(tokens, text).read()
    starts = [block.span.start for block in blocks]
    directives = tuple(
        Directive(ignored.rule, ignored.reason, text.place(ignored.start).line, bisect_left(starts, ignored.start))
        for ignored in masked.ignored
    )
    return Read(blocks, directives, tuple(text.findings))


def _beyond_measure(text: str) -> tuple[int, str] | None:
    """Find what would take the parser hours: its search for ends of links and cells is quadratic."""
    if text.count("[") > MAX_LINK_MARKS:
        at = [match.start() for match in re.finditer(r"\[", text)][MAX_LINK_MARKS]
        return at, f"More than {MAX_LINK_MARKS:,} opening brackets; from here on they are too many to read."
    at = 0
    for line in text.split("\n"):
        if line.count("|") > 10 * MAX_TABLE_COLUMNS:
            return at, f"This line has more than {10 * MAX_TABLE_COLUMNS} bars; no table is that wide."
        at += len(line) + 1
    return None


def _deep(tokens: list[Token], text: Text) -> None:
    for token in tokens:
        if token.level >= MAX_NESTING - 1 and token.nesting == 1 and "start" in token.meta:
            message = f"Lists and quotations are nested {MAX_NESTING} deep here; what is deeper was not read."
            text.find(rules.PATHOLOGICAL, token.meta["start"], message)
            return


class _Blocks:
    """Reads a list of block tokens from first to last; `at` is the next."""

    def __init__(self, tokens: list[Token], text: Text) -> None:
        self.tokens = tokens
        self.text = text
        self.at = 0
        self.headed = False  # a heading of the first level was read

    def read(self) -> tuple[NarrativeBlock, ...]:
        """Return all blocks. Notes are read first, so that they stand ready where their marks are met."""
        where = self.notes()
        blocks = self.until("")
        for label, offset in where.items():
            if label not in self.text.used:
                message = f"No mark [^{label}] points to this note; it is not printed."
                self.text.find(rules.FOOTNOTE_UNUSED, offset, message, found=f"[^{label}]:")
        return blocks

    def notes(self) -> dict[str, int]:
        """Read the definitions of footnotes; return label -> offset."""
        where: dict[str, int] = {}
        self.text.in_note = True
        for number, token in enumerate(self.tokens):
            if token.type != "footnote_reference_open":
                continue
            label, offset = str(token.meta["label"]), int(token.meta["start"])
            self.at = number + 1
            content = self.note(self.until("footnote_reference_close"), label, offset)
            if label in where:
                first = self.text.place(where[label])
                message = f"The note [^{label}] is defined twice, first at {first}; that one is printed."
                self.text.find(rules.FOOTNOTE_TWICE, offset, message, found=f"[^{label}]:")
            else:
                where[label] = offset
                self.text.notes[label] = content
        self.text.in_note = False
        self.at = 0
        return where

    def note(self, blocks: tuple[NarrativeBlock, ...], label: str, offset: int) -> tuple[Inline, ...]:
        """Join a note's blocks to one paragraph."""
        if len(blocks) != 1 or not isinstance(blocks[0], TextBlock):
            message = f"The note [^{label}] is set as one paragraph; its parts were joined."
            if not blocks:
                message = f"The note [^{label}] is empty."
            self.text.find(rules.FOOTNOTE_FORM, offset, message)
        content: list[Inline] = []
        for part in _paragraphs(blocks):
            if content and part:
                content.append(Words(" ", Span(content[-1].span.end, part[0].span.start)))
            content.extend(part)
        return tuple(content)

    def until(self, end: str) -> tuple[NarrativeBlock, ...]:
        """Read blocks to the token of type `end`, and pass it."""
        blocks: list[NarrativeBlock] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == end:
                break
            if token.type == "footnote_reference_open":
                while self.tokens[self.at].type != "footnote_reference_close":
                    self.at += 1
                self.at += 1
                continue
            if block := READERS.get(token.type, _Blocks.raw)(self, token):
                blocks.append(block)
        return tuple(blocks)

    def span(self, token: Token) -> Span:
        start, end = int(token.meta["start"]), int(token.meta["end"])
        return Span(start, start + len(self.text.source[start:end].rstrip(" \t\n")))

    def inlines(self, segments: list[Segment]) -> tuple[Inline, ...]:
        """Read the inline token that comes next, and the token that closes its block."""
        token = self.tokens[self.at]
        self.at += 2
        return Reader(self.text, segments).read(token.children or [])

    def paragraph(self, token: Token) -> NarrativeBlock | None:
        inline = self.tokens[self.at]
        segments = of_lines(self.text.source, inline.content, token.meta["lines"])
        content = self.inlines(segments)
        # A line of nothing but no-break spaces is a paragraph to the library.
        return TextBlock(content, 0, self.span(token)) if content else None

    def heading(self, token: Token) -> NarrativeBlock:
        inline, level = self.tokens[self.at], int(token.tag[1:])
        if token.markup.startswith("#"):
            segments = of_heading(self.text.source, inline.content, token.meta["start"], level)
        else:
            segments = of_lines(self.text.source, inline.content, token.meta["lines"])
        if level not in HEADINGS:
            message = f"A heading of level {level} is not read; it is printed as a paragraph."
            offset = int(token.meta["start"])
            self.text.find(rules.PLAIN_TEXT, offset, message, found=token.markup, expected="## or ###")
            level = 0
        elif not self.text.in_note:
            if level > HEADINGS[0] and not self.headed:
                message = "This heading stands under no ## heading; it is printed as one."
                self.text.find(
                    rules.HEADING_SKIPS, int(token.meta["start"]), message, found=token.markup, expected="##"
                )
                level = HEADINGS[0]
            self.headed = self.headed or token.tag == "h2"
        return TextBlock(self.inlines(segments), level, self.span(token))

    def bullets(self, token: Token) -> NarrativeBlock:
        ordered = token.type == "ordered_list_open"
        if ordered and int(token.attrs.get("start", 1)) != 1:
            message = f"A list that begins with {token.attrs['start']} is printed from 1."
            found = f"{token.attrs['start']}."
            self.text.find(rules.NUMBERED_LIST, int(token.meta["start"]), message, found=found, expected="1.")
        items: list[tuple[NarrativeBlock, ...]] = []
        while self.tokens[self.at].type == "list_item_open":
            self.at += 1
            items.append(self.until("list_item_close"))
        self.at += 1
        return ListBlock(ordered, tuple(items), self.span(token))

    def quotation(self, token: Token) -> NarrativeBlock:
        return QuoteBlock(self.until("blockquote_close"), self.span(token))

    def table(self, token: Token) -> NarrativeBlock | None:
        span = self.span(token)
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        align: list[str] = []
        while (part := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if part.type == "tr_open":
                rows.append(self.row(part, align if not rows else None))
        self.at += 1
        if len(align) > MAX_TABLE_COLUMNS or len(rows) > MAX_TABLE_ROWS:
            message = f"A table has at most {MAX_TABLE_COLUMNS} columns and {MAX_TABLE_ROWS:,} rows."
            self.text.find(rules.PATHOLOGICAL, span.start, message, found=f"{len(align)} x {len(rows)}")
        return TableBlock(rows[0], tuple(rows[1:]), tuple(align), span)

    def row(self, opening: Token, align: list[str] | None) -> tuple[tuple[Inline, ...], ...]:
        """Read a row; of the first, put the alignment of each column into `align`."""
        places = of_cells(self.text.source, int(opening.meta["start"]))
        cells: list[tuple[Inline, ...]] = []
        while (part := self.tokens[self.at]).type != "tr_close":
            self.at += 1
            if align is not None:
                align.append(str(part.attrs.get("style", "")).removeprefix("text-align:"))
            segments = places[len(cells)] if len(cells) < len(places) else []
            cells.append(self.inlines(segments))
        self.at += 1
        if len(places) > len(cells):
            offset = places[len(cells)][0].start if places[len(cells)] else int(opening.meta["start"])
            message = f"The row has {len(places)} cells, more than its table has columns; the rest is not printed."
            self.text.find(rules.NOT_READ, offset, message, found=str(len(places)), expected=str(len(cells)))
        return tuple(cells)

    def raw(self, token: Token) -> NarrativeBlock | None:
        """Keep what is not read as plain words."""
        if "start" not in token.meta:
            return None
        card, message = REFUSED.get(token.type, (rules.NOT_READ, f"This construct ({token.type}) is not read."))
        span = self.span(token)
        self.text.find(card, span.start, message, found=self.text.source[span.start : span.end][:40])
        return TextBlock(tuple(self.text.words(span.start, span.end)), 0, span)


READERS: Mapping[str, Callable[[_Blocks, Token], NarrativeBlock | None]] = {
    "paragraph_open": _Blocks.paragraph,
    "heading_open": _Blocks.heading,
    "bullet_list_open": _Blocks.bullets,
    "ordered_list_open": _Blocks.bullets,
    "blockquote_open": _Blocks.quotation,
    "table_open": _Blocks.table,
}
"""Type of token -> how its block is read. All others are kept as plain words."""

REFUSED = {
    "hr": (rules.PLAIN_TEXT, "A line across the page is not set; its signs are printed. Use a heading."),
    "fence": (rules.NOT_READ, "A block of code is not set in a report; it is printed as plain text."),
    "code_block": (
        rules.NOT_READ,
        "A paragraph that is indented by four spaces is read as code. Begin its lines at the margin.",
    ),
}
"""Type of token -> rule and what to say."""


def _paragraphs(blocks: tuple[NarrativeBlock, ...]) -> list[tuple[Inline, ...]]:
    """Return the inlines of all paragraphs, items and cells, in order."""
    parts: list[tuple[Inline, ...]] = []
    for block in blocks:
        match block:
            case TextBlock():
                parts.append(block.content)
            case QuoteBlock():
                parts.extend(_paragraphs(block.blocks))
            case ListBlock():
                for item in block.items:
                    parts.extend(_paragraphs(item))
            case TableBlock():
                parts.extend(cell for row in (block.head, *block.rows) for cell in row)
    return parts
