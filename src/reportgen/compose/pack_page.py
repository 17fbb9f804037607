"""A donor and its profile become the names that the templates of its pack know, beside those of every edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Protocol

from markupsafe import Markup, escape

from reportgen.compose.cells import Cells
from reportgen.compose.pack_report import ReportPage
from reportgen.compose.packs import EMBLEM, Pack, account_of, texts_of
from reportgen.facts import Account, Numbers
from reportgen.language import Words, fill
from reportgen.model import Agreement, Indicator, LocalText, Narrative, Outcome, Report
from reportgen.model.narrative import FactReference, TextBlock


class Edition(Protocol):
    """What a pack's names need of the edition that is composed."""

    report: Report
    words: Words
    cells: Cells
    images: dict[str, str]

    def t(self, key: str, **values: object) -> Markup:
        """Return an interface string."""
        ...

    def money(self, value: Decimal) -> str:
        """Return an amount in the report's currency, in full."""
        ...

    def text(self, text: LocalText | str) -> Markup:
        """Return a text in the edition's language."""
        ...

    def narratives(self, kind: str, outcome: str | None = None, year: int | None = None) -> list[Narrative]:
        """Return narratives in their order."""
        ...


def pack_names(pack: Pack, edition: Edition) -> dict[str, Any]:
    """Return name -> what templates of a pack find under it."""
    page = _Page(pack, edition)
    names: dict[str, Any] = {
        "donor": pack.donor,
        "profile": pack.profile,
        "agreement": pack.agreement,
        "due": pack.due,
        "donor_name": page.donor_name,
        "credit": page.credit,
        "disclaimer": page.words(pack.profile.disclaimer),
        "emblem_name": page.emblem,
        "brief_text": page.lead,
        "other_briefs": page.other_briefs,
        "leading": page.leading,
        "signatories": pack.profile.signatories or edition.report.settings.signatories,
        "story": page.story,
    }
    methods: tuple[Callable[..., Any], ...] = (
        page.marks, page.credit_block, page.contact, page.account, page.joint, page.figures_of, page.span_of, page.brief_of,
        page.setbacks, page.next_steps, page.texts, page.tile, page.gap_words,
    )  # fmt: skip
    names |= {method.__name__: method for method in methods}
    if pack.agreement is not None:
        names |= ReportPage(pack, pack.agreement, edition).names()
    return names


class _Page:
    """The names of one document."""

    def __init__(self, pack: Pack, edition: Edition) -> None:
        self.pack, self.edition = pack, edition
        self.donor, self.profile, self.report = pack.donor, pack.profile, edition.report
        self.t, self.text, self.say = edition.t, edition.text, edition.words

    # Who speaks to whom

    @property
    def donor_name(self) -> Markup:
        """The donor's name; one that stays anonymous is not named to itself either, since files travel."""
        return self.t("donor.anonymous") if self.profile.anonymous else self.text(self.donor.partner.name)

    def words(self, text: LocalText) -> Markup:
        """Return a text of the profile with its ``{names}`` filled in."""
        values = {"donor": self.donor_name, "office": self.text(self.report.office.name)}
        return Markup(fill(str(escape(text.to(self.say.language))), values, "profile"))

    @property
    def emblem(self) -> str:
        """Id of the emblem that goes with the credit line; empty where there is none."""
        image = self.profile.emblem
        return "" if not image or self.quiet else EMBLEM if any(i.id == EMBLEM for i in self.report.images) else image

    @property
    def quiet(self) -> bool:
        """Whether neither credit line nor logo of the donor are shown."""
        return self.profile.waiver is not None or self.profile.anonymous

    @property
    def credit(self) -> Markup:
        """The credit line: that of the emblem, else the partner's own words, else the profile's."""
        if self.quiet:
            return Markup("")
        own = self.donor.partner.credit_line
        asked = any(each.partner == self.donor.id and "credit" in each.model_fields_set for each in self.report.donors)
        if own and not self.profile.emblem and not asked:
            return self.text(own)
        alone = all(share.percent is not None and share.percent >= 100 for share in self.donor.shares)
        joint = self.profile.credit_joint if self.profile.credit_joint and not alone else self.profile.credit
        return self.words(joint)

    def marks(self, places: Iterable[str]) -> Markup:
        """Return logos side by side, in the order that the agreement asks for; with a waiver the office's alone."""
        ids = [self.report.settings.logo if place == "office" else place for place in places]
        if self.quiet:
            ids = [id for id in ids if id == self.report.settings.logo]
        found = [image for id in ids for image in self.report.images if image.id == id and image.data]
        pictures = Markup("").join(self._picture(image.id, self.text(image.alt)) for image in found)
        return Markup('<figure class="logo logos">{}</figure>').format(pictures) if found else Markup("")

    def _picture(self, id: str, alt: Markup) -> Markup:
        self.edition.images[f"rg:image-{id}"] = id
        return Markup('<img src="rg:image-{}" alt="{}">').format(id, alt)

    def credit_block(self) -> Markup:
        """Return the credit line; with an emblem both in one figure, which no page break and no program takes apart."""
        if self.quiet or not self.credit:
            reference = self.profile.waiver.reference if self.profile.waiver else ""
            return (
                Markup('<p class="note">{}</p>').format(self.t("donor.waived", reference=reference))
                if reference
                else Markup("")
            )
        if not self.emblem:
            return Markup('<p class="credit-line">{}</p>').format(self.credit)
        image = next(each for each in self.report.images if each.id == self.emblem)
        picture = self._picture(image.id, self.text(image.alt))
        return Markup('<figure class="emblem">{}<figcaption>{}</figcaption></figure>').format(picture, self.credit)

    def contact(self) -> Markup:
        """Return whom the donor can ask: the person of its profile, else the office."""
        office, person = self.report.office.contact, self.profile.contact
        parts = [escape(person.name), self.text(person.title)] if person else [self.text(office.address)]
        email = (person.email if person else "") or office.email
        if email:
            parts.append(Markup('<a href="mailto:{0}">{0}</a>').format(email))
        return self.t("mark.comma").join(part for part in parts if part)

    # Texts

    def _for(self, kind: str, outcome: str) -> list[Narrative]:
        """Return the texts of a kind for an outcome; those written for this donor come before those for all."""
        found = self.edition.narratives(kind, outcome, self.report.year)
        return [n for n in found if n.partner == self.donor.id] or [n for n in found if not n.partner]

    def texts(self, kind: str) -> list[Narrative]:
        """Return the texts of a kind that are about no outcome, or about one of the donor's; its own before those for all."""
        return texts_of(self.report, self.pack, kind, self.say.language)

    def brief_of(self, outcome: str) -> Narrative | None:
        """Return what changed in an outcome: its brief, else the first paragraph of its progress note."""
        for each in self._for("brief", outcome):
            return each
        note = next(iter(self._for("progress-note", outcome)), None)
        return note.model_copy(update={"blocks": note.blocks[:1]}) if note else None

    @property
    def _outcomes(self) -> tuple[Outcome, ...]:
        return self.donor.outcomes or self.report.outcomes

    @property
    def lead(self) -> Narrative | None:
        """The text that a brief opens with: one for the donor alone, else that of its largest outcome, else the summary."""
        mine = [n for n in self.edition.narratives("brief", None, self.report.year) if n.partner == self.donor.id]
        if mine:
            return mine[0]
        general = [
            n for n in self.edition.narratives("brief", None, self.report.year) if not n.outcome and not n.partner
        ]
        if self.donor.core_only and general:
            return general[0]
        if self.donor.core_only and (summary := self.edition.narratives("summary", None, self.report.year)):
            return summary[0].model_copy(update={"blocks": summary[0].blocks[:1]})
        return next((text for o in self._outcomes if (text := self.brief_of(o.code))), None)

    @property
    def other_briefs(self) -> list[tuple[Outcome, Narrative]]:
        """What changed in the donor's other outcomes, at most three of them."""
        lead = self.lead
        found = [(o, text) for o in self.donor.outcomes if (text := self.brief_of(o.code)) and text.title]
        return [(outcome, text) for outcome, text in found if lead is None or text.file != lead.file][:3]

    @property
    def story(self) -> Narrative | None:
        """A short story of one of its outcomes."""
        return next((each for o in self._outcomes for each in self._for("brief-story", o.code)), None)

    def setbacks(self, most: int) -> list[Narrative]:
        """Return what went wrong in its outcomes; of `most` of them, or of all (0)."""
        found = [each for o in self._outcomes for each in self._for("setback", o.code)]
        return found[:most] if most else found

    def next_steps(self, most: int) -> list[Narrative]:
        """Return what comes next in its outcomes; of `most` of them."""
        return [each for o in self._outcomes for each in self._for("next-step", o.code)][:most]

    # Figures

    def figures_of(self, most: int) -> list[Any]:
        """Return the brief's key figures of its outcomes, in their order, one of each before a second of any."""
        numbers = Numbers.of(self.report)
        by_outcome: dict[str, list[Any]] = {}
        for each in (*self.report.settings.brief_figures, *self.report.settings.key_figures):
            code = each.fact.partition('["')[2].partition('"')[0]
            home = numbers.outcome_of.get(code)
            if home is not None:
                by_outcome.setdefault(home.code, []).append(each)
        lists = [by_outcome.get(outcome.code, []) for outcome in self._outcomes]
        turns = [each[turn] for turn in range(most) for each in lists if turn < len(each)]
        return turns[:most]

    @property
    def leading(self) -> Indicator | None:
        """The indicator of the brief's chart: the first that its text speaks of and that has numbers of three years or more."""
        for block in self.lead.blocks if self.lead else ():
            for item in block.content if isinstance(block, TextBlock) else ():
                code = (
                    item.path.partition('indicators["')[2].partition('"')[0] if isinstance(item, FactReference) else ""
                )
                found = next((i for i in self.donor.indicators() if i.code == code), None)
                if found is not None and self.donor.has_trend(found):
                    return found
        return self.donor.leading()

    def tile(self, value: Decimal) -> str:
        """Return an amount as a key figure: in full below a million, else in millions with two decimals."""
        currency = self.report.settings.currency
        return self.say.money(value, currency) if abs(value) < 1_000_000 else self.say.money_short(value, currency, 2)

    def gap_words(self, gap: Decimal) -> Markup:
        """Return what the donor's outcomes lacked, outcome by outcome."""
        money, year = self.edition.money, self.report.year
        if self.donor.core_only:
            return self.t("donor.gap-core", year=year, gap=money(gap))
        if len(self.donor.outcomes) == 1:
            return self.t("donor.gap-one", year=year, gap=money(gap))
        lacking = [(o, lack) for o in self.donor.outcomes if (lack := self.donor.gap_of(o)) is not None and lack > 0]
        parts = [
            self.t("donor.gap-part", outcome=self.text(outcome.short) or outcome.code, gap=money(lack))
            for outcome, lack in lacking
        ]
        return self.t("donor.gap", year=year, gap=money(gap), parts=self.t("mark.comma").join(parts))

    def account(self, agreement: Agreement, outcome: str = "") -> Account:
        """Return the money of an agreement in the currency of the profile."""
        return account_of(self.pack, agreement, outcome)

    def joint(self, outcome: Outcome) -> Markup:
        """Return what must be said of a joint programme: the whole, the own share, and that people are counted once."""
        joint = outcome.joint
        if joint is None or joint.share is None:
            return Markup("")
        values: dict[str, object] = {
            "programme": self.text(joint.programme),
            "share": self.say.percent_prose(joint.share),
        }
        if joint.budget is None:
            return self.t("donor.joint", **values)
        currency = self.report.settings.currency
        values["whole"] = self.say.money_short(joint.budget, currency)
        values["part"] = self.say.money_short(joint.budget * joint.share / 100, currency)
        return self.t("donor.joint-budget", **values)

    def span_of(self, agreements: Iterable[Agreement]) -> str:
        """Return the period of several agreements: one year, or from day to day."""
        periods = [period for a in agreements if (period := self.donor.period(a))]
        if all(period.start.year == period.end.year == self.report.year for period in periods):
            return str(self.report.year)
        first, last = min(p.start for p in periods), max(p.end for p in periods)
        return f"{self.say.month(first)} – {self.say.month(last)}"
