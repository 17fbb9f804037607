"""A tagged PDF becomes elements with their kind, place and text, read without anything of the writer."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from tests.reading import _decode, _unicode

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_PATHS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}
_PAINTS = frozenset("f F f* S s B B* b b*".split())


@dataclass(eq=False)
class Element:
    """One structure element.

    Attributes:
        kind: Its type without the slash.
        obj: The dictionary itself.
        content: What it holds, in reading order: elements, and marked content as index of the page and number there.
        areas: Annotations that it holds.
        page: Index of the page that it begins on.
    """

    kind: str
    obj: Any
    parent: Element | None
    page: int
    content: list[Element | tuple[int, int]] = field(default_factory=list["Element | tuple[int, int]"])
    areas: list[Any] = field(default_factory=list[Any])

    @property
    def kids(self) -> list[Element]:
        return [each for each in self.content if isinstance(each, Element)]

    @property
    def marks(self) -> list[tuple[int, int]]:
        return [each for each in self.content if not isinstance(each, Element)]

    def iter(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.iter()

    def all(self, *kinds: str) -> list[Element]:
        return [each for each in self.iter() if each.kind in kinds]

    def attribute(self, name: str) -> Any:
        held = self.obj.get("/A")
        return None if held is None else held.get(f"/{name}")


def words(text: str) -> str:
    """Return a text without what only a line's end puts into it."""
    return re.sub(r"\s+", " ", re.sub("\u00ad\\s*", "", text)).strip()


class Tagged:
    """A tagged PDF, open as long as this is."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.root = self._element(self.pdf.Root.StructTreeRoot.K[0], None, -1)

    def _element(self, obj: Any, parent: Element | None, page: int) -> Element:
        page = self._pages[obj.Pg.objgen] if "/Pg" in obj else page
        element = Element(str(obj.S)[1:], obj, parent, page)
        held = obj.get("/K", pikepdf.Array())
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            if not isinstance(kid, pikepdf.Dictionary):
                element.content.append((page, int(kid)))
            elif "/S" in kid:
                element.content.append(self._element(kid, element, page))
            elif kid.get("/Type") == "/OBJR":
                element.areas.append(kid.Obj)
            else:
                element.content.append((self._pages[kid.Pg.objgen], int(kid.MCID)))
        return element

    def page_of(self, obj: Any) -> int:
        return self._pages[obj.objgen]

    @cached_property
    def printed(self) -> list[tuple[dict[int, str], list[str]]]:
        """For each page the text of each marked content, and the texts of artifacts."""
        return [_texts(page) for page in self.pdf.pages]

    def text(self, element: Element) -> str:
        """Return the words of an element in reading order."""
        return words(" ".join(self._pieces(element)))

    def _pieces(self, element: Element) -> Iterator[str]:
        if "/ActualText" in element.obj:
            yield str(element.obj.ActualText)
            return
        for each in element.content:
            if isinstance(each, Element):
                yield from self._pieces(each)
            else:
                yield self.printed[each[0]][0].get(each[1], "")

    def drawn(self, page: int) -> dict[int, Box]:
        """Return where each marked content of a page is painted, in points."""
        return _boxes(self.pdf.pages[page])

    @cached_property
    def labels(self) -> list[str]:
        """What a viewer calls each page (ISO 32000-1, 12.4.2)."""
        return [page.label for page in self.pdf.pages]

    @cached_property
    def places(self) -> dict[str, tuple[int, float]]:
        """Where each named destination leads: index of the page, height."""
        names = pikepdf.NameTree(self.pdf.Root.Names.Dests)
        return {str(name): (self.page_of(target[0]), float(target[3])) for name, target in names.items()}

    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Return level, title and index of the page of each bookmark."""
        with self.pdf.open_outline() as outline:
            return list(self._bookmarks(outline.root, 1))

    def _bookmarks(self, items: Any, level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            yield level, item.title, self.page_of(item.destination[0])
            yield from self._bookmarks(item.children, level + 1)


def _texts(page: Any) -> tuple[dict[int, str], list[str]]:
    fonts = {name: _unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    marked: dict[int, str] = {}
    artifacts: list[str] = []
    held: list[int | None] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ ' \""):
        match str(operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else {}
                number = int(properties["/MCID"]) if "/MCID" in properties else None
                held.append(number if number is not None or str(operands[0]) == "/Artifact" else (held or [None])[-1])
                if number is None:
                    artifacts.append("")
            case "EMC":
                held.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case _:
                text = _decode(operands[-1], font)
                if held and held[-1] is not None:
                    marked[held[-1]] = marked.get(held[-1], "") + text
                elif artifacts:
                    artifacts[-1] += text
    return marked, [words(text) for text in artifacts if text.strip()]


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def _points(numbers: list[float], m: Matrix) -> list[tuple[float, float]]:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [(x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x, y in pairs]


def _corners(x: float, y: float, wide: float, high: float, m: Matrix) -> list[tuple[float, float]]:
    return _points([x, y, x + wide, y, x, y + high, x + wide, y + high], m)


def _around(points: list[tuple[float, float]]) -> Box:
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _within(box: Box, clip: Box) -> Box:
    return max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])


def _boxes(page: Any) -> dict[int, Box]:
    """Follow the content of a page: paths, pictures and clips under the current transformation."""
    sheet: Box = tuple(float(value) for value in page.mediabox)
    state: tuple[Matrix, Box] = ((1, 0, 0, 1, 0, 0), sheet)
    stack: list[tuple[Matrix, Box]] = []
    path: list[tuple[float, float]] = []
    clips, held = False, list[int | None]()
    found: dict[int, list[tuple[float, float]]] = {}

    def paint(points: list[tuple[float, float]]) -> None:
        number = next((each for each in reversed(held) if each is not None), None)
        if number is not None and points:
            x1, y1, x2, y2 = _within(_around(points), state[1])
            if x1 <= x2 and y1 <= y2:
                found.setdefault(number, []).extend([(x1, y1), (x2, y2)])

    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "q":
            stack.append(state)
        elif name == "Q":
            state = stack.pop()
        elif name == "cm":
            a, b, c, d, e, f = (float(value) for value in operands)
            state = _times((a, b, c, d, e, f), state[0]), state[1]
        elif name in _PATHS:
            path += _points([float(value) for value in operands], state[0])
        elif name == "re":
            path += _corners(*(float(value) for value in operands), state[0])
        elif name in ("W", "W*"):
            clips = True
        elif name in _PAINTS or name == "n":
            if name != "n":
                paint(path)
            if clips and path:
                state = state[0], _within(_around(path), state[1])
            path, clips = [], False
        elif name == "Do":
            form = page.resources.XObject[str(operands[0])]
            x1, y1, x2, y2 = (float(value) for value in form.get("/BBox", [0, 0, 1, 1]))
            paint(_corners(x1, y1, x2 - x1, y2 - y1, state[0]))
        elif name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            held.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif name == "EMC":
            held.pop()
    return {number: _around(points) for number, points in found.items()}
