"""A packed Office file becomes parts, and the parts of a workbook become sheets and the values of cells."""
