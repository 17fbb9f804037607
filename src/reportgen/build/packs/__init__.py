"""A workspace becomes packs, one for each donor: a brief, full reports, figures, a list; nothing of anybody else."""

from reportgen.build.packs.request import Packed, PackRequest
from reportgen.build.packs.run import build_packs

__all__ = ["PackRequest", "Packed", "build_packs"]
