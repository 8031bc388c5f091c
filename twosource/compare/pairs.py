"""Pairs of points, and the small arithmetic on arrays that hold one number for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

Values = np.ndarray  # one number for each pair, in the order of `Pairs`


class Pairs:
    """Pairs (left, right) of row numbers, each both ways and each row with itself, by left, then by right."""

    def __init__(self, n: int, left: np.ndarray, right: np.ndarray) -> None:
        self.n, self.left, self.right = n, left, right
        self.starts = np.searchsorted(left, np.arange(n + 1))

    def __len__(self) -> int:
        return len(self.left)

    @cached_property
    def keys(self) -> np.ndarray:
        """One number for each pair, in order."""
        keys: np.ndarray = self.left * self.n + self.right
        return keys

    @cached_property
    def back(self) -> np.ndarray:
        """For each pair the place of the same pair the other way round."""
        return np.lexsort((self.left, self.right))

    def of(self, row: int) -> slice:
        """Places of the pairs of one row."""
        return slice(int(self.starts[row]), int(self.starts[row + 1]))

    def block(self, values: Values, rows: Sequence[int]) -> np.ndarray:
        """The values of the pairs among these rows as a matrix; 0 for a pair that is no candidate."""
        one = np.array(rows, dtype=np.int64)
        wanted = one[:, None] * self.n + one
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self) - 1)
        return np.where(self.keys[at] == wanted, values[at], 0.0)


def all_pairs(n: int) -> Pairs:
    """Every pair of `n` points."""
    rows = np.arange(n)
    return Pairs(n, np.repeat(rows, n), np.tile(rows, n))


def codes(keys: Sequence[str]) -> np.ndarray:
    """A number for each key, the same for equal keys; an empty key is like no other."""
    names = {key: i for i, key in enumerate(sorted({k for k in keys if k}))}
    return np.array([names.get(key, -1 - i) for i, key in enumerate(keys)], dtype=np.int64)


def exact(values: np.ndarray) -> Values:
    """Cosines rounded so that the last bits of a matrix product never decide an order."""
    return np.round(values.astype(np.float64), 5)


def ranges(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The numbers of several ranges one after the other: starts 3, 9 and lengths 2, 1 give 3, 4, 9."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    numbers: np.ndarray = np.arange(total) + np.repeat(starts - ends + lengths, lengths)
    return numbers
