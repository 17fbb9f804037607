"""What a pack can find wrong with itself: rules about donors, their agreements and their limits."""

from __future__ import annotations

from reportgen.findings import Card

EXPOSED = Card(
    "DIS007",
    "secret-can-be-computed",
    "error",
    why="A reader with a pocket calculator gets a withheld amount from figures that the donor already has: the public edition, "
    "its own payments, or an earlier pack. No pack is written.",
    example="Two partners of D_4 are internal; one of them takes its own payment off what D_4 received, and has the other's",
    mend="Withhold one of the figures named here from the public edition too (disclosure: internal in its row), or clear the "
    "amount for release. What an earlier pack told cannot be taken back: then only clearing, or no pack, is left.",
)
SMALL_GROUP = Card(
    "DIS010",
    "group-too-small",
    "info",
    why="A sum of few partners gives their amounts away, so it is not printed, and tables of partners do not add up to what was "
    "received.",
    example="Two partners of D_4 in 2023 are internal; three are needed",
    mend="Nothing has to be done. To print the sum, ask one partner for release, or withhold another one's payment.",
)
NO_CONTRIBUTION = Card(
    "FIN030",
    "donor-without-contribution",
    "error",
    why="A pack without a payment or an agreement in the year would say nothing of the donor.",
    example="reportgen pack --donor ilex for 2026, whose agreement ended in 2024",
    mend="Enter the payment in contributions.csv, or the amendment in agreements.csv, or leave the donor out.",
)
NO_RATE = Card(
    "FIN031",
    "agreement-without-rate",
    "error",
    why="Without any payment there is no rate, and the agreement's amount cannot be given in the other currency.",
    example="An agreement in EUR of which nothing has been received, in a report kept in USD",
    mend="Enter the first payment with its rate, or let the donor's profile print the currency of the agreement.",
)
NOT_CERTIFIED = Card(
    "FIN032",
    "accounts-not-certified",
    "error",
    why="The donor takes certified accounts only; provisional ones would be sent back.",
    example="certified: true in donors.yaml, and a provisional line of the agreement in spending.csv",
    mend="Wait for the certified accounts and enter them in spending.csv, or agree with the donor on provisional ones.",
)
NO_ACCOUNTS = Card(
    "FIN033",
    "agreement-without-accounts",
    "warning",
    why="What was spent of the donor's money is the first thing that it looks for.",
    example="An agreement in force that spending.csv does not mention",
    mend="Enter its planned and expended amounts for the reporting period in spending.csv.",
)
NO_TEXT = Card(
    "STR140",
    "pack-language-without-texts",
    "error",
    why="A pack in a language without narratives would be a form with empty boxes.",
    example="languages: [fr] in donors.yaml, and no brief-*.md in narratives/fr/",
    mend="Write the narratives of kind brief in that language, or choose another.",
)
NO_FORM = Card(
    "STR144",
    "form-missing",
    "error",
    why="The donor takes its own form only.",
    example="form: {file: report-form.docx}, and no such file in the workspace",
    mend="Put the donor's .docx file into the workspace, under the name that donors.yaml gives.",
)
FORM_REFUSED = Card(
    "STR145",
    "form-refused",
    "error",
    why="A form that comes by e-mail may hold macros or lead elsewhere; one that is broken cannot be filled.",
    example="report-form.docx is a renamed PDF, or has a macro",
    mend="Open the form in Word, save it anew as an ordinary .docx document, and put that into the workspace.",
)
OVER_LIMIT = Card(
    "NAR920",
    "section-over-limit",
    "warning",
    why="The donor sets how long a section may be; what is over is cut or sent back.",
    example="limits: {donor-change: 110} and a brief of 140 words",
    mend="Shorten the text by as many words as the message says, or raise the limit in donors.yaml.",
)
TOO_LONG = Card(
    "LAY107",
    "brief-too-long",
    "warning",
    why="A brief is read because it is brief.",
    example="A brief of three pages where the profile says two",
    mend="Shorten texts, leave out a section of the brief in donors.yaml, or raise `pages` (four at most).",
)
CARDS = (
    EXPOSED, SMALL_GROUP, NO_CONTRIBUTION, NO_RATE, NOT_CERTIFIED, NO_ACCOUNTS, NO_TEXT, NO_FORM, FORM_REFUSED,
    OVER_LIMIT, TOO_LONG,
)  # fmt: skip
MOST_PAGES = 4
"""A brief of more pages is not built."""
