"""A rule of page-validation becomes the standard and the clause that it holds a file to."""

from __future__ import annotations

from collections.abc import Mapping

UA = """5 ID | 6.1 HEADER | 7.16 ENCRYPTION
7.1 ARTIFACT TAGGED CONTENT-TAGGING STRUCT SUSPECTS METADATA VIEWER-PREFERENCES
7.2 METADATA-LANGUAGE LANGUAGE TEXT-LANGUAGE ACTUAL-TEXT ALT-TEXT E-TEXT SPAN OUTLINE ANNOTATION-CONTENTS-LANGUAGE
7.2 FORM-FIELD-TU-LANGUAGE TABLE TBODY TD TFOOT TH THEAD TR L LBODY LI TOC TOCI
7.3 FIGURE | 7.4 HEADING | 7.5 TABLE-HEADERS | 7.7 FORMULA | 7.9 NOTE | 7.10 OPTIONAL-CONTENT | 7.11 FILE-SPEC
7.15 DYNAMIC-XFA | 7.18.1 ANNOTATION FORM-FIELD | 7.18.2 TRAPNET | 7.18.3 PAGE-TABS | 7.18.4 WIDGET FORM-CHILDREN
7.18.5 LINK | 7.18.6 MEDIA | 7.18.8 PRINTER-MARK | 7.20 FORM
7.21.3 TYPE0 CIDTOGIDMAP CMAP | 7.21.4 FONT-EMBEDDING FONT-GLYPH-PRESENCE FONT-TYPE1 CID-SUBSET
7.21.5 FONT-GLYPH-WIDTH | 7.21.6 TRUETYPE | 7.21.7 FONT-UNICODE | 7.21.8 NOTDEF"""
"""Clauses of ISO 14289-1:2014, each with how the names of its rules begin."""
A = """6.1 CATALOG | 6.1.2 HEADER | 6.1.3 ENCRYPTION TRAILER LINEARIZED POST-EOF | 6.1.4 XREF | 6.1.5 INFO | 6.1.6 HEX-STRING
6.1.7 STREAM | 6.1.8 UNICODE-NAME | 6.1.9 INDIRECT-OBJECT-SYNTAX | 6.1.10 INLINE-IMAGE | 6.1.12 PERMS SIGNATURE-REFERENCE
6.1.13 ARRAY DICTIONARY INTEGER REAL STRING NAME-LENGTH INDIRECT-OBJECT-COUNT GRAPHICS-STATE CMAP-MAX CMAP-CID PAGE-BOUNDARY
6.2.2 CONTENT | 6.2.3 OUTPUTINTENT | 6.2.4 ICCBASED DEVICE DEVICEN SEPARATION | 6.2.5 EXTGSTATE HALFTONE | 6.2.6 RENDERING
6.2.8 IMAGE JPEG2000 | 6.2.9 FORM XOBJECT | 6.2.10 TRANSPARENCY EXTGSTATE-BLEND
6.2.11 FONT TYPE0 TYPE1 CIDTOGIDMAP CMAP CID-SUBSET TRUETYPE UNICODE NOTDEF
6.3 ANNOTATION | 6.4 WIDGET ACROFORM SIGNATURE CATALOG-NEEDS | 6.5 ACTION NAMED-ACTION FIELD PAGE-ADDITIONAL CATALOG-ADDITIONAL
6.6.2 METADATA XMP | 6.6.4 ID | 6.7 STRUCT TAGGED LANG | 6.8 FILE-SPEC EMBEDDED NAMES-EMBEDDED | 6.9 OPTIONAL-CONTENT
6.10 ALTERNATE PRES-STEPS | 6.11 CATALOG-REQUIREMENTS"""
"""Clauses of ISO 19005-3:2012, likewise."""


def _by_name(table: str) -> dict[str, str]:
    """Return clauses by the beginning of a rule's name."""
    entries = (entry.split() for entry in table.replace("\n", "|").split("|"))
    return {name: clause for clause, *names in entries for name in names}


STANDARDS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "ua1": ("PDF/UA-1", "ISO 14289-1", _by_name(UA)),
    "3a": ("PDF/A-3a", "ISO 19005-3", _by_name(A)),
}
"""Profile of the validator -> what it is called, the standard, and its clauses by the beginning of a rule's name."""


def clause_of(profile: str, rule: str) -> str:
    """Return the standard, with the clause that `rule` (``PDFUA1-LINK-CONTENTS-001``) comes from where that is known."""
    _, standard, clauses = STANDARDS[profile]
    parts = rule.upper().split("-")[1:]
    beginnings = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    clause = next((clauses[each] for each in beginnings if each in clauses), "")
    return f"{standard}, {clause}" if clause else standard
