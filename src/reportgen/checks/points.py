"""Percentages in texts become findings: points where nothing changes, a share that the joint programme does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Check, listed, plain
from reportgen.checks.prose.passages import Prose
from reportgen.findings import Card, Finding
from reportgen.model import Report

POINTS = Card(
    "RES087",
    "points-without-change",
    "warning",
    why="Percentage points measure the distance of two percentages; a share of a whole is in per cent.",
    example="The office carries out a share of 38 percentage points of the whole",
    mend="Write per cent, or say from what to what the percentage went.",
    languages=("en",),
)
JOINT_SHARE = Card(
    "RES090",
    "joint-share-contradicts-text",
    "warning",
    why="Table and text state the office's part in a joint programme; partners who read both will ask which one is right.",
    example="joint: {share: 83} in outcomes.yaml, and “this office carries out a share of 38 per cent” in the text",
    mend="Correct the share in outcomes.yaml, or the text.",
    languages=("en",),
)
_OWN_SHARE = re.compile(
    r"\b(?:office|we|our|programme)\b[^.;]{0,60}?\b(?:share|part) (?:of|is|was) (\d{1,3}(?:\.\d)?)[\s\u00a0]?(?:per ?cent\b|%)",
    re.I,
)
_POINTS = re.compile(r"\bpercentage points?\b", re.I)
_CHANGE = re.compile(
    r"\b(ris\w+|rose|grew|grow\w*|gr\w+th|f[ae]ll\w*|fell|drop\w*|declin\w*|decreas\w*|increas\w*|reduc\w*|improv\w*|gain\w*|"
    r"los[est]\w*|chang\w*|gaps?|differ\w*|higher|lower|more|less|fewer|above|below|over|under|up|down|beyond|behind|short|"
    r"ahead|from|than|between|within|distance|shift\w*|mov\w+|narrow\w*|widen\w*|clos\w+|add\w*|exceed\w*|miss\w*|jump\w*|"
    r"climb\w*|slip\w*|margin|swing|apart|since|against|better|worse|deviat\w*|off|by|plus|minus)\b",
    re.I,
)


def points_without_change(report: Report) -> Iterator[Finding]:
    """Percentage points stand in sentences about a change or a distance."""
    for passage in Prose.of(report).passages(POINTS, kinds=("paragraph", "note")):
        for match in _POINTS.finditer(passage.text):
            start, end = passage.sentence_of(match.start())
            before = re.search(r"\d[\s\u00a0]*$", passage.text[max(0, match.start() - 4) : match.start()])
            sentence = passage.text[start : match.start()] + " " + passage.text[match.end() : end]
            if before is None or _CHANGE.search(sentence) or passage.in_quotation(match.start()):
                continue
            message = "Percentage points stand here, but the sentence speaks of no change or distance."
            yield passage.find(POINTS, match.start(), match.end(), message, expected="per cent")


def joint_share_contradicts_text(report: Report) -> Iterator[Finding]:
    """The share that texts on joint work give the office is the one in outcomes.yaml."""
    joint = {each.code: each.joint.share for each in report.outcomes if each.joint and each.joint.share is not None}
    if not joint:
        return
    for passage in Prose.of(report).passages(JOINT_SHARE, kinds=("paragraph",)):
        narrative = passage.narrative
        if narrative.kind != "joint-work":
            continue
        shares = {joint[narrative.outcome]} if narrative.outcome in joint else set(joint.values())
        for match in _OWN_SHARE.finditer(passage.text):
            if Decimal(match[1]) not in shares and not passage.is_bound(match.start(1), match.end(1)):
                known = listed(plain(share) for share in sorted(shares))
                message = f"The text gives the office a share of {match[1]} per cent; outcomes.yaml has {known}."
                yield passage.find(JOINT_SHARE, match.start(1), match.end(1), message, expected=known)


CHECKS: tuple[Check, ...] = (
    Check(POINTS, points_without_change),
    Check(JOINT_SHARE, joint_share_contradicts_text),
)
