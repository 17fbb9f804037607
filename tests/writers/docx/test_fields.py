from __future__ import annotations

import re

from reportgen.document.nodes import Contents

from .read_back import W, part, read_blocks, read_text
from .trees import (
    LABELS,
    caption,
    chart,
    document,
    entry,
    fact,
    h,
    p,
    ref,
    results,
    row,
    section,
    table,
    whole,
)


def instructions(docx: bytes, path: str = "word/document.xml") -> list[str]:
    return [e.text.strip() for e in part(docx, path).iter(f"{W}instrText")]


def bookmarks(docx: bytes) -> list[str]:
    return [e.get(f"{W}name") for e in part(docx).iter(f"{W}bookmarkStart")]


def test_a_cross_reference_shows_its_text_without_an_update(write):
    docx = write(p((ref("figure-1", "Figure 1", "ref"),)), chart())
    [code] = [code for code in instructions(docx) if code.startswith("REF")]
    assert read_text(docx)[0] == "Figure 1"
    assert code.split()[1] in bookmarks(docx)


def test_what_a_reference_repeats_is_the_label_alone(write):
    docx = write(p((ref("figure-1", "Figure 1", "ref"),)), chart())
    [start] = [e for e in part(docx).iter(f"{W}bookmarkStart") if e.get(f"{W}name").startswith("_Ref")]
    words = []
    for each in start.itersiblings():
        if each.tag == f"{W}bookmarkEnd":
            break
        words += [t.text for t in each.iter(f"{W}t")]
    assert "".join(words) == "Figure 1"


def test_contents_are_not_empty_at_opening(write):
    docx = write(whole(), pages=LABELS)
    entries = [block.text for block in read_blocks(docx) if re.fullmatch(r"TOC\d", block.style)]
    assert entries == ["What changed", "Money", "Matrix"]
    shown = [
        "".join(t.text for t in e.iter(f"{W}t"))
        for e in part(docx).iter(f"{W}hyperlink")
        if e.get(f"{W}anchor", "").startswith("_Toc")
    ]
    assert shown == [
        "What changed1",
        "Money2",
        "Matrix4",
        "Figure 1 Seven of ten reached a service1",
        "Table 1 Results against the milestone2",
    ]
    assert "w:updateFields" not in repr(part(docx, "word/settings.xml").xpath("//*"))


def test_contents_without_a_layout_have_no_page_numbers(write):
    docx = write(whole(), pages=None)
    assert not [code for code in instructions(docx) if code.startswith("PAGEREF")]
    assert any(code.startswith("TOC") for code in instructions(docx))


def test_every_field_leads_to_a_bookmark_and_every_one_is_closed(write):
    docx = write(whole(), pages=LABELS)
    wanted = {code.split()[1] for code in instructions(docx) if code.startswith(("REF", "PAGEREF"))}
    assert wanted and wanted <= set(bookmarks(docx))
    kinds = [e.get(f"{W}fldCharType") for e in part(docx).iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_bookmark_names_are_unique_and_short(write):
    names = bookmarks(write(whole()))
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)


def test_a_fact_is_bookmarked_at_every_place(write):
    docx = write(p((fact("7", "o.1"),)), p((fact("7", "o.1"),)), p((fact("8", "o.2"),)))
    first, again, other = bookmarks(docx)
    assert first.startswith("rgf_") and again == f"{first}_2" and not other.startswith(first)


def test_captions_count_in_word_and_start_anew_where_the_report_does(write):
    tables = [table(1, row("a"), caption=caption(label, "x")) for label in ("Table 1", "Table 2", "Table 5", "表 6")]
    codes = [code for code in instructions(write(*tables)) if code.startswith("SEQ")]
    assert codes == [
        r"SEQ Table \* ARABIC",
        r"SEQ Table \* ARABIC",
        r"SEQ Table \* ARABIC \r 5",
        r"SEQ Table \* ARABIC",
    ]
    assert read_text(write(*tables))[0] == "Table 1 x"


def test_the_lists_of_figures_and_tables_collect_their_own(write):
    codes = [code for code in instructions(write(whole())) if code.startswith("TOC")]
    assert codes == [r'TOC \o "1-2" \h \z', r'TOC \h \z \c "Figure"', r'TOC \h \z \c "Table"']


def test_a_heading_that_contents_leave_out_keeps_its_level_but_not_the_style_they_collect(write):
    docx = write(h(1, "A"), h(2, "B", roles=("unlisted",)))
    assert [block.style for block in read_blocks(docx)] == ["Heading1", "Heading2Unlisted"]


def test_a_link_to_nothing_keeps_its_words(write):
    docx = write(p((ref("nowhere", "there"),)))
    assert read_text(docx) == ["there"]
    assert not list(part(docx).iter(f"{W}hyperlink"))


def test_contents_may_lead_to_a_section(write, validate):
    docx = write(Contents(entries=(entry("s", "Part"),)), section(p("Words"), id="s"), pages={"s": "iv"})
    assert next(code for code in instructions(docx) if code.startswith("PAGEREF")).split()[1] in bookmarks(docx)
    assert validate(docx) == []


def test_a_reference_to_a_table_from_before_and_after(write):
    docx = write(document(results("t", 1), p((ref("t", "Table 1", "ref"),))))
    assert read_text(docx)[-1] == "Table 1"
