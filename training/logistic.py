"""Logistic regression with an L2 penalty by Newton's method, and average precision: no sampling, no seed."""

from __future__ import annotations

import numpy as np

STEPS = 60
SETTLED = 1e-8  # the longest step of a weight that ends the search
STEEP = 500.0  # log odds beyond it are as good as certain, and their exponential does not fit a float


def newton(x: np.ndarray, y: np.ndarray, weights: np.ndarray, *, penalty: float) -> np.ndarray:
    """One weight for each column of `x` and the bias last, which bears no penalty but what keeps the matrix regular."""
    x = np.hstack([x, np.ones((len(x), 1))])
    ridge = penalty * np.eye(x.shape[1])
    ridge[-1, -1] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -STEEP, STEEP)))
        curve = (x * (weights * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, x.T @ (weights * (y - p)) - ridge @ beta)
        beta += step
        if np.abs(step).max() < SETTLED:
            break
    return beta


def average_precision(labels: np.ndarray, scores: np.ndarray) -> float:
    """Area under the precision-recall curve, by rank."""
    hits = labels[np.argsort(-scores, kind="stable")]
    if not hits.sum():
        return 0.0
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / hits.sum())
