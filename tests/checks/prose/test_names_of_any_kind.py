"""Lists of names that nobody would write: no rule about names falls over them."""

import pytest

from reportgen.model import LocalText, Name
from tests.checks.prose.test_names import note
from tests.checks.prose.test_names_of_any_size import RULES
from tests.reports import report

TEXT = "Mr. Leila Amari of UN-Women met the (Bank), the Government of Kenya, GEWE staff and A* at “x”. Labor programs."


@pytest.mark.parametrize(
    "name",
    [
        Name(name=""),
        Name(name=" ", variants=("", " ", "\n")),
        Name(name="(", variants=(")", "[a-z", "\\", "*+?", "’", "A*")),
        Name(name="Leila Amari", kind="person", title=" "),
        Name(name="", kind="person", title="Ms."),
        Name(name="Leila Amari", kind="person", title="...", variants=("Leila Amari",)),
        Name(name="UN-Women", variants=("UN-Women",), languages=("xx", "")),
        Name(name="中国", variants=("中國",)),
        Name(name="A" * 10_000, variants=("B" * 10_000,)),
    ],
)
def test_any_list_of_names_can_be_read(name: Name):
    held = report(**note(TEXT)).model_copy(update={"names": (name, name)}).of(languages=("en",))
    for rule in RULES:
        assert all(finding.found for finding in rule.find(held))


def test_an_office_without_a_name_or_country_can_be_read():
    made = report(**note(TEXT))
    for country in (LocalText({}), LocalText({"en": ""}), LocalText({"xx": "("})):
        office = made.office.model_copy(update={"name": country, "country": country})
        held = made.model_copy(update={"office": office}).of(languages=("en",))
        assert [finding.found for rule in RULES for finding in rule.find(held) if finding.rule == "NAR145"] == ["Kenya"]
