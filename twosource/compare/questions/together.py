"""What belongs together: how tellings of several reports come into groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

import numpy as np

from twosource.compare.align import connected
from twosource.compare.questions.evidence import OfArticle, several

T = TypeVar("T")
Telling = TypeVar("Telling", bound=OfArticle)


def linked(n: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below `n` that pairs connect, in groups of two or more."""
    ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    return connected(n, ends[:, 0], ends[:, 1])


def of_one(found: Sequence[Telling], one: Callable[[Telling, Telling], bool]) -> list[list[Telling]]:
    """The tellings of two or more articles, each with all that pairs of two articles connect with it."""
    home = list(range(len(found)))
    for a, b in combinations(range(len(found)), 2):
        if home[a] != home[b] and found[a].article != found[b].article and one(found[a], found[b]):
            old, new = sorted((home[a], home[b]), reverse=True)
            home = [new if h == old else h for h in home]
    groups = [[r for r, h in zip(found, home, strict=True) if h == g] for g in sorted(set(home))]
    return [g for g in groups if several(g)]


def gathered(
    found: Iterable[T], keys: Callable[[T], Iterable[str]], joins: Callable[[Sequence[T], T], bool]
) -> list[list[T]]:
    """Each telling in the first group that it joins, of those with which it shares a key; else in one of its own."""
    groups: list[list[T]] = []
    holding: dict[str, dict[int, None]] = defaultdict(dict)  # key -> numbers of the groups that have it
    for one in found:
        known = set(keys(one))
        near = sorted({number for key in known for number in holding[key]})
        home = next((number for number in near if joins(groups[number], one)), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(one)
        for key in known:
            holding[key][home] = None
    return groups
