"""What a report can lack for IATI: rules about codes that the standard asks for and a workspace need not have."""

from __future__ import annotations

from reportgen.findings import Card

_STANDARD = "IATI Standard 2.03, activity standard, and its ruleset"

NO_RECIPIENT = Card(
    "IMP060",
    "iati-no-recipient",
    "error",
    why="An activity that names neither country nor region is refused by the IATI ruleset (3.7.1), and no reader finds it.",
    example="country: {en: Solmara} in office.yaml, which is no name of a country with an ISO code",
    mend='Add the code to office.yaml: `iati: {country: CN}`, or `iati: {region: "998"}` for several countries.',
    source=_STANDARD,
)
NO_SECTOR = Card(
    "IMP061",
    "iati-no-sector",
    "warning",
    why="The IATI ruleset asks for a sector (6.2.2). Where none is known the file says 99810, sectors not specified, and "
    "readers who filter by sector do not see the work.",
    example="office.yaml without iati: {sector: ...}",
    mend='Add the DAC purpose code of the work to office.yaml: `iati: {sector: "15170"}`.',
    source=_STANDARD,
)
BAD_IDENTIFIER = Card(
    "IMP062",
    "iati-identifier-signs",
    "error",
    why="Registries and web addresses cut an identifier at such a sign, so that nobody finds the activity by it.",
    example="id: XM-DAC-41146/CHN O_2 in outcomes.yaml",
    mend="Leave /, &, |, ? and spaces out of `id` in outcomes.yaml, of `code` and of `iati` in office.yaml.",
    source=_STANDARD,
)
OTHER_PREFIX = Card(
    "IMP063",
    "iati-identifier-prefix",
    "warning",
    why="An activity belongs to the organization with whose identifier its own begins; otherwise it seems to be another’s.",
    example="id: XM-DAC-41146-CHN_O_2, published by XM-DAC-41146-CHN",
    mend="Say in office.yaml who publishes: `iati: {organization: XM-DAC-41146}`.",
    source=_STANDARD,
)
NOT_PUBLIC = Card(
    "IMP064",
    "iati-not-public",
    "warning",
    why="IATI files are published. One that holds what the public edition withholds must never be.",
    example="reportgen export iati FOLDER FILE --audience internal",
    mend="Leave out --audience for the file that is published.",
)
SAME_IDENTIFIER = Card(
    "IMP065",
    "iati-same-identifier",
    "error",
    why="Of two activities with one identifier readers keep the last, and lose the other with its money.",
    example="two outcomes with id: XM-DAC-41146-CHN_O_2, or an outcome with the identifier of the organization",
    mend="Give each outcome an `id` of its own in outcomes.yaml.",
    source=_STANDARD,
)
UNKNOWN_CODE = Card(
    "IMP066",
    "iati-unknown-code",
    "error",
    why="A code that is in no codelist is refused by validators, or read as something else.",
    example="iati: {country: China, sector: women}",
    mend="Correct the code under `iati` in office.yaml; codelists stand at https://iatistandard.org.",
    source=_STANDARD,
)
NO_OUTCOMES = Card(
    "IMP067",
    "iati-no-outcomes",
    "error",
    why="Each outcome becomes an activity; a file without an activity is no IATI file.",
    example="outcomes: [] in outcomes.yaml",
    mend="Add the outcomes to outcomes.yaml.",
    source=_STANDARD,
)
NO_DATES = Card(
    "IMP068",
    "iati-no-dates",
    "error",
    why="The IATI ruleset asks for the day on which an activity starts (6.11.1). It is the first day of the plan in force.",
    example="plan: CP-2022-2025 in report.yaml, which plan.yaml does not have",
    mend="Add the plan with its first and last day to plan.yaml.",
    source=_STANDARD,
)
OTHER_CURRENCY = Card(
    "IMP069",
    "iati-other-currency",
    "warning",
    why="Budgets and payments of a file are added up by its readers. An amount in another currency than the report’s, without "
    "a rate, would make the sum wrong; it is left out.",
    example="a line of finance.csv in EUR, in a report in USD",
    mend="State the amount in the report’s currency in finance.csv, or its rate in contributions.csv.",
)
CARDS: tuple[Card, ...] = (
    NO_RECIPIENT,
    NO_SECTOR,
    BAD_IDENTIFIER,
    OTHER_PREFIX,
    NOT_PUBLIC,
    SAME_IDENTIFIER,
    UNKNOWN_CODE,
    NO_OUTCOMES,
    NO_DATES,
    OTHER_CURRENCY,
)
"""Every rule of writing IATI, in the order of its code."""
