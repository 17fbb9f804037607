from __future__ import annotations

from reportgen.document.nodes import Emphasis, Figure, Picture, Strong, Terms, Text

from .read_back import WP, W, alternative_texts, names, part, read_blocks, read_text
from .trees import bullets, chart, content, div, document, h, p, rated, section, span, whole


def styles(docx: bytes) -> list[str]:
    return [block.style for block in read_blocks(docx)]


def test_deep_nesting_of_lists_keeps_its_levels(write, validate):
    tree = bullets("ninth and last")
    for level in range(12, 0, -1):
        tree = bullets((p(f"level {level}"), tree))
    docx = write(tree)
    levels = [e.get(f"{W}val") for e in part(docx).iter(f"{W}ilvl")]
    assert levels[:6] == ["3", "4", "5", "6", "7", "8"] and set(levels[6:]) == {"8"}
    assert styles(docx)[:4] == ["ListBullet", "ListBullet2", "ListBullet3", "ListBullet3"]
    assert validate(docx) == []


def test_every_numbered_list_counts_from_one(write):
    docx = write(bullets("a", "b", ordered=True), p("between"), bullets("c", ordered=True))
    instances = [e.get(f"{W}val") for e in part(docx).iter(f"{W}numId")]
    assert instances[0] == instances[1] != instances[2]
    numbering = part(docx, "word/numbering.xml")
    for instance in set(instances):
        [num] = [e for e in numbering.iter(f"{W}num") if e.get(f"{W}numId") == instance]
        assert num.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_a_second_paragraph_of_an_item_has_no_bullet(write):
    assert styles(write(bullets((p("one"), p("more"))))) == ["ListBullet", "ListContinue"]


def test_every_paragraph_and_run_has_a_style_that_exists(write):
    docx = write(whole())
    known = {e.get(f"{W}styleId") for e in part(docx, "word/styles.xml").iter(f"{W}style")}
    for path in ("word/document.xml", "word/footnotes.xml"):
        root = part(docx, path)
        used = {e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in root.iter(f"{W}{tag}")}
        assert used <= known
        assert all(e.find(f"{W}pPr/{W}pStyle") is not None for e in root.iter(f"{W}p"))


def test_styles_refer_to_styles_that_exist(write):
    root = part(write(p("x")), "word/styles.xml")
    known = [e.get(f"{W}styleId") for e in root.iter(f"{W}style")]
    assert len(known) == len(set(known))
    for tag in ("basedOn", "next"):
        assert {e.get(f"{W}val") for e in root.iter(f"{W}{tag}")} <= set(known)


def test_nothing_is_formatted_past_its_style_outside_cells(write):
    """Language, direction, list instance and what a second style in a run means are no formatting of ours."""
    body = part(write(whole()))[0]
    for cell in list(body.iter(f"{W}tc")):
        cell.getparent().remove(cell)
    found = {e.tag.removeprefix(W) for tag in ("pPr", "rPr") for parent in body.iter(f"{W}{tag}") for e in parent}
    assert found <= {
        "pStyle",
        "rStyle",
        "keepNext",
        "numPr",
        "bidi",
        "sectPr",
        "rtl",
        "lang",
        "rFonts",
        "b",
        "bCs",
    }


def test_a_status_has_a_shape_that_readers_of_text_can_drop(write):
    words = [("met", "met"), ("partly", "partly met"), ("not-met", "not met"), ("no-data", "no data")]
    docx = write(*(p(rated(*each)) for each in words))
    shown = ["".join(t.text for t in e.iter(f"{W}t")) for e in part(docx).iter(f"{W}p")]
    assert [each[0] for each in shown] == ["●", "◐", "○", "–"]
    assert read_text(docx) == [each[1] for each in words]


def test_emphasis_inside_a_style_is_kept(write):
    inner = Emphasis(content=(Strong(content=content("both")), Text(text=" one")))
    docx = write(p((inner,)))
    first, second = part(docx).iter(f"{W}rPr")
    assert [e.tag.removeprefix(W) for e in first] == ["rStyle", "b", "bCs"]
    assert second[0].get(f"{W}val") == "Emphasis"


def test_roles_make_styles_and_unknown_ones_are_ignored(write):
    docx = write(p("a", "lead"), p("b", "never-heard-of"), div(p("c"), roles="story"), section(p("d"), roles="imprint"))
    assert styles(docx) == ["Lead", "BodyText", "StoryText", "Imprint"]


def test_a_short_term_stands_beside_its_description_a_long_one_above(write):
    short = Terms(pairs=((content("GBV"), content("Gender-based violence")),))
    long = Terms(pairs=((content("A term with many words in it"), content("Described")),))
    docx = write(short, long)
    assert styles(docx) == ["Definition", "TermLine", "DefinitionLine"]
    assert read_text(docx)[0] == "GBV\tGender-based violence"


def test_a_figure_says_what_it_shows_and_is_never_wider_than_the_text(write, theme):
    wide = Figure(pictures=(Picture(source="rg:chart", alt="Bars.", width=400),))
    docx = write(chart(), wide)
    assert alternative_texts(docx) == ["Bars: violence 72, work 44.", "Bars."]
    extents = [int(e.get("cx")) for e in part(docx).iter(f"{WP}extent")]
    assert max(extents) <= theme.page.measure * 36000 + 635  # a twentieth of a point
    assert len({e.get("id") for e in part(docx).iter(f"{WP}docPr")}) == 2
    assert len([name for name in names(docx) if name.startswith("word/media/")]) == 1


def test_a_figure_keeps_caption_picture_and_source_on_one_page(write):
    docx = write(chart())
    assert styles(docx) == ["Caption", "Note", "Source"]
    kept = {
        e.get(f"{W}styleId")
        for e in part(docx, "word/styles.xml").iter(f"{W}style")
        if e.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert {"Caption", "Figure"} <= kept
    assert part(docx)[0][2].find(f"{W}pPr/{W}keepNext") is not None


def test_characters_that_xml_forbids_are_left_out(write):
    assert read_text(write(p("a\x00b\ud800c\u2011d\u00ade"))) == ["abc\u2011d\u00ade"]


def test_a_span_with_a_role_and_a_heading_with_an_emphasis(write):
    docx = write(h(2, (Emphasis(content=content("Why")), Text(text=" it fell"))), p((span("not collected", "absent"),)))
    assert read_text(docx) == ["Why it fell", "not collected"]


def test_a_document_without_blocks_is_a_document(write, validate):
    assert validate(write(document())) == []
