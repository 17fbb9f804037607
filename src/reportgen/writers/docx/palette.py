"""Colours by role become colours of the Word theme, so that Design > Colours restyles the whole report.

Word names a colour by its slot and by how much lighter or darker it is (ECMA-376 Part 1, 17.3.2.6), and then
takes no notice of the value beside it. So a role names a slot only where that gives the role's own colour.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reportgen.contrast import contrast
from reportgen.theme import Theme

SLOTS: Mapping[str, str] = {
    "text": "text1",
    "on_field": "background1",
    "quiet": "text2",
    "tint": "background2",
    "field": "accent1",
    "accent": "accent2",
    "second": "accent3",
    "muted": "accent4",
    "met": "accent5",
    "partly": "accent6",
    "link": "hyperlink",
    "visited": "followedHyperlink",
    "rule": "text2",
    "no_data": "text2",
    "not_met": "accent2",
}
"""Role -> slot of the Word theme; from ``rule`` on, roles share a slot in a lighter or darker form."""
SCHEME: Mapping[str, str] = {
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
"""Slots whose element in the theme has another name (20.1.6.2 against 17.18.97)."""
STEPS: tuple[tuple[str, int], ...] = (
    ("", 255),
    ("Shade", 0xBF),
    ("Shade", 0x80),
    ("Tint", 0xE6),
    ("Tint", 0xBF),
    ("Tint", 0x99),
    ("Tint", 0x80),
    ("Tint", 0x66),
    ("Tint", 0x33),
)
"""As it is, then darker, then lighter: the steps of Word's palette, and one that is a tenth lighter."""
NEAR = 12
"""Difference in a channel, of 255, that nobody sees."""
LEGIBLE = 4.5
"""Contrast of text on its ground (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True)
class Palette:
    """What a report is coloured in.

    Attributes:
        roles: Role -> colour as six digits, without ``#``.
        slots: Element of the Word theme (``dk1``, ``accent1``, ...) -> colour.
    """

    roles: Mapping[str, str]
    slots: Mapping[str, str]

    @classmethod
    def of(cls, theme: Theme, slots: Mapping[str, str] | None = None) -> Palette:
        """Return the palette of `theme`; `slots` of a Word theme that is not made from it."""
        roles = {role: value[1:].upper() for role, value in theme.colours.model_dump().items()}
        roles |= {"link": roles["field"], "visited": roles["quiet"]}
        own = {SCHEME.get(slot, slot): roles[role] for role, slot in reversed(list(SLOTS.items()))}
        return cls(roles, slots or own)

    def attributes(self, role: str, key: str = "val", slot: str = "themeColor") -> str:
        """Return the attributes that name a colour: its value, its slot, and how that is changed."""
        text = f'w:{key}="{self.roles[role]}"'
        if role not in self._steps:
            return text
        name, value = self._steps[role]
        change = f' w:{slot.removesuffix("Color")}{name}="{value:02X}"' if name else ""
        return f'{text} w:{slot}="{SLOTS[role]}"{change}'

    def drawn(self, role: str) -> tuple[str, int]:
        """Return slot and luminance in thousandths of a per cent, as drawings name a colour (20.1.2.3.20)."""
        name, value = self._steps.get(role, ("", 255))
        return SLOTS[role], round(value / 255 * 100) * 1000 if name == "Shade" else 100_000

    @cached_property
    def _steps(self) -> dict[str, tuple[str, int]]:
        """Role -> how its slot is changed; roles whose colour no step gives are left out."""
        found: dict[str, tuple[str, int]] = {}
        for role, slot in SLOTS.items():
            base = self.slots[SCHEME.get(slot, slot)]
            distance, step = min(
                ((_distance(changed(base, name, value), self.roles[role]), (name, value)) for name, value in STEPS),
                key=lambda each: each[0],
            )
            if distance <= NEAR:
                found[role] = step
        return found


def changed(colour: str, name: str, value: int) -> str:
    """Return `colour` as Word shows it lighter (``Tint``) or darker (``Shade``), by luminance."""
    if not name:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    share = value / 255
    light = light * share + (1 - share if name == "Tint" else 0)
    channels = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def legible(colour: str, ground: str, otherwise: str) -> str:
    """Return `colour`, darker by a step or two where it cannot be read on `ground`, or `otherwise`."""
    for name, value in STEPS[:3]:
        if contrast(changed(colour, name, value), ground) >= LEGIBLE:
            return changed(colour, name, value)
    return otherwise


def _distance(one: str, other: str) -> int:
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (0, 2, 4))
