"""templates/themes/<name>.toml becomes a theme: the one place of colours, fonts and sizes for pages, charts and Word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportgen.errors import ThemeError
from reportgen.resources import templates

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
FontName = Annotated[str, Field(pattern=r"^[\w .\-]{1,60}$")]
Reading = Annotated[float, Field(ge=6, le=16)]
Display = Annotated[float, Field(ge=8, le=72)]
Millimetres = Annotated[float, Field(ge=5, le=80)]
_SCRIPT = re.compile("Arabic|CJK")
_SERIF = re.compile("Serif|Naskh")
LEAST_MEASURE, LEAST_HEIGHT = 100, 160
"""Millimetres that text needs: results tables have seven columns."""
PAGE_SIZES: Mapping[str, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(_Part):
    """All colours, by what they are for; the comments stand in the theme files."""

    text: Colour
    quiet: Colour
    accent: Colour
    field: Colour
    on_field: Colour
    rule: Colour
    tint: Colour
    muted: Colour
    second: Colour
    met: Colour
    partly: Colour
    not_met: Colour
    no_data: Colour


class Fonts(_Part):
    """Families; `fallback` is tried in order for glyphs that a family lacks."""

    body: FontName
    display: FontName
    data: FontName
    fallback: tuple[FontName, ...] = ()

    def stack(self, role: Literal["body", "display", "data"]) -> tuple[str, ...]:
        """Return the family of `role`, then the fallbacks, each once.

        Of the fallbacks for another script, those with serifs come first where the family itself has them.
        """
        family: str = getattr(self, role)
        scripts = [name for name in self.fallback if _SCRIPT.search(name)]
        like = sorted(scripts, key=lambda name: bool(_SERIF.search(name)) != bool(_SERIF.search(family)))
        others = [name for name in self.fallback if name not in scripts]
        return tuple(dict.fromkeys((family, *others, *like)))


class Sizes(_Part):
    """Type sizes and the baseline, in points."""

    body: Reading
    small: Reading
    heading: Display
    title: Display
    leading: Display


class Page(_Part):
    """Paper and margins, in millimetres."""

    size: Literal["A4", "Letter"] = "A4"
    top: Millimetres
    bottom: Millimetres
    inner: Millimetres
    outer: Millimetres
    logo: Millimetres = 16
    """Height of the logo on the cover."""
    clear: Annotated[float, Field(ge=0, le=60)] = 8
    """Free space beside a logo."""
    picture: Millimetres = 58
    """Height of photographs, which are as wide as the text and are cropped to it."""

    @property
    def width(self) -> float:
        """Width of the paper in millimetres."""
        return PAGE_SIZES[self.size][0]

    @property
    def height(self) -> float:
        """Height of the paper in millimetres."""
        return PAGE_SIZES[self.size][1]

    @property
    def measure(self) -> float:
        """Width of the text in millimetres."""
        return self.width - self.inner - self.outer


class Theme(_Part):
    """A whole theme."""

    name: str
    title: str
    colours: Colours
    fonts: Fonts
    sizes: Sizes
    page: Page

    def compact(self) -> Theme:
        """Return the theme for a brief: type about a tenth smaller, margins a quarter, so that two pages hold what matters."""
        sizes, page = self.sizes, self.page
        smaller = {
            "body": round(sizes.body * 0.9, 1),
            "small": round(sizes.small * 0.95, 1),
            "heading": round(sizes.heading * 0.84, 1),
            "title": round(sizes.title * 0.72, 1),
            "leading": round(sizes.leading * 0.86, 1),
        }
        narrower = {name: round(getattr(page, name) * 0.76, 1) for name in ("top", "bottom", "inner", "outer")}
        return self.model_copy(
            update={"sizes": sizes.model_copy(update=smaller), "page": page.model_copy(update=narrower)}
        )


def theme_names() -> tuple[str, ...]:
    """Return the names of the themes that ship."""
    return tuple(sorted(path.stem for path in (templates() / "themes").glob("*.toml")))


def load_theme(name: str, overrides: Mapping[str, str] | None = None, *, alone: bool = False) -> Theme:
    """Return the theme `name` with single values overridden.

    Overrides are named by key (``accent``) or, where a key is ambiguous, by part and key (``fonts.body``).
    With `alone` each value is looked at by itself, and not whether all go together.

    Raises:
        ThemeError: No such theme, no such key, or an impossible value; `str` names the key.
    """
    path = templates() / "themes" / f"{name}.toml"
    if name not in theme_names():
        near = get_close_matches(name, theme_names(), 1)
        raise ThemeError(
            f"there is no theme {name!r}"
            + (f"; {near[0]!r} is near" if near else "")
            + f". Themes that ship: {', '.join(theme_names())}."
        )
    data: dict[str, Any] = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    for key, value in (overrides or {}).items():
        _override(data, key, value)
    try:
        theme = Theme.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ThemeError(f"theme {name!r}: {key} = {first['input']!r} is impossible: {first['msg']}") from None
    if not alone and (fault := _not_together(theme)):
        raise ThemeError(f"theme {name!r}: {fault}.")
    return theme


def _not_together(theme: Theme) -> str:
    """Return what sizes and margins, each possible by itself, make impossible; nothing where all is well."""
    sizes, page = theme.sizes, theme.page
    if sizes.leading < sizes.body * 1.1:
        least = f"{sizes.body * 1.1:.1f} or more"
        return f"a leading of {sizes.leading:g} points leaves lines of {sizes.body:g} points no air; {least}"
    if sizes.small > sizes.body:
        return f"small print of {sizes.small:g} points is larger than the text of {sizes.body:g} points"
    if sizes.heading < sizes.body or sizes.title < sizes.heading:
        return "the sizes of body, heading and title do not rise"
    if page.measure < LEAST_MEASURE:
        left = f"leave {page.measure:.0f} mm for the text; {LEAST_MEASURE} or more"
        return f"margins of {page.inner:g} and {page.outer:g} mm {left}"
    if page.height - page.top - page.bottom < LEAST_HEIGHT:
        return f"margins of {page.top:g} and {page.bottom:g} mm leave too little of the page's height; {LEAST_HEIGHT} mm or more"
    return ""


def _override(data: dict[str, Any], key: str, value: str) -> None:
    parts = [part for part in ("colours", "fonts", "sizes", "page") if key.rpartition(".")[0] in ("", part)]
    name = key.rpartition(".")[2]
    homes = [part for part in parts if name in data.get(part, {})]
    if len(homes) != 1:
        known = sorted(
            f"{part}.{name}" for part in ("colours", "fonts", "sizes", "page") for name in data.get(part, {})
        )
        near = get_close_matches(key, [*known, *(k.partition(".")[2] for k in known)], 2)
        what = "is ambiguous" if homes else "is not a value of a theme"
        raise ThemeError(f"override {key!r} {what}" + (f"; near: {', '.join(near)}" if near else "") + ".")
    data[homes[0]][name] = [part.strip() for part in value.split(",")] if name == "fallback" else value
