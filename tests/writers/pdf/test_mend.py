"""Each mending of WeasyPrint's tags: what it puts right, and that upstream still needs it.

A test named `test_upstream_still_...` fails on the day upstream is mended; then the mending can go.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import page
import pikepdf
import pytest
import weasyprint

from reportgen.writers.pdf import Attached, lay_out

DAY = datetime.date(2025, 3, 31)
ROWS = "".join(f"<tr><th scope='row'>Row {n}</th><td>{n}</td><td>{n * 2}</td></tr>" for n in range(90))
HTML = f"""<!DOCTYPE html><html lang="en"><head><title>Test</title></head><body>
<nav class="contents"><p class="entry"><a href="#one">One</a></p></nav>
<h1 id="one">One</h1>
<p id="long">{"Many words to fill a page. " * 400}</p>
<p>With a note<span class="footnote">The note.</span> and after it, <span lang="fr">en français</span>.</p>
<dl><dt>Term</dt><dd>Description</dd></dl>
<table id="rows"><caption>Rows</caption><thead><tr><th scope="col">Name</th><th scope="col">One</th>
<th scope="col">Two</th></tr></thead><tbody>{ROWS}</tbody></table>
<table id="spans"><thead><tr><th scope="col" rowspan="2">A</th><th scope="colgroup" colspan="2">B</th></tr>
<tr><th scope="col">B1</th><th scope="col">B2</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="3">Group</th></tr><tr><th scope="row">x</th><td>1</td><td>2</td></tr></tbody></table>
<p><img src="rg:mark.svg" alt="A square" style="width: 40mm"></p>
</body></html>"""
CSS = """@page { size: A4; margin: 20mm; @top-left { content: "Running head" } }
.footnote { float: footnote } .entry a::after { content: target-counter(attr(href), page); float: right }"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10"><path d="M0 0h10v10H0z"/></svg>'


def tags(node: Any) -> Iterator[Any]:
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid)


@cache
def opened(data: bytes) -> pikepdf.Pdf:
    """Open a file and keep it open: tags are read from it as they are looked at."""
    return pikepdf.open(io.BytesIO(data))


def all_tags(data: bytes) -> list[Any]:
    return list(tags(opened(data).Root.StructTreeRoot))


def of(found: list[Any], kind: str) -> list[Any]:
    return [tag for tag in found if f"/{kind}" == tag.S]


@pytest.fixture(scope="module")
def mended() -> bytes:
    attached = (Attached("data.csv", "The data", b"a,b\n1,2\n"),)
    return lay_out(HTML, CSS, {"rg:mark.svg": SVG}, day=DAY, attached=attached).pdf


@pytest.fixture(scope="module")
def upstream() -> bytes:
    class Fetcher(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            return weasyprint.urls.URLFetcherResponse(url, SVG, {"Content-Type": "image/svg+xml"})

    source = weasyprint.HTML(string=HTML, url_fetcher=Fetcher())
    data = source.write_pdf(stylesheets=[weasyprint.CSS(string=CSS)], pdf_variant="pdf/a-3a")
    assert data is not None
    return data


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_mended_file_passes_both_profiles(mended: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(mended, profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_upstream_still_declares_only_one_profile(upstream: bytes) -> None:
    assert not page.validate_pdf_bytes(upstream, profile="ua1").is_compliant


def test_paragraph_over_two_pages_is_one_element(mended: bytes) -> None:
    found = all_tags(mended)
    assert len(of(found, "P")) == 3


def test_upstream_still_splits_elements_at_pages(upstream: bytes) -> None:
    assert len(of(all_tags(upstream), "Table")) > 2


def test_table_over_pages_has_one_head(mended: bytes) -> None:
    found = all_tags(mended)
    assert len(of(found, "Table")) == 2
    assert len(of(found, "THead")) == 2
    assert len(of(found, "TR")) == 1 + 90 + 2 + 2


def test_contents_and_notes_have_their_own_tags(mended: bytes) -> None:
    found = all_tags(mended)
    assert len(of(found, "TOC")) == 1
    assert len(of(found, "TOCI")) == 1
    [note] = of(found, "Note")
    assert str(note.ID) == "note-1"
    kinds = [str(tag.S) for tag in tags(note.P)]
    assert kinds.index("/Reference") < kinds.index("/Note"), "the note is read at its mark"


def test_upstream_still_has_no_note_and_no_contents(upstream: bytes) -> None:
    found = all_tags(upstream)
    assert not of(found, "Note")
    assert not of(found, "TOC")


def test_no_link_stands_within_a_link(mended: bytes) -> None:
    for link in of(all_tags(mended), "Link"):
        assert not of(list(tags(link)), "Link")


def test_upstream_still_nests_links(upstream: bytes) -> None:
    assert any(of(list(tags(link)), "Link") for link in of(all_tags(upstream), "Link"))


def test_language_switch_is_marked(mended: bytes) -> None:
    assert [str(tag.Lang) for tag in all_tags(mended) if "/Lang" in tag] == ["fr"]


def test_upstream_still_marks_no_language_switch(upstream: bytes) -> None:
    assert not [tag for tag in all_tags(upstream) if "/Lang" in tag]


def test_term_and_description_are_one_item(mended: bytes) -> None:
    [listed] = of(all_tags(mended), "L")
    [item] = [kid for kid in tags(listed) if kid.S == "/LI"]
    assert [str(kid.S) for kid in item.K if isinstance(kid, pikepdf.Dictionary)] == ["/Lbl", "/LBody"]


def test_cells_name_their_headers_across_spans(mended: bytes) -> None:
    table = of(all_tags(mended), "Table")[1]
    heads = {str(tag.A.Scope) for tag in tags(table) if tag.S == "/TH"}
    assert heads == {"/Column", "/Row"}
    first, second = (tag for tag in tags(table) if tag.S == "/TD")
    assert [str(name) for name in first.A.Headers] == ["t2r2c0", "t2r3c0", "t2r0c1", "t2r1c1"]
    assert [str(name) for name in second.A.Headers] == ["t2r2c0", "t2r3c0", "t2r0c1", "t2r1c2"]


def test_upstream_still_gives_no_scope(upstream: bytes) -> None:
    assert not [tag for tag in of(all_tags(upstream), "TH") if "/Scope" in tag.A]


def test_figure_box_lies_on_its_page_in_points(mended: bytes) -> None:
    [figure] = of(all_tags(mended), "Figure")
    x1, y1, x2, y2 = (float(value) for value in figure.A.BBox)
    assert x2 - x1 == pytest.approx(40 * 72 / 25.4, abs=0.1)
    assert 0 < y1 < y2 < float(figure.Pg.MediaBox[3])


def test_running_heads_are_artifacts(mended: bytes) -> None:
    document = opened(mended)
    reached = set[tuple[int, int]]()
    for tag in tags(document.Root.StructTreeRoot):
        kids = tag.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                reached.add((tag.Pg.objgen[0], kid))
    for sheet in document.pages:
        kinds: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(sheet):
            if str(operator) == "BDC":
                kinds.append(str(operands[0]))
                if "/MCID" in operands[1]:
                    assert (sheet.obj.objgen[0], int(operands[1].MCID)) in reached
        assert "/Artifact" in kinds


def test_data_are_attached_as_data(mended: bytes) -> None:
    document = opened(mended)
    [name] = document.attachments
    assert name == "data.csv"
    assert document.attachments[name].get_file().read_bytes() == b"a,b\n1,2\n"
    assert str(document.Root.AF[0].AFRelationship) == "/Data"


def test_every_link_leads_somewhere(mended: bytes) -> None:
    document = opened(mended)
    names = document.Root.Names.Dests.Names
    known = {str(names[i]) for i in range(0, len(names), 2)}
    links = [note for sheet in document.pages for note in sheet.get("/Annots", []) if note.Subtype == "/Link"]
    assert links
    assert {str(link.Dest) for link in links if "/Dest" in link} <= known


def test_same_bytes_twice(mended: bytes) -> None:
    attached = (Attached("data.csv", "The data", b"a,b\n1,2\n"),)
    assert lay_out(HTML, CSS, {"rg:mark.svg": SVG}, day=DAY, attached=attached).pdf == mended
