"""Findings by rule: their order, their counts, and what is said once for all of a rule."""

from __future__ import annotations

from pathlib import Path

from reportgen.build.by_rule import TOPICS, by_rule, cards_of, counted, counts, portable
from reportgen.build.check import all_cards, check_workspace
from reportgen.findings import Card, Finding, Place, raise_warnings

GRAVE = Card("RES090", "grave", "error", why="Why.", example="x", mend="Mend it.")
LIGHT = Card("FIN090", "light", "warning", why="Why.", example="x", mend="Look at it.")
CARDS = {card.code: card for card in (GRAVE, LIGHT)}


def test_gravest_rules_come_first_then_by_code() -> None:
    found = [LIGHT.at(Place("a"), "1"), GRAVE.at(Place("b"), "2"), LIGHT.at(Place("c"), "3")]
    groups = by_rule(found, CARDS)
    assert [(group.card.code, group.count) for group in groups] == [("RES090", "1 error"), ("FIN090", "2 warnings")]
    assert [finding.message for finding in groups[1].findings] == ["1", "3"]
    strict = by_rule(raise_warnings(found), CARDS)
    assert [(group.card.code, group.count) for group in strict] == [("FIN090", "2 errors"), ("RES090", "1 error")]


def test_what_could_not_be_read_comes_before_what_follows_from_it() -> None:
    hole = Card("NAR090", "hole", "error", why="Why.", example="x", mend="Write it.")
    unread = Card("STR090", "unread", "error", why="Why.", example="x", mend="Correct it.")
    found = [hole.at(Place("a"), "1"), unread.at(Place("z"), "2")]
    assert [group.card.code for group in by_rule(found, {})] == ["STR090", "NAR090"]


def test_a_rule_that_found_errors_and_notes_makes_two_groups() -> None:
    found = [GRAVE.at(Place("a"), "1"), GRAVE.at(Place("b"), "2", severity="info")]
    assert [group.severity for group in by_rule(found, CARDS)] == ["error", "info"]


def test_advice_is_told_once_unless_a_finding_has_its_own() -> None:
    usual, own = GRAVE.at(Place("a"), "1"), GRAVE.at(Place("b"), "2", hint="Ask the province.")
    [group] = by_rule([usual, own], CARDS)
    assert group.mend == "Mend it." and group.own_hint(usual) == "" and group.own_hint(own) == "Ask the province."
    [group] = by_rule([own], CARDS)
    assert group.mend == ""


def test_a_finding_of_an_unknown_rule_is_still_told() -> None:
    [group] = by_rule([Finding("XYZ001", "odd", "error", Place("a"), "Odd.", hint="Look.")], {})
    assert (group.card.code, group.card.why, group.mend, group.own_hint(group.findings[0])) == (
        "XYZ001",
        "",
        "",
        "Look.",
    )


def test_numbers_are_counted_in_words() -> None:
    assert [counted(1, "error"), counted(2, "error"), counted(2, "info"), counted(0, "warning")] == [
        "1 error", "2 errors", "2 info", "0 warnings"
    ]  # fmt: skip
    assert counts([LIGHT.at(Place("a"), "1")]) == {"warning": 1}


def test_every_topic_has_a_name() -> None:
    assert {code[:3] for code in all_cards()} <= TOPICS.keys()


def test_the_cards_of_packs_are_found_too() -> None:
    cards = all_cards()
    for code in ("FIN001", "LAY114", "FIN031", "STR001"):
        assert cards_of([cards[code].at(Place("a"), "x")])[code] == cards[code]


def test_findings_for_other_machines_do_not_name_the_folder(tmp_path: Path) -> None:
    home = tmp_path / "office"
    for folder in (home, home / "report.yaml"):
        findings = check_workspace(folder).findings
        assert str(tmp_path) in str(findings[0])
        [finding] = portable(findings, folder)
        assert str(tmp_path) not in repr(finding) and finding.place == Place("report.yaml")
        assert "office" in finding.message or "report.yaml" in finding.message
        home.mkdir(exist_ok=True)
        (home / "report.yaml").touch()
