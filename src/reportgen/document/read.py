"""Semantic HTML becomes the document tree; an element or attribute outside the vocabulary is refused by name.

The parser is the one that the page layout uses (tinyhtml5), so that both read the same document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

from reportgen.document import nodes as n
from reportgen.document.grid import fill_grid
from reportgen.document.parse import parse_html
from reportgen.errors import LimitError, VocabularyError
from reportgen.limits import MAX_HTML_DEPTH

_HTML = "{http://www.w3.org/1999/xhtml}"
_SPACE = re.compile(r"[ \t\n\r\f]+")
CONTAINERS = ("section", "div", "header", "footer", "main")
INLINES = ("span", "bdi", "cite", "small", "em", "strong", "a", "data", "br", "time")
BLOCKS = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "table",
    "figure",
    "nav",
    *CONTAINERS,
)
_ATTRIBUTES = frozenset(
    [
        "id",
        "class",
        "lang",
        "dir",
        "href",
        "src",
        "alt",
        "width",
        "height",
        "colspan",
        "rowspan",
        "scope",
        "headers",
        "value",
        "data-ref",
        "data-trace",
        "data-origin",
        "data-kind",
        "data-lack",
        "datetime",
        "start",
        "role",
        "aria-label",
        "aria-labelledby",
    ]
)


def read_html(html: str) -> n.Document:
    """Return the document tree of a complete HTML document.

    Raises:
        VocabularyError: An element, attribute or nesting that no node stands for.
        LimitError: Deeper nesting than `MAX_HTML_DEPTH`.
    """
    root = parse_html(html)
    head, body = root.find(f"{_HTML}head"), root.find(f"{_HTML}body")
    meta = {
        e.get("name", ""): e.get("content", "") for e in (head if head is not None else ()) if e.tag == f"{_HTML}meta"
    }
    title = head.find(f"{_HTML}title") if head is not None else None
    if body is None:
        raise VocabularyError("a document without a body")
    return n.Document(
        title=_collapse(title.text or "").strip() if title is not None else "",
        lang=root.get("lang", ""),
        dir=cast(n.Direction, root.get("dir", "ltr")),
        subject=meta.get("description", ""),
        author=meta.get("author", ""),
        keywords=tuple(k.strip() for k in meta.get("keywords", "").split(",") if k.strip()),
        date=meta.get("dcterms.created", ""),
        stamp=meta.get("stamp", ""),
        running=meta.get("running", ""),
        broken=meta.get("broken", ""),
        blocks=_blocks(body, 0),
    )


def _collapse(text: str) -> str:
    return _SPACE.sub(" ", text)


def _name(element: Any) -> str:
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith(_HTML):
        raise VocabularyError(f"{tag!r}: comments and foreign elements have no place in a report")
    for key in list(element.attrib):
        if key not in _ATTRIBUTES:
            raise VocabularyError(f"attribute {key!r} on <{tag[len(_HTML) :]}> is not in the vocabulary")
    return tag[len(_HTML) :]


def _common(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if element.get("id"):
        found["id"] = element.get("id")
    if element.get("data-origin"):
        found["origin"] = element.get("data-origin")
    if element.get("class"):
        found["roles"] = tuple(element.get("class").split())
    if element.get("lang"):
        found["lang"] = element.get("lang")
    if element.get("dir"):
        found["dir"] = element.get("dir")
    return found


def _number(element: Any, attribute: str, default: float = 0) -> float:
    text = element.get(attribute, "")
    try:
        return float(text) if text else default
    except ValueError:
        raise VocabularyError(f"{attribute}={text!r} on <{_name(element)}> is not a number") from None


# Blocks -------------------------------------------------------------------------------------------------------------


def _blocks(parent: Any, depth: int) -> tuple[n.Block, ...]:
    if depth > MAX_HTML_DEPTH:
        raise LimitError(f"elements nested deeper than {MAX_HTML_DEPTH} levels")
    if (parent.text or "").strip():
        raise VocabularyError(f"text outside a paragraph: {_collapse(parent.text).strip()[:60]!r}")
    blocks: list[n.Block] = []
    for child in parent:
        name = _name(child)
        reader = _READERS.get(name)
        if reader is None:
            raise VocabularyError(f"<{name}> is not a block of the vocabulary ({', '.join(BLOCKS)})")
        blocks.append(reader(child, depth + 1))
        if (child.tail or "").strip():
            raise VocabularyError(f"text outside a paragraph: {_collapse(child.tail).strip()[:60]!r}")
    return tuple(blocks)


def _heading(element: Any, depth: int) -> n.Block:
    return n.Heading(level=int(_name(element)[1]), content=_inlines(element), **_common(element))


def _paragraph(element: Any, depth: int) -> n.Block:
    return n.Paragraph(content=_inlines(element), **_common(element))


def _flow(element: Any, depth: int) -> tuple[n.Block, ...]:
    """Read content that is either blocks or one run of inlines (list items, block quotes)."""
    first = next(iter(element), None)
    if first is not None and not (element.text or "").strip() and _name(first) in _READERS:
        return _blocks(element, depth)
    inline: list[Any] = []
    rest: list[n.Block] = []
    for child in element:
        if _name(child) in _READERS:
            rest.append(_READERS[_name(child)](child, depth + 1))
        else:
            inline.append(child)
    content = _trim(tuple(_children(element, inline)))
    return (n.Paragraph(content=content), *rest) if content else tuple(rest)


def _list(element: Any, depth: int) -> n.Block:
    items: list[tuple[n.Block, ...]] = []
    for child in element:
        if _name(child) != "li":
            raise VocabularyError(f"<{_name(child)}> in a list: only <li> stands there")
        items.append(_flow(child, depth + 1))
    return n.List(ordered=_name(element) == "ol", items=tuple(items), **_common(element))


def _terms(element: Any, depth: int) -> n.Block:
    pairs: list[tuple[tuple[n.Inline, ...], tuple[n.Inline, ...]]] = []
    term: tuple[n.Inline, ...] = ()
    for child in _transparent(element):
        name = _name(child)
        if name == "dt":
            term = _inlines(child)
        elif name == "dd":
            pairs.append((term, _inlines(child)))
        else:
            raise VocabularyError(f"<{name}> in <dl>: only <dt> and <dd> stand there")
    return n.Terms(pairs=tuple(pairs), **_common(element))


def _transparent(element: Any) -> Iterator[Any]:
    for child in element:
        if _name(child) == "div":
            yield from child
        else:
            yield child


def _quote(element: Any, depth: int) -> n.Block:
    return n.Quote(blocks=_flow(element, depth), **_common(element))


def _container(element: Any, depth: int) -> n.Block:
    return n.Container(section=_name(element) == "section", blocks=_blocks(element, depth), **_common(element))


def _figure(element: Any, depth: int) -> n.Block:
    pictures: list[n.Picture] = []
    caption: tuple[n.Inline, ...] = ()
    notes: list[n.Paragraph] = []
    for child in element:
        match _name(child):
            case "img":
                pictures.append(_picture(child))
            case "figcaption":
                caption = _inlines(child)
            case "p":
                notes.append(n.Paragraph(content=_inlines(child), **_common(child)))
            case name:
                raise VocabularyError(f"<{name}> in <figure>: img, figcaption and p stand there")
    return n.Figure(pictures=tuple(pictures), caption=caption, notes=tuple(notes), **_common(element))


def _picture(element: Any) -> n.Picture:
    source, alt = element.get("src", ""), element.get("alt")
    if not source.startswith("rg:"):
        raise VocabularyError(f"picture {source!r}: pictures come from the report's own map (rg:...)")
    if not alt:
        raise VocabularyError(f"picture {source!r} without alternative text; ornament belongs in CSS")
    return n.Picture(
        source=source,
        alt=alt,
        width=_number(element, "width"),
        height=_number(element, "height"),
        **_common(element),
    )


def _contents(element: Any, depth: int) -> n.Block:
    kind = element.get("data-kind", "contents")
    if kind not in ("contents", "figures", "tables"):
        raise VocabularyError(f"contents of kind {kind!r}")
    return n.Contents(kind=kind, **_common(element))


# Tables -------------------------------------------------------------------------------------------------------------


def _table(element: Any, depth: int) -> n.Block:
    caption: tuple[n.Inline, ...] = ()
    head: tuple[n.Row, ...] = ()
    bodies: list[tuple[n.Row, ...]] = []
    for child in element:
        match _name(child):
            case "caption":
                caption = _inlines(child)
            case "thead":
                head = _rows(child)
            case "tbody":
                bodies.append(_rows(child))
            case name:
                raise VocabularyError(f"<{name}> in <table>: caption, thead and tbody stand there")
    columns = fill_grid(head, bodies, element.get("id", ""))
    return n.Table(caption=caption, head=head, bodies=tuple(bodies), columns=columns, **_common(element))


def _rows(group: Any) -> tuple[n.Row, ...]:
    """Read the rows of a group; what the group is (total, derived) each of its rows is."""
    roles = tuple(str(group.get("class") or "").split())
    rows: list[n.Row] = []
    for row in group:
        if _name(row) != "tr":
            raise VocabularyError(f"<{_name(row)}> in <{_name(group)}>: only <tr> stands there")
        common = _common(row)
        common["roles"] = common.get("roles", ()) + roles
        rows.append(n.Row(cells=tuple(_cell(cell) for cell in row), **common))
    return tuple(rows)


def _cell(element: Any) -> n.Cell:
    name = _name(element)
    if name not in ("td", "th"):
        raise VocabularyError(f"<{name}> in <tr>: only <th> and <td> stand there")
    common = _common(element)
    aligns = [role for role in common.get("roles", ()) if role in ("start", "end", "center", "decimal")]
    return n.Cell(
        content=_inlines(element),
        header=name == "th",
        scope=element.get("scope", ""),
        colspan=int(_number(element, "colspan", 1)),
        rowspan=int(_number(element, "rowspan", 1)),
        align=cast(n.Align, aligns[0] if aligns else ""),
        **common,
    )


# Inlines ------------------------------------------------------------------------------------------------------------


def _inlines(element: Any) -> tuple[n.Inline, ...]:
    return _trim(tuple(_children(element, list(element))))


def _children(element: Any, children: list[Any]) -> Iterator[n.Inline]:
    if element.text:
        yield n.Text(text=_collapse(element.text))
    for child in children:
        yield _inline(child)
        if child.tail:
            yield n.Text(text=_collapse(child.tail))


def _inline(element: Any) -> n.Inline:
    name, common = _name(element), _common(element)
    if name not in INLINES:
        raise VocabularyError(f"<{name}> is not an inline of the vocabulary ({', '.join(INLINES)})")
    if name == "br":
        return n.Break()
    content = tuple(_children(element, list(element)))
    match name:
        case "em":
            return n.Emphasis(content=content, **common)
        case "strong":
            return n.Strong(content=content, **common)
        case "a":
            return n.Link(href=_href(element), content=content, **common)
        case "data":
            return n.Fact(
                value=element.get("value", ""),
                ref=element.get("data-ref", ""),
                trace=element.get("data-trace", ""),
                content=content,
                **common,
            )
        case "span" if "footnote" in common.get("roles", ()):
            return n.Note(content=_trim(content), **common)
        case _:
            return n.Span(content=content, **common)


def _href(element: Any) -> str:
    href = element.get("href", "")
    if not href.startswith(("#", "http://", "https://", "mailto:")):
        raise VocabularyError(f"link to {href!r}: http, https, mailto and #id are followed")
    return href


def _trim(content: tuple[n.Inline, ...]) -> tuple[n.Inline, ...]:
    """Drop white space at both ends, and texts that are empty then."""
    items = [item for item in content if not (isinstance(item, n.Text) and not item.text)]
    while items and isinstance(items[0], n.Text):
        first = replace(items[0], text=items[0].text.lstrip(" "))
        items[:1] = [first] if first.text else []
        if first.text:
            break
    while items and isinstance(items[-1], n.Text):
        last = replace(items[-1], text=items[-1].text.rstrip(" "))
        items[-1:] = [last] if last.text else []
        if last.text:
            break
    return tuple(items)


_READERS: dict[str, Callable[[Any, int], n.Block]] = {
    "p": _paragraph,
    **{f"h{level}": _heading for level in range(1, 7)},
    "ul": _list,
    "ol": _list,
    "dl": _terms,
    "blockquote": _quote,
    "table": _table,
    "figure": _figure,
    "nav": _contents,
    **{name: _container for name in CONTAINERS},
}
