"""What an audience sees record by record becomes a report without what it must not know, nor what would tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Protocol, TypeVar

from reportgen.model import (
    Agreement,
    Contribution,
    Disclosure,
    FinanceLine,
    Gap,
    Image,
    LocalText,
    Narrative,
    Outcome,
    Partner,
    Record,
    Report,
    Result,
    Spending,
    Target,
)
from reportgen.model.report import Table
from reportgen.project.breakdowns import alike, seen_of
from reportgen.project.cells import Cells, Sum, family_of, group_cell, line_of, owner_sums
from reportgen.project.goals import goal_family
from reportgen.project.guard import Guarded, guard
from reportgen.project.notes import without_notes
from reportgen.project.sight import Sight

OTHER_PARTNERS = "other-partners"
"""Id of the group of undisclosed partners; templates print its name in the language of the edition."""
SMALLEST_GROUP = 3
"""Fewer undisclosed partners than this would give one another's amounts away: then no group is printed."""
Group = tuple[str | None, int]
"""Outcome (None: core funds) and year."""
R = TypeVar("R", bound=Record)


class Known(Protocol):
    """What an audience knows from elsewhere: amounts, and sums of which it knows the total."""

    @property
    def known(self) -> tuple[str, ...]:
        """Cells."""
        ...

    @property
    def sums(self) -> Mapping[str, tuple[str, ...]]:
        """Name of a sum -> the cells of contributions that it is of."""
        ...


class View:
    """One audience's view of one report."""

    def __init__(self, sight: Sight, smallest_group: int, elsewhere: Collection[Known]) -> None:
        self.sight, self.whole = sight, sight.report
        self.smallest_group, self.elsewhere = smallest_group, elsewhere
        self.cells = Cells(sight.report)

    def _seen(self, table: Table, records: Iterable[R]) -> list[R]:
        return [record for record in records if self.sight.sees(table, record)]

    # What is seen record by record --------------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> frozenset[str]:
        """Codes of the indicators that are seen."""
        return frozenset(each.code for each in self._seen("indicators", self.whole.indicators))

    @cached_property
    def agreements(self) -> list[Agreement]:
        """The agreements that are seen."""
        return [each for each in self.whole.agreements if each.id not in self.sight.closed_agreements]

    @cached_property
    def contributions(self) -> list[Contribution]:
        """The contributions that are seen by themselves."""
        closed, partners = self.sight.closed_agreements, self.sight.closed_partners
        rows = self._seen("contributions", self.whole.contributions)
        return [row for row in rows if row.agreement not in closed and row.partner not in partners]

    @cached_property
    def spending(self) -> list[Spending]:
        """The accounts of agreements: the office sees all, a donor its own, nobody else any."""
        if self.sight.internal or self.sight.audience == "review":
            return self._seen("spending", self.whole.spending)
        mine = {id for id, owner in self.sight.owners.items() if owner == self.sight.donor}
        return [row for row in self._seen("spending", self.whole.spending) if row.agreement in mine]

    @cached_property
    def targets(self) -> list[Target]:
        """The targets that are seen."""
        return seen_of(self.sight, "targets", self.whole.targets, self.indicators, goal_family)

    @cached_property
    def results(self) -> list[Result]:
        """The results that are seen."""
        return seen_of(self.sight, "results", self.whole.results, self.indicators, family_of)

    @cached_property
    def groups(self) -> dict[Group, list[Contribution]]:
        """Outcome and year -> the contributions that are not seen, where they are of enough partners to stand together."""
        seen = {id(row) for row in self.contributions}
        rows: dict[Group, list[Contribution]] = defaultdict(list)
        for row in self.whole.contributions:
            if id(row) not in seen:
                rows[row.outcome, row.year].append(row)
        return {key: each for key, each in rows.items() if len({row.partner for row in each}) >= self.smallest_group}

    # What is withheld because it would tell the rest ---------------------------------------------------------------

    @cached_property
    def guarded(self) -> Guarded:
        """What must be withheld besides."""
        if self.sight.internal:
            return Guarded({}, {}, ())
        finance = self._seen("finance", self.whole.finance)
        records = (*finance, *self.contributions, *self.spending, *self.agreements, *self.results, *self.targets)
        seen = set(map(id, records))
        if all(id(row) in seen for row in self._delicate()):
            return Guarded({}, {}, ())
        known = {name for record in records if (name := self.cells.of(record))} | {
            group_cell(*key) for key in self.groups
        }
        secrets = self._secrets(known)
        if not secrets:
            return Guarded({}, {}, ())
        sums = self.cells.sums(self.groups)
        fixed = {
            self.cells.of(row) for row in (*self.contributions, *self.agreements) if row.partner == self.sight.donor
        }
        fixed |= {self.cells.of(row) for row in self.spending}
        for number, told in enumerate(self.elsewhere):
            fixed |= set(told.known)
            for name, members in told.sums.items():
                rates = {cell: self.cells.rates.get(cell, Fraction(1)) for cell in members}
                fixed.add(f"told:{number}/{name}")
                sums.append({f"told:{number}/{name}": Fraction(1), **{cell: -rate for cell, rate in rates.items()}})
        return guard(sums, known | fixed, secrets, fixed=fixed, alike=self._alike())

    def _secrets(self, known: Collection[str]) -> dict[str, Sum]:
        """Return what must not be known: every amount that is not seen, and what a closed partner paid in all."""
        names = [name for row in self._delicate() if (name := self.cells.of(row)) and name not in known]
        found: dict[str, Sum] = {name: {name: Fraction(1)} for name in names}
        hidden = [
            (name, row, self.cells.rates[name])
            for row in self.whole.contributions
            if row.partner in self.sight.closed_partners and (name := self.cells.of(row)) not in known
        ]
        return found | dict(owner_sums(list(hidden)))

    def _delicate(self) -> list[Record]:
        """Return the records whose amounts are secrets where they are not seen."""
        shut = self.sight.closed_agreements
        # What was received is no secret of its own: it is what partners paid, each of whom decides for itself.
        finance = [line for line in self.whole.finance if line.stage != "received"]
        rows: list[Record] = [*self.whole.contributions, *finance, *self.whole.results]
        rows += [target for target in self.whole.targets if self.cells.of(target)]
        rows += [a for a in self.whole.agreements if a.id in shut]
        rows += [s for s in self.whole.spending if s.agreement in shut or not self.sight.sees("spending", s)]
        return rows

    def _alike(self) -> dict[str, set[str]]:
        results = ((self.cells.of(each), family_of(each)) for each in self.results if each.parts)
        targets = ((self.cells.of(each), goal_family(each)) for each in self.targets if each.parts)
        return alike(results) | alike(targets)

    def _kept(self, record: Record) -> bool:
        return not self.guarded.hidden or self.cells.of(record) not in self.guarded.hidden

    @property
    def told(self) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
        """What the audience is told that bears on secrets: cells that it knows, and groups with their members."""
        groups = {
            name: tuple(self.cells.of(row) for row in rows)
            for key, rows in self.groups.items()
            if (name := group_cell(*key)) not in self.guarded.hidden
        }
        known = (cell for cell in self.guarded.watched if not cell.startswith(("told:", "group:")))
        return tuple(known), groups

    # The report ---------------------------------------------------------------------------------------------------

    @property
    def report(self) -> Report:
        """What the audience may see."""
        whole, audience = self.whole, self.sight.audience
        narratives = tuple(n.untyped() for n in self._seen("narratives", whole.narratives))
        contributions = self._contributions()
        donors = whole.donors if self.sight.internal else ()
        if self.sight.donor:
            donors = tuple(each for each in whole.donors if each.partner == self.sight.donor)
        # Records that were validated once are not looked at again.
        return Report.model_construct(
            name=whole.name,
            audience=audience,
            settings=without_notes(whole.settings),
            office=without_notes(whole.office.untyped(facts=tuple(self._seen("facts", whole.office.facts)))),
            plans={key: without_notes(plan) for key, plan in whole.plans.items()},
            outcomes=tuple(without_notes(self._outcome(outcome)) for outcome in whole.outcomes),
            targets=tuple(t.untyped(note="") for t in self.targets if self._kept(t)),
            results=self._results(),
            finance=tuple(line.untyped(note="") for line in whole.finance if self._shown(line)),
            sdg=tuple(share.untyped(note="") for share in self._seen("sdg", whole.sdg)),
            partners=self._partners(contributions),
            agreements=tuple(a.untyped(note="") for a in self.agreements if self._kept(a)),
            contributions=contributions,
            spending=tuple(row.untyped(note="") for row in self.spending),
            donors=tuple(each.untyped(note="") for each in donors),
            gaps=self._gaps(),
            narratives=narratives,
            images=self._images(narratives, donors),
        )

    def _shown(self, line: FinanceLine) -> bool:
        return self.sight.sees("finance", line) and self._kept(line)

    def _gaps(self) -> tuple[Gap, ...]:
        hidden = {line_of(line): line for line in self.whole.finance if not self._shown(line)}
        new = (
            Gap(code=line.code, year=line.year, stage=line.stage, source_of_funds=line.source_of_funds)
            for line in hidden.values()
        )
        return tuple(dict.fromkeys((*self.whole.gaps, *new)))

    def _outcome(self, outcome: Outcome) -> Outcome:
        """Return an outcome without the indicators that are not seen; the same object where all are."""
        if all(indicator.code in self.indicators for indicator in outcome.all_indicators):
            return outcome

        def seen(record: R) -> R:
            kept = tuple(each for each in getattr(record, "indicators", ()) if each.code in self.indicators)
            return record.untyped(indicators=kept)

        return seen(outcome).untyped(outputs=tuple(seen(output) for output in outcome.outputs))

    def _partners(self, contributions: tuple[Contribution, ...]) -> tuple[Partner, ...]:
        partners = [p.untyped(note="") for p in self.whole.partners if p.id not in self.sight.closed_partners]
        if any(row.partner == OTHER_PARTNERS for row in contributions) and OTHER_PARTNERS not in {
            p.id for p in partners
        }:
            group = {"id": OTHER_PARTNERS, "name": "", "roles": ("funder",), "disclosure": "public"}
            partners.append(Partner.model_validate(group))
        return tuple(partners)

    def _images(self, narratives: Iterable[Narrative], donors: Iterable[Record]) -> tuple[Image, ...]:
        """Return the pictures that something seen shows."""
        used: set[str | None] = {narrative.image for narrative in narratives} | {self.whole.settings.logo}
        for donor in donors:
            used |= {*getattr(donor, "logos", ()), getattr(donor, "emblem", "")}
        return tuple(without_notes(each) for each in self._seen("images", self.whole.images) if each.id in used)

    def _results(self) -> tuple[Result, ...]:
        """Return what is seen; of a whole that is not, its absence with its name."""
        seen = {id(each) for each in self.results if self._kept(each)}
        kept: list[Result] = []
        for result in self.whole.results:
            if id(result) in seen:
                kept.append(result.untyped(note=""))
            elif not result.parts and result.indicator in self.indicators:
                embargo = self.whole.disclosure_of("results", result).kind == "embargo"
                absence = "embargoed" if embargo and not self.sight.sees("results", result) else "withheld"
                kept.append(
                    result.untyped(
                        value=None, absence=absence, caveat=LocalText({}), comment=LocalText({}), source="", note="",
                        status=None, status_reason=LocalText({}), verified=None, recorded=None,
                    )
                )  # fmt: skip
        return tuple(kept)

    def _contributions(self) -> tuple[Contribution, ...]:
        kept = [row.untyped(note="") for row in self.contributions if self._kept(row)]
        for (outcome, year), rows in self.groups.items():
            if group_cell(outcome, year) not in self.guarded.hidden:
                kept.append(self._together(outcome, year, rows))
        return tuple(kept)

    def _together(self, outcome: str | None, year: int, rows: list[Contribution]) -> Contribution:
        def total(name: str) -> Decimal | None:
            values = [getattr(row, name) for row in rows]
            if any(value is None for value in values):
                return None
            return sum((row.converted(value) for row, value in zip(rows, values, strict=True)), Decimal(0))

        return Contribution(
            partner=OTHER_PARTNERS,
            outcome=outcome,
            year=year,
            amount=sum((row.converted() for row in rows), Decimal(0)),
            currency=self.whole.settings.currency,
            development=total("development"),
            humanitarian=total("humanitarian"),
            disclosure=Disclosure("public"),
        )
