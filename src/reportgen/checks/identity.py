"""Codes, identifiers and statements become findings where two are nearly one, or one is somebody else's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from reportgen.checks.check import Check, listed
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Indicator, Outcome, Output, Record, Report

TWICE = Card(
    "RES065",
    "statement-twice",
    "warning",
    why="The same indicator under two codes is counted, drawn and rated twice.",
    example="Number of laws adopted, for D_1.1.A and for D_1.1.B",
    mend="Delete one, or say in the statements what differs.",
)
TWINS = Card(
    "RES066",
    "code-nearly-twice",
    "warning",
    why="Two codes that differ by a capital, a hyphen or a word such as old are mostly one that was copied.",
    example="D_1.1.A and D_1.1.a, or D_1.1.A and D_1.1.A-old",
    mend="Keep one, and move results and targets to it.",
)
SPACE = Card(
    "STR154",
    "space-in-identifier",
    "warning",
    why="An identifier with a stray space is another identifier for every program that reads it.",
    example="id: XM-DAC-41146-CHN_O _2",
    mend="Take the space out.",
)
OTHER_OFFICE = Card(
    "STR155",
    "identifier-of-another-office",
    "warning",
    why="An outcome with another office's identifier is published as that office's.",
    example="code: XM-DAC-41146-CHN in office.yaml, id: XM-DAC-41146-IND_O_2 in outcomes.yaml",
    mend="Correct the identifier, or the code of the office in office.yaml.",
)
ID_TWICE = Card(
    "STR156",
    "identifier-twice",
    "warning",
    why="Two records with one identifier are one for whoever reads the published data.",
    example="XM-DAC-41146-CHN_D_1 for both D_1 and D_2",
    mend="Give each record its own identifier.",
)
_COPIED = re.compile(r"(?P<base>.+?)[-_. ]*(\(\d+\)|(?<![a-z])(old|new|copy|bis|dup|duplicate|draft))", re.IGNORECASE)


LONGEST = 80
"""Letters of a code; longer ones are whole sentences, in which the pattern would look for long."""


def _folded(text: str) -> str:
    """Return a statement without capitals, marks and spaces; numbers and letters of all scripts stay."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def statement_twice(report: Report) -> Iterator[Finding]:
    """Every indicator has a statement of its own."""
    groups: dict[str, list[tuple[Indicator, str]]] = defaultdict(list)
    for outcome in report.outcomes:
        for owner in (outcome, *outcome.outputs):
            for indicator in owner.indicators:
                for text in {_folded(text) for text in indicator.statement.root.values()}:
                    if text:
                        groups[text].append((indicator, owner.code))
    for twins in groups.values():
        first, home = twins[0]
        for indicator, owner in twins[1:]:
            if indicator.code == first.code:
                continue
            # The same may be measured of two outputs, or as a number and as a percentage.
            alike = home == owner and indicator.measure == first.measure and indicator.unit == first.unit
            severity: Severity = "warning" if alike else "info"
            message = f"{indicator.code} has the same statement as {first.code}."
            yield TWICE.at(indicator.place("statement"), message, expected="a statement of its own", severity=severity)


def _separated(code: str) -> str:
    """Return a code without capitals, whatever parts its pieces: D_1.1 stays apart from D_11."""
    return re.sub(r"[\s._-]+", ".", code.casefold().strip())


def code_nearly_twice(report: Report) -> Iterator[Finding]:
    """No code is another's but for capitals, separators or a word such as old."""
    index = Index.of(report)
    kinds = (index.outcomes, index.outputs, index.indicators, index.partners, index.agreements, index.images)
    for records in kinds:
        first: dict[str, str] = {}
        for code in records:
            twin = first.setdefault(_separated(code), code)
            copied = _COPIED.fullmatch(code) if twin == code and len(code) <= LONGEST else None
            if copied and copied["base"] in records:
                twin = copied["base"]
            if twin != code:
                record: Record = records[code]
                message = f"The code “{code}” is nearly “{twin}”."
                key = "code" if "code" in type(record).model_fields else "id"
                yield TWINS.at(record.place(key), message, found=code, expected=f"one of the two: {twin}")


def _identified(report: Report) -> Iterator[Outcome | Output]:
    for outcome in report.outcomes:
        yield outcome
        yield from outcome.outputs


def space_in_identifier(report: Report) -> Iterator[Finding]:
    """No identifier has a space in it."""
    named: list[tuple[Record, str, str]] = [(report.office, "code", report.office.code)]
    named += [(record, "id", record.id) for record in _identified(report)]
    named += [(record, "code", record.code) for record in (*_identified(report), *report.indicators)]
    for record, key, text in named:
        if any(letter.isspace() for letter in text):
            bare = "".join(text.split())
            yield SPACE.at(record.place(key), f"“{text}” has a space in it.", found=text, expected=bare)


def identifier_of_another_office(report: Report) -> Iterator[Finding]:
    """Identifiers of outcomes and outputs begin with the office's."""
    own = "".join(report.office.code.split()).casefold()
    records = [(record, "".join(record.id.split()).casefold()) for record in _identified(report) if record.id.strip()]
    if not own or not records:
        return
    others = [record for record, text in records if not re.match(re.escape(own) + r"([^a-z0-9]|$)", text)]
    if len(others) == len(records) > 1:
        # Another way of naming, or a mistyped office: one word instead of one for each.
        message = f"No identifier of an outcome begins with the office's code, {report.office.code}."
        yield OTHER_OFFICE.at(
            report.office.place("code"),
            message,
            found=report.office.code,
            expected=_office(others[0].id),
            severity="info",
        )
        return
    for record in others:
        message = (
            f"{record.code}: the identifier {record.id} does not begin with the office's code, {report.office.code}."
        )
        yield OTHER_OFFICE.at(record.place("id"), message, found=record.id, expected=f"{report.office.code}_...")


def _office(identifier: str) -> str:
    return identifier.partition("_")[0]


def identifier_twice(report: Report) -> Iterator[Finding]:
    """Every identifier is one record's."""
    groups: dict[str, list[Outcome | Output]] = defaultdict(list)
    for record in _identified(report):
        if record.id.strip():
            groups["".join(record.id.split()).casefold()].append(record)
    for records in groups.values():
        for record in records[1:]:
            message = f"{record.code} has the identifier of {listed(r.code for r in records if r is not record)}."
            yield ID_TWICE.at(record.place("id"), message, found=record.id, expected="an identifier of its own")


CHECKS: tuple[Check, ...] = (
    Check(TWICE, statement_twice),
    Check(TWINS, code_nearly_twice),
    Check(SPACE, space_in_identifier),
    Check(OTHER_OFFICE, identifier_of_another_office),
    Check(ID_TWICE, identifier_twice),
)
