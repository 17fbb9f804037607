"""What IATI needs and a workspace lacks is a finding that says where to add it; each rule by its code."""

from __future__ import annotations

import pytest

from reportgen.findings import Finding
from reportgen.iati.out_rules import CARDS
from reportgen.iati.write import write
from reportgen.model import Report
from reportgen.project import project
from tests.helpers import MINIMAL
from tests.reports import CONTRIBUTIONS, FINANCE, report

GOOD = (
    MINIMAL["office.yaml"]
    .replace("{en: Norlund}", "{en: Norway}")
    .replace("code: XM-DAC-41146-NLD", "code: XM-DAC-41146")
    + "iati: {sector: 15170}\n"
)


def found(whole: Report, audience: str = "public") -> list[Finding]:
    return list(write(project(whole, audience)).findings)


def codes(whole: Report, audience: str = "public") -> list[str]:
    return [each.rule for each in found(whole, audience)]


def office(**keys: str) -> str:
    return GOOD.replace("iati: {sector: 15170}", "iati: {" + ", ".join(f"{k}: {v}" for k, v in keys.items()) + "}")


def outcome(id: str, more: str = "") -> str:
    plan = MINIMAL["outcomes.yaml"].replace("- code: D_1\n", f"- code: D_1\n    id: {id}\n")
    return plan + (plan.replace("outcomes:\n", "").replace("D_1", more) if more else "")


def test_a_report_that_lacks_nothing_has_no_finding() -> None:
    assert codes(report(office=GOOD)) == []


def test_each_card_says_where_to_add_what_is_missing() -> None:
    assert [card.code for card in CARDS] == [f"IMP06{number}" for number in range(10)]
    assert all(card.why.endswith(".") and card.mend.endswith(".") for card in CARDS)


def test_a_country_without_a_known_code_stops_the_file() -> None:
    whole = report(office=GOOD.replace("Norway", "Solmara"))
    [finding] = found(whole)
    assert (finding.rule, finding.severity, finding.place.file) == ("IMP060", "error", "office.yaml")
    assert "Solmara" in finding.message and "iati: {country: CN}" in finding.hint
    assert write(project(whole, "public")).data is None
    assert codes(report(office=GOOD.replace("Norway", "Solmara").replace("{sector", "{country: NO, sector"))) == []
    region = GOOD + "type: region\n"
    assert codes(report(office=region)) == ["IMP060"], "a region has no code of its own"


def test_a_missing_sector_is_said_and_stands_as_not_specified() -> None:
    whole = report(office=office(country="CN"))
    assert codes(whole) == ["IMP061"]
    assert b'<sector vocabulary="1" code="99810"/>' in (write(project(whole, "public")).data or b"")


@pytest.mark.parametrize("sign", ["/", "&", "|", "?", " "])
def test_signs_that_cut_an_identifier_stop_the_file(sign: str) -> None:
    assert codes(report(office=GOOD, outcomes=outcome(f"'XM-DAC-41146-A{sign}B'"))) == ["IMP062"]
    assert codes(report(office=GOOD, outcomes=outcome("' XM-DAC-41146-A_B.1 '"))) == [], "around it they are cut off"


def test_an_identifier_of_another_organization_is_named() -> None:
    whole = report(office=GOOD, outcomes=outcome("XM-DAC-411460-A"))
    [finding] = found(whole)
    assert (finding.rule, finding.severity) == ("IMP063", "warning") and finding.expected == "XM-DAC-41146-..."
    assert (
        codes(report(office=office(sector="15170", organization="XM-DAC-411460"), outcomes=outcome("XM-DAC-411460-A")))
        == []
    )


def test_a_file_that_is_not_public_is_named() -> None:
    assert codes(report(office=GOOD), "internal") == ["IMP064"]


def test_two_activities_with_one_identifier_stop_the_file() -> None:
    assert codes(report(office=GOOD, outcomes=outcome("XM-DAC-41146-A", more="D_2"))) == ["IMP065", "IMP065"]
    assert codes(report(office=GOOD, outcomes=outcome("XM-DAC-41146"))) == ["IMP065"], "that of the organization itself"


@pytest.mark.parametrize(
    ("key", "bad", "good"),
    [
        ("country", "China", "CN"),
        ("country", "cn", "CN"),
        ("region", "Asia", "998"),
        ("sector", "1517", "15170"),
        ("org_type", "41", "21"),
        ("aid_type", "grant", "C01"),
    ],
)
def test_a_code_of_no_list_is_named_where_it_was_typed(key: str, bad: str, good: str) -> None:
    lacking = found(report(office=office(**{"sector": "15170", key: bad})))
    assert [each.rule for each in lacking if each.severity == "error"] == ["IMP066"]
    assert lacking[0].found == bad and lacking[0].place.file == "office.yaml"
    assert codes(report(office=office(**{"sector": "15170", key: good}))) == []


def test_a_report_without_outcomes_is_no_file() -> None:
    whole = report(office=GOOD)
    assert codes(whole.model_copy(update={"outcomes": ()})) == ["IMP067"]


def test_a_plan_without_days_stops_the_file() -> None:
    whole = report(office=GOOD)
    assert codes(whole.model_copy(update={"plans": {}})) == ["IMP068"]


def test_amounts_in_another_currency_without_a_rate_are_left_out_by_name() -> None:
    paid = CONTRIBUTIONS + "norlund,,D_1,2024,500,EUR,,,,,\nnorlund,,D_1,2024,77,EUR,1.1,2024-05-02,,,\n"
    whole = report(office=GOOD, finance=FINANCE + "D_1,2024,other,expended,44,EUR,,,\n", contributions=paid)
    lacking = found(whole)
    assert [(each.rule, each.found) for each in lacking] == [("IMP069", "EUR"), ("IMP069", "EUR")]
    data = write(project(whole, "public")).data or b""
    assert b">500" not in data and b">44" not in data and b">84.70<" in data
