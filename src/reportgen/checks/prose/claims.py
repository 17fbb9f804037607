"""Sentences that reckon become findings where their own numbers contradict them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from reportgen.checks.check import Check, plain
from reportgen.checks.prose.passages import Passage, Prose
from reportgen.checks.prose.quantities import Quantity, quantities
from reportgen.checks.prose.reckoning import ANOTHER, agrees, growth, span_of, times
from reportgen.findings import Card, Finding
from reportgen.model import Report

RATIO = Card(
    "NAR150",
    "ratio-wrong",
    "warning",
    why="Readers reckon such pairs in their heads; one that does not come out puts every other number in doubt.",
    example="“80 per cent (16 out of 18)”: 16 of 18 are 89 per cent.",
    mend="Correct the percentage or the counts; both can be printed from the data.",
    languages=("en",),
)
GROWTH = Card(
    "NAR151",
    "growth-wrong",
    "warning",
    why="A change that the two values beside it do not bear out is the first thing that an auditor recalculates.",
    example="“more than doubled, from 12 to 20”; “from 40 to 60, an increase of 20 per cent”",
    mend="Correct the change, or the values. Between two percentages the difference is in percentage points.",
    languages=("en",),
)
DIRECTION = Card(
    "NAR153",
    "direction-wrong",
    "warning",
    why="The verb says that a number grew, the numbers that it fell; one of them is a slip.",
    example="“rose from 12 to 8”",
    mend="Exchange the numbers, or the verb.",
    languages=("en",),
)
OVER_WHOLE = Card(
    "NAR154",
    "part-over-whole-in-text",
    "warning",
    why="More cannot be counted than there are.",
    example="“18 of the 16 provinces”",
    mend="Correct the numbers.",
    languages=("en",),
)
_OF = re.compile(
    r"[ \u00a0](?:out )?of(?: the| all| its| our| their| these| those| all the| a total of| some| about"
    r"| around)?[ \u00a0](?:[a-z]+ )?"
)
_NOUNS = r"(?:[ \u00a0][A-Za-z][\w’'-]*){0,6}"
_RATIO_BEFORE = re.compile(
    rf"{_NOUNS}[ \u00a0]?[(–—:,-] ?(?:or |that is,? |i\.e\.,? |corresponding to |equal to )?(?:some |about |over |nearly "
    rf"|almost )?"
)
_RATIO_AFTER = re.compile(
    rf"{_NOUNS},? ?\(?(?:or |that is,? |i\.e\.,? )?(?:some |about |over |nearly |almost |more than |just over |just under )?"
)
_OUT_OF = re.compile(r"\b(?:[Oo]ut of|Of)(?: the| all| its| our| a total of)? $")
_NOUN_COMMA = re.compile(r"(?:[ \u00a0][A-Za-z][\w’'-]*){1,6}, ")
_VERB = re.compile(r"[ \u00a0](?:were|are|was|had|have|came|took|said)\b")
_UP_BY = re.compile(r",? (?:up|down)(?: by)? (?:some |about |over |nearly |almost )?$")
_FROM = re.compile(r"(?:[ \u00a0][a-z]+){0,2} from (?:the |about |some )?")
_NEAR = 60
"""Letters between two values and the change that is told of them."""
_ENDS = re.compile(r" ?[),;]")
_OR = re.compile(r",? ?(?:or |\(|that is,? )")
_CLOSED = re.compile(r"(?:[ \u00a0][\w’'-]+){0,2}[);,]")
_PERSONS = re.compile(
    r"[ \u00a0]of (?:all\b|the (?:women|men|girls|boys|people|pupils|students|participants|respondents|households|families"
    r"|members|staff|officers)\b)"
)
_UP = re.compile(
    r"\b(?:rose|risen|rise|rises|increas\w+|grew|grown|growth|grow|climb\w*|expand\w*|went up|up|doubled|tripled|trebled"
    r"|quadrupled"
    r"|jumped|surged|soared)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fell|fallen|fall|falls|dropp\w+|drop|declin\w+|decreas\w+|shrank|shrunk|reduc\w+|cut|went down|down|halved"
    r"|lower\w*|shorten\w*|slump\w*|plung\w*|slow\w*|narrow\w*|eased|weaken\w*)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|without|instead of|rather than|planned|should|would|could|target|expected|if)\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(?:\bby|\bup|\bdown|\b(?:increase|rise|growth|gain|jump|decrease|decline|fall|drop|reduction|cut) of|\+|[−–-])"
    r"(?: over| more than| about| around| nearly| almost| some| an estimated| roughly)? ?$",
    re.IGNORECASE,
)
_MOST = 40
"""Numbers above which a sentence is a table that was pasted into a line."""


def sentences_with_numbers(report: Report, card: Card) -> Iterator[tuple[Passage, str, tuple[Quantity, ...]]]:
    """Yield passage, sentence and its quantities, where there are two or more."""
    for passage in Prose.of(report).passages(card):
        found = quantities(passage)
        if len(found) < 2 or passage.quoted:
            continue
        by_sentence: dict[tuple[int, int], list[Quantity]] = {}
        for each in found:
            by_sentence.setdefault(passage.sentence_of(each.start), []).append(each)
        for (start, end), here in by_sentence.items():
            if 1 < len(here) <= _MOST:
                yield passage, passage.text[start:end], tuple(here)


def ratio_wrong(report: Report) -> Iterator[Finding]:
    """A percentage beside its two counts is their ratio."""
    for passage, _, found in sentences_with_numbers(report, RATIO):
        for part, whole, share in _apart(passage, found):
            exact = 100 * part.value / whole.value if whole.value else Decimal(0)
            if whole.value and not agrees(share, exact):
                right = _short(exact)
                message = f"{plain(part.value)} of {plain(whole.value)} are {right} per cent, not {share.text}."
                yield passage.find(RATIO, share.start, share.end, message, expected=f"{right} per cent")
        for part, whole in pairwise(found):
            if not _is_part_of(passage, part, whole) or not whole.value:
                continue
            exact = 100 * part.value / whole.value
            for share in found:
                before = share.end <= part.start and _RATIO_BEFORE.fullmatch(passage.text, share.end, part.start)
                after = share.start >= whole.end and _RATIO_AFTER.fullmatch(passage.text, whole.end, share.start)
                if (
                    before
                    and "(" in passage.text[share.end : part.start]
                    and not _CLOSED.match(passage.text, whole.end)
                ):
                    continue  # the bracket tells something else: “(2 of 9 ports did not report)”
                if share.kind != "percent" or not (before or after) or agrees(share, exact):
                    continue
                if after and "(" in after[0] and not _ENDS.match(passage.text, share.end):
                    continue  # “4 of 10 homes (11 per cent more than in 2020)”
                right = _short(exact)
                message = f"{plain(part.value)} of {plain(whole.value)} are {right} per cent, not {share.text}."
                yield passage.find(RATIO, share.start, share.end, message, expected=f"{right} per cent")


def _apart(passage: Passage, found: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, Quantity, Quantity]]:
    """Yield (part, whole, share) of “Of the 250 wells that were tested, 90, or 36 per cent, had arsenic”."""
    text = passage.text
    for whole, part, share in zip(found, found[1:], found[2:], strict=False):
        if (
            part.kind == whole.kind == "number"
            and share.kind == "percent"
            and _OUT_OF.search(text[max(0, whole.start - 16) : whole.start])
            and text[whole.end : part.start].endswith(", ")
            and _OR.fullmatch(text, part.end, share.start)
        ):
            yield part, whole, share


def _is_part_of(passage: Passage, part: Quantity, whole: Quantity) -> bool:
    return part.kind == whole.kind == "number" and _OF.fullmatch(passage.text, part.end, whole.start) is not None


def _is_whole_first(passage: Passage, whole: Quantity, part: Quantity) -> bool:
    """Say whether two counts are told as “out of 350 participants, 412 were women”."""
    text = passage.text
    return (
        part.kind == whole.kind == "number"
        and _OUT_OF.search(text[max(0, whole.start - 16) : whole.start]) is not None
        and _NOUN_COMMA.fullmatch(text, whole.end, part.start) is not None
        and _VERB.match(text, part.end) is not None
    )


def part_over_whole_in_text(report: Report) -> Iterator[Finding]:
    """A part is no more than its whole."""
    for passage in Prose.of(report).passages(OVER_WHOLE):
        for share in quantities(passage):
            persons = _PERSONS.match(passage.text, share.end)
            if share.kind == "percent" and share.value > 100 and persons and not passage.quoted:
                message = f"{share.text} cannot be a part of all there are."
                yield passage.find(OVER_WHOLE, share.start, persons.end(), message, expected="at most 100 per cent")
    for passage, _, found in sentences_with_numbers(report, OVER_WHOLE):
        for one, other in pairwise(found):
            part, whole = (other, one) if _is_whole_first(passage, one, other) else (one, other)
            if (
                not (part is other or _is_part_of(passage, part, whole))
                or part.value <= whole.value
                or whole.value <= 1
            ):
                continue
            if re.match(
                r"[ \u00a0](?:hours?|days?|weeks?|months?|years?|per|hectares?|kilomet)",
                passage.text[whole.end : whole.end + 12],
            ):
                continue  # a measure, not a whole
            message = f"{plain(part.value)} cannot be part of {plain(whole.value)}."
            yield passage.find(OVER_WHOLE, one.start, other.end, message, expected=f"at most {plain(whole.value)}")


def _spans(passage: Passage, found: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield (from, to) of every change that a sentence tells with both of its ends."""
    for one, other in pairwise(found):
        if one.kind == "number" and other.kind == "percent" and one.end < other.start and not one.in_words:
            one = replace(one, kind="percent")  # “from 40 to 60 per cent”
        ends = span_of(passage.text, one, other)
        if ends and ends[0].kind == ends[1].kind:
            yield ends


def direction_wrong(report: Report) -> Iterator[Finding]:
    """What rose ends higher than it began, what fell ends lower."""
    for passage, sentence, found in sentences_with_numbers(report, DIRECTION):
        offset = passage.sentence_of(found[0].start)[0]
        for old, new in _spans(passage, found):
            first, last = min(old.start, new.start) - offset, max(old.end, new.end) - offset
            begin = max(0, first - 90)
            begin = max(
                begin, *(sentence.rfind(mark, begin, first) + 1 for mark in (";", " while ", " but ", " whereas "))
            )
            clause = sentence[begin:first]
            up, down = _UP.search(clause), _DOWN.search(clause)
            if bool(up) == bool(down) or _NOT.search(clause) or old.value == new.value:
                continue
            if bool(up) == (new.value < old.value):
                verb = up or down
                assert verb is not None
                way = "up" if up else "down"
                ends = f"{plain(old.value)} to {plain(new.value)}"
                message = f"“{verb[0]}” says that the number went {way}; {ends} is the other way."
                yield passage.find(DIRECTION, offset + begin + verb.start(), offset + last, message)


def growth_wrong(report: Report) -> Iterator[Finding]:
    """A change that is told beside its two values is their difference or ratio."""
    for passage, sentence, found in sentences_with_numbers(report, GROWTH):
        offset = passage.sentence_of(found[0].start)[0]
        for new, change, old in zip(found, found[1:], found[2:], strict=False):
            if _is_up_from(passage.text, new, change, old) and (wrong := growth(change, old, new)):
                yield passage.find(GROWTH, change.start, change.end, wrong[0], expected=wrong[1])
        ends = list(_spans(passage, found))
        if len(ends) != 1:
            continue  # of two changes in one sentence nobody can say which is meant
        old, new = ends[0]
        if not old.value:
            continue
        problem = times(sentence, min(old.start, new.start) - offset, max(old.end, new.end) - offset, old, new)
        if problem:
            (start, end), message = problem
            yield passage.find(GROWTH, offset + start, offset + end, message)
            continue
        for change in found:
            if change.start in (old.start, new.start) or not _is_change(passage.text, offset, change, old, new):
                continue
            wrong = growth(change, old, new)
            if wrong:
                yield passage.find(GROWTH, change.start, change.end, wrong[0], expected=wrong[1])


def _is_up_from(text: str, new: Quantity, change: Quantity, old: Quantity) -> bool:
    """Say whether three numbers are told as “69 per cent, up 8 per cent from 61 per cent”."""
    return (
        new.kind == old.kind
        and bool(old.value)
        and _UP_BY.search(text, new.end, change.start) is not None
        and len(text[new.end : change.start]) <= 2 * _NEAR
        and _FROM.fullmatch(text, change.end, old.start) is not None
    )


def _is_change(text: str, offset: int, change: Quantity, old: Quantity, new: Quantity) -> bool:
    """Say whether a number is told as the change between the two: beside them, with no other verb in between."""
    if not _CHANGE.search(text[max(offset, change.start - 32) : change.start]):
        return False
    first, last = min(old.start, new.start), max(old.end, new.end)
    between = text[last : change.start] if change.start >= last else text[change.end : first]
    return len(between) <= _NEAR and ANOTHER.search(between) is None


def _short(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.1")))


CHECKS: tuple[Check, ...] = (
    Check(RATIO, ratio_wrong),
    Check(GROWTH, growth_wrong),
    Check(DIRECTION, direction_wrong),
    Check(OVER_WHOLE, part_over_whole_in_text),
)
