"""Texts in several languages become `narrative` elements, and days and amounts the elements that IATI has for them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol

from reportgen.files import CONTROL
from reportgen.language import Words, languages
from reportgen.model import LocalText

_etree: Any = importlib.import_module("lxml.etree")  # no type stubs: typed by `Node`
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SURROGATE = re.compile("[\ud800-\udfff]")


class Node(Protocol):
    """What writing uses of an lxml element."""

    text: str | None

    def set(self, key: str, value: str) -> None: ...  # noqa: D102


def new_root(tag: str, attributes: dict[str, str]) -> Node:
    """Return the first element of a file."""
    return _etree.Element(tag, attributes)


def to_bytes(root: Node) -> bytes:
    """Return the file, indented."""
    _etree.indent(root, "  ")
    return _etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def clean(text: str) -> str:
    """Return `text` without the characters that XML cannot hold (XML 1.0, 2.2)."""
    return text.strip() if text.isprintable() else _SURROGATE.sub("", CONTROL.sub("", text)).strip()


def plain(number: Decimal) -> str:
    """Return a number as XML Schema writes it: without exponent, with as many decimals as were typed."""
    return format(number, "f")


def add(parent: Node, tag: str, **attributes: str | None) -> Node:
    """Add an element; ``iso_date`` becomes ``iso-date``, and what is None or empty is left out."""
    held = {key.replace("_", "-"): text for key, value in attributes.items() if value and (text := clean(value))}
    return _etree.SubElement(parent, tag, held)


def add_day(parent: Node, tag: str, day: date) -> None:
    """Add an element that holds a day."""
    add(parent, tag, iso_date=day.isoformat())


def add_value(parent: Node, amount: Decimal, day: date, *, currency: str = "") -> None:
    """Add an amount, in the currency of the activity unless said; `day` is the one as of which it is stated."""
    add(parent, "value", currency=currency, value_date=day.isoformat()).text = plain(amount)


@dataclass(frozen=True)
class Tongues:
    """The languages that a file is written in; the first is the one of texts that say nothing else."""

    languages: tuple[str, ...]

    @property
    def own(self) -> str:
        """The language of the file."""
        return self.languages[0] if self.languages else "en"

    def texts(self, text: LocalText) -> dict[str, str]:
        """Return language -> text in the report's languages; where it is in none of them, as it stands."""
        every = {key or self.own: words for key, value in text.root.items() if (words := clean(value))}
        wanted = {key: every[key] for key in self.languages if key in every}
        return wanted or every

    def joined(self, texts: Sequence[LocalText]) -> LocalText:
        """Return texts one below the other, in each language those that have it."""
        parts = [self.texts(text) for text in texts]
        every = [key for key in (*self.languages, *(key for part in parts for key in part))]
        return LocalText(
            {key: "\n".join(part[key] for part in parts if key in part) for key in dict.fromkeys(every) if key}
        )

    def narratives(self, parent: Node, text: LocalText) -> None:
        """Add a `narrative` to `parent` for each language of a text."""
        for language, words in self.texts(text).items():
            narrative = add(parent, "narrative")
            narrative.set(LANG, language)
            narrative.text = words

    def add(self, parent: Node, tag: str, text: LocalText, **attributes: str | None) -> Node | None:
        """Add an element that holds nothing but a text; none where there is no text."""
        if not self.texts(text):
            return None
        element = add(parent, tag, **attributes)
        self.narratives(element, text)
        return element

    @cached_property
    def _words(self) -> dict[str, Words]:
        return {key: Words(key) for key in self.languages} or {"en": Words("en")}

    @cached_property
    def _shipped(self) -> dict[str, Words]:
        ship = set(languages())
        return {key: words for key, words in self._words.items() if key in ship} or {"en": Words("en")}

    def say(self, key: str, **values: object) -> LocalText:
        """Return one of the program's own strings, in those of the report's languages that ship."""
        return self.made(lambda words: words.t(key, **values))

    def made(self, make: Callable[[Words], str]) -> LocalText:
        """Return what `make` says in each of the report's languages that ship."""
        return LocalText({key: make(words) for key, words in self._shipped.items()})

    def around(self, key: str, text: LocalText) -> LocalText:
        """Return one of the program's own strings with a text of the office in it, in each language of the text."""
        return LocalText(
            {
                language: (self._words.get(language) or next(iter(self._words.values()))).t(key, text=words)
                for language, words in self.texts(text).items()
            }
        )

    def word(self, key: str, language: str) -> str:
        """Return one of the program's own strings in one language of the report, in English where it does not ship."""
        return (self._words.get(language) or Words("en")).t(key)
