"""Numbers in sentences become findings where the data say otherwise, or could print them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check, listed
from reportgen.checks.prose.catalogue import Local, nearest_reference, printed, reference, same, scaled
from reportgen.checks.prose.meant import SMALL, Figure, about, only_fact, right_fact
from reportgen.checks.prose.passages import Prose
from reportgen.checks.prose.quantities import Quantity, quantities
from reportgen.checks.prose.topics import Topic, Topics
from reportgen.findings import Card, Finding
from reportgen.model import Report

CONTRADICTS = Card(
    "NAR160",
    "figure-contradicts-data",
    "warning",
    why="The sentence and the table a page further give two numbers for one thing; a reader who finds that believes neither.",
    example="“19 per cent of seats are held by women”, where results.csv says 19.8 for 2024 and 18.1 before",
    mend="Write the reference that the finding names in the place of the number, so that both come from the data. If the "
    "number is about something else, say what in the sentence, or ignore the finding with a reason.",
    languages=("en",),
)
NOT_BOUND = Card(
    "NAR161",
    "figure-not-bound",
    "info",
    why="A number that was copied from the data stays behind when they change.",
    example="“312 women completed the course”, where the data hold 312",
    mend="Write the reference in its place; `reportgen check FOLDER --fix` does it.",
    languages=("en",),
)
NO_SOURCE = Card(
    "NAR162",
    "figure-without-source",
    "info",
    why="No line of the data holds this number, so nobody can trace it.",
    example="“reached 4,200 readers”, and nothing in the data is 4,200",
    mend="Add it to office.yaml as a fact with its source and refer to it, or name the source in a footnote.",
    languages=("en",),
)
_DURATION = re.compile(r"(?:hours?|days?|weeks?|months?|years?|minutes?|year-olds?|o’clock|a\.m|p\.m)\b")
_PLACE = re.compile(
    r"\b[Ii]n (?:neighbouring|other|some|several|few|certain) \w+|\b(?:elsewhere|abroad|worldwide|globally)\b"
    r"|\b[Ii]n (?:the )?(?:provinces?|districts?|regions?|towns?|cit(?:y|ies)|villages?|islands?|valleys?|north|south|east"
    r"|west)(?: of)? [A-Z]"
    r"|^In (?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z]\w+(?: [A-Z]\w+)?, "
)
"""What makes a sentence one about a part of the country, of which the data hold no value."""
_TOLD = ("story", "brief-story", "foreword")
"""Kinds of texts in which somebody tells; the data need not hold how many votes she won by."""
_LONG = 3_000
"""Letters above which a sentence is a list or noise, of which nobody can tell what its numbers are about."""


def _figures(report: Report) -> Iterator[Figure]:
    """Yield every number of the texts that is typed and not printed from the data; found once for all rules."""
    held = report.memo.get("checks.prose.figures")
    if not isinstance(held, tuple):
        held = report.memo["checks.prose.figures"] = tuple(_find(report))
    yield from held  # pyright: ignore[reportUnknownVariableType]


def _find(report: Report) -> Iterator[Figure]:
    topics = Topics.of(report)
    locals_: dict[str, Local] = {}
    for passage in Prose.of(report).passages(CONTRADICTS):
        every = quantities(passage)
        typed = [q for q in every if not q.bound and q.kind != "points" and not passage.in_quotation(q.start)]
        if not typed:
            continue
        outcome = passage.narrative.outcome or ""
        local = locals_.setdefault(outcome, Local(report, outcome))
        by_sentence: dict[tuple[int, int], list[Quantity]] = {}
        for each in every:
            by_sentence.setdefault(passage.sentence_of(each.start), []).append(each)
        near: dict[tuple[int, int], tuple[tuple[tuple[Topic, float], ...], tuple[str, ...]]] = {}
        for quantity in typed:
            sentence = passage.sentence_of(quantity.start)
            if sentence[1] - sentence[0] > _LONG:
                continue
            if sentence not in near:
                near[sentence] = topics.of_sentence(passage.text[slice(*sentence)], outcome or None)
            others = tuple(q for q in by_sentence[sentence] if q is not quantity)
            yield Figure(passage, sentence, quantity, *near[sentence], others, local)


def figure_contradicts_data(report: Report) -> Iterator[Finding]:
    """A number beside the words of an indicator, or of an amount, is one that the data hold."""
    for figure in _figures(report):
        quantity, passage = figure.quantity, figure.passage
        facts = [fact for topic in about(figure) for fact in figure.local.of_indicator(topic.indicator.code)]
        facts = facts or figure.local.money_of(figure.words, figure.sentence[0], quantity)
        if not facts and quantity.kind == "percent":
            facts = figure.local.off_by_a_power(quantity, [topic.indicator for topic, _ in figure.near])
        if not facts:
            continue
        right = None if _PLACE.search(figure.words) else right_fact(figure, facts)
        if right is None:
            continue
        where = f" ({listed(map(str, right.places), 1)})" if right.places else ""
        message = f"“{quantity.text}” stands in the sentence; {right.path} is {printed(right, quantity)}{where}."
        if scaled(right, quantity):
            message += f" The two differ by a factor of {scaled(right, quantity)}."
        expected = nearest_reference(right, quantity)
        yield passage.find(CONTRADICTS, quantity.start, quantity.end, message, expected=expected)


def figure_not_bound(report: Report) -> Iterator[Finding]:
    """A number that the data hold is printed from the data."""
    for figure in _figures(report):
        quantity, passage = figure.quantity, figure.passage
        if quantity.approximate in ("over", "under", "about") or passage.kind not in ("paragraph", "cell", "note"):
            continue
        facts = [fact for topic in about(figure) for fact in figure.local.of_indicator(topic.indicator.code)]
        hits = [
            fact
            for fact in facts or figure.local.money_of(figure.words, figure.sentence[0], quantity)
            if same(fact, quantity)
        ]
        hits = hits or figure.local.elsewhere(quantity, figure.words)
        fact = only_fact(figure, hits)
        if fact is None:
            continue
        text = reference(fact, quantity)
        message = f"“{quantity.text}” is {fact.path}, typed as a number."
        yield passage.find(
            NOT_BOUND,
            quantity.start,
            quantity.end,
            message,
            expected=text or fact.path,
            new=text or None,
            hint="" if text else "Write a reference to it in its place, in a form that reads well.",
        )


def figure_without_source(report: Report) -> Iterator[Finding]:
    """A number in a text is one that the data hold."""
    for figure in _figures(report):
        quantity = figure.quantity
        if figure.passage.narrative.kind in _TOLD:
            continue
        if (
            quantity.in_words
            or (quantity.kind == "number" and quantity.value < SMALL)
            or figure.passage.kind not in ("paragraph", "cell")
        ):
            continue
        if _DURATION.match(quantity.noun) or figure.local.holds(quantity) or any(True for _ in about(figure)):
            continue
        message = f"“{quantity.text}” stands in no line of the data."
        yield figure.passage.find(NO_SOURCE, quantity.start, quantity.end, message)


CHECKS: tuple[Check, ...] = (
    Check(CONTRADICTS, figure_contradicts_data),
    Check(NOT_BOUND, figure_not_bound),
    Check(NO_SOURCE, figure_without_source),
)
