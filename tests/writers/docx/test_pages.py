from __future__ import annotations

from typing import Any

from reportgen.document.nodes import Figure, Picture

from .read_back import W, names, part
from .trees import div, document, h, p, results, section, whole

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def sections(docx: bytes) -> list[Any]:
    return list(part(docx).iter(f"{W}sectPr"))


def behind(docx: bytes, section: Any, tag: str, kind: str = "default") -> Any:
    """Return the header or footer that a section refers to."""
    [reference] = [e for e in section.findall(f"{W}{tag}") if e.get(f"{W}type") == kind]
    relations = {e.get("Id"): e.get("Target") for e in part(docx, "word/_rels/document.xml.rels")}
    return part(docx, "word/" + relations[reference.get(f"{R}id")].removeprefix("/word/"))


def header(docx: bytes, section: Any, kind: str) -> Any:
    return behind(docx, section, "headerReference", kind)


def text_behind(docx: bytes, section: Any, tag: str, kind: str = "default") -> str:
    """Return the words of a header or footer that a section refers to."""
    return "".join(t.text for t in behind(docx, section, tag, kind).iter(f"{W}t"))


def test_landscape_keeps_its_footer_header_and_paper(write, theme, validate):
    docx = write(
        section(
            h(1, "Matrix"),
            p("Before."),
            section(results("t", 1, 12), roles="landscape"),
            p("After."),
            roles="chapter",
        )
    )
    before, wide, after = sections(docx)
    size, wide_size = before.find(f"{W}pgSz"), wide.find(f"{W}pgSz")
    assert (wide_size.get(f"{W}w"), wide_size.get(f"{W}h")) == (size.get(f"{W}h"), size.get(f"{W}w"))
    assert wide_size.get(f"{W}orient") == "landscape" and after.find(f"{W}pgSz").get(f"{W}orient") is None
    for each in (before, wide, after):
        assert text_behind(docx, each, "footerReference") == "A report1"
        assert text_behind(docx, each, "headerReference") == "Matrix"
    assert validate(docx) == []


def test_roman_numbers_in_front_arabic_in_the_body_none_on_the_cover(write):
    docx = write(whole())
    numbers = [e.find(f"{W}pgNumType") for e in sections(docx)]
    cover, front, first, *rest = numbers
    assert cover is None
    assert (front.get(f"{W}fmt"), front.get(f"{W}start")) == ("lowerRoman", "1")
    assert (first.get(f"{W}fmt"), first.get(f"{W}start")) == ("decimal", "1")
    assert all((e.get(f"{W}fmt"), e.get(f"{W}start")) == ("decimal", None) for e in rest)
    assert text_behind(docx, sections(docx)[0], "footerReference") == ""


def test_each_chapter_has_its_name_in_the_header_but_not_on_its_first_page(write):
    docx = write(section(h(1, "One"), roles="chapter"), section(h(1, "Two"), roles="chapter"))
    for each, name in zip(sections(docx), ("One", "Two"), strict=True):
        assert each.find(f"{W}titlePg") is not None
        assert text_behind(docx, each, "headerReference") == name
        assert text_behind(docx, each, "headerReference", "first") == ""
        assert text_behind(docx, each, "footerReference", "first") == "A report1"


def test_a_stamp_stands_on_every_page_in_words_and_behind_the_text(write, validate):
    docx = write(whole(stamp="Draft for review"))
    headers = [name for name in names(docx) if name.startswith("word/header")]
    assert len(headers) > 3
    for name in headers:
        assert "PowerPlusWaterMarkObject" in repr(
            [e.get("id") for e in part(docx, name).iter("{urn:schemas-microsoft-com:vml}shape")]
        )
    for each in sections(docx)[1:]:
        assert "Draft for review" in text_behind(docx, each, "headerReference")
        for kind in ("first",) if each.find(f"{W}titlePg") is not None else ():
            assert "Draft for review" in text_behind(docx, each, "headerReference", kind)
    assert validate(docx) == []


def test_a_report_without_sections_is_one_section(write):
    docx = write(document(p("Words.")))
    [only] = sections(docx)
    assert only.getparent().tag == f"{W}body"


def test_no_paragraph_is_there_for_its_space(write):
    docx = write(whole(stamp="Draft"))
    empty = [
        e.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for e in part(docx)[0].iter(f"{W}p")
        if not "".join(t.text for t in e.iter(f"{W}t")).strip()
        and not list(e.iter(f"{W}drawing"))
        and e.getparent().tag != f"{W}tc"
    ]
    assert set(empty) <= {"SectionEnd", "TableGap"}


def test_the_cover_is_a_field_behind_its_words(write, validate):
    docx = write(whole())
    first = part(docx)[0][0]
    anchor = next(first.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"))
    assert anchor.get("behindDoc") == "1"
    assert "accent1" in [
        e.get("val") for e in anchor.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}schemeClr")
    ]
    assert validate(docx) == []


def test_a_chapter_opens_under_a_band_as_wide_as_the_paper(write, theme, validate):
    docx = write(section(h(1, "One"), p("Words."), roles="chapter"), section(h(1, "Annex"), p("Words."), roles="annex"))
    chapter, annex = sections(docx)
    [extent] = header(docx, chapter, "first").iter(f"{WP}extent")
    assert int(extent.get("cx")) == round(theme.page.width * 36_000)
    assert int(extent.get("cy")) == round(theme.page.top / 4 * 36_000)
    for each, kind in ((chapter, "default"), (annex, "first"), (annex, "default")):
        assert list(header(docx, each, kind).iter(f"{WP}extent")) == []
    assert validate(docx) == []


def test_key_figures_stand_in_columns_on_the_page_of_their_chapter(write, validate):
    figures = [div(p("4", "key-figure-value"), p("laws", "key-figure-label"), roles="key-figure")] * 6
    docx = write(section(h(1, "One"), div(*figures, roles="key-figures"), p("Words."), roles="chapter"))
    before, columns, after = sections(docx)
    kinds = [each.find(f"{W}type").get(f"{W}val") for each in (before, columns, after)]
    assert kinds == ["nextPage", "continuous", "continuous"]
    assert [each.find(f"{W}cols").get(f"{W}num") for each in (before, columns, after)] == [None, "3", None]
    assert [each.find(f"{W}titlePg") is not None for each in (before, columns, after)] == [True, False, False]
    for each in (columns, after):
        assert text_behind(docx, each, "headerReference") == "One"
        assert each.find(f"{W}pgNumType").get(f"{W}start") is None
    assert validate(docx) == []


def test_a_logo_stands_on_the_paper_above_the_field(write, theme, validate):
    logo = Figure(pictures=(Picture(source="rg:chart", alt="Programme"),), roles=("logo",))
    docx = write(section(logo, p("Title", "title"), roles="cover"))
    first = part(docx)[0][0]
    [anchor] = first.iter(f"{WP}anchor")
    offset = anchor.find(f"{WP}positionV/{WP}posOffset")
    assert int(offset.text) == round((theme.page.top + 1.7 * theme.page.logo) * 36_000)
    [inline] = first.iter(f"{WP}inline")
    assert int(inline.find(f"{WP}extent").get("cy")) == round(theme.page.logo * 36_000)
    assert inline.find(f"{WP}docPr").get("descr") == "Programme"
    assert validate(docx) == []
