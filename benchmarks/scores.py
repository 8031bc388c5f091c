"""What the tasks count: exact spans, spans by overlap, classes. Counts add up over documents; figures come last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
Span = tuple[int, int]
TOUCHING = 1e-9  # the least overlap of two spans that share anything: a relaxed match


@dataclass(frozen=True, slots=True)
class Hits:
    """How many were right, how many there were, how many were given."""

    right: float = 0
    gold: float = 0
    given: float = 0

    def __add__(self, other: Hits) -> Hits:
        """The counts of two sets of cases together."""
        return Hits(self.right + other.right, self.gold + other.gold, self.given + other.given)

    @property
    def precision(self) -> float:
        """Share of the given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was given."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.gold + self.given
        return 2 * self.right / both if both else 0.0


def exact(gold: Iterable[Hashable], given: Iterable[Hashable]) -> Hits:
    """Counts of equal items; an item that stands twice counts twice."""
    want, have = Counter(gold), Counter(given)
    return Hits(sum((want & have).values()), sum(want.values()), sum(have.values()))


def pairs(gold: Sequence[T], given: Sequence[T], alike: Callable[[T, T], float], least: float) -> list[tuple[int, int]]:
    """One-to-one pairs (gold index, given index) of at least that likeness, the most alike first."""
    scored = [(alike(a, b), -i, -j) for i, a in enumerate(gold) for j, b in enumerate(given)]
    taken_gold: set[int] = set()
    taken_given: set[int] = set()
    found = []
    for _, i, j in sorted((s for s in scored if s[0] >= least), reverse=True):
        if -i not in taken_gold and -j not in taken_given:
            taken_gold.add(-i)
            taken_given.add(-j)
            found.append((-i, -j))
    return sorted(found)


def overlapping(gold: Sequence[T], given: Sequence[T], alike: Callable[[T, T], float], least: float = 0.5) -> Hits:
    """Counts of the pairs that are alike enough, such as `overlap` or `union_overlap` of at least a half."""
    return Hits(len(pairs(gold, given, alike, least)), len(gold), len(given))


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two half-open spans."""
    return union_overlap([a], [b])


def union_overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Intersection over union of two spans in pieces."""
    left = {i for start, end in a for i in range(start, end)}
    right = {i for start, end in b for i in range(start, end)}
    return len(left & right) / len(left | right) if left or right else 0.0


def per_class(gold: Sequence[str], given: Sequence[str]) -> dict[str, Hits]:
    """Counts of each class that the gold has, in order of the names."""
    return {
        label: Hits(
            sum(a == b == label for a, b in zip(gold, given, strict=True)),
            sum(a == label for a in gold),
            sum(b == label for b in given),
        )
        for label in sorted(set(gold))
    }


def macro_f1(gold: Sequence[str], given: Sequence[str]) -> float:
    """Mean F1 of the classes that the gold or the answers have, as scikit-learn's `average="macro"` computes it."""
    labels = set(gold) | set(given)
    found = per_class(gold, given)
    return sum(found[label].f1 for label in sorted(labels & found.keys())) / len(labels) if labels else 0.0


def bio_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of BIO tags; an I that continues nothing of its type begins a span, as in CoNLL's scorer."""
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, label = tag.partition("-")
        if start >= 0 and (mark != "I" or label != kind):
            found.append((start, i, kind))
            start = -1
        if mark == "B" or (mark == "I" and start < 0):
            start, kind = i, label
    return found
