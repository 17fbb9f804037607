"""Sentences and paragraphs that are hard to read."""

from tests.checks.conftest import Found, says
from tests.helpers import MINIMAL

STORY = "narratives/en/story.md"
HARD = (
    "Institutionalization of participatory accountability methodologies necessitated comprehensive interministerial "
    "coordination, incorporating organizational effectiveness considerations, intergovernmental deliberations and "
    "multidimensional vulnerability assessments; operationalization of disaggregated administrative information "
    "facilitated differentiated intersectional prioritization, notwithstanding considerable institutional fragmentation, "
    "insufficient methodological standardization and discontinuous intergovernmental communication arrangements."
)


def story(text: str) -> dict[str, str]:
    return {STORY: f"---\nkind: story\nyear: 2024\ntitle: A shelter\n---\n{text}\n"}


def test_a_sentence_over_the_limit_of_the_profile_is_told_of(found: Found):
    words = "Word" + " word" * 45
    [finding] = found("NAR200", **story(f"Short. {words}. Short."))
    assert says([finding]) == [f"{STORY}:6:8: info: The sentence has 46 words."] and finding.expected == "at most 45"
    assert found("NAR200", **story(f"{words[5:]}.")) == []


def test_a_profile_may_have_another_limit_or_none(found: Found):
    report = MINIMAL["report.yaml"] + "editorial: house.yaml\n"
    words = " ".join(["word"] * 60)
    for limit, count in ((0, 0), (30, 1), (70, 0)):
        files = {"house.yaml": f"name: House\nsentence_words: {limit}\n", "report": report}
        assert len(found("NAR200", **story(f"{words}."), **files)) == count


def test_a_paragraph_that_is_hard_to_read_is_told_of(found: Found):
    [finding] = found("NAR201", **story(HARD))
    assert finding.severity == "info" and finding.message.startswith("The reading ease is -")
    plain = (
        "The law was passed in May. It says that each court must have a nurse, and that no one may be turned away. " * 4
    )
    assert found("NAR201", **story(plain)) == [] and found("NAR201", **story(HARD[:200])) == []


def test_a_long_paragraph_is_told_of(found: Found):
    sentence = "The law was passed in May and it was applied. "
    [finding] = found("NAR202", **story(sentence * 20))
    assert finding.message == "The paragraph has 200 words." and found("NAR202", **story(sentence * 18)) == []


def test_chinese_without_blanks_is_not_counted_in_words(found: Found):
    report = MINIMAL["report.yaml"].replace("[en]", "[zh]")
    text = {
        "narratives/zh/story.md": f"---\nkind: story\nyear: 2024\ntitle: T\n---\n{'议会修订了法律' * 100}。\n",
        "report": report,
    }
    assert found("NAR200", **text) == found("NAR202", **text) == []
