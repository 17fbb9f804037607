"""An activity's tree becomes records: streamed, safe, and with nothing guessed; what has no field is kept as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportgen.findings import Card, Finding
from reportgen.iati import in_rules as rules
from reportgen.iati.pieces import named, references, rest_of
from reportgen.iati.records import (
    Activity,
    Amount,
    Coded,
    Document,
    Indicator,
    Organisation,
    Period,
    Result,
    Spot,
    Stated,
)
from reportgen.iati.stream import ACTIVITY, ROOT, XML_LANG, ActivityFile, Xml
from reportgen.iati.values import clean, day, decimal, first_lines, language, local, plain, texts

INCOMING_COMMITMENT = "11"
"""TransactionType of what was agreed."""
OWN_CODE = "A1"
"""Type of the identifier by which the publisher itself knows an activity."""
PLACED = frozenset(("result", "budget", "transaction"))
"""Children of an activity of which nothing stays outside their own records."""
FIRST = frozenset(("iati-identifier", "title"))
"""Children of which the first has a field; of a description it is the first of type 1."""


def read_activities(
    path: Path,
    name: str,
    findings: list[Finding],
    wanted: Callable[[str, str], bool] | None = None,
    *,
    keep: bool = True,
) -> Iterator[Activity]:
    """Yield the activities of a file, and add to `findings` what could not be understood.

    Args:
        path: The file.
        name: What findings call it.
        findings: Where they go.
        wanted: Says by identifier and publisher whether an activity is read at all.
        keep: Whether what no field holds is kept too.

    Raises:
        Unreadable: The file cannot be read at all, or not to its end.
    """
    file = ActivityFile(path, name)
    for number, element in file.activities():
        if wanted is not None and not wanted(*named(element)):
            continue
        yield _Reader(name, number, findings, file.generated, keep=keep).read(element)
    findings.extend(file.findings)


class _Reader:
    def __init__(self, file: str, number: int, findings: list[Finding], generated: str, *, keep: bool) -> None:
        self.file, self.findings, self.generated, self.keep = file, findings, generated, keep
        self.path = f"/{ROOT}/{ACTIVITY}[{number}]"
        self.language = ""
        self.currency = ""
        self.odd: list[Any] = []

    def read(self, element: Xml) -> Activity:
        spot = Spot(element.sourceline or 0, self.path)
        typed = (element.get(XML_LANG) or "").strip()
        self.language = (language(typed) or "") if typed else ""
        self.currency = (element.get("default-currency") or "").strip().upper()
        children = self._children(element)
        activity = self._activity(element, children, spot)
        if typed and language(typed) is None:
            self._find(rules.LANGUAGE, spot, f"The language of the activity is “{typed[:40]}”.", "/@xml:lang", typed)
        for narrative in self.odd[:1]:
            typed = narrative.get(XML_LANG)
            message = f"The language of a text is “{typed[:40]}” ({len(self.odd)} in this activity)."
            self._find(rules.LANGUAGE, Spot(narrative.sourceline or 0, self.path), message, "", typed)
        return activity

    def _children(self, element: Xml) -> dict[str, list[tuple[Xml, Spot]]]:
        """Return the children by name, each with its place."""
        groups: dict[str, list[tuple[Xml, Spot]]] = {}
        for child in element:
            name = child.tag
            held = groups.setdefault(name, [])
            held.append((child, Spot(child.sourceline or 0, f"{self.path}/{local(name)}[{len(held) + 1}]")))
        return groups

    def _activity(self, element: Xml, children: dict[str, list[tuple[Xml, Spot]]], spot: Spot) -> Activity:
        def of(name: str) -> list[tuple[Xml, Spot]]:
            return children.get(name, [])

        first = {name: held[0][0] for name, held in children.items()}
        said = element.get("humanitarian")
        publisher = next((self._organisation(*each) for each in of("reporting-org")), None)
        description = next((e for e, _ in of("description") if (e.get("type") or "1") == "1"), None)
        return Activity(
            file=self.file,
            spot=spot,
            identifier=clean(first["iati-identifier"].text) if "iati-identifier" in first else "",
            own_code=next((clean(e.get("ref")) for e, _ in of("other-identifier") if e.get("type") == OWN_CODE), ""),
            publisher=publisher,
            title=self._texts(first.get("title")),
            description=self._texts(description),
            dates=self._dates(of("activity-date")),
            humanitarian=None if said is None else said.strip().lower() in ("1", "true"),
            updated=self._updated(element),
            language=self.language,
            organisations=tuple(self._organisation(*each) for each in of("participating-org")),
            countries=self._coded(of("recipient-country")),
            regions=self._coded(of("recipient-region")),
            sectors=self._coded(of("sector")),
            markers=self._coded(of("policy-marker"), "significance"),
            tags=self._coded(of("tag")),
            documents=tuple(
                Document(clean(e.get("url")), self._texts(e.find("title")), s) for e, s in of("document-link")
            ),
            results=tuple(self._result(*each) for each in of("result")),
            budgets=tuple(self._budget(*each) for each in of("budget")),
            transactions=tuple(self._transaction(*each) for each in of("transaction")),
            rest=self._rest(element, children, description) if self.keep else {},
        )

    def _rest(
        self, element: Xml, children: dict[str, list[tuple[Xml, Spot]]], description: Xml | None
    ) -> dict[str, Any]:
        """Return what no field holds, by the names of the standard."""
        rest: dict[str, Any] = {}
        attributes = {local(key): clean(value) for key, value in element.items()}
        if attributes:
            rest["attributes"] = [attributes]
        for name, held in children.items():
            if name in PLACED:
                continue
            items = [plain(e) for e, _ in held[name in FIRST :] if e is not description]
            if items := [item for item in items if item is not None]:
                rest[local(name)] = items
        return rest

    def _updated(self, element: Xml) -> date | None:
        for key, value in element.items():
            if local(key) == "last-updated-datetime" and (found := day(value)):
                return found
        for key, value in element.items():
            if local(key) == "generated-datetime" and (found := day(value)):
                return found
        return day(self.generated)

    def _texts(self, element: Xml | None) -> dict[str, str]:
        return texts(element, self.language, self.odd)

    def _find(self, card: Card, spot: Spot, message: str, more: str = "", found: str = "", expected: str = "") -> None:
        self.findings.append(card.at(spot.place(self.file, more), message, found=found[:80], expected=expected))

    def _day(self, element: Xml | None, spot: Spot, more: str) -> tuple[date | None, str]:
        """Return the day of an element, and what was typed there."""
        typed = (element.get("iso-date") or "").strip() if element is not None else ""
        found = day(typed) if typed else None
        if found is None:
            message = f"“{typed[:40]}” is no date." if typed else f"The date of {more.strip('/')} is missing."
            self._find(rules.BAD_DATE, spot, message, more, typed, "a date such as 2024-12-31")
        return found, typed

    def _dates(self, held: list[tuple[Xml, Spot]]) -> dict[str, date]:
        dates: dict[str, date] = {}
        for element, spot in held:
            found, _ = self._day(element, spot, "")
            if found is not None:
                dates.setdefault((element.get("type") or "").strip(), found)
        return dates

    def _organisation(self, element: Xml, spot: Spot) -> Organisation:
        ref, kind, role = ((element.get(key) or "").strip() for key in ("ref", "type", "role"))
        return Organisation(ref, kind, role, self._texts(element), spot)

    def _coded(self, held: list[tuple[Xml, Spot]], share: str = "percentage") -> tuple[Coded, ...]:
        return tuple(
            Coded(
                (e.get("vocabulary") or "1").strip(),
                clean(e.get("code")),
                s,
                (e.get(share) or "").strip(),
                self._texts(e),
            )
            for e, s in held
        )

    def _result(self, element: Xml, spot: Spot) -> Result:
        indicators: list[Indicator] = []
        for child in element.iterfind("indicator"):
            inner = Spot(child.sourceline or 0, f"{spot.path}/indicator[{len(indicators) + 1}]")
            indicators.append(self._indicator(child, inner))
        rest = rest_of(element, ("title", "description", "indicator"), ("type",))
        title, description = self._texts(element.find("title")), self._texts(element.find("description"))
        kind = (element.get("type") or "").strip()
        return Result(kind, title, description, references(element), tuple(indicators), spot, rest)

    def _indicator(self, element: Xml, spot: Spot) -> Indicator:
        baselines: list[Stated] = []
        periods: list[Period] = []
        for child in element:
            if child.tag == "baseline":
                baselines.append(self._stated(child, f"{spot.path}/baseline[{len(baselines) + 1}]"))
            elif child.tag == "period":
                periods.append(
                    self._period(child, Spot(child.sourceline or 0, f"{spot.path}/period[{len(periods) + 1}]"))
                )
        rest = rest_of(element, ("title", "description", "baseline", "period"), ("measure", "ascending"))
        return Indicator(
            measure=(element.get("measure") or "").strip(),
            ascending=(element.get("ascending") or "1").strip().lower() not in ("0", "false"),
            title=self._texts(element.find("title")),
            description=self._texts(element.find("description")),
            references=references(element),
            baselines=tuple(baselines),
            periods=tuple(periods),
            spot=spot,
            rest=rest,
        )

    def _period(self, element: Xml, spot: Spot) -> Period:
        held: dict[str, list[Stated]] = {"target": [], "actual": []}
        for child in element:
            name = child.tag
            if name in held:
                held[name].append(self._stated(child, f"{spot.path}/{name}[{len(held[name]) + 1}]"))
        start, typed_start = self._day(element.find("period-start"), spot, "/period-start")
        end, typed_end = self._day(element.find("period-end"), spot, "/period-end")
        rest = rest_of(element, ("period-start", "period-end", *held), ())
        typed = f"{typed_start} to {typed_end}"
        return Period(start, end, tuple(held["target"]), tuple(held["actual"]), spot, typed, rest)

    def _stated(self, element: Xml, path: str) -> Stated:
        typed, typed_year, comment = element.get("value"), element.get("year"), None
        other = len(element.keys()) > (typed is not None) + (typed_year is not None)
        parts: list[tuple[str, str]] = []
        for child in element:
            tag = child.tag
            if tag == "dimension":
                name, value = clean(child.get("name")), clean(child.get("value"))
                # A name alone parts one value from another as well.
                parts.append((name, value) if value else ("", name))
            elif tag == "location":
                parts.append(("location", clean(child.get("ref"))))
            elif tag == "comment" and comment is None:
                comment = child
            else:
                other = True
        text, year = clean(typed), (typed_year or "").strip()
        if not year and (found := day(element.get("iso-date") or "")):
            year = str(found.year)
        return Stated(
            text,
            decimal(text) if text else None,
            self._texts(comment) if comment is not None else {},
            tuple([each for each in parts if each[1]]) if parts else (),
            Spot(element.sourceline or 0, path),
            int(year) if year.isascii() and year.isdigit() and 1900 <= int(year[:5]) <= 2200 else None,
            element,
            first_lines(comment, self.language) if comment is not None else {},
            len(parts),
            other,
        )

    def _budget(self, element: Xml, spot: Spot) -> Amount:
        start, _ = self._day(element.find("period-start"), spot, "/period-start")
        end, _ = self._day(element.find("period-end"), spot, "/period-end")
        kind = (element.get("type") or "1").strip()
        return self._amount("budget", kind, element, spot, end, start=start)

    def _transaction(self, element: Xml, spot: Spot) -> Amount:
        held = {child.tag: child for child in element}
        when, _ = self._day(held.get("transaction-date"), spot, "/transaction-date")
        kind, provider = held.get("transaction-type"), held.get("provider-org")
        organisation = None
        if provider is not None:
            organisation = self._organisation(provider, Spot(provider.sourceline or 0, f"{spot.path}/provider-org"))
        code = (kind.get("code") or "").strip() if kind is not None else ""
        # Only of an agreement the description is a title; texts take time.
        words = self._texts(held.get("description")) if code == INCOMING_COMMITMENT else {}
        ref = clean(element.get("ref"))
        return self._amount("transaction", code, element, spot, when, provider=organisation, ref=ref, words=words)

    def _amount(self, what: str, kind: str, element: Xml, spot: Spot, when: date | None, **more: Any) -> Amount:
        held = element.find("value")
        typed = clean(held.text) if held is not None else ""
        value = decimal(typed) if typed else None
        currency = ((held.get("currency") or "") if held is not None else "").strip().upper() or self.currency
        if value is None:
            message = f"The amount of the {what} is “{typed[:40]}”." if typed else f"The {what} has no amount."
            self._find(rules.BAD_AMOUNT, spot, message, "/value", typed, "a number such as 1950000.50")
        value_day = day(held.get("value-date") or "") if held is not None else None
        spot_ = Spot(held.sourceline or spot.line, spot.path) if held is not None else spot
        return Amount(what, kind, when, value, currency, value_day, spot_, typed=typed, source=element, **more)
