"""Rows of money that speak of one another."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

SPENDING = "agreement,outcome,period_start,period_end,stage,amount,currency,as_of\n"
AGREEMENTS = "id,partner,outcomes,start,end,currency,amount\n"
AGREED = (
    AGREEMENTS + "A-1,norlund,D_1,2022-01-01,2024-12-31,USD,900000\nA-2,norlund,,2022-01-01,2024-12-31,EUR,900000\n"
)
FINANCE = "code,year,source_of_funds,stage,amount,currency,as_of\n"
CONTRIBUTIONS = "partner,agreement,outcome,year,amount,currency,rate,rate_date\n"
SDG = "outcome,year,goal,target,share\n"
SOUND = SPENDING + (
    "A-1,D_1,2023-01-01,2023-12-31,planned,500,USD,2024-02-28\n"
    "A-1,D_1,2023-01-01,2023-12-31,expended,400,USD,2024-02-28\n"
    "A-1,D_1,2023-01-01,2023-12-31,expended,410,USD,2024-04-30\n"  # a newer state of the books
    "A-1,D_1,2024-01-01,2024-12-31,expended,300,USD,2025-02-28\n"
    "A-1,D_1,2025-01-01,2025-03-31,committed,10,USD,2025-03-01\n".replace("2025-01-01", "2024-11-01")
    + "A-2,D_1,2022-04-01,2023-03-31,expended,300,USD,2023-04-30\n"
)
SIX = ("FIN070", "FIN071", "FIN072", "FIN073")


@pytest.mark.parametrize("rule", SIX)
def test_sound_spending_is_silent(found: Found, rule: str):
    assert found(rule, spending=SOUND, agreements=AGREED) == []


def test_spending_of_nothing_known_is_found(found: Found):
    spending = (
        SPENDING + "A-11,D_1,2023-01-01,2023-12-31,planned,5,USD,\nA-1,D_11,2023-01-01,2023-12-31,planned,5,USD,\n"
    )
    assert says(found("FIN070", spending=spending, agreements=AGREED)) == [
        "spending.csv:2:agreement: error: There is no agreement “A-11”. Is “A-1” meant?",
        "spending.csv:3:outcome: error: There is no outcome “D_11”. Is “D_1” meant?",
    ]


def test_spending_outside_its_agreement_is_found(found: Found):
    outcomes = MINIMAL["outcomes.yaml"] + (
        "  - {code: D_2, statements: [{plan: SP-2022-2025, from: 2022, text: Women earn}]}\n"
    )
    spending = SPENDING + "A-1,D_2,2023-01-01,2023-12-31,planned,5,USD,\nA-1,D_1,2021-01-01,2021-12-31,planned,5,USD,\n"
    assert says(found("FIN071", spending=spending, agreements=AGREED, outcomes=outcomes)) == [
        "spending.csv:2:outcome: warning: A-1 is about D_1, not about D_2.",
        "spending.csv:3:period_start: warning: A-1 runs from 2022-01-01 to 2024-12-31; this is of 2021-01-01 to 2021-12-31.",
    ]
    long = SPENDING + "A-1,D_1,1923-01-01,2023-12-31,planned,5,USD,\n"
    assert len(found("FIN071", spending=long, agreements=AGREED)) == 1
    # An agreement that names no outcomes pays for all; bills may be paid after the end.
    spending = SPENDING + "A-2,D_2,2023-01-01,2023-12-31,planned,5,USD,\nA-1,D_1,2024-04-01,2025-03-31,planned,5,USD,\n"
    assert found("FIN071", spending=spending, agreements=AGREED, outcomes=outcomes) == []


def test_spending_in_another_currency_is_found(found: Found):
    [finding] = found("FIN072", spending=SOUND.replace("500,USD", "500,EUR"), agreements=AGREED)
    assert finding.message == "A-1, D_1: the amount is in EUR, the report is in USD." and finding.severity == "error"


def test_spending_of_overlapping_periods_is_found(found: Found):
    extra = "A-1,D_1,2023-10-01,2024-03-31,expended,30,USD,2025-02-28\n"
    messages = says(found("FIN073", spending=SOUND + extra, agreements=AGREED))
    assert len(messages) == 2 and "overlaps with 2023-01-01 to 2023-12-31" in messages[-1] + messages[0]
    again = "A-1,D_1,2024-01-01,2024-12-31,expended,300,USD,2025-02-28\n"
    assert len(found("FIN073", spending=SOUND + again, agreements=AGREED)) == 1


def test_a_tranche_that_contradicts_its_agreement_is_found(found: Found):
    partners = MINIMAL["partners.yaml"] + "  - {id: brevia, name: Brevia, roles: [funder]}\n"
    rows = "norlund,A-1,D_1,2023,100,USD,,\nnorlund,A-2,D_1,2023,100,EUR,1.1,2023-04-01\nnorlund,,,2023,5,CHF,1.1,2023-04-01\n"
    files = {"agreements": AGREED, "partners": partners}
    assert found("FIN074", contributions=CONTRIBUTIONS + rows, **files) == []
    bad = rows.replace("norlund,A-1,D_1,2023", "brevia,A-1,D_1,2023") + "norlund,A-1,D_1,2023,9,SEK,0.1,2023-04-01\n"
    assert says(found("FIN074", contributions=CONTRIBUTIONS + bad, **files)) == [
        "contributions.csv:2:partner: warning: A-1 has the partner norlund; this tranche has brevia.",
        "contributions.csv:5:currency: warning: A-1 has the currency USD; this tranche has SEK.",
    ]
    hints = [finding.hint for finding in found("FIN074", contributions=CONTRIBUTIONS + bad, **files)]
    assert hints[1] == "Correct the currency or the agreement of the contribution."
    unknown = rows.replace("norlund,A-1,D_1,2023", "norlundd,A-1,D_1,2023")
    assert found("FIN074", contributions=CONTRIBUTIONS + unknown, **files) == []
    assert len(found("STR104", contributions=CONTRIBUTIONS + unknown, **files)) == 1


def test_two_amounts_of_one_day_are_found(found: Found):
    first = FINANCE + "D_1,2024,other,planned,100,USD,2025-01-31\nD_1,2024,regular,planned,100,USD,2025-01-31\n"
    assert found("FIN075", finance=first + "D_1,2024,other,planned,120,USD,2025-02-28\n") == []
    [finding] = found("FIN075", finance=first + "D_1,2024,other,planned,120,USD,2025-01-31\n")
    assert finding.message.endswith("this amount has the same day as that of line 2.")


def test_a_stage_that_one_year_lacks_is_said(found: Found):
    years = "".join(
        f"D_1,{year},other,{stage},100,USD,\n" for year in (2022, 2023, 2024) for stage in ("planned", "expended")
    )
    committed = "D_1,2024,other,committed,10,USD,\n"  # of the open year alone
    assert found("FIN076", finance=FINANCE + years + committed) == []
    lost = years.replace("D_1,2023,other,planned", "D_1,2023,regular,planned")
    assert says(found("FIN076", finance=FINANCE + lost)) == [
        "finance.csv:5:stage: info: D_1, other funds: planned is there in all years but 2023."
    ]


def test_shares_of_goals_that_the_outcome_is_not_about_are_found(found: Found):
    outcomes = MINIMAL["outcomes.yaml"].replace("    short:", '    sdgs: ["5", "5.5", "16"]\n    short:', 1)
    outcomes = outcomes.replace("accumulation: sum", "accumulation: sum\n            sdg_indicator: 5.1.1")
    sound = "D_1,2024,5,5.5,40\nD_1,2024,5,,10\nD_1,2024,5,5.1,10\nD_1,2024,16,16.7,40\n"
    assert found("FIN077", sdg=SDG + sound, outcomes=outcomes) == []
    assert found("FIN077", sdg=SDG + "D_1,2024,3,,100\n") == []  # aligned to nothing: another rule's business
    slips = "D_1,2024,3,,50\nD_1,2024,5,5.2,50\n"
    assert [(str(f.place), f.severity) for f in found("FIN077", sdg=SDG + slips, outcomes=outcomes)] == [
        ("sdg.csv:2:goal", "warning"),
        ("sdg.csv:3:target", "info"),
    ]


def test_a_goal_with_two_shares_is_found(found: Found):
    rows = "D_1,2024,16,,40\nD_1,2024,16,16.7,30\nD_1,2024,5,,30\n"
    assert found("FIN078", sdg=SDG + rows) == []
    [finding] = found("FIN078", sdg=SDG + rows + "D_1,2024,16,,10\n")
    assert finding.message == "D_1, 2024: goal 16 stands here and in line 2."


def test_a_goal_that_one_year_lacks_is_said(found: Found):
    years = "".join(f"D_1,{year},5,5.2,60\nD_1,{year},16,,40\n" for year in (2022, 2023, 2024))
    assert found("FIN079", sdg=SDG + years) == []
    assert found("FIN079", sdg=SDG + years.replace("D_1,2024,16,,40", "D_1,2024,16,,30\nD_1,2024,3,,10")) == []
    [finding] = found("FIN079", sdg=SDG + years.replace("2023,5,5.2", "2023,5,5.1"))
    assert finding.message == "D_1: target 5.2 has a share in all years but 2023." and finding.severity == "info"
