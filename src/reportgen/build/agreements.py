"""Agreements become the reports that donors wait for: sent, overdue or due, and what each still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from reportgen.facts import DonorView, Numbers
from reportgen.model import Agreement, Report
from reportgen.profiles import profile_of

State = Literal["sent", "overdue", "due"]
TEXTS = ("brief", "progress-note")


@dataclass(frozen=True, slots=True)
class ReportDue:
    """One report that an agreement asks for.

    Attributes:
        agreement, partner: Their ids.
        due: The day by which it is to be sent.
        sent: The day on which it was; None where it was not.
        state: ``sent``, ``overdue`` (the day has passed) or ``due``.
        lacks: For one that was not sent: what the workspace lacks for it, in words.
    """

    agreement: str
    partner: str
    due: date
    sent: date | None
    state: State
    lacks: tuple[str, ...] = ()


def reports_due(report: Report, on: date, extra: Path | None = None) -> tuple[ReportDue, ...]:
    """Return every report that an agreement asks for, by the day on which it is due; as it stands on the day `on`.

    Dates of sending answer dates of being due one by one, in their order.
    """
    found: list[ReportDue] = []
    for agreement in report.agreements:
        sent = sorted(agreement.reports_sent)
        for number, due in enumerate(sorted(agreement.reports_due)):
            when = sent[number] if number < len(sent) else None
            state: State = "sent" if when else "overdue" if due < on else "due"
            lacks = () if when else tuple(_lacks(report, agreement, due, extra))
            found.append(ReportDue(agreement.id, agreement.partner, due, when, state, lacks))
    return tuple(sorted(found, key=lambda each: (each.due, each.agreement)))


def _lacks(report: Report, agreement: Agreement, due: date, extra: Path | None) -> Iterator[str]:
    """Yield what the workspace lacks for one report."""
    partner = next((p for p in report.partners if p.id == agreement.partner), None)
    if partner is None:
        yield f"the partner {agreement.partner} in partners.yaml"
        return
    view = DonorView(report, agreement.partner, only=agreement.id)
    period = view.period(agreement)
    if period is None or due.year > report.year + 1 or any(
        s.period_end < due and s.period_start > period.end for s in view.spending(agreement)
    ):  # fmt: skip
        yield f"a workspace of a later year than {report.year}"
        return
    if period.end >= due:
        yield f"the end of its period on {period.end}"
    yield from _money_lacks(view, agreement, certified=profile_of(report, partner, extra).certified)
    yield from _result_lacks(report, view)


def _money_lacks(view: DonorView, agreement: Agreement, *, certified: bool) -> Iterator[str]:
    account = view.account(agreement)
    if account.expended is None:
        yield "what was spent (spending.csv)"
    elif account.provisional:
        yield "certified accounts" if certified else "final accounts (provisional ones would be printed)"
    bare = [r for r in view.tranches(agreement) if r.rate is None and r.currency != view.report.settings.currency]
    if bare:
        yield f"the rate of {len(bare)} payment{'s' if len(bare) > 1 else ''}"


def _result_lacks(report: Report, view: DonorView) -> Iterator[str]:
    """Yield outcomes without a text, and how many indicators have no result of the year."""
    language, year = report.settings.languages[0], report.year
    told = {
        n.outcome for n in report.narratives if n.kind in TEXTS and n.language == language and n.year in (None, year)
    }  # fmt: skip
    silent = [outcome.code for outcome in view.outcomes if outcome.code not in told]
    if silent:
        yield f"a text on {', '.join(silent)}"
    tracks = Numbers.of(report).tracks
    asked = view.indicators()
    empty = [i.code for i in asked if (seen := tracks[i.code].years.get(year)) is None or seen.whole is None]
    if empty:
        more = f" and {len(empty) - 3} more" if len(empty) > 3 else ""
        yield f"results of {len(empty)} of {len(asked)} indicators ({', '.join(empty[:3])}{more})"
