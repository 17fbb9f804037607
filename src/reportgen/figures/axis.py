"""The foot of a line chart: as many names of categories as have room, and words for those without data."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from reportgen.document.chart import Chart
from reportgen.figures.look import Look
from reportgen.figures.sheet import ASCENT, DESCENT, Sheet


def name_categories(sheet: Sheet, chart: Chart, look: Look, xs: Sequence[float], bottom: float) -> float:
    """Write as many names under the axis as have room, the first and the last always; return their bottom."""
    count = len(xs)
    step = xs[1] - xs[0] if count > 1 else look.width * 0.4
    most = max(step - 6, look.width * 0.2 if count < 3 else look.width * 0.15)
    blocks = [look.letters.wrap(name, most) for name in chart.categories]
    widths = [look.letters.widest(lines) for lines in blocks]
    every = next(n for n in range(1, count + 1) if _apart(_picked(count, n), xs, widths, look.width))
    y = bottom + 4 + ASCENT * look.size
    shown = _picked(count, every)
    for index in shown:
        x = min(max(xs[index], widths[index] / 2), look.width - widths[index] / 2)
        sheet.write(look.letters, blocks[index], x, y, look.text, align="middle")
    return y + (max(len(blocks[i]) for i in shown) - 1) * look.letters.line + DESCENT * look.size


def _picked(count: int, every: int) -> list[int]:
    """Return every n-th category counted back from the last, and the first where it is not next to another."""
    picked = list(range(count - 1, -1, -every))[::-1]
    return picked if every >= count or picked[0] == 0 else [0, *picked[1:]]


def _apart(picked: Sequence[int], xs: Sequence[float], widths: Sequence[float], width: float) -> bool:
    edges: list[tuple[float, float]] = []
    for index in picked:
        x = min(max(xs[index], widths[index] / 2), width - widths[index] / 2)
        edges.append((x - widths[index] / 2, x + widths[index] / 2))
    return all(one[1] + 4 <= other[0] for one, other in pairwise(edges))


def _spans(names: Sequence[str], indexes: Sequence[int]) -> list[str]:
    """Return the names of categories; three and more that follow one another as the first and the last."""
    spans: list[str] = []
    for _, group in groupby(enumerate(indexes), key=lambda pair: pair[1] - pair[0]):
        run = [names[index] for _, index in group]
        spans += run if len(run) < 3 else [f"{run[0]}–{run[-1]}"]
    return spans


def name_gaps(sheet: Sheet, chart: Chart, look: Look, top: float) -> float:
    """Write which categories lack data, in the words of the spec, under the axis; return the bottom."""
    notes: list[str] = []
    for series in chart.series:
        gaps = [i for i, value in enumerate(series.values) if value is None]
        if series.role in ("goal", "start") and len(gaps) < len(series.values):
            continue  # a target names the years that it is set for; the others lack nothing
        words = dict.fromkeys(series.labels[i] for i in gaps)
        for word in words:
            if not word:
                continue
            names = ", ".join(_spans(chart.categories, [i for i in gaps if series.labels[i] == word]))
            notes.append(f"{series.name + ': ' if len(chart.series) > 1 else ''}{names} {word}")
    y = top + 4 + ASCENT * look.size
    for note in notes:
        lines = look.letters.wrap(note, look.width)
        sheet.write(look.letters, lines, 0.0, y, look.quiet)
        y += len(lines) * look.letters.line
    return y - look.letters.line + DESCENT * look.size if notes else top
