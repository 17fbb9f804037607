"""Every narrative rule is measured against labelled texts: what it must find, and what it must leave alone."""

import pytest

from reportgen.checks.prose import CHECKS
from reportgen.findings import Card
from tests.corpus import cases, rules, run, score

CARDS: tuple[Card, ...] = tuple(check.card for check in CHECKS)
ENOUGH = 0.9


def test_every_narrative_rule_has_its_cases():
    assert [card.code for card in CARDS if card.code not in rules()] == []


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_a_rule_has_at_least_ten_cases_and_half_of_them_are_correct_texts(card: Card):
    held = cases(card.code)
    silent = [case for case in held if not case.finds]
    assert len(held) >= 10 and len(silent) * 2 >= len(held) > len(silent)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_a_rule_that_stops_a_strict_build_is_right_nine_times_of_ten(card: Card):
    made = score(card.code)
    if card.severity == "info":
        assert made.hits, "even a rule that only informs finds something"
    else:
        wrong = [
            (each.case.name, each.missed, each.false)
            for each in map(run, cases(card.code))
            if each.missed or each.false
        ]
        assert made.precision >= ENOUGH and made.recall >= ENOUGH, wrong
