"""Names of countries become findings where a text speaks of another country as if the office worked there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import cast

from babel import Locale

from reportgen.checks.check import Check
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.findings import Card, Finding
from reportgen.model import Report

OTHER_COUNTRY = Card(
    "NAR145",
    "other-country",
    "info",
    why="A text taken over from another office’s report is noticed by the Government that reads it first.",
    example="The Government of Kenya adopted the strategy in May. (in the report of another country)",
    mend="Write about the office’s own country. If the other country belongs there, name it in names.yaml (kind: place), or "
    "list its Government in partners.yaml.",
    languages=("en", "fr", "es", "pt"),
)
_STATE = {
    "en": r"(?:Governments?|Parliament|National Assembly|Cabinet|Senate|Supreme Court|Republic|Ministry of [A-Z][\w’ ,-]{2,60}?"
    r"|[Cc]ountry [Oo]ffice|President|Prime Minister) (?:of|in|for) (?:the )?",
    "fr": r"(?:Gouvernement|Parlement|Assemblée nationale|Sénat|Président|Ministère [\w’ ,-]{2,60}?) "
    r"(?:du |de la |de l[’']|des |de |d[’'])",
    "es": r"(?:Gobierno|Parlamento|Asamblea Nacional|Congreso|Senado|Presidente|Presidenta) (?:del |de la |de los |de )",
    "pt": r"(?:Governo|Parlamento|Assembleia Nacional|Congresso|Senado|Presidente) (?:do |da |dos |de )",
}
"""What stands before a country whose institutions are spoken of."""
_OUR = {
    "en": r"\b[Oo]ur (?:own |new |main |country |field )?(?:offices?|team|work|programmes?|projects?) in (?:the )?",
    "fr": r"\b[Nn](?:otre|os) (?:propre |nouveau )?(?:bureau|équipe|travail|programmes?|projets?)(?: de pays)? (?:en|au|aux|à) ",
    "es": r"\b[Nn]uestr[oa]s? (?:propi[oa] |nuev[oa] )?(?:oficina|equipo|trabajo|programas?|proyectos?)(?: de país)? en "
    r"(?:el |la )?",
    "pt": r"\b[Nn]oss[oa]s? (?:própri[oa] |nov[oa] )?(?:escritório|equipe|equipa|trabalho|programas?|projetos?)"
    r"(?: de país)? (?:em|no|na|nos|nas) ",
}
"""What stands before a country in which the authors say that they work."""
_IN = {
    "en": r"(?: in (?:the )?| office in (?:the )?|[’']s office in (?:the )?| )",
    "fr": r"(?: en | au | aux | à | )",
    "es": r"(?: en (?:el |la )?| )",
    "pt": r"(?: em | no | na | nos | )",
}
"""What stands between the organization and a country in which it works."""
_HINTS = {
    "en": ("Government", "Parliament", "Assembly", "abinet", "Senate", "Court", "Republic", "inist", "ffice", "President",
           "authorit", "ur "),
    "fr": ("ouvernement", "arlement", "ssemblée", "Sénat", "résident", "inistère", "otre ", "os "),
    "es": ("obierno", "arlamento", "samblea", "ongreso", "enado", "resident", "uestr"),
    "pt": ("overno", "arlamento", "ssembleia", "ongresso", "enado", "resident", "oss"),
}  # fmt: skip
"""Pieces of words without which no pattern fits."""
_ADJECTIVE = r"(?= (?:Government|Parliament|[Cc]abinet|authorities|ministry|Ministry))"
_ABROAD = re.compile(
    r"visit|delegation|exchang|donor|donat|financ|fund|contribut|grant|support(?:ed)? (?:from|by)"
    r"|support of (?:the |its )?(?:Governments?|people)|paid (?:by|for)|gifts? (?:of|from)|sponsor|\blent\b|embass"
    r"|ambassad|treaty|neighbour|neighbor|refugees? (?:from|in|of)\b|border|hosted|co-?host|hosts? of|host countr|compar"
    r"|like the|example of|experience of|South-South|study tour|learn|guests? from"
    r"|accueilli|co-?organisé|anfitri|acogid|sediad|acolhid|visite|délégation|échange"
    r"|bailleur|ambassade|frontière|appui d|soutien d|contribution"
    r"|visita|delegación|intercambio|donante|embajada|frontera|apoyo d|financia|delegação|intercâmbio|doador|embaixada",
    re.IGNORECASE,
)
"""Words of a sentence that speaks of another country as of another country."""
LIST = 60
"""Letters in which the next country of a list stands."""
_AND_AFTER = re.compile(r",|,? (?:and|or|et|y|e|ou)\b")
_AND_BEFORE = re.compile(r"(?:,|\b(?:and|or|et|y|e|ou))(?: the| that of| le| el| o)? $")
_OURS = re.compile(r"\b(?:[Ww]ith|[Tt]hrough|[Tt]hanks to) our (?:support|help|assistance|advice)\b")
"""Words of a sentence that tells what the office itself did, whatever else it speaks of."""
_OFFICIAL = {
    "Viet Nam": "VN", "Türkiye": "TR", "United Republic of Tanzania": "TZ", "Syrian Arab Republic": "SY",
    "Lao People’s Democratic Republic": "LA", "Lao PDR": "LA", "Republic of Moldova": "MD", "Russian Federation": "RU",
    "Plurinational State of Bolivia": "BO", "Republic of Korea": "KR", "Democratic Republic of the Congo": "CD",
    "Timor-Leste": "TL", "Cabo Verde": "CV", "Czech Republic": "CZ", "Myanmar": "MM", "Burma": "MM", "Iran": "IR",
    "Venezuela": "VE", "State of Palestine": "PS", "Côte d’Ivoire": "CI", "Ivory Coast": "CI", "Eswatini": "SZ",
    "North Macedonia": "MK", "Brunei Darussalam": "BN", "Congo": "CG", "Sao Tome and Principe": "ST", "The Gambia": "GM",
    "People’s Republic of China": "CN", "Islamic Republic of Iran": "IR", "Kyrgyz Republic": "KG",
}  # fmt: skip
"""Names of the United Nations that the Unicode data do not have."""
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AQ"})


@cache
def countries(language: str) -> Mapping[str, frozenset[str]]:
    """Return names of countries in a language -> their codes; of English also the adjectives, some of which are ambiguous."""
    found: dict[str, set[str]] = defaultdict(set)
    territories = cast("Mapping[str, str]", Locale(language).territories)
    for code, name in territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES:
            for each in {name, re.sub(r"\s*\(.*", "", name)}:
                found[each.replace("'", "’")].add(code)
    if language == "en":
        for name, code in _OFFICIAL.items():
            found[name].add(code)
    return {name: frozenset(codes) for name, codes in found.items() if len(name) > 3}


@cache
def adjectives() -> Mapping[str, frozenset[str]]:
    """Return what countries may be called before a noun, made by the usual endings -> their codes."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, codes in countries("en").items():
        if " " in name:
            continue
        stem = name.rstrip("aeiouy")
        made = {
            f"{name}n",
            f"{name}an",
            f"{name}ian",
            f"{name}ese",
            f"{name}i",
            f"{stem}an",
            f"{stem}ian",
            f"{stem}ese",
        }
        for each in made:
            found[each] |= codes
    return {name: frozenset(codes) for name, codes in found.items()}


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=256)
def _codes_in(text: str) -> frozenset[str]:
    """Return the codes of the countries that a text names, in any of the languages."""
    folded = _folded(text.replace("'", "’"))
    return frozenset(
        code
        for language in OTHER_COUNTRY.languages
        for name, codes in _by_folded(language).items()
        if name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
        for code in codes
    )


@cache
def _by_folded(language: str) -> Mapping[str, frozenset[str]]:
    return {_folded(name): codes for name, codes in countries(language).items()}


def _allowed(report: Report) -> frozenset[str]:
    """Return the codes of countries that a report may speak of: its own, partners’, and places that names.yaml lists."""
    texts = [*report.office.country.root.values(), *report.office.name.root.values()]
    texts += [text for partner in report.partners for text in partner.name.root.values()]
    texts += [text for name in report.names for text in (name.name, *name.variants)]
    return _codes_in("\n".join(texts))


def _organization(report: Report, language: str) -> str:
    """Return a pattern of what the office's organization is called: its name without the country's; empty where unknown."""
    names = report.office.name.root
    country = next(iter(report.office.country.root.values()), "")
    name = names.get(language) or next(iter(names.values()), "")
    rest = re.sub(rf"\W*(?:\b(?:in|en|au|country office)\b\W*)?{re.escape(country)}\W*$", "", name) if country else ""
    return re.escape(rest).replace(r"\ ", r"[ \u00a0-]").replace(r"\-", r"[ \u00a0-]") if rest and rest != name else ""


def other_country(report: Report) -> Iterator[Finding]:
    """Institutions and own work that a text speaks of are those of the office's country."""
    allowed = _allowed(report)
    for language, passages in Prose.of(report).by_language.items():
        short = language.partition("-")[0]
        if short in OTHER_COUNTRY.languages:
            own = report.office.country.root.get(language, "")
            yield from _elsewhere(short, passages, allowed, (_organization(report, language), own))


def _elsewhere(
    language: str, passages: Iterable[Passage], allowed: frozenset[str], office: tuple[str, str]
) -> Iterator[Finding]:
    organization, own = office
    known = countries(language)
    named = "|".join(re.escape(name).replace("’", "['’]") for name in sorted(known, key=len, reverse=True))
    country = rf"(?P<country>{named})(?![\w-])"
    patterns = [re.compile(rf"(?<!\w){_STATE[language]}{country}"), re.compile(rf"{_OUR[language]}{country}")]
    if organization:
        patterns.append(
            re.compile(rf"(?<![\w@#/]){organization}{_IN[language]}{country}(?! (?!Country |Office)[A-Z]\w+ [A-Z])")
        )
    if language == "en":
        patterns.append(re.compile(rf"(?<![\w-])[Tt]he (?P<country>[A-Z][a-z]{{3,14}}){_ADJECTIVE}"))
    hints = (*_HINTS[language], *re.split(r"\W", organization)[:1])
    for passage in passages:
        for pattern in patterns if any(hint and hint in passage.text for hint in hints) else ():
            for match in pattern.finditer(passage.text):
                word = match["country"].replace("'", "’")
                codes = known.get(word) or adjectives().get(word) or frozenset()
                if codes and not codes & allowed and not _is_abroad(passage, match, allowed | codes):
                    message = (
                        f"“{match[0]}” speaks of {word}, which is neither the office’s country nor that of a partner."
                    )
                    yield passage.find(OTHER_COUNTRY, *match.span("country"), message, expected=own)


def _is_abroad(passage: Passage, match: re.Match[str], known: frozenset[str]) -> bool:
    """Say whether the place is somebody else's words or data, or its sentence speaks of foreign relations.

    One that lists a second foreign country does: what was left from another office's report names one.
    """
    if passage.is_bound(*match.span()) or passage.in_quotation(match.start()):
        return True
    text, low, high = passage.text, max(0, match.start() - 300), match.end() + 300
    low = max(low, text.rfind(". ", low, match.start()))
    end = text.find(". ", match.end(), high)
    high = high if end < 0 else end
    if _OURS.search(text, low, high):
        return False
    return bool(_ABROAD.search(text, low, high)) or _is_listed(text, match, known)


def _is_listed(text: str, match: re.Match[str], known: frozenset[str]) -> bool:
    """Say whether another country stands beside, with “and” or a comma between."""
    after = text[match.end() : match.end() + LIST] if _AND_AFTER.match(text, match.end()) else ""
    before = text[max(0, match.start() - LIST) : match.start()]
    beside = after + (f"\n{before}" if _AND_BEFORE.search(before) else "")
    return bool(beside) and bool(_codes_in(beside) - known)


CHECKS: tuple[Check, ...] = (Check(OTHER_COUNTRY, other_country),)
