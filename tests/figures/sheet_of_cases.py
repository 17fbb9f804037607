"""All cases that charts are tested with become contact sheets, to be looked at: `python -m tests.figures.sheet_of_cases OUT`.

Each sheet is one kind or figure in one look; every chart stands under its title, with its source beneath, at the size at
which it is printed. ``--only bars partner-contributions`` draws some, ``--dpi 150`` larger ones, ``--grey`` without colour.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from reportgen.document.chart import Chart
from reportgen.figures import FIGURES
from reportgen.figures.canvas import KINDS, draw_png
from reportgen.theme import Theme, load_theme
from tests.figures.cases import figure_cases
from tests.figures.specs import SCRIPTS, all_specs

LOOKS = (("lagoon", "A4"), ("savanna", "Letter"), ("lagoon", "Letter"), ("savanna", "A4"))
AIR = 14


def cases(only: list[str]) -> Iterator[tuple[str, list[tuple[str, Chart]]]]:
    """Yield each kind in each script, then each figure, with its charts and the words for them."""
    for kind in KINDS:
        for script in SCRIPTS:
            if not only or kind in only:
                shown = [(f"{len(c.categories)} x {len(c.series)}", c) for c in all_specs(kind, script)]
                yield f"{kind}-{script}", shown
    for name in FIGURES:
        if not only or name in only:
            yield name, list(figure_cases(name))


def cell(words: str, chart: Chart, theme: Theme, dpi: int, grey: bool) -> Image.Image:
    """Return one chart with its title above and its source beneath."""
    picture = Image.open(io.BytesIO(draw_png(chart, theme, dpi))).convert("L" if grey else "RGB").convert("RGB")
    line = round(dpi / 7)
    font = ImageFont.load_default(line * 0.72)
    whole = Image.new("RGB", (picture.width, picture.height + 2 * line + 8), "white")
    write = ImageDraw.Draw(whole)
    write.text((0, 0), f"{chart.title}   [{words}]", fill="black", font=font)
    whole.paste(picture, (0, line + 4))
    write.text((0, whole.height - line), f"{chart.period}. {chart.source}", fill="#666666", font=font)
    return whole


def sheet(cells: list[Image.Image], across: int) -> Image.Image:
    """Return pictures in columns, each beneath the shortest column so far."""
    width = max(each.width for each in cells) + 2 * AIR
    bottoms = [AIR] * across
    places: list[tuple[int, int]] = []
    for each in cells:
        column = bottoms.index(min(bottoms))
        places.append((column * width + AIR, bottoms[column]))
        bottoms[column] += each.height + 2 * AIR
    whole = Image.new("RGB", (across * width, max(bottoms)), "#d8d8d8")
    for each, place in zip(cells, places, strict=True):
        whole.paste(each, place)
    return whole


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(prog="python -m tests.figures.sheet_of_cases", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="kinds and figures")
    parser.add_argument("--looks", type=int, default=len(LOOKS), help="how many of the themes and papers")
    parser.add_argument("--dpi", type=int, default=75)
    parser.add_argument("--across", type=int, default=4)
    parser.add_argument("--each", type=int, default=24, help="charts on a sheet")
    parser.add_argument("--step", type=int, default=1, help="only every n-th case")
    parser.add_argument("--grey", action="store_true")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for name, paper in LOOKS[: given.looks]:
        theme = load_theme(name, {"page.size": paper})
        for title, charts in cases(given.only):
            chosen = charts[:: given.step]
            for start in range(0, len(chosen), given.each):
                group = chosen[start : start + given.each]
                cells = [cell(words, chart, theme, given.dpi, given.grey) for words, chart in group]
                path = given.out / f"{name}-{paper}-{title}-{start // given.each + 1:02d}.png"
                sheet(cells, given.across).save(path)
                print(path)


if __name__ == "__main__":
    main()
