"""Fit the weights by which twosource tells whether two articles tell one event (`twosource/stories/likeness.json`).

    python -m training.grouping --data DIR [--out FILE] [--report FILE]

Pairs are those that the index of the run time finds: in stories-ecbplus train, and within a week of each other in the
full texts of stories-allsides. Logistic regression with an L2 penalty, by Newton's method; each set, and in it each
class, weighs the same. The thresholds were chosen on ECB+ train and dev (training/LOG.md). Deterministic: no sampling.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.story_sets import Told, Vectors, read_set
from twosource.stories.likeness import SIGNS, row_of, signs, stacked
from twosource.stories.window import Window

PENALTY = 1.0
SCALE = 500.0  # what each class of each set weighs in sum
JOIN, KEEP = 0.5, 0.05
ALLSIDES_DAYS = 7


class Pairs(NamedTuple):
    """Signs of pairs, and whether the two tell one event."""

    signs: np.ndarray
    same: np.ndarray


def pairs_of(told: Told, days: int | None) -> Pairs:
    """The pairs of a set that the index finds."""
    window = Window(days)
    gold = {t.article: g for t, g in zip(told.traits, told.gold, strict=True)}
    found, same = [], []
    for traits in told.traits:
        row = row_of(traits)
        names, rows = window.near(traits, row)
        if names:
            found.append(signs(row, stacked(rows)))
            same += [gold[name] == gold[traits.article] for name in names]
        window.add(traits, row)
    return Pairs(np.concatenate(found), np.array(same, dtype=float))


def fit(sets: list[Pairs], steps: int = 60) -> np.ndarray:
    """Weights with the bias last."""
    x = np.concatenate([np.hstack([p.signs, np.ones((len(p.signs), 1))]) for p in sets])
    y = np.concatenate([p.same for p in sets])
    w = np.concatenate([np.where(p.same, SCALE / p.same.sum(), SCALE / (1 - p.same).sum()) for p in sets])
    penalty = PENALTY * np.eye(x.shape[1])
    penalty[-1, -1] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ beta))
        step = np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + penalty, x.T @ (w * (y - p)) - penalty @ beta)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def average_precision(pairs: Pairs, beta: np.ndarray) -> float:
    """Area under the precision-recall curve, by rank."""
    hits = pairs.same[np.argsort(-(pairs.signs @ beta[:-1]), kind="stable")]
    return round(float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / hits.sum()), 4)


def as_json(beta: np.ndarray) -> dict[str, Any]:
    """Weights in the form that the package reads."""
    named = {name: round(float(b), 4) for name, b in zip(SIGNS, beta[:-1], strict=True)}
    return {"weights": named, "bias": round(float(beta[-1]), 4), "join": JOIN, "keep": KEEP}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("twosource/stories/likeness.json"))
    parser.add_argument("--report", type=Path, default=Path("training/grouping_report.json"))
    options = parser.parse_args()
    vectors = Vectors()
    sets = {
        "ecbplus": pairs_of(read_set(options.data, "stories-ecbplus", "train.jsonl", vectors), None),
        "allsides": pairs_of(read_set(options.data, "stories-allsides", "fulltext.jsonl", vectors), ALLSIDES_DAYS),
    }
    beta = fit(list(sets.values()))
    report = {
        "penalty": PENALTY,
        "pairs": {name: len(p.same) for name, p in sets.items()},
        "same": {name: int(p.same.sum()) for name, p in sets.items()},
        "average_precision": {name: average_precision(p, beta) for name, p in sets.items()},
        "by_sign": {
            name: {s: average_precision(p, np.eye(len(beta))[i]) for i, s in enumerate(SIGNS)}
            for name, p in sets.items()
        },
    }
    options.out.write_text(json.dumps(as_json(beta), indent=1) + "\n", encoding="utf-8")
    options.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
