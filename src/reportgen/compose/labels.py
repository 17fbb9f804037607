"""Figures and tables become numbered, and references to them become "figure 3", also ahead of their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from markupsafe import Markup, escape

from reportgen.document import nodes as n
from reportgen.document.outline import walk
from reportgen.errors import TemplateError
from reportgen.language import Words

_REFERENCE = re.compile("\ue000([^\ue001]*)\ue001")
LISTED = 2
"""The contents hold headings down to this level."""


@dataclass
class Labels:
    """The numbers given so far in one manuscript; references are marks until all numbers are known."""

    words: Words
    counts: dict[str, int] = field(default_factory=dict[str, int])
    given: dict[str, tuple[str, int]] = field(default_factory=dict[str, tuple[str, int]])

    def label(self, kind: Literal["figure", "table"], id: str) -> Markup:
        """Number the figure or table `id`, and return its label for the caption."""
        if id in self.given:
            raise TemplateError(f"two figures or tables have the id {id!r}")
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.given[id] = (kind, self.counts[kind])
        text = self.words.t(f"label.{kind}", number=self.counts[kind])
        return Markup('<span class="label">{}</span> ').format(text)

    def reference(self, id: str) -> Markup:
        """Return a reference to a figure or table, numbered or still to come."""
        return Markup('<a class="ref" href="#{}">\ue000{}\ue001</a>').format(id, id)

    def resolve(self, html: str) -> str:
        """Return `html` with every reference's words in place.

        Raises:
            TemplateError: A reference to a figure or table that the report does not hold.
        """

        def words(match: re.Match[str]) -> str:
            if match[1] not in self.given:
                raise TemplateError(f"a reference to {match[1]!r}, which is no figure or table of this report")
            kind, number = self.given[match[1]]
            return str(escape(self.words.t(f"label.{kind}-inline", number=number)))

        return _REFERENCE.sub(words, html)


def plain(content: Iterable[n.Inline]) -> tuple[n.Inline, ...]:
    """Return a heading's inlines for a contents line: without footnotes, links and ids."""
    kept: list[n.Inline] = []
    for item in content:
        match item:
            case n.Note():
                pass
            case n.Text() | n.Break():
                kept.append(n.Text(text=item.text if isinstance(item, n.Text) else " "))
            case n.Span():
                kept.append(n.Span(content=plain(item.content), roles=item.roles, lang=item.lang, dir=item.dir))
            case n.Emphasis():
                kept.append(n.Emphasis(content=plain(item.content)))
            case n.Strong() | n.Link() | n.Fact():
                kept.extend(plain(item.content))
    return tuple(kept)


def entries(document: n.Document, kind: str) -> tuple[n.ContentsEntry, ...]:
    """Return the lines of the contents, or of the list of figures or tables."""
    found: list[n.ContentsEntry] = []
    for block in walk(document.blocks):
        match block:
            case n.Heading(level=level) if kind == "contents" and level <= LISTED and "unlisted" not in block.roles:
                found.append(n.ContentsEntry(target=block.id, level=level, content=plain(block.content)))
            case n.Figure() if kind == "figures" and block.caption and block.id:
                found.append(n.ContentsEntry(target=block.id, level=1, content=plain(block.caption)))
            case n.Table() if kind == "tables" and block.caption and block.id:
                found.append(n.ContentsEntry(target=block.id, level=1, content=plain(block.caption)))
            case _:
                pass
    return tuple(found)


def fill_contents(blocks: tuple[n.Block, ...], lists: dict[str, tuple[n.ContentsEntry, ...]]) -> tuple[n.Block, ...]:
    """Return the blocks with every empty `Contents` filled."""
    filled: list[n.Block] = []
    for block in blocks:
        match block:
            case n.Contents():
                filled.append(replace(block, entries=lists[block.kind]))
            case n.Container():
                filled.append(replace(block, blocks=fill_contents(block.blocks, lists)))
            case _:
                filled.append(block)
    return tuple(filled)
