"""Partners become findings where two bear one name, or where id, name and acronym of one do not go together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from reportgen.checks.check import Check
from reportgen.findings import Card, Finding
from reportgen.model import Partner, Report

NAME_TWICE = Card(
    "STR174",
    "partner-name-twice",
    "warning",
    why="Readers take two partners of one name for one, and their money for one amount; mostly one name was pasted.",
    example="Two partners, ministry-social and elections-commission, both named Elections Commission",
    mend="Correct the name of one, or keep one partner and give its id to the rows of the other.",
)
ACRONYM = Card(
    "STR175",
    "acronym-against-name",
    "warning",
    why="A reader who looks the acronym up finds another organization, or none.",
    example="id: gha, name: Global Health Agency, acronym: HGA",
    mend="Correct the acronym, or the name.",
)
MISSPELT_ID = Card(
    "STR176",
    "partner-id-misspelt",
    "info",
    why="An id that is nearly a word of the name is mostly a slip, in the id or in the name; rows then miss the partner.",
    example="id: grwers-union, name: Union of Women Growers",
    mend="Correct the id wherever it stands, or the name.",
)
_WORD = re.compile(r"[^\W\d_]+")


def partner_name_twice(report: Report) -> Iterator[Finding]:
    """Every partner has a name and an acronym of its own."""
    held: dict[tuple[str, str], Partner] = {}
    for partner in report.partners:
        texts = [("name", text) for text in partner.name.root.values()]
        for key, text in dict.fromkeys((*texts, ("acronym", partner.acronym))):
            name = " ".join(text.casefold().split())
            first = held.setdefault((key, name), partner) if name else partner
            if first is not partner:
                message = f"{partner.id} has the {key} “{text}”, and so has {first.id} (line {first.place().line})."
                yield NAME_TWICE.at(partner.place(key), message, found=text, expected=f"another {key}")
                break


def acronym_against_name(report: Report) -> Iterator[Finding]:
    """The acronym has the initials of the name in their order, where it is made of them."""
    for partner in report.partners:
        acronym = partner.acronym.strip()
        for text in partner.name.root.values() if len(acronym) > 2 else ():
            initials = "".join(word[0] for word in _WORD.findall(text) if word[0].isupper())
            if acronym == initials or len(initials) < 3:
                continue
            # Acronyms may be made otherwise; but not of the same letters in another order, nor beside an id of initials.
            if sorted(acronym) == sorted(initials) or partner.id.upper() == initials:
                message = f"{partner.id}: “{acronym}” does not go with “{text}”."
                yield ACRONYM.at(partner.place("acronym"), message, found=acronym, expected=initials)
                break


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def partner_id_misspelt(report: Report) -> Iterator[Finding]:
    """Words of an id are words of the name, or none that looks like one."""
    for partner in report.partners:
        words = {word for text in partner.name.root.values() for word in _words(text) if len(word) < 40}
        for part in _words(partner.id):
            if len(part) < 5 or len(part) > 40 or any(word.startswith(part) or part.startswith(word) for word in words):
                continue
            near = [word for word in sorted(words) if len(word) > 4 and abs(len(word) - len(part)) < 2]
            # In another language, or in the plural, a word differs at its end.
            near = [word for word in near if word[-1] == part[-1] or word[: len(part) - 2] != part[:-2]]
            near = [word for word in near if SequenceMatcher(None, part, word).ratio() > 0.82]
            if near:
                message = f"“{part}” stands in the id, “{near[0]}” in the name."
                yield MISSPELT_ID.at(partner.place("id"), message, found=part, expected=near[0])


CHECKS: tuple[Check, ...] = (
    Check(NAME_TWICE, partner_name_twice),
    Check(ACRONYM, acronym_against_name),
    Check(MISSPELT_ID, partner_id_misspelt),
)
