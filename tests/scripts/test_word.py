"""The Word file in three scripts: direction, fonts and language tags of paragraphs, runs, tables, lists and sections."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.writers.docx.conftest import Validate, validate
from tests.writers.docx.read_back import W, names, part

from .conftest import Chapter

__all__ = ["validate"]
pytestmark = pytest.mark.proof
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ARABIC, IDEOGRAPH = re.compile("[\u0620-\u06d3]"), re.compile("[\u4e00-\u9fff]")


def docx(chapter: Chapter) -> bytes:
    return chapter.path("docx").read_bytes()


def value(element: Any, path: str, key: str = "val") -> str | None:
    """Return an attribute of what stands at `path`; "on" where a flag stands without one."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + key, "on")


def styles(chapter: Chapter) -> dict[str, Any]:
    return {style.get(f"{W}styleId"): style for style in part(docx(chapter), "word/styles.xml").iter(f"{W}style")}


def runs(chapter: Chapter) -> list[tuple[str, Any]]:
    """Return the words of every run, with the run."""
    return [
        ("".join(text.text or "" for text in run.iter(f"{W}t")), run)
        for name in ("word/document.xml", "word/footnotes.xml")
        for run in part(docx(chapter), name).iter(f"{W}r")
    ]


def test_files_are_valid(chapter: Chapter, validate: Validate) -> None:
    assert validate(docx(chapter)) == []


def test_paragraphs_run_from_the_right_in_arabic_alone(chapter: Chapter) -> None:
    right = chapter.language == "ar"
    assert value(styles(chapter)["Normal"], "pPr/bidi") == ("on" if right else None)
    turned = [p for p in part(docx(chapter)).iter(f"{W}p") if value(p, "pPr/bidi") is not None]
    for paragraph in turned:  # a native chart keeps its digits in order only in a paragraph from the left
        assert right and value(paragraph, "pPr/bidi") == "0" and list(paragraph.iter(f"{W}drawing"))
        assert value(paragraph, "pPr/jc") == "right"
    assert len(turned) == (4 if right else 0)


def test_sections_and_tables_run_from_the_right_in_arabic_alone(chapter: Chapter) -> None:
    body, right = part(docx(chapter)), chapter.language == "ar"
    sections, tables = list(body.iter(f"{W}sectPr")), list(body.iter(f"{W}tbl"))
    assert len(sections) >= 5 and len(tables) >= 6
    assert {value(section, "bidi") for section in sections} == {"on" if right else None}
    assert {value(table, "tblPr/bidiVisual") for table in tables} == {"on" if right else None}


def test_numbers_of_a_table_keep_their_units_at_the_right(chapter: Chapter) -> None:
    right = chapter.language == "ar"
    assert value(styles(chapter)["TableNumber"], "pPr/jc") == ("left" if right else "right")
    indents = [ind for cell in part(docx(chapter)).iter(f"{W}tc") for ind in cell.iter(f"{W}ind")]
    assert indents and all(set(ind.attrib) == {W + ("left" if right else "right")} for ind in indents)


def test_arabic_letters_run_from_the_right_and_nothing_else_does(chapter: Chapter) -> None:
    for words, run in runs(chapter):
        rtl = value(run, "rPr/rtl") == "on"
        assert not ARABIC.search(words) or rtl, words
        assert not re.search("[A-Za-z]", words) or not rtl, words
        assert chapter.language == "ar" or not rtl or ARABIC.search(words), words


def test_negative_numbers_keep_their_order_in_word(arabic: Chapter) -> None:
    negative = [(words, run) for words, run in runs(arabic) if "−" in words]
    assert len(negative) > 10
    for words, run in negative:
        assert re.fullmatch("\u200e−[\\d.,]+\u200e", words) and value(run, "rPr/rtl") is None


def test_languages_of_the_document_and_of_every_switch(chapter: Chapter) -> None:
    tags = {"en": ("en-GB", "zh-CN", "ar-SA"), "ar": ("en-GB", "zh-CN", "ar-SA"), "zh": ("en-GB", "zh-CN", "ar-SA")}
    [default] = [e for e in part(docx(chapter), "word/styles.xml").find(f"{W}docDefaults").iter(f"{W}lang")]
    assert tuple(default.get(W + key) for key in ("val", "eastAsia", "bidi")) == tags[chapter.language]
    switched = {
        (key.removeprefix(W), tag)
        for _, run in runs(chapter)
        for lang in run.iter(f"{W}lang")
        for key, tag in lang.attrib.items()
    }
    assert switched == {"en": {("bidi", "ar-SA"), ("eastAsia", "zh-CN")}}.get(chapter.language, {("val", "en-GB")})


def test_fonts_of_other_scripts_are_named(chapter: Chapter) -> None:
    theme = part(docx(chapter), "word/theme/theme1.xml")
    fonts = {
        (kind, script): theme.find(f".//{A}{kind}Font/{A}{script}").get("typeface")
        for kind in ("major", "minor")
        for script in ("ea", "cs")
    }
    assert fonts == {
        ("major", "ea"): "Noto Sans CJK SC", ("major", "cs"): "Noto Sans Arabic",
        ("minor", "ea"): "Noto Serif CJK SC", ("minor", "cs"): "Noto Naskh Arabic",
    }  # fmt: skip
    [default] = part(docx(chapter), "word/styles.xml").find(f"{W}docDefaults").iter(f"{W}rFonts")
    assert {default.get(f"{W}eastAsiaTheme"), default.get(f"{W}cstheme")} == {"minorEastAsia", "minorBidi"}


def test_ideographs_alone_take_the_east_asian_font(chinese: Chapter) -> None:
    for words, run in runs(chinese):
        hint = value(run, "rPr/rFonts", "hint")
        if IDEOGRAPH.search(words):
            assert hint == "eastAsia", words
        elif re.fullmatch("[−\\d.,%]+", words):
            assert hint is None, words


def test_nothing_is_slanted_or_spaced_in_arabic_and_chinese(chapter: Chapter) -> None:
    if chapter.language == "en":
        assert value(styles(chapter)["Emphasis"], "rPr/i") == "on"
        return
    assert value(styles(chapter)["Emphasis"], "rPr/b") == "on"
    for name in ("word/styles.xml", "word/document.xml"):
        root = part(docx(chapter), name)
        assert [e for tag in ("i", "iCs") for e in root.iter(W + tag) if e.get(f"{W}val") != "0"] == []
        spaced = [e.get(f"{W}val") for properties in root.iter(f"{W}rPr") for e in properties.findall(f"{W}spacing")]
        assert set(spaced) <= {"0"}


def test_a_story_has_its_bar_at_the_reading_edge(chapter: Chapter) -> None:
    [bar] = list(styles(chapter)["StoryText"].find(f"{W}pPr/{W}pBdr"))
    assert bar.tag == W + ("right" if chapter.language == "ar" else "left")


def test_lists_are_of_the_list_styles_and_turn_with_their_paragraphs(chapter: Chapter) -> None:
    listed = [value(p, "pPr/pStyle") for p in part(docx(chapter)).iter(f"{W}p")]
    assert {"ListBullet", "ListBullet2", "ListNumber"} <= set(listed)
    for level in part(docx(chapter), "word/numbering.xml").iter(f"{W}lvl"):
        assert value(level, "lvlJc") == "left", (
            "the leading side, which is the right one where paragraphs run from the right"
        )


def test_charts_turn_with_the_page(chapter: Chapter) -> None:
    charts = [
        part(docx(chapter), name) for name in names(docx(chapter)) if re.fullmatch(r"word/charts/chart\d+\.xml", name)
    ]
    assert charts
    tag = {"en": "en-GB", "ar": "ar-SA", "zh": "zh-CN"}[chapter.language]
    for chart in charts:
        assert chart.find(f"{C}lang").get("val") == tag
        ways = {e.get("val") for e in chart.iter(f"{C}orientation")}
        assert ("maxMin" in ways) or chapter.language != "ar"
