"""A request becomes packs: every pack is made in memory from what its donor may see, and written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reportgen.build.cache import Cache
from reportgen.build.check import Checked, check_workspace
from reportgen.build.edition import Progress
from reportgen.build.fresh import code_key
from reportgen.build.locking import locked
from reportgen.build.packs.audit import Audit
from reportgen.build.packs.document import make_document
from reportgen.build.packs.forms import FormValues
from reportgen.build.packs.ledger import read_ledger, remember_told, told_before
from reportgen.build.packs.papers import chart_files, file_name, manifest, office_note, readme
from reportgen.build.packs.request import Packed, PackRequest, donors_of
from reportgen.build.packs.rules import FORM_REFUSED
from reportgen.compose import BRIEF_KINDS, Pack
from reportgen.compose.packs import EMBLEM
from reportgen.document.chart import Chart
from reportgen.errors import FindingsError, ReportgenError
from reportgen.facts import DonorView
from reportgen.files import atomic_write, inside, replace_folder
from reportgen.findings import Finding, has_errors, raise_warnings, sort_findings
from reportgen.language import Words
from reportgen.model import Agreement, Image, LocalText, Partner, Report
from reportgen.profiles import profile_of, profile_picture
from reportgen.project import DONOR, Projection, projection
from reportgen.theme import Theme, load_theme


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
        for partner in donors_of(report, request):
            audience = DONOR + partner.id
            least = profile_of(report, partner, request.extra).smallest_group
            seen = projection(report, audience, smallest_group=least, before=told_before(ledger, audience))
            packed.append(Packer(checked, seen, partner, request, progress).pack())
        return tuple(packed)


class Packer:
    """One donor's pack. Everything is made from `report`, which holds only what the donor may see."""

    def __init__(
        self, checked: Checked, seen: Projection, partner: Partner, request: PackRequest, progress: Progress
    ) -> None:
        assert checked.report is not None
        self.checked, self.seen, self.partner, self.request, self.progress = checked, seen, partner, request, progress
        self.profile = profile_of(checked.report, partner, request.extra)
        self.report = self._own(seen.report, checked.report)
        self.view = DonorView(self.report, partner.id, only=request.agreement)
        self.cache = Cache(request.folder, code_key())
        self.theme = self._theme()
        self.findings: list[Finding] = []
        self.pages = 0
        self.unfilled: list[str] = []

    def _own(self, seen: Report, whole: Report) -> Report:
        """Return what the donor may see, with only the texts that a pack prints, and with its profile's emblem."""
        view = DonorView(seen, self.partner.id)
        codes = {outcome.code for outcome in view.outcomes} or {outcome.code for outcome in seen.outcomes}
        texts = tuple(
            n for n in seen.narratives
            if (n.kind in BRIEF_KINDS or (n.kind == "summary" and view.core_only))
            and n.outcome in (None, *codes) and n.partner in (None, self.partner.id) and n.year in (None, seen.year)
        )  # fmt: skip
        images, file = seen.images, self.profile.emblem
        if file and not any(image.id == file for image in images):
            data = profile_picture(whole, self.partner, file, self.request.extra)
            emblem = Image(id=EMBLEM, file=file, alt=self.profile.emblem_alt).model_copy(update={"data": data})
            images = (*images, emblem) if data else images
        partners = tuple(self._unnamed(each) if self.profile.anonymous else each for each in seen.partners)
        return seen.model_copy(update={"narratives": texts, "images": images, "partners": partners}).of()

    def _unnamed(self, partner: Partner) -> Partner:
        """Return the donor without its name, which stays out of its own pack too where it is anonymous: files travel."""
        if partner.id != self.partner.id:
            return partner
        tongues = self.profile.languages or ("en",)
        name = {language: Words(language, self.request.extra).t("donor.anonymous") for language in tongues}
        return partner.untyped(name=LocalText(name), acronym="", credit_line=LocalText({}))

    def _theme(self) -> Theme:
        """Return the theme, with the fonts that the donor locks and the free space that its logos need."""
        settings = self.report.settings
        fonts = {f"fonts.{role}": family for role, family in self.profile.fonts.items()}
        logo = load_theme(settings.theme, settings.overrides).page.logo
        space = {"page.clear": f"{self.profile.clear_space * logo:g}"}
        return load_theme(settings.theme, {**settings.overrides, **fonts, **space})

    def pack(self) -> Packed:
        """Make the pack, and write it unless something stands in the way."""
        assert self.checked.report is not None
        audit = Audit(
            self.checked.report,
            self.seen,
            self.report,
            self.partner,
            self.profile,
            self.view,
            asked=bool(self.request.donor),
            folder=self.request.folder,
            extra=self.request.extra,
        )
        self.findings += audit.findings()
        files: dict[str, bytes] = {}
        if not self._stopped() and (self.view.agreements or self.view.rows):
            files = self._files()
        paths: tuple[Path, ...] = ()
        note: Path | None = None
        if files and not self._stopped():
            self._validate(files)
            home = self.request.out / self.report.name
            note = home / "internal" / f"withheld.{file_name(self.partner.id)}.txt"
            atomic_write(note, office_note(self.seen, self.partner.id))
            # First what it tells is remembered, then it is there: a pack that nobody remembers could be sent.
            remember_told(self.request.folder, self.seen.report, self.seen.told)
            name = ".".join(part for part in (file_name(self.partner.id), file_name(self.request.agreement)) if part)
            paths = replace_folder(home / "packs" / name, files)
        found = sort_findings(raise_warnings(self.findings) if self.request.strict else self.findings)
        unfilled = tuple(dict.fromkeys(self.unfilled))
        return Packed(self.partner.id, paths, found, self.pages, unfilled, len(self.seen.withheld), note)

    def _stopped(self) -> bool:
        """Say whether a finding stands in the way: an error, or anything but a note about disclosure."""
        found = raise_warnings(self.findings) if self.request.strict else tuple(self.findings)
        return has_errors(found) or any(f.rule.startswith("DIS") and f.severity == "warning" for f in found)

    def _files(self) -> dict[str, bytes]:
        """Return every file of the pack by its name."""
        files: dict[str, bytes] = {}
        about: dict[str, str] = {}
        tongues = self.profile.languages or self.report.settings.languages[:1]
        for language in tongues:
            words = self.words(language)
            made, told = self._in(words)
            files |= made
            about |= told
            page = "README.txt" if len(tongues) == 1 else f"README.{language}.txt"
            files[page] = readme(self.report, self.partner, self.profile, words, told)
        donor = "" if self.profile.anonymous else self.partner.id
        agreements = tuple(agreement.id for agreement in self.view.agreements)
        files["manifest.json"] = manifest(self.report, donor, agreements, files, about)
        return files

    def words(self, language: str) -> Words:
        """Return a language as the donor writes its numbers and dates."""
        return Words(language, self.request.extra, thousands=self.profile.thousands, dates=self.profile.dates)

    def _in(self, words: Words) -> tuple[dict[str, bytes], dict[str, str]]:
        """Return the files of one language, and what each is."""
        name = self.report.name if self.profile.anonymous else f"{self.report.name}.{file_name(self.partner.id)}"
        files: dict[str, bytes] = {}
        about: dict[str, str] = {}
        charts: dict[str, Chart] = {}
        for pack, stem, what in self.documents(words):
            self.progress(f"{self.partner.id}: {stem}")
            made = make_document(
                self.report, pack, words, self.theme, self.cache, self.request.folder,
                extra=self.request.extra, own=self.checked.word_style,
            )  # fmt: skip
            self.findings += made.findings
            self.pages = max(self.pages, made.pages if pack.agreement is None else 0)
            charts |= made.charts
            for form, data in made.files.items():
                about[f"{name}.{stem}.{words.language}.{form}"] = what
                files[f"{name}.{stem}.{words.language}.{form}"] = data
            if pack.agreement is not None and self.profile.form is not None:
                form_name = f"{name}.{file_name(pack.agreement.id)}.form.{words.language}.docx"
                files[form_name] = self._form(pack, words)
                about[form_name] = words.t("pack.form", agreement=pack.agreement.id)
        drawn = chart_files(charts, self.theme, self.cache, words)
        if drawn:
            about["charts/"] = words.t("pack.charts")
        about["manifest.json"] = words.t("pack.manifest")
        return files | drawn, about

    def documents(self, words: Words) -> Iterator[tuple[Pack, str, str]]:
        """Yield what each document is about, its name, and what it is."""
        yield Pack(self.view, self.profile), "brief", words.t("pack.brief")
        for agreement in self.view.reported:
            pack = Pack(self.view.of(agreement), self.profile, agreement, self._due(agreement))
            what = words.t("pack.report", agreement=agreement.id, period=self.view.period_words(agreement, words))
            yield pack, f"{file_name(agreement.id)}.report", what

    def _due(self, agreement: Agreement) -> date | None:
        """Return the day on which the next report is due: the first that no report was sent for."""
        waiting = sorted(agreement.reports_due)[len(agreement.reports_sent) :]
        return waiting[0] if waiting else None

    def _form(self, pack: Pack, words: Words) -> bytes:
        """Return the donor's own form, filled."""
        from reportgen.writers.docx.form import fill_form

        form = self.profile.form
        assert form is not None
        data = inside(self.request.folder, form.file).read_bytes()
        try:
            filled = fill_form(data, form.file, FormValues(self.report, pack, words).of(form.fields))
        except ReportgenError as error:
            message = f"The form of {self.partner.id} cannot be filled: {error}"
            self.findings.append(FORM_REFUSED.at(form.place("file"), message, found=form.file))
            return b""
        self.unfilled += filled.empty
        return filled.data

    def _validate(self, files: dict[str, bytes]) -> None:
        from reportgen.writers.pdf.validate import validate

        for name, data in files.items():
            if name.endswith(".pdf"):
                validate(data, Path(name))
