"""A composed page becomes one whose foreign words name their language, and whose numbers keep their order in Arabic.

Texts come from many places (narratives, names of partners, captions of figures), so this is done once, to the whole.
"""

from __future__ import annotations

import html as entities
import re

from markupsafe import escape

from reportgen.language import Words, direction
from reportgen.language.scripts import by_script, home, is_plain, isolates

_PIECE = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+""")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_LANG = re.compile(r'\slang="([^"]*)"')
_VOID = frozenset(["br", "img", "meta", "link", "hr"])
_WIDE = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_GAP = re.compile(f"(?<=[{_WIDE}])[ \\t\\n]+(?=[{_WIDE}])")


def mark_tongues(html: str, words: Words) -> str:
    """Return a composed page with every switch of script marked: ``<span lang>``, and ``<bdi>`` for what is isolated.

    Where the page is in Chinese, a space or the end of a line between two of its characters is dropped: it stands
    between sentences that are joined, and at the line ends of a narrative's file.
    """
    start = html.find("<body")
    if is_plain(html[start:], words.language) and home(words.language) == "en":
        return html
    stack = [("html", words.language)]
    out = [html[:start]]
    for piece in _PIECE.findall(html[start:]):
        if piece.startswith("<"):
            _follow(piece, stack)
            out.append(piece)
        else:
            out.append(_marked(piece, stack[-1][1], words))
    return "".join(out)


def _follow(tag: str, stack: list[tuple[str, str]]) -> None:
    """Keep the stack of open elements, each with the language inside it."""
    match = _TAG.match(tag)
    if match is None or match[2].lower() in _VOID:
        return
    name = match[2].lower()
    if not match[1]:
        language = _LANG.search(tag)
        stack.append((name, language[1] if language else stack[-1][1]))
    elif name in (open_ for open_, _ in stack[1:]):
        while stack.pop()[0] != name:
            pass


def _marked(text: str, language: str, words: Words) -> str:
    text = entities.unescape(text)
    if home(language) == "zh":
        text = _GAP.sub("", text)
    if is_plain(text, language):
        return str(escape(text))
    out: list[str] = []
    for part, isolated in isolates(text):
        pieces = "".join(_piece(piece, other, language) for piece, other in by_script(part, language))
        out.append(f'<bdi dir="ltr">{pieces}</bdi>' if isolated and words.direction == "rtl" else pieces)
    return "".join(out)


def _piece(text: str, language: str, around: str) -> str:
    if not language:
        return str(escape(text))
    turn = "" if direction(language) == direction(around) else f' dir="{direction(language)}"'
    return f'<span lang="{language}"{turn}>{escape(text)}</span>'
