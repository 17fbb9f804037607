"""A projected report becomes a manuscript: semantic HTML, the document tree read from it, its charts and its pictures."""

from reportgen.compose.kinds import ReportKind, kind_names, load_kind, section_names
from reportgen.compose.manuscript import DraftNote, Manuscript, compose
from reportgen.compose.packs import BRIEF_KINDS, Pack

__all__ = [
    "BRIEF_KINDS",
    "DraftNote",
    "Manuscript",
    "Pack",
    "ReportKind",
    "compose",
    "kind_names",
    "load_kind",
    "section_names",
]
