"""A theme becomes the style sheets of page and screen; colours, fonts and sizes stand in the theme alone."""

from __future__ import annotations

import base64
from html import escape
from typing import Any, Literal
from unicodedata import east_asian_width

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reportgen.document.nodes import Document
from reportgen.language.letters import drawn
from reportgen.language.scripts import home
from reportgen.resources import templates
from reportgen.theme import Theme

_CIRCLE = '<circle cx="8" cy="8" r="6.4" fill="{fill}" stroke="{colour}" stroke-width="1.8"/>'
_SHAPES: dict[str, tuple[str, str]] = {
    "met": ("met", _CIRCLE.replace("{fill}", "{colour}")),
    "partly": (
        "partly",
        _CIRCLE.replace("{fill}", "none") + '<path d="M8 1.6a6.4 6.4 0 0 0 0 12.8z" fill="{colour}"/>',
    ),
    "not-met": ("not_met", _CIRCLE.replace("{fill}", "none")),
    "no-data": ("no_data", '<path d="M2 8h12" stroke="{colour}" stroke-width="2"/>'),
    "not-rated": (
        "no_data",
        '<path d="M2 8h12" stroke="{colour}" stroke-width="2" stroke-dasharray="2.5 2"/>',
    ),
}


def status_mark(rating: str, theme: Theme) -> str:
    """Return the shape of a status as SVG: filled, half filled, open, dash; told apart without colour."""
    colour, shape = _SHAPES[rating]
    body = shape.replace("{colour}", getattr(theme.colours, colour))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{body}</svg>'


def css_string(text: str) -> str:
    """Return `text` as a CSS string: quotes, backslashes and line ends escaped (CSS Syntax 3, 4.3.5)."""
    return '"' + "".join(c if c.isalnum() or c in " ,.:;()-" else f"\\{ord(c):x} " for c in text) + '"'


def style_sheet(medium: Literal["print", "screen"], theme: Theme, document: Document, *, inline_marks: bool) -> str:
    """Return the style sheet of one medium.

    Args:
        medium: ``print`` for the page, ``screen`` for the HTML edition.
        theme: The look.
        document: For its running title and stamp.
        inline_marks: Whether status shapes are data URIs (HTML) or ``rg:`` names (PDF).
    """
    environment = Environment(
        loader=FileSystemLoader(templates() / "base"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {"css_string": css_string}
    environment.filters.update(filters)
    roles: tuple[Literal["body", "display", "data"], ...] = ("body", "display", "data")
    values = {
        "c": theme.colours.model_dump(),
        "fonts": {role: ", ".join(f'"{name}"' for name in theme.fonts.stack(role)) for role in roles},
        "sizes": theme.sizes,
        "page": theme.page,
        "start": "right" if document.dir == "rtl" else "left",  # layout knows no logical floats
        "end": "left" if document.dir == "rtl" else "right",
        "script": home(document.lang),
        "medium": medium,
        "running": document.running,
        "stamp": document.stamp,
        "broken": document.broken,
        "marks": {
            name: _data_uri(status_mark(name, theme)) if inline_marks else f"rg:mark-{name}.svg" for name in _SHAPES
        },
    }
    return "\n".join(environment.get_template(f"{name}.css.j2").render(values) for name in ("look", medium, "scripts"))


def marks(theme: Theme, document: Document) -> dict[str, bytes]:
    """Return the status shapes, and the watermark of a page, by their ``rg:`` names."""
    shapes = {f"rg:mark-{name}.svg": status_mark(name, theme).encode() for name in _SHAPES}
    return shapes | {"rg:watermark.svg": watermark(theme, document).encode()}


def watermark(theme: Theme, document: Document) -> str:
    """Return the stamp's words across a page, so pale that text on them keeps its contrast.

    A page's background is an artifact (ISO 32000-1, 14.8.2.2): nobody hears it on every page.
    """
    width, height = theme.page.width, theme.page.height
    pale = "#" + "".join(f"{255 - (255 - int(theme.colours.rule[i : i + 2], 16)) * 2 // 5:02x}" for i in (1, 3, 5))
    letters = max(12, sum(2 if east_asian_width(c) in "WF" else 1 for c in document.stamp))
    fonts = escape(", ".join(theme.fonts.stack("display")))
    words = (
        f'<text transform="translate({width / 2} {height / 2}) rotate(-52)" text-anchor="middle" fill="{pale}" '
        f'font-family="{fonts}" font-weight="600" font-size="{width * 1.75 / letters:.1f}">'
        f"{escape(drawn(document.stamp))}</text>"
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{words}</svg>'


def _data_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
