"""Parts of results and targets become findings where years lack them, their names differ, or a few people could be recognized."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.check import Check, plain
from reportgen.checks.index import Index
from reportgen.checks.parts import Row, rows_of_parts
from reportgen.facts.people import SMALL, counts_people
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Report

MISSING = Card(
    "RES070",
    "breakdown-missing",
    "info",
    why="Readers compare the parts of this year with those of the last; a breakdown that stops looks withheld.",
    example="sex=female and sex=male for 2022 and 2023, only the whole for 2024",
    mend="Add the parts; where they were not collected, say so in the caveat.",
)
SPELLING = Card(
    "RES071",
    "part-spelt-in-two-ways",
    "warning",
    why="Two spellings are two rows of the table and two colours of the chart, each with half of its years.",
    example="sex=female in 2023, sex=Female or sex=women in 2024",
    mend="Use one spelling in all rows.",
)
FEW_SURVIVORS = Card(
    "RES073",
    "few-people-at-risk",
    "info",
    why="Of one to four survivors or refugees in a country or district, those who know the place can tell who they are.",
    example="Number of survivors in the shelter: 3",
    mend="Give the row disclosure: internal, or leave the value out with the absence withheld.",
)
_SAME = {
    name: sex
    for sex, names in (("female", "f female females women femmes mujeres"), ("male", "m male males men hommes hombres"))
    for name in names.split()
}
_AT_RISK = re.compile(
    r"\b(survivors?|victims?|refugees?|asylum|trafficked|displaced|detain\w*|prisoners?|HIV|lgbt\w*|sobrevivientes?|"
    r"survivantes?|víctimas?|victimes?|réfugi\w+|refugiad[ao]s)\b",
    re.IGNORECASE,
)


def breakdown_missing(report: Report) -> Iterator[Finding]:
    """A partition that was given in one year is given in the years after it."""
    index = Index.of(report)
    for code, track in index.numbers.tracks.items():
        for name, kind in track.indicator.disaggregation.items():
            given = False
            for year, seen in track.years.items() if kind == "partition" else ():
                if any(name in part.parts for part in seen.parts):
                    given = True
                elif given and seen.whole is not None and seen.whole.number and not seen.whole.caveat:
                    message = f"{code}: the parts by {name} are missing for {year}, though earlier years have them."
                    yield MISSING.at(seen.whole.place("dimensions"), message, expected=f"rows with {name}=...")
                    break


def _plain_name(value: str) -> str:
    """Return the value of a dimension without capitals, spaces and the kind of its dashes."""
    return re.sub(r"[\s_]+", " ", re.sub(r"[‐‑‒–—−]", "-", value.casefold())).replace(" - ", "-").strip()


def part_spelt_in_two_ways(report: Report) -> Iterator[Finding]:
    """The value of a dimension is spelt in one way."""
    anywhere: dict[tuple[str, str], dict[str, str]] = {}
    for code, rows in rows_of_parts(report).items():
        mine: dict[tuple[str, str], str] = {}
        first: dict[str, Row] = {}
        for row in rows:
            first.setdefault(row.dimensions, row)
        for row in first.values():
            for name, value in row.parts.items():
                yield from _spelling(row, name, value, code, mine, anywhere)


def _spelling(
    row: Row,
    name: str,
    value: str,
    code: str,
    mine: dict[tuple[str, str], str],
    anywhere: dict[tuple[str, str], dict[str, str]],
) -> Iterator[Finding]:
    """Yield a finding where a value is spelt otherwise in rows of its indicator (a warning) or of another (a note)."""
    plain_name = _plain_name(value)
    same = mine.setdefault((name, _SAME.get(plain_name, plain_name)), value)
    spellings = anywhere.setdefault((name, plain_name), {})
    new = value not in spellings  # of two spellings in a hundred indicators one note is enough
    spellings.setdefault(value, code)
    first, owner = next(iter(spellings.items()))
    severity: Severity = "warning" if same != value else "info"
    other, where = (same, "") if same != value else (first if new else value, f" of {owner}")
    if other != value:
        message = f"{code}: {name} is “{value}” here and “{other}” in other rows{where}."
        yield SPELLING.at(
            row.place("dimensions"), message, found=f"{name}={value}", expected=f"{name}={other}", severity=severity
        )


def few_people_at_risk(report: Report) -> Iterator[Finding]:
    """Of one to four people at risk no number is open to everybody."""
    index = Index.of(report)
    for indicator in report.indicators:
        texts = (*indicator.unit.root.values(), *indicator.statement.root.values())
        # Of parts DIS004 speaks.
        if indicator.measure != "number" or not any(map(_AT_RISK.search, texts)) or not counts_people(indicator):
            continue
        for result in index.results.get(indicator.code, ()):
            number = result.number
            if result.parts or number is None or not 1 <= number <= SMALL or not index.public("results", result):
                continue
            message = f"{indicator.code}, {result.year}: {plain(number)} people are counted."
            yield FEW_SURVIVORS.at(
                result.place("value"), message, expected=f"more than {SMALL}, or disclosure: internal"
            )


CHECKS: tuple[Check, ...] = (
    Check(MISSING, breakdown_missing),
    Check(SPELLING, part_spelt_in_two_ways),
    Check(FEW_SURVIVORS, few_people_at_risk),
)
