"""Each mending of WeasyPrint's tags: what it puts right, and that upstream still needs it.

A test named `test_upstream_still_...` fails on the day upstream is mended; then the mending can go.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator

import page
import pikepdf
import pydyf
import pytest
import weasyprint

from reportgen.writers.pdf import lay_out
from reportgen.writers.pdf.mend.streams import PlainEnd, end_plainly, plain_ends
from tests.writers.pdf import promises, sample
from tests.writers.pdf.tagged import Element, Tagged

Promise = Callable[[Tagged], Iterator[str]]


@pytest.fixture(scope="module")
def mended() -> Tagged:
    return Tagged(sample.mended())


@pytest.fixture(scope="module")
def upstream() -> Tagged:
    return Tagged(sample.upstream())


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_mended_file_passes_both_profiles(profile: str) -> None:
    report = page.validate_pdf_bytes(sample.mended(), profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


@pytest.mark.parametrize("promise", promises.PROMISES, ids=lambda promise: promise.__name__)
def test_mended_file_keeps(mended: Tagged, promise: Promise) -> None:
    assert list(promise(mended)) == []


def test_mended_file_has_each_element_once(mended: Tagged) -> None:
    assert list(promises.elements_are_whole(mended, sample.HTML)) == []


def test_same_bytes_twice() -> None:
    again = lay_out(sample.HTML, sample.CSS, {"rg:mark.svg": sample.SVG}, day=sample.DAY, attached=sample.ATTACHED)
    assert again.pdf == sample.mended()


# Each piece: what it does, and what upstream still does instead --------------------------------------------------------


def broken(upstream: Tagged, promise: Promise) -> str:
    return "\n".join(promise(upstream))


def test_upstream_still_declares_only_one_profile() -> None:
    [*failures] = page.validate_pdf_bytes(sample.upstream(), profile="ua1").failures
    assert "PDFUA1-ID-SCHEMA-001" in {failure.rule_id for failure in failures}


def test_upstream_still_compresses_metadata() -> None:
    [failure] = page.validate_pdf_bytes(sample.upstream(), profile="3a").failures
    assert failure.rule_id == "PDFA3A-METADATA-FILTER-001"


def test_upstream_still_splits_elements_at_pages(upstream: Tagged) -> None:
    told = list(promises.elements_are_whole(upstream, sample.HTML))
    assert {"4 Table for 3", "6 L for 4", "9 Sect for 3"} <= set(told)


def test_upstream_still_repeats_heads_of_tables(upstream: Tagged, mended: Tagged) -> None:
    assert len(mended.root.all("THead")) == 2
    assert len(upstream.root.all("THead")) == 3


def test_upstream_still_leaves_page_headers_outside_the_tree(upstream: Tagged) -> None:
    assert "'Running head' is neither" in broken(upstream, promises.margins_are_artifacts)


def test_page_headers_are_artifacts_on_every_page(mended: Tagged) -> None:
    for number, (_, artifacts) in enumerate(mended.printed):
        assert "Running head" in artifacts and mended.labels[number] in artifacts


def test_upstream_still_tags_white_space_between_boxes(upstream: Tagged) -> None:
    assert "a Div holds a Span" in broken(upstream, promises.groups_hold_no_loose_words)


def test_white_space_within_a_line_stays(mended: Tagged) -> None:
    [line] = [each for each in mended.root.all("P") if "whole" in mended.text(each)]
    assert mended.text(line) == "See the whole page ."


def test_contents_of_a_lower_level_are_contents_within_contents(mended: Tagged) -> None:
    outer, inner = mended.root.all("TOC")
    assert [kid.kind for kid in outer.kids] == ["TOCI", "TOCI", "TOC", "TOCI"]
    assert [mended.text(kid) for kid in inner.kids] == ["Within it 3"]


def test_upstream_still_has_no_contents(upstream: Tagged) -> None:
    assert not upstream.root.all("TOC", "TOCI")


def test_upstream_still_has_no_note(upstream: Tagged) -> None:
    assert not upstream.root.all("Note", "Reference")


def test_language_switch_is_marked(mended: Tagged) -> None:
    assert promises.languages(mended) == [("fr", "enfrançais")]


def test_upstream_still_marks_no_language_switch(upstream: Tagged) -> None:
    assert promises.languages(upstream) == []


def test_figure_box_is_as_large_as_the_figure(mended: Tagged) -> None:
    [figure] = mended.root.all("Figure")
    x1, _, x2, _ = (float(value) for value in figure.attribute("BBox"))
    assert x2 - x1 == pytest.approx(40 * 72 / 25.4, abs=0.1)


def test_upstream_still_measures_figures_in_pixels_from_the_top(upstream: Tagged) -> None:
    assert "is drawn, the box is" in broken(upstream, promises.figures_lie_in_their_boxes)


def test_figure_and_caption_are_one_group(mended: Tagged) -> None:
    [figure] = mended.root.all("Figure")
    group = next(each for each in mended.root.all("Div") if figure in each.iter())
    assert [kid.kind for kid in group.kids] == ["Caption", "NonStruct"] and mended.text(group) == "Figure 1 A square"


def test_upstream_still_has_no_group_of_figure_and_caption(upstream: Tagged) -> None:
    [figure] = upstream.root.all("Figure")
    assert figure.parent is not None and figure.parent.parent is not None
    assert figure.parent.parent.kind == "NonStruct"


def shape(element: Element) -> object:
    """Return an element's kind, and those within it, without what is only words."""
    kids = [shape(kid) for kid in element.kids if kid.kind not in ("Span", "NonStruct")]
    return (element.kind, *kids) if kids else element.kind


def test_term_and_description_are_one_item(mended: Tagged) -> None:
    assert shape(mended.root.all("L")[0]) == ("L", ("LI", "Lbl", "LBody"))


def test_upstream_still_makes_two_items_of_term_and_description(upstream: Tagged) -> None:
    assert shape(upstream.root.all("L")[0]) == ("L", ("LI", "LBody"), ("LI", "LBody"))


def test_list_within_an_item_stands_between_its_words(mended: Tagged) -> None:
    item = mended.root.all("L")[1].kids[0]
    assert shape(item) == ("LI", "Lbl", ("LBody", ("L", ("LI", "Lbl", "LBody"))))
    assert mended.text(item) == "• before ◦ inner behind"


def test_upstream_still_puts_a_list_within_an_item_behind_the_item(upstream: Tagged) -> None:
    listed = upstream.root.all("L")[1]
    assert [kid.kind for kid in listed.kids] == ["LI", "L", "LI"]
    assert upstream.text(listed).startswith("• before behind ◦ inner")


def test_upstream_still_has_items_without_a_body(upstream: Tagged) -> None:
    assert "['Lbl', 'Table']" in broken(upstream, promises.items_have_bodies)


def test_upstream_still_nests_links(upstream: Tagged) -> None:
    assert "holds a link" in broken(upstream, promises.no_link_is_split)


def test_link_over_two_lines_is_one(mended: Tagged) -> None:
    [link] = [each for each in mended.root.all("Link") if "so many" in mended.text(each)]
    assert mended.text(link).endswith("but take two") and len(link.areas) == 2


def test_upstream_still_splits_links_at_lines(upstream: Tagged) -> None:
    [link] = [each for each in upstream.root.all("Link") if "so many" in upstream.text(each)]
    assert not upstream.text(link).endswith("but take two")


def owners_of_areas(file: Tagged) -> set[str]:
    """Return the kinds of elements that hold areas to click on."""
    return {element.kind for element in file.root.iter() if element.areas}


def test_every_area_of_a_link_is_tagged_as_the_link(mended: Tagged) -> None:
    assert owners_of_areas(mended) == {"Link"}


def test_upstream_still_tags_areas_outside_links(upstream: Tagged) -> None:
    assert owners_of_areas(upstream) > {"Link"}


def test_upstream_still_describes_links_by_their_targets(upstream: Tagged) -> None:
    assert "says one" in broken(upstream, promises.areas_say_where_they_lead)


def test_cells_name_their_headers_across_spans(mended: Tagged) -> None:
    named = {
        mended.text(cell): [str(name) for name in cell.attribute("Headers")]
        for cell in mended.root.all("Table")[2].all("TD")
    }
    assert named == {
        "1": ["t3r2c0", "t3r3c0", "t3r0c1", "t3r1c1"],
        "2": ["t3r2c0", "t3r3c0", "t3r0c1", "t3r1c2"],
        "3": ["t3r2c0", "t3r3c0", "t3r0c1", "t3r1c1", "t3r1c2"],
        "4": ["t3r5c0", "t3r6c0", "t3r0c1", "t3r1c1"],
        "5": ["t3r5c0", "t3r6c0", "t3r0c1", "t3r1c2"],
    }


def test_upstream_still_gives_no_scope(upstream: Tagged) -> None:
    assert "“Name” has no scope" in broken(upstream, promises.headers_are_right)


def test_upstream_still_loses_headers_at_spans(upstream: Tagged) -> None:
    cells = [cell for cell in upstream.root.all("TD") if upstream.text(cell) == "3"]
    heads = {str(head.obj.ID): upstream.text(head) for head in upstream.root.all("TH")}
    [named] = [{heads[str(name)] for name in cell.attribute("Headers")} for cell in cells if cell.attribute("ColSpan")]
    assert named != {"Group", "x", "B", "B1", "B2"}


def test_page_labels_are_the_printed_numbers(mended: Tagged) -> None:
    assert mended.labels == ["i", *(str(number) for number in range(1, len(mended.labels)))]


def test_upstream_still_has_no_page_labels(upstream: Tagged) -> None:
    assert "/PageLabels" not in upstream.pdf.Root


def test_divided_words_are_read_whole(mended: Tagged) -> None:
    assert "incomprehensibilities" in mended.text(mended.root)


def test_upstream_still_ends_divided_words_with_a_hard_hyphen(upstream: Tagged) -> None:
    assert "incom\u2010" in broken(upstream, promises.words_are_whole)


def test_hyphens_of_an_author_stay_hard() -> None:
    html = (
        '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><p>gender\u2010responsive</p></body></html>'
    )
    file = Tagged(lay_out(html, "", {}, day=sample.DAY).pdf)
    assert file.text(file.root) == "gender\u2010responsive"


ARABIC = '<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>T</title></head><body><p>\u0633\u0646\u0629 \u0623\u0648\u0644\u0649</p></body></html>'
YEAR_ONE = "\u0633\u0646\u0629 \u0623\u0648\u0644\u0649"


def test_right_to_left_words_are_read_in_their_order() -> None:
    file = Tagged(lay_out(ARABIC, "", {}, day=sample.DAY).pdf)
    assert file.text(file.root) == YEAR_ONE
    assert file.pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_upstream_still_shows_right_to_left_words_from_their_end() -> None:
    file = Tagged(weasyprint.HTML(string=ARABIC).write_pdf(pdf_variant="pdf/ua-1"))
    assert file.text(file.root) == YEAR_ONE[::-1]
    assert "/Direction" not in file.pdf.Root.ViewerPreferences


def test_stream_whose_data_end_in_a_carriage_return_ends_plainly() -> None:
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([b"data\r"]))
    end_plainly(pdf)
    assert pdf.objects[-1].data.endswith(b"data\r\r\nendstream")


def _written(count: int) -> bytes:
    """Return a file with packed objects and a table of them, of which some end in a carriage return by chance."""
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Dictionary({"Name": pydyf.String(hashlib.sha256(str(count).encode()).hexdigest())}))
    out = io.BytesIO()
    pdf.write(out, version=b"1.7", compress=True)
    return out.getvalue()


AMBIGUOUS = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\n")


def _ambiguous(data: bytes) -> int:
    """Return how many streams end in a carriage return that could be half of an end of line."""
    ends = [match.end() + int(match[1]) for match in AMBIGUOUS.finditer(data)]
    return sum(data[end - 1 : end + 1] == b"\r\n" and data[end + 1 : end + 4] == b"end" for end in ends)


def test_streams_that_are_made_while_a_file_is_written_end_plainly_too() -> None:
    """Packed objects and their table exist only then, so that no mending of objects reaches them."""
    with plain_ends():
        assert sum(_ambiguous(_written(count)) for count in range(3000)) == 0
    assert pydyf.Stream is not PlainEnd


def test_what_the_layout_drew_ends_plainly_while_the_class_is_exchanged() -> None:
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([b"data\r"]))
    with plain_ends():
        end_plainly(pdf)
    assert pdf.objects[-1].data.endswith(b"data\r\r\nendstream")


def test_upstream_still_leaves_some_of_them_ambiguous() -> None:
    assert sum(_ambiguous(_written(count)) for count in range(3000)) > 0


def test_upstream_still_ends_every_stream_with_a_line_feed() -> None:
    assert pydyf.Stream([b"data\r"]).data.endswith(b"data\r\nendstream")


def test_data_are_attached_as_data(mended: Tagged) -> None:
    [name] = mended.pdf.attachments
    assert name == "data.csv"
    assert mended.pdf.attachments[name].get_file().read_bytes() == b"a,b\n1,2\n"
    assert str(mended.pdf.Root.AF[0].AFRelationship) == "/Data"


def test_file_is_sound_for_a_second_reader(mended: Tagged) -> None:
    assert mended.pdf.check_pdf_syntax() == []
    assert mended.pdf.Root.Lang == "en" and isinstance(mended.pdf.Root.StructTreeRoot, pikepdf.Dictionary)
