from __future__ import annotations

import pytest

from reportgen.writers.docx.languages import pieces

from .read_back import W, part, read_text
from .trees import arabic, chinese, document, h, note, p, section, span, whole


def runs(docx: bytes) -> list[tuple[str, bool]]:
    return [
        ("".join(t.text for t in run.iter(f"{W}t")), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in part(docx)[0].iter(f"{W}r")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عدد 58 في المائة", [("عدد 58 في المائة", True)]),
        ("وفق UN Women هنا", [("وفق ", True), ("UN Women", False), (" هنا", True)]),
        ("مؤشر SDG 5.2، ثم", [("مؤشر ", True), ("SDG 5.2", False), ("، ثم", True)]),
        ("نسبة \u2066−3.5\u2069 نقطة", [("نسبة ", True), ("\u200e−3.5\u200e", False), (" نقطة", True)]),
    ],
)
def test_mixed_text_becomes_runs_of_one_direction(text, expected):
    assert list(pieces(text, True, True)) == expected


def test_arabic_words_inside_english_run_right_to_left():
    assert list(pieces("the word نعم means yes", False, False)) == [
        ("the word ", False),
        ("نعم", True),
        (" means yes", False),
    ]


def test_an_arabic_chapter_in_an_english_report(write, validate):
    docx = write(document(p("Before."), arabic()))
    paragraphs = [e for e in part(docx)[0].iter(f"{W}p") if e.find(f"{W}pPr/{W}pStyle").get(f"{W}val") != "SectionEnd"]
    assert paragraphs[0].find(f"{W}pPr/{W}bidi") is None
    assert all(e.find(f"{W}pPr/{W}bidi") is not None for e in paragraphs[1:])
    assert {e.get(f"{W}bidi") for e in part(docx).iter(f"{W}lang")} == {"ar-SA"}
    assert validate(docx) == []


def test_an_arabic_report_runs_right_to_left_by_its_styles(write, validate):
    docx = write(document(h(1, "النتائج"), p("نص"), note_paragraph(), lang="ar", dir="rtl"))
    normal = next(e for e in part(docx, "word/styles.xml").iter(f"{W}style") if e.get(f"{W}styleId") == "Normal")
    assert normal.find(f"{W}pPr/{W}bidi") is not None
    assert not list(part(docx)[0].iter(f"{W}lang"))
    assert part(docx)[0].find(f"{W}sectPr/{W}bidi") is not None
    assert validate(docx) == []


def note_paragraph():
    return p((*p("نص").content, note("حاشية")))


def test_english_in_an_arabic_report_runs_left_to_right(write):
    docx = write(document(section(p("English words"), lang="en", dir="ltr"), lang="ar", dir="rtl"))
    [paragraph] = [e for e in part(docx)[0].iter(f"{W}p")]
    assert paragraph.find(f"{W}pPr/{W}bidi").get(f"{W}val") == "0"
    assert runs(docx) == [("English words", False)]


def test_a_left_to_right_number_keeps_its_order_in_arabic(write):
    docx = write(section(p((*p("التغير ").content, span("−3.5", "ltr", dir="ltr"))), lang="ar", dir="rtl"))
    assert runs(docx) == [("التغير ", True), ("\u200e−3.5\u200e", False)]
    assert read_text(docx) == ["التغير −3.5"]


def test_chinese_takes_the_east_asian_font_and_its_tag(write):
    docx = write(chinese())
    for run in part(docx)[0].iter(f"{W}r"):
        assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia"
        assert run.find(f"{W}rPr/{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_each_run_of_another_language_says_so(write):
    docx = write(p((span("Année", lang="fr"), span("год", lang="ru"), *p("year").content)))
    tags = [
        None if (lang := run.find(f"{W}rPr/{W}lang")) is None else lang.get(f"{W}val")
        for run in part(docx)[0].iter(f"{W}r")
    ]
    assert tags == ["fr-FR", "ru-RU", None]


def test_every_arabic_letter_is_in_a_right_to_left_run(write):
    for words, rtl in runs(write(whole())):
        if any("\u0600" <= character <= "\u06ff" for character in words):
            assert rtl
