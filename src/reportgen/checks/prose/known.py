"""What readers of country reports know without being told: acronyms that stand for themselves."""

from __future__ import annotations

EVERYDAY = frozenset(
    # world and daily life
    "UN US USA UK EU UAE COVID COVID-19 HIV AIDS HIV/AIDS SARS TV FM AM PM DVD CD PDF SMS GPS SIM USB DNA PC IT AI ID IQ VIP "
    "CV PR HR CEO CFO FAQ LED SUV ATM PIN OK BC AD GMT UTC CO2 NGO NGOS ICT SDG SDGS GDP CSV HTML XML JSON API URL ISO IBAN "
    "USD EUR GBP WIFI RNA LGBT LGBTI LGBTQ MP GPT PHD MBA MSC BSC MA BA BBC CNN IBM BMW FIFA UEFA NASA NATO IKEA ABC AFP DHL MTN "
    # French, Spanish, Portuguese
    "ONU ONG ODD ODS VIH SIDA PIB UE TIC EE UU RSE TVA "
    # Mr. and degrees; months and weekdays in tables
    "MM JR SR NO "
    # drafts; NAR180 speaks of them
    "TBC TBD TBA XXX STOP".split()
)
"""Silent in every rule. Keys as `key_of` makes them, so without plural and number."""
BODIES = frozenset(
    "UNICEF UNESCO UNDP UNFPA UNHCR UNEP UNIDO UNODC UNOPS UNAIDS UNCTAD UNCDF UNITAR UNRWA UNV UNSDG UNCT UNGA OHCHR OCHA "
    "WHO ILO FAO WFP IFAD IOM ITU WTO WIPO IMF IAEA ICAO IMO UPU WMO ITC ESCAP ECLAC ECA ESCWA ECE CEDAW OECD ASEAN AU "
    # French and Spanish
    "OMS OIT OIM HCR PNUD FNUAP PAM OIF CEPAL OEA UNDSS UNSC".split()
)
"""Bodies of the United Nations and others that are better known by these letters; a text need not define them."""
