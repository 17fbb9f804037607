"""Words in the spelling of the house, and in one spelling throughout an edition."""

import pytest

from reportgen.checks.prose.spellings import wrong_spellings
from tests.checks.conftest import Found, says
from tests.checks.prose.test_names import NOTE, REPORT, mended, note


def test_another_spelling_than_that_of_the_house_is_found_and_mended(found: Found):
    text = "Labor programs were organised. The center grew by 5 kilometers."
    findings = found("NAR141", **note(text))
    assert (
        says(findings)[0] == f"{NOTE}:7:1: warning: “Labor” is not how the house style (british-ize) spells the word."
    )
    assert mended(findings, text) == "Labour programmes were organized. The centre grew by 5 kilometres."


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("british-ize", ["organisation", "program", "labor"]),
        ("british", ["organization", "program", "labor"]),
        ("american", ["organisation", "programme", "labour"]),
    ],
)
def test_each_style_has_its_own_words(style, wrong):
    held = wrong_spellings(style)
    words = ["organization", "organisation", "program", "programme", "labor", "labour"]
    assert sorted(word for word in words if word in held) == sorted(wrong)
    assert not held.keys() & {"exercise", "advise", "enterprise", "practice", "license", "analyses", "promise"}


def test_names_quotations_addresses_and_computer_programs_keep_their_spelling(found: Found):
    text = (
        "The International Labor Forum and Ms. Laura Center wrote a computer program with smart meters. “Our labor”, they "
        "said; see https://example.org/programs/labor and programs@example.org."
    )
    assert found("NAR141", **note(text)) == []


def test_a_style_that_leaves_spelling_open_is_silent(found: Found):
    assert found("NAR141", report=REPORT + "editorial: plain\n", **note("Two programs, one organisation.")) == []


def test_the_rarer_of_two_forms_is_found(found: Found):
    text = "Well-being counts. The index of well-being grew, and wellbeing paid. South South and South-South ties grew."
    assert says(found("NAR142", **note(text))) == [
        f"{NOTE}:7:54: info: “wellbeing” is written “well-being” elsewhere in this edition.",
        f"{NOTE}:7:70: info: “South South” is written “South-South” elsewhere in this edition.",
    ]


def test_forms_that_differ_in_meaning_or_by_their_place_in_the_sentence_are_silent(found: Found):
    text = (
        "In the long term, long-term loans are repaid. They re-signed and resigned. The co-op has a coop. Nurses follow up at "
        "each follow-up. Health care is free; a health-care post opened. “Wellbeing for all”: well-being is measured."
    )
    assert found("NAR142", **note(text)) == []


def test_a_program_that_a_computer_runs_keeps_its_spelling(found: Found):
    for text in (
        "A computer program counts the votes. The program is free.",
        "Forty girls learned to program robots.",
        "Girls program their first games in May.",
    ):
        assert found("NAR141", **note(text)) == [], text
    text = "A computer program counts the votes. The training program is free."
    assert [each.found for each in found("NAR141", **note(text))] == ["program"]


def test_a_noun_that_has_its_hyphen_here_and_not_there_is_found(found: Found):
    text = "Women are new to decision-making. Decision-making is slow. Men see decision making as theirs."
    assert [each.found for each in found("NAR142", **note(text))] == ["decision making"]
    for text in (
        "Decision-making bodies met. Women took part in decision making.",
        "The well-being index rose. Her well being matters.",
    ):
        assert found("NAR142", **note(text)) == [], text
