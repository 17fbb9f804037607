"""docs/reference/rules.md is made from the cards of the rules, and says what they say; ``--accept`` writes it anew."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

import pytest

from reportgen.build.by_rule import TOPICS
from reportgen.build.check import all_cards
from reportgen.findings import Card
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "reference" / "rules.md"
HEAD = """\
# Rules

Every rule that the inputs and the layout are held against, by topic. This page is made from the program's own cards; `reportgen explain RULE` prints the same card in a terminal. [Findings](findings.md) says how to read a finding, and what a severity means for a build.

Under each rule stand its severity, why it exists, an input that breaks it, and what to do. Where a rule follows a document, that is named; the others are the program's own.
"""
SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Information"}


def rules_page(cards: Mapping[str, Card]) -> str:
    """Return the page of all rules."""
    parts = [HEAD]
    for prefix, topic in TOPICS.items():
        chosen = [card for code, card in sorted(cards.items()) if code.startswith(prefix)]
        if chosen:
            parts += [f"## {topic.capitalize()}\n", *_rules(chosen)]
    return "\n".join(parts)


def _rules(cards: Iterable[Card]) -> Iterable[str]:
    for card in cards:
        yield f"### {card.code} {card.slug}\n"
        yield f"**{SEVERITIES[card.severity]}.** {_prose(card.why)}\n"
        yield f"**Example.** {_prose(card.example)}\n"
        yield f"**Mend.** {_prose(card.mend)}\n"
        if card.languages:
            yield f"Of texts in {', '.join(card.languages)} alone.\n"
        if card.source != "reportgen":
            yield f"Source: {_prose(card.source)}\n"


def _prose(text: str) -> str:
    """Return `text` as one paragraph that Markdown prints as it is, code between backticks apart."""
    code = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_<\[\]]|(?<=\])\()", r"\\\1", part) for part in code)


def test_the_page_of_rules_says_what_the_cards_say(request: pytest.FixtureRequest) -> None:
    page = rules_page(all_cards())
    if request.config.getoption("--accept") and not os.environ.get("CI"):
        PAGE.write_text(page, encoding="utf-8")
    shown = PAGE.read_text(encoding="utf-8")
    assert shown.splitlines() == page.splitlines(), "`pytest --accept tests/test_rules_page.py` writes the page"


def test_every_rule_is_on_the_page_once_under_its_topic() -> None:
    page = rules_page(all_cards())
    headings = re.findall(r"^### (\w{3}\d{3}) ", page, re.MULTILINE)
    assert sorted(headings) == sorted(all_cards())
    topics = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    assert all(len({code[:3] for code in re.findall(r"^### (\w+) ", topic, re.MULTILINE)}) == 1 for topic in topics)


def test_signs_of_markdown_are_printed_as_they_are() -> None:
    card = Card(
        "RES090", "odd", "info", why="A *b* and `c_*` <d>.", example="a | b", mend="See [e].", languages=("en",)
    )
    page = rules_page({"RES090": card})
    assert "**Information.** A \\*b\\* and `c_*` \\<d>." in page and "See \\[e\\]." in page
    assert "Of texts in en alone." in page and "Source:" not in page
