"""The tokens of a paragraph become inlines: words, emphasis, links, facts, notes, each with its span."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markdown_it.token import Token

from reportgen.findings import Card
from reportgen.load.leftovers import LEFTOVERS, MARK
from reportgen.load.marks import LETTER
from reportgen.load.rules import narrative as rules
from reportgen.load.source import Segment, Text
from reportgen.model.narrative import (
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Span,
    WebLink,
    Words,
)

MAX_EMPHASIS = 8
"""Emphasis within emphasis; deeper marks are kept as text."""
_WEB = re.compile(r"https?://[^/?#\s]|mailto:[^@\s]+@[^@\s]", re.IGNORECASE)


@dataclass(slots=True)
class _Frame:
    """A mark that is open: its opening token, and what was read since. No token = the outermost."""

    opening: Token | None
    content: list[Inline]


class Reader:
    """Reads the children of one inline token."""

    def __init__(self, text: Text, segments: list[Segment]) -> None:
        self.text = text
        self.segments = segments
        self.offsets = [segment.at for segment in segments]
        self.frames = [_Frame(None, [])]
        self.refused: list[Span] = []

    def read(self, tokens: list[Token]) -> tuple[Inline, ...]:
        """Return the inlines, neighbouring words joined, and note what is left of marks in them."""
        skip: Token | None = None
        for number, token in enumerate(tokens):
            if skip is not None:
                # Nothing inside a refused link is read; what was typed stands there already.
                skip = None if token.type == "link_close" else skip
                continue
            if token.type == "link_open" and not self.sound_link(token, tokens[number + 1]):
                skip = token
                continue
            HANDLERS.get(token.type, Reader.unknown)(self, token)
        while len(self.frames) > 1:
            self.unwrap()
        inlines = join(self.frames[0].content)
        self.leftovers(inlines)
        return inlines

    def start(self, offset: int) -> int:
        """Return where the content's character at `offset` stands in the source."""
        index = bisect_right(self.offsets, offset) - 1
        if index < 0:
            return self.segments[0].start if self.segments else 0
        segment = self.segments[index]
        return min(segment.start + offset - segment.at, segment.end)

    def end(self, offset: int) -> int:
        """Return where the content's part that ends before `offset` ends in the source."""
        index = bisect_left(self.offsets, offset) - 1
        if index < 0:
            return self.start(offset)
        segment = self.segments[index]
        return segment.end if offset >= segment.at + segment.length else segment.start + offset - segment.at

    def span(self, token: Token) -> Span:
        """Return where a token stands in the source."""
        start, end = self.start(token.meta["start"]), self.end(token.meta["end"])
        return Span(start, max(start, end))

    def put(self, *inlines: Inline) -> None:
        """Add to what the innermost open mark holds."""
        self.frames[-1].content.extend(inlines)

    def verbatim(self, start: int, end: int) -> None:
        """Put the content from `start` to `end` as it was typed."""
        index = max(bisect_right(self.offsets, start) - 1, 0)
        while index < len(self.segments) and (segment := self.segments[index]).at < end:
            index += 1
            first, last = max(start, segment.at), min(end, segment.at + segment.length)
            if first >= last:
                continue
            if segment.end - segment.start != segment.length:
                self.put(Words("|", Span(segment.start, segment.end)))
                continue
            begin = segment.start + first - segment.at
            self.put(*self.text.words(begin, begin + last - first))

    def raw(self, token: Token) -> None:
        """Put a whole construct as it was typed."""
        self.verbatim(token.meta["start"], token.meta["end"])

    def refuse(self, token: Token, card: Card, message: str, *, found: str, expected: str = "") -> None:
        """Find fault with a whole construct, and put it as it was typed."""
        span = self.span(token)
        self.refused.append(span)
        self.text.find(card, span.start, message, found=found, expected=expected)
        self.raw(token)

    def plain(self, token: Token) -> None:
        """Put plain text; of a mark that found its partner nothing is left."""
        if token.content:
            self.raw(token)

    def special(self, token: Token) -> None:
        """Put the character that an escape or an entity stands for."""
        self.put(Words(token.content, self.span(token)))

    def line_end(self, token: Token) -> None:
        """Put a space for a line end, or a hard line break; between ideographs a line end is nothing."""
        start, end = self.start(token.meta["start"]), self.start(token.meta["end"])
        source = self.text.source
        if source[start] == "\n":
            # The library takes blanks before a line end from the words, but not before a backslash.
            while source[start - 1] == " ":
                start -= 1
        span = Span(start, max(start, end))
        if token.type == "hardbreak":
            self.put(LineBreak(span))
        elif not (_wide(source[start - 1 : start]) and _wide(source[span.end : span.end + 1])):
            self.put(Words(" ", span))

    def code(self, token: Token) -> None:
        """Put what stands between backticks."""
        width = len(token.markup)
        offset = self.start(token.meta["start"])
        message = "Code is not set apart in a report; its words are printed without the backticks."
        self.text.find(rules.PLAIN_TEXT, offset, message, found=token.content[:80])
        self.verbatim(token.meta["start"] + width, token.meta["end"] - width)

    def image(self, token: Token) -> None:
        """Put an image as it was typed."""
        message = "Pictures stand in images/images.yaml and are named by `image:` in the front matter."
        self.refuse(token, rules.NOT_READ, message, found="![...](...)")

    def note(self, token: Token) -> None:
        """Put a footnote at its mark."""
        label = str(token.meta["label"])
        mark = f"[^{label}]"
        if self.text.in_note:
            self.refuse(token, rules.NOT_READ, f"The note {mark} stands inside a note.", found=mark)
        elif label not in self.text.notes:
            message = f"The note {mark} is not defined."
            self.refuse(token, rules.FOOTNOTE_UNDEFINED, message, found=mark, expected=f"{mark}: ...")
        else:
            self.text.used.add(label)
            self.put(Footnote(label, self.text.notes[label], self.span(token)))

    def open(self, token: Token) -> None:
        """Open a mark."""
        self.frames.append(_Frame(token, []))

    def close(self, token: Token) -> None:
        """Close emphasis."""
        frame = self.frames.pop()
        opening = frame.opening
        if opening is None:
            self.frames.append(frame)
            return
        # The tokens of a double mark are the inner two of four; the outer two were emptied.
        extra = len(token.markup) - 1
        start, end = opening.meta["start"] - extra, token.meta["end"] + extra
        if len(self.frames) > MAX_EMPHASIS:
            if len(self.frames) == MAX_EMPHASIS + 1:
                message = f"Emphasis is nested more than {MAX_EMPHASIS} deep; its marks are printed."
                self.text.find(rules.PATHOLOGICAL, self.start(start), message)
            self.verbatim(start, opening.meta["end"])
            self.put(*frame.content)
            self.verbatim(token.meta["start"], end)
            return
        span = Span(self.start(start), self.end(end))
        self.put(Emphasis(join(frame.content), token.type == "strong_close", span))

    def unwrap(self) -> None:
        """Give up a mark that was never closed; its content stays."""
        frame = self.frames.pop()
        self.put(*frame.content)

    def close_link(self, token: Token) -> None:
        """Close a link."""
        frame = self.frames.pop()
        if frame.opening is None:
            self.frames.append(frame)
            return
        content: list[Inline] = frame.content
        if token.markup == "autolink":
            # The library shows the address decoded; what was typed is shown, and stands between < and >.
            span = self.span(token)
            content = [Words(self.text.source[span.start + 1 : span.end - 1], Span(span.start + 1, span.end - 1))]
        self.put(WebLink(join(content), str(frame.opening.attrs["href"]), self.span(token)))

    def sound_link(self, token: Token, following: Token) -> bool:
        """Say whether a link leads to the web or to a mailbox; if not, put what was typed."""
        href = str(token.attrs.get("href", ""))
        offset = self.start(token.meta["start"])
        problem = ""
        if quote(LETTER) in href:
            problem = "A reference to the data stands in the address of a link; an address is written out."
        elif not _WEB.match(href):
            problem = f"The link to “{href[:80]}” leads neither to the web nor to a mailbox."
        elif following.type == "link_close":
            problem = f"The link to “{href[:80]}” has no words to click on."
        if problem:
            expected = "https://... or mailto:..."
            self.refuse(token, rules.LINK, problem, found=href[:80], expected=expected)
            return False
        if token.attrs.get("title"):
            message = "What stands in quotation marks after the address is not printed."
            self.text.find(rules.PLAIN_TEXT, offset, message, found=str(token.attrs["title"])[:80])
        return True

    def unknown(self, token: Token) -> None:
        """Put what no narrative may hold as it was typed."""
        message = f"This construct ({token.type}) is not read; it is printed as typed."
        self.refuse(token, rules.NOT_READ, message, found=token.type)

    def leftovers(self, inlines: tuple[Inline, ...]) -> None:
        """Find what is left of marks in plain words."""
        for inline in inlines:
            if isinstance(inline, (Emphasis, WebLink)):
                self.leftovers(inline.content)
            elif isinstance(inline, Words) and len(inline.text) == inline.span.end - inline.span.start:
                if not MARK.search(inline.text):
                    continue
                for pattern, card, message in LEFTOVERS:
                    if match := pattern.search(inline.text):
                        at = inline.span.start + match.start()
                        if any(span.start <= at < span.end for span in self.refused):
                            continue
                        self.text.find(card, at, message.format(found=match[0][:40]), found=match[0][:80])


HANDLERS: Mapping[str, Callable[[Reader, Token], None]] = {
    "text": Reader.plain,
    "text_special": Reader.special,
    "softbreak": Reader.line_end,
    "hardbreak": Reader.line_end,
    "em_open": Reader.open,
    "em_close": Reader.close,
    "strong_open": Reader.open,
    "strong_close": Reader.close,
    "link_open": Reader.open,
    "link_close": Reader.close_link,
    "code_inline": Reader.code,
    "image": Reader.image,
    "footnote_ref": Reader.note,
}
"""Type of token -> what is done with it."""


def join(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring words that stand side by side in the source, letter for letter."""
    joined: list[Inline] = []
    run: list[Words] = []

    def flush() -> None:
        if len(run) > 1:
            span = Span(run[0].span.start, run[-1].span.end)
            joined.append(Words("".join(words.text for words in run), span))
        else:
            joined.extend(run)
        run.clear()

    for inline in inlines:
        plain = isinstance(inline, Words) and _verbatim(inline)
        if run and not (plain and run[-1].span.end == inline.span.start):
            flush()
        if isinstance(inline, Words) and plain:
            run.append(inline)
        else:
            joined.append(inline)
    flush()
    return tuple(joined)


def _verbatim(words: Words) -> bool:
    return len(words.text) == words.span.end - words.span.start and words.text != " "


def _wide(letter: str) -> bool:
    return bool(letter) and unicodedata.east_asian_width(letter) in "WF"
