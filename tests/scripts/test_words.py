"""Another language's strings, numbers, dates and lists; words of another script among its own."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.build.check import check_workspace
from reportgen.compose.tongues import mark_tongues
from reportgen.errors import TemplateError
from reportgen.language import Words, languages, read_strings
from reportgen.language.letters import drawn
from reportgen.language.scripts import by_script, isolated
from reportgen.resources import templates

from .conftest import HERE, TEMPLATES, Chapter

AR, ZH = Words("ar", TEMPLATES), Words("zh", TEMPLATES)
DAY = datetime.date(2025, 3, 5)
OPTIONAL = re.compile(r"month\.\d+|scale\.(thousand|million|billion)")
AMOUNTS = re.compile(r"money\.(thousand|million|billion)")
"""An amount in short may be put together from {amount}, or from {number} and {currency}."""


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_translated_strings_hold_the_names_of_the_english(language: str) -> None:
    english = read_strings(templates() / "languages" / "en")
    other = read_strings(TEMPLATES / "languages" / language)
    assert {key for key in other.keys() - english.keys() if not OPTIONAL.fullmatch(key)} == set()
    for key, text in other.items():
        if key in english and not AMOUNTS.fullmatch(key):
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", english[key])), key


class Asked(Words):
    """Words that remember which strings were asked for."""

    def __init__(self, language: str) -> None:
        super().__init__(language, TEMPLATES)
        self.keys: set[str] = set()

    def pattern(self, key: str, count: Any = None) -> str:
        self.keys.add(key)
        return super().pattern(key, count)


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_no_string_of_the_chapter_is_left_in_english(chapters: dict[str, Chapter], language: str) -> None:
    words = Asked(language)
    chapters[language].composed(words)
    assert len(words.keys) > 100
    assert words.keys - read_strings(TEMPLATES / "languages" / language).keys() == set()


def test_languages_of_a_folder_of_templates_count_beside_those_that_ship(tmp_path: Path) -> None:
    assert set(languages(TEMPLATES)) >= {"ar", "en", "zh"} and languages() == languages(tmp_path)
    checked = check_workspace(HERE / "workspace", extra=TEMPLATES)
    assert [str(finding) for finding in checked.findings if finding.severity != "info"] == []
    missing = {finding.found for finding in check_workspace(HERE / "workspace").findings if finding.rule == "STR124"}
    assert missing == {"ar", "zh"} - set(languages())


def test_strings_of_ones_own_win_over_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "languages/en").mkdir(parents=True)
    (tmp_path / "languages/en/strings.toml").write_text('[contents]\ntitle = "What is in it"\n')
    words = Words("en", tmp_path)
    assert (words.t("contents.title"), words.t("word.total")) == ("What is in it", "Total")


def test_strings_that_are_not_toml_are_told_by_their_file(tmp_path: Path) -> None:
    (tmp_path / "languages/ar").mkdir(parents=True)
    (tmp_path / "languages/ar/strings.toml").write_text("[contents\n")
    with pytest.raises(TemplateError, match=r"^ar/strings.toml cannot be read"):
        Words("ar", tmp_path)


@pytest.mark.parametrize(
    ("value", "arabic", "chinese"),
    [("1234567.5", "1,234,567.5", "1,234,567.5"), ("-3.5", "\u2066−3.5\u2069", "−3.5"), ("0", "0", "0")],
)
def test_numbers_have_latin_digits_and_keep_their_order(value: str, arabic: str, chinese: str) -> None:
    assert (AR.number(Decimal(value)), ZH.number(Decimal(value))) == (arabic, chinese)


def test_percentages() -> None:
    assert AR.percent(19) == "\u206619%\u2069" and AR.percent_prose(19) == "19 في المائة"
    assert AR.percent_prose(Decimal("-1.5")) == "\u2066−1.5\u2069 في المائة"
    assert ZH.percent(Decimal("31.2")) == ZH.percent_prose(Decimal("31.2")) == "31.2%"


def test_money_stands_as_the_language_says_it() -> None:
    assert AR.money(-330068, "USD") == "\u2066−330,068\u2069 دولار" and AR.money(5, "SEK") == "\u20665 SEK\u2069"
    assert AR.money_short(1_950_000, "USD") == "1.95 مليون دولار"
    assert ZH.money(-330068, "USD") == "−330,068美元" and ZH.currency("USD") == "美元"


def test_chinese_counts_in_ten_thousands_without_losing_figures() -> None:
    assert ZH.money_short(1_950_000, "USD") == "195万美元"
    assert ZH.money_short(1_950_000, "USD", 1) == "195万美元"
    assert ZH.money_short(330_068, "USD", 0, "thousand") == "33.0万美元"
    assert ZH.money_short(2_500_000_000, "USD", unit="billion") == "25亿美元"


def test_dates_and_lists() -> None:
    assert AR.date(DAY) == "5 آذار/مارس 2025" and AR.month(DAY) == "آذار/مارس 2025"
    assert ZH.date(DAY) == "2025年3月5日" and ZH.month(DAY) == "2025年3月"
    assert AR.list(["أ", "ب", "ج"]) == "أ وب وج" and ZH.list(["甲", "乙", "丙"]) == "甲、乙和丙"


@pytest.mark.parametrize(
    ("text", "language", "pieces"),
    [
        ("هيئة UN Women (الصين)", "ar", [("هيئة ", ""), ("UN Women", "en"), (" (الصين)", "")]),
        ("الناتج D_1.1: نص", "ar", [("الناتج ", ""), ("D_1.1", "en"), (": نص", "")]),
        ("XM-EX-00000-SOL_D_1", "ar", [("XM-EX-00000-SOL_D_1", "en")]),
        ("الغاية SDG 5.5، وهي", "ar", [("الغاية ", ""), ("SDG 5.5", "en"), ("، وهي", "")]),
        ("与UNDP合作，占31.2%", "zh", [("与", ""), ("UNDP", "en"), ("合作，占31.2%", "")]),
        ("called التمكين الاقتصادي, or “赋权”", "en",
         [("called ", ""), ("التمكين الاقتصادي", "ar"), (", or “", ""), ("赋权", "zh"), ("”", "")]),
        ("plain words, 1,234 − 5%", "en", [("plain words, 1,234 − 5%", "")]),
        ("слово word", "ru", [("слово ", ""), ("word", "en")]),
    ],
)  # fmt: skip
def test_pieces_of_another_script_are_told(text: str, language: str, pieces: list[tuple[str, str]]) -> None:
    assert list(by_script(text, language)) == pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234.5", "1,234.5"),
        ("−3.5", "\u2066−3.5\u2069"),
        ("حوالي −3.5 أو 19%", "حوالي \u2066−3.5\u2069 أو \u206619%\u2069"),
    ],
)
def test_what_would_lose_its_order_is_isolated(text: str, expected: str) -> None:
    assert isolated(text) == expected


def test_a_page_names_its_switches_of_language() -> None:
    page = '<html><head><title>a ب</title></head><body><p title="x > y">a &amp; ب<em lang="ar">ج</em><br>د</p></body></html>'
    assert mark_tongues(page, Words("en")) == (
        '<html><head><title>a ب</title></head><body><p title="x > y">a &amp; <span lang="ar" dir="rtl">ب</span>'
        '<em lang="ar">ج</em><br><span lang="ar" dir="rtl">د</span></p></body></html>'
    )


def test_an_english_page_without_another_script_is_left_as_it_is() -> None:
    page = "<body><p>Curaçao &amp; São Tomé − 5%</body>"
    assert mark_tongues(page, Words("en")) is page


def test_isolates_become_elements_and_line_ends_between_ideographs_go() -> None:
    assert mark_tongues("<body><p>(\u2066−3.5\u2069) نص</p>", AR) == '<body><p>(<bdi dir="ltr">−3.5</bdi>) نص</p>'
    assert (
        mark_tongues("<body><p>席位，\n基线 。 a b</p>", ZH) == '<body><p>席位，基线。 <span lang="en">a b</span></p>'
    )


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("سلام", "\ufee1\ufefc\ufeb3"),  # meem alone, lam with alef at the end, seen at the beginning
        ("مسودة 2025", "2025 \ufe93\ufea9\ufeee\ufeb4\ufee3"),
        ("تُبت", "\ufe96\ufe92\ufe97"),
        ("Draft 示例", "Draft 示例"),
    ],
)
def test_letters_that_are_drawn_one_by_one_are_joined(text: str, shapes: str) -> None:
    assert drawn(text) == shapes


def test_a_remark_stands_in_the_language_of_the_edition(chapter: Chapter) -> None:
    remark = {"en": "Pay was raised in two provinces.", "ar": "رُفعت الأجور في مقاطعتين.", "zh": "两个省提高了薪酬。"}
    assert [text in chapter.manuscript.html for text in remark.values()] == [
        language == chapter.language for language in remark
    ]
