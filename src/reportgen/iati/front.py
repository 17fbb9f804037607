"""What all activities say together becomes report.yaml, office.yaml and plan.yaml."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import cast

from babel import Locale

from reportgen.iati import in_rules as rules
from reportgen.iati.context import PLAN, Context
from reportgen.iati.emit import by_language, quoted
from reportgen.iati.records import Activity, Organisation, Spot
from reportgen.iati.references import office_of
from reportgen.iati.values import Texts
from reportgen.language import languages

MOST_YEARS = 5
"""Years that tables show, unless the office says otherwise."""
ANYWHERE = "998"
"""Region of what goes to several countries: without one nothing can be exported again."""


@dataclass(frozen=True)
class Facts:
    """The days and years of the report."""

    year: int
    first_year: int
    issued: date
    as_of: date | None
    start: date
    end: date


class Front:
    """What is known of office, country and years."""

    def __init__(self, context: Context, office: str, year: int | None, language: str) -> None:
        self.context, self.office, self.year, self.language = context, office, year, language
        self.publishers: Counter[str] = Counter()
        self.by_ref: dict[str, Organisation] = {}
        self.countries: dict[str, Texts] = {}
        self.regions: dict[str, Texts] = {}
        self.websites: Counter[str] = Counter()
        self.days: list[date] = []
        self._first: tuple[str, Spot] | None = None
        self._offices: set[str] = set()

    def take(self, activity: Activity) -> None:
        """Add what an activity says."""
        publisher = activity.publisher
        key = (publisher.ref or next(iter(publisher.names.values()), "")) if publisher else ""
        if publisher is not None and key:
            if self._first is None or (key not in self.publishers and len(self.publishers) == 1):
                self._first = (activity.file, publisher.spot)
            self.publishers[key] += 1
            self.by_ref.setdefault(key, publisher)
            self.context.heard(publisher.names)
            office = office_of(activity)
            self._offices.add(office if publisher.ref and office.startswith(publisher.ref) else "")
        for each in activity.countries:
            self.countries.setdefault(each.code.upper(), each.names)
        for each in activity.regions:
            if each.share not in ("0", "0.0"):
                self.regions.setdefault(f"{each.vocabulary}:{each.code}", each.names)
        self.context.updates.add(activity.updated)
        for day in (activity.start, activity.end):
            if day is not None:
                self.days = [min([*self.days, day]), max([*self.days, day])]

    def settle(self) -> Facts:
        """Return the years and days, once all activities are known."""
        context = self.context
        if len(self.publishers) > 1 and self._first is not None:
            names = ", ".join(ref for ref, _ in self.publishers.most_common(4))
            more = " ..." if len(self.publishers) > 4 else ""
            message = f"The activities are of {len(self.publishers)} publishers ({names}{more})."
            context.find(rules.SEVERAL_OFFICES, *self._first, message)
        updated = context.updated
        year = self.year or self._last_year()
        ends = [day for day in (updated, context.reported.last) if day]
        issued = max(ends, default=date(year, 12, 31))
        start = min(
            [d for d in (context.periods.first, *(self.days[:1] if not context.periods.first else ())) if d],
            default=date(year, 1, 1),
        )
        end = max(
            [d for d in (context.periods.last, *(self.days[-1:] if not context.periods.last else ())) if d],
            default=date(year, 12, 31),
        )
        start, end = min(start, date(year, 1, 1)), max(end, date(year, 12, 31))
        first = context.reported.first.year if context.reported.first else year
        return Facts(year, max(min(first, year), year - MOST_YEARS + 1), issued, updated, start, end)

    def _last_year(self) -> int:
        """Return the last year with a result, or whose periods were over when the data were updated."""
        context = self.context
        updated = context.updated
        past = [day for day in context.ends if updated is None or day <= updated]
        if past or context.ends_with_value:
            return max(past or context.ends_with_value).year
        if updated is not None:
            return updated.year
        return max(self.days).year if self.days else 2000

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the report: of those that ship, the ones of the file, the most frequent first."""
        ship = languages()
        if self.language:
            return (self.language,) if self.language in ship else ("en",)
        held = tuple(code for code, _ in self.context.languages.most_common() if code in ship)
        return held or ("en",)

    def report(self, facts: Facts, currency: str) -> list[str]:
        """Return the lines of report.yaml."""
        tongues = self.languages()
        spoken = [code for code, _ in self.context.languages.most_common() if code and code not in tongues]
        note = f"   # the files also speak {', '.join(spoken)}; such texts are marked in the edition" if spoken else ""
        as_of = (
            [f"as_of: {facts.as_of}                 # when the data were last updated"]
            if facts.as_of and facts.as_of <= facts.issued
            else []
        )
        return [
            "# Made of IATI files by `reportgen import iati`; from here on it is yours to edit.",
            "kind: country-report",
            f"title: {{en: {quoted(f'Annual report {facts.year}')}}}   # a title of your own",
            f"year: {facts.year}",
            f"first_year: {facts.first_year}",
            f"plan: {PLAN}",
            f"languages: [{', '.join(tongues)}]{note}",
            f"currency: {currency}                   # in which most amounts stand",
            f"date: {facts.issued}                  # the day of issue: set it",
            *as_of,
            "edition: draft                     # nobody has cleared it yet",
            "disclosure: public                 # IATI data are published",
        ]

    def office_lines(self) -> list[str]:
        """Return the lines of office.yaml."""
        key = self._publisher()
        publisher = self.by_ref.get(key)
        ref = publisher.ref if publisher else ""
        code = self.office or (next(iter(self._offices)) if len(self._offices) == 1 else "") or ref or "IATI"
        names = (publisher.names if publisher else {}) or {"": code}
        kind, country, codes = self._country()
        if ref:
            codes = {
                "organization": ref,
                **({"org_type": publisher.type} if publisher and publisher.type else {}),
                **codes,
            }
        lines = [
            "# Made of IATI files by `reportgen import iati`; facts about the country, each with its source, are for you to add.",
            f"code: {quoted(code)}",
            f"name: {by_language(names)}",
            f"country: {by_language(country)}",
            f"type: {kind}",
        ]
        if codes:
            inner = ", ".join(f"{name}: {quoted(text)}" for name, text in codes.items())
            lines.append(f"iati: {{{inner}}}")
        return lines

    def _publisher(self) -> str:
        of_office = [
            key for key in self.publishers if self.office and (key == self.office or self.office.startswith(key))
        ]
        if of_office:
            return of_office[0]
        return self.publishers.most_common(1)[0][0] if self.publishers else ""

    def _country(self) -> tuple[str, Texts, dict[str, str]]:
        """Return the type of the office, what a sentence calls its country, and the codes."""
        territories = cast("dict[str, str]", Locale("en").territories)
        if len(self.countries) == 1:
            code, names = next(iter(self.countries.items()))
            name = names or ({"en": str(territories[code])} if code in territories else {"": code})
            return "country", name, {"country": code} if len(code) == 2 else {}
        if self.countries:
            known = [names.get("en") or str(territories.get(code, code)) for code, names in self.countries.items()]
            text = f"{', '.join(known[:-1])} and {known[-1]}" if len(known) < 5 else f"{len(known)} countries"
            return "headquarters", {"en": text}, {"region": ANYWHERE}
        if len(self.regions) == 1:
            key, names = next(iter(self.regions.items()))
            vocabulary, _, code = key.partition(":")
            return "region", names or {"": code}, {"region": code} if vocabulary == "1" and code else {}
        return "headquarters", {"en": "several countries"}, {}

    def plan(self, facts: Facts) -> list[str]:
        """Return the lines of plan.yaml."""
        years = f"{facts.start.year}–{facts.end.year}" if facts.start.year < facts.end.year else str(facts.year)
        return [
            "# Made of IATI files by `reportgen import iati`: one plan, from the first day of a period to the last.",
            "# Put your own in its place.",
            "plans:",
            f"  {PLAN}:",
            f"    name: {quoted(f'IATI {years}')}",
            "    kind: country",
            f"    start: {facts.start}",
            f"    end: {facts.end}",
        ]
