"""Elements from elsewhere become properties of the closed list: what is not on it, or has another value, is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from ..xml import Element, add
from .tree import Node
from .vocabulary import Rule


@dataclass(frozen=True, slots=True)
class Property:
    """One element with what it may hold."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Property, ...] = ()

    def get(self, key: str) -> str:
        """Return an attribute, or nothing."""
        return self.attributes.get(key, "")

    def xml(self) -> str:
        """Return the element as it stands in a part."""
        attributes = "".join(f" w:{key}={quoteattr(value)}" for key, value in self.attributes.items())
        inner = "".join(child.xml() for child in self.children)
        return f"<w:{self.name}{attributes}>{inner}</w:{self.name}>" if inner else f"<w:{self.name}{attributes}/>"


Properties = Mapping[str, Property]


def read(node: Node | None, rules: Mapping[str, Rule]) -> dict[str, Property]:
    """Return the properties within `node` that `rules` list, in their order; of two alike the last."""
    found: dict[str, Property] = {}
    for child in node.children if node else ():
        rule = rules.get(child.name)
        taken = _one(child, rule) if rule else None
        if taken is not None:
            found[child.name] = taken
    return {name: found[name] for name in rules if name in found}


def _one(node: Node, rule: Rule) -> Property | None:
    attributes = {key: node.get(key) for key, value in rule.values.items() if value.fullmatch(node.get(key))}
    if any(key not in attributes for key in rule.needs):
        return None
    children: tuple[Property, ...] = ()
    if rule.children:
        order = list(rule.children)
        taken = [(order.index(child.name), child) for child in node.children if child.name in rule.children]
        ranked = sorted(taken, key=lambda each: each[0])
        children = tuple(one for _, child in ranked if (one := _one(child, rule.children[child.name])) is not None)
        children = _once(children) if "tab" not in rule.children else children
        if not children:
            return None
    return Property(node.name, attributes, children)


def _once(children: Iterable[Property]) -> tuple[Property, ...]:
    """Return each kind of child once, the last of it."""
    return tuple({child.name: child for child in children}.values())


def wrap(tag: str, properties: Properties) -> str:
    """Return ``w:pPr`` or another container of properties, or nothing."""
    inner = "".join(each.xml() for each in properties.values())
    return f"<w:{tag}>{inner}</w:{tag}>" if inner else ""


def graft(parent: Element, properties: Properties) -> None:
    """Append the properties to an element."""
    for each in properties.values():
        child = add(parent, f"w:{each.name}", **each.attributes)
        graft(child, {str(index): one for index, one in enumerate(each.children)})
