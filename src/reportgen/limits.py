"""The caps on what is read: above them an input is refused by name, below them nothing is.

The figures are several times what the largest real workspaces hold.
"""

MAX_TEXT_FILE = 20 * 2**20
"""Bytes of a YAML or CSV file."""
MAX_NARRATIVE = 1 * 2**20
"""Bytes of one Markdown file."""
MAX_LINK_MARKS = 2_000
"""Opening brackets in one narrative: Markdown's link scan is quadratic in them."""
MAX_YAML_DEPTH = 64
MAX_YAML_NODES = 500_000
MAX_ROWS = 500_000
MAX_IMAGE_PIXELS = 40_000_000
MAX_IMAGE_FILE = 40 * 2**20
MAX_FILES = 5_000
"""Files in a workspace that are looked at."""
MAX_WORD_FILE = 20 * 2**20
"""Bytes of a Word file."""
MAX_PACKED_FILES = 2_000
"""Files in a packed file (zip)."""
MAX_UNPACKED = 200 * 2**20
MAX_UNPACKED_RATIO = 200
"""Bytes of all that is in a packed file, and how many times its own size that may be."""
MAX_XML_PART = 16 * 2**20
"""Bytes of one XML part of a packed file."""
MAX_WORKBOOK = 50 * 2**20
MAX_SHEET_PART = 160 * 2**20
"""Bytes of a workbook, and of one of its sheets when unpacked; sheets are read as they are unpacked."""
MAX_SHEETS = 200
MAX_WORD_STYLES = 5_000
MAX_HTML_DEPTH = 64
MAX_TABLE_COLUMNS = 40
MAX_TABLE_ROWS = 20_000
CHILD_SECONDS = 600
CHILD_MEMORY = 4 * 2**30
"""Caps on one render in a child process: seconds of wall time, bytes of address space beyond what it started with."""
