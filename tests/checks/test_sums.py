"""Parts of an amount that stand in another file."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

FINANCE = "code,year,source_of_funds,stage,amount,currency,as_of\n"
SPENDING = "agreement,outcome,period_start,period_end,stage,amount,currency,as_of\n"
AGREEMENTS = "id,partner,outcomes,start,end,currency,amount\n"


def joint(words: str) -> str:
    return MINIMAL["outcomes.yaml"].replace("    outputs:\n", f"    joint: {{{words}}}\n    outputs:\n")


def test_an_impossible_share_of_a_joint_programme_is_found(found: Found):
    [finding] = found("FIN040", outcomes=joint("programme: P, share: 138"))
    assert finding.severity == "warning" and "138 per cent" in finding.message
    assert (
        found("FIN040", outcomes=joint("programme: P, share: 100"))
        == found("FIN040", outcomes=joint("programme: P"))
        == []
    )


def test_an_own_part_over_the_whole_programme_is_said(found: Found):
    finance = FINANCE + "D_1,2024,other,expended,700,USD,2025-02-28\nD_1,2023,other,expended,700,USD,2024-02-28\n"
    files = {"outcomes": joint("programme: P, share: 38, budget: 1000"), "finance": finance}
    assert [finding.severity for finding in found("FIN040", **files)] == ["info"]
    assert found("FIN040", outcomes=joint("programme: P, share: 38, budget: 1400"), finance=finance) == []


def test_agreements_that_spent_more_than_their_outcome_are_found(found: Found):
    spending = SPENDING + "A-1,D_1,2024-01-01,2024-12-31,expended,400,USD,2025-02-28\n"
    spending += "A-2,D_1,2024-02-01,2024-12-31,expended,400,USD,2025-02-28\n"
    agreements = AGREEMENTS + "".join(f"A-{n},norlund,D_1,2022-01-01,2025-12-31,USD,900\n" for n in (1, 2))
    files = {"spending": spending, "agreements": agreements}
    finance = FINANCE + "D_1,2024,other,expended,650,USD,2025-02-28\n"
    assert says(found("FIN041", **files, finance=finance)) == [
        "spending.csv:3:amount: warning: D_1, 2024: 800 was spent of 2 agreements (spending.csv), but the outcome spent "
        "650 of other funds."
    ]
    assert found("FIN041", **files, finance=finance.replace("650", "800")) == []
    # A period from April to March lies in two years, and what is restated counts once.
    files["spending"] = spending.replace("2024-02-01,2024-12-31", "2023-04-01,2024-03-31")
    assert found("FIN041", **files, finance=finance) == []
    files["spending"] = spending.replace("A-2,D_1,2024-02-01", "A-1,D_1,2024-01-01")
    assert found("FIN041", **files, finance=finance) == []


def test_more_received_than_agreed_is_found(found: Found):
    agreements = AGREEMENTS + "A-1,norlund,D_1,2022-01-01,2025-12-31,EUR,1000\n"
    contributions = "partner,agreement,outcome,year,amount,currency,rate,rate_date\n"
    contributions += "norlund,A-1,D_1,2023,900,EUR,1.08,2023-05-02\nnorlund,A-1,D_1,2024,100,EUR,1.10,2024-05-02\n"
    finance = FINANCE + "D_1,2023,other,received,900,USD,2024-02-28\nD_1,2024,other,received,300,USD,2025-02-28\n"
    files = {"agreements": agreements, "contributions": contributions}
    assert says(found("FIN043", **files, finance=finance)) == [
        "outcomes.yaml:2:11: warning: D_1 received 1200 of other funds since 2022, but what was agreed for it is "
        "1100 at most (A-1)."
    ]
    assert found("FIN043", **files, finance=finance.replace("300", "200")) == []
    # Money of earlier years, and money that came without an agreement.
    assert found("FIN043", **files, finance=finance.replace("D_1,2023", "D_1,2021")) == []
    files["contributions"] = contributions + "norlund,,D_1,2024,100,USD,,\n"
    assert found("FIN043", **files, finance=finance) == []
