"""Scores of chains against figures worked out by hand and the published examples of the reference scorer."""

import pytest

from benchmarks.chains import chain_scores

# gold {a b c} {d e f g}, given {a b} {c d} {f g h i} of Luo (2005) is over other mentions; these share theirs
GOLD = [1, 1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("given", "muc", "b3", "ceafe"),
    [
        (GOLD, 1.0, 1.0, 1.0),
        # all apart: no link kept; recall (3 * 1/3 + 2 * 1/2 + 1) / 6 = 1/2, precision 1; likeness 1/2 + 2/3 + 1 of 3 and 6
        ([1, 2, 3, 4, 5, 6], 0.0, 2 / 3, 2 * (1 / 2 + 2 / 3 + 1) / 9),
        # all in one: 3 of 3 links, 3 of 5; precision (9 + 4 + 1) / 36; likeness 2 * 3 / 9 of 3 and 1
        ([1] * 6, 2 * 1.0 * 0.6 / 1.6, 2 * (14 / 36) / (1 + 14 / 36), 2 * (6 / 9) / 4),
        # one mention in the wrong chain: {a b} {c d e} {f}
        ([1, 1, 2, 2, 2, 3], 2 / 3, 7 / 9, (0.8 + 0.8 + 1) / 3),
    ],
)
def test_by_hand(given: list[int], muc: float, b3: float, ceafe: float) -> None:
    scores = chain_scores(GOLD, given)
    assert scores["muc_f1"] == pytest.approx(muc)
    assert scores["b3_f1"] == pytest.approx(b3)
    assert scores["ceafe_f1"] == pytest.approx(ceafe)
    assert scores["conll_f1"] == pytest.approx((muc + b3 + ceafe) / 3)


def test_names_of_chains_and_order_do_not_matter() -> None:
    given = ["x", "x", "y", "y", "z", "z"]
    turned = chain_scores(GOLD[::-1], [label * 2 for label in given[::-1]])
    for name, value in chain_scores(GOLD, given).items():
        assert turned[name] == pytest.approx(value)


def test_nothing_to_judge() -> None:
    assert chain_scores([], [])["conll_f1"] == 0.0
