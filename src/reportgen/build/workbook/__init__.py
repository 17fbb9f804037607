"""A workspace becomes a workbook that people fill in, and findings become comments in a workbook of theirs."""
