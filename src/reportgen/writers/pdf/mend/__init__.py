"""WeasyPrint's tags become tags that a screen reader can trust: each mending stands in for something upstream lacks.

WeasyPrint 70 tags boxes, one page after the other, so one element over two pages is read as two. Here each structure
element is matched with the HTML element that it came from, and put right. What is mended, by module:

- `record`: which HTML element a structure element comes from (upstream keeps no such map).
- `tree`: fragments of one element joined; repeated table heads, page headers and footers made artifacts (upstream
  leaves them as unreachable marked content).
- `meaning`: contents, footnotes, terms, languages, figures' boxes (upstream has no TOC, Note or Lang and measures
  figures in CSS pixels from the top).
- `tables`: scope and header cells (upstream gives no scope, and loses count at spans).
- `metadata`: PDF/UA identification beside PDF/A (upstream declares one of the two).
- `streams`: plain ends of streams (upstream's LF can be read as half of a CR LF).
"""

from reportgen.writers.pdf.mend.finish import finish
from reportgen.writers.pdf.mend.record import Recorded, recorded

__all__ = ["Recorded", "finish", "recorded"]
