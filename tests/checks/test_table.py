"""The table of checks: every check has a card, every card says what an officer needs."""

import re
from pathlib import Path

import pytest

import reportgen.load.rules as load_rules
from reportgen.checks import AUDIENCE_CHECKS, CHECKS, TEMPLATE_CHECKS, cards, check, ignored, severities
from reportgen.checks.check import Check, Names, plain, unknown
from reportgen.findings import Card
from reportgen.load.workspace import load
from tests.checks.conftest import read

EVERY: tuple[Card, ...] = (
    *(rule.card for rule in (*CHECKS, *TEMPLATE_CHECKS, *AUDIENCE_CHECKS)),
    *ignored.CARDS,
    *severities.CARDS,
)


def test_every_check_has_a_card_and_every_code_and_slug_is_its_own():
    assert len({card.code for card in EVERY}) == len({card.slug for card in EVERY}) == len(EVERY) == len(cards())


def test_no_code_is_one_of_the_reading_stage():
    assert not {card.code for card in EVERY} & {card.code for card in load_rules.CARDS}
    assert not {card.slug for card in EVERY} & {card.slug for card in load_rules.CARDS}


@pytest.mark.parametrize("card", EVERY, ids=lambda card: card.code)
def test_a_card_is_complete(card: Card):
    assert re.fullmatch(r"(STR1|RES0|FIN0|NAR[0-2]|IMG0|DIS0|LAY0)\d\d", card.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", card.slug)
    assert card.why.endswith(".") and card.mend.endswith(".") and card.example


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.card.code)
def test_a_check_says_in_one_sentence_what_holds(rule: Check):
    assert rule.find.__doc__ and rule.find.__doc__.endswith(".")


def test_every_rule_has_a_test_that_names_it():
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    assert [card.code for card in EVERY if f'"{card.code}"' not in tests] == []


def test_findings_are_the_same_twice_and_sorted_by_severity(tmp_path: Path):
    report = read(tmp_path, results="indicator,period_start,period_end,value\nX,2024-01-01,2024-12-31,4\n")
    first, grave = check(report), ("error", "warning", "info")
    assert first == check(report) and {"error", "warning"} <= {finding.severity for finding in first}
    assert list(first) == sorted(first, key=lambda finding: grave.index(finding.severity))


@pytest.mark.parametrize("name", ["demo", "china-2024"])
def test_the_shipped_workspaces_have_no_error(name: str):
    report = load(Path(__file__).parents[2] / "inputs" / name).report
    assert report is not None
    assert [str(finding) for finding in check(report) if finding.severity == "error"] == []


def test_a_near_name_is_found_by_letters_before_spelling():
    names = Names.of(["D_1.1.A", "D_1.1.B"])
    assert names.near("d1.1a") == "D_1.1.A" and names.near("zzz") == ""
    assert unknown("indicator", "x", Names.of([]))[0] == "There is no indicator “x”. None is declared."


def test_numbers_are_said_as_they_are_typed():
    from decimal import Decimal

    assert [plain(Decimal(text)) for text in ("1950000", "1E+6", "58.30", "100", "0")] == [
        "1950000", "1000000", "58.3", "100", "0",
    ]  # fmt: skip
