"""The pairs as they lie on disk, and which of them an epoch takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

EDGE = 0.002  # log odds are of a chance between this and its opposite


class Pairs:
    """What `training.questions.pairs` wrote: an array for each column, and `odds`, the log odds by the signs."""

    def __init__(self, run: Path) -> None:
        with np.load(run / "pairs.npz") as found:
            self.columns = {name: found[name] for name in found.files}
        for name in ("story", "kind", "one", "two"):
            self.columns[name] = self.columns[name].astype(np.int64)
        base = np.clip(self.columns["base"], EDGE, 1 - EDGE)
        self.odds = np.log(base / (1 - base)).astype(np.float32)

    def __getattr__(self, name: str) -> np.ndarray:
        try:
            return self.columns[name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def __len__(self) -> int:
        return len(self.columns["base"])


def epoch(pairs: Pairs, of: np.ndarray, settings: Mapping[str, Any], rng: np.random.Generator) -> np.ndarray:
    """Rows of one epoch out of those `of` (True): of each story and kind all positives up to a cap, and some negatives for each."""
    key, chosen = pairs.story * 8 + pairs.kind, []
    for group in np.unique(key[of]):
        rows = np.flatnonzero((key == group) & of)
        positive, negative = rows[pairs.label[rows] == 1], rows[pairs.label[rows] == 0]
        if len(positive) > settings["positives"]:
            positive = rng.choice(positive, settings["positives"], replace=False)
        wanted = min(len(negative), int(settings["negatives"] * len(positive)) + 10)
        if wanted:
            likely = (pairs.base[negative] + 0.05) * pairs.weight[negative]
            negative = rng.choice(negative, wanted, replace=False, p=likely / likely.sum())
        chosen.append(np.concatenate([positive, negative]))
    return rng.permutation(np.concatenate(chosen))


def batches(
    rows: np.ndarray, sizes: np.ndarray, cells: int, most: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """The rows in batches of about one size each, `sizes` cells a pair, in random order."""
    window, cut = 16384, []
    for start in range(0, len(rows), window):
        some = rows[start : start + window]
        some = some[np.argsort(sizes[some], kind="stable")]
        begin = 0
        while begin < len(some):
            end = begin + 1
            while end < len(some) and end - begin < most and (end + 1 - begin) * sizes[some[end]] <= cells:
                end += 1
            cut.append(some[begin:end])
            begin = end
    for at in rng.permutation(len(cut)):
        yield cut[at]


def weights_of(pairs: Pairs, rows: np.ndarray, silent: float) -> np.ndarray:
    """How much each pair counts in the loss."""
    return np.where(pairs.weight[rows] < 0.3, silent, 1.0).astype(np.float32)
