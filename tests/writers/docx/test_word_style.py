"""An organisation's own Word file gives a report its look; what could do harm, or is no Word file, is refused by name."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from reportgen.findings import Place
from reportgen.theme import load_theme
from reportgen.writers.docx import write_docx
from reportgen.writers.docx.own.reading import read_own
from reportgen.writers.docx.sample import write_sample

from .accessible import problems
from .foreign import (
    GERMAN,
    MAIN,
    foreign,
    level,
    numbering,
    style,
    styles,
    theme,
)
from .looks import Looks, contrast, runs, val
from .read_back import W, part
from .trees import LABELS, PICTURES, arabic, bullets, document, p, whole

PLACE = Place("report.yaml", 9, "13")
LAGOON = load_theme("lagoon")


def read(docx: bytes):
    own, findings = read_own(docx, "house.docx", PLACE, LAGOON)
    assert own is not None, findings
    return own, findings


def dressed(docx: bytes, *blocks, **more) -> bytes:
    own, _ = read(docx)
    tree = blocks[0] if blocks and not hasattr(blocks[0], "roles") else document(*(blocks or (p("x"),)), **more)
    return write_docx(tree, LAGOON, PICTURES, LABELS, {"reportgen-build": "abc"}, own=own)


def told(docx: bytes) -> str:
    """Return what the finding about the mapping says."""
    _, findings = read(docx)
    [mapped] = [finding for finding in findings if finding.rule == "LAY114"]
    assert mapped.severity == "info" and str(mapped.place) == "report.yaml:9:13"
    return mapped.message


# Their styles win ----------------------------------------------------------------------------------------------------


def test_a_german_file_gives_its_heading_1_its_body_text_and_its_defaults(validate):
    docx = dressed(foreign(), whole())
    looks = Looks(docx)
    assert looks.look("Heading1", None).colour == "AA0011" and looks.look("Heading1", None).size == 20
    assert looks.look("Heading2", None).size == 15 and looks.look("Heading2", None).colour == "AA0011"
    assert val(looks.styles["BodyText"], "pPr/spacing", "after") == "200"
    assert looks.look("BodyText", None).font == "Arial" and looks.look("BodyText", None).size == 11
    assert validate(docx) == []


def test_their_styles_keep_the_names_and_ids_that_fields_and_texts_look_for(validate):
    looks = Looks(dressed(foreign()))
    assert val(looks.styles["Heading1"], "name") == "heading 1" and "berschrift1" not in looks.styles
    source = looks.styles["Source"]
    assert (val(source, "name"), val(source, "aliases")) == ("Source", "ACME Source")
    base = looks.styles[val(source, "basedOn")]
    assert val(base, "name") == "ACME Small" and base.find(f"{W}semiHidden") is not None


def test_a_finding_says_what_was_taken_added_and_left_out():
    words = told(foreign())
    taken, added, rest = re.split(r" Added in its colours and fonts, | Not taken: ", words)
    assert taken == (
        "Taken from house.docx, 7 styles: Normal, Body Text, Lead (“Vorspann”, by its id Lead), "
        "Source (“ACME Source”, by its second name), Caption, Heading 1, Heading 2."
    )
    assert added.startswith("9") and "Heading 3" in added and "Table of Figures" in added and "Report Table" in added
    assert rest == "1 style that the report does not use (ACME Box); numbers before Heading 1."


@pytest.mark.parametrize("name", ["Heading 1", "HEADING 1", "heading  1", "heading 1,Kapitel"])
def test_names_are_found_whatever_their_letters(name):
    docx = dressed(foreign(styles(style("Titre1", name, r='<w:color w:val="123456"/>'))))
    assert Looks(docx).look("Heading1", None).colour == "123456"


def test_styles_that_are_missing_are_added_in_their_colours_fonts_and_sizes(validate):
    sheet = styles(
        *GERMAN, defaults='<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="24"/>'
    )
    docx = dressed(foreign(sheet, parts={"theme": theme(minor="Calibri")}), whole())
    looks = Looks(docx)
    assert looks.slots["accent1"] == "6A1B4D"
    assert looks.look("TableGroup", None).colour == "6A1B4D"
    assert looks.look("Lead", None).size == 12 and looks.look("Quote", None).size == 14
    assert looks.look("TableText", None).size == 9.5
    fonts = part(docx, "word/theme/theme1.xml")
    assert fonts.find(".//{*}minorFont/{*}latin").get("typeface") == "Calibri"
    assert validate(docx) == []


def test_a_theme_colour_too_faint_for_text_is_taken_darker():
    looks = Looks(dressed(foreign(parts={"theme": theme()})))
    assert looks.slots["accent2"] == "ED7D31"
    key = looks.look("KeyFigureValue", None)
    assert key.colour != "ED7D31" and contrast(key.colour, "FFFFFF") >= 4.5
    assert looks.property("KeyFigureValue", "rPr/color").get(f"{W}themeColor") == "accent2"
    assert looks.property("KeyFigureValue", "rPr/color").get(f"{W}themeShade") in ("BF", "80")


def test_what_a_status_means_keeps_its_colour():
    looks = Looks(dressed(foreign(parts={"theme": theme()})))
    assert looks.look("TableText", "StatusMet").colour == LAGOON.colours.met[1:].upper()


def test_a_title_that_could_not_be_read_on_the_cover_makes_a_plain_cover(validate):
    dark = style("Titel", "Title", based="Standard", r='<w:color w:val="222222"/>')
    docx = dressed(foreign(styles(*GERMAN, dark)), whole())
    assert not list(
        part(docx)[0][0].iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor")
    )
    assert Looks(docx).look("Place", None).ground == "FFFFFF"
    light = style("Titel", "Title", based="Standard", r='<w:color w:val="FFFFFF"/>')
    docx = dressed(foreign(styles(*GERMAN, light)), whole())
    assert list(part(docx)[0][0].iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"))


def test_no_rule_of_accessibility_is_broken_under_a_house_document():
    assert problems(dressed(foreign(parts={"theme": theme()}), whole(title="T"))) == []


def test_the_page_stays_the_reports_and_so_do_the_stops_on_it(validate):
    toc = style(
        "Verzeichnis1",
        "toc 1",
        based="Standard",
        p='<w:tabs><w:tab w:val="left" w:pos="440"/><w:tab w:val="right" w:pos="9062"/></w:tabs>',
    )
    head = style("Kopfzeile", "header", based="Mitte")
    base = style("Mitte", "ACME Head", based="Standard", p='<w:tabs><w:tab w:val="center" w:pos="4536"/></w:tabs>')
    docx = dressed(foreign(styles(*GERMAN, toc, head, base)), whole())
    looks = Looks(docx)

    def stops(key: str) -> list[tuple[str, str]]:
        return [(e.get(f"{W}val"), e.get(f"{W}pos")) for e in looks.property(key, "pPr/tabs")]

    assert stops("TOC1") == [("right", "9071")]
    assert stops("Header") == [("clear", "4536"), ("right", "9071")]
    assert validate(docx) == []


def test_what_a_report_cannot_do_without_is_completed():
    looks = Looks(dressed(foreign(), whole()))
    assert looks.outline("Heading1") == 1 and looks.outline("Heading2") == 2
    for key in ("Heading1", "Heading2", "Caption"):
        assert looks.property(key, "pPr/keepNext") is not None, key
    assert looks.property("Heading1", "pPr/numPr") is None


def test_languages_directions_and_hidden_text_are_not_taken(validate):
    loud = '<w:lang w:val="de-DE"/><w:vanish/><w:rtl/>'
    docx = dressed(foreign(styles(style("h", "heading 1", p='<w:bidi/><w:framePr w:w="99"/>', r=loud))), whole())
    sheet = part(docx, "word/styles.xml")
    assert [e.getparent().getparent().tag for e in sheet.iter(f"{W}lang")] == [f"{W}rPrDefault"]
    assert not list(sheet.iter(f"{W}vanish", f"{W}framePr", f"{W}bidi"))
    assert validate(docx) == []
    assert "frames" in told(foreign(styles(style("h", "heading 1", p='<w:framePr w:w="99"/>'))))


def test_a_right_to_left_report_stays_one(validate):
    docx = dressed(foreign(), document(arabic(), lang="ar", dir="rtl"))
    assert Looks(docx).property("BodyText", "pPr/bidi") is not None
    fonts = part(docx, "word/theme/theme1.xml")
    assert fonts.find(".//{*}minorFont/{*}cs").get("typeface") == "Noto Sans Arabic"
    assert validate(docx) == []


def test_their_bullets_and_numbers_become_levels_of_the_reports_lists(validate):
    lists = numbering((5, level("bullet", "\uf0a7", run='<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:hint="default"/>', indent='<w:ind w:left="700" w:hanging="300"/>')),
                      (6, level("decimal", "%1)")), (7, level("lowerLetter", "(%1)")))  # fmt: skip
    point = '<w:numPr><w:numId w:val="{}"/></w:numPr>'
    sheet = styles(
        *GERMAN, style("A", "List Bullet", p=point.format(5)), style("N", "List Number", p=point.format(6)),
        style("N2", "List Number 2", p=point.format(7)), style("B2", "List Bullet 2", p='<w:ind w:left="99"/>'),
    )  # fmt: skip
    docx = dressed(foreign(sheet, parts={"numbering": lists}), bullets("a"), bullets("b", ordered=True))
    first, second = part(docx, "word/numbering.xml").findall(f"{W}abstractNum")
    bullet, number, letter = first[3], second[3], second[4]
    assert val(bullet, "lvlText") == "\uf0a7" and val(bullet, "rPr/rFonts", "ascii") == "Wingdings"
    assert val(bullet, "pPr/ind", "left") == "700"
    assert (val(number, "lvlText"), val(letter, "numFmt"), val(letter, "lvlText")) == ("%1)", "lowerLetter", "(%2)")
    assert val(Looks(docx).styles["ListBullet2"], "pPr/numPr/numId") == "1"
    assert validate(docx) == []


def test_their_table_style_dresses_every_table(validate):
    table = style("Tab", "Report Table", kind="table").replace(
        "</w:style>",
        '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="FF0000"/></w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr></w:tblStylePr></w:style>',
    )
    docx = dressed(foreign(styles(*GERMAN, table)), whole())
    found = Looks(docx).styles["ReportTable"]
    assert val(found, "tblPr/tblBorders/top", "color") == "FF0000"
    assert val(found.find(f"{W}tblStylePr"), "tcPr/shd", "fill") == "EEEEEE"
    assert validate(docx) == []


def test_nothing_else_of_the_file_gets_into_a_report():
    secret = foreign(
        parts={"theme": theme(), "fontTable": f'<w:fonts xmlns:w="{MAIN}"/>'},
        members={"docProps/core.xml": "<x>Confidential author</x>", "customXml/item1.xml": "<x>Confidential</x>"},
    )
    docx = dressed(secret)
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for word in (b"Confidential", b"Secret theme", b"ACME Box", b"de-DE", b"berschrift"):
        assert word not in everything


def test_values_that_no_schema_has_are_left_out(validate):
    wild = '<w:jc w:val="banana"/><w:spacing w:after="-5" w:before="40" w:line="1e9"/><w:shd w:val="clear" w:fill="url(x)"/><w:unknown w:val="1"/>'
    loud = (
        '<w:sz w:val="-3"/><w:color w:val="red"/><w:color w:val="AB12CD"/><w:u w:val="javascript"/><w:b w:val="maybe"/>'
    )
    docx = dressed(foreign(styles(style("h", "heading 1", p=wild, r=loud))), whole())
    assert validate(docx) == []
    assert Looks(docx).look("Heading1", None).colour == "AB12CD"
    assert val(Looks(docx).styles["Heading1"], "pPr/spacing", "before") == "40"


def test_the_same_file_gives_the_same_bytes():
    assert dressed(foreign(), whole()) == dressed(foreign(), whole())


# The house document and back ----------------------------------------------------------------------------------------


def test_the_house_document_given_back_changes_nothing(write):
    plain, back = write(whole(), pages=LABELS), dressed(write_sample(LAGOON), whole())
    mine, theirs = Looks(plain), Looks(back)
    assert mine.styles.keys() == theirs.styles.keys()
    for style_, run, _ in {(s, r, "") for s, r, _ in runs(part(plain))}:
        assert mine.look(style_, run) == theirs.look(style_, run)
    assert part(plain).xpath("count(//*)") == part(back).xpath("count(//*)")
    assert "Added" not in told(write_sample(LAGOON)) and "Not taken" not in told(write_sample(LAGOON))


def test_a_change_in_the_house_document_is_seen_in_the_report():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_sample(LAGOON))) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/styles.xml":
                data = data.replace(b'w:styleId="Heading1"', b'w:styleId="berschrift1"').replace(
                    b'w:val="Heading1"', b'w:val="berschrift1"'
                )
                data = data.replace(
                    b'<w:color w:val="0F4C5C" w:themeColor="accent1"/><w:spacing w:val="-4"/><w:sz w:val="48"/>',
                    b'<w:color w:val="990099"/><w:sz w:val="60"/>',
                )
            target.writestr(name, data)
    look = Looks(dressed(stream.getvalue(), whole())).look("Heading1", None)
    assert (look.colour, look.size) == ("990099", 30)
