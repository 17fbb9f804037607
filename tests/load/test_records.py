from __future__ import annotations

import pytest

from reportgen.load import rules
from reportgen.load.csv import read_table
from reportgen.load.fields import columns_of
from reportgen.load.records import read_record, read_rows
from reportgen.load.words import plain_days, plain_number
from reportgen.load.yaml import read_yaml
from reportgen.model import Agreement, FinanceLine, Images, Outcomes, Partners, Result, Settings
from reportgen.model.narrative import Narrative

SETTINGS = "title: {en: Report}\nyear: 2024\nplan: SP\ndate: 2025-03-31\n"
OUTCOME = """\
outcomes:
  - code: D_1
    statements: [{plan: SP, from: 2022, text: {en: Women lead}}]
    indicators:
      - code: D_1.A
        statement: {en: Laws}
"""


def settings(text: str) -> tuple[Settings | None, list[str]]:
    data, _ = read_yaml(SETTINGS + text, "report.yaml")
    record, findings = read_record(Settings, data)
    return record, [str(finding) for finding in findings]


def one(text: str) -> str:
    _, [said] = settings(text)
    return said


def row(text: str, model: type = FinanceLine, file: str = "finance.csv") -> list[str]:
    rows, _ = read_table(text, file, columns_of(model))
    _, findings = read_rows(model, rows)
    return [str(finding) for finding in findings]


FINANCE = "code,year,source_of_funds,stage,amount,currency,as_of,status,disclosure\n"


def test_a_sound_record_keeps_its_places():
    record, said = settings("subtitle:\n  en: Years\n")
    assert said == [] and record is not None
    assert str(record.place("year")) == "report.yaml:2:7"
    assert record.typed("year") == "2024"


def test_an_unknown_key_gets_the_nearest_name_at_the_key():
    assert one("\nlanguges:\n  [en]\n").startswith(
        "report.yaml:6:1: error [STR020 unknown-key] There is no key “languges” here. Is “languages” meant?"
    )


def test_an_unknown_key_without_a_near_one_gets_all():
    assert "Known here: order, off." in one("sections: {zzz: 1}\n")


def test_a_missing_key_is_found_at_its_record():
    data, _ = read_yaml("title: {en: x}\nplan: SP\ndate: 2025-03-31\n", "report.yaml")
    record, [finding] = read_record(Settings, data)
    assert record is None
    assert str(finding).startswith("report.yaml:1:1: error [STR021 missing-value] “year” is missing.")


def test_an_empty_needed_value_is_missing_and_an_empty_optional_one_is_not_said():
    record, said = settings("subtitle:\nimprint:\n  copyright:\nfirst_year: ~\n")
    assert said == [] and record is not None
    assert not record.subtitle
    data, _ = read_yaml(SETTINGS.replace("year: 2024", "year:"), "report.yaml")
    _, [finding] = read_record(Settings, data)
    assert (finding.rule, str(finding.place)) == ("STR021", "report.yaml:2:6")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("edition: finall\n", "report.yaml:5:10: error [STR023 value-not-allowed] “finall” is not "
                              "allowed for "
         "“edition”. Is “final” meant? Allowed: final, draft, illustrative."),
        ("first_year: 20024\n", "report.yaml:5:13: error [STR026 impossible-year] “20024” in “first_year”"),
        ("first_year: FY24\n", "report.yaml:5:13: error [STR026 impossible-year]"),
        ("first_year: 2_021\n", "report.yaml:5:13: error [STR026 impossible-year]"),
        ("as_of: 31/12/2024\n", "report.yaml:5:8: error [STR025 date-format] “31/12/2024” in “as_of” is not "
         "written as a date. Write 2024-12-31."),
        ("as_of: 03/04/2024\n", "report.yaml:5:8: error [STR025 date-format] “03/04/2024” in “as_of” is not "
         "written as a date. Write 2024-04-03 or 2024-03-04, whichever is meant."),
        ("as_of: 2024-02-30\n", "report.yaml:5:8: error [STR025 date-format] There is no day “2024-02-30”"),
        ("as_of: 1735603200\n", "report.yaml:5:8: error [STR025 date-format]"),
        ("languages: en\n", "report.yaml:5:12: error [STR022 wrong-type] “languages” holds one value; a "
                            "list is "
         "expected, such as languages: [en]."),
        ("languages: [en, [fr]]\n", "report.yaml:5:17: error [STR022 wrong-type] “languages” holds a "
                                    "list; a text"),
        ("theme: {name: x}\n", "report.yaml:5:8: error [STR022 wrong-type] “theme” holds a map; a text"),
        ("imprint: none\n", "report.yaml:5:10: error [STR022 wrong-type] “imprint” holds “none”; keys "
                            "with values"),
        ("status: {met: '1,000'}\n", "report.yaml:5:15: error [STR024 number-format] “1,000” in “met” has "
         "separators between thousands. Write 1000 or 1.000, whichever is meant."),
        ("subtitle: {english: x}\n", "report.yaml:5:11: error [STR020 unknown-key] “english” in "
                                     "“subtitle” is no"),
        ("key_figures: [{fact: x}]\n", "report.yaml:5:15: error [STR021 missing-value] “label” is missing."),
        ("imprint: {notes: [{en: x}, {en: [y]}]}\n", "report.yaml:5:33: error [STR022 wrong-type]"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_said_plainly_at_its_place(text: str, start: str):
    assert one(text).startswith(start), one(text)


def test_a_comma_in_braces_is_explained():
    said = one("subtitle: {en: Partners, money}\n")
    assert said.startswith("report.yaml:5:11: error [STR020 unknown-key] “money” was read as a key, because the text")
    assert "“too” was read as a key" in one("key_figures: [{fact: a, label: Women, too}]\n")


def test_several_slips_are_found_in_one_run():
    _, said = settings("edition: x\nfirst_year: 1\nlanguges: y\n")
    assert len(said) == 3


def test_a_wrong_optional_value_leaves_the_rest_usable():
    record, _ = settings("edition: x\n")
    assert record is not None and record.edition == "final"


def test_a_wrong_disclosure_is_never_replaced_by_a_default():
    record, [said] = settings("disclosure: intern\n")
    assert record is None
    assert said.startswith(
        "report.yaml:5:13: error [STR027 disclosure-format] “intern” does not say who may see this. "
        "Is “internal” meant?"
    )
    data, _ = read_yaml("partners:\n  - {id: a, name: A, disclosure: x}\n  - {id: b, name: B}\n", "partners.yaml")
    partners, [finding] = read_record(Partners, data)
    assert partners is not None and [p.id for p in partners.partners] == ["b"]
    assert str(finding.place) == "partners.yaml:2:34"


def test_a_slip_in_an_indicator_costs_neither_its_outcome_nor_its_code():
    data, _ = read_yaml(OUTCOME + "        direction: up\n      - {code: D_1.B}\n", "outcomes.yaml")
    record, findings = read_record(Outcomes, data)
    assert record is not None
    [outcome] = record.outcomes
    assert [indicator.code for indicator in outcome.indicators] == ["D_1.A"]
    assert [str(finding).partition(". ")[0] for finding in findings] == [
        "outcomes.yaml:7:20: error [STR023 value-not-allowed] “up” is not allowed for “direction”",
        "outcomes.yaml:8:9: error [STR021 missing-value] “statement” of D_1.B is missing",
    ]


def test_decimals_are_a_small_whole_number():
    data, _ = read_yaml(OUTCOME + "        decimals: 999999999\n", "outcomes.yaml")
    _, [finding] = read_record(Outcomes, data)
    assert "out of range; at most 12 is expected" in finding.message


def test_what_only_loaders_set_is_an_unknown_key_for_users():
    text = "kind: story\ntitle: x\nsource: y\nblocks: []\nlanguage: en\nfile: z\ndirectives: []\n"
    data, _ = read_yaml(text, "n.md", first_line=2)
    record, findings = read_record(Narrative, data)
    assert record is not None
    assert sorted(str(f.place) for f in findings) == [
        "n.md:4:1",
        "n.md:5:1",
        "n.md:6:1",
        "n.md:7:1",
        "n.md:8:1",
    ]
    assert {f.rule for f in findings} == {"STR020"}
    data, _ = read_yaml("images:\n  - {id: a, file: a.jpg, data: x, size: [1, 2]}\n", "images/images.yaml")
    record, findings = read_record(Images, data)
    assert record is not None and record.images[0].data == b""
    assert sorted(str(f.place) for f in findings) == ["images/images.yaml:2:26", "images/images.yaml:2:35"]


def test_keys_are_accepted_as_documented_only():
    data, _ = read_yaml("images:\n  - {id: a, file: a.jpg, place_shown: x}\n", "images/images.yaml")
    _, [finding] = read_record(Images, data)
    assert (
        finding.message.startswith("There is no key “place_shown” here. Is “place” meant?")
        or "place" in finding.message
    )


# Rows


@pytest.mark.parametrize(
    ("cells", "start"),
    [
        ('D_1,2024,other,received,"1,950,000",USD', "finance.csv:2:amount: error [STR024 number-format] "
                                                    "“1,950,000” "
         "in “amount” has separators between thousands. Write 1950000."),
        ('D_1,2024,other,received,"58,3",USD', "finance.csv:2:amount: error [STR024 number-format] “58,3” in "
         "“amount” has a comma where a decimal point is expected. Write 58.3."),
        ("D_1,2024,other,received,US$ 1950000,USD", "finance.csv:2:amount: error [STR024 number-format] "
                                                    "“US$ 1950000” "
         "in “amount” is not a plain number. Write 1950000."),
        ("D_1,2024,other,received,n/a,USD", "finance.csv:2:amount: error [STR024 number-format] “n/a” "
                                            "in “amount” is "
         "not a plain number."),
        ("D_1,2024,other,received,1e999999999,USD", "finance.csv:2:amount: error [STR024 number-format]"),
        ("D_1,2024,other,recieved,1,USD", "finance.csv:2:stage: error [STR023 value-not-allowed] "
                                          "“recieved” is not "
         "allowed for “stage”. Is “received” meant? Allowed: planned, revised,"),
        ("D_1,24,other,received,1,USD", "finance.csv:2:year: error [STR026 impossible-year] “24” in “year”"),
        ("D_1,,other,received,1,USD", "finance.csv:2:year: error [STR021 missing-value] The cell “year” "
                                      "of D_1 is empty"),
        ("D_1,2024,other,received,1,USD,2024-13-01", "finance.csv:2:as_of: error [STR025 date-format]"),
        ("D_1,2024,other,received,1,USD,,,secret", "finance.csv:2:disclosure: error [STR027 "
                                                   "disclosure-format]"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_said_plainly_at_its_column(cells: str, start: str):
    cells += "," * (8 - cells.replace('"1,950,000"', "x").replace('"58,3"', "x").count(","))
    [said] = row(FINANCE + cells + "\n")
    assert said.startswith(start), said


def test_a_wrong_row_leaves_the_others():
    text = FINANCE + "D_1,2024,other,received,x,USD,,,\nD_1,2024,other,received,1,USD,,,\n"
    rows, _ = read_table(text, "finance.csv", columns_of(FinanceLine))
    records, findings = read_rows(FinanceLine, rows)
    assert (len(records), len(findings)) == (1, 1)
    assert str(records[0].place("amount")) == "finance.csv:3:amount"


def test_contradictions_are_found_at_the_row():
    head = "indicator,period_start,period_end,value,absence,verified\n"
    said = row(
        head
        + "A,2024-01-01,2024-12-31,1,not-due,\nA,2024-12-31,2024-01-01,1,,\n"
        + "A,2024-01-01,2024-12-31,1,,maybe\n",
        Result,
        "results.csv",
    )
    assert said[0].startswith("results.csv:2: error [STR028 contradiction] Either a value or an absence is expected")
    assert said[1].startswith("results.csv:3: error [STR028 contradiction] The period ends before it starts")
    assert said[2].startswith("results.csv:4:verified: error [STR023 value-not-allowed] “maybe” in “verified”")


def test_lists_in_cells_are_split_and_their_slips_found_at_the_column():
    head = "id,partner,outcomes,start,end,currency,amount,reports_due\n"
    said = row(head + "A,p,D_1; D_2,2024-01-01,2024-12-31,USD,1,2024-03-31;soon\n", Agreement, "agreements.csv")
    assert len(said) == 1
    assert said[0].startswith("agreements.csv:2:reports_due: error [STR025 date-format] “soon” in “reports_due”")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1,950,000", ("1950000",)),
        ("1 950 000", ("1950000",)),
        ("1.950.000,50", ("1950000.50",)),
        ("1,950,000.50", ("1950000.50",)),
        ("1'950", ("1950",)),
        ("58,3", ("58.3",)),
        ("-58,3", ("-58.3",)),
        ("1,950", ("1950", "1.950")),
        ("58 %", ("58",)),
        ("€ 1 950", ("1950",)),
        ("about ten", ()),
    ],
)
def test_the_plain_spelling_of_a_number_is_offered(text: str, right: tuple[str, ...]):
    assert plain_number(text) == right


def test_the_plain_spelling_of_a_day_is_offered():
    assert plain_days("2024/3/4") == ("2024-03-04",)
    assert plain_days("31.12.2024") == ("2024-12-31",)
    assert plain_days("4 May 2024") == ()


def test_every_rule_has_a_card_of_its_own():
    codes = [card.code for card in rules.CARDS]
    assert len(set(codes)) == len(codes) == len({card.slug for card in rules.CARDS})
    for card in rules.CARDS:
        assert card.why.endswith(".") and card.mend.endswith(".") and card.example
