"""Both example workspaces, built by the command: the same words in every format, and nothing lost without notice."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from lxml import etree

from tests.conftest import Edition
from tests.reading import (
    Reading,
    Tag,
    differs,
    read_docx,
    read_html,
    read_html_tree,
    read_pdf,
    read_tree,
    structure,
    tokens_of,
)
from tests.writers.docx.charts_back import native_charts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
pytestmark = [pytest.mark.proof]


def test_html_says_what_the_manuscript_says(edition: Edition) -> None:
    assert differs(read_tree(edition.manuscript.document), read_html(edition.html)) == []


def test_word_says_what_the_manuscript_says(edition: Edition) -> None:
    assert differs(read_tree(edition.manuscript.document), read_docx(edition.docx)) == []


def test_pdf_says_what_the_manuscript_says(edition: Edition) -> None:
    found = read_pdf(structure(edition.path("pdf")))
    assert differs(read_tree(edition.manuscript.document), found, printed=True) == []


def test_editions_are_not_empty(demo: Edition, china: Edition) -> None:
    assert len(read_tree(demo.manuscript.document).words) > 15_000
    assert len(read_tree(demo.manuscript.document).pictures) >= 20
    assert len(read_tree(demo.manuscript.document).notes) >= 3
    assert len(read_tree(china.manuscript.document).words) > 3_000


# Mutations: what a writer might lose is named ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def expected(demo: Edition) -> Reading:
    return read_tree(demo.manuscript.document)


def _text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _drop_html(html: bytes, choose: Callable[[Any], Any]) -> tuple[Reading, str]:
    root: Any = lxml.html.document_fromstring(html.decode())
    dropped = choose(root)
    words = _text(dropped)
    dropped.drop_tree()
    return read_html_tree(root), words


def _names(told: list[str], words: str) -> bool:
    """Whether the missing words are named: the first of them suffices, a long passage is cut short."""
    return any(f"missing “{words.split()[0]}" in line or words[:30] in line for line in told)


def test_row_dropped_from_html_is_named(demo: Edition, expected: Reading) -> None:
    found, words = _drop_html(demo.html, lambda root: root.findall(".//tbody/tr")[100])
    told = differs(expected, found)
    assert told and _names(told, words), (told, words)


def test_paragraph_dropped_from_html_is_named(demo: Edition, expected: Reading) -> None:
    found, words = _drop_html(
        demo.html, lambda root: [p for p in root.iter("p") if len(_text(p)) > 200 and not p.find_class("noteref")][20]
    )
    told = differs(expected, found)
    assert told and _names(told, words), (told, words)


def test_footnote_dropped_from_html_is_named(demo: Edition, expected: Reading) -> None:
    found, words = _drop_html(demo.html, lambda root: root.find_class("footnotes")[0].findall(".//li")[1])
    told = differs(expected, found)
    assert any("NOTE MISSING" in line for line in told)
    assert any(line.startswith("footnotes:") and words[:30] in line for line in told), (told, words)


def test_picture_without_its_words_in_html_is_named(demo: Edition, expected: Reading) -> None:
    root: Any = lxml.html.document_fromstring(demo.html.decode())
    image = next(root.iter("img"))
    words = image.get("alt")
    image.set("alt", "")
    told = differs(expected, read_html_tree(root))
    assert told and told[0].startswith("pictures:") and words[:30] in told[0]


def test_one_changed_digit_in_html_is_named(demo: Edition, expected: Reading) -> None:
    html = demo.html.replace(b"31.2 per cent", b"31.3 per cent", 1)
    assert html != demo.html
    [told] = differs(expected, read_html(html))
    assert "missing “31.2”, added “31.3”" in told


def _drop_word(docx: bytes, part: str, choose: Callable[[Any], Any]) -> tuple[bytes, str]:
    """Return the file with one element dropped from one of its parts, and the element's words."""
    buffer, words = io.BytesIO(), ""
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                root = etree.fromstring(data)
                dropped = choose(root)
                words = " ".join("".join(e.text or "" for e in dropped.iter(f"{W}t")).split())
                dropped.getparent().remove(dropped)
                data = etree.tostring(root)
            new.writestr(name, data)
    return buffer.getvalue(), words


def test_row_dropped_from_word_is_named(demo: Edition, expected: Reading) -> None:
    def row(root: Any) -> Any:
        return next(r for r in list(root.iter(f"{W}tr"))[120:] if not list(r.iter(f"{W}vMerge")))

    docx, words = _drop_word(demo.docx, "word/document.xml", row)
    told = differs(expected, read_docx(docx))
    assert told and words.split()[0][:12] in told[0], (told, words)


def test_sentence_dropped_from_word_is_named(demo: Edition, expected: Reading) -> None:
    def sentence(root: Any) -> Any:
        return [r for r in root.iter(f"{W}r") if len("".join(t.text or "" for t in r.iter(f"{W}t"))) > 120][30]

    docx, words = _drop_word(demo.docx, "word/document.xml", sentence)
    told = differs(expected, read_docx(docx))
    assert told and words.split()[1] in told[0], (told, words)


def test_chart_without_numbers_in_word_is_named(demo: Edition, expected: Reading) -> None:
    docx, _ = _drop_word(demo.docx, "word/charts/chart3.xml", lambda root: next(root.iter("{*}ser")))
    [told] = differs(expected, read_docx(docx))
    assert told.startswith("pictures:") and native_charts(demo.docx)[2].alt[:30] in told


@pytest.mark.parametrize("tag", ["{*}blip", "{*}chart"])
def test_drawing_dropped_from_word_is_named(demo: Edition, expected: Reading, tag: str) -> None:
    docx, _ = _drop_word(demo.docx, "word/document.xml", lambda root: next(root.iter(tag)))
    [told] = differs(expected, read_docx(docx))
    assert told.startswith("pictures:") and "added “”" in told


def test_words_of_a_footnote_dropped_from_word_are_named(demo: Edition, expected: Reading) -> None:
    def paragraph(root: Any) -> Any:
        return root.findall(f"{W}footnote")[3].find(f"{W}p")

    docx, words = _drop_word(demo.docx, "word/footnotes.xml", paragraph)
    told = differs(expected, read_docx(docx))
    assert any(line.startswith("footnotes:") and words[:30] in line for line in told), (told, words)


@pytest.fixture(scope="module")
def pages(demo: Edition) -> Tag:
    return structure(demo.path("pdf"))


def _drop_tag(pages: Tag, name: str, number: int) -> tuple[Tag, str]:
    tree = copy.deepcopy(pages)
    places = [(parent, child) for parent in tree.iter() for child in parent.children if child.name == name]
    parent, child = places[number]
    parent.children.remove(child)
    return tree, child.words()


@pytest.mark.parametrize(
    ("name", "number"),
    [("TR", 100), ("P", 60), ("LI", 20), ("H2", 10), ("TD", 500), ("Caption", 12), ("Sect", 12), ("TOCI", 5)],
)
def test_tag_dropped_from_pdf_is_named(expected: Reading, pages: Tag, name: str, number: int) -> None:
    tree, words = _drop_tag(pages, name, number)
    told = differs(expected, read_pdf(tree), printed=True)
    assert told and " ".join(tokens_of([words.replace("•", "")])[:3]) in told[0], (told, words)


def test_footnote_dropped_from_pdf_is_named(expected: Reading, pages: Tag) -> None:
    tree, words = _drop_tag(pages, "Note", 1)
    told = differs(expected, read_pdf(tree), printed=True)
    assert any(line.startswith("footnotes:") and " ".join(words.split()[1:6]) in line for line in told), (told, words)


def test_picture_dropped_from_pdf_is_named(expected: Reading, pages: Tag) -> None:
    tree, _ = _drop_tag(pages, "Figure", 7)
    [told] = differs(expected, read_pdf(tree), printed=True)
    assert told.startswith("pictures:") and expected.pictures[7][:30] in told


def test_line_of_print_that_is_lost_is_named(expected: Reading, pages: Tag) -> None:
    tree = copy.deepcopy(pages)
    leaf = [tag for tag in tree.iter() if len(tag.text) > 60][300]
    words, leaf.text = leaf.text, ""
    told = differs(expected, read_pdf(tree), printed=True)
    assert told and " ".join(tokens_of([words.replace("•", "")])[:3]) in told[0], (told, words)
