"""WeasyPrint's tags become tags that a screen reader can trust: each mending stands in for something upstream lacks.

WeasyPrint 70 tags boxes, one page after the other, so one element over two pages is read as two. Here each structure
element is matched with the HTML element that it came from, and put right. Each module says what it stands in for and
in which issue of WeasyPrint (github.com/Kozea/WeasyPrint) that is reported; a test fails on the day it is mended there.

- `record`: which HTML element a structure element comes from.
- `tree`: fragments of one element joined; page headers, footers and repeated table heads made artifacts.
- `meaning`: contents, footnotes, languages, figures.
- `lists`: items with a label and a body; terms and their descriptions.
- `links`: one tag a link, and words that say where it leads.
- `tables`: scope and header cells.
- `labels`: printed page numbers as page labels.
- `hyphens`: soft hyphens where the layout divided a word.
- `metadata`: PDF/UA identification beside PDF/A.
- `streams`: plain ends of streams.
"""

from reportgen.writers.pdf.mend.finish import finish
from reportgen.writers.pdf.mend.record import Recorded, recorded
from reportgen.writers.pdf.mend.streams import plain_ends

__all__ = ["Recorded", "finish", "plain_ends", "recorded"]
