"""Acronyms that nobody defined, that are defined late, the wrong way round, for nothing, twice, or for two names."""

from tests.checks.conftest import Found, says

NOTE = "narratives/en/progress-note-2024.md"
STORY = "narratives/en/story.md"


def note(*paragraphs: str, year: int = 2024) -> dict[str, str]:
    front = f"kind: progress-note\noutcome: D_1\nyear: {year}\ntitle: What changed"
    return {f"narratives/en/progress-note-{year}.md": f"---\n{front}\n---\n" + "\n\n".join(paragraphs) + "\n"}


def text(kind: str, *paragraphs: str, name: str = "", front: str = "") -> dict[str, str]:
    path = f"narratives/en/{name or kind}.md"
    return {path: f"---\nkind: {kind}\nyear: 2024\ntitle: T\n{front}---\n" + "\n\n".join(paragraphs) + "\n"}


def test_an_acronym_that_is_defined_nowhere_is_found_once_at_its_first_use(found: Found):
    files = note("In 2024 the office advised on GEWE.", "Talks on GEWE go on.") | text("story", "GEWE again.")
    assert says(found("NAR130", **files)) == [
        f"{NOTE}:7:31: warning: What “GEWE” stands for is said nowhere in this edition."
    ]


def test_sessions_of_one_body_are_one_acronym(found: Found):
    [finding] = found("NAR130", **note("In 2024 delegates went to CSW68, as they had to CSW67."))
    assert finding.message == "What “CSW68” (also “CSW67”) stands for is said nowhere in this edition."


def test_known_acronyms_names_codes_currencies_and_numerals_need_no_definition(found: Found):
    partners = "partners:\n  - {id: ndb, name: {en: Norlund Bank}, acronym: NDB, type: private, roles: [funder]}\n"
    names = "names:\n  - {name: SELAWO}\n  - {name: MIRA Network, kind: programme}\n"
    files = note(
        "In 2024 the UN, the EU and NDB met SELAWO and MIRA, on HIV and COVID-19. They paid USD 5,000 and 40 XAF.",
        "Phase III (see XM-DAC-41146-NLD and A/RES/70/1) has the hashtag #IWD2024. They sang “SPRING”.",
        "IMPORTANT: DO NOT DELETE THIS LINE",
    )
    assert found("NAR130", partners=partners, **{"names.yaml": names}, **files) == []


def test_the_report_and_donors_packs_are_two_documents(found: Found):
    files = note("In 2024 gender-based violence (GBV) fell. GBV is a crime, and GBV costs money.")
    brief = text("brief", "The GBV desk grew.", front="outcome: D_1\n")
    [finding] = found("NAR130", **files, **brief)
    assert (finding.place.file, finding.found) == ("narratives/en/brief.md", "GBV")


def test_an_acronym_defined_after_its_first_use_is_found_in_the_order_of_print(found: Found):
    files = note("In 2024 gender-responsive budgeting (GRB) became law.") | text("summary", "Officers learned GRB.")
    assert says(found("NAR131", **files)) == [
        f"narratives/en/summary.md:6:18: warning: “GRB” is used here, and defined only at {NOTE}:7:38."
    ]


def test_notes_about_earlier_years_are_printed_last(found: Found):
    files = note("In 2023 gender-responsive budgeting (GRB) became law.", year=2023) | text("story", "GRB helps her.")
    files |= note("In 2024 GRB was taught.")
    [finding] = found("NAR131", **files)
    assert finding.place.file == NOTE and finding.expected == "gender-responsive budgeting (GRB)"


def test_an_order_of_sections_in_report_yaml_is_that_of_print(found: Found):
    from tests.helpers import MINIMAL

    files = text("finance", "The Women’s Fund (WF) lent money.") | text("context", "The WF grew.")
    assert len(found("NAR131", **files)) == 1
    report = MINIMAL["report.yaml"] + "sections: {order: [cover, finance, outcomes, context]}\n"
    assert found("NAR131", report=report, **files) == []


def test_a_heading_and_a_title_may_use_what_the_text_below_defines(found: Found):
    files = note("## Work on the NAP", "In 2024 the National Action Plan (NAP) was costed. The NAP has aims.")
    assert found("NAR131", **files) == []


def test_an_inverted_acronym_is_found_with_the_right_order(found: Found):
    [finding] = found("NAR132", **note("In 2024 the office marked IWD (International Women's Day) in the port."))
    assert finding.found == "IWD (International Women's Day)"
    assert finding.expected == "International Women's Day (IWD)"
    assert (
        found("NAR132", **note("In 2024 WHO (Geneva), SDG 5 (gender equality) and GBV (all kinds) were spoken of."))
        == []
    )


def test_an_acronym_that_hardly_comes_back_is_found_at_its_definition(found: Found):
    files = note("In 2024 the South-South Fund (SSF) paid. The Women’s Union (WU) met, and the WU voted.")
    assert says(found("NAR133", **files)) == [
        f"{NOTE}:7:31: warning: “SSF” is defined here and is never used again.",
        f"{NOTE}:7:61: warning: “WU” is defined here and is used once more.",
    ]
    assert found("NAR133", **files, **text("story", "The WU and the SSF. The SSF.")) == []


def test_a_partners_acronym_that_tables_print_is_not_seldom(found: Found):
    partners = "partners:\n  - {id: ndb, name: {en: Norlund Bank}, acronym: NB, type: private, roles: [funder]}\n"
    assert found("NAR133", partners=partners, **note("In 2024 the Norlund Bank (NB) lent money.")) == []


def test_a_second_definition_is_found_outside_foreword_and_summary(found: Found):
    plan = "The National Action Plan (NAP) was costed. The NAP has aims."
    [finding] = found("NAR134", **note(f"In 2024. {plan}"), **text("story", plan), **text("foreword", plan))
    assert finding.place.file == STORY and finding.severity == "info" and finding.expected == "NAP"
    assert found("NAR134", **note(f"In 2024. {plan}"), **text("foreword", plan), **text("summary", plan)) == []


def test_an_acronym_with_two_meanings_is_found(found: Found):
    files = note("In 2024 the National Action Plan (NAP) was costed. The National Adaptation Plan (NAP) came later.")
    [finding] = found("NAR135", **files)
    assert "“NAP” stands for “National Adaptation Plan” here, and for “National Action Plan” at" in finding.message


def test_endings_capitals_hyphens_and_apostrophes_make_no_second_meaning(found: Found):
    files = note(
        "In 2024 gender-responsive budgeting (GRB) grew. Gender responsive budgeting (GRB) is law.",
        "The Women’s Fund (WF) and the Women's Fund (WF); a civil society organization (CSO), civil society organizations (CSOs).",
    )
    assert found("NAR135", **files) == []


def test_letters_that_a_sentence_explains_without_a_bracket_are_defined(found: Found):
    for said in (
        "The Selk Water Board, or SWB for short, met.",
        "The Selk Water Board, better known as SWB, met.",
        "SWB, which stands for Selk Water Board, met.",
    ):
        assert found("NAR130", **note(f"In 2024 it rained. {said}", "SWB paid.")) == [], said
        assert found("NAR131", **note(said, "The Selk Water Board (SWB) saved.")) == [], said
    for said in ("Farmers called SWB for help.", "The police or SWB came.", "SWB stands for clean rivers."):
        assert [each.found for each in found("NAR130", **note(said))] == ["SWB"], said


def test_two_plans_whose_names_go_on_before_the_bracket_are_told_apart(found: Found):
    files = note("The National Action Plan on resolution 1325 (NAP) began. The National Adaptation Plan (NAP) ended.")
    assert [each.found for each in found("NAR135", **files)] == ["NAP"]
    files = note("The National Action Plan of Selk (NAP) began. The National Action Plan on Health (NAP) ended.")
    assert found("NAR135", **files) == []
