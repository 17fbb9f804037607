"""The manuscript becomes pages: laid out by WeasyPrint, tagged for PDF/UA-1 and PDF/A-3a, the same bytes every run."""

from reportgen.writers.pdf.layout import Attached, Pages, lay_out

__all__ = ["Attached", "Pages", "lay_out"]
