"""A workbook becomes what LibreOffice shows of it on a screen; run by the interpreter that has `uno`, not by ours.

Arguments: the folder of its profile, the workbook. Prints JSON: sheet -> columns and rows that stay in sight.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "review" / "reviewers"))
from in_office import Program, value  # pyright: ignore[reportMissingImports]

program = Program(sys.argv[1])
try:
    book = program.desktop.loadComponentFromURL(Path(sys.argv[2]).as_uri(), "_blank", 0, (value("Hidden", True),))
    view, shown = book.CurrentController, {}
    for sheet in (book.Sheets.getByIndex(number) for number in range(book.Sheets.Count)):
        if sheet.IsVisible:
            view.setActiveSheet(sheet)
            shown[sheet.Name] = [view.SplitColumn, view.SplitRow] if view.hasFrozenPanes() else [0, 0]
    print(json.dumps(shown))
finally:
    os.killpg(program.process.pid, signal.SIGKILL)
