"""A view becomes what its audience does not see, and why: a list for the office alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.model import Agreement, Contribution, Disclosure, Partner, Record, Result, Target
from reportgen.model.report import Table
from reportgen.project.view import View


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that an audience does not see; `cell` names it (and is for the office alone), `why` says the reason."""

    what: str
    place: str
    why: str


def withheld_by(view: View) -> tuple[Withheld, ...]:
    """Return what the audience does not see, and why, in the order of the inputs."""
    found: list[Withheld] = []
    seen = {id(each) for each in (*view.results, *view.targets)}
    for table in _NAMES:
        for record in view.whole.records(table):
            if why := _why(view, table, record, seen):
                name = _NAMES[table](record)
                found.append(Withheld(name, str(record.place("disclosure" if record.place().column else "")), why))
    return tuple(found)


def _why(view: View, table: Table, record: Record, seen: Collection[int]) -> str:
    """Return why the audience does not see a record; empty where it does."""
    sight, cell = view.sight, view.cells.of(record)
    if not sight.sees(table, record):
        return f"disclosure {spelled(view.whole.disclosure_of(table, record))}"
    if cell in view.guarded.hidden:
        return f"it would tell {view.guarded.hidden[cell]}"
    match record:
        case Partner() if record.id in sight.closed_partners:
            return "naming it could harm it" if record.at_risk else "the partner stays anonymous"
        case Agreement() | Contribution() if record.partner in sight.closed_partners:
            return f"its partner {record.partner} is not disclosed"
        case Contribution() if record.agreement in sight.closed_agreements:
            return f"its agreement {record.agreement} is not disclosed"
        case Result() | Target() if record.parts and record.indicator in view.indicators and id(record) not in seen:
            return "a part of the same breakdown is withheld, or counts one to four people"
        case _:
            return ""


def spelled(disclosure: Disclosure) -> str:
    """Return a disclosure as it is typed."""
    rest = ",".join(disclosure.partners) or (str(disclosure.until) if disclosure.until else "")
    return f"{disclosure.kind}:{rest}" if rest else disclosure.kind


_NAMES: Mapping[Table, Callable[[Any], str]] = {
    "partners": lambda it: f"partner {it.id}",
    "agreements": lambda it: f"agreement {it.id}",
    "contributions": lambda it: f"contribution of {it.partner}, {it.outcome or 'core'}, {it.year}",
    "finance": lambda it: f"{it.stage}, {it.source_of_funds} funds, {it.code}, {it.year}",
    "spending": lambda it: f"{it.stage} of {it.agreement}, {it.outcome}, {it.period_start} to {it.period_end}",
    "indicators": lambda it: f"indicator {it.code}",
    "targets": lambda it: f"{it.kind} of {it.indicator}, {it.period}{' ' if it.dimensions else ''}{it.dimensions}",
    "results": lambda it: f"result of {it.indicator}, {it.period_end}{' ' if it.dimensions else ''}{it.dimensions}",
    "sdg": lambda it: f"share of {it.target or it.goal}, {it.outcome}, {it.year}",
    "facts": lambda it: f"fact {it.id}",
    "narratives": lambda it: f"text {it.file}",
    "images": lambda it: f"picture {it.id}",
}
"""What the office calls a record."""
