"""Names in other spellings than the house's, titles of persons, names almost right, other countries."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

NOTE = "narratives/en/progress-note-2024.md"
REPORT = MINIMAL["report.yaml"]


def note(text: str, names: str = "", **files: str) -> dict[str, str]:
    front = "kind: progress-note\noutcome: D_1\nyear: 2024\ntitle: T"
    held = {NOTE: f"---\n{front}\n---\n{text}\n"} | files
    return held | ({"names.yaml": f"names:\n{names}"} if names else {})


def mended(findings: list, text: str) -> str:
    """Return the text of a note with the edits of the findings made."""
    source = note(text)[NOTE]
    for finding in sorted(findings, key=lambda each: -each.edit.start):
        assert source[finding.edit.start : finding.edit.end] == finding.edit.old
        source = source[: finding.edit.start] + finding.edit.new + source[finding.edit.end :]
    return source.split("---\n")[2].strip()


# Variants


def test_a_variant_of_the_house_style_is_found_and_mended(found: Found):
    text = "With UN-Women’s help, South South work grew."
    findings = found("NAR140", report=REPORT + "editorial: un-women\n", **note(text))
    assert says(findings)[0] == f"{NOTE}:7:6: warning: “UN-Women” is written “UN Women” in this report."
    assert mended(findings, text) == "With UN Women’s help, South-South work grew."
    assert found("NAR140", **note("UN-Women helped.")) == []


def test_names_yaml_goes_before_the_house_style(found: Found):
    names = "  - {name: UN Women, variants: [UN-Women]}\n"
    assert [each.found for each in found("NAR140", **note("UN Women and UN-Women.", names))] == ["UN-Women"]


def test_longer_right_names_quotations_addresses_and_hashtags_stay_as_they_are(found: Found):
    names = "  - {name: UN Women Circle}\n  - {name: X (formerly Twitter), variants: [Twitter]}\n  - {name: Selna, variants: [Seln]}\n"
    text = "The UN Women Circle on X (formerly Twitter) said “UN Women first”, see https://unwomen.example/UNWomen or #UNWomen."
    assert found("NAR140", **note(text + " Selna.", names)) == []


def test_a_variant_across_a_line_end_and_with_a_straight_apostrophe_is_found(found: Found):
    names = "  - {name: Bank of Selna, variants: [Selna Women’s Bank]}\n"
    [finding] = found("NAR140", **note("It was the Selna\nWomen's Bank that paid.", names))
    assert finding.expected == "Bank of Selna"


def test_a_place_is_found_and_not_mended_by_machine(found: Found):
    names = "  - {name: Port-Sela, kind: place, variants: [Port Sela], languages: [en]}\n"
    [finding] = found("NAR140", **note("In Port Sela.", names))
    assert finding.edit is None


# Titles


def test_another_title_than_that_of_names_yaml_is_found(found: Found):
    names = "  - {name: Leila Amari, kind: person, title: Ms.}\n"
    assert says(found("NAR144", **note("In May Mr. Leila Amari opened it.", names))) == [
        f"{NOTE}:7:8: warning: “Mr.” stands before Leila Amari, whose title is Ms. in names.yaml."
    ]
    [first] = found("NAR144", **note("In May Leila Amari opened it. Leila Amari stayed.", names))
    assert first.severity == "info" and first.place.column == "8"


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Leila Amari opened it. Leila Amari stayed.",
        "Ms Leila Amari and Mr. Jon Vale, Minister of Finance, met.",
        "The Minister of Finance, Jon Vale, met Mr. Amari and Ms. Leila Amari.",
        "Ms. Leila Amarison spoke.",
    ],
)
def test_right_titles_before_or_after_a_name_are_silent(found: Found, text: str):
    names = "  - {name: Leila Amari, kind: person, title: Ms.}\n  - {name: Jon Vale, kind: person, title: Minister of Finance}\n"
    assert found("NAR144", **note(text, names)) == []


# Almost right


def test_a_name_almost_that_of_a_partner_the_country_or_a_person_is_found(found: Found):
    names = "  - {name: Leila Amari, kind: person}\n  - {name: Vesterholm, kind: place}\n"
    text = "The Government of Norlnd met Leila Amarii in Vesterhlom, and Norlund’s press came."
    assert [(each.found, each.expected) for each in found("NAR143", **note(text, names))] == [
        ("Norlnd", "Norlund"),
        ("Amarii", "Amari"),
        ("Vesterhlom", "Vesterholm"),
    ]


def test_plurals_peoples_numbers_short_names_and_other_known_names_are_silent(found: Found):
    names = (
        "  - {name: Anna Bergen, kind: person}\n  - {name: Anne Berger, kind: person}\n  - {name: Sela, kind: place}\n"
        "  - {name: Kestrel Phase 1, kind: programme}\n  - {name: Kestrel Fund}\n  - {name: Austria, kind: place}\n"
        "  - {name: Ministry of Social Affairs}\n"
    )
    text = (
        "Norlunders and Norlundian judges met Anna Bergen and Anne Berger. From Sera came Kestrel Phase 2 and two Kestrel "
        "Funds, from Australia a letter, from the Ministry of Local Affairs a call. “Norlnd” was a misprint."
    )
    assert found("NAR143", **note(text, names)) == []


# Other countries


def test_another_countrys_government_and_own_work_elsewhere_are_found(found: Found):
    text = "The Government of Kenya agreed. UN Women in Moldova trained mayors. The Nepalese Government signed."
    findings = found("NAR145", **note(text))
    assert [each.found for each in findings] == ["Kenya", "Moldova", "Nepalese"]
    assert findings[0].message == (
        "“Government of Kenya” speaks of Kenya, which is neither the office’s country nor that of a partner."
    )


def test_partners_neighbours_visits_and_first_names_are_silent(found: Found):
    partners = "partners:\n  - {id: sweden, name: {en: Government of Sweden}, type: government, roles: [funder]}\n"
    text = (
        "The Government of Sweden pays. The Government of Austria signed. A delegation met the Parliament of Chile. "
        "Ms. Georgia Lind came. The Government of Norlund agreed."
    )
    assert found("NAR145", partners=partners, **note(text, "  - {name: Austria, kind: place}\n")) == []


def test_the_office_of_another_country_is_found_and_names_of_people_behind_the_organization_are_not(found: Found):
    [finding] = found("NAR145", **note("Staff of the UN Women Kenya Country Office met UN-Women Jordan Prize Winners."))
    assert (finding.found, finding.expected) == ("Kenya", "Norlund")


def test_plurals_and_heads_of_known_bodies_are_not_misspelt(found: Found):
    names = "  - {name: Regional Court of Appeal}\n  - {name: Ministry of Water}\n"
    text = "The Regional Courts of Appeal sat. The Minister of Water came."
    assert found("NAR143", **note(text, names)) == []
    text = "The Regional Cuort of Appeal sat. The Ministy of Water came."
    assert [each.found for each in found("NAR143", **note(text, names))] == ["Cuort", "Ministy"]


def test_a_function_is_missed_where_a_name_stands_first_with_mr_alone(found: Found):
    names = "  - {name: Samir Haddad, kind: person, title: Minister of Labour}\n"
    [finding] = found("NAR144", **note("Mr. Samir Haddad signed.", names))
    assert (finding.found, finding.severity) == ("Mr. Samir Haddad", "info")
    assert found("NAR144", **note("Mr. Samir Haddad, the Labour Minister, signed.", names)) == []


def test_our_own_work_in_another_country_is_found_and_foreign_relations_are_not(found: Found):
    for text, country in (
        ("Our office in Nepal moved.", "Nepal"),
        ("With our support, the Ministry of Education of Moldova hired refugees.", "Moldova"),
    ):
        assert [each.found for each in found("NAR145", **note(text))] == [country], text
    for text in (
        "The summit was hosted by the Government of Mexico.",
        "The Government of Kenya and that of Uganda signed.",
        "Our colleagues in Nepal sent their manual.",
    ):
        assert found("NAR145", **note(text)) == [], text
