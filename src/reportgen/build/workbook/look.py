"""A theme becomes the looks of cells: few colours, each with enough contrast, and a font that is everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from reportgen.contrast import LEAST_TEXT, contrast
from reportgen.theme import Theme

FONT = "Arial"
"""Excel, LibreOffice and Numbers have it, or one with the same widths."""
SIZE = 10
WHITE, BLACK = "#ffffff", "#000000"
NUMBER_FORMATS = {
    "money": "#,##0.00",
    "percent": "General",
    "number": "0.0000####",
    "value": "General",
    "count": "0",
    "year": "0",
    "day": "yyyy-mm-dd",
}
"""Kind of a column -> how its cells are shown (a number is a rate of exchange); all others are text, so that 5.10 stays 5.10."""
WRAPPED = frozenset({"long", "text", "codes", "days"})
NUMBERS = frozenset({"money", "percent", "number", "count"})
Holds = Literal["nothing", "text", "number", "large"]
"""What is in the cell of a value: nothing, words, a number, or a whole one that is read by its thousands."""
HEADED_RIGHT = NUMBERS | {"value"}
"""Most values are numbers."""
NUMBERS_STAND = {"align": "right", "indent": 1}
"""At the right, with air before the next column."""
TEXTS_STAND = {"align": "left", "indent": 1}
"""At the left, with air after the column before."""


def stands(*, right: bool) -> dict[str, Any]:
    """Return where the text of a cell stands."""
    return NUMBERS_STAND if right else TEXTS_STAND


def ink(ground: str, wanted: str) -> str:
    """Return the wanted colour of letters where it can be read on the ground, else black or white."""
    if contrast(ground, wanted) >= LEAST_TEXT:
        return wanted
    return max((BLACK, WHITE), key=lambda each: contrast(ground, each))


@dataclass
class Look:
    """The formats of one workbook, each made once.

    Attributes:
        book: The workbook of XlsxWriter.
        theme: Where the colours come from.
    """

    book: Any
    theme: Theme
    _made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict[Any, Any])
    _filled_in: dict[tuple[str, Holds, bool], Any] = field(default_factory=dict[Any, Any])

    def of(self, **properties: Any) -> Any:
        """Return the format with these properties over those that all cells have."""
        whole = {"font_name": FONT, "font_size": SIZE, "valign": "top", "font_color": self.text} | properties
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(whole)
        return self._made[key]

    @cached_property
    def text(self) -> str:
        """The colour of letters on white."""
        return ink(WHITE, self.theme.colours.text)

    def heading(self, kind: str = "") -> Any:
        """Return the look of row 1, headings for people: as their column stands."""
        ground = self.theme.colours.field
        colour = ink(ground, self.theme.colours.on_field)
        return self.of(bold=True, bg_color=ground, font_color=colour, text_wrap=True, valign="vcenter", border=1,
                       border_color=self.theme.colours.rule, **stands(right=kind in HEADED_RIGHT))  # fmt: skip

    def heading_computed(self, *, number: bool = False) -> Any:
        """Return the look of row 1 over a column that is computed."""
        ground = self.theme.colours.tint
        return self.of(bold=True, italic=True, bg_color=ground, font_color=ink(ground, self.theme.colours.field),
                       text_wrap=True, valign="vcenter", border=1, border_color=self.theme.colours.rule,
                       **stands(right=number))  # fmt: skip

    def machine(self, kind: str = "") -> Any:
        """Return the look of row 2, names for the machine."""
        return self.of(font_size=8, font_color=ink(WHITE, self.theme.colours.quiet), bottom=1,
                       bottom_color=self.theme.colours.field, **stands(right=kind in HEADED_RIGHT))  # fmt: skip

    def filled_in(self, kind: str, holds: Holds = "nothing", *, quoted: bool = False) -> Any:
        """Return the look of a cell that people fill in.

        Args:
            kind: What its column holds.
            holds: What it holds itself. Where nothing is in it yet, a value stands where the spreadsheet puts it.
            quoted: It is text, whatever it begins with.
        """
        key = (kind, holds, quoted)
        if key not in self._filled_in:
            bottom = {"bottom": 1, "bottom_color": self.theme.colours.rule}
            self._filled_in[key] = self.of(locked=False, **bottom, **self._of_kind(kind, holds, quoted=quoted))
        return self._filled_in[key]

    def empty(self, kind: str) -> Any:
        """Return the look of a whole column that is filled in: as its cells, but without lines down to the last row."""
        return self.of(locked=False, **self._of_kind(kind, "nothing", quoted=False))

    def _of_kind(self, kind: str, holds: Holds, *, quoted: bool) -> dict[str, Any]:
        more: dict[str, Any] = {"num_format": NUMBER_FORMATS.get(kind, "@")}
        if kind in WRAPPED:
            more["text_wrap"] = True
        if kind != "value":
            more |= stands(right=kind in NUMBERS)
        elif holds != "nothing":
            more |= stands(right=holds != "text")
            if holds == "text":
                more["text_wrap"] = True
            if holds == "large":
                more["num_format"] = "#,##0"
        if quoted:
            more["quote_prefix"] = True
        return more

    def computed(self, number_format: str = "General", **more: Any) -> Any:
        """Return the look of a cell that is computed, and locked."""
        ground = self.theme.colours.tint
        usual = {"bg_color": ground, "font_color": ink(ground, self.theme.colours.quiet), "num_format": number_format}
        more = stands(right="0" in number_format) | more
        lines = {"bottom": 1, "bottom_color": self.theme.colours.rule}
        return self.of(**(usual | lines | more))

    @property
    def title(self) -> Any:
        """The title of a sheet of ours."""
        return self.of(bold=True, font_size=16, font_color=ink(WHITE, self.theme.colours.field))

    @property
    def subtitle(self) -> Any:
        """A heading within a sheet of ours."""
        return self.of(bold=True, font_size=11, font_color=ink(WHITE, self.theme.colours.field))
