"""The styles part of a foreign Word file becomes styles that can be looked up by name, second name or id.

What contradicts itself is put right by name: an id given twice, a style based on itself in a circle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportgen.limits import MAX_WORD_STYLES

from .properties import Properties, Property, read
from .rules import NOT_WORD, UNSAFE, Refused
from .tree import Node
from .vocabulary import CELL, CONDITION, PARAGRAPH, RUN, TABLE

_UNPRINTABLE = re.compile(
    r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LEFT_OUT: Mapping[str, str] = {
    "framePr": "frames",
    "textDirection": "directions of text",
    "vanish": "hidden text",
    "specVanish": "hidden text",
    "bidi": "directions of text",
    "lang": "languages",
}
"""Properties that are not taken, in words."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a table style says of some of the cells."""

    kind: str
    paragraph: Properties
    run: Properties
    table: Properties
    cell: Properties


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """One style of theirs.

    Attributes:
        id, name: As the file has them.
        others: Second names.
        kind: paragraph, character, table or numbering.
        based, next: Ids; empty where nothing stands there.
        default: Whether it is the default style of its kind.
        table, cell, conditions: Of a table style.
    """

    id: str
    name: str
    kind: str
    others: tuple[str, ...] = ()
    based: str = ""
    next: str = ""
    default: bool = False
    paragraph: Properties = field(default_factory=dict[str, Property])
    run: Properties = field(default_factory=dict[str, Property])
    table: Properties = field(default_factory=dict[str, Property])
    cell: Properties = field(default_factory=dict[str, Property])
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All styles of a file.

    Attributes:
        styles: By id, in the order of the file.
        paragraph, run: What holds where no style says otherwise.
        faults: What had to be put right, each a sentence.
        left_out: What was not taken, in words.
    """

    styles: Mapping[str, OwnStyle]
    paragraph: Properties
    run: Properties
    faults: tuple[str, ...]
    left_out: tuple[str, ...]

    def chain(self, key: str) -> Iterator[OwnStyle]:
        """Yield a style and those that it is based on, the nearest first."""
        while key in self.styles:
            yield self.styles[key]
            key = self.styles[key].based

    @property
    def normal(self) -> OwnStyle | None:
        """The default style of paragraphs."""
        plain = [style for style in self.styles.values() if style.kind == "paragraph"]
        return next((style for style in plain if style.default), None)


def read_sheet(root: Node) -> Sheet:
    """Return the styles of a part.

    Raises:
        Refused: It is no such part, or has more styles than any document.
    """
    if root.name != "styles":
        raise Refused(NOT_WORD, "is damaged: its styles are none")
    nodes = [node for node in root.all("style") if node.get("styleId") and node.value("name")]
    if len(nodes) > MAX_WORD_STYLES:
        raise Refused(UNSAFE, f"has {len(nodes):,} styles; at most {MAX_WORD_STYLES:,} are read")
    faults: list[str] = []
    styles: dict[str, OwnStyle] = {}
    for node in nodes:
        style = _style(node)
        if style.id in styles:
            first = styles[style.id].name
            faults.append(f"The id “{style.id}” is that of “{first}” and of “{style.name}”; the first is taken.")
        else:
            styles[style.id] = style
    faults += _mend(styles)
    defaults = root.find("docDefaults")
    run = read(defaults.find("rPrDefault", "rPr"), RUN) if defaults else {}
    paragraph = read(defaults.find("pPrDefault", "pPr"), PARAGRAPH) if defaults else {}
    paragraph.pop("numPr", None)
    found = {_LEFT_OUT[name] for node in nodes for name in _names(node) if name in _LEFT_OUT}
    return Sheet(styles, paragraph, run, tuple(faults), tuple(sorted(found - {"languages"})))


def _style(node: Node) -> OwnStyle:
    conditions = tuple(
        Condition(
            each.get("type"), read(each.find("pPr"), PARAGRAPH), read(each.find("rPr"), RUN),
            read(each.find("tblPr"), TABLE), read(each.find("tcPr"), CELL),
        )
        for each in node.all("tblStylePr")
        if CONDITION.fullmatch(each.get("type"))
    )  # fmt: skip
    name, *others = (clean(part) for part in (node.value("name") + "," + node.value("aliases")).split(","))
    return OwnStyle(
        id=clean(node.get("styleId")),
        name=name,
        kind=node.get("type") or "paragraph",
        others=tuple(filter(None, others)),
        based=clean(node.value("basedOn")),
        next=clean(node.value("next")),
        default=node.get("default") in ("1", "true", "on"),
        paragraph=read(node.find("pPr"), PARAGRAPH),
        run=read(node.find("rPr"), RUN),
        table=read(node.find("tblPr"), TABLE),
        cell=read(node.find("tcPr"), CELL),
        conditions=tuple({each.kind: each for each in conditions}.values()),
    )


def clean(text: str) -> str:
    """Return a name without what cannot be seen, in single spaces, of at most 80 letters."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())[:80]


def _mend(styles: dict[str, OwnStyle]) -> Iterator[str]:
    """Cut what a style is based on where that is missing, of another kind, or leads back to it."""
    sound: set[str] = set()
    for start in styles:
        path: dict[str, None] = {}
        key = start
        while key not in sound:
            path[key] = None
            style = styles[key]
            base = styles.get(style.based)
            if style.based in path:
                names = " → ".join(f"“{styles[each].name}”" for each in [*_from(path, style.based), style.based])
                yield f"Styles are based on each other in a circle: {names}; “{style.name}” is taken as based on none."
            if base is None or base.kind != style.kind or style.based in path:
                styles[key] = replace(style, based="")
                break
            key = style.based
        sound |= path.keys()


def _from(path: Mapping[str, None], key: str) -> list[str]:
    keys = list(path)
    return keys[keys.index(key) :]


def _names(node: Node) -> Iterator[str]:
    for part in ("pPr", "rPr"):
        properties = node.find(part)
        for child in properties.children if properties else ():
            yield child.name
