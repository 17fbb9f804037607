"""Sentences that call a target met or missed become findings where the data say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.checks.check import Check
from reportgen.checks.index import Index
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.quantities import years
from reportgen.checks.prose.topics import Topics
from reportgen.findings import Card, Finding
from reportgen.model import Indicator, Report

STATUS = Card(
    "NAR163",
    "status-contradicts-data",
    "warning",
    why="The sentence claims a success or a failure that the results table beside it does not show.",
    example="“The target for shelters was met”: the target was 220, the result 70.",
    mend="Correct the sentence, the result or the target; a status that differs from the formula's needs its reason in "
    "results.csv.",
    languages=("en",),
)
_OF_WHAT = r"(?:(?:for|of|in|on) [^.;,]{1,120}? )?"
_MET = re.compile(
    rf"\b(?:(?:target|milestone)s? {_OF_WHAT}(?:was|were|has been|have been|had been|is) (?:fully )?(?P<met>met|exceeded"
    rf"|surpassed|reached|achieved)"
    r"|(?P<met2>met|exceeded|surpassed|reached|achieved|beat) (?:its|the|their|this year’s|the year’s) (?:\w+ )?(?:target"
    r"|milestone)"
    rf"|(?:target|milestone)s? {_OF_WHAT}(?:was|were|has|had|have) (?P<missed>missed|not (?:yet )?(?:been )?(?:met|reached"
    rf"|achieved))"
    r"|(?P<missed2>missed|fell short of|falls short of|did not (?:reach|meet|achieve)|(?:remained|stayed|was|were|is|fell)"
    r" (?:well |just |far )?below) (?:its|the|their) (?:\w+ )?(?:target"
    r"|milestone))\b",
    re.IGNORECASE,
)
_SURE = 0.75
"""Share of an indicator's words that a whole sentence must hold, where the claim's own clause names none."""
_SAID = {"met": "met", "partly": "partly met", "not-met": "not met"}
_HEDGED = re.compile(
    r"\b(?:never|if|once|when|until|should|would|will|can|could|may|might|expected|to be|own)\b", re.IGNORECASE
)
_SOME = re.compile(
    r"\b(?:of|one|two|some|most|few|half)(?: of)?(?: the| its| our| their| all)?(?: \w+)? ?$", re.IGNORECASE
)
_ALL = re.compile(r"\b(?:all|every)\b(?: \w+){0,3} ?$", re.IGNORECASE)


def status_contradicts_data(report: Report) -> Iterator[Finding]:
    """A target that a text calls met was met, and one that it calls missed was not."""
    for passage in Prose.of(report).passages(STATUS):
        if "arget" not in passage.text and "ilestone" not in passage.text:
            continue
        for match in _MET.finditer(passage.text):
            start, end = passage.sentence_of(match.start())
            if passage.in_quotation(match.start()) or _HEDGED.search(
                passage.text[max(start, match.start() - 30) : match.end()]
            ):
                continue
            before = passage.text[start : match.start()]
            if _SOME.search(before) and not _ALL.search(before):
                continue  # “two of the three milestones were met”
            claimed = bool(match["met"] or match["met2"])
            year = _claimed_year(passage, start, end, report)
            every = claimed and _ALL.search(before) is not None
            codes = _codes(passage, start, end, match, every)
            wrong = _wrong(report, codes, year, claimed, milestone="milestone" in match[0].casefold())
            if wrong and (every or len(wrong) == len(codes)):
                code, rating = next(iter(wrong.items()))
                message = f"“{match[0]}” stands here; by the data {code} is {_SAID[rating]} in {year}."
                yield passage.find(STATUS, match.start(), match.end(), message, expected=rating)


def _claimed_year(passage: Passage, start: int, end: int, report: Report) -> int:
    named = {each for _, each in years(passage.text[start:end])}
    return next(iter(named)) if len(named) == 1 else passage.narrative.year or report.year


def _codes(passage: Passage, start: int, end: int, match: re.Match[str], every: bool) -> list[str]:
    """Return the indicators that a claim is about: those of the outcome, those whose figures stand beside it, or the nearest."""
    report = passage.index.report
    if every:
        outcome = passage.index.outcomes.get(passage.narrative.outcome or "")
        return [indicator.code for indicator in outcome.all_indicators] if outcome else []
    bound = _bound_to(passage, start, end)
    if bound:
        return bound
    # The clause first: “that for codes was exceeded, while that for courses was missed”.
    clause = passage.text[
        max(start, passage.text.rfind(",", start, match.start()) + 1) : max(
            match.end(), passage.text.find(",", match.end())
        )
    ]
    for text, enough in ((clause, 0.0), (passage.text[start:end], _SURE)):
        near = Topics.of(report).of_sentence(text, passage.narrative.outcome)[0]
        if near and near[0][1] >= enough:
            return [near[0][0].indicator.code]
    return []


def _wrong(report: Report, codes: Iterable[str], year: int, claimed: bool, *, milestone: bool) -> dict[str, str]:
    """Return the indicators of which the claim is not true, with what the data say.

    Many say target for the milestone of the year, so a claim about a target may be true of either.
    """
    index = Index.of(report)
    wrong: dict[str, str] = {}
    for code in codes:
        indicator = index.indicators.get(code)
        rating = index.numbers.rating(indicator, year) if indicator else "no-data"
        if indicator is None or rating not in ("met", "partly", "not-met"):
            continue
        reached = rating == "met" if milestone else _target_reached(index, indicator, year)
        if claimed and rating != "met" and not reached:
            wrong[code] = rating
        if not claimed and rating == "met" and reached is not False:
            wrong[code] = rating
    return wrong


def _target_reached(index: Index, indicator: Indicator, year: int) -> bool | None:
    """Return whether the target of the plan is reached in a year; None where that cannot be said."""
    track = index.numbers.tracks[indicator.code]
    seen = track.years.get(year)
    target = track.target.current.value.number if track.target else None
    value = track.total(year) if indicator.accumulation == "sum" else seen.whole.number if seen and seen.whole else None
    if target is None or value is None or indicator.direction == "maintain":
        return None
    return value >= target if indicator.direction == "increase" else value <= target


def _bound_to(passage: Passage, start: int, end: int) -> list[str]:
    """Return the codes of the indicators whose figures the sentence prints."""
    paths = [bound.reference.path for bound in passage.bound if start <= bound.start < end]
    return list(
        dict.fromkeys(match[1] for path in paths if (match := re.match(r"""\s*indicators\[["']([^"']+)""", path)))
    )


CHECKS: tuple[Check, ...] = (Check(STATUS, status_contradicts_data),)
