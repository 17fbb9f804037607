"""Years become findings where nothing else of the report is of them: in texts, in front matter, in targets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Prose
from reportgen.findings import Card, Finding
from reportgen.model import Narrative, Report, Spending, Target

FAR_AWAY = Card(
    "RES085",
    "year-far-away",
    "info",
    why="A year decades from the report is mostly a slip of two digits, and readers stop at it.",
    example="Two addresses became known in 2042",
    mend="Correct the year; a year that is meant may stay.",
    languages=("en",),
)
UNLIKE_OTHERS = Card(
    "RES086",
    "text-of-another-year-than-its-kind",
    "info",
    why="A text is printed under its year; among texts of one kind that are all about one year, another year is a slip.",
    example="Seven setbacks with year: 2024, and one with year: 2023",
    mend="Correct the year in the front matter of the text.",
)
FAR_TARGET = Card(
    "RES088",
    "target-far-from-plan",
    "warning",
    why="A milestone or target of another century is met by nobody, and its true year has none.",
    example="A milestone for 1922, under a plan from 2022 to 2025",
    mend="Correct the period of the row.",
)
ODD_PERIOD = Card(
    "RES089",
    "period-unlike-others",
    "info",
    why="Baselines, and targets, that were approved together are mostly of one year; the one of another is a slip.",
    example="Seventy baselines of 2020 that were approved on one day, and one of 2019",
    mend="Correct the period, if the source says so.",
)
_YEAR = re.compile(r"(?<![\w.,\-–/])(?:1[89]|2[0-2])\d\d(?![\w/%]|[-–.,]\d)")
_BEFORE = re.compile(
    r"\b(in|since|by|until|before|after|from|to|of|year|during|and|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)[\s\u00a0]+$",
    re.I,
)
"""After such a word four digits are a year; elsewhere they may count something."""
EARLIEST = 1945
"""The year of the Charter: of the time before few reports of an office speak."""
NAMED = frozenset({2050, 2063, 2100})
"""Far years that strategies and the Agenda of the African Union are named after."""
ENOUGH = 3
"""So many texts of a kind show what is usual."""
MANY = 10
"""So many baselines or targets do."""
LONG_SPENDING = Card(
    "FIN080",
    "spending-period-over-a-year",
    "info",
    why="Donors are reported to by the year; a period of more is mostly a slip in one of its two years.",
    example="period_start 2020-01-01, period_end 2021-12-31, where the other rows of the agreement are of single years",
    mend="Correct the period, or part the row by year.",
)


def year_far_away(report: Report) -> Iterator[Finding]:
    """Texts speak of years of living memory and of the plans in force."""
    ends = [plan.end.year for plan in report.plans.values()]
    latest = max([2030, report.settings.date.year + 5, *ends])
    for passage in Prose.of(report).passages(FAR_AWAY):
        for match in _YEAR.finditer(passage.text):
            year = int(match[0])
            if EARLIEST <= year <= latest or year in NAMED or passage.is_bound(match.start(), match.end()):
                continue
            word = _BEFORE.search(passage.text, max(0, match.start() - 12), match.start())
            if word is None or passage.in_quotation(match.start()):
                continue
            message = f"{year} is far from the year of the report ({report.year})."
            yield passage.find(FAR_AWAY, match.start(), match.end(), message)


def text_unlike_others(report: Report) -> Iterator[Finding]:
    """Where all texts of a kind but one are about one year, so is that one."""
    kinds: dict[tuple[str, str], list[Narrative]] = defaultdict(list)
    for narrative in report.narratives:
        if narrative.year is not None:
            kinds[narrative.kind, narrative.language].append(narrative)
    for (kind, _), texts in kinds.items():
        [(usual, count), *others] = Counter(text.year for text in texts).most_common()
        if count < ENOUGH or [n for _, n in others] != [1]:
            continue
        for text in texts:
            if text.year != usual:
                message = f"This {kind} is about {text.year}; the {count} others are about {usual}."
                yield UNLIKE_OTHERS.at(text.place("year"), message, found=str(text.year), expected=str(usual))


def target_far_from_plan(report: Report) -> Iterator[Finding]:
    """Milestones and targets are of years of the plans, or soon after; a baseline is no generation older."""
    plans = [plan for plan in report.plans.values() if plan.start <= plan.end]
    if not plans:
        return
    start, end = min(plan.start.year for plan in plans), max(plan.end.year for plan in plans)
    for target in report.targets:
        earliest = start - (25 if target.kind == "baseline" else 1)
        latest = max(end + 10, 2030)
        if not earliest <= target.period <= latest:
            message = (
                f"{target.indicator}: the {target.kind} is for {target.period}; the plans run from {start} to {end}."
            )
            place, found = target.place("period"), str(target.period)
            yield FAR_TARGET.at(place, message, found=found, expected=f"{earliest} to {latest}")


def period_unlike_others(report: Report) -> Iterator[Finding]:
    """Where all baselines or targets of one day but one are of one year, so is that one."""
    groups: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in report.targets:
        if target.kind != "milestone" and not target.parts:
            groups[target.kind, str(target.version)].append(target)
    for (kind, version), targets in groups.items():
        [(usual, count), *others] = Counter(target.period for target in targets).most_common()
        if count < MANY or [number for _, number in others] != [1]:
            continue
        for target in targets:
            if target.period != usual:
                message = f"{target.indicator}: the {kind} of {version} is for {target.period}; {count} others are for {usual}."
                place, found = target.place("period"), str(target.period)
                yield ODD_PERIOD.at(place, message, found=found, expected=str(usual))


def spending_over_a_year(report: Report) -> Iterator[Finding]:
    """Rows of spending.csv are of a year at most, unless those of their agreement mostly are not."""
    rows = defaultdict[str, list[Spending]](list)
    for row in report.spending:
        rows[row.agreement].append(row)
    for group in rows.values():
        long = [row for row in group if (row.period_end - row.period_start).days > 366]
        for row in long if 2 * len(long) < len(group) else ():
            message = f"{row.agreement}, {row.outcome}: the period runs from {row.period_start} to {row.period_end}."
            found = f"{row.period_start} to {row.period_end}"
            yield LONG_SPENDING.at(row.place("period_start"), message, found=found, expected="a year at most")


CHECKS: tuple[Check, ...] = (
    Check(FAR_AWAY, year_far_away),
    Check(UNLIKE_OTHERS, text_unlike_others),
    Check(FAR_TARGET, target_far_from_plan),
    Check(ODD_PERIOD, period_unlike_others),
    Check(LONG_SPENDING, spending_over_a_year),
)
