"""Facts about the country become findings where they cannot be, have no source, or are another country's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import cast

from babel import Locale

from reportgen.checks.check import Check, plain
from reportgen.findings import Card, Finding
from reportgen.model import CountryFact, Report

OTHER_COUNTRY = Card(
    "STR157",
    "fact-of-another-country",
    "warning",
    why="Pages that are copied from office to office carry the last country's facts with them.",
    example="country: Norlund, and a fact labelled Seats in the Parliament of Kenya",
    mend="Replace the fact by the country's own; a comparison belongs into a narrative.",
)
BY_SEX = Card(
    "STR160",
    "population-by-sex",
    "warning",
    why="Women and men are each about half of a people, and together all of it; else a row or a digit is wrong.",
    example="Men: 9.5 per cent, or women 9.3 and men 8.1 million of 18.4 million",
    mend="Compare the numbers with their source. Where many migrants shift them, say so in the fact's note: "
    "ignore STR160 because ...",
)
NO_SOURCE = Card(
    "STR161",
    "fact-without-source",
    "warning",
    why="A fact about a country that nobody can look up is the first to be disputed.",
    example="A value without source, or with neither year nor date",
    mend="Give the source, and the year that the value is of.",
)
OVER_100 = Card(
    "STR162",
    "fact-over-100-per-cent",
    "warning",
    why="A share of a whole lies between 0 and 100 per cent.",
    example="Seats held by women: 246 per cent",
    mend="Correct the value or its unit.",
)
LATER = Card(
    "STR163",
    "fact-after-issue",
    "warning",
    why="What was published after the report was issued cannot have been known to it.",
    example="date 2025-07-11 in a report of 2025-03-31",
    mend="Correct the date or the year.",
)
_PER_CENT = re.compile(r"\s*(per ?cent|%|percentage|pour ?cent|por ciento|процент\w*)\b.*|\s*%.*", re.I)
_MAY_PASS = re.compile(
    r"growth|change|increase|inflation|ratio|debt|trade|gross|index|gdp|gni|balance|remittance|subscription|mobile|"
    r"croissance|dette|crecimiento|deuda",
    re.I,
)
_PROJECTED = re.compile(r"project|forecast|estimate|projet|prévision|proyec|estima", re.I)
_TOTAL = frozenset(("population", "total"))
_FEMALE = frozenset("women woman female females girls femmes femme filles mujeres mujer niñas".split())
_MALE = frozenset("men man male males boys hommes homme garçons hombres hombre niños".split())
_JOINING = frozenset("and of the share percentage per cent percent et des y de la".split())
_COMPARED = re.compile(r"\b(with|to|from|than|against|beside|and|between) (the )?$", re.I)
"""Before a country's name: trade with it, migrants from it; the fact is about the own country all the same."""
LEAST, MOST = 35, 65
_NO_COUNTRY = frozenset("EU EZ UN QO XA XB ZZ".split())


@cache
def _territories() -> re.Pattern[str]:
    """Return a pattern of the names of all countries in English, the longest first: Papua New Guinea is no Guinea."""
    territories = cast("Mapping[str, str]", Locale("en").territories)
    # Codes of two letters that are no country, such as EU, UN and XA.
    names = {
        name for code, name in territories.items() if code.isalpha() and len(code) == 2 and code not in _NO_COUNTRY
    }
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")


def fact_of_another_country(report: Report) -> Iterator[Finding]:
    """Facts, and the name of the office, are about the office's country."""
    office = report.office
    own = " ".join((*office.country.root.values(), *office.region.root.values())).casefold()
    if office.type != "country":
        return  # a region's office has facts about many
    said = [(fact.place("label"), text) for fact in office.facts for text in fact.label.root.values()]
    for place, text in said:
        for name in _others(text, own):
            message = f"“{text}” names {name}, but the office's country is {office.country.to('en')}."
            yield OTHER_COUNTRY.at(place, message, found=name, expected=office.country.to("en"))
    for text in office.name.root.values():
        for name in _others(text, own):
            # An office may serve several countries, or sit in the next one.
            message = f"The office “{text}” names {name}, but its country is {office.country.to('en')}."
            yield OTHER_COUNTRY.at(office.place("name"), message, found=name, severity="info")


def _others(text: str, own: str) -> Iterator[str]:
    """Yield the countries that a text names and that are neither the own one nor something to compare it with."""
    for match in _territories().finditer(text):
        name, before = match[1].casefold(), text[max(0, match.start() - 20) : match.start()]
        if not _COMPARED.search(before) and name not in own and not _own_words(own).search(name):
            yield match[1]


@cache
def _own_words(own: str) -> re.Pattern[str]:
    """Return a pattern of the telling words of the own country: Lao is enough for Lao People's Democratic Republic."""
    words = {word for word in re.findall(r"\w{3,}", own) if word not in _COMMON}
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, words))) + ")") if words else re.compile("(?!)")


_COMMON = frozenset(
    "republic democratic islamic federal states state united people peoples kingdom islands island northern southern "
    "the and east west eastern western central north south africa asia america europe pacific saint".split()
)


def _sex(fact: CountryFact) -> str:
    """Return ``female``, ``male`` or ``all`` for a fact about the population as a whole; empty for any other."""
    words = frozenset(re.findall(r"\w+", fact.id.casefold().replace("_", " "))) - _JOINING
    rest = words - _TOTAL
    if not rest:
        return "all" if "population" in words else ""
    about = "population" in words or any("population" in text.casefold() for text in fact.label.root.values())
    for sex, names in (("female", _FEMALE), ("male", _MALE)):
        if about and rest <= names:
            return sex
    return ""


def population_by_sex(report: Report) -> Iterator[Finding]:
    """Women and men are each 35 to 65 per cent of the population, and together all of it."""
    by_sex: dict[str, CountryFact] = {}
    for fact in report.office.facts:
        sex, number = _sex(fact), fact.value.number if fact.value else None
        if not sex or number is None:
            continue
        if _is_per_cent(fact):
            if sex != "all" and not LEAST <= number <= MOST:
                message = f"{fact.label.to('en')}: {plain(number)} per cent of the population."
                yield BY_SEX.at(fact.place("value"), message, found=plain(number), expected=f"{LEAST} to {MOST}")
        else:
            by_sex.setdefault(sex, fact)
    whole = by_sex.get("all")
    for sex in ("female", "male"):
        part = by_sex.get(sex)
        if part and whole and (share := _share(part, whole)) is not None and not LEAST <= share <= MOST:
            message = f"{part.label.to('en')} are {plain(share)} per cent of the population."
            yield BY_SEX.at(part.place("value"), message, found=plain(share), expected=f"{LEAST} to {MOST} per cent")
            return
    yield from _together(by_sex)


def _share(part: CountryFact, whole: CountryFact) -> Decimal | None:
    one, all_ = _number(part), _number(whole)
    return (one / all_ * 100).quantize(Decimal("0.1")) if all_ > 0 else None


def _number(fact: CountryFact) -> Decimal:
    return (fact.value.number if fact.value else None) or Decimal(0)


def _together(by_sex: dict[str, CountryFact]) -> Iterator[Finding]:
    if len(by_sex) < 3:
        return
    female, male, whole = by_sex["female"], by_sex["male"], by_sex["all"]
    total, said = _number(female) + _number(male), _number(whole)
    # Numbers of one year are rounded; of several years they also grew.
    slack = said / 200 if female.year == male.year == whole.year else said / 20
    if abs(total - said) > slack:
        message = f"Women and men are {plain(total)} together, but the population is {plain(said)}."
        yield BY_SEX.at(whole.place("value"), message, found=plain(said), expected=plain(total))


def _is_per_cent(fact: CountryFact) -> bool:
    return any(map(_PER_CENT.fullmatch, fact.unit.root.values()))


def fact_without_source(report: Report) -> Iterator[Finding]:
    """Every fact with a value has a source, and the year or day that it is of."""
    for fact in report.office.facts:
        name = fact.label.to("en")
        if fact.value is not None and not any(map(str.strip, fact.source.root.values())):
            yield NO_SOURCE.at(fact.place("source"), f"{name}: there is no source.", expected="who says so")
        elif fact.value is not None and fact.year is None and fact.date is None:
            message = f"{name}: there is neither a year nor a date."
            yield NO_SOURCE.at(fact.place("year"), message, expected="the year of the value", severity="info")


def fact_over_100_per_cent(report: Report) -> Iterator[Finding]:
    """A share lies between 0 and 100 per cent."""
    for fact in report.office.facts:
        number = fact.value.number if fact.value else None
        texts = (fact.id, *fact.label.root.values(), *fact.unit.root.values())
        if number is None or 0 <= number <= 100 or not _is_per_cent(fact) or any(map(_MAY_PASS.search, texts)):
            continue
        message = f"{fact.label.to('en')} is {plain(number)} per cent."
        yield OVER_100.at(fact.place("value"), message, found=plain(number), expected="0 to 100")


def fact_after_issue(report: Report) -> Iterator[Finding]:
    """Facts were published, and are of years, before the report was issued."""
    issued = report.settings.date
    for fact in report.office.facts:
        name = fact.label.to("en")
        if fact.date is not None and fact.date > issued:
            message = f"{name}: the source is of {fact.date}, after the report's date of issue, {issued}."
            yield LATER.at(fact.place("date"), message, found=str(fact.date), expected=f"{issued} or earlier")
        projected = any(map(_PROJECTED.search, (*fact.label.root.values(), *fact.source.root.values())))
        if fact.year is not None and fact.year > issued.year and not projected:
            message = f"{name}: the value is of {fact.year}, but the report was issued on {issued}."
            yield LATER.at(fact.place("year"), message, found=str(fact.year), expected=f"{issued.year} or earlier")


CHECKS: tuple[Check, ...] = (
    Check(OTHER_COUNTRY, fact_of_another_country),
    Check(BY_SEX, population_by_sex),
    Check(NO_SOURCE, fact_without_source),
    Check(OVER_100, fact_over_100_per_cent),
    Check(LATER, fact_after_issue),
)
