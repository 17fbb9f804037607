"""Acronyms become findings where a reader cannot know what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from babel import Locale

from reportgen.checks.check import Check, listed
from reportgen.checks.prose.known import BODIES, EVERYDAY
from reportgen.checks.prose.mentions import ROMAN, Document, Mention, documents
from reportgen.findings import Card, Finding
from reportgen.language.acronyms import key_of
from reportgen.model import Report

UNDEFINED = Card(
    "NAR130",
    "acronym-undefined",
    "warning",
    why="Whoever does not work in the field cannot know what the letters stand for, and the report’s list of acronyms "
    "cannot say it either.",
    example="The office advised four ministries on GEWE.",
    mend="Write the full name at its first use, with the acronym in brackets behind it. An acronym that everybody "
    "knows, or that is a name, belongs in names.yaml.",
    source="United Nations Editorial Manual",
)
LATE = Card(
    "NAR131",
    "acronym-defined-late",
    "warning",
    why="A reader meets the letters before anybody has said what they mean.",
    example="The GBV hotline opened in May. Gender-based violence (GBV) is now a subject at the police academy.",
    mend="Move the full name to where the acronym is printed first: the foreword and the summary come before the chapters, "
    "and notes about earlier years stand in the annex.",
    source="United Nations Editorial Manual",
)
INVERTED = Card(
    "NAR132",
    "acronym-inverted",
    "warning",
    why="The name comes first and its acronym in brackets, so that nobody has to read letters before words.",
    example="The office marked IWD (International Women’s Day).",
    mend="Write the full name, then the acronym in brackets.",
    source="United Nations Editorial Manual",
)
SELDOM = Card(
    "NAR133",
    "acronym-used-seldom",
    "warning",
    why="An acronym that hardly comes back makes readers learn letters for nothing.",
    example="The South-South Cooperation Assistance Fund (SSCAF) paid for the visit. (SSCAF stands nowhere else.)",
    mend="Delete the acronym and write the name, or use the acronym where the name stands written out.",
    source="United Nations Editorial Manual",
)
TWICE = Card(
    "NAR134",
    "acronym-defined-twice",
    "info",
    why="A reader who knows the acronym wonders whether another one is meant.",
    example="Gender-based violence (GBV) is a crime. ... Shelters for survivors of gender-based violence (GBV) opened.",
    mend="Write the acronym alone the second time. The foreword and the summary are read by themselves and may define it "
    "too.",
)
AMBIGUOUS = Card(
    "NAR135",
    "acronym-with-two-meanings",
    "warning",
    why="Nobody can tell which of the two is meant where the acronym stands alone.",
    example="The National Action Plan (NAP) was costed in May. The National Adaptation Plan (NAP) came in June.",
    mend="Keep the acronym for one of them, and write the other one out.",
)
_NUMBER_BESIDE = re.compile(r"[\d,.]+(?:\s+(?:million|billion|thousand))?[ \u00a0]$")
_EXPLAINED_BEFORE = re.compile(
    r"(?:,? or|(?:better |also |commonly |widely |generally )?known(?: locally)? as|called|abbreviated(?: as| to)?|for short"
    r"|in short|acronym|initials|referred to as|(?:here(?:after|inafter)|henceforth|abrégée? en|ou|o|ou encore|sigles?"
    r"|conocid[oa] como|connue? sous le (?:nom|sigle) d[e’'])),?(?: the| simply| its| just| la| le| el)* [“\"«‘]?$",
    re.IGNORECASE,
)
_EXPLAINED_AFTER = re.compile(
    r"[”\"»’]?,? (?:(?:for short|in short|in abbreviation|en abrégé|pour faire court|por sus siglas)\b"
    r"|(?:which |it |that )?(?:is short|stands?|short) for[ :](?:the )?[“\"«]?(?P<first>[^\W\d_]))"
)
_NAME_BEFORE = 160
"""Letters before an acronym in which its name is looked for."""
_NUMBER_AFTER = re.compile(r"[ \u00a0]?\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = frozenset("a an and at by for from in of on the to with de des du et la le les del y".split())


def _own(report: Report) -> frozenset[str]:
    """Return the keys of acronyms that stand in names: of the house, of partners, of the office and its country."""
    texts = [text for name in (*report.names, *report.editorial.names) for text in (name.name, *name.variants)]
    texts += [partner.acronym for partner in report.partners]
    for words in (report.office.name, report.office.country, *(partner.name for partner in report.partners)):
        texts += words.root.values()
    texts += [report.settings.currency, *(line.currency for line in report.finance[:1])]
    found = {key_of(word) for text in texts for word in re.findall(r"[A-Z][\w&-]*", text) if not word[1:].islower()}
    return frozenset(found | {key_of(agreement.currency) for agreement in report.agreements})


def _is_silent(mention: Mention) -> bool:
    """Say whether letters are a currency beside its amount, or a numeral."""
    text, start, end = mention.passage.text, mention.start, mention.end
    if ROMAN.fullmatch(mention.text):
        return True
    beside = _NUMBER_BESIDE.search(text[max(0, start - 24) : start]) or _NUMBER_AFTER.match(text, end)
    return len(mention.text) == 3 and bool(beside) and mention.text in _currencies()


def _is_explained(mention: Mention) -> bool:
    """Say whether the sentence explains the letters without a bracket: “the Development Agency, or DA for short”."""
    text, start, end = mention.passage.text, mention.start, mention.end
    before = text[max(0, start - _NAME_BEFORE) : start]
    after = _EXPLAINED_AFTER.match(text, end)
    if after:
        return after["first"] in (None, mention.text[0])
    if not _EXPLAINED_BEFORE.search(before):
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", before) if word not in _SMALL and word[0].isupper())
    return "".join(filter(str.isupper, mention.text)) in initials


@cache
def _currencies() -> frozenset[str]:
    return frozenset(Locale("en").currencies)


def acronym_undefined(report: Report) -> Iterator[Finding]:
    """Every acronym is defined, unless everybody knows it."""
    own = _own(report) | EVERYDAY | BODIES
    for document in documents(report):
        for key, mentions in document.mentions.items():
            if key in document.defined or key in own or mentions[0].text in EVERYDAY:
                continue
            bare = [each for each in mentions if not each.passage.in_quotation(each.start) and not _is_silent(each)]
            first = next((each for each in bare if each.in_text), bare[0] if bare else None)
            if first is not None and not any(map(_is_explained, bare)):
                where = "in donors’ packs" if document.is_pack else "in this edition"
                others = sorted({each.text for each in bare} - {first.text})
                too = f" (also {listed(f'“{each}”' for each in others)})" if others else ""
                message = f"What “{first.text}”{too} stands for is said nowhere {where}."
                yield first.passage.find(
                    UNDEFINED, first.start, first.end, message, expected=f"Full Name ({first.text})"
                )


def acronym_defined_late(report: Report) -> Iterator[Finding]:
    """An acronym is defined where it is printed first."""
    for document in documents(report):
        for key, defined in document.defined.items():
            if key in EVERYDAY:
                continue
            texts = _comparable(document, defined[0], document.mentions[key])
            first = next((each for each in texts if not each.passage.in_quotation(each.start)), None)
            if first is None or first.definition or _is_explained(first):
                continue
            said = defined[0]
            message = f"“{first.text}” is used here, and defined only at {said.passage.place(said.start)}."
            name = said.definition.name if said.definition else ""
            expected = f"{name} ({said.text})" if name else "the definition here"
            yield first.passage.find(LATE, first.start, first.end, message, expected=expected)


def _comparable(document: Document, said: Mention, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions whose order against a definition is known: in packs only those of the same text."""
    for each in mentions:
        same = not document.is_pack or each.passage.narrative is said.passage.narrative
        if same and (each.in_text or each.definition):
            yield each


def acronym_inverted(report: Report) -> Iterator[Finding]:
    """The full name stands before its acronym."""
    for document in documents(report):
        for mentions in document.defined.values():
            for each in mentions:
                said = each.definition
                if said and said.inverted and not each.passage.in_quotation(each.start):
                    message = f"“{said.acronym}” stands before the name that it is short for."
                    yield each.passage.find(
                        INVERTED, said.first, said.last, message, expected=f"{said.name} ({said.acronym})"
                    )


def acronym_used_seldom(report: Report) -> Iterator[Finding]:
    """An acronym that is defined is used twice and more after that; those that tables print are used there."""
    printed = {key_of(partner.acronym) for partner in report.partners if partner.acronym}
    printed |= {key_of(entity) for each in report.indicators if each.flag for entity in each.flag.entities}
    for document in documents(report):
        for key, defined in document.defined.items():
            count, said = len(document.mentions[key]), defined[0]
            if key in EVERYDAY or key in printed or count > 2:
                continue
            again = "is never used again" if count == 1 else "is used once more"
            message = f"“{said.text}” is defined here and {again}."
            name = said.definition.name if said.definition else ""
            yield said.passage.find(SELDOM, said.start, said.end, message, expected=name or "the name alone")


def acronym_defined_twice(report: Report) -> Iterator[Finding]:
    """An acronym is defined once; foreword and summary, which are read by themselves, do not count."""
    for document in documents(report):
        for defined in document.defined.values() if not document.is_pack else ():
            body = [each for each in defined if each.passage.narrative.kind not in ("foreword", "summary")]
            for each in body[1:]:
                if _same(_name(body[0]), _name(each)):
                    message = f"“{each.text}” is defined here again, after {body[0].passage.place(body[0].start)}."
                    yield each.passage.find(TWICE, each.start, each.end, message, expected=key_of(each.text))


def acronym_with_two_meanings(report: Report) -> Iterator[Finding]:
    """An acronym stands for one name."""
    for document in documents(report):
        for defined in document.defined.values():
            named = [each for each in defined if _name(each)]
            for before, each in pairwise(named):
                if not _same(_name(before), _name(each)):
                    message = (
                        f"“{each.text}” stands for “{_name(each)}” here, and for “{_name(before)}” at "
                        f"{before.passage.place(before.start)}."
                    )
                    yield each.passage.find(
                        AMBIGUOUS, each.start, each.end, message, expected="another acronym, or none"
                    )


def _name(mention: Mention) -> str:
    return mention.definition.name if mention.definition else ""


def _same(one: str, other: str) -> bool:
    """Say whether two full names mean the same: endings, capitals, hyphens and small words aside.

    One may go on where the other ends, in front (the National Council of Women) or behind (the Council of Women of Selk).
    """
    if not one or not other:
        return True
    first, second = (
        [word[:5] for word in _WORD.findall(name.casefold()) if word not in _SMALL] for name in (one, other)
    )
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and shorter in (longer[-len(shorter) :], longer[: len(shorter)])


CHECKS: tuple[Check, ...] = (
    Check(UNDEFINED, acronym_undefined),
    Check(LATE, acronym_defined_late),
    Check(INVERTED, acronym_inverted),
    Check(SELDOM, acronym_used_seldom),
    Check(TWICE, acronym_defined_twice),
    Check(AMBIGUOUS, acronym_with_two_meanings),
)
