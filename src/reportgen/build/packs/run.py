"""A request becomes packs: every pack is made in memory from what its donor may see, and written whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.build.cache import Cache
from reportgen.build.check import Checked, check_workspace
from reportgen.build.edition import Progress
from reportgen.build.fresh import code_key
from reportgen.build.locking import locked
from reportgen.build.packs import rules
from reportgen.build.packs.document import Made, make_document
from reportgen.build.packs.ledger import read_ledger, remember_told, told_before
from reportgen.build.packs.papers import chart_files, manifest, office_note, readme
from reportgen.checks import AUDIENCE_CHECKS
from reportgen.compose import BRIEF_KINDS, Pack
from reportgen.compose.packs import EMBLEM
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.facts import DonorView
from reportgen.files import atomic_write, replace_folder
from reportgen.findings import Finding, has_errors, raise_warnings, sort_findings
from reportgen.language import Words, languages
from reportgen.model import Agreement, Image, Partner, Report
from reportgen.profiles import profile_of, profile_picture
from reportgen.project import DONOR, Projection, projection
from reportgen.theme import load_theme

if TYPE_CHECKING:
    from reportgen.project import Told


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What was asked for: all donors, or one (and of it one agreement)."""

    folder: Path
    out: Path
    donor: str = ""
    agreement: str = ""
    strict: bool = False
    extra: Path | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """What became of one donor's pack: its files, or the findings that stood in the way.

    Attributes:
        donor: Id of the partner.
        paths: What was written; empty where nothing was.
        findings: What is wrong with the pack, sorted.
        pages: Pages of the brief, by language.
        unfilled: Form -> names of its fields that stayed empty.
        withheld: How many records the donor does not see.
    """

    donor: str
    paths: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    unfilled: tuple[str, ...] = ()
    withheld: int = 0

    @property
    def built(self) -> bool:
        """Whether the pack was written."""
        return bool(self.paths)


def build_packs(
    request: PackRequest, *, wait: bool = False, progress: Progress = lambda step: None
) -> tuple[Packed, ...]:
    """Build the packs that were asked for, each from a projection of its own.

    Raises:
        FindingsError: The workspace itself has errors; nothing was written.
        WorkspaceError: Unknown donor or agreement, or a ledger that cannot be read.
        LockedError: Another build of the workspace is under way.
        MachineError: Pages cannot be laid out on this machine.
    """
    with locked(request.folder, wait):
        progress("Reading and checking the workspace")
        checked = check_workspace(request.folder, strict=request.strict, extra=request.extra)
        report = checked.report
        if report is None or not checked.ok:
            count = sum(f.severity == "error" for f in checked.findings)
            raise FindingsError(f"{count} error(s) in {request.folder}; no pack was written.", checked.findings)
        ledger = read_ledger(request.folder)
        packed: list[Packed] = []
        told: dict[str, Told] = {}
        for partner in donors_of(report, request):
            seen = projection(
                report,
                DONOR + partner.id,
                smallest_group=profile_of(report, partner, request.extra).smallest_group,
                before=told_before(ledger, DONOR + partner.id),
            )
            one = _Packer(checked, report, seen, partner, request, progress).pack()
            packed.append(one)
            if one.built:
                told[DONOR + partner.id] = seen.told
        remember_told(request.folder, ledger, told, report)
        return tuple(packed)


def donors_of(report: Report, request: PackRequest) -> tuple[Partner, ...]:
    """Return the donors that were asked for.

    Raises:
        WorkspaceError: No such donor, or no such agreement of it; near names are given.
    """
    payers = {row.partner for row in report.contributions} | {a.partner for a in report.agreements}
    funders = [p for p in report.partners if "funder" in p.roles or p.id in payers]
    if not request.donor:
        return tuple(funders)
    chosen = next((p for p in funders if p.id == request.donor), None)
    if chosen is None:
        names = [p.id for p in funders]
        known = any(p.id == request.donor for p in report.partners)
        what = f"{request.donor} is a partner that funds nothing" if known else f"there is no donor {request.donor!r}"
        raise WorkspaceError(f"{what}{_near(request.donor, names)}; donors are {', '.join(names)}.")
    own = [a.id for a in report.agreements if a.partner == chosen.id]
    if request.agreement and request.agreement not in own:
        other = next((a.partner for a in report.agreements if a.id == request.agreement), "")
        what = (
            f"agreement {request.agreement} is not one of {chosen.id}"
            if other
            else f"there is no agreement {request.agreement!r}"
        )
        raise WorkspaceError(f"{what}{_near(request.agreement, own)}; its agreements are {', '.join(own) or 'none'}.")
    return (chosen,)


def _near(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, 1, 0.6)
    return f" (is {near[0]} meant?)" if near else ""


class _Packer:
    """One donor's pack."""

    def __init__(
        self,
        checked: Checked,
        whole: Report,
        seen: Projection,
        partner: Partner,
        request: PackRequest,
        progress: Progress,
    ) -> None:
        self.checked, self.whole, self.seen, self.partner, self.request = checked, whole, seen, partner, request
        self.progress = progress
        self.profile = profile_of(whole, partner, request.extra)
        self.report = self._own(seen.report)
        self.view = DonorView(self.report, partner.id)
        self.cache = Cache(request.folder, code_key())
        settings = self.report.settings
        fonts = {f"fonts.{role}": family for role, family in self.profile.fonts.items()}
        plain = load_theme(settings.theme, settings.overrides)
        space = {"page.clear": f"{self.profile.clear_space * plain.page.logo:g}"}
        self.theme = load_theme(settings.theme, {**settings.overrides, **fonts, **space})
        self.findings: list[Finding] = []
        self.pages = 0
        self.unfilled: list[str] = []

    def _own(self, seen: Report) -> Report:
        """Return what the donor may see, with only the texts that a pack prints, and with its profile's emblem."""
        view = DonorView(seen, self.partner.id)
        codes = {outcome.code for outcome in view.outcomes} or {outcome.code for outcome in seen.outcomes}
        texts = tuple(
            n for n in seen.narratives
            if (n.kind in BRIEF_KINDS or (n.kind == "summary" and view.core_only))
            and n.outcome in (None, *codes) and n.partner in (None, self.partner.id) and n.year in (None, seen.year)
        )  # fmt: skip
        images = seen.images
        data = (
            profile_picture(self.whole, self.partner, self.profile.emblem, self.request.extra)
            if self.profile.emblem
            else b""
        )
        if data and not any(image.id == self.profile.emblem for image in images):
            emblem = Image(id=EMBLEM, file=self.profile.emblem, alt=self.profile.emblem_alt).model_copy(
                update={"data": data}
            )
            images = (*images, emblem)
        report = seen.model_copy(update={"narratives": texts, "images": images})
        return report.of()

    def pack(self) -> Packed:
        """Make the pack, and write it unless something stands in the way."""
        self.findings += self._before()
        if self._stopped():
            return self._told(())
        files: dict[str, bytes] = {}
        about: dict[str, str] = {}
        tongues = self.profile.languages or self.report.settings.languages[:1]
        for language in tongues:
            words = Words(language, self.request.extra, thousands=self.profile.thousands, dates=self.profile.dates)
            self._in(words, files, about, alone=len(tongues) == 1)
        if self._stopped():
            return self._told(())
        self._validate(files)
        donor = "" if self.profile.anonymous else self.partner.id
        agreements = tuple(a.id for a in self.view.agreements)
        files["manifest.json"] = manifest(self.report, donor, agreements, files, about)
        home = self.request.out / self.report.name
        atomic_write(home / "internal" / f"withheld.{self.partner.id}.txt", office_note(self.seen, self.partner.id))
        return self._told(replace_folder(home / "packs" / self.partner.id, files))

    def _told(self, paths: tuple[Path, ...]) -> Packed:
        findings = sort_findings(raise_warnings(self.findings) if self.request.strict else self.findings)
        return Packed(self.partner.id, paths, findings, self.pages, tuple(self.unfilled), len(self.seen.withheld))

    def _stopped(self) -> bool:
        """Say whether a finding stands in the way: an error, or anything but a note about disclosure."""
        found = raise_warnings(self.findings) if self.request.strict else tuple(self.findings)
        return has_errors(found) or any(f.rule.startswith("DIS") and f.severity == "warning" for f in found)

    def _in(self, words: Words, files: dict[str, bytes], about: dict[str, str], *, alone: bool) -> None:
        """Make everything of one language."""
        name = self.report.name if self.profile.anonymous else f"{self.report.name}.{self.partner.id}"
        charts = {}
        for pack, stem, what in self._documents(words):
            self.progress(f"{self.partner.id}: {stem}")
            made = make_document(
                self.report, pack, words, self.theme, self.cache, self.request.folder,
                extra=self.request.extra, own=self.checked.word_style, progress=lambda step: None,
            )  # fmt: skip
            self._keep(made, pack)
            for form, data in made.files.items():
                files[f"{name}.{stem}.{words.language}.{form}"] = data
                about[f"{name}.{stem}.{words.language}.{form}"] = what
            charts |= made.charts
        drawn = chart_files(charts, self.theme, self.cache, words)
        files |= drawn
        if drawn:
            about["charts/"] = words.t("pack.charts")
        about["manifest.json"] = words.t("pack.manifest")
        donor, contact, credit = self._readme_words(words)
        readme_name = "README.txt" if alone else f"README.{words.language}.txt"
        files[readme_name] = readme(self.report, donor, self.profile, words, about, credit=credit, contact=contact)

    def _keep(self, made: Made, pack: Pack) -> None:
        self.findings += made.findings
        if pack.agreement is None:
            self.pages = max(self.pages, made.pages)

    def _documents(self, words: Words) -> Iterator[tuple[Pack, str, str]]:
        """Yield what each document is about, its name, and what it is."""
        only = self.request.agreement
        view = DonorView(self.report, self.partner.id, only=only) if only else self.view
        yield Pack(view, self.profile), "brief", words.t("pack.brief")
        for agreement in view.reported:
            due = next((d for d in sorted(agreement.reports_due) if d >= self.report.settings.date), None)
            period = view.period(agreement)
            days = (
                str(self.report.year)
                if period is None or period.calendar_year
                else f"{words.date(period.start)} – {words.date(period.end)}"
            )
            what = words.t("pack.report", agreement=agreement.id, period=days)
            yield Pack(view.of(agreement), self.profile, agreement, due), f"{file_name(agreement.id)}.report", what

    def _readme_words(self, words: Words) -> tuple[str, str, str]:
        donor = self.partner.name.to(words.language)
        person, office = self.profile.contact, self.report.office.contact
        contact = ", ".join(
            part for part in (person.name if person else "", (person.email if person else "") or office.email) if part
        )
        quiet = self.profile.waiver or self.profile.anonymous
        credit = "" if quiet or self.profile.emblem else self.partner.credit_line.to(words.language)
        return donor, contact, credit

    def _validate(self, files: dict[str, bytes]) -> None:
        from reportgen.writers.pdf.validate import validate

        for name, data in files.items():
            if name.endswith(".pdf"):
                validate(data, Path(name))

    # What stands in the way ----------------------------------------------------------------------------------------

    def _before(self) -> Iterator[Finding]:
        """Yield what is wrong before anything is made: secrets first, then money, then texts."""
        yield from self._disclosure()
        view = DonorView(self.report, self.partner.id, only=self.request.agreement)
        place = self.partner.place("id")
        if not any(row.year == self.report.year for row in view.rows) and not view.agreements:
            message = f"{self.partner.id} paid nothing in {self.report.year} and had no agreement in force; there is nothing to report."
            if self.request.agreement:
                place = view.all_agreements[0].place("end")
                message = (
                    f"{self.request.agreement} was not in force in {self.report.year} and nothing was paid under it."
                )
            severity = None if self.request.donor else "info"
            yield rules.NO_CONTRIBUTION.at(
                place, message, expected=f"a payment or an agreement of {self.report.year}", severity=severity
            )
            return
        for agreement in view.agreements:
            yield from self._money(view, agreement)
        yield from self._texts()

    def _disclosure(self) -> Iterator[Finding]:
        for check in AUDIENCE_CHECKS:
            yield from check.find(self.whole, self.report)
        for secret, tellers in self.seen.exposed.items():
            message = f"{self.partner.id} can compute {secret} from {', '.join(tellers[:4])}{' and more' if len(tellers) > 4 else ''}."
            yield rules.EXPOSED.at(self.partner.place("id"), message, found=secret, expected="one of these withheld")
        sums = set(self.seen.told.sums)
        shown = {(row.outcome, row.year) for row in self.seen.report.contributions}
        few: dict[tuple[str | None, int], set[str]] = defaultdict(set)
        named = {partner.id for partner in self.seen.report.partners}
        for row in self.whole.contributions:
            if row.partner not in named:
                few[row.outcome, row.year].add(row.partner)
        codes = {outcome.code for outcome in self.view.outcomes}
        for (outcome, year), partners in few.items():
            if (
                f"group:{outcome or 'core'}/{year}" not in sums
                and outcome in codes
                and year == self.report.year
                and shown
            ):
                many = f"{len(partners)} partner{'s are' if len(partners) > 1 else ' is'}"
                message = f"{self.partner.id}: of {outcome}, {year}, {many} not named, and no sum is printed; {self.profile.smallest_group} are needed."
                yield rules.SMALL_GROUP.at(self.partner.place("disclosure"), message, found=str(len(partners)))

    def _money(self, view: DonorView, agreement: Agreement) -> Iterator[Finding]:
        foreign = agreement.currency != self.report.settings.currency
        if foreign and not any(row.currency == agreement.currency for row in view.tranches(agreement)):
            message = f"{agreement.id} is in {agreement.currency}, and nothing was received by which it could be given in {self.report.settings.currency}."
            yield rules.NO_RATE.at(agreement.place("currency"), message, expected="a payment with its rate")
            return
        if agreement.earmarking == "core" or view.period(agreement) is None:
            return
        account = view.account(agreement)
        if account.expended is None:
            message = f"{agreement.id}: spending.csv says nothing of what was spent in {self.report.year}."
            yield rules.NO_ACCOUNTS.at(agreement.place("id"), message, expected="a line of stage expended")
        elif account.provisional and self.profile.certified:
            row = next(s for s in view.spending(agreement) if s.status == "provisional")
            message = f"{agreement.id}: {self.partner.id} takes certified accounts only, and those of {self.report.year} are provisional."
            yield rules.NOT_CERTIFIED.at(row.place("status"), message, found="provisional", expected="certified")

    def _texts(self) -> Iterator[Finding]:
        donor = next((each for each in self.whole.donors if each.partner == self.partner.id), None)
        for language in self.profile.languages:
            place = donor.place("languages") if donor else self.partner.place("id")
            if language not in languages(self.request.extra):
                message = f"{self.partner.id} is to have its pack in “{language}”, for which there are no templates."
                yield rules.NO_TEXT.at(
                    place, message, found=language, expected=", ".join(languages(self.request.extra))
                )
            elif not any(n.language == language for n in self.report.narratives):
                message = (
                    f"{self.partner.id} is to have its pack in “{language}”, in which no text for packs is written."
                )
                yield rules.NO_TEXT.at(place, message, found=language, expected=f"narratives/{language}/brief-*.md")


def file_name(id: str) -> str:
    """Return an id as a part of a file's name: letters, digits, dots and hyphens."""
    return "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "-" for c in id).strip(".") or "agreement"
