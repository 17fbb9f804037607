"""Money comes in by outcome, year and stage, to the cent; currencies are never mixed, and nothing is left out unsaid."""

from __future__ import annotations

from pathlib import Path

from tests.iati.made import Import, activity, budget, money, narrative, whole


def imported(folder: Path, *inner: str, attributes: str = "") -> Import:
    return Import(folder, whole(activity(inner="".join(inner), attributes=attributes)))


def amounts(made: Import) -> dict[tuple[int, str], str]:
    return {(line.year, line.stage): str(line.amount) for line in made.report.finance}


def test_budgets_and_transactions_become_stages_of_their_years(tmp_path: Path) -> None:
    made = imported(
        tmp_path,
        budget("1000.10"), budget("900", "2"), budget("50", "1", year=2021),
        money("1", "700.25", provider="Norland"), money("2", "600"), money("3", "100.01"), money("4", "200.02"),
        money("4", "-0.03"), money("4", "5", "2021-02-01"),
    )  # fmt: skip
    assert amounts(made) == {
        (2020, "planned"): "1000.10", (2020, "revised"): "900", (2021, "planned"): "50", (2020, "received"): "700.25",
        (2020, "committed"): "600", (2020, "expended"): "300.00", (2021, "expended"): "5",
    }  # fmt: skip
    assert {line.source_of_funds for line in made.report.finance} == {"other"}
    account = made.made.account
    assert account.missing() == [] and account.stands("transactions") == 6 and account.stands("budgets") == 3


def test_incoming_funds_become_contributions_and_commitments_agreements(tmp_path: Path) -> None:
    made = imported(
        tmp_path,
        money("11", "2000", "2020-01-05", provider="Norland"), money("1", "700", "2020-03-01", provider="NORLAND"),
        money("1", "-20", "2020-04-01", provider="Norland"), money("1", "5"),
    )  # fmt: skip
    report = made.report
    (agreement,) = report.agreements
    assert (agreement.partner, str(agreement.amount), str(agreement.start)) == ("norland", "2000", "2020-01-01")
    rows = [(row.partner, row.agreement, str(row.amount), str(row.rate_date)) for row in report.contributions]
    assert rows == [("norland", agreement.id, "700", "2020-03-01"), ("norland", agreement.id, "-20", "2020-04-01")]
    assert amounts(made)[2020, "received"] == "685"
    assert [(each.id, each.type, each.roles) for each in report.partners] == [("norland", "government", ("funder",))]


def test_money_in_another_currency_stays_apart_and_unconverted(tmp_path: Path) -> None:
    made = imported(
        tmp_path, money("4", "10"), money("4", "20"), money("2", "1"), money("2", "1"), money("4", "7.50", currency="EUR"),
        money("1", "3", currency="EUR", provider="Norland"), budget("9", currency="EUR"),
    )  # fmt: skip
    assert made.report.settings.currency == "USD" and amounts(made) == {
        (2020, "expended"): "30",
        (2020, "committed"): "2",
    }
    assert not made.report.contributions and 'amount: "7.50"' in made.extra
    assert "3 budgets and transactions are in EUR" in made.found("IMP051")[0].message
    assert made.made.account.missing() == []


def test_sums_below_zero_are_kept_out_and_told(tmp_path: Path) -> None:
    made = imported(tmp_path, money("4", "500"), money("4", "-800"))
    assert not made.report.finance and 'amount: "-300"' in made.extra
    assert made.found("IMP052")[0].found == "-300"


def test_pledges_and_the_like_are_kept_and_told(tmp_path: Path) -> None:
    made = imported(tmp_path, money("13", "500"), money("13", "1"), money("11", "7"))
    assert not made.report.finance and 'what: "transaction type 13"' in made.extra
    assert ["2 amounts" in each.message for each in made.found("IMP053")] == [True, False]


def test_amounts_that_are_none_are_told_and_kept(tmp_path: Path) -> None:
    made = imported(
        tmp_path, money("4", "1,200"), money("4", "10", "soon"), money("4", "10", currency="ZZZ"), budget(""), money("4", "1"),
    )  # fmt: skip
    assert amounts(made) == {(2020, "expended"): "1"}
    assert {each.found for each in made.found("IMP050")} == {"1,200", "", "ZZZ"}
    assert made.found("IMP049")[0].found == "soon" and "1,200" in made.extra
    assert made.made.account.missing() == [] and made.made.account.stands("transactions") == 1


def test_shares_of_goals_come_from_sectors_and_tags_have_none(tmp_path: Path) -> None:
    made = imported(
        tmp_path,
        '<sector vocabulary="7" code="6" percentage="60"/><sector vocabulary="7" code="5" percentage="40"/>',
        '<tag vocabulary="2" code="3"/><tag vocabulary="3" code="6.B"/><tag vocabulary="2" code="18"/>',
        money("4", "1"),
    )
    assert made.report.outcomes[0].sdgs == ("3", "6.b", "6", "5")
    assert [(row.goal, str(row.share)) for row in made.report.sdg] == [("6", "60"), ("5", "40")]
    assert made.found("IMP055")[0].found == "18"


def test_shares_that_miss_100_are_told(tmp_path: Path) -> None:
    made = imported(
        tmp_path, '<sector vocabulary="7" code="6" percentage="60"/><sector vocabulary="7" code="5" percentage="30"/>'
    )
    assert not made.report.sdg and made.found("IMP056")[0].found == "90"
    assert made.report.outcomes[0].sdgs == ("6", "5")


def test_markers_documents_and_humanitarian_work_come_in(tmp_path: Path) -> None:
    link = '<document-link url="{}" format="text/html"><title>' + narrative("Review") + "</title></document-link>"
    made = imported(
        tmp_path,
        '<policy-marker vocabulary="1" code="1" significance="2"/><policy-marker vocabulary="1" code="2" significance="9"/>',
        link.format("https://example.org/r"), link.format("http:www.example.org/s"), attributes='humanitarian="1"',
    )  # fmt: skip
    (outcome,) = made.report.outcomes
    assert [(m.name.to("en"), m.level) for m in outcome.markers] == [("Gender equality", "principal")]
    assert outcome.humanitarian is True and [d.url for d in outcome.documents] == ["https://example.org/r"]
    assert made.found("IMP055")[0].found == "http:www.example.org/s" and "http:www.example.org/s" in made.extra


def test_partners_come_once_with_all_roles_and_the_office_is_none(tmp_path: Path) -> None:
    made = imported(
        tmp_path,
        f'<participating-org ref="XX-1" role="4">{narrative("Norland (government)")}</participating-org>',
        f'<participating-org type="21" role="3">{narrative("Wells First " + "and Always " * 18)}</participating-org>',
        f'<participating-org ref="XM-EX-77" role="4">{narrative("Water House")}</participating-org>',
        '<participating-org ref="XX-9" role="4"/><participating-org role="4"/>',
    )  # fmt: skip
    norland, first, nameless = made.report.partners
    assert norland.roles == ("funder", "implementing-partner") and first.type == "ngo" and len(first.id) <= 28
    assert first.roles == ("administrative-agent",) and nameless.name.to("en") == "XX-9"
