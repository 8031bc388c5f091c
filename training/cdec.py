"""Fit the weights by which event mentions of several reports are joined (`benchmarks/event_pairs.json`).

    python -m training.cdec --data DIR [--out FILE] [--report FILE]

ECB+ train: every pair of mentions of one topic, right where both are of one chain. Logistic regression with an L2
penalty, fitted by Newton's method; where average linkage stops is chosen by the CoNLL score, cross-validated by topic.
Dev is never read. Deterministic: no sampling, no seed.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.event_pairs import FITTED, SIGNS, Fitted, joined, scores_of, signs_of, widened
from benchmarks.tasks.cdec import Topic, read_topics, score
from training.logistic import newton

PENALTY = 10.0
FOLDS = 5
THRESHOLDS = tuple(round(0.05 * i, 2) for i in range(2, 16))
REPORT = Path(__file__).parent / "cdec_report.json"


def fit(signs: Sequence[np.ndarray], topics: Sequence[Topic]) -> Fitted:
    """Weights over all pairs of these topics; each topic counts by the root of its pairs, so that none drowns the rest."""
    rows, labels, weights = [], [], []
    for table, topic in zip(signs, topics, strict=True):
        first, second = np.triu_indices(len(topic.chains), 1)
        chains = np.array(topic.chains)
        rows.append(widened(table[first, second]))
        labels.append((chains[first] == chains[second]).astype(float))
        weights.append(np.full(len(first), 1000 / np.sqrt(max(1, len(first)))))
    beta = newton(np.concatenate(rows), np.concatenate(labels), np.concatenate(weights), penalty=PENALTY)
    return Fitted(beta[:-1], float(beta[-1]), 0.5)


def cross_validated(signs: Sequence[np.ndarray], topics: Sequence[Topic]) -> dict[float, dict[str, float]]:
    """For each threshold the scores of all topics, each joined by weights that never saw it."""
    scores: list[np.ndarray] = [np.zeros(0)] * len(topics)
    for fold in range(FOLDS):
        seen = [i for i in range(len(topics)) if i % FOLDS != fold]
        by = fit([signs[i] for i in seen], [topics[i] for i in seen])
        for i in range(fold, len(topics), FOLDS):
            scores[i] = scores_of(signs[i], by)
    return {least: score(topics, [joined(table, least) for table in scores]) for least in THRESHOLDS}


def rounded(by: Fitted) -> dict[str, Any]:
    """The weights as they are committed."""
    alone, same = by.weights[: len(SIGNS)], by.weights[len(SIGNS) :]
    return {
        "weights": {name: round(float(w), 4) for name, w in zip(SIGNS, alone, strict=True)},
        "with_same_lemma": {name: round(float(w), 4) for name, w in zip(SIGNS, same, strict=True)},
        "bias": round(by.bias, 4),
        "least": by.least,
    }


def main() -> None:
    """Read, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("TWOSOURCE_DATA"))
    parser.add_argument("--out", type=Path, default=FITTED)
    parser.add_argument("--report", type=Path, default=REPORT)
    options = parser.parse_args()
    if options.data is None:
        parser.error("say where the archives are: --data DIR or TWOSOURCE_DATA")
    topics = list(read_topics(options.data, "train"))
    learn(topics, options.out, options.report)


def learn(topics: Sequence[Topic], out: Path, report: Path) -> None:
    """Write the weights and their report."""
    signs = [signs_of(topic.mentions, topic.reports) for topic in topics]
    held_out = cross_validated(signs, topics)
    least = max(held_out, key=lambda at: held_out[at]["conll_f1"])
    by = fit(signs, topics)
    out.write_text(json.dumps(rounded(Fitted(by.weights, by.bias, least)), indent=1) + "\n", encoding="utf-8")
    lemma = score(topics, [topic.lemmas for topic in topics])
    plain = {
        "corpus": "ECB+ train",
        "topics": len(topics),
        "mentions": sum(len(topic.mentions) for topic in topics),
        "folds": FOLDS,
        "penalty": PENALTY,
        "least": least,
        "held_out": {name: round(value, 4) for name, value in held_out[least].items()},
        "held_out_by_threshold": {str(at): round(figures["conll_f1"], 4) for at, figures in held_out.items()},
        "same_lemma": {name: round(value, 4) for name, value in lemma.items()},
    }
    report.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(plain, indent=1))


if __name__ == "__main__":
    main()
