"""Word's accessibility checker has nothing to say about a report, whatever its theme; and each rule finds its fault."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from reportgen.theme import load_theme, theme_names
from reportgen.writers.docx import native_charts, write_docx
from reportgen.writers.docx.sample import write_sample

from .accessible import RULES, problems
from .trees import LABELS, PICTURES, arabic, chinese, document, h, p, picture, results, whole

MAIN = "word/document.xml"


def test_no_rule_is_broken_by_a_report(edition):
    assert problems(edition.docx) == []


@pytest.mark.parametrize("name", theme_names())
def test_no_rule_is_broken_in_any_theme(edition, name):
    manuscript = edition.manuscript
    charts = native_charts(manuscript.charts)
    pictures = dict.fromkeys((*manuscript.charts, *manuscript.images), picture())
    docx = write_docx(manuscript.document, load_theme(name), pictures, None, {}, charts=charts)
    assert problems(docx) == []


@pytest.mark.parametrize("name", theme_names())
def test_no_rule_is_broken_by_any_element(name):
    docx = write_docx(whole(stamp="Draft", title="Annual report"), load_theme(name), PICTURES, LABELS, {})
    assert problems(docx) == []


def test_no_rule_is_broken_in_arabic_and_chinese(write):
    assert problems(write(document(arabic(), lang="ar", dir="rtl"))) == []
    assert problems(write(document(chinese(), lang="zh"))) == []


@pytest.mark.parametrize("name", theme_names())
def test_no_rule_is_broken_by_the_house_document(name):
    assert problems(write_sample(load_theme(name))) == []


def broken(docx: bytes, name: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            data = source.read(each)
            if each == name:
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(each, data)
    return out.getvalue()


FAULTS = {
    "drawings_have_alternative_text": (MAIN, ' descr="Bars: violence 72, work 44."', ""),
    "tables_have_header_rows": (MAIN, "<w:tblHeader/>", ""),
    "tables_are_simple": (MAIN, '<w:gridCol w:w="', '<w:gridCol w:w="9"/><w:gridCol w:w="'),
    "text_can_be_read": (
        "word/theme/theme1.xml",
        '<a:dk2><a:srgbClr val="50606A"/>',
        '<a:dk2><a:srgbClr val="A0A0A0"/>',
    ),
    "headings_are_in_order": (MAIN, '"Heading2"', '"Heading4"'),
    "nothing_is_blank_for_its_space": (MAIN, "More survivors", "More  survivors"),
    "objects_stand_in_the_text": (MAIN, 'behindDoc="1"', 'behindDoc="0"'),
    "links_say_where_they_lead": ("word/footnotes.xml", ">registry<", ">here<"),
    "watermarks_repeat_what_words_say": ("word/header2.xml", ">Draft<", "><"),
    "document_has_title_and_language": ("docProps/core.xml", ">Annual report<", "><"),
    "anyone_may_read_it": ("word/settings.xml", 'w:val="15"', 'w:val="14"'),
    "nothing_is_left_of_templates_or_cameras": (MAIN, "<w:body>", '<w:body><!-- w:rsidR="1" -->'),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_found(write, rule):
    """What finds nothing in a report must find something where there is something."""
    docx = broken(write(whole(stamp="Draft", title="Annual report")), *FAULTS[rule])
    assert {words.partition(":")[0] for words in problems(docx)} == {rule}


def test_every_rule_has_a_fault():
    assert {rule.__name__ for rule in RULES} == FAULTS.keys()


def test_a_picture_with_the_place_where_it_was_taken_is_found(write):
    exif = Image.Exif()
    exif[0x9286] = "at the clinic"
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(stream, "JPEG", exif=exif)
    docx = write_docx(whole(), load_theme("lagoon"), {"rg:chart": stream.getvalue()}, LABELS, {})
    assert any("metadata" in words for words in problems(docx))


def test_two_tables_one_after_the_other_stay_apart_without_a_blank_line(write):
    assert problems(write(h(1, "Two"), p("Before."), results("t-1", 1), results("t-2", 2))) == []
