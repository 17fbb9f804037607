"""The parser finds its patterns again, and reads what it read without that."""

from __future__ import annotations

from typing import Any

import pytest
import tinyhtml5
from tinyhtml5 import inputstream

from reportgen.document.parse import Patterns, parse_html
from tests.conftest import Edition

STREAM: Any = inputstream
UP_TO_A_TAG = (frozenset("<&"), False)


def test_patterns_are_kept() -> None:
    parse_html("<p>one</p>")
    kept = dict(STREAM.characters_until_regex)
    parse_html("<p>two <em>three</em></p><p id='four'>five</p>")
    assert 0 < len(STREAM.characters_until_regex) < len(kept) + 4
    assert all(STREAM.characters_until_regex[key] is pattern for key, pattern in kept.items())


def test_the_parser_alone_does_not_find_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, tinyhtml5 keeps its patterns itself, and `Patterns` can go."""
    alone: dict[object, object] = {}
    monkeypatch.setattr(inputstream, "characters_until_regex", alone)
    STREAM.HTMLUnicodeInputStream("words<").chars_until(*UP_TO_A_TAG)
    assert alone and UP_TO_A_TAG not in alone


@pytest.mark.parametrize("characters", ["<&", "]^-\\", ' \t\n"', "a-z"])
@pytest.mark.parametrize("wanted", [True, False])
def test_a_pattern_reads_as_far_as_it_should(characters: str, wanted: bool) -> None:
    text = "bm é\\]-^<a"
    read = Patterns()[(frozenset(characters), wanted)].match(text)
    end = next((at for at, char in enumerate(text) if (char in characters) != wanted), len(text))
    assert (read.end() if read else 0) == end


def test_a_whole_report_is_read_as_without_them(demo: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    from xml.etree.ElementTree import tostring

    html = demo.html.decode()
    read = tostring(parse_html(html))
    monkeypatch.setattr(inputstream, "characters_until_regex", {})
    library: Any = tinyhtml5
    assert read == tostring(library.parse(html))
