"""Parts and their relations become the bytes of a Word file, the same on every run.

python-docx gives parts, relations and the constants of the Open Packaging Conventions; its default
template is not used. The zip is written here: sorted names, fixed dates, what is packed already stored as it is
(ECMA-376 Part 2, 7.2 and 10.1).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships

from .xml import Element, serialize

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)
_EXTENSIONS = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_STARTS = {b"\x89PNG": "png", b"\xff\xd8": "jpeg"}
"""First bytes of a picture -> its extension; one that is drawn in lines starts as XML does."""
KINDS = {
    "document": (_WORD + "document.main+xml", RELATIONSHIP_TYPE.OFFICE_DOCUMENT),
    "styles": (_WORD + "styles+xml", RELATIONSHIP_TYPE.STYLES),
    "numbering": (_WORD + "numbering+xml", RELATIONSHIP_TYPE.NUMBERING),
    "settings": (_WORD + "settings+xml", RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (_WORD + "fontTable+xml", RELATIONSHIP_TYPE.FONT_TABLE),
    "footnotes": (_WORD + "footnotes+xml", RELATIONSHIP_TYPE.FOOTNOTES),
    "comments": (_WORD + "comments+xml", RELATIONSHIP_TYPE.COMMENTS),
    "commentsExtended": (
        _WORD + "commentsExtended+xml",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
    "header": (_WORD + "header+xml", RELATIONSHIP_TYPE.HEADER),
    "footer": (_WORD + "footer+xml", RELATIONSHIP_TYPE.FOOTER),
    "chart": ("application/vnd.openxmlformats-officedocument.drawingml.chart+xml", RELATIONSHIP_TYPE.CHART),
    "workbook": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        RELATIONSHIP_TYPE.PACKAGE,
    ),
    "theme": ("application/vnd.openxmlformats-officedocument.theme+xml", RELATIONSHIP_TYPE.THEME),
    "core": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
    ),
    "app": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    ),
    "custom": (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    ),
}
"""Kind of part -> content type and relation; ECMA-376 Part 1, 11.3 and 15.2."""


class TreePart(Part):
    """A part that is an element until the file is written."""

    def __init__(self, path: str, content_type: str, element: Element) -> None:
        super().__init__(PackURI(path), content_type)
        self.element = element

    @property
    def blob(self) -> bytes:
        """The part's bytes."""
        return serialize(self.element)


class Package:
    """All parts of one Word file."""

    def __init__(self, body: Element) -> None:
        self.relations = Relationships("/")
        self.parts: list[Part] = []
        self._pictures: dict[str, Part] = {}
        self._charts = 0
        content_type, relation = KINDS["document"]
        self.document = TreePart("/word/document.xml", content_type, body)
        self.parts.append(self.document)
        self.relations.get_or_add(relation, self.document)

    def add_tree(self, kind: str, path: str, element: Element) -> tuple[TreePart, str]:
        """Add a part of the document; return it with the id of its relation."""
        content_type, relation = KINDS[kind]
        part = TreePart(path, content_type, element)
        self.parts.append(part)
        return part, self.document.relate_to(part, relation)

    def add_text(self, kind: str, path: str, source: str) -> None:
        """Add a part, given as XML, of the document or (``/docProps/``) of the whole package."""
        content_type, relation = KINDS[kind]
        part = Part(PackURI(path), content_type, (_HEAD + source).encode())
        self.parts.append(part)
        if path.startswith("/docProps/"):
            self.relations.get_or_add(relation, part)
        else:
            self.document.relate_to(part, relation)

    def add_data(self, source: str, properties: str) -> None:
        """Add data that travel with the document, given as XML, and the part that names them (15.2.5 and 15.2.6)."""
        data = Part(PackURI("/customXml/item1.xml"), _EXTENSIONS["xml"], (_HEAD + source).encode())
        kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        named = Part(PackURI("/customXml/itemProps1.xml"), kind, (_HEAD + properties).encode())
        self.document.relate_to(data, RELATIONSHIP_TYPE.CUSTOM_XML)
        data.relate_to(named, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        self.parts += [data, named]

    def add_picture(self, data: bytes) -> str:
        """Add a picture, once however often it is shown, and return the id of its relation."""
        key = hashlib.sha256(data).hexdigest()
        if key not in self._pictures:
            extension = next((name for start, name in _STARTS.items() if data.startswith(start)), "svg")
            path = PackURI(f"/word/media/image{len(self._pictures) + 1}.{extension}")
            self._pictures[key] = Part(path, _EXTENSIONS[extension], data)
            self.parts.append(self._pictures[key])
        return self.document.relate_to(self._pictures[key], RELATIONSHIP_TYPE.IMAGE)

    def add_chart(self, element: Element, workbook: bytes) -> str:
        """Add a chart, which names its workbook ``rId1``, and that workbook; return the id of the chart's relation
        (ECMA-376 Part 1, 14.2.1).
        """
        self._charts += 1
        content_type, relation = KINDS["workbook"]
        cells = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Worksheet{self._charts}.xlsx"), content_type, workbook)
        content_type, to_chart = KINDS["chart"]
        part = TreePart(f"/word/charts/chart{self._charts}.xml", content_type, element)
        part.relate_to(cells, relation)
        self.parts += [part, cells]
        return self.document.relate_to(part, to_chart)

    def to_bytes(self) -> bytes:
        """Return the file."""
        members: dict[str, bytes] = {"_rels/.rels": _as_bytes(self.relations.xml)}
        for part in self.parts:
            members[part.partname.membername] = part.blob
            if len(part.rels):
                members[part.partname.rels_uri.lstrip("/")] = _as_bytes(part.rels.xml)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            _write(archive, "[Content_Types].xml", _content_types(self.parts))
            for path in sorted(members):
                _write(archive, path, members[path])
        return stream.getvalue()


def _write(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, _DATE)
    entry.create_system = 0
    stored = path.endswith((".png", ".jpeg", ".xlsx"))
    archive.writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, compresslevel=6)


def _content_types(parts: Sequence[Part]) -> bytes:
    lines = [
        f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in sorted(_EXTENSIONS.items())
    ]
    for part in sorted(parts, key=lambda part: part.partname):
        if part.partname.ext not in ("png", "jpeg", "svg"):
            lines.append(f"<Override PartName={quoteattr(part.partname)} ContentType={quoteattr(part.content_type)}/>")
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{_HEAD}<Types xmlns="{namespace}">{"".join(lines)}</Types>'.encode()


def _as_bytes(xml: str | bytes) -> bytes:
    return xml if isinstance(xml, bytes) else xml.encode()
