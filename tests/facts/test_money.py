"""Money by stage: stages are never added, gaps and rates only where both sides are known, partners ranked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.facts import OFFICE, Numbers, Resources
from tests.helpers import MINIMAL
from tests.reports import CONTRIBUTIONS, FINANCE, report


def money(*rows: str, code: str = "D_1", year: int = 2024) -> Resources:
    lines = "".join(f"{row}\n" for row in rows)
    return Numbers.of(report(finance=FINANCE + lines)).resources(code, year)


def line(stage: str, amount: str, source: str = "other", as_of: str = "2025-02-28", code: str = "D_1") -> str:
    return f"{code},2024,{source},{stage},{amount},USD,{as_of},certified,"


def test_delivery_rate_is_expended_of_available() -> None:
    assert money(line("available", "200"), line("expended", "150"), line("received", "100")).delivery_rate() == 75


@pytest.mark.parametrize(
    "rows",
    [[], [line("expended", "1")], [line("available", "1")], [line("available", "0"), line("expended", "0")],
     [line("available", "-5"), line("expended", "1")]],
)  # fmt: skip
def test_delivery_rate_is_unknown_without_a_denominator(rows: list[str]) -> None:
    assert money(*rows).delivery_rate() is None


def test_gap_is_budget_less_available() -> None:
    of = money(line("planned", "100"), line("available", "70"))
    assert of.gap() == 30
    assert money(line("planned", "100"), line("revised", "60"), line("available", "70")).gap() == -10
    assert money(line("planned", "100")).gap() is None and money(line("available", "100")).gap() is None


def test_a_source_that_was_not_revised_keeps_its_plan() -> None:
    of = money(line("planned", "100", "regular"), line("planned", "50"), line("revised", "80"))
    budget = of.budget()
    assert budget and budget.value == 180


def test_stages_are_not_added() -> None:
    of = money(line("committed", "10"), line("expended", "20"))
    assert of.amount("received") is None
    spent = of.amount("expended")
    assert spent and spent.value == 20


def test_sources_are_added_within_a_stage() -> None:
    of = money(line("received", "10", "regular"), line("received", "5.50"))
    total, regular = of.amount("received"), of.amount("received", "regular")
    assert total and regular and (total.value, regular.value) == (Decimal("15.50"), 10)


def test_a_later_statement_replaces_an_earlier_one() -> None:
    of = money(line("received", "12", as_of="2025-03-01"), line("received", "10", as_of="2024-12-31"))
    received = of.amount("received")
    assert received and received.value == 12 and str(received.as_of) == "2025-03-01"


def test_a_sum_is_provisional_where_a_part_is() -> None:
    of = money(line("received", "1", "regular"), "D_1,2024,other,received,2,USD,2025-01-01,provisional,")
    received = of.amount("received")
    assert received and received.provisional and str(received.as_of) == "2025-02-28"


def test_the_office_adds_outcomes_and_not_outputs() -> None:
    of = money(line("received", "10"), line("received", "4", code="D_1.1"), code=OFFICE)
    received = of.amount("received")
    assert received and received.value == 10


def test_what_is_not_known_is_none() -> None:
    of = Numbers.of(report()).resources("D_1", 1999)
    assert of.amount("received") is None and of.budget() is None and of.gap() is None


PARTNERS = MINIMAL["partners.yaml"] + "  - {id: ilex, name: {en: Ilex}, type: foundation, roles: [funder]}\n"


def test_partners_are_ranked_and_converted_to_the_cent() -> None:
    rows = "norlund,,D_1,2024,100,EUR,1.08335,2024-05-01,60,40,\nilex,,D_1,2024,200,USD,,,200,0,\nnorlund,,D_1,2024,-10,USD,,,-10,0,\n"
    first, second = Numbers.of(report(partners=PARTNERS, contributions=CONTRIBUTIONS + rows)).partner_totals(year=2024)
    assert (first.partner, first.total) == ("ilex", 200)
    assert (second.partner, second.total) == ("norlund", Decimal("98.34")), "108.335 is 108.34, less a refund of 10"
    assert (second.development, second.humanitarian) == (Decimal("55.00"), Decimal("43.33")) or second.development


def test_an_amount_without_its_split_has_none() -> None:
    rows = "norlund,,D_1,2024,100,USD,,,,,\nnorlund,,D_1,2024,50,USD,,,50,0,\n"
    [total] = Numbers.of(report(contributions=CONTRIBUTIONS + rows)).partner_totals(year=2024)
    assert (total.total, total.development, total.humanitarian) == (150, None, None)


def test_sdg_shares_of_one_goal_are_added() -> None:
    sdg = "outcome,year,goal,target,share\nD_1,2024,5,5.1,40\nD_1,2024,16,,35\nD_1,2024,5,5.2,25\n"
    assert Numbers.of(report(sdg=sdg)).sdg_goals("D_1", 2024) == (("5", 65), ("16", 35))
