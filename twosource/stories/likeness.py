"""How alike two articles are, and how likely it is that they tell one event.

Each sign is a number between the traits of two articles; a logistic model weighs them. The weights are in
`likeness.json`, fitted by `python -m training.grouping` on public sets of stories, with the thresholds that go with them.
Signs and chances depend on the two articles alone, so that the order in which articles come cannot change them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from twosource.stories.traits import DIMENSION, LEAD, MOST_TERMS, NAME, NUMBER, TITLE, Traits, keys_of, rarities

EMPTY = np.uint32(0xFFFFFFFF)
BAGS = (
    (0, "words"),
    (NAME, "names"),
    (LEAD, "lead_words"),
    (TITLE, "title_words"),
    (NAME | LEAD, "lead_names"),
    (NUMBER, "numbers"),
)
SIGNS = (*(name for _, name in BAGS), "lead_meaning", "title_meaning", "cross_meaning", "weekday", "days", "undated")
MOST_DAYS = 14


class Row(NamedTuple):
    """Traits as arrays: keys sorted, one row of unit weights per bag, the two vectors."""

    keys: np.ndarray  # MOST_TERMS, padded with EMPTY
    weights: np.ndarray  # bags x MOST_TERMS
    vectors: np.ndarray  # 2 x DIMENSION: title, lead
    day: int
    weekdays: int


class Rows(NamedTuple):
    """Many articles' rows, stacked."""

    keys: np.ndarray
    weights: np.ndarray
    vectors: np.ndarray
    days: np.ndarray
    weekdays: np.ndarray


def row_of(traits: Traits) -> Row:
    """Traits as arrays."""
    found = keys_of(traits.terms)
    rare = rarities(found)
    order = np.argsort(found, kind="stable")
    counts = np.frombuffer(traits.counts, dtype=np.uint8)[order].astype(np.float32)
    marks = np.frombuffer(traits.marks, dtype=np.uint8)[order]
    keys = np.full(MOST_TERMS, EMPTY, dtype=np.uint32)
    keys[: len(found)] = found[order]
    plain = (1 + np.log(np.maximum(counts, 1))) * rare[order]
    weights = np.zeros((len(BAGS), MOST_TERMS), dtype=np.float32)
    for i, (mark, _) in enumerate(BAGS):
        bag = np.where((marks & mark) == mark, plain, 0)
        weights[i, : len(found)] = bag / (np.linalg.norm(bag) or 1)
    vectors = np.stack([np.frombuffer(traits.title, dtype=np.float16), np.frombuffer(traits.lead, dtype=np.float16)])
    return Row(keys, weights, vectors.reshape(2, DIMENSION).astype(np.float32), traits.day, traits.weekdays)


def stacked(rows: Sequence[Row]) -> Rows:
    """Rows as one table."""
    return Rows(
        np.stack([r.keys for r in rows]),
        np.stack([r.weights for r in rows]),
        np.stack([r.vectors for r in rows]),
        np.array([r.day for r in rows], dtype=np.int64),
        np.array([r.weekdays for r in rows], dtype=np.int64),
    )


def signs(one: Row, others: Rows) -> np.ndarray:
    """N x signs: how alike an article is to each of the others."""
    at = np.minimum(np.searchsorted(one.keys, others.keys), MOST_TERMS - 1)
    shared = (one.keys[at] == others.keys) & (others.keys != EMPTY)
    found = np.zeros((len(others.keys), len(SIGNS)))
    rows, columns = np.nonzero(shared)
    mine = one.weights[:, at[rows, columns]]
    theirs = others.weights[rows, :, columns].T
    for bag in range(len(BAGS)):
        found[:, bag] = np.bincount(rows, weights=mine[bag] * theirs[bag], minlength=len(found))
    meaning = others.vectors @ one.vectors.T  # n x theirs x mine
    after = len(BAGS)
    found[:, after] = meaning[:, 1, 1]
    found[:, after + 1] = meaning[:, 0, 0]
    found[:, after + 2] = np.maximum(meaning[:, 0, 1], meaning[:, 1, 0])
    both = (others.weekdays > 0) & (one.weekdays > 0)
    found[:, after + 3] = np.where(both, np.where(others.weekdays & one.weekdays, 1, -1), 0)
    dated = (others.days > 0) & (one.day > 0)
    found[:, after + 4] = np.where(dated, np.minimum(np.abs(others.days - one.day), MOST_DAYS) / 7, 0)
    found[:, after + 5] = ~dated
    return np.round(found, 5)


class Weights(NamedTuple):
    """A fitted model: one weight per sign, the bias, and the thresholds that were chosen with it."""

    signs: np.ndarray
    bias: float
    join: float  # mean chance with a story's articles that an article needs to join it
    keep: float  # chance from which a pair counts at all


def chances(one: Row, others: Rows, weights: Weights) -> np.ndarray:
    """How likely it is that the article tells one event with each of the others."""
    logits = (signs(one, others) * weights.signs).sum(axis=1) + weights.bias
    chance: np.ndarray = np.round(1 / (1 + np.exp(-logits)), 5)
    return chance


@cache
def shipped_weights() -> Weights:
    """The weights in the package."""
    read: dict[str, Any] = json.loads(
        resources.files("twosource.stories").joinpath("likeness.json").read_text(encoding="utf-8")
    )
    return weights_of(read)


def weights_of(read: dict[str, Any]) -> Weights:
    """Weights from their JSON form."""
    return Weights(
        np.array([read["weights"][name] for name in SIGNS], dtype=np.float64),
        float(read["bias"]),
        float(read["join"]),
        float(read["keep"]),
    )
