"""A content control and a text become the control with that text in it: as words, a date, a choice or a tick."""

from __future__ import annotations

import re
from datetime import date

from .form_fields import P_PR, R_PR, W14, W15, Control, P, R, Xml, paragraph_of, value
from .form_words import new, new_run, take_out, wipe, without
from .xml import name

_POINTS = tuple(
    name(f"w:{tag}{end}")
    for tag in "bookmark commentRange perm moveFromRange moveToRange".split()
    for end in ("Start", "End")
)
"""Points in the text come in pairs, which may reach beyond the control; so they outlive its words."""
_REFERENCES = tuple(name(f"w:{tag}Reference") for tag in ("comment", "footnote", "endnote"))
_PLACEHOLDER, _STYLE, _FONTS = name("w:showingPlcHdr"), name("w:rStyle"), name("w:rFonts")
_UNBOUND = (_PLACEHOLDER, name("w:dataBinding"), f"{W15}dataBinding")
"""What Word would show in the place of our text: a placeholder, or data from another part of the file."""
_CHECKBOX, _DATE, _FULL_DATE = f"{W14}checkbox", name("w:date"), name("w:fullDate")
_CLOSED, _OPEN, _ITEM = name("w:dropDownList"), name("w:comboBox"), name("w:listItem")
_SHOWN, _MEANT = name("w:displayText"), name("w:value")
_TICKS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SYMBOLS = ("wingdings", "webdings", "symbol")
"""Fonts whose signs have no Unicode numbers: they stand in w:sym, in the private area (17.3.3.30)."""


def accepted(control: Control, text: str) -> str | None:
    """Return what the control shows for a text, or None where it cannot take it."""
    if not control.holds_text_alone():
        return None
    if control.properties.find(_CHECKBOX) is not None:
        return text if text.strip().lower() in _TICKS else None
    for kind in (_CLOSED, _OPEN):
        choices = control.properties.find(kind)
        if choices is not None:
            return _choice(choices, text.strip()) or (text if kind == _OPEN else None)
    return text


def fill_control(control: Control, text: str) -> None:
    """Write an accepted text into a control."""
    looks = _looks(control)
    box, day = control.properties.find(_CHECKBOX), control.properties.find(_DATE)
    if day is not None:
        _set_day(day, text.strip())
    run = new_run(looks, text) if box is None else _tick(box, looks, _TICKS[text.strip().lower()])
    for tag in _UNBOUND:
        for element in control.properties.findall(tag):
            control.properties.remove(element)
    line, *others = list(control.content.iter(P)) or [_line(control)]
    _replace_words(line, run)
    for paragraph in others:
        for kept in _outlives(paragraph):
            line.append(kept)
        take_out(paragraph)


def _choice(choices: Xml, text: str) -> str | None:
    """Return the words of the item that shows, or means, a text; the same letters go before others of another case."""
    items = [((item.get(_SHOWN) or item.get(_MEANT) or ""), item.get(_MEANT) or "") for item in choices.findall(_ITEM)]
    for wanted, fold in ((text, str), (text.lower(), str.lower)):
        for column in (0, 1):
            for item in items:
                if wanted and fold(item[column]).strip() == wanted:
                    return item[0]
    return None


def _set_day(day: Xml, text: str) -> None:
    """Tell Word which day the words of a date control mean, so that its calendar opens there."""
    try:
        known = bool(_ISO_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        known = False
    if known:
        day.set(_FULL_DATE, f"{text}T00:00:00Z")
    else:
        day.attrib.pop(_FULL_DATE, None)


def _tick(box: Xml, looks: Xml | None, ticked: bool) -> Xml:
    """Set a tick box and return its sign, in the font that the box names ([MS-DOCX] 2.6.1.2)."""
    state = box.find(f"{W14}checked")
    if state is None:
        state = new(f"{W14}checked")
        box.insert(0, state)
    state.set(f"{W14}val", "1" if ticked else "0")
    sign = box.find(f"{W14}{'checkedState' if ticked else 'uncheckedState'}")
    named = {} if sign is None else sign.attrib
    font = named.get(f"{W14}font") or "MS Gothic"
    code = _code(named.get(f"{W14}val") or "") or (0x2612 if ticked else 0x2610)
    if font.lower().startswith(_SYMBOLS):
        run = new_run(looks)
        symbol = new(name("w:sym"))
        symbol.set(name("w:font"), font)
        symbol.set(name("w:char"), f"{code | 0xF000:04X}")
        run.append(symbol)
        return run
    return new_run(_in_font(looks, font), chr(code))


def _code(digits: str) -> int | None:
    return int(digits, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", digits) and int(digits, 16) >= 0x20 else None


def _in_font(looks: Xml | None, font: str) -> Xml:
    """Return properties of a run in this font."""
    had = looks.find(_FONTS) if looks is not None else None
    if looks is not None and had is not None and had.get(name("w:ascii")) == font:
        return looks
    dressed = new(R_PR) if looks is None else without(looks, {_FONTS})
    fonts = new(_FONTS)
    for script in ("ascii", "eastAsia", "hAnsi", "cs"):
        fonts.set(name(f"w:{script}"), font)
    dressed.insert(0 if dressed.find(_STYLE) is None else 1, fonts)  # the order of CT_RPr
    return dressed


def _looks(control: Control) -> Xml | None:
    """Return the format of the first run or, where that is a placeholder's, the one that typed words would get."""
    run = next(control.content.iter(R), None)
    looks = None if run is None else run.find(R_PR)
    typed = control.properties.find(R_PR)
    style = "" if looks is None else value(looks, _STYLE)
    placeholder = style == "PlaceholderText" or control.properties.find(_PLACEHOLDER) is not None
    if typed is not None and (placeholder or run is None):
        return typed
    if placeholder and looks is not None:
        # The style's id is in the language of whoever made the form, and its grey may stand beside it.
        return without(looks, {_STYLE, name("w:color")})
    return looks


def _line(control: Control) -> Xml:
    """Return what holds the runs of a control without paragraphs: its content, or a new paragraph where one is due."""
    if paragraph_of(control.element) is not None:
        return control.content
    paragraph = new(P)
    control.content.append(paragraph)
    return paragraph


def _replace_words(line: Xml, run: Xml) -> None:
    words = [child for child in line if child.tag not in (P_PR, *_POINTS)]
    if words:
        words[0].addprevious(run)
    else:
        line.append(run)
    for child in words:
        for kept in _outlives(child):
            if kept is not child:
                child.addprevious(kept)
        if not _refers(child):
            line.remove(child)


def _outlives(element: Xml) -> list[Xml]:
    """Return what stays when the words of an element go: points, and references to comments and notes."""
    kept = [each for each in element.iter(R, *_POINTS) if each.tag != R or _refers(each)]
    for each in kept:
        if each.tag == R:
            wipe(each)
    return kept


def _refers(element: Xml) -> bool:
    return element.tag == R and any(child.tag in _REFERENCES for child in element)
