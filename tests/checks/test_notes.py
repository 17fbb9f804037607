"""Notes of rows and records that ask to ignore a rule."""

from pathlib import Path

import pytest

from reportgen.project import project
from tests.checks.conftest import Found, read, says
from tests.helpers import MINIMAL

FINANCE = "code,year,source_of_funds,stage,amount,currency,as_of,note\n"


def line(note: str, amount: int = 450, year: int = 2024) -> str:
    return f"D_1,{year},other,expended,{amount},USD,,{note}\n"


def test_a_note_takes_the_findings_of_its_row_away_and_of_no_other(found: Found):
    rows = FINANCE + line("ignore FIN005 because the books are closed") + line("", year=2023)
    assert [finding.place.line for finding in found("FIN005", finance=rows)] == [3]
    assert found("NAR022", finance=rows) == []


def test_one_note_may_name_several_rules_and_say_more(found: Found):
    note = "Checked by Ana; ignore FIN005 because the books are closed; ignore FIN002 because of a refund"
    rows = FINANCE + line(note) + "D_1,2024,other,available,400,USD,2025-02-28,\n"
    assert found("FIN005", finance=rows) == found("FIN002", finance=rows) == found("NAR022", finance=rows) == []


@pytest.mark.parametrize(
    "note",
    [
        "Ignore the first row",
        "Ignore follow-up",
        "ignore pre-2020 rows",
        "Ignore this because it is old",
        "We ignore FIN005 because",
        "See FIN005",
        "Do not ignore FIN005",
    ],
)
def test_a_note_is_just_a_note(found: Found, note: str):
    rows = FINANCE + line(note)
    assert len(found("FIN005", finance=rows)) == 1
    assert found("NAR020", finance=rows) == found("NAR021", finance=rows) == found("NAR022", finance=rows) == []


def test_a_note_may_name_a_rule_instead_of_its_code(found: Found):
    rows = (
        FINANCE
        + line("Checked; ignore no-as-of-date because the books are closed")
        + line("Ignore no-as-of-date", year=2023)
    )
    assert found("FIN005", finance=rows) == found("NAR020", finance=rows) == []
    assert [finding.place.line for finding in found("NAR021", finance=rows)] == [3]


def test_an_error_stays_and_an_unused_note_is_said(found: Found):
    rows = FINANCE + line("ignore FIN009 because it is a refund", amount=-5)
    assert len(found("FIN009", finance=rows)) == 1
    assert says(found("NAR022", finance=rows)) == [
        "finance.csv:2:note: info: No finding of FIN009 (negative-amount) stands at this record."
    ]


def test_an_unknown_rule_and_a_missing_reason_are_found(found: Found):
    assert says(found("NAR020", finance=FINANCE + line("ignore FIN999 because it is so"))) == [
        "finance.csv:2:note: warning: There is no check “FIN999” that could be ignored."
    ]
    for note in ("ignore FIN005", "ignore FIN005 because", "ignore FIN005 because ; checked"):
        rows = FINANCE + line(note)
        assert len(found("NAR021", finance=rows)) == 1 and found("FIN005", finance=rows) == []


def test_a_record_of_a_yaml_file_covers_its_own_keys_and_what_cannot_carry_a_note(found: Found):
    text = MINIMAL["outcomes.yaml"].replace("            accumulation: sum\n", "")
    assert len(found("RES001", outcomes=text)) == 1
    assert found("RES001", outcomes=text + "            note: ignore RES001 because it is new\n") == []
    # The outcome's note is not about its indicators.
    outer = text.replace("    outputs:\n", "    note: ignore RES001 because it is new\n    outputs:\n", 1)
    assert len(found("RES001", outcomes=outer)) == len(found("NAR022", outcomes=outer)) == 1
    joint = "    note: ignore FIN040 because the share is being negotiated\n    joint: {programme: P, share: 138}\n    outputs:\n"
    assert found("FIN040", outcomes=text.replace("    outputs:\n", joint, 1)) == []


@pytest.mark.parametrize("audience", ["public", "internal", "review", "donor:norlund"])
def test_no_note_goes_further_than_the_checks(tmp_path: Path, audience: str):
    secret = "note: Dismal internal remark"
    files = {
        "report": MINIMAL["report.yaml"] + secret + "\n",
        "office": MINIMAL["office.yaml"].replace("source: {en: Census}}", f"source: {{en: Census}}, {secret}}}") + secret + "\n",
        "plan": MINIMAL["plan.yaml"] + f"    {secret}\n",
        "outcomes": MINIMAL["outcomes.yaml"].replace("text: {en: Laws are reviewed}}", f"text: {{en: Laws are reviewed}}, {secret}}}")
        + f"            {secret}\n",
        "partners": MINIMAL["partners.yaml"].replace("roles: [funder]}", f"roles: [funder], {secret}}}"),
        "donors": f"donors:\n  - {{partner: norlund, {secret}}}\n",
        "finance": FINANCE + line("Dismal internal remark"),
    }  # fmt: skip
    report = read(tmp_path, **files)
    assert "Dismal" in repr(report) and report.outcomes[0].outputs[0].indicators[0].note
    projected = project(report, audience)
    assert "Dismal" not in repr(projected) and "Dismal" not in projected.model_dump_json()
    assert projected.outcomes[0].outputs[0].indicators[0].typed("note") == ""
    assert project(projected, audience) == projected
    assert "note" not in report.model_dump()["finance"][0]


def test_records_without_notes_are_passed_on_as_they_are(tmp_path: Path):
    report = read(tmp_path)
    assert project(report, "public").outcomes[0] is report.outcomes[0]
