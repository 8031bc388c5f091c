"""What an article keeps of those it may belong with, in twenty bytes each: an archive's window holds millions of pairs."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

Said = tuple[float, float]  # chance that both tell one event, and the second weights' logit


class Near:
    """An article's neighbours by number, in order, and what is said of each."""

    __slots__ = ("_chance", "_logit", "_who")

    def __init__(self) -> None:
        self._who, self._chance, self._logit = array("I"), array("d"), array("d")

    def __len__(self) -> int:
        return len(self._who)

    def add(self, who: int, said: Said) -> None:
        """Keep a neighbour, in its place; what is said of it now replaces what was."""
        at = len(self._who) if not self._who or self._who[-1] < who else bisect_left(self._who, who)
        if at < len(self._who) and self._who[at] == who:
            self._chance[at], self._logit[at] = said
            return
        for column, value in ((self._who, who), (self._chance, said[0]), (self._logit, said[1])):
            column.insert(at, value)  # type: ignore[arg-type]

    def forget(self, gone: np.ndarray) -> None:
        """Keep none of these numbers."""
        left = ~np.isin(np.frombuffer(self._who, dtype=np.uint32), gone)
        self._who = array("I", np.frombuffer(self._who, dtype=np.uint32)[left].tobytes())
        self._chance = array("d", np.frombuffer(self._chance)[left].tobytes())
        self._logit = array("d", np.frombuffer(self._logit)[left].tobytes())

    def numbers(self) -> list[int]:
        """All neighbours."""
        return self._who.tolist()

    def items(self) -> Iterator[tuple[int, Said]]:
        """Each neighbour with what is said of it."""
        return zip(self._who, zip(self._chance, self._logit, strict=True), strict=True)

    def chances(self) -> dict[int, float]:
        """The chance with each neighbour."""
        return dict(zip(self._who.tolist(), self._chance.tolist(), strict=True))

    def among(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which of these numbers are neighbours (places in `numbers`), their chances and logits."""
        who = np.frombuffer(self._who, dtype=np.uint32)
        if not len(who):
            return np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0)
        at = np.minimum(np.searchsorted(who, numbers), len(who) - 1)
        there = np.flatnonzero(who[at] == numbers)
        at = at[there]
        return there, np.frombuffer(self._chance)[at], np.frombuffer(self._logit)[at]


def as_numbers(numbers: Sequence[int]) -> np.ndarray:
    """Numbers as `Near` looks them up."""
    return np.array(numbers, dtype=np.uint32)
