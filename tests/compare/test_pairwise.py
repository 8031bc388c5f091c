"""Numbers for candidate pairs, each against its definition on all pairs, and on some."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import pairwise
from twosource.compare.pairs import Pairs, all_pairs, codes, exact
from twosource.compare.pairwise import above_rivals, equal, nearness, overlap, ranked, rarity, shared_neighbours

SETS = st.lists(st.frozensets(st.sampled_from("abcdefg")), min_size=1, max_size=7)
ARTICLE = codes(["a", "a", "a", "b", "b", "c"])
LIKE = np.array([
    [1.0, 0.9, 0.9, 0.3, 0.5, 0.2],
    [0.9, 1.0, 0.8, 0.6, 0.6, 0.1],
    [0.9, 0.8, 1.0, 0.4, 0.7, 0.0],
    [0.3, 0.6, 0.4, 1.0, 0.2, 0.9],
    [0.5, 0.6, 0.7, 0.2, 1.0, 0.4],
    [0.2, 0.1, 0.0, 0.9, 0.4, 1.0],
])  # fmt: skip


def square(values: np.ndarray) -> np.ndarray:
    n = int(len(values) ** 0.5)
    return values.reshape(n, n)


@given(SETS, st.booleans())
def test_overlap_is_a_cosine(sets: list[frozenset[str]], weighted: bool) -> None:
    weight = rarity(sets) if weighted else None
    table = square(overlap(sets, weight, all_pairs(len(sets))))
    size = [sqrt(sum((weight[x] if weight else 1.0) ** 2 for x in s)) for s in sets]
    for i, a in enumerate(sets):
        for j, b in enumerate(sets):
            shared = sum((weight[x] if weight else 1.0) ** 2 for x in a & b)
            assert table[i, j] == pytest.approx(shared / (size[i] * size[j]) if a and b else 0.0, abs=1e-5)


@given(SETS)
def test_overlap_does_not_depend_on_how_much_is_looked_up_at_once(sets: list[frozenset[str]]) -> None:
    whole = overlap(sets, None, all_pairs(len(sets)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairwise, "ITEMS", 3)
        assert (overlap(sets, None, all_pairs(len(sets))) == whole).all()


def test_equal_keys() -> None:
    assert square(equal(["x", "", "x", ""], all_pairs(4))).tolist() == [
        [1, 0, 1, 0],
        [0, 1, 0, 0],
        [1, 0, 1, 0],
        [0, 0, 0, 1],
    ]


def test_the_nearest_in_an_article_ranks_first() -> None:
    near = square(nearness(all_pairs(6), ARTICLE, LIKE.ravel()))
    assert near[3, 5] == 1.0  # each is the other's nearest in its article
    assert near[2, 4] == 1.0
    assert near[1, 4] == pytest.approx(
        sqrt(1 / 2 * 1 / 2), abs=1e-5
    )  # both have one better; 3 stands before 4 on a tie
    assert (near == near.T).all()


def test_how_far_above_the_rivals() -> None:
    apart = ARTICLE[:, None] != ARTICLE[None, :]
    margin = square(above_rivals(all_pairs(6), ARTICLE, (LIKE * apart).ravel()))
    assert margin[2, 4] == pytest.approx(0.7 - 0.6)  # 1 is 4's next best
    assert margin[0, 3] == pytest.approx(0.3 - 0.6)
    assert margin[3, 5] == pytest.approx(0.9 - 0.4)


def test_pairs_left_out_count_as_least_alike() -> None:
    kept = LIKE >= 0.4
    left, right = np.nonzero(kept)
    some = nearness(Pairs(6, left, right), ARTICLE, LIKE[kept])
    assert some == pytest.approx(square(nearness(all_pairs(6), ARTICLE, LIKE.ravel()))[left, right])


def test_what_third_points_say_of_a_pair() -> None:
    levels = np.floor(LIKE * 10 * (ARTICLE[:, None] != ARTICLE[None, :])).astype(int)
    best, total = shared_neighbours(all_pairs(6), levels.ravel())
    by_hand = np.array([[np.minimum(levels[i], levels[j]) for j in range(6)] for i in range(6)])
    assert (square(best) == by_hand.max(axis=2)).all() and (square(total) == by_hand.sum(axis=2)).all()


def test_rounding_is_the_same_on_every_machine() -> None:
    assert exact(np.array([0.1234564, 0.1234566], dtype=np.float32)).tolist() == [0.12346, 0.12346]


@pytest.mark.parametrize("least", [0.1, 1e-9, 1e-20])  # the last is less than one key can hold beside a group's number
def test_the_order_within_an_article_is_that_of_the_values(least: float) -> None:
    values = np.round(np.random.default_rng(7).random(36) * 3) * least
    order, rank = ranked(all_pairs(6), ARTICLE, values)
    group = np.arange(36) // 6 * 3 + ARTICLE[np.arange(36) % 6]
    assert order.tolist() == np.lexsort((-values, group)).tolist()
    assert (rank[group[order] != np.roll(group[order], 1)] == 0).all()
