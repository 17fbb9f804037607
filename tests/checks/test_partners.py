"""Partners of one name, and ids and acronyms that do not go with the name."""

import pytest

from tests.checks.conftest import Found, says


def partners(*names: str) -> str:
    rows = "".join(f"  - {{id: p{n}, {name}, roles: [funder]}}\n" for n, name in enumerate(names))
    return "partners:\n  - {id: norlund, name: {en: Government of Norlund}, roles: [funder]}\n" + rows


def test_two_partners_of_one_name_are_found(found: Found):
    findings = found(
        "STR174", partners=partners("name: {en: Ilex Foundation}", "name: {en: Ilex  foundation, fr: Fondation Ilex}")
    )
    assert [message.partition(": ")[2] for message in says(findings)] == [
        "warning: p1 has the name “Ilex  foundation”, and so has p0 (line 3)."
    ]


def test_two_partners_of_one_acronym_are_found(found: Found):
    files = partners("name: World Development Office, acronym: WDO", "name: Women’s Day Organization, acronym: WDO")
    assert len(found("STR174", partners=files)) == 1


def test_names_that_are_alike_and_names_that_are_one_in_two_languages_are_silent(found: Found):
    files = partners(
        "name: {en: Ilex, fr: Ilex}", "name: Ilex Foundation", "name: Government of Norland", "name: ''", "name: ''"
    )
    assert found("STR174", partners=files) == []


def one(id: str, name: str, acronym: str = "") -> str:
    rest = f", acronym: {acronym}" if acronym else ""
    return (
        "partners:\n  - {id: norlund, name: Norlund, roles: [funder]}\n"
        + f"  - {{id: {id}, name: {{en: {name}}}{rest}}}\n"
    )


@pytest.mark.parametrize(
    ("id", "name", "acronym", "count"),
    [
        ("gha", "Global Health Agency", "HGA", 1),
        ("gha", "Global Health Agency", "GHHA", 1),
        ("health", "Global Health Agency", "GAH", 1),
        ("gha", "Global Health Agency", "GHA", 0),
        ("unfpa", "United Nations Population Fund", "UNFPA", 0),
        ("pbso", "Peacebuilding Support Office", "PBSO", 0),
        ("mof", "Ministry of Finance", "MoF", 0),
        ("coast-bank", "Coast Development Bank", "CDB", 0),
        ("norad", "Norwegian Agency for Development Cooperation", "Norad", 0),
    ],
)
def test_an_acronym_goes_with_its_name(found: Found, id: str, name: str, acronym: str, count: int):
    assert len(found("STR175", partners=one(id, name, acronym))) == count


@pytest.mark.parametrize(
    ("id", "name", "near"),
    [
        ("grwers-union", "Union of Women Growers", "growers"),
        ("gorwers-union", "Union of Women Growers", "growers"),
        ("growers-union", "Union of Women Grwers", "grwers"),
        ("kestland", "Government of Kesttland", "kesttland"),
        ("growers-union", "Union of Women Growers", ""),
        ("grower-union", "Union of Women Growers", ""),
        ("min-finance", "Ministry of Finance", ""),
        ("norlund-embassy", "Government of Norlund", ""),
        ("merevale-university", "Université de Merevale", ""),
        ("wdo", "World Development Office", ""),
        ("p-12", "Brightloom Textiles", ""),
    ],
)
def test_an_id_is_spelt_as_the_name_is(found: Found, id: str, name: str, near: str):
    assert [finding.expected for finding in found("STR176", partners=one(id, name))] == [near] * bool(near)
