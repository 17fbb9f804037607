"""What follows from a file that could not be read."""

from pathlib import Path

from reportgen.build.check import check_workspace
from reportgen.findings import Finding
from tests.helpers import MINIMAL, write_workspace

SLIP = "x: {en: Leadership: women}\n"


def checked(folder: Path, **files: str | None) -> list[Finding]:
    return list(check_workspace(write_workspace(folder, **files)).findings)


def test_figures_that_a_broken_file_lacks_are_counted_and_the_cause_stands_alone(tmp_path: Path):
    found = checked(tmp_path, outcomes=MINIMAL["outcomes.yaml"] + SLIP)
    errors = [finding for finding in found if finding.severity == "error"]
    assert [(each.rule, each.place.file) for each in errors] == [("STR010", "outcomes.yaml")]
    assert "A text with a colon stands in quotation marks." in errors[0].message
    [left] = [finding for finding in found if finding.rule == "STR014"]
    assert left.message == f"{left.found} follow-on findings are left out until outcomes.yaml can be read."
    assert left.severity == "info" and int(left.found) >= 2


def test_money_of_the_office_hangs_on_its_outcomes_too(tmp_path: Path):
    note = "---\nkind: story\ntitle: T\n---\nIt received {{ office.finance.2024.received }}.\n"
    found = checked(tmp_path, outcomes=SLIP, **{"narratives/en/story.md": note})
    assert not [finding for finding in found if finding.rule == "NAR001"]


def test_a_missing_file_counts_as_one_that_cannot_be_read(tmp_path: Path):
    found = {finding.rule for finding in checked(tmp_path, outcomes=None)}
    assert {"STR003", "STR014"} <= found and "STR126" not in found


def test_figures_of_other_files_are_still_said(tmp_path: Path):
    note = "---\nkind: story\ntitle: T\n---\nAll {{ office.facts.nothing }}.\n"
    files = {"outcomes": MINIMAL["outcomes.yaml"] + SLIP, "narratives/en/story.md": note}
    found = [each for each in checked(tmp_path, **files) if each.rule == "NAR001"]
    assert [each.found for each in found] == ["office.facts.nothing"]


def test_where_the_files_can_be_read_nothing_is_left_out(tmp_path: Path):
    found = {finding.rule for finding in checked(tmp_path, outcomes="outcomes: []\n")}
    assert "STR126" in found and "NAR001" in found and "STR014" not in found


def test_unread_partners_and_plans_hide_what_names_them(tmp_path: Path):
    rows = "partner,outcome,year,amount,currency\nnorlund,D_1,2024,5,USD\n"
    found = {each.rule for each in checked(tmp_path, partners=SLIP, plan=SLIP, contributions=rows)}
    assert {"STR010", "STR014"} <= found and not found & {"STR100", "STR104"}
