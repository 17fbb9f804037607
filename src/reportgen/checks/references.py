"""Codes that records refer to each other by become findings where nothing stands behind them."""

from __future__ import annotations

from collections.abc import Iterator

from babel.numbers import is_currency

from reportgen.checks.check import RESULT_KINDS, Check, Names, unknown
from reportgen.checks.index import Index
from reportgen.findings import Card, Finding, Place
from reportgen.model import Report

UNKNOWN_PLAN = Card(
    "STR100",
    "unknown-plan",
    "error",
    why="Impact areas and statements belong to a plan; without it nobody can say what a code means.",
    example="plan: SP-2022-25, where plan.yaml has SP-2022-2025",
    mend="Use a key of plan.yaml, or add the plan there.",
)
UNKNOWN_OUTCOME = Card(
    "STR101",
    "unknown-outcome",
    "error",
    why="A row that belongs to no outcome of the report is printed nowhere, and its figures are missing in totals.",
    example="outcome: D_11, where outcomes.yaml has D_1",
    mend="Use a code of outcomes.yaml, or add the outcome there.",
)
UNKNOWN_CODE = Card(
    "STR102",
    "unknown-finance-code",
    "error",
    why="Money of an unknown outcome or output is missing in every total.",
    example="D_1.9 in finance.csv, where outcome D_1 has outputs D_1.1 to D_1.3",
    mend="Use the code of an outcome or output of outcomes.yaml.",
)
UNKNOWN_INDICATOR = Card(
    "STR103",
    "unknown-indicator",
    "error",
    why="A target or result of an unknown indicator is printed nowhere.",
    example="D_1.1.C in results.csv, where output D_1.1 has indicators D_1.1.A and D_1.1.B",
    mend="Use the code of an indicator of outcomes.yaml, or add the indicator there.",
)
UNKNOWN_PARTNER = Card(
    "STR104",
    "unknown-partner",
    "error",
    why="Without its entry a partner has no name that could be printed, nor a role.",
    example="norland in contributions.csv, where partners.yaml has norlund",
    mend="Use an id of partners.yaml, or add the partner there.",
)
UNKNOWN_AGREEMENT = Card(
    "STR105",
    "unknown-agreement",
    "error",
    why="Money that came under an unknown agreement cannot be accounted for to the partner who signed it.",
    example="A-1 in contributions.csv, where agreements.csv has A-01",
    mend="Use an id of agreements.csv, or add the agreement there.",
)
UNKNOWN_IMAGE = Card(
    "STR106",
    "unknown-image",
    "error",
    why="A narrative that asks for a picture without an entry would be printed without it.",
    example="image: shelter-openning",
    mend="Use an id of images/images.yaml, or describe the picture there.",
)
NOT_IN_PLAN = Card(
    "STR107",
    "not-in-plan",
    "error",
    why="Codes shift between plans; one that the plan in force lacks may be left over from the plan before.",
    example="impact_areas: [IA_9], where the report's plan ends with IA_4",
    mend="Use a code of the report's plan in plan.yaml.",
)
UNKNOWN_CURRENCY = Card(
    "STR108",
    "unknown-currency",
    "error",
    why="An amount in a currency that does not exist cannot be read, let alone be added to others.",
    example="currency: US$ instead of USD",
    mend="Write the three capital letters of the currency, such as USD, EUR or CNY.",
    source="ISO 4217",
)

Used = Iterator[tuple[str, Place]]


def unknown_plan(report: Report) -> Iterator[Finding]:
    """The report's plan, and the plan of every statement, stand in plan.yaml."""
    names = Names.of(report.plans)
    used = [(report.settings.plan, report.settings.place("plan"))]
    for record in (*report.outcomes, *report.outputs):
        used += [(statement.plan, statement.place("plan")) for statement in record.statements]
    for code, place in used:
        if code not in report.plans:
            message, details = unknown("plan", code, names)
            yield UNKNOWN_PLAN.at(place, message, **details)


def _outcomes(report: Report) -> Used:
    for share in report.sdg:
        yield share.outcome, share.place("outcome")
    for agreement in report.agreements:
        for code in agreement.outcomes:
            yield code, agreement.place("outcomes")
    for record in (*report.contributions, *report.narratives):
        if record.outcome is not None:
            yield record.outcome, record.place("outcome")


def unknown_outcome(report: Report) -> Iterator[Finding]:
    """SDG shares, agreements, contributions and narratives are about outcomes of the report."""
    index = Index.of(report)
    for code, place in _outcomes(report):
        if code in index.outcomes or not index.outcomes:  # of no outcomes at all STR126 speaks once
            continue
        owner = index.home.get(code)
        kind = RESULT_KINDS[index.outputs[code].type] if owner else ""
        article = "a" if kind == "result" else "an"
        note = f"It is {article} {kind} of “{owner.code}”; an outcome is expected here." if owner else ""
        message, details = unknown("outcome", code, index.names("outcomes"), note=note)
        if owner:
            details["expected"] = owner.code
        yield UNKNOWN_OUTCOME.at(place, message, **details)


def unknown_finance_code(report: Report) -> Iterator[Finding]:
    """Every line of finance.csv belongs to an outcome or output."""
    index = Index.of(report)
    names = Names.of((*index.outcomes, *index.outputs))
    for line in report.finance if index.outcomes else ():
        if line.code not in index.outcomes and line.code not in index.outputs:
            message, details = unknown("outcome or output", line.code, names)
            yield UNKNOWN_CODE.at(line.place("code"), message, **details)


def unknown_indicator(report: Report) -> Iterator[Finding]:
    """Targets and results belong to indicators of the report."""
    index = Index.of(report)
    for row in (*report.targets, *report.results) if index.outcomes else ():
        if row.indicator not in index.indicators:
            message, details = unknown("indicator", row.indicator, index.names("indicators"))
            yield UNKNOWN_INDICATOR.at(row.place("indicator"), message, **details)


def _partners(report: Report) -> Used:
    for row in (*report.agreements, *report.contributions):
        yield row.partner, row.place("partner")
    for outcome in report.outcomes:
        if outcome.joint:
            for number, code in enumerate(outcome.joint.partners):
                yield code, outcome.joint.place(f"partners[{number}]")


def unknown_partner(report: Report) -> Iterator[Finding]:
    """Agreements, contributions and joint programmes name partners of partners.yaml."""
    index = Index.of(report)
    for code, place in _partners(report):
        if code not in index.partners:
            message, details = unknown("partner", code, index.names("partners"))
            yield UNKNOWN_PARTNER.at(place, message, **details)


def unknown_agreement(report: Report) -> Iterator[Finding]:
    """Contributions came under agreements of agreements.csv, or under none."""
    index = Index.of(report)
    for row in report.contributions:
        if row.agreement is not None and row.agreement not in index.agreements:
            message, details = unknown("agreement", row.agreement, index.names("agreements"))
            yield UNKNOWN_AGREEMENT.at(row.place("agreement"), message, **details)


def unknown_image(report: Report) -> Iterator[Finding]:
    """Narratives show pictures that images.yaml describes."""
    index = Index.of(report)
    for narrative in report.narratives:
        if narrative.image is not None and narrative.image not in index.images:
            message, details = unknown("image", narrative.image, index.names("images"))
            yield UNKNOWN_IMAGE.at(narrative.place("image"), message, **details)


def not_in_plan(report: Report) -> Iterator[Finding]:
    """Outcomes contribute to codes of the plan in force."""
    plan = report.plan
    if plan is None:
        return
    kinds = {
        "impact_areas": ("impact area", Names.of(plan.impact_areas)),
        "systemic_outcomes": ("systemic outcome", Names.of(plan.systemic_outcomes)),
        "organizational_outputs": ("organizational output", Names.of(plan.organizational_outputs)),
    }
    for outcome in report.outcomes:
        for key, (what, names) in kinds.items():
            codes: tuple[str, ...] = getattr(outcome.contributes, key)
            for number, code in enumerate(codes):
                if code not in names.known:
                    message, details = unknown(f"{what} of plan “{report.settings.plan}” called", code, names)
                    yield NOT_IN_PLAN.at(outcome.contributes.place(f"{key}[{number}]"), message, **details)


def unknown_currency(report: Report) -> Iterator[Finding]:
    """Every currency is one of ISO 4217."""
    known: dict[str, bool] = {}
    for record in (report.settings, *report.finance, *report.agreements, *report.contributions):
        code = record.currency
        if code not in known:
            known[code] = is_currency(code)
        if not known[code]:
            capitals = code.strip().upper()
            near = capitals if is_currency(capitals) else ""
            message = f"There is no currency “{code}”." + (f" Is “{near}” meant?" if near else "")
            expected = near or "three capital letters of ISO 4217, such as USD"
            yield UNKNOWN_CURRENCY.at(record.place("currency"), message, found=code, expected=expected)


CHECKS: tuple[Check, ...] = (
    Check(UNKNOWN_PLAN, unknown_plan),
    Check(UNKNOWN_OUTCOME, unknown_outcome),
    Check(UNKNOWN_CODE, unknown_finance_code),
    Check(UNKNOWN_INDICATOR, unknown_indicator),
    Check(UNKNOWN_PARTNER, unknown_partner),
    Check(UNKNOWN_AGREEMENT, unknown_agreement),
    Check(UNKNOWN_IMAGE, unknown_image),
    Check(NOT_IN_PLAN, not_in_plan),
    Check(UNKNOWN_CURRENCY, unknown_currency),
)
