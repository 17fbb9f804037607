"""Blanks, repeated and broken words, brackets and doubled marks: what is found, and what mends it."""

import time

import pytest

from reportgen.checks.prose import amounts, date_forms, letters, numerals, pairs, spacing, typography, words
from reportgen.checks.prose.passages import Prose
from tests.checks.conftest import says
from tests.checks.prose.mending import FILE, FIRST, findings, found
from tests.corpus import Case, report_of

MENDED = [
    ("NAR100", "The account , opened in May , has readers .", "The account, opened in May, has readers."),
    ("NAR100", "Nurses ,midwives and doctors came.", "Nurses, midwives and doctors came."),
    (
        "NAR101",
        "The course ended.Next year,it goes on;all may come.",
        "The course ended. Next year, it goes on; all may come.",
    ),
    ("NAR102", "In 2024,  the office   moved.", "In 2024, the office moved."),
    (
        "NAR103",
        "It drew 18.3million views from 25people over 10km.",
        "It drew 18.3 million views from 25 people over 10 km.",
    ),
    ("NAR104", "The wells in the the north of the valley hold.", "The wells in the north of the valley hold."),
    ("NAR107", "All ( five ) saw “ The Long Road ” twice.", "All (five) saw “The Long Road” twice."),
    ("NAR109", "In nine provinces,, councils met.", "In nine provinces, councils met."),
]
SILENT = [
    ("NAR100", "It fell to .5, and she wrote: to be ... continued; see .org sites and a scale of 1 : 1000."),
    (
        "NAR101",
        "At 10:30 the U.N. had 1,000 guests, e.g. from node.js and https://a.example/b,c; see report.Final.pdf.",
    ),
    ("NAR102", "One blank is enough; a no-break\u00a0blank too."),
    ("NAR103", "In the 1990s the 2nd team had 5G, 3D and A4; $5m for CSW67, 4x4 cars, 20% and #25women."),
    (
        "NAR104",
        "She had had time, and that that was so pleased all. He gave her her share in Bora Bora. It goes on on Friday.",
    ),
    ("NAR105", "Ms. McDonald, Mr. LeBlanc and NGOs met on YouTube and WeChat; see #DigitALL and SafePay, an app."),
    ("NAR106", "The women set up a school, and ten per cent may be able to work there in time."),
    ("NAR107", "Five (all new) came; “yes”, they said (...) twice."),
    ("NAR108", "a) The first (and best); b) the second. She smiled :) and the men’s choir sang."),
    ("NAR109", "Wait... “Really?!” she asked; Acme Inc., U.N., etc., were there. See p. 5., too."),
]
ALL = {
    check.card.code: check
    for each in (amounts, date_forms, letters, numerals, pairs, spacing, typography, words)
    for check in each.CHECKS
}
SIZE = 1_000_000
VAST = {
    "one letter": "a" * SIZE,
    "brackets": "(" * SIZE,
    "blanks": "a" + " " * SIZE + "b",
    "digits": "7" * SIZE,
    "control characters": "\x01\x02\x1f\x7f" * (SIZE // 4),
    "no letters": "!?;:,.–—" * (SIZE // 8),
    "quotation marks": "“" * SIZE,
}


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_correct_spacing_is_left_alone(rule: str, text: str):
    assert found(rule, text) == []


def test_a_finding_quotes_the_words_around_a_blank_and_gives_its_place():
    [finding] = findings("NAR100", "The account , opened in May, is new.")
    assert says([finding]) == [f"{FILE}:{FIRST}:5: warning: A blank stands before “,”."]
    assert (finding.found, finding.expected) == ("account , opened", ",")
    assert finding.edit and (finding.edit.old, finding.edit.new) == (" ,", ",")


def test_french_has_a_blank_before_high_marks_and_none_before_a_comma():
    assert found("NAR100", "Elle dit : « Oui ! » ; et lui ?", language="fr") == []
    assert found("NAR100", "Elle dit , oui.", language="fr") == ["dit , oui."]


def test_a_number_that_may_be_part_of_a_compound_is_left_to_its_author():
    [finding] = findings("NAR103", "A 5year plan was made.")
    assert (finding.found, finding.expected, finding.edit) == ("5year", "5 year or 5-year", None)


def test_a_repeated_word_is_found_across_a_line_end_and_a_repeated_noun_is_not_mended():
    [finding] = findings("NAR104", "The committee\ncommittee met.")
    assert finding.message == "“committee” stands twice." and finding.expected == "committee" and finding.edit is None
    assert len(findings("NAR104", "They met in the\nthe hall.")) == 1


def test_words_without_a_blank_are_found_unless_they_are_a_name():
    [finding] = findings("NAR105", "Both agencies report against CommonOutcome 3.")
    assert (finding.found, finding.expected) == ("CommonOutcome", "Common Outcome")
    assert found("NAR105", "Both report CommonOutcome data.", names=[{"name": "CommonOutcome"}]) == []


def test_two_words_without_a_capital_between_them_are_found():
    [one, two] = findings("NAR105", "Chapter 4 ofthe Act binds womenand men.")
    assert [(each.found, each.expected) for each in (one, two)] == [("ofthe", "of the"), ("womenand", "women and")]
    assert found("NAR105", "It is an injustice to husbands on a thousand islands; therein lies the thesis.") == []
    assert found("NAR105", "See https://example.org/ofthe and #ofthe.") == []


def test_nouns_of_reports_that_run_together_are_found_and_a_product_is_not():
    assert found("NAR105", "The RefugeeResponse plan and HostCommunity window closed.") == [
        "RefugeeResponse",
        "HostCommunity",
    ]
    assert found("NAR105", "The firm SafeCommunity and the NGO HealthPartners came.") == []


def test_a_word_that_a_speaker_stresses_may_stand_twice_in_a_quotation_only():
    assert found("NAR104", "« Non non, c’est très très loin », dit-elle.", language="fr") == []
    assert found("NAR104", "Le village est très très loin.", language="fr") == ["très très"]


def test_columns_of_code_are_no_double_blanks():
    assert found("NAR102", "Wells:\n\n```\nwell  depth\nA     40\n```\n\n    indented  code\n") == []
    assert found("NAR102", "- An item.\n\n    Its second  paragraph.\n") == ["second  paragraph."]


def test_a_digit_before_a_closing_bracket_is_no_smiley():
    assert found("NAR108", "The presses (two, from 1998) and all else (as follows:) broke.") == []
    assert len(findings("NAR108", "The presses, from 1998) broke.")) == 1


def test_spanish_abbreviations_keep_their_point_before_a_comma():
    assert found("NAR109", "EE. UU., la Sra., el depto., etc., pagan.", language="es") == []
    assert found("NAR109", "El centro., y todo.", language="es") == ["centro., y"]


def test_a_word_in_two_pieces_is_found_by_its_end_or_by_its_whole():
    [one, two] = findings("NAR106", "Rese arch on local develop ment pays.")
    assert (one.found, one.expected) == ("Rese arch", "Research")
    assert (two.found, two.expected) == ("develop ment", "development")


def test_a_bracket_without_its_partner_is_found_once_in_a_paragraph():
    [finding] = findings("NAR108", "The councils (nine in all met twice.")
    assert finding.message == "The bracket “(” is never closed in this paragraph." and finding.found.startswith("(nine")
    assert found("NAR108", "They said “we will stay.\n\n“And we will build.”") == [], "a quotation of two paragraphs"


def test_two_marks_are_found_with_what_may_be_meant():
    [finding] = findings("NAR109", "The work goes on;. It will end.")
    assert finding.message == "“;.”: two marks stand where one is meant." and finding.expected == "; or ."
    assert finding.edit is None


def test_figures_from_the_data_are_no_slip_of_the_author():
    text = 'In 2024 {{ indicators["D_1.1.A"].2024.result | number }} laws and {{ indicators["NONE"].2024.result }} rules held.'
    assert [code for code in ALL if found(code, text)] == []


@pytest.mark.parametrize("name", VAST)
def test_a_megabyte_of_anything_takes_no_rule_a_second(name: str):
    report = report_of(Case("NAR100", 1, (), {"text": VAST[name]}))
    for passage in Prose.of(report).passages():  # read once for all rules
        assert passage.sentences is not None and passage.quotations is not None
    spent: dict[str, float] = {}
    for code, rule in ALL.items():
        start = time.process_time()
        assert all(finding.rule == code for finding in rule.find(report))
        spent[code] = time.process_time() - start
    assert {code: seconds for code, seconds in spent.items() if seconds > 1} == {}
