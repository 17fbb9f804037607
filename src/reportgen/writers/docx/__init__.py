"""A document tree becomes a Word file: bytes, the same on every run.

`blocks` and `inlines` walk the tree; `tables`, `figures`, `contents`, `fields`, `notes`, `numbering`
write what Word has for each; `pages` and `running` make sections, headers and footers; `styles`, `looks`
and `house` turn the theme into Word's own styles; `roles` says which style a role has; `package` makes
the file; `draft` and `comments` are what a draft for review has besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportgen.document.chart import Chart
from reportgen.document.nodes import Document
from reportgen.theme import Theme

from .blocks import add_blocks
from .charts import native_charts
from .comments import add_comments
from .draft import Comment, Draft, Reply, item_xml, properties_xml
from .dress import Dress
from .house import app_xml, core_xml, custom_xml, fonts_xml, settings_xml, theme_xml
from .languages import tongue
from .looks import twips
from .notes import footnotes_root
from .numbering import numbering_root
from .own.reading import Own
from .package import Package
from .pages import finish
from .styles import styles_xml
from .survey import survey
from .word import Flow, Word, anchor_name, fact_name
from .xml import add, root

__all__ = ["Comment", "Draft", "Own", "Reply", "anchor_name", "fact_name", "native_charts", "write_docx"]


def write_docx(
    document: Document,
    theme: Theme,
    pictures: Mapping[str, bytes],
    pages: Mapping[str, str] | None,
    properties: Mapping[str, str],
    *,
    charts: Mapping[str, Chart] | None = None,
    vectors: Mapping[str, bytes] | None = None,
    own: Own | None = None,
    draft: Draft | None = None,
) -> bytes:
    """Return `document` as a Word file.

    Args:
        document: The report.
        theme: Colours, fonts, sizes and paper.
        pictures: PNG or JPEG bytes by `Picture.source`, already validated.
        pages: Printed page labels ("iv", "12") by id of heading, figure and table; None = there is no
            layout to take them from, and contents have no page numbers.
        properties: Custom properties of the file, such as the build id.
        charts: Specs by `Picture.source` that become native charts instead of pictures (see `native_charts`).
        vectors: SVG by `Picture.source`, shown where the program can; the picture stands in for it elsewhere.
        own: Styles of an organisation's own document, which win over those of the theme.
        draft: For a draft for review: its stamp, its comments and the way back; every change in it is tracked.
    """
    if draft:
        document = replace(document, stamp=draft.stamp)
    top = root("w:document")
    package = Package(top)
    dress = own.dress(theme, rtl=document.dir == "rtl") if own else Dress.of(theme)
    notes, numbering = footnotes_root(), numbering_root(dress.levels)
    notes_part, _ = package.add_tree("footnotes", "/word/footnotes.xml", notes)
    package.add_tree("numbering", "/word/numbering.xml", numbering)
    word = Word(
        document=document,
        dress=dress,
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
        charts=charts or {},
        vectors=vectors or {},
        draft=draft,
    )
    flow = Flow(word.body, twips(dress.theme.page.measure), document.lang, word.rtl)
    add_blocks(word, document.blocks, flow)
    finish(word, flow)
    if draft:
        add_comments(word, draft.comments)
        package.add_data(item_xml(draft), properties_xml(draft))
    _add_house(word, properties)
    return package.to_bytes()


def _add_house(word: Word, properties: Mapping[str, str]) -> None:
    """Add the parts that hold no text of the report."""
    package, document, draft = word.package, word.document, word.draft is not None
    package.add_text("styles", "/word/styles.xml", styles_xml(word.dress, word.tongue, rtl=word.rtl, draft=draft))
    package.add_text("settings", "/word/settings.xml", settings_xml(word.theme, word.tongue, tracked=draft))
    package.add_text("fontTable", "/word/fontTable.xml", fonts_xml(word.dress))
    package.add_text("theme", "/word/theme/theme1.xml", theme_xml(word.dress))
    package.add_text("core", "/docProps/core.xml", core_xml(document))
    package.add_text("app", "/docProps/app.xml", app_xml(document))
    if properties:
        package.add_text("custom", "/docProps/custom.xml", custom_xml(properties))
