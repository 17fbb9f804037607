"""What goes with the documents of a pack: figures with their words, a README, a list of files; and a note for the office."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping
from importlib.metadata import version
from xml.sax.saxutils import escape

from reportgen.build.cache import Cache
from reportgen.build.pictures import draw_charts
from reportgen.document.chart import Chart
from reportgen.language import Words
from reportgen.model import Partner, Profile, Report
from reportgen.project import Projection
from reportgen.theme import Theme

_SAFE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def file_name(id: str) -> str:
    """Return an id as a part of a file's name; one that could lead elsewhere is spelled safely, and stays one of its own.

    Ids come from a workspace that somebody sent: ``../x`` must not leave the folder, nor ``a/b`` and ``a b`` be one pack.
    """
    if not id or _SAFE.fullmatch(id):
        return id
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in id).strip("-")
    return "-".join(part for part in (plain, hashlib.sha256(id.encode()).hexdigest()[:8]) if part)


def chart_files(charts: Mapping[str, Chart], theme: Theme, cache: Cache, words: Words) -> dict[str, bytes]:
    """Return every chart as SVG and PNG, each with its title and alternative text inside, and all texts in one file."""
    vector, pixels = (draw_charts(charts, theme, form, cache) for form in ("svg", "png"))
    files: dict[str, bytes] = {}
    texts: list[str] = []
    for key, chart in charts.items():
        name = file_name(key.removeprefix("rg:chart-"))
        files[f"charts/{name}.svg"] = _described(vector[key], chart, words.language)
        files[f"charts/{name}.png"] = _commented(pixels[key], chart)
        texts.append(f"{name}\n{chart.title}\n{chart.alt}\n")
    if texts:
        files[f"charts/alternative-texts.{words.language}.txt"] = "\n".join(texts).encode()
    return files


def _described(svg: bytes, chart: Chart, language: str) -> bytes:
    """Return an SVG that says what it shows (SVG 2, 5.8; WAI-ARIA Graphics Module)."""
    text = svg.decode()
    start = text.index("<svg")
    end = text.index(">", start)
    words = f"<title>{escape(chart.title)}</title><desc>{escape(chart.alt)}</desc>"
    return f'{text[:end]} role="img" xml:lang="{language}">{words}{text[end + 1 :]}'.encode()


def _commented(png: bytes, chart: Chart) -> bytes:
    """Return a PNG that carries its words (PNG 1.2, 4.2.3: the keywords Title and Description)."""
    import PIL.Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("Title", chart.title, lang=chart.lang)
    info.add_itxt("Description", chart.alt, lang=chart.lang)
    with PIL.Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
        out = io.BytesIO()
        picture.save(out, "PNG", pnginfo=info, optimize=True, dpi=picture.info.get("dpi", (300, 300)))
    return out.getvalue()


def readme(report: Report, partner: Partner, profile: Profile, words: Words, about: Mapping[str, str]) -> bytes:
    """Return README.txt: what each file is, as of when, and how to use it."""
    office, person = report.office, profile.contact
    values: dict[str, object] = {"office": office.name.to(words.language), "year": report.year}
    if profile.anonymous:
        title = words.t("pack.about-anonymous", **values)
    else:
        title = words.t("pack.about", donor=partner.name.to(words.language), **values)
    width = max(map(len, about), default=0)
    lines = [title, "=" * len(title), "", words.t("pack.holds"), ""]
    lines += [f"  {name:<{width}}  {what}" for name, what in about.items()]
    issued, as_of = words.date(report.settings.date), words.date(report.settings.as_of or report.settings.date)
    lines += ["", words.t("pack.stand", as_of=as_of, issued=issued), words.t("pack.use")]
    credit = partner.credit_line.to(words.language)
    if credit and not (profile.waiver or profile.anonymous or profile.emblem):
        lines.append(words.t("pack.credit", credit=credit))
    contact = [person.name if person else "", (person.email if person else "") or office.contact.email]
    if any(contact):
        lines.append(words.t("pack.contact", contact=", ".join(part for part in contact if part)))
    return ("\n".join(lines) + "\n").encode()


def manifest(
    report: Report, donor: str, agreements: tuple[str, ...], files: Mapping[str, bytes], about: Mapping[str, str]
) -> bytes:
    """Return manifest.json: every file of the pack with its check sum; never a hash of an input."""
    body = {
        "version": 1,
        "office": report.office.code,
        "donor": donor,
        "year": report.year,
        "issued": report.settings.date.isoformat(),
        "as_of": (report.settings.as_of or report.settings.date).isoformat(),
        "agreements": list(agreements),
        "reportgen": version("reportgen"),
        "files": [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "about": about.get(name, "")}
            for name, data in sorted(files.items())
        ],
    }
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def office_note(made: Projection, donor: str) -> bytes:
    """Return the note for the office: what the donor's pack does not show, and why."""
    lines = [
        f"What the pack for {donor} does not show, and why. For the office alone: never part of a pack.",
        f"Report of {made.report.year}, issued on {made.report.settings.date}.",
        "",
    ]
    lines += [f"{each.place}: {each.what}: {each.why}" for each in made.withheld] or ["Nothing was withheld."]
    if made.told.sums:
        lines += ["", "Sums shown under partners not named, and the payments in them:"]
        lines += [f"{name}: {', '.join(cells)}" for name, cells in made.told.sums.items()]
    return ("\n".join(lines) + "\n").encode()
