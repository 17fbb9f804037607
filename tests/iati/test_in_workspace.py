"""An import is a workspace that checks and builds, in one piece or not at all, and the same in every run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.build.check import all_cards, check_workspace
from reportgen.errors import WorkspaceError
from reportgen.iati.export import export_iati
from reportgen.iati.in_codes import Codes, letters, outcome_code, slug
from reportgen.iati.in_rules import CARDS
from reportgen.iati.workspace import import_iati
from tests.conftest import COMMAND
from tests.iati.made import Import, activity, budget, indicator, money, narrative, period, result, stated, whole

RICH = "".join((
    budget("1000"), budget("900", "2"), money("1", "700", provider="Norland"), money("4", "650.5"),
    '<tag vocabulary="2" code="6"/>', "<contact-info><person-name><narrative>A. Name</narrative></person-name></contact-info>",
    '<location><name><narrative>Kisumu</narrative></name></location><related-activity ref="XM-EX-77" type="1"/>',
    result(indicator(stated("baseline", "2", more=' year="2019"'), period(stated("target", "4"), stated("actual", "3")))),
))  # fmt: skip


def test_check_finds_no_error_and_all_files_are_known(tmp_path: Path) -> None:
    made = Import(tmp_path, whole(activity(inner=RICH)))
    findings = check_workspace(made.into).findings
    assert [str(each) for each in findings if each.severity == "error" or each.rule == "STR008"] == []
    for kept in ("A. Name", "Kisumu", "related-activity", "recipient-country"):
        assert kept in made.extra


def test_office_country_plan_and_years_follow_from_the_file(tmp_path: Path) -> None:
    report = Import(tmp_path, whole(activity(inner=RICH))).report
    assert (report.office.code, report.office.name.to("en"), report.office.country.to("en")) == (
        "XM-EX-77",
        "Water House",
        "Kenya",
    )
    assert report.office.type == "country" and report.office.iati.country == "KE"
    assert (report.year, report.settings.first_year, report.settings.edition) == (2020, 2020, "draft")
    assert report.plan and (report.plan.start.year, report.plan.end.year) == (2020, 2020)
    assert report.default_disclosure.kind == "public"


def test_the_year_and_the_language_may_be_said(tmp_path: Path) -> None:
    report = Import(tmp_path, whole(activity(inner=RICH)), year=2019, language="fr").report
    assert report.year == 2019 and report.settings.languages == ("en",)


def test_a_description_of_pages_is_cut_after_a_sentence_and_kept_whole_beside(tmp_path: Path) -> None:
    long = "Villages dig wells together. " * 100
    made = Import(tmp_path, whole(activity().replace("Villages dig and keep their wells.", long)))
    text = made.report.outcomes[0].description.to("en")
    assert text.endswith("together. …") and len(text) < 1_510 and long.strip() in made.extra
    assert "2,899 characters" in made.found("IMP059")[0].message


def test_two_imports_give_the_same_bytes(tmp_path: Path) -> None:
    text = whole(activity(inner=RICH), activity("XM-EX-77-A2", inner=RICH))
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        Import(folder, text)
    one, two = ({path.name: path.read_bytes() for path in (folder / "made").iterdir()} for folder in folders)
    assert one == two and "outcomes.yaml" in one


def test_an_activity_may_be_chosen_and_keeps_its_code(tmp_path: Path) -> None:
    text = whole(activity(), activity("XM-EX-77-A2", title="Pumps"))
    made = Import(tmp_path, text, only=["XM-EX-77-A2"])
    assert [each.code for each in made.report.outcomes] == ["A2"]
    other = tmp_path / "other"
    other.mkdir()
    missing = Import(other, text, only=["XM-EX-77-A9"])
    assert "no activity XM-EX-77-A9" in missing.found("IMP036")[0].message and not missing.made.written
    assert "XM-EX-77-A1, XM-EX-77-A2" in missing.found("IMP036")[0].message


def test_an_office_takes_its_own_activities_out_of_a_publishers_file(tmp_path: Path) -> None:
    text = whole(activity("XM-EX-77-KEN-1"), activity("XM-EX-77-KENYA-1"), activity("XM-EX-77-SOM-1"))
    made = Import(tmp_path, text, office="XM-EX-77-KEN")
    assert [each.id for each in made.report.outcomes] == ["XM-EX-77-KEN-1"]
    assert made.report.office.code == "XM-EX-77-KEN" and not made.found("IMP039")


def test_an_office_that_the_file_does_not_name_is_told(tmp_path: Path) -> None:
    made = Import(tmp_path, whole(activity("XM-EX-77-KEN-1"), activity("XM-EX-77-SOM-1")), office="XM-EX-77-KNE")
    assert "No activity is of XM-EX-77-KNE" in made.found("IMP039")[0].message
    assert len(made.report.outcomes) == 2 and made.report.office.code == "XM-EX-77-KNE"


def test_several_publishers_are_told(tmp_path: Path) -> None:
    other = activity("XX-2-B1").replace('ref="XM-EX-77"', 'ref="XX-2"').replace("Water House", "Second House")
    made = Import(tmp_path, whole(activity(), activity("XM-EX-77-A2"), other))
    assert "2 publishers (XM-EX-77, XX-2)" in made.found("IMP054")[0].message
    assert made.report.office.name.to("en") == "Water House"


def test_one_identifier_twice_stops_the_import(tmp_path: Path) -> None:
    made = Import(tmp_path, whole(activity()), whole(activity(title="Other wells")))
    (told,) = made.found("IMP035")
    assert told.place.file == "file1.xml" and "file.xml:3" in told.message and not made.made.written
    assert not made.into.exists()


def test_an_activity_without_identifier_is_taken_and_told(tmp_path: Path) -> None:
    made = Import(tmp_path, whole(activity("")))
    assert made.found("IMP057") and [each.code for each in made.report.outcomes] == ["activity-1"]


def test_too_much_for_a_workspace_is_refused(tmp_path: Path) -> None:
    text = narrative("wells " * 300_000)
    made = Import(
        tmp_path, whole(*(activity(f"XM-EX-77-A{n}").replace(narrative("Wells for all"), text) for n in range(20)))
    )
    assert "too many for one workspace" in made.found("IMP037")[0].message and not made.made.written


def test_nothing_of_anybodys_is_overwritten(tmp_path: Path) -> None:
    text = whole(activity())
    made = Import(tmp_path, text)
    before = {path.name: path.read_bytes() for path in made.into.iterdir()}
    with pytest.raises(WorkspaceError, match="--replace"):
        import_iati(made.files, made.into)
    assert import_iati(made.files, made.into, replace=True).written
    assert {path.name: path.read_bytes() for path in made.into.iterdir()} == before
    (made.into / "narratives").mkdir()
    with pytest.raises(WorkspaceError, match="not empty"):
        import_iati(made.files, made.into, replace=True)
    made.files[0].write_text("broken", encoding="utf-8")
    (made.into / "narratives").rmdir()
    assert not import_iati(made.files, made.into, replace=True).written
    assert {path.name: path.read_bytes() for path in made.into.iterdir()} == before


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    made = Import(tmp_path, whole(activity(inner=RICH)), dry_run=True)
    assert made.made.account.came["actuals"] == 1 and [path.name for path in tmp_path.iterdir()] == ["file.xml"]


def test_codes_are_short_stable_and_apart() -> None:
    assert outcome_code("XM-DAC-1-ALB_D_4.1", "XM-DAC-1") == "ALB_D_4.1"
    assert outcome_code("NL-1-NL-1-211664", "NL-1") == "211664"
    long = [outcome_code(f"XM-2-{land}-5070/A0/05/106/001", "XM-2") for land in ("Bangladesh", "Belarus")]
    assert len(set(long)) == 2 and all(len(code) <= 20 and code.startswith("A0-05-106-001-") for code in long)
    codes = Codes()
    assert codes.outcome("XM-3-a/b", "XM-3") == "a-b"
    assert len({codes.outcome(f"XM-3-c{sign}d", "XM-3") for sign in "/ :"}) == 3
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert slug("Ministère de l’Eau — Division") == "ministere-de-l-eau-division" and slug("水") == ""


def test_every_rule_has_a_card_that_explain_knows() -> None:
    cards = all_cards()
    assert all(cards[card.code] is card for card in CARDS)
    assert [card.code for card in CARDS if not card.why.endswith(".") or not card.mend.endswith(".")] == []


def test_the_command_prints_counts_and_findings(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(whole(activity(inner=RICH)), encoding="utf-8")

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-c",
            COMMAND,
            "import",
            "iati",
            str(file),
            "--into",
            str(tmp_path / "made"),
            *options,
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    first = run()
    assert first.returncode == 0 and "IMP043" in first.stderr and "reportgen build" in first.stderr
    assert "transactions USD" in first.stdout and "1,350.50" in first.stdout
    assert run().returncode == 2
    again = run("--replace", "--json")
    told = json.loads(again.stdout)
    assert told["written"] and told["counts"]["actuals"] == {"came": 1, "stands": 1, "differences": {}}
    file.write_text("no", encoding="utf-8")
    broken = run("--replace")
    assert broken.returncode == 1 and "IMP030" in broken.stderr and "Nothing was written." in broken.stderr


def test_captions_call_an_outcome_by_its_title_where_that_is_short_and_its_own(tmp_path: Path) -> None:
    titles = ("Wells for Kisumu", "Wells for Kisumu", "Wells for all the villages around the lake")
    every = [activity(f"XM-EX-77-{n}", title=title) for n, title in enumerate(titles)]
    report = Import(tmp_path, whole(*every)).report
    assert [outcome.short.to("en") for outcome in report.outcomes] == [titles[0], "", ""]


def test_the_number_of_a_list_ends_no_sentence(tmp_path: Path) -> None:
    long = "Villages dig wells together. 1. They meet 2. They dig " * 100
    made = Import(tmp_path, whole(activity().replace("Villages dig and keep their wells.", long)))
    assert made.report.outcomes[0].description.to("en").endswith("together. …")


def test_a_cell_is_cut_between_words(tmp_path: Path) -> None:
    inner = result(indicator(period(stated("actual", "3", comment="neighbours " * 90))))
    made = Import(tmp_path, whole(activity(inner=inner)))
    comment = made.report.results[0].comment.to("en")
    assert comment.endswith("neighbours …") and len(comment) < 610 and made.found("IMP059")


def test_a_partner_without_a_letter_in_its_name_is_none(tmp_path: Path) -> None:
    report = Import(tmp_path, whole(activity(inner=RICH).replace("Norland", "-"))).report
    assert [partner.name.to("en") for partner in report.partners] == ["XX-1"]
    assert [money.partner for money in report.contributions] == []


def test_of_a_history_where_a_name_should_be_the_first_words_are_taken(tmp_path: Path) -> None:
    history = "Norland Wells was founded by neighbours and " * 40
    made = Import(tmp_path, whole(activity(inner=RICH).replace("Norland", history)))
    names = {partner.name.to("en") for partner in made.report.partners}
    assert len(names) == 1 and names.pop().startswith("Norland Wells was founded")
    assert all(
        len(partner.name.to("en")) <= 102 and partner.name.to("en").endswith(" …") for partner in made.report.partners
    )
    assert "characters; its first words" in made.found("IMP059")[0].message and history.strip() in made.extra


def test_a_name_of_200_letters_stays_whole(tmp_path: Path) -> None:
    name = f"Norland {'and Northern Isles ' * 12}"[:199].strip()
    made = Import(tmp_path, whole(activity(inner=RICH).replace("Norland", name)))
    assert made.report.partners[0].name.to("en") == name and not made.found("IMP059")


def test_what_goes_to_several_countries_can_be_exported_again(tmp_path: Path) -> None:
    two = activity("XM-EX-77-2", inner=RICH).replace('country code="KE"', 'country code="UG"')
    made = Import(tmp_path, whole(activity(inner=RICH) + two))
    assert made.report.office.country.to("en") == "Kenya and Uganda" and made.report.office.iati.region == "998"
    told = export_iati(made.into, tmp_path / "again.xml")
    assert (tmp_path / "again.xml").is_file() and "Short names" not in {each.what for each in told.unsaid}
