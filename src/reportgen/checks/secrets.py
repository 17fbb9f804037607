"""Words that somebody typed become findings where they name, or put a number on, what their readers must not know."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import cast

from reportgen.checks.check import AudienceCheck
from reportgen.checks.index import Index, inlines, texts
from reportgen.findings import Card, Finding, Place
from reportgen.model import LocalText, Record, Report
from reportgen.model.narrative import Words

NAMED = Card(
    "DIS005",
    "name-not-for-audience",
    "error",
    why="A name in a sentence tells what the tables keep back: who gave, or who carries out work at a risk.",
    example="“with the Quillon Family Foundation” in a public narrative, where partners.yaml has disclosure: internal",
    mend="Take the name out of the text, give the text the same disclosure, or clear the partner for release.",
)
NUMBERED = Card(
    "DIS006",
    "amount-not-for-audience",
    "error",
    why="An amount typed into a text passes by every guard of the tables.",
    example="“a grant of US$78,412.59” in a public narrative, where that contribution is internal",
    mend="Take the amount out of the text, or give the text the same disclosure.",
)
_NUMBER = re.compile(r"\d(?:[\d,.'’\s\u00a0\u202f\u066b\u066c]*\d)?")
_MARKS = re.compile(r"[,'’\s\u00a0\u202f\u066c]")
LEAST_DIGITS = 4
"""Numbers with fewer digits stand in any text by chance."""
TYPED = frozenset(
    {"source", "reason", "approved_by", "amendments", "credit_line", "reference", "name", "address", "acronym"}
)
"""Keys of plain texts that are printed."""
Said = tuple[str, Place]
"""A text that is seen, and where it was typed."""


def _said(report: Report, projected: Report) -> Iterator[Said]:
    """Yield every text of the projection that somebody typed."""
    index = Index.of(report)
    for narrative in projected.narratives:
        yield narrative.title, narrative.place("title")
        yield narrative.by, narrative.place("by")
        for content in texts(narrative.blocks):
            for each in inlines(content):
                if isinstance(each, Words):
                    yield each.text, index.at(narrative, each.span.start)
    for name in type(projected).model_fields:
        if name not in ("name", "audience", "narratives"):
            yield from _within(getattr(projected, name), projected.place(), "")


def _within(value: object, place: Place, key: str) -> Iterator[Said]:
    """Yield the texts within records, lists and maps; codes, which are no texts, are among them and do no harm."""
    match value:
        case LocalText():
            yield from ((text, place) for text in value.root.values() if text)
        case Record():
            for name in type(value).model_fields:
                yield from _within(getattr(value, name), value.place(name), name)
        case str() if key in TYPED:
            yield value, place
        case tuple():
            for each in cast("tuple[object, ...]", value):
                yield from _within(each, place, key)
        case dict():
            for each in cast("dict[object, object]", value).values():
                yield from _within(each, place, key)
        case _:
            return


def name_not_for_audience(report: Report, projected: Report) -> Iterator[Finding]:
    """No text names a partner, or the title of an agreement, that its readers must not know of."""
    seen = {partner.id for partner in projected.partners}
    agreed = {agreement.id for agreement in projected.agreements}
    shown = {name.casefold() for partner in projected.partners for name in partner.name.root.values()}
    names: dict[str, str] = {}
    for partner in report.partners:
        if partner.id not in seen:
            names |= {name: partner.id for name in partner.name.root.values() if name.casefold() not in shown}
            if len(partner.acronym) > 2:
                names[partner.acronym] = partner.id
    for agreement in report.agreements:
        if agreement.id not in agreed:
            names |= {title: agreement.id for title in agreement.title.root.values() if len(title) > 12}
    if not names:
        return
    pattern = re.compile(
        r"(?<!\w)(" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)", re.I
    )
    audience = projected.audience or "public"
    for text, place in _said(report, projected):
        for match in pattern.finditer(text):
            message = f"The text is for the audience “{audience}”, and names “{match[0]}”, which is not."
            yield NAMED.at(place, message, found=match[0], expected="no name of what is withheld")


def _secret_amounts(report: Report, projected: Report) -> dict[Decimal, str]:
    """Return the amounts that the audience must not know: of each row, and of a partner's year."""
    seen_rows: dict[tuple[str, str | None, str | None, int], int] = defaultdict(int)
    for row in projected.contributions:
        seen_rows[row.partner, row.agreement, row.outcome, row.year] += 1
    agreed = {agreement.id for agreement in projected.agreements}
    found: dict[Decimal, str] = {}
    years: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for row in report.contributions:
        if not seen_rows[row.partner, row.agreement, row.outcome, row.year]:
            found[abs(row.amount)] = found[abs(row.converted())] = f"what {row.partner} gave in {row.year}"
            years[row.partner, row.year] += row.converted()
    for (partner, year), total in years.items():
        found[abs(total)] = f"what {partner} gave in {year}"
    for agreement in report.agreements:
        if agreement.id not in agreed:
            found[agreement.amount] = f"the amount of {agreement.id}"
    public = {row.amount for row in projected.contributions} | {row.converted() for row in projected.contributions}
    public |= {agreement.amount for agreement in projected.agreements} | {line.amount for line in projected.finance}
    exact = {value: what for value, what in found.items() if value not in public}
    whole = {value.quantize(Decimal(1)): what for value, what in exact.items()}
    return {value: what for value, what in (whole | exact).items() if len(str(int(value))) >= LEAST_DIGITS}


def amount_not_for_audience(report: Report, projected: Report) -> Iterator[Finding]:
    """No text holds an amount that its readers must not know."""
    secret = _secret_amounts(report, projected)
    if not secret:
        return
    audience = projected.audience or "public"
    for text, place in _said(report, projected):
        for match in _NUMBER.finditer(text):
            try:
                value = Decimal(_MARKS.sub("", match[0]).replace("\u066b", "."))
            except InvalidOperation:
                continue
            if value in secret:
                message = (
                    f"The text is for the audience “{audience}”, and holds {match[0]}: {secret[value]}, which is not."
                )
                yield NUMBERED.at(place, message, found=match[0], expected="no amount that is withheld")


AUDIENCE_CHECKS: tuple[AudienceCheck, ...] = (
    AudienceCheck(NAMED, name_not_for_audience),
    AudienceCheck(NUMBERED, amount_not_for_audience),
)
