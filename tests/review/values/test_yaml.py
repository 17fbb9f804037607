from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.errors import WorkspaceError
from reportgen.findings import Place
from reportgen.load.yaml import read_yaml
from reportgen.model.base import PlacedDict
from reportgen.review.values import value_at, with_value

DEMO = sorted(path.name for path in Path("inputs/demo").glob("*.yaml"))
Path_ = tuple[str | int, ...]


def placed(text: str | bytes, folder: Path, name: str = "plan.yaml") -> Path:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def scalars(value: Any, place: tuple[int, int] | None = None, path: Path_ = ()) -> Iterator[tuple[Path_, int, int]]:
    """Yield path, line and column of each scalar, by the places that the model is given."""
    if isinstance(value, PlacedDict):
        for key, inner in value.items():
            yield from scalars(inner, value.origin.keys.get(key), (*path, key))
            if isinstance(inner, list):
                for index, item in enumerate(inner):
                    yield from scalars(item, value.origin.keys.get(f"{key}[{index}]"), (*path, key, index))
    elif not isinstance(value, list) and place is not None:
        yield (path, *place)


def swapped(value: Any, path: Path_, new: str | None) -> Any:
    """Return plain dicts and lists with another value at `path`."""
    if not path:
        return new
    if isinstance(value, dict):
        return {key: swapped(inner, path[1:], new) if key == path[0] else inner for key, inner in value.items()}
    return [swapped(inner, path[1:], new) if index == path[0] else inner for index, inner in enumerate(value)]


def read(text: str) -> Any:
    value, findings = read_yaml(text, "plan.yaml")
    assert findings == ()
    return value


@pytest.mark.parametrize("name", DEMO)
def test_every_scalar_of_the_demo_is_changed_and_changed_back(name: str, tmp_path: Path):
    data = (Path("inputs/demo") / name).read_bytes()
    whole = read(data.decode())
    found = list(scalars(whole))
    assert len(found) > 10
    for path, line, column in found[:: max(1, len(found) // 30)]:
        place = Place(name, line, str(column))
        placed(data, tmp_path, name)
        old = value_at(tmp_path, place)
        changed = with_value(tmp_path, place, "changed 1")
        assert read(changed.decode()) == swapped(whole, path, "changed 1")
        placed(changed, tmp_path, name)
        assert with_value(tmp_path, place, old) == data


@pytest.mark.parametrize("name", DEMO)
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_any_text_can_stand_in_the_demo_and_nothing_else_changes(name: str, tmp_path_factory: Any, data: st.DataObject):
    folder = tmp_path_factory.getbasetemp()
    text = (Path("inputs/demo") / name).read_text()
    placed(text, folder, name)
    whole = read(text)
    path, line, column = data.draw(st.sampled_from(list(scalars(whole))))
    new = data.draw(NEW)
    changed = with_value(folder, Place(name, line, str(column)), new).decode()
    assert read(changed) in (swapped(whole, path, new), *([swapped(whole, path, None)] if not new else []))
    lines, before = changed.split("\n"), text.split("\n")
    assert lines[: line - 1] == before[: line - 1] and lines[line:] == before[line:]
    assert lines[line - 1][: column - 2] == before[line - 1][: column - 2]


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
NEW = st.one_of(
    st.text(st.one_of(st.sampled_from(" '\"\\:#,[]{}&*!|>-%@`\n\t?~=<"), LETTERS), max_size=12),
    st.sampled_from(
        ["no", "NO", "null", "~", "12", "5.10", "2024-12-31", "a: b", "a #b", "- a", "---", "...", "", " a "]
    ),
)
KEPT = """\
# heading
plain: old value   # remark
'quoted': 'it''s old'
double: "old \\"value\\" \\u00e9"
empty:
nothing: ~
flow: {value: 12, unit: old words, empty: , list: [a, b, "c"]}
items:
  - old
  -
  - key: old
    long: some words that
      go on in a second line
      # no remark

    quotes: "some words
      that go on

      in a second paragraph"
literal: |   # remark
    first line
      deeper line

    last line

folded: >-
  some words that
  go on

  and end
kept: |+
  end

last: old"""

IN_KEPT = {path: (path, line, column) for path, line, column in scalars(read(KEPT))}


@given(NEW, st.sampled_from(list(IN_KEPT.values())), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(max_examples=500, deadline=None)
@example("", IN_KEPT["literal",], "\r\n", True)
@example("a", IN_KEPT["flow", "empty"], "\r\n", True)
def test_any_text_can_stand_in_any_style(
    tmp_path_factory: Any, new: str, scalar: tuple[Path_, int, int], ending: str, mark: bool
):
    path, line, column = scalar
    folder = tmp_path_factory.getbasetemp()
    data = KEPT.replace("\n", ending).encode("utf-8-sig" if mark else "utf-8")
    placed(data, folder)
    place = Place("plan.yaml", line, str(column))
    assert with_value(folder, place, value_at(folder, place)) == data
    changed = with_value(folder, place, new)
    if new == value_at(folder, place):
        assert changed == data
        return
    text = changed.decode("utf-8-sig" if mark else "utf-8")
    assert changed.startswith(b"\xef\xbb\xbf") == mark
    assert "\r" not in text.replace("\r\n", "") if ending == "\r\n" else ending == "\r" or "\r" not in text
    read_back = read(text.replace("\r\n", "\n").replace("\r", "\n"))
    whole = read(KEPT)
    if path[0] in ("literal", "kept"):
        tail = {"literal": "\n", "kept": "\n\n"}[str(path[0])]
        new = new.rstrip("\n") + tail if new.rstrip("\n") else ""
    elif path[0] == "folded":
        new = new.rstrip("\n")
    assert read_back in (swapped(whole, path, new), *([swapped(whole, path, None)] if not new else []))
    assert changed.count(b"# remark") == 2 + new.count("# remark")


def at(text: str, tmp_path: Path, line: int, column: int, new: str) -> str:
    return with_value(placed(text, tmp_path), Place("plan.yaml", line, str(column)), new).decode()


@pytest.mark.parametrize(
    ("text", "column", "new", "changed"),
    [
        ("a: 12  # why\n", 4, "13", "a: 13  # why\n"),
        ("a: 2024-01-31\n", 4, "2024-12-31", "a: 2024-12-31\n"),
        ("a: yes\n", 4, "NO", "a: NO\n"),
        ("a: b\n", 4, "c: d", 'a: "c: d"\n'),
        ("a: b\n", 4, 'c: "d"', "a: 'c: \"d\"'\n"),
        ("a: b\n", 4, "null", 'a: "null"\n'),
        ("a: b\n", 4, "", "a:\n"),
        ("a: b # why\n", 4, "", "a: # why\n"),
        ("a:\n", 3, "b", "a: b\n"),
        ("a: # why\n", 3, "b", "a: b # why\n"),
        ("a: 'b'\n", 4, "it's", "a: 'it''s'\n"),
        ("a: 'b'\n", 4, "12", "a: '12'\n"),
        ("a: 'b'\n", 4, "c\nd", 'a: "c\\nd"\n'),
        ('a: "b"\n', 4, 'c"\\', 'a: "c\\"\\\\"\n'),
        ('a: "b \\u00e9"\n', 4, "c é", 'a: "c \\u00e9"\n'),
        ("a: {value: 12, unit: x}\n", 12, "1,950", 'a: {value: "1,950", unit: x}\n'),
        ("a: {value: 12, unit: x}\n", 12, "13", "a: {value: 13, unit: x}\n"),
        ("a: [b, c]\n", 5, "d", "a: [d, c]\n"),
        ("a: [b, c]\n", 5, "", 'a: ["", c]\n'),
        ("a: &x b\n", 4, "c", "a: &x c\n"),
        ("a: !!str 'b'\n", 4, "c", "a: !!str 'c'\n"),
        ("a: &x\n", 4, "c", "a: &x c\n"),
        ("a: b\n", 1, "c", "a: c\n"),
        ("- b\n", 3, "c", "- c\n"),
        ("b\n", 1, "c", "c\n"),
    ],
)
def test_a_value_keeps_its_style_where_it_can(text: str, column: int, new: str, changed: str, tmp_path: Path):
    assert at(text, tmp_path, 1, column, new) == changed


def test_lines_stay_broken_where_words_stay(tmp_path: Path):
    text = "a: one two\n  three four\n  five\nb: >\n  one two\n  three four\n\n  five\n"
    assert at(text, tmp_path, 1, 4, "one two 3 four five") == text.replace("three", "3", 1)
    assert at(text, tmp_path, 4, 4, "one two three 4\nfive") == text[:30] + text[30:].replace("three four", "three 4")
    assert at(text, tmp_path, 4, 4, "one two three four\nand\nfive") == text.replace(
        "\n\n  five", "\n\n  and\n\n  five"
    )


def test_a_block_keeps_its_head_and_its_other_lines(tmp_path: Path):
    text = "a: |- # why\n   one\n   two\n\n\nb: 1\n"
    assert at(text, tmp_path, 1, 4, "one\n2") == text.replace("two", "2")
    assert at(text, tmp_path, 1, 4, "one\n\n  deeper\n2") == text.replace("two", "\n     deeper\n   2").replace(
        "   \n", "\n"
    )
    assert at(text, tmp_path, 1, 4, " one\ntwo") == 'a: " one\\ntwo" # why\n\n\nb: 1\n'


def test_front_matter_of_a_narrative_is_changed_and_its_text_is_not(tmp_path: Path):
    text = "---\nkind: story\ntitle: Old\n---\nOld text.\n\n---\n\ntitle: Old\n"
    placed(text, tmp_path, "story.md")
    place = Place("story.md", 3, "8")
    assert value_at(tmp_path, place) == "Old"
    assert with_value(tmp_path, place, "New").decode() == text.replace("Old", "New", 1)
    assert with_value(tmp_path, place, "a\n---\nb").decode() == text.replace("Old", '"a\\n---\\nb"', 1)
    with pytest.raises(WorkspaceError, match=r"No value starts at story\.md:9:8 any more"):
        value_at(tmp_path, Place("story.md", 9, "8"))
    placed("title: Old\n", tmp_path, "story.md")
    with pytest.raises(WorkspaceError, match="has no front matter"):
        value_at(tmp_path, Place("story.md", 1, "8"))


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: {b: c}\n", 1, "4", "stands a list or a map"),
        ("a:\n  - b\n", 2, "3", "stands a list or a map"),
        ("a:\n  b: c\n", 1, "1", "stands a list or a map"),
        ("a: &x b\nc: *x\n", 2, "4", "stands a list or a map"),
        ("a: b\n", 1, "5", "No value starts at plan.yaml:1:5 any more"),
        ("a: b\n", 2, "1", "No value starts at plan.yaml:2:1 any more"),
        ("a: b\n", 1, "a", "No value starts at plan.yaml:1:a any more"),
        ("", 1, "1", "No value starts"),
        ("a: [b\n", 1, "1", "plan.yaml:2: A list in brackets [] is not closed"),
    ],
)
def test_a_place_that_holds_no_value_is_said(text: str, line: int, column: str, words: str, tmp_path: Path):
    placed(text, tmp_path)
    for refused in (lambda p: value_at(tmp_path, p), lambda p: with_value(tmp_path, p, "x")):
        with pytest.raises(WorkspaceError) as error:
            refused(Place("plan.yaml", line, column))
        assert words in str(error.value)


def test_a_value_that_has_no_room_is_refused(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="cannot be changed without a change to the text around it"):
        at("{a, b: 1}\n", tmp_path, 1, 3, "x")


def test_windows_1252_stays(tmp_path: Path):
    placed("a: déjà\nb: 1\n".encode("cp1252"), tmp_path)
    assert with_value(tmp_path, Place("plan.yaml", 2, "4"), "é") == "a: déjà\nb: é\n".encode("cp1252")
