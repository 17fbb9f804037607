"""markdown-it's tokens get the offsets they were read from: blocks in the source, inlines in their block.

The library keeps line numbers only. Its parsers are built here from the rules that a narrative may use, each
wrapped so that the tokens it makes are marked with where it started and stopped reading.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

MAX_NESTING = 20
"""Deeper blocks are skipped by the library; whoever reads the tokens must say so."""

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

_ANYWHERE = ["paragraph", "blockquote", "list"]
BLOCK_RULES: tuple[tuple[str, BlockRule, list[str]], ...] = (
    ("table", rules_block.table, ["paragraph"]),
    ("code", rules_block.code, []),
    ("fence", rules_block.fence, _ANYWHERE),
    ("blockquote", rules_block.blockquote, _ANYWHERE),
    ("hr", rules_block.hr, _ANYWHERE),
    ("list", rules_block.list_block, ["paragraph", "blockquote"]),
    ("footnote_def", footnote_def, ["paragraph"]),
    ("heading", rules_block.heading, ["paragraph", "blockquote"]),
    ("lheading", rules_block.lheading, []),
    ("paragraph", rules_block.paragraph, []),
)
"""Name, rule, and what it may interrupt; in the order of trying. Neither HTML nor link definitions."""

INLINE_RULES: tuple[tuple[str, InlineRule], ...] = (
    ("text", rules_inline.text),
    ("newline", rules_inline.newline),
    ("escape", rules_inline.escape),
    ("backticks", rules_inline.backtick),
    ("emphasis", rules_inline.emphasis.tokenize),
    ("link", rules_inline.link),
    ("image", rules_inline.image),
    ("footnote_ref", partial(footnote_ref, always_match=True)),
    ("autolink", rules_inline.autolink),
    ("entity", rules_inline.entity),
)
"""Name and rule, in the order of trying. No HTML, no strikethrough."""


def parse(text: str) -> list[Token]:
    """Return the tokens of `text`.

    Of a block token ``meta`` holds ``start`` and ``end`` (offsets) and ``lines`` (where the words of each of
    its lines start); of an inline's child ``start`` and ``end`` in the inline's ``content``.
    """
    return _parser().parse(text, {})


@cache
def _parser() -> MarkdownIt:
    parser = _AnyLink("js-default", {"maxNesting": MAX_NESTING})
    parser.block = _Blocks()
    parser.inline = _Inlines()
    # No `normalize`: line ends are plain by now. No `text_join`: escapes stay apart from the words around
    # them.
    parser.core.ruler.enableOnly(["block", "inline"])
    return parser


class _AnyLink(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Let every address through: whoever reads the tokens refuses by name what is not web or mail."""
        return True


class _Blocks(ParserBlock):
    def __init__(self) -> None:
        self.ruler = Ruler[BlockRule]()
        for name, rule, interrupts in BLOCK_RULES:
            self.ruler.push(name, _mark_blocks(rule), {"alt": interrupts})


def _mark_blocks(rule: BlockRule) -> BlockRule:
    def marked(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            for token in state.tokens[first:]:
                if token.map and "start" not in token.meta:
                    token.meta = {**token.meta, **_offsets(state, token.map[0], token.map[1])}
        return True

    return marked


def _offsets(state: StateBlock, first: int, stop: int) -> dict[str, Any]:
    # Rules inside a quotation or a list have their own idea of where a line starts; it holds only until they
    # return.
    last = max(stop - 1, first)
    while last > first and state.isEmpty(last):
        last -= 1
    lines = [state.bMarks[line] + state.tShift[line] for line in range(first, last + 1)]
    return {"start": lines[0], "end": max(state.eMarks[last], lines[0]), "lines": lines}


class _State(StateInline):
    """Knows where the text starts that is no token yet: always one unbroken part of the source."""

    pending_start = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta = {"start": self.pending_start, "end": self.pending_start + len(token.content)}
        return token


class _Inlines(ParserInline):
    def __init__(self) -> None:
        super().__init__()
        self.ruler = Ruler[InlineRule]()
        for name, rule in INLINE_RULES:
            self.ruler.push(name, rule if name == "text" else _mark_inlines(rule, each=name == "emphasis"))
        self.ruler2.enableOnly(["balance_pairs", "emphasis"])

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _mark_inlines(rule: InlineRule, *, each: bool) -> InlineRule:
    def marked(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        start, first = state.pos, len(state.tokens)
        if not rule(state, False):
            return False
        for token in state.tokens[first:]:
            if "start" in token.meta:
                continue
            if each:
                # A run of asterisks is one token each.
                token.meta = {**token.meta, "start": start, "end": start + len(token.content)}
                start += len(token.content)
            else:
                token.meta = {**token.meta, "start": start, "end": state.pos}
        return True

    return marked
