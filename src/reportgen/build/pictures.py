"""Chart specs and images become the bytes that writers embed: SVG and PNG, photographs re-encoded without metadata."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Literal

from reportgen.build.cache import Cache
from reportgen.document.chart import Chart
from reportgen.figures import missing_glyphs
from reportgen.model import Image
from reportgen.theme import Theme

MOST_PIXELS = 1890
"""Width of a picture as wide as the text (160 mm) at 300 dpi; more only makes files larger."""


def draw_charts(
    charts: Mapping[str, Chart], theme: Theme, form: Literal["svg", "png"], cache: Cache
) -> dict[str, bytes]:
    """Return every chart drawn in one form, from the cache where its spec and theme were drawn before."""
    drawn: dict[str, bytes] = {}
    for name, chart in charts.items():
        key = f"{form}\0{theme!r}\0{chart!r}"
        data = cache.get("figures", key)
        if data is None:
            from reportgen.figures.canvas import render

            data = render(chart, theme, (form,)).files[form]
            cache.put("figures", key, data)
        drawn[name] = data
    return drawn


def missing_characters(charts: Mapping[str, Chart], theme: Theme, cache: Cache) -> tuple[tuple[str, str], ...]:
    """Return (``rg:`` name, character) of what no font has; the fonts are asked once, since that loads matplotlib."""
    key = f"{theme!r}\0{charts!r}"
    held = cache.get("glyphs", key)
    if held is None:
        missing = [(name, char) for name, chart in charts.items() for char in missing_glyphs(chart, theme)]
        held = json.dumps(missing).encode()
        cache.put("glyphs", key, held)
    return tuple((name, char) for name, char in json.loads(held))


def encode_images(named: Mapping[str, str], images: Iterable[Image]) -> dict[str, bytes]:
    """Return the images that an edition shows, by ``rg:`` name, decoded and written anew.

    Re-encoding drops EXIF, GPS and whatever else a camera or a sender put in.
    """
    if not named:
        return {}
    import PIL.Image
    import PIL.ImageOps

    by_id = {image.id: image for image in images}
    encoded: dict[str, bytes] = {}
    for name, id in named.items():
        image = by_id[id]
        with PIL.Image.open(io.BytesIO(image.data), formats=("PNG", "JPEG")) as opened:
            jpeg = opened.format == "JPEG"
            picture = PIL.ImageOps.exif_transpose(opened).convert("RGB" if jpeg else "RGBA")
            picture.thumbnail((MOST_PIXELS, MOST_PIXELS), PIL.Image.Resampling.LANCZOS)
            clean = PIL.Image.new(picture.mode, picture.size)
            clean.paste(picture)
            buffer = io.BytesIO()
            clean.save(buffer, "JPEG" if jpeg else "PNG", **({"quality": 86, "optimize": True} if jpeg else {}))
        encoded[name] = buffer.getvalue()
    return encoded
