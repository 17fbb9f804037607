"""What a draft for review has besides the report: its stamp, its comments, and the way back from Word to the workspace.

The way back is a list of bookmarks in a part of the file's own (ECMA-376 Part 1, 15.2.5). It stands there as the text of
elements, since LibreOffice keeps those and loses attributes.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from .xml import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer in a thread; `date` is ISO 8601 to the second, as Word shows it."""

    author: str
    date: str
    text: str
    initials: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Reply):
    """A comment.

    Attributes:
        anchor: The bookmark that it belongs to.
        block: Without such a bookmark, the words of the whole paragraph that it belongs to.
        lost: What is said before its text where there is neither, and it stands at the first paragraph.
        quote: The words in its paragraph that it is about; empty, or not to be found: all that the bookmark holds.
        resolved: Whether it is done with.
        replies: The answers to it.
    """

    anchor: str = ""
    block: str = ""
    lost: str = ""
    quote: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft for review.

    Attributes:
        watermark: The word across its pages.
        stamp: What stands in every header: round, day and data.
        build, round, workspace: By which a returned file is known.
        anchors: Bookmark -> the piece of a narrative (``file#3``).
        facts: Bookmark -> path of the fact.
        comments: Threads, in the order in which they are numbered.
    """

    watermark: str
    stamp: str
    build: str
    round: str
    workspace: str
    anchors: Mapping[str, str] = field(default_factory=dict[str, str])
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    comments: tuple[Comment, ...] = ()


def item_xml(draft: Draft) -> str:
    """Return the way back: one line for each bookmark, with a tab before what it leads to."""
    fields = {
        "build": draft.build,
        "round": draft.round,
        "workspace": draft.workspace,
        "anchors": _lines(draft.anchors),
        "facts": _lines(draft.facts),
    }
    rows = "".join(f"<{name}>{escape(clean(text))}</{name}>" for name, text in fields.items())
    return f"<draft>{rows}</draft>"


def properties_xml(draft: Draft) -> str:
    """Return the name of that part: the same for the same build."""
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"reportgen {draft.build}")).upper()
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return f'<ds:datastoreItem xmlns:ds="{namespace}" ds:itemID="{{{key}}}"><ds:schemaRefs/></ds:datastoreItem>'


def _lines(names: Mapping[str, str]) -> str:
    return "\n".join(f"{name}\t{names[name]}" for name in sorted(names))
