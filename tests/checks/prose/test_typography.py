"""Dashes, quotation marks, short forms, titles, scripts and unseen signs: what is found, and what mends it."""

import pytest

from tests.checks.conftest import says
from tests.checks.prose.mending import FILE, FIRST, findings, found

MENDED = [
    ("NAR110", "The campaign - in partnership -- began.", "The campaign – in partnership – began."),
    (
        "NAR111",
        "The women’s choir sang, and the men’s, and the boy's.",
        "The women’s choir sang, and the men’s, and the boy’s.",
    ),
    ("NAR115", "## Women lead.\n\nThey do.", "## Women lead\n\nThey do."),
    ("NAR116", "The Сommittee met.", "The Committee met."),
    ("NAR117", "The pro\u200bgramme and the co\u00adunty grew.", "The programme and the county grew."),
]
SILENT = [
    ("NAR110", "Long- and short-term loans grew from 5 - 10 to more; A - B = 3."),
    ("NAR111", "The women’s choir sang “Rise”; it was 5' 10\" high."),
    ("NAR112", "Johnson & Johnson sent M&E and R&D staff for the Q&A."),
    ("NAR113", "UN Women’s partners and the men’s group said “we’ve won”; #DontWait."),
    ("NAR114", "Some channels (e.g. radio, incl. local ones, etc.) were new."),
    ("NAR115", "## Supplies from Acme Inc.\n\n## Who pays?\n\nThey do."),
    ("NAR116", "A dose of 5 μm, 3 kΩ, Δx and β-blockers; the word комитет; Σ."),
    ("NAR117", "A family emoji 👩\u200d👧 is joined."),
    (
        "NAR118",
        "## Wells\n\nThree were dug:\n\n- one in the north\n- one in the south\n\n> We drink\n\nSee https://a.example/wells",
    ),
]


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_correct_typography_is_left_alone(rule: str, text: str):
    assert found(rule, text) == []


def test_a_hyphen_between_two_names_may_be_a_route_and_is_not_mended():
    [finding] = findings("NAR110", "The road Kordale - Tarrow is open.")
    assert finding.message == "A hyphen stands where a dash is meant." and finding.edit is None


@pytest.mark.parametrize(
    ("quotes", "text"), [("curly", "The women's choir sang."), ("straight", "The women’s choir sang.")]
)
def test_a_house_style_asks_for_one_sort_of_marks(quotes: str, text: str, monkeypatch: pytest.MonkeyPatch):
    from reportgen.checks.prose import typography
    from tests.corpus import Case, report_of

    report = report_of(Case("NAR111", 1, (), {"text": text}))
    other = report.model_copy(update={"editorial": report.editorial.model_copy(update={"quotes": quotes})})
    assert [f.expected for f in typography.quotation_marks_mixed(other)] == [f"{quotes} marks"]
    assert list(typography.quotation_marks_mixed(report)) == []


def test_an_ampersand_between_words_of_a_sentence_is_found():
    [finding] = findings("NAR112", "Girls study science & technology.")
    assert says([finding]) == [f"{FILE}:{FIRST}:13: warning: The sign & stands in a sentence."]
    assert finding.expected == "science and technology"


def test_short_forms_of_speech_are_found_with_their_long_forms():
    text = "We’ve launched it. It’s new, and they don't mind; it can't fail."
    assert [(f.found, f.expected) for f in findings("NAR113", text)] == [
        ("We’ve", "We have"), ("It’s", "It is or has"), ("don't", "do not"), ("can't", "cannot"),
    ]  # fmt: skip
    assert found("NAR113", text, editorial="plain") == [], "the plain style allows them"


def test_short_forms_of_tables_are_pointed_out_in_sentences():
    [finding] = findings("NAR114", "New channels, incl. radio, were opened.")
    assert (finding.severity, finding.found, finding.expected) == ("info", "incl.", "including")


def test_a_cyrillic_letter_in_a_latin_word_is_found_though_it_looks_different():
    [finding] = findings("NAR116", "The mission had 45 \u0438nternational observers.")
    assert (finding.expected, finding.edit) == ("international", None)
    assert found("NAR116", "The ΔT of β-cells is in μm, says Комитет.") == []


def test_a_title_with_a_full_stop_is_found_and_left_to_its_author():
    [finding] = findings("NAR115", "They do.", title="Women lead in public life.")
    assert finding.message == "The title ends with a full stop." and finding.edit is None


def test_signs_that_a_script_needs_are_left_alone_and_others_are_named():
    assert found("NAR117", "می\u200cروم", language="fa") == []
    [finding] = findings("NAR117", "The \u202eend.")
    assert "turns the direction (U+202E)" in finding.message and finding.edit is None


def test_a_paragraph_that_was_cut_off_is_found_at_its_end():
    [finding] = findings("NAR118", "The councils of all nine provinces will meet again in")
    assert finding.found.endswith("meet again in") and finding.message == "The paragraph ends without a full stop."
