"""A folder of inputs becomes a report and findings: every file is read, whatever is wrong in another."""

from reportgen.load.workspace import Loaded, load

__all__ = ["Loaded", "load"]
