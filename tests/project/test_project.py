"""What each audience may see; nothing that is withheld goes further, nor what would tell it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.errors import ReportgenError
from reportgen.facts import Facts, Numbers
from reportgen.model import Report
from reportgen.project import AUDIENCES, OTHER_PARTNERS, project
from tests.conftest import Edition
from tests.helpers import MINIMAL
from tests.reports import AGREEMENTS, CONTRIBUTIONS, RESULTS, outcomes, report, result

NAMES = ("ash", "birch", "cedar", "elm")
PARTNERS = MINIMAL["partners.yaml"] + "".join(
    f"  - {{id: {name}, name: {{en: {name.title()} Trust}}, type: foundation, roles: [funder]}}\n" for name in NAMES
)


def given(*rows: str, **files: str) -> Report:
    lines = CONTRIBUTIONS + "".join(f"{row}\n" for row in rows)
    return report(**{"partners": PARTNERS, "contributions": lines, **files})


def closed(partner: str, amount: int, *, outcome: str = "D_1", year: int = 2024, disclosure: str = "internal") -> str:
    return f"{partner},,{outcome},{year},{amount},USD,,,{amount},0,{disclosure}"


def shown(of: Report) -> dict[str, Decimal]:
    return {total.partner: total.total for total in Numbers.of(of).partner_totals()}


def test_there_are_three_audiences_and_one_for_each_donor() -> None:
    assert AUDIENCES == ("public", "internal", "review")
    assert project(report(), "donor:norlund").audience == "donor:norlund"
    with pytest.raises(
        ReportgenError, match="there is no audience 'donor'; there are public, internal, review, and donor:ID"
    ):
        project(report(), "donor")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_projecting_twice_gives_the_same_as_once(demo: Edition, audience: str) -> None:
    once = project(demo.loaded, audience)
    assert once.audience == audience and project(once, audience) == once


def test_projecting_twice_is_once_where_all_is_closed_but_what_is_said_to_be_open() -> None:
    rows = [closed(name, 10, disclosure="") for name in NAMES[:3]]
    once = project(
        given(*rows, report=MINIMAL["report.yaml"].replace("disclosure: public", "disclosure: internal")), "public"
    )
    assert shown(once) == {OTHER_PARTNERS: 30} and project(once, "public") == once


def test_internal_sees_everything(demo: Edition) -> None:
    internal = project(demo.loaded, "internal")
    assert [r.value for r in internal.results] == [r.value for r in demo.loaded.results]
    assert len(internal.partners) == len(demo.loaded.partners)
    assert [c.amount for c in internal.contributions] == [c.amount for c in demo.loaded.contributions]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_neither_notes_nor_what_was_typed_go_further(demo: Edition, audience: str) -> None:
    of = project(demo.loaded, audience)
    tables = (of.targets, of.results, of.finance, of.sdg, of.agreements, of.contributions)
    for record in (record for table in tables for record in table):
        assert record.note == "" and record.typed("amount") == record.typed("value") == ""
    assert of.results[0].place("value").line > 0, "but where it stands is known to whoever has the file"


def test_three_undisclosed_partners_become_one_group() -> None:
    of = given(closed("ash", 10), closed("birch", 20), closed("cedar", 30), closed("elm", 40, disclosure=""))
    assert shown(project(of, "public")) == {OTHER_PARTNERS: 60, "elm": 40}
    assert shown(project(of, "internal")) == {"ash": 10, "birch": 20, "cedar": 30, "elm": 40}


@pytest.mark.parametrize("partners", [("ash",), ("ash", "birch"), ("ash", "birch", "birch")])
def test_a_group_of_fewer_than_three_is_left_out(partners: tuple[str, ...]) -> None:
    of = project(given(*(closed(name, 10) for name in partners)), "public")
    assert shown(of) == {} and OTHER_PARTNERS not in {partner.id for partner in of.partners}


def test_groups_are_counted_by_outcome_and_year() -> None:
    rows = [closed(name, 10) for name in NAMES[:3]] + [closed(name, 7, year=2023) for name in NAMES[:2]]
    of = project(given(*rows), "public")
    assert [(c.partner, c.year, c.amount) for c in of.contributions] == [(OTHER_PARTNERS, 2024, 30)]


def test_a_group_has_a_split_only_where_all_have_one() -> None:
    rows = [closed("ash", 10), closed("birch", 20), "cedar,,D_1,2024,30,USD,,,,,internal"]
    [row] = project(given(*rows), "public").contributions
    assert (row.amount, row.development, row.humanitarian) == (60, None, None)


def test_a_row_is_undisclosed_when_its_agreement_is() -> None:
    agreements = AGREEMENTS + "A-1,ash,D_1,2023-01-01,2025-12-31,USD,99,internal\n"
    of = project(given("ash,A-1,D_1,2024,10,USD,,,10,0,", agreements=agreements), "public")
    assert of.contributions == () and of.agreements == ()


@pytest.mark.parametrize("mark", ["disclosure: internal", "at_risk: true"])
def test_a_row_is_undisclosed_when_its_partner_is(mark: str) -> None:
    partners = PARTNERS.replace("{id: ash,", f"{{id: ash, {mark},")
    agreements = AGREEMENTS + "A-1,ash,D_1,2023-01-01,2025-12-31,USD,99,\n"
    of = project(given("ash,A-1,D_1,2024,10,USD,,,10,0,", partners=partners, agreements=agreements), "public")
    assert of.contributions == () and of.agreements == () and "ash" not in {partner.id for partner in of.partners}
    assert "ash" in {partner.id for partner in project(given(partners=partners), "internal").partners}


@pytest.mark.parametrize(
    ("disclosure", "absence"),
    [("internal", "withheld"), ("partner:norlund", "withheld"), ("embargo:2025-04-01", "embargoed"),
     ("embargo:2025-03-31", None), ("public", None), ("", None)],
)  # fmt: skip
def test_a_withheld_result_is_an_absence_with_its_name(disclosure: str, absence: str | None) -> None:
    [seen] = project(report(results=RESULTS + result("4", disclosure=disclosure)), "public").results
    assert seen.absence == absence and (seen.value is None) == (absence is not None)


def test_nothing_else_of_a_withheld_result_is_left() -> None:
    row = result("4", disclosure="internal", status="met", status_reason="Said so", recorded="2025-01-01")
    [seen] = project(report(results=RESULTS + row), "public").results
    left = seen.model_dump(exclude={"indicator", "period_start", "period_end", "disclosure", "absence"})
    assert not any(left.values()), left


def test_with_one_part_withheld_its_whole_set_goes() -> None:
    rows = (
        RESULTS
        + result("10")
        + result("7", dimensions="sex=female", disclosure="internal")
        + result("3", dimensions="sex=male")
    )
    rows += result("6", dimensions="age=young") + result("4", dimensions="age=old")
    of = report(outcomes=outcomes(disaggregation="{sex: partition, age: partition}"), results=rows)
    seen = [(r.dimensions, r.number) for r in project(of, "public").results]
    assert seen == [("", 10), ("age=young", 6), ("age=old", 4)]


def test_the_report_may_be_closed_by_default_and_a_row_open() -> None:
    settings = MINIMAL["report.yaml"].replace("disclosure: public", "disclosure: internal")
    of = project(report(report=settings, results=RESULTS + result("4", disclosure="public")), "public")
    assert [r.number for r in of.results] == [4] and of.partners == () and of.finance == () and of.narratives == ()


def test_what_is_not_shown_has_no_path() -> None:
    of = report(results=RESULTS + result("4", disclosure="internal"))
    public, internal = Facts.of(project(of, "public")), Facts.of(project(of, "internal"))
    path = 'indicators["D_1.1.A"].2024.result'
    assert (public.get(path).kind, public.get(path).text) == ("absent", "withheld")
    assert internal.get(path).value == 4


@pytest.mark.proof
def test_moving_money_between_members_of_a_group_changes_nothing_public() -> None:
    one = given(closed("ash", 10), closed("birch", 20), closed("cedar", 30))
    two = given(closed("ash", 15), closed("birch", 15), closed("cedar", 30))
    assert project(one, "public") == project(two, "public")
    assert project(one, "internal") != project(two, "internal")
