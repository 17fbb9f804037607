"""A projected report becomes a manuscript: semantic HTML, the document tree read from it, its charts and its pictures."""

from reportgen.compose.kinds import ReportKind, kind_names, load_kind, section_names
from reportgen.compose.manuscript import Manuscript, compose

__all__ = ["Manuscript", "ReportKind", "compose", "kind_names", "load_kind", "section_names"]
