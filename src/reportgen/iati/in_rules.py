"""What can be wrong with an IATI file that is read, and what it says that a workspace has no place for, becomes cards."""

from __future__ import annotations

from reportgen.findings import Card

_STANDARD = "IATI Standard 2.03, activity standard"

NOT_XML = Card(
    "IMP030",
    "iati-not-readable",
    "error",
    why="Of a file that breaks off or is no XML nobody can say what it lacks, so nothing of it is taken.",
    example="A download that was interrupted, or a web page saved as .xml",
    mend="Fetch the file again, or ask its publisher for a whole one.",
)
ENCODING = Card(
    "IMP031",
    "iati-wrong-encoding",
    "error",
    why="Read under the wrong encoding, every accent of every name would come out as two other letters.",
    example='encoding="ISO-8859-1" in the first line of a file that was saved as UTF-8',
    mend="Correct the encoding in the first line of the file, or save the file in the encoding that it names.",
)
DOCTYPE = Card(
    "IMP032",
    "iati-document-type",
    "error",
    why="A document type can read files of this machine into the data, or blow a few lines up to gigabytes; "
    "no IATI file needs one.",
    example="<!DOCTYPE iati-activities ...> before the first element",
    mend="Remove the document type, and what its entities stand for write out.",
)
NOT_ACTIVITIES = Card(
    "IMP033",
    "iati-no-activity-file",
    "error",
    why="Only an activity file holds results and transactions; an organisation file holds budgets of the "
    "whole organisation.",
    example="A file that begins with <iati-organisations>",
    mend="Give the publisher's activity file: its first element is iati-activities.",
    source=_STANDARD,
)
VERSION = Card(
    "IMP034",
    "iati-version",
    "error",
    why="Each version has elements and codes of its own: version 1 read as version 2 would lose texts and values by place and "
    "dimension, and what a later one says is not known here.",
    example='<iati-activities version="1.05">, version="3.0", or no version',
    mend="Ask the publisher for version 2.01 to 2.03, or convert the file. If it is written in one of these, correct the "
    "attribute.",
    source=_STANDARD,
)
TWICE = Card(
    "IMP035",
    "iati-activity-twice",
    "error",
    why="Of two activities with one identifier one is outdated, and both together count every amount twice.",
    example="XM-EX-1-A1 in file a.xml and, with other amounts, in file b.xml",
    mend="Import the newer file alone.",
    source=_STANDARD,
)
NOTHING = Card(
    "IMP036",
    "iati-nothing-chosen",
    "error",
    why="A report needs at least one outcome.",
    example="--activity XM-EX-1-A9, where the file holds XM-EX-1-A1 to A8",
    mend="Correct the identifier; `--dry-run` without --activity lists what the files hold.",
)
TOO_LARGE = Card(
    "IMP037",
    "iati-too-large",
    "error",
    why="A report of so many activities would be a book that nobody reads, and its tables would pass what a "
    "workspace may hold.",
    example="All 40,000 activities of a publisher in one workspace",
    mend="Choose by --office CODE or --activity ID.",
)
PART_OVER_WHOLE = Card(
    "IMP038",
    "iati-part-over-whole",
    "warning",
    why="A whole that is smaller than one of its parts is none: it may be another part whose dimensions were left out, or "
    "the part may be mistyped. The file does not say which, and a report with both contradicts itself.",
    example='<actual value="40"/> beside <actual value="70"> with <dimension name="sex" value="female"/>',
    mend="Look the whole up and write it into results.csv or targets.csv; what was said stands in the comment of the row, "
    "and of a target or baseline in iati-extra.yaml.",
)
NO_OFFICE = Card(
    "IMP039",
    "iati-office-not-found",
    "warning",
    why="A code with a slip in it would make one office's report of the activities of all.",
    example="--office XM-EX-77-KNE for identifiers that begin with XM-EX-77-KEN",
    mend="Correct the code. If it is only a name for the office that reports all these activities, nothing has to be done.",
)
NOT_UNDERSTOOD = Card(
    "IMP040",
    "iati-value-not-understood",
    "warning",
    why="What is no number cannot be compared or drawn, and a guess at it would be printed as if it had been reported.",
    example='value="0,2" or value="2020:6,218,104" or value="1000 / 700"',
    mend="Look the value up and write it into the table; what was typed stands in iati-extra.yaml, and of "
    "results in the comment.",
    source=_STANDARD,
)
NO_VALUE = Card(
    "IMP041",
    "iati-no-value",
    "info",
    why="An actual, target or baseline without a value says that something was to be told, and not what.",
    example="<actual> with nothing but a comment “-”",
    mend="Write the value, or the kind of absence, into results.csv or targets.csv.",
    source=_STANDARD,
)
NO_MEASURE = Card(
    "IMP042",
    "iati-no-measure",
    "warning",
    why="Without a measure nobody knows whether 40 is a count or a percentage.",
    example="<indicator> without the attribute measure",
    mend="Look whether `measure` in outcomes.yaml is right: number where all values are numbers, else text.",
    source=_STANDARD,
)
ACCUMULATION = Card(
    "IMP043",
    "iati-accumulation-undeclared",
    "warning",
    why="IATI has no word for whether periods add up, so there is neither a total nor a status until somebody says so.",
    example="Actuals of 40 in 2020 and of 70 in 2021: 110 in all, or 70?",
    mend="In outcomes.yaml give each indicator `accumulation:` sum (periods add up), cumulative (each value holds those before), "
    "latest (the newest stands) or none.",
)
JOINED = Card(
    "IMP044",
    "iati-joined",
    "info",
    why="Where a publisher writes an indicator once for each year, its years would stand in tables far apart "
    "and without a trend.",
    example="Two indicators of one title and reference, one with the period 2020, one with 2021",
    mend="Nothing has to be done, unless the two measure something else.",
)
NO_PLACE = Card(
    "IMP045",
    "iati-no-place",
    "info",
    why="A row heading has no room for dimensions that are sentences, and the margin of a chapter none for twenty documents.",
    example='<dimension name="Number of people of the village who were reached by health workers" value="...">',
    mend="Nothing has to be done: a number stands in the row, and what it means in the comment or note beside it; all documents "
    "stand in iati-extra.yaml. Give the part a short name of your own if you like.",
)
TWO_VALUES = Card(
    "IMP046",
    "iati-two-values",
    "warning",
    why="Of two values for the same time only one can be printed, and the file does not say which holds.",
    example="Two actuals of one period and part; two periods that end in one year, each with a target",
    mend="Choose one; all of them stand in iati-extra.yaml.",
)
ALL_DESCEND = Card(
    "IMP047",
    "iati-all-indicators-fall",
    "warning",
    why="Where fewer is better for every indicator of a publisher, the attribute was probably filled in by a program, and "
    "every status comes out reversed.",
    example='ascending="0" on all 51 indicators, people trained among them',
    mend="Look at `direction` in outcomes.yaml: increase, decrease or maintain.",
    source=_STANDARD,
)
LANGUAGE = Card(
    "IMP048",
    "iati-language-unknown",
    "info",
    why="A text whose language is not known is read aloud in the wrong one, and hyphenated by its rules.",
    example='xml:lang="ENGLISH"',
    mend="Nothing has to be done where the report has one language; else name the language in the workspace.",
    source=_STANDARD,
)
BAD_DATE = Card(
    "IMP049",
    "iati-date-not-understood",
    "warning",
    why="A result or an amount without its day cannot be put under a year.",
    example='<period-end iso-date="31/12/2020">, or no period-end',
    mend="Enter it by hand; what was typed stands in iati-extra.yaml.",
    source=_STANDARD,
)
BAD_AMOUNT = Card(
    "IMP050",
    "iati-amount-not-understood",
    "warning",
    why="An amount that is no number, or has no currency, cannot enter a total.",
    example="<value>1,200,000</value>, or no currency and no default-currency",
    mend="Enter it by hand; what was typed stands in iati-extra.yaml.",
    source=_STANDARD,
)
OTHER_CURRENCY = Card(
    "IMP051",
    "iati-other-currency",
    "warning",
    why="finance.csv is kept in one currency. Amounts in another are neither converted nor added, since the "
    "rate is not in the file.",
    example="20 transactions in EUR in a file kept in USD",
    mend="Convert the amounts listed under money in iati-extra.yaml at the rate of your accounts, and add "
    "them to finance.csv.",
)
NEGATIVE = Card(
    "IMP052",
    "iati-negative-sum",
    "warning",
    why="Corrections that are larger than what they correct turn a total upside down.",
    example="Expenditure of 500 and, in the same year, a correction of -800",
    mend="Look up which year the correction belongs to; the sum stands under money in iati-extra.yaml.",
)
OTHER_TRANSACTION = Card(
    "IMP053",
    "iati-transaction-type",
    "info",
    why="Pledges, loans, guarantees and the like are none of the stages that a report prints.",
    example="transaction-type 13, incoming pledge",
    mend="Nothing has to be done; they stand in iati-extra.yaml, and their sums under money there.",
    source=_STANDARD,
)
SEVERAL_OFFICES = Card(
    "IMP054",
    "iati-several-publishers",
    "warning",
    why="A report speaks for one office; here the activities of several stand side by side.",
    example="Six organisations in one extract of a data portal",
    mend="Choose with --office CODE, or correct office.yaml.",
)
BAD_CODE = Card(
    "IMP055",
    "iati-code-unknown",
    "info",
    why="A goal, target or address that does not exist leads readers nowhere, so it is not printed.",
    example="tag 18 of the vocabulary of goals, or a document at http:www.example.org",
    mend="Correct it in outcomes.yaml; what was typed stands in iati-extra.yaml.",
    source=_STANDARD,
)
SHARES = Card(
    "IMP056",
    "iati-shares-not-100",
    "warning",
    why="Shares of goals are drawn as parts of one whole; if they miss 100, the picture is wrong.",
    example="sectors of the vocabulary of goals: 5 with 60 per cent, 16 with 30",
    mend="Write the shares into sdg.csv so that they add up to 100.",
    source=_STANDARD,
)
NO_IDENTIFIER = Card(
    "IMP057",
    "iati-no-identifier",
    "warning",
    why="Codes are made from identifiers; one made from a place in the file changes when the file does.",
    example="<iati-activity> without iati-identifier",
    mend="Give the outcome a code of its own in outcomes.yaml and the tables.",
    source=_STANDARD,
)
NOT_OVER = Card(
    "IMP058",
    "iati-period-not-over",
    "info",
    why="A result of a period that goes on is what was reached so far; set against the whole period's target "
    "it looks like a failure.",
    example="An actual of January 2021 to December 2022 in a file of May 2021",
    mend="Say in the caveat up to which day the value counts.",
)
LONG_TEXT = Card(
    "IMP059",
    "iati-text-cut",
    "warning",
    why="A chapter that begins with five pages in one paragraph is not read, and a row of a table must fit on a page.",
    example="A whole project document pasted into <description>",
    mend="Say in one or two sentences what matters, in outcomes.yaml or the table, and in partners.yaml the name; the whole "
    "text stands in iati-extra.yaml.",
)
CARDS: tuple[Card, ...] = (
    NOT_XML, ENCODING, DOCTYPE, NOT_ACTIVITIES, VERSION, TWICE, NOTHING, TOO_LARGE, PART_OVER_WHOLE, NO_OFFICE,
    NOT_UNDERSTOOD, NO_VALUE, NO_MEASURE, ACCUMULATION, JOINED, NO_PLACE, TWO_VALUES, ALL_DESCEND, LANGUAGE, BAD_DATE,
    BAD_AMOUNT, OTHER_CURRENCY, NEGATIVE, OTHER_TRANSACTION, SEVERAL_OFFICES, BAD_CODE, SHARES, NO_IDENTIFIER, NOT_OVER,
    LONG_TEXT,
)  # fmt: skip
"""All of them, in the order of their codes."""
