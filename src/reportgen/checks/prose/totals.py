"""A total and the parts behind it in one sentence become a finding where the parts do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from reportgen.checks.check import Check, plain
from reportgen.checks.prose.claims import sentences_with_numbers
from reportgen.checks.prose.passages import Passage
from reportgen.checks.prose.quantities import Quantity
from reportgen.findings import Card, Finding
from reportgen.model import Report

PARTS = Card(
    "NAR152",
    "parts-do-not-add-up-in-text",
    "warning",
    why="Whoever adds the parts up finds another total than the one beside them.",
    example="“310 people (200 women and 120 men)”: together 320.",
    mend="Correct the numbers, or say that the parts overlap or are not all.",
    languages=("en",),
)
_NOUNS = r"(?:[ \u00a0][A-Za-z][\w’'-]*){0,6}"
_TOTAL = re.compile(
    r"\b(?:including|include|among them|of whom|of which|of them|at least|mostly|mainly|notably|such as|e\.g\.)\b",
    re.IGNORECASE,
)
_OVERLAP = re.compile(
    r"\b(?:young|youth|persons? with|people with|disabilit|survivors|refugees|elderly|rural|indigenous|displaced|new)",
    re.IGNORECASE,
)
_OPENING = re.compile(rf"{_NOUNS}(?: ?\(|(?:[ \u00a0][\w’'-]+){{0,14}}: | – | — |, (?:of (?:whom|which|them),? )?)")
_SEXES = re.compile(
    r"\bwomen\b.*\bmen\b|\bmen\b.*\bwomen\b|\bgirls\b.*\bboys\b|\bboys\b.*\bgirls\b|\bfemale\b.*\bmale\b"
)
_JOINED = re.compile(r"(?:[ \u00a0][A-Za-z][\w’'/-]*){0,7},? ?(?:and |plus )?(?:the )?")


def parts_do_not_add_up_in_text(report: Report) -> Iterator[Finding]:
    """Parts that stand behind their total add up to it."""
    for passage, _, found in sentences_with_numbers(report, PARTS):
        for number, whole in enumerate(found[:-2]):
            if whole.kind not in ("number", "money") or whole.approximate:
                continue
            parts = _parts(passage, whole, found[number + 1 :])
            total = sum((part.value for part in parts), Decimal(0))
            slack = sum(
                (part.step / 2 for part in parts if part.step > 1), whole.step / 2 if whole.step > 1 else Decimal(0)
            )
            if len(parts) < 2 or abs(total - whole.value) <= slack:
                continue
            message = f"The parts add up to {plain(total)}, but {whole.text} stands before them."
            yield passage.find(PARTS, whole.start, parts[-1].end, message, expected=plain(total))


def _parts(passage: Passage, whole: Quantity, rest: tuple[Quantity, ...]) -> list[Quantity]:
    """Return the parts that a bracket, a colon or a dash behind `whole` lists; none where they may overlap or be some of many."""
    text = passage.text
    opening = _OPENING.match(text, whole.end)
    if opening is None or rest[0].start < opening.end() or text[opening.end() : rest[0].start].strip():
        return []
    bracket, sexes = opening[0].endswith("("), "," in opening[0]
    close = text.find(")", opening.end()) if bracket else passage.sentence_of(whole.start)[1]
    inside = text[opening.end() : close] if close >= 0 else ""
    if not inside or _TOTAL.search(inside) or _OVERLAP.search(inside) or (sexes and not _SEXES.search(inside)):
        return []
    parts = [each for each in rest if each.end <= close]
    for one, other in pairwise(parts):
        between = text[one.end : other.start]
        if (
            one.kind != whole.kind
            or other.kind != whole.kind
            or not _JOINED.fullmatch(between)
            or not re.search(r",|\band\b|\bplus\b", between)
        ):
            return []
    if len(parts) > 1 and not re.search(r"\b(?:and|plus)\b", text[parts[-2].end : parts[-1].start]):
        return []  # without a last “and” the list may go on
    tail = text[parts[-1].end : close] if parts else ""
    return parts if re.fullmatch(rf"{_NOUNS}[.)]?", tail) and not any(part.approximate for part in parts) else []


CHECKS: tuple[Check, ...] = (Check(PARTS, parts_do_not_add_up_in_text),)
