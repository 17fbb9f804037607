"""Stems and endings become the spellings of British and American English, for frequent words of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

Style = Literal["british-ize", "british", "american"]
Triple = tuple[str, str, str]
"""One word as british-ize, british and american write it."""

_OUR = (
    "lab fav behavi col endeav hon neighb harb hum rum tum savi flav parl od arm clam cand val splend vig ard succ ranc"
).split()  # fmt: skip
_OUR_ENDINGS = ["", "s", "ed", "er", "ers", "ing", "ful", "hood", "hoods", "ly", "less", "ite", "ites", "able", "ably"]
_IZE = (
    "organ reorgan disorgan real recogn mobil demobil util underutil priorit emphas special final general national local "
    "internal external international modern digital central decentral formal informal normal legal illegal penal capital "
    "maxim minim optim harmon summar categor character critic symbol standard stabil destabil stigmat destigmat sensit "
    "sympath synthes subsid strateg visual vocal urban victim revictim theor terror social neutral marginal memor moral "
    "demoral monet motor jeopard institutional individual industrial immun ideal hospital global fertil equal econom "
    "democrat custom contextual conceptual computer commercial colon decolon author apolog familiar personal patron "
    "scrutin popular public radical rational regular revital sanit sexual tantal traumat retraumat operational "
    "mechan material hypothes empath crystall decriminal criminal container compartmental civil canal "
    "anonym amort agon actual incentiv initial item liberal mesmer polar privat galvan"
).split()  # fmt: skip
_IZE_ENDINGS = ["e", "es", "ed", "ing", "er", "ers", "ation", "ations", "ational", "able"]
_DOUBLED = (
    "travel label model cancel counsel channel fuel signal level marshal quarrel tunnel funnel dial total pedal".split()
)
_DOUBLED_ENDINGS = ["ed", "ing", "er", "ers", "or", "ors"]
_RE = "cent theat kilomet centimet millimet lit fib calib meag lust somb spect sab".split()
_PAIRS = (
    "programme/program programmes/programs centred/centered centring/centering defence/defense defences/defenses "
    "offence/offense offences/offenses pretence/pretense enrol/enroll enrols/enrolls enrolment/enrollment "
    "enrolments/enrollments fulfil/fulfill fulfils/fulfills fulfilment/fulfillment instalment/installment "
    "instalments/installments skilful/skillful skilfully/skillfully wilful/willful wilfully/willfully "
    "paediatric/pediatric paediatrics/pediatrics paediatrician/pediatrician paediatricians/pediatricians "
    "gynaecology/gynecology gynaecologist/gynecologist gynaecologists/gynecologists gynaecological/gynecological "
    "anaemia/anemia anaemic/anemic anaesthetic/anesthetic anaesthesia/anesthesia haemorrhage/hemorrhage "
    "haemorrhages/hemorrhages orthopaedic/orthopedic diarrhoea/diarrhea oestrogen/estrogen caesarean/cesarean "
    "manoeuvre/maneuver manoeuvres/maneuvers grey/gray ageing/aging plough/plow ploughs/plows ploughing/plowing "
    "mould/mold moulds/molds sceptic/skeptic sceptics/skeptics sceptical/skeptical scepticism/skepticism "
    "aluminium/aluminum jewellery/jewelry analyse/analyze analysed/analyzed analysing/analyzing analyser/analyzer "
    "paralyse/paralyze paralysed/paralyzed paralysing/paralyzing catalyse/catalyze catalysed/catalyzed "
    "catalysing/catalyzing pyjamas/pajamas artefact/artifact artefacts/artifacts behavioural/behavioral "
    "unfavourable/unfavorable misdemeanour/misdemeanor misdemeanours/misdemeanors"
).split()  # fmt: skip
_NUMBERED = {"metre": "meter", "metres": "meters"}
"""Only behind a number: a meter also measures water."""


def _words() -> Iterator[Triple]:
    for stem in _OUR:
        yield from ((f"{stem}our{end}", f"{stem}our{end}", f"{stem}or{end}") for end in _OUR_ENDINGS)
    for stem in _IZE:
        yield from ((f"{stem}iz{end}", f"{stem}is{end}", f"{stem}iz{end}") for end in _IZE_ENDINGS)
    for stem in _DOUBLED:
        yield from ((f"{stem}l{end}", f"{stem}l{end}", f"{stem}{end}") for end in _DOUBLED_ENDINGS)
    for stem in _RE:
        yield from ((f"{stem}re{end}", f"{stem}re{end}", f"{stem}er{end}") for end in ("", "s"))
    for british, american in _pairs((*_PAIRS, *("/".join(pair) for pair in _NUMBERED.items()))):
        yield british, british, american


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in words:
        british, _, american = pair.partition("/")
        yield british, american


@cache
def wrong_spellings(style: Style) -> Mapping[str, str]:
    """Return what a style does not write -> what it writes, in small letters and with a capital."""
    at = ("british-ize", "british", "american").index(style)
    found: dict[str, str] = {}
    right: set[str] = set()
    for triple in _words():
        right.add(triple[at])
        found |= {word: triple[at] for word in triple if word != triple[at]}
    kept = {word: new for word, new in found.items() if word not in right}
    return kept | {word.capitalize(): new.capitalize() for word, new in kept.items()}


def is_measured(word: str) -> bool:
    """Say whether a word is a unit of length only behind a number."""
    return word.lower() in (*_NUMBERED, *_NUMBERED.values())
