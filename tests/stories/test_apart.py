"""Average linkage as by its definition, and two events of the same people told apart."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories.made_traits import made
from twosource.stories.apart import average_link, local_signs, tell_apart
from twosource.stories.likeness import BAGS, row_of, shipped_weights

SIGNS = [name for _, name in BAGS]


def by_definition(likeness: np.ndarray, least: float) -> list[list[int]]:
    groups = [[i] for i in range(len(likeness))]
    while len(groups) > 1:
        best, a, b = max(
            (likeness[np.ix_(groups[a], groups[b])].mean(), a, b) for a, b in combinations(range(len(groups)), 2)
        )
        if best < least:
            break
        groups = [*(g for i, g in enumerate(groups) if i not in {a, b}), sorted(groups[a] + groups[b])]
    return sorted(groups)


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 12), st.integers(0, 10_000), st.sampled_from([0.2, 0.5, 0.8]))
def test_average_linkage(n: int, seed: int, least: float) -> None:
    table = np.random.default_rng(seed).random((n, n))
    table = (table + table.T) / 2
    assert average_link(table, least) == by_definition(table, least)


def test_nothing_known_holds_nothing_together() -> None:
    assert average_link(np.full((3, 3), -np.inf), -np.inf) == [[0], [1], [2]]


def test_what_all_share_tells_nothing_apart() -> None:
    """Among many reports of one story its words weigh little; among reports of others the same words tie two."""
    one = [row_of(made(n, story=1, shared=20)) for n in range(8)]
    others = [row_of(made(n, story=n, shared=20)) for n in range(10, 16)]
    words = SIGNS.index("words")
    assert local_signs(one)[0, 1, words] < local_signs([*one[:2], *others])[0, 1, words]
    assert local_signs([*one, *others])[0, 9, words] == 0
    assert local_signs(one)[0, 0, words] <= 1


@pytest.mark.parametrize("certain", [0.05, 0.95])
def test_a_topic_falls_apart_where_pairs_are_unlikely(certain: float) -> None:
    rows = [row_of(made(n, story=n // 2)) for n in range(4)]
    chance = np.full((4, 4), 0.99)
    second = np.full((4, 4), 9.0)
    chance[:2, 2:] = chance[2:, :2] = certain
    together = tell_apart(rows, chance, second, shipped_weights())
    assert together == ([[0, 1, 2, 3]] if certain > 0.5 else [[0, 1], [2, 3]])
