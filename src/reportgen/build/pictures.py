"""Chart specs and images become the bytes that writers embed: SVG and PNG, photographs re-encoded without metadata."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Literal

from reportgen.build.cache import Cache
from reportgen.document.chart import Chart
from reportgen.model import Image
from reportgen.theme import Theme

MOST_PIXELS = 1890
"""Width of a picture as wide as the text (160 mm) at 300 dpi; more only makes files larger."""


def draw_charts(
    charts: Mapping[str, Chart], theme: Theme, form: Literal["svg", "png"], cache: Cache
) -> dict[str, bytes]:
    """Return every chart drawn, from the cache where its spec and theme were drawn before."""
    drawn: dict[str, bytes] = {}
    for name, chart in charts.items():
        key = f"{form}\0{theme!r}\0{chart!r}"
        data = cache.get("figures", key)
        if data is None:
            from reportgen.figures.canvas import render

            files = render(chart, theme, ("svg", "png")).files
            made = {"svg": files["svg"], "png": _with_few_colours(files["png"])}
            for each, content in made.items():
                cache.put("figures", f"{each}\0{theme!r}\0{chart!r}", content)
            data = made[form]
        drawn[name] = data
    return drawn


def _with_few_colours(png: bytes) -> bytes:
    """Return a chart with 128 colours at most: it holds a few flat ones and their edges, in a third of the bytes."""
    import PIL.Image

    with PIL.Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        dpi = picture.info.get("dpi", (300, 300))
        buffer = io.BytesIO()
        few = picture.convert("RGB").quantize(128, PIL.Image.Quantize.MEDIANCUT, dither=PIL.Image.Dither.NONE)
        few.save(buffer, "PNG", optimize=True, dpi=dpi)
    return buffer.getvalue()


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
