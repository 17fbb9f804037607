"""The manuscript becomes pages: laid out by WeasyPrint, tagged for PDF/UA-1, the same bytes every run."""

from reportgen.writers.pdf.layout import Pages, lay_out

__all__ = ["Pages", "lay_out"]
