"""A document tree becomes a Word file: bytes, the same on every run.

`blocks` and `inlines` walk the tree; `tables`, `figures`, `contents`, `fields`, `notes`, `numbering`
write what Word has for each; `pages` and `running` make sections, headers and footers; `styles`, `looks`
and `house` turn the theme into Word's own styles; `roles` says which style a role has; `package` makes
the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.document.nodes import Document
from reportgen.theme import Theme

from .blocks import add_blocks
from .house import app_xml, core_xml, custom_xml, fonts_xml, settings_xml, theme_xml
from .languages import tongue
from .looks import twips
from .notes import footnotes_root
from .numbering import numbering_root
from .package import Package
from .pages import finish
from .styles import styles_xml
from .survey import survey
from .word import Flow, Word
from .xml import add, root

__all__ = ["write_docx"]


def write_docx(
    document: Document,
    theme: Theme,
    pictures: Mapping[str, bytes],
    pages: Mapping[str, str] | None,
    properties: Mapping[str, str],
) -> bytes:
    """Return `document` as a Word file.

    Args:
        document: The report.
        theme: Colours, fonts, sizes and paper.
        pictures: PNG or JPEG bytes by `Picture.source`, already validated.
        pages: Printed page labels ("iv", "12") by id of heading, figure and table; None = there is no
            layout to take them from, and contents have no page numbers.
        properties: Custom properties of the file, such as the build id.
    """
    top = root("w:document")
    package = Package(top)
    notes, numbering = footnotes_root(), numbering_root()
    notes_part, _ = package.add_tree("footnotes", "/word/footnotes.xml", notes)
    package.add_tree("numbering", "/word/numbering.xml", numbering)
    word = Word(
        document=document,
        theme=theme,
        pictures=pictures,
        pages=pages,
        package=package,
        body=add(top, "w:body"),
        survey=survey(document),
        tongue=tongue(document.lang),
        part=package.document,
        notes=notes,
        notes_part=notes_part,
        numbering=numbering,
    )
    flow = Flow(word.body, twips(theme.page.measure), document.lang, word.rtl)
    add_blocks(word, document.blocks, flow)
    finish(word, flow)
    _add_house(word, properties)
    return package.to_bytes()


def _add_house(word: Word, properties: Mapping[str, str]) -> None:
    """Add the parts that hold no text of the report."""
    package, theme, document = word.package, word.theme, word.document
    package.add_text("styles", "/word/styles.xml", styles_xml(theme, word.tongue, word.rtl))
    package.add_text("settings", "/word/settings.xml", settings_xml(theme, word.tongue))
    package.add_text("fontTable", "/word/fontTable.xml", fonts_xml(theme))
    package.add_text("theme", "/word/theme/theme1.xml", theme_xml(theme))
    package.add_text("core", "/docProps/core.xml", core_xml(document))
    package.add_text("app", "/docProps/app.xml", app_xml(document))
    if properties:
        package.add_text("custom", "/docProps/custom.xml", custom_xml(properties))
