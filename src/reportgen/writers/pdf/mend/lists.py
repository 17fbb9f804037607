"""Lists become lists of items with a label and a body, however deep, in the order in which they are written.

Stands in for, in WeasyPrint: ``dt`` and ``dd`` tagged as two items of a list ("better PDF tags for dl" of issue 2482);
a list inside an item tagged behind that item, so that words behind the inner list are read before it (what is left of
issue 2874); a table or quotation as a direct child of an item (not reported as of 2026-11).
"""

from __future__ import annotations

from typing import Any

from reportgen.writers.pdf.mend.tree import Tree


def nest(tree: Tree) -> None:
    """Put a list that stands inside an item into the body of that item, behind the words that stand before it."""
    finished = {id(struct): place for place, struct in enumerate(tree.recorded.structs)}
    for struct in [each for each in tree.walk() if each["S"] == "/L"]:
        outer = tree.parent(struct)
        if outer["S"] != "/L":
            continue
        siblings = tree.kids(outer)
        place = next(i for i, each in enumerate(siblings) if each is struct)
        item = next(each for each in reversed(siblings[:place]) if each["S"] == "/LI")
        bodies = [kid for kid in tree.kids(item) if kid["S"] == "/LBody"]
        before = [body for body in bodies if finished.get(id(body), 0) < finished[id(struct)]]
        body = before[-1] if before else _new_body(tree, item, len(item["K"]) if not bodies else 0)
        tree.detach(struct)
        tree.insert(body, len(body["K"]), struct)


def fill_items(tree: Tree) -> None:
    """Wrap what stands in an item without being its label or its body (ISO 32000-1, 14.8.4.3.3)."""
    for item in [each for each in tree.walk() if each["S"] == "/LI"]:
        for kid in tree.kids(item):
            if kid["S"] not in ("/Lbl", "/LBody"):
                body = _new_body(tree, item, tree.detach(kid))
                tree.insert(body, 0, kid)


def _new_body(tree: Tree, item: Any, place: int) -> Any:
    body = tree.new("/LBody", item, item["Pg"])
    tree.insert(item, place, body)
    return body


def pair_terms(tree: Tree) -> None:
    """Make one list item of a term and its description: the term its label, the description its body."""
    for struct in [each for each in tree.walk() if each["S"] == "/L"]:
        source = tree.recorded.source(struct)
        if source is None or source.tag != "dl":
            continue
        item: Any = None
        for kid in tree.kids(struct):
            of = tree.recorded.source(kid)
            if of is None or kid["S"] != "/LI":
                continue
            if of.tag == "dt":
                item = kid
                for body in tree.kids(kid):
                    body["S"] = "/Lbl"
            elif of.tag == "dd" and item is not None:
                for body in tree.kids(kid):
                    tree.detach(body)
                    tree.insert(item, len(item["K"]), body)
                tree.detach(kid)
