"""HTML becomes elements by the parser of the page layout (tinyhtml5), which is helped to keep its patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinyhtml5
from tinyhtml5 import inputstream


class Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """The patterns that the parser reads up to a character with, by the characters and whether those are to be read.

    tinyhtml5 2.1 keeps each pattern under itself, where it never looks, and joins and compiles it anew for every word:
    nearly half of its time.
    """

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, wanted = key
        listed = "".join(map(re.escape, characters))
        self[key] = pattern = re.compile(f"[{listed}]+" if wanted else f"[^{listed}]+")
        return pattern


inputstream.characters_until_regex = Patterns()


def parse_html(html: str) -> Any:
    """Return the root element of a complete HTML document."""
    library: Any = tinyhtml5  # it has no types of its own
    return library.parse(html)
