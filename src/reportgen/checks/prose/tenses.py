"""Promises and words of relative time become findings where the year that they mean is over or unclear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check
from reportgen.checks.prose.dates import YearNamed, years_named
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Report

OVERDUE = Card(
    "NAR172",
    "promise-overdue",
    "warning",
    why="The year of the promise is over; readers ask whether it was kept, and see that the text is an old one.",
    example="In the note about 2024: “The centre will be opened in 2023.”",
    mend="Say what happened, in the past tense, or give the new date.",
    languages=("en",),
)
RELATIVE = Card(
    "NAR173",
    "relative-time",
    "info",
    why="“This year” means another year to whoever reads the report later, or reads several years side by side.",
    example="“This year, two courts were opened.” “Recently, ...”",
    mend="Name the year, or the date.",
    languages=("en",),
)
NEAR = 240
"""Letters before and behind a year in which its promise is looked for."""
_FUTURE = re.compile(
    r"\b(?:will(?! of\b| never\b| always\b)|shall|won[’']t|(?:is|are) (?:now |still |also )?(?:(?:being )?(?:planned|scheduled"
    r"|expected|due|set|slated"
    r"|foreseen|anticipated|projected|envisaged)|going to|to (?:be|start|begin|open|end|run|follow|take|become|launch))"
    r"|expects? to|plans to|intends? to|hopes? to)\b"
)
_NOUN = re.compile(
    r"\b(?:political|good|free|own|people’s|their|her|his|the|a|popular|public|last|ill|strong|weak) $", re.IGNORECASE
)
_WHEN = re.compile(
    r"\b(?:in|by|during|throughout|before|until|on|at|for|within|no later than|as early as)(?: the)?(?: end of"
    r"| course of)?[ \u00a0]$"
)
_FOR = re.compile(r"\bfor(?: the)?[ \u00a0]$")
_SCHEDULED = re.compile(r"\b(?:planned|scheduled|set|slated|foreseen|expected|due|projected|envisaged)(?: \w+)? ?$")
_RELATIVE_CLAUSE = re.compile(r"\b(?:which|that|who|whose|where|since|after|as|because|when)\b")
_PARTICIPLE = re.compile(
    r"(?P<be>\b(?:be|been|get|being|is|are|have) (?:\w+ly |also |first |then |again |finally )?)?"
    r"\b(?:\w{2,}ed|begun|built|held|made|taken|given|written|drawn|found|seen|set|done|met|won|lost|spent"
    r"|shown|grown|chosen"
    r"|gathered|learnt|brought|known|sent|run)\b"
)  # fmt: skip
_FIRST = re.compile(
    r"(?:In|By|During|Throughout|From|Before|At the (?:end|beginning|start) of|Later in|Early in|Late "
    r"in)[ \u00a0](?:the )?$"
)
_ONWARD = re.compile(r",? ?(?:onwards?|and beyond|and after|or later|[-–/]\s?\d)")
_RELATIVE = re.compile(
    r"\b(?:(?:[Tt]his|[Ll]ast|[Nn]ext) (?:[Yy]ear|month|quarter|week|summer|winter|spring|autumn)\b(?! of\b"
    r"|[- ]old| that| for which| in which)"
    r"|[Rr]ecently\b|(?<!up )(?<!up-)[Tt]o date\b|[Ss]o far\b|[Aa]t (?:present|the moment)\b|[Cc]urrently\b"
    r"|[Nn]owadays\b|[Uu]ntil now\b)"
)
_SETTLED = re.compile(
    r"(?:\bthe|\bits|\btheir|\bevery|\bsince|\bmost|\bmore|\bas|\beach|\bown|\bfinal|\ba|\bof|\byear) $", re.IGNORECASE
)
_DATING = re.compile(
    r"to date (?:of|the|a|an|back|from|these|those|its|their|with|restrictions|limits)\b", re.IGNORECASE
)


def promise_overdue(report: Report) -> Iterator[Finding]:
    """What is told in the future tense lies ahead."""
    for passage in Prose.of(report).passages(OVERDUE):
        if passage.quoted or _FUTURE.search(passage.text) is None:
            continue
        over = min(passage.narrative.year or report.year, report.settings.date.year - 1)
        for named in years_named(passage.text):
            if named.year > over or named.is_name or named.is_range or passage.in_quotation(named.at):
                continue
            start = _promise(passage, named)
            if start is not None:
                words = passage.text[start : named.end]
                message = f"“{words if len(words) < 80 else words[:40] + ' ... ' + words[-30:]}”: {named.year} is over."
                yield passage.find(OVERDUE, start, named.end, message, expected=f"what happened in {named.year}")


def _promise(passage: Passage, named: YearNamed) -> int | None:
    """Return where the promise of a year begins; None where none is made."""
    start, end = passage.sentence_of(named.at)
    start, end = max(start, named.start - NEAR), min(end, named.end + NEAR)
    text = passage.text
    before = text[start : named.start]
    if _ONWARD.match(text, named.end):
        return None
    if _FIRST.fullmatch(before):
        clause = text[named.end : end].partition(";")[0]
        later = _FUTURE.search(clause)
        return (
            start
            if later
            and clause.startswith(",")
            and later.start() < 90
            and not _RELATIVE_CLAUSE.search(clause, 0, later.start())
            else None
        )
    when = _WHEN.search(before) or re.search(r"(?<=\w) $", before) if named.start < named.at else _WHEN.search(before)
    cues = [
        match
        for match in _FUTURE.finditer(before)
        if not (match[0] == "will" and _NOUN.search(before[: match.start()]))
    ]
    if when is None or not cues:
        return None
    between = before[cues[-1].end() : when.start()]
    if len(between) > 120 or re.search(r"[;:]|\b(?:than|like)\b", between) or _RELATIVE_CLAUSE.search(between):
        return None
    if _FOR.search(when[0]) and not _SCHEDULED.search(before[: when.start()]):
        return None
    return start + cues[-1].start() if _own_participle(cues[-1][0] + between) else None


def _own_participle(clause: str) -> bool:
    """Say whether the last participle is the promise’s own: “will be launched”, not “will use what was learned”."""
    tail = clause[-60:]
    found = list(_PARTICIPLE.finditer(tail))
    return not found or bool(found[-1]["be"]) or len(tail[found[-1].end() :].split()) > 2


def relative_time(report: Report) -> Iterator[Finding]:
    """Years and dates are named, not pointed at."""
    for passage in Prose.of(report).passages(RELATIVE):
        if passage.quoted:
            continue
        for match in _RELATIVE.finditer(passage.text):
            word = match[0].lower()
            if " " in word and match[0].split()[1][0].isupper() and not match[0].isupper():
                continue  # a name: the series This Year We Vote
            before = passage.text[max(0, match.start() - 12) : match.start()]
            if passage.in_quotation(match.start()) or passage.is_bound(*match.span()):
                continue
            if _SETTLED.search(before) and not word.startswith("this"):
                continue  # the last year of the plan, the currently used form, as recently as May 2024
            if word == "to date" and _DATING.match(passage.text, match.start()):
                continue
            message = f"“{match[0]}” is unclear once the report is printed."
            yield passage.find(RELATIVE, *match.span(), message, expected="the year or the date")


CHECKS: tuple[Check, ...] = (
    Check(OVERDUE, promise_overdue),
    Check(RELATIVE, relative_time),
)
