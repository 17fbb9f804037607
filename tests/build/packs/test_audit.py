"""What stands in the way of a pack is a finding that says what can be done; nothing is then written."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.build.packs import Packed, PackRequest, build_packs
from reportgen.errors import FindingsError, WorkspaceError
from tests.helpers import MINIMAL, write_workspace

AGREEMENTS = (
    "id,partner,outcomes,start,end,currency,amount,earmarking,disclosure\n"
    "A-1,norlund,D_1,2023-01-01,2025-12-31,USD,900,earmarked,\n"
)
PAID = "partner,agreement,outcome,year,amount,currency,rate,rate_date,disclosure\nnorlund,A-1,D_1,2024,950000,USD,,2024-06-01,\n"
SPENT = (
    "agreement,outcome,period_start,period_end,stage,amount,currency,as_of,status\n"
    "A-1,D_1,2024-01-01,2024-12-31,expended,500,USD,2025-02-28,provisional\n"
)
TWO = MINIMAL["partners.yaml"] + "".join(
    f"  - {{id: {name}, name: {{en: {name.title()} Trust}}, roles: [funder], disclosure: internal}}\n"
    for name in ("ash", "birch")
)


def packed(folder: Path, *, donor: str = "norlund", agreement: str = "", strict: bool = False, **files: str) -> Packed:
    files = {"agreements": AGREEMENTS, "contributions": PAID, "spending": SPENT} | files
    workspace = write_workspace(folder, **files)
    [made, *_] = build_packs(PackRequest(workspace, folder / "out", donor, agreement, strict))
    assert made.built == (folder / "out" / "norlund" / "packs").exists()
    return made


def stopped(folder: Path, rule: str, **more: str | bool) -> str:
    """Return the finding of a rule that kept the pack from being written."""
    made = packed(folder, **more)  # type: ignore[arg-type]
    assert not made.built and not (folder / "norlund" / "disclosure-ledger.yaml").exists()
    [finding] = [f for f in made.findings if f.rule == rule]
    assert finding.hint
    return f"{finding.place}: {finding.severity}: {finding.message}"


def test_an_unknown_donor_has_a_neighbour(tmp_path: Path) -> None:
    with pytest.raises(
        WorkspaceError, match=r"there is no donor 'norland' \(is norlund meant\?\); donors are norlund\."
    ):
        packed(tmp_path, donor="norland")


def test_a_partner_that_funds_nothing_is_no_donor(tmp_path: Path) -> None:
    partners = MINIMAL["partners.yaml"] + "  - {id: idle, name: {en: Idle}, roles: [government]}\n"
    with pytest.raises(WorkspaceError, match=r"idle is a partner that funds nothing; donors are norlund\."):
        packed(tmp_path, donor="idle", partners=partners)


@pytest.mark.parametrize(
    ("agreement", "told"),
    [("A-2", r"there is no agreement 'A-2' \(is A-1 meant\?\)"), ("B-1", "agreement B-1 is not one of norlund;")],
)
def test_an_unknown_agreement_has_a_neighbour(tmp_path: Path, agreement: str, told: str) -> None:
    agreements = AGREEMENTS + "B-1,ash,D_1,2023-01-01,2025-12-31,USD,900,earmarked,\n"
    with pytest.raises(WorkspaceError, match=told):
        packed(tmp_path, agreement=agreement, agreements=agreements, partners=TWO)


def test_a_donor_without_a_payment_or_an_agreement_in_the_year(tmp_path: Path) -> None:
    past = {"agreements": AGREEMENTS.replace("2025-12-31", "2023-12-31"), "contributions": PAID.replace("2024", "2023")}
    past["spending"] = SPENT.splitlines()[0] + "\n"
    finance = "code,year,source_of_funds,stage,amount,currency\nD_1,2024,other,available,1,USD\n"
    told = stopped(tmp_path, "FIN030", finance=finance, **past)
    assert told.startswith("partners.yaml:2:") and "norlund paid nothing in 2024 and had no agreement in force" in told


def test_all_donors_go_on_without_the_one_that_has_nothing(tmp_path: Path) -> None:
    made = packed(tmp_path, donor="", partners=TWO.replace(", disclosure: internal", ""))
    assert made.built
    workspace = tmp_path / "norlund"
    [_, ash, birch] = build_packs(PackRequest(workspace, tmp_path / "out"))
    assert [(f.rule, f.severity) for f in ash.findings] == [("FIN030", "info")] and not ash.built and not birch.built


def test_an_agreement_that_was_not_in_force(tmp_path: Path) -> None:
    old = AGREEMENTS + "A-0,norlund,D_1,2020-01-01,2021-12-31,USD,900,earmarked,\n"
    told = stopped(tmp_path, "FIN030", agreement="A-0", agreements=old)
    assert told == "agreements.csv:3:end: error: A-0 was not in force in 2024 and nothing was paid under it."


def test_an_agreement_in_another_currency_of_which_nothing_was_received(tmp_path: Path) -> None:
    more = AGREEMENTS + "A-3,norlund,D_1,2024-01-01,2025-12-31,EUR,900,earmarked,\n"
    told = stopped(tmp_path, "FIN031", agreements=more)
    assert told == (
        "agreements.csv:3:currency: error: A-3 is in EUR, and nothing was received by which it could be given in USD."
    )


def test_a_payment_without_its_rate_stops_all_packs(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as stopped_:
        packed(tmp_path, contributions=PAID.replace("USD,,", "EUR,,"))
    assert "FIN020" in {finding.rule for finding in stopped_.value.findings}
    assert not (tmp_path / "out").exists()


def test_provisional_accounts_where_the_donor_wants_certified_ones(tmp_path: Path) -> None:
    told = stopped(tmp_path, "FIN032", donors="donors: [{partner: norlund, certified: yes}]\n")
    assert (
        told
        == "spending.csv:2:status: error: A-1: norlund takes certified accounts only; those of 2024 are provisional."
    )


def test_an_agreement_without_accounts_is_a_warning_and_says_not_recorded(tmp_path: Path) -> None:
    made = packed(tmp_path, spending=SPENT.splitlines()[0] + "\n")
    assert made.built and [f.message for f in made.findings if f.rule == "FIN033"] == [
        "A-1: spending.csv says nothing of what was spent in 2024."
    ]


@pytest.mark.parametrize(("language", "told"), [("fr", "in which no text"), ("qq", "no templates")])
def test_a_language_without_texts(tmp_path: Path, language: str, told: str) -> None:
    extra = tmp_path / "mine" / "languages" / "fr"
    extra.mkdir(parents=True)
    (extra / "strings.toml").write_text("")
    donors = f"donors: [{{partner: norlund, languages: [en, {language}]}}]\n"
    workspace = write_workspace(tmp_path, agreements=AGREEMENTS, contributions=PAID, spending=SPENT, donors=donors)
    [made] = build_packs(PackRequest(workspace, tmp_path / "out", "norlund", extra=tmp_path / "mine"))
    [finding] = [f for f in made.findings if f.rule == "STR140"]
    assert not made.built and told in finding.message and finding.place.file == "donors.yaml"


def test_a_secret_that_the_donor_can_compute(tmp_path: Path) -> None:
    """Two are not named: each of them can take its own off what the outcome received."""
    paid = PAID + "ash,,D_1,2024,100,USD,,,\nbirch,,D_1,2024,200,USD,,,\n"
    made = packed(tmp_path, donor="ash", contributions=paid, partners=TWO)
    assert not made.built
    [told] = [f.message for f in made.findings if f.rule == "DIS007"]
    assert told.startswith("ash can compute contribution:birch/core/D_1/2024/1 (and 4 more of the same partner) from ")
    assert "finance:D_1/2024/received/other" in told


def test_a_group_too_small_to_be_printed_is_said(tmp_path: Path) -> None:
    paid = PAID + "ash,,D_1,2024,100,USD,,,\nbirch,,D_1,2024,200,USD,,,\n"
    made = packed(tmp_path, contributions=paid, partners=TWO)
    assert made.built
    [finding] = [f for f in made.findings if f.rule == "DIS010"]
    assert finding.message == "norlund: of D_1, 2024, 2 partners are not named, and no sum is printed."
    assert finding.severity == "info" and finding.expected.startswith("3 partners")


def test_a_name_of_another_donor_in_a_text_for_this_one(tmp_path: Path) -> None:
    text = "---\nkind: brief\noutcome: D_1\nyear: 2024\npartner: norlund\ntitle: T\n---\nWith the Ash Trust.\n"
    told = stopped(tmp_path, "DIS005", partners=TWO, **{"narratives/en/brief.md": text})
    assert told.startswith("narratives/en/brief.md:8:1: error: The text is for the audience “donor:norlund”, and names")


def test_a_section_over_its_limit_says_by_how_much(tmp_path: Path) -> None:
    text = "---\nkind: brief\noutcome: D_1\nyear: 2024\ntitle: T\n---\n" + "word " * 30 + "\n"
    donors = "donors: [{partner: norlund, limits: {donor-change: 10}}]\n"
    made = packed(tmp_path, donors=donors, **{"narratives/en/brief.md": text})
    [told] = [f.message for f in made.findings if f.rule == "NAR920"]
    assert told == "donor-change of the brief for norlund has 30 words, 20 more than its limit of 10."
    assert made.built


def test_a_brief_that_cannot_be_brief_is_not_written(tmp_path: Path) -> None:
    text = "---\nkind: brief\noutcome: D_1\nyear: 2024\ntitle: T\n---\n" + ("word " * 120 + "\n\n") * 40
    told = stopped(tmp_path, "LAY107", **{"narratives/en/brief.md": text})
    assert "pages; its profile wants 2 at most." in told and ": error:" in told


@pytest.mark.parametrize("file", ["form.docx", "../form.docx", "/etc/passwd"])
def test_a_form_that_is_not_there_or_elsewhere(tmp_path: Path, file: str) -> None:
    told = stopped(tmp_path, "STR144", donors=f"donors: [{{partner: norlund, form: {{file: {file}}}}}]\n")
    assert told.startswith("donors.yaml:1:") and "The form of norlund is missing" in told


def test_a_form_that_is_no_word_file_stops_this_pack_only(tmp_path: Path) -> None:
    donors = "donors: [{partner: norlund, form: {file: form.docx}}]\n"
    told = stopped(tmp_path, "STR145", donors=donors, **{"form.docx": "%PDF-1.7"})
    assert "The form of norlund cannot be filled:" in told and "PDF" in told


def test_an_ended_consent_and_a_disclosure_that_names_nobody_stop_all_packs(tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as told:
        packed(tmp_path, contributions=PAID.replace(",2024-06-01,", ",2024-06-01,partner:"))
    assert any("partner:ID" in finding.message or "partner:ID" in finding.expected for finding in told.value.findings)


def test_an_unreadable_ledger_stops_everything(tmp_path: Path) -> None:
    with pytest.raises(
        WorkspaceError, match=r"disclosure-ledger.yaml cannot be read .* nobody knows what donors were told"
    ):
        packed(tmp_path, **{"disclosure-ledger.yaml": "packs: 5\n"})
    assert not (tmp_path / "out").exists()
