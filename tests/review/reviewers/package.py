"""The bytes of a Word file become trees that can be changed, and bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAIN, NOTES, COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NO_COMMENTS = f'<w:comments xmlns:w="{W[1:-1]}"/>'
Node = etree._Element


@dataclass
class Package:
    """A Word file whose document, footnotes and comments can be changed."""

    members: dict[str, bytes]
    trees: dict[str, Node] = field(default_factory=dict)

    @property
    def body(self) -> Node:
        return self.tree(MAIN)

    @property
    def notes(self) -> Node | None:
        return self.tree(NOTES) if NOTES in self.members else None

    @property
    def comments(self) -> Node:
        """The comments; a file without any gets the part, its type and its relation."""
        if COMMENTS not in self.members:
            self.members[COMMENTS] = NO_COMMENTS.encode()
            relations, types = self.tree(RELATIONS), self.tree(TYPES)
            taken = {each.get("Id") for each in relations}
            name = next(name for n in range(1, 10_000) if (name := f"rId{n}") not in taken)
            namespace = relations.tag.rpartition("}")[0] + "}"
            about = {"Id": name, "Type": f"{OFFICE}/comments", "Target": "comments.xml"}
            etree.SubElement(relations, f"{namespace}Relationship", about)
            namespace = types.tag.rpartition("}")[0] + "}"
            about = {"PartName": f"/{COMMENTS}", "ContentType": f"{WORDPROCESSING}.comments+xml"}
            etree.SubElement(types, f"{namespace}Override", about)
        return self.tree(COMMENTS)

    def tree(self, member: str) -> Node:
        if member not in self.trees:
            self.trees[member] = etree.fromstring(self.members[member])
        return self.trees[member]

    def stories(self) -> Iterator[Node]:
        """Yield the trees that hold text of the report."""
        yield self.body
        if self.notes is not None:
            yield self.notes

    def save(self) -> bytes:
        for member, tree in self.trees.items():
            self.members[member] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        to = io.BytesIO()
        with zipfile.ZipFile(to, "w") as archive:
            for member, content in self.members.items():
                stored = re.search(r"\.(png|jpe?g|xlsx)$", member)
                archive.writestr(member, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 1)
        return to.getvalue()


def opened(docx: bytes) -> Package:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return Package({name: archive.read(name) for name in archive.namelist()})


def make(tag: str, *children: Node, **attributes: object) -> Node:
    """Make an element of WordprocessingML: `make("ins", run, id=4, author="A")`."""
    node = etree.Element(f"{W}{tag}", {f"{W}{name}": str(value) for name, value in attributes.items()})
    node.extend(children)
    return node


def kind(node: Node) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def within(node: Node, *kinds: str) -> Node | None:
    """Return the nearest ancestor of one of the kinds, if there is one."""
    return next(node.iterancestors(*(f"{W}{each}" for each in kinds)), None)
