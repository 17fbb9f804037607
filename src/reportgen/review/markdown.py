"""Tokens become Markdown: what was kept as its author typed it, what is new escaped where it would mean something else.

Marks of emphasis and links are those of the source where the stretch is still there. Whoever calls reads the result
again and compares (`reportgen.review.patch`): some looks cannot be written in Markdown (CommonMark 0.31, 6.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportgen.review.tokens import Node, Token

_SIGNS = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#\w])|\{(?=\{)|!(?=\[)")
_OPENING = re.compile(r"(?:#{1,6}(?=[ \t]|$)|[-+=](?=[ \t]|$|[-=+ ])|>|\d{1,9}(?=[.)](?:[ \t]|$))|~~~|:|\|)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is set otherwise: strong, emphasis, or (with a `url`) a link, and how it is opened and closed."""

    key: str
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Bit:
    """A token to write: its look, and its own source (None = it is new)."""

    token: Token
    source: str | None
    marks: tuple[Mark, ...]


def mark_of(node: Node, source: str, key: str) -> Mark:
    """Return the marks that an author put around a stretch."""
    if not node.content:
        return Mark(key, "", "")
    start, end = node.content[0].span.start, node.content[-1].span.end
    return Mark(key, source[node.span.start : start], source[end : node.span.end])


def new_marks(token: Token) -> tuple[Mark, ...]:
    """Return marks for the look of a token that has none in the source."""
    marks: list[Mark] = []
    if token.link:
        url = token.link.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C")
        marks.append(Mark(f"link {token.link}", "[", f"]({url})"))
    if token.strong:
        marks.append(Mark("strong", "**", "**"))
    if token.emphasis:
        marks.append(Mark("emphasis", "*", "*"))
    return tuple(marks)


def write(bits: Sequence[Bit], *, cell: bool = False, opening: bool = True, careful: bool = False) -> str:
    """Return the Markdown of one paragraph, cell or note.

    Args:
        bits: In order.
        cell: Whether a bar would end it.
        opening: Whether it starts a line.
        careful: Whether every sign of new words is escaped, also where it usually means nothing.
    """
    out: list[str] = []
    open_: tuple[Mark, ...] = ()
    for bit in _set_spaces(bits):
        common = 0
        while common < min(len(open_), len(bit.marks)) and open_[common] == bit.marks[common]:
            common += 1
        out.extend(mark.closing for mark in reversed(open_[common:]))
        out.extend(mark.opening for mark in bit.marks[common:])
        open_ = bit.marks
        out.append(_words(bit, cell, careful))
    out.extend(mark.closing for mark in reversed(open_))
    text = "".join(out)
    return _unopened(text) if opening and not (bits and bits[0].source is not None) else text


def _words(bit: Bit, cell: bool, careful: bool) -> str:
    if bit.source is not None:
        return bit.source
    text = bit.token.text
    if text == "\n":
        return " " if cell else "\\\n"
    if careful:
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    return _SIGNS.sub(lambda match: "\\" + match[0], text)


def _unopened(text: str) -> str:
    """Return a text whose first letters are no mark of a heading, a list or a quotation."""
    match = _OPENING.match(text)
    if not match:
        return text
    if match[0][0].isdigit():
        return f"{match[0]}\\{text[match.end() :]}"
    return "\\" + text


def _set_spaces(bits: Sequence[Bit]) -> list[Bit]:
    """Return the bits with spaces at the edges of a marked stretch outside it: marks must touch a word (6.2)."""
    found = list(bits)
    for index, bit in enumerate(found):
        if not bit.token.text.isspace() or bit.token.fact:
            continue
        before = found[index - 1].marks if index else ()
        after = next((each.marks for each in found[index + 1 :] if not each.token.text.isspace()), ())
        common = 0
        while common < min(len(before), len(after)) and before[common] == after[common]:
            common += 1
        found[index] = Bit(bit.token, bit.source, before[:common])
    return found


def bits_of(
    tokens: Sequence[tuple[Token, Token | None]],
    source_of: Callable[[Token], str],
    marks_of: Callable[[Token], tuple[Mark, ...]],
) -> list[Bit]:
    """Return what is to be written.

    Args:
        tokens: Each token as returned, with the one that it was kept from (None = it is new).
        source_of: What its author typed for a kept token.
        marks_of: The marks around a kept token in the source.
    """
    bits: list[Bit] = []
    fresh: list[bool] = []  # whether its marks are not those of the source
    for token, kept in tokens:
        same = kept is not None and (token.look == kept.look or kept.blank or bool(kept.note))
        bits.append(
            Bit(token, source_of(kept) if kept else None, marks_of(kept) if kept and same else new_marks(token))
        )
        fresh.append(not same)
    return _joined(bits, fresh)


def _joined(bits: list[Bit], fresh: list[bool]) -> list[Bit]:
    """Give what is set anew the marks of its neighbour, if that looks the same: two stretches would touch."""
    joined = list(bits)
    for order in (range(len(bits)), range(len(bits) - 1, -1, -1)):
        last: int | None = None
        for index in order:
            if joined[index].token.blank:
                continue
            if last is not None and fresh[index] and joined[index].token.look == joined[last].token.look:
                joined[index] = Bit(joined[index].token, joined[index].source, joined[last].marks)
                fresh[index] = fresh[last]
            last = index
    return joined
