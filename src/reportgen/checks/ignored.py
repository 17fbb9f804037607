"""``ignore RULE because ...``, in a narrative or in a note, takes findings away, or becomes a finding itself.

In a narrative it is a comment before the block that it is about: ``<!-- reportgen: ignore RULE because ... -->``. In a
table or a YAML file it stands in the `note` of the row or record that it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.checks.index import Index, span_of
from reportgen.checks.notes import asked, places_of
from reportgen.findings import Card, Finding, Place
from reportgen.model import Report

UNKNOWN_RULE = Card(
    "NAR020",
    "ignore-unknown-rule",
    "warning",
    why="A directive that names no check does nothing, and its author believes that it does.",
    example="<!-- reportgen: ignore NAR999 because the figure is quoted -->",
    mend="Use the code or name that stands in the finding; `reportgen list checks` shows all. What is wrong with a file's "
    "form cannot be ignored.",
)
NO_REASON = Card(
    "NAR021",
    "ignore-without-reason",
    "warning",
    why="Whoever reads the text next year has to know why the rule does not hold here.",
    example="<!-- reportgen: ignore NAR004 -->, or ignore NAR004 because -->",
    mend="Write `because` and the reason behind the rule.",
)
UNUSED = Card(
    "NAR022",
    "ignore-unused",
    "info",
    why="What it was written for has been mended; left in place, it would hide the next mistake.",
    example="<!-- reportgen: ignore NAR004 because ... --> before a paragraph without an absent figure",
    mend="Delete it. A finding that is an error cannot be ignored; mend it.",
)
CARDS: tuple[Card, ...] = (UNKNOWN_RULE, NO_REASON, UNUSED)


@dataclass(slots=True)
class _Ignore:
    """One directive, and where it holds: on the lines of the block after it, or at the places of a record."""

    card: Card
    place: Place
    first: int = 0
    last: int = 0
    places: frozenset[Place] = field(default_factory=frozenset[Place])
    used: bool = False

    def covers(self, place: Place) -> bool:
        """Say whether the directive is about `place`, which is of its file."""
        if self.places:
            return place in self.places or Place(place.file, place.line) in self.places
        return self.first <= place.line <= self.last


def without_ignored(report: Report, findings: Iterable[Finding], cards: Mapping[str, Card]) -> Iterator[Finding]:
    """Yield the findings that no directive takes away, then what is wrong with the directives.

    Errors stay: they stand for what cannot or must not be printed, such as a face without consent.
    """
    ignores: dict[tuple[str, str], list[_Ignore]] = defaultdict(list)
    problems: list[Finding] = []
    for read in (*_of_narratives(report, cards), *_of_notes(report, cards)):
        if isinstance(read, Finding):
            problems.append(read)
        else:
            ignores[read.place.file, read.card.code].append(read)
    for finding in findings:
        near = ignores.get((finding.place.file, finding.rule), ()) if finding.severity != "error" else ()
        covering = [ignore for ignore in near if ignore.covers(finding.place)]
        for ignore in covering:
            ignore.used = True
        if not covering:
            yield finding
    yield from problems
    for ignore in (each for group in ignores.values() for each in group if not each.used):
        where = "at this record" if ignore.places else "in the block after this line"
        message = f"No finding of {ignore.card.code} ({ignore.card.slug}) stands {where}."
        yield UNUSED.at(ignore.place, message, found=ignore.card.code, expected="no directive")


def _read(rule: str, reason: str, place: Place, cards: Mapping[str, Card]) -> Iterator[_Ignore | Finding]:
    """Yield a directive that holds, after what is wrong with it; nothing holds for a rule that does not exist."""
    card = cards.get(rule.upper()) or next((each for each in cards.values() if each.slug == rule.lower()), None)
    if card is None:
        message = f"There is no check “{rule}” that could be ignored."
        yield UNKNOWN_RULE.at(place, message, found=rule, expected="the code or name of a check, such as NAR004")
        return
    if not reason.strip():
        message = f"{rule} is to be ignored, but no reason is given."
        yield NO_REASON.at(place, message, expected="because REASON")
    yield _Ignore(card, place)


def _of_narratives(report: Report, cards: Mapping[str, Card]) -> Iterator[_Ignore | Finding]:
    index = Index.of(report)
    for narrative in report.narratives:
        for directive in narrative.directives:
            place = Place(narrative.file, directive.line)
            for read in _read(directive.rule, directive.reason, place, cards):
                span = span_of(narrative, directive.before)
                if isinstance(read, _Ignore) and span:
                    read.first = index.at(narrative, span.start).line
                    read.last = index.at(narrative, max(span.start, span.end - 1)).line
                yield read


def _of_notes(report: Report, cards: Mapping[str, Card]) -> Iterator[_Ignore | Finding]:
    slugs = {card.slug for card in cards.values()}
    for each in asked(report):
        if each.rule.islower() and each.rule not in slugs and not ("-" in each.rule and each.reason):
            continue  # "Ignore follow-up" and "ignore this because" are about something else
        for read in _read(each.rule, each.reason, each.place, cards):
            if isinstance(read, _Ignore):
                read.places = places_of(each.record)
            yield read
