"""What is withheld besides, so that nobody can compute what is withheld: small cases whose answer is plain."""

from __future__ import annotations

import pytest

from reportgen.facts import OFFICE, Numbers
from reportgen.model import Report
from reportgen.project import OTHER_PARTNERS, Told, projection
from tests.project.test_project import PARTNERS, closed, given, shown
from tests.reports import FINANCE, GOALS, RESULTS, goal, outcomes, report, result

MONEY = FINANCE + "D_1,2024,other,received,60,USD,2025-02-28,certified,\n"
PEOPLE = {"unit": "{en: women}"}


def received(of: Report) -> object:
    amount = Numbers.of(of).resources("D_1", 2024).amount("received")
    return amount and amount.value


def test_a_single_secret_partner_takes_the_outcome_s_total_with_it() -> None:
    of = given(closed("ash", 10), closed("birch", 50, disclosure=""), finance=MONEY)
    made = projection(of, "public")
    assert shown(made.report) == {"birch": 50} and received(made.report) is None
    assert [each.what for each in made.withheld if "received" in each.what] == ["received, other funds, D_1, 2024"]


def test_what_the_office_received_in_all_is_then_not_printed_either() -> None:
    of = given(closed("ash", 10), finance=MONEY + "D_1,2024,regular,received,5,USD,2025-02-28,certified,\n")
    seen = Numbers.of(projection(of, "public").report)
    assert seen.resources(OFFICE, 2024).amount("received") is None
    assert seen.resources("D_1", 2024).amount("received", "regular") is not None


def test_two_secret_partners_hide_each_other_from_the_public_but_not_from_one_another() -> None:
    of = given(closed("ash", 10), closed("birch", 50), finance=MONEY)
    public = projection(of, "public")
    assert received(public.report) == 60 and public.exposed == {}
    ash = projection(of, "donor:ash")
    assert set(ash.exposed) >= {"contribution:birch/core/D_1/2024/1"}
    assert ash.exposed["contribution:birch/core/D_1/2024/1"] == (
        "contribution:ash/core/D_1/2024/1", "finance:D_1/2024/received/other",
    )  # fmt: skip


def test_three_secret_partners_hide_each_other_from_one_of_them() -> None:
    of = given(closed("ash", 10), closed("birch", 20), closed("cedar", 30), finance=MONEY)
    ash = projection(of, "donor:ash")
    assert ash.exposed == {} and shown(ash.report) == {"ash": 10} and received(ash.report) == 60


def test_a_group_that_differs_by_one_between_two_sums_is_not_printed() -> None:
    """The outcome received what four partners gave; three of them as a group and one by name would tell the fourth."""
    rows = [closed("ash", 10), closed("birch", 20), closed("cedar", 30, disclosure="partner:elm"), closed("elm", 5)]
    of = given(*rows, finance=MONEY.replace(",60,", ",65,"))
    made = projection(of, "donor:elm")
    assert made.exposed == {} and shown(made.report) == {"elm": 5, "cedar": 30}


def test_an_ended_agreement_of_a_named_partner_hides_its_amount_with_a_secret_row() -> None:
    agreements = (
        "id,partner,outcomes,start,end,currency,amount,disclosure\nA-1,ash,D_1,2023-01-01,2024-12-31,USD,30,\n"
        "A-2,ash,D_1,2023-01-01,2026-12-31,USD,30,\n"
    )
    rows = ["ash,A-1,D_1,2023,10,USD,,,10,0,", "ash,A-1,D_1,2024,20,USD,,,20,0,internal"]
    made = projection(given(*rows, agreements=agreements), "public")
    assert [a.id for a in made.report.agreements] == ["A-2"], "A-1 less what is named would be the secret row"
    still = [row.replace("A-1", "A-2") for row in rows]
    assert len(projection(given(*still, agreements=agreements), "public").report.agreements) == 2, "not all is paid"


def test_what_an_earlier_pack_told_counts() -> None:
    """Last year three were a group; two have been released since: with the old sum the third would be known."""
    rows = [closed("ash", 10), closed("birch", 20, disclosure="public"), closed("cedar", 30, disclosure="public")]
    of = given(*rows)
    old = Told(sums={"group:D_1/2024": tuple(f"contribution:{n}/core/D_1/2024/1" for n in ("ash", "birch", "cedar"))})
    assert shown(projection(of, "donor:elm").report) == {"birch": 20, "cedar": 30}
    made = projection(of, "donor:elm", before=[old])
    assert "contribution:ash/core/D_1/2024/1" in made.exposed, "the public edition names birch and cedar"
    assert made.exposed["contribution:ash/core/D_1/2024/1"][-1].startswith("told:")


@pytest.mark.parametrize("least", [2, 3, 4])
def test_the_smallest_group_is_the_donor_s_own(least: int) -> None:
    of = given(closed("ash", 10), closed("birch", 20), closed("cedar", 30))
    made = projection(of, "donor:elm", smallest_group=least)
    assert (OTHER_PARTNERS in shown(made.report)) == (least <= 3)


def test_a_whole_that_is_withheld_takes_its_partition_with_it() -> None:
    rows = RESULTS + result("10", disclosure="internal") + result("7", dimensions="sex=female")
    rows += result("3", dimensions="sex=male")
    of = report(outcomes=outcomes(disaggregation="{sex: partition}"), results=rows)
    assert [r.absence for r in projection(of, "public").report.results] == ["withheld"]
    loose = report(outcomes=outcomes(disaggregation="{sex: overlapping}"), results=rows)
    assert len(projection(loose, "public").report.results) == 3, "overlapping groups add up to nothing"


def test_a_breakdown_with_few_people_is_withheld_outside_the_office() -> None:
    rows = (
        RESULTS + result("40") + result("36", dimensions="district=Velda") + result("4", dimensions="district=Tarrow")
    )
    of = report(outcomes=outcomes(disaggregation="{district: partition}", **PEOPLE), results=rows)
    for audience in ("public", "review", "donor:norlund"):
        assert [r.dimensions for r in projection(of, audience).report.results] == [""], audience
    assert len(projection(of, "internal").report.results) == 3
    laws = report(outcomes=outcomes(disaggregation="{district: partition}"), results=rows)
    assert len(projection(laws, "public").report.results) == 3, "laws are no people"


def test_a_crossed_breakdown_cannot_be_had_from_its_margins() -> None:
    """sex by district is withheld; with one sex only in a district, the district's own part would tell it."""
    rows = RESULTS + result("50")
    rows += result("47", dimensions="district=Velda") + result("3", dimensions="district=Tarrow")
    rows += result("47", dimensions="sex=female;district=Velda") + result("3", dimensions="sex=female;district=Tarrow")
    of = report(outcomes=outcomes(disaggregation="{district: partition, sex: partition}", **PEOPLE), results=rows)
    assert [r.dimensions for r in projection(of, "public").report.results] == [""]


def test_review_sees_what_is_internal_but_no_embargo_and_no_partner_at_risk() -> None:
    rows = RESULTS + result("4", disclosure="embargo:2030-01-01") + result("3", year=2023, disclosure="internal")
    partners = PARTNERS.replace("{id: ash,", "{id: ash, at_risk: true,")
    seen = projection(given(closed("birch", 10), results=rows, partners=partners), "review").report
    assert [(r.year, r.absence) for r in seen.results] == [(2024, "embargoed"), (2023, None)]
    assert shown(seen) == {"birch": 10} and "ash" not in {p.id for p in seen.partners}


def test_a_donor_sees_its_own_whatever_it_is_and_what_is_disclosed_to_it() -> None:
    rows = RESULTS + result("4", disclosure="partner:ash") + result("3", year=2023, disclosure="partner:birch")
    text = "---\nkind: brief\ntitle: For ash\nyear: 2024\npartner: ash\n---\nText.\n"
    of = given(closed("ash", 10), closed("birch", 20), results=rows, **{"narratives/en/brief-ash.md": text})
    ash, birch = projection(of, "donor:ash").report, projection(of, "donor:birch").report
    assert [r.number for r in ash.results] == [4, None] and [r.number for r in birch.results] == [None, 3]
    assert shown(ash) == {"ash": 10} and shown(birch) == {"birch": 20}
    assert [n.title for n in ash.narratives if n.partner] == ["For ash"]
    assert (
        [n for n in birch.narratives if n.partner]
        == [n for n in projection(of, "public").report.narratives if n.partner]
        == []
    )


def test_accounts_of_agreements_are_for_their_own_donor_alone() -> None:
    agreements = (
        "id,partner,outcomes,start,end,currency,amount\nA-1,ash,D_1,2023-01-01,2024-12-31,USD,30\n"
        "A-2,birch,D_1,2023-01-01,2024-12-31,USD,30\n"
    )
    spending = "agreement,outcome,period_start,period_end,stage,amount,currency\n" + "".join(
        f"{a},D_1,2024-01-01,2024-12-31,expended,{n},USD\n" for a, n in (("A-1", 5), ("A-2", 7))
    )
    of = given(agreements=agreements, spending=spending)
    assert projection(of, "public").report.spending == ()
    assert [s.agreement for s in projection(of, "donor:ash").report.spending] == ["A-1"]
    assert len(projection(of, "internal").report.spending) == 2


def test_an_anonymous_donor_is_closed_to_all_others() -> None:
    rows = [closed("ash", 10, disclosure="public"), closed("birch", 20, disclosure="public")]
    of = given(*rows, donors="donors: [{partner: ash, anonymous: true}]\n")
    assert shown(projection(of, "public").report) == {"birch": 20}
    assert shown(projection(of, "donor:birch").report) == {"birch": 20}
    assert shown(projection(of, "donor:ash").report) == {"ash": 10, "birch": 20}


def test_an_indicator_that_is_withheld_goes_with_targets_and_results() -> None:
    of = report(outcomes=outcomes(disclosure="internal"), results=RESULTS + result("4"))
    public = projection(of, "public").report
    assert (public.indicators, public.results, public.targets) == ((), (), ())
    assert len(projection(of, "internal").report.indicators) == 1


@pytest.mark.parametrize(
    ("settings", "number"),
    [("disclosure: public\n", 4), ("disclosure: public\ndisclosure_of: {results: internal}\n", None), ("", None)],
)
def test_the_default_is_the_table_s_else_the_workspace_s_else_the_strictest_named(
    settings: str, number: object
) -> None:
    from tests.helpers import MINIMAL

    settings = MINIMAL["report.yaml"].replace("disclosure: public\n", settings)
    rows = RESULTS + result("4") + result("3", year=2023, disclosure="internal")
    seen = projection(report(report=settings, results=rows), "public").report
    assert [r.number for r in seen.results] == [number, None]


def test_an_amount_that_is_withheld_is_called_so_in_every_table() -> None:
    """Not "no data": the reader is told that there is an amount, and that it is not shown."""
    from tests.conftest import compose_report

    of = given(closed("ash", 10), finance=MONEY + "D_1,2024,regular,received,5,USD,2025-02-28,certified,\n")
    html = compose_report(projection(of, "public").report).html
    rows = [row.partition("</tr>")[0] for row in html.split("<tr>") if ">Received<" in row]
    assert len(rows) == 3 and all('<span class="absent">withheld</span>' in row for row in rows[:2])


BY_SEX = outcomes(disaggregation="{sex: partition}")
PARTS = goal("7", part="sex=female") + goal("3", part="sex=male")


def aimed(of: Report) -> list[tuple[str, str]]:
    return [(each.kind, each.dimensions) for each in of.targets]


def test_a_target_that_is_withheld_takes_its_partition_with_it() -> None:
    rows = GOALS + goal("10", disclosure="internal") + PARTS + goal("40", "target", 2025)
    made = projection(report(outcomes=BY_SEX, targets=rows), "public")
    assert aimed(made.report) == [("target", "")] and made.exposed == {}
    assert [each.what for each in made.withheld] == [
        "milestone of D_1.1.A, 2024",
        "milestone of D_1.1.A, 2024 sex=female",
        "milestone of D_1.1.A, 2024 sex=male",
    ]
    assert made.withheld[1].why == "it would tell target:D_1.1.A/milestone/2024/2022-01-15/"
    loose = report(outcomes=outcomes(disaggregation="{sex: overlapping}"), targets=rows)
    assert len(projection(loose, "public").report.targets) == 3, "overlapping groups add up to nothing"


def test_with_one_part_of_a_target_withheld_its_whole_set_goes() -> None:
    rows = GOALS + goal("10") + goal("7", part="sex=female", disclosure="internal") + goal("3", part="sex=male")
    rows += goal("6", part="age=young") + goal("9", "target", 2025, "sex=male")
    made = projection(
        report(outcomes=outcomes(disaggregation="{sex: partition, age: partition}"), targets=rows), "public"
    )
    assert aimed(made.report) == [("milestone", ""), ("milestone", "age=young"), ("target", "sex=male")]
    assert "a part of the same breakdown is withheld" in made.withheld[-1].why


def test_an_earlier_version_cannot_be_had_from_its_parts_either() -> None:
    """The whole was 10 and is 12; the day on which it was 10 is withheld, and its parts of then are known."""
    first = GOALS + goal("10", disclosure="internal") + PARTS
    later = goal("12", version="2023-06-30") + goal("9", part="sex=female", version="2023-06-30")
    made = projection(report(outcomes=BY_SEX, targets=first + later), "public")
    assert [(each.value.number, each.dimensions) for each in made.report.targets] == [(12, "")]
    before = GOALS + PARTS + goal("12", version="2021-12-01", disclosure="internal")
    open_ = projection(report(outcomes=BY_SEX, targets=before.replace("2022-01-15", "2024-01-15")), "public")
    assert len(open_.report.targets) == 0, "the whole of 2021 is that of 2024 as well"


def test_a_baseline_of_few_people_is_withheld_outside_the_office_and_an_aim_is_not() -> None:
    rows = GOALS + "".join(
        goal("40", kind, year) + goal("36", kind, year, "district=Velda") + goal("4", kind, year, "district=Tarrow")
        for kind, year in (("baseline", 2021), ("target", 2025))
    )
    of = report(outcomes=outcomes(disaggregation="{district: partition}", **PEOPLE), targets=rows)
    for audience in ("public", "review", "donor:norlund"):
        seen = [(kind, part) for kind, part in aimed(projection(of, audience).report) if part]
        assert seen == [("target", "district=Velda"), ("target", "district=Tarrow")], audience
    assert len(projection(of, "internal").report.targets) == 6


def test_an_outcome_s_money_is_that_of_its_outputs_whatever_else_stands_under_it() -> None:
    text = outcomes() + (
        "      - code: D_1.2\n        type: impact\n        statements: [{plan: SP-2022-2025, from: 2022, text: {en: Lives change}}]\n"
    )
    money = FINANCE + "D_1,2024,other,expended,60,USD,2025-02-28,certified,internal\n"
    money += "D_1.1,2024,other,expended,60,USD,2025-02-28,certified,\n"
    made = projection(report(outcomes=text, finance=money), "public")
    assert made.report.finance == (), "the output's amount is the outcome's"
