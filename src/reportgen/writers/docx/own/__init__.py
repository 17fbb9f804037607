"""An organisation's own Word file becomes the look of a report: its styles win, and the report's complete them.

`archive` and `tree` open the file and refuse what could do harm; `sheet`, `theirs` and `lists` read styles, theme and
lists, through the closed list in `vocabulary`; `match` finds the report's styles among them, `written` writes them out,
and `reading` puts it all together. Nothing else of the file is read, so nothing else of it can get into a report.
"""
