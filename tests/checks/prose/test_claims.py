"""Sentences that reckon: what the corpus does not show, such as messages, places and what would be right."""

import pytest

from reportgen.checks import CHECKS
from reportgen.findings import Finding
from tests.corpus import Case, report_of

FILE = "narratives/en/text-1.md"


def found(rule: str, text: str, **keys: object) -> list[Finding]:
    check = next(each for each in CHECKS if each.card.code == rule)
    return list(check.find(report_of(Case(rule, 1, (), {"text": text, **keys}))))


@pytest.mark.parametrize(
    ("rule", "text", "quoted", "message", "expected"),
    [
        ("NAR150", "In all, 80 per cent (16 out of 18) passed.", "80 per cent", "16 of 18 are 88.9 per cent, not 80 per cent.", "88.9 per cent"),
        (
            "NAR151",
            "The share rose from 40 to 60 per cent, up 20 per cent.",
            "20 per cent",
            "From 40 to 60 per cent is a change of 20 percentage points; in per cent it is 50.",
            "20 percentage points",
        ),
        (
            "NAR151",
            "Partnerships more than doubled from 12 to 20.",
            "more than doubled",
            "From 12 to 20 is 1.67 times as many; “more than doubled” says otherwise.",
            "",
        ),
        (
            "NAR152",
            "The course reached 310 people (200 women and 120 men).",
            "310 people (200 women and 120",
            "The parts add up to 320, but 310 stands before them.",
            "320",
        ),
        (
            "NAR153",
            "Shelters rose from 12 to 8.",
            "rose from 12 to 8",
            "“rose” says that the number went up; 12 to 8 is the other way.",
            "",
        ),
        ("NAR154", "Some 18 of the 16 provinces took part.", "18 of the 16", "18 cannot be part of 16.", "at most 16"),
    ],
)  # fmt: skip
def test_a_wrong_claim_is_found_with_what_would_be_right(
    rule: str, text: str, quoted: str, message: str, expected: str
):
    assert [(each.found, each.message, each.expected) for each in found(rule, text)] == [(quoted, message, expected)]
    assert found(rule, text)[0].place.file == FILE


@pytest.mark.parametrize("rule", ["NAR150", "NAR151", "NAR152", "NAR153", "NAR154"])
@pytest.mark.parametrize(
    "text",
    [
        "Membership grew from 12 to over 25, so it more than doubled.",
        "Followers grew to 612,000 (+3 per cent), from 594,000 in 2023.",
        "The fund paid US$3 million: US$1.2 million in May and US$1.8 million in October.",
        "Three of the four courts, 75 per cent, sat in May.",
        "The price did not rise from 12 to 8.",
        "Between 2 and 8 March, 9 of 10 shops were shut.",
        "> The share is 80 per cent (16 out of 18).",
        "Growth from 0 to 12 cannot be told in per cent: it rose by 12.",
        "",
        "12 " * 3000,
    ],
)
def test_correct_sentences_and_odd_ones_are_left_alone(rule: str, text: str):
    assert found(rule, text) == []


def test_a_claim_is_also_held_against_figures_from_the_data():
    text = 'Of {{ office.facts["population-women"] | number }} women, 900,000 of 688,000 voted.'
    assert [each.found for each in found("NAR154", text)] == ["900,000 of 688,000"]


def test_claims_in_other_languages_are_not_judged():
    assert found("NAR150", "In all, 80 per cent (16 out of 18) passed.", language="fr") == []
