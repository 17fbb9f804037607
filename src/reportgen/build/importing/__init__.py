"""A foreign workbook becomes CSV tables of a workspace, by a map that says what its sheets and columns are."""

from __future__ import annotations

from reportgen.build.importing.run import Imported, import_workbook, propose
from reportgen.build.importing.take import Taken

__all__ = ["Imported", "Taken", "import_workbook", "propose"]
