"""A composed page becomes one whose tall rows may break over pages, and whose long words may break over lines.

Rows of tables are kept whole, and a word decides how narrow its column may be. Real data hold paragraphs where a
number was meant, and addresses of a hundred letters; kept whole, they would push what follows off the page.
"""

from __future__ import annotations

import re
from html import unescape

TALL = 400
"""Letters of a cell from which its row may break: in the narrowest column that is most of a page across."""
LONG = 30
"""Letters of a word from which it may break anywhere; no language of the house writes such words often."""
ENDLESS = 120
"""Letters of a word from which it is no word, and falls into pieces: layout looks at all of a piece for every letter."""
PIECE = 40
"""Letters of such a piece."""
UNBROKEN = 32
"""Letters that a cell of class ``decimal`` keeps in one line; what is longer is no number, and is set as words are."""
UNBROKEN_WORDS = 16
"""The same of several words."""
UNBROKEN_WORD = 12
"""The same where there is no digit."""

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b([^>]*)>(.*?)</tr>", re.DOTALL)
_HEAD = re.compile(r"<thead>(?=(?:(?!</thead>).)*<tr class=\"(?:[^\"]* )?tall\")", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_BREAK = re.compile(r"<br\b[^>]*>|<small\b")
_LETTER = r"(?:[^\s&<>\u200b]|&#?\w+;)"
_WORD = re.compile(rf"{_LETTER}{{{LONG},}}")
_PIECE = re.compile(rf"{_LETTER}{{1,{PIECE}}}")
_WORDS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_CLASS = re.compile(r'class="([^"]*)"')


def let_break(html: str) -> str:
    """Return a composed page with marks where its tables may break: rows and heads ``tall``, spans ``long``.

    Args:
        html: The page; its tables hold no tables.
    """
    return _TABLE.sub(lambda found: _HEAD.sub('<thead class="tall">', _ROW.sub(_row, _words(found[0]))), html)


def _row(row: re.Match[str]) -> str:
    attributes, inner = row[1], _CELL.sub(_cell, row[2])
    tall = any(len(_plain(cell[3])) > TALL for cell in _CELL.finditer(inner))
    return f"<tr{_with(attributes, 'tall') if tall else attributes}>{inner}</tr>"


def _cell(cell: re.Match[str]) -> str:
    """Return a cell; one that is no number is not set as one."""
    kinds = _CLASS.search(cell[2])
    if not kinds or "decimal" not in kinds[1].split() or cell[1] == "th":
        return cell[0]
    if 'class="absent"' in cell[3] or _is_number(_plain(_BREAK.split(cell[3])[0])):
        return cell[0]
    rest = " ".join(kind for kind in kinds[1].split() if kind != "decimal")
    attributes = cell[2].replace(kinds[0], f'class="{rest}"' if rest else "").rstrip()
    return f"<td{attributes}>{cell[3]}</td>"


def _is_number(text: str) -> bool:
    if not any(letter.isdigit() for letter in text):
        return len(text) <= UNBROKEN_WORD
    return len(text) <= (UNBROKEN_WORDS if _WORDS.search(text) else UNBROKEN)


def _words(table: str) -> str:
    pieces = _TAG.split(table)
    pieces[::2] = (_WORD.sub(_long, piece) for piece in pieces[::2])
    return "".join(pieces)


def _long(word: re.Match[str]) -> str:
    letters = unescape(word[0])
    pieces = [word[0]] if len(letters) < ENDLESS else _PIECE.findall(word[0])
    return "\u200b".join(f'<span class="long">{piece}</span>' for piece in pieces)


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _with(attributes: str, kind: str) -> str:
    """Return the attributes of a tag with a class more."""
    if _CLASS.search(attributes):
        return _CLASS.sub(lambda found: f'class="{found[1]} {kind}"', attributes)
    return f'{attributes} class="{kind}"'
