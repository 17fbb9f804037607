"""PDF/A metadata becomes metadata that also says PDF/UA, with the extension schema that PDF/A asks for.

Stands in for, in WeasyPrint: a file can declare one of the two (issue 2783); metadata are compressed from PDF/A-2 on
(not reported as of 2026-11; issue 2175, closed, was about PDF/A-1).
"""

from __future__ import annotations

from typing import Any

_UA = "http://www.aiim.org/pdfua/ns/id/"
_PDFUA = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def declare_both(pdf: Any) -> None:
    """Add PDF/UA-1 to the metadata of a PDF/A-3a file, uncompressed (ISO 14289-1, 5; ISO 19005-3, 6.6.2)."""
    stream = pdf.objects[int(bytes(pdf.catalog["Metadata"]).split()[0])]
    text = b"".join(part if isinstance(part, bytes) else str(part).encode() for part in stream.stream).decode()
    stream.stream = [text.replace("</rdf:RDF>", _PDFUA).encode()]
    stream.compress = False
