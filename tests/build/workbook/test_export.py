"""A workspace leaves as a workbook: sheets, lists, rules, notes, formulas with results."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.build.workbook.columns import LIST_OF, MODELS, SHEETS
from reportgen.build.workbook.export import export_workbook
from reportgen.errors import FindingsError, WorkspaceError
from reportgen.facts import Numbers
from reportgen.load import load
from reportgen.load.fields import columns_of
from reportgen.model import STAGES
from tests.helpers import MINIMAL, write_workspace
from tests.reports import GOALS, goal, outcomes

from .conftest import DEMO
from .sheets import MAIN, Workbook, in_libreoffice

RESULTS = "indicator,period_start,period_end,dimensions,value,absence,source,disclosure,note\n"
FINANCE = "code,year,source_of_funds,stage,amount,currency,as_of,status,disclosure,note\n"


def made(tmp_path: Path, audience: str = "internal", **files: str | None) -> Workbook:
    return Workbook(export_workbook(write_workspace(tmp_path, **files), audience)[0])


def rows(book: Workbook, sheet: str, heading: str) -> list[str]:
    """Return what stands in a column, from the first row of data on."""
    letters, cells = book.column(sheet, heading), book.cells(sheet)
    last = max(int(re.sub("[A-Z]", "", ref)) for ref in cells)
    found = [cells[f"{letters}{row}"].value if f"{letters}{row}" in cells else "" for row in range(3, last + 1)]
    while found and not found[-1]:
        found.pop()
    return found


def computed(book: Workbook, sheet: str, heading: str) -> str:
    return book.column(sheet, heading, row=1)


def look(book: Workbook, sheet: str, reference: str) -> dict[str, str]:
    """Return the protection and alignment of a cell, empty or not, and its number format."""
    [cell] = [c for c in book.sheet(sheet).iter(f"{MAIN}c") if c.get("r") == reference]
    styles = book.xml("xl/styles.xml")
    xfs = styles.find(f"{MAIN}cellXfs")
    assert xfs is not None
    style = xfs[int(cell.get("s", "0"))]
    formats = {f.get("numFmtId", ""): f.get("formatCode", "") for f in styles.iter(f"{MAIN}numFmt")}
    protection = style.find(f"{MAIN}protection")
    return {
        "locked": "1" if protection is None else protection.get("locked", "1"),
        "format": formats.get(style.get("numFmtId", ""), style.get("numFmtId", "")),
        "quoted": style.get("quotePrefix", "0"),
    }


def test_each_table_has_a_sheet_with_headings_and_machine_names(internal: Workbook):
    assert list(internal.paths) == ["Read me", *SHEETS.values(), "Summary", "Findings", "Lists"]
    for table, sheet in SHEETS.items():
        row = {ref.rstrip("2"): c.value for ref, c in internal.cells(sheet).items() if re.fullmatch("[A-Z]+2", ref)}
        assert list(row.values()) == list(columns_of(MODELS[table]).names), sheet
        heads = {ref.rstrip("1") for ref in internal.cells(sheet) if re.fullmatch("[A-Z]+1", ref)}
        assert set(row) <= heads
        assert set(internal.notes(sheet)) == {f"{letters}1" for letters in heads}, "each heading has a note"


def test_lists_are_hidden_and_their_names_lead_to_them(internal: Workbook):
    states = {s.get("name"): s.get("state") for s in internal.xml("xl/workbook.xml").iter(f"{MAIN}sheet")}
    assert [name for name, state in states.items() if state] == ["Lists"]
    cells = internal.cells("Lists")
    for name, where in internal.names.items():
        if match := re.fullmatch(r"Lists!\$([A-Z]+)\$2:\$[A-Z]+\$\d+", where):
            assert cells[f"{match[1]}1"].value == name
    assert {*LIST_OF.values(), "Years", "YesNo"} <= set(internal.names)
    assert internal.names["AgreementIds"].startswith("OFFSET(Agreements!")


def test_every_column_says_what_belongs_there_within_the_limits_of_excel(internal: Workbook):
    for table, sheet in SHEETS.items():
        rules = internal.rules(sheet)
        assert len(rules) == len(columns_of(MODELS[table]).names)
        for area, rule in rules.items():
            assert re.fullmatch(r"([A-Z]+)3:\1\d+", area)
            assert 0 < len(rule.get("prompt", "")) <= 255 and len(rule.get("promptTitle", "")) <= 32
            assert len(rule.get("error", "")) <= 255
            assert all(len(formula.text or "") <= 255 for formula in rule), area


@pytest.mark.parametrize(
    ("sheet", "column", "kind", "source"),
    [
        ("Results", "indicator", "list", "Indicators"),
        ("Results", "absence", "list", "Results_absence"),
        ("Results", "verified", "list", "YesNo"),
        ("Results", "period_end", "date", None),
        ("Results", "value", "custom", None),
        ("Targets", "kind", "list", "Targets_kind"),
        ("Finance", "code", "list", "OutcomesAndOutputs"),
        ("Finance", "year", "list", "Years"),
        ("Finance", "stage", "list", "Finance_stage"),
        ("Finance", "amount", "decimal", None),
        ("SDG", "target", "list", "SdgTargets"),
        ("SDG", "share", "decimal", "0"),
        ("Contributions", "partner", "list", "Partners"),
        ("Contributions", "agreement", "list", "AgreementIds"),
        ("Controls", "rows", "whole", "0"),
        ("Results", "period_end", "date", "MAX(61,$C3)"),
        ("Agreements", "end", "date", "MAX(61,$F3)"),
    ],
)  # fmt: skip
def test_what_is_typed_is_held_against_lists_and_ranges(internal: Workbook, sheet, column, kind, source):
    letters = internal.column(sheet, column)
    [rule] = [rule for area, rule in internal.rules(sheet).items() if area.startswith(f"{letters}3:")]
    assert rule.get("type") == kind
    if source:
        assert rule.findtext(f"{MAIN}formula1") == source
    if kind == "list":
        assert source in internal.names
    # Words that the program knows are the only ones; a code may be about to be added.
    assert rule.get("errorStyle", "stop") == (
        "stop" if source not in {*LIST_OF.values(), "Years"} and column != "value" else "warning"
    )


def test_an_agreement_that_is_there_already_is_questioned(internal: Workbook):
    letters = internal.column("Agreements", "id")
    [(area, rule)] = [pair for pair in internal.rules("Agreements").items() if pair[0].startswith(f"{letters}3:")]
    whole = area.replace(letters, f"${letters}$")
    assert rule.findtext(f"{MAIN}formula1") == f"COUNTIF({whole},${letters}3)=1" and rule.get("errorStyle") == "warning"


def test_sheets_run_from_right_to_left_where_the_language_does_and_words_it_lacks_are_english(tmp_path: Path):
    report = MINIMAL["report.yaml"].replace("[en]", "[ar, en]").replace("{en: Annual", "{ar: تقرير, en: Annual")
    folder = tmp_path / "templates" / "languages" / "ar"
    folder.mkdir(parents=True)
    words = '[workbook.heading]\nindicator = "المؤشر"\n[workbook.readme]\nhow = "كيف"\n'
    (folder / "workbook.toml").write_text(words, encoding="utf-8")
    root = write_workspace(tmp_path, report=report)
    book = Workbook(export_workbook(root, "internal", extra=tmp_path / "templates")[0])
    for sheet in book.paths.keys() - {"Lists"}:
        view = book.sheet(sheet).find(f".//{MAIN}sheetView")
        assert view is not None and view.get("rightToLeft") == "1", sheet
    cells = book.cells("Results")
    assert cells[f"{book.column('Results', 'indicator')}1"].value == "المؤشر"
    assert cells[f"{book.column('Results', 'source')}1"].value == "Source"
    assert "كيف" in {cell.value for cell in book.cells("Read me").values()}


def test_cells_to_fill_in_are_open_and_all_others_locked_without_a_password(internal: Workbook):
    for sheet in internal.paths:
        protection = internal.sheet(sheet).find(f"{MAIN}sheetProtection")
        if sheet != "Lists":
            assert protection is not None and protection.get("sheet") == "1" and not protection.get("password")
    letters = internal.column("Finance", "amount")
    last = 2 + len(rows(internal, "Finance", "amount"))
    for row in (3, last, last + 1, last + 200):
        assert look(internal, "Finance", f"{letters}{row}")["locked"] == "0"
        assert look(internal, "Finance", f"{computed(internal, 'Finance', 'Gap')}{row}")["locked"] == "1"
    assert not [c for c in internal.sheet("Finance").iter(f"{MAIN}c") if c.get("r") == f"{letters}{last + 201}"]


def test_headings_stay_in_sight_on_the_screen_and_on_paper(internal: Workbook):
    for sheet in SHEETS.values():
        root = internal.sheet(sheet)
        pane = root.find(f".//{MAIN}pane")
        assert pane is not None and pane.get("state") == "frozen" and pane.get("ySplit") == "2"
        setup = root.find(f"{MAIN}pageSetup")
        assert setup is not None and setup.get("orientation") == "landscape" and setup.get("fitToHeight") == "0"
        assert root.find(f"{MAIN}mergeCells") is None
        assert root.find(f"{MAIN}tableParts") is not None, "the row of headings is known to screen readers"
    titles = [
        n for n in internal.xml("xl/workbook.xml").iter(f"{MAIN}definedName") if n.get("name") == "_xlnm.Print_Titles"
    ]
    assert all(any((t.text or "").endswith(f"{sheet}!$1:$2") for t in titles) for sheet in SHEETS.values())
    # A wide table is printed on pages side by side, each with the names and codes of its rows.
    setup = internal.sheet("Results").find(f"{MAIN}pageSetup")
    assert setup is not None and setup.get("fitToWidth") == "2"
    assert "Results!$A:$B,Results!$1:$2" in {t.text for t in titles}
    head = internal.sheet("Results").findtext(f"{MAIN}headerFooter/{MAIN}oddHeader") or ""
    assert "World Equality Programme Solmara" in head and "The office alone" in head


def test_dates_and_numbers_are_real_and_codes_stay_as_they_are(tmp_path: Path):
    sdg = "outcome,year,goal,target,share\nD_1,2024,16,16.10,100\n"
    book = made(tmp_path, sdg=sdg)
    cells = book.cells("SDG")
    assert cells[f"{book.column('SDG', 'target')}3"].value == "16.10"
    assert cells[f"{book.column('SDG', 'target')}3"].kind == "s"
    assert cells[f"{book.column('SDG', 'share')}3"].kind == "n"
    end = f"{book.column('Results', 'period_end')}3"
    assert book.cells("Results")[end].value == "45657" and look(book, "Results", end)["format"] == "yyyy-mm-dd"


def test_no_text_becomes_a_formula(tmp_path: Path):
    evil = {start: f'{start}HYPERLINK(""https://example.org"",""x"")' for start in "=+-@"}
    lines = [f'D_1.1.A,2024-01-01,2024-12-31,,"{text}",,"{text}",,"{text}"\n' for text in evil.values()]
    outcomes = MINIMAL["outcomes.yaml"].replace("Number of laws adopted or revised", "'=SUM(1)'")
    book = made(tmp_path, results=RESULTS + "".join(lines), outcomes=outcomes)
    cells = book.cells("Results")
    for row, text in enumerate(evil.values(), 3):
        for column in ("value", "source", "note"):
            ref = f"{book.column('Results', column)}{row}"
            assert (cells[ref].kind, cells[ref].formula, cells[ref].value) == ("s", "", text.replace('""', '"'))
            assert look(book, "Results", ref)["quoted"] == "1"
    formulas = {c.formula for sheet in book.paths for c in book.cells(sheet).values() if c.formula}
    assert formulas and not any("HYPERLINK" in f or "SUM(1)" in f for f in formulas)


def test_the_same_report_gives_the_same_bytes(tmp_path: Path):
    folder = write_workspace(tmp_path)
    assert export_workbook(folder, "internal")[0] == export_workbook(folder, "internal")[0]


def test_totals_are_those_of_the_report(internal: Workbook):
    report = load(DEMO).report
    assert report
    numbers, cells = Numbers.of(report), internal.cells("Summary")
    seen = 0
    for row in range(4, 60):
        code, year = cells.get(f"B{row}"), cells.get(f"A{row}")
        total = code is None and year is not None and "Total" in year.value
        if not total and code is None:
            continue
        assert year
        held = numbers.resources("office" if code is None else code.value, int(year.value.split()[-1]))
        wanted = {"D": "planned", "F": "available", "G": "received", "H": "committed", "I": "expended"}
        pairs = [(letters, held.amount(stage)) for letters, stage in wanted.items()]
        for letters, amount in [*pairs, ("J", held.budget())]:
            assert (
                cells[f"{letters}{row}"].value == ""
                if amount is None
                else float(cells[f"{letters}{row}"].value) == pytest.approx(float(amount.value))
            )
        for letters, value in (("K", held.delivery_rate()), ("L", held.gap())):
            assert value is not None and float(cells[f"{letters}{row}"].value) == pytest.approx(float(value))
        seen += 1
    assert seen == len(report.settings.years) * (len(report.outcomes) + 1)
    assert [cells[f"{letters}3"].value.lower() for letters in "DEFGHI"] == list(STAGES)


def test_milestone_and_progress_are_those_of_the_report(internal: Workbook):
    report = load(DEMO).report
    assert report
    tracks, cells = Numbers.of(report).tracks, internal.cells("Results")
    goal, way = (computed(internal, "Results", name) for name in ("Milestone of the year", "Progress in %"))
    compared = 0
    for number, result in enumerate(report.results, 3):
        track = tracks[result.indicator]
        wanted = track.goal(result.year)
        assert cells[f"{goal}{number}"].value == (wanted.value.text if wanted else ""), result
        if track.years[result.year].whole is result and (progress := track.progress(result.year)) is not None:
            assert float(cells[f"{way}{number}"].value) == pytest.approx(float(progress))
            compared += 1
    assert compared > 100


def with_goals_of_parts(tmp_path: Path) -> Workbook:
    targets = GOALS + goal("60", part="sex=female") + goal("10", "baseline", 2022, "sex=female") + goal("100")
    targets += goal("20", "baseline", 2021) + goal("70", part="sex=female", version="2023-06-30")
    targets += goal("999", "target", 2030, "sex=male")
    results = RESULTS + "D_1.1.A,2024-01-01,2024-12-31,,60,,,,\nD_1.1.A,2024-01-01,2024-12-31,sex=female,40,,,,\n"
    text = outcomes(accumulation="latest", disaggregation="{sex: partition}")
    return made(tmp_path, outcomes=text, targets=targets, results=results)


def test_targets_have_a_column_for_the_part_headed_as_in_results(tmp_path: Path):
    book = with_goals_of_parts(tmp_path)
    assert rows(book, "Targets", "dimensions") == ["sex=female", "sex=female", "", "", "sex=female", "sex=male"]
    heads = [book.cells(sheet)[f"{book.column(sheet, 'dimensions')}1"].value for sheet in ("Targets", "Results")]
    assert heads[0] == heads[1] != ""


def test_what_is_computed_of_the_whole_does_not_look_at_goals_of_parts(tmp_path: Path):
    book = with_goals_of_parts(tmp_path)
    cells, stands = book.cells("Targets"), computed(book, "Targets", "Stands for")
    assert [cells[f"{stands}{row}"].value for row in range(3, 9)] == [
        "replaced",
        "D_1.1.A baseline 2022 sex=female",
        "D_1.1.A milestone 2024",
        "D_1.1.A baseline 2021",
        "D_1.1.A milestone 2024 sex=female",
        "D_1.1.A target 2030 sex=male",
    ]
    cells = book.cells("Results")
    goal_, way = (computed(book, "Results", name) for name in ("Milestone of the year", "Progress in %"))
    assert (cells[f"{goal_}3"].value, cells[f"{way}3"].value, cells[f"{way}4"].value) == ("100", "50", "")


def test_libreoffice_computes_the_same_where_parts_have_goals(tmp_path: Path):
    book = with_goals_of_parts(tmp_path)
    data = export_workbook(tmp_path / "norlund", "internal")[0]
    theirs = Workbook(in_libreoffice(data, tmp_path))
    for sheet in ("Targets", "Results", "Lists"):
        other = theirs.cells(sheet)
        for ref, cell in book.cells(sheet).items():
            if cell.formula:
                now = other[ref].value if ref in other else ""
                assert now == cell.value or float(now) == pytest.approx(float(cell.value)), (sheet, ref, cell.formula)


def test_of_lines_that_say_the_same_the_latest_counts(tmp_path: Path):
    lines = [
        "D_1,2024,other,available,100,USD,2024-06-30", "D_1,2024,other,available,200,USD,2025-02-28",
        "D_1,2024,other,expended,150,USD,2025-02-28", "D_1,2024,other,planned,300,USD,", "D_1,2024,other,planned,400,EUR,",
    ]  # fmt: skip
    book = made(tmp_path, finance=FINANCE + "".join(f"{line},,,\n" for line in lines))
    cells = book.cells("Finance")
    counts, rate, gap = (computed(book, "Finance", name) for name in ("Counts", "Delivery rate in %", "Gap"))
    assert [cells[f"{counts}{row}"].value for row in range(3, 8)] == ["no", "yes", "yes", "yes", "no"]
    assert cells[f"{rate}5"].value == "75" and cells[f"{gap}6"].value == "100"


def test_findings_stand_in_the_workbook_with_a_link_to_their_cell(tmp_path: Path):
    results = RESULTS + "D_1.1.A,2023-01-01,2023-12-31,,2,,Gazette,,\nD_1.1.A,2024-13-01,2024-12-31,,4,,Gazette,,\n"
    book = made(tmp_path, results=results)
    cells = book.cells("Findings")
    [row] = [ref[1:] for ref, cell in cells.items() if cell.value == "Results!C4"]
    assert cells[f"B{row}"].value == "Error" and "There is no day" in cells[f"D{row}"].value
    links = {h.get("ref"): h.get("location") for h in book.sheet("Findings").iter(f"{MAIN}hyperlink")}
    assert links[f"C{row}"] == "'Results'!C4"
    assert book.cells("Results")["C4"].value == "2024-13-01", "what cannot be read is there to be mended"


def test_errors_stand_in_the_way_of_a_public_workbook_only(tmp_path: Path):
    folder = write_workspace(tmp_path, results=RESULTS + "D_1.1.A,2024-13-01,2024-12-31,,4,,Gazette,,\n")
    with pytest.raises(FindingsError, match="--audience internal"):
        export_workbook(folder)
    assert export_workbook(folder, "internal")
    with pytest.raises(WorkspaceError, match="no audience 'press'"):
        export_workbook(folder, "press")


def test_nothing_internal_is_in_a_public_workbook(tmp_path: Path):
    finance = FINANCE + (
        "D_1,2024,other,available,1000000,USD,,,public,CANARYNOTE\nD_1,2024,other,received,950000,USD,,,public,\n"
        "D_1,2024,other,expended,7654321,USD,,,internal,\nD_1,2024,regular,expended,10,USD,,,public,\n"
    )
    results = RESULTS + "D_1.1.A,2024-01-01,2024-12-31,,8675309,,CANARYSOURCE,internal,\n"
    controls = "table,column,where,total,rows,source,date\nfinance.csv,amount,stage=expended,7654331,,CANARYLEDGER,2025-01-31\n"
    files = {"finance": finance, "results": results, "controls": controls,
             "narratives/en/progress-note-2024.md": None}  # fmt: skip
    whole = made(tmp_path / "a", "internal", **files).everything
    book = made(tmp_path / "b", "public", **files)
    for secret in ("7654321", "7654331", "8675309", "CANARY"):
        assert secret in whole and secret not in book.everything, secret
    assert "Controls" not in book.paths and "note" not in [c.value for c in book.cells("Finance").values()]
    cells = book.cells("Summary")
    assert [cells[f"I{row}"].value for row in (8, 9)] == ["withheld", "withheld"]
    assert cells["K8"].value == "", "no rate over a withheld amount"
    assert any("may be withheld" in cell.value for cell in book.cells("Read me").values())
    assert "lists no findings" in book.cells("Findings")["A2"].value


def test_texts_have_a_column_for_each_language_and_headings_are_in_the_first(tmp_path: Path):
    report = MINIMAL["report.yaml"].replace("[en]", "[fr, en]").replace("{en: Annual", "{fr: Rapport, en: Annual")
    results = (
        "indicator,period_start,period_end,value,comment,comment:fr,comment:es\nD_1.1.A,2024-01-01,2024-12-31,4,A,B,C\n"
    )
    folder = tmp_path / "templates" / "languages" / "fr"
    folder.mkdir(parents=True)
    words = '[workbook.heading]\ncomment = "Commentaire"\n[workbook.note]\ncomment = "La raison d’un écart."\n'
    (folder / "workbook.toml").write_text(words, encoding="utf-8")
    root = write_workspace(tmp_path, report=report, results=results)
    book = Workbook(export_workbook(root, "internal", extra=tmp_path / "templates")[0])
    heads = [cell.value for ref, cell in book.cells("Results").items() if re.fullmatch("[A-Z]+2", ref)]
    assert [head for head in heads if head.startswith("comment")] == [
        "comment",
        "comment:fr",
        "comment:en",
        "comment:es",
    ]
    first = f"{book.column('Results', 'comment')}1"
    assert book.cells("Results")[first].value == "Commentaire"
    assert book.notes("Results")[first].startswith("La raison d’un écart.")
    assert rows(book, "Results", "comment:es") == ["C"]


def test_a_number_with_more_figures_than_a_cell_holds_stays_text(tmp_path: Path):
    book = made(tmp_path, finance=FINANCE + "D_1,2024,other,available,123456789012345.123456789,USD,,,,\n")
    [cell] = [c for c in book.cells("Finance").values() if c.value.startswith("123456789")]
    assert (cell.kind, Decimal(cell.value)) == ("s", Decimal("123456789012345.123456789"))


def test_a_text_that_no_cell_holds_is_refused_by_name(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="row 1 of results, column source has 40,000 characters"):
        made(tmp_path, results=RESULTS + f"D_1.1.A,2024-01-01,2024-12-31,,4,,{'x' * 40_000},,\n")
