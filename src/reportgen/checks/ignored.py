"""``<!-- reportgen: ignore RULE because ... -->`` takes findings away, or becomes a finding itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.checks.index import Index, span_of
from reportgen.findings import Card, Finding, Place
from reportgen.model import Report

UNKNOWN_RULE = Card(
    "NAR020",
    "ignore-unknown-rule",
    "warning",
    why="A directive that names no check does nothing, and its author believes that it does.",
    example="<!-- reportgen: ignore NAR999 because the figure is quoted -->",
    mend="Use the code that stands in the finding; `reportgen list checks` shows all. What is wrong "
    "with a file's form "
    "cannot be ignored.",
)
NO_REASON = Card(
    "NAR021",
    "ignore-without-reason",
    "warning",
    why="Whoever reads the text next year has to know why the rule does not hold here.",
    example="<!-- reportgen: ignore NAR004 because -->",
    mend="Write the reason after because.",
)
UNUSED = Card(
    "NAR022",
    "ignore-unused",
    "info",
    why="What it was written for has been mended; left in place, it would hide the next mistake.",
    example="<!-- reportgen: ignore NAR004 because ... --> before a paragraph without an absent figure",
    mend="Delete the line. A finding that is an error cannot be ignored; mend it.",
)
CARDS: tuple[Card, ...] = (UNKNOWN_RULE, NO_REASON, UNUSED)


@dataclass(slots=True)
class _Ignore:
    """One directive, with the lines of the block after it."""

    card: Card
    place: Place
    first: int
    last: int
    used: bool = False


def without_ignored(report: Report, findings: Iterable[Finding], cards: Mapping[str, Card]) -> Iterator[Finding]:
    """Yield the findings that no directive takes away, then what is wrong with the directives.

    Errors stay: they stand for what cannot or must not be printed, such as a face without consent.
    """
    ignores, problems = _read(report, cards)
    for finding in findings:
        covering = [
            ignore
            for ignore in ignores.get(finding.place.file, ())
            if finding.severity != "error"
            and ignore.card.code == finding.rule
            and ignore.first <= finding.place.line <= ignore.last
        ]
        for ignore in covering:
            ignore.used = True
        if not covering:
            yield finding
    yield from problems
    for ignore in (each for group in ignores.values() for each in group if not each.used):
        message = f"No finding of {ignore.card.code} ({ignore.card.slug}) stands in the block after this line."
        yield UNUSED.at(ignore.place, message, found=ignore.card.code, expected="no directive")


def _read(report: Report, cards: Mapping[str, Card]) -> tuple[dict[str, list[_Ignore]], list[Finding]]:
    ignores: dict[str, list[_Ignore]] = defaultdict(list)
    problems: list[Finding] = []
    index = Index.of(report)
    for narrative in report.narratives:
        for directive in narrative.directives:
            place = Place(narrative.file, directive.line)
            card = cards.get(directive.rule)
            if card is None:
                message = f"There is no check “{directive.rule}” that could be ignored."
                problems.append(
                    UNKNOWN_RULE.at(
                        place, message, found=directive.rule, expected="the code of a check, such as NAR004"
                    )
                )
                continue
            if not directive.reason.strip():
                message = f"{directive.rule} is to be ignored, but no reason is given."
                problems.append(NO_REASON.at(place, message, expected="because REASON"))
            span = span_of(narrative, directive.before)
            first = index.at(narrative, span.start).line if span else 0
            last = index.at(narrative, max(span.start, span.end - 1)).line if span else 0
            ignores[narrative.file].append(_Ignore(card, place, first, last))
    return ignores, problems
