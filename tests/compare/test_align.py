import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.compare.align import Questions, Scores, clusters, connected, linked, neighbourhoods, weights
from twosource.compare.pairs import Pairs, all_pairs
from twosource.compare.signs import SECOND, SIGNS


def matrix(n: int, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    scores = np.zeros((n, n))
    for (a, b), value in pairs.items():
        scores[a, b] = scores[b, a] = value
    return scores


def test_two_tight_groups_stay_apart() -> None:
    scores = matrix(5, {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.85, (3, 4): 0.9, (2, 3): 0.6})
    assert clusters(scores, 0.5) == [[0, 1, 2], [3, 4]]


def test_a_chain_of_half_alike_claims_is_not_one_cluster() -> None:
    scores = matrix(4, {(0, 1): 0.9, (1, 2): 0.6, (2, 3): 0.9})
    assert clusters(scores, 0.5) == [[0, 1], [2, 3]]


def test_a_forbidden_pair_keeps_clusters_apart() -> None:
    scores = matrix(3, {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.8})
    allowed = np.ones((3, 3), dtype=bool)
    allowed[0, 2] = allowed[2, 0] = False
    assert clusters(scores, 0.5, allowed) == [[0, 1]]


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_points_make_no_cluster(n: int) -> None:
    assert clusters(np.zeros((n, n)), 0.5) == []


def naive(scores: np.ndarray, threshold: float) -> list[list[int]]:
    """Average linkage by its definition, slowly."""
    groups = [[i] for i in range(len(scores))]
    while True:
        best = max(
            (
                (np.mean([scores[x, y] for x in a for y in b]), -i, -j)
                for i, a in enumerate(groups)
                for j, b in enumerate(groups)
                if i < j
            ),
            default=(-1.0, 0, 0),
        )
        if best[0] < threshold:
            return sorted(sorted(g) for g in groups if len(g) > 1)
        i, j = -best[1], -best[2]
        groups[i] = groups[i] + groups[j]
        del groups[j]


@given(
    st.integers(2, 9).flatmap(lambda n: st.lists(st.integers(0, 10**6), min_size=n * n, max_size=n * n, unique=True))
)
def test_clusters_are_those_of_the_definition(values: list[int]) -> None:
    n = int(len(values) ** 0.5)
    table = np.array(values[: n * n], dtype=float).reshape(n, n) / 10**6
    scores = np.triu(table, 1) + np.triu(table, 1).T
    assert clusters(scores, 0.5) == naive(scores, 0.5)


def sparse(scores: np.ndarray) -> Scores:
    """The scores above 0 and the diagonal, as candidate pairs."""
    left, right = np.nonzero(scores + np.eye(len(scores)))
    return Scores(Pairs(len(scores), left, right), scores[left, right])


class Open(Questions):
    """Figures that may all stand in one group."""

    def __init__(self) -> None:
        pass

    def meet(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return np.ones(np.broadcast(left, right).shape, dtype=bool)


@given(st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.35, 0.55, 0.6, 0.9]), min_size=66, max_size=66))
def test_clusters_of_each_connected_part_are_those_of_the_whole(values: list[float]) -> None:
    scores = np.zeros((12, 12))
    scores[np.triu_indices(12, 1)] = values
    scores += scores.T
    assert linked(sparse(scores), 0.5, Open()) == clusters(scores, 0.5)


def test_connected_parts_are_found_over_long_chains() -> None:
    left, right = np.array([8, 6, 4, 2, 1]), np.array([6, 4, 2, 0, 9])
    assert connected(10, left, right) == [[0, 2, 4, 6, 8], [1, 9]]


def test_each_point_meets_its_best_match_in_every_other_article() -> None:
    scores = matrix(5, {(0, 2): 0.9, (1, 2): 0.8, (0, 3): 0.6, (0, 4): 0.7, (2, 4): 0.2, (0, 1): 0.95})
    articles = ["a", "a", "b", "c", "c"]
    assert neighbourhoods(sparse(scores), 0.5, articles) == [[0, 2, 4], [1, 2], [0, 3]]
    full = Scores(all_pairs(5), scores.ravel())
    assert neighbourhoods(full, 0.5, articles) == neighbourhoods(sparse(scores), 0.5, articles)


@pytest.mark.parametrize("kind", sorted(SIGNS))
def test_every_sign_has_a_weight_and_says_what_it_is(kind: str) -> None:
    assert set(weights()[kind]["first"]) == {"bias", *(s.__name__ for s in SIGNS[kind])}
    assert set(weights()[kind]["second"]) == {"bias", *(s.__name__ for s in (*SIGNS[kind], *SECOND))}
    assert all(s.__doc__ for s in (*SIGNS[kind], *SECOND))
