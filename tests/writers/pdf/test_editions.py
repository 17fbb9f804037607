"""The PDF of both example workspaces: sound by the standards, and kept to what no validator sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import lxml.html
import page as validator
import pikepdf
import pytest

from reportgen.writers.pdf.layout import BODY, FRONT, page_labels, roman
from tests.conftest import Edition
from tests.reading import Tag, contents_line, structure, tokens_of
from tests.writers.pdf import promises
from tests.writers.pdf.tagged import Tagged, words

pytestmark = pytest.mark.proof


@pytest.mark.parametrize("profile", ["ua1", "pdfa-3a"])
def test_editions_conform(edition: Edition, profile: str) -> None:
    report = validator.validate_pdf_bytes(edition.pdf, profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


@pytest.fixture(scope="module")
def opened() -> dict[str, Tagged]:
    return {}


@pytest.fixture
def file(edition: Edition, opened: dict[str, Tagged]) -> Tagged:
    """The edition's PDF, read once for all tests of this module."""
    return opened.setdefault(str(edition.workspace), Tagged(edition.pdf))


FAST = [promise for promise in promises.PROMISES if promise is not promises.figures_lie_in_their_boxes]


@pytest.mark.parametrize("promise", FAST, ids=lambda promise: promise.__name__)
def test_edition_keeps(file: Tagged, promise: Callable[[Tagged], Iterator[str]]) -> None:
    assert list(promise(file)) == []


def test_figures_lie_in_their_boxes(file: Tagged) -> None:
    # To follow what a chart draws takes a second for four of them.
    assert list(promises.figures_lie_in_their_boxes(file, every=7)) == []


def test_each_element_of_the_manuscript_is_one_element(file: Tagged, edition: Edition) -> None:
    assert list(promises.elements_are_whole(file, edition.manuscript.html)) == []


def test_every_change_of_language_is_marked(file: Tagged, edition: Edition) -> None:
    root: Any = lxml.html.document_fromstring(edition.manuscript.html)
    said = [(each.get("lang"), "".join(each.itertext())) for each in root.body.iter() if each.get("lang")]
    expected = {(language, re.sub(r"\s", "", words(text))) for language, text in said}
    # An inline element that runs over a line's end is one element a line.
    for language, text in promises.languages(file):
        assert any(language == tongue and text in whole for tongue, whole in expected), (language, text)
    spoken = "".join(text for _, text in promises.languages(file))
    assert sorted(spoken) == sorted("".join(re.sub(r"\s", "", words(text)) for _, text in said))


def test_running_lines_and_page_numbers_are_artifacts(file: Tagged, edition: Edition) -> None:
    # The build adds the hash of the data to the lines of a draft.
    lines = [words(line) for line in (edition.manuscript.document.running, edition.manuscript.document.stamp) if line]
    for number, (marked, artifacts) in enumerate(file.printed):
        if file.labels[number]:
            assert file.labels[number] in artifacts
            assert [line for line in lines if not any(each.startswith(line) for each in artifacts)] == []
        assert [text for text in map(words, marked.values()) if text.startswith(lines[0])] == []


def test_links_lead_to_what_they_name(file: Tagged, edition: Edition) -> None:
    root: Any = lxml.html.document_fromstring(edition.manuscript.html)
    targets = {each.get("id"): each for each in root.iter() if each.get("id")}
    starts = {
        (page, re.sub(r"\s", "", file.text(each))[:20])
        for each in file.root.all(
            "H1", "H2", "H3", "H4", "P", "Caption", "TH", "TD", "TR", "L", "LI", "Table", "Div", "Note"
        )
        for page in {page for part in each.iter() for page, _ in part.marks}
    }
    links = [(each.get("href"), "".join(each.itertext())) for each in root.body.iter("a")]
    found = [(link, area) for link in file.root.all("Link") for area in link.areas[:1]]
    assert len(links) == len(found) > 20
    for (address, text), (link, area) in zip(links, found, strict=True):
        assert re.sub(r"\s", "", file.text(link)).startswith(re.sub(r"\s", "", words(text)))
        if not address.startswith("#"):
            assert str(area.A.URI) == address
            continue
        assert str(area.Dest) == address[1:]
        page, _ = file.places[address[1:]]
        begins = re.sub(r"\s", "", words("".join(targets[address[1:]].itertext())))[:20]
        assert any(at == page and text and begins.startswith(text) for at, text in starts), (address, begins)


def test_alternative_texts_hold_the_figures_numbers(edition: Edition) -> None:
    for chart in edition.manuscript.charts.values():
        for series in chart.series:
            known = [
                (value, label) for value, label in zip(series.values, series.labels, strict=True) if value is not None
            ]
            if len(chart.categories) > 12:  # of many, the largest and the smallest
                known = [max(known), min(known)] if known else []
            assert [label for _, label in known if label not in chart.alt] == [], chart.name
        assert chart.title in chart.alt


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
    for line, number in lines:
        printed = [folios[page] for text, page in headings if text == " ".join(tokens_of([line]))]
        if number not in printed:
            wrong.append((line, number, printed))
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
    anchors = [["cover"], [FRONT, "imprint"], ["contents"], [BODY, "summary"], [BODY], ["chapter"]]
    assert page_labels(anchors) == {
        "cover": "", FRONT: "i", "imprint": "i", "contents": "ii", BODY: "1", "summary": "1", "chapter": "3",
    }  # fmt: skip


def test_page_labels_without_marks_count_from_one() -> None:
    assert page_labels([["a"], ["b"]]) == {"a": "1", "b": "2"}
