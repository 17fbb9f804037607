"""Chart specs for tests: every kind with few and many categories, gaps, zeros, negatives, long names, directions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any, Literal

from reportgen.document.chart import Chart, ChartKind, Mark, Series

LONG = "Women's organizations and networks at provincial level, {:02d}"
ARABIC = "عدد القوانين المعتمدة أو المنقحة بدعم تقني {}"
CHINESE = "在技术支持下通过或修订的促进性别平等和妇女权能的法律、政策、预算和行动计划数量（含省级与地方一级），第{}类"
Script = Literal["latin", "arabic", "chinese"]
SCRIPTS: tuple[Script, ...] = ("latin", "arabic", "chinese")
NAMED = {"latin": LONG, "arabic": ARABIC, "chinese": CHINESE}
LANGUAGE = {"latin": "en", "arabic": "ar", "chinese": "zh"}
COUNTS = (1, 3, 12, 30)
DATA = ("plain", "missing", "all-missing", "zeros", "negatives")
SEVERAL = (1, 2, 4, 7)
"""Numbers of series."""
ROLES = ("accent", "muted", "goal", "start", "muted", "muted", "muted")
NAMES = (
    "Expended", "Available in the year under review", "Budget", "Baseline 2020", "Committed", "Received", "Reported",
)  # fmt: skip
MARKS: tuple[Mark, ...] = ("met", "partly", "not-met", "no-data", "")
KEY: tuple[tuple[Mark, str], ...] = (
    ("met", "met 12"), ("partly", "partly met"), ("not-met", "not met"), ("no-data", "no data"),
)  # fmt: skip


def label(value: Decimal | None) -> str:
    return "not collected" if value is None else f"{value:,}".replace("-", "−")


def a_series(name: str, values: list[Any], role: str = "accent", labels: tuple[str, ...] = ()) -> Series:
    numbers = tuple(None if value is None else Decimal(str(value)) for value in values)
    return Series(name, numbers, labels or tuple(label(v) for v in numbers), role)  # type: ignore[arg-type]


def a_chart(kind: ChartKind, **rest: Any) -> Chart:
    return Chart(name="test", figure="test", kind=kind, title="Title", alt="Alt", **rest)


def values(data: str, count: int, seed: int) -> list[Decimal | None]:
    """Return values from 3 to 3 million in no order."""
    step = Decimal(3_000_000 - 3) / max(count - 1, 1)
    numbers = [(3 + step * i).quantize(Decimal(1)) for i in range(count)]
    random.Random(count * 7 + seed).shuffle(numbers)
    match data:
        case "missing":
            return [None if i % 3 == seed % 3 else value for i, value in enumerate(numbers)]
        case "all-missing":
            return [None] * count
        case "zeros":
            return [Decimal(0) if i % 2 == seed % 2 else value for i, value in enumerate(numbers)]
        case "negatives":
            return [-value if i % 2 else value for i, value in enumerate(numbers)]
        case _:
            return list(numbers)


def categories(count: int, long: bool, script: Script = "latin") -> tuple[str, ...]:
    return tuple(NAMED[script].format(i) if long else str(2000 + i) for i in range(count))


def _series(kind: ChartKind, data: str, count: int, number: int) -> tuple[Series, ...]:
    if kind == "matrix":
        return ()
    if kind != "dots":
        return tuple(a_series(NAMES[k], values(data, count, k), ROLES[k]) for k in range(number))
    whole = [Decimal(100)] * count
    moving = [[None if v is None else v / 20_000 for v in values(data, count, k)] for k in (1, 2)]
    printed = tuple("US$1.95 million" for _ in whole)
    return (
        a_series("Baseline", [Decimal(0)] * count, "start", printed),
        a_series("Result 2024", moving[0], "accent", tuple(label(v and round(v)) for v in moving[0])),
        a_series("Milestone 2024", moving[1], "muted", tuple(label(v and round(v)) for v in moving[1])),
        a_series("Target", whole, "goal", printed),
    )[: 4 if number > 1 else 2]


def _makes_sense(kind: ChartKind, data: str, count: int, number: int) -> bool:
    match kind:
        case "strip":
            return number == 1 and count <= 12
        case "matrix":
            return data == "plain"
        case "line":
            return True
        case _:
            return number <= 4


def all_specs(kind: ChartKind, script: Script) -> Iterator[Chart]:
    """Yield every combination of one kind."""
    for count, data, long, number in product(COUNTS, DATA, (False, True), SEVERAL):
        if not _makes_sense(kind, data, count, number):
            continue
        rest: dict[str, Any] = {}
        if kind == "matrix":
            across = number * 3 if number % 2 else number * 12
            rest["columns"] = categories(across, long, script) if number % 2 else ("",) * across
            rest["marks"] = tuple(tuple(MARKS[(i + j) % 5] for j in range(across)) for i in range(count))
            rest["mark_labels"] = KEY
        yield a_chart(
            kind,
            categories=categories(count, long, script),
            series=_series(kind, data, count, number),
            unit="" if kind == "strip" else "US$",
            highlight=0 if count > 3 else -1,
            lang=LANGUAGE[script],
            dir="rtl" if script == "arabic" else "ltr",
            **rest,
        )
