import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from twosource.statements.links import find_links

VOCAB = spacy.blank("en").vocab
WORDS = "The mayor said the old bridge is safe . It rained , he added .".split()
KINDS = {".": "PUNCT", ",": "PUNCT", "said": "VERB", "added": "VERB"}
HEADS = [1, 2, 2, 5, 5, 7, 7, 2, 2, 10, 10, 13, 13, 10, 10]
DEPS = "det nsubj ROOT det amod nsubj cop ccomp punct nsubj ROOT punct nsubj parataxis punct".split()
LEMMAS = "the mayor say the old bridge be safe . it rain , he add .".split()


def doc_with(cues: dict[tuple[int, int], dict[int, float]], sources: dict[int, float], cue_odds: float = 3.0) -> Doc:
    """A Doc whose reader scored `cues`: span -> {word: content score}; all other words score -4."""
    doc = Doc(VOCAB, words=WORDS, heads=HEADS, deps=DEPS, lemmas=LEMMAS, pos=[KINDS.get(w, "X") for w in WORDS])
    n = len(WORDS)
    odds = np.full((n, 3), -3.0, dtype=np.float32)
    links = np.full((len(cues), 2, n), -4.0, dtype=np.float32)
    for k, ((start, end), content) in enumerate(cues.items()):
        odds[start:end, 1] = cue_odds
        for word, score in content.items():
            links[k, 1, word] = score
        for word, score in sources.items():
            links[k, 0, word] = score
    doc.user_data["twosource.said"] = [{"words": list(range(n)), "odds": odds, "cues": list(cues), "links": links}]
    return doc


def words(indices: tuple[int, ...]) -> str:
    return " ".join(WORDS[i] for i in indices)


def test_source_and_content_of_a_cue() -> None:
    doc = doc_with({(2, 3): dict.fromkeys(range(3, 8), 4.0)}, {0: 2.0, 1: 3.0})
    (link,) = find_links(doc)
    assert (link.cue, link.source, words(link.content)) == ((2, 3), (0, 2), "the old bridge is safe")


@pytest.mark.parametrize(
    ("scores", "content"),
    [
        ({3: 4.0, 4: -2.0, 5: 4.0, 6: 4.0, 7: 4.0}, "the old bridge is safe"),  # a gap closes
        ({3: -4.0, 4: -4.0, 5: 4.0, 6: 4.0, 7: 4.0}, "bridge is safe"),  # an edge does not move
        (
            {3: 4.0, 4: 4.0, 5: 4.0, 6: 4.0, 7: 4.0, 9: 3.0, 10: 3.0},
            "the old bridge is safe .",
        ),  # little speaks for more
        ({3: 4.0, 4: 4.0, 5: 4.0, 6: 4.0, 7: 4.0, 9: 6.0, 10: 6.0}, "the old bridge is safe . It rained"),
        ({10: 0.5}, ""),
    ],
)
def test_content_is_smooth(scores: dict[int, float], content: str) -> None:
    found = list(find_links(doc_with({(2, 3): scores}, {1: 3.0})))
    assert " ".join(words(link.content) for link in found) == content


def test_a_word_is_content_of_one_cue() -> None:
    first, second = dict.fromkeys(range(3, 8), 4.0) | {9: 1.0, 10: 1.0}, {9: 3.0, 10: 3.0, 7: 2.0}
    found = list(find_links(doc_with({(2, 3): first, (13, 14): second}, {})))
    assert [words(link.content) for link in found] == ["the old bridge is safe", "It rained"]


@pytest.mark.parametrize(("odds", "count"), [(3.0, 1), (-1.0, 1), (-2.0, 0)])
def test_common_words_of_saying_need_less(odds: float, count: int) -> None:
    doc = doc_with({(2, 3): dict.fromkeys(range(3, 8), 4.0)}, {}, cue_odds=odds)
    assert len(list(find_links(doc))) == count


def test_nothing_where_a_pipeline_gives_no_scores() -> None:
    assert list(find_links(Doc(VOCAB, words=WORDS))) == []


def test_what_the_verb_governs_in_the_parse_counts_more() -> None:
    doubted = dict.fromkeys(range(3, 8), -0.3)
    assert [words(link.content) for link in find_links(doc_with({(2, 3): doubted}, {}))] == ["the old bridge is safe"]
    elsewhere = dict.fromkeys(range(8, 12), -0.3)
    assert list(find_links(doc_with({(2, 3): elsewhere}, {}))) == []
