"""Codes that nothing stands behind."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

AGREEMENTS = "id,partner,outcomes,start,end,currency,amount\n"
CONTRIBUTIONS = "partner,agreement,outcome,year,amount,currency\n"
A1 = AGREEMENTS + "A-01,norlund,D_1,2022-01-01,2025-12-31,USD,900000\n"


def test_an_unknown_plan_offers_the_near_one(found: Found):
    report = MINIMAL["report.yaml"].replace("SP-2022-2025", "SP-2022-25")
    assert says(found("STR100", report=report)) == [
        "report.yaml:5:7: error: There is no plan “SP-2022-25”. Is “SP-2022-2025” meant?"
    ]


def test_a_statement_of_an_unknown_plan_is_found_at_its_place(found: Found):
    outcomes = MINIMAL["outcomes.yaml"].replace("SP-2022-2025", "SP-2018", 1)
    [finding] = found("STR100", outcomes=outcomes)
    assert str(finding.place) == "outcomes.yaml:5:16" and finding.expected == "SP-2022-2025"


def test_known_codes_are_silent(found: Found):
    files = {
        "agreements": A1,
        "contributions": CONTRIBUTIONS + "norlund,A-01,D_1,2024,5,USD\n",
        "sdg": "outcome,year,goal,target,share\nD_1,2024,5,5.5,100\n",
    }
    for rule in ("STR100", "STR101", "STR102", "STR103", "STR104", "STR105", "STR106", "STR107", "STR108"):
        assert found(rule, **files) == []


def test_an_unknown_outcome_is_found_in_every_table(found: Found):
    findings = found(
        "STR101",
        sdg="outcome,year,goal,target,share\nD_11,2024,5,5.5,100\n",
        agreements=A1.replace(",D_1,", ",D_1;D_7,"),
        contributions=CONTRIBUTIONS + "norlund,A-01,D_9,2024,5,USD\n",
        **{"narratives/en/story.md": "---\nkind: story\noutcome: D_5\ntitle: T\n---\nText.\n"},
    )
    assert says(findings) == [
        "agreements.csv:2:outcomes: error: There is no outcome “D_7”. Is “D_1” meant?",
        "contributions.csv:2:outcome: error: There is no outcome “D_9”. Is “D_1” meant?",
        "narratives/en/story.md:3:10: error: There is no outcome “D_5”. Is “D_1” meant?",
        "sdg.csv:2:outcome: error: There is no outcome “D_11”. Is “D_1” meant?",
    ]


def test_an_output_where_an_outcome_is_expected_is_called_one(found: Found):
    [finding] = found("STR101", sdg="outcome,year,goal,share\nD_1.1,2024,5,100\n")
    assert "It is an output of “D_1”" in finding.message and finding.expected == "D_1"


def test_an_unknown_code_in_finance_is_found(found: Found):
    finance = MINIMAL["finance.csv"].replace("D_1,2024,other,received", "D_1.9,2024,other,received")
    assert says(found("STR102", finance=finance)) == [
        "finance.csv:3:code: error: There is no outcome or output “D_1.9”. Is “D_1.1” meant?"
    ]


def test_an_unknown_indicator_is_found_in_targets_and_results(found: Found):
    findings = found(
        "STR103",
        targets="indicator,version,kind,period,value\nD_1.1.X,2022-01-15,target,2025,3\n",
        results="indicator,period_start,period_end,value\nd1.1a,2024-01-01,2024-12-31,3\n",
    )
    assert says(findings) == [
        "results.csv:2:indicator: error: There is no indicator “d1.1a”. Is “D_1.1.A” meant?",
        "targets.csv:2:indicator: error: There is no indicator “D_1.1.X”. Is “D_1.1.A” meant?",
    ]


def test_an_unknown_partner_is_found_in_agreements_contributions_and_joint_programmes(found: Found):
    joint = "    joint: {programme: {en: P}, share: 38, partners: [undp]}\n    outputs:\n"
    findings = found(
        "STR104",
        agreements=A1.replace("norlund", "norland"),
        contributions=CONTRIBUTIONS + "xyz,A-01,D_1,2024,5,USD\n",
        outcomes=MINIMAL["outcomes.yaml"].replace("    outputs:\n", joint),
    )
    assert says(findings) == [
        "agreements.csv:2:partner: error: There is no partner “norland”. Is “norlund” meant?",
        "contributions.csv:2:partner: error: There is no partner “xyz”.",
        "outcomes.yaml:6:55: error: There is no partner “undp”.",
    ]
    assert findings[1].expected == "norlund"


def test_an_unknown_agreement_is_found(found: Found):
    findings = found("STR105", agreements=A1, contributions=CONTRIBUTIONS + "norlund,A-1,D_1,2024,5,USD\n")
    assert says(findings) == ["contributions.csv:2:agreement: error: There is no agreement “A-1”. Is “A-01” meant?"]


def test_an_unknown_image_is_found_at_its_key(found: Found):
    story = "---\nkind: story\ntitle: T\nimage: shelter\n---\nText.\n"
    assert says(found("STR106", **{"narratives/en/story.md": story})) == [
        "narratives/en/story.md:4:8: error: There is no image “shelter”. None is declared."
    ]


def test_a_code_that_the_plan_lacks_is_found(found: Found):
    contributes = "    contributes: {impact_areas: [IA_1, IA_9], systemic_outcomes: [SP_D_0.1]}\n    outputs:\n"
    outcomes = MINIMAL["outcomes.yaml"].replace("    outputs:\n", contributes)
    assert says(found("STR107", outcomes=outcomes)) == [
        "outcomes.yaml:6:40: error: There is no impact area of plan “SP-2022-2025” called “IA_9”. Is “IA_1” meant?"
    ]


def test_an_unknown_currency_is_found(found: Found):
    findings = found(
        "STR108",
        report=MINIMAL["report.yaml"].replace("USD", "usd"),
        agreements=A1.replace("USD", "US$"),
    )
    assert says(findings) == [
        "agreements.csv:2:currency: error: There is no currency “US$”.",
        "report.yaml:7:11: error: There is no currency “usd”. Is “USD” meant?",
    ]


def test_without_outcomes_one_finding_stands_for_all_rows(found: Found):
    assert says(found("STR126", outcomes="outcomes: []\n")) == ["outcomes.yaml: error: The report has no outcomes."]
    assert found("STR103", outcomes="outcomes: []\n") == found("STR102", outcomes="outcomes: []\n") == []


def test_another_result_where_an_outcome_is_expected_is_called_what_it_is(found: Found):
    for kind, name in (("outcome", "an outcome result"), ("impact", "an impact result"), ("other", "a result")):
        outcomes = MINIMAL["outcomes.yaml"].replace("- code: D_1.1\n", f"- code: D_1.1\n        type: {kind}\n")
        [finding] = found("STR101", outcomes=outcomes, sdg="outcome,year,goal,share\nD_1.1,2024,5,100\n")
        assert f"It is {name} of “D_1”" in finding.message
