"""Pairs of points and the arithmetic on them."""

import numpy as np

from twosource.compare.pairs import Pairs, all_pairs, codes, ranges

SOME = Pairs(4, np.array([0, 0, 1, 1, 2, 3, 3]), np.array([0, 3, 1, 2, 1, 0, 3]))


def test_every_pair_stands_both_ways_and_with_itself() -> None:
    pairs = all_pairs(3)
    assert list(zip(pairs.left, pairs.right, strict=True)) == [(a, b) for a in range(3) for b in range(3)]
    assert len(all_pairs(0)) == 0


def test_a_pair_the_other_way_round() -> None:
    assert (SOME.left[SOME.back] == SOME.right).all()
    assert (SOME.right[SOME.back] == SOME.left).all()


def test_the_pairs_of_one_row() -> None:
    assert SOME.right[SOME.of(1)].tolist() == [1, 2]
    assert SOME.right[SOME.of(2)].tolist() == [1]


def test_a_block_has_zero_where_there_is_no_pair() -> None:
    block = SOME.block(np.arange(1.0, 8.0), [3, 0, 2])
    assert block.tolist() == [[7, 6, 0], [2, 1, 0], [0, 0, 0]]


def test_an_empty_key_is_like_no_other() -> None:
    made = codes(["b", "", "a", "b", ""])
    assert made[0] == made[3] >= 0 and len(set(made.tolist())) == 4


def test_ranges_one_after_the_other() -> None:
    assert ranges(np.array([3, 7, 9]), np.array([2, 0, 1])).tolist() == [3, 4, 9]
    assert ranges(np.array([], dtype=int), np.array([], dtype=int)).tolist() == []
