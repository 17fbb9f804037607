"""Paragraphs in another language than their folder."""

import pytest

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

ENGLISH = "The parliament revised four laws, and the courts of the three provinces applied them in all of their cases."
FRENCH = "Le parlement a révisé quatre lois, et les tribunaux des trois provinces les ont appliquées dans toutes leurs affaires."
SPANISH = "El parlamento revisó cuatro leyes, y los tribunales de las tres provincias las aplicaron en todos sus casos."
PORTUGUESE = (
    "O parlamento reviu quatro leis, e os tribunais das três províncias não as aplicaram em todos os seus casos."
)
RUSSIAN = "Парламент пересмотрел четыре закона, и суды трёх областей применили их во всех делах."
CHINESE = "议会修订了四项法律，三个省的法院在所有案件中都适用了这些法律。"
TEXTS = {
    "English": ENGLISH,
    "French": FRENCH,
    "Spanish": SPANISH,
    "Portuguese": PORTUGUESE,
    "Russian": RUSSIAN,
    "Chinese": CHINESE,
}
CODES = {"en": "English", "fr": "French", "es": "Spanish", "pt": "Portuguese", "ru": "Russian"}


def story(text: str, language: str = "en") -> dict[str, str]:
    report = MINIMAL["report.yaml"].replace("[en]", f"[{language}]")
    return {
        f"narratives/{language}/story.md": f"---\nkind: story\nyear: 2024\ntitle: T\n---\n{text}\n",
        "report": report,
    }


def test_a_paragraph_in_french_in_an_english_folder_is_found(found: Found):
    [finding] = found("NAR184", **story(f"{ENGLISH}\n\n{FRENCH}"))
    assert says([finding]) == [
        "narratives/en/story.md:8:1: warning: The paragraph is in French; its folder is narratives/en/."
    ]
    assert finding.expected == "a text in English"


@pytest.mark.parametrize("folder", CODES)
@pytest.mark.parametrize("language", TEXTS)
def test_each_language_is_told_from_each_other(found: Found, folder: str, language: str):
    messages = [finding.message for finding in found("NAR184", **story(TEXTS[language], folder))]
    expected = f"The paragraph is in {language}; its folder is narratives/{folder}/."
    assert messages == ([] if CODES[folder] == language else [expected])


def test_quotations_titles_and_names_in_another_language_are_left_alone(found: Found):
    for text in (
        f"> {FRENCH}\n\n{ENGLISH}",
        f"She said: “{FRENCH}”",
        f"- *{FRENCH}*, 2024",
        "Les Amis de la Mer, Fundación de las Artes and Casa da Mulher are partners.",
        "Très bien.",
        "- 2021: 4\n- 2022: 12",
    ):
        assert found("NAR184", **story(text)) == [], text
