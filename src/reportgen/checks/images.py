"""Pictures become findings: without alternative text, credit or consent, or too small."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from reportgen.checks.check import Check, listed, unknown
from reportgen.checks.index import Index
from reportgen.errors import ThemeError
from reportgen.findings import Card, Finding, Severity
from reportgen.model import Image, Narrative, Report
from reportgen.theme import load_theme

NO_ALT = Card(
    "IMG010",
    "image-without-alternative-text",
    "error",
    why="Readers who cannot see the picture are told nothing, and the PDF fails the accessibility standard.",
    example="An entry of images.yaml that a narrative shows, without alt:",
    mend="Add alt: with what the picture shows, in a sentence.",
    source="WCAG 2.2, 1.1.1; ISO 14289-1",
)
NO_CREDIT = Card(
    "IMG011",
    "image-without-credit",
    "error",
    why="A picture belongs to whoever took it; printed without a name it may have to be withdrawn.",
    example="An entry of images.yaml that a narrative shows, without credit:",
    mend="Add credit: with the name of the photographer or the source.",
)
NO_CONSENT = Card(
    "IMG012",
    "image-without-consent",
    "error",
    why="A face in a public report can harm the person; consent that is missing or has expired protects nobody.",
    example="consent: {who: the women shown, until: 2024-06-30} in a report of 2025-03-31",
    mend="Renew the consent and its date, or use another picture; `who: not needed` is for pictures in "
    "which nobody can "
    "be recognized.",
)
COARSE = Card(
    "LAY001",
    "image-too-coarse",
    "warning",
    why="Under 150 dots per inch a picture looks blurred in print.",
    example="A picture of 600 x 400 pixels across a text of 160 mm: 95 dots per inch",
    mend="Use the original picture rather than one from a web page or a message.",
)
NO_LOGO = Card(
    "IMG013",
    "logo-without-image",
    "error",
    why="The cover would have no logo, or one that readers who cannot see it are not told of.",
    example="logo: office-mark in report.yaml, and no image of that id in images.yaml, or one without alt:",
    mend="Add the image with id:, file: and alt: to images.yaml, or remove logo:.",
)
LEAST_DPI = 150


def _used(report: Report) -> Iterator[tuple[Image, tuple[Narrative, ...]]]:
    users = Index.of(report).users
    for image in report.images:
        if image.id in users:
            yield image, users[image.id]


def image_without_alternative_text(report: Report) -> Iterator[Finding]:
    """A picture that is shown is also described."""
    for image, users in _used(report):
        if not image.alt:
            message = f"“{image.id}” has no alternative text; {users[0].file} shows it."
            yield NO_ALT.at(image.place("alt"), message, expected="alt:")


def image_without_credit(report: Report) -> Iterator[Finding]:
    """A picture that is shown names its maker."""
    for image, users in _used(report):
        if not image.credit:
            message = f"“{image.id}” has no credit; {users[0].file} shows it."
            yield NO_CREDIT.at(image.place("credit"), message, expected="credit:")


def image_without_consent(report: Report) -> Iterator[Finding]:
    """The persons in a picture agreed to be shown on the day of issue."""
    users = Index.of(report).users
    issued = report.settings.date
    marks = {report.settings.logo, *(name for donor in report.donors for name in (*donor.logos, donor.emblem))}
    for image in report.images:
        consent, shown = image.consent, users.get(image.id, ())
        if image.id in marks and not shown:
            continue  # a mark shows nobody
        found = ""
        if consent is None or not consent.who.strip():
            what = "says nothing about consent"
        elif consent.until is not None and consent.until < issued:
            what, found = (
                f"has a consent that ended on {consent.until}, before the date of issue, {issued}",
                str(consent.until),
            )
        else:
            continue
        by = f"{listed(user.file for user in shown)} shows it" if shown else "no narrative shows it"
        severity: Severity | None = None if shown else "info"
        place = image.place("consent") if consent is None else consent.place("until" if found else "who")
        expected = f"a consent until {issued} or later" if found else "consent: {who: ..., until: ...}"
        yield NO_CONSENT.at(place, f"“{image.id}” {what}; {by}.", found=found, expected=expected, severity=severity)


def image_too_coarse(report: Report) -> Iterator[Finding]:
    """A picture has at least 150 dots per inch at the size at which the theme prints it."""
    try:
        page = load_theme(report.settings.theme, report.settings.overrides).page
    except ThemeError:  # of which another check speaks
        return
    for image, _ in _used(report):
        yield from _coarse(image, page.measure, page.picture, f"{page.measure:.0f} mm across the text")
    logo = Index.of(report).images.get(report.settings.logo or "")
    if logo is not None:
        yield from _coarse(logo, 0, page.logo, f"{page.logo:.0f} mm high on the cover")


def _coarse(image: Image, width: float, height: float, where: str) -> Iterator[Finding]:
    """Find a picture that is too small for `width` x `height` millimetres, which it fills; 0 = any width."""
    across, down = image.size
    least = tuple(ceil(side * LEAST_DPI / 25.4) for side in (width, height))
    if not (across and down) or (across >= least[0] and down >= least[1]):
        return
    dpi = min(across / width if width else down / height, down / height) * 25.4
    message = f"“{image.id}” has {across} x {down} pixels: {dpi:.0f} dots per inch, {where}."
    expected = f"{least[0]} x {least[1]} pixels or more" if width else f"{least[1]} pixels high or more"
    yield COARSE.at(image.place("file"), message, found=f"{across} x {down} pixels", expected=expected)


def logo_without_image(report: Report) -> Iterator[Finding]:
    """The logo is an image of the workspace, and has words for those who cannot see it."""
    logo, index = report.settings.logo, Index.of(report)
    if logo is None:
        return
    image = index.images.get(logo)
    if image is None:
        message, details = unknown("image", logo, index.names("images"))
        yield NO_LOGO.at(report.settings.place("logo"), message, **details)
    elif not image.alt:
        message = f"“{logo}” is the logo on the cover, and has no alternative text."
        yield NO_LOGO.at(image.place("alt"), message, expected="alt: with the name of the organisation")


CHECKS: tuple[Check, ...] = (
    Check(NO_ALT, image_without_alternative_text),
    Check(NO_CREDIT, image_without_credit),
    Check(NO_CONSENT, image_without_consent),
    Check(NO_LOGO, logo_without_image),
    Check(COARSE, image_too_coarse),
)
