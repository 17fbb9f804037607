"""Pieces of an element become what several readers want of it: its names, its references, and all that has no field."""

from __future__ import annotations

from typing import Any

from reportgen.iati.records import Reference
from reportgen.iati.stream import Xml
from reportgen.iati.values import clean, local, plain

ONCE = frozenset(("title", "description", "period-start", "period-end"))
"""Children of which the first has a field."""


def named(element: Xml) -> tuple[str, str]:
    """Return identifier and publisher of an activity."""
    identifier, publisher = element.find("iati-identifier"), element.find("reporting-org")
    ref = (publisher.get("ref") or "").strip() if publisher is not None else ""
    return clean(identifier.text) if identifier is not None else "", ref


def references(element: Xml) -> tuple[Reference, ...]:
    """Return the codes of a result or indicator."""
    return tuple(
        Reference((each.get("vocabulary") or "").strip(), clean(each.get("code")))
        for each in element.iterfind("reference")
    )


def rest_of(element: Xml, placed: tuple[str, ...], attributes: tuple[str, ...]) -> dict[str, Any]:
    """Return what else an element says: attributes, references, documents, a second title."""
    rest: dict[str, Any] = {local(k): clean(v) for k, v in element.items() if k not in attributes}
    single = set(ONCE)
    for child in element:
        if child.tag in single and child.tag in placed:
            single.discard(child.tag)
        elif (child.tag not in placed or child.tag in ONCE) and (held := plain(child)) is not None:
            rest.setdefault(local(child.tag), []).append(held)
    return rest
