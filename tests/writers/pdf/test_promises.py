"""Every promise can be broken: each tells a file that WeasyPrint alone wrote, or one that was spoilt, from a good one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest

from tests.writers.pdf import promises, sample
from tests.writers.pdf.tagged import Tagged

NAMES = [promise.__name__ for promise in promises.PROMISES]


def _elements(pdf: Any, kind: str) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{kind}"]


def skip_a_level(pdf: Any) -> None:
    _elements(pdf, "H2")[0].S = pikepdf.Name.H4


def lose_a_bookmark(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        del outline.root[1]


def mislead_a_bookmark(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].destination = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])


def lose_the_labels(pdf: Any) -> None:
    del pdf.Root.PageLabels


def lose_the_captions_scope(pdf: Any) -> None:
    del _elements(pdf, "TH")[0].A["/Scope"]


def name_a_wrong_header(pdf: Any) -> None:
    cell = _elements(pdf, "TD")[5]
    cell.A.Headers[0] = cell.A.Headers[1]


def give_two_notes_one_id(pdf: Any) -> None:
    note = _elements(pdf, "Note")[0]
    twin = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Note, ID=note.ID, P=note.P)
    )
    note.P.K.append(twin)


def lose_an_area(pdf: Any) -> None:
    link = _elements(pdf, "Link")[0]
    del link.K[next(i for i, kid in enumerate(link.K) if isinstance(kid, pikepdf.Dictionary))]


def mislead_a_link(pdf: Any) -> None:
    for area in pdf.pages[0].Annots:
        area.Dest = pikepdf.String("gone")


def turn_a_figures_box(pdf: Any) -> None:
    box = _elements(pdf, "Figure")[0].A.BBox
    box[1], box[3] = box[1] - 200, box[3] - 200


def lose_a_tag(pdf: Any) -> None:
    paragraph = _elements(pdf, "P")[0]
    paragraph.P.K.remove(paragraph)


SPOILT: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("headings_skip_no_level", skip_a_level),
    ("bookmarks_are_the_headings", lose_a_bookmark),
    ("bookmarks_are_the_headings", mislead_a_bookmark),
    ("contents_name_the_labels", lose_the_labels),
    ("headers_are_right", lose_the_captions_scope),
    ("headers_are_right", name_a_wrong_header),
    ("notes_follow_their_marks", give_two_notes_one_id),
    ("areas_say_where_they_lead", lose_an_area),
    ("areas_say_where_they_lead", mislead_a_link),
    ("figures_lie_in_their_boxes", turn_a_figures_box),
    ("margins_are_artifacts", lose_a_tag),
)


def broken(name: str, file: Tagged) -> Iterator[str]:
    return getattr(promises, name)(file)


@pytest.mark.parametrize(
    ("name", "spoil"), SPOILT, ids=lambda value: value if isinstance(value, str) else value.__name__
)
def test_spoilt_file_breaks_the_promise(name: str, spoil: Callable[[Any], None]) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.mended())) as pdf:
        spoil(pdf)
        pdf.save(buffer)
    assert list(broken(name, Tagged(buffer.getvalue())))


def test_every_promise_can_be_broken() -> None:
    upstream = Tagged(sample.upstream())
    spoilt = {name for name, _ in SPOILT}
    assert [name for name in NAMES if name not in spoilt and not list(broken(name, upstream))] == []


def test_page_that_is_not_whole_is_told() -> None:
    assert list(promises.elements_are_whole(Tagged(sample.mended()), sample.HTML.replace("</ul>", "</ul><p>More</p>")))
