"""Fit the weights by which twosource tells whether two articles tell one event (`twosource/stories/likeness.json`).

    python -m training.grouping --data DIR [--out FILE] [--report FILE]

Pairs are those that the index of the run time finds: in stories-ecbplus train, and within a week of each other in the
full texts of stories-allsides, of which one half by the story's CRC-32 is left out, to be scored (`kept_apart`). The second
weights are fitted on the pairs that the first leave together in ECB+ train; what days weigh is taken from the first,
as ECB+ has none. Logistic regression with an L2 penalty, by Newton's method; each set, and in it each class, weighs the
same. The thresholds were chosen on ECB+ train and dev (training/LOG.md). Deterministic: no sampling.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.story_sets import Told, Vectors, kept_apart, read_set
from training.logistic import average_precision, newton
from twosource.stories.apart import local_signs
from twosource.stories.grouper import Grouper
from twosource.stories.likeness import BAGS, SIGNS, row_of, signs, stacked, weights_of
from twosource.stories.window import Window

PENALTY = 1.0
SCALE = 500.0  # what each class of each set weighs in sum
THRESHOLDS = {"keep": 0.05, "topic": 0.15, "alike": 0.3, "story": 0.2}
TIMES = ("days", "undated")  # signs that ECB+ says nothing of
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
            found.append(signs(row, rows))
            same += [gold[name] == gold[traits.article] for name in names]
        window.add(traits, row)
    return Pairs(np.concatenate(found), np.array(same, dtype=float))


def fit(sets: list[Pairs]) -> np.ndarray:
    """Weights with the bias last."""
    signs, same = (np.concatenate(parts) for parts in zip(*sets, strict=True))
    weights = np.concatenate([np.where(p.same, SCALE / p.same.sum(), SCALE / (1 - p.same).sum()) for p in sets])
    return newton(signs, same, weights, penalty=PENALTY)


def ranking(pairs: Pairs, weights: np.ndarray) -> float:
    """Average precision of the pairs in the order that weights of their signs give."""
    return round(average_precision(pairs.same, pairs.signs @ weights), 4)


def second_pairs(told: Told, first: dict[str, float]) -> Pairs:
    """The pairs that the first weights leave together, with their local signs and the size of their group."""
    one_group = weights_of({"first": first, "second": dict.fromkeys(_second_names(), 0.0), **THRESHOLDS, "story": -1.0})
    grouper = Grouper(window_days=None, weights=one_group)
    grouper.place(told.traits)
    gold = {t.article: g for t, g in zip(told.traits, told.gold, strict=True)}
    found, same = [], []
    for articles in grouper.stories().values():
        rows = [row_of(grouper.topics.nodes[a].traits) for a in articles]
        every = stacked(rows)
        size = np.full((len(rows), len(rows), 1), np.log(len(rows)))
        table = np.concatenate([np.stack([signs(row, every) for row in rows]), local_signs(rows), size], axis=2)
        a, b = np.triu_indices(len(rows), 1)
        found.append(table[a, b])
        same += [gold[articles[i]] == gold[articles[j]] for i, j in zip(a, b, strict=True)]
    return Pairs(np.concatenate(found), np.array(same, dtype=float))


def _second_names() -> list[str]:
    return [*SIGNS, *(f"local_{name}" for _, name in BAGS), "size", "bias"]


def named(names: list[str], beta: np.ndarray) -> dict[str, float]:
    """Weights by name."""
    return {name: round(float(b), 4) for name, b in zip(names, beta, strict=True)}


def fit_second(pairs: Pairs, first: dict[str, float]) -> dict[str, float]:
    """The second weights: those of time are the first's."""
    used = [i for i, name in enumerate(_second_names()[:-1]) if name not in TIMES]
    beta = np.zeros(pairs.signs.shape[1] + 1)
    beta[[*used, -1]] = fit([Pairs(pairs.signs[:, used], pairs.same)])
    second = named(_second_names(), beta)
    second |= {name: first[name] for name in TIMES}
    second["bias"] = round(second["bias"] - first["undated"], 4)  # the pairs of ECB+ are all undated
    return second


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("twosource/stories/likeness.json"))
    parser.add_argument("--report", type=Path, default=Path("training/grouping_report.json"))
    options = parser.parse_args()
    vectors = Vectors()
    ecbplus = read_set(options.data, "stories-ecbplus", "train.jsonl", vectors)
    allsides = read_set(options.data, "stories-allsides", "fulltext.jsonl", vectors)
    sets = {
        "ecbplus": pairs_of(ecbplus, None),
        "allsides": pairs_of(allsides.without(kept_apart), ALLSIDES_DAYS),
    }
    beta = fit(list(sets.values()))
    first = named([*SIGNS, "bias"], beta)
    together = second_pairs(ecbplus, first)
    second = fit_second(together, first)
    report = {
        "penalty": PENALTY,
        "pairs": {name: len(p.same) for name, p in sets.items()} | {"ecbplus_second": len(together.same)},
        "same": {name: int(p.same.sum()) for name, p in sets.items()} | {"ecbplus_second": int(together.same.sum())},
        "average_precision": {name: ranking(p, beta[:-1]) for name, p in sets.items()},
        "by_sign": {
            name: {s: ranking(p, np.eye(len(SIGNS))[i]) for i, s in enumerate(SIGNS)} for name, p in sets.items()
        },
    }
    options.out.write_text(
        json.dumps({"first": first, "second": second, **THRESHOLDS}, indent=1) + "\n", encoding="utf-8"
    )
    options.report.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
