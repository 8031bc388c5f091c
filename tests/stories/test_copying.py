import pytest

from tests.stories.dam_break import AGENCY, ORIGINAL, OWN_REPORT, story
from twosource.articles import make_article
from twosource.data import Article
from twosource.stories.copying import candidates, overlap, read_prose, sentence_bounds


def prose_of(*articles: Article):
    return {a.id: read_prose(a) for a in articles}


def test_places_of_5_grams_slice_to_their_words() -> None:
    prose = read_prose(ORIGINAL)
    assert len(prose.grams) > 150
    for gram, (start, end) in prose.grams.items():
        words = "".join(c.lower() if c.isalnum() else " " for c in ORIGINAL.text[start:end]).split()
        assert words == gram.split()


@pytest.mark.parametrize(
    "text",
    [
        '"We will never leave this valley again," she said.',
        "“We will never leave this valley again,” she said.",
        "«We will never leave this valley again,» she said.",
        '"We will never leave this valley again and nobody will make us',  # goes on in the next paragraph
        "Photo: We will never leave this valley again",
    ],
)
def test_quotations_and_credits_are_no_prose(text: str) -> None:
    article = make_article(f"Flood in the valley\n\n{text}", id="a", outlet="Echo")
    assert "we will never leave this" not in read_prose(article).grams


def test_a_cut_and_reordered_copy() -> None:
    copy = story("copy", "Another title", [AGENCY[7], AGENCY[2], AGENCY[4]])
    found = overlap(ORIGINAL, copy, prose_of(ORIGINAL, copy))
    assert found is not None
    assert found.copied
    assert found.share > 0.9
    assert found.mutual < 0.5
    assert found.places == 3
    assert found.passage[0].quote == found.passage[1].quote


def test_texts_with_nothing_in_common() -> None:
    assert overlap(ORIGINAL, OWN_REPORT, prose_of(ORIGINAL, OWN_REPORT)) is None


def test_set_phrases_are_no_shared_text() -> None:
    one = make_article("The Federal Reserve cut interest rates on Monday.", id="a", outlet="A")
    two = make_article("In Ohio, the Federal Reserve cut interest talk short.", id="b", outlet="B")
    assert overlap(one, two, prose_of(one, two)) is None


def test_candidates_are_the_pairs_that_share_text() -> None:
    copies = [story(f"c{n}", f"Title {n}", AGENCY[n : n + 4]) for n in range(3)]
    texts = [read_prose(a) for a in [ORIGINAL, OWN_REPORT, *copies]]
    assert {(i, j) for i, j, _ in candidates(texts)} == {(0, 2), (0, 3), (0, 4), (2, 3), (2, 4), (3, 4)}
    for i, j, n in candidates(texts):
        assert n == len(texts[i].grams.keys() & texts[j].grams.keys())
    assert candidates([]) == []


def test_sentences() -> None:
    words = 'It rained. "Run!" she said. Nobody ran'
    assert [words[a:b] for a, b in sentence_bounds(words)] == ["It rained.", '"Run!"', "she said.", "Nobody ran"]
