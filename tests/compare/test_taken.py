from tests.stories.harbour_fire import AGENCY, BESIDE_IT, LEAD
from twosource.articles import make_article
from twosource.compare.taken import origin_of, taken_words
from twosource.data import Status
from twosource.pipeline import account_of, read_documents
from twosource.stories import make_story

FIRST, SECOND = (
    make_article("\n\n".join(words), id=i, outlet=o, title=words[0], published=day)
    for i, o, words, day in (
        ("a", "Coast Mail", AGENCY, "2024-05-02"),
        ("b", "Quay Post", BESIDE_IT, "2024-05-03"),
    )
)


def test_shared_words_count_for_the_first_origin() -> None:
    story = make_story([FIRST, SECOND])
    origins = {article: origin.id for origin in story.origins for article in origin.articles}
    taken = taken_words(story)
    start = SECOND.text.index(LEAD)
    assert origins == {"a": "o1", "b": "o2"}
    assert origin_of(SECOND.anchor(start, start + 60), origins, taken) == "o1"
    assert origin_of(SECOND.anchor(len(SECOND.text) - 40, len(SECOND.text)), origins, taken) == "o2"
    assert origin_of(FIRST.anchor(0, len(FIRST.text)), origins, taken) == "o1"


def test_a_lead_taken_over_corroborates_nothing() -> None:
    account = account_of("s", list(read_documents([FIRST, SECOND])))
    found = [f for f in account.findings if f.articles == ("a", "b") and any("14 boats" in v.value for v in f.values)]
    assert found
    assert {f.status for f in found} == {Status.SINGLE_SOURCE}
    assert {f.origins for f in found} == {("o1",)}
