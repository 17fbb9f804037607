"""IATI activity files become a workspace that `check` takes and `build` prints: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from reportgen.errors import WorkspaceError
from reportgen.findings import Finding, Place, has_errors, sort_findings
from reportgen.iati import in_rules as rules
from reportgen.iati.account import Account
from reportgen.iati.coded import Codes
from reportgen.iati.context import MOST, Context
from reportgen.iati.emit import EXTRA, HEAD, Staging, Table, block, by_language, in_one_line, quoted
from reportgen.iati.front import Front
from reportgen.iati.money import Money
from reportgen.iati.orgs import Partners
from reportgen.iati.placing import Placed, tell_of_files
from reportgen.iati.read import read_activities
from reportgen.iati.records import Activity
from reportgen.iati.stream import Unreadable
from reportgen.iati.values import LONGEST_LEAD, plain
from reportgen.limits import MAX_ROWS, MAX_TEXT_FILE


@dataclass(frozen=True)
class Imported:
    """What came of an import; `written` says whether the folder stands."""

    findings: tuple[Finding, ...]
    account: Account = field(default_factory=Account)
    written: bool = False


def import_iati(
    files: Sequence[Path],
    into: Path,
    *,
    office: str = "",
    year: int | None = None,
    language: str = "",
    only: Sequence[str] = (),
    replace: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Read activity files and write a workspace into `into`; with an error among the findings nothing is written.

    Args:
        files: Activity files of version 2.01 to 2.03.
        into: A folder that does not exist, or is empty.
        office: Code of the office: activities of this publisher, or whose identifiers begin so, where there are any.
        year: The year reported on; the last that is known, unless said.
        language: The language wanted of texts that only one fits.
        only: Identifiers of activities; all, unless said.
        replace: Whether an earlier import may be replaced.
        dry_run: Whether nothing is written in any case.

    Raises:
        WorkspaceError: Something else stands in `into`.
    """
    staging = Staging(into, replace=replace)
    try:
        work = _Import(staging, files, office, year, language, tuple(only), dry_run=dry_run)
        work.run()
        findings = sort_findings(work.told())
        written = not dry_run and not has_errors(findings)
        if written:
            staging.commit()
        return Imported(findings, work.context.account, written)
    finally:
        staging.discard()


class _Stop(Exception):
    """The import cannot go on; why stands among the findings."""


class _Import:
    def __init__(
        self,
        staging: Staging,
        files: Sequence[Path],
        office: str,
        year: int | None,
        language: str,
        only: tuple[str, ...],
        *,
        dry_run: bool,
    ) -> None:
        self.staging, self.files, self.office, self.only, self.dry_run = staging, files, office, only, dry_run
        self.context = Context(None if dry_run else staging.folder, language)
        self.partners = Partners(self.context)
        self.money = Money(self.context, self.partners)
        self.front = Front(self.context, office, year, language)
        self.seen: dict[str, Place] = {}
        self.coded = Codes(self.context)
        self.others: Counter[str] = Counter()
        self.outcomes: TextIO | None = None
        self.extra: TextIO | None = None

    def told(self) -> list[Finding]:
        """Return the findings; where a rule found too many, how many more."""
        findings = self.context.findings
        more = [
            next(f for f in findings if f.rule == rule) for rule, number in findings.counts.items() if number > MOST
        ]
        return [*findings, *(
            Finding(f.rule, f.slug, f.severity, Place(f.place.file), f"{findings.counts[f.rule] - MOST:,} more like this one.")
            for f in more
        )]  # fmt: skip

    def run(self) -> None:
        """Read everything, then write what needs to know everything."""
        names = _names(self.files)
        by_office = bool(self.office) and not self.only and self._publishes(names)
        folder = self.staging.folder
        with (
            (folder / "outcomes.yaml").open("w", encoding="utf-8") as outcomes,
            (folder / "iati-extra.yaml").open("w", encoding="utf-8") as extra,
        ):
            self.outcomes, self.extra = outcomes, extra
            outcomes.write(f"{HEAD}\noutcomes:\n")
            extra.write(f"{EXTRA}\n")
            try:
                for path, name in names.items():
                    self._file(path, name, by_office=by_office)
                self._look_at_choice()
            except Unreadable as error:
                self.context.findings.append(error.finding)
                self._close()
                return
            except _Stop:
                self._close()
                return
            self._finish()

    def _close(self) -> None:
        for table in (self.context.targets, self.context.results):
            table.discard()

    def _publishes(self, names: dict[Path, str]) -> bool:
        """Say whether any activity is the office's; if none is, the code is a name for all of them."""
        found: list[str] = []

        def note(identifier: str, publisher: str) -> bool:
            if self._is_of_office(identifier, publisher):
                found.append(identifier)
            return False

        try:
            for path, name in names.items():
                for _ in read_activities(path, name, [], note, keep=False):
                    pass
        except Unreadable:
            return False  # the reading itself says why
        if not found:
            message = f"No activity is of {self.office}, and no identifier begins so: all activities were taken."
            self.context.findings.append(rules.NO_OFFICE.at(Place(self.files[0].name), message, found=self.office))
        return bool(found)

    def _is_of_office(self, identifier: str, publisher: str) -> bool:
        rest = identifier[len(self.office) :]
        return publisher == self.office or (identifier.startswith(self.office) and not rest[:1].isalnum())

    def _file(self, path: Path, name: str, *, by_office: bool) -> None:
        def wanted(identifier: str, publisher: str) -> bool:
            self.others[identifier] += 1
            if self.only and identifier not in self.only:
                return False
            return not by_office or self._is_of_office(identifier, publisher)

        for activity in read_activities(path, name, self.context.findings, wanted, keep=not self.dry_run):
            self._activity(activity)

    def _look_at_choice(self) -> None:
        missing, place = [each for each in self.only if not self.others[each]], Place(self.files[0].name)
        if missing or not self.context.account.came["activities"]:
            known = ", ".join(list(self.others)[:5])
            what = f"There is no activity {missing[0]}." if missing else "There is no activity in it."
            message = f"{what} " + (
                f"There are {len(self.others):,}: {known}{' ...' if len(self.others) > 5 else ''}." if known else ""
            )
            self.context.findings.append(rules.NOTHING.at(place, message.strip(), found=", ".join(missing)[:80]))
            raise _Stop

    def _activity(self, activity: Activity) -> None:
        account = self.context.account
        account.came["activities"] += 1
        self._look_at_identifier(activity)
        identifier = activity.identifier
        if not identifier:
            identifier = f"activity-{account.came['activities']}"
            self.context.find(rules.NO_IDENTIFIER, activity.file, activity.spot, "The activity has no iati-identifier.")
        publisher = activity.publisher.ref if activity.publisher else ""
        code = self.context.codes.outcome(identifier, publisher, activity.own_code)
        self.front.take(activity)
        self.partners.take(activity)
        self.money.take(activity, code)
        account.put("activities")
        starts = [p.start for r in activity.results for i in r.indicators for p in i.periods if p.start]
        since = min(starts or [day for day in (activity.start,) if day], default=date(2000, 1, 1)).year
        if not starts and activity.start:
            self.context.periods.add(activity.start)
        placed = Placed(self.context, activity, code, since)
        self._write_outcome(activity, code, since, placed)
        if not self.dry_run:
            self._write_extra(activity, code, placed)

    def _look_at_identifier(self, activity: Activity) -> None:
        """Stop where an activity came before: both together would count every amount twice."""
        key, place = activity.identifier, activity.spot.place(activity.file)
        first = self.seen.setdefault(key, place)
        if key and first is not place:
            message = f"The activity {key} stands here, and already at {first.file}:{first.line}."
            self.context.findings.append(rules.TWICE.at(place, message, found=key))
            raise _Stop

    def _write_outcome(self, activity: Activity, code: str, since: int, placed: Placed) -> None:
        lines = [
            f"  - code: {quoted(code)}",
            *([f"    id: {quoted(activity.identifier)}"] if activity.identifier else []),
            *self.coded.names(activity, code, since),
        ]
        if activity.description:
            lines.append(f"    description: {by_language(self.coded.description(activity))}")
        lines += self.coded.lines(activity, code)
        if placed.indicators:
            lines += ["    indicators:", *placed.indicators]
        if placed.outputs:
            lines += ["    outputs:", *placed.outputs]
        assert self.outcomes is not None
        self.outcomes.write("\n".join(lines) + "\n")
        if not self.dry_run and self.outcomes.tell() > MAX_TEXT_FILE:
            self._too_large(activity.file)
            raise _Stop

    def _too_large(self, file: str) -> None:
        number = self.context.account.came["activities"]
        message = f"{number:,} activities and more are too many for one workspace."
        self.context.findings.append(rules.TOO_LARGE.at(Place(file), message))

    def _write_extra(self, activity: Activity, code: str, placed: Placed) -> None:
        held: dict[str, Any] = {
            "activity": activity.identifier or code,
            "outcome": code,
            "file": activity.file,
            "line": activity.spot.line,
        }
        if any(len(text) > LONGEST_LEAD for text in activity.description.values()):
            held["whole-description"] = activity.description
        lines = block([held], 2)
        amounts = {
            "budget": [plain(each.source) for each in activity.budgets],
            "transaction": [plain(each.source) for each in activity.transactions],
        }
        for name, items in (*activity.rest.items(), *amounts.items()):
            if items:
                lines += [f"    {name}:", *map(in_one_line, items)]
        if placed.extra:
            lines += block({"results": placed.extra}, 4)
        assert self.extra is not None
        self.extra.write("\n".join(lines) + "\n")

    def _finish(self) -> None:
        context, folder = self.context, None if self.dry_run else self.staging.folder
        tell_of_files(context)
        self.money.settle()
        facts = self.front.settle()
        size, money = self.money.write(folder, facts.issued, MAX_TEXT_FILE)
        assert self.extra is not None and self.outcomes is not None
        if money:
            self.extra.write("\n".join(block({"money": money})) + "\n")
        sdg = Table(folder, "sdg.csv", ("outcome", "year", "goal", "target", "share"))
        for code, rows in self.coded.shares:
            for goal, target, share in rows:
                sdg.add({"outcome": code, "year": str(facts.year), "goal": goal, "target": target, "share": share})
        sizes = [
            size,
            sdg.close(MAX_TEXT_FILE),
            context.targets.close(MAX_TEXT_FILE),
            context.results.close(MAX_TEXT_FILE),
        ]
        self.staging.write("report.yaml", self.front.report(facts, self.money.currency))
        self.staging.write("office.yaml", self.front.office_lines())
        self.staging.write("plan.yaml", self.front.plan(facts))
        self.staging.write("partners.yaml", list(self.partners.lines()))
        rows = max(context.targets.rows, context.results.rows, sdg.rows)
        if not self.dry_run and (max(sizes) > MAX_TEXT_FILE or self.outcomes.tell() > MAX_TEXT_FILE or rows > MAX_ROWS):
            self._too_large(self.files[0].name)


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """Return what findings call each file: its name, or its path where two have one name."""
    if not files:
        raise WorkspaceError("name at least one IATI file.")
    counts = Counter(path.name for path in files)
    return {path: path.name if path.name and counts[path.name] == 1 else str(path) for path in files}
