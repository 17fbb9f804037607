"""The content of an inline token is found again in the source: which part of it stands where.

markdown-it takes the words of a paragraph, heading or table cell out of the lines around them; these
functions go the same way with offsets.
"""

from __future__ import annotations

from reportgen.load.source import Segment


def of_lines(source: str, content: str, starts: list[int]) -> list[Segment]:
    """Return the segments of a paragraph; `starts` is where the words of each of its lines start."""
    segments: list[Segment] = []
    # The library strips every kind of space from a paragraph's start: ideographic space, whole lines of them.
    while len(starts) > 1 and not _line(source, starts[0]).strip():
        starts = starts[1:]
    first = _line(source, starts[0])
    starts = [starts[0] + len(first) - len(first.lstrip()), *starts[1:]]
    at = 0
    for start, line in zip(starts, content.split("\n"), strict=False):
        words = line.lstrip(" \t") if segments else line
        if segments:
            segments.append(Segment(at - 1, segments[-1].end, 1, segments[-1].end + 1))
        if words:
            segments.append(Segment(at + len(line) - len(words), start, len(words), start + len(words)))
        at += len(line) + 1
    return segments


def _line(source: str, start: int) -> str:
    stop = source.find("\n", start)
    return source[start : stop if stop >= 0 else len(source)]


def of_heading(source: str, content: str, start: int, level: int) -> list[Segment]:
    """Return the segment of a heading whose first ``#`` stands at `start`."""
    start += level
    while source[start : start + 1].isspace() and source[start] != "\n":
        start += 1
    return [Segment(0, start, len(content), start + len(content))] if content else []


def of_cells(source: str, start: int) -> list[list[Segment]]:
    """Return the segments of each cell of the table row that starts at `start`.

    As in the library a bar after a backslash is a letter, whatever stands before the backslash.
    """
    stop = source.find("\n", start)
    stop = len(source) if stop < 0 else stop
    while stop > start and source[stop - 1] in " \t":
        stop -= 1
    bounds: list[tuple[int, int]] = []
    cell = start
    for offset in range(start, stop):
        if source[offset] == "|" and source[offset - 1] != "\\":
            bounds.append((cell, offset))
            cell = offset + 1
    bounds.append((cell, stop))
    if bounds and bounds[0][0] == bounds[0][1]:
        bounds.pop(0)
    if bounds and bounds[-1][0] == bounds[-1][1]:
        bounds.pop()
    return [_of_cell(source, first, last) for first, last in bounds]


def _of_cell(source: str, start: int, end: int) -> list[Segment]:
    while start < end and source[start] in " \t":
        start += 1
    while end > start and source[end - 1] in " \t":
        end -= 1
    segments: list[Segment] = []
    at, begin = 0, start
    for offset in range(start, end):
        if source[offset] == "|":
            # Every bar left in a cell has a backslash before it.
            if offset - 1 > begin:
                segments.append(Segment(at, begin, offset - 1 - begin, offset - 1))
                at += offset - 1 - begin
            segments.append(Segment(at, offset - 1, 1, offset + 1))
            at += 1
            begin = offset + 1
    if begin < end:
        segments.append(Segment(at, begin, end - begin, end))
    return segments
