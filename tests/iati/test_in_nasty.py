"""Whatever a legal file leaves out, repeats or mistypes: it comes in, checks without an error, and nothing of it is lost."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from reportgen.build.check import check_workspace
from reportgen.iati.values import clean
from reportgen.iati.workspace import Imported, import_iati
from tests.iati.nasty import Nasty
from tests.iati.test_accounted import PATHS, in_workspace

PARSER = etree.XMLParser(remove_comments=True, remove_pis=True)
DECIDED = frozenset(("measure", "ascending", "type", "iso-date", "{http://www.w3.org/XML/1998/namespace}lang"))
"""Attributes that become a word of the workspace's own."""


def imported(folder: Path, text: str) -> tuple[Imported, etree._Element]:
    path = folder / "file.xml"
    path.write_text(text, encoding="utf-8")
    return import_iati([path], folder / "made"), etree.fromstring(text.encode(), PARSER)


def held(value: Any) -> Iterator[str]:
    """Yield every key and text of a tree."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from held(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from held(inner)
    elif value is not None:
        yield str(value)


def everything(folder: Path) -> str:
    """Return all that the files of a workspace say, without quotation marks and escapes."""
    found: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".yaml":
            found += held(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader))
        else:
            with path.open(encoding="utf-8", newline="") as file:
                found += [cell for row in csv.reader(file) for cell in row]
    return "\n".join(found).casefold()


def said(root: etree._Element) -> Iterator[str]:
    """Yield every text and attribute of the activities of a file."""
    for element in root.iter():
        whole = element.tag == "narrative"
        yield clean("".join(element.itertext()) if whole else element.text)
        if element is not root:
            yield from (clean(text) for key, text in element.items() if key not in DECIDED)


@pytest.mark.parametrize("seed", range(20))
def test_a_legal_file_comes_in_whole_and_checks_without_an_error(tmp_path: Path, seed: int) -> None:
    made, root = imported(tmp_path, Nasty(seed).file())
    assert made.written and made.account.missing() == []
    tree, folder = etree.ElementTree(root), tmp_path / "made"
    assert {kind: made.account.came[kind] for kind in PATHS} == {k: len(tree.xpath(p)) for k, p in PATHS.items()}
    standing = in_workspace(folder)
    assert {kind: made.account.stands(kind) for kind in standing} == standing
    assert [str(each) for each in check_workspace(folder).findings if each.severity == "error"] == []


@pytest.mark.parametrize("seed", range(100, 120))
def test_no_text_and_no_attribute_of_a_legal_file_is_lost(tmp_path: Path, seed: int) -> None:
    made, root = imported(tmp_path, Nasty(seed).file())
    assert made.written
    there = everything(tmp_path / "made")
    assert [text for text in said(root) if text.casefold() not in there] == []


def test_files_whose_tree_was_shaken_come_in_or_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for seed in range(40):
        chance, folder = random.Random(seed), tmp_path / str(seed)
        folder.mkdir()
        root = etree.fromstring(Nasty(seed).file().encode(), PARSER)
        shake(root, chance)
        made, root = imported(folder, etree.tostring(root, encoding="unicode"))
        if made.written:
            assert made.account.missing() == []
            assert {kind: made.account.came[kind] for kind in PATHS} == {
                kind: len(etree.ElementTree(root).xpath(path)) for kind, path in PATHS.items()
            }
        else:
            assert {each.rule for each in made.findings if each.severity == "error"} <= {"IMP035", "IMP036"}


def shake(root: etree._Element, chance: random.Random) -> None:
    """Take out, double, rename, shuffle and cut elements by chance."""
    every = [element for element in root.iter() if element is not root]
    for _ in range(30):
        element, other = chance.choice(every), chance.choice(every)
        parent = element.getparent()
        if parent is None:
            continue
        match chance.randrange(5):
            case 0:
                parent.remove(element)
            case 1:
                parent.append(etree.fromstring(etree.tostring(element)))
            case 2:
                element.tag = other.tag
            case 3:
                parent[:] = chance.sample(list(parent), len(parent))
            case _:
                element.attrib.clear()
                element.text = (element.text or "")[:2]
