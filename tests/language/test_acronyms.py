"""A text becomes the acronyms that it defines and uses."""

import pytest

from reportgen.language.acronyms import definitions, key_of, uses


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("The World Development Office (WDO) met.", "WDO", "World Development Office"),
        ("during International Women’s Day (IWD)", "IWD", "International Women’s Day"),
        ("from civil society organizations (CSOs)", "CSOs", "civil society organizations"),
        ("small and medium-sized enterprises (SMEs)", "SMEs", "small and medium-sized enterprises"),
        ("in science, technology, engineering and mathematics (STEM)", "STEM", "science, technology, engineering and mathematics"),
        ("at the Commission on the Status of Women (CSW67)", "CSW67", "Commission on the Status of Women"),
        ("The Government of China (GoC) signed.", "GoC", "Government of China"),
        ("in Asia and the Pacific (APAC)", "APAC", "Asia and the Pacific"),
        ("on monitoring and evaluation (M&E)", "M&E", "monitoring and evaluation"),
        ("It ended. The Women’s Union (hereafter “WU”)", "WU", "Women’s Union"),
        ("the National Action Plan on resolution 1325 (NAP)", "NAP", "National Action Plan"),
        ("the Regional Action Plan 2023–2027 (RAP)", "RAP", "Regional Action Plan"),
        ("L’Association des mères de Jebel (AMJ)", "AMJ", "Association des mères de Jebel"),
        ("d’après l’Office national de l’eau (ONE)", "ONE", "Office national de l’eau"),
        ("the Union of Rural Women (URW, founded in 2009)", "URW", "Union of Rural Women"),
        ("les organisations de la société civile (OSC)", "OSC", "organisations de la société civile"),
    ],
)  # fmt: skip
def test_a_name_before_brackets_defines_its_acronym(text: str, acronym: str, name: str):
    [found] = definitions(text)
    assert (found.acronym, found.name, found.inverted) == (acronym, name, False)
    assert text[found.start : found.end] == acronym and text[found.first :].startswith(name)


def test_an_acronym_before_its_name_is_the_wrong_way_round():
    text = "our IWD (International Women's Day) campaign"
    [found] = definitions(text)
    assert found.inverted and found.name == "International Women's Day"
    assert text[found.first : found.last] == "IWD (International Women's Day)"


@pytest.mark.parametrize(
    "text",
    [
        "in the spring (May)",
        "nothing (A) and (B)",
        "with UNDP (lead agency) and WHO (Geneva)",
        "on SDG 5 (gender equality)",
        "a grant (USD 40,000)",
        "twelve laws (GDP)",
        "agencies (UNDP, UNFPA and ILO)",
    ],
)
def test_other_brackets_define_nothing(text: str):
    assert list(definitions(text)) == []


def test_a_name_in_another_order_introduces_its_acronym_without_words_for_the_list():
    [found] = definitions("the Mexican Institute for Women (MINMUJ)")
    assert (found.acronym, found.name) == ("MINMUJ", "")


def test_uses_are_capitals_that_are_no_code_address_or_shout():
    text = (
        "GEWE and non-CSO staff met the GoC at CSW67, under XM-DAC-41146-CHN_O_2 and A/RES/70/1, see www.UNDP.org or #IWD2024; "
        "DO NOT DELETE THE FILE. McAllan and DigitALL stay."
    )
    assert [use.text for use in uses(text)] == ["GEWE", "CSO", "GoC", "CSW67"]


def test_plural_and_number_belong_to_the_same_acronym():
    assert {key_of(text) for text in ("CSO", "CSOs")} == {"CSO"}
    assert {key_of(text) for text in ("CSW", "CSW67", "CSW68")} == {"CSW"}
    assert key_of("IWD2024") == "IWD" and key_of("US") == "US"
