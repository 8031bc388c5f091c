"""Counts that are parts of another: "twelve children and two teachers" are fourteen people."""

from __future__ import annotations

from itertools import combinations

from twosource.compare.points import Point
from twosource.data import Quantity

PARTS = 3  # counts beside one that may add up with it


def adds_up(part: Point, whole: Point) -> bool:
    """Whether a count and others of its statement make the other figure ("twelve children and two teachers", fourteen), and who
    gives that one gives none of them.
    """
    if not (part.quantity and whole.quantity and _is_count(part.quantity) and _is_count(whole.quantity)):
        return False
    told = {q.low for q in whole.statement.quantities}
    counts = [
        q.low or 0.0 for q in part.statement.quantities if _is_count(q) and q is not part.quantity and q.low not in told
    ]
    rest = (whole.quantity.low or 0.0) - (part.quantity.low or 0.0)
    sums = (sum(some) for n in range(1, min(len(counts), PARTS) + 1) for some in combinations(counts, n))
    return rest > 0 and any(total == rest for total in sums)


def _is_count(quantity: Quantity) -> bool:
    return (
        not quantity.dimension and not quantity.ordinal and quantity.low is not None and quantity.low == quantity.high
    )
