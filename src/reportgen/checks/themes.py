"""The look that report.yaml asks for becomes findings where it is impossible, or its colours cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Check, Names, unknown
from reportgen.contrast import LEAST_GRAPHIC, LEAST_TEXT, contrast
from reportgen.errors import ThemeError
from reportgen.findings import Card, Finding, Place
from reportgen.fonts import installed_families
from reportgen.model import Report
from reportgen.theme import Theme, load_theme, theme_names

THEME = Card(
    "STR122",
    "theme-impossible",
    "error",
    why="Pages, charts and Word files take every colour, font and size from the theme.",
    example="theme: lagune, or overrides: {accent: teal}",
    mend="Use a theme that `reportgen list` shows; colours are written as #005a5b.",
)
CONTRAST = Card(
    "STR128",
    "theme-contrast",
    "error",
    why="Words with a contrast under 4.5 to 1, and marks under 3 to 1, cannot be seen by many, nor in a bad print.",
    example="overrides: {accent: '#e8a090'}",
    mend="Choose a darker colour, or a lighter ground; the finding says what was measured.",
    source="WCAG 2.2, 1.4.3 and 1.4.11",
)
NO_FONT = Card(
    "STR129",
    "font-not-installed",
    "warning",
    why="Pages would be set in another font, with other widths and other line ends than on your screen.",
    example="overrides: {fonts.body: Brill}, and no such family on this machine",
    mend="Install the font, or name one that `fc-list : family` shows.",
)
PAPER = "#ffffff"
FONTS = ("body", "display", "data")
_WORDS = ("text", "quiet", "accent", "field", "met", "partly", "not_met", "no_data")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((name, ground, LEAST_TEXT) for name in _WORDS for ground in ("paper", "tint")),
    ("on_field", "field", LEAST_TEXT),
    *((name, "paper", LEAST_GRAPHIC) for name in ("muted", "second")),
)
"""Colours that stand on one another: what stands in front, its ground, the least contrast."""


def theme_impossible(report: Report) -> Iterator[Finding]:
    """The theme ships, and what is overridden in it exists and is possible."""
    settings = report.settings
    if settings.theme not in theme_names():
        message, details = unknown("theme", settings.theme, Names.of(theme_names()))
        yield THEME.at(settings.place("theme"), message, **details)
        return
    faults = list(_faults(report))
    yield from faults
    if faults:
        return
    try:
        load_theme(settings.theme, settings.overrides)
    except ThemeError as error:  # each is possible, together they are not
        yield THEME.at(settings.place("overrides"), f"{str(error)[:1].upper()}{str(error)[1:]}")


def _faults(report: Report) -> Iterator[Finding]:
    """Find what is impossible by itself."""
    settings = report.settings
    for key, value in settings.overrides.items():
        try:
            load_theme(settings.theme, {key: value}, alone=True)
        except ThemeError as error:
            text = str(error)
            place = settings.place(f"overrides[{key}]")
            yield THEME.at(place, text[:1].upper() + text[1:], found=f"{key}: {value}")


def theme_contrast(report: Report) -> Iterator[Finding]:
    """Whatever stands on a colour of the theme can be told from it."""
    theme = _theme(report)
    if theme is None:
        return
    colours = theme.colours.model_dump() | {"paper": PAPER}
    for front, ground, least in PAIRS:
        ratio = contrast(colours[front], colours[ground])
        if ratio < least:
            message = (
                f"“{front}” ({colours[front]}) on “{ground}” ({colours[ground]}) has a contrast of {ratio:.1f} to 1."
            )
            yield CONTRAST.at(
                _place(report, "colours", front, ground), message, found=f"{ratio:.1f}", expected=f"{least} or more"
            )


def font_not_installed(report: Report) -> Iterator[Finding]:
    """Fonts of the workspace's own choice are there; those of the themes that ship `reportgen doctor` looks for."""
    theme = _theme(report)
    chosen = [name for name in FONTS if {f"fonts.{name}", name} & report.settings.overrides.keys()]
    installed = installed_families() if theme and chosen else None
    if theme is None or installed is None:
        return
    for name in chosen:
        family: str = getattr(theme.fonts, name)
        if family not in installed:
            message, details = unknown("installed font", family, Names.of(sorted(installed)))
            yield NO_FONT.at(_place(report, "fonts", name), message, **details)


def _theme(report: Report) -> Theme | None:
    """Return the theme; of one that is impossible another check speaks."""
    try:
        return load_theme(report.settings.theme, report.settings.overrides)
    except ThemeError:
        return None


def _place(report: Report, part: str, *names: str) -> Place:
    """Return the place of the override that decides, or of the theme's name."""
    settings = report.settings
    for name in names:
        for key in (name, f"{part}.{name}"):
            if key in settings.overrides:
                return settings.place(f"overrides[{key}]")
    return settings.place("theme")


CHECKS: tuple[Check, ...] = (
    Check(THEME, theme_impossible),
    Check(CONTRAST, theme_contrast),
    Check(NO_FONT, font_not_installed),
)
