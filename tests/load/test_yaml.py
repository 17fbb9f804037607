from __future__ import annotations

from typing import Any

import pytest

from reportgen.load.yaml import read_yaml
from reportgen.model.base import PlacedDict


def good(text: str) -> Any:
    data, findings = read_yaml(text, "report.yaml")
    assert [str(finding) for finding in findings] == []
    return data


def only(text: str) -> str:
    _, [finding] = read_yaml(text, "report.yaml")
    return str(finding)


def test_plain_scalars_stay_strings():
    data = good("country: NO\nsdg: 5.10\nyear: 2024\non: yes\nday: 2024-01-01\noct: 010\n")
    assert data == {
        "country": "NO",
        "sdg": "5.10",
        "year": "2024",
        "on": "yes",
        "day": "2024-01-01",
        "oct": "010",
    }


def test_only_nothing_tilde_and_null_are_none():
    data = good("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: [~, x]\n")
    assert data == {"a": None, "b": None, "c": None, "d": "", "e": "null", "f": [None, "x"]}


def test_values_and_keys_know_their_places():
    data = good("# head\ntitle: {en: One, fr: Deux}\nitems:\n  - code: A\n    sdgs: [5, '5.5']\n")
    assert isinstance(data, PlacedDict)
    origin = data.origin
    assert (str(origin.place("title")), str(origin.place("title[fr]"))) == (
        "report.yaml:2:8",
        "report.yaml:2:22",
    )
    assert origin.names["items"] == (3, 1)
    item = data["items"][0]
    assert str(item.origin.place()) == "report.yaml:4:5"
    assert str(item.origin.place("sdgs[1]")) == "report.yaml:5:15"
    assert item.origin.texts == {"code": "A"}


def test_columns_count_characters_not_bytes():
    assert good("{é: x, b: y}").origin.keys["b"] == (1, 11)


def test_front_matter_counts_from_its_own_first_line():
    data, _ = read_yaml("kind: x\n", "n.md", first_line=2)
    assert str(data.origin.place("kind")) == "n.md:2:7"


def test_a_duplicate_key_names_both_places():
    assert only("year: 2023\ntitle: x\nyear: 2024\n") == (
        "report.yaml:3:1: error [STR013 duplicate-key] The key “year” stands here again; "
        "it was given in line 1, column 1 before. Keep one of the two."
    )
    data, _ = read_yaml("year: 2023\nyear: 2024\n", "report.yaml")
    assert data == {"year": "2023"}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: Report: 2024\n", "1:14", "A colon followed by a space"),
        ("a: 1\n\tb: 2\n", "2:1", "A tab stands where spaces are needed"),
        ("a: {en: x\nb: 1\n", "2:2", "is not closed"),
        ("a: [1, 2\nb: 1\n", "2:2", "is not closed"),
        ('a: "x\nb: 1\n', "1:4", "A quotation mark is opened here and never closed"),
        ("a: 'it's'\n", "1:8", "does not fit the lines above"),
        ("a: @x\n", "1:4", "starts with `@`"),
        ("a: %x\n", "1:4", "starts with `%`"),
        ("a: 1\n  b: 2\n", "2:4", "A colon followed by a space"),
        ("a:\n  - x\n  y: 1\n", "3:3", "does not stand in one column"),
        ("a: {en: b: c}\n", "1:10", "A text with a colon stands in quotation marks"),
        ("a: - x\n", "1:4", "A list starts here on the line of its key"),
        ("key\n", None, ""),
        ("a: 1\nkey\nb: 2\n", "3:1", "A key without a colon"),
        ('a: "C:\\path"\n', "1:7", "A backslash stands in double quotation marks"),
        ("{a: b}: x\n", "1:1", "A key is a word"),
    ],
)
def test_a_slip_in_the_punctuation_is_said_plainly(text: str, place: str | None, words: str):
    if place is None:
        assert good(text) == "key"
        return
    said = only(text)
    assert said.startswith(f"report.yaml:{place}: error [STR010 yaml-syntax]"), said
    assert words in said


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: &x 1\n", "1:4", "An anchor (&x)"),
        ("a: *x\n", "1:4", "An alias (*x)"),
        ("a: !!python/object:os.system x\n", "1:4", "A tag"),
        ("a: ! x\n", "1:4", "A tag"),
        ("a: 1\n---\nb: 2\n", "2:1", "A second document"),
    ],
)
def test_anchors_aliases_tags_and_second_documents_are_refused(text: str, place: str, words: str):
    said = only(text)
    assert said.startswith(f"report.yaml:{place}: error [STR011 yaml-not-allowed] {words}"), said


def test_deep_nesting_is_refused():
    assert "STR012" in only("[" * 100_000)
    assert "STR012" in only("a: " + "{a: " * 70)
    assert "STR012" in only("- " * 5_000)


def test_too_many_values_are_refused():
    assert "STR012" in only("[" + "1," * 600_000 + "]")


def test_a_control_character_written_as_an_escape_is_found():
    data, [finding] = read_yaml('a: "x\\a y"\n', "report.yaml")
    assert data == {"a": "x  y"}
    assert str(finding).startswith("report.yaml:1:4: error [STR007")
