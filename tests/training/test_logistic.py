"""Newton's method on points that tell it what to find, and average precision by hand."""

import numpy as np
import pytest

from training.logistic import average_precision, newton


def test_weights_follow_what_tells_the_classes_apart() -> None:
    x = np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 1.0], [3.0, 0.0]])
    beta = newton(x, np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4), penalty=0.1)
    chance = 1 / (1 + np.exp(-(x @ beta[:-1] + beta[-1])))
    assert (chance > 0.5).tolist() == [False, False, True, True]
    assert chance.sum() == pytest.approx(2, abs=1e-4)  # the bias bears no penalty


def test_a_heavier_penalty_makes_smaller_weights() -> None:
    x, y = np.arange(6.0)[:, None], np.array([0.0, 0, 1, 0, 1, 1])
    light, heavy = (newton(x, y, np.ones(6), penalty=p) for p in (0.1, 10.0))
    assert 0 < heavy[0] < light[0]


def test_average_precision_by_hand() -> None:
    labels = np.array([1.0, 0.0, 1.0])
    assert average_precision(labels, np.array([0.9, 0.5, 0.1])) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.zeros(3), np.arange(3.0)) == 0.0
