"""References of what this program exported become what it said by them: sources of funds, agreements, the office."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportgen.iati.records import Activity, Amount

_LINE = re.compile(r"\d{4}-(?:received|committed|expended)-(regular|other)(?:-\d+)?")
_COUNT = re.compile(r"-\d{1,3}$")


def was_exported(activity: Activity) -> bool:
    """Say whether an activity is an outcome that was exported: all its indicators have codes that go on from its own."""
    own = activity.own_code
    indicators = [each for result in activity.results for each in result.indicators]
    if not own or not all(
        any(r.vocabulary == "99" and r.code.startswith(f"{own}.") for r in i.references) for i in indicators
    ):
        return False
    return bool(indicators) or any(source_of(each, own) for each in activity.transactions)


def source_of(amount: Amount, own: str) -> str:
    """Return the source of funds that the reference of a sum names, as in ``D_1-2024-expended-regular``; else nothing."""
    match = _LINE.fullmatch(amount.ref.removeprefix(f"{own}-")) if own and amount.ref.startswith(f"{own}-") else None
    return match[1] if match else ""


def agreement_of(ref: str, code: str, year: int, agreements: Iterable[str]) -> str:
    """Return the agreement that the reference of a payment names: partner, agreement, outcome and year, and a number."""
    for text in (ref, _COUNT.sub("", ref)):
        for each in agreements:
            if text.endswith(f"-{each}-{code}-{year}"):
                return each
    return ""


def office_of(activity: Activity) -> str:
    """Return the office whose code an exported identifier begins with; empty where it is made otherwise."""
    own = activity.own_code
    if not own or not activity.identifier.endswith(own):
        return ""
    return activity.identifier.removesuffix(own).rstrip("-_.:/ ")
