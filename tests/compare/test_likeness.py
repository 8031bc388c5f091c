"""Word-by-word likeness: of made vectors by its definition, and of real words."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small_stories import FERRY
from twosource.articles import make_article
from twosource.compare.likeness import Lexis, Words, centred, covered, rarity_of
from twosource.compare.pairs import all_pairs
from twosource.data import Document
from twosource.pipeline import read_documents


def words(rows: Sequence[Sequence[float]], weights: Sequence[float] | None = None) -> Words:
    table = np.array(rows, dtype=np.float32)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    given = np.array(weights or [1.0] * len(rows))
    return Words(table, given / given.sum())


def table_of(stretches: Sequence[Words]) -> np.ndarray:
    """How much of each stretch (row) each other one (column) covers."""
    n = len(stretches)
    pairs = all_pairs(n)
    forth, back = covered(stretches, pairs.left, pairs.right)
    assert np.allclose(forth.reshape(n, n), back.reshape(n, n).T, atol=1e-5)
    table: np.ndarray = forth.reshape(n, n)
    return table


def test_the_shorter_stretch_is_covered_by_the_longer_one() -> None:
    table = table_of([words([[1, 0]]), words([[1, 0], [0, 1]])])
    assert table == pytest.approx(np.array([[1.0, 1.0], [0.5, 1.0]]))


def test_a_rare_word_counts_more() -> None:
    other = words([[1, 0]])
    assert table_of([words([[1, 0], [0, 1]], [3, 1]), other])[0, 1] == pytest.approx(0.75)
    assert table_of([words([[1, 0], [0, 1]], [1, 3]), other])[0, 1] == pytest.approx(0.25)


@given(
    st.lists(
        st.lists(st.lists(st.integers(-5, 5), min_size=3, max_size=3), min_size=1, max_size=4), min_size=1, max_size=5
    )
)
def test_covering_is_what_its_definition_says(stretches: list[list[list[int]]]) -> None:
    made = [words([[*row, 1] for row in rows]) for rows in stretches]  # the last number keeps vectors from being zero
    table = table_of(made)
    for i, a in enumerate(made):
        assert table[i, i] == pytest.approx(1.0, abs=1e-5)
        for j, b in enumerate(made):
            by_hand = sum(
                w * max(float(row @ other) for other in b.rows) for w, row in zip(a.weights, a.rows, strict=True)
            )
            assert table[i, j] == pytest.approx(by_hand, abs=1e-5)
    pairs = all_pairs(len(made))
    cosines = centred(made, pairs.left, pairs.right)
    assert np.allclose(cosines, cosines[pairs.back])


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(read_documents([make_article(**row) for row in FERRY]))


def test_claims_of_one_event_cover_each_other_best(documents: list[Document]) -> None:
    rarity = rarity_of(documents)
    lexis = {d.article.id: Lexis(d, rarity) for d in documents}

    def sentence(article: str, part: str) -> Words:
        document = next(d for d in documents if d.article.id == article)
        at = document.article.text.index(part)
        return lexis[article].words(document.article.anchor(at, at + len(part)))

    load = sentence("harbour", "The Marigold was carrying 140 passengers")
    same = sentence("capital", "about 140 people had been on board")
    other = sentence("capital", "Two survivors told this newspaper that the ship was overloaded")
    table = table_of([load, same, other])
    assert table[0, 1] > table[0, 2]


def test_what_is_left_out_has_no_say(documents: list[Document]) -> None:
    document = documents[0]
    lexis = Lexis(document, rarity_of(documents))
    at = document.article.text.index("killing at least 12 people")
    whole = document.article.anchor(at, at + len("killing at least 12 people"))
    figure = document.article.anchor(whole.start + len("killing at least "), whole.end - len(" people"))
    assert len(lexis.words(whole, without=figure).rows) == len(lexis.words(whole).rows) - 1
    assert lexis.words(whole).weights.sum() == pytest.approx(1.0)


def test_a_stretch_of_blanks_has_no_meaning(documents: list[Document]) -> None:
    lexis = Lexis(documents[0], {})
    at = documents[0].article.text.index("\n\n")
    empty = lexis.words(documents[0].article.anchor(at, at + 2))
    assert not empty.rows.any() and empty.weights.sum() == 1.0
