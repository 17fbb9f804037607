"""A folder gets an invented IATI file of 500 MB from fifty offices: for the time and the memory that reading takes.

An activity holds as many results, indicators, periods, values, transactions, locations and texts as activities that
publishers really publish hold on average, and is as large: 24 kB.
"""

from __future__ import annotations

from pathlib import Path

MEGABYTES = 500
PUBLISHER = "XM-EX-77"
OFFICES = 50
WORDS = "The activity supports districts in keeping water, schools and registers open to everybody who needs them. "


def office(number: int) -> str:
    """Return the code of an office; its activities begin with it."""
    return f"{PUBLISHER}-{number:02d}"


def activity_file(folder: Path) -> Path:
    """Return the path of the file, which is written if it is not there yet."""
    path = folder.parent / "large.xml"
    if path.exists():
        return path
    written, number = 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        while written < MEGABYTES * 1_000_000:
            text = _activity(number)
            file.write(text)
            written += len(text)
            number += 1
        file.write("</iati-activities>\n")
    return path


def _texts(*texts: str) -> str:
    return "".join(f"<narrative>{text}</narrative>" for text in texts)


def _activity(number: int) -> str:
    organisations = "".join(_organisation(number, index) for index in range(5))
    inner = ['<recipient-country code="KE" percentage="100"/>\n', *(_location(number, index) for index in range(7))]
    inner += [f'<sector vocabulary="1" code="{code}" percentage="25"/>\n' for code in (11220, 14030, 15110, 16010)]
    inner += [_budget(number, year) for year in (2023, 2024)]
    inner += [_transaction(number, index) for index in range(16)]
    inner += [_document(number, index) for index in range(4)]
    inner += [_result(number, index) for index in range(4)]
    return f"""<iati-activity xml:lang="en" default-currency="USD" last-updated-datetime="2025-01-31T00:00:00Z">
<iati-identifier>{office(number % OFFICES)}-P{number}</iati-identifier>
<reporting-org ref="{PUBLISHER}" type="40">{_texts("Water House")}</reporting-org>
<title>{_texts(f"Districts that keep what they build, phase {number}")}</title>
<description type="1">{_texts(WORDS * 24)}</description>
{organisations}<activity-status code="2"/>
<activity-date iso-date="2022-01-01" type="2"/><activity-date iso-date="2024-12-31" type="3"/>
<contact-info type="1"><organisation>{_texts("Water House")}</organisation><email>office@example.org</email></contact-info>
{"".join(inner)}</iati-activity>
"""


def _organisation(number: int, index: int) -> str:
    name = _texts(f"Partner {number * index % 300} of the districts")
    return f'<participating-org ref="XX-{number * index % 300}" type="22" role="{1 + 3 * (index > 1)}">{name}</participating-org>\n'


def _location(number: int, index: int) -> str:
    return (
        f'<location ref="L{index}"><name>{_texts(f"District {number % 90}.{index}")}</name><description>{_texts(WORDS)}'
        f'</description><point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>-1.{index} 36.{number % 90}</pos>'
        "</point></location>\n"
    )


def _document(number: int, index: int) -> str:
    return (
        f'<document-link format="application/pdf" url="https://example.org/{number}/{index}.pdf"><title>'
        f'{_texts(f"Document {index}: {WORDS * 6}")}</title><category code="A01"/></document-link>\n'
    )


def _budget(number: int, year: int) -> str:
    return (
        f'<budget type="1" status="1"><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
        f'<value value-date="{year}-01-01">{50_000 + number}.00</value></budget>\n'
    )


def _transaction(number: int, index: int) -> str:
    year, kind = 2022 + index % 3, 1 + index % 4
    return (
        f'<transaction ref="T{number}-{index}"><transaction-type code="{kind}"/><transaction-date iso-date="{year}-06-30"/>'
        f'<value value-date="{year}-06-30">{1_000 + index}.25</value><description>{_texts(f"Instalment {index} of the year")}'
        f"</description><provider-org>{_texts(f'Partner {number % 300} of the districts')}</provider-org><receiver-org>"
        f"{_texts('Water House')}</receiver-org></transaction>\n"
    )


def _result(number: int, index: int) -> str:
    title = _texts(f"Result {index}: services reach people in district {number}")
    indicators = "".join(_indicator(number, index, which) for which in range(2))
    return f'<result type="{1 + index % 2}"><title>{title}</title>{indicators}</result>\n'


def _indicator(number: int, result: int, which: int) -> str:
    periods = "".join(_period(number, result, year) for year in (2023, 2024)[which:])
    title, words = _texts(f"Number of people served, {result}.{which}"), _texts(WORDS)
    return (
        f'<indicator measure="1" ascending="1"><title>{title}</title><description>{words}</description>'
        f'<baseline year="2021" value="{which}"/>\n{periods}</indicator>\n'
    )


def _period(number: int, result: int, year: int) -> str:
    seen = (
        f'<actual value="{year - 1_950 + number % 9}"><comment>{_texts("Counted by the register")}</comment></actual>'
    )
    part = '<actual value="40"><dimension name="sex" value="female"/></actual>' if result == 0 else ""
    inner = f'<target value="{100 + result}"/>' if year == 2024 else seen + part
    return f'<period><period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>{inner}</period>\n'
