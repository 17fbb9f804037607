"""Paragraphs of a draft and pieces of a narrative become tokens: words, signs and spaces that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from reportgen.model import narrative as m
from reportgen.review.pieces import Piece
from reportgen.review.word.story import NOBODY, Paragraph, Stamp

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|\d+(?:[.,'’\u00a0\u202f\u2009]\d+)*|[^\W\d_]+(?:['’\u00ad\u2011][^\W\d_]+)*|[ \t\r]+|.",
    re.DOTALL,
)
PARAGRAPH = "\u2029"
"""Text of the token between two paragraphs of one group."""
_SPACE = re.compile(r"[ \t\r]+")
Nest = tuple[int, ...]
"""Which of a piece's marked stretches a token lies in, from the outermost: indexes of `Marked.nodes`."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, a space, or a footnote's mark.

    Attributes:
        text: As printed; empty for a footnote's mark.
        strong, emphasis, link: How it is set.
        fact: Bookmark of the fact that it is a part of.
        note: Origin of the footnote whose mark it is, or the key of a new one.
        origin: The piece that it was printed from; empty in what a report computes.
        start, end: Where it stands in the source of that piece; -1 where it has no place there.
        path: Of the marked stretches around it in the source.
        by: Who inserted it, if a tracked change says so.
        computed: A field's result.
        index: In the list that it belongs to.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    fact: str = ""
    note: str = ""
    origin: str = ""
    start: int = -1
    end: int = -1
    path: Nest = ()
    by: Stamp = NOBODY
    computed: bool = False

    @property
    def look(self) -> tuple[bool, bool, str]:
        """How it is set; a space has no look of its own."""
        return (False, False, "") if self.blank else (self.strong, self.emphasis, self.link)

    @property
    def blank(self) -> bool:
        """Whether it is a space."""
        return bool(self.text) and self.text.isspace() and not self.fact and self.text != PARAGRAPH


def plain(tokens: Iterable[Token]) -> str:
    """Return the text of tokens; a footnote's mark is left out."""
    return "".join(token.text for token in tokens)


def cut(stretches: Iterable[Token], *, by_fact: bool) -> tuple[Token, ...]:
    """Return stretches of any length as tokens; a word is parted where its look changes, and (`by_fact`) at a fact.

    White space is as in HTML: a stretch of it is one space, none stands at the ends or beside a line break.
    """
    found: list[Token] = []
    held: list[Token] = []
    for stretch in stretches:
        if stretch.note:
            found.extend(_cut(held, by_fact))
            found.append(stretch)
            held = []
        elif stretch.text:
            held.append(stretch)
    found.extend(_cut(held, by_fact))
    return _trimmed(_joined_spaces(found))


def _cut(stretches: list[Token], by_fact: bool) -> Iterator[Token]:
    owners = [index for index, stretch in enumerate(stretches) for _ in stretch.text]
    firsts = [0]
    for stretch in stretches:
        firsts.append(firsts[-1] + len(stretch.text))
    keys = [(s.strong, s.emphasis, s.link, s.path, s.fact if by_fact else "") for s in stretches]
    for match in _WORD.finditer("".join(stretch.text for stretch in stretches)):
        start = match.start()
        for at in range(start + 1, match.end() + 1):
            if at == match.end() or keys[owners[at]] != keys[owners[start]]:
                yield _token(match.string[start:at], start, at - 1, stretches, owners, firsts)
                start = at


def _token(text: str, first: int, last: int, stretches: list[Token], owners: list[int], firsts: list[int]) -> Token:
    """Return the token of characters `first` to `last`, with its place in the source."""
    a, b = stretches[owners[first]], stretches[owners[last]]
    fact = next((s.fact for s in stretches[owners[first] : owners[last] + 1] if s.fact), "")
    by = next((s.by for s in stretches[owners[first] : owners[last] + 1] if s.by != NOBODY), NOBODY)
    start, end = a.start, b.end
    if len(a.text) == a.end - a.start and not a.fact:
        start += first - firsts[owners[first]]
    if len(b.text) == b.end - b.start and not b.fact:
        end = b.start + last + 1 - firsts[owners[last]]
    # Not `dataclasses.replace`, which takes eight times as long: there are a hundred thousand words in a report.
    return Token(
        _SPACE.sub(" ", text), a.strong, a.emphasis, a.link, fact, "", a.origin, start, end, a.path, by, a.computed
    )


# Of a Word file -----------------------------------------------------------------------------------------------------


def of_paragraph(paragraph: Paragraph, notes: Mapping[str, str]) -> tuple[Token, ...]:
    """Return the tokens of a paragraph; `notes` gives the origin of each footnote's key, its own key for new ones."""
    stretches = (
        Token(
            run.text, run.strong, run.emphasis, run.link, run.facts[-1] if run.facts else "",
            notes.get(run.note, run.note) if run.note else "", by=run.by, computed=run.computed,
        )
        for run in paragraph.runs
    )  # fmt: skip
    return cut(stretches, by_fact=False)


def _joined_spaces(tokens: list[Token]) -> list[Token]:
    """Drop a space after a space, and the spaces around a line break; those typed before a break stay with it."""
    kept: list[Token] = []
    for token in tokens:
        before = kept[-1].text if kept else ""
        if token.text == " " and before in (" ", "\n") and not token.fact:
            continue
        if token.text == "\n" and before == " ":
            space = kept.pop()
            if token.start >= 0 and space.end == token.start:
                token = replace(token, start=space.start)
        kept.append(token)
    return kept


def _trimmed(tokens: list[Token]) -> tuple[Token, ...]:
    start, end = 0, len(tokens)
    while start < end and tokens[start].text in (" ", "\n") and not tokens[start].note:
        start += 1
    while end > start and tokens[end - 1].text in (" ", "\n") and not tokens[end - 1].note:
        end -= 1
    return tuple(tokens[start:end])


# Of a narrative -----------------------------------------------------------------------------------------------------

Node = m.Emphasis | m.WebLink


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece as tokens, and the marked stretches that they lie in."""

    piece: Piece
    tokens: tuple[Token, ...]
    nodes: tuple[Node, ...]


def of_piece(piece: Piece, printed: Iterable[tuple[str, str]]) -> Marked:
    """Return the tokens of a piece of a narrative.

    Args:
        piece: The piece.
        printed: Of each fact in it, in order: its bookmark, and what the draft prints.
    """
    nodes: list[Node] = []
    facts = iter(printed)
    stretches = _of_content(piece, piece.content, Token("", origin=piece.origin), nodes, facts)
    return Marked(piece, cut(list(stretches), by_fact=True), tuple(nodes))


def _of_content(
    piece: Piece, content: Iterable[m.Inline], like: Token, nodes: list[Node], facts: Iterator[tuple[str, str]]
) -> Iterator[Token]:
    for item in content:
        span = item.span
        match item:
            case m.Words(text=text):
                yield replace(like, text=text, start=span.start, end=span.end)
            case m.Emphasis():
                nodes.append(item)
                inner = replace(like, strong=like.strong or item.strong, emphasis=like.emphasis or not item.strong,
                                path=(*like.path, len(nodes) - 1))  # fmt: skip
                yield from _of_content(piece, item.content, inner, nodes, facts)
            case m.WebLink():
                nodes.append(item)
                inner = replace(like, link=item.url, path=(*like.path, len(nodes) - 1))
                yield from _of_content(piece, item.content, inner, nodes, facts)
            case m.FactReference():
                name, text = next(facts, ("", ""))
                yield replace(like, text=text, fact=name, start=span.start, end=span.end)
            case m.Footnote():
                origin = f"{piece.origin.rpartition('#')[0]}#^{item.label}"
                yield replace(like, strong=False, emphasis=False, note=origin, start=span.start, end=span.end)
            case m.LineBreak():
                yield replace(like, text="\n", start=span.start, end=span.end)
            case _:
                assert_never(item)
