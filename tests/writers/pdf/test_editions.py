"""The PDF of both example workspaces: sound by the standards, links that lead somewhere, contents with the right pages."""

from __future__ import annotations

import re
from typing import Any

import page as validator
import pikepdf
import pytest

from reportgen.writers.pdf.layout import BODY, FRONT, page_labels, roman
from tests.conftest import Edition
from tests.reading import Tag, contents_line, structure, tokens_of

pytestmark = pytest.mark.proof


@pytest.mark.parametrize("profile", ["ua1", "pdfa-3a"])
def test_editions_conform(edition: Edition, profile: str) -> None:
    report = validator.validate_pdf_bytes(edition.pdf, profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def _destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    names = pikepdf.NameTree(pdf.Root.Names.Dests) if "/Dests" in pdf.Root.Names else {}
    return {str(name): target for name, target in names.items()}


def test_every_link_leads_somewhere(edition: Edition) -> None:
    with pikepdf.open(edition.path("pdf")) as pdf:
        names, pages = _destinations(pdf), {p.obj.objgen for p in pdf.pages}
        inner = outer = 0
        for each in pdf.pages:
            for note in each.obj.get("/Annots", []):
                assert note.Subtype == "/Link"
                target = note.get("/Dest")
                if target is None:
                    assert str(note.A.URI).startswith(("https://", "http://", "mailto:")), note.A
                    outer += 1
                    continue
                if isinstance(target, pikepdf.String):
                    target = names[str(target)]
                assert target[0].objgen in pages
                inner += 1
        assert inner > 20 and outer >= 1


def _folios(pdf: Any) -> list[str]:
    """Return the number printed at the foot of each page, empty where none is."""
    import subprocess

    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    folios: list[str] = []
    for text in done.stdout.split("\f")[:-1]:
        lines = [line.rstrip() for line in text.splitlines() if line.strip()]
        last = re.search(r"(?:^|\s{2,})(\d+|[ivxl]+)$", lines[-1]) if lines else None
        folios.append(last[1] if last else "")
    return folios


def _headings(tree: Tag) -> list[tuple[str, int]]:
    """Return (words, page) of every heading and caption."""
    found: list[tuple[str, int]] = []
    for tag in tree.iter():
        if re.fullmatch(r"H\d|Caption", tag.name):
            leaf = next((each for each in tag.iter() if each.text.strip()), None)
            if leaf is not None:
                found.append((" ".join(tokens_of([tag.words()])), leaf.page))
    return found


def test_contents_name_the_pages_that_the_headings_stand_on(edition: Edition) -> None:
    tree = structure(edition.path("pdf"))
    folios, headings = _folios(edition.path("pdf")), _headings(tree)
    lines = [contents_line(tag) for tag in tree.iter() if tag.name == "TOCI"]
    assert len(lines) > 15
    wrong = []
    for words, number in lines:
        printed = [folios[page] for text, page in headings if text == " ".join(tokens_of([words]))]
        if number not in printed:
            wrong.append((words, number, printed))
    assert wrong == []


def test_the_file_says_what_it_is(edition: Edition) -> None:
    with pikepdf.open(edition.path("pdf")) as pdf:
        assert pdf.Root.Lang == "en" and pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["dc:title"] == edition.manuscript.document.title


def test_nothing_in_the_file_can_run(edition: Edition) -> None:
    with pikepdf.open(edition.path("pdf")) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                assert not {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA"} & set(thing.keys())
                assert thing.get("/S") not in ("/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/ImportData")


@pytest.mark.parametrize(
    ("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (49, "xlix"), (99, "xcix")]
)
def test_roman_numerals(number: int, text: str) -> None:
    assert roman(number) == text


def test_page_labels_begin_anew_with_front_and_body() -> None:
    anchors = [["cover"], [FRONT, "imprint"], ["contents"], [BODY, "summary"], [], ["chapter"]]
    assert page_labels(anchors) == {
        "cover": "", FRONT: "i", "imprint": "i", "contents": "ii", BODY: "1", "summary": "1", "chapter": "3",
    }  # fmt: skip


def test_page_labels_without_marks_count_from_one() -> None:
    assert page_labels([["a"], ["b"]]) == {"a": "1", "b": "2"}
