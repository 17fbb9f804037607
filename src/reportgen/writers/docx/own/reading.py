"""The bytes of a foreign Word file become its styles, and findings: what was taken, what was added, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.contrast import contrast
from reportgen.findings import Finding, Place
from reportgen.theme import Theme

from ..dress import Dress
from ..looks import Style
from ..palette import LEGIBLE, Palette
from ..styles import REPORT_TABLE, TABLE_NAME, all_styles, shown
from .archive import open_word_file
from .effective import seen
from .lists import Level, read_levels
from .match import WRITERS_OWN, Match, match
from .properties import read, wrap
from .rules import FAINT, INCOMPLETE, MAPPED, Refused
from .sheet import Sheet, read_sheet
from .theirs import WordTheme, dressed, read_theme
from .tree import Node
from .vocabulary import FONT, FONT_ENTRY
from .written import write_base, write_style, write_table_style

_COVER = ("CoverText", "Title", "Subtitle", "Office", "Place", "Date", "CoverStamp")
_LARGE, _LARGE_BOLD = 18, 14
"""Points from which a contrast of 3 to 1 is enough (WCAG 2.2, 1.4.3)."""
SHOWN = 30
"""Names that a finding lists of what was left out."""


@dataclass(frozen=True, slots=True)
class Own:
    """What is taken from a file, before it meets a theme."""

    name: str
    sheet: Sheet
    word: WordTheme
    found: Mapping[str, Match]
    levels: Mapping[str, Level]
    fonts: Mapping[str, str]

    def dress(self, theme: Theme, *, rtl: bool = False) -> Dress:
        """Return the look of a report in `theme` with these styles; what is missing is added in their colours."""
        taken = {key: each.theirs.id for key, each in self.found.items()}
        theme_, palette = dressed(theme, self.word, self.sheet, taken)
        plain = self._plain_cover(palette)
        names, bases = self._names(theme_)
        styles = {"docDefaults": _defaults(self.sheet)}
        for ours in all_styles(theme_, rtl=rtl, plain_cover=plain):
            if ours.id in self.found:
                styles[ours.id] = write_style(ours, self.found[ours.id], self.sheet, names)
        if REPORT_TABLE in self.found:
            styles[REPORT_TABLE] = write_table_style(self.found[REPORT_TABLE].theirs, names)
        more = tuple(write_base(self.sheet.styles[key], name, names) for key, name in bases.items())
        scripts = {"majorFont": self.word.major, "minorFont": self.word.minor}
        return Dress(
            theme_, palette, styles, more, self.levels, self.fonts,
            {key: (fonts.east, fonts.complex) for key, fonts in scripts.items()}, plain,
        )  # fmt: skip

    def _plain_cover(self, palette: Palette) -> bool:
        """Whether one of their styles of the cover could not be read on its field."""
        for key in _COVER:
            if key in self.found:
                look = seen(self.sheet, self.found[key].theirs.id, palette.slots)
                if contrast(look.colour, look.ground or palette.roles["field"]) < LEGIBLE:
                    return True
        return False

    def _names(self, theme: Theme) -> tuple[dict[str, str], dict[str, str]]:
        """Return their ids as ids in the report, and the names of those that only others are based on."""
        names = {each.theirs.id: key for key, each in self.found.items()}
        for style in self.sheet.styles.values():
            if style.default and style.kind in ("table", "character"):
                names.setdefault(style.id, "TableNormal" if style.kind == "table" else "DefaultParagraphFont")
        ours = all_styles(theme)
        used = {word.lower() for style in ours for word in (style.id, style.name)}
        used |= {REPORT_TABLE.lower(), TABLE_NAME.lower(), "tablenormal", "normal table", "nolist", "no list"}
        bases: dict[str, str] = {}
        for each in self.found.values():
            for style in self.sheet.chain(each.theirs.id):
                if style.id not in names:
                    names[style.id] = _unused("".join(filter(str.isalnum, style.id)) or "Base", used)
                    bases[style.id] = _unused(style.name, used)
        return names, bases


def _unused(name: str, used: set[str]) -> str:
    number, wanted = 1, name
    while wanted.lower() in used:
        number += 1
        wanted = f"{name} {number}" if " " in name else f"{name}{number}"
    used.add(wanted.lower())
    return wanted


def _defaults(sheet: Sheet) -> str:
    run = wrap("rPr", sheet.run) or "<w:rPr></w:rPr>"
    paragraph = wrap("pPr", sheet.paragraph)
    return f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault>{paragraph}</w:pPrDefault></w:docDefaults>"


def read_own(data: bytes, name: str, place: Place, theme: Theme) -> tuple[Own | None, tuple[Finding, ...]]:
    """Return the styles of the file `name`, which `place` asks for; None where it is refused."""
    try:
        parts = open_word_file(data)
        sheet = read_sheet(parts.styles)
    except Refused as refused:
        return None, (refused.card.at(place, f"{name} {refused}.", found=name),)
    wanted = all_styles(theme)
    found = match(wanted, (REPORT_TABLE, TABLE_NAME), sheet)
    taken = {key: each.theirs.id for key, each in found.items()}
    levels = read_levels(parts.numbering, sheet, taken)
    word = read_theme(parts.theme)
    own = Own(name, sheet, word, found, levels, _fonts(parts.fonts, _used(sheet, word, found, levels)))
    return own, tuple(_findings(own, wanted, place, theme))


def _used(sheet: Sheet, word: WordTheme, found: Mapping[str, Match], levels: Mapping[str, Level]) -> set[str]:
    """Return the names of the fonts that are taken."""
    runs = [sheet.run, *(level.run for level in levels.values())]
    for each in found.values():
        runs += [style.run for style in sheet.chain(each.theirs.id)]
        runs += [condition.run for condition in each.theirs.conditions]
    named = [value for run in runs if "rFonts" in run for value in run["rFonts"].attributes.values()]
    return {*named, word.major.latin, word.minor.latin}


def _fonts(root: Node | None, used: set[str]) -> dict[str, str]:
    """Return the entries of a font table for the fonts in use, without the fonts that the file may hold."""
    fonts: dict[str, str] = {}
    for node in root.all("font") if root else ():
        family = node.get("name")
        if FONT.fullmatch(family) and family in used:
            fonts.setdefault(family, "".join(each.xml() for each in read(node, FONT_ENTRY).values()))
    return fonts


def _findings(own: Own, wanted: Sequence[Style], place: Place, theme: Theme) -> Iterator[Finding]:
    name, found = own.name, own.found
    for fault in own.sheet.faults:
        yield INCOMPLETE.at(place, f"{name}: {fault}", found=name)
    if "Heading1" not in found:
        message = f"{name} has no style “heading 1”. The report's own stands in, in the colours and fonts of {name}."
        yield INCOMPLETE.at(place, message, found=name, expected="a style “heading 1”")
    yield from _faint(own, wanted, place, theme)
    yield MAPPED.at(place, _account(own, wanted), found=name)


def _account(own: Own, wanted: Sequence[Style]) -> str:
    """Return what was taken, added and left out."""
    name, found = own.name, own.found
    rows = [f"{shown(each.name)}{_how(each)}" for each in found.values()]
    sentences = [f"Taken from {name}, {_count(rows)}: {', '.join(rows) or 'none'}."]
    missing = [shown(style.name) for style in wanted if style.id not in found and style.id not in WRITERS_OWN]
    if REPORT_TABLE not in found:
        missing.append(TABLE_NAME)
    if missing:
        sentences.append(f"Added in its colours and fonts, {_count(missing)}: {', '.join(missing)}.")
    if ignored := _ignored(own):
        sentences.append(f"Not taken: {'; '.join(ignored)}.")
    return " ".join(sentences)


def _count(names: Sequence[str]) -> str:
    return "1 style" if len(names) == 1 else f"{len(names)} styles"


def _how(found: Match) -> str:
    """Return by what a style was found, where it was not its name."""
    theirs = found.theirs
    if found.how == "name":
        return ""
    return f" (“{theirs.name}”, by its {'second name' if found.how == 'second name' else f'id {theirs.id}'})"


def _ignored(own: Own) -> list[str]:
    chains = [style.id for each in own.found.values() for style in own.sheet.chain(each.theirs.id)]
    known = {*chains, *WRITERS_OWN}
    rest = [style for style in own.sheet.styles.values() if style.id not in known and not style.default]
    names = [shown(style.name) for style in rest if style.name and style.kind != "numbering"]
    words: list[str] = []
    if names:
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        words.append(f"{_count(names)} that the report does not use ({', '.join(names[:SHOWN])}{more})")
    numbered = [
        shown(each.name)
        for key, each in own.found.items()
        if "numPr" in each.theirs.paragraph and not key.startswith(("ListBullet", "ListNumber"))
    ]
    if numbered:
        words.append(f"numbers before {', '.join(numbered)}")
    return [*words, *own.sheet.left_out]


def _faint(own: Own, wanted: Sequence[Style], place: Place, theme: Theme) -> Iterator[Finding]:
    """Say which of their styles cannot be read by many."""
    slots = own.word.slots or Palette.of(theme).slots
    faint: list[str] = []
    for style in wanted:
        theirs = own.found[style.id].theirs.id if style.id in own.found else ""
        coloured = style.kind == "paragraph" or any("color" in each.run for each in own.sheet.chain(theirs))
        if theirs and coloured and style.id not in _COVER:
            look = seen(own.sheet, theirs, slots)
            large = look.size >= _LARGE or (look.bold and look.size >= _LARGE_BOLD)
            ratio = contrast(look.colour, look.ground or "FFFFFF")
            if ratio < (3 if large else LEGIBLE):
                faint.append(f"{shown(style.name)} ({ratio:.1f} to 1)")
    if faint:
        yield FAINT.at(place, f"{own.name} has styles with too little contrast: {', '.join(faint)}.", found=own.name)
