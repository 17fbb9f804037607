"""A donor's view becomes what stands in the way of its pack: secrets first, then money, then texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.build.packs import rules
from reportgen.checks import AUDIENCE_CHECKS
from reportgen.errors import WorkspaceError
from reportgen.facts import DonorView
from reportgen.files import inside
from reportgen.findings import Finding, Place
from reportgen.language import languages
from reportgen.model import Agreement, Partner, Profile, Report
from reportgen.project import Projection


@dataclass(frozen=True)
class Audit:
    """One donor's pack before anything is made.

    Attributes:
        whole: The report with everything in it.
        seen: What the donor may see of it.
        report: The same, with only the texts that a pack prints.
        view: The donor's numbers, of all its agreements or of the one that was asked for.
        asked: Whether the donor was asked for by name: then it is an error if there is nothing to pack.
    """

    whole: Report
    seen: Projection
    report: Report
    partner: Partner
    profile: Profile
    view: DonorView
    asked: bool
    folder: Path
    extra: Path | None = None

    def findings(self) -> Iterator[Finding]:
        """Yield everything."""
        year, view = self.report.year, self.view
        if not view.agreements and not any(row.year == year for row in view.rows):
            yield self._nothing(year)
            return
        yield from self.disclosure()
        for agreement in view.agreements:
            yield from self.money(agreement)
        yield from self.texts()
        yield from self.form()

    def form(self) -> Iterator[Finding]:
        """Yield a form that is not there, or leads out of the workspace."""
        form = self.profile.form
        if form is None:
            return
        problem = f"there is no file {form.file}"
        try:
            if inside(self.folder, form.file).is_file():
                return
        except WorkspaceError as error:
            problem = str(error)
        message = f"The form of {self.partner.id} is missing: {problem.rstrip('.')}."
        yield rules.NO_FORM.at(form.place("file"), message, found=form.file)

    def _nothing(self, year: int) -> Finding:
        place = self.partner.place("id")
        message = f"{self.partner.id} paid nothing in {year} and had no agreement in force; there is nothing to report."
        if self.view.only:
            place = self.view.all_agreements[0].place("end")
            message = f"{self.view.only} was not in force in {year} and nothing was paid under it."
        severity = None if self.asked else "info"
        expected = f"a payment or an agreement of {year}"
        return rules.NO_CONTRIBUTION.at(place, message, expected=expected, severity=severity)

    def disclosure(self) -> Iterator[Finding]:
        """Yield what the pack would tell of others: in words, by a figure, or to somebody who reckons."""
        for check in AUDIENCE_CHECKS:
            yield from check.find(self.whole, self.report)
        yield from self._exposed()
        yield from self._small_groups()

    def _exposed(self) -> Iterator[Finding]:
        """Yield the secrets that the donor can compute: of each partner one, since its sums follow from its payments."""
        told: dict[str, list[str]] = defaultdict(list)
        for secret in self.seen.exposed:
            told[secret.partition(":")[2].partition("/")[0] or secret.split("/")[1]].append(secret)
        for secrets in told.values():
            tellers = [_called(cell) for cell in self.seen.exposed[secrets[0]]]
            named = ", ".join(tellers[:4]) + (f" and {len(tellers) - 4} more" if len(tellers) > 4 else "")
            more = f" (and {len(secrets) - 1} more of the same partner)" if len(secrets) > 1 else ""
            message = f"{self.partner.id} can compute {secrets[0]}{more} from {named}."
            expected = "one of these withheld"
            yield rules.EXPOSED.at(self.partner.place("id"), message, found=secrets[0], expected=expected)

    def _small_groups(self) -> Iterator[Finding]:
        """Yield the outcomes of the donor in which some partners are not named and no sum of them is printed."""
        named = {partner.id for partner in self.seen.report.partners}
        few: dict[tuple[str | None, int], set[str]] = defaultdict(set)
        for row in self.whole.contributions:
            if row.partner not in named:
                few[row.outcome, row.year].add(row.partner)
        mine = {outcome.code for outcome in self.view.outcomes}
        for (outcome, year), partners in few.items():
            if outcome in mine and year == self.report.year and f"group:{outcome}/{year}" not in self.seen.told.sums:
                many = f"{len(partners)} partner{'s are' if len(partners) > 1 else ' is'} not named"
                message = f"{self.partner.id}: of {outcome}, {year}, {many}, and no sum is printed."
                expected = f"{self.profile.smallest_group} partners, none of whose payments a sum gives away"
                yield rules.SMALL_GROUP.at(self._place("smallest_group"), message, found=many, expected=expected)

    def money(self, agreement: Agreement) -> Iterator[Finding]:
        """Yield what an agreement lacks before its money can be printed."""
        own, year = self.report.settings.currency, self.report.year
        paid = any(row.currency == agreement.currency and row.rate for row in self.view.tranches(agreement))
        if agreement.currency != own and not paid:
            message = f"{agreement.id} is in {agreement.currency}, and nothing was received by which it could be given in {own}."
            yield rules.NO_RATE.at(agreement.place("currency"), message, expected="a payment with its rate")
            return
        if agreement.earmarking == "core" or self.view.period(agreement) is None:
            return
        account = self.view.account(agreement)
        if account.expended is None:
            message = f"{agreement.id}: spending.csv says nothing of what was spent in {year}."
            yield rules.NO_ACCOUNTS.at(agreement.place("id"), message, expected="a line of stage expended")
        elif account.provisional and self.profile.certified:
            row = next(s for s in self.view.spending(agreement) if s.status == "provisional")
            message = (
                f"{agreement.id}: {self.partner.id} takes certified accounts only; those of {year} are provisional."
            )
            yield rules.NOT_CERTIFIED.at(row.place("status"), message, found="provisional", expected="certified")

    def texts(self) -> Iterator[Finding]:
        """Yield the languages that the donor asks for and that nothing is written in."""
        for language in self.profile.languages:
            if language not in languages(self.extra):
                message = f"{self.partner.id} is to have its pack in “{language}”, for which there are no templates."
                expected = ", ".join(languages(self.extra))
            elif not any(each.language == language for each in self.report.narratives):
                message = (
                    f"{self.partner.id} is to have its pack in “{language}”, in which no text for packs is written."
                )
                expected = f"narratives/{language}/brief-*.md"
            else:
                continue
            yield rules.NO_TEXT.at(self._place("languages"), message, found=language, expected=expected)

    def _place(self, key: str) -> Place:
        """Return where the donor's profile says something, or where the donor stands."""
        donor = next((each for each in self.whole.donors if each.partner == self.partner.id), None)
        return donor.place(key) if donor else self.partner.place("id")


def _called(cell: str) -> str:
    """Return what the office calls a known amount: sums told elsewhere have no cell of this workspace."""
    return (
        f"the sum {cell.partition('/')[2]} of an earlier pack or the public edition"
        if cell.startswith("told:")
        else cell
    )
