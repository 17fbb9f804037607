"""What donors.yaml asks for and cannot have."""

from pathlib import Path

from reportgen.checks import check
from tests.checks.conftest import Found, read, says
from tests.helpers import MINIMAL

AGREEMENTS = "id,partner,outcomes,start,end,currency,amount\nA-01,norlund,D_1,2024-01-01,2024-12-31,USD,9\n"


def donors(*lines: str) -> str:
    return "donors:\n" + "".join(f"  - {line}\n" for line in lines)


def test_a_donor_that_is_no_partner_is_found(found: Found):
    assert says(found("STR141", donors=donors("{partner: norland}"), agreements=AGREEMENTS)) == [
        "donors.yaml:2:15: error: There is no partner “norland”. Is “norlund” meant?"
    ]


def test_a_donor_that_funds_nothing_is_a_warning(found: Found):
    partners = MINIMAL["partners.yaml"] + "  - {id: idle, name: {en: Idle}, roles: [government]}\n"
    [finding] = found("STR141", donors=donors("{partner: idle}"), partners=partners)
    assert finding.severity == "warning" and "funds nothing" in finding.message


def test_an_unknown_profile_is_found_with_its_neighbour(found: Found):
    [finding] = found("STR142", donors=donors("{partner: norlund, profile: goverment}"), agreements=AGREEMENTS)
    assert str(finding).startswith("donors.yaml:2:33: error") and finding.expected == "government"


def test_an_operator_s_own_profile_is_known(tmp_path: Path):
    home = tmp_path / "mine" / "donors" / "ministry"
    home.mkdir(parents=True)
    (home / "profile.yaml").write_text("title: Ministry\nbrief: [donor-head]\n")
    report = read(tmp_path / "w", donors=donors("{partner: norlund, profile: ministry}"), agreements=AGREEMENTS)
    assert [f for f in check(report, extra=tmp_path / "mine") if f.rule == "STR142"] == []
    assert [f.rule for f in check(report) if f.rule == "STR142"] == ["STR142"]


def test_unknown_sections_and_limits_are_found_at_their_item(found: Found):
    lines = donors("{partner: norlund, brief: [donor-head, donor-chnge], limits: {donor-storie: 90}}")
    told = says(found("STR143", donors=lines, agreements=AGREEMENTS))
    assert told == [
        "donors.yaml:2:44: error: There is no section of packs “donor-chnge”. Is “donor-change” meant?",
        "donors.yaml:2:81: error: There is no section of packs “donor-storie”. Is “donor-story” meant?",
    ]


def test_a_logo_that_is_no_image_is_found(found: Found):
    [finding] = found(
        "IMG014", donors=donors("{partner: norlund, logos: [office, norlund-mark]}"), agreements=AGREEMENTS
    )
    assert finding.place.column == "40" and "norlund-mark" in finding.message


def test_an_emblem_that_ships_with_the_profile_is_there(found: Found):
    lines = donors("{partner: norlund, profile: european-union}")
    assert found("IMG014", donors=lines, agreements=AGREEMENTS) == []
    [finding] = found("IMG014", donors=donors("{partner: norlund, emblem: stars}"), agreements=AGREEMENTS)
    assert "stars" in finding.message


def test_emblem_and_line_are_never_apart(found: Found):
    lines = donors("{partner: norlund, profile: european-union, credit: {}, credit_joint: {}}")
    [finding] = found("IMG015", donors=lines, agreements=AGREEMENTS)
    assert finding.severity == "error" and "no credit line" in finding.message


def test_a_waiver_that_ended_is_found_at_its_day(found: Found):
    lines = donors("{partner: norlund, waiver: {reference: letter, until: 2025-03-30}}")
    assert says(found("DIS011", donors=lines, agreements=AGREEMENTS)) == [
        "donors.yaml:2:59: error: norlund waived visibility until 2025-03-30, before the date of issue, 2025-03-31."
    ]
    assert found("DIS011", donors=lines.replace("03-30", "03-31"), agreements=AGREEMENTS) == []


def test_a_disclosure_that_nobody_reads_is_found(found: Found):
    partners = MINIMAL["partners.yaml"] + "  - {id: idle, name: {en: Idle}, roles: [government]}\n"
    text = '---\nkind: story\ntitle: T\ndisclosure: "partner:idle"\n---\nText.\n'
    [finding] = found("DIS009", partners=partners, **{"narratives/en/story.md": text})
    assert finding.severity == "warning" and "nobody sees it" in finding.message
    assert found("DIS009", agreements=AGREEMENTS, **{"narratives/en/story.md": text.replace("idle", "norlund")}) == []


def test_a_workspace_without_a_default_is_told_which_holds(found: Found):
    settings = MINIMAL["report.yaml"].replace("disclosure: public\n", "")
    agreements = AGREEMENTS.replace("amount\n", "amount,disclosure\n").replace(",9\n", ",9,internal\n")
    [finding] = found("DIS008", report=settings, agreements=agreements)
    assert "is internal, the strictest" in finding.message
    assert found("DIS008", report=settings) == [] and found("DIS008", agreements=agreements) == []
