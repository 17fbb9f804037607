"""A report becomes an IATI file: what stands where, in which language, and what is left out by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from reportgen.iati.elements import Tongues, clean
from reportgen.iati.unsaid import KINDS, unsaid
from reportgen.iati.write import write
from reportgen.model import LocalText, Report
from reportgen.project import project
from tests.helpers import MINIMAL
from tests.iati.ruleset import SCHEMA, schema_errors
from tests.reports import AGREEMENTS, CONTRIBUTIONS, FINANCE, GOALS, RESULTS, TARGETS, goal, outcomes, report, result

OFFICE = MINIMAL["office.yaml"].replace("country: {en: Norlund}", "country: {en: Norway}")


def tree(**files: str) -> Any:
    """Return the first activity of the minimal report's file, which must be valid."""
    written = write(project(a_report(**files), "public"))
    assert written.data is not None, written.findings
    if SCHEMA.is_file():
        assert schema_errors(written.data) == []
    return etree.fromstring(written.data)[0]


def a_report(**files: str) -> Report:
    return report(**({"office": OFFICE} | files))


def texts(node: Any, path: str) -> dict[str, str]:
    held = node.find(path)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    return {each.get(lang): each.text for each in held.iterfind("narrative")} if held is not None else {}


def values(node: Any, path: str) -> list[str]:
    return [str(each) for each in node.xpath(path)]


def unsaid_of(report: Report) -> dict[str, tuple[str, ...]]:
    return {each.what: each.names for each in unsaid(project(report, "public"))}


# Outcome -----------------------------------------------------------------------------------------------------------


def test_an_outcome_is_an_activity_with_its_own_identifier_and_code() -> None:
    activity = tree()
    assert activity.findtext("iati-identifier") == "XM-DAC-41146-NLD-D_1"
    assert values(activity, "other-identifier[@type='A1']/@ref") == ["D_1"]
    assert values(activity, "reporting-org/@ref | reporting-org/@type") == ["XM-DAC-41146-NLD", "40"]
    named = tree(
        outcomes=MINIMAL["outcomes.yaml"].replace("- code: D_1\n", "- code: D_1\n    id: XM-DAC-41146-NLD-7\n")
    )
    assert named.findtext("iati-identifier") == "XM-DAC-41146-NLD-7"


def test_texts_stand_in_every_language_of_the_report_and_in_no_other() -> None:
    settings = MINIMAL["report.yaml"].replace("languages: [en]", "languages: [en, fr]")
    plan = MINIMAL["outcomes.yaml"].replace(
        "{en: Women lead in public life}", "{en: Women lead, fr: Elles mènent, de: Frauen}"
    )
    activity = tree(report=settings, outcomes=plan)
    assert texts(activity, "title") == {"en": "Women lead", "fr": "Elles mènent"}
    only = Tongues(("ar",)).texts(LocalText({"en": "Women", "fr": ""}))
    assert only == {"en": "Women"}, "a text in none of the languages stands as it is, with its own language"


def test_dates_and_status_come_from_the_plan_in_force() -> None:
    def of(day: str) -> tuple[list[str], list[str]]:
        activity = tree(report=MINIMAL["report.yaml"].replace("date: 2025-03-31", f"date: {day}"))
        return values(activity, "activity-status/@code"), values(activity, "activity-date/@type")

    assert of("2025-03-31") == (["2"], ["1", "2", "3"])
    assert of("2026-01-01") == (["4"], ["1", "2", "3", "4"])
    assert of("2021-06-30") == (["1"], ["1", "3"])


def test_the_code_of_a_country_is_known_by_its_name_in_any_language_or_said() -> None:
    assert values(tree(), "recipient-country/@code") == ["NO"]
    french = OFFICE.replace("{en: Norway}", "{fr: Côte d’Ivoire}")
    assert values(tree(office=french), "recipient-country/@code") == ["CI"]
    said = OFFICE + "iati: {country: CN, sector: 15170, aid_type: C01, parent: XM-DAC-41146-P}\n"
    activity = tree(office=said)
    assert values(activity, "recipient-country/@code | sector/@code | default-aid-type/@code") == ["CN", "15170", "C01"]
    assert values(activity, "related-activity/@ref | related-activity/@type") == ["XM-DAC-41146-P", "1"]
    assert values(tree(office=OFFICE + "iati: {region: 998}\n"), "recipient-region/@code") == ["998"]


def test_goals_markers_functions_and_documents_have_their_vocabularies() -> None:
    more = (
        "    sdgs: ['5', '5.5']\n    markers: [{name: {en: Gender equality}, level: principal}, {name: {en: Peace}, level: significant}]\n"
        "    humanitarian: true\n    functions: [{en: Normative support}]\n"
        "    documents: [{title: {en: Review}, url: 'https://example.org/a.pdf'}]\n    contributes: {impact_areas: [IA_1]}\n"
    )
    activity = tree(outcomes=MINIMAL["outcomes.yaml"].replace("    outputs:\n", more + "    outputs:\n"))
    assert [(e.get("vocabulary"), e.get("code")) for e in activity.iterfind("tag")] == [
        ("2", "5"), ("3", "5.5"), ("99", "IA_1"), ("99", "normative-support")]  # fmt: skip
    assert [tuple(e.attrib.values()) for e in activity.iterfind("policy-marker")] == [
        ("1", "1", "2"),
        ("99", "peace", "1"),
    ]
    assert activity.get("humanitarian") == "true"
    assert values(activity, "document-link/@format | document-link/category/@code") == ["application/pdf", "A08"]


# Results -----------------------------------------------------------------------------------------------------------


def test_outputs_are_results_of_type_1_and_the_outcomes_own_indicators_one_of_type_2() -> None:
    own = (
        "    indicators:\n      - code: D_1.A\n        statement: {en: Seats held by women}\n        measure: percent\n"
        "        direction: decrease\n        accumulation: latest\n        sdg_indicator: 5.5.1\n"
    )
    activity = tree(outcomes=MINIMAL["outcomes.yaml"].replace("    outputs:\n", own + "    outputs:\n"))
    assert values(activity, "result/@type") == ["2", "1"]
    [seats, laws] = activity.iterfind("result/indicator")
    assert dict(seats.attrib) == {"measure": "2", "ascending": "false", "aggregation-status": "false"}
    assert dict(laws.attrib) == {"measure": "1", "ascending": "true", "aggregation-status": "true"}
    assert [(e.get("vocabulary"), e.get("code")) for e in seats.iterfind("reference")] == [
        ("99", "D_1.A"),
        ("9", "5.5.1"),
    ]
    assert texts(laws, "description") == {"en": "Unit: laws"}


def test_a_milestone_has_its_year_and_a_target_the_whole_plan() -> None:
    indicator = tree().find("result/indicator")
    periods = {
        (p.find("period-start").get("iso-date"), p.find("period-end").get("iso-date")): (
            values(p, "target/@value"), values(p, "actual/@value"))
        for p in indicator.iterfind("period")
    }  # fmt: skip
    assert periods == {("2024-01-01", "2024-12-31"): (["3"], ["4"]), ("2022-01-01", "2025-12-31"): (["12"], [])}
    assert [dict(e.attrib) for e in indicator.iterfind("baseline")] == [{"year": "2021", "value": "0"}]


def test_the_current_version_of_a_target_stands_and_the_earlier_is_named() -> None:
    rows = TARGETS + "D_1.1.A,2022-01-15,milestone,2024,3,,\nD_1.1.A,2023-06-01,milestone,2024,5,Director,Review\n"
    assert values(tree(targets=rows), "//target/@value") == ["5"]
    assert unsaid_of(a_report(targets=rows))["Earlier versions of targets"] == ("D_1.1.A milestone 2024 of 2022-01-15",)


def test_dimensions_caveat_and_comment_travel_with_an_actual_value() -> None:
    head = "indicator,period_start,period_end,dimensions,value,caveat,comment\n"
    days = "D_1.1.A,2024-01-01,2024-12-31"
    activity = tree(results=f"{head}{days},,4.50,Counted twice,One is late.\n{days},sex=female;age=15-24,3,,\n")
    [whole, part] = activity.iterfind("result/indicator/period/actual")
    assert whole.get("value") == "4.50" and texts(whole, "comment") == {"en": "Counted twice\nOne is late."}
    assert [tuple(e.attrib.values()) for e in part.iterfind("dimension")] == [("sex", "female"), ("age", "15-24")]


def test_goals_of_parts_stand_beside_the_whole_s_with_their_dimensions() -> None:
    rows = GOALS + goal("3") + goal("2", part="sex=female;age=15-24") + goal("12", "target", 2025)
    rows += goal("9", "target", 2025, "sex=female") + goal("0", "baseline", 2021)
    rows += goal("1", "baseline", 2021, "sex=male")
    indicator = tree(targets=rows).find("result/indicator")
    assert [(e.get("value"), values(e, "dimension/@name")) for e in indicator.iterfind("baseline")] == [
        ("0", []),
        ("1", ["sex"]),
    ]
    held = {
        p.find("period-end").get("iso-date"): [
            (e.get("value"), [(d.get("name"), d.get("value")) for d in e.iterfind("dimension")])
            for e in p.iterfind("target")
        ]
        for p in indicator.iterfind("period")
    }
    assert held == {
        "2024-12-31": [("3", []), ("2", [("sex", "female"), ("age", "15-24")])],
        "2025-12-31": [("12", []), ("9", [("sex", "female")])],
    }


def test_of_each_part_the_current_version_stands_and_the_earlier_is_named() -> None:
    rows = GOALS + goal("3") + goal("2", part="sex=female") + goal("1", part="sex=female", version="2023-06-01")
    rows += goal("many", part="sex=male")
    assert values(tree(targets=rows), "//target/@value") == ["3", "1"]
    unsaid_ = unsaid_of(a_report(targets=rows))
    assert unsaid_["Earlier versions of targets"] == ("D_1.1.A milestone 2024 sex=female of 2022-01-15",)
    assert any("D_1.1.A milestone 2024 sex=male: many" in names for names in unsaid_.values())


def test_a_location_is_an_element_of_its_own_and_is_defined_once() -> None:
    rows = (
        GOALS + goal("3") + goal("2", part="sex=female;location=Velda") + goal("1", "baseline", 2021, "location=Velda")
    )
    results = RESULTS + result("4") + result("2", dimensions="location=Tarrow;sex=male")
    activity = tree(targets=rows, results=results)
    assert [(e.get("ref"), texts(e, "name")) for e in activity.iterfind("location")] == [
        ("Velda", {"en": "Velda"}),
        ("Tarrow", {"en": "Tarrow"}),
    ]
    [part] = activity.xpath("result/indicator/period/target[location]")
    assert [each.tag for each in part] == ["location", "dimension"] and part[0].get("ref") == "Velda"
    assert values(activity, "//baseline/location/@ref | //actual/location/@ref") == ["Velda", "Tarrow"]
    assert values(activity, "//dimension/@name") == ["sex", "sex"]


@pytest.mark.parametrize(("kind", "code"), [("output", "1"), ("outcome", "2"), ("impact", "3"), ("other", "9")])
def test_what_stands_under_an_outcome_keeps_its_type(kind: str, code: str) -> None:
    own = "    indicators:\n      - {code: D_1.A, statement: {en: Seats}, accumulation: latest}\n"
    text = MINIMAL["outcomes.yaml"].replace("- code: D_1.1\n", f"- code: D_1.1\n        type: {kind}\n")
    activity = tree(outcomes=text.replace("    outputs:\n", own + "    outputs:\n"))
    assert values(activity, "result/@type") == ["2", code]
    assert [texts(each, "title")["en"] for each in activity.iterfind("result")] == [
        "Women lead in public life",
        "Laws are reviewed",
    ]


def test_of_two_recordings_the_last_stands() -> None:
    rows = RESULTS + result("4", recorded="2025-01-10") + result("6", recorded="2025-02-10")
    assert values(tree(results=rows), "//actual/@value") == ["6"]
    assert unsaid_of(a_report(results=rows))["Earlier recordings of results"] == ("D_1.1.A 2024 of 2025-01-10",)


@pytest.mark.parametrize(
    ("measure", "typed", "words"), [("yes-no", "yes", "yes"), ("yes-no", "No", "no"), ("text", "Level 3", "Level 3")]
)
def test_answers_and_words_are_qualitative_with_no_value_but_a_comment(measure: str, typed: str, words: str) -> None:
    head = "indicator,period_start,period_end,value,comment\n"
    rows = f"{head}D_1.1.A,2024-01-01,2024-12-31,{typed},Since May.\n"
    activity = tree(outcomes=outcomes(measure=measure, accumulation="latest"), targets=TARGETS, results=rows)
    [actual] = activity.iterfind("result/indicator/period/actual")
    assert activity.find("result/indicator").get("measure") == "5" and actual.get("value") is None
    assert texts(actual, "comment") == {"en": f"{words}\nSince May."}


def test_where_a_number_is_measured_words_and_absences_are_named_and_not_written() -> None:
    rows = RESULTS + result("TBD") + result("", 2023, absence="not-collected")
    activity = tree(results=rows, targets=TARGETS + "D_1.1.A,2022-01-15,baseline,2021,TBD,,\n")
    assert values(activity, "//actual | //baseline | //period") == []
    named = unsaid_of(a_report(results=rows, targets=TARGETS + "D_1.1.A,2022-01-15,baseline,2021,TBD,,\n"))
    assert named["Results in words where a number is measured"] == ("D_1.1.A 2024: TBD",)
    assert named["Results without a value"] == ("D_1.1.A 2023: not-collected",)
    assert named["Targets in words where a number is measured"] == ("D_1.1.A baseline 2021: TBD",)


# Money -------------------------------------------------------------------------------------------------------------


def money(node: Any) -> list[tuple[str, str, str, str]]:
    """Return (type, day, amount, as of) of each transaction."""
    return [
        (e.find("transaction-type").get("code"), e.find("transaction-date").get("iso-date"), e.findtext("value"),
         e.find("value").get("value-date"))
        for e in node.iterfind("transaction")
    ]  # fmt: skip


def test_budgets_are_by_year_original_and_revised_apart_both_sources_together() -> None:
    rows = (
        FINANCE + "D_1,2024,regular,planned,100,USD,2024-02-01,,\nD_1,2024,other,planned,900.50,USD,2024-02-01,,\n"
        "D_1,2024,other,revised,1200,USD,2024-09-30,,\n"
    )
    activity = tree(finance=rows)
    assert [(e.get("type"), e.findtext("value"), e.find("value").get("value-date")) for e in activity.iterfind("budget")] == [
        ("1", "1000.50", "2024-02-01"), ("2", "1300", "2024-09-30")]  # fmt: skip
    assert values(activity, "budget/period-start/@iso-date | budget/period-end/@iso-date")[:2] == [
        "2024-01-01",
        "2024-12-31",
    ]
    named = unsaid_of(a_report(finance=rows))
    assert named["Budgets by source of funds"] == ("D_1 2024 planned", "D_1 2024 revised")


def test_stages_have_their_types_and_the_day_lies_in_their_year() -> None:
    rows = FINANCE + "".join(
        f"D_1,2024,other,{stage},{amount},USD,2025-02-28,provisional,\n"
        for stage, amount in (("received", 950), ("committed", 80), ("expended", 700), ("available", 999))
    )
    activity = tree(finance=rows)
    assert money(activity) == [
        ("1", "2024-12-31", "950", "2025-02-28"),
        ("2", "2024-12-31", "80", "2025-02-28"),
        ("4", "2024-12-31", "700", "2025-02-28"),
    ]
    assert texts(activity, "transaction/description") == {
        "en": "Received in 2024, other (non-core) funds, as of 28 February 2025, provisional"
    }
    assert unsaid_of(a_report(finance=rows))["Available money"] == ("D_1 2024 available, other funds",)


def test_contributions_and_the_rest_are_together_what_was_received() -> None:
    rows = FINANCE + "D_1,2024,other,received,950,USD,,,\nD_1,2024,regular,received,20,USD,,,\n"
    paid = (
        CONTRIBUTIONS
        + "norlund,,D_1,2024,500,EUR,1.10,2024-05-02,,,\nnorlund,,D_1,2024,300,USD,,,,,\nnorlund,,,2024,7,USD,,,,,\n"
    )
    activity = tree(finance=rows, contributions=paid)
    assert [row[:3] for row in money(activity)] == [
        ("1", "2024-05-02", "550.00"),
        ("1", "2024-12-31", "300.00"),
        ("1", "2024-12-31", "20"),
        ("1", "2024-12-31", "100.00"),
    ]
    assert sum(float(row[2]) for row in money(activity)) == 970
    assert texts(activity, "transaction/provider-org") == {"en": "Government of Norlund"}
    assert len(set(values(activity, "transaction/@ref"))) == 4
    assert unsaid_of(a_report(finance=rows, contributions=paid))["Contributions without an outcome"] == (
        "norlund 2024",
    )


def test_an_agreement_on_one_outcome_is_an_incoming_commitment_in_its_currency() -> None:
    rows = AGREEMENTS + "A-1,norlund,D_1,2023-01-01,2025-12-31,EUR,7000,\n"
    activity = tree(agreements=rows, finance=FINANCE)
    assert money(activity) == [("11", "2023-01-01", "7000", "2023-01-01")]
    assert values(activity, "transaction/value/@currency") == ["EUR"]
    several = rows.replace("D_1,", "D_1;D_2,")
    plan = MINIMAL["outcomes.yaml"]
    plan += plan.replace("outcomes:\n", "").replace("D_1", "D_2")
    assert money(tree(agreements=several, finance=FINANCE, outcomes=plan)) == []
    assert unsaid_of(a_report(agreements=several, outcomes=plan))["Agreements on several outcomes"] == ("A-1",)


def test_partners_take_part_by_their_roles_where_the_workspace_says_on_which_outcome() -> None:
    partners = (
        "partners:\n  - {id: norlund, name: {en: Government of Norlund}, type: government, roles: [funder, implementing-partner]}\n"
        "  - {id: aid, name: {en: Legal Aid}, type: ngo, roles: [implementing-partner]}\n"
        "  - {id: mos, name: {en: Ministry}, type: government, roles: [government]}\n"
    )

    def roles(activity: Any) -> list[tuple[str, str, str]]:
        return [
            (e.get("role"), e.get("type") or "", texts(e, ".")["en"]) for e in activity.iterfind("participating-org")
        ]

    assert roles(tree(partners=partners)) == [
        ("2", "40", "UN Women Norlund"),
        ("1", "10", "Government of Norlund"),
        ("4", "10", "Government of Norlund"),
        ("4", "", "Legal Aid"),
    ]
    assert unsaid_of(a_report(partners=partners))["Roles of partners"] == ("mos: government",)
    plan = MINIMAL["outcomes.yaml"]
    plan += plan.replace("outcomes:\n", "").replace("D_1", "D_2")
    assert len(roles(tree(partners=partners, outcomes=plan))) == 1
    assert unsaid_of(a_report(partners=partners, outcomes=plan))["Partners of no outcome"] == ("norlund", "aid", "mos")


# Bytes -------------------------------------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes() -> None:
    public = project(a_report(), "public")
    assert write(public) == write(project(a_report(), "public"))


def test_what_xml_cannot_hold_is_left_out_and_what_it_must_escape_is_escaped() -> None:
    assert clean(" a\x00b\x0b\ud800c\ufffe\n") == "abc"
    activity = tree(outcomes=MINIMAL["outcomes.yaml"].replace("{en: Laws are reviewed}", '{en: "A < B & ]]> {{7*7}}"}'))
    assert texts(activity, "result/title") == {"en": "A < B & ]]> {{7*7}}"}


def test_every_kind_of_what_is_unsaid_has_its_reason() -> None:
    assert len({what for what, _, _ in KINDS}) == len(KINDS)
    assert all(why.endswith(".") and what and not what.endswith(".") for what, why, _ in KINDS)


def test_withheld_amounts_texts_and_names_are_not_in_the_file() -> None:
    partners = (
        MINIMAL["partners.yaml"] + "  - {id: hush, name: {en: Hush Fund}, roles: [funder], disclosure: internal}\n"
    )
    paid = CONTRIBUTIONS + "hush,,D_1,2024,271828.18,USD,,,,,internal\nnorlund,,D_1,2024,300,USD,,,,,\n"
    rows = FINANCE + "D_1,2024,other,received,272128.18,USD,,,\nD_1,2024,other,expended,314159.26,USD,,,internal\n"
    seen = RESULTS + result("987654", disclosure="internal")
    whole = a_report(partners=partners, contributions=paid, finance=rows, results=seen)
    open_, shut = write(project(whole, "internal")).data or b"", write(project(whole, "public")).data or b""
    secrets = (b"271828.18", b"314159.26", b"987654", b"Hush")
    assert all(secret in open_ for secret in secrets)
    assert not any(secret in shut for secret in secrets)
    assert b"272128.18" not in shut, "less the other payment it would be the secret"


def test_what_is_not_public_does_not_change_a_byte() -> None:
    def of(amount: str) -> bytes | None:
        rows = FINANCE + f"D_1,2024,other,expended,{amount},USD,,,internal\nD_1,2024,other,planned,5,USD,,,\n"
        return write(project(a_report(finance=rows), "public")).data

    assert of("314159.26") == of("271828.18")


def test_a_report_without_results_or_money_is_written_too() -> None:
    empty = replace(write(project(a_report(results=RESULTS, targets=TARGETS, finance=FINANCE), "public")), unsaid=())
    assert empty.data is not None and b"<indicator" in empty.data and b"<period" not in empty.data
