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
LOW = 0xFFFF  # bits of a key by which most others are left out
MOST_DAYS = 2  # reports of one event go on for weeks: the third day apart says no more than the second


class Row(NamedTuple):
    """Traits as arrays: keys sorted, one row of unit weights per bag, the two vectors."""

    keys: np.ndarray  # MOST_TERMS, padded with EMPTY
    used: np.ndarray  # how much the article uses each term: 1 + log of its count
    marks: np.ndarray
    weights: np.ndarray  # bags x MOST_TERMS
    vectors: np.ndarray  # 2 x DIMENSION: title, lead
    day: int
    weekdays: int

    def words_only(self) -> Row:
        """Without what only its chances with others need, which is most of it."""
        return self._replace(weights=NOTHING, vectors=NOTHING)


NOTHING = np.zeros(0, dtype=np.float32)


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
    used = np.zeros(MOST_TERMS, dtype=np.float32)
    used[: len(found)] = 1 + np.log(np.maximum(counts, 1))
    plain = used[: len(found)] * rare[order]
    weights = np.zeros((len(BAGS), MOST_TERMS), dtype=np.float32)
    for i, (mark, _) in enumerate(BAGS):
        bag = np.where((marks & mark) == mark, plain, 0)
        weights[i, : len(found)] = bag / (np.linalg.norm(bag) or 1)
    vectors = np.stack([np.frombuffer(traits.title, dtype=np.float16), np.frombuffer(traits.lead, dtype=np.float16)])
    padded = np.zeros(MOST_TERMS, dtype=np.uint8)
    padded[: len(found)] = marks
    return Row(
        keys, used, padded, weights, vectors.reshape(2, DIMENSION).astype(np.float32), traits.day, traits.weekdays
    )


def stacked(rows: Sequence[Row]) -> Rows:
    """Rows as one table."""
    return Rows(
        np.stack([r.keys for r in rows]),
        np.stack([r.weights for r in rows]),
        np.stack([r.vectors for r in rows]),
        np.array([r.day for r in rows], dtype=np.int64),
        np.array([r.weekdays for r in rows], dtype=np.int64),
    )


def _marked(keys: np.ndarray) -> np.ndarray:
    """For the low bits of a key whether one of these keys has them."""
    marked = np.zeros(LOW + 1, dtype=bool)
    marked[keys & LOW] = True
    return marked


def empty_rows(count: int) -> Rows:
    """A table for so many articles."""
    return Rows(
        np.full((count, MOST_TERMS), EMPTY, dtype=np.uint32),
        np.zeros((count, len(BAGS), MOST_TERMS), dtype=np.float32),
        np.zeros((count, 2, DIMENSION), dtype=np.float32),
        np.zeros(count, dtype=np.int64),
        np.zeros(count, dtype=np.int64),
    )


def put(rows: Rows, at: int, row: Row) -> None:
    """Write an article into a table."""
    rows.keys[at], rows.weights[at], rows.vectors[at] = row.keys, row.weights, row.vectors
    rows.days[at], rows.weekdays[at] = row.day, row.weekdays


def taken(rows: Rows, at: np.ndarray) -> Rows:
    """The articles at these places of a table."""
    return Rows(*(column[at] for column in rows))


def joined(tables: Sequence[Rows]) -> Rows:
    """Several tables as one."""
    if len(tables) == 1:
        return tables[0]
    return Rows(*map(np.concatenate, zip(*tables, strict=True))) if tables else empty_rows(0)


def signs(one: Row, others: Rows) -> np.ndarray:
    """N x signs: how alike an article is to each of the others."""
    found = np.zeros((len(others.keys), len(SIGNS)))
    rows, columns = np.nonzero(_marked(one.keys)[others.keys & LOW])  # few more than those that are shared
    keys = others.keys[rows, columns]
    at = np.minimum(np.searchsorted(one.keys, keys), MOST_TERMS - 1)
    shared = (one.keys[at] == keys) & (keys != EMPTY)
    rows, columns, at = rows[shared], columns[shared], at[shared]
    mine = one.weights[:, at]
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
    """The fitted model: what each sign weighs, first for any pair, then among articles already much alike."""

    first: np.ndarray
    first_bias: float
    second: np.ndarray  # of the same signs
    second_bias: float
    local: np.ndarray  # of the bags, weighed by rarity among those articles
    size: float  # of the logarithm of their number
    keep: float  # chance from which a pair counts at all
    topic: float  # mean chance with a topic's articles that an article needs to join it
    alike: float  # mean chance that holds the articles of a topic together
    story: float  # mean chance, by the second weights, that holds a story together


def chances(one: Row, others: Rows, weights: Weights) -> tuple[np.ndarray, np.ndarray]:
    """How likely it is that the article tells one event with each of the others; and what the second weights say."""
    found = signs(one, others)
    chance: np.ndarray = np.round(logistic((found * weights.first).sum(axis=1) + weights.first_bias), 5)
    second: np.ndarray = np.round((found * weights.second).sum(axis=1) + weights.second_bias, 5)
    return chance, second


def logistic(x: np.ndarray) -> np.ndarray:
    """Chances of logits."""
    chance: np.ndarray = 1 / (1 + np.exp(-x))
    return chance


@cache
def shipped_weights() -> Weights:
    """The weights in the package."""
    return weights_of(
        json.loads(resources.files("twosource.stories").joinpath("likeness.json").read_text(encoding="utf-8"))
    )


def weights_of(read: dict[str, Any]) -> Weights:
    """Weights from their JSON form."""
    first, second = (np.array([read[stage][name] for name in SIGNS]) for stage in ("first", "second"))
    return Weights(
        first,
        read["first"]["bias"],
        second,
        read["second"]["bias"],
        np.array([read["second"][f"local_{name}"] for _, name in BAGS]),
        read["second"]["size"],
        **{name: read[name] for name in ("keep", "topic", "alike", "story")},
    )
