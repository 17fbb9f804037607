"""The PDF and the HTML edition in three scripts: order, direction, fonts, languages; and that they conform."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import lxml.html
import page as validator
import pikepdf
import pytest

from reportgen.language import direction
from reportgen.theme import load_theme
from reportgen.writers.look import style_sheet
from tests.reading import differs, read_docx, read_html, read_pdf, read_tree, structure
from tests.writers.test_html import VNU, tool

from .conftest import LANGUAGES, Chapter

pytestmark = pytest.mark.proof
SERIF = {"ar": "Noto-Naskh-Arabic", "zh": "Noto-Serif-CJK-SC"}
SANS = {"ar": "Noto-Sans-Arabic", "zh": "Noto-Sans-CJK-SC"}


def test_every_format_says_what_the_manuscript_says_in_its_order(chapter: Chapter) -> None:
    expected = read_tree(chapter.manuscript.document)
    assert len(expected.words) > 200 and len(expected.pictures) == 4 and len(expected.notes) == 1
    assert differs(expected, read_html(chapter.path("html").read_bytes())) == []
    assert differs(expected, read_docx(chapter.path("docx").read_bytes())) == []
    assert differs(expected, read_pdf(structure(chapter.path("pdf"))), printed=True) == []


@pytest.mark.parametrize("profile", ["ua1", "pdfa-3a"])
def test_pdfs_conform(chapter: Chapter, profile: str) -> None:
    report = validator.validate_pdf_bytes(chapter.path("pdf").read_bytes(), profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


# Languages and direction ---------------------------------------------------------------------------------------------


def tags(node: Any) -> list[Any]:
    kids = node.get("/K")
    found: list[Any] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *tags(kid)]
    return found


def html_of(chapter: Chapter) -> Any:
    return lxml.html.document_fromstring(chapter.path("html").read_text(encoding="utf-8"))


SWITCHES = {"en": {"ar", "zh"}, "ar": {"en"}, "zh": {"en"}}


def test_the_pdf_names_its_language_and_every_switch(chapter: Chapter) -> None:
    with pikepdf.open(chapter.path("pdf")) as pdf:
        found = [str(tag.Lang) for tag in tags(pdf.Root.StructTreeRoot) if "/Lang" in tag]
        assert str(pdf.Root.Lang) == chapter.language and set(found) == SWITCHES[chapter.language]
    switches = [element for element in html_of(chapter).get_element_by_id("main").iter("span") if element.get("lang")]
    assert len(found) >= len([element for element in switches if element.text_content().strip()])  # lines count apart


def test_the_pdf_says_which_way_it_runs(chapter: Chapter) -> None:
    with pikepdf.open(chapter.path("pdf")) as pdf:
        ways = [str(tag.A.WritingMode) for tag in tags(pdf.Root.StructTreeRoot) if "/WritingMode" in tag.get("/A", {})]
        reader = str(pdf.Root.ViewerPreferences.get("/Direction", ""))
    assert (ways, reader) == ((["/RlTb"], "/R2L") if chapter.language == "ar" else ([], ""))


def test_html_names_language_and_direction(chapter: Chapter) -> None:
    root = html_of(chapter)
    assert (root.get("lang"), root.get("dir")) == (chapter.language, direction(chapter.language))
    main = root.get_element_by_id("main")
    assert {element.get("lang") for element in main.iter() if element.get("lang")} == SWITCHES[chapter.language]
    for element in main.iter("span"):
        if element.get("lang"):
            turned = direction(element.get("lang")) != direction(chapter.language)
            assert bool(element.get("dir")) == turned, element.text_content()


def test_words_of_another_script_never_stand_unmarked(chapter: Chapter) -> None:
    own = {"en": "A-Za-zÀ-ɏ", "ar": "\u0620-\u06d3", "zh": "\u4e00-\u9fff"}
    others = re.compile(f"[{''.join(letters for language, letters in own.items() if language != chapter.language)}]")
    for element in html_of(chapter).get_element_by_id("main").iter():
        marked = next((e.get("lang") for e in (element, *element.iterancestors()) if e.get("lang")), "")
        if marked == chapter.language:
            assert not others.search(element.text or ""), element.text
        parent = next((e.get("lang") for e in element.iterancestors() if e.get("lang")), "")
        if parent == chapter.language:
            assert not others.search(element.tail or ""), element.tail


def test_negative_numbers_and_percentages_are_isolated_among_arabic(arabic: Chapter) -> None:
    main = html_of(arabic).get_element_by_id("main")
    kept = {element.text_content() for element in main.iter("bdi")}
    assert {"−3.5", "−5.5", "31.2%", "−55,500"} <= kept
    assert {element.get("dir") for element in main.iter("bdi")} == {"ltr"}
    outside = [text for text in main.itertext() if "−" in text or "%" in text]
    assert set(outside) <= kept
    assert not re.search("[\u2066-\u2069]", "".join(main.itertext()))


def test_no_space_stands_between_two_ideographs(chinese: Chapter) -> None:
    text = "\n".join(p.text_content() for p in html_of(chinese).get_element_by_id("main").iter("p", "li", "td", "h1"))
    assert re.findall("[\u3001-\u9fff\uff00-\uffef] +[\u3001-\u9fff\uff00-\uffef]", text) == []


# Fonts ---------------------------------------------------------------------------------------------------------------


def test_every_glyph_is_of_an_embedded_font_of_the_theme(chapter: Chapter) -> None:
    with pikepdf.open(chapter.path("pdf")) as pdf:
        names: set[str] = set()
        for sheet in pdf.pages:
            for font in sheet.resources.get("/Font", {}).values():
                [part] = font.DescendantFonts
                assert {"/FontFile2", "/FontFile3"} & set(part.FontDescriptor.keys())
                names.add(str(font.BaseFont).partition("+")[2])
            shown = [bytes(text) for text in _shown(sheet)]
            assert not any(text[i : i + 2] == b"\0\0" for text in shown for i in range(0, len(text), 2)), (
                "missing glyph"
            )
    families = {
        family.replace(" ", "-") for role in ("body", "data") for family in load_theme("lagoon").fonts.stack(role)
    }
    assert {re.sub("-(Bold|Italic)$", "", name) for name in names} <= families
    if chapter.language in SERIF:
        serif, sans = SERIF[chapter.language], SANS[chapter.language]
        assert names >= {serif, serif + "-Bold", sans, sans + "-Bold"}
    assert not any("Italic" in name for name in names) or chapter.language == "en"


def _shown(sheet: pikepdf.Page) -> list[Any]:
    found: list[Any] = []
    for operands, _ in pikepdf.parse_content_stream(sheet, "Tj TJ"):
        for operand in operands:
            found += [part for part in operand if isinstance(part, pikepdf.String)] if isinstance(
                operand, pikepdf.Array) else [operand]  # fmt: skip
    return found


def test_text_with_serifs_falls_back_to_fonts_with_serifs() -> None:
    fonts = load_theme("lagoon").fonts
    body, data = fonts.stack("body"), fonts.stack("data")
    assert body.index("Noto Naskh Arabic") < body.index("Noto Sans Arabic")
    assert body.index("Noto Serif CJK SC") < body.index("Noto Sans CJK SC")
    assert data.index("Noto Sans Arabic") < data.index("Noto Naskh Arabic")
    assert set(body) | {fonts.data} == set(data) | {fonts.body}


# The page as it is printed --------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def printed(chapters: dict[str, Chapter]) -> dict[str, list[list[tuple[str, float, float, float]]]]:
    """Return the words of each page by language: text, left, right and top as shares of the page."""
    return {language: _printed(chapters[language].path("pdf")) for language in LANGUAGES}


def _printed(pdf: Path) -> list[list[tuple[str, float, float, float]]]:
    done = subprocess.run([tool("pdftotext"), "-bbox", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    pages: list[list[tuple[str, float, float, float]]] = []
    for width, height, body in re.findall(
        r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', done.stdout, re.DOTALL
    ):
        found = re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)</word>', body)
        pages.append(
            [(t, float(a) / float(width), float(c) / float(width), float(b) / float(height)) for a, b, c, t in found]
        )
    return pages


def test_page_numbers_and_running_heads_stand_on_the_outer_edges(printed: Any) -> None:
    for language, pages in printed.items():
        for number, body in enumerate(pages[3:5], 1):
            foot = [word for word in body if word[3] > 0.93]
            stamp = [word for word in body if word[3] < 0.06]
            folio = [word for word in foot if word[0] == str(number)]
            if language == "ar":
                assert min(word[1] for word in folio) < 0.15 and min(word[1] for word in stamp) < 0.15
                assert max(word[2] for word in foot) > 0.85
            else:
                assert max(word[2] for word in folio) > 0.85 and max(word[2] for word in stamp) > 0.85
                assert min(word[1] for word in foot) < 0.15


def test_contents_end_with_their_page_numbers_at_the_far_edge(printed: Any) -> None:
    for language, pages in printed.items():
        numbers = [word for word in pages[2] if word[0].isdigit() and 0.08 < word[3] < 0.9]
        edges = [word[1] if language == "ar" else 1 - word[2] for word in numbers]
        assert len(numbers) == 5 and max(edges) - min(edges) < 0.001, language
        assert 0.1 < edges[0] < 0.4, "within the margins, and beyond the middle"


def test_terms_and_first_columns_stand_at_the_reading_edge(chapter: Chapter, printed: Any) -> None:
    right = chapter.language == "ar"
    [code] = [word for word in printed[chapter.language][3] if word[0] == "XM-EX-00000-SOL_D_1"]
    assert code[2] < 0.6 if right else code[1] > 0.4
    money = [word for word in printed[chapter.language][5] if re.search(r"\d{3},\d{3}", word[0])]
    assert money and all((word[1] < 0.75 if right else word[2] > 0.4) for word in money)


def test_margins_change_sides(arabic: Chapter, chinese: Chapter) -> None:
    theme = load_theme("savanna")
    for chapter, margin in ((arabic, "23.0mm 28.0mm 22.0mm 24.0mm"), (chinese, "23.0mm 24.0mm 22.0mm 28.0mm")):
        style = style_sheet("print", theme, chapter.manuscript.document, inline_marks=False)
        assert f"margin: {margin};" in style


@pytest.mark.parametrize("medium", ["print", "screen"])
def test_no_letter_of_arabic_or_chinese_is_slanted_or_spaced(chapter: Chapter, medium: Any) -> None:
    style = style_sheet(medium, load_theme("lagoon"), chapter.manuscript.document, inline_marks=True)
    rule = re.search(r":lang\(ar\)[^{]*:lang\(zh\)[^{]*{([^}]*)}", style)
    assert rule and "letter-spacing: 0 !important" in rule[1] and "font-style: normal !important" in rule[1]


# HTML ----------------------------------------------------------------------------------------------------------------


def test_html_is_valid(chapters: dict[str, Chapter]) -> None:
    files = [chapter.path("html") for chapter in chapters.values()]
    command = [tool("java"), "-jar", VNU, "--format", "json", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    assert [message for message in messages if message["type"] == "error"] == []


def test_html_is_accessible_and_fits_a_phone(chapters: dict[str, Chapter]) -> None:
    checker = Path(__file__).parents[1] / "writers" / "axe.cjs"
    command = [tool("node"), checker, tool("chromium"), *(chapter.path("html") for chapter in chapters.values())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    for found in json.loads(done.stdout).values():
        assert found["violations"] == [] and found["passes"] > 20
        assert found["scrollsSideways"] is False


# Charts --------------------------------------------------------------------------------------------------------------


def test_charts_read_from_the_right_in_arabic(arabic: Chapter, chinese: Chapter) -> None:
    from reportgen.figures.canvas import lay_out
    from reportgen.figures.sheet import Bar

    for chapter in (arabic, chinese):
        [chart] = [each for each in chapter.manuscript.charts.values() if each.figure == "sdg-allocation"]
        sheet = lay_out(chart, load_theme("lagoon"))
        bars = [item for item in sheet.items if isinstance(item, Bar)]
        names = {label.text: label for label in sheet.labels}
        longest, shorter = sorted(bars, key=lambda bar: -bar.width)[:2]
        if chapter is arabic:
            assert longest.x + longest.width == pytest.approx(shorter.x + shorter.width)
            name = names["5 المساواة بين الجنسين"]
            assert name.x + name.width == pytest.approx(sheet.width) and names["\u206675%\u2069"].x < longest.x
        else:
            assert longest.x == pytest.approx(shorter.x) and names["5 性别平等"].x == 0
