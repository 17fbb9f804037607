"""donors.yaml becomes findings: unknown donors, profiles, sections, pictures; an emblem without its line; a waiver ended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.checks.check import Check, Names, TemplateCheck, unknown
from reportgen.checks.index import Index
from reportgen.errors import TemplateError
from reportgen.findings import Card, Finding
from reportgen.model import Donor, Profile, Report
from reportgen.model.donors import OFFICE_LOGO
from reportgen.profiles import profile_names, profile_of, profile_picture
from reportgen.resources import template_homes

UNKNOWN_DONOR = Card(
    "STR141",
    "unknown-donor",
    "error",
    why="What a donor asked for would be forgotten, and its pack made by the general rule.",
    example="partner: norland in donors.yaml, where partners.yaml has norlund",
    mend="Use the id of a partner that funds.",
)
UNKNOWN_PROFILE = Card(
    "STR142",
    "unknown-profile",
    "error",
    why="Without its profile a pack has neither sections nor credit line.",
    example="profile: goverment",
    mend="Use a name that `reportgen list profiles` shows, or put the profile into a folder for --templates.",
)
UNKNOWN_PACK_SECTION = Card(
    "STR143",
    "unknown-pack-section",
    "error",
    why="A section that does not exist cannot be printed, and a limit on it never holds.",
    example="brief: [donor-head, donor-chnge]",
    mend="Use a name that stands in a shipped profile's brief, report or limits.",
)
NO_MARK = Card(
    "IMG014",
    "donor-mark-missing",
    "error",
    why="A logo that the agreement asks for is missing from every page, and the donor sees it first.",
    example="logos: [norlund-logo], where images.yaml has norlund-mark",
    mend="Add the picture with its alternative text to images.yaml, or correct its id.",
)
APART = Card(
    "IMG015",
    "emblem-and-line-apart",
    "error",
    why="Some donors, the European Union among them, want emblem and words together or not at all.",
    example="emblem: emblem.png with an empty credit line",
    mend="Give both, or neither.",
    source="Communication and Visibility Requirements for EU External Actions, 2022",
)
WAIVER_ENDED = Card(
    "DIS011",
    "waiver-ended",
    "error",
    why="After a waiver has ended the donor is owed its logo and credit line again.",
    example="waiver: {reference: letter of 2 May 2022, until: 2024-12-31} in a report of 2025-03-31",
    mend="Renew the waiver with its reference, or take it out of donors.yaml.",
)


def unknown_donor(report: Report) -> Iterator[Finding]:
    """Every entry of donors.yaml is of a partner that funds."""
    index = Index.of(report)
    payers = {row.partner for row in report.contributions} | {agreement.partner for agreement in report.agreements}
    for donor in report.donors:
        partner = index.partners.get(donor.partner)
        if partner is None:
            message, details = unknown("partner", donor.partner, index.names("partners"))
            yield UNKNOWN_DONOR.at(donor.place("partner"), message, **details)
        elif "funder" not in partner.roles and donor.partner not in payers:
            message = f"{donor.partner} funds nothing, so it gets no pack."
            yield UNKNOWN_DONOR.at(donor.place("partner"), message, found=donor.partner, severity="warning")


def unknown_profile(report: Report, extra: Path | None) -> Iterator[Finding]:
    """Every profile that donors.yaml names exists."""
    names = Names.of(profile_names(extra))
    for donor in report.donors:
        if donor.profile and donor.profile not in names.known:
            message, details = unknown("profile", donor.profile, names)
            yield UNKNOWN_PROFILE.at(donor.place("profile"), message, **details)


def unknown_pack_section(report: Report, extra: Path | None) -> Iterator[Finding]:
    """Sections of packs, and those that have limits, exist."""
    found = (path for home in template_homes(extra) for path in home.glob("sections/*.html.j2"))
    names = Names.of(sorted({path.name.partition(".")[0] for path in found if _of_packs(path.name)}))
    for donor in report.donors:
        for key in ("brief", "report", "limits"):
            for number, name in enumerate(getattr(donor, key)):
                if name not in names.known:
                    message, details = unknown("section of packs", name, names)
                    place = donor.place(f"{key}[{name}]" if key == "limits" else f"{key}[{number}]")
                    yield UNKNOWN_PACK_SECTION.at(place, message, **details)


def _of_packs(name: str) -> bool:
    return name.startswith(("donor-", "agreement-"))


def _profiles(report: Report, extra: Path | None) -> Iterator[tuple[Donor, Profile]]:
    """Yield each donor of donors.yaml with what it asks for in all, where that can be said."""
    index = Index.of(report)
    for donor in report.donors:
        partner = index.partners.get(donor.partner)
        if partner is not None:
            try:
                yield donor, profile_of(report, partner, extra)
            except TemplateError:  # of which another check speaks
                continue


def donor_mark_missing(report: Report, extra: Path | None) -> Iterator[Finding]:
    """Logos and emblems are pictures that can be read, and have words for those who cannot see them."""
    index = Index.of(report)
    for donor, profile in _profiles(report, extra):
        wanted = [(f"logos[{number}]", name) for number, name in enumerate(donor.logos) if name != OFFICE_LOGO]
        shipped = (
            profile_picture(report, index.partners[donor.partner], profile.emblem, extra) if profile.emblem else b""
        )
        if profile.emblem and not shipped:
            wanted.append(("emblem", profile.emblem))
        for key, name in wanted:
            image = index.images.get(name)
            if image is None:
                message, details = unknown("image", name, index.names("images"))
                yield NO_MARK.at(donor.place(key), message, **details)
            elif not image.alt:
                message = f"“{name}” stands in the pack of {donor.partner}, and has no alternative text."
                yield NO_MARK.at(image.place("alt"), message, expected="alt: with the name of the donor")


def emblem_and_line_apart(report: Report, extra: Path | None) -> Iterator[Finding]:
    """Where there is an emblem there is a credit line."""
    for donor, profile in _profiles(report, extra):
        if profile.emblem and not (profile.credit or profile.credit_joint):
            message = f"The pack of {donor.partner} has an emblem, and no credit line to go with it."
            yield APART.at(donor.place("emblem"), message, found=profile.emblem, expected="credit:")


def waiver_ended(report: Report) -> Iterator[Finding]:
    """A waiver of visibility holds on the day of issue."""
    issued = report.settings.date
    for donor in report.donors:
        if donor.waiver and donor.waiver.until and donor.waiver.until < issued:
            message = (
                f"{donor.partner} waived visibility until {donor.waiver.until}, before the date of issue, {issued}."
            )
            expected = f"a waiver until {issued} or later"
            yield WAIVER_ENDED.at(
                donor.waiver.place("until"), message, found=str(donor.waiver.until), expected=expected
            )


CHECKS: tuple[Check, ...] = (Check(UNKNOWN_DONOR, unknown_donor), Check(WAIVER_ENDED, waiver_ended))
TEMPLATE_CHECKS: tuple[TemplateCheck, ...] = (
    TemplateCheck(UNKNOWN_PROFILE, unknown_profile),
    TemplateCheck(UNKNOWN_PACK_SECTION, unknown_pack_section),
    TemplateCheck(NO_MARK, donor_mark_missing),
    TemplateCheck(APART, emblem_and_line_apart),
)
