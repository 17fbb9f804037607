"""The source of a narrative becomes what is needed to write into it: pieces, marks, labels of notes, places of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.model import narrative as m
from reportgen.review.book import Leaf
from reportgen.review.changed import Written
from reportgen.review.markdown import Bit, Mark, bits_of, mark_of, write
from reportgen.review.pieces import Piece
from reportgen.review.tokens import Token


@dataclass
class Source:
    """The text of one narrative as it was sent, its pieces, and what a new footnote says.

    Attributes:
        new_notes: Key of a new footnote -> its tokens.
        labels: Key of a new footnote -> the label that it gets; labels that are taken map to themselves.
        texts, all_leaves: Of all narratives of the draft: words may come from another one.
        heading: Level in the draft of a heading ``##``.
        careful: Whether every sign of new words is escaped.
        gone: Leaves that are deleted by any step.
    """

    file: str
    text: str
    narrative: m.Narrative
    leaves: Sequence[Leaf]
    notes: Mapping[str, Leaf]
    new_notes: Mapping[str, tuple[tuple[Token, Token | None], ...]] = field(
        default_factory=dict[str, tuple[tuple[Token, Token | None], ...]]
    )
    labels: dict[str, str] = field(default_factory=dict[str, str])
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    all_leaves: Mapping[str, Leaf] = field(default_factory=dict[str, Leaf])
    heading: int = 2
    careful: bool = False
    gone: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.by_origin = {leaf.origin: leaf for leaf in (*self.leaves, *self.notes.values())}

    # Words

    def written(self, tokens: Iterable[tuple[Token, Token | None]], *, cell: bool = False, opening: bool = True) -> str:
        """Return the Markdown of one paragraph."""
        bits = bits_of(list(tokens), self.typed, self.marks)
        return write([self._noted(bit) for bit in _once(bits)], cell=cell, opening=opening, careful=self.careful)

    def typed(self, kept: Token) -> str:
        """Return what its author typed for a token, also one of another narrative."""
        if kept.start < 0:
            return kept.text
        return self.texts.get(kept.origin.rpartition("#")[0], self.text)[kept.start : kept.end]

    def marks(self, kept: Token) -> tuple[Mark, ...]:
        """Return the marks around a kept token in its source."""
        leaf = self.all_leaves.get(kept.origin) or self.by_origin.get(kept.origin)
        if leaf is None or leaf.marked is None:
            return ()
        source = self.texts.get(leaf.file, self.text)
        return tuple(mark_of(leaf.marked.nodes[i], source, f"{kept.origin} {i}") for i in kept.path)

    def _noted(self, bit: Bit) -> Bit:
        """Return a footnote's mark with a label: its own, or a new one."""
        note = bit.token.note
        own = note.startswith(f"{self.file}#^")
        if not note or (own and bit.source is not None):
            return bit
        if own:
            return Bit(bit.token, f"[^{note.partition('#^')[2]}]", bit.marks)
        return Bit(bit.token, f"[^{self.label(note)}]", bit.marks)

    def label(self, note: str) -> str:
        """Return the label of a new footnote, or of one from another narrative."""
        if note not in self.labels:
            number = 1
            while f"n{number}" in self.labels:
                number += 1
            self.labels[note] = f"n{number}"
            self.labels.setdefault(f"n{number}", f"n{number}")
        return self.labels[note]


def _once(bits: list[Bit]) -> list[Bit]:
    """Leave out what stands for a part of something that was typed as one: a fact of three words, an entity."""
    kept: list[Bit] = []
    for bit in bits:
        last = kept[-1] if kept else None
        t = bit.token
        if (last and bit.source is not None and last.source is not None and t.fact and last.token.fact == t.fact
                and (last.token.start, last.token.origin) == (t.start, t.origin)):  # fmt: skip
            continue
        kept.append(bit)
    return kept


def block_text(source: Source, written: Written, marker: str) -> str:
    """Return one paragraph as a block of its own."""
    shape = written.shape
    text = margined(source.written(written.tokens, opening=not shape.level))
    if shape.level:
        return f"{'#' * min(3, max(2, 2 + shape.level - source.heading))} {_one_line(text)}"
    if shape.item:
        indent = " " * len(marker) * (shape.item - 1)
        return f"{indent}{marker}" + text.replace("\n", f"\n{indent}{' ' * len(marker)}")
    if shape.quote:
        return "> " + text.replace("\n", "\n> ")
    return text


def margined(text: str, lead: str = "") -> str:
    """Return a text whose further lines begin with `lead`, whatever began them where they were typed."""
    return re.sub(r"\n[ \t>]*", "\n" + lead, text)


def lead_of(source: Source, piece: Piece) -> str:
    """Return what begins the further lines of a piece: as wide as the marks before its first one, bars of quotations kept."""
    start = source.text.rfind("\n", 0, piece.span.start) + 1
    return re.sub(r"[^>\s]", " ", source.text[start : piece.span.start])


def _one_line(text: str) -> str:
    return re.sub(r"[ \t]*\\?\n[ \t]*", " ", text)


def row_line(source: Source, table: m.NarrativeBlock, row: int) -> tuple[int, int] | None:
    """Return where the line of a table's row stands; the second line of a table parts head and rows."""
    if not isinstance(table, m.TableBlock):
        return None
    start = table.span.start
    start = source.text.rfind("\n", 0, start) + 1
    for _ in range(row + (row > 0)):
        start = source.text.find("\n", start) + 1
        if start == 0:
            return None
    end = source.text.find("\n", start)
    return start, len(source.text) if end < 0 else end


def margin(text: str, at: int) -> int:
    """Return the start of the line of `at`, if only blanks stand before it."""
    start = text.rfind("\n", 0, at) + 1
    return start if not text[start:at].strip() else at
