"""What a workspace calls things becomes codes of IATI 2.03, and the names of countries their ISO codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from babel import Locale, UnknownLocaleError

from reportgen.model import LocalText

FUNDING, ACCOUNTABLE, EXTENDING, IMPLEMENTING = "1", "2", "3", "4"
ROLES: Mapping[str, str] = {
    "funder": FUNDING,
    "administrative-agent": EXTENDING,
    "un-entity": IMPLEMENTING,
    "implementing-partner": IMPLEMENTING,
}
"""Role of a partner -> OrganisationRole. A government or a company as such has none there."""
ORGANISATIONS: Mapping[str, str] = {
    "government": "10",
    "un": "40",
    "multilateral": "40",
    "foundation": "60",
    "private": "70",
    "academic": "80",
    "other": "90",
}
"""Kind of a partner -> OrganisationType; of an NGO the list wants to know whether it is international or national."""
ORGANISATION_TYPES = frozenset("10 11 15 21 22 23 24 30 40 60 70 71 72 73 80 90".split())
MARKERS: Mapping[str, str] = {
    "gender equality": "1",
    "aid to environment": "2",
    "environment": "2",
    "good governance": "3",
    "participatory development": "3",
    "participatory development/good governance": "3",
    "trade development": "4",
    "biodiversity": "5",
    "climate change mitigation": "6",
    "climate change adaptation": "7",
    "desertification": "8",
    "reproductive, maternal, newborn and child health": "9",
    "rmnch": "9",
    "disaster risk reduction": "10",
    "disability": "11",
    "nutrition": "12",
}
"""English name of a policy marker -> PolicyMarker of the OECD DAC."""
LEVELS: Mapping[str, str] = {"principal": "2", "significant": "1", "not-targeted": "0"}
SCOPES: Mapping[str, str] = {"country": "4", "region": "2", "headquarters": "1"}
"""Type of an office -> ActivityScope: national, regional, global."""
MEASURES: Mapping[str, str] = {"number": "1", "money": "1", "percent": "2", "yes-no": "5", "text": "5"}
"""Measure -> IndicatorMeasure: unit, percentage, qualitative."""
QUALITATIVE = "5"
RESULTS: Mapping[str, str] = {"output": "1", "outcome": "2", "impact": "3", "other": "9"}
"""What stands under an outcome -> ResultType."""
OWN = "99"
"""The vocabulary of the organization that reports."""
SDG_INDICATORS, SDG_GOALS, SDG_TARGETS = "9", "2", "3"
NOT_SPECIFIED = "99810"
"""DAC purpose code: sectors not specified."""
ORIGINAL, REVISED = "1", "2"
INCOMING, COMMITMENT, EXPENDITURE, INCOMING_COMMITMENT = "1", "2", "4", "11"
PARENT = "1"
RESULTS_DOCUMENT = "A08"
FORMATS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending of a web address -> FileFormat; anything else is a web page."""
CODE_FORMS: Mapping[str, re.Pattern[str]] = {
    "country": re.compile("[A-Z]{2}"),
    "region": re.compile(r"\d{2,5}"),
    "sector": re.compile(r"\d{5}"),
    "org_type": re.compile("|".join(sorted(ORGANISATION_TYPES))),
    "aid_type": re.compile(r"[A-Z]\d{2}"),
}
"""Key under `iati` of office.yaml -> the form of its codes."""

_NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
"""Codes that Babel has names for and that are no countries'."""


@cache
def _countries(language: str) -> dict[str, str]:
    try:
        names = cast("Mapping[str, str]", Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}
    form = CODE_FORMS["country"]
    return {name.casefold(): code for code, name in names.items() if form.fullmatch(code) and code not in _NO_COUNTRIES}


def country_code(name: LocalText) -> str:
    """Return the ISO code of a country by its name in any of its languages; empty where it is no country's name."""
    for language, text in name.root.items():
        if code := _countries(language or "en").get(text.strip().casefold()):
            return code
    return ""


def marker_code(name: LocalText) -> str:
    """Return the OECD DAC's code of a policy marker; empty where it is another's."""
    return next((MARKERS[key] for text in name.root.values() if (key := text.strip().casefold()) in MARKERS), "")


def slug(name: str) -> str:
    """Return a name as a code: lower case, with hyphens."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-") or "other"
